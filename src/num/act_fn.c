#include "num/act_fn.h"

#include <math.h>

/* Identity: f = x on R, f' = 1. No kinks. Exact. */

double act_identity(double x, const double *p)
{
    (void)p;
    return x;
}

double act_identity_df(double x, const double *p)
{
    (void)p;
    return isnan(x) ? x : 1;
}

/* Unit step: 0 below 0, 1 from 0 on. Jumps at 0, where f = 1; f' = 0 everywhere. Exact. */

double act_step(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x >= 0 ? 1 : 0;
}

/* Signum: -1, 0, 1. Jumps at 0, where f = 0; f' = 0 everywhere. Exact. */

double act_signum(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return (x > 0) - (x < 0);
}

double act_flat(double x, const double *p)
{
    (void)p;
    return isnan(x) ? x : 0;
}

/* ReLU: max(0, x), R -> [0, inf). Kink at 0 with f'(0) = 0. Exact. */

double act_relu(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > 0 ? x : 0;
}

double act_relu_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > 0 ? 1 : 0;
}

/* Leaky ReLU and PReLU: x above 0, p[0] * x below, R -> R for a positive slope. Kink at 0 with
 * f'(0) = slope, the left side. One rounding. df/dslope = min(0, x). */

double act_leaky(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return x;
    return p[0] == 0 ? 0 : p[0] * x; /* slope 0 is relu, at -inf too */
}

double act_leaky_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > 0 ? 1 : p[0];
}

double act_leaky_dparam(double x, const double *p, int k)
{
    (void)p;
    (void)k;
    if (isnan(x))
        return x;
    return x < 0 ? x : 0;
}
