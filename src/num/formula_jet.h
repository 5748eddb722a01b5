/* formula_jet: values and exact derivatives of a formula with variables, many points at a time.
 *
 * The operations of the formula run over a stack of jets (jet.h): a block of points each, their
 * derivatives beside their values. One work area on the C stack bounds it all, functions that call
 * functions included; a formula that needs many values at a time gets smaller blocks. No
 * allocation; each point's bits are the same alone and among others, with derivatives and without.
 *
 * Kinks: a comparison chooses by value; min and max at a tie take the branch that holds on the left
 * (max the smaller slope, min the larger one), so that max(0, x) + gamma*min(0, x) has the slope
 * gamma at 0. abs' is 0 there; floor, ceil, round are flat. Of ?: the branch not taken leaves no
 * trace. */
#ifndef NUM_FORMULA_JET_H
#define NUM_FORMULA_JET_H

#include <stdint.h>

#include "num/formula.h"

/* The values at x[n], then the first to the order-th derivative along variable `along` (0: x, 1..:
 * parameters): out[k * n + i] for k <= order <= 2. p: [params]. out may not overlap x. */
void formula_jet(const struct formula *f, int params, const double *p, int n, const double *x,
                 int along, int order, double *out);

/* For each point a number made of all branches that were taken there: sides of comparisons, of min,
 * max, abs, of the kinks of built-in functions, steps of floor, ceil, round. */
void formula_branches(const struct formula *f, int params, const double *p, int n, const double *x,
                      uint64_t *out);

#endif
