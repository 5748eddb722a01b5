/* measure_impl: what the parts of measure share: one look along the axis, and what is read off it.
 *
 * A function is looked at once, at about a thousand places dense near 0 and sparse far out, on both
 * sides of every kink; f, f' and f'' there are all that shapes, zeros and extrema start from.
 * Orders count derivatives: 0 is f, 1 is f', 2 is f''. Sides: 0 is left, 1 is right. */
#ifndef NUM_MEASURE_IMPL_H
#define NUM_MEASURE_IMPL_H

#include <stdbool.h>

#include "num/act.h"
#include "num/measure.h"

enum { MEASURE_POINTS = 1400, MEASURE_BREAKS = 16, MEASURE_PLATEAUS = 16, MEASURE_ORDERS = 3 };

/* What is narrower is a single place: x^5 is 0 in doubles up to 1e-65, which is no plateau, and
 * sin(x)/x exists everywhere but at 0, which is no gap. */
static const double MEASURE_NARROWEST = 1e-40;

/* A place where f or f' may jump, or where f begins or ends to exist. */
struct measure_break {
    double x;
    double side[2][2];   /* [order][side]: the one-sided limits of f and f', infinite ones too */
    double growth[2][2]; /* the power with which they get there, see measure_scan_growth */
    bool jump;           /* f jumps */
};

/* Where y of an order is constant: its slope, the next order, is 0 and y the same. An end that is a
 * break is open or closed, nobody asks; -inf and inf are ends of the axis. */
struct measure_plateau {
    double lo, hi, value;
    int first, last; /* places of the scan */
};

struct measure_scan {
    const struct act_use *use;
    int n;
    double x[MEASURE_POINTS]; /* ascending; x[n - 1 - i] = -x[i] */
    double y[MEASURE_ORDERS][MEASURE_POINTS];
    signed char at[MEASURE_POINTS]; /* the break that x is, or is the next double to; -1 */
    struct measure_break brk[MEASURE_BREAKS]; /* ascending */
    int breaks;
    double limit[2][2];             /* [order][side] at infinity; nan: none */
    double typical[MEASURE_ORDERS]; /* the greatest |y| at everyday |x|: what rounding errors of a
                                     * formula are to be compared with; never 0 */
    struct measure_plateau plateau[2][MEASURE_PLATEAUS]; /* [order], from left to right */
    int plateaus[2];
};

double measure_value(const struct act_use *use, int order, double x);

void measure_scan_init(struct measure_scan *s, const struct act_use *use);

/* The power a with which |y| of this order grows like d^-a at the distance d from x on that side;
 * 0 where it stays finite. */
double measure_scan_growth(const struct act_use *use, int order, double x, int side);

/* Finds the plateaus of order 0 and 1. */
void measure_plateaus(struct measure_scan *s);

/* The supremum of y (sign 1) or its infimum (sign -1), order 0 or 1; `at` is the place nearest 0
 * where it is reached, nan if it is only approached. */
struct measure_peak {
    double value, at;
};
struct measure_peak measure_extreme(const struct measure_scan *s, int order, int sign);

/* The place in [a, b] where y of that order changes from its sign at a, to adjacent doubles. */
double measure_crossing(const struct act_use *use, int order, double a, double b);

enum measure_trend measure_monotone(const struct measure_scan *s);
bool measure_mirrors(const struct measure_scan *s, double sign); /* f(-x) = sign f(x) */
enum measure_side measure_saturates(const struct measure_scan *s);
bool measure_bends(const struct measure_scan *s, double sign); /* 1: convex, -1: concave */
void measure_zeros(const struct measure_scan *s, struct act_facts *out);
double measure_zero_fraction(const struct measure_scan *s);

/* E g for g = f, f^2, z f, f', f'^2 at root z, and the estimated errors relative to E|g|. */
enum { MEASURE_F, MEASURE_F2, MEASURE_ZF, MEASURE_DF, MEASURE_DF2, MEASURE_MOMENTS };
struct measure_moments {
    double value[MEASURE_MOMENTS]; /* nan: diverges, or the function does not exist everywhere */
    double error[MEASURE_MOMENTS];
};

double measure_density(double z); /* of the standard normal law */

/* `brk` are the places, n of them in any order, where pieces must end. slopes false: f' is not
 * asked for, its moments are nan. */
void measure_moments(const struct kernel *k, const struct act_use *use, const double *brk, int n,
                     double root, bool slopes, struct measure_moments *out);

#endif
