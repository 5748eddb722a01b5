/* plot_peak: the highest and the lowest places of a curve: how far it reaches. */
#ifndef VIEW_PLOT_PEAK_H
#define VIEW_PLOT_PEAK_H

#include "draw/scale.h"
#include "num/act.h"

/* A place on a curve. */
struct plot_spot {
    double x, y;
};

/* Goes to a local maximum of sign * f (f', f'' of order 1, 2) between from[0] and from[1] by golden
 * section, in so many steps, or until it looks at what differs from it by less than `enough`.
 * *best, given, becomes the best of all places seen; from becomes what is left of it. Returns how
 * often it looked: at most steps + 2. */
int plot_peak_climb(const struct act_use *use, int order, double sign, double from[2], int steps,
                    double enough, struct plot_spot *best);

/* Widens [*lo, *hi] (start with inf, -inf) so that the curve fits over [x0, x1], x0 < x1, on an
 * axis of this scale: all finite values, narrow peaks too, but not all the way to a pole; and of a
 * derivative, when f is in already, not of a spike that would leave nothing to be seen of f. */
void plot_peak_widen(const struct act_use *use, int order, const struct scale *axis, double x0,
                     double x1, double *lo, double *hi);

#endif
