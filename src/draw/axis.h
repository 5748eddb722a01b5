/* axis: the frame of a plot: lines, ticks, labels, zero lines, grid, titles. Where labels stand is
 * computed apart from drawing, so that a test can ask for it. */
#ifndef DRAW_AXIS_H
#define DRAW_AXIS_H

#include "draw/pen.h"
#include "draw/ticks.h"

/* A pair of axes: the data in the box of the space, everything around it in `area`. */
struct axes {
    struct rect area;
    const struct space *space;
    const struct ticks *x, *y;
    bool grid; /* a light grid through the ticks */
};

/* Where a plot in `area` has its data: `left` columns for the labels of y (ticks_width of its
 * ticks, or more, so that panels line up) and their line, `right` free ones; below it the line and
 * the labels of x. What is pulled out of labels has a row of its own: with `head` one above for y;
 * with `foot` one below for x, unless the area is low. At least one cell each way. */
struct rect axis_box(struct rect area, int left, int right, bool head, bool foot);

/* A label and its cells. */
struct axis_label {
    int x, y, columns; /* columns 0: there is none */
    int tick;          /* of its axis */
    char text[TICK_SIGNS];
};

struct axis_labels {
    int xs, ys;
    struct axis_label x[TICKS_MAX], y[TICKS_MAX];
    struct axis_label x_factor, y_factor;
};

/* Where the labels stand: right-aligned on the rows of their values; under the columns of theirs,
 * moved in where the area ends. No two touch, none is cut: where those of all ticks would, those of
 * every second, fifth, ... stay. */
void axis_place(const struct pen *p, const struct axes *a, struct axis_labels *out);

/* Draws axis lines, ticks on the exact row and column of their value, labels, dim zero lines, the
 * grid: all that lies under the curves. */
void axis_draw(struct pen *p, const struct axes *a);

/* After the curves: what the axes show, where it covers nothing: `x` at the right end below, `y` at
 * the top left. */
void axis_titles(struct pen *p, const struct axes *a, const char *x, const char *y);

#endif
