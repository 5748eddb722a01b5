/* Curves as points: kinks exact, jumps parted, steep parts followed, ranges fitted. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "view/plot_curve.h"

static struct act_use use_of(const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(NULL, text, &use, &e))
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
        cmocka_unit_test(test_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
