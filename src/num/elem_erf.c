/* The error function and its complement. Beside each: the worst error found, in units of the last
 * place. */
#include "num/elem.h"

#include "num/elem_dd.h"

#include <math.h>

/* Where the series hands over to the fraction, and how many levels the fraction then needs. */
static const double HANDOVER = 2.5;
enum { LEVELS = 70 };

/* erf x = 2/sqrt(pi) (x - x^3/3 + x^5/(2! 5) - x^7/(3! 7) + ...), |x| <= HANDOVER. The terms
 * alternate and grow to 60 times the sum before they fall; of 100 bits these 6 may be lost. */
static struct dd erf_series(double x)
{
    const struct dd two_over_root_pi = {0x1.20dd750429b6dp+0, 0x1.1ae3a914fed8p-56};
    struct dd z = dd_product(-x, x);
    struct dd power = {x, 0}, sum = {x, 0}; /* power: x (-x^2)^n / n! */
    for (int n = 1; fabs(power.h) > 0x1p-70 * fabs(sum.h); n++) {
        power = dd_div_d(dd_mul(power, z), n);
        sum = dd_add(sum, dd_div_d(power, 2 * n + 1));
    }
    return dd_mul(sum, two_over_root_pi);
}

/* erfc x = e^(-x^2) / (sqrt(pi) F),  F = x + (1/2)/(x + 1/(x + (3/2)/(x + 2/(x + ...)))), x > 0.
 * x^2 is an exact product: its rounding would cost e^(-x^2) up to 400 ulp. */
static double erfc_fraction(double x)
{
    const struct dd one_over_root_pi = {0x1.20dd750429b6dp-1, 0x1.1ae3a914fed8p-57};
    double F = x;
    for (int k = LEVELS; k > 1; k--)
        F = x + 0.5 * k / F;
    struct dd square = dd_product(x, x);
    struct elem_power e = elem_power_of(-square.h, -square.l);
    struct dd y = dd_mul(dd_add_d(e.p, 1), one_over_root_pi);
    return ldexp(dd_div(y, dd_sum(x, 0.5 / F)).h, e.n);
}

/* 0.5000 ulp at 0x1.7c48dba8caf9p-1; 0.63 below 1e-150. */
double elem_erf(double x)
{
    if (isnan(x))
        return x;
    double a = fabs(x);
    if (a < 0x1p-500) /* products of low parts would underflow */
        return x * 0x1.20dd750429b6dp+0;
    if (a <= HANDOVER)
        return erf_series(x).h;
    double y = a > 6 ? 1 : 1 - erfc_fraction(a); /* erfc 6 is below half an ulp */
    return x < 0 ? -y : y;
}

/* 0.60 ulp at 0x1.46ee03069adeep+1; 0.77 where the result is subnormal. */
double elem_erfc(double x)
{
    if (isnan(x))
        return x;
    if (fabs(x) < 0x1p-60)
        return 1;
    if (fabs(x) <= HANDOVER) {
        struct dd y = erf_series(x);
        return dd_add_d((struct dd){-y.h, -y.l}, 1).h;
    }
    if (x < 0)
        return x < -6 ? 2 : 2 - erfc_fraction(-x);
    return x > 28 ? 0 : erfc_fraction(x); /* erfc 27.3 is below the smallest double */
}
