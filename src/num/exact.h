/* exact: elementary functions to about 2^-97, as double-doubles with their power of two apart.
 *
 * What the accurate f and f' of act_*.c are put together from: everything in between is carried in
 * about 106 bits and the result is rounded to a double once, at the very end, by exact_round. So a
 * result is off by little more than half a unit in its last place, among the subnormals too, and a
 * product such as x e^x keeps its digits where its factor alone would have underflowed.
 *
 * Inputs that are nan or infinite are the caller's: a function guards once, before it comes here.
 */
#ifndef NUM_EXACT_H
#define NUM_EXACT_H

#include "num/elem_dd.h"

/* m 2^k. */
struct scaled {
    struct dd m;
    int k;
};

/* v 2^k, rounded once. */
double exact_round(struct dd v, int k);

/* a b 2^k, rounded once, however small or large the factors are. */
double exact_times(struct dd a, int k, struct dd b);

/* e^a, |a| < 1500: 0.7 <= m < 1.42. Relative error below 2^-97. */
struct scaled exact_exp(struct dd a);

/* E = e^-a for a >= 0 and what is made of it, from one exponential: that is all that the S-shaped
 * functions and those gated by them need, on both sides of 0 and without cancellation. Relative
 * errors below 2^-96. Beyond a = 1490, where even x E is 0 for any x, it is e^-1490. */
struct decay {
    struct scaled e; /* E */
    struct dd E;     /* likewise, but 0 below 2^-200: for sums */
    struct dd u;     /* 1 + E */
    struct dd gap;   /* 1 - E */
};
struct decay exact_decay(struct dd a);

/* x - root, where the root is a number of 160 bits: x may be the double next to it, and a
 * derivative that vanishes there is to have all its digits all the same. */
struct root {
    double h;
    struct dd rest;
};
struct dd exact_distance(struct dd x, const struct root *root);

/* e^a - 1, |a| < 700, relative error below 2^-95, near 0 too. */
struct dd exact_expm1(struct dd a);

/* ln(1 + e), 0 <= e <= 1, relative error below 2^-95. */
struct dd exact_log1p(struct dd e);

/* ln a, a > 0 normal: relative error below 2^-90, near 1 too. */
struct dd exact_log(struct dd a);

/* The sum of n terms, each of them exact, to about 2^-104 however much they cancel; its sign is
 * right and 0 is 0. The terms are overwritten. */
struct dd exact_sum(int n, double *term);

/* sqrt a, a > 0, neither near the ends of the range. */
struct dd exact_sqrt(struct dd a);

/* sin x and cos x of any finite x, by the reduction of Payne and Hanek (1983) in integers; relative
 * error below 2^-95, next to multiples of pi/2 too. Either may be NULL. Of a product likewise,
 * |a b| < 2^1090, which is not rounded. */
void exact_sincos(double x, struct dd *sin, struct dd *cos);
void exact_sincos_product(double a, double b, struct dd *sin, struct dd *cos);

/* 1 + sin(a b), likewise, next to its zeros too. */
struct dd exact_one_plus_sin(double a, double b);

/* arc tangent of any finite x. */
struct dd exact_atan(double x);

#endif
