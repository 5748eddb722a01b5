/* How far a double is from an exact value, and exact values as text. */
#include "truth.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const double INF = (double)INFINITY;

/* The exponent of the unit in the last place. A value that was rounded up to a power of two has
 * the unit of the numbers below it. */
static int unit(struct truth t)
{
    if (t.value == 0)
        return DBL_MIN_EXP - DBL_MANT_DIG;
    int e;
    double m = frexp(fabs(t.value), &e);
    if (m == 0.5 && t.rest * t.value < 0)
        e--;
    return (e > DBL_MIN_EXP ? e : DBL_MIN_EXP) - DBL_MANT_DIG;
}

double truth_error(struct truth t, double computed)
{
    if (isnan(t.value) || isnan(computed))
        return isnan(t.value) && isnan(computed) ? 0 : INF;
    if (isinf(t.value))
        return computed == t.value ? 0 : INF;
    int k = unit(t);
    if (isinf(computed)) {
        double half = copysign(ldexp(1, DBL_MAX_EXP - 1), computed);
        return fabs(ldexp(half - t.value / 2, 1 - k) - t.rest);
    }
    return fabs(ldexp(computed - t.value, -k) - t.rest);
}

void truth_write(FILE *out, struct truth t)
{
    uint64_t bits;
    double value = isnan(t.value) ? (double)NAN : t.value + 0.0;
    memcpy(&bits, &value, sizeof bits);
    (void)fprintf(out, "%llx %ld", (unsigned long long)bits, lround(t.rest * 65536));
}

bool truth_read(const char *text, char **end, struct truth *t)
{
    uint64_t bits = strtoull(text, end, 16);
    if (*end == text || **end != ' ')
        return false;
    memcpy(&t->value, &bits, sizeof bits);
    text = *end;
    t->rest = (double)strtol(text, end, 10) / 65536;
    return *end != text && fabs(t->rest) <= 0.5;
}
