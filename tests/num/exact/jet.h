/* jet: a value with its first and second derivative, in GNU MPFR numbers of any precision.
 *
 * A function written once in jets gives f, f' and f'' by the chain rule, so that a reference needs
 * no second formula that could be wrong in its own way. Every operation takes a fresh jet from the
 * calculation, and jet_start gives all of them back: expressions read like expressions, nothing is
 * freed one by one. Nothing here knows of doubles' range: MPFR's exponents reach to 2^(2^62). */
#ifndef EXACT_JET_H
#define EXACT_JET_H

#include <mpfr.h>

enum { JET_MAX = 64 };

struct jet {
    mpfr_t d[3]; /* value, first, second derivative */
};

struct calc {
    mpfr_prec_t prec;
    int used;
    struct jet jet[JET_MAX];
    mpfr_t g[3], t; /* scratch of one operation */
};

void jet_init(struct calc *c);
void jet_done(struct calc *c);

/* Takes all jets back; later ones have this precision. */
void jet_start(struct calc *c, mpfr_prec_t prec);

/* x 2^k, the variable: derivative 1. */
struct jet *jet_variable(struct calc *c, double x, int k);

/* Constants: a double, a fraction, a decimal number of any length. */
struct jet *jet_number(struct calc *c, double v);
struct jet *jet_ratio(struct calc *c, int over, int under);
struct jet *jet_decimal(struct calc *c, const char *text);
struct jet *jet_pi(struct calc *c);

struct jet *jet_add(struct calc *c, const struct jet *a, const struct jet *b);
struct jet *jet_sub(struct calc *c, const struct jet *a, const struct jet *b);
struct jet *jet_mul(struct calc *c, const struct jet *a, const struct jet *b);
struct jet *jet_div(struct calc *c, const struct jet *a, const struct jet *b);
struct jet *jet_neg(struct calc *c, const struct jet *a);
struct jet *jet_exp(struct calc *c, const struct jet *a);
struct jet *jet_expm1(struct calc *c, const struct jet *a);
struct jet *jet_log1p(struct calc *c, const struct jet *a);
struct jet *jet_sqrt(struct calc *c, const struct jet *a);
struct jet *jet_sin(struct calc *c, const struct jet *a);
struct jet *jet_cos(struct calc *c, const struct jet *a);
struct jet *jet_atan(struct calc *c, const struct jet *a);
struct jet *jet_erfc(struct calc *c, const struct jet *a);

/* The sign of a - b, of their values alone. */
int jet_compare(const struct jet *a, const struct jet *b);

#endif
