/* What is written at ticks: whole numbers times powers of ten, by integer arithmetic alone, so that
 * a label says precisely where its tick is. */
#include "draw/ticks_impl.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "draw/symbol.h"

static const double pi = 3.141592653589793116;

/* ---- numbers ---- */

static int digits_of(long long k)
{
    int n = 1;
    for (; k >= 10 || k <= -10; k /= 10)
        n++;
    return n;
}

static int trailing_zeros(long long k)
{
    int n = 0;
    for (; k != 0 && k % 10 == 0; k /= 10)
        n++;
    return n;
}

/* k * 10^shift in plain decimals, zero as "0". False when it takes more than `most` columns. */
static bool decimal(char *out, size_t size, long long k, int shift, int most)
{
    char digits[64];
    int decimals = shift < 0 ? -shift : 0, zeros = shift > 0 ? shift : 0;
    if (k == 0)
        return str_copy(out, size, "0");
    if (decimals > 40 || zeros > 20)
        return false;
    int n = snprintf(digits, sizeof digits, "%0*lld%.*s", decimals + 1, llabs(k), zeros,
                     "00000000000000000000");
    int columns = n + (k < 0) + (decimals > 0);
    if (columns > most || columns >= (int)size)
        return false;
    (void)snprintf(out, size, "%s%.*s%s%s", k < 0 ? "-" : "", n - decimals, digits,
                   decimals ? "." : "", digits + n - decimals);
    return true;
}

static double value_of(long long k, int power)
{
    char text[48];
    (void)snprintf(text, sizeof text, "%llde%d", k, power);
    double v = strtod(text, NULL);
    return v == 0 ? 0 : v;
}

/* ---- ticks ---- */

static long long multiple(const struct multiples *m, int i)
{
    return (m->first + i) * m->unit;
}

/* The tick whose number is roundest: the first of them. */
static long long roundest(const struct multiples *m)
{
    long long best = multiple(m, 0);
    for (int i = 1; i < m->n; i++)
        if (trailing_zeros(multiple(m, i)) > trailing_zeros(best))
            best = multiple(m, i);
    return best;
}

/* All labels as k - offset times 10^(power - factor). */
static bool write_labels(struct ticks *t, const struct multiples *m, long long offset, int shift)
{
    for (int i = 0; i < m->n; i++)
        if (!decimal(t->label[i], TICK_LABEL, multiple(m, i) - offset, shift, TICK_WIDE))
            return false;
    return true;
}

/* A number as short as it gets: decimals, or digits with an exponent. */
static void shortest(char *out, size_t size, long long k, int power)
{
    int zeros = trailing_zeros(k);
    for (int i = 0; i < zeros; i++)
        k /= 10;
    power += zeros;
    int exponent = power + digits_of(k) - 1;
    char digits[32];
    (void)decimal(digits, sizeof digits, k, 1 - digits_of(k), 30);
    (void)snprintf(out, size, "%se%d", digits, exponent);
    char plain[TICK_FACTOR];
    if (decimal(plain, sizeof plain, k, power, 30) && strlen(plain) <= strlen(out) + 1)
        (void)str_copy(out, size, plain);
}

static void write_factor(struct ticks *t, int exponent, long long offset, int power, bool times_pi)
{
    char *at = t->factor, number[TICK_FACTOR];
    const char *unit = times_pi ? "pi" : "";
    size_t left = TICK_FACTOR;
    int n = 0;
    if (exponent > 0 && exponent < 4)
        n = snprintf(at, left, "x1%.*s%s", exponent, "000", unit);
    else if (exponent != 0)
        n = snprintf(at, left, "x1e%d%s", exponent, unit);
    else if (times_pi)
        n = snprintf(at, left, "xpi");
    if (offset == 0)
        return;
    shortest(number, sizeof number, offset, power);
    (void)snprintf(at + n, left - (size_t)n, "%s%s%s%s", n ? " " : "", offset < 0 ? "" : "+",
                   number, unit);
}

/* The largest number without its sign. */
static long long largest(const struct multiples *m, long long offset)
{
    long long first = llabs(multiple(m, 0) - offset), last = llabs(multiple(m, m->n - 1) - offset);
    return first > last ? first : last;
}

bool ticks_write(struct ticks *t, const struct multiples *m, enum tick_form form, bool times_pi)
{
    bool moved = form >= FORM_OFFSET, scaled = form != FORM_PLAIN && form != FORM_OFFSET;
    bool whole = form == FORM_WHOLE || form == FORM_OFFSET_WHOLE;
    bool around_zero = multiple(m, 0) <= 0 && multiple(m, m->n - 1) >= 0;
    long long offset = moved ? roundest(m) : 0;
    int factor = !scaled ? 0 : whole ? m->power : m->power + digits_of(largest(m, offset)) - 1;
    *t = (struct ticks){.n = 0};
    if ((moved && around_zero) || (scaled && factor == 0))
        return false;
    if (!write_labels(t, m, offset, m->power - factor))
        return false;
    write_factor(t, factor, offset, m->power, times_pi);
    for (int i = 0; i < m->n; i++)
        t->value[t->n++] = value_of(multiple(m, i), m->power) * (times_pi ? pi : 1);
    return true;
}

/* ---- for people ---- */

/* Digits of an exponent, raised. Returns what follows them. */
static const char *add_raised(const char *at, char out[TICK_SIGNS])
{
    char name[16];
    for (bool sign = true; isdigit((unsigned char)*at) || (sign && *at == '-');
         at++, sign = false) {
        (void)snprintf(name, sizeof name, *at == '-' ? "supminus" : "sup%c", *at);
        (void)strncat(out, symbol_find(name, true), TICK_SIGNS - 1 - strlen(out));
    }
    return at;
}

char *ticks_signs(const char *label, char out[TICK_SIGNS])
{
    static const struct {
        const char *from, *to;
    } signs[] = {{"-", "minus"}, {"pi", "pi"}, {"x", "times"}};
    out[0] = '\0';
    for (const char *at = label; *at;) {
        size_t room = TICK_SIGNS - 1 - strlen(out), i = 0;
        bool inside = at > label && (isdigit((unsigned char)at[-1]) || at[-1] == '.');
        while (i < 3 && !str_starts(at, signs[i].from))
            i++;
        if (i < 3) {
            (void)strncat(out, symbol_find(signs[i].to, true), room);
            at += strlen(signs[i].from);
        } else if (str_starts(at, "1e") && !inside) {
            (void)strncat(out, "10", room);
            at = add_raised(at + 2, out);
        } else if (*at == 'e') {
            (void)strncat(out, symbol_find("times", true), room);
            (void)strncat(out, "10", room);
            at = add_raised(at + 1, out);
        } else {
            (void)strncat(out, at++, 1);
        }
    }
    return out;
}

int ticks_width(const struct ticks *t)
{
    int width = 0;
    for (int i = 0; i < t->n; i++) {
        char signs[TICK_SIGNS];
        int plain = (int)strlen(t->label[i]);
        int pretty = utf8_columns(ticks_signs(t->label[i], signs));
        width = plain > width ? plain : width;
        width = pretty > width ? pretty : width;
    }
    return width;
}
