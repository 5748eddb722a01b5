/* Sine, cosine, arc tangent and square root to about 2^-100. */
#include "num/exact.h"

#include <math.h>
#include <stddef.h>

#include "num/angle.h"
#include "num/elem.h"

/* One step of Newton's method from the rounded root. */
struct dd exact_sqrt(struct dd a)
{
    double y = sqrt(a.h);
    struct dd rest = dd_add(a, dd_neg(dd_product(y, y)));
    return dd_quick(y, rest.h / (2 * y));
}

/* 1 - z/((n-1)n) (1 - z/((n-3)(n-2)) (...)), from the last factor on: Taylor's series of the cosine
 * for even n, of the sine over its angle for odd n, in z = angle^2. For |angle| <= pi/4 what is
 * left out after n = 27 is below 2^-112. */
static struct dd series(struct dd z, int n)
{
    struct dd sum = {1, 0};
    for (; n > 1; n -= 2) {
        struct dd factor = dd_div_d(z, (n - 1) * n);
        sum = dd_add_d(dd_neg(dd_mul(factor, sum)), 1);
    }
    return sum;
}

/* Each quadrant turns (sin, cos) into (cos, -sin). */
static void turn(const struct angle *angle, struct dd *sin, struct dd *cos)
{
    struct dd z = dd_mul(angle->rest, angle->rest);
    struct dd s = dd_mul(angle->rest, series(z, 27)), c = series(z, 28);
    for (unsigned i = 0; i < angle->quadrant; i++) {
        struct dd before = s;
        s = c;
        c = dd_neg(before);
    }
    if (sin)
        *sin = s;
    if (cos)
        *cos = c;
}

void exact_sincos_product(double a, double b, struct dd *sin, struct dd *cos)
{
    struct angle angle = angle_of(a, b);
    turn(&angle, sin, cos);
}

void exact_sincos(double x, struct dd *sin, struct dd *cos)
{
    exact_sincos_product(1, x, sin, cos);
}

/* The case that cancels is sin near -1, at the quadrant 3: 1 - cos(rest) = 2 sin^2(rest/2). */
struct dd exact_one_plus_sin(double a, double b)
{
    struct angle angle = angle_of(a, b);
    struct dd s;
    if (angle.quadrant != 3) {
        turn(&angle, &s, NULL);
        return dd_add_d(s, 1);
    }
    struct angle half = {{angle.rest.h / 2, angle.rest.l / 2}, 0};
    turn(&half, &s, NULL);
    return dd_mul_d(dd_mul(s, s), 2);
}

/* One step from the double y = atan x (1 + 2^-53):
 *   atan x = y + atan((x - tan y)/(1 + x tan y)) = y + atan((x cos y - sin y)/(cos y + x sin y)),
 * whose last term is so small that it is its own tangent. Below 2^-54 x^3/3 is below notice. */
struct dd exact_atan(double x)
{
    if (fabs(x) < 0x1p-54)
        return (struct dd){x, 0};
    double y = elem_atan(x);
    struct dd s, c;
    exact_sincos(y, &s, &c);
    struct dd above = dd_add(dd_mul_d(c, x), dd_neg(s)), below = dd_add(dd_mul_d(s, x), c);
    return dd_quick(y, above.h / below.h);
}

/* Every pass adds each term into the next by two-sum, which moves what there is to the end, leaves
 * the errors behind and changes nothing about the sum. n - 1 passes and a plain sum of what they
 * leave are as good as a sum in n times the precision (Ogita, Rump and Oishi 2005), more than the
 * terms of a polynomial's value at a double can cancel. */
struct dd exact_sum(int n, double *term)
{
    for (int pass = 1; pass < n; pass++) {
        for (int i = 1; i < n; i++) {
            struct dd s = dd_sum(term[i], term[i - 1]);
            term[i] = s.h;
            term[i - 1] = s.l;
        }
    }
    struct dd sum = {0, 0};
    for (int i = 0; i < n; i++)
        sum = dd_add_d(sum, term[i]);
    return sum;
}
