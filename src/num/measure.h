/* measure: what can be said of a function by computing, for built-in ones and one's own alike.
 *
 * Nothing here is typed in: extrema come from a search that brackets and narrows them, Gaussian
 * moments from quadrature split at kinks, the rest from looking. z ~ N(0,1) throughout. */
#ifndef NUM_MEASURE_H
#define NUM_MEASURE_H

#include <stdbool.h>

#include "num/act.h"
#include "num/kernel.h"

enum { MEASURE_ZEROS = 8 };

enum measure_side { MEASURE_NONE, MEASURE_LEFT, MEASURE_RIGHT, MEASURE_BOTH };
enum measure_trend { MEASURE_MIXED, MEASURE_INCREASING, MEASURE_DECREASING, MEASURE_CONSTANT };

/* nan where a value does not exist (no minimum is reached, the moment diverges).
 *
 * Of several places that serve, the one nearest to 0 stands here, the right one of two as near: a
 * constant piece is represented by its end or by 0, an extremum at a kink by the kink, from
 * whichever side. What doubles only round to is not reached: sigmoid(40) is 1, but sigmoid has no
 * maximum. Moments of f' are those of the slopes alone; a jump adds nothing to them. */
struct act_facts {
    double mean, second_moment; /* E f, E f^2 */
    double mean_df, chi_unit;   /* E f', E f'^2 */
    double gain;                /* 1 / sqrt(E f^2): keeps the second moment at 1 */
    double chi_gain;            /* chi_unit * gain^2 */
    double range_lo, range_hi;  /* infimum and supremum of f on the axis, infinite ones too */
    double min_f, argmin_f;     /* where f reaches its infimum and supremum */
    double max_f, argmax_f;
    double min_df, argmin_df; /* of f', one-sided slopes at kinks included; nan for arg if it is */
    double max_df, argmax_df; /*   only approached (softplus at infinity) */
    double lipschitz;         /* sup |f'|; inf for a jump */
    double zero_fraction;     /* P(f(z) = 0 exactly) */
    double zero[MEASURE_ZEROS]; /* [zeros] where f is 0 alone, ascending */
    int zeros;                  /* at most MEASURE_ZEROS; more: `more_zeros` */
    bool more_zeros;
    enum measure_trend monotone; /* increasing: never falls */
    bool odd, even;              /* f(-x) = -f(x), f(-x) = f(x) */
    enum measure_side saturates; /* the sides on which f tends to a finite value and f' to 0 */
    bool convex, concave;
    double tolerance; /* relative error of places and extrema; moments: the estimated error */
};

/* Everything above. The kernel is for the moments (fast tier, 1e-14); NULL: the exact tier. Cost: 1
 * to 3 ms for a built-in function, up to 10 for the formula of one's own. */
void measure(const struct kernel *k, const struct act_use *use, struct act_facts *out);

/* Where the variance of pre-activations settles in a deep stack with weights of variance s2 / width
 * and biases of variance b2: q* = s2 E[f(sqrt(q*) z)^2] + b2 from q = s2 + b2 on, and chi there,
 * s2 E[f'(sqrt(q*) z)^2] (Poole et al. 2016). q* may be 0 or inf, where chi is its limit; nan where
 * it settles nowhere or E f^2 does not exist. Cost: up to 3 ms, for the formula of one's own some
 * 10, more if it oscillates. */
struct act_fixed {
    double q, chi;
};
struct act_fixed measure_fixed(const struct kernel *k, const struct act_use *use, double s2,
                               double b2);

#endif
