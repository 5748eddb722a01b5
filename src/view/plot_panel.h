/* plot_panel: one pair of axes and what is drawn against it: all functions, or one of them. */
#ifndef VIEW_PLOT_PANEL_H
#define VIEW_PLOT_PANEL_H

#include "draw/axis.h"
#include "view/layout.h"

struct plot_panel {
    int first, n;     /* functions first .. first + n - 1 */
    struct rect area; /* data, labels, gutter */
    struct space space;
    struct ticks x, y;
    struct rect gutter; /* right of the data: which curve ends where */
    struct rect strip;  /* below the axis: the histogram; empty without it */
    bool x_cut, y_cut;  /* on a log axis: what is <= 0 is not on it */
};

/* All l->panels of them: none where the layout is that of another screen or too small for any.
 * Their boxes line up. */
void plot_panels_init(const struct settings *s, const struct layout *l,
                      struct plot_panel out[ACTS_MAX]);

/* The i-th, 0 <= i < l->panels, alone; costs as much as all. */
void plot_panel_init(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out);

/* The axes, before the curves; their titles, where there is room when all else is drawn. */
void plot_panel_axes(const struct plot_settings *plot, struct pen *p,
                     const struct plot_panel *panel);
void plot_panel_titles(const struct plot_settings *plot, struct pen *p,
                       const struct plot_panel *panel);

/* Where the labels stand. */
void plot_panel_place(const struct pen *p, const struct plot_panel *panel, struct axis_labels *out);

/* Does it show that function? */
bool plot_panel_has(const struct plot_panel *panel, int act);

#endif
