/* flow_bars: one stack as bars on a log axis, a layer each, and the animation over them.
 *
 * The playhead p goes from 0 to 2N. Up to N the forward pass has lit the layers 1 .. p; then the
 * gradient comes back, and after p - N steps the layers from N down have their bars, which stay.
 * What has not been reached is a dot. All of it is a view of a finished result. */
#ifndef VIEW_FLOW_BARS_H
#define VIEW_FLOW_BARS_H

#include "view/layout.h"

/* Do the bars show the signal on its way forward, rather than the gradient? */
bool flow_bars_forward(const struct flow_settings *flow);

/* The quantity that the bars show: "a", "δ", "∂L/∂W". Returns out. */
enum { FLOW_QUANTITY = 32 };
char *flow_bars_quantity(const struct flow_settings *flow, const struct pen *p,
                         char out[FLOW_QUANTITY]);

/* Log10 range of what the bars show now, common to all stacks so that they compare: whole decades
 * around all finite values. */
struct flow_axis {
    double lo, hi;
};
struct flow_axis flow_bars_axis(const struct app *app);

void flow_bars_draw(const struct model *m, struct pen *p, const struct layout *l, int i,
                    const struct flow_axis *axis);

/* What of it is seen now: bars give way to the ledger's where there is little room. */
struct flow_seen {
    bool bars, strip, ledger;
    bool axis; /* with ticks */
};
struct flow_seen flow_bars_seen(const struct model *m, const struct layout *l,
                                const struct flow_axis *axis);

/* The layer (1..N) shown at a cell, or 0 for none and for the input. */
int flow_bars_layer_at(const struct model *m, const struct layout *l, int i, int x, int y);

#endif
