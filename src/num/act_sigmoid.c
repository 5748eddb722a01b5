/* The S-shaped functions that are a logistic curve moved and stretched.
 *
 * All come from E = e^-a with a = |z|, by way of u = 1 + E and gap = 1 - E (exact_decay):
 *   sigma(z)   = 1/u for z >= 0, E/u below        2 sigma(z) - 1 = sign(z) gap/u
 *   sigma'(z)  = E/u^2                            sigma''(z) = -sign(z) E gap/u^3
 * No difference of nearly equal terms is left: s (1 - s) and 1 - t^2 would cancel in the tails,
 * where frameworks lose all digits. Infinite x needs no care: E is then 0 to any double. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* s sigma'(z), s sigma''(z). */
static double slope(const struct decay *d, struct dd s)
{
    return exact_round(dd_div(dd_mul(s, d->e.m), dd_mul(d->u, d->u)), d->e.k);
}

static double bend(const struct decay *d, double s, double x)
{
    struct dd u3 = dd_mul(d->u, dd_mul(d->u, d->u));
    double y = exact_times(dd_div(d->e.m, u3), d->e.k, dd_mul_d(d->gap, s));
    return x < 0 ? y : -y;
}

/* E = e^-s|x| for a power of two s. */
static struct decay decay_of(double x, double s)
{
    return exact_decay((struct dd){s * fabs(x), 0});
}

/* sigmoid: 1 / (1 + e^-x), R -> (0, 1), smooth. f(0) = 1/2, f' even with its peak 1/4 at 0; 0 and 1
 * at -inf and inf. Below 0 as m 2^k / u, so that the subnormal tail from -708 to -745 is rounded
 * once.
 * Worst found: f 0.500 ulp at -0x1.fffffffffffffp-3, f' 0.500 at 0x1.0f5547f930a4ep+2. */

static double sigmoid(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    if (x < 0)
        return exact_round(dd_div(d.e.m, d.u), d.e.k);
    return exact_round(act_reciprocal(d.u), 0);
}

static double sigmoid_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    return slope(&d, act_one(1));
}

static double sigmoid_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    return bend(&d, 1, x);
}

const struct act act_sigmoid_row = {
    .name = "sigmoid",
    .aliases = "logistic logsig",
    .title = "logistic function",
    .formula = "1/(1+exp(-x))",
    .derivative = "sigmoid(x)*(1-sigmoid(x))",
    .f = sigmoid,
    .df = sigmoid_df,
    .d2f = sigmoid_d2f,
    .loop = ACT_LOOP_SIGMOID,
    .source = "Verhulst 1838; Rumelhart, Hinton and Williams 1986",
    .dialect =
        {
            {"PyTorch", "f' = f (1 - f), which is exactly 0 from x = 37 on"},
        },
    .what = "Squeezes the whole axis into (0, 1) along an S.",
    .pro = "Smooth and bounded, and the right last layer for a trained probability of yes or "
           "no.",
    .con = "Its slope is 1/4 at best and nearly 0 at both ends, and its mean is 0.5 rather "
           "than 0, so deep stacks of it starve their first layers.",
    .when = "At the output of a binary classifier and in gates; seldom in hidden layers of a "
            "deep network.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{36, 38}, {-746, -707}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0.5, 0.25}, {(double)INFINITY, 1, 0}},
    .values = 3,
};

/* tanh: (e^x - e^-x) / (e^x + e^-x), R -> (-1, 1), smooth, odd. f(0) = 0, f'(0) = 1, -1 and 1 at
 * the ends. The curve of z = 2x: f = sign(x) gap/u, f' = 4 sigma'(2x), f'' = 8 sigma''(2x); gap is
 * exact near 0, so x itself comes out for tiny x.
 * Worst found: f 0.500 ulp at -0x1.000000b48a49ap+0, f' 0.500 at 0x1.65ab58b72c6d3p+8. */

static double odd(const struct decay *d, double x)
{
    return copysign(exact_round(dd_div(d->gap, d->u), 0), x);
}

static double tanh_f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 2);
    return odd(&d, x);
}

static double tanh_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 2);
    return slope(&d, act_one(4));
}

static double tanh_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 2);
    return bend(&d, 8, x);
}

const struct act act_tanh_row = {
    .name = "tanh",
    .aliases = "tansig hyperbolic_tangent",
    .title = "hyperbolic tangent",
    .formula = "(exp(x)-exp(-x))/(exp(x)+exp(-x))",
    .derivative = "1-tanh(x)^2",
    .f = tanh_f,
    .df = tanh_df,
    .d2f = tanh_d2f,
    .loop = ACT_LOOP_TANH,
    .source = "in networks since LeCun 1989",
    .dialect =
        {
            {"PyTorch", "f' = 1 - f^2, which is exactly 0 from |x| = 19.1 on"},
        },
    .what = "An S through the origin, from -1 to 1; a sigmoid stretched to twice its height "
            "and half its width.",
    .pro = "Odd, so inputs spread evenly around 0 come out with mean 0, and its slope at 0 is"
           " 1.",
    .con = "Saturates at both ends; how fast gradients fade depends on the weights, from a "
           "slow power law to exponential growth.",
    .when = "In recurrent cells, in shallow networks, and where outputs must lie between -1 "
            "and 1.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{18, 20}, {353, 373}, {-373, -353}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, -1, 0}, {0, 0, 1}, {(double)INFINITY, 1, 0}},
    .values = 3,
};

/* symmetrical_sigmoid: tanh(x/2) = 2 sigma(x) - 1, R -> (-1, 1), smooth, odd. f(0) = 0, f'(0) =
 * 1/2, -1 and 1 at the ends. As tanh, with z = x: f' = 2 sigma', f'' = 2 sigma''.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at 0x1.40001d47e0bd6p+1. */

static double symmetrical_sigmoid(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    return odd(&d, x);
}

static double symmetrical_sigmoid_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    return slope(&d, act_one(2));
}

static double symmetrical_sigmoid_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = decay_of(x, 1);
    return bend(&d, 2, x);
}

const struct act act_symmetrical_sigmoid_row = {
    .name = "symmetrical_sigmoid",
    .aliases = "bipolar_sigmoid sym_sigmoid",
    .title = "symmetrical sigmoid",
    .formula = "tanh(x/2)",
    .derivative = "(1-tanh(x/2)^2)/2",
    .f = symmetrical_sigmoid,
    .df = symmetrical_sigmoid_df,
    .d2f = symmetrical_sigmoid_d2f,
    .loop = ACT_LOOP_SYMMETRICAL_SIGMOID,
    .source = "the logistic function as 2 sigmoid(x) - 1",
    .what = "The sigmoid stretched to the range from -1 to 1, which makes it tanh at half the "
            "speed.",
    .pro = "Odd like tanh, so inputs spread evenly around 0 come out with mean 0.",
    .con = "Its slope is 1/2 at best, so with small weights gradients fade sooner than under "
           "tanh.",
    .when = "Where outputs from -1 to 1 are wanted with the gentle slope of the sigmoid; "
            "otherwise tanh does the same with weights half as large.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{36, 38}, {707, 747}, {-747, -707}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, -1, 0}, {0, 0, 0.5}, {(double)INFINITY, 1, 0}},
    .values = 3,
};

/* lecun_tanh: c tanh(2x/3) with c = 1.7159, R -> (-c, c), smooth, odd. f(0) = 0, f'(0) = 2c/3, -c
 * and c at the ends. c and 2/3 are the real numbers, so z = 4x/3 and c are carried as pairs:
 * rounding z alone would cost f' 370 ulp in the tail. f' = (8c/3) sigma'(z), f'' = (32c/9)
 * sigma''(z). Below 2^-110 f is 2c/3 x, whose low part would underflow on the long way.
 * Worst found: f 0.500 ulp at 0x1.62e4314034c1fp-2, f' 0.500 at 0x1.78dbbd0112a2ep+2. */

static struct decay lecun_decay(double x)
{
    const struct dd four_thirds = {0x1.5555555555555p+0, 0x1.5555555555555p-54};
    return exact_decay(dd_mul_d(four_thirds, fmin(fabs(x), 2000)));
}

static double lecun_tanh(double x, const double *p)
{
    (void)p;
    const struct dd c = {0x1.b74538ef34d6ap+0, 0x1.61e4f765fd8aep-56};
    const struct dd two_thirds_c = {0x1.24d8d09f788f1p+0, 0x1.9050d3e654ec8p-54};
    if (isnan(x))
        return x;
    if (fabs(x) < 0x1p-110)
        return exact_times(two_thirds_c, 0, (struct dd){x, 0});
    struct decay d = lecun_decay(x);
    return copysign(exact_round(dd_mul(c, dd_div(d.gap, d.u)), 0), x);
}

static double lecun_tanh_df(double x, const double *p)
{
    (void)p;
    const struct dd eight_thirds_c = {0x1.24d8d09f788f1p+2, 0x1.9050d3e654ec8p-52};
    if (isnan(x))
        return x;
    struct decay d = lecun_decay(x);
    return slope(&d, eight_thirds_c);
}

static double lecun_tanh_d2f(double x, const double *p)
{
    (void)p;
    const double c_32_ninths = 0x1.86766b7f4b697p+2;
    if (isnan(x))
        return x;
    struct decay d = lecun_decay(x);
    return bend(&d, c_32_ninths, x);
}

const struct act act_lecun_tanh_row = {
    .name = "lecun_tanh",
    .aliases = "scaled_tanh",
    .title = "LeCun's scaled hyperbolic tangent",
    .formula = "1.7159*tanh(2*x/3)",
    .derivative = "1.7159*2/3*(1-tanh(2*x/3)^2)",
    .f = lecun_tanh,
    .df = lecun_tanh_df,
    .d2f = lecun_tanh_d2f,
    .loop = ACT_LOOP_LECUN_TANH,
    .source = "LeCun 1989; LeCun, Bottou, Orr and Mueller 1998",
    .what = "A tanh scaled so that targets of -1 and 1 lie well inside its range: f(1) is 1 to "
            "four digits.",
    .pro = "Odd, and at targets of -1 and 1 its slope is still far from 0, so training is not "
           "drawn into saturation.",
    .con = "Saturates at both ends as every tanh does, and its two constants are easily "
           "mistyped.",
    .when = "To repeat networks of the 1990s, with inputs of mean 0 and variance 1.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1.001, -0.999}, {530, 561}, {-561, -530}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, -1.7159, 0},
              {0, 0, 0x1.24d8d09f788f1p+0},
              {(double)INFINITY, 1.7159, 0}},
    .values = 3,
};
