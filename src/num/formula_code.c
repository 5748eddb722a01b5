#include "num/formula_code.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "num/elem.h"

const struct formula_constant formula_constants[] = {
    {"pi", 0x1.921fb54442d18p+1},
    {"e", 0x1.5bf0a8b145769p+1},
    {"inf", (double)INFINITY},
    {"nan", (double)NAN},
};

const int formula_constant_count = sizeof formula_constants / sizeof formula_constants[0];

static double fn_abs(const double *x)
{
    return fabs(x[0]);
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

static double fn_atan(const double *x)
{
    return elem_atan(x[0]);
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

static double fn_ceil(const double *x)
{
    return ceil(x[0]);
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

static double fn_cosh(const double *x)
{
    return elem_cosh(x[0]);
}

static double fn_erf(const double *x)
{
    return elem_erf(x[0]);
}

static double fn_erfc(const double *x)
{
    return elem_erfc(x[0]);
}

static double fn_exp(const double *x)
{
    return elem_exp(x[0]);
}

static double fn_expm1(const double *x)
{
    return elem_expm1(x[0]);
}

static double fn_floor(const double *x)
{
    return floor(x[0]);
}

static double fn_log(const double *x)
{
    return elem_log(x[0]);
}

static double fn_log10(const double *x)
{
    return elem_log10(x[0]);
}

static double fn_log1p(const double *x)
{
    return elem_log1p(x[0]);
}

static double fn_log2(const double *x)
{
    return elem_log2(x[0]);
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

static double fn_sin(const double *x)
{
    return elem_sin(x[0]);
}

static double fn_sinh(const double *x)
{
    return elem_sinh(x[0]);
}

static double fn_sqrt(const double *x)
{
    return sqrt(x[0]);
}

static double fn_tan(const double *x)
{
    return elem_sin(x[0]) / elem_cos(x[0]);
}

/* sign, step and tanh are activations and come from their table. */
const struct formula_function formula_functions[] = {
    {"abs", 1, false, fn_abs},     {"acos", 1, false, fn_acos},   {"asin", 1, false, fn_asin},
    {"atan", 1, false, fn_atan},   {"cbrt", 1, false, fn_cbrt},   {"ceil", 1, false, fn_ceil},
    {"clamp", 3, false, fn_clamp}, {"cos", 1, false, fn_cos},     {"cosh", 1, false, fn_cosh},
    {"erf", 1, false, fn_erf},     {"erfc", 1, false, fn_erfc},   {"exp", 1, false, fn_exp},
    {"expm1", 1, false, fn_expm1}, {"floor", 1, false, fn_floor}, {"log", 1, false, fn_log},
    {"log10", 1, false, fn_log10}, {"log1p", 1, false, fn_log1p}, {"log2", 1, false, fn_log2},
    {"max", 2, true, fn_max},      {"min", 2, true, fn_min},      {"pow", 2, false, formula_pow},
    {"round", 1, false, fn_round}, {"sin", 1, false, fn_sin},     {"sinh", 1, false, fn_sinh},
    {"sqrt", 1, false, fn_sqrt},   {"tan", 1, false, fn_tan},
};

const int formula_function_count = sizeof formula_functions / sizeof formula_functions[0];

static bool is(const char *name, int n, const char *known)
{
    return strlen(known) == (size_t)n && memcmp(name, known, (size_t)n) == 0;
}

const struct formula_function *formula_find_function(const char *name, int n)
{
    for (int i = 0; i < formula_function_count; i++)
        if (is(name, n, formula_functions[i].name))
            return &formula_functions[i];
    return NULL;
}

int formula_find_constant(const char *name, int n)
{
    for (int i = 0; i < formula_constant_count; i++)
        if (is(name, n, formula_constants[i].name))
            return i;
    return -1;
}

void formula_offer(const struct act_names *own, struct near *near, bool called)
{
    for (int i = 0; i < formula_function_count; i++)
        near_offer(near, formula_functions[i].name);
    act_offer(own, near);
    for (int i = 0; i < formula_constant_count && !called; i++)
        near_offer(near, formula_constants[i].name);
}

static const struct {
    const char *sign;
    enum formula_level level;
} pairs[] = {
    [FORMULA_OR] = {"or", FORMULA_LEVEL_OR},
    [FORMULA_AND] = {"and", FORMULA_LEVEL_AND},
    [FORMULA_LESS] = {"<", FORMULA_LEVEL_COMPARE},
    [FORMULA_LESS_EQUAL] = {"<=", FORMULA_LEVEL_COMPARE},
    [FORMULA_GREATER] = {">", FORMULA_LEVEL_COMPARE},
    [FORMULA_GREATER_EQUAL] = {">=", FORMULA_LEVEL_COMPARE},
    [FORMULA_EQUAL] = {"==", FORMULA_LEVEL_COMPARE},
    [FORMULA_NOT_EQUAL] = {"!=", FORMULA_LEVEL_COMPARE},
    [FORMULA_ADD] = {"+", FORMULA_LEVEL_SUM},
    [FORMULA_SUBTRACT] = {"-", FORMULA_LEVEL_SUM},
    [FORMULA_MULTIPLY] = {"*", FORMULA_LEVEL_PRODUCT},
    [FORMULA_DIVIDE] = {"/", FORMULA_LEVEL_PRODUCT},
    [FORMULA_POWER] = {"^", FORMULA_LEVEL_POWER},
};

const char *formula_sign(enum formula_code code)
{
    assert(code >= FORMULA_OR && code <= FORMULA_POWER);
    return pairs[code].sign;
}

enum formula_level formula_level(enum formula_code code)
{
    assert(code >= FORMULA_OR && code <= FORMULA_POWER);
    return pairs[code].level;
}

int formula_operands(const struct formula_op *op)
{
    switch ((enum formula_code)op->code) {
    case FORMULA_NUMBER:
    case FORMULA_READ:
        return 0;
    case FORMULA_CALL:
    case FORMULA_INDEX:
    case FORMULA_NEGATE:
    case FORMULA_NOT:
        return 1;
    case FORMULA_FUNCTION:
    case FORMULA_ACT:
        return op->args;
    case FORMULA_SELECT:
        return 3;
    default:
        return 2;
    }
}

char *formula_number(char out[FMT_SIZE], double v)
{
    bool plain = fabs(v) >= 1e-4 && fabs(v) < 1e15; /* 10 and not 1e+01 */
    for (int digits = 1; isfinite(v) && digits <= 17; digits++) {
        (void)snprintf(out, FMT_SIZE, "%.*g", digits, v);
        if (strtod(out, NULL) == v && !(plain && strchr(out, 'e')))
            return out;
    }
    return fmt_exact(out, v);
}
