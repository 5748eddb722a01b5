/* plot_panel: one pair of axes and what is drawn against it: all functions, or one of them. */
#ifndef VIEW_PLOT_PANEL_H
#define VIEW_PLOT_PANEL_H

#include "draw/axis.h"
#include "view/layout.h"

struct plot_panel {
    int first, n; /* functions first .. first + n - 1 */
    struct space space;
    struct ticks x, y;
    struct rect gutter; /* right of the data: which curve ends where */
    struct rect strip;  /* below the axis: the histogram; empty without it */
};

void plot_panel_init(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out);

/* Is the focused function among its own? */
bool plot_panel_has(const struct plot_panel *panel, int act);

#endif
