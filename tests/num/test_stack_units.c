/* What is said of single units, against looking at their matrices one number after the other. */
#include "num/stack_units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "nets.h"

static void look(struct stack_units *u, const struct stack *s)
{
    struct err e = {0};
    double before = -1;
    if (!stack_units_start(u, stack_spec(s), &e))
        fail_msg("%s", e.text);
    do {
        double now = stack_units_progress(u);
        assert_true(now > before && now < 1);
        before = now;
    } while (stack_units_step(u, s));
    assert_true(stack_units_progress(u) == 1);
}

static void near_to(double a, double b)
{
    if (isnan(a) && isnan(b))
        return;
    if (!(a == b || fabs(a - b) <= 1e-12 * (1 + fabs(b))))
        fail_msg("%.17g is not %.17g", a, b);
}

/* A unit by plain loops. */
static void check_unit(const struct stack *s, const struct stack_unit *unit, int l, int i)
{
    const struct stack_spec *spec = stack_spec(s);
    double z = 0, z2 = 0, a = 0, a2 = 0;
    int zero = 0;
    for (int b = 0; b < spec->batch; b++) {
        double zb = stack_z(s, l, i, b), ab = stack_a(s, l, i, b);
        z += zb;
        z2 += zb * zb;
        a += ab;
        a2 += ab * ab;
        zero += ab == 0;
    }
    near_to(unit->z_mean, z / spec->batch);
    near_to(unit->z_rms, sqrt(z2 / spec->batch));
    near_to(unit->a_mean, a / spec->batch);
    near_to(unit->a_rms, sqrt(a2 / spec->batch));
    assert_true(unit->zero == (double)zero / spec->batch);
}

/* Units together are their layer. */
static void check_layer(const struct stack_unit *unit, const struct stack_spec *spec,
                        const struct stack_layer *layer)
{
    double zero = 0, saturated = 0, slope2 = 0, dead = 0;
    for (int i = 0; i < spec->width; i++) {
        zero += unit[i].zero;
        saturated += unit[i].saturated;
        slope2 += unit[i].slope_rms * unit[i].slope_rms;
        dead += stack_unit_is_dead(&unit[i]);
    }
    near_to(zero / spec->width, layer->zero);
    near_to(saturated / spec->width, layer->saturated);
    near_to(sqrt(slope2 / spec->width), layer->slope_rms);
    assert_true(dead / spec->width == layer->dead);
}

static void check(struct stack_units *u, const struct stack_spec *spec)
{
    struct stack *s = nets_run(spec);
    const struct stack_layer *layer = stack_result(s)->layer;
    look(u, s);
    for (int l = 1; l <= spec->layers; l++) {
        const struct stack_unit *unit = stack_units_layer(u, l);
        for (int i = 0; i < spec->width; i++)
            check_unit(s, &unit[i], l, i);
        check_layer(unit, spec, &layer[l - 1]);
    }
    stack_free(s);
}

static void test_units_make_their_layers(void **state)
{
    (void)state;
    static const char *const acts[] = {"relu", "sigmoid", "rrelu", "hardtanh", "step", "gelu"};
    struct stack_units *u = stack_units_new();
    assert_true(stack_units_progress(u) == 0);
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        struct stack_spec spec = nets_spec(acts[i], 4, 13, 11);
        check(u, &spec);
        spec.residual = true;
        spec.norm = STACK_NORM_BATCH;
        check(u, &spec);
        spec.precision = ROUND_BF16;
        check(u, &spec);
        spec = nets_spec(acts[i], 30, 1, 1); /* room for fewer, then for more again */
        spec.mode = STACK_CHAIN;
        spec.input = 0.5;
        check(u, &spec);
        spec = nets_spec(acts[i], 2, 70, 300);
        check(u, &spec);
    }
    stack_units_free(u);
}

static void test_dead_units_are_found(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("relu", 50, 16, 4);
    struct stack *s = nets_run(&spec);
    struct stack_units *u = stack_units_new();
    look(u, s);
    int dead = 0;
    for (int l = 1; l <= spec.layers; l++)
        for (int i = 0; i < spec.width; i++)
            dead += stack_unit_is_dead(&stack_units_layer(u, l)[i]);
    assert_true(dead > 0);
    stack_units_free(u);
    stack_free(s);
}

/* Squares that no double holds. */
static void test_sizes_beyond_squares(void **state)
{
    (void)state;
    enum { LAYERS = 35 };
    struct stack_spec spec = nets_spec("identity", LAYERS, 4, 8);
    struct stack_units *u = stack_units_new();
    for (int sign = -1; sign <= 1; sign += 2) {
        spec.init = STACK_NORMAL;
        spec.init_scale = sign < 0 ? 1e-6 : 1e6;
        struct stack *s = nets_run(&spec);
        look(u, s);
        for (int i = 0; i < 4; i++) {
            double size = log10(stack_units_layer(u, LAYERS)[i].a_rms) * sign;
            assert_true(size > 170 && size < 300);
        }
        stack_free(s);
    }
    stack_units_free(u);
}

static void test_incoming_weights(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("relu", 3, 9, 5);
    struct stack *s = nets_run(&spec);
    const struct stack_incoming in = stack_incoming(s, 2, 4);
    double sum = 0, sum2 = 0, min = (double)INFINITY, max = -(double)INFINITY;
    for (int k = 0; k < 9; k++) {
        double w = stack_weight(s, 2, 4, k);
        sum += w;
        sum2 += w * w;
        min = fmin(min, w);
        max = fmax(max, w);
    }
    near_to(in.mean, sum / 9);
    near_to(in.rms, sqrt(sum2 / 9));
    assert_true(in.min == min && in.max == max);
    stack_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units_make_their_layers),
        cmocka_unit_test(test_dead_units_are_found),
        cmocka_unit_test(test_sizes_beyond_squares),
        cmocka_unit_test(test_incoming_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
