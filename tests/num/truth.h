/* truth: an exact value as a test holds it, and how far a computed double is from it. */
#ifndef TESTS_TRUTH_H
#define TESTS_TRUTH_H

#include <stdio.h>

/* The double nearest to the exact value, and what is missing from there to the exact value, in
 * units of the last place of the exact value (of subnormals below the smallest normal number).
 * value is nan where nothing is defined, and infinite where rounding overflows. */
struct truth {
    double value, rest;
};

/* |computed - exact| in the same units. A nan or an infinity is right or infinitely wrong, but
 * for an infinity where the exact value just does not overflow: that counts as 2^1024. The sign of
 * zero is not judged. */
double truth_error(struct truth t, double computed);

/* As text: bits of the value in hexadecimal, the rest in units of 2^-16. */
void truth_write(FILE *out, struct truth t);
_Bool truth_read(const char *text, char **end, struct truth *t);

#endif
