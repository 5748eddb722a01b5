/* Lesson files: what is read from them, and that no bytes whatever upset the reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/rng.h"
#include "lesson/lesson_file.h"
#include "lesson/rich.h"

#define HEAD "---\nactviz-lesson: 1\nid: demo\ntitle: Demo\n---\n"

static struct lesson_file *read_text(const char *text)
{
    return lesson_file_new(text, strlen(text));
}

static void expect_sound(const struct lesson_file *f)
{
    for (int i = 0; i < f->source.problems; i++)
        print_message("%d:%d: %d %s\n", f->source.problem[i].line, f->source.problem[i].col,
                      f->source.problem[i].code, f->source.problem[i].text);
    assert_int_equal(f->source.problems, 0);
}

static void front_matter(void **state)
{
    (void)state;
    struct lesson_file *f = read_text("---\nactviz-lesson: 1\nid: one-two\n# a comment\n"
                                      "title:  A: b  \ntime: 5m\n---\n## Step {#s}\nText.\n");
    expect_sound(f);
    assert_string_equal(f->front[FRONT_ID], "one-two");
    assert_string_equal(f->front[FRONT_TITLE], "A: b");
    assert_string_equal(f->front[FRONT_TIME], "5m");
    assert_null(f->front[FRONT_SEED]);
    assert_int_equal(f->step[0].line, 8); /* lines are those of the file */
    assert_int_equal(f->block[0].line, 9);
    lesson_file_free(f);
}

static void steps_and_blocks(void **state)
{
    (void)state;
    struct lesson_file *f = read_text(HEAD "## The *first* {#first}\nOne\ntwo.\n\n- a\n- b\n\n"
                                           "3. c\n\n> said\n\n### Small\n\n```\ncode  x\n```\n\n"
                                           "---\n\nLast.\n\n## Second {#second carry}\n\nMore.\n");
    static const enum block_kind kinds[] = {BLOCK_PROSE, BLOCK_ITEM,    BLOCK_ITEM,    BLOCK_ITEM,
                                            BLOCK_QUOTE, BLOCK_HEADING, BLOCK_LISTING, BLOCK_PAUSE,
                                            BLOCK_PROSE, BLOCK_PROSE};
    expect_sound(f);
    assert_int_equal(f->steps, 2);
    assert_string_equal(f->step[0].id, "first");
    assert_string_equal(f->step[0].title, "The \2first\4");
    assert_false(f->step[0].carry);
    assert_true(f->step[1].carry);
    assert_int_equal(f->blocks, (int)(sizeof kinds / sizeof kinds[0]));
    for (int i = 0; i < f->blocks; i++)
        assert_int_equal(f->block[i].kind, kinds[i]);
    assert_string_equal(f->block[0].text, "One two.");
    assert_null(f->block[1].label);
    assert_string_equal(f->block[3].label, "3.");
    assert_string_equal(f->block[6].text, "code  x");
    assert_int_equal(f->step[1].first, 9);
    lesson_file_free(f);
}

static void inline_marks(void **state)
{
    (void)state;
    static const struct {
        const char *markdown, *rich;
    } rows[] = {
        {"plain", "plain"},
        {"**b** x", "\1b\4 x"},
        {"*e `c` e*", "\2e \3c\2 e\4"},
        {"***both***", "\1both\4"},
        {"`=flow.relu.ratio` x", "\5flow.relu.ratio\6 x"},
        {"[text](http://x)", "text"},
        {"&#27;[2J", "\342\220\233[2J"}, /* an entity cannot smuggle an escape in */
        {"&#5;1&#6;", "\342\220\2051\342\220\206"},
        {"# no heading here", "# no heading here"},
        {"1 < 2 & 3", "1 < 2 & 3"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str s;
        str_init(&s);
        rich_of_line(rows[i].markdown, &s);
        assert_string_equal(s.data, rows[i].rich);
        str_done(&s);
    }
    assert_int_equal(rich_words("one \5a + b\6 three\2 four\4"), 4);
}

static void directive_lines(void **state)
{
    (void)state;
    struct lesson_file *f =
        read_text(HEAD "## S {#s}\n```ask {#q review}\nHow\n  much?\n# a comment\nnumber: =1/4\n"
                       "wrong: 0.5 => Not\n  that.\nwrong: x3>=2\nhint: a => b\ntol: 2%\n```\n");
    const struct directive_body *b = &f->block[0].body;
    assert_string_equal(b->id, "q");
    assert_true(b->review);
    assert_string_equal(b->prompt, "How much?");
    assert_int_equal(b->entries, 5);
    assert_string_equal(directive_entry(b, ENTRY_NUMBER, 0)->value, "=1/4");
    assert_string_equal(directive_entry(b, ENTRY_WRONG, 0)->value, "0.5");
    assert_string_equal(directive_entry(b, ENTRY_WRONG, 0)->text, "Not that.");
    assert_int_equal(directive_entry(b, ENTRY_WRONG, 0)->line, 12);
    assert_int_equal(directive_entry(b, ENTRY_WRONG, 0)->col, 8);
    assert_string_equal(directive_entry(b, ENTRY_WRONG, 1)->value, "x3>=2");
    assert_string_equal(directive_entry(b, ENTRY_HINT, 0)->text, "a => b"); /* prose as a whole */
    assert_null(directive_entry(b, ENTRY_HINT, 1));
    assert_int_equal(f->source.problems, 1); /* x3>=2 is no number */
    assert_int_equal(f->source.problem[0].code, 212);
    lesson_file_free(f);
}

static void options(void **state)
{
    (void)state;
    struct lesson_file *f = read_text(HEAD "## S {#s}\n~~~ask {#q}\nWhich?\n( ) **one** => No.\n"
                                           "(x) two\n  lines\n~~~\n");
    expect_sound(f);
    const struct entry *one = directive_entry(&f->block[0].body, ENTRY_OPTION, 0);
    const struct entry *two = directive_entry(&f->block[0].body, ENTRY_OPTION, 1);
    assert_string_equal(one->value, "\1one\4");
    assert_string_equal(one->text, "No.");
    assert_false(one->right);
    assert_string_equal(two->value, "two lines");
    assert_true(two->right);
    lesson_file_free(f);
}

/* Every directive and key of the format is known to the reader by name: those that this version
 * does not play are refused as such, never taken for prose. */
static void whole_grammar_is_known(void **state)
{
    (void)state;
    static const char *const names[] = {"run",  "demo",   "ask",   "predict",
                                        "task", "worked", "claim", "note"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct directive *d = directive_find(names[i]);
        assert_non_null(d);
        if (d->played)
            continue;
        char text[256];
        (void)snprintf(text, sizeof text, HEAD "## S {#s}\n```%s {#q}\nstep: x\n```\n", names[i]);
        struct lesson_file *f = read_text(text);
        assert_non_null(strstr(f->source.problem[0].text, "not played by this version"));
        lesson_file_free(f);
    }
    static const char *const keys[] = {"expr",  "point",  "order",  "text",  "sketch",
                                       "range", "forbid", "domain", "tries", "after"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char text[256];
        (void)snprintf(text, sizeof text,
                       HEAD "## S {#s}\n```predict {#q}\nP?\n%s: 1\nreveal: plot relu\n```\n",
                       keys[i]);
        struct lesson_file *f = read_text(text);
        bool said = false;
        for (int k = 0; k < f->source.problems; k++)
            said |= f->source.problem[k].code == 220;
        assert_true(said);
        lesson_file_free(f);
    }
}

static void limits(void **state)
{
    (void)state;
    static char big[SOURCE_BYTES + 2];
    /* 128 KiB of what nests and of what might be quadratic */
    static const char *const patterns[] = {"> ", "- ", "[", "*a _b", "`", "```run\n", "<!--", "\\"};
    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
        size_t n = strlen(HEAD), step = strlen(patterns[p]);
        memcpy(big, HEAD "## S {#s}\n", n + 10);
        for (n += 10; n + step <= SOURCE_BYTES; n += step)
            memcpy(big + n, patterns[p], step);
        struct lesson_file *f = lesson_file_new(big, n);
        assert_true(source_errors(&f->source) <= SOURCE_PROBLEMS + 1);
        assert_true(f->source.problems - source_errors(&f->source) <= SOURCE_PROBLEMS);
        lesson_file_free(f);
    }
    struct lesson_file *f = lesson_file_new(big, SOURCE_BYTES + 1);
    assert_int_equal(f->source.problem[0].code, 100);
    lesson_file_free(f);
}

/* Advice does not push errors out, and beyond what is kept every place may be wrong. */
static void many_problems(void **state)
{
    (void)state;
    struct source s;
    assert_true(source_init(&s, "x\n", 2));
    for (int i = 1; i <= 2 * SOURCE_PROBLEMS; i++)
        (void)source_problem(&s, 401, i, 1, "advice");
    assert_int_equal(s.problems, SOURCE_PROBLEMS);
    assert_int_equal(source_errors(&s), 0);
    for (int i = 1; i <= 2 * SOURCE_PROBLEMS; i++) {
        (void)source_problem(&s, 301, i, 1, "error");
        (void)source_problem(&s, 301, i, 1, "the same");
        assert_int_equal(source_errors(&s), i <= SOURCE_PROBLEMS ? i : SOURCE_PROBLEMS + 1);
        assert_true(source_is_wrong(&s, i, i));
        assert_int_equal(source_is_wrong(&s, i + 1, i + 9), i > SOURCE_PROBLEMS);
    }
    assert_int_equal(s.problem[s.problems - 1].code, 104);
    source_done(&s);
}

/* ---- random damage ---- */

enum { ROUNDS = 3000, SEED = 20240611 };

static size_t read_lesson(char *out, size_t size)
{
    FILE *file = fopen("lessons/en/vanishing-gradients.md", "rb");
    assert_non_null(file);
    size_t n = fread(out, 1, size, file);
    (void)fclose(file);
    return n;
}

static uint32_t draw(uint64_t *i, uint32_t below)
{
    const struct rng r = {.seed = SEED, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&r, (*i)++, u);
    return (uint32_t)(u[0] * below);
}

/* Takes out, doubles, overwrites or swaps pieces. */
static size_t damage(char *text, size_t n, size_t size, uint64_t *i)
{
    static const char *const pieces[] = {
        "```",   "{#",   "}",    "=> ",          "( ) ",     "(x) ",   "## ",
        "---\n", "\n",   "`=",   "  ",           "[x] ",     "\xff",   "\x1b",
        "~~~",   "- > ", "&#5;", "\xe2\x80\xae", "number: ", "goal: ", ""};
    const char *piece = pieces[draw(i, sizeof pieces / sizeof pieces[0])];
    size_t at = draw(i, (uint32_t)n), cut = draw(i, 4) == 0 ? draw(i, 400) : draw(i, 4);
    size_t add = strlen(piece);
    cut = at + cut > n ? n - at : cut;
    if (n - cut + add >= size)
        return n;
    memmove(text + at + add, text + at + cut, n - at - cut);
    memcpy(text + at, piece, add);
    return n - cut + add;
}

static void damaged_files(void **state)
{
    (void)state;
    static char whole[SOURCE_BYTES], text[SOURCE_BYTES];
    size_t length = read_lesson(whole, sizeof whole / 2);
    uint64_t i = 0;
    print_message("seed %d\n", SEED);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = length;
        memcpy(text, whole, n);
        for (uint32_t k = draw(&i, 6) + 1; k > 0; k--)
            n = damage(text, n, sizeof text, &i);
        struct lesson_file *f = lesson_file_new(text, n);
        struct str out;
        str_init(&out);
        source_print(&f->source, "x.md", &out);
        for (const char *p = out.data; *p; p++)
            assert_true((unsigned char)*p >= 0x20 || *p == '\n');
        for (int k = 0; k < f->source.problems; k++) {
            assert_in_range(f->source.problem[k].line, 1, f->source.lines);
            assert_true(f->source.problem[k].col >= 1);
        }
        str_done(&out);
        lesson_file_free(f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(front_matter),  cmocka_unit_test(steps_and_blocks),
        cmocka_unit_test(inline_marks),  cmocka_unit_test(directive_lines),
        cmocka_unit_test(options),       cmocka_unit_test(whole_grammar_is_known),
        cmocka_unit_test(limits),        cmocka_unit_test(many_problems),
        cmocka_unit_test(damaged_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
