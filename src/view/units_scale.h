/* units_scale: from a value of a unit to one of five signs of growing weight, and to a place on a
 * bar: fractions from 0 to 1; sizes evenly from 0, or by powers of ten where they differ by more
 * than signs could tell. */
#ifndef VIEW_UNITS_SCALE_H
#define VIEW_UNITS_SCALE_H

#include "base/fmt.h"
#include "draw/pen.h"

enum { UNITS_LEVELS = ROLE_LEVEL_MAX };

struct units_scale {
    bool percent;  /* values are fractions */
    bool log;      /* by powers of ten */
    double lo, hi; /* lo 0 unless log; hi > lo */
};

/* Of fractions; of sizes, given what is the least that matters and not 0, and the greatest (0:
 * none). */
struct units_scale units_scale_percent(void);
struct units_scale units_scale_sizes(double least, double greatest);

/* 0..1 along the scale; of what is no finite number that itself. More than 0 is never 0. */
double units_scale_fraction(const struct units_scale *s, double v);

/* 0 for 0, 1..UNITS_LEVELS, -1 for what is no finite number. */
int units_scale_level(const struct units_scale *s, double v);

/* The sign of a level and its role: a blank for 0, '?' for -1. */
const char *units_scale_sign(const struct pen *p, int level);
enum role units_scale_role(int level);

/* "52 %": only what is nothing is 0 %, only what is all is 100 %. Returns out. */
char *units_scale_percent_text(char out[FMT_SIZE], double part);

/* A value as this scale shows it. Returns out. */
char *units_scale_text(const struct units_scale *s, char out[FMT_SIZE], double v);

#endif
