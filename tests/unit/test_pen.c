/* Text, boxes, bars and marks of the pen; any call at any size. */
#include "draw/pen.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "sheet.h"

static void test_text_is_cut_at_whole_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int x, max, used;
        const char *picture;
    } cases[] = {
        {"hello", 0, -1, 5, "hello\n"},
        {"hello", 3, -1, 5, "   hello\n"},
        {"hello", 6, -1, 2, "      he\n"},
        {"hello", 0, 3, 3, "hel\n"},
        {"中文", 0, 3, 2, "中\n"},
        {"中文", 5, -1, 2, "     中\n"},
        {"e\xCC\x81x", 0, 1, 1, "e\xCC\x81\n"},
        {"hello", -2, -1, 5, "llo\n"},
        {"\xCC\x81x", 1, -1, 1, "?x\n"},
        {"a\033[1m", 0, -1, 5, "a␛[1m\n"},
        {"hello", 99, -1, 0, "\n"},
        {"hello", INT_MIN, -1, 5, "\n"},
        {"hello", INT_MAX, 3, 3, "\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sheet s;
        sheet_init(&s, 8, 1, RASTER_BRAILLE, true);
        if (cases[i].picture[0] == '?')
            (void)pen_text(s.pen, 0, 0, -1, ROLE_TEXT, 0, "?");
        assert_int_equal(pen_text(s.pen, cases[i].x, 0, cases[i].max, ROLE_TEXT, 0, cases[i].text),
                         cases[i].used);
        sheet_assert(&s, cases[i].picture);
        sheet_done(&s);
    }
}

static void test_text_ending_at_a_column(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 8, 1, RASTER_BRAILLE, true);
    assert_int_equal(pen_text_right(s.pen, 8, 0, ROLE_TEXT, 0, "中x"), 3);
    assert_int_equal(pen_textf(s.pen, 0, 0, -1, ROLE_TEXT, 0, "%d%s", 12, "é"), 3);
    sheet_assert(&s, "12é  中x\n");
    (void)pen_text_right(s.pen, INT_MIN, 0, ROLE_TEXT, 0, "abc");
    (void)pen_text_right(s.pen, INT_MAX, 0, ROLE_TEXT, 0, "abc");
    sheet_assert(&s, "12é  中x\n");
    sheet_done(&s);
}

/* No non-ASCII byte ever comes out of an ASCII pen, and the layout stays. */
static void test_ascii_pens_are_ascii(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 4, 1, RASTER_BRAILLE, false);
    assert_int_equal(pen_dots_across(s.pen), 1);
    for (uint32_t ch = 1; ch < 0x30000; ch++) {
        char text[8] = "";
        size_t n = utf8_put(text, ch);
        text[n] = '\0';
        pen_start(s.pen);
        assert_int_equal(pen_text(s.pen, 0, 0, -1, ROLE_TEXT, 0, text), utf8_columns(text));
        for (int x = 0; x < 4; x++) {
            const struct cell *cell = canvas_get(&s.canvas, x, 0);
            assert_true(cell->ch >= ' ' && cell->ch < 0x7F && cell->mark == 0);
        }
    }
    sheet_done(&s);
    static const struct {
        const char *text, *shown;
    } cases[] = {{"αβγ λσφΔ", "abg lspD\n"},
                 {"┌─┐│└┘┤", "+-+|+++\n"},
                 {"←↑→↓", "<^>v\n"},
                 {"“a” ‘b’", "\"a\" 'b'\n"},
                 {"f′ x² a₁", "f' x2 a1\n"},
                 {"é–ü", "e-u\n"},
                 {"中", "??\n"}};
    sheet_init(&s, 10, 1, RASTER_BRAILLE, false);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pen_start(s.pen);
        (void)pen_text(s.pen, 0, 0, -1, ROLE_TEXT, 0, cases[i].text);
        sheet_assert(&s, cases[i].shown);
    }
    sheet_done(&s);
}

static void test_symbols(void **state)
{
    (void)state;
    static const char *const names[] = {
        "alpha", "beta", "gamma",   "lambda", "theta",    "sigma",    "phi",  "delta",
        "pi",    "sqrt", "partial", "prime",  "dprime",   "times",    "dot",  "up",
        "down",  "left", "right",   "check",  "cross",    "bullet",   "ge",   "le",
        "ne",    "sub0", "approx",  "arrow",  "infinity", "ellipsis", "dash", "minus",
        "sub9",  "sup0", "sup2",    "sup9",   "supminus", "nobody"};
    struct sheet u, a;
    sheet_init(&u, 1, 1, RASTER_BRAILLE, true);
    sheet_init(&a, 1, 1, RASTER_BRAILLE, false);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *sign = pen_symbol(u.pen, names[i]), *ascii = pen_symbol(a.pen, names[i]);
        bool known = strcmp(names[i], "nobody") != 0;
        assert_int_equal(utf8_columns(sign) == 1, known);
        assert_true(ascii[0] != '\0');
        for (const char *p = ascii; *p; p++)
            assert_true(*p > ' ' && *p < 0x7F);
    }
    assert_string_equal(pen_symbol(u.pen, "alpha"), "α");
    assert_string_equal(pen_symbol(a.pen, "alpha"), "alpha");
    assert_string_equal(pen_symbol(u.pen, "k1"), "k1");
    sheet_done(&u);
    sheet_done(&a);
}

static void test_boxes(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 5, 3, RASTER_BRAILLE, true);
    pen_box(s.pen, (struct rect){0, 0, 5, 3}, ROLE_FRAME);
    pen_fill(s.pen, (struct rect){1, 1, 3, 1}, '.', ROLE_DIM, 0);
    sheet_assert(&s, "┌───┐\n│...│\n└───┘\n");
    pen_start(s.pen);
    pen_box(s.pen, (struct rect){-1, -1, 4, 3}, ROLE_FRAME);
    sheet_assert(&s, "  │\n──┘\n\n");
    pen_start(s.pen);
    pen_box(s.pen, (struct rect){INT_MAX, INT_MIN, INT_MAX, INT_MAX}, ROLE_FRAME);
    pen_hline(s.pen, INT_MIN, 0, INT_MAX, ROLE_FRAME);
    pen_vline(s.pen, 0, INT_MAX, INT_MAX, ROLE_FRAME);
    pen_fill(s.pen, (struct rect){0, 0, -1, 3}, '.', ROLE_DIM, 0);
    sheet_assert(&s, "\n\n\n");
    sheet_done(&s);
}

static void test_bars(void **state)
{
    (void)state;
    static const struct {
        double fraction;
        const char *unicode, *ascii;
    } cases[] = {
        {0, "\n", "\n"},
        {1, "████\n", "####\n"},
        {0.5, "██\n", "##\n"},
        {0.53125, "██▏\n", "##\n"},
        {0.625, "██▌\n", "###\n"},
        {1e-9, "▏\n", ".\n"},
        {-3, "\n", "\n"},
        {7, "████\n", "####\n"},
        {(double)NAN, "????\n", "????\n"},
        {HUGE_VAL, "███>\n", "###>\n"},
        {-HUGE_VAL, "\n", "\n"},
        {0.21875, "▉\n", "#\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int unicode = 0; unicode < 2; unicode++) {
            struct sheet s;
            sheet_init(&s, 6, 1, RASTER_BRAILLE, unicode);
            pen_bar(s.pen, 0, 0, 4, cases[i].fraction, ROLE_SERIES, 0);
            sheet_assert(&s, unicode ? cases[i].unicode : cases[i].ascii);
            sheet_done(&s);
        }
    }
}

static void test_columns(void **state)
{
    (void)state;
    static const struct {
        double fraction;
        const char *unicode, *ascii;
    } cases[] = {
        {0, "\n\n\n", "\n\n\n"},
        {1, "\n█\n█\n", "\n#\n#\n"},
        {0.5, "\n\n█\n", "\n\n#\n"},
        {0.5625, "\n▁\n█\n", "\n\n#\n"},
        {0.4375, "\n\n▇\n", "\n\n#\n"},
        {(double)NAN, "\n?\n?\n", "\n?\n?\n"},
        {HUGE_VAL, "\n^\n█\n", "\n^\n#\n"},
        {1e-12, "\n\n▁\n", "\n\n.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int unicode = 0; unicode < 2; unicode++) {
            struct sheet s;
            sheet_init(&s, 1, 3, RASTER_BRAILLE, unicode);
            pen_column(s.pen, 0, 2, 2, cases[i].fraction, ROLE_SERIES, 0);
            sheet_assert(&s, unicode ? cases[i].unicode : cases[i].ascii);
            sheet_done(&s);
        }
    }
}

static void test_marks(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 5, 1, RASTER_BRAILLE, true);
    struct space space = sheet_space((struct rect){0, 0, 5, 1}, 0, 9, 0, 1);
    for (int i = 0; i < 5; i++)
        pen_mark(s.pen, &space, 2 * i, 0, (enum mark)i, ROLE_SERIES);
    pen_mark(s.pen, &space, 100, 0, MARK_POINT, ROLE_SERIES);
    sheet_assert(&s, "•○●┼◇\n");
    sheet_done(&s);
    sheet_init(&s, 5, 1, RASTER_BRAILLE, false);
    space.x1 = 4;
    for (int i = 0; i < 5; i++)
        pen_mark(s.pen, &space, i, 0, (enum mark)i, ROLE_SERIES);
    sheet_assert(&s, "*o@+%\n");
    sheet_done(&s);
}

static int any_int(uint64_t *index)
{
    static const int extremes[] = {INT_MIN, INT_MIN + 1, INT_MAX, INT_MAX - 1, -1, 0, 1000000};
    int n = sizeof extremes / sizeof extremes[0];
    int i = sheet_pick(index, 40);
    return i < n ? extremes[i] : i - n - 10;
}

static double any_double(uint64_t *index)
{
    static const double extremes[] = {(double)NAN, HUGE_VAL, -HUGE_VAL, DBL_MAX,
                                      -DBL_MAX,    5e-324,   0};
    int n = sizeof extremes / sizeof extremes[0];
    int i = sheet_pick(index, 30);
    return i < n ? extremes[i] : (sheet_uniform(index) - 0.5) * 10;
}

static struct rect any_rect(uint64_t *index)
{
    return (struct rect){any_int(index), any_int(index), any_int(index), any_int(index)};
}

static void any_call(struct pen *p, uint64_t *index)
{
    struct rect r = any_rect(index);
    double ends[4];
    for (int i = 0; i < 4; i++)
        ends[i] = any_double(index);
    struct space s = sheet_space(r, ends[0], ends[1], ends[2], ends[3]);
    struct stroke stroke = {.role = (enum role)sheet_pick(index, ROLE_COUNT),
                            .dash = (enum dash)sheet_pick(index, DASH_COUNT),
                            .bold = sheet_pick(index, 2)};
    double x[6], y[6], fraction = any_double(index);
    for (int i = 0; i < 6; i++) {
        x[i] = any_double(index);
        y[i] = any_double(index);
    }
    int cell;
    switch (sheet_pick(index, 11)) {
    case 0:
        (void)pen_text(p, r.x, r.y, r.w, stroke.role, 0, "a中e\xCC\x81\033\xff");
        return;
    case 1:
        pen_fill(p, r, '#', stroke.role, 0);
        return;
    case 2:
        pen_box(p, r, stroke.role);
        return;
    case 3:
        pen_hline(p, r.x, r.y, r.w, stroke.role);
        pen_vline(p, r.x, r.y, r.h, stroke.role);
        return;
    case 4:
        pen_path(p, &s, x, y, 6, &stroke);
        return;
    case 5:
        pen_line(p, &s, x[0], y[0], x[1], y[1], &stroke);
        return;
    case 6:
        pen_mark(p, &s, x[0], y[0], (enum mark)sheet_pick(index, 5), stroke.role);
        return;
    case 7:
        pen_bar(p, r.x, r.y, r.w, fraction, stroke.role, 0);
        pen_bar_mark(p, r, fraction, &(struct bar_mark){.role = stroke.role, .sign = "upright"});
        pen_column_mark(p, r, fraction, &(struct bar_mark){.role = stroke.role, .sign = "rung"});
        return;
    case 8:
        pen_column(p, r.x, r.y, r.h, fraction, stroke.role, 0);
        return;
    case 9:
        (void)pen_text_right(p, r.x, r.y, stroke.role, 0, "right 中");
        return;
    default:
        (void)pen_data_x(p, &s, r.x);
        if (pen_cell_x(p, &s, x[0], &cell))
            assert_in_range(cell, 0, pen_width(p) - 1);
    }
}

static void test_anything_at_all_sizes(void **state)
{
    (void)state;
    print_message("seed %d\n", SHEET_SEED);
    uint64_t index = 500000;
    for (int w = 0; w <= 12; w++) {
        for (int h = 0; h <= 12; h++) {
            struct sheet s;
            sheet_init(&s, 3, 3, (enum raster)((w + h) % RASTER_COUNT), w % 2);
            canvas_resize(&s.canvas, w, h);
            pen_start(s.pen);
            for (int i = 0; i < 60; i++)
                any_call(s.pen, &index);
            pen_finish(s.pen);
            for (int i = 0; i < w * h; i++)
                if (s.canvas.cell[i].ch != 0)
                    assert_int_equal(utf8_printable(s.canvas.cell[i].ch), s.canvas.cell[i].ch);
            sheet_done(&s);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_cut_at_whole_characters),
        cmocka_unit_test(test_text_ending_at_a_column),
        cmocka_unit_test(test_ascii_pens_are_ascii),
        cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_anything_at_all_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
