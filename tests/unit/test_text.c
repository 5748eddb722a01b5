/* Paragraphs: where lines break, what they cost, and that they stay in their rectangle. */
#include "draw/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/str.h"
#include "base/utf8.h"
#include "draw/sink.h"

struct paragraph {
    int w, hang;
    const char *text, *picture;
};

static void check_paragraph(const struct paragraph *c)
{
    struct canvas canvas;
    canvas_init(&canvas, 40, 20);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    struct run run = {c->text, ROLE_TEXT, 0};
    struct rect r = {0, 0, c->w, 0};
    int lines = text_paragraph(p, r, 0, c->hang, &run, 1); /* measures */
    r.h = lines;
    assert_int_equal(text_paragraph(p, r, 0, c->hang, &run, 1), lines);
    struct str out;
    str_init(&out);
    sink_text(&canvas, &out);
    size_t end = out.len;
    while (end > 0 && out.data[end - 1] == '\n')
        end--;
    str_cut(&out, end);
    assert_string_equal(out.data, c->picture);
    str_done(&out);
    pen_free(p);
    canvas_done(&canvas);
}

static void test_lines_break_at_blanks(void **state)
{
    (void)state;
    static const struct paragraph cases[] = {
        {20, 0, "one two three", "one two three"},
        {7, 0, "one two three", "one two\nthree"},
        {8, 0, "one two three", "one two\nthree"},
        {6, 0, "one two three", "one\ntwo\nthree"},
        {7, 0, "one two    three", "one two\nthree"},
        {4, 0, "abcdefghij", "abcd\nefgh\nij"},
        {6, 0, "ab cdefghijk", "ab\ncdefgh\nijk"},
        {9, 0, "one\ntwo\n\nthree\n", "one\ntwo\n\nthree"},
        {3, 0, "one\ntwo", "one\ntwo"},
        {9, 0, "  indent stays here", "  indent\nstays\nhere"},
        {8, 2, "one two three four", "one two\n  three\n  four"},
        {4, 9, "ab cd", "ab\n   c\n   d"},
        {9, 0, "tab\tis a blank", "tab is a\nblank"},
        /* Tied by no-break spaces. */
        {8, 0,
         "0 at x\xC2\xA0=\xC2\xA0"
         "2",
         "0 at\nx = 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_paragraph(&cases[i]);
}

static void test_wide_text_breaks_between_characters(void **state)
{
    (void)state;
    static const struct paragraph cases[] = {
        {4, 0, "中文文字", "中文\n文字"},
        {5, 0, "中文文字", "中文\n文字"},
        {5, 0, "ab中文", "ab中\n文"},
        {4, 0, "abc中", "abc\n中"},
        /* No line begins with a full stop. */
        {4, 0, "中文。字", "中\n文。\n字"},
        /* Narrower than a character: still an end. */
        {1, 0, "中文", ""},
        {3, 0,
         "e\xCC\x81"
         "e e",
         "e\xCC\x81"
         "e\ne"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_paragraph(&cases[i]);
}

static void test_runs_join_into_one_paragraph(void **state)
{
    (void)state;
    static const struct run runs[] = {
        {"the value ", ROLE_TEXT, 0},
        {"0.25", ROLE_CODE, ATTR_BOLD},
        {", at most", ROLE_TEXT, 0},
    };
    struct canvas canvas;
    canvas_init(&canvas, 14, 3);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    assert_int_equal(text_paragraph(p, (struct rect){0, 0, 14, 3}, 0, 0, runs, 3), 2);
    struct str out;
    str_init(&out);
    sink_text(&canvas, &out);
    /* The comma belongs to the word of the run before: both go to the next line. */
    assert_string_equal(out.data, "the value\n0.25, at most\n\n");
    assert_int_equal(canvas_get(&canvas, 0, 1)->role, ROLE_CODE);
    assert_int_equal(canvas_get(&canvas, 0, 1)->attr, ATTR_BOLD);
    assert_int_equal(canvas_get(&canvas, 4, 1)->role, ROLE_TEXT);
    str_done(&out);
    pen_free(p);
    canvas_done(&canvas);
}

static void test_skipping_scrolls(void **state)
{
    (void)state;
    static const struct run run = {"a\nb\nc\nd", ROLE_TEXT, 0};
    struct canvas canvas;
    canvas_init(&canvas, 3, 4);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    assert_int_equal(text_paragraph(p, (struct rect){1, 1, 2, 2}, 1, 0, &run, 1), 4);
    struct str out;
    str_init(&out);
    sink_text(&canvas, &out);
    assert_string_equal(out.data, "\n b\n c\n\n");
    assert_int_equal(text_paragraph(p, (struct rect){0, 0, 2, 2}, 0, 0, NULL, 0), 0);
    assert_int_equal(text_paragraph(p, (struct rect){0, 0, 0, 2}, 0, 0, &run, 1), 0);
    str_done(&out);
    pen_free(p);
    canvas_done(&canvas);
}

/* Random text: nothing outside of the rectangle, no character lost but blanks at breaks. */
static void test_random_text_stays_inside(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",  "bc", " ",    "  ",        "中",   "。",  "\n",
                                         "\t", "é",  "word", "e\xCC\x81", "\033", "\xFF"};
    enum { PIECES = sizeof pieces / sizeof pieces[0] };
    const struct rng rng = {.seed = 3, .purpose = RNG_TEST};
    print_message("seed %d\n", 3);
    uint64_t index = 0;
    for (int round = 0; round < 1500; round++) {
        char text[300] = "";
        double u[2];
        for (int i = 0; i < 40; i++) {
            rng_uniform(&rng, index++, u);
            strncat(text, pieces[(int)(u[0] * PIECES)], sizeof text - strlen(text) - 1);
        }
        rng_uniform(&rng, index++, u);
        struct rect r = {2, 1, (int)(u[0] * 13), (int)(u[1] * 13)};
        struct canvas canvas;
        canvas_init(&canvas, 16, 15);
        struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
        struct run run = {text, ROLE_CODE, 0};
        int lines = text_paragraph(p, r, round % 3, round % 5, &run, 1);
        assert_true(lines <= (int)strlen(text));
        for (int y = 0; y < canvas.h; y++) {
            for (int x = 0; x < canvas.w; x++) {
                bool inside = x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
                if (!inside)
                    assert_int_equal(canvas_get(&canvas, x, y)->ch, ' ');
            }
        }
        pen_free(p);
        canvas_done(&canvas);
    }
}

static void test_no_character_is_lost(void **state)
{
    (void)state;
    static const char text[] = "中文one two-three four; 五六seven。eight";
    for (int w = 2; w < 40; w++) {
        struct canvas canvas;
        canvas_init(&canvas, w, 40);
        struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
        struct run run = {text, ROLE_TEXT, 0};
        (void)text_paragraph(p, (struct rect){0, 0, w, 40}, 0, 0, &run, 1);
        struct str out;
        str_init(&out);
        sink_text(&canvas, &out);
        size_t at = 0;
        for (const char *c = text; *c; c++) {
            if (*c == ' ')
                continue;
            while (out.data[at] == ' ' || out.data[at] == '\n')
                at++;
            assert_int_equal(out.data[at++], *c);
        }
        str_done(&out);
        pen_free(p);
        canvas_done(&canvas);
    }
}

static void test_a_number_and_its_percent_stay_together(void **state)
{
    (void)state;
    struct canvas canvas;
    struct str out;
    canvas_init(&canvas, 10, 3);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    const struct run run = {"zero is 12 % now", ROLE_TEXT, 0};
    assert_int_equal(text_paragraph(p, (struct rect){0, 0, 10, 3}, 0, 0, &run, 1), 2);
    str_init(&out);
    sink_text(&canvas, &out);
    assert_string_equal(out.data, "zero is\n12 % now\n\n");
    str_done(&out);
    pen_free(p);
    canvas_done(&canvas);
}

/* One paragraph below the other, until there is no room: what did not fit is told by the height. */
static void test_paragraphs_take_their_lines(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 8, 4);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    const struct run one = {"one two three", ROLE_TEXT, 0}, two = {"four five", ROLE_TEXT, 0};
    struct rect r = {1, 0, 7, 3};
    text_take(p, &r, 2, &one, 1);
    assert_int_equal(r.y, 2);
    assert_int_equal(r.h, 1);
    text_take(p, &r, 0, &two, 1);
    assert_int_equal(r.x, 1);
    assert_int_equal(r.y, 4);
    assert_int_equal(r.w, 7);
    assert_int_equal(r.h, -1);
    text_take(p, &r, 0, &one, 1);
    assert_int_equal(r.h, -3);
    struct str out;
    str_init(&out);
    sink_text(&canvas, &out);
    assert_string_equal(out.data, " one two\n   three\n four\n\n");
    str_done(&out);
    pen_free(p);
    canvas_done(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_break_at_blanks),
        cmocka_unit_test(test_wide_text_breaks_between_characters),
        cmocka_unit_test(test_runs_join_into_one_paragraph),
        cmocka_unit_test(test_skipping_scrolls),
        cmocka_unit_test(test_paragraphs_take_their_lines),
        cmocka_unit_test(test_random_text_stays_inside),
        cmocka_unit_test(test_no_character_is_lost),
        cmocka_unit_test(test_a_number_and_its_percent_stay_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
