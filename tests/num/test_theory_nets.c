/* Mean-field theory against means of ten networks of width 256, for every function of the table:
 * decades a layer, by weights, skips and norms. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nets.h"

enum { LAYERS = 8, BATCH = 8 }; /* samples of a network hardly differ in what is measured */

static const struct form {
    enum stack_init init;
    double gain, bias;
    bool residual, layer_norm;
} forms[] = {
    {STACK_XAVIER, 1, 0, false, false},   {STACK_HE, 1, 0, false, false},
    {STACK_XAVIER, 1.5, 0, false, false}, {STACK_HE, 0.8, 0.3, false, false},
    {STACK_HE, 1, 0, false, true},        {STACK_XAVIER, 1, 0, true, false},
    {STACK_HE, 1, 0.3, true, false},      {STACK_HE, 1, 0.3, true, true},
};
enum { FORMS = sizeof forms / sizeof forms[0] };

/* Where small signals shrink, or great ones grow, faster than in proportion, a plain stack goes to
 * 0 or to infinity at a pace that chance decides, at any width in the end: two layers are compared
 * there, and not as closely. */
static bool runs_away(const struct act *act, const struct form *form)
{
    static const char *const those[] = {"relu2",      "hardshrink", "softshrink",
                                        "tanhshrink", "threshold",  "thresholded_relu"};
    for (size_t i = 0; i < sizeof those / sizeof those[0]; i++)
        if (strcmp(act->name, those[i]) == 0)
            return !form->layer_norm;
    return false;
}

static struct stack_spec spec_of(const struct act *act, const struct form *form)
{
    const int layers = runs_away(act, form) ? 2 : LAYERS;
    struct stack_spec spec = nets_spec(act->name, layers, 256, BATCH);
    spec.init = form->init;
    spec.gain = form->gain;
    spec.bias = form->bias;
    spec.residual = form->residual;
    spec.norm = form->layer_norm ? STACK_NORM_LAYER : STACK_NORM_NONE;
    return spec;
}

/* Decades a layer of one network, and by theory. */
static double way(const struct stack *s, double *theory)
{
    const struct stack_result *r = stack_result(s);
    const struct stack_layer *first = r->layer, *last = &r->layer[r->layers - 1];
    *theory = (first->theory_log10 - last->theory_log10) / (r->layers - 1);
    return r->decades;
}

static void compare(const struct act *act, const struct form *form, double mean, double theory)
{
    if (act->loop == ACT_LOOP_LIF) { /* its slope has no finite mean square */
        assert_true(isnan(theory));
        return;
    }
    if (act->loop == ACT_LOOP_STEP || act->loop == ACT_LOOP_SIGNUM) { /* no gradient at all */
        assert_true(isnan(mean) && isnan(theory));
        return;
    }
    const double within = runs_away(act, form) ? 0.03 : 0.01;
    if (!(fabs(mean - theory) <= within))
        fail_msg("%s, form %d: %.4f decades a layer, theory %.4f", act->name, (int)(form - forms),
                 mean, theory);
}

/* Sanitizers see a few. */
static void every_function(void **state)
{
    (void)state;
    enum { NETWORKS = 10, FIRST = NETS_SLOW ? 3 : 0, STRIDE = NETS_SLOW ? 9 : 1 };
    double(*mean)[FORMS] = calloc((size_t)act_count, sizeof *mean);
    double(*theory)[FORMS] = calloc((size_t)act_count, sizeof *theory);
    struct stack_cache *cache = stack_cache_new((size_t)16 << 20); /* one network's weights */
    struct stack *s = NULL;
    for (int replica = 0; replica < NETWORKS; replica++)
        for (int i = FIRST; i < act_count; i += STRIDE)
            for (int f = 0; f < FORMS; f++) {
                struct stack_spec spec = spec_of(act_table[i], &forms[f]);
                spec.replica = (uint32_t)replica;
                nets_run_again(&s, &spec, cache);
                mean[i][f] += way(s, &theory[i][f]) / NETWORKS;
            }
    stack_free(s);
    stack_cache_free(cache);
    for (int i = FIRST; i < act_count; i += STRIDE)
        for (int f = 0; f < FORMS; f++)
            compare(act_table[i], &forms[f], mean[i][f], theory[i][f]);
    free(mean);
    free(theory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
