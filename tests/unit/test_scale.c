/* Scales: there and back, what lies between, odd and even near zero. */
#include "draw/scale.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/str.h"

enum { SEED = 11 };

static double uniform(uint64_t *index)
{
    const struct rng rng = {.seed = SEED, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*index)++, u);
    return u[0];
}

static void assert_near(double v, double expected, double part)
{
    if (!(fabs(v - expected) <= part * fabs(expected)))
        fail_msg("%.17g is not %.17g", v, expected);
}

static void test_known_lengths(void **state)
{
    (void)state;
    const struct scale linear = {0}, log = {.kind = SCALE_LOG},
                       symlog = {.kind = SCALE_SYMLOG, .near_zero = 0.5};
    assert_true(scale_map(&linear, -7.5) == -7.5);
    assert_true(scale_map(&log, 1000) == 3);
    assert_true(scale_map(&log, 1) == 0);
    assert_true(scale_map(&symlog, 0) == 0);
    assert_near(scale_map(&symlog, 5e9), 10, 1e-9); /* decades far from zero */
    assert_near(scale_map(&symlog, 1e-6), 1e-6 / 2.302585092994046, 1e-9); /* even near it */
}

/* What has no place on a log axis lies below all of it. */
static void test_not_above_zero(void **state)
{
    (void)state;
    const struct scale log = {.kind = SCALE_LOG};
    assert_true(isinf(scale_map(&log, 0)) && scale_map(&log, 0) < 0);
    assert_true(isinf(scale_map(&log, -3)) && scale_map(&log, -3) < 0);
    for (int kind = 0; kind < SCALE_COUNT; kind++) {
        const struct scale s = {.kind = (enum scale_kind)kind, .near_zero = 1};
        assert_true(isnan(scale_map(&s, (double)NAN)));
    }
}

static void test_there_and_back(void **state)
{
    (void)state;
    print_message("seed %d\n", SEED);
    uint64_t index = 0;
    for (int i = 0; i < 3000; i++) {
        const struct scale s = {.kind = (enum scale_kind)(i % SCALE_COUNT),
                                .near_zero = pow(10, uniform(&index) * 12 - 6)};
        double v = pow(10, uniform(&index) * 12 - 6);
        if (s.kind != SCALE_LOG && uniform(&index) < 0.5)
            v = -v;
        assert_near(scale_unmap(&s, scale_map(&s, v)), v, 1e-12);
        if (s.kind != SCALE_LOG)
            assert_true(scale_map(&s, -v) == -scale_map(&s, v));
        assert_true(scale_map(&s, v + 0.01 * fabs(v)) > scale_map(&s, v));
    }
}

static void test_between(void **state)
{
    (void)state;
    print_message("seed %d\n", SEED);
    uint64_t index = 1 << 20;
    const struct scale log = {.kind = SCALE_LOG};
    assert_near(scale_between(&log, 1, 100, 0.5), 10, 1e-12);
    assert_near(scale_between(&log, 1, 100, -0.5), 0.1, 1e-12);
    for (int i = 0; i < 3000; i++) {
        const struct scale s = {.kind = (enum scale_kind)(i % SCALE_COUNT), .near_zero = 0.01};
        double v0 = uniform(&index), v1 = v0 + uniform(&index);
        assert_true(scale_between(&s, v0, v1, 0) == v0 && scale_between(&s, v0, v1, 1) == v1);
        double a = scale_between(&s, v0, v1, 0.3), b = scale_between(&s, v0, v1, 0.6);
        assert_true(v0 < a && a < b && b < v1);
    }
}

static void test_names(void **state)
{
    (void)state;
    static const char *const names[SCALE_COUNT] = {"linear", "log", "symlog"};
    for (int i = 0; i < SCALE_COUNT; i++)
        assert_true(str_is(scale_names[i], names[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_lengths),  cmocka_unit_test(test_not_above_zero),
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_between),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
