/* plot_fit: the ranges and scales of a plot's axes: what the settings say, or what fits. */
#ifndef VIEW_PLOT_FIT_H
#define VIEW_PLOT_FIT_H

#include "app/settings.h"
#include "draw/pen.h"

struct plot_fit {
    double x[2], y[2]; /* increasing; above 0 on log axes */
    struct scale x_scale, y_scale;
    bool x_cut, y_cut; /* a log axis lacks something that is asked for: what is <= 0 */
};

/* For the functions first .. first + n - 1. A log axis that starts at or below 0 starts a millionth
 * of its end above it; one that has nothing above 0 runs evenly. */
void plot_fit(const struct plot_settings *plot, int first, int n, struct plot_fit *out);

#endif
