/* Reading numbers: plain decimals by integer arithmetic, the rest by strtod, the same doubles. */
#include "base/fmt.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum {
    DIGITS = 19, /* always fit in 64 bits */
    FIVES = 27   /* so does 5^27 */
};

/* digits * 10^exponent, as they stand in a text. */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* Takes digits behind each other into d; false if they are too many. */
static bool take_digits(const char **p, struct decimal *d, int *n)
{
    for (; isdigit((unsigned char)**p); ++*p) {
        *n += *n > 0 || **p != '0';
        if (*n > DIGITS)
            return false;
        d->digits = 10 * d->digits + (uint64_t)(**p - '0');
    }
    return true;
}

/* 12.5, .5, 3e-7; false for what is longer or looks otherwise. */
static bool read_decimal(const char *p, struct decimal *d)
{
    int n = 0;
    *d = (struct decimal){0};
    if (!take_digits(&p, d, &n))
        return false;
    if (*p == '.') {
        const char *point = ++p;
        if (!take_digits(&p, d, &n))
            return false;
        if (p - point > 1000)
            return false;
        d->exponent = -(int)(p - point);
    }
    if (*p == 'e' || *p == 'E') {
        int sign = *++p == '-' ? -1 : 1, size = 0;
        if (*p == '-' || *p == '+')
            p++;
        if (!isdigit((unsigned char)*p))
            return false;
        for (; isdigit((unsigned char)*p) && size < 1000; p++)
            size = 10 * size + (*p - '0');
        d->exponent += sign * size;
    }
    return *p == '\0';
}

/* digits / 10^n = digits / 5^n / 2^n for 0 < n <= FIVES: both sides are shifted up to 64 bits, so
 * the quotient has 63 or 64, and whatever remains is one sticky bit below those that the conversion
 * to double rounds away. */
static double divide(uint64_t digits, int n)
{
    uint64_t five = 1;
    for (int i = 0; i < n; i++)
        five *= 5;
    int up = __builtin_clzll(digits), down = __builtin_clzll(five);
    wide all = (wide)(digits << up) << 63;
    uint64_t by = five << down, q = (uint64_t)(all / by);
    q |= (uint64_t)(all % by) != 0;
    return ldexp((double)q, down - up - 63 - n);
}

/* False where the value would not be the nearest double by construction. */
static bool convert(const struct decimal *d, double *out)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    enum { POWERS = sizeof powers / sizeof powers[0] };
    /* Both numbers are doubles: one operation rounds once. */
    bool small = d->digits <= (uint64_t)1 << 53;
    if (d->digits == 0 || (small && d->exponent == 0))
        *out = (double)d->digits;
    else if (small && d->exponent < 0 && d->exponent > -POWERS)
        *out = (double)d->digits / powers[-d->exponent];
    else if (small && d->exponent > 0 && d->exponent < POWERS)
        *out = (double)d->digits * powers[d->exponent];
    else if (d->exponent < 0 && d->exponent >= -FIVES)
        *out = divide(d->digits, -d->exponent);
    else
        return false;
    return true;
}

/* strtod alone would take blanks, signs twice and "infinity". */
static bool read_number(const char *p, double *out)
{
    struct decimal d;
    char *end;
    if (!isdigit((unsigned char)*p) && !(*p == '.' && isdigit((unsigned char)p[1])))
        return false;
    if (read_decimal(p, &d) && convert(&d, out))
        return true;
    *out = strtod(p, &end);
    return *end == '\0';
}

bool fmt_parse(const char *text, double *out)
{
    static const struct {
        const char *name;
        double value;
    } names[] = {{"inf", (double)INFINITY},
                 {"nan", (double)NAN},
                 {"pi", 0x1.921fb54442d18p+1},
                 {"e", 0x1.5bf0a8b145769p+1}};
    const char *p = text;
    double sign = *p == '-' ? -1 : 1;
    if (*p == '-' || *p == '+')
        p++;
    if (isalpha((unsigned char)*p)) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (strcmp(p, names[i].name) == 0) {
                *out = sign * names[i].value;
                return true;
            }
        }
        return false;
    }
    if (!read_number(p, out))
        return false;
    *out *= sign;
    return true;
}
