/* Straight in pieces, without a parameter: identity, step, signum, absolute. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* identity: x, R -> R, f' = 1. No kinks. Exact. */

static double identity(double x, const double *p)
{
    (void)p;
    return x;
}

static double identity_df(double x, const double *p)
{
    (void)p;
    return isnan(x) ? x : 1;
}

const struct act act_identity_row = {
    .name = "identity",
    .aliases = "linear purelin",
    .title = "identity",
    .formula = "x",
    .derivative = "1",
    .f = identity,
    .df = identity_df,
    .d2f = act_flat,
    .loop = ACT_LOOP_IDENTITY,
    .source = "the output of ADALINE, Widrow and Hoff 1960",
    .what = "Hands its input on unchanged.",
    .pro = "The gradient passes undiminished, and nothing needs computing.",
    .con = "Any number of layers with it collapse into a single linear map.",
    .when = "At the output of a regression; inside a network only to see what bending the "
            "line is good for.",
    .ulp_f = 0,
    .ulp_df = 0,
    .value = {{-(double)INFINITY, -(double)INFINITY, 1},
              {5e-324, 5e-324, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* step: 0 below 0, 1 from 0 on, R -> {0, 1}. Jumps at 0, where f = 1; f' = 0 everywhere. Exact. */

static double step(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x >= 0 ? 1 : 0;
}

const struct act act_step_row = {
    .name = "step",
    .aliases = "heaviside binary_step hardlim",
    .title = "unit step",
    .formula = "x >= 0 ? 1 : 0",
    .derivative = "0",
    .f = step,
    .df = act_flat,
    .d2f = act_flat,
    .loop = ACT_LOOP_STEP,
    .kinks = act_kink_at_0,
    .convention = "f(0) = 1; f'(0) = 0, although f jumps there",
    .source = "McCulloch and Pitts 1943",
    .dialect =
        {
            {"NumPy", "heaviside takes the value at 0 as a second argument"},
            {"PyTorch", "heaviside takes the value at 0 as a second argument"},
        },
    .what = "Fires fully or not at all, as the threshold neuron of 1943 does.",
    .pro = "A decision in its purest form, cheap in hardware.",
    .con = "Its derivative is 0 everywhere, so backpropagation sends nothing through it.",
    .when = "For a fixed decision after training, or with a stand-in slope in the backward "
            "pass.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}},
    .value = {{-(double)INFINITY, 0, 0}, {-5e-324, 0, 0}, {0, 1, 0}, {(double)INFINITY, 1, 0}},
    .values = 4,
};

/* signum: -1, 0, 1, R -> {-1, 0, 1}. Jumps at 0, where f = 0; f' = 0 everywhere. Exact. */

static double signum(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return (x > 0) - (x < 0);
}

const struct act act_signum_row = {
    .name = "signum",
    .aliases = "sign sgn",
    .title = "sign function",
    .formula = "x > 0 ? 1 : x < 0 ? -1 : 0",
    .derivative = "0",
    .f = signum,
    .df = act_flat,
    .d2f = act_flat,
    .loop = ACT_LOOP_SIGNUM,
    .kinks = act_kink_at_0,
    .convention = "f(0) = 0; f'(0) = 0, although f jumps there",
    .source = "Rosenblatt 1958",
    .dialect =
        {
            {"MATLAB", "hardlims gives 1 at 0"},
        },
    .what = "Keeps only the sign of its input.",
    .pro = "Its outputs are centred on 0 and fit in one bit.",
    .con = "Its derivative is 0 everywhere, so backpropagation sends nothing through it.",
    .when = "In binarised networks, with a stand-in slope in the backward pass.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}},
    .value = {{-(double)INFINITY, -1, 0},
              {-5e-324, -1, 0},
              {0, 0, 0},
              {5e-324, 1, 0},
              {(double)INFINITY, 1, 0}},
    .values = 5,
};

/* absolute: |x|, R -> [0, inf). Kink at 0 with f'(0) = 0, between -1 and 1. Exact. */

static double absolute(double x, const double *p)
{
    (void)p;
    return fabs(x);
}

const struct act act_absolute_row = {
    .name = "absolute",
    .aliases = "abs absolute_value modulus",
    .title = "absolute value",
    .formula = "abs(x)",
    .derivative = "sign(x)",
    .f = absolute,
    .df = signum,
    .d2f = act_flat,
    .loop = ACT_LOOP_ABSOLUTE,
    .kinks = act_kink_at_0,
    .convention = "f'(0) = 0, between the slopes -1 and 1 of the two sides",
    .source = "prelu with the slope -1, which its training can reach by itself",
    .dialect =
        {
            {"PyTorch", "f'(0) = 0"},
            {"TensorFlow", "f'(0) = 0"},
        },
    .what = "Drops the sign of its input.",
    .pro = "Its slope is 1 or -1 everywhere, so no unit falls silent and gradients keep their "
           "size.",
    .con = "Two inputs share each output, and every output is positive, so the mean lies far from "
           "0.",
    .when = "Where only the size of a feature counts, such as the response of an edge detector.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}},
    .value = {{-(double)INFINITY, (double)INFINITY, -1},
              {-5e-324, 5e-324, -1},
              {0, 0, 0},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};
