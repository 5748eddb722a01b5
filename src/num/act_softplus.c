/* Softplus and its mirror image.
 *
 * With z = beta x as an exact product and E = e^-|z| (exact_decay), L = ln(1 + E):
 *   ln(1 + e^z) = max(z, 0) + L
 * without the usual threshold, and every term is positive. Where E < 2^-120, L is E itself to more
 * digits than are carried; then its power of two stays apart, so that the subnormal tail is
 * rounded once. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* ln(1 + E) = m 2^k */
static struct scaled log1p_of(const struct decay *d)
{
    if (d->e.k < -120)
        return d->e;
    return (struct scaled){exact_log1p(d->E), 0};
}

/* sigma(z) and sigma'(z) */
static struct scaled sigma(const struct decay *d, bool negative)
{
    if (negative)
        return (struct scaled){dd_div(d->e.m, d->u), d->e.k};
    return (struct scaled){act_reciprocal(d->u), 0};
}

static struct scaled sigma_df(const struct decay *d)
{
    return (struct scaled){dd_div(d->e.m, dd_mul(d->u, d->u)), d->e.k};
}

/* softplus: ln(1 + e^(beta x)) / beta, R -> (0, inf), smooth. 0 at -inf, inf at inf,
 * f(0) = ln 2 / beta. f' = sigma(z), f'' = beta sigma'(z),
 *   df/dbeta = (x sigma(z) - f) / beta = -(|x| E/u + L/beta) / beta,
 * the same on both sides and without a difference.
 * Worst found: f 0.500 ulp at 0x1.2a1e7f8f73e89p-55 (beta 2.0),
 * f' 0.500 at -0x1.fffffffffffffp-3. */

static double softplus(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct decay d = exact_decay(act_magnitude(act_exponent(p[0], x)));
    if (x > 0 && d.e.k < -120)
        return x;
    struct scaled L = log1p_of(&d);
    L.m = dd_div_d(L.m, p[0]);
    return x > 0 ? exact_round(dd_add_d(L.m, x), 0) : exact_round(L.m, L.k);
}

static double softplus_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct dd z = act_exponent(p[0], x);
    struct decay d = exact_decay(act_magnitude(z));
    struct scaled s = sigma(&d, z.h < 0);
    return exact_round(s.m, s.k);
}

static double softplus_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct decay d = exact_decay(act_magnitude(act_exponent(p[0], x)));
    struct scaled s = sigma_df(&d);
    return exact_round(dd_mul_d(s.m, p[0]), s.k);
}

/* E/u and L both have the factor 2^k where k < -120. */
static double softplus_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    struct decay d = exact_decay(act_magnitude(act_exponent(p[0], x)));
    struct scaled L = log1p_of(&d);
    double low = L.k == 0 ? d.E.h : d.e.m.h; /* E / 2^k, k that of L */
    double a = fmin(fabs(x), 1e200);         /* times E it is 0, and inf would be nan */
    return ldexp(-(a * (low / d.u.h) + L.m.h / p[0]) / p[0], L.k);
}

const struct act act_softplus_row = {
    .name = "softplus",
    .aliases = "smooth_relu",
    .title = "softplus",
    .formula = "log(1+exp(beta*x))/beta",
    .derivative = "sigmoid(beta*x)",
    .param = {{
        .name = "beta",
        .aliases = "b sharpness",
        .value = 1,
        .min = 0.01,
        .max = 100,
        .step = 0.25,
        .help = "Sharpness; the larger, the closer to relu.",
    }},
    .f = softplus,
    .df = softplus_df,
    .d2f = softplus_d2f,
    .dparam = softplus_dparam,
    .loop = ACT_LOOP_SOFTPLUS,
    .source = "Dugas et al. 2001",
    .dialect =
        {
            {"PyTorch", "the identity from beta*x = 20 on (threshold)"},
        },
    .what = "A rounded relu; its slope is the sigmoid.",
    .pro = "Smooth, convex and always positive, and its slope tends to 1 above 0.",
    .con = "Costs an exponential and a logarithm, gives no zeros, and its outputs are all "
           "positive: their mean lies far from 0.",
    .when = "For outputs that must be positive, such as variances and rates, or where second "
            "derivatives count.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-84, -82}, {-746, -707}, {-38, -20}, {20, 38}, {-28, -27}},
    .value = {{-(double)INFINITY, 0, 0},
              {0, 0x1.62e42fefa39efp-1, 0.5},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* logsigmoid: ln sigma(x) = -softplus(-x), R -> (-inf, 0), smooth. -inf at -inf, 0 at inf,
 * f(0) = -ln 2. f' = sigma(-x), f'' = -sigma'(x).
 * Worst found: f 0.500 ulp at -0x1.4000000000048p+1, f' 0.500 at 0x1.fffffffffffffp-3. */

static const double unit_beta[] = {1};

static double logsigmoid(double x, const double *p)
{
    (void)p;
    return -softplus(-x, unit_beta);
}

static double logsigmoid_df(double x, const double *p)
{
    (void)p;
    return softplus_df(-x, unit_beta);
}

static double logsigmoid_d2f(double x, const double *p)
{
    (void)p;
    return -softplus_d2f(x, unit_beta);
}

const struct act act_logsigmoid_row = {
    .name = "logsigmoid",
    .aliases = "log_sigmoid",
    .title = "logarithm of the sigmoid",
    .formula = "-log(1+exp(-x))",
    .derivative = "sigmoid(-x)",
    .f = logsigmoid,
    .df = logsigmoid_df,
    .d2f = logsigmoid_d2f,
    .loop = ACT_LOOP_LOGSIGMOID,
    .source = "the log-likelihood of logistic regression; the mirror image of softplus, Dugas et "
              "al. 2001",
    .what = "The logarithm of a probability given by a sigmoid; softplus turned by 180 degrees.",
    .pro = "Finite where the sigmoid has underflown to 0: a very improbable event keeps its slope "
           "of 1.",
    .con = "Never positive, so its mean lies far from 0, and above 0 the slope dies away.",
    .when = "In loss functions on logits; hardly ever as the bend of a hidden layer.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{82, 84}, {707, 746}, {20, 38}, {-38, -20}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 1},
              {0, -0x1.62e42fefa39efp-1, 0.5},
              {(double)INFINITY, 0, 0}},
    .values = 3,
};
