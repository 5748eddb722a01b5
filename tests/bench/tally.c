#include "tally.h"

#include <math.h>
#include <stdlib.h>

double tally_clock(clockid_t clock)
{
    struct timespec t;
    return clock_gettime(clock, &t) == 0 ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec
                                         : (double)NAN;
}

void tally_add(struct tally *t, double value)
{
    if (t->n < TALLY_MAX)
        t->value[t->n++] = value;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double tally_percentile(struct tally *t, double percent)
{
    if (t->n == 0)
        return (double)NAN;
    qsort(t->value, (size_t)t->n, sizeof *t->value, ascending);
    int rank = (int)ceil(percent / 100 * t->n);
    return t->value[rank < 1 ? 0 : rank - 1];
}

double tally_median(struct tally *t)
{
    return tally_percentile(t, 50);
}

const char *tally_verdict(bool met)
{
    return met ? "met" : "MISSED";
}
