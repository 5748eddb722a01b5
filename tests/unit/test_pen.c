/* The pen against a plain twin, at all sizes, with any coordinates. */
#include "draw/pen.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/str.h"
#include "base/utf8.h"
#include "draw/sink.h"

/* ---- a pen on a canvas, and what is seen of it ---- */

struct sheet {
    struct canvas canvas;
    struct pen *pen;
};

static void sheet_init(struct sheet *s, int w, int h, enum raster raster, bool unicode)
{
    canvas_init(&s->canvas, w, h);
    s->pen = pen_new(&s->canvas, raster, unicode);
}

static void sheet_done(struct sheet *s)
{
    pen_free(s->pen);
    canvas_done(&s->canvas);
}

static void assert_picture(const struct sheet *s, const char *expected)
{
    struct str text;
    str_init(&text);
    sink_text(&s->canvas, &text);
    assert_string_equal(text.data, expected);
    str_done(&text);
}

/* Is the dot at x, y to be seen? Read from the characters alone. */
static bool dot_at(const struct sheet *s, enum raster raster, int x, int y)
{
    static const unsigned char bits[4][2] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int across = pen_dots_across(s->pen), down = pen_dots_down(s->pen);
    uint32_t ch = canvas_get(&s->canvas, x / across, y / down)->ch;
    if (raster == RASTER_BRAILLE)
        return ch >= 0x2800 && ch <= 0x28FF && (ch & bits[y % 4][x % 2]) != 0;
    if (raster == RASTER_HALF)
        return ch == 0x2588 || ch == (y % 2 ? 0x2584 : 0x2580);
    return ch == '*';
}

static const struct stroke solid = {.role = ROLE_SERIES};

/* ---- random numbers ---- */

static double uniform(uint64_t *index)
{
    const struct rng rng = {.seed = 5, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*index)++, u);
    return u[0];
}

/* 0 .. n - 1 */
static int pick(uint64_t *index, int n)
{
    return (int)(uniform(index) * n);
}

/* ---- curves ---- */

/* The twin: every step along the longer side, the nearest dot, in doubles. */
static bool twin_has(const int a[2], const int b[2], int x, int y)
{
    int dx = b[0] - a[0], dy = b[1] - a[1];
    int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
    for (int i = 0; i <= steps; i++) {
        double at_x = steps ? (double)dx * i / steps : 0, at_y = steps ? (double)dy * i / steps : 0;
        if (a[0] + floor(at_x + 0.5) == x && a[1] + floor(at_y + 0.5) == y)
            return true;
    }
    return false;
}

static void test_lines_agree_with_a_plain_twin(void **state)
{
    (void)state;
    print_message("seed %d\n", 5);
    uint64_t index = 0;
    for (int round = 0; round < 600; round++) {
        enum raster raster = (enum raster)(round % RASTER_COUNT);
        struct sheet s;
        sheet_init(&s, 1 + pick(&index, 20), 1 + pick(&index, 12), raster, true);
        int w = s.canvas.w * pen_dots_across(s.pen), h = s.canvas.h * pen_dots_down(s.pen);
        int a[2] = {pick(&index, w), pick(&index, h)}, b[2] = {pick(&index, w), pick(&index, h)};
        /* Data that are dots, y upwards. */
        struct space space = {
            {0, 0, s.canvas.w, s.canvas.h}, 0, w > 1 ? w - 1 : 1, 0, h > 1 ? h - 1 : 1};
        pen_line(s.pen, &space, a[0], h - 1 - a[1], b[0], h - 1 - b[1], &solid);
        pen_finish(s.pen);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                assert_int_equal(dot_at(&s, raster, x, y), twin_has(a, b, x, y));
        sheet_done(&s);
    }
}

/* Clipped lines: each dot is near the true line, and no step along it is missing. */
static void test_clipped_lines_stay_on_their_line(void **state)
{
    (void)state;
    uint64_t index = 100000;
    for (int round = 0; round < 400; round++) {
        struct sheet s;
        sheet_init(&s, 20, 10, RASTER_BRAILLE, true);
        int w = 40, h = 40;
        double x[2], y[2];
        for (int i = 0; i < 2; i++) {
            x[i] = (uniform(&index) - 0.5) * 300;
            y[i] = (uniform(&index) - 0.5) * 300;
        }
        struct space space = {{0, 0, 20, 10}, 0, w - 1, 0, h - 1};
        pen_line(s.pen, &space, x[0], y[0], x[1], y[1], &solid);
        pen_finish(s.pen);
        bool flat = fabs(x[1] - x[0]) >= fabs(y[1] - y[0]);
        double slope = flat ? (y[1] - y[0]) / (x[1] - x[0]) : (x[1] - x[0]) / (y[1] - y[0]);
        for (int along = 0; along < 40; along++) {
            double from = flat ? x[0] : y[0], to = flat ? x[1] : y[1];
            double across = (flat ? y[0] : x[0]) + (along - from) * slope;
            bool there =
                along >= fmin(from, to) && along <= fmax(from, to) && across >= 0 && across <= 39;
            int dots = 0;
            for (int k = 0; k < 40; k++) {
                bool dot = flat ? dot_at(&s, RASTER_BRAILLE, along, h - 1 - k)
                                : dot_at(&s, RASTER_BRAILLE, k, h - 1 - along);
                dots += dot;
                if (dot)
                    assert_true(fabs(k - across) <= 1.51);
            }
            if (there)
                assert_int_equal(dots, 1);
        }
        sheet_done(&s);
    }
}

/* A curve sampled more finely than the dots has no dot that only thickens a corner, and no hole. */
static void test_curves_are_one_dot_thick(void **state)
{
    (void)state;
    enum { N = 4000 };
    static double x[N], y[N];
    for (int i = 0; i < N; i++) {
        x[i] = 10.0 * i / (N - 1);
        y[i] = sin(x[i] * x[i] / 3);
    }
    struct sheet s;
    sheet_init(&s, 60, 20, RASTER_BRAILLE, true);
    struct space space = {{0, 0, 60, 20}, 0, 10, -3, 3};
    pen_path(s.pen, &space, x, y, N, &solid);
    pen_finish(s.pen);
    int flats = 0;
    for (int col = 0; col < 120; col++) {
        int dots = 0;
        for (int row = 0; row < 80; row++)
            dots += dot_at(&s, RASTER_BRAILLE, col, row);
        assert_true(dots > 0);
        double at = 10.0 * col / 119, slope = 2 * at / 3 * cos(at * at / 3);
        double bend = 2.0 / 3 * (1 + 2 * at * at / 3); /* at most, of the second derivative */
        bool flat = (fabs(slope) + bend * 10 / 119) * (79 / 6.0) / (119 / 10.0) < 0.9;
        if (flat)
            assert_int_equal(dots, 1);
        flats += flat;
    }
    assert_true(flats >= 8);
    sheet_done(&s);
}

static void test_what_is_not_finite_leaves_a_gap(void **state)
{
    (void)state;
    double x[] = {0, 1, 2, 3, 4, 5, 6, 7, 8}, y[] = {0, 0, 0, (double)NAN, 0, 0, HUGE_VAL, 0, 0};
    struct sheet s;
    sheet_init(&s, 9, 1, RASTER_ASCII, false);
    struct space space = {{0, 0, 9, 1}, 0, 8, -1, 1};
    pen_path(s.pen, &space, x, y, 9, &solid);
    pen_finish(s.pen);
    assert_picture(&s, "*** ** **\n");
    sheet_done(&s);
}

static void test_arrows_where_a_curve_leaves(void **state)
{
    (void)state;
    double x[] = {0, 8}, y[] = {-8, 8};
    struct sheet s;
    sheet_init(&s, 9, 3, RASTER_ASCII, false);
    struct space space = {{0, 0, 9, 3}, 0, 8, -1, 1};
    pen_path(s.pen, &space, x, y, 2, &solid);
    pen_finish(s.pen);
    assert_picture(&s, "     ^\n    *\n   v\n");
    pen_start(s.pen);
    pen_line(s.pen, &space, 0, -8, 8, 8, &solid); /* a helper line has none */
    pen_finish(s.pen);
    assert_picture(&s, "     *\n    *\n   *\n");
    sheet_done(&s);
}

static void test_dashes_tell_curves_apart(void **state)
{
    (void)state;
    for (int raster = 0; raster < RASTER_COUNT; raster++) {
        struct sheet s;
        sheet_init(&s, 40, DASH_COUNT, (enum raster)raster, true);
        char rows[DASH_COUNT][200];
        for (int dash = 0; dash < DASH_COUNT; dash++) {
            struct stroke stroke = {.role = ROLE_SERIES, .dash = (enum dash)dash};
            struct space space = {{0, dash, 40, 1}, 0, 1, 0, 1};
            pen_line(s.pen, &space, 0, 0, 1, 0, &stroke);
        }
        pen_finish(s.pen);
        for (int dash = 0; dash < DASH_COUNT; dash++) {
            int w = 40 * pen_dots_across(s.pen), y = (dash + 1) * pen_dots_down(s.pen) - 1;
            for (int x = 0; x < w; x++)
                rows[dash][x] = dot_at(&s, (enum raster)raster, x, y) ? '#' : ' ';
            rows[dash][w] = '\0';
            assert_int_equal(rows[dash][0], '#');
            for (int other = 0; other < dash; other++)
                assert_string_not_equal(rows[dash], rows[other]);
        }
        assert_null(strchr(rows[DASH_SOLID], ' '));
        sheet_done(&s);
    }
}

/* ---- several curves in a cell ---- */

static void test_coincident_curves_are_both_seen(void **state)
{
    (void)state;
    for (int raster = 0; raster < RASTER_COUNT; raster++) {
        for (int steep = 0; steep < 2; steep++) {
            struct sheet s;
            sheet_init(&s, 24, 24, (enum raster)raster, true);
            struct space space = {{0, 0, 24, 24}, 0, 1, 0, 1};
            for (int i = 0; i < 3; i++) {
                struct stroke stroke = {.role = (enum role)(ROLE_SERIES + i), .letter = "abc"[i]};
                if (steep)
                    pen_line(s.pen, &space, 0.5, 0, 0.5, 1, &stroke);
                else
                    pen_line(s.pen, &space, 0, 0.5, 1, 0.5, &stroke);
            }
            pen_finish(s.pen);
            int seen[ROLE_COUNT] = {0};
            for (int y = 0; y < 24; y++)
                for (int x = 0; x < 24; x++)
                    if (canvas_get(&s.canvas, x, y)->ch != ' ')
                        seen[canvas_get(&s.canvas, x, y)->role]++;
            for (int i = 0; i < 3; i++)
                assert_int_equal(seen[ROLE_SERIES + i], 8); /* a third each */
            sheet_done(&s);
        }
    }
}

static void test_curves_pass_over_zero_lines(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 4, 1, RASTER_BRAILLE, true);
    struct space space = {{0, 0, 4, 1}, 0, 7, 0, 3};
    struct stroke zero = {.role = ROLE_ZERO};
    pen_line(s.pen, &space, 0, 0, 7, 0, &zero);
    pen_line(s.pen, &space, 0, 3, 3, 3, &solid);
    pen_finish(s.pen);
    assert_picture(&s, "⠉⠉⣀⣀\n");
    assert_int_equal(canvas_get(&s.canvas, 0, 0)->role, ROLE_SERIES);
    assert_int_equal(canvas_get(&s.canvas, 3, 0)->role, ROLE_ZERO);
    sheet_done(&s);
}

static void test_curves_lie_under_text(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 5, 1, RASTER_BRAILLE, true);
    struct space space = {{0, 0, 5, 1}, 0, 1, 0, 1};
    pen_line(s.pen, &space, 0, 0, 1, 0, &solid);
    (void)pen_text(s.pen, 1, 0, -1, ROLE_TEXT, 0, "ab");
    (void)pen_text(s.pen, 3, 0, -1, ROLE_TEXT, ATTR_REVERSE, " ");
    pen_finish(s.pen);
    assert_picture(&s, "⣀ab ⣀\n");
    sheet_done(&s);
}

static void test_many_looks_do_not_overflow(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 6, 1, RASTER_ASCII, true);
    struct space space = {{0, 0, 6, 1}, 0, 1, 0, 1};
    for (int i = 0; i < 200; i++) {
        struct stroke stroke = {.role = ROLE_SERIES, .letter = (char)('!' + i % 90)};
        stroke.bold = i >= 90;
        pen_line(s.pen, &space, 0, 0, 1, 0, &stroke);
    }
    pen_finish(s.pen);
    for (int x = 0; x < 6; x++)
        assert_int_not_equal(canvas_get(&s.canvas, x, 0)->ch, ' ');
    sheet_done(&s);
}

/* ---- text, boxes, bars ---- */

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
        assert_picture(&s, cases[i].picture);
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
    assert_picture(&s, "12é  中x\n");
    (void)pen_text_right(s.pen, INT_MIN, 0, ROLE_TEXT, 0, "abc");
    (void)pen_text_right(s.pen, INT_MAX, 0, ROLE_TEXT, 0, "abc");
    assert_picture(&s, "12é  中x\n");
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
        assert_picture(&s, cases[i].shown);
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
    assert_picture(&s, "┌───┐\n│...│\n└───┘\n");
    pen_start(s.pen);
    pen_box(s.pen, (struct rect){-1, -1, 4, 3}, ROLE_FRAME);
    assert_picture(&s, "  │\n──┘\n\n");
    pen_start(s.pen);
    pen_box(s.pen, (struct rect){INT_MAX, INT_MIN, INT_MAX, INT_MAX}, ROLE_FRAME);
    pen_hline(s.pen, INT_MIN, 0, INT_MAX, ROLE_FRAME);
    pen_vline(s.pen, 0, INT_MAX, INT_MAX, ROLE_FRAME);
    pen_fill(s.pen, (struct rect){0, 0, -1, 3}, '.', ROLE_DIM, 0);
    assert_picture(&s, "\n\n\n");
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
            assert_picture(&s, unicode ? cases[i].unicode : cases[i].ascii);
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
            assert_picture(&s, unicode ? cases[i].unicode : cases[i].ascii);
            sheet_done(&s);
        }
    }
}

/* ---- data to cells ---- */

static void test_no_value_becomes_a_cell_outside(void **state)
{
    (void)state;
    static const double values[] = {
        (double)NAN, HUGE_VAL, -HUGE_VAL, 0,       -0.0, 1,   -1, 1e308,  -1e308,      DBL_MAX,
        -DBL_MAX,    DBL_MIN,  5e-324,    -5e-324, 1e15, 0.5, 2,  1e-300, 2147483648.0};
    enum { N = sizeof values / sizeof values[0] };
    for (int raster = 0; raster < RASTER_COUNT; raster++) {
        struct sheet s;
        sheet_init(&s, 7, 5, (enum raster)raster, true);
        for (int a = 0; a < N; a++) {
            for (int b = 0; b < N; b++) {
                struct space space = {{1, 1, 5, 3}, values[a], values[b], values[a], values[b]};
                for (int v = 0; v < N; v++) {
                    int cell = -1;
                    if (pen_cell_x(s.pen, &space, values[v], &cell))
                        assert_in_range(cell, 1, 5);
                    if (pen_cell_y(s.pen, &space, values[v], &cell))
                        assert_in_range(cell, 1, 3);
                    pen_line(s.pen, &space, values[v], values[a], values[b], values[(v + 1) % N],
                             &solid);
                    pen_mark(s.pen, &space, values[v], values[v], MARK_OPEN, ROLE_SERIES);
                }
            }
        }
        pen_finish(s.pen);
        for (int x = 0; x < 7; x++) /* nothing outside of the box */
            assert_true(canvas_get(&s.canvas, x, 0)->ch == ' ' &&
                        canvas_get(&s.canvas, x, 4)->ch == ' ');
        sheet_done(&s);
    }
}

static void test_ends_of_a_space_are_its_outermost_dots(void **state)
{
    (void)state;
    for (int raster = 0; raster < RASTER_COUNT; raster++) {
        struct sheet s;
        sheet_init(&s, 30, 10, (enum raster)raster, true);
        struct space space = {{3, 2, 20, 6}, -4, 4, -1, 1};
        int cell;
        assert_true(pen_cell_x(s.pen, &space, -4, &cell));
        assert_int_equal(cell, 3);
        assert_true(pen_cell_x(s.pen, &space, 4, &cell));
        assert_int_equal(cell, 22);
        assert_true(pen_cell_y(s.pen, &space, 1, &cell));
        assert_int_equal(cell, 2);
        assert_true(pen_cell_y(s.pen, &space, -1, &cell));
        assert_int_equal(cell, 7);
        assert_false(pen_cell_x(s.pen, &space, 4.5, &cell));
        assert_false(pen_cell_y(s.pen, &space, -1.5, &cell));
        for (int at = 3; at < 23; at++) {
            assert_true(pen_cell_x(s.pen, &space, pen_data_x(s.pen, &space, at), &cell));
            assert_int_equal(cell, at);
        }
        sheet_done(&s);
    }
}

static void test_marks(void **state)
{
    (void)state;
    struct sheet s;
    sheet_init(&s, 5, 1, RASTER_BRAILLE, true);
    struct space space = {{0, 0, 5, 1}, 0, 9, 0, 1};
    for (int i = 0; i < 5; i++)
        pen_mark(s.pen, &space, 2 * i, 0, (enum mark)i, ROLE_SERIES);
    pen_mark(s.pen, &space, 100, 0, MARK_POINT, ROLE_SERIES);
    assert_picture(&s, "•○●┼◇\n");
    sheet_done(&s);
    sheet_init(&s, 5, 1, RASTER_BRAILLE, false);
    space.x1 = 4;
    for (int i = 0; i < 5; i++)
        pen_mark(s.pen, &space, i, 0, (enum mark)i, ROLE_SERIES);
    assert_picture(&s, "*o@+%\n");
    sheet_done(&s);
}

/* ---- anything at any size ---- */

static int any_int(uint64_t *index)
{
    static const int extremes[] = {INT_MIN, INT_MIN + 1, INT_MAX, INT_MAX - 1, -1, 0, 1000000};
    int n = sizeof extremes / sizeof extremes[0];
    int i = pick(index, 40);
    return i < n ? extremes[i] : i - n - 10;
}

static double any_double(uint64_t *index)
{
    static const double extremes[] = {(double)NAN, HUGE_VAL, -HUGE_VAL, DBL_MAX,
                                      -DBL_MAX,    5e-324,   0};
    int n = sizeof extremes / sizeof extremes[0];
    int i = pick(index, 30);
    return i < n ? extremes[i] : (uniform(index) - 0.5) * 10;
}

static struct rect any_rect(uint64_t *index)
{
    return (struct rect){any_int(index), any_int(index), any_int(index), any_int(index)};
}

static void any_call(struct pen *p, uint64_t *index)
{
    struct rect r = any_rect(index);
    struct space s = {r, any_double(index), any_double(index), any_double(index),
                      any_double(index)};
    struct stroke stroke = {.role = (enum role)pick(index, ROLE_COUNT),
                            .dash = (enum dash)pick(index, DASH_COUNT),
                            .bold = pick(index, 2)};
    double x[6], y[6], fraction = any_double(index);
    for (int i = 0; i < 6; i++) {
        x[i] = any_double(index);
        y[i] = any_double(index);
    }
    int cell;
    switch (pick(index, 11)) {
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
        pen_mark(p, &s, x[0], y[0], (enum mark)pick(index, 5), stroke.role);
        return;
    case 7:
        pen_bar(p, r.x, r.y, r.w, fraction, stroke.role, 0);
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
    print_message("seed %d\n", 5);
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
        cmocka_unit_test(test_lines_agree_with_a_plain_twin),
        cmocka_unit_test(test_clipped_lines_stay_on_their_line),
        cmocka_unit_test(test_curves_are_one_dot_thick),
        cmocka_unit_test(test_what_is_not_finite_leaves_a_gap),
        cmocka_unit_test(test_arrows_where_a_curve_leaves),
        cmocka_unit_test(test_dashes_tell_curves_apart),
        cmocka_unit_test(test_coincident_curves_are_both_seen),
        cmocka_unit_test(test_curves_pass_over_zero_lines),
        cmocka_unit_test(test_curves_lie_under_text),
        cmocka_unit_test(test_many_looks_do_not_overflow),
        cmocka_unit_test(test_text_is_cut_at_whole_characters),
        cmocka_unit_test(test_text_ending_at_a_column),
        cmocka_unit_test(test_ascii_pens_are_ascii),
        cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_bars),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_no_value_becomes_a_cell_outside),
        cmocka_unit_test(test_ends_of_a_space_are_its_outermost_dots),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_anything_at_all_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
