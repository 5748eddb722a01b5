/* flow_spread: how the values of a layer are spread: a strip of one row beside the size of its
 * activations, and columns of its pre-activations in the rows that bars leave free. Of large layers
 * every n-th value is counted. */
#ifndef VIEW_FLOW_SPREAD_H
#define VIEW_FLOW_SPREAD_H

#include "draw/pen.h"
#include "num/stack.h"

/* Every so many-th value of [width][batch] is counted, so that they are at most `most`: all samples
 * are seen equally often, all units likewise, as far as `most` allows. Without a factor in common
 * with the batch, whose samples it would otherwise pass over in every unit. */
long flow_spread_step(int width, int batch, int most);

/* A strip reaches this many rms to both sides of 0. */
enum { FLOW_SPREAD_RMS = 3 };

/* The activations of layer l over w columns (odd: the middle one is a line at 0), from -3 to 3
 * times their rms; what lies outside is counted at the ends, 0 itself right of the line. */
void flow_spread_strip(struct pen *p, int x, int y, int w, const struct stack *s, int l,
                       enum role role);

/* The pre-activations of layer l in a rectangle: a line of numbers, columns, an axis. From 5 rows
 * and 18 columns on; less is left empty. */
void flow_spread_z(struct pen *p, struct rect r, const struct stack *s, int l, enum role role);

#endif
