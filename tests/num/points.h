/* points: which functions with which parameters are compared with exact values, and where.
 *
 * The places are a pure function of their number, so that exact values can be stored without x and
 * a longer comparison is the stored one continued. They know nothing of the table of functions:
 * where it is hard is written down here once more, so that a row cannot leave something out. */
#ifndef TESTS_POINTS_H
#define TESTS_POINTS_H

#include <stdint.h>

enum { POINTS_STORED = 400, POINTS_PLACES = 6 };

struct points_use {
    const char *act;             /* "elu:alpha=0.3" */
    double place[POINTS_PLACES]; /* kinks, zeros of f': looked at closely; 0 always is, ends it */
    double period;               /* distance of the zeros of a wave; 0: it is none */
};

extern const struct points_use points_uses[];
extern const int points_count;

/* The i-th place of a function, any i. */
double points_at(const struct points_use *use, uint64_t i);

#endif
