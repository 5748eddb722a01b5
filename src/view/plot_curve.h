/* plot_curve: a function or its derivatives as points to be joined: every dot column, the kinks
 * exactly, more where it is steep; cut where it jumps, so that no stroke is drawn that is not
 * there. */
#ifndef VIEW_PLOT_CURVE_H
#define VIEW_PLOT_CURVE_H

#include "draw/pen.h"
#include "num/act.h"

/* f, f' or f'' (order 0, 1, 2). */
double plot_curve_at(const struct act_use *use, int order, double x);

/* A place where a curve jumps: its limits from both sides, and its value by convention. */
struct plot_jump {
    double x, left, right, at;
};

/* Does the curve jump at a kink x? Both sides are evaluated at the numbers next to x. */
bool plot_curve_jump(const struct act_use *use, int order, double x, struct plot_jump *out);

struct plot_curve {
    double *x, *y; /* [n]; nan in y parts pieces that must not be joined */
    int n;
};

/* Samples over [s->x0, s->x1] for a picture of `across` x `down` dots a cell. */
void plot_curve_init(struct plot_curve *c, const struct act_use *use, int order,
                     const struct space *s, int across, int down);
void plot_curve_done(struct plot_curve *c);

/* Widens [*lo, *hi] (start with inf, -inf) so that the curve fits over [x0, x1]: all finite values,
 * without the few that lie far from all others (a pole). */
void plot_curve_fit(const struct act_use *use, int order, double x0, double x1, double *lo,
                    double *hi);

#endif
