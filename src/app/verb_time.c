/* Verbs of the animation, and how time moves it. */
#include <math.h>

#include "app/impl.h"
#include "base/fmt.h"

/* Layers a second at speed 1, and the longest that both passes may take together. */
#define LAYERS_PER_SECOND 10.0
#define LONGEST_SECONDS   10.0
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

static double rate(const struct flow_settings *flow)
{
    if (replays(flow))
        return flow->speed / REPLAY_SECONDS;
    return flow->speed * fmax(LAYERS_PER_SECOND, end_of(flow) / LONGEST_SECONDS);
}

bool play_is_moving(const struct app *app)
{
    return app->settings.screen == SCREEN_FLOW && app->settings.flow.playing;
}

/* The playhead runs over finished results only: it waits for those that are being computed. */
void play_move(struct app *app, double dt)
{
    struct flow_settings *flow = &app->settings.flow;
    if (!play_is_moving(app) || !nets_all_done(app))
        return;
    double stop = stop_of(flow), before = flow->playhead;
    flow->playhead = fmin(stop, before + dt * rate(flow));
    flow->playing = flow->playhead < stop;
    /* Nothing is seen of a layer on the way forward until it is done. */
    bool same = flow->playhead < flow->layers && floor(flow->playhead) == floor(before);
    if (!same || !flow->playing)
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
    bool was_over = before->flow.playhead >= end_of(&before->flow);
    bool as_it_was = flow->playhead == before->flow.playhead;
    if (flow->playhead > end_of(flow) || (was_over && as_it_was))
        flow->playhead = end_of(flow);
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
