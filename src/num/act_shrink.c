/* Shrinking functions: a dead zone around 0 of half width lambda; softshrink and hardshrink. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

static double shrink_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return fabs(x) > p[0] ? 1 : 0;
}

static int shrink_kinks(const double *p, double out[ACT_KINKS])
{
    out[0] = -p[0];
    out[1] = p[0];
    return 2;
}

/* softshrink: x moved towards 0 by lambda, 0 where it would change its sign, R -> R, odd. Kinks at
 * -lambda and lambda, f' = 0 there. One rounding. df/dlambda = -1 above lambda, 1 below -lambda. */

static double softshrink(double x, const double *p)
{
    if (isnan(x))
        return x;
    return fabs(x) > p[0] ? x - copysign(p[0], x) : 0;
}

static double softshrink_dparam(double x, const double *p, int k)
{
    (void)k;
    if (isnan(x))
        return x;
    return fabs(x) > p[0] ? -copysign(1, x) : 0;
}

const struct act act_softshrink_row = {
    .name = "softshrink",
    .aliases = "soft_shrink soft_threshold soft_thresholding",
    .title = "soft shrinkage",
    .formula = "x > lambda ? x-lambda : x < -lambda ? x+lambda : 0",
    .derivative = "abs(x) > lambda ? 1 : 0",
    .param = {{
        .name = "lambda",
        .aliases = "lambd l threshold",
        .value = 0.5,
        .min = 0,
        .max = 100,
        .step = 0.1,
        .help = "Half the width of the dead zone.",
    }},
    .f = softshrink,
    .df = shrink_df,
    .d2f = act_flat,
    .dparam = softshrink_dparam,
    .loop = ACT_LOOP_SOFTSHRINK,
    .kinks = shrink_kinks,
    .convention = "f' = 0 at -lambda and lambda, as PyTorch has it, for lambda = 0 too",
    .source = "Donoho 1995",
    .dialect =
        {
            {"ONNX", "is Shrink with bias = lambd"},
        },
    .what = "Sets small inputs to 0 and moves all others towards 0 by lambda.",
    .pro = "Exact zeros on both sides of 0 and no jump; it is the step that solves a least squares "
           "problem with an L1 penalty.",
    .con = "Small inputs get no gradient, and large ones come out too small by lambda.",
    .when = "In sparse coding and denoising, and in networks unrolled from such methods.",
    .ulp_f = 0.5,
    .ulp_df = 0,
    .interval = {{-0.5000000000000005, -0.4999999999999995},
                 {0.4999999999999995, 0.5000000000000005}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 1},
              {-0.5, 0, 0},
              {0, 0, 0},
              {0.5, 0, 0},
              {2, 1.5, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 6,
};

/* hardshrink: 0 from -lambda to lambda, else x, R -> R without the dead zone, odd. Jumps at -lambda
 * and lambda, f' = 0 there. Exact. df/dlambda = 0, since the place of a jump moves nothing. */

static double hardshrink(double x, const double *p)
{
    if (isnan(x))
        return x;
    return fabs(x) > p[0] ? x : 0;
}

static double hardshrink_dparam(double x, const double *p, int k)
{
    (void)k;
    return act_flat(x, p);
}

const struct act act_hardshrink_row = {
    .name = "hardshrink",
    .aliases = "hard_shrink hard_threshold hard_thresholding",
    .title = "hard shrinkage",
    .formula = "abs(x) > lambda ? x : 0",
    .derivative = "abs(x) > lambda ? 1 : 0",
    .param = {{
        .name = "lambda",
        .aliases = "lambd l threshold",
        .value = 0.5,
        .min = 0,
        .max = 100,
        .step = 0.1,
        .help = "Half the width of the dead zone.",
    }},
    .f = hardshrink,
    .df = shrink_df,
    .d2f = act_flat,
    .dparam = hardshrink_dparam,
    .loop = ACT_LOOP_HARDSHRINK,
    .kinks = shrink_kinks,
    .convention = "f = 0 and f' = 0 at -lambda and lambda, as PyTorch has it, for lambda = 0 too",
    .source = "Donoho and Johnstone 1994",
    .dialect =
        {
            {"ONNX", "is Shrink with bias = 0, its default"},
        },
    .what = "Sets small inputs to 0 and leaves all others as they are.",
    .pro = "Exact zeros on both sides of 0, and large inputs are not made smaller.",
    .con = "It jumps at both ends of the dead zone, and inside it no gradient passes.",
    .when = "In denoising and sparse coding where large values must keep their size.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-0.5000000000000005, -0.4999999999999995},
                 {0.4999999999999995, 0.5000000000000005}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 1},
              {-0.5, 0, 0},
              {0, 0, 0},
              {0.5, 0, 0},
              {2, 2, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 6,
};
