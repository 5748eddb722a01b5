#include "num/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "num/elem.h"

char *decimal_of_log10(char out[FMT_SIZE], double log10_v, int digits)
{
    /* Here belong -inf (0), inf and nan as well: their powers print as they should. */
    if (!isfinite(log10_v) || (log10_v > -4 && log10_v < 6))
        return fmt_short(out, elem_pow(10, log10_v), digits);
    double exponent = floor(log10_v);
    char mantissa[FMT_SIZE];
    fmt_short(mantissa, elem_pow(10, log10_v - exponent), digits);
    if (strcmp(mantissa, "10") == 0) { /* 9.99... rounded up */
        mantissa[1] = '\0';
        exponent++;
    }
    (void)snprintf(out, FMT_SIZE, "%.12se%s%02.0f", mantissa, exponent < 0 ? "-" : "+",
                   fabs(exponent));
    return out;
}
