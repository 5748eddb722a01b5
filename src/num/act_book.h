/* act_book: functions made from formulas.
 *
 * A function, once made, never changes and lives as long as its book, so that settings can hold
 * pointers to it as plain values and undo can bring them back. The same text gives the same
 * function. Two kinds: defined ones (`def swoosh(x, b=1) = x*sigmoid(b*x)`), and formulas that
 * stand where a name could (`plot 'x*x'`), whose parameters are those of alpha, beta, gamma, lambda
 * that they mention, at 1.
 *
 * f, f', f'' and df/dparameter come from the formula by automatic differentiation, kinks from
 * watching where a comparison, min, max, abs or a built-in changes its branch. A definition sees
 * its x, its parameters, constants and functions, never live state. */
#ifndef NUM_ACT_BOOK_H
#define NUM_ACT_BOOK_H

#include "num/act.h"

struct act_book *act_book_new(void);
void act_book_free(struct act_book *book);

/* NAME(x, p=1, ...) = EXPR. The function joins `names` (in place of one of the same name) if it can
 * be made; names->book must be set. Refused: names of built-ins, of functions and constants of the
 * formula language, more than ACT_PARAMS parameters, more than ACT_OWN functions. Messages have
 * line 1 and the column in text. Returns the function, or NULL. */
const struct act *act_book_define(struct act_names *names, const char *text, struct err *e);

/* A formula in x, without a name. */
const struct act *act_book_formula(const struct act_names *names, const char *text, struct err *e);

/* The text that defines it again: "swoosh(x, b=1) = x*sigmoid(b*x)". */
void act_book_print(const struct act *act, struct str *out);

/* f and derivatives of a function made here, at its x with parameters p. order 0..2: f, f', f''. */
double act_body_value(const struct act *act, const double *p, double x, int order);
double act_body_dparam(const struct act *act, const double *p, double x, int k);
void act_body_array(const struct act *act, const double *p, int n, const double *x, double *f,
                    double *df);

/* Candidates for kinks, as in struct act. */
int act_body_kinks(const struct act *act, const double *p, double out[ACT_KINKS]);

#endif
