/* round: doubles to the nearest number of a narrower format: what a network in that format holds.
 *
 *   format  significand  smallest normal  smallest   largest
 *   f32     24 bits      2^-126           2^-149     (2 - 2^-23) 2^127
 *   f16     11 bits      2^-14            2^-24      65504
 *   bf16     8 bits      2^-126           2^-133     (2 - 2^-7) 2^127
 *
 * To nearest, ties to even, with subnormals; half an ulp or more above the largest is inf, half of
 * the smallest or less is 0 with its sign. Rounded once, from the double itself. nan stays nan. */
#ifndef NUM_ROUND_H
#define NUM_ROUND_H

#include <stddef.h>

enum round_format { ROUND_F64, ROUND_F32, ROUND_F16, ROUND_BF16, ROUND_FORMATS };

/* "f64", "f32", "f16", "bf16", then NULL. */
extern const char *const round_name[ROUND_FORMATS + 1];

/* log10 of a format's smallest number above 0. */
double round_least_log10(enum round_format format);

/* The number next to x; x itself for f64. */
double round_to(enum round_format format, double x);

/* The same for n numbers in place. */
void round_array(enum round_format format, ptrdiff_t n, double *x);

#endif
