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
    int looks; /* how often the function was evaluated */
};

/* Samples over [s->x0, s->x1], x0 < x1, for a picture of `across` x `down` dots a cell: what a
 * column of dots shows is what the curve does in it, waves far shorter than the column too. Where
 * nothing happens that takes 2 looks a column. It takes PLOT_CURVE_LOOKS at most: these 2, 30 where
 * the curve bends, 120 for jumps, 76 for waves. About 0 there may be as many for each of 49
 * places more, where a column is too wide for what most functions do there. */
enum { PLOT_CURVE_LOOKS = 228, PLOT_CURVE_MORE = 49 };
void plot_curve_init(struct plot_curve *c, const struct act_use *use, int order,
                     const struct space *s, int across, int down);
void plot_curve_done(struct plot_curve *c);

#endif
