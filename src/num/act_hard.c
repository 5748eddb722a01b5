/* Hard-edged copies of smooth functions: relu6, hardtanh, hardsigmoid, hardswish; and sparse_plus.
 */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* hardtanh: x between min and max, held there beyond them, R -> [min, max]. Kinks at both ends,
 * f' = 0 there. Exact. Should min be above max, min is taken first: min up to it, max beyond.
 * df/dmin = 1 where f is min, df/dmax = 1 where it is max. */

static double hardtanh(double x, const double *p)
{
    if (x <= p[0])
        return p[0];
    return x >= p[1] ? p[1] : x;
}

static double hardtanh_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > p[0] && x < p[1] ? 1 : 0;
}

static double hardtanh_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    const bool at_min = x <= p[0], at_max = !at_min && x >= p[1];
    return k == 0 ? at_min : at_max;
}

static int hardtanh_kinks(const double *p, double out[ACT_KINKS])
{
    out[0] = p[0];
    out[1] = p[1];
    return 2;
}

const struct act act_hardtanh_row = {
    .name = "hardtanh",
    .aliases = "hard_tanh satlins clip",
    .title = "hard hyperbolic tangent",
    .formula = "x <= min ? min : x >= max ? max : x",
    .derivative = "x > min and x < max ? 1 : 0",
    .param = {{
                  .name = "min",
                  .aliases = "min_val lower lo",
                  .value = -1,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "The least value; where it is above max it is taken first.",
              },
              {
                  .name = "max",
                  .aliases = "max_val upper hi",
                  .value = 1,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "The greatest value.",
              }},
    .f = hardtanh,
    .df = hardtanh_df,
    .d2f = act_flat,
    .dparam = hardtanh_dparam,
    .loop = ACT_LOOP_HARDTANH,
    .kinks = hardtanh_kinks,
    .convention = "f'(min) = f'(max) = 0",
    .source = "Collobert 2004",
    .dialect =
        {
            {"JAX", "jax.nn.hard_tanh has no parameters"},
            {"ONNX", "is Clip, with min and max but no bounds by default"},
        },
    .what = "The identity between -1 and 1, held at these values beyond them.",
    .pro = "Cheap, bounded and centred on 0, and its slope is exactly 1 in the middle.",
    .con = "Beyond the ends its slope is exactly 0, so a unit out there gets no gradient.",
    .when = "In quantised and binarised networks, where values have to stay in a range.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-1.000000000000001, -0.999999999999999}, {0.999999999999999, 1.000000000000001}},
    .value =
        {{-(double)INFINITY, -1, 0}, {-1, -1, 0}, {0, 0, 1}, {1, 1, 0}, {(double)INFINITY, 1, 0}},
    .values = 5,
};

/* relu6: x between 0 and 6, held there beyond them, R -> [0, 6]. Kinks at both ends, f' = 0 there.
 * Exact. */

static const double relu6_ends[] = {0, 6};

static double relu6(double x, const double *p)
{
    (void)p;
    return hardtanh(x, relu6_ends);
}

static double relu6_df(double x, const double *p)
{
    (void)p;
    return hardtanh_df(x, relu6_ends);
}

static int relu6_kinks(const double *p, double out[ACT_KINKS])
{
    (void)p;
    return hardtanh_kinks(relu6_ends, out);
}

const struct act act_relu6_row = {
    .name = "relu6",
    .aliases = "relu_6 clipped_relu",
    .title = "rectified linear unit up to 6",
    .formula = "min(max(0, x), 6)",
    .derivative = "x > 0 and x < 6 ? 1 : 0",
    .f = relu6,
    .df = relu6_df,
    .d2f = act_flat,
    .loop = ACT_LOOP_RELU6,
    .kinks = relu6_kinks,
    .convention = "f'(0) = f'(6) = 0",
    .source = "Krizhevsky 2010",
    .what = "A relu that is held at 6 from there on.",
    .pro = "Its outputs fit into few bits with a fixed scale, and it is nearly as cheap as relu.",
    .con = "Gets no gradient on either side of its range.",
    .when = "In small networks for telephones and microcontrollers that will be quantised.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}, {5.999999999999995, 6.000000000000005}},
    .value = {{-(double)INFINITY, 0, 0},
              {0, 0, 0},
              {5e-324, 5e-324, 1},
              {6, 6, 0},
              {(double)INFINITY, 6, 0}},
    .values = 5,
};

/* hardsigmoid: alpha x + beta held between 0 and 1, R -> [0, 1]; alpha >= 0. Kinks where the line
 * meets 0 and 1, f' = 0 there, else alpha. df/dalpha = x and df/dbeta = 1 inside, else 0.
 *
 * At the defaults, the double next to 1/6 and 1/2, the line is (x + 3)/6, where x/6 + 1/2 would
 * lose all digits next to -3; x + 3 is a pair, so there is one rounding. Else one `fma`. Which side
 * of its ends the line is on is told from the exact alpha x + beta, so that f' is right where f
 * rounds to 0 or 1. */

static bool is_sixth(const double *p)
{
    return p[0] == 1.0 / 6 && p[1] == 0.5;
}

/* Is alpha x + beta above a level? Of a product that may underflow the sign is enough. */
static bool is_above(double x, const double *p, double level)
{
    if (p[0] == 0 || x == 0)
        return p[1] > level;
    if (p[1] == level)
        return x > 0;
    if (fabs(x) > 1e200)
        return fma(p[0], x, p[1]) > level;
    struct dd product = dd_product(p[0], x);
    double term[] = {-level, p[1], product.h, product.l};
    return exact_sum(4, term).h > 0;
}

/* -1, 0, 1: below, inside, above */
static int hardsigmoid_part(double x, const double *p)
{
    if (is_sixth(p))
        return x <= -3 ? -1 : x >= 3;
    if (!is_above(x, p, 0))
        return -1;
    const double mirrored[] = {p[0], -p[1]}; /* alpha x + beta < 1: alpha (-x) - beta > -1 */
    return !is_above(-x, mirrored, -1);
}

static double hardsigmoid(double x, const double *p)
{
    if (isnan(x))
        return x;
    int part = hardsigmoid_part(x, p);
    if (part != 0)
        return part > 0;
    if (is_sixth(p))
        return exact_round(dd_div_d(dd_sum(x, 3), 6), 0);
    return p[0] == 0 ? p[1] : fma(p[0], x, p[1]);
}

static double hardsigmoid_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return hardsigmoid_part(x, p) == 0 ? p[0] : 0;
}

static double hardsigmoid_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    if (hardsigmoid_part(x, p) != 0)
        return 0;
    return k == 0 ? x : 1;
}

static int hardsigmoid_kinks(const double *p, double out[ACT_KINKS])
{
    if (is_sixth(p)) {
        out[0] = -3;
        out[1] = 3;
        return 2;
    }
    return act_kink_add(act_kink_add(0, out, -p[1] / p[0]), out, (1 - p[1]) / p[0]);
}

const struct act act_hardsigmoid_row = {
    .name = "hardsigmoid",
    .aliases = "hard_sigmoid",
    .title = "hard sigmoid",
    .formula = "clamp(alpha*x+beta, 0, 1)",
    .derivative = "alpha*x+beta > 0 and alpha*x+beta < 1 ? alpha : 0",
    .param = {{
                  .name = "alpha",
                  .aliases = "a slope",
                  .value = 1.0 / 6,
                  .min = 0,
                  .max = 10,
                  .step = 0.05,
                  .help = "Slope of the middle.",
              },
              {
                  .name = "beta",
                  .aliases = "b shift",
                  .value = 0.5,
                  .min = -10,
                  .max = 10,
                  .step = 0.1,
                  .help = "Height at 0.",
              }},
    .f = hardsigmoid,
    .df = hardsigmoid_df,
    .d2f = act_flat,
    .dparam = hardsigmoid_dparam,
    .loop = ACT_LOOP_HARDSIGMOID,
    .kinks = hardsigmoid_kinks,
    .convention = "f' = 0 at both ends of the middle, -3 and 3",
    .source = "Courbariaux, Bengio and David 2015; Howard et al. 2019",
    .dialect =
        {
            {"PyTorch", "slope 1/6"},
            {"Keras", "slope 1/6 in Keras 3, 0.2 before"},
            {"Theano", "slope 0.2"},
            {"ONNX", "alpha 0.2 by default"},
            {"JAX", "slope 1/6"},
        },
    .what = "The sigmoid as three straight pieces.",
    .pro = "No exponential, and it reaches 0 and 1 exactly.",
    .con = "Its slope is 1/6 in the middle and exactly 0 beyond, so stacks of it starve sooner "
           "than those of the sigmoid.",
    .when = "For gates in small or quantised networks.",
    .ulp_f = 0.6,
    .ulp_df = 0.5,
    .interval = {{-3.000000000000002, -2.999999999999998},
                 {2.999999999999998, 3.000000000000002},
                 {-3.1, -2.9},
                 {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, 0, 0},
              {-3, 0, 0},
              {0, 0.5, 1.0 / 6},
              {3, 1, 0},
              {(double)INFINITY, 1, 0}},
    .values = 5,
};

/* hardswish: x times the hard sigmoid, R -> [-3/8, inf): 0 up to -3, x (x + 3)/6 up to 3, x beyond.
 * f' = (2x + 3)/6 inside; kinks at -3 and 3, where f' is 0 and 1, the outer sides. f'' = 1/3
 * inside. x + 3 and 2x + 3 are pairs: both are right next to their zeros, with one rounding. From 3
 * on x itself, since x (x + 3) would overflow. */

static double hardswish(double x, const double *p)
{
    (void)p;
    if (x <= -3)
        return 0;
    if (!(x < 3))
        return x;
    return exact_times(dd_div_d(dd_sum(x, 3), 6), 0, act_one(x));
}

static double hardswish_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (x <= -3 || x >= 3)
        return x > 0;
    return dd_div_d(dd_sum(3, 2 * x), 6).h;
}

static double hardswish_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > -3 && x < 3 ? 1.0 / 3 : 0;
}

static int hardswish_kinks(const double *p, double out[ACT_KINKS])
{
    (void)p;
    out[0] = -3;
    out[1] = 3;
    return 2;
}

const struct act act_hardswish_row = {
    .name = "hardswish",
    .aliases = "hard_swish hswish h_swish hard_silu hardsilu",
    .title = "hard swish",
    .formula = "x <= -3 ? 0 : x >= 3 ? x : x*(x+3)/6",
    .derivative = "x <= -3 ? 0 : x >= 3 ? 1 : (2*x+3)/6",
    .f = hardswish,
    .df = hardswish_df,
    .d2f = hardswish_d2f,
    .loop = ACT_LOOP_HARDSWISH,
    .kinks = hardswish_kinks,
    .convention = "f'(-3) = 0 and f'(3) = 1, the outer sides",
    .source = "Howard et al. 2019",
    .dialect =
        {
            {"PyTorch", "1.13 has f'(-3) = -0.5 and f'(3) = 1.5"},
        },
    .what = "The silu as two straight ends and a parabola between -3 and 3.",
    .pro = "Close to silu without an exponential, and exactly 0 and x outside the middle.",
    .con = "Its slope jumps at -3 and 3, it is not monotone, and below -3 no gradient passes.",
    .when = "In the deeper half of small convolutional networks for telephones.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-3.000000000000002, -2.999999999999998},
                 {2.999999999999998, 3.000000000000002},
                 {-1.500000000000001, -1.499999999999999},
                 {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, 0, 0},
              {-3, 0, 0},
              {-1.5, -0.375, 0},
              {0, 0, 0.5},
              {3, 3, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 6,
};
