/* jet: truncated Taylor arithmetic on blocks of numbers, for derivatives without differences.
 *
 * A jet is a value together with how it moves: the coefficients of a polynomial in one or two
 * infinitesimals s and t, cut off above s^S and t^T. x + s is a variable on the move; whatever is
 * computed from it carries f, f', f''/2, ... in its coefficients, exact to rounding. Sums and
 * products are those of polynomials, everything else is a composition g(u) = Horner's scheme in
 * the part of u that moves, with the derivatives of g at the value of u.
 *
 * Every operation works on `lanes` points at once: coefficient k of point i is c[k * lanes + i],
 * and s^e t^f is coefficient f (S + 1) + e. Coefficients of more than `degree` are zero by
 * structure, are not stored, and meet no infinity: (x + s)^2 at x = inf bends by 2, not by nan.
 * `out` may be where the first operand lies, and nowhere else. */
#ifndef NUM_JET_H
#define NUM_JET_H

#include <stdbool.h>

enum {
    JET_LANES = 64, /* most points at once */
    JET_ORDER = 4,  /* most of S + T */
    JET_TERMS = 9   /* most coefficients: S = T = 2 */
};

struct jet_ring {
    int s, t; /* the highest powers, S and T */
    int lanes;
};

struct jet {
    const double *c;
    int degree; /* 0: does not move */
};

int jet_terms(const struct jet_ring *ring);

/* The degree of coefficient k. */
int jet_degree(const struct jet_ring *ring, int k);

struct jet jet_copy(const struct jet_ring *ring, struct jet a, double *out);
struct jet jet_negate(const struct jet_ring *ring, struct jet a, double *out);
struct jet jet_add(const struct jet_ring *ring, struct jet a, struct jet b, double *out);
struct jet jet_subtract(const struct jet_ring *ring, struct jet a, struct jet b, double *out);
struct jet jet_multiply(const struct jet_ring *ring, struct jet a, struct jet b, double *out);

/* The value is a / b rounded once. A b that is infinite gives a quotient that stays 0. */
struct jet jet_divide(const struct jet_ring *ring, struct jet a, struct jet b, double *out);

/* g(u): d[k * lanes + i] is the k-th derivative of g at the value of u, k <= S + T; of a u that
 * does not move only d[0] is read. work: a jet's room, apart from all others. */
struct jet jet_compose(const struct jet_ring *ring, struct jet u, const double *d, double *work,
                       double *out);

/* Point by point a where pick is 0, b where it is 1, nan elsewhere. `out` may lie where a lies. */
struct jet jet_pick(const struct jet_ring *ring, struct jet a, struct jet b,
                    const unsigned char *pick, double *out);

/* The same in a ring that has t beside s, its zeros stored; `grow` becomes the coefficient of t. */
struct jet jet_widen(const struct jet_ring *from, const struct jet_ring *to, struct jet a,
                     double grow, double *out);

#endif
