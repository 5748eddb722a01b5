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

/* Bounds of a formula with variables, the formulas it calls included. */
enum {
    FORMULA_COST = 10000,  /* operations */
    FORMULA_NEST = 8,      /* functions within functions */
    FORMULA_PRIMES = 2,    /* primes within primes: with f'' of all that the jets' four orders */
    FORMULA_CALL_ROOM = 12 /* values that a call may need besides its callee's */
};

enum formula_code {
    FORMULA_NUMBER,   /* number; id: 0, or 1 + its place among the constants (pi) */
    FORMULA_READ,     /* id: a name of the scope */
    FORMULA_CALL,     /* the same with one argument in parentheses */
    FORMULA_INDEX,    /* the same with an index in brackets */
    FORMULA_VARIABLE, /* id: 0 is x, from 1 on the parameters of a function of one's own */
    FORMULA_NEGATE,   /* -a */
    FORMULA_NOT,      /* not a */
    FORMULA_FUNCTION, /* function, with its `args` arguments; id is the number of primes */
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

/* How the derivatives of a function come about. */
enum formula_kind {
    FORMULA_SMOOTH, /* one argument: `derive` */
    FORMULA_MIN,    /* the branch that is taken; at a tie the one that holds on the left */
    FORMULA_MAX,
    FORMULA_CLAMP,
    FORMULA_POW
};

/* A function of one to three numbers; `call` reads as many as `args` says. min and max take any
 * number from two on, folded two at a time. */
struct formula_function {
    const char *name;
    int args;
    bool fold;
    enum formula_kind kind;
    double (*call)(const double *x);
    /* d[k], k <= order <= 4: the k-th derivative at x; d[0] is given, the bits of `call`. */
    void (*derive)(double x, int order, double *d);
    /* Which of its pieces x lies on, for functions that have some; else NULL. */
    double (*piece)(double x);
};

extern const struct formula_function formula_functions[];
extern const int formula_function_count;

/* The function of a name of n bytes, or NULL; the number of a constant, or -1. */
const struct formula_function *formula_find_function(const char *name, int n);
int formula_find_constant(const char *name, int n);

/* Offers functions and activations, and constants where no call was meant. */
void formula_offer(const struct act_names *own, struct near *near, bool called);

double formula_pow(const double *x); /* the function pow, which ^ is too */

/* The derivatives of a function of one argument at x, its value included; all nan where the value
 * is. */
void formula_derive(const struct formula_function *function, double x, int order, double *d);

/* Of the operations FORMULA_OR to FORMULA_POWER, and `not`: the value. */
double formula_pair(enum formula_code code, const double *x);
double formula_not(double a);

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
    const struct formula *callee; /* of FORMULA_ACT in a formula with variables: act's formula */
};

/* What a formula asks of whoever evaluates it; its callees' needs included. */
struct formula_need {
    int values; /* room on the value stack */
    int cost;   /* operations */
    int depth;  /* functions within functions */
    int order;  /* primes within primes */
    /* Bit k: a primed function's parameters depend on variable k, so that moving k as well takes a
     * second infinitesimal. */
    unsigned mixed;
};

struct formula {
    int count;
    bool constant;
    struct formula_need need;
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
