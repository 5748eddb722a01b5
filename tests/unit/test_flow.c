/* What the flow screen says of real stacks: shares that add up, the step being multiplied, formats
 * that cannot hold the gradient; and its animation, ghosts and audit. */
#include "app_world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "view/flow_ledger.h"
#include "view/flow_step.h"
#include "view/flow_words.h"
#include "view/layout.h"

#define INF ((double)INFINITY)

/* Layers with given shares, from the first on. */
static struct stack_result result_of(struct stack_layer *layer, int n, const double slope,
                                     const double weight)
{
    memset(layer, 0, (size_t)n * sizeof *layer);
    for (int i = n - 1; i >= 0; i--) {
        bool top = i == n - 1;
        layer[i].share_slope = slope;
        layer[i].share_weight = top ? 0 : weight;
        layer[i].grad_log10 = (top ? 0 : layer[i + 1].grad_log10 + weight) + slope;
        layer[i].dw_log10 = layer[i].grad_log10;
    }
    return (struct stack_result){.layers = n, .layer = layer};
}

static void assert_ledger(const struct stack_result *r, const char *want)
{
    const struct flow_settings flow = {.residual = 1, .norm = STACK_NORM_LAYER};
    struct str out;
    str_init(&out);
    flow_ledger_words(&flow, r, NULL, &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

static void the_ledger_adds_up(void **state)
{
    (void)state;
    struct stack_layer layer[4];
    struct stack_result r = result_of(layer, 4, -0.5, 0.25);
    assert_ledger(&r, "f' took 1.50 decades, W gave 0.75: 0.75 lost");
    layer[0].share_skip = 2;
    layer[1].share_norm = -0.004;
    assert_ledger(&r, "f' took 1.50 decades, W gave 0.75, skip gave 2.00: 1.25 gained");
    r = result_of(layer, 4, 0, 0);
    assert_ledger(&r, "no factor changed it by 0.01 decades");
    r = result_of(layer, 4, -1, 1);
    assert_ledger(&r, "f' took 3.00 decades, W gave 3.00: even");
    layer[2].share_slope = -INF;
    layer[1].share_slope = (double)NAN;
    assert_ledger(&r, "f' took all that was left at layer 3");
}

/* Of whatever is run, what is named in hundredths is the change in hundredths. */
static void ledgers_of_real_stacks_add_up(void **state)
{
    struct app *app = *state;
    static const char *const lines[] = {"flow sigmoid relu layers=12 width=16 batch=8",
                                        "set init xavier",
                                        "set norm batch",
                                        "set residual on",
                                        "set norm layer",
                                        "set norm none",
                                        "set gain 1.7"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        run(app, lines[i]);
        for (int k = 0; k < 2; k++) {
            const struct stack_result *r = app_flow(app, k);
            double sum = 0;
            for (int l = 0; l < r->layers - 1; l++)
                for (int j = 0; j < FLOW_SHARES; j++)
                    sum += flow_ledger_of(&r->layer[l], (enum flow_share)j);
            assert_true(fabs(sum - r->ratio_log10) < 1e-9);
        }
    }
}

static struct flow_step step_at(struct app *app, const char *line)
{
    struct flow_step step = {0};
    run(app, line);
    assert_true(flow_step_of(&app_settings(app)->flow, app_flow(app, 0), &step));
    return step;
}

static void a_step_goes_through_real_numbers(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid layers=6 width=16 batch=8");
    const struct stack_result *r = app_flow(app, 0);
    struct flow_step step = step_at(app, "goto 3");
    assert_int_equal(step.layer, 3);
    assert_true(step.whole && step.n == 2 && step.shown == 2);
    assert_true(step.before == r->layer[3].grad_log10);
    assert_true(fabs(flow_step_log10(&step, 2) - r->layer[2].grad_log10) < 1e-12);
    /* A third of the way to layer 2 W has been multiplied, two thirds: phi' too. */
    static const struct {
        const char *line;
        int shown;
    } cases[] = {{"rewind 10.1", 0}, {"rewind 10.4", 1}, {"rewind 10.7", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        step = step_at(app, cases[i].line);
        assert_int_equal(step.layer, 2);
        assert_int_equal(step.shown, cases[i].shown);
        assert_false(step.whole);
    }
    assert_true(fabs(flow_step_log10(&step, 1) - r->layer[2].grad_log10 -
                     r->layer[1].share_weight) < 1e-12);
    step = step_at(app, "rewind 6.9"); /* the top: nothing but phi' */
    assert_int_equal(step.layer, 6);
    assert_int_equal(step.n, 1);
    assert_true(step.before == 0);
    run(app, "rewind 3");
    assert_false(flow_step_of(&app_settings(app)->flow, app_flow(app, 0), &step));
    run(app, "rewind 12");
    assert_false(flow_step_of(&app_settings(app)->flow, app_flow(app, 0), &step));
}

static void assert_formats(struct app *app, const char *line, const char *want)
{
    struct str out;
    str_init(&out);
    run(app, line);
    flow_words_formats(&app_settings(app)->flow, app_flow(app, 0), &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

static void formats_that_lose_the_gradient_are_named(void **state)
{
    struct app *app = *state;
    struct flow_settings flow = {0};
    struct stack_layer layer[60];
    struct str out;
    struct stack_result r = result_of(layer, 60, -1, 0);
    str_init(&out);
    flow_words_formats(&flow, &r, &out); /* layer l has 10^-(61 - l) */
    assert_string_equal(out.data, "underflows in f16 from layer 53 down, in bf16 from layer 20 "
                                  "down, in f32 from layer 16 down, not in f64");
    assert_int_equal(flow_words_below(&flow, &r, -7.2), 53);
    assert_int_equal(flow_words_below(&flow, &r, -61), 0);
    str_done(&out);
    assert_formats(app, "flow relu", "");
    assert_formats(app, "flow sigmoid init=xavier layers=8", "");
    assert_formats(app, "set layers 14", "underflows in f16 from layer 3 down, not in bf16");
    assert_formats(app, "set precision f16", "");
}

static void a_narrow_format_says_where_it_underflowed(void **state)
{
    struct app *app = *state;
    struct str out;
    str_init(&out);
    run(app, "flow sigmoid precision=f16");
    flow_words_detail(&app_settings(app)->flow, app_flow(app, 0), &out);
    const char *at = strstr(out.data, "layer 1 gets exactly 0, as all from layer ");
    assert_non_null(at);
    int layer = atoi(at + strlen("layer 1 gets exactly 0, as all from layer "));
    const struct stack_result *r = app_flow(app, 0);
    assert_true(r->layer[layer - 1].grad_rms == 0 && r->layer[layer].grad_rms > 0);
    assert_non_null(strstr(out.data, ", in f16"));
    str_done(&out);
}

static void a_layer_can_be_gone_to_and_replayed(void **state)
{
    struct app *app = *state;
    struct err e = {0};
    run(app, "flow relu layers=10 width=4 batch=4; goto 4");
    assert_true(get(app, "flow.playhead") == 17);
    assert_true(get(app, "flow.playing") == 0);
    run(app, "replay");
    assert_true(get(app, "flow.playhead") == 16);
    run(app, "wait 1");
    double within = get(app, "flow.playhead");
    assert_true(within > 16.2 && within < 16.5); /* slowly */
    run(app, "pause; wait 1");
    assert_true(get(app, "flow.playhead") == within);
    run(app, "pause; wait 20");
    assert_true(get(app, "flow.playhead") == 17); /* and no further */
    assert_true(get(app, "flow.playing") == 0);
    run(app, "replay; wait 0.5; replay");
    assert_true(get(app, "flow.playhead") == 16); /* the same once more */
    run(app, "step; play; wait 20");
    assert_true(get(app, "flow.playhead") == 20); /* what moves it otherwise ends the replay */
    run(app, "rewind; replay");
    assert_true(get(app, "flow.playhead") == 0);
    assert_false(app_run(app, "goto 11", &e));
    assert_non_null(strstr(e.text, "from 1 to 10"));
    assert_false(app_run(app, "goto 1.5", &e));
}

static void bars_from_before_the_last_change_are_kept(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid relu layers=5 width=8 batch=8");
    assert_null(app_flow_before(app, 0));
    double was = app_flow(app, 0)->layer[0].grad_log10;
    run(app, "turn 1 gain");
    assert_non_null(app_flow_before(app, 0));
    assert_true(app_flow_before(app, 0)->layer[0].grad_log10 == was);
    assert_true(app_flow(app, 0)->layer[0].grad_log10 != was);
    run(app, "toggle theory"); /* another change, of no stack */
    assert_null(app_flow_before(app, 0));
    run(app, "turn 3 layers");
    assert_int_equal(app_flow_before(app, 1)->layers, 5);
    run(app, "undo");
    assert_null(app_flow_before(app, 1));
    run(app, "flow tanh relu"); /* another function is no turned knob */
    assert_null(app_flow_before(app, 0));
}

static void the_gradient_is_audited(void **state)
{
    struct app *app = *state;
    bool is_error = true;
    run(app, "flow tanh relu layers=4 width=6 batch=5; audit");
    assert_non_null(strstr(app_note_text(app, &is_error), "audit of tanh: "));
    assert_non_null(strstr(app_note_text(app, &is_error), "entries agree to"));
    assert_false(is_error);
    run(app, "focus 1; audit norm=batch residual=on");
    assert_non_null(strstr(app_note_text(app, &is_error), "audit of relu: "));
    assert_false(is_error);
    run(app, "audit precision=f16");
    assert_non_null(strstr(app_note_text(app, &is_error), "precision must be f64"));
    assert_true(is_error);
    run(app, "flow step precision=f64 norm=none residual=off; audit");
    assert_non_null(strstr(app_note_text(app, &is_error), "are 0, and so are"));
    assert_false(is_error);
}

/* Once a deeper stack has bars that stand, it keeps them, and a long note turns none. */
static void the_picture_turns_once(void **state)
{
    static const int size[][2] = {{80, 24}, {100, 30}, {120, 40}};
    static const int depths[] = {2, 19, 21, 30, 44, 60, 65, 80, 200, 1000};
    struct app *app = *state;
    const struct model m = {.app = app};
    for (size_t k = 0; k < sizeof size / sizeof size[0]; k++) {
        bool stood = false;
        for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
            char line[80];
            struct layout before, after;
            (void)snprintf(line, sizeof line,
                           "flow sigmoid relu width=2 batch=2 precision=f64 layers=%d", depths[i]);
            run(app, line);
            layout_init(&before, &m, size[k][0], size[k][1]);
            assert_false(stood && before.rows);
            stood = !before.rows;
            run(app, "audit precision=f16");
            layout_init(&after, &m, size[k][0], size[k][1]);
            assert_int_equal(before.rows, after.rows);
            assert_int_equal(before.each, after.each);
        }
        assert_true(stood);
    }
}

/* A tick asks for a frame where there is something new to be seen, and only there. */
static void nothing_new_asks_for_no_frame(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid relu layers=20 width=8 batch=8; play");
    (void)app_tick(app, 0, 0);
    assert_true(app_take_effects(app) & EFFECT_DRAW); /* to be computed */
    app_settle(app);
    (void)app_tick(app, 0.05, 0); /* half a layer: on the way forward nothing of it is shown */
    (void)app_take_effects(app);
    assert_true(app_tick(app, 0.01, 0));
    assert_int_equal(app_take_effects(app), 0);
    assert_true(app_tick(app, 0.05, 0)); /* a layer is done */
    assert_int_equal(app_take_effects(app), EFFECT_DRAW);
    run(app, "pause");
    (void)app_take_effects(app);
    assert_false(app_tick(app, 1, 0));
    assert_int_equal(app_take_effects(app), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ledger_adds_up),
        TEST(ledgers_of_real_stacks_add_up),
        TEST(a_step_goes_through_real_numbers),
        TEST(formats_that_lose_the_gradient_are_named),
        TEST(a_narrow_format_says_where_it_underflowed),
        TEST(a_layer_can_be_gone_to_and_replayed),
        TEST(bars_from_before_the_last_change_are_kept),
        TEST(the_gradient_is_audited),
        TEST(the_picture_turns_once),
        TEST(nothing_new_asks_for_no_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
