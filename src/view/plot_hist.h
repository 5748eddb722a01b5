/* plot_hist: where the units live: under the x axis of the plot the pre-activations of a real stack
 * of the focused function, counted by the columns of that axis. */
#ifndef VIEW_PLOT_HIST_H
#define VIEW_PLOT_HIST_H

#include "view/plot_panel.h"

/* In the strip of the panel that has the focused function: bars whose highest is full, which part
 * lies left and right of the axis, and whose they are, where bars leave room; or how far the
 * computing is, or why there is nothing. */
void plot_hist_draw(const struct model *m, struct pen *p, const struct plot_panel *panel);

/* "38 % of z there": where the slope is low, which has just been said. Nothing while it is not
 * known. */
void plot_hist_share(const struct app *app, struct str *out);

/* "z of 20 layers, init he: 38 % where |f'| < 0.05, 2 % outside" of the axis from x0 to x1, with
 * that sign for the prime; nothing while it is not known. */
void plot_hist_words(const struct app *app, double x0, double x1, const char *prime,
                     struct str *out);

#endif
