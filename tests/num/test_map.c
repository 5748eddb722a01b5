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

static double ratio_alone(const struct map_spec *spec, int layers, double gain)
{
    struct stack_spec one = spec->stack;
    one.layers = layers;
    one.gain = gain;
    struct stack *s = stack_new(&one, kernel_choose(NULL, NULL), NULL, NULL);
    assert_non_null(s);
    while (stack_step(s))
        continue;
    double ratio = stack_result(s)->ratio_log10;
    stack_free(s);
    return ratio;
}

static void test_points_are_stacks(void **state)
{
    (void)state;
    const struct map_spec spec = spec_of("tanh", 30);
    struct map *m = new_map(&spec);
    while (map_step(m))
        continue;
    assert_true(map_progress(m) == 1);
    for (int k = 0; k < MAP_GAINS; k += 4) {
        for (int i = 0; i < MAP_DEPTHS; i += 6) {
            struct map_point at;
            assert_true(map_at(m, i, k, &at));
            assert_int_equal(at.layers, map_depth(&spec, i));
            assert_true(at.gain == map_gain(&spec, k));
            assert_true(at.ratio_log10 == ratio_alone(&spec, at.layers, at.gain));
            assert_true(fabs(at.decades * (at.layers - 1) - at.ratio_log10) < 1e-9);
        }
    }
    map_free(m);
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
    assert_true(fabs(map_gain(&spec, (MAP_GAINS - 1) / 2) - 1) < 1e-12);
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
    const double quarter = 35.0 / (MAP_DEPTHS * MAP_GAINS); /* 7 x 5 points of the first stride */
    while (map_progress(m) < quarter)
        assert_true(map_step(m));
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
    spec.stack.width = 0;
    assert_null(map_new(&spec, kernel_choose(NULL, NULL), NULL, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_are_stacks),
        cmocka_unit_test(test_axes),
        cmocka_unit_test(test_coarse_comes_first),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
