/* Lines against a plain twin; data that never become a cell outside. */
#include "draw/trace.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

static const struct stroke solid = {.role = ROLE_SERIES};

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
    print_message("seed %d\n", SHEET_SEED);
    uint64_t index = 0;
    for (int round = 0; round < 600; round++) {
        enum raster raster = (enum raster)(round % RASTER_COUNT);
        struct sheet s;
        sheet_init(&s, 1 + sheet_pick(&index, 20), 1 + sheet_pick(&index, 12), raster, true);
        int w = s.canvas.w * pen_dots_across(s.pen), h = s.canvas.h * pen_dots_down(s.pen);
        int a[2] = {sheet_pick(&index, w), sheet_pick(&index, h)},
            b[2] = {sheet_pick(&index, w), sheet_pick(&index, h)};
        /* Data that are dots, y upwards. */
        struct space space = sheet_space((struct rect){0, 0, s.canvas.w, s.canvas.h}, 0,
                                         w > 1 ? w - 1 : 1, 0, h > 1 ? h - 1 : 1);
        pen_line(s.pen, &space, a[0], h - 1 - a[1], b[0], h - 1 - b[1], &solid);
        pen_finish(s.pen);
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                assert_int_equal(sheet_dot(&s, raster, x, y), twin_has(a, b, x, y));
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
            x[i] = (sheet_uniform(&index) - 0.5) * 300;
            y[i] = (sheet_uniform(&index) - 0.5) * 300;
        }
        struct space space = sheet_space((struct rect){0, 0, 20, 10}, 0, w - 1, 0, h - 1);
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
                bool dot = flat ? sheet_dot(&s, RASTER_BRAILLE, along, h - 1 - k)
                                : sheet_dot(&s, RASTER_BRAILLE, k, h - 1 - along);
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
    struct space space = sheet_space((struct rect){0, 0, 60, 20}, 0, 10, -3, 3);
    pen_path(s.pen, &space, x, y, N, &solid);
    pen_finish(s.pen);
    int flats = 0;
    for (int col = 0; col < 120; col++) {
        int dots = 0;
        for (int row = 0; row < 80; row++)
            dots += sheet_dot(&s, RASTER_BRAILLE, col, row);
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
    struct space space = sheet_space((struct rect){0, 0, 9, 1}, 0, 8, -1, 1);
    pen_path(s.pen, &space, x, y, 9, &solid);
    pen_finish(s.pen);
    sheet_assert(&s, "*** ** **\n");
    sheet_done(&s);
}

static void test_arrows_where_a_curve_leaves(void **state)
{
    (void)state;
    double x[] = {0, 8}, y[] = {-8, 8};
    struct sheet s;
    sheet_init(&s, 9, 3, RASTER_ASCII, false);
    struct space space = sheet_space((struct rect){0, 0, 9, 3}, 0, 8, -1, 1);
    pen_path(s.pen, &space, x, y, 2, &solid);
    pen_finish(s.pen);
    sheet_assert(&s, "     ^\n    *\n   v\n");
    pen_start(s.pen);
    pen_line(s.pen, &space, 0, -8, 8, 8, &solid); /* a helper line has none */
    pen_finish(s.pen);
    sheet_assert(&s, "     *\n    *\n   *\n");
    sheet_done(&s);
}

/* Lines are there for more than half, stitches for a third to two thirds, lone dots less. */
static void assert_families(char rows[DASH_COUNT][200])
{
    for (int i = 0; i < DASH_CURVES; i++) {
        double share[3];
        for (int family = 0; family < 3; family++) {
            const char *row = rows[family * DASH_CURVES + i];
            int dots = 0, n = (int)strlen(row);
            for (int x = 0; x < n; x++)
                dots += row[x] == '#';
            share[family] = (double)dots / n;
        }
        assert_true(share[0] > 0.5 && share[1] > 0.3 && share[1] < 0.7 && share[2] < 0.3);
    }
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
            struct space space = sheet_space((struct rect){0, dash, 40, 1}, 0, 1, 0, 1);
            pen_line(s.pen, &space, 0, 0, 1, 0, &stroke);
        }
        pen_finish(s.pen);
        for (int dash = 0; dash < DASH_COUNT; dash++) {
            int w = 40 * pen_dots_across(s.pen), y = (dash + 1) * pen_dots_down(s.pen) - 1;
            for (int x = 0; x < w; x++)
                rows[dash][x] = sheet_dot(&s, (enum raster)raster, x, y) ? '#' : ' ';
            rows[dash][w] = '\0';
            assert_int_equal(rows[dash][0], '#');
            for (int other = 0; other < dash; other++)
                assert_string_not_equal(rows[dash], rows[other]);
        }
        assert_null(strchr(rows[DASH_SOLID], ' '));
        assert_families(rows);
        sheet_done(&s);
    }
}

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
                struct space space = sheet_space((struct rect){1, 1, 5, 3}, values[a], values[b],
                                                 values[a], values[b]);
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
        struct space space = sheet_space((struct rect){3, 2, 20, 6}, -4, 4, -1, 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_agree_with_a_plain_twin),
        cmocka_unit_test(test_clipped_lines_stay_on_their_line),
        cmocka_unit_test(test_curves_are_one_dot_thick),
        cmocka_unit_test(test_what_is_not_finite_leaves_a_gap),
        cmocka_unit_test(test_arrows_where_a_curve_leaves),
        cmocka_unit_test(test_dashes_tell_curves_apart),
        cmocka_unit_test(test_no_value_becomes_a_cell_outside),
        cmocka_unit_test(test_ends_of_a_space_are_its_outermost_dots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
