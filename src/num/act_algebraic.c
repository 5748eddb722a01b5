/* Functions of quotients and square roots: softsign, isru, bent_identity, squareplus. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

static struct dd half(struct dd a)
{
    return (struct dd){a.h / 2, a.l / 2};
}

/* sqrt(1 + t^2), |t| <= ACT_FAR */
static struct dd root_of_1_and_square(struct dd t)
{
    return exact_sqrt(dd_add_d(dd_mul(t, t), 1));
}

/* softsign: x/(1 + |x|), R -> (-1, 1), odd. f' = q^2, f'' = -+2 q^3 with q = 1/(1 + |x|), where
 * 1 + |x| is a pair and q^2 cannot overflow on its way as (1 + |x|)^2 would. f'' jumps at 0 from 2
 * to -2 and is 0 there, as an odd function is. */

static struct dd softsign_q(double x)
{
    return act_reciprocal(dd_sum(1, fmin(fabs(x), 0x1p900))); /* from there on f' is 0 */
}

static double softsign(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > ACT_FAR)
        return copysign(1, x);
    return dd_div(act_one(x), dd_sum(1, fabs(x))).h;
}

static double softsign_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct dd q = softsign_q(x);
    return exact_times(q, 0, q);
}

static double softsign_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x) || x == 0)
        return x;
    return -copysign(act_cube_times(softsign_q(fmin(fabs(x), 0x1p400)), act_one(2)), x);
}

const struct act act_softsign_row = {
    .name = "softsign",
    .aliases = "soft_sign",
    .title = "softsign",
    .formula = "x/(1+abs(x))",
    .derivative = "1/(1+abs(x))^2",
    .f = softsign,
    .df = softsign_df,
    .d2f = softsign_d2f,
    .loop = ACT_LOOP_SOFTSIGN,
    .source = "Bergstra et al. 2009; Glorot and Bengio 2010",
    .what = "An S like tanh made of one division, which nears its ends much more slowly.",
    .pro = "Its slope falls as 1/x^2 rather than exponentially, so a saturated unit can still "
           "move.",
    .con = "Its slope falls off sooner near 0 than that of tanh, and it never quite saturates.",
    .when = "Where tanh saturates too soon, or an exponential costs too much.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {1e8, 1e17}, {1e153, 1e163}},
    .value = {{-(double)INFINITY, -1, 0},
              {-1, -0.5, 0.25},
              {0, 0, 1},
              {3, 0.75, 0.0625},
              {(double)INFINITY, 1, 0}},
    .values = 5,
};

/* isru: x/sqrt(1 + alpha x^2), R -> (-1/sqrt(alpha), 1/sqrt(alpha)), odd, smooth; the identity for
 * alpha = 0. With t = sqrt(alpha) x as a pair and s = sqrt(1 + t^2) neither x^2 nor alpha x^2 is
 * ever formed:
 *   f = x/s,  f' = 1/s^3,  f'' = -3 alpha x/s^5,  df/dalpha = -(x/s)^3/2.
 * Beyond ACT_FAR s = |t|, so x/s is 1/sqrt(alpha). */

struct isru {
    struct dd over; /* x/s */
    struct dd q;    /* 1/s */
};

static struct isru isru_of(double x, double alpha)
{
    if (alpha == 0)
        return (struct isru){act_one(x), act_one(1)};
    const struct dd root = exact_sqrt(act_one(alpha));
    const double size = fabs(x) * root.h;
    if (size <= ACT_FAR) {
        struct dd q = act_reciprocal(root_of_1_and_square(dd_mul_d(root, x)));
        return (struct isru){dd_mul_d(q, x), q};
    }
    /* 2^400 stands for all larger t: 1/t^3 is 0 from there on. */
    struct dd t = size < 0x1p400 ? dd_mul_d(root, fabs(x)) : act_one(0x1p400);
    struct dd end = act_reciprocal(root);
    return (struct isru){x < 0 ? dd_neg(end) : end, act_reciprocal(t)};
}

static double isru(double x, const double *p)
{
    if (isnan(x))
        return x;
    return isru_of(x, p[0]).over.h;
}

static double isru_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return act_cube_times(isru_of(x, p[0]).q, act_one(1));
}

static double isru_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (isinf(x))
        return 0;
    struct dd q = isru_of(x, p[0]).q, q2 = dd_mul(q, q);
    return exact_times(dd_mul_d(dd_mul(q2, q), -3 * p[0]), 0, dd_mul_d(q2, x));
}

static double isru_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    double over = isru_of(x, p[0]).over.h;
    return -over * over * over / 2;
}

const struct act act_isru_row = {
    .name = "isru",
    .aliases = "inverse_square_root_unit",
    .title = "inverse square root unit",
    .formula = "x/sqrt(1+alpha*x^2)",
    .derivative = "1/sqrt(1+alpha*x^2)^3",
    .param = {{
        .name = "alpha",
        .aliases = "a",
        .value = 1,
        .min = 0,
        .max = 100,
        .step = 0.1,
        .help = "Its ends are at 1/sqrt(alpha); 0 makes it the identity.",
    }},
    .f = isru,
    .df = isru_df,
    .d2f = isru_d2f,
    .dparam = isru_dparam,
    .loop = ACT_LOOP_ISRU,
    .source = "Carlile et al. 2017",
    .what = "An S like tanh made of a square root and a division.",
    .pro = "Smooth, odd and cheap where the processor has a fast inverse square root.",
    .con = "Saturates on both sides, its slope falling as 1/x^3.",
    .when = "As a cheaper tanh, in recurrent networks above all.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {1e7, 1e17}, {1e102, 1e109}},
    .value = {{-(double)INFINITY, -1, 0},
              {-0.75, -0.6, 0.512},
              {0, 0, 1},
              {0.75, 0.6, 0.512},
              {(double)INFINITY, 1, 0}},
    .values = 5,
};

/* bent_identity: x + (s - 1)/2 with s = sqrt(x^2 + 1), R -> R, smooth, convex. s - 1 is taken as
 * x^2/(s + 1). f' = 1 + x/(2s) from 1/2 to 3/2, f'' = 1/(2 s^3). Beyond ACT_FAR f is 1.5 x or 0.5
 * x. */

static double bent_identity(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > ACT_FAR)
        return (x > 0 ? 1.5 : 0.5) * x;
    struct dd s = root_of_1_and_square(act_one(x));
    return dd_add_d(half(dd_div(dd_product(x, x), dd_add_d(s, 1))), x).h;
}

static double bent_identity_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > ACT_FAR)
        return x > 0 ? 1.5 : 0.5;
    struct dd s = root_of_1_and_square(act_one(x));
    return dd_add_d(half(dd_div(act_one(x), s)), 1).h;
}

static double bent_identity_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    const double a = fmin(fabs(x), 0x1p400);
    struct dd s = a > ACT_FAR ? act_one(a) : root_of_1_and_square(act_one(a));
    return act_cube_times(act_reciprocal(s), act_one(0.5));
}

const struct act act_bent_identity_row = {
    .name = "bent_identity",
    .aliases = "bent",
    .title = "bent identity",
    .formula = "x+(sqrt(x^2+1)-1)/2",
    .derivative = "1+x/(2*sqrt(x^2+1))",
    .f = bent_identity,
    .df = bent_identity_df,
    .d2f = bent_identity_d2f,
    .loop = ACT_LOOP_BENT_IDENTITY,
    .source = "a curve of lists of functions, without a known first paper",
    .what = "A line that bends smoothly at 0, from slope 1/2 to slope 3/2.",
    .pro = "Never saturates: gradients are between half and one and a half times what comes in.",
    .con = "So nearly a line that it bends little, and its slopes multiply up in deep stacks.",
    .when = "To see what a slight bend is good for; seldom in practice.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {-1e17, -1e7}, {1e7, 1e17}, {1e308, 1.7e308}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 0.5},
              {-0.75, -0.625, 0.7},
              {0, 0, 1},
              {0.75, 0.875, 1.3},
              {(double)INFINITY, (double)INFINITY, 1.5}},
    .values = 5,
};

/* squareplus: (x + sqrt(x^2 + b))/2, R -> (0, inf), smooth. With u = sqrt(b), t = |x|/u as a pair
 * and s = sqrt(1 + t^2), below 0 as a quotient, where the sum would cancel: x >= 0: f = u (t +
 * s)/2,    f' = 1 - c    c = 1/(2 s (s + t)) x < 0:  f = u / (2(s + t)), f' = c f'' = 1/(2 u s^3),
 * df/db = 1/(4 u s). Beyond ACT_FAR s = t. For b = 0 it is relu, with f'(0) = 1/2 in the middle of
 * its corner. */

struct squareplus {
    struct dd u, t, s;
};

/* 2^900 stands for all larger t: what is divided by it twice is 0. */
static struct squareplus squareplus_of(double x, double b)
{
    struct squareplus r = {.u = exact_sqrt(act_one(b))};
    r.t = fabs(x) / r.u.h < 0x1p900 ? dd_div(act_one(fabs(x)), r.u) : act_one(0x1p900);
    r.s = r.t.h > ACT_FAR ? r.t : root_of_1_and_square(r.t);
    return r;
}

static double squareplus(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (p[0] == 0 || isinf(x))
        return x > 0 ? x : 0;
    struct squareplus r = squareplus_of(x, p[0]);
    if (r.t.h > ACT_FAR && x > 0)
        return x;
    if (r.t.h > ACT_FAR) { /* b/(4|x|), scaled: the quotient may be subnormal */
        int k;
        const double near_1 = frexp(-x, &k);
        return exact_round(dd_div_d(act_one(p[0]), near_1), -k - 2);
    }
    struct dd sum = dd_add(r.t, r.s);
    return exact_times(r.u, -1, x < 0 ? act_reciprocal(sum) : sum);
}

static double squareplus_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (p[0] == 0)
        return x == 0 ? 0.5 : x > 0;
    struct squareplus r = squareplus_of(x, p[0]);
    struct dd over_s = act_reciprocal(r.s), over_sum = act_reciprocal(dd_add(r.s, r.t));
    if (x < 0)
        return exact_times(over_s, -1, over_sum);
    return dd_add_d(dd_neg(half(dd_mul(over_s, over_sum))), 1).h;
}

static double squareplus_d2f(double x, const double *p)
{
    if (isnan(x))
        return x;
    if (p[0] == 0)
        return 0;
    struct squareplus r = squareplus_of(x, p[0]);
    if (r.s.h > 0x1p400)
        return 0;
    return act_cube_times(act_reciprocal(r.s), half(act_reciprocal(r.u)));
}

static double squareplus_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    if (p[0] == 0)
        return 0.25 / fabs(x);
    struct squareplus r = squareplus_of(x, p[0]);
    if (r.t.h > ACT_FAR)
        return 0.25 / fabs(x);
    return exact_times(act_reciprocal(r.u), -2, act_reciprocal(r.s));
}

static int squareplus_kinks(const double *p, double out[ACT_KINKS])
{
    return p[0] == 0 ? act_kink_at_0(p, out) : 0;
}

const struct act act_squareplus_row = {
    .name = "squareplus",
    .aliases = "square_plus",
    .title = "squareplus",
    .formula = "(x+sqrt(x^2+b))/2",
    .derivative = "(1+x/sqrt(x^2+b))/2",
    .param = {{
        .name = "b",
        .aliases = "beta",
        .value = 4,
        .min = 0,
        .max = 100,
        .step = 0.25,
        .help = "Width of the bend; f(0) is sqrt(b)/2, and 0 makes it relu.",
    }},
    .f = squareplus,
    .df = squareplus_df,
    .d2f = squareplus_d2f,
    .dparam = squareplus_dparam,
    .loop = ACT_LOOP_SQUAREPLUS,
    .kinks = squareplus_kinks,
    .convention = "smooth for b > 0; for b = 0 f'(0) = 1/2",
    .source = "Barron 2021",
    .what = "A relu with a rounded corner made of a square root, close to softplus.",
    .pro = "Smooth and always positive without an exponential or a logarithm.",
    .con = "It nears 0 and x only as 1/x, and its outputs are all positive: their mean lies far "
           "from 0.",
    .when = "In place of softplus where only the plain operations are cheap.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {-1e17, -1e7}, {-1.7e308, -1e307}, {-1e163, -1e153}},
    .value = {{-(double)INFINITY, 0, 0},
              {-1.5, 0.5, 0.2},
              {0, 1, 0.5},
              {1.5, 2, 0.8},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 5,
};
