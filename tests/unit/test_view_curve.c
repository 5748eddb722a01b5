/* Curves as points: kinks exact, jumps parted, steep parts followed, waves filled. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "draw/trace.h"
#include "own_acts.h"

#include "view/plot_curve.h"

static void test_jumps(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int order;
        bool jumps;
    } cases[] = {
        {"relu", 0, false},      {"relu", 1, true},           {"leaky_relu", 0, false},
        {"leaky_relu", 1, true}, {"prelu:gamma=1", 1, false}, {"elu", 0, false},
        {"elu", 1, false},       {"elu:alpha=0.5", 1, true},  {"step", 0, true},
        {"signum", 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct act_use use = use_of(cases[i].act);
        struct plot_jump jump;
        assert_true(use.kinks > 0 || !cases[i].jumps);
        if (plot_curve_jump(&use, cases[i].order, 0, &jump) != cases[i].jumps)
            fail_msg("%s, order %d: %g | %g | %g", cases[i].act, cases[i].order, jump.left, jump.at,
                     jump.right);
    }
    const struct act_use step = use_of("step");
    struct plot_jump jump;
    assert_true(plot_curve_jump(&step, 0, 0, &jump));
    assert_true(jump.left == 0 && jump.right == 1 && jump.at == act_f(&step, 0));
    const struct act_use lif = use_of("lif"); /* begins with an infinite slope */
    assert_int_equal(lif.kinks, 1);
    assert_false(plot_curve_jump(&lif, 0, lif.kink[0], &jump));
}

/* Every point lies on the curve, in order of x; no two points on the two sides of a jump are
 * neighbours. */
static void check_points(const char *text, int order, double x0, double x1)
{
    const struct act_use use = use_of(text);
    const struct space s = {.box = {0, 0, 50, 15}, .x0 = x0, .x1 = x1, .y0 = -1, .y1 = 6};
    struct plot_curve c;
    plot_curve_init(&c, &use, order, &s, 2, 4);
    assert_true(c.n >= 100);
    assert_true(c.x[0] == x0 && c.x[c.n - 1] == x1);
    bool kink_met = use.kinks == 0 || use.kink[0] < x0 || use.kink[0] > x1;
    for (int i = 0; i < c.n; i++) {
        double x = c.x[i], y = c.y[i];
        kink_met = kink_met || x == use.kink[0];
        assert_true(i == 0 || x >= c.x[i - 1]);
        struct plot_jump jump;
        bool at_jump = use.kinks > 0 && x == use.kink[0] && plot_curve_jump(&use, order, x, &jump);
        if (at_jump)
            assert_true(isnan(y) || y == jump.left || y == jump.right);
        else
            assert_true(y == plot_curve_at(&use, order, x));
        if (at_jump && i > 0 && x == c.x[i - 1])
            assert_true(isnan(y) || isnan(c.y[i - 1]));
    }
    assert_true(kink_met);
    plot_curve_done(&c);
}

static void test_points(void **state)
{
    (void)state;
    static const char *const acts[] = {"relu",    "step", "signum",          "elu:alpha=0.3",
                                       "sigmoid", "tanh", "softplus:beta=50"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        for (int order = 0; order <= 2; order++) {
            check_points(acts[i], order, -6, 6);
            check_points(acts[i], order, 0, 1);
            check_points(acts[i], order, -1e9, 1.7e9);
            check_points(acts[i], order, 3, 3.001);
        }
    }
}

/* Between neighbouring points the chord stays within half a dot of the curve, or within the width
 * that 4 halvings leave of the larger part of a dot column. */
static void test_steep_parts_are_followed(void **state)
{
    (void)state;
    const struct act_use use = use_of("sigmoid");
    const struct space s = {.box = {0, 0, 40, 20}, .x0 = -40, .x1 = 40, .y0 = 0, .y1 = 1};
    struct plot_curve c;
    plot_curve_init(&c, &use, 0, &s, 2, 4);
    double dot = 1.0 / (20 * 4 - 1), column = 80.0 / (40 * 2 - 1);
    assert_true(c.n > 80);
    for (int i = 1; i < c.n; i++) {
        double x = (c.x[i] + c.x[i - 1]) / 2, y = (c.y[i] + c.y[i - 1]) / 2;
        assert_true(fabs(act_f(&use, x) - y) <= dot / 2 ||
                    c.x[i] - c.x[i - 1] <= column * 0.65 / 16);
    }
    plot_curve_done(&c);
}

static struct plot_curve curve_of(const struct act_use *use, const struct space *s)
{
    struct plot_curve c;
    plot_curve_init(&c, use, 0, s, 2, 4);
    return c;
}

/* Poles and jumps that no kink announces: no chord goes from one side to the other. */
static void test_undeclared_jumps_are_parted(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        double x0, x1, at; /* the only one in this range */
    } cases[] = {
        {"1/x", -6, 6, 0},
        {"1/x", -1e-6, 3e-6, 0},
        {"sin(x)/cos(x)", 1, 2, 1.5707963267948967},
        {"1/(x-0.3)^3", -2, 2, 0.3},
        {"1/(exp(x)-1)", -4, 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct act_use use = use_of(cases[i].act);
        const struct space s = {
            .box = {0, 0, 37, 15}, .x0 = cases[i].x0, .x1 = cases[i].x1, .y0 = -5, .y1 = 5};
        struct plot_curve c = curve_of(&use, &s);
        for (int k = 0; k + 1 < c.n; k++) {
            bool across = c.x[k] < cases[i].at && c.x[k + 1] > cases[i].at;
            bool joined = isfinite(c.y[k]) && isfinite(c.y[k + 1]);
            if (across && joined && fabs(c.y[k] - c.y[k + 1]) > 0.5)
                fail_msg("%s is joined from %g to %g", cases[i].act, c.x[k], c.x[k + 1]);
        }
        plot_curve_done(&c);
    }
}

/* At any height and in any place: each of the 4 poles parts the curve. */
static void test_all_poles_are_parted(void **state)
{
    (void)state;
    const struct act_use use = use_of("sin(x)/cos(x)");
    for (int i = 0; i < 200; i++) {
        double y = 1 + 0.37 * i;
        const struct space s = {
            .box = {0, 0, 30 + i % 50, 15}, .x0 = -6, .x1 = 6 + 1e-3 * i, .y0 = -y, .y1 = 2 * y};
        struct plot_curve c = curve_of(&use, &s);
        int gaps = 0;
        for (int k = 0; k < c.n; k++)
            gaps += isnan(c.y[k]);
        assert_int_equal(gaps, 4);
        plot_curve_done(&c);
    }
}

/* What is steep, but does not jump, stays one stroke. */
static void test_steep_is_no_jump(void **state)
{
    (void)state;
    static const char *const acts[] = {"tanh(1e6*x)", "softplus:beta=100", "abs(x)^0.1*sign(x)",
                                       "sigmoid(1e12*x)", "sin(40*x)"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const struct act_use use = use_of(acts[i]);
        const struct space s = {.box = {0, 0, 37, 15}, .x0 = -6, .x1 = 6.1, .y0 = -1, .y1 = 1};
        struct plot_curve c = curve_of(&use, &s);
        for (int k = 0; k < c.n; k++)
            if (!isfinite(c.y[k]))
                fail_msg("%s is parted at %g", acts[i], c.x[k]);
        plot_curve_done(&c);
    }
}

/* ---- what is drawn against what is there ---- */

enum { W = 40, H = 12, COLUMNS = 2 * W, ROWS = 4 * H, DENSE = 400 };

/* How far the curve reaches in a column of dots, in dots from the top; false: it is not in the
 * picture there. The column's outermost parts do not count: where a steep curve goes over into the
 * next column is a matter of taste. */
static bool reach_of(const struct act_use *use, const struct space *s, int column, double reach[2])
{
    double width = (s->x1 - s->x0) / (COLUMNS - 1);
    reach[0] = (double)INFINITY;
    reach[1] = -(double)INFINITY;
    for (int i = 0; i < DENSE; i++) {
        double x = s->x0 + (column - 0.35 + 0.7 * i / (DENSE - 1)) * width, y = act_f(use, x);
        double at = (s->y1 - y) / (s->y1 - s->y0) * (ROWS - 1);
        if (!(fabs(y) <= s->y1))
            continue;
        reach[0] = fmin(reach[0], at);
        reach[1] = fmax(reach[1], at);
    }
    return reach[0] <= reach[1];
}

/* `whole`: there is no gap, however steep it is. */
static void assert_columns(const char *act, double x0, double x1, double y, bool whole)
{
    const struct act_use use = use_of(act);
    const struct space s = {.box = {0, 0, W, H}, .x0 = x0, .x1 = x1, .y0 = -y, .y1 = y};
    const struct stroke stroke = {.role = ROLE_SERIES};
    struct plot_curve c = curve_of(&use, &s);
    assert_true(c.looks <= PLOT_CURVE_LOOKS * (COLUMNS + PLOT_CURVE_MORE + use.kinks));
    struct dots d;
    dots_init(&d, RASTER_BRAILLE);
    dots_start(&d, W, H);
    trace_path(&d, &s, c.x, c.y, c.n, &stroke, NULL, NULL);
    int before[2] = {0, 0}; /* of the column to the left */
    for (int i = 0; i < COLUMNS; i++) {
        double reach[2];
        int first = ROWS, last = -1, dots = 0;
        for (int row = 0; row < ROWS; row++) {
            if (dots_has(&d, i, row, -1)) {
                first = row < first ? row : first;
                last = row;
                dots++;
            }
        }
        bool outermost = i == 0 || i == COLUMNS - 1; /* half of it is outside */
        if (!outermost && reach_of(&use, &s, i, reach) &&
            (first > reach[0] + 2 || last < reach[1] - 2))
            fail_msg("%s from %g to %g, column %d: %d..%d, not %.1f..%.1f", act, x0, x1, i, first,
                     last, reach[0], reach[1]);
        if (whole && (dots != last - first + 1 ||
                      (i > 0 && (first > before[1] + 1 || last < before[0] - 1))))
            fail_msg("%s from %g to %g has a gap in column %d", act, x0, x1, i);
        before[0] = first;
        before[1] = last;
    }
    dots_done(&d);
    plot_curve_done(&c);
}

/* Also where the length of the wave is that of a column, or of some. */
static void test_columns_show_what_is_there(void **state)
{
    (void)state;
    static const double waves[] = {1e-3, 0.25, 0.5, 1, 2, 3, 4, 5.5, 8, 21, 34.01, 1e3, 4e3};
    const double turn = 6.283185307179586;
    for (size_t i = 0; i < sizeof waves / sizeof waves[0]; i++)
        for (int shift = 0; shift < 5; shift++)
            assert_columns("sin", shift * 0.3, shift * 0.3 + waves[i] * turn * (COLUMNS - 1), 1.1,
                           true);
    static const struct {
        const char *act;
        double x0, x1, y;
        bool whole;
    } cases[] = {
        {"sin", -1e6, 1e6, 1.1, true},
        {"sinc", -200, 200, 1.1, true},
        {"sinc", -2000, 2000, 1.1, true},
        {"sinc", -3, 4e4, 1.1, true},
        {"x*sin(1/x)", -0.3, 0.3, 0.3, true},
        {"x*sin(1/x)", -0.01, 0.01, 0.01, true},
        {"sin(1/x)", -1, 1, 1.1, true},
        {"sin(x^2)", -30, 30, 1.1, true},
        {"gaussian", -50, 60, 1.1, true},
        {"gaussian", -1e3, 1e3, 1.1, true},
        {"gaussian", -1e5, 2e5, 1.1, true},
        {"sin(x)*x", -1e4, 1e4, 1e4, true},
        {"step", -1e6, 1e6, 1.1, false},
        {"relu", -1e-6, 1e-6, 1e-6, true},
        {"sin(x)/cos(x)", -10, 10, 3, false},
        {"sin(x)/cos(x)", -60, 60, 3, false},
        {"x-floor(x)", -6, 6, 1.1, false},
        {"x^3", -9, 9, 700, true},
        {"tanh(1e6*x)", -6, 6, 1.1, true},
        {"log(abs(x))", -6, 6, 3, false},
        {"sqrt(x)", -6, 6, 3, false},
        {"sqrt(x-0.123)", -0.5, 0.5, 1, false},
        {"1/x", -6, 6, 5, false},
        {"exp(-1/x^2)*sin(50*x)", -2, 2, 1, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_columns(cases[i].act, cases[i].x0, cases[i].x1, cases[i].y, cases[i].whole);
}

/* Steps are even along the axis as it is scaled; the first and the last places are its ends. */
static void test_log_axes_have_even_steps(void **state)
{
    (void)state;
    const struct act_use use = use_of("identity");
    const struct space s = {.box = {0, 0, W, H},
                            .x0 = 1e-3,
                            .x1 = 1e3,
                            .y0 = 1e-3,
                            .y1 = 1e3,
                            .x_scale = {SCALE_LOG, 0},
                            .y_scale = {SCALE_LOG, 0}};
    struct plot_curve c = curve_of(&use, &s);
    assert_int_equal(c.n, COLUMNS); /* straight there, too */
    assert_true(c.x[0] == 1e-3 && c.x[c.n - 1] == 1e3);
    for (int i = 1; i < c.n; i++)
        assert_true(fabs(log10(c.x[i] / c.x[i - 1]) - 6.0 / (COLUMNS - 1)) < 1e-12);
    plot_curve_done(&c);
}

/* Where nothing happens two looks a column are enough. */
static void test_plain_curves_are_cheap(void **state)
{
    (void)state;
    static const char *const acts[] = {"sigmoid", "relu", "tanh", "gelu", "mish", "step"};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        const struct act_use use = use_of(acts[i]);
        const struct space s = {.box = {0, 0, 70, 20}, .x0 = -6, .x1 = 6, .y0 = -1, .y1 = 6};
        struct plot_curve c = curve_of(&use, &s);
        assert_true(c.looks <= 2 * 140 + 8 && c.n <= 140 + 8);
        plot_curve_done(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_steep_parts_are_followed),
        cmocka_unit_test(test_undeclared_jumps_are_parted),
        cmocka_unit_test(test_all_poles_are_parted),
        cmocka_unit_test(test_steep_is_no_jump),
        cmocka_unit_test(test_columns_show_what_is_there),
        cmocka_unit_test(test_log_axes_have_even_steps),
        cmocka_unit_test(test_plain_curves_are_cheap),
    };
    names.book = act_book_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    act_book_free(names.book);
    return failed;
}
