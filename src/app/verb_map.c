/* Verbs of the map screen. */
#include <math.h>
#include <string.h>

#include "app/impl.h"

bool verb_map(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    s->screen = SCREEN_MAP;
    return c->n == 0 || act_parse(&s->names, c->word[0], &s->map.acts.use[0], e);
}

void verb_map_open(struct settings *s)
{
    const struct map_spec spec = maps_spec(s);
    struct acts acts;
    memset(&acts, 0, sizeof acts);
    acts.use[acts.n++] = s->map.acts.use[0];
    s->flow.acts = acts;
    s->flow.mode = STACK_MLP;
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
