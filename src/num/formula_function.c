/* The functions of the formula language: values, and derivatives to the fourth by their closed
 * forms. */
#include "num/formula_code.h"

#include <math.h>

#include "num/elem.h"

static const double LN10 = 0x1.26bb1bbb55516p+1, LN2 = 0x1.62e42fefa39efp-1;
static const double TWO_OVER_ROOT_PI = 0x1.20dd750429b6dp+0;

/* Scales d[1..order] by f. */
static void scale(int order, double *d, double f)
{
    for (int k = 1; k <= order; k++)
        d[k] *= f;
}

/* abs' = -1, 0, 1: at its kink the middle, and nothing bends anywhere. */
static double fn_abs(const double *x)
{
    return fabs(x[0]);
}

static void flat(double x, int order, double *d)
{
    (void)x;
    for (int k = 1; k <= order; k++)
        d[k] = 0;
}

static void derive_abs(double x, int order, double *d)
{
    flat(x, order, d);
    if (order > 0)
        d[1] = (x > 0) - (x < 0);
}

static double piece_abs(double x)
{
    return x > 0;
}

/* acos x = 2 atan(sqrt((1 - x) / (1 + x))): no difference of near numbers at either end. */
static double fn_acos(const double *x)
{
    return 2 * elem_atan(sqrt((1 - x[0]) / (1 + x[0])));
}

static double fn_asin(const double *x)
{
    return elem_atan(x[0] / sqrt((1 - x[0]) * (1 + x[0])));
}

/* asin' = r = (1 - x^2)^(-1/2), asin'' = x r^3, then (1 + 2 x^2) r^5 and (9 x + 6 x^3) r^7. */
static void derive_asin(double x, int order, double *d)
{
    double r = 1 / sqrt((1 - x) * (1 + x)), r2 = r * r;
    const double all[] = {0, r, x * r * r2, (1 + 2 * x * x) * r * r2 * r2,
                          (9 + 6 * x * x) * x * r * r2 * r2 * r2};
    for (int k = 1; k <= order; k++)
        d[k] = all[k];
}

static void derive_acos(double x, int order, double *d)
{
    derive_asin(x, order, d);
    scale(order, d, -1);
}

static double fn_atan(const double *x)
{
    return elem_atan(x[0]);
}

/* q = atan' = 1 / (1 + x^2), then -2 x q^2, (6 x^2 - 2) q^3, 24 x (1 - x^2) q^4; where x^2 would
 * overflow all but the first are below every double. */
static void derive_atan(double x, int order, double *d)
{
    flat(x, order, d);
    if (order > 0 && fabs(x) > 1e150) {
        d[1] = 1 / x / x;
        return;
    }
    double q = 1 / (1 + x * x), p = x * q; /* |p| <= 1/2 */
    const double all[] = {0, q, -2 * p * q, (6 * p * p - 2 * q * q) * q,
                          24 * (q * q - p * p) * p * q};
    for (int k = 1; k <= order; k++)
        d[k] = all[k];
}

/* A first value by exp and log, made good by one step of Newton. */
static double fn_cbrt(const double *x)
{
    double a = fabs(x[0]);
    if (a == 0 || !isfinite(a))
        return x[0];
    double root = elem_exp(elem_log(a) / 3);
    root -= (root - a / (root * root)) / 3;
    return copysign(root, x[0]);
}

static void derive_cbrt(double x, int order, double *d)
{
    if (order > 0)
        d[1] = 1 / (3 * d[0] * d[0]);
    for (int k = 2; k <= order; k++)
        d[k] = d[k - 1] * (4.0 / 3 - k) / x;
}

static double fn_ceil(const double *x)
{
    return ceil(x[0]);
}

static double piece_ceil(double x)
{
    return ceil(x);
}

static double smaller(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (double)NAN;
    return a < b ? a : b;
}

static double larger(double a, double b)
{
    return -smaller(-a, -b);
}

static double fn_clamp(const double *x)
{
    return smaller(larger(x[0], x[1]), x[2]);
}

static double fn_cos(const double *x)
{
    return elem_cos(x[0]);
}

/* d[0] is a sine or cosine, `next` its derivative; from then on the signs turn. */
static void turn(int order, double *d, double next)
{
    for (int k = 1; k <= order; k++)
        d[k] = k == 1 ? next : -d[k - 2];
}

static void derive_cos(double x, int order, double *d)
{
    turn(order, d, order > 0 ? -elem_sin(x) : 0);
}

static double fn_cosh(const double *x)
{
    return elem_cosh(x[0]);
}

static void swap(int order, double *d, double next)
{
    for (int k = 1; k <= order; k++)
        d[k] = k == 1 ? next : d[k - 2];
}

static void derive_cosh(double x, int order, double *d)
{
    swap(order, d, order > 0 ? elem_sinh(x) : 0);
}

static double fn_erf(const double *x)
{
    return elem_erf(x[0]);
}

/* erf' = 2/sqrt(pi) e^(-x^2) = g; then -2 x g, (4 x^2 - 2) g, (12 x - 8 x^3) g. The rounding of
 * x^2, which e^ would make x^2 times as large, is given back by 1 - l. */
static void derive_erf(double x, int order, double *d)
{
    double h = x * x, l = isfinite(h) ? fma(x, x, -h) : 0;
    double g = TWO_OVER_ROOT_PI * elem_exp(-h) * (1 - l);
    const double all[] = {0, g, -2 * x * g, (4 * x * x - 2) * g, (12 - 8 * x * x) * x * g};
    for (int k = 1; k <= order; k++)
        d[k] = g == 0 ? 0 : all[k];
}

static double fn_erfc(const double *x)
{
    return elem_erfc(x[0]);
}

static void derive_erfc(double x, int order, double *d)
{
    derive_erf(x, order, d);
    scale(order, d, -1);
}

static double fn_exp(const double *x)
{
    return elem_exp(x[0]);
}

static void derive_exp(double x, int order, double *d)
{
    (void)x;
    for (int k = 1; k <= order; k++)
        d[k] = d[0];
}

static double fn_expm1(const double *x)
{
    return elem_expm1(x[0]);
}

static void derive_expm1(double x, int order, double *d)
{
    double power = order > 0 ? elem_exp(x) : 0;
    for (int k = 1; k <= order; k++)
        d[k] = power;
}

static double fn_floor(const double *x)
{
    return floor(x[0]);
}

static double piece_floor(double x)
{
    return floor(x);
}

static double fn_log(const double *x)
{
    return elem_log(x[0]);
}

static void derive_log(double x, int order, double *d)
{
    for (int k = 1; k <= order; k++)
        d[k] = k == 1 ? 1 / x : d[k - 1] * (1 - k) / x;
}

static double fn_log10(const double *x)
{
    return elem_log10(x[0]);
}

static void derive_log10(double x, int order, double *d)
{
    derive_log(x, order, d);
    scale(order, d, 1 / LN10);
}

static double fn_log1p(const double *x)
{
    return elem_log1p(x[0]);
}

static void derive_log1p(double x, int order, double *d)
{
    derive_log(1 + x, order, d);
}

static double fn_log2(const double *x)
{
    return elem_log2(x[0]);
}

static void derive_log2(double x, int order, double *d)
{
    derive_log(x, order, d);
    scale(order, d, 1 / LN2);
}

static double fn_max(const double *x)
{
    return larger(x[0], x[1]);
}

static double fn_min(const double *x)
{
    return smaller(x[0], x[1]);
}

/* Squares are frequent, and a product is exact to one rounding. */
double formula_pow(const double *x)
{
    return x[1] == 2 ? x[0] * x[0] : elem_pow(x[0], x[1]);
}

static double fn_round(const double *x)
{
    return round(x[0]);
}

static double piece_round(double x)
{
    return round(x);
}

static double fn_sin(const double *x)
{
    return elem_sin(x[0]);
}

static void derive_sin(double x, int order, double *d)
{
    turn(order, d, order > 0 ? elem_cos(x) : 0);
}

static double fn_sinh(const double *x)
{
    return elem_sinh(x[0]);
}

static void derive_sinh(double x, int order, double *d)
{
    swap(order, d, order > 0 ? elem_cosh(x) : 0);
}

static double fn_sqrt(const double *x)
{
    return sqrt(x[0]);
}

static void derive_sqrt(double x, int order, double *d)
{
    if (order > 0)
        d[1] = 0.5 / d[0];
    for (int k = 2; k <= order; k++)
        d[k] = d[k - 1] * (1.5 - k) / x;
}

static double fn_tan(const double *x)
{
    return elem_sin(x[0]) / elem_cos(x[0]);
}

/* t = tan, q = tan' = 1 + t^2, then 2 t q, (2 + 6 t^2) q, (16 t + 24 t^3) q. */
static void derive_tan(double x, int order, double *d)
{
    (void)x;
    double t = d[0], q = 1 + t * t;
    const double all[] = {0, q, 2 * t * q, (2 + 6 * t * t) * q, (16 + 24 * t * t) * t * q};
    for (int k = 1; k <= order; k++)
        d[k] = all[k];
}

/* sign, step and tanh are activations and come from their table. */
const struct formula_function formula_functions[] = {
    {.name = "abs", .args = 1, .call = fn_abs, .derive = derive_abs, .piece = piece_abs},
    {.name = "acos", .args = 1, .call = fn_acos, .derive = derive_acos},
    {.name = "asin", .args = 1, .call = fn_asin, .derive = derive_asin},
    {.name = "atan", .args = 1, .call = fn_atan, .derive = derive_atan},
    {.name = "cbrt", .args = 1, .call = fn_cbrt, .derive = derive_cbrt},
    {.name = "ceil", .args = 1, .call = fn_ceil, .derive = flat, .piece = piece_ceil},
    {.name = "clamp", .args = 3, .kind = FORMULA_CLAMP, .call = fn_clamp},
    {.name = "cos", .args = 1, .call = fn_cos, .derive = derive_cos},
    {.name = "cosh", .args = 1, .call = fn_cosh, .derive = derive_cosh},
    {.name = "erf", .args = 1, .call = fn_erf, .derive = derive_erf},
    {.name = "erfc", .args = 1, .call = fn_erfc, .derive = derive_erfc},
    {.name = "exp", .args = 1, .call = fn_exp, .derive = derive_exp},
    {.name = "expm1", .args = 1, .call = fn_expm1, .derive = derive_expm1},
    {.name = "floor", .args = 1, .call = fn_floor, .derive = flat, .piece = piece_floor},
    {.name = "log", .args = 1, .call = fn_log, .derive = derive_log},
    {.name = "log10", .args = 1, .call = fn_log10, .derive = derive_log10},
    {.name = "log1p", .args = 1, .call = fn_log1p, .derive = derive_log1p},
    {.name = "log2", .args = 1, .call = fn_log2, .derive = derive_log2},
    {.name = "max", .args = 2, .fold = true, .kind = FORMULA_MAX, .call = fn_max},
    {.name = "min", .args = 2, .fold = true, .kind = FORMULA_MIN, .call = fn_min},
    {.name = "pow", .args = 2, .kind = FORMULA_POW, .call = formula_pow},
    {.name = "round", .args = 1, .call = fn_round, .derive = flat, .piece = piece_round},
    {.name = "sin", .args = 1, .call = fn_sin, .derive = derive_sin},
    {.name = "sinh", .args = 1, .call = fn_sinh, .derive = derive_sinh},
    {.name = "sqrt", .args = 1, .call = fn_sqrt, .derive = derive_sqrt},
    {.name = "tan", .args = 1, .call = fn_tan, .derive = derive_tan},
};

const int formula_function_count = sizeof formula_functions / sizeof formula_functions[0];

void formula_derive(const struct formula_function *function, double x, int order, double *d)
{
    d[0] = function->call(&x);
    function->derive(x, order, d);
    for (int k = 1; k <= order && isnan(d[0]); k++)
        d[k] = d[0];
}
