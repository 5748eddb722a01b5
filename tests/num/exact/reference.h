/* reference: what the activation functions are, to as many digits as a question needs.
 *
 * Definitions alone, in MPFR numbers of any precision; the table of functions of the program is not
 * used, and no formula is rearranged to save digits. A value is trusted once two precisions agree.
 */
#ifndef EXACT_REFERENCE_H
#define EXACT_REFERENCE_H

#include <stdbool.h>

#include "../truth.h"
#include "big.h"

enum { REFERENCE_PARAMS = 4 };

struct reference {
    const char *name;
    const char *param[REFERENCE_PARAMS];
    double value[REFERENCE_PARAMS]; /* defaults */
    const struct big *(*define)(struct calc *c, const struct big *x, const double *p);
    /* How many of f, f' have no limit at infinity: 2 of a sine, 1 of x + sin^2 x. */
    int swings;
};

/* A function with values of its parameters, from text such as "elu:alpha=0.3". False if there is no
 * such thing. */
bool reference_parse(const char *text, const struct reference **out, double p[REFERENCE_PARAMS]);

/* f, f', f'' at x. At infinity they are the limits, or nan. */
void reference_eval(struct calc *c, const struct reference *r, const double *p, double x,
                    struct truth out[3]);

#endif
