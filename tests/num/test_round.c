/* Rounding to narrow formats: every number of the 16-bit ones and the places between them, against
 * a table of their numbers made from the bits; f32 against the compiler's own cast. */
#include "num/round.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

/* A 16-bit format: sign, exponent, fraction. */
struct shape {
    enum round_format format;
    int exponent_bits, fraction_bits;
};

static const struct shape shapes[] = {{ROUND_F16, 5, 10}, {ROUND_BF16, 8, 7}};

/* The number that the bits without sign stand for, as the format's definition has it. */
static double decode(const struct shape *s, unsigned bits)
{
    const int fraction = (int)(bits & ((1U << s->fraction_bits) - 1));
    const int exponent = (int)(bits >> s->fraction_bits);
    const int bias = (1 << (s->exponent_bits - 1)) - 1;
    if (exponent == 0)
        return ldexp(fraction, 1 - bias - s->fraction_bits);
    return ldexp(fraction + (1 << s->fraction_bits), exponent - bias - s->fraction_bits);
}

static unsigned infinite_bits(const struct shape *s)
{
    return ((1U << s->exponent_bits) - 1) << s->fraction_bits;
}

static void expect(enum round_format format, double x, double want)
{
    for (int sign = 1; sign >= -1; sign -= 2) {
        double is = round_to(format, sign * x), array = sign * x;
        round_array(format, 1, &array);
        if (is != sign * want || array != is || !signbit(is) != (sign > 0))
            fail_msg("format %d: %.17g becomes %.17g and %.17g, not %.17g", (int)format, sign * x,
                     is, array, sign * want);
    }
}

/* Numbers of the format stay; halfway the one with the even bits is taken, which is the one whose
 * bits are even as an integer; a double next to halfway goes to its side. Beyond the largest the
 * next step would be where inf begins. */
static void every_number_and_every_middle(void **state)
{
    (void)state;
    for (int k = 0; k < 2; k++) {
        const struct shape *s = &shapes[k];
        const unsigned end = infinite_bits(s);
        for (unsigned bits = 0; bits < end; bits++) {
            const double low = decode(s, bits), high = decode(s, bits + 1);
            const double middle = low + (high - low) / 2;
            const double above = bits + 1 < end ? high : (double)INFINITY;
            expect(s->format, low, low);
            expect(s->format, middle, bits % 2 ? above : low);
            expect(s->format, nextafter(middle, 0), low);
            expect(s->format, nextafter(middle, (double)INFINITY), above);
            expect(s->format, low + (high - low) * 0.25, low);
            expect(s->format, low + (high - low) * 0.75, above);
        }
    }
}

static void thresholds(void **state)
{
    (void)state;
    expect(ROUND_F16, 65504, 65504);
    expect(ROUND_F16, nextafter(65520, 0), 65504);
    expect(ROUND_F16, 65520, (double)INFINITY);
    expect(ROUND_F16, 0x1p-25, 0);
    expect(ROUND_F16, nextafter(0x1p-25, 1), 0x1p-24);
    expect(ROUND_F32, 0x1.fffffep127, 0x1.fffffep127);
    expect(ROUND_F32, nextafter(0x1.ffffffp127, 0), 0x1.fffffep127);
    expect(ROUND_F32, 0x1.ffffffp127, (double)INFINITY);
    expect(ROUND_F32, 0x1p-150, 0);
    expect(ROUND_F32, nextafter(0x1p-150, 1), 0x1p-149);
    expect(ROUND_BF16, 0x1.ffp127, (double)INFINITY);
    expect(ROUND_BF16, nextafter(0x1.ffp127, 0), 0x1.fep127);
    expect(ROUND_BF16, 0x1p-134, 0);
    /* Rounded once: through float these would come out on the other side. */
    expect(ROUND_F16, 1 + 0x1p-11 + 0x1p-40, 1 + 0x1p-10);
    expect(ROUND_BF16, 1 + 0x1p-8 + 0x1p-40, 1 + 0x1p-7);
    for (enum round_format f = ROUND_F32; f <= ROUND_BF16; f++) {
        expect(f, (double)INFINITY, (double)INFINITY);
        expect(f, 1e308, (double)INFINITY);
        expect(f, 5e-324, 0);
        expect(f, 0, 0);
        assert_true(isnan(round_to(f, (double)NAN)));
    }
    expect(ROUND_F64, 5e-324, 5e-324);
    expect(ROUND_F64, 0.1, 0.1);
}

/* Doubles of all exponents around the formats' ranges, from a simple generator. */
static double any_double(uint64_t *state, int lowest, int highest)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    double m = 1 + (double)(*state >> 12) * 0x1p-52;
    if (*state >> 7 & 1) /* few bits: ties */
        m = 1 + floor((m - 1) * 0x1p26) * 0x1p-26;
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    int exponent = lowest + (int)((*state >> 33) % (uint64_t)(highest - lowest + 1));
    return ldexp(m, exponent);
}

static void casts_agree(void **state)
{
    (void)state;
    uint64_t random = 1;
    for (int i = 0; i < 2000000; i++) {
        double x = any_double(&random, -155, 130);
        expect(ROUND_F32, x, x < 0x1.ffffffp127 ? (double)(float)x : (double)INFINITY);
    }
#if defined(__FLT16_MANT_DIG__)
    __extension__ typedef _Float16 half;
    for (int i = 0; i < 2000000; i++) {
        double x = any_double(&random, -28, 17);
        expect(ROUND_F16, x, (double)(half)x);
    }
#endif
}

/* The least number stays, half of it is 0; names are as options have them. */
static void least_numbers(void **state)
{
    (void)state;
    static const char *const names[] = {"f64", "f32", "f16", "bf16"};
    for (int k = 0; k < ROUND_FORMATS; k++) {
        const enum round_format f = (enum round_format)k;
        const double exponent = round_least_log10(f) / log10(2);
        const double least = ldexp(1, (int)rint(exponent));
        assert_true(fabs(exponent - rint(exponent)) < 1e-9);
        expect(f, least, least);
        expect(f, least / 2, 0);
        assert_string_equal(round_name[k], names[k]);
    }
    assert_null(round_name[ROUND_FORMATS]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_and_every_middle),
        cmocka_unit_test(thresholds),
        cmocka_unit_test(casts_agree),
        cmocka_unit_test(least_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
