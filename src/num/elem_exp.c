/* The exponential and what is made of it. Beside each function: the worst error found, in units of
 * the last place of the true value, and its argument. */
#include "num/elem.h"

#include "num/elem_dd.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* ln 2 in two parts. The first has 42 bits, so that its product with any |n| < 2048 is exact. */
static const double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;

/* Nearest integer, |x| < 2^51: beyond 1.5 * 2^52 doubles have no fraction. */
static double nearest(double x)
{
    const double shift = 0x1.8p52;
    return (x + shift) - shift;
}

/* x 2^n. ldexp rounds once where the result is subnormal. */
static double scale(double x, int n)
{
    if (n < -1000 || n > 1000)
        return ldexp(x, n);
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return x * power;
}

/* (e^r - 1 - r) / r^2 for |r| < 0.35: the Taylor polynomial to r^14; what is left is 2^-62. */
static double tail(double r)
{
    double s = 1.0 / 87178291200.0;
    s = s * r + 1.0 / 6227020800.0;
    s = s * r + 1.0 / 479001600.0;
    s = s * r + 1.0 / 39916800.0;
    s = s * r + 1.0 / 3628800.0;
    s = s * r + 1.0 / 362880.0;
    s = s * r + 1.0 / 40320.0;
    s = s * r + 1.0 / 5040.0;
    s = s * r + 1.0 / 720.0;
    s = s * r + 1.0 / 120.0;
    s = s * r + 1.0 / 24.0;
    s = s * r + 1.0 / 6.0;
    return s * r + 0.5;
}

/* x = n ln 2 + r, |r| <= ln 2 / 2, r kept to 2^-88; p = r + r^2 tail(r), and the low part d of r
 * moves it by d e^r. The only rounding that counts is that of r^2 tail(r) <= 0.07: 2^-57. */
struct elem_power elem_power_of(double h, double l)
{
    const double log2_e = 0x1.71547652b82fep+0;
    double n = nearest(h * log2_e);
    struct dd r = dd_sum(h - n * LN2_HIGH, -(n * LN2_LOW));
    r = dd_quick(r.h, r.l + l);
    struct dd p = dd_quick(r.h, r.h * r.h * tail(r.h));
    p = dd_quick(p.h, p.l + (r.l + r.l * p.h));
    return (struct elem_power){p, (int)n};
}

/* 1 + p */
static struct dd one_more(struct dd p)
{
    return dd_add_d(p, 1);
}

/* e^(h + l) 2^shift */
static double power_rounded(double h, double l, int shift)
{
    struct elem_power e = elem_power_of(h, l);
    return scale(one_more(e.p).h, e.n + shift);
}

/* e^x - 1 = (2^n p + 2^n) - 1 for |x| < 40. The subtraction loses at most 2 of 100 bits. */
static struct dd expm1_dd(double x)
{
    struct elem_power e = elem_power_of(x, 0);
    if (e.n == 0)
        return e.p;
    double two_n = scale(1, e.n);
    struct dd s = dd_sum(two_n * e.p.h, two_n);
    return dd_add_d((struct dd){s.h, s.l + two_n * e.p.l}, -1);
}

static struct dd exp_dd(double x)
{
    struct elem_power e = elem_power_of(x, 0);
    struct dd y = one_more(e.p);
    return (struct dd){scale(y.h, e.n), scale(y.l, e.n)};
}

/* 0.58 ulp at -0x1.462f6d873960cp-2; 0.75 where the result is subnormal. */
double elem_exp(double x)
{
    if (isnan(x))
        return x;
    if (x > 0x1.62e42fefa39efp+9) /* 709.78: ln of the largest double */
        return INF;
    if (x < -745.14) /* below half of the smallest double */
        return 0;
    return power_rounded(x, 0, 0);
}

/* 0.81 ulp at -0x1.26619e17d5a8p-2. */
double elem_expm1(double x)
{
    if (isnan(x) || fabs(x) < 0x1p-54) /* x^2/2 is below half an ulp; keeps -0 */
        return x;
    if (x > 40) /* 1 is below half an ulp */
        return elem_exp(x);
    if (x < -40)
        return -1;
    return expm1_dd(x).h;
}

/* (t + t/(1+t)) / 2 with t = e^|x| - 1: no cancellation for small x. 0.69 ulp at
 * 0x1.687517544e4f9p-2. */
double elem_sinh(double x)
{
    double a = fabs(x);
    if (isnan(x) || a < 0x1p-28) /* x^3/6 is below half an ulp */
        return x;
    double y;
    if (a < 22) {
        struct dd t = expm1_dd(a);
        y = dd_add(t, dd_div(t, one_more(t))).h / 2;
    } else { /* e^-|x| is below half an ulp */
        y = a > 711 ? INF : power_rounded(a, 0, -1);
    }
    return x < 0 ? -y : y;
}

/* (e^|x| + e^-|x|) / 2. 0.57 ulp at 0x1.9a6bc5327500cp+3. */
double elem_cosh(double x)
{
    double a = fabs(x);
    if (isnan(x))
        return x;
    if (a < 22) {
        struct dd e = exp_dd(a);
        return dd_add(e, dd_div((struct dd){1, 0}, e)).h / 2;
    }
    return a > 711 ? INF : power_rounded(a, 0, -1);
}

/* -t/(2+t) with t = e^(-2|x|) - 1: exact to the last bit at both ends, where the quotient
 * (e^2x - 1)/(e^2x + 1) would cancel or overflow. 0.68 ulp at 0x1.80160d2ea6caep-4. */
double elem_tanh(double x)
{
    double a = fabs(x);
    if (isnan(x) || a < 0x1p-28) /* x^3/3 is below half an ulp */
        return x;
    double y = 1;
    if (a < 20) { /* beyond, 1 - tanh = 2 e^-40 is below half an ulp */
        struct dd t = expm1_dd(-2 * a);
        struct dd q = dd_div(t, dd_add_d(t, 2));
        y = -q.h;
    }
    return x < 0 ? -y : y;
}

/* E = e^-|x|: 1/(1+E) above 0, E/(1+E) below: right in both tails. 0.57 ulp at
 * -0x1.1ea79451d8ac4p+2; 0.75 where the result is subnormal. */
double elem_sigmoid(double x)
{
    if (isnan(x))
        return x;
    if (x > 40) /* E is below half an ulp of 1 */
        return 1;
    if (x < -40)
        return elem_exp(x);
    struct dd E = exp_dd(-fabs(x)), u = one_more(E);
    return x < 0 ? dd_div(E, u).h : dd_div((struct dd){1, 0}, u).h;
}
