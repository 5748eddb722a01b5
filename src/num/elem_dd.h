/* elem_dd: a number as the unevaluated sum h + l of two doubles, |l| <= ulp(h) / 2: about 106 bits.
 *
 * For elem*.c, exact*.c and act_*.c, which need more bits inside than they give. Knuth's two-sum
 * and the product by `fma` are exact (Dekker 1971; Ogita, Rump, Oishi 2005); the error of the
 * others is a few units of 2^-104, far below the rounding at the end. `fma` appears only to find
 * the exact error of a product, so it makes no difference to any digit whether the machine has it.
 */
#ifndef NUM_ELEM_DD_H
#define NUM_ELEM_DD_H

#include <math.h>

/* The macros are floats. */
static const double INF = (double)INFINITY, NOT_A_NUMBER = (double)NAN;

struct dd {
    double h, l;
};

/* a + b exactly. */
static inline struct dd dd_sum(double a, double b)
{
    double s = a + b;
    double b_part = s - a;
    return (struct dd){s, (a - (s - b_part)) + (b - b_part)};
}

/* a + b exactly where |a| >= |b|. */
static inline struct dd dd_quick(double a, double b)
{
    double s = a + b;
    return (struct dd){s, b - (s - a)};
}

/* a b exactly, short of underflow. */
static inline struct dd dd_product(double a, double b)
{
    double p = a * b;
    return (struct dd){p, fma(a, b, -p)};
}

static inline struct dd dd_neg(struct dd a)
{
    return (struct dd){-a.h, -a.l};
}

static inline struct dd dd_add(struct dd a, struct dd b)
{
    struct dd s = dd_sum(a.h, b.h), t = dd_sum(a.l, b.l);
    s = dd_quick(s.h, s.l + t.h);
    return dd_quick(s.h, s.l + t.l);
}

static inline struct dd dd_add_d(struct dd a, double b)
{
    struct dd s = dd_sum(a.h, b);
    return dd_quick(s.h, s.l + a.l);
}

static inline struct dd dd_mul(struct dd a, struct dd b)
{
    struct dd p = dd_product(a.h, b.h);
    return dd_quick(p.h, p.l + (a.h * b.l + a.l * b.h));
}

/* a b + c where |c| >= |a b| and half of c is left at least, in half the time. */
static inline struct dd dd_mul_add(struct dd a, struct dd b, struct dd c)
{
    struct dd p = dd_product(a.h, b.h);
    struct dd s = dd_quick(c.h, p.h);
    return dd_quick(s.h, s.l + (c.l + (p.l + (a.h * b.l + a.l * b.h))));
}

static inline struct dd dd_mul_d(struct dd a, double b)
{
    struct dd p = dd_product(a.h, b);
    return dd_quick(p.h, p.l + a.l * b);
}

/* a / b: a first quotient, then that of what it leaves. */
static inline struct dd dd_div(struct dd a, struct dd b)
{
    double q = a.h / b.h;
    double rest = fma(-q, b.h, a.h) + (a.l - q * b.l);
    return dd_quick(q, rest / b.h);
}

static inline struct dd dd_div_d(struct dd a, double b)
{
    return dd_div(a, (struct dd){b, 0});
}

/* Powers of e with their scale apart, so that nothing overflows or is rounded twice before the
 * end: e^(h + l) = 2^n (1 + p), |p| < 0.42. For |h| < 2000. */
struct elem_power {
    struct dd p;
    int n;
};
struct elem_power elem_power_of(double h, double l);

/* ln x for finite x > 0, relative error below 2^-64. */
struct dd elem_log_dd(double x);

#endif
