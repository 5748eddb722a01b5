/* decimal: numbers of any size for people, given as their base-10 logarithm. Beside fmt.h because
 * it needs a power of ten, which must not come from the machine's libm. */
#ifndef NUM_DECIMAL_H
#define NUM_DECIMAL_H

#include "base/fmt.h"

/* 10^log10_v with `digits` significant digits (1..9), far outside of double's range too:
 * "0.25", "9.54e-07", "1.2e-1337"; "0" for -inf, "inf", "nan". Returns out. */
char *decimal_of_log10(char out[FMT_SIZE], double log10_v, int digits);

/* The same with trailing zeros, so that numbers below each other have equally many digits: "0.700",
 * "2.00e-05", "750", from 10^digits on with an exponent: "7.50e+03". 0, inf and nan as above. */
char *decimal_even(char out[FMT_SIZE], double log10_v, int digits);

#endif
