#include "num/formula_code.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct formula_constant formula_constants[] = {
    {"pi", 0x1.921fb54442d18p+1},
    {"e", 0x1.5bf0a8b145769p+1},
    {"inf", (double)INFINITY},
    {"nan", (double)NAN},
};

const int formula_constant_count = sizeof formula_constants / sizeof formula_constants[0];

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
    case FORMULA_VARIABLE:
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
