/* Reduction of an angle to an eighth of a turn by the method of Payne and Hanek, in integers. */
#include "num/angle.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* Payne & Hanek (1983). With a b = M 2^e, M an integer of 106 bits, only a window of 2/pi decides
 * a b 2/pi mod 4: what lies above it gives multiples of 4, what lies below it is beyond notice.
 * Numbers here are digits to the base 2^32, the highest first.
 *
 * No double comes nearer than 2^-62 to a multiple of pi/2, so for one double 2 + 106 + 62 + 106
 * bits would do. The window has 384, of which up to 31 go to its start at a whole digit: an angle
 * that is a product may come 2^77 times nearer still. */
enum { FACTOR = 2, INTEGER = 2 * FACTOR, WINDOW = 12, PRODUCT = INTEGER + WINDOW, FRACTION = 8 };

static const uint32_t two_over_pi[] = {
    0xA2F9836E, 0x4E441529, 0xFC2757D1, 0xF534DDC0, 0xDB629599, 0x3C439041, 0xFE5163AB,
    0xDEBBC561, 0xB7246E3A, 0x424DD2E0, 0x06492EEA, 0x09D1921C, 0xFE1DEB1C, 0xB129A73E,
    0xE88235F5, 0x2EBB4484, 0xE99C7026, 0xB45F7E41, 0x3991D639, 0x835339F4, 0x9C845F8B,
    0xBDF9283B, 0x1FF897FF, 0xDE05980F, 0xEF2F118B, 0x5A0A6D1F, 0x6D367ECF, 0x27CB09B7,
    0x4F463F66, 0x9E5FEA2D, 0x7527BAC7, 0xEBE5F17B, 0x3D0739F7, 0x8A5292EA, 0x6BFB5FB1,
    0x1F8D5D08, 0x56033046, 0xFC7B6BAB, 0xF0CFBC20, 0x9AF4361D, 0xA9E39161, 0x5EE61B08};

/* School multiplication: out[n + m] = a[n] b[m]. */
static void multiply(int n, const uint32_t *a, int m, const uint32_t *b, uint32_t *out)
{
    for (int i = 0; i < n + m; i++)
        out[i] = 0;
    for (int i = n - 1; i >= 0; i--) {
        uint64_t carry = 0;
        for (int j = m - 1; j >= 0; j--) {
            carry += (uint64_t)a[i] * b[j] + out[i + j + 1];
            out[i + j + 1] = (uint32_t)carry;
            carry >>= 32;
        }
        out[i] = (uint32_t)carry;
    }
}

/* |x| = M 2^e, M of 53 bits; returns e. */
static int split(double x, uint32_t M[FACTOR])
{
    int exponent;
    uint64_t integer = (uint64_t)ldexp(frexp(fabs(x), &exponent), 53);
    M[0] = (uint32_t)(integer >> 32);
    M[1] = (uint32_t)integer;
    return exponent - 53;
}

/* 32 bits of a product from bit `offset` on. */
static uint32_t digit_at(const uint32_t product[PRODUCT], int offset)
{
    int i = offset / 32, shift = offset % 32;
    uint64_t high = product[i], low = i + 1 < PRODUCT ? product[i + 1] : 0;
    return (uint32_t)((high << 32 | low) >> (32 - shift));
}

/* |a b| 2/pi mod 4; returns how many bits of it lie before the point. */
static int multiply_window(double a, double b, uint32_t product[PRODUCT])
{
    uint32_t M_a[FACTOR], M_b[FACTOR], M[INTEGER];
    int e = split(a, M_a) + split(b, M_b);
    int first = e > 2 ? (e - 2) / 32 : 0;
    multiply(FACTOR, M_a, FACTOR, M_b, M);
    multiply(INTEGER, M, WINDOW, &two_over_pi[first], product);
    return 32 * (INTEGER - first) + e;
}

static struct angle reduce(double a, double b)
{
    uint32_t product[PRODUCT];
    int point = multiply_window(a, b, product);
    unsigned quadrant = digit_at(product, point - 2) >> 30;
    bool beyond_half = digit_at(product, point) >> 31; /* 1 - fraction, from the next quadrant */

    struct dd fraction = {0, 0};
    for (int i = 0; i < FRACTION; i++) {
        uint32_t digit = digit_at(product, point + 32 * i);
        fraction = dd_add_d(fraction, ldexp(beyond_half ? ~digit : digit, -32 * (i + 1)));
    }
    struct dd rest = dd_mul(fraction, HALF_PI);
    return (struct angle){beyond_half ? dd_neg(rest) : rest, (quadrant + beyond_half) & 3};
}

struct angle angle_of(double a, double b)
{
    double rounded = a * b;
    if (fabs(rounded) <= 0x1.921fb54442d18p-1) /* pi/4 */
        return (struct angle){dd_product(a, b), 0};
    struct angle of = reduce(a, b);
    if (rounded < 0)
        of = (struct angle){dd_neg(of.rest), -of.quadrant & 3};
    return of;
}
