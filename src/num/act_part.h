/* act_part: what several families of functions share. */
#ifndef NUM_ACT_PART_H
#define NUM_ACT_PART_H

#include <math.h>

#include "num/act.h"
#include "num/exact.h"

/* 0: f' of what is constant in pieces, f'' of what is straight in pieces. */
static inline double act_flat(double x, const double *p)
{
    (void)p;
    return isnan(x) ? x : 0;
}

static inline int act_kink_at_0(const double *p, double out[ACT_KINKS])
{
    (void)p;
    out[0] = 0;
    return 1;
}

/* A place that may lie beyond every double is none. */
static inline int act_kink_add(int n, double out[ACT_KINKS], double x)
{
    if (!isfinite(x))
        return n;
    out[n] = x;
    return n + 1;
}

static inline struct dd act_one(double a)
{
    return (struct dd){a, 0};
}

static inline struct dd act_reciprocal(struct dd a)
{
    return dd_div(act_one(1), a);
}

static inline struct dd act_magnitude(struct dd z)
{
    return z.h < 0 ? dd_neg(z) : z;
}

/* e^-|z| at this |z| is 0 whatever double it is multiplied by (exact_decay). */
static const double ACT_GONE = 1490;

/* beta x exactly, held within +-ACT_GONE. */
static inline struct dd act_exponent(double beta, double x)
{
    if (beta == 0)
        return act_one(0);
    double z = beta * x;
    return fabs(z) < ACT_GONE ? dd_product(beta, x) : act_one(copysign(ACT_GONE, z));
}

/* a^3 b, rounded once */
static inline double act_cube_times(struct dd a, struct dd b)
{
    return exact_times(dd_mul(a, b), 0, dd_mul(a, a));
}

/* Beyond this size 1 + |x| is |x| and 1 + x^2 is x^2 to more digits than are carried. */
static const double ACT_FAR = 0x1p110;

#endif
