/* The definitions of the activation functions, as they stand in textbooks. A parameter is the
 * double that was given; a constant of a formula is the real number: 0.044715 and 2/3 and the
 * numbers of SELU are not rounded. Exponentials take the argument's negative magnitude, so that
 * none overflows. At a kink f' is the one of the side that is written with "or equal". */
#include "define.h"

typedef struct calc *calc;
typedef const struct jet *jet;
typedef struct jet *result;

/* ---- what definitions are made of ---- */

static result number(calc c, double v)
{
    return jet_number(c, v);
}

/* Is a > v, < v? */
static bool above(calc c, jet a, double v)
{
    return jet_compare(a, number(c, v)) > 0;
}

static bool below(calc c, jet a, double v)
{
    return jet_compare(a, number(c, v)) < 0;
}

/* v a */
static result times(calc c, double v, jet a)
{
    return jet_mul(c, number(c, v), a);
}

/* v + a */
static result plus(calc c, double v, jet a)
{
    return jet_add(c, number(c, v), a);
}

static result square(calc c, jet a)
{
    return jet_mul(c, a, a);
}

/* v + slope a */
static result line(calc c, double v, double slope, jet a)
{
    return plus(c, v, times(c, slope, a));
}

/* 1 / (1 + e^-a) */
static result logistic(calc c, jet a)
{
    if (above(c, a, 0))
        return jet_div(c, number(c, 1), plus(c, 1, jet_exp(c, jet_neg(c, a))));
    jet E = jet_exp(c, a);
    return jet_div(c, E, plus(c, 1, E));
}

/* (1 - e^-2a) / (1 + e^-2a) */
static result hyperbolic(calc c, jet a)
{
    if (below(c, a, 0))
        return jet_neg(c, hyperbolic(c, jet_neg(c, a)));
    jet b = times(c, -2, a);
    return jet_div(c, jet_neg(c, jet_expm1(c, b)), plus(c, 1, jet_exp(c, b)));
}

/* ln(1 + e^a) */
static result log_one_exp(calc c, jet a)
{
    if (above(c, a, 0))
        return jet_add(c, a, jet_log1p(c, jet_exp(c, jet_neg(c, a))));
    return jet_log1p(c, jet_exp(c, a));
}

/* ---- piecewise ---- */

static result identity(calc c, jet x, const double *p)
{
    (void)p;
    return plus(c, 0, x);
}

static result step(calc c, jet x, const double *p)
{
    (void)p;
    return number(c, below(c, x, 0) ? 0 : 1);
}

static result signum(calc c, jet x, const double *p)
{
    (void)p;
    return number(c, above(c, x, 0) - below(c, x, 0));
}

static result absolute(calc c, jet x, const double *p)
{
    (void)p;
    return times(c, above(c, x, 0) - below(c, x, 0), x);
}

static result relu(calc c, jet x, const double *p)
{
    (void)p;
    return times(c, above(c, x, 0), x);
}

static result leaky(calc c, jet x, const double *p)
{
    return times(c, above(c, x, 0) ? 1 : p[0], x);
}

/* In between the slopes, as in evaluation: by default (1/8 + 1/3)/2. */
static result rrelu(calc c, jet x, const double *p)
{
    if (above(c, x, 0))
        return plus(c, 0, x);
    jet twice = jet_add(c, number(c, p[0]), number(c, p[1]));
    if (p[0] == 1.0 / 8 && p[1] == 1.0 / 3)
        twice = jet_ratio(c, 11, 24);
    return jet_mul(c, times(c, 0.5, twice), x);
}

static result relu6(calc c, jet x, const double *p)
{
    (void)p;
    if (!below(c, x, 6))
        return number(c, 6);
    return relu(c, x, p);
}

static result relu2(calc c, jet x, const double *p)
{
    return square(c, relu(c, x, p));
}

static result srelu(calc c, jet x, const double *p)
{
    if (!above(c, x, p[0]))
        return plus(c, p[0], times(c, p[1], plus(c, -p[0], x)));
    if (!below(c, x, p[2]))
        return plus(c, p[2], times(c, p[3], plus(c, -p[2], x)));
    return plus(c, 0, x);
}

static result threshold(calc c, jet x, const double *p)
{
    return above(c, x, p[0]) ? plus(c, 0, x) : number(c, p[1]);
}

static result thresholded_relu(calc c, jet x, const double *p)
{
    return above(c, x, p[0]) ? plus(c, 0, x) : number(c, 0);
}

/* Where the lines cross, the first counts. */
static result maxout(calc c, jet x, const double *p)
{
    result first = line(c, p[1], p[0], x), second = line(c, p[3], p[2], x);
    return jet_compare(first, second) >= 0 ? first : second;
}

static result hardtanh(calc c, jet x, const double *p)
{
    if (!above(c, x, p[0]))
        return number(c, p[0]);
    return below(c, x, p[1]) ? plus(c, 0, x) : number(c, p[1]);
}

/* By default (x + 3)/6. */
static result hardsigmoid(calc c, jet x, const double *p)
{
    jet y = line(c, p[1], p[0], x);
    if (p[0] == 1.0 / 6 && p[1] == 0.5)
        y = jet_mul(c, plus(c, 3, x), jet_ratio(c, 1, 6));
    if (!above(c, y, 0))
        return number(c, 0);
    return below(c, y, 1) ? plus(c, 0, y) : number(c, 1);
}

static result hardswish(calc c, jet x, const double *p)
{
    (void)p;
    if (!above(c, x, -3))
        return number(c, 0);
    if (!below(c, x, 3))
        return plus(c, 0, x);
    return jet_mul(c, jet_mul(c, x, plus(c, 3, x)), jet_ratio(c, 1, 6));
}

static result softshrink(calc c, jet x, const double *p)
{
    if (above(c, x, p[0]))
        return plus(c, -p[0], x);
    return below(c, x, -p[0]) ? plus(c, p[0], x) : number(c, 0);
}

static result hardshrink(calc c, jet x, const double *p)
{
    return above(c, x, p[0]) || below(c, x, -p[0]) ? plus(c, 0, x) : number(c, 0);
}

static result sparse_plus(calc c, jet x, const double *p)
{
    (void)p;
    if (!above(c, x, -1))
        return number(c, 0);
    return below(c, x, 1) ? times(c, 0.25, square(c, plus(c, 1, x))) : plus(c, 0, x);
}

/* ---- exponential ---- */

static result sigmoid(calc c, jet x, const double *p)
{
    (void)p;
    return logistic(c, x);
}

static result hyperbolic_tangent(calc c, jet x, const double *p)
{
    (void)p;
    return hyperbolic(c, x);
}

static result symmetrical_sigmoid(calc c, jet x, const double *p)
{
    (void)p;
    return hyperbolic(c, times(c, 0.5, x));
}

static result lecun_tanh(calc c, jet x, const double *p)
{
    (void)p;
    jet y = hyperbolic(c, jet_mul(c, jet_ratio(c, 2, 3), x));
    return jet_mul(c, jet_decimal(c, "1.7159"), y);
}

static result tanhshrink(calc c, jet x, const double *p)
{
    (void)p;
    return jet_sub(c, x, hyperbolic(c, x));
}

/* From e^(e^20) on nothing is left of 1 but 1. */
static result loglog(calc c, jet x, const double *p)
{
    (void)p;
    if (above(c, x, 0x1p20))
        return number(c, 1);
    return jet_neg(c, jet_expm1(c, jet_neg(c, jet_exp(c, x))));
}

static result gaussian(calc c, jet x, const double *p)
{
    (void)p;
    return jet_exp(c, jet_neg(c, square(c, x)));
}

static result softplus(calc c, jet x, const double *p)
{
    return jet_div(c, log_one_exp(c, times(c, p[0], x)), number(c, p[0]));
}

static result logsigmoid(calc c, jet x, const double *p)
{
    (void)p;
    return jet_neg(c, log_one_exp(c, jet_neg(c, x)));
}

static result elu(calc c, jet x, const double *p)
{
    return above(c, x, 0) ? plus(c, 0, x) : times(c, p[0], jet_expm1(c, x));
}

static result celu(calc c, jet x, const double *p)
{
    if (above(c, x, 0))
        return plus(c, 0, x);
    return times(c, p[0], jet_expm1(c, jet_div(c, x, number(c, p[0]))));
}

/* The parameters are alpha and lambda; the published numbers have 31 digits. */
static const double selu_alpha = 1.6732632423543772848170429916717;
static const double selu_lambda = 1.0507009873554804934193349852946;

static result selu(calc c, jet x, const double *p)
{
    bool published = p[0] == selu_alpha && p[1] == selu_lambda;
    jet lambda = published ? jet_decimal(c, "1.0507009873554804934193349852946") : number(c, p[1]);
    if (above(c, x, 0))
        return jet_mul(c, lambda, x);
    jet alpha = published ? jet_decimal(c, "1.6732632423543772848170429916717") : number(c, p[0]);
    return jet_mul(c, jet_mul(c, lambda, alpha), jet_expm1(c, x));
}

static result elish(calc c, jet x, const double *p)
{
    (void)p;
    return jet_mul(c, below(c, x, 0) ? jet_expm1(c, x) : x, logistic(c, x));
}

static result silu(calc c, jet x, const double *p)
{
    (void)p;
    return jet_mul(c, x, logistic(c, x));
}

static result swish(calc c, jet x, const double *p)
{
    return jet_mul(c, x, logistic(c, times(c, p[0], x)));
}

static result mish(calc c, jet x, const double *p)
{
    (void)p;
    return jet_mul(c, x, hyperbolic(c, log_one_exp(c, x)));
}

/* x Phi(x), Phi(x) = erfc(-x / sqrt 2) / 2 */
static result gelu(calc c, jet x, const double *p)
{
    (void)p;
    jet u = jet_div(c, jet_neg(c, x), jet_sqrt(c, number(c, 2)));
    return jet_mul(c, times(c, 0.5, x), jet_erfc(c, u));
}

/* x (1 + tanh u)/2 = x logistic(2u), u = sqrt(2/pi) (x + 0.044715 x^3) */
static result gelu_tanh(calc c, jet x, const double *p)
{
    (void)p;
    jet cube = jet_mul(c, x, square(c, x));
    jet bent = jet_add(c, x, jet_mul(c, jet_decimal(c, "0.044715"), cube));
    jet scale = jet_sqrt(c, jet_div(c, number(c, 8), jet_pi(c)));
    return jet_mul(c, x, logistic(c, jet_mul(c, scale, bent)));
}

/* ---- algebraic, waves ---- */

static result softsign(calc c, jet x, const double *p)
{
    (void)p;
    jet size = below(c, x, 0) ? jet_neg(c, x) : x;
    return jet_div(c, x, plus(c, 1, size));
}

static result arctan(calc c, jet x, const double *p)
{
    (void)p;
    return jet_atan(c, x);
}

static result isru(calc c, jet x, const double *p)
{
    return jet_div(c, x, jet_sqrt(c, plus(c, 1, times(c, p[0], square(c, x)))));
}

static result bent_identity(calc c, jet x, const double *p)
{
    (void)p;
    jet root = jet_sqrt(c, plus(c, 1, square(c, x)));
    return jet_add(c, x, times(c, 0.5, plus(c, -1, root)));
}

static result squareplus(calc c, jet x, const double *p)
{
    jet root = jet_sqrt(c, plus(c, p[0], square(c, x)));
    return times(c, 0.5, jet_add(c, x, root));
}

static result sine(calc c, jet x, const double *p)
{
    (void)p;
    return jet_sin(c, x);
}

static result cosine(calc c, jet x, const double *p)
{
    (void)p;
    return jet_cos(c, x);
}

/* sin x / x; in 0 the beginning of its series, which has f'' there. */
static result sinc(calc c, jet x, const double *p)
{
    (void)p;
    if (above(c, x, 0) || below(c, x, 0))
        return jet_div(c, jet_sin(c, x), x);
    return plus(c, 1, jet_mul(c, jet_ratio(c, -1, 6), square(c, x)));
}

static result snake(calc c, jet x, const double *p)
{
    jet s = jet_sin(c, times(c, p[0], x));
    return jet_add(c, x, jet_div(c, square(c, s), number(c, p[0])));
}

/* Parameters t_ref, tau, R, theta: 1/(t_ref + tau ln(Rx/(Rx - theta))) above Rx = theta, else 0. */
static result lif(calc c, jet x, const double *p)
{
    jet drive = times(c, p[2], x);
    if (!above(c, drive, p[3]))
        return number(c, 0);
    jet wait = jet_log1p(c, jet_div(c, number(c, p[3]), plus(c, -p[3], drive)));
    return jet_div(c, number(c, 1), line(c, p[0], p[1], wait));
}

const struct reference define_table[] = {
    {"identity", {0}, {0}, identity, 0},
    {"step", {0}, {0}, step, 0},
    {"signum", {0}, {0}, signum, 0},
    {"sigmoid", {0}, {0}, sigmoid, 0},
    {"tanh", {0}, {0}, hyperbolic_tangent, 0},
    {"relu", {0}, {0}, relu, 0},
    {"leaky_relu", {"alpha"}, {0.01}, leaky, 0},
    {"prelu", {"gamma"}, {0.25}, leaky, 0},
    {"elu", {"alpha"}, {1}, elu, 0},
    {"softplus", {"beta"}, {1}, softplus, 0},
    {"maxout", {"k1", "b1", "k2", "b2"}, {1, 0, 0.25, 0}, maxout, 0},
    {"lif", {"t_ref", "tau", "R", "theta"}, {0.1, 1, 1, 1}, lif, 0},
    {"selu", {"alpha", "lambda"}, {selu_alpha, selu_lambda}, selu, 0},
    {"celu", {"alpha"}, {1}, celu, 0},
    {"gelu", {0}, {0}, gelu, 0},
    {"gelu_tanh", {0}, {0}, gelu_tanh, 0},
    {"silu", {0}, {0}, silu, 0},
    {"swish", {"beta"}, {1}, swish, 0},
    {"mish", {0}, {0}, mish, 0},
    {"relu6", {0}, {0}, relu6, 0},
    {"rrelu", {"lower", "upper"}, {1.0 / 8, 1.0 / 3}, rrelu, 0},
    {"srelu", {"tl", "al", "tr", "ar"}, {-1, 0.1, 1, 0.1}, srelu, 0},
    {"hardtanh", {"min", "max"}, {-1, 1}, hardtanh, 0},
    {"hardsigmoid", {"alpha", "beta"}, {1.0 / 6, 0.5}, hardsigmoid, 0},
    {"hardswish", {0}, {0}, hardswish, 0},
    {"softsign", {0}, {0}, softsign, 0},
    {"logsigmoid", {0}, {0}, logsigmoid, 0},
    {"tanhshrink", {0}, {0}, tanhshrink, 0},
    {"softshrink", {"lambda"}, {0.5}, softshrink, 0},
    {"hardshrink", {"lambda"}, {0.5}, hardshrink, 0},
    {"threshold", {"threshold", "value"}, {1, 0}, threshold, 0},
    {"thresholded_relu", {"alpha"}, {1}, thresholded_relu, 0},
    {"squareplus", {"b"}, {4}, squareplus, 0},
    {"sparse_plus", {0}, {0}, sparse_plus, 0},
    {"lecun_tanh", {0}, {0}, lecun_tanh, 0},
    {"symmetrical_sigmoid", {0}, {0}, symmetrical_sigmoid, 0},
    {"arctan", {0}, {0}, arctan, 0},
    {"bent_identity", {0}, {0}, bent_identity, 0},
    {"loglog", {0}, {0}, loglog, 0},
    {"gaussian", {0}, {0}, gaussian, 0},
    {"absolute", {0}, {0}, absolute, 0},
    {"sin", {0}, {0}, sine, 2},
    {"cos", {0}, {0}, cosine, 2},
    {"sinc", {0}, {0}, sinc, 0},
    {"elish", {0}, {0}, elish, 0},
    {"relu2", {0}, {0}, relu2, 0},
    {"isru", {"alpha"}, {1}, isru, 0},
    {"snake", {"alpha"}, {1}, snake, 1},
};

const int define_count = sizeof define_table / sizeof *define_table;
