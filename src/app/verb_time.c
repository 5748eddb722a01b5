/* Verbs of the animation, and how time moves it. */
#include <math.h>

#include "app/impl.h"
#include "base/fmt.h"

/* At speed 1: a layer on the way forward and on the way back, where there is more to read, and the
 * longest that both passes may take together: 20 layers have 9 seconds. */
#define FORWARD_SECONDS 0.1
#define BACK_SECONDS    0.35
#define LONGEST_SECONDS 10.0
/* A replay at speed 1: time to read what each factor of a layer does. */
#define REPLAY_SECONDS 3.0

static double end_of(const struct flow_settings *flow)
{
    return 2.0 * flow->layers;
}

static bool replays(const struct flow_settings *flow)
{
    return flow->until > flow->playhead;
}

static double stop_of(const struct flow_settings *flow)
{
    return replays(flow) ? fmin(flow->until, end_of(flow)) : end_of(flow);
}

/* Seconds that a layer takes where the playhead is, or comes to now. */
static double seconds_a_layer(const struct flow_settings *flow)
{
    if (replays(flow))
        return REPLAY_SECONDS / flow->speed;
    double all = flow->layers * (FORWARD_SECONDS + BACK_SECONDS);
    double hurry = fmax(1, all / LONGEST_SECONDS);
    bool back = flow->playhead >= flow->layers;
    return (back ? BACK_SECONDS : FORWARD_SECONDS) / hurry / flow->speed;
}

/* Moves the playhead by a time, which may bring it from the way forward to the way back. */
static void advance(struct flow_settings *flow, double dt)
{
    double stop = stop_of(flow), turn = flow->layers;
    double each = seconds_a_layer(flow);
    if (!replays(flow) && flow->playhead < turn && flow->playhead + dt / each >= turn) {
        dt -= (turn - flow->playhead) * each;
        flow->playhead = turn;
        each = seconds_a_layer(flow);
    }
    flow->playhead = fmin(stop, flow->playhead + dt / each);
}

bool play_is_moving(const struct app *app)
{
    return app->settings.screen == SCREEN_FLOW && app->settings.flow.playing;
}

/* What is seen of where the playhead is. On the way forward nothing is seen of a layer until it is
 * done; on the way back its factors are multiplied one after the other, of the top layer those
 * alone that are its own. */
static double moment(const struct flow_settings *flow)
{
    double back = flow->playhead - flow->layers, whole = floor(flow->playhead);
    double within = flow->playhead - whole;
    int norm = flow->norm != STACK_NORM_NONE, factors = 1 + norm;
    if (back >= 1)
        factors += 1 + flow->residual;
    if (back < 0 || within == 0)
        return whole;
    return whole + (1 + floor(within * (factors + 1))) / (factors + 3);
}

/* The playhead runs over finished results only: it waits for those that are being computed. */
void play_move(struct app *app, double dt)
{
    struct flow_settings *flow = &app->settings.flow;
    if (!play_is_moving(app) || !nets_all_done(app))
        return;
    double stop = stop_of(flow), before = moment(flow);
    advance(flow, dt);
    flow->playing = flow->playhead < stop;
    if (moment(flow) != before || !flow->playing)
        app_effect(app, EFFECT_DRAW);
}

void play_to_end(struct app *app)
{
    struct flow_settings *flow = &app->settings.flow;
    if (!flow->playing)
        return;
    flow->playhead = stop_of(flow);
    flow->playing = 0;
    app_effect(app, EFFECT_DRAW);
}

void play_follow(struct app *app, const struct settings *before)
{
    struct flow_settings *flow = &app->settings.flow;
    const struct flow_settings *was = &before->flow;
    double deeper = flow->layers - was->layers;
    bool as_it_was = flow->playhead == was->playhead && flow->until == was->until;
    if (deeper != 0 && as_it_was && flow->playhead > was->layers) {
        /* On its way back it stays at its layer, which is counted from the end. */
        flow->playhead = fmax(flow->layers, flow->playhead + 2 * deeper);
        flow->until = flow->until > 0 ? fmax(flow->playhead, flow->until + 2 * deeper) : 0;
    } else if (deeper != 0 && as_it_was) {
        bool turning = was->playhead == was->layers;
        flow->playhead = turning ? flow->layers : fmin(flow->layers, flow->playhead);
    }
    flow->playhead = fmin(flow->playhead, end_of(flow));
}

/* The marks of theory are of delta: who turns them where dL/dW is shown is told so. */
void play_tell(struct app *app, const struct settings *before)
{
    const struct flow_settings *flow = &app->settings.flow;
    if (app->settings.screen == SCREEN_FLOW && flow->theory != before->flow.theory &&
        flow->show == FLOW_SHOW_DW)
        app_note(app, false, "theory predicts delta, not dL/dW; to show delta: set show delta");
}

bool verb_play(const struct call *c, struct err *e)
{
    (void)e;
    struct flow_settings *flow = &c->app->settings.flow;
    if (flow->playhead >= end_of(flow))
        flow->playhead = 0;
    flow->playing = 1;
    return true;
}

bool verb_pause(const struct call *c, struct err *e)
{
    if (!c->app->settings.flow.playing)
        return verb_play(c, e);
    c->app->settings.flow.playing = 0;
    return true;
}

/* Puts the animation somewhere, paused. */
static void put(struct flow_settings *flow, double playhead)
{
    flow->playing = 0;
    flow->until = 0;
    flow->playhead = playhead;
}

bool verb_step(const struct call *c, struct err *e)
{
    struct flow_settings *flow = &c->app->settings.flow;
    double n = c->n ? c->number[0] : 1;
    if (!isfinite(n))
        return err_set(e, "step needs a number of layers");
    put(flow, fmin(end_of(flow), fmax(0, floor(flow->playhead) + n)));
    return true;
}

bool verb_rewind(const struct call *c, struct err *e)
{
    struct flow_settings *flow = &c->app->settings.flow;
    double to = c->n ? c->number[0] : 0;
    if (!(to >= 0 && to <= end_of(flow)))
        return err_set(e, "rewind needs a step from 0 to %.0f", end_of(flow));
    put(flow, to);
    return true;
}

bool verb_goto(const struct call *c, struct err *e)
{
    struct flow_settings *flow = &c->app->settings.flow;
    double layer = c->number[0];
    if (!(layer >= 1 && layer <= flow->layers) || layer != floor(layer))
        return err_set(e, "goto needs a layer from 1 to %d", flow->layers);
    put(flow, end_of(flow) - layer + 1);
    return true;
}

/* Once more while it runs: from its beginning. */
bool verb_replay(const struct call *c, struct err *e)
{
    (void)e;
    struct flow_settings *flow = &c->app->settings.flow;
    double to = fmax(1, replays(flow) ? flow->until : floor(flow->playhead));
    put(flow, to - 1);
    flow->until = to;
    flow->playing = 1;
    return true;
}

bool verb_speed(const struct call *c, struct err *e)
{
    struct option_ref ref;
    return option_find(&c->app->settings, SCREEN_FLOW, "speed", &ref, e) &&
           option_set_number(&c->app->settings, &ref, c->number[0], e);
}

bool verb_wait(const struct call *c, struct err *e)
{
    double seconds = c->number[0];
    if (!(seconds >= 0 && seconds <= 3600))
        return err_set(e, "wait needs seconds from 0 to 3600");
    c->app->time_moved = true;
    app_settle(c->app);
    (void)app_tick(c->app, seconds, -1);
    return true;
}
