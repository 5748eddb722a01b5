#include "base/fmt.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* nan and inf by name; false for a finite number. */
static bool print_special(char out[FMT_SIZE], double v)
{
    const char *name = isnan(v) ? "nan" : isinf(v) ? (v > 0 ? "inf" : "-inf") : NULL;
    if (name)
        memcpy(out, name, strlen(name) + 1);
    return name != NULL;
}

/* Takes the trailing zeros of the decimals away, before an exponent too. */
static void strip_zeros(char *text)
{
    char *point = strchr(text, '.');
    if (!point)
        return;
    char *tail = strchr(text, 'e');
    if (!tail)
        tail = text + strlen(text);
    char *end = tail;
    while (end[-1] == '0')
        end--;
    if (end - 1 == point)
        end--;
    memmove(end, tail, strlen(tail) + 1);
}

char *fmt_short(char out[FMT_SIZE], double v, int digits)
{
    if (print_special(out, v))
        return out;
    if (v == 0)
        v = 0; /* minus zero too */
    double size = fabs(v);
    if (size >= 1e6 || (size < 1e-4 && size > 0)) {
        (void)snprintf(out, FMT_SIZE, "%.*e", digits - 1, v);
        strip_zeros(out);
        return out;
    }
    int decimals = digits - 1;
    for (double bound = 1; size > 0 && size < bound && decimals < 12; bound /= 10)
        decimals++;
    for (double bound = 10; size >= bound && decimals > 0; bound *= 10)
        decimals--;
    (void)snprintf(out, FMT_SIZE, "%.*f", decimals, v);
    strip_zeros(out);
    if (strcmp(out, "-0") == 0)
        memcpy(out, "0", 2);
    return out;
}
