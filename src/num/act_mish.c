/* mish: x tanh(ln(1 + e^x)), R -> [-0.308843, inf), smooth. f(0) = 0, f'(0) = 3/5; 0 with slope 0
 * at -inf, inf with slope 1 at inf.
 *
 * The hyperbolic tangent is rational in e^x. With w = e^-|x| (exact_decay):
 *   x < 0:  v = w + 2, D = w v + 2:  f = x w v/D,  f' = w G/D^2 with G = v D + 4x (w + 1)
 *   x >= 0: n = 1 + 2w, D = n + 2w^2:  f = x n/D,  f' = n/D + 4x w^2 (1 + w)/D^2
 * and for f'' the gate's own second derivative, with the same w^2 taken out above 0.
 *
 * G vanishes at x0 = -1.19...; there v D = w^3 + 4w^2 + 6w + 4 and 4x (w + 1) cancel. With
 * d = x - x0, w0 = e^x0, t = expm1(d), so that w = w0 (1 + t):
 *   G = G - G(x0) = t (6 w0 + 4 w0^2 (2 + t) + w0^3 (3 + 3t + t^2) + 4 x0 w0) + 4 d (w + 1),
 * used up to |d| = 1/4.
 * Worst found: f 0.500 ulp at -0x1.31432c0c9262cp+0, f' 0.500 at 0x1.20000004259a0p+2. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

static struct dd twice(struct dd a)
{
    return (struct dd){2 * a.h, 2 * a.l};
}

static struct dd square(struct dd a)
{
    return dd_mul(a, a);
}

/* w v + 2 for x < 0, 1 + 2w + 2w^2 for x >= 0 */
static struct dd denominator(struct dd w, bool negative)
{
    return negative ? dd_add_d(dd_mul(w, dd_add_d(w, 2)), 2)
                    : dd_add_d(twice(dd_mul(w, dd_add_d(w, 1))), 1);
}

/* G */
static struct dd slope_sum(double x, struct dd w, struct dd D)
{
    const struct root x0 = {-0x1.31432c0d12d84p+0,
                            {-0x1.bf319154da210p-55, -0x1.3b82ea8c1efc4p-109}};
    const struct dd w0 = {0x1.36c4202fc3eccp-2, 0x1.6d73a02f8d922p-56};
    struct dd d = exact_distance(act_one(x), &x0);
    if (fabs(d.h) > 0.25)
        return dd_add(dd_mul(dd_add_d(w, 2), D), dd_mul_d(dd_add_d(w, 1), 4 * x));
    struct dd t = exact_expm1(d);
    struct dd third = dd_add_d(dd_mul(t, dd_add_d(t, 3)), 3);
    struct dd sum = dd_mul(w0, third);
    sum = dd_mul(w0, dd_add(sum, dd_mul_d(dd_add_d(t, 2), 4)));
    sum = dd_add_d(dd_add(sum, dd_mul_d((struct dd){x0.h, x0.rest.h}, 4)), 6);
    return dd_add(dd_mul(dd_mul(w0, sum), t), dd_mul(dd_mul_d(d, 4), dd_add_d(w, 1)));
}

static double mish(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (isinf(x))
        return x < 0 ? 0 : x;
    struct decay d = exact_decay(act_one(fabs(x)));
    struct dd D = denominator(d.E, x < 0);
    if (x < 0)
        return exact_times(dd_div(dd_mul(d.e.m, dd_add_d(d.E, 2)), D), d.e.k, act_one(x));
    return exact_times(dd_div(dd_add_d(twice(d.E), 1), D), 0, act_one(x));
}

static double mish_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    double a = fmin(fabs(x), ACT_GONE);
    struct decay d = exact_decay(act_one(a));
    struct dd D = denominator(d.E, x < 0), w = d.E;
    if (x < 0)
        return exact_round(dd_div(dd_mul(d.e.m, slope_sum(-a, w, D)), square(D)), d.e.k);
    struct dd gate = dd_div(dd_add_d(twice(w), 1), D);
    struct dd rest = dd_mul(dd_mul_d(square(w), 4 * a), dd_add_d(w, 1));
    return exact_round(dd_add(gate, dd_div(rest, square(D))), 0);
}

/* x < 0:  f'' = 4w/D^2 (2 (w + 1) + x (2 + 2w - 3w^2 - 2w^3)/D)
 * x >= 0: f'' = 4w^2/D^2 (2 (1 + w) - x (2 + 3w - 2w^2 - 2w^3)/D) */
static double mish_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    double a = fmin(fabs(x), ACT_GONE);
    struct decay d = exact_decay(act_one(a));
    struct dd D = denominator(d.E, x < 0), w = d.E, w2 = square(w), minus_2w = dd_neg(twice(w));
    struct dd cubic, factor = d.e.m;
    int k = d.e.k;
    if (x < 0) {
        cubic = dd_add(dd_mul(w2, dd_add_d(minus_2w, -3)), dd_add_d(twice(w), 2));
    } else {
        cubic = dd_add(dd_mul(w2, dd_add_d(minus_2w, -2)), dd_add_d(dd_mul_d(w, 3), 2));
        factor = square(factor);
        k *= 2;
    }
    struct dd turn = dd_neg(dd_div(dd_mul_d(cubic, a), D));
    struct dd sum = dd_add(twice(dd_add_d(w, 1)), turn);
    return exact_round(dd_mul_d(dd_div(dd_mul(factor, sum), square(D)), 4), k);
}

const struct act act_mish_row = {
    .name = "mish",
    .title = "mish",
    .formula = "x*tanh(log(1+exp(x)))",
    .derivative = "tanh(softplus(x))+x*(1-tanh(softplus(x))^2)*sigmoid(x)",
    .f = mish,
    .df = mish_df,
    .d2f = mish_d2f,
    .loop = ACT_LOOP_MISH,
    .source = "Misra 2019",
    .what = "The input times the tanh of its softplus: a close cousin of silu that rises a little "
            "sooner.",
    .pro = "Smooth, lets some gradient through just below 0, and is close to the identity far "
           "above.",
    .con = "Costs more than silu for nearly the same shape, and is not monotone.",
    .when = "In convolutional networks, object detectors above all, as an alternative to silu.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1.1924312145154320, -1.1924312145154314},
                 {-1.45, -0.94},
                 {-756, -707},
                 {-1e-8, 1e-8},
                 {18, 38}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.6}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};
