/* Curves as points: kinks exact, jumps parted, steep parts followed, ranges fitted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "num/act_book.h"
#include "view/plot_curve.h"

/* Of functions that are written as formulas. */
static struct act_names names;

static struct act_use use_of(const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(&names, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

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
 * that 5 halvings of a dot column leave. */
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
        assert_true(fabs(act_f(&use, x) - y) <= dot / 2 || c.x[i] - c.x[i - 1] <= column / 31);
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

/* A wave that is far shorter than a dot is a band, whatever its length: every column of dots is
 * covered from bottom to top but for the outermost dots. */
static void test_waves_are_bands(void **state)
{
    (void)state;
    static const double widths[] = {2e3, 1e4, 73 * 2 * 3.14159265358979, 146 * 3.14159265358979,
                                    1e6, 2e6};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const struct act_use use = use_of("sin");
        const struct space s = {.box = {0, 0, 37, 15}, .x0 = 0, .x1 = widths[i], .y0 = -1, .y1 = 1};
        struct plot_curve c = curve_of(&use, &s);
        int narrow = 0;
        for (int column = 0; column + 1 < 74; column++) {
            double from = widths[i] * column / 73, to = widths[i] * (column + 1) / 73;
            double lo = 1, hi = -1;
            for (int k = 0; k < c.n; k++) {
                if (c.x[k] >= from && c.x[k] <= to) {
                    lo = fmin(lo, c.y[k]);
                    hi = fmax(hi, c.y[k]);
                }
            }
            narrow += hi - lo < 1.6;
        }
        assert_true(c.n <= 74 * 40);
        if (narrow > 1)
            fail_msg("width %g: %d narrow columns", widths[i], narrow);
        plot_curve_done(&c);
    }
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int order;
        double x0, x1, lo, hi;
    } cases[] = {
        {"relu", 0, -6, 6, 0, 6},    {"step", 0, -1, 1, 0, 1}, {"signum", 0, -1e-3, 1e-3, -1, 1},
        {"relu", 1, -3, 0, 0, 1}, /* the limit at the end of the range is seen too */
        {"identity", 0, 2, 3, 2, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct act_use use = use_of(cases[i].act);
        double lo = (double)INFINITY, hi = -(double)INFINITY;
        plot_curve_fit(&use, cases[i].order, cases[i].x0, cases[i].x1, &lo, &hi);
        if (lo != cases[i].lo || hi != cases[i].hi)
            fail_msg("%s: %g .. %g", cases[i].act, lo, hi);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_jumps),
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_steep_parts_are_followed),
        cmocka_unit_test(test_undeclared_jumps_are_parted),
        cmocka_unit_test(test_steep_is_no_jump),
        cmocka_unit_test(test_waves_are_bands),
        cmocka_unit_test(test_fit),
    };
    names.book = act_book_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    act_book_free(names.book);
    return failed;
}
