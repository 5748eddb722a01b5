/* Sine, cosine, arc tangent, and the pair of normals that needs two of them. Beside each function:
 * the worst error found, in units of the last place. */
#include "num/elem.h"

#include "num/elem_dd.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

static const struct dd HALF_PI = {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

/* x = quadrant pi/2 + angle, |angle| <= pi/4 (a hair more through rounding). */
struct reduced {
    struct dd angle;
    unsigned quadrant;
};

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

/* 32 bits of the big-endian number p from bit `offset` on. */
static uint32_t word_at(const uint32_t *p, int words, int offset)
{
    int i = offset / 32, shift = offset % 32;
    uint64_t high = p[i], low = i + 1 < words ? p[i + 1] : 0;
    return (uint32_t)((high << 32 | low) >> (32 - shift));
}

/* Payne & Hanek (1983). With x = M 2^e, M an integer of 53 bits, only a window of 2/pi decides
 * x 2/pi mod 4: what lies above it gives multiples of 4, what lies below it is beyond notice. No
 * double comes nearer than 2^-62 to a multiple of pi/2, so 2 + 53 + 62 + 106 bits are enough; the
 * window has 288, less up to 31 lost to its start at a whole word. */
enum { WINDOW = 9, PRODUCT = WINDOW + 2, FRACTION = 6 };

/* M times the window, big-endian; returns how many bits of the product lie before the point. */
static int multiply_window(double x, uint32_t product[PRODUCT])
{
    static const uint32_t two_over_pi[] = {
        0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB,
        0xDEBBC561, 0xB7246E3A, 0x424DD2E0, 0x06492EEA, 0x09D1921C, 0xFE1DEB1C, 0xB129A73E,
        0xE88235F5, 0x2EBB4484, 0xE99C7026, 0xB45F7E41, 0x3991D639, 0x835339F4, 0x9C845F8B,
        0xBDF9283B, 0x1FF897FF, 0xDE05980F, 0xEF2F118B, 0x5A0A6D1F, 0x6D367ECF, 0x27CB09B7,
        0x4F463F66, 0x9E5FEA2D, 0x7527BAC7, 0xEBE5F17B, 0x3D0739F7, 0x8A5292EA, 0x6BFB5FB1,
        0x1F8D5D08, 0x56033046, 0xFC7B6BAB, 0xF0CFBC20, 0x9AF4361D, 0xA9E39161, 0x5EE61B08};
    int exponent;
    uint64_t M = (uint64_t)ldexp(frexp(x, &exponent), 53);
    int e = exponent - 53;
    int first = e > 2 ? (e - 2) / 32 : 0;
    const uint32_t digit[2] = {(uint32_t)M, (uint32_t)(M >> 32)};

    for (int i = 0; i < PRODUCT; i++)
        product[i] = 0;
    for (int d = 0; d < 2; d++) { /* school multiplication, from the right */
        uint64_t carry = 0;
        for (int i = WINDOW - 1; i >= 0; i--) {
            uint32_t *to = &product[i + 2 - d];
            carry += (uint64_t)two_over_pi[first + i] * digit[d] + *to;
            *to = (uint32_t)carry;
            carry >>= 32;
        }
        product[1 - d] += (uint32_t)carry;
    }
    return 32 * PRODUCT - (32 * (first + WINDOW) - e);
}

static struct reduced reduce_huge(double x)
{
    uint32_t product[PRODUCT];
    int point = multiply_window(x, product);
    unsigned quadrant = word_at(product, PRODUCT, point - 2) >> 30;
    uint32_t first = word_at(product, PRODUCT, point);
    bool beyond_half = first >> 31; /* then 1 - fraction, seen from the next quadrant */

    struct dd fraction = {0, 0};
    for (int i = 0; i < FRACTION; i++) {
        uint32_t w = word_at(product, PRODUCT, point + 32 * i);
        fraction = dd_add_d(fraction, ldexp(beyond_half ? ~w : w, -32 * (i + 1)));
    }
    struct dd angle = dd_mul(fraction, HALF_PI);
    if (beyond_half)
        angle = (struct dd){-angle.h, -angle.l};
    return (struct reduced){angle, (quadrant + beyond_half) & 3};
}

static struct reduced reduce(double x)
{
    if (fabs(x) <= 0x1.921fb54442d18p-1) /* pi/4 */
        return (struct reduced){{x, 0}, 0};
    struct reduced r = reduce_huge(fabs(x));
    if (x < 0)
        r = (struct reduced){{-r.angle.h, -r.angle.l}, -r.quadrant & 3};
    return r;
}

/* sin(quadrant pi/2 + angle) */
static double quadrant_sin(struct dd angle, unsigned quadrant)
{
    double y = quadrant & 1 ? cos_kernel(angle) : sin_kernel(angle);
    return quadrant & 2 ? -y : y;
}

/* 0.78 ulp at 0x1.b69611a1431bfp+355. */
double elem_sin(double x)
{
    if (!isfinite(x))
        return NOT_A_NUMBER;
    if (fabs(x) < 0x1p-27) /* x^3/6 is below half an ulp; keeps -0 */
        return x;
    struct reduced r = reduce(x);
    return quadrant_sin(r.angle, r.quadrant);
}

/* 0.77 ulp at 0x1.424a7534ed34ep+22. */
double elem_cos(double x)
{
    if (!isfinite(x))
        return NOT_A_NUMBER;
    struct reduced r = reduce(x);
    return quadrant_sin(r.angle, r.quadrant + 1);
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
