/* theory: the mean-field (large width) prediction of a stack's gradients.
 *
 *   q_1 = s2 mean(x^2) + b2,  q_{l+1} = s2 E[phi(sqrt(q_l) z)^2] + b2     (Poole et al. 2016)
 *   chi_l = s2 E[phi'(sqrt(q_l) z)^2],  rms^2 d_l = chi_l rms^2 d_{l+1}    (Schoenholz et al. 2017)
 *
 * with z ~ N(0,1), s2 = width * Var(W), b2 the bias variance, mean(x^2) = 1 of the input law, and
 * at the top rms^2 d_N = E[phi'(sqrt(q_N) z)^2] = chi_N / s2: no weights lie above the last layer.
 * Expectations by Gauss-Legendre, 64 nodes on each piece between -10, 0, 10, the kinks and, where
 * phi is narrow against z, +-20 / sqrt(q) and hundreds of that; in closed form for what oscillates.
 * Functions come from the kernel's fast tier. Pure numbers: no network is run. */
#ifndef NUM_THEORY_H
#define NUM_THEORY_H

#include <stdbool.h>

#include "num/stack.h"

/* E[g(sqrt(q) z)] for g = f, f^2, f', f'^2 of one function. q = 0 and q = inf give the limits (the
 * mean of both sides of 0, and of both ends), so f'(0) at a kink does not matter; nan where there
 * is no limit (f of identity at inf) and for q < 0 or nan. rrelu's slope is averaged over too. f'^2
 * of lif has no finite expectation: inf. Absolute error below 1e-13 for the functions of the table
 * (lif: 1e-9, of f' 1e-2) at q <= 1, relative below 1e-9 up to q = 1e6; cost about 1 us. */
enum theory_moment { THEORY_F, THEORY_F2, THEORY_DF, THEORY_DF2 };
double theory_moment(const struct kernel *kernel, const struct act_use *use,
                     enum theory_moment what, double q);

/* The prediction layer by layer, so that a deep stack can be done in slices. */
struct theory {
    const struct kernel *kernel;
    struct act_use act;
    double s2, b2;
    double q;         /* q_l of the layer to come */
    double log10_chi; /* 1/2 log10 chi of the layer to come where q no longer changes, else nan */
    bool known;       /* false where no theory is implemented (orthogonal, chain, lif) */
};

void theory_init(struct theory *t, const struct stack_spec *spec, const struct kernel *kernel);

/* 1/2 log10 chi_l for the next layer l = 1, 2, ..., nan if unknown; then
 *   log10 rms d_l = sum over k = l..N of the values given for k, less 1/2 log10 s2
 * (chi_N counts a weight matrix that is not there).
 * Cost: a quadrature (1 to 5 us), nothing once q stands still. */
double theory_next(struct theory *t);

/* Variance factor s2 = width * Var(W) of a spec. */
double theory_weight_variance(const struct stack_spec *spec);

#endif
