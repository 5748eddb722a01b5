/* Screens in words, and the verdicts that screens and words share. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/flow_reason.h"
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
                          const char *want, const char *brief)
{
    struct stack_layer layer[8];
    struct str out;
    const struct stack_result r = result_of(layer, n, grad);
    str_init(&out);
    flow_words_detail(flow, 0, &r, NULL, &out);
    assert_string_equal(out.data, want);
    str_clear(&out);
    flow_words_brief(flow, &r, NULL, &out);
    assert_string_equal(out.data, brief);
    str_done(&out);
}

static void test_detail(void **state)
{
    (void)state;
    static const double falling[] = {-6, -4, -2, 0}, flat[] = {0, 0}, none[] = {-INF, -1, 0},
                        deep[] = {-1337.5, -1000, 0}, single[] = {-2};
    const struct flow_settings mlp = {.gain = 1}, chain = {.mode = STACK_CHAIN, .weight = 1},
                               dw = {.gain = 1, .show = FLOW_SHOW_DW};
    assert_detail(&mlp, falling, 4, "layer 1 gets 1e-06 of layer 4's", "delta1/delta4 = 1e-06");
    assert_detail(&dw, falling, 4, "layer 1 gets 1e-06 of layer 4's", "dL/dW 1/4 = 1e-06");
    assert_detail(&mlp, flat, 2, "layer 1 gets 1 of layer 2's", "delta1/delta2 = 1");
    assert_detail(&mlp, none, 3, "layer 1 gets exactly 0", "0 from layer 1 down");
    assert_detail(&mlp, deep, 3, "layer 1 gets 3.16e-1338 of layer 3's",
                  "delta1/delta3 = 3.16e-1338");
    assert_detail(&mlp, single, 1, "nothing to compare; delta1 is 0.01 of what comes in", "");
    assert_detail(&chain, falling, 4, "1e-06 gets through all 4 layers", "1e-06 gets through");
}

static void assert_mean(const struct flow_settings *flow, const struct stack_result *r,
                        enum flow_mean how, const char *want)
{
    struct str out;
    str_init(&out);
    flow_words_mean(flow, r, NULL, how, &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

static void test_mean(void **state)
{
    (void)state;
    static const double falling[] = {-0.5, -0.25, 0}, rising[] = {1, 0}, none[] = {-INF, -1, 0};
    const struct flow_settings mlp = {.gain = 1}, dw = {.show = FLOW_SHOW_DW};
    struct stack_layer layer[3];
    struct stack_result r = result_of(layer, 3, falling);
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD,
                "on average a layer passes on 0.562 = f' 0.316 * W 1.78 (-0.25 decades; theory 0)");
    layer[0].theory_log10 = 0.5;
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD,
                "on average a layer passes on 0.562 = f' 0.316 * W 1.78 "
                "(-0.25 decades; theory +0.25)");
    layer[0].theory_log10 = NOT_A_NUMBER;
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD,
                "on average a layer passes on 0.562 = f' 0.316 * W 1.78 (-0.25 decades)");
    assert_mean(&mlp, &r, FLOW_MEAN_BRIEF, "mean * 0.562 = f' 0.316 * W 1.78");
    assert_mean(&mlp, &r, FLOW_MEAN_ALONE, "mean * 0.562");
    assert_mean(&dw, &r, FLOW_MEAN_TOLD, "on average * 0.562 a layer (-0.25 decades)");
    r = result_of(layer, 2, rising); /* a single step is no mean */
    layer[0].share_slope = 0;
    layer[0].share_weight = 1;
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD, "that is f' 1 * W 10");
    r = result_of(layer, 3, none);
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD, "");
    r = result_of(layer, 1, falling);
    assert_mean(&mlp, &r, FLOW_MEAN_TOLD, "");
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
    flow_reason_unknown(&mlp, 0, &r, NULL, &out);
    assert_string_equal(out.data, "it is nan at layer 2");
    layer[2].z_rms = NOT_A_NUMBER;
    layer[1].a_rms = INF;
    str_clear(&out);
    flow_reason_unknown(&mlp, 0, &r, NULL, &out);
    assert_string_equal(out.data, "a overflows at layer 2; no gradient beyond");
    layer[1].z_rms = INF;
    str_clear(&out);
    flow_reason_unknown(&mlp, 0, &r, NULL, &out);
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
    app_finish(app);
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
                "sigmoid: gradient vanishes: 9.54e-07 gets through all 10 layers; a layer passes "
                "on 0.25 = f' 0.25 * W 1 (-0.602 decades)");
    assert_says("flow step layers=4 width=8 batch=8",
                "step: gradient is blocked at the top: layer 4 gets exactly 0 itself: f' is 0 at "
                "every z of layer 4.");
    assert_says("flow identity layers=60 width=8 batch=8 gain=0.25 precision=f16",
                "identity: gradient is blocked: layer 1 gets exactly 0, as all from layer 41 "
                "down, in f16");
    assert_says("flow relu tanh layers=4 width=8 batch=8 init=xavier seed=7",
                "2 stacks of relu and tanh: 4 layers of 8, xavier, batch 8, seed 7. relu: ");
    assert_says("flow relu norm=batch residual=on bias=0.5 dist=uniform layers=3",
                ": 3 layers of 64, batch norm, residual, bias 0.5, uniform weights, he, batch 64, "
                "seed 1. ");
    assert_says("flow sigmoid layers=1", "sigmoid: one layer only: nothing to compare; delta1 is ");
    assert_says("lessons", "The list of lessons has 0 entries.");
    assert_says("help elu", "Help on elu is shown. It leads back to the plot screen.");
}

/* Why it is 0 is told from the data. */
static void test_zeros(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"flow step layers=4 width=8 batch=8", ": f' is 0 at every z of layer 4."},
        {"flow relu mode=chain", ": z = 0 is its kink, where f' is taken as 0"},
        {"flow hardtanh mode=chain input=3", ": f' is 0 at z = 3"},
        {"flow relu width=1", ": every a is 0 from layer 3 on."},
        {"flow lif", ": every a is 0 from layer 5 on"},
        {"flow sigmoid gain=0", "as all from layer 19 down: all weights are 0"},
        {"flow sigmoid mode=chain weight=0", ": all weights are 0"},
        {"flow sigmoid precision=f16", "as all from layer 4 down, in f16."},
        {"flow relu2", "cannot be judged: a overflows at layer 10; no gradient beyond."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_says(cases[i][0], cases[i][1]);
}

/* What is on its way is told as far as it has come, and no verdict. */
static void test_say_on_its_way(void **state)
{
    (void)state;
    assert_says("flow sigmoid relu; rewind", "Ready to run, paused. sigmoid: computed. relu: ");
    assert_says("flow sigmoid relu; rewind 5", "On the way forward, at layer 5 of 20, paused. "
                                               "sigmoid: a5 has rms 0.548.");
    assert_says("flow sigmoid relu; rewind 20", "The last layer, 20, is reached, paused. sigmoid: "
                                                "a20 has rms 0.538.");
    assert_says("flow sigmoid relu; goto 10",
                "The gradient is on its way back, at layer 10 of 20, paused. sigmoid: delta11 "
                "7.53e-06 * W 1.37 * f' 0.223 = delta10 2.31e-06. relu: delta11 0.846 * ");
    assert_says("flow sigmoid; rewind 30.4", "delta11 7.53e-06 * W 1.37 = W^Tdelta11 1.03e-05.");
    assert_says("flow sigmoid ledger=on", "f' took 12.33 decades, W gave 2.91: 9.42 lost");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fates),   cmocka_unit_test(test_detail),
        cmocka_unit_test(test_reasons), cmocka_unit_test(test_every),
        cmocka_unit_test(test_say),     cmocka_unit_test(test_mean),
        cmocka_unit_test(test_zeros),   cmocka_unit_test(test_say_on_its_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
