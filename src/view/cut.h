/* cut: rectangles of cells cut into smaller ones. */
#ifndef VIEW_CUT_H
#define VIEW_CUT_H

#include "draw/pen.h"

/* Cut columns or rows off a rectangle, as many as it has at most, and return what was cut off. */
struct rect cut_right(struct rect *r, int w);
struct rect cut_bottom(struct rect *r, int h);
struct rect cut_top(struct rect *r, int h);

/* The i-th of n parts, side by side or one below the other, of sizes that differ by at most 1. */
struct rect cut_part(struct rect r, int i, int n, bool side);

#endif
