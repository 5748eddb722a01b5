/* Running a compiled formula: a loop over its operations, with truth of three values. */
#include "num/formula_code.h"

#include <assert.h>
#include <math.h>

enum truth formula_truth(double value)
{
    if (isnan(value))
        return TRUTH_UNKNOWN;
    return value == 0 ? TRUTH_FALSE : TRUTH_TRUE;
}

static double truth_value(enum truth t)
{
    return t == TRUTH_UNKNOWN ? (double)NAN : t == TRUTH_TRUE ? 1 : 0;
}

double formula_not(double a)
{
    enum truth t = formula_truth(a);
    return t == TRUTH_UNKNOWN ? (double)NAN : t == TRUTH_FALSE;
}

/* false and unknown is false: what is not known cannot change it. */
static double conjunction(double a, double b)
{
    enum truth s = formula_truth(a), t = formula_truth(b);
    if (s == TRUTH_FALSE || t == TRUTH_FALSE)
        return 0;
    return truth_value(s == TRUTH_UNKNOWN ? s : t);
}

static double disjunction(double a, double b)
{
    enum truth s = formula_truth(a), t = formula_truth(b);
    if (s == TRUTH_TRUE || t == TRUTH_TRUE)
        return 1;
    return truth_value(s == TRUTH_UNKNOWN ? s : t);
}

static double comparison(enum formula_code code, double a, double b)
{
    if (isnan(a) || isnan(b))
        return (double)NAN;
    switch (code) {
    case FORMULA_LESS:
        return a < b;
    case FORMULA_LESS_EQUAL:
        return a <= b;
    case FORMULA_GREATER:
        return a > b;
    case FORMULA_GREATER_EQUAL:
        return a >= b;
    case FORMULA_EQUAL:
        return a == b;
    default:
        return a != b;
    }
}

double formula_pair(enum formula_code code, const double *x)
{
    double a = x[0], b = x[1];
    switch (code) {
    case FORMULA_OR:
        return disjunction(a, b);
    case FORMULA_AND:
        return conjunction(a, b);
    case FORMULA_ADD:
        return a + b;
    case FORMULA_SUBTRACT:
        return a - b;
    case FORMULA_MULTIPLY:
        return a * b;
    case FORMULA_DIVIDE:
        return a / b;
    case FORMULA_POWER:
        return formula_pow(x);
    default:
        return comparison(code, a, b);
    }
}

static double select_value(const double *x)
{
    enum truth t = formula_truth(x[0]);
    return t == TRUTH_UNKNOWN ? (double)NAN : t == TRUTH_TRUE ? x[1] : x[2];
}

/* x[0] is the argument, what follows the first parameters; the others have their defaults. */
static double activation(const struct formula_op *op, const double *x)
{
    struct act_use use = {.act = op->u.act}; /* its kinks are not asked for */
    for (int k = 0; k < act_params(op->u.act); k++)
        use.param[k] = k + 1 < op->args ? x[k + 1] : op->u.act->param[k].value;
    return op->id == 0 ? act_f(&use, x[0]) : op->id == 1 ? act_df(&use, x[0]) : act_d2f(&use, x[0]);
}

static double function_value(const struct formula_op *op, const double *x)
{
    double d[FORMULA_PRIMES + 1];
    if (!op->id)
        return op->u.function->call(x);
    formula_derive(op->u.function, x[0], op->id, d);
    return d[op->id];
}

/* One operation on its operands x. A formula with variables does not come here (formula_jet.h). */
static double result(const struct formula_op *op, const double *x,
                     const struct formula_scope *scope)
{
    switch ((enum formula_code)op->code) {
    case FORMULA_NUMBER:
        return op->u.number;
    case FORMULA_READ:
        return scope->get(scope->ctx, op->id, 0);
    case FORMULA_CALL:
    case FORMULA_INDEX:
        return scope->get(scope->ctx, op->id, x[0]);
    case FORMULA_NEGATE:
        return -x[0];
    case FORMULA_NOT:
        return formula_not(x[0]);
    case FORMULA_FUNCTION:
        return function_value(op, x);
    case FORMULA_ACT:
        return activation(op, x);
    case FORMULA_SELECT:
        return select_value(x);
    default:
        return formula_pair((enum formula_code)op->code, x);
    }
}

/* Runs the first n operations; the results not yet taken are left on the stack, which ends at the
 * place returned. */
static int run(const struct formula *f, int n, const struct formula_scope *scope, double *stack)
{
    int height = 0;
    for (int i = 0; i < n; i++) {
        height -= formula_operands(&f->op[i]);
        assert(height >= 0 && height < FORMULA_STACK);
        stack[height] = result(&f->op[i], stack + height, scope);
        height++;
    }
    return height;
}

double formula_eval(const struct formula *f, const struct formula_scope *scope)
{
    double stack[FORMULA_STACK];
    int height = run(f, f->count, scope, stack);
    assert(height == 1);
    (void)height;
    return stack[0];
}

bool formula_is_constant(const struct formula *f)
{
    return f->constant;
}

bool formula_is_condition(const struct formula *f)
{
    enum formula_code top = (enum formula_code)f->op[f->count - 1].code;
    return top == FORMULA_NOT || (top >= FORMULA_OR && top <= FORMULA_NOT_EQUAL);
}

bool formula_sides(const struct formula *f, const struct formula_scope *scope, double *left,
                   const char **op, double *right)
{
    enum formula_code top = (enum formula_code)f->op[f->count - 1].code;
    if (top < FORMULA_LESS || top > FORMULA_NOT_EQUAL)
        return false;
    double stack[FORMULA_STACK];
    int height = run(f, f->count - 1, scope, stack);
    assert(height == 2);
    (void)height;
    *left = stack[0];
    *op = formula_sign(top);
    *right = stack[1];
    return true;
}
