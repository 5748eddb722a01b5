/* x times a gate that opens from 0 to 1: silu and swish; and elish, half of which is silu.
 *
 * With E = e^-|z|, u = 1 + E, gap = 1 - E (exact_decay) nothing overflows and no tail cancels. What
 * is left is f' next to its own zero below 0, where two terms of nearly equal size meet: there the
 * difference is written in terms of d = x - root (exact_distance), by
 *   e^x - e^root = e^root expm1(d),
 * in which all the digits of d survive. So f' is right at the double next to its zero too. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* swish: x sigma(z) with z = beta x, R -> R, smooth; for beta > 0 its range is
 * [-0.278465/beta, inf). f(0) = 0, f'(0) = 1/2; 0 with slope 0 at -inf, inf with slope 1 at inf.
 *   z < 0:  f = x E/u,  f' = E (u + z)/u^2
 *   z >= 0: f = x/u,    f' = (u + E z)/u^2
 *   f'' = beta E/u^2 (2 - |z| gap/u),   df/dbeta = x^2 E/u^2.
 * z is the exact product: its rounding would cost hundreds of ulp in the tail. f' vanishes at
 * z0 = -1.278..., where 1 + e^z0 + z0 = 0, so with d = z - z0, u + z = d + e^z0 expm1(d), both of
 * one sign; used up to |d| = 1/4, beyond which the plain sum keeps its digits.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at 0x1.2f96640a63304p+5. */

/* 1 + e^z + z */
static struct dd swish_sum(struct dd z, const struct decay *d)
{
    const struct root z0 = {-0x1.474973c84120bp+0,
                            {-0x1.f8d74bc9ac154p-54, -0x1.44a50180ba780p-108}};
    const struct dd e_z0 = {0x1.1d25cf210482ep-2, -0x1.ca2d0d94faaecp-60};
    struct dd distance = exact_distance(z, &z0);
    if (fabs(distance.h) > 0.25)
        return dd_add(d->u, z);
    return dd_add(distance, dd_mul(e_z0, exact_expm1(distance)));
}

static double swish(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct dd z = act_exponent(p[0], x);
    if (isinf(x))
        return z.h < 0 ? 0 : x;
    struct decay d = exact_decay(act_magnitude(z));
    if (z.h < 0)
        return exact_times(dd_div(d.e.m, d.u), d.e.k, act_one(x));
    return exact_times(act_reciprocal(d.u), 0, act_one(x));
}

static double swish_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct dd z = act_exponent(p[0], x);
    struct decay d = exact_decay(act_magnitude(z));
    struct dd u2 = dd_mul(d.u, d.u);
    if (z.h < 0)
        return exact_round(dd_div(dd_mul(d.e.m, swish_sum(z, &d)), u2), d.e.k);
    return exact_round(dd_div(dd_add(d.u, dd_mul(d.E, z)), u2), 0);
}

static double swish_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    struct dd a = act_magnitude(act_exponent(p[0], x));
    struct decay d = exact_decay(a);
    struct dd turn = dd_add_d(dd_neg(dd_div(dd_mul(a, d.gap), d.u)), 2);
    struct dd slope = dd_div(d.e.m, dd_mul(d.u, d.u));
    return exact_times(dd_mul(slope, turn), d.e.k, act_one(p[0]));
}

/* x twice, between halves of the power of two: neither product leaves the range on the way. */
static double swish_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    if (isinf(x))
        return p[0] == 0 ? INF : 0;
    struct dd a = act_magnitude(act_exponent(p[0], x));
    if (a.h >= ACT_GONE && fabs(x) > 0x1p500) /* x^2 might outweigh e^-ACT_GONE */
        return 0;
    struct decay d = exact_decay(a);
    int half = d.e.k / 2;
    double once = exact_times(dd_div(d.e.m, dd_mul(d.u, d.u)), half, act_one(x));
    return exact_times(act_one(once), d.e.k - half, act_one(x));
}

const struct act act_swish_row = {
    .name = "swish",
    .title = "swish",
    .formula = "x*sigmoid(beta*x)",
    .derivative = "sigmoid(beta*x)*(1+beta*x*sigmoid(-beta*x))",
    .param = {{
        .name = "beta",
        .aliases = "b",
        .value = 1,
        .min = 0,
        .max = 100,
        .step = 0.1,
        .help = "Steepness of the gate: 0 gives x/2, 1 is silu, 1.702 is close to gelu, large "
                "values approach relu.",
    }},
    .f = swish,
    .df = swish_df,
    .d2f = swish_d2f,
    .dparam = swish_dparam,
    .loop = ACT_LOOP_SWISH,
    .source = "Ramachandran, Zoph and Le 2017",
    .dialect =
        {
            {"TensorFlow", "tf.nn.swish is silu, with an optional beta"},
            {"Keras", "swish is another name of silu"},
            {"JAX", "jax.nn.swish is silu"},
        },
    .what = "The input times a sigmoid gate of its own, whose steepness beta may be learned.",
    .pro = "One parameter leads from a straight line over silu to relu, smoothly.",
    .con = "Costs an exponential, is not monotone, and units with a large beta can stop learning "
           "below 0.",
    .when = "In deep networks in place of relu when the gate's steepness is to be tuned or "
            "learned.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1.2784645427610740, -1.2784645427610736},
                 {-1.53, -1.03},
                 {-756, -707},
                 {-1e-8, 1e-8},
                 {36, 38}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.5}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* silu: x sigma(x), R -> [-0.278465, inf), smooth; swish with beta = 1.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at -0x1.064485e7f05cbp+9. */

static const double unit_beta[] = {1};

static double silu(double x, const double *p)
{
    (void)p;
    return swish(x, unit_beta);
}

static double silu_df(double x, const double *p)
{
    (void)p;
    return swish_df(x, unit_beta);
}

static double silu_d2f(double x, const double *p)
{
    (void)p;
    return swish_d2f(x, unit_beta);
}

const struct act act_silu_row = {
    .name = "silu",
    .aliases = "swish1",
    .title = "sigmoid-weighted linear unit",
    .formula = "x*sigmoid(x)",
    .derivative = "sigmoid(x)*(1+x*sigmoid(-x))",
    .f = silu,
    .df = silu_df,
    .d2f = silu_d2f,
    .loop = ACT_LOOP_SILU,
    .source = "Hendrycks and Gimpel 2016; Elfwing, Uchibe and Doya 2017",
    .what = "The input times its own sigmoid: a relu with a rounded corner and a shallow dip below "
            "0.",
    .pro = "Smooth, lets some gradient through just below 0, and is close to the identity far "
           "above.",
    .con = "Costs an exponential, is not monotone, and far below 0 its slope is as good as 0.",
    .when = "In deep convolutional networks and in the gated blocks of transformers.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1.2784645427610740, -1.2784645427610736},
                 {-1.53, -1.03},
                 {-756, -707},
                 {-1e-8, 1e-8},
                 {36, 38}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.5}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* elish: x sigma(x) for x >= 0, (e^x - 1) sigma(x) below, R -> [-0.171573, inf). f(0) = 0,
 * f'(0) = 1/2 from both sides, f'' jumps there from 1 to 1/2, its value at 0; ends as silu.
 *   x >= 0: silu.   x < 0, w = e^x: f = -gap w/u, f' = w (w^2 + 2w - 1)/u^2,
 *   f'' = w (w^3 + 3w^2 + 5w - 1)/u^3.
 * w^2 + 2w - 1 = (w - w0)(u + sqrt 2) with w0 = sqrt 2 - 1, and with d = x - ln w0,
 * w - w0 = w0 expm1(d): f' has full precision everywhere, its zero -0.88... included.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at 0x1.c000011601ae2p+2. */

static double elish(double x, const double *p)
{
    if (!(x < 0))
        return silu(x, p);
    struct decay d = exact_decay(act_one(-x));
    return exact_times(dd_neg(d.gap), d.e.k, dd_div(d.e.m, d.u));
}

static double elish_df(double x, const double *p)
{
    const struct root ln_w0 = {-0x1.c34366179d427p-1,
                               {0x1.9f270661722dbp-56, -0x1.8a53cd3ba8080p-112}};
    const struct dd w0 = {0x1.a827999fcef32p-2, 0x1.08b2fb1366ea9p-56};
    const struct dd sqrt_2 = {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54};
    if (!(x < 0))
        return silu_df(x, p);
    struct decay d = exact_decay(act_one(-x));
    struct dd distance = exact_distance(act_one(fmax(x, -ACT_GONE)), &ln_w0);
    struct dd factors = dd_mul(dd_mul(w0, exact_expm1(distance)), dd_add(d.u, sqrt_2));
    return exact_round(dd_div(dd_mul(d.e.m, factors), dd_mul(d.u, d.u)), d.e.k);
}

static double elish_d2f(double x, const double *p)
{
    if (!(x < 0))
        return silu_d2f(x, p);
    struct decay d = exact_decay(act_one(-x));
    struct dd cubic = dd_add_d(dd_mul(d.E, dd_add_d(dd_mul(d.E, dd_add_d(d.E, 3)), 5)), -1);
    struct dd u3 = dd_mul(d.u, dd_mul(d.u, d.u));
    return exact_round(dd_div(dd_mul(d.e.m, cubic), u3), d.e.k);
}

const struct act act_elish_row = {
    .name = "elish",
    .title = "exponential linear sigmoid squashing",
    .formula = "x >= 0 ? x*sigmoid(x) : (exp(x)-1)*sigmoid(x)",
    .derivative = "x >= 0 ? silu'(x) : exp(x)*(exp(2*x)+2*exp(x)-1)/(1+exp(x))^2",
    .f = elish,
    .df = elish_df,
    .d2f = elish_d2f,
    .loop = ACT_LOOP_ELISH,
    .source = "Basirat and Roth 2018",
    .what = "The silu above 0; below, an elu that a sigmoid gate closes.",
    .pro = "Its slope has no corner, and what lies far below 0 is shut out.",
    .con = "Costs two functions in one, is not monotone, and has been tried little.",
    .when = "For experiments with functions found by search; silu is the better known choice.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-0.88137358701954316, -0.88137358701954283},
                 {-1e-8, 1e-8},
                 {-746, -707},
                 {36, 38}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.5}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};
