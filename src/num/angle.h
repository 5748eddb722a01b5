/* angle: which quarter turn an angle lies next to, and how far from it, for any finite angle.
 *
 * What sine and cosine of elem.h and exact.h begin with. The angle is a product of two doubles that
 * is never rounded, so that sin(alpha x) is as good as sin x. */
#ifndef NUM_ANGLE_H
#define NUM_ANGLE_H

#include "num/elem_dd.h"

static const struct dd HALF_PI = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

/* quadrant pi/2 + rest, 0 <= quadrant < 4, |rest| <= pi/4 (a hair more through rounding). */
struct angle {
    struct dd rest;
    unsigned quadrant;
};

/* The angle a b, |a b| < 2^1090; rest to 2^-104 relative, next to multiples of pi/2 too. */
struct angle angle_of(double a, double b);

#endif
