/* tally: numbers measured, their median and percentiles, and whether they reach a goal. */
#ifndef BENCH_TALLY_H
#define BENCH_TALLY_H

#include <stdbool.h>
#include <time.h>

enum { TALLY_MAX = 512 };

/* Values of one kind; more than TALLY_MAX are not kept. */
struct tally {
    int n;
    double value[TALLY_MAX];
};

/* Seconds on one of the clocks. */
double tally_clock(clockid_t clock);

void tally_add(struct tally *t, double value);

/* The value that `percent` of them do not exceed, by nearest rank; 0..100. NaN if there is none. */
double tally_percentile(struct tally *t, double percent);
double tally_median(struct tally *t);

/* "met" or "MISSED". */
const char *tally_verdict(bool met);

#endif
