/* The definitions of the functions made with exponentials, roots and waves. A parameter is the
 * double that was given; a constant of a formula is the real number: 0.044715, 2/3 and the numbers
 * of SELU are not rounded. Exponentials take the argument's negative magnitude, so that none
 * overflows. */
#include "define.h"

typedef struct calc *calc;
typedef const struct big *big;

/* 1 / (1 + e^-a) */
static big logistic(calc c, big a)
{
    if (big_above(a, 0))
        return big_div(c, big_number(c, 1), big_plus(c, 1, big_exp(c, big_neg(c, a))));
    big E = big_exp(c, a);
    return big_div(c, E, big_plus(c, 1, E));
}

/* (1 - e^-2a) / (1 + e^-2a) */
static big hyperbolic(calc c, big a)
{
    if (big_below(a, 0))
        return big_neg(c, hyperbolic(c, big_neg(c, a)));
    big b = big_times(c, -2, a);
    return big_div(c, big_neg(c, big_expm1(c, b)), big_plus(c, 1, big_exp(c, b)));
}

/* ln(1 + e^a) */
static big log_one_exp(calc c, big a)
{
    if (big_above(a, 0))
        return big_add(c, a, big_log1p(c, big_exp(c, big_neg(c, a))));
    return big_log1p(c, big_exp(c, a));
}

/* ---- exponential ---- */

static big sigmoid(calc c, big x, const double *p)
{
    (void)p;
    return logistic(c, x);
}

static big hyperbolic_tangent(calc c, big x, const double *p)
{
    (void)p;
    return hyperbolic(c, x);
}

static big symmetrical_sigmoid(calc c, big x, const double *p)
{
    (void)p;
    return hyperbolic(c, big_times(c, 0.5, x));
}

static big lecun_tanh(calc c, big x, const double *p)
{
    (void)p;
    big y = hyperbolic(c, big_mul(c, big_ratio(c, 2, 3), x));
    return big_mul(c, big_decimal(c, "1.7159"), y);
}

static big tanhshrink(calc c, big x, const double *p)
{
    (void)p;
    return big_sub(c, x, hyperbolic(c, x));
}

/* From e^(e^20) on nothing is left of 1 but 1. */
static big loglog(calc c, big x, const double *p)
{
    (void)p;
    if (big_above(x, 0x1p20))
        return big_number(c, 1);
    return big_neg(c, big_expm1(c, big_neg(c, big_exp(c, x))));
}

static big gaussian(calc c, big x, const double *p)
{
    (void)p;
    return big_exp(c, big_neg(c, big_square(c, x)));
}

static big softplus(calc c, big x, const double *p)
{
    return big_div(c, log_one_exp(c, big_times(c, p[0], x)), big_number(c, p[0]));
}

static big logsigmoid(calc c, big x, const double *p)
{
    (void)p;
    return big_neg(c, log_one_exp(c, big_neg(c, x)));
}

static big elu(calc c, big x, const double *p)
{
    return big_above(x, 0) ? big_plus(c, 0, x) : big_times(c, p[0], big_expm1(c, x));
}

static big celu(calc c, big x, const double *p)
{
    if (big_above(x, 0))
        return big_plus(c, 0, x);
    return big_times(c, p[0], big_expm1(c, big_div(c, x, big_number(c, p[0]))));
}

/* The parameters are alpha and lambda; the published numbers have 31 digits. */
static const double selu_alpha = 1.6732632423543772848170429916717;
static const double selu_lambda = 1.0507009873554804934193349852946;

static big selu(calc c, big x, const double *p)
{
    bool published = p[0] == selu_alpha && p[1] == selu_lambda;
    big lambda =
        published ? big_decimal(c, "1.0507009873554804934193349852946") : big_number(c, p[1]);
    if (big_above(x, 0))
        return big_mul(c, lambda, x);
    big alpha =
        published ? big_decimal(c, "1.6732632423543772848170429916717") : big_number(c, p[0]);
    return big_mul(c, big_mul(c, lambda, alpha), big_expm1(c, x));
}

static big elish(calc c, big x, const double *p)
{
    (void)p;
    return big_mul(c, big_below(x, 0) ? big_expm1(c, x) : x, logistic(c, x));
}

static big silu(calc c, big x, const double *p)
{
    (void)p;
    return big_mul(c, x, logistic(c, x));
}

static big swish(calc c, big x, const double *p)
{
    return big_mul(c, x, logistic(c, big_times(c, p[0], x)));
}

static big mish(calc c, big x, const double *p)
{
    (void)p;
    return big_mul(c, x, hyperbolic(c, log_one_exp(c, x)));
}

/* x Phi(x), Phi(x) = erfc(-x / sqrt 2) / 2 */
static big gelu(calc c, big x, const double *p)
{
    (void)p;
    big u = big_div(c, big_neg(c, x), big_sqrt(c, big_number(c, 2)));
    return big_mul(c, big_times(c, 0.5, x), big_erfc(c, u));
}

/* x (1 + tanh u)/2 = x logistic(2u), u = sqrt(2/pi) (x + 0.044715 x^3) */
static big gelu_tanh(calc c, big x, const double *p)
{
    (void)p;
    big cube = big_mul(c, x, big_square(c, x));
    big bent = big_add(c, x, big_mul(c, big_decimal(c, "0.044715"), cube));
    big scale = big_sqrt(c, big_div(c, big_number(c, 8), big_pi(c)));
    return big_mul(c, x, logistic(c, big_mul(c, scale, bent)));
}

/* ---- algebraic, waves ---- */

static big softsign(calc c, big x, const double *p)
{
    (void)p;
    big size = big_below(x, 0) ? big_neg(c, x) : x;
    return big_div(c, x, big_plus(c, 1, size));
}

static big arctan(calc c, big x, const double *p)
{
    (void)p;
    return big_atan(c, x);
}

static big isru(calc c, big x, const double *p)
{
    return big_div(c, x, big_sqrt(c, big_plus(c, 1, big_times(c, p[0], big_square(c, x)))));
}

static big bent_identity(calc c, big x, const double *p)
{
    (void)p;
    big root = big_sqrt(c, big_plus(c, 1, big_square(c, x)));
    return big_add(c, x, big_times(c, 0.5, big_plus(c, -1, root)));
}

static big squareplus(calc c, big x, const double *p)
{
    big root = big_sqrt(c, big_plus(c, p[0], big_square(c, x)));
    return big_times(c, 0.5, big_add(c, x, root));
}

static big sine(calc c, big x, const double *p)
{
    (void)p;
    return big_sin(c, x);
}

static big cosine(calc c, big x, const double *p)
{
    (void)p;
    return big_cos(c, x);
}

/* sin x / x; in 0 the beginning of its series, which has f'' there. */
static big sinc(calc c, big x, const double *p)
{
    (void)p;
    if (big_above(x, 0) || big_below(x, 0))
        return big_div(c, big_sin(c, x), x);
    return big_plus(c, 1, big_mul(c, big_ratio(c, -1, 6), big_square(c, x)));
}

static big snake(calc c, big x, const double *p)
{
    big s = big_sin(c, big_times(c, p[0], x));
    return big_add(c, x, big_div(c, big_square(c, s), big_number(c, p[0])));
}

/* Parameters t_ref, tau, R, theta: 1/(t_ref + tau ln(Rx/(Rx - theta))) above Rx = theta, else 0. */
static big lif(calc c, big x, const double *p)
{
    big drive = big_times(c, p[2], x);
    if (!big_above(drive, p[3]))
        return big_number(c, 0);
    big wait = big_log1p(c, big_div(c, big_number(c, p[3]), big_plus(c, -p[3], drive)));
    return big_div(c, big_number(c, 1), big_line(c, p[0], p[1], wait));
}

const struct reference define_smooth[] = {
    {"sigmoid", {0}, {0}, sigmoid, 0},
    {"tanh", {0}, {0}, hyperbolic_tangent, 0},
    {"elu", {"alpha"}, {1}, elu, 0},
    {"softplus", {"beta"}, {1}, softplus, 0},
    {"lif", {"t_ref", "tau", "R", "theta"}, {0.1, 1, 1, 1}, lif, 0},
    {"selu", {"alpha", "lambda"}, {selu_alpha, selu_lambda}, selu, 0},
    {"celu", {"alpha"}, {1}, celu, 0},
    {"gelu", {0}, {0}, gelu, 0},
    {"gelu_tanh", {0}, {0}, gelu_tanh, 0},
    {"silu", {0}, {0}, silu, 0},
    {"swish", {"beta"}, {1}, swish, 0},
    {"mish", {0}, {0}, mish, 0},
    {"softsign", {0}, {0}, softsign, 0},
    {"logsigmoid", {0}, {0}, logsigmoid, 0},
    {"tanhshrink", {0}, {0}, tanhshrink, 0},
    {"squareplus", {"b"}, {4}, squareplus, 0},
    {"lecun_tanh", {0}, {0}, lecun_tanh, 0},
    {"symmetrical_sigmoid", {0}, {0}, symmetrical_sigmoid, 0},
    {"arctan", {0}, {0}, arctan, 0},
    {"bent_identity", {0}, {0}, bent_identity, 0},
    {"loglog", {0}, {0}, loglog, 0},
    {"gaussian", {0}, {0}, gaussian, 0},
    {"sin", {0}, {0}, sine, 2},
    {"cos", {0}, {0}, cosine, 2},
    {"sinc", {0}, {0}, sinc, 0},
    {"elish", {0}, {0}, elish, 0},
    {"isru", {"alpha"}, {1}, isru, 0},
    {"snake", {"alpha"}, {1}, snake, 1},
    {0},
};
