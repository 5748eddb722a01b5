/* map: every point is the stack it says, coarse before fine, and nothing is made up in between. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "num/map.h"

static struct map_spec spec_of(const char *act, int layers)
{
    struct map_spec spec = {.stack = {.layers = layers,
                                      .width = 8,
                                      .batch = 8,
                                      .init = STACK_HE,
                                      .gain = 1,
                                      .seed = 3,
                                      .weight = 1,
                                      .saturated_below = 0.05},
                            .gain = {0.25, 4}};
    struct err e = {0};
    if (!act_parse(NULL, act, &spec.stack.act, &e))
        fail_msg("%s", e.text);
    return spec;
}

static struct map *new_map(const struct map_spec *spec)
{
    struct err e = {0};
    struct map *m = map_new(spec, kernel_choose(NULL, NULL), NULL, &e);
    if (!m)
        fail_msg("%s", e.text);
    return m;
}

/* Equal to the last bit; a number that is none is one too. */
static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The point against the stack that one would run for it alone. */
static void compare(const struct map_spec *spec, const struct map_point *at, const char *of)
{
    struct stack_spec one = spec->stack;
    one.layers = at->layers;
    one.gain = at->gain;
    struct stack *s = stack_new(&one, kernel_choose(NULL, NULL), NULL, NULL);
    assert_non_null(s);
    while (stack_step(s))
        continue;
    const struct stack_result *r = stack_result(s);
    const struct stack_layer *last = &r->layer[r->layers - 1];
    double theory = r->layer[0].theory_log10 - last->theory_log10;
    if (!same(at->ratio_log10, r->ratio_log10) || !same(at->last_log10, last->grad_log10) ||
        !same(at->decades, r->decades) || !same(at->theory_log10, theory))
        fail_msg("%s, %d layers, gain %g: %.17g, alone %.17g", of, at->layers, at->gain,
                 at->ratio_log10, r->ratio_log10);
    stack_free(s);
}

static void test_points_are_stacks(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int layers, width, batch;
        enum stack_init init;
        double bias;
        bool residual;
        enum stack_norm norm;
        enum round_format precision;
    } cases[] = {
        {"tanh", 30, 8, 8, STACK_LECUN, 0, false, STACK_NORM_NONE, ROUND_F64},
        {"relu", 20, 17, 11, STACK_HE, 0.5, false, STACK_NORM_NONE, ROUND_F64},
        {"sigmoid", 400, 4, 3, STACK_XAVIER, 0, false, STACK_NORM_NONE, ROUND_F64}, /* far below */
        {"identity", 300, 4, 3, STACK_HE, 0, false, STACK_NORM_NONE, ROUND_F64}, /* and above 0 */
        {"gelu", 25, 9, 8, STACK_ORTHOGONAL, 0, true, STACK_NORM_NONE, ROUND_F64},
        {"prelu", 25, 8, 8, STACK_HE, 0.1, false, STACK_NORM_LAYER, ROUND_F64},
        {"rrelu", 25, 8, 9, STACK_HE, 0, true, STACK_NORM_BATCH, ROUND_F64},
        {"identity", 90, 8, 8, STACK_HE, 0, false, STACK_NORM_NONE, ROUND_F16}, /* 0 and nan */
        {"silu", 40, 8, 8, STACK_HE, 0.1, true, STACK_NORM_LAYER, ROUND_BF16},
        {"snake", 12, 6, 8, STACK_HE, 0, false, STACK_NORM_NONE, ROUND_F32},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct map_spec spec = spec_of(cases[c].act, cases[c].layers);
        spec.stack.width = cases[c].width;
        spec.stack.batch = cases[c].batch;
        spec.stack.init = cases[c].init;
        spec.stack.bias = cases[c].bias;
        spec.stack.residual = cases[c].residual;
        spec.stack.norm = cases[c].norm;
        spec.stack.precision = cases[c].precision;
        struct map *m = new_map(&spec);
        while (map_step(m))
            continue;
        assert_true(map_progress(m) == 1);
        for (int k = 0; k < MAP_GAINS; k += 4) {
            for (int i = 0; i < MAP_DEPTHS; i += 5) {
                struct map_point at;
                assert_true(map_at(m, i, k, &at));
                assert_int_equal(at.layers, map_depth(&spec, i));
                assert_true(at.gain == map_gain(&spec, k));
                compare(&spec, &at, cases[c].act);
            }
        }
        map_free(m);
    }
}

static void test_axes(void **state)
{
    (void)state;
    const struct map_spec spec = spec_of("relu", 100);
    assert_int_equal(map_depth(&spec, 0), 2);
    assert_int_equal(map_depth(&spec, MAP_DEPTHS - 1), 100);
    for (int i = 1; i < MAP_DEPTHS; i++)
        assert_true(map_depth(&spec, i) > map_depth(&spec, i - 1));
    assert_true(map_gain(&spec, 0) == 0.25 && map_gain(&spec, MAP_GAINS - 1) == 4);
    assert_true(map_gain(&spec, (MAP_GAINS - 1) / 2) == 1);
    assert_true(map_gain(&spec, 18) == 1.19); /* 2^(1/4) */
}

/* Gains are short numbers, near where equal factors would have them, at any distance. */
static void test_gains(void **state)
{
    (void)state;
    static const double ranges[][2] = {{0.25, 4}, {0.1, 10}, {1e-6, 1e6}, {1, 1.001}, {0.99, 1.2}};
    struct map_spec spec = spec_of("relu", 100);
    for (size_t r = 0; r < sizeof ranges / sizeof ranges[0]; r++) {
        double step = log(ranges[r][1] / ranges[r][0]) / (MAP_GAINS - 1);
        spec.gain[0] = ranges[r][0];
        spec.gain[1] = ranges[r][1];
        for (int k = 0; k < MAP_GAINS; k++) {
            double even = log(ranges[r][0]) + step * k;
            assert_true(fabs(log(map_gain(&spec, k)) - even) < step * 0.11);
        }
    }
}

/* While a point's own stack has not run, what is said of it is some stack that has, and says which.
 */
static void test_coarse_comes_first(void **state)
{
    (void)state;
    const struct map_spec spec = spec_of("sigmoid", 20);
    struct map *m = new_map(&spec);
    struct map_point at;
    assert_false(map_at(m, 0, 0, &at));
    while (map_stride(m) == MAP_COARSE)
        assert_true(map_step(m));
    assert_true(map_progress(m) < 0.1);
    for (int k = 0; k < MAP_GAINS; k++) {
        for (int i = 0; i < MAP_DEPTHS; i++) {
            assert_true(map_at(m, i, k, &at));
            assert_true(at.layers <= map_depth(&spec, i) && at.gain <= map_gain(&spec, k));
            bool own = i % MAP_COARSE == 0 && k % MAP_COARSE == 0;
            assert_true(!own || at.layers == map_depth(&spec, i));
        }
    }
    map_free(m);
}

static void test_refusals(void **state)
{
    (void)state;
    struct map_spec spec = spec_of("relu", 1);
    struct err e = {0};
    assert_null(map_new(&spec, kernel_choose(NULL, NULL), NULL, &e));
    assert_non_null(strstr(e.text, "2 layers"));
    spec = spec_of("relu", 10);
    spec.gain[0] = 0;
    assert_null(map_new(&spec, kernel_choose(NULL, NULL), NULL, &e));
    assert_non_null(strstr(e.text, "0.25:4"));
    spec = spec_of("relu", 10);
    spec.gain[1] = 1e9; /* no stack has that */
    assert_null(map_new(&spec, kernel_choose(NULL, NULL), NULL, &e));
    assert_non_null(strstr(e.text, "gain"));
    spec = spec_of("relu", 10);
    spec.stack.width = 0;
    assert_null(map_new(&spec, kernel_choose(NULL, NULL), NULL, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_are_stacks),
        cmocka_unit_test(test_axes),
        cmocka_unit_test(test_gains),
        cmocka_unit_test(test_coarse_comes_first),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
