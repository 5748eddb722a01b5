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
 * On the way down rms^2 g_{l-1} = rms^2 g_l + s2 rms^2 d_l for infinite width. At a width n that
 * does not hold for long where phi has no bound: a part of g along a and along the mean begins with
 * 1/n and can grow faster than the rest, a passing from layer to layer (theory_down.c). So the
 * prediction with a residual is for the width n: within 0.01 decades a layer of the mean of ten
 * networks from width 64 on, for all functions of the table (0.005 at width 256).
 *
 * With a layer norm phi sees n of variance v = q / (q + eps) in place of q; its way back takes out
 * just these two parts, so rms^2 d_l = rms^2 g_l E[phi'(sqrt(v) z)^2] / (q_l + eps) at any width.
 *
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
 * (lif: 1e-9, of f' 1e-2) at q <= 1, relative below 1e-9 up to q = 1e6; 1e-4 for a formula whose
 * f'' jumps, as no piece ends there. Cost about 1 us. Snake's and rrelu's moments for skips are
 * nearly right only. */
enum theory_moment {
    THEORY_F,
    THEORY_F2,
    THEORY_DF,
    THEORY_DF2,
    /* What skips need, with x = sqrt(q) z: */
    THEORY_X_DF,   /* x f' */
    THEORY_X_DF_2, /* (x f')^2 */
    THEORY_F_X_DF, /* f x f' */
    THEORY_F_DF2,  /* f f'^2 */
    THEORY_F2_DF2, /* (f f')^2 */
    THEORY_MOMENTS
};
double theory_moment(const struct kernel *kernel, const struct act_use *use,
                     enum theory_moment what, double q);

/* A layer on the way up, for the way down. */
struct theory_layer {
    double of[THEORY_MOMENTS]; /* at q, or v; nan where there is no theory */
    double q, spread;          /* q_l; q_l + eps behind a layer norm, else 1 */
    double mean, square;       /* u_{l-1}, m_{l-1} */
};

/* The prediction layer by layer, so that a deep stack can be done in slices. */
struct theory {
    const struct kernel *kernel;
    struct act_use act;
    double s2, b2;
    int width;
    bool residual, layer_norm;
    double q;                  /* q_l of the layer to come */
    double mean, square;       /* u and m of what goes into it */
    struct theory_layer layer; /* the last one */
    double log10_chi; /* what theory_next gives from now on, as q no longer changes; else nan */
    bool known; /* false where no theory is implemented (orthogonal, chain, lif, batch norm) */
};

void theory_init(struct theory *t, const struct stack_spec *spec, const struct kernel *kernel);

/* 1/2 log10 of rms^2 g_{l-1} / rms^2 g_l for the next layer l = 1, 2, ... (chi_l without residual),
 * at infinite width; nan if unknown. `layer` is that layer then.
 * Cost: a quadrature (1 to 5 us), nothing once q stands still. */
double theory_next(struct theory *t);

/* The way down, l = N, N-1, ..., from g_N = 1. */
struct theory_down {
    const struct theory *theory;
    double log10_g; /* of rms g_l */
    /* With a residual, parts of rms^2 g_l: g = alpha + beta a_l + what is as good as drawn freely;
     * E alpha^2, E alpha beta, E beta^2, mean squares of the free part and of what joined it last.
     */
    double alpha2, alpha_beta, beta2, rest, fresh;
};

void theory_down_init(struct theory_down *d, const struct theory *t);

/* log10 rms d_l; layer is what theory_next left for l. */
double theory_down(struct theory_down *d, const struct theory_layer *layer);

/* Variance factor s2 = width * Var(W) of a spec. */
double theory_weight_variance(const struct stack_spec *spec);

#endif
