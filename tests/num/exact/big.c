/* Arithmetic of values with two derivatives, in GNU MPFR. */
#include "big.h"

#include <assert.h>

void big_init(struct calc *c)
{
    for (int i = 0; i < BIG_MAX; i++)
        mpfr_inits2(64, c->big[i].d[0], c->big[i].d[1], c->big[i].d[2], (mpfr_ptr)0);
    mpfr_inits2(64, c->g[0], c->g[1], c->g[2], c->t, (mpfr_ptr)0);
    big_start(c, 64);
}

void big_done(struct calc *c)
{
    for (int i = 0; i < BIG_MAX; i++)
        mpfr_clears(c->big[i].d[0], c->big[i].d[1], c->big[i].d[2], (mpfr_ptr)0);
    mpfr_clears(c->g[0], c->g[1], c->g[2], c->t, (mpfr_ptr)0);
    mpfr_free_cache();
}

void big_start(struct calc *c, mpfr_prec_t prec)
{
    c->prec = prec;
    c->used = 0;
    for (int i = 0; i < 3; i++)
        mpfr_set_prec(c->g[i], prec);
    mpfr_set_prec(c->t, prec);
}

/* One that nobody holds, its value not set. */
static struct big *take(struct calc *c)
{
    assert(c->used < BIG_MAX);
    struct big *y = &c->big[c->used++];
    for (int i = 0; i < 3; i++)
        mpfr_set_prec(y->d[i], c->prec);
    return y;
}

static struct big *constant(struct calc *c)
{
    struct big *y = take(c);
    mpfr_set_zero(y->d[1], 1);
    mpfr_set_zero(y->d[2], 1);
    return y;
}

struct big *big_variable(struct calc *c, double x, int k)
{
    struct big *y = constant(c);
    mpfr_set_d(y->d[0], x, MPFR_RNDN);
    mpfr_mul_2si(y->d[0], y->d[0], k, MPFR_RNDN);
    mpfr_set_ui(y->d[1], 1, MPFR_RNDN);
    return y;
}

struct big *big_number(struct calc *c, double v)
{
    struct big *y = constant(c);
    mpfr_set_d(y->d[0], v, MPFR_RNDN);
    return y;
}

struct big *big_ratio(struct calc *c, int over, int under)
{
    struct big *y = constant(c);
    mpfr_set_si(y->d[0], over, MPFR_RNDN);
    mpfr_div_si(y->d[0], y->d[0], under, MPFR_RNDN);
    return y;
}

struct big *big_decimal(struct calc *c, const char *text)
{
    struct big *y = constant(c);
    int bad = mpfr_set_str(y->d[0], text, 10, MPFR_RNDN);
    assert(!bad);
    (void)bad;
    return y;
}

struct big *big_pi(struct calc *c)
{
    struct big *y = constant(c);
    mpfr_const_pi(y->d[0], MPFR_RNDN);
    return y;
}

struct big *big_add(struct calc *c, const struct big *a, const struct big *b)
{
    struct big *y = take(c);
    for (int i = 0; i < 3; i++)
        mpfr_add(y->d[i], a->d[i], b->d[i], MPFR_RNDN);
    return y;
}

struct big *big_sub(struct calc *c, const struct big *a, const struct big *b)
{
    struct big *y = take(c);
    for (int i = 0; i < 3; i++)
        mpfr_sub(y->d[i], a->d[i], b->d[i], MPFR_RNDN);
    return y;
}

struct big *big_neg(struct calc *c, const struct big *a)
{
    struct big *y = take(c);
    for (int i = 0; i < 3; i++)
        mpfr_neg(y->d[i], a->d[i], MPFR_RNDN);
    return y;
}

/* (ab)'' = a''b + 2a'b' + ab''. */
struct big *big_mul(struct calc *c, const struct big *a, const struct big *b)
{
    struct big *y = take(c);
    mpfr_mul(y->d[0], a->d[0], b->d[0], MPFR_RNDN);
    mpfr_fmma(y->d[1], a->d[1], b->d[0], a->d[0], b->d[1], MPFR_RNDN);
    mpfr_fmma(y->d[2], a->d[2], b->d[0], a->d[0], b->d[2], MPFR_RNDN);
    mpfr_mul(c->t, a->d[1], b->d[1], MPFR_RNDN);
    mpfr_mul_2ui(c->t, c->t, 1, MPFR_RNDN);
    mpfr_add(y->d[2], y->d[2], c->t, MPFR_RNDN);
    return y;
}

/* g(a), g and its derivatives at a's value being in c->g: g' a', g'' a'^2 + g' a''. */
static struct big *chain(struct calc *c, const struct big *a)
{
    struct big *y = take(c);
    mpfr_set(y->d[0], c->g[0], MPFR_RNDN);
    mpfr_mul(y->d[1], c->g[1], a->d[1], MPFR_RNDN);
    mpfr_sqr(c->t, a->d[1], MPFR_RNDN);
    mpfr_fmma(y->d[2], c->g[2], c->t, c->g[1], a->d[2], MPFR_RNDN);
    return y;
}

/* 1/a, -1/a^2, 2/a^3. */
static const struct big *reciprocal(struct calc *c, const struct big *a)
{
    mpfr_ui_div(c->g[0], 1, a->d[0], MPFR_RNDN);
    mpfr_sqr(c->g[1], c->g[0], MPFR_RNDN);
    mpfr_mul(c->g[2], c->g[1], c->g[0], MPFR_RNDN);
    mpfr_mul_2ui(c->g[2], c->g[2], 1, MPFR_RNDN);
    mpfr_neg(c->g[1], c->g[1], MPFR_RNDN);
    return chain(c, a);
}

struct big *big_div(struct calc *c, const struct big *a, const struct big *b)
{
    return big_mul(c, a, reciprocal(c, b));
}

struct big *big_exp(struct calc *c, const struct big *a)
{
    mpfr_exp(c->g[0], a->d[0], MPFR_RNDN);
    mpfr_set(c->g[1], c->g[0], MPFR_RNDN);
    mpfr_set(c->g[2], c->g[0], MPFR_RNDN);
    return chain(c, a);
}

struct big *big_expm1(struct calc *c, const struct big *a)
{
    mpfr_expm1(c->g[0], a->d[0], MPFR_RNDN);
    mpfr_exp(c->g[1], a->d[0], MPFR_RNDN);
    mpfr_set(c->g[2], c->g[1], MPFR_RNDN);
    return chain(c, a);
}

/* 1/(1 + a), -1/(1 + a)^2. */
struct big *big_log1p(struct calc *c, const struct big *a)
{
    mpfr_log1p(c->g[0], a->d[0], MPFR_RNDN);
    mpfr_add_ui(c->g[1], a->d[0], 1, MPFR_RNDN);
    mpfr_ui_div(c->g[1], 1, c->g[1], MPFR_RNDN);
    mpfr_sqr(c->g[2], c->g[1], MPFR_RNDN);
    mpfr_neg(c->g[2], c->g[2], MPFR_RNDN);
    return chain(c, a);
}

/* With r = sqrt a: 1/(2r), -1/(4ar). */
struct big *big_sqrt(struct calc *c, const struct big *a)
{
    mpfr_sqrt(c->g[0], a->d[0], MPFR_RNDN);
    mpfr_ui_div(c->g[1], 1, c->g[0], MPFR_RNDN);
    mpfr_div_2ui(c->g[1], c->g[1], 1, MPFR_RNDN);
    mpfr_div(c->g[2], c->g[1], a->d[0], MPFR_RNDN);
    mpfr_div_si(c->g[2], c->g[2], -2, MPFR_RNDN);
    return chain(c, a);
}

struct big *big_sin(struct calc *c, const struct big *a)
{
    mpfr_sin_cos(c->g[0], c->g[1], a->d[0], MPFR_RNDN);
    mpfr_neg(c->g[2], c->g[0], MPFR_RNDN);
    return chain(c, a);
}

struct big *big_cos(struct calc *c, const struct big *a)
{
    mpfr_sin_cos(c->g[1], c->g[0], a->d[0], MPFR_RNDN);
    mpfr_neg(c->g[1], c->g[1], MPFR_RNDN);
    mpfr_neg(c->g[2], c->g[0], MPFR_RNDN);
    return chain(c, a);
}

/* 1/(1 + a^2), -2a/(1 + a^2)^2. */
struct big *big_atan(struct calc *c, const struct big *a)
{
    mpfr_atan(c->g[0], a->d[0], MPFR_RNDN);
    mpfr_sqr(c->g[1], a->d[0], MPFR_RNDN);
    mpfr_add_ui(c->g[1], c->g[1], 1, MPFR_RNDN);
    mpfr_ui_div(c->g[1], 1, c->g[1], MPFR_RNDN);
    mpfr_sqr(c->g[2], c->g[1], MPFR_RNDN);
    mpfr_mul(c->g[2], c->g[2], a->d[0], MPFR_RNDN);
    mpfr_mul_si(c->g[2], c->g[2], -2, MPFR_RNDN);
    return chain(c, a);
}

/* -2/sqrt(pi) e^(-a^2), and -2a times that. */
struct big *big_erfc(struct calc *c, const struct big *a)
{
    mpfr_sqr(c->g[1], a->d[0], MPFR_RNDN);
    mpfr_neg(c->g[1], c->g[1], MPFR_RNDN);
    mpfr_exp(c->g[1], c->g[1], MPFR_RNDN);
    mpfr_const_pi(c->t, MPFR_RNDN);
    mpfr_sqrt(c->t, c->t, MPFR_RNDN);
    mpfr_div(c->g[1], c->g[1], c->t, MPFR_RNDN);
    mpfr_mul_si(c->g[1], c->g[1], -2, MPFR_RNDN);
    mpfr_mul(c->g[2], c->g[1], a->d[0], MPFR_RNDN);
    mpfr_mul_si(c->g[2], c->g[2], -2, MPFR_RNDN);
    mpfr_erfc(c->g[0], a->d[0], MPFR_RNDN);
    return chain(c, a);
}

struct big *big_plus(struct calc *c, double v, const struct big *a)
{
    return big_add(c, big_number(c, v), a);
}

struct big *big_times(struct calc *c, double v, const struct big *a)
{
    return big_mul(c, big_number(c, v), a);
}

struct big *big_line(struct calc *c, double v, double slope, const struct big *a)
{
    return big_plus(c, v, big_times(c, slope, a));
}

struct big *big_square(struct calc *c, const struct big *a)
{
    return big_mul(c, a, a);
}

bool big_above(const struct big *a, double v)
{
    return mpfr_cmp_d(a->d[0], v) > 0;
}

bool big_below(const struct big *a, double v)
{
    return mpfr_cmp_d(a->d[0], v) < 0;
}

bool big_less(const struct big *a, const struct big *b)
{
    return mpfr_cmp(a->d[0], b->d[0]) < 0;
}
