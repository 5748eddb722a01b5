/* formula_code: the compact form of a formula, shared by parser, evaluation and printer.
 *
 *   x > 0 ? x : 2*x      ->      x  0  >  x  2  x  *  ?:
 *
 * Operations in evaluation order (postfix) over a stack of doubles: operands push, the others take
 * theirs from the top and push one result. All operands are evaluated, both branches of ?: too;
 * nothing has side effects, so nothing is skipped. The list is the parsed tree: an operation's
 * operands are the complete lists that end just before it. */
#ifndef NUM_FORMULA_CODE_H
#define NUM_FORMULA_CODE_H

#include <stdint.h>

#include "num/act.h"
#include "num/formula.h"

/* The value stack: more than FORMULA_DEPTH levels of parentheses can need; parsing checks it. */
enum { FORMULA_STACK = 1024 };

enum formula_code {
    FORMULA_NUMBER,   /* number; id: 0, or 1 + its place among the constants (pi) */
    FORMULA_READ,     /* id: a name of the scope */
    FORMULA_CALL,     /* the same with one argument in parentheses */
    FORMULA_INDEX,    /* the same with an index in brackets */
    FORMULA_NEGATE,   /* -a */
    FORMULA_NOT,      /* not a */
    FORMULA_FUNCTION, /* function, with its `args` arguments */
    FORMULA_ACT,      /* act, with x and args - 1 parameters; id is the number of primes */
    FORMULA_OR,       /* from here to FORMULA_POWER: two operands */
    FORMULA_AND,
    FORMULA_LESS,
    FORMULA_LESS_EQUAL,
    FORMULA_GREATER,
    FORMULA_GREATER_EQUAL,
    FORMULA_EQUAL,
    FORMULA_NOT_EQUAL,
    FORMULA_ADD,
    FORMULA_SUBTRACT,
    FORMULA_MULTIPLY,
    FORMULA_DIVIDE,
    FORMULA_POWER,
    FORMULA_SELECT /* a ? b : c */
};

/* A function of one to three numbers; `call` reads as many as `args` says. min and max take any
 * number from two on, folded two at a time. */
struct formula_function {
    const char *name;
    int args;
    bool fold;
    double (*call)(const double *x);
};

extern const struct formula_function formula_functions[];
extern const int formula_function_count;

/* The function of a name of n bytes, or NULL; the number of a constant, or -1. */
const struct formula_function *formula_find_function(const char *name, int n);
int formula_find_constant(const char *name, int n);

/* Offers functions and activations, and constants where no call was meant. */
void formula_offer(const struct act_names *own, struct near *near, bool called);

double formula_pow(const double *x); /* the function pow, which ^ is too */

struct formula_constant {
    const char *name;
    double value;
};

extern const struct formula_constant formula_constants[];
extern const int formula_constant_count;

struct formula_op {
    uint8_t code; /* enum formula_code */
    uint8_t args; /* of FORMULA_FUNCTION, FORMULA_ACT */
    int32_t id;
    union {
        double number;
        const struct formula_function *function;
        const struct act *act;
    } u;
};

struct formula {
    int count;
    bool constant;
    struct formula_op op[]; /* [count] */
};

/* How tightly an operation binds, loosest first. */
enum formula_level {
    FORMULA_LEVEL_SELECT,
    FORMULA_LEVEL_OR,
    FORMULA_LEVEL_AND,
    FORMULA_LEVEL_NOT,
    FORMULA_LEVEL_COMPARE,
    FORMULA_LEVEL_SUM,
    FORMULA_LEVEL_PRODUCT,
    FORMULA_LEVEL_NEGATE,
    FORMULA_LEVEL_POWER,
    FORMULA_LEVEL_ATOM
};

/* Of the operations FORMULA_OR to FORMULA_POWER: the sign ("<=") and the level. */
const char *formula_sign(enum formula_code code);
enum formula_level formula_level(enum formula_code code);

/* How many operands an operation takes from the stack. */
int formula_operands(const struct formula_op *op);

#endif
