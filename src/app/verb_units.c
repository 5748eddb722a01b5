/* The verb of the units screen, and the way from there to other screens. */
#include <string.h>

#include "app/impl.h"

/* The functions are those of the flow screen. One that stands there gets the focus; from the shell,
 * which prints all there are, it is to be alone. */
bool verb_units(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct acts wanted;
    memset(&wanted, 0, sizeof wanted);
    for (int i = 0; i < c->n; i++)
        if (!act_parse(&s->names, c->word[i], &wanted.use[wanted.n++], e))
            return false;
    s->screen = SCREEN_UNITS;
    for (int i = 0; c->n == 1 && !c->app->shell && i < s->flow.acts.n; i++) {
        if (act_same(&s->flow.acts.use[i], &wanted.use[0])) {
            s->flow.acts.focus = i;
            return true;
        }
    }
    if (c->n == 0)
        return true;
    s->flow.acts = wanted;
    s->flow.playhead = 0;
    s->flow.playing = 0;
    return true;
}

/* From the chosen layer to the plot of its function, with the histogram of that layer; or to the
 * stack. */
void verb_units_open(struct settings *s, bool flow)
{
    const struct act_use use = s->flow.acts.use[s->flow.acts.focus];
    s->screen = flow ? SCREEN_FLOW : SCREEN_PLOT;
    if (flow)
        return;
    memset(&s->plot.acts, 0, sizeof s->plot.acts);
    s->plot.acts.n = 1;
    s->plot.acts.use[0] = use;
    s->plot.param = s->plot.card_scroll = 0;
    s->plot.hist = 1;
    s->plot.hist_layer = s->units.layer;
}
