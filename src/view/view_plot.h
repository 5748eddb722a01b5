/* view_plot: functions and their derivatives as curves, with axes, cursor, legend and the card of
 * the focused function. */
#ifndef VIEW_VIEW_PLOT_H
#define VIEW_VIEW_PLOT_H

#include "view/layout.h"

void view_plot_draw(const struct model *m, struct pen *p, const struct layout *l);

#endif
