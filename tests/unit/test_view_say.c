/* Screens in words, and the verdicts that screens and words share. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/flow_words.h"
#include "view/view.h"

#define INF          ((double)INFINITY)
#define NOT_A_NUMBER ((double)NAN)

static void test_fates(void **state)
{
    (void)state;
    static const struct {
        double change;
        enum flow_fate fate;
    } cases[] = {
        {-INF, FLOW_BLOCKED}, {-12, FLOW_VANISHES},         {-3.1, FLOW_VANISHES},
        {-2.9, FLOW_FADES},   {-1.1, FLOW_FADES},           {-0.9, FLOW_SURVIVES},
        {0, FLOW_SURVIVES},   {0.9, FLOW_SURVIVES},         {1.1, FLOW_GROWS},
        {2.9, FLOW_GROWS},    {3.1, FLOW_EXPLODES},         {400, FLOW_EXPLODES},
        {INF, FLOW_EXPLODES}, {NOT_A_NUMBER, FLOW_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(flow_words_fate(cases[i].change), cases[i].fate);
}

/* Layers whose gradients are given, as a result would have them. */
static struct stack_result result_of(struct stack_layer *layer, int n, const double *log10_grad)
{
    memset(layer, 0, (size_t)n * sizeof *layer);
    for (int i = 0; i < n; i++) {
        layer[i].grad_log10 = log10_grad[i];
        layer[i].dw_log10 = log10_grad[i] - 1;
        layer[i].share_slope = -0.5;
        layer[i].share_weight = 0.25;
    }
    return (struct stack_result){.layers = n, .layer = layer, .total_log10 = -6};
}

static void assert_detail(const struct flow_settings *flow, const double *grad, int n,
                          const char *want)
{
    struct stack_layer layer[8];
    struct str out;
    const struct stack_result r = result_of(layer, n, grad);
    str_init(&out);
    flow_words_detail(flow, &r, &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

static void test_detail(void **state)
{
    (void)state;
    static const double falling[] = {-6, -4, -2, 0}, flat[] = {0, 0}, none[] = {-INF, -1, 0},
                        deep[] = {-1337.5, -1000, 0}, single[] = {-2};
    const struct flow_settings mlp = {.mode = STACK_MLP}, chain = {.mode = STACK_CHAIN};
    assert_detail(&mlp, falling, 4,
                  "layer 1 gets 1e-06 of layer 4's, on average -2 decades a layer");
    assert_detail(&mlp, flat, 2, "layer 1 gets 1 of layer 2's");
    assert_detail(&mlp, none, 3, "layer 1 gets exactly 0");
    assert_detail(&mlp, deep, 3,
                  "layer 1 gets 3.16e-1338 of layer 3's, on average -669 decades a layer");
    assert_detail(&mlp, single, 1, "one layer has no way back to compare; it gets 0.01");
    assert_detail(&chain, falling, 4, "1e-06 of it gets through all 4 layers");
}

/* Where there is no number, words say why. */
static void test_reasons(void **state)
{
    (void)state;
    static const double none[] = {NOT_A_NUMBER, NOT_A_NUMBER, 0};
    const struct flow_settings mlp = {.mode = STACK_MLP};
    struct stack_layer layer[3];
    struct str out;
    const struct stack_result r = result_of(layer, 3, none);
    str_init(&out);
    flow_words_detail(&mlp, &r, &out);
    assert_string_equal(out.data, "it is nan at layer 2");
    layer[1].z_rms = INF;
    str_clear(&out);
    flow_words_detail(&mlp, &r, &out);
    assert_string_equal(out.data, "z overflows at layer 2; no gradient beyond");
    str_done(&out);
}

static void test_every(void **state)
{
    (void)state;
    static const struct {
        int each;
        const char *want;
    } cases[] = {{1, "every"},       {2, "every 2nd"},     {3, "every 3rd"},    {4, "every 4th"},
                 {11, "every 11th"}, {12, "every 12th"},   {21, "every 21st"},  {53, "every 53rd"},
                 {60, "every 60th"}, {101, "every 101st"}, {113, "every 113th"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[FLOW_EVERY];
        assert_string_equal(flow_words_every(cases[i].each, out), cases[i].want);
    }
}

static void assert_says(const char *line, const char *want)
{
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    const struct model m = {.app = app};
    struct err e = {0};
    struct str out;
    str_init(&out);
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
    app_settle(app);
    view_say(&m, &out);
    if (!strstr(out.data, want))
        fail_msg("%s\nsays %s\nwanted %s", line, out.data, want);
    str_done(&out);
    app_free(app);
}

static void test_say(void **state)
{
    (void)state;
    assert_says("plot sigmoid relu; cursor 0",
                "The plot shows sigmoid and relu with f' for x from -6 to 6. At x = 0 sigmoid is "
                "0.5 with slope 0.25 and relu is 0 with slope 0.");
    assert_says("plot sigmoid relu df=off; cursor 2; set mark 0",
                "At x = 2 sigmoid is 0.8808 with slope 0.105, 0.3808 more than at x = 0 (mean "
                "slope 0.1904) and relu is 2 with slope 1, 2 more than at x = 0 (mean slope 1).");
    assert_says(
        "plot elu:alpha=0.5 df=off range=-1:2",
        "The plot shows elu with alpha 0.5 for x from -1 to 2. elu goes from -0.3161 to 2,");
    assert_says("flow sigmoid mode=chain layers=10",
                "sigmoid: the gradient vanishes, 9.54e-07 of it gets through all 10 layers.");
    assert_says("flow step layers=4 width=8 batch=8",
                "step: the gradient is blocked, layer 1 gets exactly 0");
    assert_says("flow relu tanh layers=4 width=8 batch=8 init=xavier seed=7",
                "2 stacks of relu and tanh: 4 layers of 8, batch 8, xavier, seed 7. relu: ");
    assert_says("lessons", "The list of lessons has 0 entries.");
    assert_says("help elu", "Help on elu is shown. It leads back to the plot screen.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fates), cmocka_unit_test(test_detail), cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_every), cmocka_unit_test(test_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
