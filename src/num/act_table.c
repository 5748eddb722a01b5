/* The list of the activation functions, in the order in which people see them: first the course's
 * own, then the rest of the field. */
#include "num/act_rows.h"

#include "num/act_fn.h"

static int kink_at_0(const double *p, double out[ACT_KINKS])
{
    (void)p;
    out[0] = 0;
    return 1;
}

const struct act act_identity_row = {
    .name = "identity",
    .aliases = "linear purelin",
    .title = "identity",
    .formula = "x",
    .derivative = "1",
    .f = act_identity,
    .df = act_identity_df,
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
};

const struct act act_step_row = {
    .name = "step",
    .aliases = "heaviside binary_step hardlim",
    .title = "unit step",
    .formula = "x >= 0 ? 1 : 0",
    .derivative = "0",
    .f = act_step,
    .df = act_flat,
    .d2f = act_flat,
    .loop = ACT_LOOP_STEP,
    .kinks = kink_at_0,
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
};

const struct act act_signum_row = {
    .name = "signum",
    .aliases = "sign sgn",
    .title = "sign function",
    .formula = "x > 0 ? 1 : x < 0 ? -1 : 0",
    .derivative = "0",
    .f = act_signum,
    .df = act_flat,
    .d2f = act_flat,
    .loop = ACT_LOOP_SIGNUM,
    .kinks = kink_at_0,
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
};

const struct act act_relu_row = {
    .name = "relu",
    .aliases = "rectifier ramp poslin",
    .title = "rectified linear unit",
    .formula = "max(0, x)",
    .derivative = "x > 0 ? 1 : 0",
    .f = act_relu,
    .df = act_relu_df,
    .d2f = act_flat,
    .loop = ACT_LOOP_LEAKY,
    .kinks = kink_at_0,
    .convention = "f'(0) = 0",
    .source = "Householder 1941; Fukushima 1969; Nair and Hinton 2010",
    .dialect =
        {
            {"PyTorch", "f'(0) = 0; clamp(min=0) has 1 there, maximum(x, 0) 0.5"},
            {"Theano", "nnet.relu is (x + |x|)/2 with f'(0) = 0.5"},
        },
    .what = "Lets positive inputs through and answers 0 to all others.",
    .pro = "One comparison, slope 1 along active paths, exact zeros elsewhere; keeps "
           "gradients level when weights start by He.",
    .con = "A unit that is negative on all data gets no gradient any more; outputs are not "
           "centred on 0.",
    .when = "The usual first choice in convolutional and plain networks, together with He "
            "initialisation.",
    .ulp_f = 0,
    .ulp_df = 0,
};

const struct act act_leaky_relu_row = {
    .name = "leaky_relu",
    .aliases = "lrelu leaky leakyrelu",
    .title = "leaky rectified linear unit",
    .formula = "x > 0 ? x : alpha*x",
    .derivative = "x > 0 ? 1 : alpha",
    .param = {{
        .name = "alpha",
        .aliases = "gamma a slope negative_slope",
        .value = 0.01,
        .min = -10,
        .max = 10,
        .step = 0.01,
        .help = "Slope below 0; 0 makes it relu, 1 the identity.",
    }},
    .f = act_leaky,
    .df = act_leaky_df,
    .d2f = act_flat,
    .dparam = act_leaky_dparam,
    .loop = ACT_LOOP_LEAKY,
    .kinks = kink_at_0,
    .convention = "f'(0) = alpha, the slope from the left",
    .source = "Maas, Hannun and Ng 2013",
    .dialect =
        {
            {"PyTorch", "slope 0.01; f'(0) = slope"},
            {"Keras", "slope 0.3 in the layer LeakyReLU"},
            {"TensorFlow", "slope 0.2 in tf.nn.leaky_relu"},
            {"ONNX", "slope 0.01"},
        },
    .what = "A relu whose negative side keeps a small fixed slope.",
    .pro = "A unit can come back from the negative side, at hardly more cost than relu.",
    .con = "The way back is slow, one more number has to be chosen, and the mean is still "
           "well above 0.",
    .when = "Where silent units must be avoided, such as the discriminator of a GAN (with "
            "slope 0.2).",
    .ulp_f = 0.5,
    .ulp_df = 0,
};

const struct act act_prelu_row = {
    .name = "prelu",
    .aliases = "parametric_relu",
    .title = "parametric rectified linear unit",
    .formula = "max(0, x) + gamma*min(0, x)",
    .derivative = "x > 0 ? 1 : gamma",
    .param = {{
        .name = "gamma",
        .aliases = "alpha a slope weight",
        .value = 0.25,
        .min = -10,
        .max = 10,
        .step = 0.05,
        .help = "Slope below 0, learned in training; this is the value it starts from.",
    }},
    .f = act_leaky,
    .df = act_leaky_df,
    .d2f = act_flat,
    .dparam = act_leaky_dparam,
    .loop = ACT_LOOP_LEAKY,
    .kinks = kink_at_0,
    .convention = "f'(0) = gamma, the slope from the left",
    .source = "He, Zhang, Ren and Sun 2015",
    .dialect =
        {
            {"PyTorch", "starts at 0.25, one slope for all channels unless told otherwise"},
            {"Keras", "starts at 0, one slope for every unit"},
        },
    .what = "A leaky relu that learns its negative slope from the data.",
    .pro = "Each unit or channel finds the slope that lowers the loss, even from a start at "
           "0.",
    .con = "The slopes are more parameters; they can overfit small data, and weight decay "
           "would pull them to 0.",
    .when = "In large convolutional networks with data enough to learn the slopes.",
    .ulp_f = 0.5,
    .ulp_df = 0,
};

const struct act *const act_table[] = {
    &act_identity_row,   &act_step_row,       &act_signum_row,
    &act_sigmoid_row,    &act_tanh_row,       &act_relu_row,
    &act_leaky_relu_row, &act_prelu_row,      &act_elu_row,
    &act_softplus_row,   &act_selu_row,       &act_celu_row,
    &act_gelu_row,       &act_gelu_tanh_row,  &act_silu_row,
    &act_swish_row,      &act_mish_row,       &act_logsigmoid_row,
    &act_tanhshrink_row, &act_lecun_tanh_row, &act_symmetrical_sigmoid_row,
    &act_loglog_row,     &act_gaussian_row,   &act_elish_row,
};

const int act_count = sizeof act_table / sizeof act_table[0];
