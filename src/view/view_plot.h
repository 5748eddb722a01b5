/* view_plot: functions and their derivatives as curves, with axes, cursor, legend and the card of
 * the focused function. */
#ifndef VIEW_VIEW_PLOT_H
#define VIEW_VIEW_PLOT_H

#include "draw/axis.h"
#include "view/layout.h"

void view_plot_draw(const struct model *m, struct pen *p, const struct layout *l);

/* A panel: which functions it has, and its axes. */
struct plot_panel {
    int first, n; /* functions first .. first + n - 1 */
    struct space space;
    struct ticks x, y;
    struct rect gutter; /* right of the data: which curve ends where */
};
void view_plot_panel(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out);

/* How a curve is drawn: hue by function, dash by order, and by function too where there are more
 * than two and it is not alone in its panel, letter in ASCII pictures. */
struct stroke view_plot_stroke(const struct acts *acts, int i, int order, bool alone);

/* Is every f solid, every f' dashed? */
bool view_plot_is_plain(const struct acts *acts, bool alone);

/* Which orders are shown: fills out with 0, 1, 2 as chosen, returns how many. */
int view_plot_orders(const struct plot_settings *plot, int out[3]);

#endif
