/* formula: expressions of the command language, compiled once to a compact form, then evaluated
 * any number of times without allocation.
 *
 *   expr    = or [ "?" expr ":" expr ]
 *   or      = and { "or" and }            and   = not { "and" not }
 *   not     = "not" not | compare
 *   compare = sum [ ( < <= > >= == != ) sum ]
 *   sum     = product { (+|-) product }   product = unary { (*|/) unary }
 *   unary   = - unary | + unary | power   power = postfix [ "^" unary ]      (right to left)
 *   postfix = number | name | ( expr )
 *   name    = word {"." word | "#" digit} { "'" } [ "(" expr {"," expr} ")" | "[" expr "]" ]
 *
 * -x^2 is -(x^2); 2^-x is allowed; a comparison does not chain. Numbers as in C, plus pi e inf
 * nan. Functions: abs acos asin atan cbrt ceil clamp cos cosh erf erfc exp expm1 floor log log10
 * log1p log2 max min pow round sign sin sinh sqrt step tan tanh, and every activation of the table
 * and of one's own, with parameters after x: elu(x, 0.5). Up to two primes give derivatives of
 * whatever has one argument or is an activation: sigmoid'(x), elu''(x, 0.5), exp'(x). All other
 * names belong to the caller's scope.
 *
 * Truth is three-valued: a comparison with nan is unknown (nan); false and unknown is false, true
 * or unknown is true, not unknown is unknown; `c ? a : b` with unknown c is nan.
 *
 * Depth is bounded by FORMULA_DEPTH and size by FORMULA_OPS, whatever the text: parsing is
 * recursive descent with a counted depth, evaluation a loop over a flat list, freeing one call. */
#ifndef NUM_FORMULA_H
#define NUM_FORMULA_H

#include <stdbool.h>

#include "base/err.h"
#include "base/fmt.h"
#include "base/near.h"

struct act_names;

enum { FORMULA_DEPTH = 200, FORMULA_OPS = 4096, FORMULA_NAME = 96 };

struct formula; /* the compact form: a flat list of operations in evaluation order */

/* A name as it stands in the text, offered to the scope. */
struct formula_name {
    char text[FORMULA_NAME]; /* "cursor", "flow.sigmoid.grad", "flow.elu#2.ratio", "f" */
    int primes;              /* f'' has 2 */
    int args;                /* arguments in parentheses, at most 1 for a scope's name */
    bool index;              /* stands with [expr] */
};

/* Where names that are not the formula's own come from. `find` gives a name a number once, at
 * parsing; `get` gives its value at evaluation; `arg` is the argument or index, else 0. find
 * returns false with a message in e for a known name used wrongly, and false without (e->text
 * empty) for one it does not know: then `offer` names all it knows for the suggestion. */
struct formula_scope {
    void *ctx;
    bool (*find)(void *ctx, const struct formula_name *name, int *id, struct err *e);
    double (*get)(void *ctx, int id, double arg);
    void (*offer)(void *ctx, struct near *near);
    const struct act_names *own; /* functions of one's own that may be called; may be NULL */
    /* A formula that is a function: x and its parameters by name, [variables]. Such a formula is
     * evaluated with its derivatives by formula_jet.h, and needs own->book. */
    const char *const *variable;
    int variables;
};

/* Compiles text. NULL and a message with line and column (characters) if it cannot. `scope` may
 * be NULL: then only the formula's own names exist; it is not kept. */
struct formula *formula_new(const char *text, const struct formula_scope *scope, struct err *e);
void formula_free(struct formula *f);

/* The value. Cost: linear in the length of the formula; no allocation. */
double formula_eval(const struct formula *f, const struct formula_scope *scope);

/* Is the formula a constant (reads no name of a scope)? */
bool formula_is_constant(const struct formula *f);

/* The two sides of a formula that is one comparison at its top ("a >= b"), for a message that
 * shows the measured value: false if it is none. */
bool formula_sides(const struct formula *f, const struct formula_scope *scope, double *left,
                   const char **op, double *right);

/* Is it a condition: a comparison, or made of such with `and`, `or`, `not`? */
bool formula_is_condition(const struct formula *f);

/* A condition's three values. */
enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };
enum truth formula_truth(double value);

/* The shortest text that the language reads back to v: "0.1", "10", "1e+20", "nan". Returns out. */
char *formula_number(char out[FMT_SIZE], double v);

/* For people: alpha -> α, f' -> f′, x^2 -> x², * left out or ·, from the parsed tree; plain ASCII
 * when !unicode. Written into out (cut at size). False if text does not parse (names unknown to the
 * formula are taken as variables). */
bool formula_print(const char *text, bool unicode, char *out, int size);

#endif
