/* Broken lessons and what the checker says of them: tests/lesson/bad/NAME.md and NAME.expect, the
 * lines of the messages without the name of the file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lesson/lesson.h"

static const char folder[] = "tests/lesson/bad";

static bool read_file(const char *path, struct str *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, file)) > 0)
        str_add_n(out, part, n);
    (void)fclose(file);
    return true;
}

/* The messages alone, without the lines they quote: "LINE:COL: error[E205]: ..." */
static void messages(const char *name, const char *report, struct str *out)
{
    size_t n = strlen(name);
    for (const char *p = report; *p;) {
        size_t len = strcspn(p, "\n");
        if (strncmp(p, name, n) == 0 && p[n] == ':') {
            str_add_n(out, p + n + 1, len - n - 1);
            str_add_char(out, '\n');
        }
        p += len + (p[len] == '\n');
    }
}

/* True if what is said is what was expected. */
static bool check(const char *name, const struct kernel *kernel, bool update)
{
    char path[512];
    struct str text, wanted, report, said;
    int warnings = 0;
    str_init(&text);
    str_init(&wanted);
    str_init(&report);
    str_init(&said);
    (void)snprintf(path, sizeof path, "%s/%s.md", folder, name);
    assert_true(read_file(path, &text));
    int errors = lesson_check(name, text.data, text.len, kernel, &report, &warnings);
    messages(name, report.data, &said);
    (void)snprintf(path, sizeof path, "%s/%s.expect", folder, name);
    (void)read_file(path, &wanted);
    bool same = str_is(said.data, wanted.data);
    if (!same)
        print_message("%s expected:\n%sgot:\n%s", name, wanted.data, said.data);
    if (!same && update) {
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        (void)fputs(said.data, file);
        (void)fclose(file);
    }
    assert_true(errors + warnings > 0);
    str_done(&text);
    str_done(&wanted);
    str_done(&report);
    str_done(&said);
    return same;
}

static int is_lesson(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return n > 3 && str_is(entry->d_name + n - 3, ".md");
}

/* LESSON_UPDATE=1 in the environment writes the expectations anew: then read the difference. */
static void corpus(void **state)
{
    (void)state;
    struct err e = {0};
    const struct kernel *kernel = kernel_choose(NULL, &e);
    struct dirent **entries;
    int n = scandir(folder, &entries, is_lesson, alphasort), wrong = 0;
    assert_true(n > 30);
    for (int i = 0; i < n; i++) {
        entries[i]->d_name[strlen(entries[i]->d_name) - 3] = '\0';
        wrong += !check(entries[i]->d_name, kernel, getenv("LESSON_UPDATE") != NULL);
        free(entries[i]);
    }
    free(entries);
    assert_int_equal(wrong, 0);
}

/* The whole form of a message: file, place, code, line, caret under the right column. */
static void form_of_a_message(void **state)
{
    (void)state;
    struct err e = {0};
    struct str out;
    int warnings = 0;
    static const char text[] = "---\nactviz-lesson: 1\nid: x\ntitle: X\n---\n## S {#s}\n"
                               "```claim\n# \303\251\nsigmoid'(0) > 2\n```\n";
    str_init(&out);
    assert_int_equal(
        lesson_check("a/b.md", text, strlen(text), kernel_choose(NULL, &e), &out, &warnings), 1);
    assert_string_equal(out.data, "a/b.md:9:1: error[E303]: this claim is false: 0.25  want > 2\n"
                                  "    9 | sigmoid'(0) > 2\n"
                                  "      | ^\n");
    assert_int_equal(warnings, 0);
    str_done(&out);
}

/* Advice without end does not hide what is broken behind it, nor is that played. */
static void behind_many_warnings(void **state)
{
    (void)state;
    static const char *const broken[] = {"```ask {#b}\nHow?\nexpr: x\nhint: h\n```\n",
                                         "```task {#b}\nDo.\ngoal: 1 == 2\nhint: h\n```\n"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        struct str text, out;
        int warnings = 0;
        str_init(&text);
        str_init(&out);
        str_add(&text, "---\nactviz-lesson: 1\nid: x\ntitle: X\n---\n## S {#s}\n");
        for (int k = 0; k < 170; k++)
            str_addf(&text,
                     "```ask {#a%d confidence shuffle required}\nHow?\nnumber: 1\nhint: h\n```\n",
                     k);
        str_add(&text, broken[i]);
        int errors =
            lesson_check("x.md", text.data, text.len, kernel_choose(NULL, NULL), &out, &warnings);
        assert_true(warnings >= 500);
        assert_int_equal(errors, 1);
        assert_non_null(strstr(out.data, "error[E"));
        str_done(&text);
        str_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(corpus),
                                       cmocka_unit_test(form_of_a_message),
                                       cmocka_unit_test(behind_many_warnings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
