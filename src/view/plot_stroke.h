/* plot_stroke: how each curve of a plot is drawn, in the plot and in its legend: hue by function,
 * dash by order and function. */
#ifndef VIEW_PLOT_STROKE_H
#define VIEW_PLOT_STROKE_H

#include "app/settings.h"
#include "draw/pen.h"

/* The curve of function i and order 0, 1 or 2. Alone in its panel it needs no dash of its own. */
struct stroke plot_stroke(const struct acts *acts, int i, int order, bool alone);

/* The colour of a function everywhere. */
enum role plot_stroke_role(int i);

/* Which orders are shown: fills out with 0, 1, 2 as chosen, returns how many. */
int plot_stroke_orders(const struct plot_settings *plot, int out[3]);

#endif
