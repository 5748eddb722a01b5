/* Logarithms and powers. The logarithm is found to 64 bits and more; what is given of it is
 * rounded once. Beside each function: the worst error found, in units of the last place. */
#include "num/elem.h"

#include "num/elem_dd.h"

#include <math.h>
#include <stdbool.h>

static const double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;
static const struct dd LOG10_E = {0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
static const struct dd LOG2_E = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};

/* x = 2^k m with m in [sqrt(1/2), sqrt(2)). */
struct split {
    double m;
    int k;
};

static struct split split(double x)
{
    struct split s;
    s.m = frexp(x, &s.k);
    if (s.m < 0x1.6a09e667f3bcdp-1) {
        s.m *= 2;
        s.k--;
    }
    return s;
}

/* ln m for m in [sqrt(1/2), sqrt(2)).
 *   ln m = 2 atanh s = 2 (s + s^3/3 + s^5/5 + ...),  s = (m - 1)/(m + 1), |s| < 0.172
 * s and s^3 carry 100 bits, the rest (a share of at most 2^-12) is plain: relative error 2^-64. */
static struct dd log_mantissa(double m)
{
    const struct dd two_thirds = {0x1.5555555555555p-1, 0x1.5555555555555p-55};
    struct dd s = dd_div((struct dd){m - 1, 0}, dd_sum(m, 1));
    struct dd s2 = dd_mul(s, s);
    double z = s2.h;
    double t = 2.0 / 25;
    t = t * z + 2.0 / 23;
    t = t * z + 2.0 / 21;
    t = t * z + 2.0 / 19;
    t = t * z + 2.0 / 17;
    t = t * z + 2.0 / 15;
    t = t * z + 2.0 / 13;
    t = t * z + 2.0 / 11;
    t = t * z + 2.0 / 9;
    t = t * z + 2.0 / 7;
    t = t * z + 2.0 / 5;
    struct dd cube = dd_mul(dd_mul(s2, s), two_thirds);
    cube = dd_quick(cube.h, cube.l + s.h * z * z * t);
    return dd_add((struct dd){2 * s.h, 2 * s.l}, cube);
}

struct dd elem_log_dd(double x)
{
    struct split s = split(x);
    struct dd y = log_mantissa(s.m);
    if (s.k == 0)
        return y;
    struct dd k_ln2 = dd_quick(s.k * LN2_HIGH, s.k * LN2_LOW);
    return dd_add(k_ln2, y);
}

/* x for which a logarithm is no finite number, and what it is: nan below 0, -inf at 0, inf. */
static bool is_special(double x, double *y)
{
    if (x > 0 && !isinf(x))
        return false;
    *y = isnan(x) || x > 0 ? x : x < 0 ? NOT_A_NUMBER : -INF;
    return true;
}

/* 0.5000 ulp at 0x1.cc37d63de064ap-1. */
double elem_log(double x)
{
    double y;
    return is_special(x, &y) ? y : elem_log_dd(x).h;
}

/* ln(1+x) = ln u + rest/u, with u + rest = 1 + x exactly. 0.56 ulp at 0x1.216f00c9b8444p-50. */
double elem_log1p(double x)
{
    double y;
    if (is_special(1 + x, &y))
        return y;
    if (fabs(x) < 0x1p-50) /* x^3/3 is beyond notice; keeps -0 */
        return x == 0 ? x : x - x * x / 2;
    struct dd u = dd_sum(1, x);
    return dd_add_d(elem_log_dd(u.h), u.l / u.h).h;
}

/* 0.5005 ulp at 0x1.a1fee50b8d776p+0. */
double elem_log10(double x)
{
    double y;
    return is_special(x, &y) ? y : dd_mul(elem_log_dd(x), LOG10_E).h;
}

double elem_log10_scaled(double x, int exponent)
{
    const double log10_2 = 0x1.34413509f79ffp-2;
    return elem_log10(x) + exponent * log10_2;
}

/* 0.5000 ulp at 0x1.c644c0c33e5cap-1. */
double elem_log2(double x)
{
    double y;
    if (is_special(x, &y))
        return y;
    struct split s = split(x);
    return dd_add_d(dd_mul(log_mantissa(s.m), LOG2_E), s.k).h;
}

enum parity { NO_INTEGER, EVEN, ODD };

static enum parity parity(double y)
{
    if (isinf(y) || floor(y) != y)
        return NO_INTEGER;
    return floor(y / 2) * 2 == y ? EVEN : ODD;
}

/* |x|^y for finite |x| > 0 and finite y. */
static double magnitude_power(double x, double y)
{
    struct dd log = elem_log_dd(fabs(x));
    double about = log.h * y; /* may overflow; the product below must not */
    if (about > 710 || about < -746)
        return about > 0 ? INF : 0;
    struct dd t = dd_mul_d(log, y);
    struct elem_power e = elem_power_of(t.h, t.l);
    return ldexp(dd_add_d(e.p, 1).h, e.n);
}

/* 0.59 ulp at (0x1.ffd0e6c785b89p-1, -0x1.84fef5fa83648p+18). */
double elem_pow(double x, double y)
{
    if (y == 0 || x == 1)
        return 1;
    if (isnan(x) || isnan(y))
        return NOT_A_NUMBER;
    if (isinf(y)) {
        if (fabs(x) == 1)
            return 1;
        return (fabs(x) > 1) == (y > 0) ? INF : 0;
    }
    enum parity p = parity(y);
    double r;
    if (x == 0 || isinf(x))
        r = (x == 0) == (y > 0) ? 0 : INF;
    else if (x < 0 && p == NO_INTEGER)
        return NOT_A_NUMBER;
    else
        r = magnitude_power(x, y);
    return signbit(x) && p == ODD ? -r : r;
}
