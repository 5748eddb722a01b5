/* map_level: how a ratio is shown on the map: nine levels from far below 0 decades to far above,
 * each a pixel's colour and, without colours, a sign. */
#ifndef VIEW_MAP_LEVEL_H
#define VIEW_MAP_LEVEL_H

#include "draw/pen.h"
#include "num/map.h"

enum {
    MAP_LEVELS = ROLE_RAMP_MAX,
    MAP_LEVEL_MIDDLE = MAP_LEVELS / 2, /* within one decade of 0 */
    MAP_LEVEL_ZERO = -1,               /* blocked: layer 1 gets exactly 0 */
    MAP_LEVEL_OVERFLOW = -2,           /* numbers overflowed (or there was no memory for them) */
    MAP_LEVEL_NOTHING = -3, /* the last layer gets exactly 0 itself: nothing to compare */
    MAP_LEVEL_UNKNOWN = -4  /* not computed yet */
};

/* Decades at which a level ends and the next begins, MAP_LEVELS - 1 of them: to a tenth the
 * gradient survives, to a thousandth it fades (flow_words). */
extern const int map_level_bounds[MAP_LEVELS - 1];

/* Of the ratio of a point. */
int map_level(const struct map_point *at);

/* What stands for a level without colours: dots below, crosses above, the more ink the further; and
 * for what is no number. */
char map_level_sign(int level);

/* Two levels, one above the other, in a cell; the lower one is known. What is no number has its
 * sign in colours too. */
void map_level_put(struct pen *p, int x, int y, int upper, int lower);

/* The bar of all levels with its numbers, in one row or in two. */
void map_level_key(struct pen *p, struct rect r);

#endif
