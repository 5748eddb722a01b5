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
    assert_ledger(&r, "f' took 1.50 decades, W gave 0.75, residual gave 2.00: 1.25 gained");
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

/* The rows of a chain's ledger lead from one bar to the next, that of the input with them; at the
 * top there is but phi'. */
static void rows_lead_from_bar_to_bar(void **state)
{
    struct app *app = *state;
    run(app, "flow tanh layers=6 mode=chain weight=0.5 input=0.3 residual=on");
    const struct flow_settings *flow = &app_settings(app)->flow;
    const struct stack_result *r = app_flow(app, 0);
    double share[FLOW_SHARES];
    flow_ledger_shares(flow, r, r->layers, share);
    assert_true(isnan(share[FLOW_BY_WEIGHT]) && isnan(share[FLOW_BY_SKIP]));
    assert_true(isfinite(share[FLOW_BY_SLOPE]) && isnan(share[FLOW_BY_NORM]));
    for (int l = r->layers - 1; l >= 0; l--) {
        double sum = r->layer[l].grad_log10; /* of the layer above */
        flow_ledger_shares(flow, r, l, share);
        assert_true(isnan(share[FLOW_BY_SLOPE]) == (l == 0));
        for (int k = 0; k < FLOW_SHARES; k++)
            sum += isnan(share[k]) ? 0 : share[k];
        double at = l > 0 ? r->layer[l - 1].grad_log10 : r->total_log10;
        assert_true(fabs(sum - at) < 1e-12);
    }
    assert_true(fabs(share[FLOW_BY_WEIGHT] - log10(0.5)) < 1e-12);
}

/* Factors as they are written multiply to what the mean is written as, and the means are those over
 * the way back. */
static void means_multiply_to_the_whole(void **state)
{
    struct app *app = *state;
    static const char *const lines[] = {"flow sigmoid relu layers=12 width=16 batch=8",
                                        "set init xavier",
                                        "set norm batch",
                                        "set residual on",
                                        "set norm layer",
                                        "set norm none",
                                        "set gain 1.7",
                                        "set gain 0.01"};
    struct str out;
    str_init(&out);
    for (size_t i = 0; i < 2 * sizeof lines / sizeof lines[0]; i++) {
        if (i % 2 == 0)
            run(app, lines[i / 2]);
        const struct flow_settings *flow = &app_settings(app)->flow;
        const struct stack_result *r = app_flow(app, (int)(i % 2));
        double mean[FLOW_SHARES], sum = 0, product = 1;
        char whole[FMT_SIZE], written[FMT_SIZE];
        assert_true(flow_ledger_means(r, mean));
        for (int k = 0; k < FLOW_SHARES; k++)
            sum += mean[k];
        assert_true(fabs(sum - r->decades) < 1e-12);
        str_clear(&out);
        flow_ledger_product(flow, r, NULL, 3, &out);
        int factors = 0;
        for (const char *at = strchr(out.data, ' '); at; at = strstr(at, "* ")) {
            at = strchr(at + (at[0] == '*') * 2, ' ');
            product *= strtod(at, NULL);
            factors++;
        }
        assert_int_equal(factors, flow_ledger_count(flow));
        (void)fmt_short(written, product, 3);
        assert_string_equal(written, fmt_short(whole, pow(10, r->decades), 3));
    }
    str_done(&out);
}

static void assert_name(struct app *app, const char *line, const char *want)
{
    struct flow_step step;
    struct str out;
    str_init(&out);
    run(app, line);
    assert_true(flow_step_of(&app_settings(app)->flow, app_flow(app, 0), &step));
    flow_step_name(&step, NULL, &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

/* What stands at a layer before it is done is called what it is. */
static void numbers_on_their_way_have_names(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid layers=6 width=8 batch=8");
    assert_name(app, "rewind 6.2", "g6");
    assert_name(app, "rewind 10.1", "delta3");
    assert_name(app, "rewind 10.4", "W^Tdelta3");
    assert_name(app, "rewind 10.8", "delta2");
    assert_name(app, "goto 3", "delta3");
    run(app, "set norm batch; set residual on");
    assert_name(app, "rewind 10.3", "W^Tdelta3");
    assert_name(app, "rewind 10.5", "g2");
    assert_name(app, "rewind 10.7", "g2.*f'");
    assert_name(app, "rewind 10.9", "delta2");
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
    flow_words_formats(&app_settings(app)->flow, app_flow(app, 0), false, &out);
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
    flow_words_formats(&flow, &r, false, &out); /* layer l has 10^-(61 - l) */
    assert_string_equal(out.data, "from layer 53 down below f16's least number, 6e-08, from 20 "
                                  "below bf16's, 9e-41, from 16 below f32's, 1e-45; f64 holds it");
    assert_int_equal(flow_words_below(&flow, &r, -7.2), 53);
    assert_int_equal(flow_words_below(&flow, &r, -61), 0);
    str_done(&out);
    assert_formats(app, "flow relu", "");
    assert_formats(app, "flow sigmoid init=xavier layers=8", "");
    assert_formats(app, "set layers 14",
                   "from layer 3 down below f16's least number, 6e-08; bf16 holds it");
    assert_formats(app, "set precision f16", "");
}

static void a_narrow_format_says_where_it_underflowed(void **state)
{
    struct app *app = *state;
    struct str out;
    str_init(&out);
    run(app, "flow sigmoid precision=f16");
    flow_words_detail(&app_settings(app)->flow, 0, app_flow(app, 0), NULL, &out);
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

/* The depth turns under the playhead, which stays at its layer, in its pass. */
static void depth_turns_under_the_playhead(void **state)
{
    struct app *app = *state;
    static const struct {
        const char *line;
        double playhead;
    } cases[] = {
        {"goto 5; turn -1 layers", 14}, /* 18 - 5 + 1 */
        {"turn 3 layers; goto 5", 20},  /* 24 - 5 + 1 */
        {"turn -8 layers", 4},          /* layer 5 of 4 is none: the way back begins */
        {"set layers 10; rewind 4", 4}, /* forward */
        {"turn 1 layers", 4},
        {"set layers 3", 3},
        {"set layers 10; rewind 10", 10}, /* between both */
        {"set layers 12", 12},
        {"rewind 14.5; set layers 20", 30.5},
        {"undo", 14.5},
        {"step 100; set layers 7", 14},
    };
    run(app, "flow relu layers=10 width=4 batch=4");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run(app, cases[i].line);
        if (get(app, "flow.playhead") != cases[i].playhead)
            fail_msg("%s: %g", cases[i].line, get(app, "flow.playhead"));
    }
    run(app, "set layers 10; goto 4; replay; wait 1; turn 2 layers; wait 20");
    assert_true(get(app, "flow.playhead") == 21); /* layer 4 of 12 is done again, and no more */
}

/* Going back takes more time than going forward, and a long way no more than ten seconds. */
static void both_passes_take_their_time(void **state)
{
    struct app *app = *state;
    run(app, "flow relu layers=20 width=4 batch=4; wait 1.95");
    assert_true(get(app, "flow.playhead") < 20);
    run(app, "wait 0.4");
    assert_true(fabs(get(app, "flow.playhead") - 21) < 1e-9);
    run(app, "wait 6.6");
    assert_true(get(app, "flow.playhead") < 40);
    run(app, "wait 0.1");
    assert_true(get(app, "flow.playhead") == 40);
    run(app, "flow relu layers=1000 width=1 batch=1; wait 9.9");
    assert_true(get(app, "flow.playhead") < 2000);
    run(app, "wait 0.2");
    assert_true(get(app, "flow.playhead") == 2000);
}

static void speed_is_no_change_to_undo(void **state)
{
    struct app *app = *state;
    run(app, "flow relu layers=5 width=4 batch=4; turn 1 layers; set speed 4; undo");
    assert_true(get(app, "flow.layers") == 5);
    assert_true(get(app, "flow.speed") == 4);
}

static void it_is_told_that_theory_has_no_marks(void **state)
{
    struct app *app = *state;
    bool is_error = true;
    run(app, "flow relu layers=5 width=4 batch=4; toggle theory; toggle theory");
    assert_string_equal(app_note_text(app, &is_error), "");
    run(app, "toggle show; toggle theory");
    assert_non_null(strstr(app_note_text(app, &is_error), "theory predicts delta, not dL/dW"));
    assert_false(is_error);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_ledger_adds_up),
        TEST(ledgers_of_real_stacks_add_up),
        TEST(rows_lead_from_bar_to_bar),
        TEST(means_multiply_to_the_whole),
        TEST(numbers_on_their_way_have_names),
        TEST(a_step_goes_through_real_numbers),
        TEST(formats_that_lose_the_gradient_are_named),
        TEST(a_narrow_format_says_where_it_underflowed),
        TEST(a_layer_can_be_gone_to_and_replayed),
        TEST(depth_turns_under_the_playhead),
        TEST(both_passes_take_their_time),
        TEST(speed_is_no_change_to_undo),
        TEST(it_is_told_that_theory_has_no_marks),
        TEST(bars_from_before_the_last_change_are_kept),
        TEST(the_gradient_is_audited),
        TEST(the_picture_turns_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
