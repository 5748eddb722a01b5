/* Rectifiers, with a corner at 0 or a rounded one: relu, leaky_relu, prelu, rrelu, relu2,
 * sparse_plus. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* relu: max(0, x), R -> [0, inf). Kink at 0 with f'(0) = 0, the left side. Exact. */

static double relu(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > 0 ? x : 0;
}

static double relu_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > 0 ? 1 : 0;
}

const struct act act_relu_row = {
    .name = "relu",
    .aliases = "rectifier ramp poslin",
    .title = "rectified linear unit",
    .formula = "max(0, x)",
    .derivative = "x > 0 ? 1 : 0",
    .f = relu,
    .df = relu_df,
    .d2f = act_flat,
    .loop = ACT_LOOP_LEAKY,
    .kinks = act_kink_at_0,
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
    .interval = {{-1e-300, 1e-300}},
    .value = {{-(double)INFINITY, 0, 0},
              {0, 0, 0},
              {5e-324, 5e-324, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};

/* leaky_relu, prelu: x above 0, p[0] x below, R -> R for a positive slope. Kink at 0 with
 * f'(0) = slope, the left side. One rounding. df/dslope = min(0, x). */

static double leaky(double x, const double *p)
{
    if (isnan(x) || x > 0)
        return x;
    return p[0] == 0 ? 0 : p[0] * x; /* slope 0 is relu, at -inf too */
}

static double leaky_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > 0 ? 1 : p[0];
}

static double leaky_dparam(double x, const double *p, int k)
{
    (void)p;
    (void)k;
    if (isnan(x))
        return x;
    return x < 0 ? x : 0;
}

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
    .f = leaky,
    .df = leaky_df,
    .d2f = act_flat,
    .dparam = leaky_dparam,
    .loop = ACT_LOOP_LEAKY,
    .kinks = act_kink_at_0,
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
    .interval = {{-1e-300, 1e-300}, {-1e-305, -1e-310}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 0.01},
              {-5, -0.05, 0.01},
              {0, 0, 0.01},
              {5e-324, 5e-324, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 5,
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
    .f = leaky,
    .df = leaky_df,
    .d2f = act_flat,
    .dparam = leaky_dparam,
    .loop = ACT_LOOP_LEAKY,
    .kinks = act_kink_at_0,
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
    .interval = {{-1e-300, 1e-300}, {-1e-305, -1e-310}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 0.25},
              {-2, -0.5, 0.25},
              {0, 0, 0.25},
              {5e-324, 5e-324, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 5,
};

/* rrelu: x above 0, s x below. In training s is drawn from [lower, upper]; here, as in use after
 * it, s is their mean. R -> R. Kink at 0 with f'(0) = s, the left side.
 *
 * At the defaults, 1/8 and the double next to 1/3, s is the number 11/48 itself, as a pair; else
 * the mean of the two doubles, exact as a pair too. So there is one rounding; f' is its upper half.
 * df/dlower = df/dupper = min(0, x)/2. */

static struct dd rrelu_slope(const double *p)
{
    if (p[0] == 1.0 / 8 && p[1] == 1.0 / 3)
        return dd_div_d(act_one(11), 48);
    return dd_sum(p[0] / 2, p[1] / 2);
}

static double rrelu(double x, const double *p)
{
    if (isnan(x) || x > 0)
        return x;
    struct dd slope = rrelu_slope(p);
    if (isinf(x))
        return slope.h == 0 ? 0 : slope.h * x;
    return exact_times(slope, 0, act_one(x));
}

static double rrelu_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > 0 ? 1 : rrelu_slope(p).h;
}

static double rrelu_dparam(double x, const double *p, int k)
{
    return leaky_dparam(x, p, k) / 2;
}

const struct act act_rrelu_row = {
    .name = "rrelu",
    .aliases = "randomized_relu randomised_relu randomized_leaky_relu",
    .title = "randomised leaky rectified linear unit",
    .formula = "x > 0 ? x : (lower+upper)/2*x",
    .derivative = "x > 0 ? 1 : (lower+upper)/2",
    .param = {{
                  .name = "lower",
                  .aliases = "l",
                  .value = 1.0 / 8,
                  .min = -10,
                  .max = 10,
                  .step = 0.025,
                  .help = "The least slope that is drawn below 0.",
              },
              {
                  .name = "upper",
                  .aliases = "u",
                  .value = 1.0 / 3,
                  .min = -10,
                  .max = 10,
                  .step = 0.025,
                  .help = "The greatest slope that is drawn below 0.",
              }},
    .f = rrelu,
    .df = rrelu_df,
    .d2f = act_flat,
    .dparam = rrelu_dparam,
    .loop = ACT_LOOP_RRELU,
    .kinks = act_kink_at_0,
    .convention = "f'(0) = (lower+upper)/2, the slope from the left",
    .source = "Xu, Wang, Chen and Li 2015",
    .dialect =
        {
            {"PyTorch",
             "draws a slope for every element in training, takes the mean 11/48 after it"},
        },
    .what = "A leaky relu whose negative slope is drawn at random in training and is the mean "
            "afterwards.",
    .pro = "The random slopes act as noise against overfitting, and no unit falls silent.",
    .con = "Training and use are different functions, and there are two numbers to choose.",
    .when = "On small image sets where a fixed or learned slope overfits.",
    .ulp_f = 0.5,
    .ulp_df = 0.5,
    .interval = {{-1e-300, 1e-300}, {-1e-305, -1e-310}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 11.0 / 48},
              {-48, -11, 11.0 / 48},
              {0, 0, 11.0 / 48},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};

/* relu2: max(0, x)^2, R -> [0, inf). f' = 2 max(0, x) is continuous; f'' jumps at 0 from 0, its
 * value there, to 2. One rounding; beyond 1.3e154 f is inf, as the square is. */

static double relu2(double x, const double *p)
{
    double a = relu(x, p);
    return a * a;
}

static double relu2_df(double x, const double *p)
{
    return 2 * relu(x, p);
}

static double relu2_d2f(double x, const double *p)
{
    return 2 * relu_df(x, p);
}

const struct act act_relu2_row = {
    .name = "relu2",
    .aliases = "relu_squared squared_relu sqrrelu",
    .title = "squared rectified linear unit",
    .formula = "max(0, x)^2",
    .derivative = "2*max(0, x)",
    .f = relu2,
    .df = relu2_df,
    .d2f = relu2_d2f,
    .loop = ACT_LOOP_RELU2,
    .source = "So et al. 2021",
    .what = "The square of a relu: 0 below 0, a parabola above.",
    .pro = "Its slope has no corner, and outputs below 0 are exact zeros.",
    .con = "It grows as the square, so large inputs and their gradients grow from layer to layer "
           "unless they are normalised.",
    .when = "In the feed-forward part of transformers, behind a normalisation.",
    .ulp_f = 0.5,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}, {1e-163, 1e-153}, {1e154, 2e154}},
    .value = {{-(double)INFINITY, 0, 0},
              {0, 0, 0},
              {3, 9, 6},
              {(double)INFINITY, (double)INFINITY, (double)INFINITY}},
    .values = 4,
};

/* sparse_plus: 0 up to -1, (x + 1)^2/4 up to 1, x beyond, R -> [0, inf). f' is continuous; f''
 * jumps at -1 and 1, where it is 0, and is 1/2 between. x + 1 is a pair, f and f' are rounded once.
 */

static double sparse_plus(double x, const double *p)
{
    (void)p;
    if (x <= -1)
        return 0;
    if (!(x < 1))
        return x;
    struct dd u = dd_sum(1, x);
    return exact_round(dd_mul(u, u), -2);
}

static double sparse_plus_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (x <= -1 || x >= 1)
        return x > 0;
    return 0.5 * (x + 1);
}

static double sparse_plus_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    return x > -1 && x < 1 ? 0.5 : 0;
}

const struct act act_sparse_plus_row = {
    .name = "sparse_plus",
    .aliases = "sparseplus",
    .title = "sparse plus",
    .formula = "x <= -1 ? 0 : x >= 1 ? x : (x+1)^2/4",
    .derivative = "x <= -1 ? 0 : x >= 1 ? 1 : (x+1)/2",
    .f = sparse_plus,
    .df = sparse_plus_df,
    .d2f = sparse_plus_d2f,
    .loop = ACT_LOOP_SPARSE_PLUS,
    .source =
        "in the library JAX; its slope is the sparsemax of two classes, Martins and Astudillo "
        "2016",
    .what = "A relu whose corner is rounded by a piece of a parabola between -1 and 1.",
    .pro = "Smooth slope without an exponential, exact zeros below -1, exactly x above 1.",
    .con = "Units below -1 get no gradient, as with relu, and outputs are never negative.",
    .when = "Where softplus is wanted with exact zeros or at a lower cost.",
    .ulp_f = 0.6,
    .ulp_df = 0.5,
    .interval = {{-1.000000000000001, -0.999999999999999},
                 {0.999999999999999, 1.000000000000001},
                 {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, 0, 0},
              {-1, 0, 0},
              {0, 0.25, 0.5},
              {1, 1, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 5,
};
