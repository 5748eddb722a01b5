/* ticks: where an axis has marks and what is written at them. Knows ranges, scales and how many
 * cells there are, but draws nothing. */
#ifndef DRAW_TICKS_H
#define DRAW_TICKS_H

#include <stdbool.h>

#include "draw/scale.h"

/* A label of ticks_make has at most TICK_WIDE columns, with signs or without. */
enum { TICKS_MAX = 24, TICK_LABEL = 16, TICK_WIDE = 6, TICK_MARKS = 96, TICK_FACTOR = 48 };

/* Labels are ASCII that strtod reads ("-0.5", "1e-5") or fractions of pi ("-3pi/2"); ticks_signs
 * makes them fit for people. What they have in common is pulled out of them: the value of a label
 * is label * 10^N + offset, all times pi where the factor says so: "x1e-6 +3", "xpi". */
struct ticks {
    int n;
    double value[TICKS_MAX];           /* ascending */
    char label[TICKS_MAX][TICK_LABEL]; /* equal precision, zero as "0" */
    char factor[TICK_FACTOR];          /* "": none */
    int marks;
    double mark[TICK_MARKS]; /* smaller marks between, without labels; in any order */
};

struct tick_spec {
    double lo, hi; /* lo < hi, finite, above 0 on a log scale; else there are no ticks */
    struct scale scale;
    bool pi;     /* a linear axis counts in pi */
    bool across; /* labels stand beside each other, else each on a row */
    int cells;   /* of the axis */
};

/* Ticks whose labels have room: 4 to 8 where there is some, up to 14 on the largest axes, always 0
 * among them where it is in range.
 *
 * Linear: steps of 1, 2, 2.5, 5 x 10^k (of pi/8, pi/4, pi/2 too); of those the one that has a good
 * number of ticks, nearest to the middles of their cells; marks cut a step in 2, 4, 5 or 10 where
 * there is room, not those of pi. Log: powers of ten, with their 2 and 5 where few are in range.
 * Symlog: 0, powers of ten both ways, and where the even part ends. Log and symlog ranges that hold
 * less than three of these have linear ticks. */
void ticks_make(struct ticks *t, const struct tick_spec *spec);

/* Ticks of a log axis given in log10, which may lie outside of a double's range, over `cells` cells
 * of which the first begins at *lo and the last ends at *hi: every decade, or every 2nd, 5th, 10th,
 * ... Both ends move outwards so that ticks lie in the middles of their cells, all the same number
 * of cells apart, at least `least`: of those the axis that moves them least. Labels are all plain
 * or all with exponents: 1, 0.1; 1, 1e-5. Values are log10. Where there is no room for two, or the
 * range is none, there are no ticks, and both ends stay. */
void ticks_log10(struct ticks *t, double *lo, double *hi, int cells, int least);

/* Columns that the widest label needs, with signs or without. */
int ticks_width(const struct ticks *t);

/* A label or factor with signs: "-0.5" -> "−0.5", "1e-5" -> "10⁻⁵", "2e6" -> "2×10⁶", "pi" -> "π".
 * Returns out. */
enum { TICK_SIGNS = 3 * TICK_FACTOR };
char *ticks_signs(const char *label, char out[TICK_SIGNS]);

#endif
