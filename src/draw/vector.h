/* vector: from data to a scene, as trace is from data to dots. Private to draw/. */
#ifndef DRAW_VECTOR_H
#define DRAW_VECTOR_H

#include "draw/dots.h"
#include "draw/scene.h"

/* A grid so fine that whoever samples once for each of its columns has a curve without corners. It
 * has no dots: only places are asked of it. */
void vector_grid(struct dots *grid, int w, int h);

/* A curve through n points as one path, cut at the edges of its space, a piece for each run of
 * finite points; with `arrows` where it leaves through the upper or the lower edge. */
void vector_path(struct scene *scene, const struct dots *grid, const struct space *s,
                 const double *x, const double *y, int n, const struct stroke *stroke, bool arrows);

/* A mark, unless the point is outside. */
void vector_mark(struct scene *scene, const struct dots *grid, const struct space *s, double x,
                 double y, enum mark mark, enum role role);

/* A zone over the height of a space, and a thick stretch of the axis below it. */
void vector_zone(struct scene *scene, const struct dots *grid, const struct space *s, double xa,
                 double xb, bool dense);

/* A tick on the axis left of a space with its label (NULL: none), which ends there; below, with its
 * label centred under it, or beginning at column *x. Nothing when the value is not in sight. */
void vector_tick_left(struct scene *scene, const struct dots *grid, const struct space *s, double v,
                      enum role role, const char *label);
void vector_tick_below(struct scene *scene, const struct dots *grid, const struct space *s,
                       double v, const int *x, enum role role, const char *label);

#endif
