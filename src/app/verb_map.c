/* Verbs of the map screen. */
#include <math.h>

#include "app/impl.h"

/* The stack with this function that the flow screen has, or one beside those it has; where there is
 * no room it takes the place of the one that had the focus. From the shell it is alone. */
static void focus_on(struct acts *acts, const struct act_use *use, bool alone)
{
    int i = 0;
    while (i < acts->n && !act_same(&acts->use[i], use))
        i++;
    if (alone)
        i = acts->n = 0;
    if (i == FLOW_ACTS_MAX)
        i = acts->focus;
    if (i == acts->n)
        acts->n++;
    acts->use[i] = *use;
    acts->focus = i;
}

bool verb_map(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct act_use use;
    s->screen = SCREEN_MAP;
    if (c->n == 0)
        return true;
    if (!act_parse(&s->names, c->word[0], &use, e))
        return false;
    focus_on(&s->flow.acts, &use, c->app->shell);
    return true;
}

/* The depth and the gain of the chosen point, for all functions of the flow screen. */
void verb_map_open(struct settings *s)
{
    const struct map_spec spec = maps_spec(s);
    s->flow.layers = map_depth(&spec, s->map.column - 1);
    s->flow.gain = map_gain(&spec, s->map.row - 1);
    s->flow.playhead = 0;
    s->flow.playing = 1;
    s->screen = SCREEN_FLOW;
}

bool verb_point(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    const struct map_spec spec = maps_spec(s);
    double layers = c->number[0], gain = c->number[1];
    if (!(layers >= 1 && layers <= STACK_LAYERS_MAX))
        return err_set(e, "point needs a number of layers from 1 to %d", STACK_LAYERS_MAX);
    if (!(gain > 0 && isfinite(gain)))
        return err_set(e, "point needs a gain above 0");
    if (!maps_check(s, e))
        return false;
    s->map.column = 1 + maps_column(&spec, layers);
    s->map.row = 1 + maps_row(&spec, gain);
    return true;
}
