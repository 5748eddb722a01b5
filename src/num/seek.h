/* seek: the next kink, zero or extremum of a function along an axis.
 *
 * Kinks are exact. Zeros and extrema are bracketed by looking at places of the axis and narrowed to
 * adjacent doubles, so that two of them between two places are not seen. */
#ifndef NUM_SEEK_H
#define NUM_SEEK_H

#include <stdbool.h>

#include "num/act.h"

/* What a place is; one can be several. A constant piece counts as an extremum at its ends, and as a
 * zero there if it is 0; what only fades away (sigmoid's tails) has no end. */
enum seek_kind {
    SEEK_KINK = 1,
    SEEK_ZERO = 2,  /* f is 0: it changes its sign or touches */
    SEEK_LEAST = 4, /* a minimum */
    SEEK_MOST = 8,  /* a maximum */
    SEEK_EXTREMUM = SEEK_LEAST | SEEK_MOST,
    SEEK_POINT = SEEK_KINK | SEEK_ZERO | SEEK_EXTREMUM
};

struct seek_place {
    double x;
    unsigned kinds;
};

/* The first place beyond `from`, to the right (dir 1) or left (dir -1), that is one of `kinds`. The
 * axis is at[0..n-1], n >= 2, ascending, finite; f and f' are looked at there and at SEEK_PARTS - 1
 * places between each two, at kinks from both sides. False, and *out as it was, if there is none.
 */
enum { SEEK_PARTS = 4 };
bool seek(const struct act_use *use, unsigned kinds, const double *at, int n, double from, int dir,
          struct seek_place *out);

#endif
