/* trace: from data to dots. Private to draw/.
 *
 * With all values as lengths of their scale (scale_map), a value v of a space from v0 to v1 lies at
 * the dot coordinate (dots - 1) (v - v0) / (v1 - v0): whole numbers are the middles of dots, and a
 * dot shows what lies within half a dot of its middle. Everything is clipped in doubles, so that no
 * value, however large, becomes an index unchecked. */
#ifndef DRAW_TRACE_H
#define DRAW_TRACE_H

#include "draw/dots.h"

/* Dot column or row on the canvas that shows a value, counted from the top left; false when it is
 * not finite, not in the space, or not on the canvas. */
bool trace_dot_x(const struct dots *d, const struct space *s, double x, int *dot);
bool trace_dot_y(const struct dots *d, const struct space *s, double y, int *dot);

/* Where a curve left the space through its upper or lower edge. */
typedef void trace_leave(void *ctx, int x_cell, int y_cell, bool top);

/* Sets the dots of a curve through n points. Between points runs the integer line from dot to dot:
 * one dot for each step along its longer side, nearest to the true line. Corners are cut so that
 * the curve is one dot thick everywhere. A point that is not finite makes a gap. The pattern of the
 * dash goes by the dots drawn. `leave` may be NULL. */
void trace_path(struct dots *d, const struct space *s, const double *x, const double *y, int n,
                const struct stroke *stroke, trace_leave *leave, void *ctx);

/* A straight part of a curve that is to be seen, from a to b, in dot coordinates, cut at the edges
 * of the space, which lie half a dot beyond the middles of the outermost dots. */
struct trace_part {
    double a[2], b[2];
    bool joined;     /* begins where the part before it ended */
    int enter, exit; /* cut at a (at b) by the upper edge: -1, by the lower: 1, else 0 */
};

/* The same curve without dots: `visit` gets its parts one after the other. The first after a gap
 * has no length. */
typedef void trace_visit(void *ctx, const struct trace_part *part);
void trace_parts(const struct dots *d, const struct space *s, const double *x, const double *y,
                 int n, trace_visit *visit, void *ctx);

#endif
