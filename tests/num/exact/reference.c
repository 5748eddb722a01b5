/* Evaluates a definition with growing precision until it is certain. */
#include "reference.h"

#include "define.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PREC_MIN = 128,
    /* A number of one end of the doubles' range may have to be subtracted from one at the other
     * end, squared: from here on what is exactly 0 is believed to be 0. */
    PREC_ZERO = 4096,
    PREC_MAX = 1 << 15,
    DIGITS = 80,    /* relative agreement, in bits */
    TINY = -1200,   /* exponent of what is nothing beside the smallest subnormal */
    INFINITE = 4000 /* exponent of what stands for infinity */
};

/* Sets the parameter of text "name=value", up to a comma. */
static bool set(const struct reference *r, double *p, const char *text)
{
    const char *equals = strchr(text, '=');
    for (int k = 0; equals && k < REFERENCE_PARAMS && r->param[k]; k++) {
        size_t n = (size_t)(equals - text);
        if (strlen(r->param[k]) == n && memcmp(r->param[k], text, n) == 0) {
            p[k] = strtod(equals + 1, NULL);
            return true;
        }
    }
    return false;
}

static const struct reference *find(const struct reference *table, const char *name, size_t n)
{
    for (; table->name; table++)
        if (strlen(table->name) == n && memcmp(table->name, name, n) == 0)
            return table;
    return NULL;
}

bool reference_parse(const char *text, const struct reference **out, double p[REFERENCE_PARAMS])
{
    size_t n = strcspn(text, ":");
    *out = find(define_pieces, text, n);
    if (!*out)
        *out = find(define_smooth, text, n);
    if (!*out)
        return false;
    memcpy(p, (*out)->value, sizeof(*out)->value);
    for (const char *at = text + n; *at;) {
        if (!set(*out, p, ++at))
            return false;
        at += strcspn(at, ",");
    }
    return true;
}

static bool tiny(mpfr_srcptr a)
{
    return mpfr_zero_p(a) || mpfr_get_exp(a) < TINY;
}

/* Do two results, of prec and of twice that, name one number? */
static bool agree(mpfr_srcptr a, mpfr_srcptr b, mpfr_prec_t prec)
{
    if (mpfr_nan_p(a) || mpfr_nan_p(b))
        return false;
    if (mpfr_inf_p(a) || mpfr_inf_p(b))
        return mpfr_equal_p(a, b);
    if (tiny(a) && tiny(b) && prec >= PREC_ZERO)
        return true;
    if (mpfr_zero_p(a) || mpfr_zero_p(b))
        return false;
    mpfr_t difference;
    mpfr_init2(difference, 64);
    mpfr_sub(difference, a, b, MPFR_RNDA);
    bool close = mpfr_zero_p(difference) || mpfr_get_exp(difference) < mpfr_get_exp(b) - DIGITS;
    mpfr_clear(difference);
    return close;
}

static struct truth truth(mpfr_ptr exact)
{
    struct truth t = {mpfr_get_d(exact, MPFR_RNDN), 0};
    if (isinf(t.value) || mpfr_zero_p(exact))
        return t;
    long e = mpfr_get_exp(exact);
    long unit = (e > DBL_MIN_EXP ? e : DBL_MIN_EXP) - DBL_MANT_DIG;
    mpfr_sub_d(exact, exact, t.value, MPFR_RNDN);
    mpfr_mul_2si(exact, exact, -unit, MPFR_RNDN);
    t.rest = mpfr_get_d(exact, MPFR_RNDN);
    return t;
}

static const struct big *define_at(struct calc *c, const struct reference *r, const double *p,
                                   double x)
{
    const struct big *at =
        isinf(x) ? big_variable(c, x > 0 ? 1 : -1, INFINITE) : big_variable(c, x, 0);
    return r->define(c, at, p);
}

void reference_eval(struct calc *c, const struct reference *r, const double *p, double x,
                    struct truth out[3])
{
    mpfr_t last[3];
    mpfr_inits2(PREC_MIN, last[0], last[1], last[2], (mpfr_ptr)0);
    bool certain = false;
    for (mpfr_prec_t prec = PREC_MIN; !certain; prec *= 2) {
        assert(prec <= PREC_MAX);
        big_start(c, prec);
        const struct big *y = define_at(c, r, p, x);
        certain = prec > PREC_MIN;
        for (int i = 0; i < 3; i++) {
            certain = certain && agree(last[i], y->d[i], prec / 2);
            mpfr_set_prec(last[i], prec);
            mpfr_set(last[i], y->d[i], MPFR_RNDN);
        }
    }
    for (int i = 0; i < 3; i++)
        out[i] = isinf(x) && i >= 2 - r->swings && i < 2 ? (struct truth){(double)NAN, 0}
                                                         : truth(last[i]);
    mpfr_clears(last[0], last[1], last[2], (mpfr_ptr)0);
}
