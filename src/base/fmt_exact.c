/* %.17g of a double, by integer arithmetic alone: the digits of printf, several times as fast.
 *
 * A finite double is m * 2^e with m < 2^53. Its 17 digits are the integer nearest to
 * m * 2^e * 10^q, where q puts the first digit at 10^16. Below 1e16 that is m * 5^q, an exact
 * integer of a few words, without its lowest -(e + q) bits; what is left out decides the rounding
 * exactly. Above, it is (m << e + q) / 5^-q, exact with its remainder. From 1e43 on two words no
 * longer hold that: there the C library prints. */
#include "base/fmt.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum {
    DIGITS = 17,
    FIVES = 27, /* 5^27 is the largest power of five in 64 bits */
    WORDS = 14  /* 2^53 * 5^(324 + 16) has 843 bits */
};

static const uint64_t first17 = 10000000000000000; /* 10^16: the least number of 17 digits */

static uint64_t power_of_5(int n)
{
    uint64_t p = 1;
    for (uint64_t base = 5; n; n >>= 1, base *= base)
        if (n & 1)
            p *= base;
    return p;
}

/* w[0..n) *= by; returns the new n. */
static int multiply(uint64_t *w, int n, uint64_t by)
{
    uint64_t carry = 0;
    for (int i = 0; i < n; i++) {
        wide product = (wide)w[i] * by + carry;
        w[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    if (carry)
        w[n++] = carry;
    return n;
}

/* The number of w[0..n) without its lowest `shift` bits, which fits in 64; `above` and `below` say
 * how those compare with one half. */
static uint64_t shift_right(const uint64_t *w, int n, int shift, bool *above, bool *below)
{
    int word = shift / 64, bit = shift % 64;
    uint64_t low = word < n ? w[word] : 0, high = word + 1 < n ? w[word + 1] : 0;
    uint64_t q = bit ? low >> bit | high << (64 - bit) : low;
    int half = shift - 1;
    bool top = half / 64 < n && (w[half / 64] >> (half % 64) & 1);
    bool rest = half / 64 < n && (w[half / 64] & (((uint64_t)1 << (half % 64)) - 1));
    for (int i = 0; i < half / 64 && i < n; i++)
        rest = rest || w[i];
    *above = top && rest;
    *below = !top;
    return q;
}

/* m * 2^e * 10^q to an integer, half to even; *floored is it without rounding. */
static uint64_t scale(uint64_t m, int e, int q, uint64_t *floored)
{
    uint64_t n;
    bool above, below;
    if (e + q < 0) {
        uint64_t w[WORDS] = {m};
        int words = 1;
        for (int left = q; left > 0; left -= FIVES)
            words = multiply(w, words, power_of_5(left < FIVES ? left : FIVES));
        n = shift_right(w, words, -(e + q), &above, &below);
    } else {
        uint64_t by = power_of_5(q > 0 ? q : 0), five = power_of_5(q < 0 ? -q : 0);
        wide all = (wide)m * by << (e + q);
        uint64_t rest = (uint64_t)(all % five);
        n = (uint64_t)(all / five);
        above = rest > five / 2; /* five is odd: never exactly a half */
        below = !above;
    }
    *floored = n;
    return n + (above || (!below && (n & 1)));
}

/* v > 0 to 17 digits and the power of ten of the first one. */
static uint64_t digits_of(uint64_t m, int e, int *exponent)
{
    int top = 63 - __builtin_clzll(m); /* v = 2^(top + e) * (1 + fraction) */
    double fraction = (double)m / (double)((uint64_t)1 << top) - 1;
    /* log2(1 + fraction) >= fraction: k is right or one too small. */
    int k = (int)floor((top + e + fraction) * 0.30102999566398119);
    uint64_t floored, n = scale(m, e, DIGITS - 1 - k, &floored);
    if (floored >= 10 * first17)
        n = scale(m, e, DIGITS - 1 - ++k, &floored);
    if (n == 10 * first17) { /* 9.99... rounded up */
        n = first17;
        k++;
    }
    *exponent = k;
    return n;
}

/* Two digits a step; out has DIGITS characters. */
static void write_digits(char out[DIGITS], uint64_t n)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "6869707172737475767778798081828384858687888990919293949596979899";
    for (int at = DIGITS - 2; at > 0; at -= 2, n /= 100)
        memcpy(out + at, pairs + 2 * (n % 100), 2);
    out[0] = (char)('0' + n);
}

/* The digits as %g lays them out: plain from 1e-4 to 1e17, else with an exponent; no zeros at the
 * end. */
static char *lay_out(char *out, const char *digit, int n, int k)
{
    if (k < -4 || k >= DIGITS) {
        *out++ = *digit;
        if (n > 1)
            *out++ = '.';
        memcpy(out, digit + 1, (size_t)n - 1);
        out += n - 1;
        int size = k < 0 ? -k : k;
        *out++ = 'e';
        *out++ = k < 0 ? '-' : '+';
        if (size >= 100)
            *out++ = (char)('0' + size / 100);
        *out++ = (char)('0' + size / 10 % 10);
        *out++ = (char)('0' + size % 10);
        return out;
    }
    if (k < 0) {
        memcpy(out, "0.0000", 6);
        out += 1 - k;
        memcpy(out, digit, (size_t)n);
        return out + n;
    }
    int whole = k + 1;
    for (int i = 0; i < whole; i++)
        *out++ = i < n ? digit[i] : '0';
    if (n > whole) {
        *out++ = '.';
        memcpy(out, digit + whole, (size_t)(n - whole));
        out += n - whole;
    }
    return out;
}

char *fmt_exact(char out[FMT_SIZE], double v)
{
    if (!isfinite(v)) {
        const char *name = isnan(v) ? "nan" : v > 0 ? "inf" : "-inf";
        memcpy(out, name, strlen(name) + 1);
        return out;
    }
    if (fabs(v) >= 1e43) {
        (void)snprintf(out, FMT_SIZE, "%.17g", v);
        return out;
    }
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    char *p = out, digit[DIGITS];
    if (bits >> 63)
        *p++ = '-';
    uint64_t m = bits & 0xFFFFFFFFFFFFF;
    int e = (int)(bits >> 52 & 0x7FF), k;
    if (e)
        m |= (uint64_t)1 << 52;
    else
        e = 1;
    if (m == 0) {
        memcpy(p, "0", 2);
        return out;
    }
    write_digits(digit, digits_of(m, e - 1075, &k));
    int n = DIGITS;
    while (n > 1 && digit[n - 1] == '0')
        n--;
    *lay_out(p, digit, n, k) = '\0';
    return out;
}
