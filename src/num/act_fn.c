#include "num/act_fn.h"

#include "num/elem.h"

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

/* Sigmoid: 1 / (1 + e^-x), R -> (0, 1), smooth.
 *   f'  = E / u^2,  f'' = -+E (1 - E) / u^3   with E = e^-|x|, u = 1 + E, sign against x.
 * Never f (1 - f): it cancels from x = 17 on and is 0 from 37 on, where f' is still 1e-16. With E
 * every term is positive, and 1 - E is an expm1. */

double act_sigmoid(double x, const double *p)
{
    (void)p;
    return elem_sigmoid(x);
}

double act_sigmoid_df(double x, const double *p)
{
    (void)p;
    double E = elem_exp(-fabs(x)), u = 1 + E;
    return E / (u * u);
}

double act_sigmoid_d2f(double x, const double *p)
{
    double slope = act_sigmoid_df(x, p);
    double one_less_E = -elem_expm1(-fabs(x)), u = 2 - one_less_E;
    return (x > 0 ? -slope : slope) * one_less_E / u;
}

/* Tanh: R -> (-1, 1), smooth, odd.
 *   f'  = 4 E / (1 + E)^2 with E = e^(-2|x|): 1 - f^2 cancels from |x| = 9 on.
 *   f'' = -2 f f'. */

double act_tanh(double x, const double *p)
{
    (void)p;
    return elem_tanh(x);
}

double act_tanh_df(double x, const double *p)
{
    (void)p;
    double E = elem_exp(-2 * fabs(x)), u = 1 + E;
    return 4 * (E / (u * u));
}

double act_tanh_d2f(double x, const double *p)
{
    return -2 * elem_tanh(x) * act_tanh_df(x, p);
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

/* ELU: x above 0, alpha (e^x - 1) below, R -> (-alpha, inf). Kink at 0 unless alpha = 1, with
 * f'(0) = alpha, the left side. expm1 keeps the digits of small x that e^x - 1 loses. */

double act_elu(double x, const double *p)
{
    return x > 0 ? x : p[0] * elem_expm1(x);
}

/* f' and f'' are the same below 0 and at 0. */
static double elu_slope(double x, const double *p, double above)
{
    return x > 0 ? above : p[0] * elem_exp(x);
}

double act_elu_df(double x, const double *p)
{
    return elu_slope(x, p, 1);
}

double act_elu_d2f(double x, const double *p)
{
    return elu_slope(x, p, 0);
}

double act_elu_dparam(double x, const double *p, int k)
{
    (void)p;
    (void)k;
    return x > 0 ? 0 : elem_expm1(x);
}

/* Softplus: ln(1 + e^z) / beta with z = beta x, R -> (0, inf), smooth.
 *   f = max(x, 0) + ln(1 + E) / beta with E = e^-|z|, without the usual threshold;
 *   f' = sigmoid(z), f'' = beta sigmoid'(z),
 *   df/dbeta = (x sigmoid(z) - f) / beta = -(|x| E / (1 + E) + ln(1 + E) / beta) / beta, the same
 * on both sides and without a difference.
 *
 * e^z turns an error of z into a relative error z times as large, so the rounding of beta x is
 * kept: z + rest is the exact product. */

struct product {
    double z, rest;
};

static struct product exact_product(double a, double b)
{
    double z = a * b;
    double rest = fma(a, b, -z);
    return (struct product){z, isfinite(rest) ? rest : 0};
}

/* e^(z + rest) / beta for z < -700. Times 2^1024 it is a normal number, so that a tail that ends
 * up among the subnormals is rounded once. */
static double softplus_tail(struct product b_x, double beta)
{
    enum { SHIFT = 1024 };
    /* SHIFT ln 2 in two parts; the first has few enough bits that z + high is exact. */
    const double high = 0x1.62e42fefa38p+9, low = 0x1.ef35793c7673p-35;
    double shifted = b_x.z + high;
    double E = elem_exp(shifted) * (1 + (b_x.rest + low));
    return ldexp(E / beta, -SHIFT);
}

double act_softplus(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct product b_x = exact_product(p[0], x);
    if (b_x.z < -700)
        return softplus_tail(b_x, p[0]);
    double E = elem_exp(-fabs(b_x.z));
    E -= (b_x.z > 0 ? b_x.rest : -b_x.rest) * E;
    return (x > 0 ? x : 0) + elem_log1p(E) / p[0];
}

double act_softplus_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct product b_x = exact_product(p[0], x);
    double s = elem_sigmoid(b_x.z);
    return s + b_x.rest * act_sigmoid_df(b_x.z, p);
}

double act_softplus_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    return p[0] * act_sigmoid_df(p[0] * x, p);
}

double act_softplus_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    double E = elem_exp(-fabs(p[0] * x));
    if (E == 0)
        return 0; /* |x| may be inf */
    return -(fabs(x) * (E / (1 + E)) + elem_log1p(E) / p[0]) / p[0];
}
