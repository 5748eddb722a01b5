#include "num/decimal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "num/elem.h"

/* 10^log10_v as a mantissa, rounded, and an exponent. */
static void split(double log10_v, int digits, char mantissa[FMT_SIZE], double *exponent)
{
    *exponent = floor(log10_v);
    fmt_short(mantissa, elem_pow(10, log10_v - *exponent), digits);
    if (strcmp(mantissa, "10") == 0) { /* 9.99... rounded up */
        mantissa[1] = '\0';
        ++*exponent;
    }
}

static char *join(char out[FMT_SIZE], const char *mantissa, double exponent)
{
    (void)snprintf(out, FMT_SIZE, "%.12se%s%02.0f", mantissa, exponent < 0 ? "-" : "+",
                   fabs(exponent));
    return out;
}

char *decimal_of_log10(char out[FMT_SIZE], double log10_v, int digits)
{
    /* Here belong -inf (0), inf and nan as well: their powers print as they should. */
    if (!isfinite(log10_v) || (log10_v > -4 && log10_v < 6))
        return fmt_short(out, elem_pow(10, log10_v), digits);
    double exponent;
    char mantissa[FMT_SIZE];
    split(log10_v, digits, mantissa, &exponent);
    return join(out, mantissa, exponent);
}

/* Appends zeros to a plain number until it has so many digits, not counting those it begins with.
 */
static void fill_up(char number[FMT_SIZE], int digits)
{
    int n = 0;
    size_t length = strlen(number);
    for (const char *c = number; *c; c++)
        n += *c != '.' && (*c != '0' || n > 0);
    if (n < digits && !strchr(number, '.'))
        number[length++] = '.';
    for (; n < digits; n++)
        number[length++] = '0';
    number[length] = '\0';
}

char *decimal_even(char out[FMT_SIZE], double log10_v, int digits)
{
    double exponent;
    char mantissa[FMT_SIZE];
    if (!isfinite(log10_v))
        return decimal_of_log10(out, log10_v, digits);
    split(log10_v, digits, mantissa, &exponent);
    if (exponent < -4 || exponent >= digits) {
        fill_up(mantissa, digits);
        return join(out, mantissa, exponent);
    }
    fmt_short(out, elem_pow(10, fmax(log10_v, exponent)), digits); /* what is rounded up is */
    fill_up(out, digits);
    return out;
}
