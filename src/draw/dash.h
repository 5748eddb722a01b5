/* dash: the patterns in which dots of a curve are left out, which tell curves apart without colour.
 * Private to draw/ but for enum dash (pen.h). */
#ifndef DRAW_DASH_H
#define DRAW_DASH_H

#include <stdbool.h>

#include "draw/pen.h"

/* Lengths of on, off, on, off ... in dots; returns how many, at most DASH_RUNS. One: no pattern.
 * Coarse: where a dot is as wide as a cell. */
enum { DASH_RUNS = 6 };
int dash_runs(enum dash dash, bool coarse, int length[DASH_RUNS]);

/* Is the dot number `step` of a curve one that is drawn? */
bool dash_is_on(enum dash dash, bool coarse, int step);

#endif
