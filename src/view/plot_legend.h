/* plot_legend: names of the curves with the dashes they are drawn in, values at the cursor, and the
 * sliders of the focused function. */
#ifndef VIEW_PLOT_LEGEND_H
#define VIEW_PLOT_LEGEND_H

#include "view/layout.h"

void plot_legend_draw(const struct model *m, struct pen *p, const struct layout *l);

#endif
