/* The way down of mean-field theory, with the part of the gradient that skips keep together.
 *
 * Given a_{l-1}, row j of W_l is z_j a_{l-1} / |a|^2 plus what is drawn freely across a (with
 * biases z_j is known less well: rho z_j with rho = s2 m / q, and a rest). So W^T d is c a_{l-1}
 * plus free numbers of variance s2 E d^2 across a, with c = sum of rho z_j phi'(z_j) g_j / |a|^2.
 * Where g is free c is a random number of order 1/sqrt(n). But where it has a part alpha + beta
 * a_l, a_l = a_{l-1} + phi(z_l), the sum adds up, with u and m the mean and square of a_{l-1}:
 *
 *   c = rho (alpha E[z phi'] + beta (u E[z phi'] + E[phi z phi'])) / m + random
 *   alpha' = alpha + beta E phi + the mean of what was free,  beta' = beta + c
 *
 * and the rest of g_{l-1} = g_l + W^T d is free: what of g_l was, beta phi about its mean, and the
 * new numbers, which in the step to come are still known to lie across a. Expectations of squares
 * and products of these close, to first order in 1/n of what is random. */
#include "num/theory.h"

#include <math.h>

#include "num/elem.h"

void theory_down_init(struct theory_down *d, const struct theory *t)
{
    *d = (struct theory_down){.theory = t, .alpha2 = 1.0 / t->width, .rest = 1 - 1.0 / t->width};
}

/* E d^2 over rms^2 g. */
static double slope2(const struct theory_down *d, const struct theory_layer *l)
{
    const double df2 = l->of[THEORY_DF2], f_df2 = l->of[THEORY_F_DF2];
    double along = l->square * df2 + 2 * l->mean * f_df2 + l->of[THEORY_F2_DF2];
    return (d->alpha2 + d->rest + d->fresh) * df2 + 2 * d->alpha_beta * (l->mean * df2 + f_df2) +
           d->beta2 * along;
}

/* The mean of what is fresh becomes a part of alpha, and the random part of c one of beta. */
static void add_random(struct theory_down *d, const struct theory_layer *l, double rho,
                       double loose)
{
    const double f = l->of[THEORY_F], x_df = l->of[THEORY_X_DF], x_df_2 = l->of[THEORY_X_DF_2];
    const double m = l->square, u = l->mean + f;                  /* of a_l */
    const double above = m + 2 * l->mean * f + l->of[THEORY_F2];  /* its square */
    const double leaning = l->mean * x_df + l->of[THEORY_F_X_DF]; /* E a_l z phi' */
    const double n = d->theory->width, rest = d->rest, fresh = d->fresh;
    const double mean2 = fresh * (1 - u * u / above) / n;
    const double sum2 =
        rest * (x_df_2 - x_df * x_df) + fresh * (x_df_2 - leaning * leaning / above);
    d->alpha2 += mean2;
    d->alpha_beta += rho * fresh * (x_df - u * leaning / above) / (n * m);
    d->beta2 += (rho * rho * sum2 + loose) / (n * m * m);
    d->rest += fresh - mean2;
}

/* g_l to g_{l-1}, then all parts over its square. */
static void pass_skip(struct theory_down *d, const struct theory_layer *l, double d2)
{
    const struct theory *t = d->theory;
    const double f = l->of[THEORY_F], x_df = l->of[THEORY_X_DF], m = l->square;
    const double rho = l->q > 0 ? t->s2 * m / l->q : 0;
    const double of_alpha = rho * x_df / m;
    const double of_beta = 1 + rho * (l->mean * x_df + l->of[THEORY_F_X_DF]) / m;
    const double a2 = d->alpha2, ab = d->alpha_beta, b2 = d->beta2;

    d->alpha2 = a2 + 2 * ab * f + b2 * (f * f);
    d->alpha_beta = a2 * of_alpha + ab * (of_beta + f * of_alpha) + b2 * (f * of_beta);
    d->beta2 =
        a2 * (of_alpha * of_alpha) + 2 * ab * (of_alpha * of_beta) + b2 * (of_beta * of_beta);
    add_random(d, l, rho, rho * t->b2 * d2);
    d->rest += b2 * (l->of[THEORY_F2] - f * f);
    d->fresh = t->s2 * d2;

    const double along = d->alpha2 + 2 * d->alpha_beta * l->mean + d->beta2 * m;
    const double g2 = along + d->rest + d->fresh;
    d->log10_g += 0.5 * elem_log10(g2);
    d->alpha2 /= g2, d->alpha_beta /= g2, d->beta2 /= g2;
    d->rest /= g2, d->fresh /= g2;
}

double theory_down(struct theory_down *d, const struct theory_layer *layer)
{
    const struct theory *t = d->theory;
    const bool together = t->residual && !t->layer_norm;
    const double d2 = (together ? slope2(d, layer) : layer->of[THEORY_DF2]) / layer->spread;
    const double log10_d = d->log10_g + 0.5 * elem_log10(d2);
    if (together)
        pass_skip(d, layer, d2);
    else
        d->log10_g += 0.5 * elem_log10(t->s2 * d2 + (t->residual ? 1 : 0));
    return log10_d;
}
