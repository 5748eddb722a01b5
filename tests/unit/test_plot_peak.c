/* How far curves reach: narrow peaks and waves are met, poles do not squeeze the rest. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "own_acts.h"

#include "view/plot_peak.h"

static void fit(const char *act, int order, enum scale_kind kind, const double x[2], double out[2])
{
    const struct act_use use = use_of(act);
    const struct scale axis = {kind, 1};
    plot_peak_widen(&use, order, &axis, x[0], x[1], &out[0], &out[1]);
}

static void test_fit(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int order;
        double x[2], lo, hi;
        enum scale_kind kind;
    } cases[] = {
        {"relu", 0, {-6, 6}, 0, 6, SCALE_LINEAR},
        {"step", 0, {-1, 1}, 0, 1, SCALE_LINEAR},
        {"signum", 0, {-1e-3, 1e-3}, -1, 1, SCALE_LINEAR},
        {"relu", 1, {-3, 0}, 0, 1, SCALE_LINEAR}, /* the limit at the end of the range is seen too
                                                   */
        {"identity", 0, {2, 3}, 2, 3, SCALE_LINEAR},
        {"sin", 0, {-1e6, 1.1e6}, -1, 1, SCALE_LINEAR},
        {"gaussian", 0, {-1e6, 1.1e6}, 0, 1, SCALE_LINEAR},
        {"gaussian", 0, {1e-3, 1e3}, 0, 1, SCALE_LOG},
        {"sinc", 0, {-1e5, 1e5}, -0.21723362821122166, 1, SCALE_LINEAR},
        {"sin(1/x)", 0, {1e-6, 1}, -1, 1, SCALE_LOG},
        {"identity", 0, {1e-3, 1e6}, 1e-3, 1e6, SCALE_LOG},
        {"gaussian", 0, {-1e6, 1e6}, 0, 1, SCALE_SYMLOG},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double got[2] = {(double)INFINITY, -(double)INFINITY};
        fit(cases[i].act, cases[i].order, cases[i].kind, cases[i].x, got);
        if (fabs(got[0] - cases[i].lo) > 1e-5 || fabs(got[1] - cases[i].hi) > 1e-5)
            fail_msg("%s: %g .. %g", cases[i].act, got[0], got[1]);
    }
}

/* A pole does not squeeze the rest; nor does a spike of f' what is to be seen of f. */
static void test_fit_of_poles(void **state)
{
    (void)state;
    static const char *const acts[] = {"1/x",      "sin(x)/cos(x)", "1/(x-1)^2",
                                       "1/sin(x)", "log(x)",        "1/(exp(x)-1)"};
    const double x[2] = {-6, 6};
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        double got[2] = {(double)INFINITY, -(double)INFINITY};
        fit(acts[i], 0, SCALE_LINEAR, x, got);
        if (!(got[1] - got[0] > 0.1 && got[1] - got[0] < 20))
            fail_msg("%s: %g .. %g", acts[i], got[0], got[1]);
        fit(acts[i], 1, SCALE_LINEAR, x, got);
        if (!(got[1] - got[0] < 60))
            fail_msg("%s with f': %g .. %g", acts[i], got[0], got[1]);
    }
    double got[2] = {(double)INFINITY, -(double)INFINITY};
    fit("sigmoid(1000*x)", 0, SCALE_LINEAR, x, got);
    fit("sigmoid(1000*x)", 1, SCALE_LINEAR, x, got);
    assert_true(got[0] == 0 && got[1] == 1);
    fit("sigmoid(4*x)", 1, SCALE_LINEAR, x, got); /* this is none */
    assert_true(got[0] == 0 && got[1] == 1);
    fit("sigmoid(20*x)", 1, SCALE_LINEAR, x, got);
    assert_true(fabs(got[1] - 5) < 1e-6);
}

/* The best place seen is given back, and never more looks than were allowed. */
static void test_climbing(void **state)
{
    (void)state;
    const struct act_use use = use_of("sin");
    double from[2] = {1, 2};
    struct plot_spot best = {1, act_f(&use, 1)};
    assert_int_equal(plot_peak_climb(&use, 0, 1, from, 20, 0, &best), 22);
    assert_true(fabs(best.x - 1.5707963267948966) < 1e-4 && fabs(best.y - 1) < 1e-8);
    assert_true(from[0] <= best.x && best.x <= from[1] && from[1] - from[0] < 1e-4);
    double wide[2] = {4, 5};
    best = (struct plot_spot){4, act_f(&use, 4)};
    assert_true(plot_peak_climb(&use, 0, -1, wide, 100, 1e-3, &best) < 20);
    assert_true(fabs(best.y + 1) < 1e-3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_fit_of_poles),
        cmocka_unit_test(test_climbing),
    };
    names.book = act_book_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    act_book_free(names.book);
    return failed;
}
