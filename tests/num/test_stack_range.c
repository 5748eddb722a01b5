/* Stacks at the ends of the range of doubles, and their slices: chains whose gradient is less than
 * a double holds in every layer, means whose sums are none, progress that says what is left, and no
 * slice that goes through a whole matrix. */
#include "num/stack_impl.h"
#include "num/stack_units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "nets.h"

static struct stack *lean(const struct stack_spec *spec)
{
    struct err e = {0};
    struct stack *s = stack_new_lean(spec, kernel_choose(NULL, NULL), NULL, &e);
    if (!s)
        fail_msg("%s", e.text);
    while (stack_step(s))
        continue;
    return s;
}

/* total = |w f'(x)|^N, from w f' of 10^-612 on. */
static void chains_are_exact_at_any_size(void **state)
{
    (void)state;
    static const double weight[] = {1, -1e6, 1e-10, 1e-15, 1e-20, 1e-60, 1e-100, 1e-200, 1e-305};
    static const double input[] = {-705, -600, -300, -200, -44, 0, 3};
    enum { LAYERS = 50 };
    for (size_t k = 0; k < sizeof weight / sizeof *weight; k++)
        for (size_t i = 0; i < sizeof input / sizeof *input; i++)
            for (int residual = 0; residual < 2; residual++) {
                struct stack_spec spec = nets_spec("sigmoid", LAYERS, 1, 1);
                spec.mode = STACK_CHAIN;
                spec.weight = weight[k];
                spec.input = input[i];
                spec.residual = residual;
                const double slope = act_df(&spec.act, input[i]);
                const double step = residual ? log10(fabs(1 + weight[k] * slope))
                                             : log10(fabs(weight[k])) + log10(slope);
                struct stack *s = nets_run(&spec), *twin = lean(&spec);
                const struct stack_result *r = stack_result(s);
                if (!(fabs(r->total_log10 - LAYERS * step) <= 1e-12 + 1e-14 * fabs(LAYERS * step)))
                    fail_msg("w %g, x %g, residual %d: %.17g, not %.17g", weight[k], input[i],
                             residual, r->total_log10, LAYERS * step);
                const struct stack_layer *top = &r->layer[LAYERS - 1];
                assert_true(fabs(top->share_slope - log10(slope)) < 1e-12);
                assert_true(r->ratio_log10 == stack_result(twin)->ratio_log10);
                stack_free(s);
                stack_free(twin);
            }
}

/* A real layer of one unit is the same, with another weight in each; a lean stack that is sent back
 * again and again takes the exponent of its slopes out as often. */
static void layers_lose_no_digits_either(void **state)
{
    (void)state;
    enum { LAYERS = 12 };
    for (int tiny = 0; tiny < 3; tiny++) {
        struct stack_spec spec = nets_spec("sigmoid", LAYERS, 1, 1);
        spec.init = STACK_NORMAL;
        spec.init_scale = 1;
        spec.gain = tiny == 0 ? 1e-5 : tiny == 1 ? 1e-80 : 1e-290;
        spec.bias = 300; /* slopes from 10^-300 up */
        struct stack *s = nets_run(&spec), *twin = lean(&spec);
        const struct stack_result *r = stack_result(s);
        double least = 0;
        for (int l = LAYERS - 1; l >= 1; l--) {
            const double slope = log10(act_df(&spec.act, stack_z(s, l, 0, 0)));
            const double step = log10(fabs(stack_weight(s, l + 1, 0, 0))) + slope;
            assert_true(fabs(r->layer[l - 1].grad_log10 - r->layer[l].grad_log10 - step) < 1e-10);
            least = fmin(least, slope);
        }
        assert_true(least < -100);
        for (int depth = LAYERS; depth >= 2; depth -= 5) {
            stack_back_from(twin, depth);
            while (stack_step(twin))
                continue;
            spec.layers = depth;
            struct stack *shallow = nets_run(&spec);
            assert_true(stack_result(twin)->ratio_log10 == stack_result(shallow)->ratio_log10);
            stack_free(shallow);
        }
        stack_free(s);
        stack_free(twin);
    }
}

/* Numbers of 1e307 have means, though their sums have none. */
static void means_are_numbers_where_sums_are_none(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("identity", 2, 64, 64);
    spec.bias = 1e6;
    spec.gain = 0;
    struct stack *s = nets_run(&spec);
    double *z = stack_layer_z(s, 1), sum = 0;
    const struct stack_wanted wanted = {z, (double)INFINITY, (double)INFINITY, &s->z_rms,
                                        &s->layer[0].z_mean};
    for (ptrdiff_t i = 0; i < s->matrix; i++)
        sum += (z[i] = 1e307 * (1 + (double)(i % 9)));
    assert_true(isinf(sum));
    while (!stack_look_at(s, 1, &wanted))
        continue;
    const double mean = s->layer[0].z_mean, rms = stack_rms_value(s->z_rms);
    assert_true(mean > 4.9e307 && mean < 5.1e307 && rms > mean && rms < 5.8e307);

    struct err e = {0};
    struct stack_units *units = stack_units_new();
    assert_true(stack_units_start(units, &spec, &e));
    while (stack_units_step(units, s))
        continue;
    const struct stack_unit *unit = stack_units_layer(units, 1);
    for (int i = 0; i < spec.width; i++)
        assert_true(unit[i].z_mean > 4e307 && unit[i].z_mean <= unit[i].z_rms);
    stack_units_free(units);
    stack_free(s);
}

static const struct form {
    const char *act;
    int layers, width, batch;
    enum round_format precision;
    bool residual;
    enum stack_norm norm;
    enum stack_mode mode;
} forms[] = {
    {"relu", 20, 64, 64, ROUND_F64, false, STACK_NORM_NONE, STACK_MLP},
    {"relu", 20, 64, 64, ROUND_F64, true, STACK_NORM_BATCH, STACK_MLP},
    {"prelu", 20, 24, 128, ROUND_F64, false, STACK_NORM_NONE, STACK_MLP},
    {"relu", 10, 16, 256, ROUND_F16, false, STACK_NORM_NONE, STACK_MLP},
    {"prelu", 10, 16, 256, ROUND_F16, true, STACK_NORM_LAYER, STACK_MLP},
    {"gelu", 10, 16, 256, ROUND_BF16, false, STACK_NORM_BATCH, STACK_MLP},
    {"step", 10, 33, 31, ROUND_F64, true, STACK_NORM_LAYER, STACK_MLP},
    {"tanh", 500, 1, 1, ROUND_F64, true, STACK_NORM_NONE, STACK_CHAIN},
};

/* What is charged is what was estimated, from the first time on and with draws from a cache. */
static void progress_is_of_all_the_work(void **state)
{
    (void)state;
    struct stack_cache *cache = stack_cache_new(1 << 24);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        for (int again = 0; again < 2; again++) {
            const struct form *f = &forms[i];
            struct stack_spec spec = nets_spec(f->act, f->layers, f->width, f->batch);
            spec.precision = f->precision;
            spec.residual = f->residual;
            spec.norm = f->norm;
            spec.mode = f->mode;
            spec.input = 0.5;
            struct stack *s = nets_run_with(&spec, NULL, cache);
            if (!(fabs(s->at.done / s->work - 1) < 0.01))
                fail_msg("form %zu: done %g of %g", i, s->at.done, s->work);
            stack_free(s);
        }
    stack_cache_free(cache);
}

/* A part that goes through a matrix of a batch of 4096 takes several slices for it. */
static void slices_are_bounded(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("step", 1, NETS_SLOW ? 64 : 256, STACK_BATCH_MAX);
    spec.norm = STACK_NORM_LAYER;
    spec.residual = true;
    struct stack *s = stack_new(&spec, kernel_choose(NULL, NULL), NULL, NULL);
    double top = 0, most = 0;
    bool more = true;
    while (more) {
        const bool at_top = s->made[STACK_INPUT] && !s->made[STACK_TOP] && s->at.part == 1;
        more = stack_step(s);
        top += at_top ? s->at.spent : 0;
        most = fmax(most, s->at.spent);
    }
    assert_true(top > (double)s->matrix); /* its scaling is booked: a ns a number at least */
    assert_true(most < 1e6);
    stack_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chains_are_exact_at_any_size),
        cmocka_unit_test(layers_lose_no_digits_either),
        cmocka_unit_test(means_are_numbers_where_sums_are_none),
        cmocka_unit_test(progress_is_of_all_the_work),
        cmocka_unit_test(slices_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
