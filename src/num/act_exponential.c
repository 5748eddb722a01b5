/* Exponential below 0, something simpler above: elu, selu, celu.
 *
 * Below 0 with a = -x: e^x = E = m 2^k and e^x - 1 = -gap (exact_decay), each without cancellation.
 * At 0 f' and f'' are those of the left side. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* For x <= 0: E = e^x. */
static struct decay below(double x)
{
    return exact_decay(act_one(-x));
}

/* elu: x above 0, alpha (e^x - 1) below, R -> (-alpha, inf). Kink at 0 unless alpha = 1, with
 * f'(0) = alpha, the left side. -alpha and 0 at -inf. f = -alpha gap, f' = f'' = alpha E; one
 * rounding, of the product.
 * Worst found: f 0.500 ulp at -0x0.0000000000005p-1022 (alpha 0.3),
 * f' 0.500 at -0x1.3197fe94068cdp+5 (alpha 3.096764890755784). */

static double elu(double x, const double *p)
{
    if (isnan(x) || x > 0)
        return x;
    return exact_times(below(x).gap, 0, act_one(-p[0]));
}

static double elu_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return 1;
    struct scaled e = below(x).e;
    return exact_times(e.m, e.k, act_one(p[0]));
}

static double elu_d2f(double x, const double *p)
{
    return x > 0 ? 0 : elu_df(x, p);
}

static double elu_dparam(double x, const double *p, int k)
{
    (void)p;
    (void)k;
    if (isnan(x))
        return x;
    return x > 0 ? 0 : -below(x).gap.h;
}

const struct act act_elu_row = {
    .name = "elu",
    .title = "exponential linear unit",
    .formula = "x > 0 ? x : alpha*(exp(x)-1)",
    .derivative = "x > 0 ? 1 : alpha*exp(x)",
    .param = {{
        .name = "alpha",
        .aliases = "gamma a",
        .value = 1,
        .min = 0,
        .max = 10,
        .step = 0.1,
        .help = "The negative side saturates at -alpha; only 1 joins without a corner.",
    }},
    .f = elu,
    .df = elu_df,
    .d2f = elu_d2f,
    .dparam = elu_dparam,
    .loop = ACT_LOOP_ELU,
    .kinks = act_kink_at_0,
    .convention = "f'(0) = alpha, the slope from the left; no corner for alpha = 1",
    .source = "Clevert, Unterthiner and Hochreiter 2015",
    .what = "Linear above 0; below, an exponential that levels off at -alpha.",
    .pro = "Its mean lies nearer to 0 than that of relu, and saturation below 0 damps noise "
           "there.",
    .con = "Costs an exponential, and far below 0 the slope is so small that a unit seldom "
           "returns.",
    .when = "In deep networks without normalisation, where a mean near 0 helps.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {-746, -707}, {-38, -36}},
    .value = {{-(double)INFINITY, -1, 0}, {0, 0, 1}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* selu: lambda x above 0, lambda alpha (e^x - 1) below, R -> (-lambda alpha, inf). Kink at 0 with
 * f'(0) = lambda alpha, the left side. With both parameters at their defaults the published numbers
 * of 32 digits count, of which the parameters are the nearest doubles: then lambda and
 * lambda alpha are pairs; else their product is exact.
 * Worst found: f 0.500 ulp at 0x1.9994dc6bcda3ep-1019 (alpha 2.0, lambda 3.0),
 * f' 0.500 at -0x1.08d1a12a9331ep+9 (alpha 2.0, lambda 3.0). */

static const double SELU_ALPHA = 1.6732632423543772, SELU_LAMBDA = 1.0507009873554805;

static bool selu_is_published(const double *p)
{
    return p[0] == SELU_ALPHA && p[1] == SELU_LAMBDA;
}

static struct dd selu_above(const double *p)
{
    const struct dd lambda = {0x1.0cfabd6a91132p+0, 0x1.6fc7d272f2695p-55};
    return selu_is_published(p) ? lambda : act_one(p[1]);
}

static struct dd selu_below(const double *p)
{
    const struct dd lambda_alpha = {0x1.c212cc640f031p+0, 0x1.05161b045a1fep-56};
    return selu_is_published(p) ? lambda_alpha : dd_product(p[0], p[1]);
}

static double selu(double x, const double *p)
{
    if (isnan(x) || x == INF)
        return x;
    if (x > 0)
        return exact_times(selu_above(p), 0, act_one(x));
    return exact_times(dd_neg(below(x).gap), 0, selu_below(p));
}

static double selu_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return selu_above(p).h;
    struct scaled e = below(x).e;
    return exact_times(e.m, e.k, selu_below(p));
}

static double selu_d2f(double x, const double *p)
{
    return x > 0 ? 0 : selu_df(x, p);
}

static double selu_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return k == 0 ? 0 : x;
    return -below(x).gap.h * (k == 0 ? p[1] : p[0]);
}

const struct act act_selu_row = {
    .name = "selu",
    .aliases = "scaled_elu",
    .title = "scaled exponential linear unit",
    .formula = "lambda*(x > 0 ? x : alpha*(exp(x)-1))",
    .derivative = "lambda*(x > 0 ? 1 : alpha*exp(x))",
    .param =
        {
            {
                .name = "alpha",
                .aliases = "a",
                .value = 1.6732632423543772,
                .min = 0,
                .max = 10,
                .step = 0.1,
                .help = "Depth of the negative side before scaling; the default belongs to the "
                        "default of lambda.",
            },
            {
                .name = "lambda",
                .aliases = "scale gamma",
                .value = 1.0507009873554805,
                .min = 0.01,
                .max = 10,
                .step = 0.05,
                .help = "Scale of the whole curve and its slope above 0.",
            },
        },
    .f = selu,
    .df = selu_df,
    .d2f = selu_d2f,
    .dparam = selu_dparam,
    .loop = ACT_LOOP_SELU,
    .kinks = act_kink_at_0,
    .convention = "f'(0) = lambda*alpha, the slope from the left",
    .source = "Klambauer, Unterthiner, Mayr and Hochreiter 2017",
    .dialect =
        {
            {"ONNX", "the defaults are the two constants rounded to single precision; lambda is "
                     "called gamma"},
        },
    .what = "An elu whose two constants make mean 0 and variance 1 a stable fixed point from "
            "layer to layer.",
    .pro = "With LeCun's initialisation activations keep mean 0 and variance 1 through very many "
           "layers without any normalisation.",
    .con = "The promise holds for plain dense layers and weights of the right size only, and it is "
           "about activations: gradients still grow slowly.",
    .when = "In deep plain dense networks without normalisation, with LeCun's initialisation and "
            "alpha dropout.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {-746, -707}, {-38, -36}},
    .value = {{-(double)INFINITY, -0x1.c212cc640f031p+0, 0},
              {0, 0, 0x1.c212cc640f031p+0},
              {(double)INFINITY, (double)INFINITY, 1.0507009873554805}},
    .values = 3,
};

/* celu: x above 0, alpha (e^z - 1) with z = x/alpha below, R -> (-alpha, inf), continuously
 * differentiable for every alpha: f'(0) = 1 from both sides; f'' jumps. f = -alpha gap, f' = e^z,
 * f'' = e^z / alpha. z is carried as quotient and residual: e^z would feel the rounding of z by up
 * to 430 ulp. Below 2^-110 in z f is x.
 *   df/dalpha = e^z (1 - z) - 1 = -((1 - e^-a) - a e^-a) with a = -z; where that cancels, below
 * a = 2^-20, it is -a^2/2 (1 - 2a/3 + a^2/4).
 * Worst found: f 0.500 ulp at -0x1.b26ba73155cb4p+5 (alpha 2.0),
 * f' 0.500 at -0x1.5e301a9ac5a9fp-1 (alpha 0.3). */

/* a = -x / alpha for x <= 0. */
static struct dd celu_ratio(double x, double alpha)
{
    double a = -x / alpha;
    if (a > 1490) /* e^-a is 0, and a may be inf */
        return act_one(1490);
    return dd_div_d(act_one(-x), alpha);
}

static double celu(double x, const double *p)
{
    if (isnan(x) || x > 0)
        return x;
    struct dd a = celu_ratio(x, p[0]);
    if (a.h < 0x1p-110)
        return x;
    return exact_times(exact_decay(a).gap, 0, act_one(-p[0]));
}

static double celu_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return 1;
    struct scaled e = exact_decay(celu_ratio(x, p[0])).e;
    return exact_round(e.m, e.k);
}

static double celu_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (x > 0)
        return 0;
    struct scaled e = exact_decay(celu_ratio(x, p[0])).e;
    return exact_round(dd_div_d(e.m, p[0]), e.k);
}

static double celu_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    if (x > 0)
        return 0;
    struct dd a = celu_ratio(x, p[0]);
    if (a.h < 0x1p-20)
        return -0.5 * a.h * a.h * (1 - a.h * (2.0 / 3 - a.h / 4));
    struct decay d = exact_decay(a);
    return dd_add(dd_mul(a, d.E), dd_neg(d.gap)).h;
}

const struct act act_celu_row = {
    .name = "celu",
    .title = "continuously differentiable exponential linear unit",
    .formula = "x > 0 ? x : alpha*(exp(x/alpha)-1)",
    .derivative = "x > 0 ? 1 : exp(x/alpha)",
    .param = {{
        .name = "alpha",
        .aliases = "a",
        .value = 1,
        .min = 0.01,
        .max = 100,
        .step = 0.1,
        .help = "The negative side saturates at -alpha, without a corner at 0 whatever alpha is.",
    }},
    .f = celu,
    .df = celu_df,
    .d2f = celu_d2f,
    .dparam = celu_dparam,
    .loop = ACT_LOOP_CELU,
    .source = "Barron 2017",
    .what = "An elu whose exponential is stretched along with alpha, so that it joins without a "
            "corner.",
    .pro = "Continuously differentiable for every alpha, and its slope never exceeds 1.",
    .con = "Costs an exponential and a division, and far below 0 the slope is nearly 0.",
    .when = "Instead of elu where alpha is not 1 or is learned.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {-746, -707}, {-38, -36}},
    .value = {{-(double)INFINITY, -1, 0}, {0, 0, 1}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};
