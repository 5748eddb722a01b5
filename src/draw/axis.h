/* axis: round ticks, and the frame of a plot drawn with them. */
#ifndef DRAW_AXIS_H
#define DRAW_AXIS_H

#include "draw/pen.h"

enum { TICKS_MAX = 24, TICK_LABEL = 12 };

struct ticks {
    int n;
    double value[TICKS_MAX];           /* ascending */
    char label[TICKS_MAX][TICK_LABEL]; /* equal precision, zero as "0" */
};

/* Ticks at 1, 2, 2.5 or 5 x 10^k on [lo, hi], about `want` of them (2..TICKS_MAX), 0 among them
 * where it is in range. lo < hi, finite, else none. */
void ticks_linear(struct ticks *t, double lo, double hi, int want);

/* Ticks of a log axis given in log10: every decade, or every 2nd, 5th, 10th, ... so that at most
 * `want` remain; labels 1, 0.1, 1e-05. Where not even two decades are in sight, their 2 and 5 too.
 */
void ticks_log10(struct ticks *t, double lo, double hi, int want);

/* Widest label in columns. */
int ticks_width(const struct ticks *t);

/* Where a plot of `r` has its data: leaves room for the y labels at the left and the x labels
 * below. Fills the space from the ranges; at least one cell each way. */
struct space axis_space(struct rect r, double x0, double x1, double y0, double y1,
                        const struct ticks *y);

/* Draws axis lines, ticks on the exact row and column of their value, labels that never touch
 * (those that would are left out), and dim zero lines. The box of `s` is the data area; labels go
 * to its left and below. */
void axis_draw(struct pen *p, const struct space *s, const struct ticks *x, const struct ticks *y);

#endif
