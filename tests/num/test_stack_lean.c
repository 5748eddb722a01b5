/* Stacks that compute no more than the gradient's sizes, and the ledger of what arrives at the
 * input, which they do not have. */
#include <math.h>
#include <string.h>

#include "nets.h"

#include "num/elem.h"

static struct stack *run_lean(const struct stack_spec *spec)
{
    struct err e = {0};
    struct stack *s = stack_new_lean(spec, kernel_choose(NULL, &e), NULL, &e);
    if (!s)
        fail_msg("%s", e.text);
    while (stack_step(s))
        continue;
    return s;
}

static void assert_same(double x, double y)
{
    assert_memory_equal(&x, &y, sizeof x);
}

/* What a lean stack has is that of a whole one, bit for bit; the rest is no number, not what lay in
 * its memory. */
static void assert_lean(const struct stack_result *lean, const struct stack_result *whole)
{
    assert_int_equal(lean->layers, whole->layers);
    assert_same(lean->ratio_log10, whole->ratio_log10);
    assert_true(isnan(lean->total) && isnan(lean->total_log10));
    assert_true(isnan(lean->share_weight) && isnan(lean->share_skip));
    for (int i = 0; i < whole->layers; i++) {
        const struct stack_layer *x = &lean->layer[i], *y = &whole->layer[i];
        assert_same(x->grad_rms, y->grad_rms);
        assert_same(x->grad_log10, y->grad_log10);
        assert_same(x->theory_log10, y->theory_log10);
        assert_same(x->share_slope, y->share_slope);
        assert_same(x->share_weight, y->share_weight);
        assert_same(x->share_norm, y->share_norm);
        assert_same(x->share_skip, y->share_skip);
        const double none[] = {x->z_mean,    x->z_rms,  x->a_mean,     x->a_rms,
                               x->zero,      x->dead,   x->dw_log10,   x->dgamma,
                               x->saturated, x->dw_rms, x->dgamma_rms, x->slope_rms};
        for (size_t k = 0; k < sizeof none / sizeof none[0]; k++)
            assert_true(isnan(none[k]));
    }
}

static void lean_ones_have_the_gradient_alone(void **state)
{
    (void)state;
    for (int form = 0; form < 8; form++) {
        struct stack_spec spec = nets_spec("prelu", 12, 16, 8);
        spec.residual = form & 1;
        spec.norm = form & 2 ? STACK_NORM_LAYER : STACK_NORM_NONE;
        spec.precision = form & 4 ? ROUND_BF16 : ROUND_F64;
        struct stack *lean = run_lean(&spec);
        for (spec.layers = 12; spec.layers > 0; spec.layers -= 4) {
            struct stack *whole = nets_run(&spec);
            if (spec.layers < 12)
                stack_back_from(lean, spec.layers);
            while (stack_step(lean))
                assert_null(stack_result(lean));
            assert_lean(stack_result(lean), stack_result(whole));
            stack_free(whole);
        }
        stack_free(lean);
    }
}

/* The forward columns of a stack that starts anew are not there before its own forward pass is
 * done, whatever was in its memory before. */
static void forward_columns_wait_for_the_pass(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("tanh", 30, 64, 64);
    struct stack *s = nets_run(&spec);
    assert_non_null(stack_forward(s));
    spec.act = nets_spec("relu", 1, 1, 1).act;
    assert_true(stack_reset(s, &spec));
    assert_null(stack_forward(s));
    while (stack_step(s) && !stack_forward(s))
        continue;
    assert_null(stack_result(s)); /* the way back is still to come */
    stack_free(s);
}

/* log10 of the rms of dL/da_0 and of what W_1^T made, by plain loops. */
static void bottom(const struct stack *s, double *all_log10, double *of_weight_log10)
{
    const struct stack_spec *spec = stack_spec(s);
    const double log10_2 = elem_log10(2);
    double all = 0, of_weight = 0;
    int g_exponent = 0, d_exponent = 0;
    for (int b = 0; b < spec->batch; b++)
        for (int i = 0; i < spec->width; i++) {
            double g = stack_bottom(s, i, b, &g_exponent), h = 0;
            for (int k = 0; k < spec->width; k++)
                h += stack_weight(s, 1, k, i) * stack_d(s, 1, k, b, &d_exponent);
            all += g * g;
            of_weight += h * h;
        }
    const double n = (double)spec->width * spec->batch;
    *all_log10 = elem_log10(all / n) / 2 + g_exponent * log10_2;
    *of_weight_log10 = elem_log10(of_weight / n) / 2 + d_exponent * log10_2;
}

static void assert_near(double x, double y)
{
    if (!(fabs(x - y) < 1e-9))
        fail_msg("%.17g is not %.17g", x, y);
}

/* What arrives at the input has a ledger as the layers have. */
static void the_input_has_its_shares(void **state)
{
    (void)state;
    for (int form = 0; form < 4; form++) {
        struct stack_spec spec = nets_spec("tanh", 40, 9, 5);
        spec.residual = form & 1;
        spec.gain = form & 2 ? 1 : 1e-3; /* with and without exponents of their own */
        struct stack *s = nets_run(&spec);
        const struct stack_result *r = stack_result(s);
        double all, of_weight;
        bottom(s, &all, &of_weight);
        assert_near(r->share_weight, of_weight - r->layer[0].grad_log10);
        assert_near(r->share_skip, all - of_weight);
        assert_true(spec.residual || r->share_skip == 0);
        assert_near(r->total_log10, r->layer[0].grad_log10 + r->share_weight + r->share_skip);
        stack_free(s);
    }
}

/* Every layer of a chain does the same, so the input gets of W and of the skip what layers get. */
static void a_chain_ends_as_it_went(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("relu", 6, 1, 1);
    spec.mode = STACK_CHAIN;
    spec.weight = 0.5;
    spec.input = 1;
    spec.residual = true;
    struct stack *s = nets_run(&spec);
    const struct stack_result *r = stack_result(s);
    assert_near(r->share_weight, elem_log10(0.5));
    assert_near(r->share_skip, elem_log10(3)); /* 1 + 0.5 of 0.5 */
    assert_near(r->share_weight, r->layer[2].share_weight);
    assert_near(r->share_skip, r->layer[2].share_skip);
    stack_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lean_ones_have_the_gradient_alone),
        cmocka_unit_test(forward_columns_wait_for_the_pass),
        cmocka_unit_test(the_input_has_its_shares),
        cmocka_unit_test(a_chain_ends_as_it_went),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
