/* big: a value with its first and second derivative, in GNU MPFR numbers of any precision.
 *
 * A function written once in them gives f, f' and f'' by the chain rule, so that a reference needs
 * no second formula that could be wrong in its own way. Every operation takes a fresh one from the
 * calculation, and big_start takes all of them back: expressions read like expressions, nothing is
 * freed one by one. Nothing here knows of doubles' range: MPFR's exponents reach to 2^(2^62). */
#ifndef EXACT_BIG_H
#define EXACT_BIG_H

#include <stdbool.h>

#include <mpfr.h>

enum { BIG_MAX = 64 };

struct big {
    mpfr_t d[3]; /* value, first, second derivative */
};

struct calc {
    mpfr_prec_t prec;
    int used;
    struct big big[BIG_MAX];
    mpfr_t g[3], t; /* scratch of one operation */
};

void big_init(struct calc *c);
void big_done(struct calc *c);

/* Takes all back; later ones have this precision. */
void big_start(struct calc *c, mpfr_prec_t prec);

/* x 2^k, the variable: derivative 1. */
struct big *big_variable(struct calc *c, double x, int k);

/* Constants: a double, a fraction, a decimal number of any length. */
struct big *big_number(struct calc *c, double v);
struct big *big_ratio(struct calc *c, int over, int under);
struct big *big_decimal(struct calc *c, const char *text);
struct big *big_pi(struct calc *c);

struct big *big_add(struct calc *c, const struct big *a, const struct big *b);
struct big *big_sub(struct calc *c, const struct big *a, const struct big *b);
struct big *big_mul(struct calc *c, const struct big *a, const struct big *b);
struct big *big_div(struct calc *c, const struct big *a, const struct big *b);
struct big *big_neg(struct calc *c, const struct big *a);
struct big *big_exp(struct calc *c, const struct big *a);
struct big *big_expm1(struct calc *c, const struct big *a);
struct big *big_log1p(struct calc *c, const struct big *a);
struct big *big_sqrt(struct calc *c, const struct big *a);
struct big *big_sin(struct calc *c, const struct big *a);
struct big *big_cos(struct calc *c, const struct big *a);
struct big *big_atan(struct calc *c, const struct big *a);
struct big *big_erfc(struct calc *c, const struct big *a);

/* v + a, v a, v + slope a, a^2. */
struct big *big_plus(struct calc *c, double v, const struct big *a);
struct big *big_times(struct calc *c, double v, const struct big *a);
struct big *big_line(struct calc *c, double v, double slope, const struct big *a);
struct big *big_square(struct calc *c, const struct big *a);

/* Of the values alone: a > v, a < v, a < b. */
bool big_above(const struct big *a, double v);
bool big_below(const struct big *a, double v);
bool big_less(const struct big *a, const struct big *b);

#endif
