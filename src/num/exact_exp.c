/* Exponential and logarithm to about 2^-97, and the one rounding at the end. */
#include "num/exact.h"

#include "num/elem.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const struct dd ONE = {1, 0};

/* 1/n! for n = 1..8, and as plain doubles for n = 9..14. */
static const struct dd inverse_factorial[] = {
    {1, 0},
    {0.5, 0},
    {0x1.5555555555555p-3, 0x1.5555555555555p-57},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59},
    {0x1.1111111111111p-7, 0x1.1111111111111p-63},
    {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
    {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
    {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
};
static const double further[] = {
    1 / 362880.0,    1 / 3628800.0,    1 / 39916800.0,
    1 / 479001600.0, 1 / 6227020800.0, 1 / 87178291200.0,
};

enum { PRECISE = sizeof inverse_factorial / sizeof inverse_factorial[0] };
enum { FURTHER = sizeof further / sizeof further[0] };

/* x 2^k, rounded once: ldexp without the call where 2^k is a normal number. */
static double scale(double x, int k)
{
    if (k < -1022 || k > 1023)
        return ldexp(x, k);
    uint64_t bits = (uint64_t)(k + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return x * power;
}

/* v 2^k where nothing underflows that counts. */
static struct dd shift(struct dd v, int k)
{
    return (struct dd){scale(v.h, k), scale(v.l, k)};
}

/* Among normal numbers h is the rounded value already. Below, the value is counted in units of the
 * smallest double and rounded to a whole number of them; l has a say only where h lies in the
 * middle between two. */
double exact_round(struct dd v, int k)
{
    double y = scale(v.h, k);
    if (v.h == 0 || fabs(y) > 0x1p-1022)
        return y;
    double h = ldexp(v.h, k + 1074), l = ldexp(v.l, k + 1074), whole = rint(h);
    if (fabs(h - whole) == 0.5 && l != 0)
        whole = l > 0 ? ceil(h) : floor(h);
    return ldexp(whole, -1074);
}

/* Unless the product is an ordinary number the factors are brought to 1/2..1 first, so that no low
 * part underflows. */
double exact_times(struct dd a, int k, struct dd b)
{
    double size = fabs(a.h * b.h);
    if (size > 0x1p-900 && size < 0x1p900)
        return exact_round(dd_mul(a, b), k);
    int k_a, k_b;
    (void)frexp(a.h, &k_a);
    (void)frexp(b.h, &k_b);
    struct dd a_near_1 = {ldexp(a.h, -k_a), ldexp(a.l, -k_a)};
    struct dd b_near_1 = {ldexp(b.h, -k_b), ldexp(b.l, -k_b)};
    return exact_round(dd_mul(a_near_1, b_near_1), k + k_a + k_b);
}

/* e^r - 1 for |r| < 0.35 to 2^-100 relative. With s = r/16 fourteen terms of Taylor's series are
 * enough, those from s^9 on as plain doubles; then four times e^2s - 1 = 2 (e^s - 1) + (e^s - 1)^2.
 * Below 2^-110, where a low part could be lost, r itself is as good. */
__attribute__((always_inline)) static inline struct dd expm1_series(struct dd r)
{
    if (fabs(r.h) < 0x1p-110)
        return r;
    struct dd s = {r.h / 16, r.l / 16};
    double tail = 0;
    for (int n = FURTHER - 1; n >= 0; n--)
        tail = tail * s.h + further[n];
    struct dd sum = {tail, 0};
    for (int n = PRECISE - 1; n >= 0; n--)
        sum = dd_mul_add(sum, s, inverse_factorial[n]);
    struct dd p = dd_mul(sum, s);
    for (int n = 0; n < 4; n++)
        p = dd_mul_add(p, p, (struct dd){2 * p.h, 2 * p.l});
    return p;
}

/* Nearly all the time of the exact tier goes by here. Where the processor has the instruction, a
 * call of `fma` for each of the thirteen products is most of it; the digits are the same. */
#if defined __x86_64__ && defined __GNUC__
__attribute__((target("fma"))) static struct dd expm1_fused(struct dd r)
{
    return expm1_series(r);
}

static struct dd expm1_small(struct dd r)
{
    return __builtin_cpu_supports("fma") ? expm1_fused(r) : expm1_series(r);
}
#else
static struct dd expm1_small(struct dd r)
{
    return expm1_series(r);
}
#endif

/* e^a = (1 + p) 2^k, |p| < 0.42. a = k ln 2 + r, with ln 2 as three doubles and every product
 * exact, since r may be as small as 2^-60 while k ln 2 is 1000. */
static struct dd power(struct dd a, int *k)
{
    const double log2_e = 0x1.71547652b82fep+0;
    const double ln2[] = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56, 0x1.7b57a079a1934p-111};
    double n = rint(a.h * log2_e);
    *k = (int)n;
    if (n == 0)
        return expm1_small(a);
    struct dd r = dd_add(a, dd_neg(dd_product(n, ln2[0])));
    r = dd_add(r, dd_neg(dd_product(n, ln2[1])));
    return expm1_small(dd_add_d(r, -n * ln2[2]));
}

struct scaled exact_exp(struct dd a)
{
    struct scaled e;
    e.m = dd_add_d(power(a, &e.k), 1);
    return e;
}

struct decay exact_decay(struct dd a)
{
    struct decay d = {.E = {0, 0}, .u = ONE, .gap = ONE};
    if (a.h > 1490)
        a = (struct dd){1490, 0};
    struct dd p = power(dd_neg(a), &d.e.k);
    d.e.m = dd_add_d(p, 1);
    if (d.e.k > -200) {
        d.E = shift(d.e.m, d.e.k);
        d.gap = d.e.k == 0 ? dd_neg(p) : dd_add_d(dd_neg(d.E), 1);
        d.u = dd_add_d(d.E, 1);
    }
    return d;
}

/* x - h is exact close to the root. */
struct dd exact_distance(struct dd x, const struct root *root)
{
    return dd_add(dd_add_d(x, -root->h), dd_neg(root->rest));
}

/* Without a power of two p itself; else m 2^k - 1, which loses two bits at most, for |p| < 0.42. */
struct dd exact_expm1(struct dd a)
{
    int k;
    struct dd p = power(a, &k);
    if (k == 0)
        return p;
    return dd_add_d(shift(dd_add_d(p, 1), k), -1);
}

/* One step of Newton's method from the double y = ln(1 + e) (1 + 2^-53), with t = e^y - 1:
 *   ln(1 + e) = y + ln(1 + q), q = (e - t)/(1 + t) of about y 2^-53,
 * and q^2/2 no longer counts. q is as good relative to y as t, so it serves for small e too. */
static struct dd log1p_step(struct dd e)
{
    double y = elem_log1p(e.h);
    struct dd t = exact_expm1((struct dd){y, 0});
    struct dd q = dd_div(dd_add(e, dd_neg(t)), dd_add_d(t, 1));
    return dd_add_d(q, y);
}

/* Below 2^-40 three terms of the series are cheaper. */
struct dd exact_log1p(struct dd e)
{
    if (e.h >= 0x1p-40)
        return log1p_step(e);
    struct dd bend = dd_mul(e, dd_add_d((struct dd){-e.h / 3, 0}, 0.5));
    return dd_mul(e, dd_add_d(dd_neg(bend), 1));
}

/* Likewise. From 1/2 to 2 as ln(1 + e) with e = a - 1, which is exact; elsewhere by q = a e^-y - 1,
 * as y is not small there. */
struct dd exact_log(struct dd a)
{
    if (a.h > 0.5 && a.h < 2)
        return log1p_step(dd_add_d(a, -1));
    double y = elem_log(a.h);
    struct scaled e = exact_exp((struct dd){-y, 0});
    int half = e.k / 2; /* 2^k alone may overflow */
    struct dd back = dd_mul(shift(shift(a, half), e.k - half), e.m);
    return dd_add_d(dd_add_d(back, -1), y);
}
