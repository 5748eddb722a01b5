/* theory: the mean-field (large width) prediction of a stack's gradients.
 *
 *   q_l = s2 m_{l-1} + b2,  m_l = E[phi(sqrt(q_l) z)^2]                      (Poole et al. 2016)
 *   rms^2 d_l = rms^2 g_l E[phi'(sqrt(q_l) z)^2],  rms^2 g_{l-1} = s2 rms^2 d_l
 *                                                                      (Schoenholz et al. 2017)
 *
 * with z ~ N(0,1), s2 = width * Var(W), b2 the bias variance, m_0 = 1 of the input law, g_N = 1: no
 * weights lie above the last layer. So rms d changes by chi_l = s2 E[phi'^2] from layer to layer.
 *
 * With a residual the squares of both ways add, and on the way up a product of means: row i of W_l
 * is independent of a_{l-1}, so over the units a_{l-1} and phi(z_l) are, with means u_{l-1}, E phi:
 *   m_l = m_{l-1} + E[phi^2] + 2 u_{l-1} E[phi],  u_l = u_{l-1} + E[phi],  u_0 = 0
 * On the way down every g is linear in dL/da_N, whose sign is drawn freely, so that no such product
 * is left: rms^2 g_{l-1} = rms^2 g_l + s2 rms^2 d_l.
 * With a layer norm phi sees n of variance v = q / (q + eps) in place of q; means over the units
 * of e = g phi' and e n vanish for the same sign's sake, so rms^2 d_l = rms^2 g_l E[phi'(sqrt(v)
 * z)^2] / (q_l + eps).
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
    bool residual, layer_norm;
    double q;            /* q_l of the layer to come */
    double mean, square; /* u and m of what goes into it */
    double log10_slope;  /* 1/2 log10 of rms^2 d_l / rms^2 g_l of the layer that was last */
    double log10_chi;    /* what theory_next gives from now on, as q no longer changes; else nan */
    bool known; /* false where no theory is implemented (orthogonal, chain, lif, batch norm) */
};

void theory_init(struct theory *t, const struct stack_spec *spec, const struct kernel *kernel);

/* 1/2 log10 of rms^2 g_{l-1} / rms^2 g_l for the next layer l = 1, 2, ... (chi_l without residual),
 * nan if unknown; log10_slope is that of d_l then, so
 *   log10 rms d_l = log10_slope of l + sum over k = l+1..N of the values given for k.
 * Cost: a quadrature (1 to 5 us), nothing once q stands still. */
double theory_next(struct theory *t);

/* Variance factor s2 = width * Var(W) of a spec. */
double theory_weight_variance(const struct stack_spec *spec);

#endif
