/* Sine, cosine, arc tangent, and the pair of normals that needs two of them. Beside each function:
 * the worst error found, in units of the last place. */
#include "num/elem.h"

#include "num/angle.h"

#include <math.h>
#include <stdbool.h>

/* sin(h + l) for |h| < 0.79: Taylor to h^17, what is left is 2^-63. The term h is added last. */
static double sin_kernel(struct dd a)
{
    double x = a.h, z = x * x;
    double s = 1.0 / 355687428096000.0;
    s = s * z - 1.0 / 1307674368000.0;
    s = s * z + 1.0 / 6227020800.0;
    s = s * z - 1.0 / 39916800.0;
    s = s * z + 1.0 / 362880.0;
    s = s * z - 1.0 / 5040.0;
    s = s * z + 1.0 / 120.0;
    s = s * z - 1.0 / 6.0;
    return x + (x * z * s + a.l * (1 - z / 2));
}

/* cos(h + l): 1 - z/2 with its rounding error, then Taylor from z^2/24 to z^9/18!. */
static double cos_kernel(struct dd a)
{
    double z = a.h * a.h;
    double c = -1.0 / 6402373705728000.0;
    c = c * z + 1.0 / 20922789888000.0;
    c = c * z - 1.0 / 87178291200.0;
    c = c * z + 1.0 / 479001600.0;
    c = c * z - 1.0 / 3628800.0;
    c = c * z + 1.0 / 40320.0;
    c = c * z - 1.0 / 720.0;
    c = c * z + 1.0 / 24.0;
    struct dd w = dd_quick(1, -z / 2);
    return w.h + (w.l + (z * z * c - a.h * a.l));
}

/* sin(quadrant pi/2 + rest) */
static double quadrant_sin(struct dd rest, unsigned quadrant)
{
    double y = quadrant & 1 ? cos_kernel(rest) : sin_kernel(rest);
    return quadrant & 2 ? -y : y;
}

/* 0.78 ulp at 0x1.b69611a1431bfp+355. */
double elem_sin(double x)
{
    if (!isfinite(x))
        return NOT_A_NUMBER;
    if (fabs(x) < 0x1p-27) /* x^3/6 is below half an ulp; keeps -0 */
        return x;
    struct angle angle = angle_of(1, x);
    return quadrant_sin(angle.rest, angle.quadrant);
}

/* 0.77 ulp at 0x1.424a7534ed34ep+22. */
double elem_cos(double x)
{
    if (!isfinite(x))
        return NOT_A_NUMBER;
    struct angle angle = angle_of(1, x);
    return quadrant_sin(angle.rest, angle.quadrant + 1);
}

/* t - t^3/3 + ... for |t| <= 1/16; t is added by the caller. */
static double atan_tail(double t)
{
    double z = t * t;
    double s = -1.0 / 15;
    s = s * z + 1.0 / 13;
    s = s * z - 1.0 / 11;
    s = s * z + 1.0 / 9;
    s = s * z - 1.0 / 7;
    s = s * z + 1.0 / 5;
    s = s * z - 1.0 / 3;
    return t * z * s;
}

/* atan y = atan c + atan t with c the nearest eighth and t = (y - c)/(1 + c y), |t| <= 1/16.
 * Above 1: pi/2 - atan(1/x), where t = (1 - c x)/(x + c) needs no reciprocal. 0.501 ulp at
 * 0x1.f39076dbb07p-5. */
double elem_atan(double x)
{
    static const struct dd atan_eighth[9] = {
        {0, 0},
        {0x1.fd5ba9aac2f6ep-4, -0x1.cd37686760c17p-59},
        {0x1.f5b75f92c80ddp-3, 0x1.8ab6e3cf7afbdp-57},
        {0x1.6f61941e4def1p-2, -0x1.c63aae6f6e918p-56},
        {0x1.dac670561bb4fp-2, 0x1.a2b7f222f65e2p-56},
        {0x1.1e00babdefeb4p-1, -0x1.928df287a668fp-58},
        {0x1.4978fa3269ee1p-1, 0x1.2419a87f2a458p-56},
        {0x1.700a7c5784634p-1, -0x1.8c34d25aadef6p-56},
        {0x1.921fb54442d18p-1, 0x1.1a62633145c07p-55},
    };
    double a = fabs(x);
    if (isnan(x) || a < 0x1p-28) /* x^3/3 is below half an ulp */
        return x;
    if (isinf(x))
        return x < 0 ? -HALF_PI.h : HALF_PI.h;
    bool inverse = a > 1;
    int k = (int)floor((inverse ? 8 / a : 8 * a) + 0.5);
    double c = k / 8.0;
    /* Both numerators are exact: c has 3 bits, and what is left is small. */
    struct dd t = inverse ? dd_div((struct dd){fma(-c, a, 1), 0}, dd_sum(a, c))
                          : dd_div((struct dd){a - c, 0}, dd_add_d(dd_product(c, a), 1));
    struct dd y = dd_sum(atan_eighth[k].h, t.h);
    y = dd_quick(y.h, y.l + (atan_eighth[k].l + (t.l + atan_tail(t.h))));
    if (inverse)
        y = dd_add(HALF_PI, (struct dd){-y.h, -y.l});
    return x < 0 ? -y.h : y.h;
}

/* The angle in turns, so that its reduction to an eighth is exact and needs no pi. */
void elem_box_muller(const double u[2], double out[2])
{
    const struct dd two_pi = {4 * HALF_PI.h, 4 * HALF_PI.l};
    double quarter = floor(4 * u[1] + 0.5);
    struct dd angle = dd_mul_d(two_pi, u[1] - quarter / 4);
    double radius = sqrt(-2 * elem_log(u[0]));
    out[0] = radius * quadrant_sin(angle, (unsigned)quarter + 1);
    out[1] = radius * quadrant_sin(angle, (unsigned)quarter);
}
