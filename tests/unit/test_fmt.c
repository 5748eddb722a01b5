/* The one printer of numbers, and its reader. */
#include "base/fmt.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"

static void test_exact(void **state)
{
    (void)state;
    static const struct {
        double v;
        const char *text;
    } cases[] = {
        {0.1, "0.10000000000000001"},
        {1, "1"},
        {-0.0, "-0"},
        {(double)NAN, "nan"},
        {-(double)NAN, "nan"},
        {HUGE_VAL, "inf"},
        {-HUGE_VAL, "-inf"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {5e-324, "4.9406564584124654e-324"},
    };
    char out[FMT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(fmt_exact(out, cases[i].v), cases[i].text);
}

static void test_short(void **state)
{
    (void)state;
    static const struct {
        double v;
        int digits;
        const char *text;
    } cases[] = {
        {0, 3, "0"},
        {-0.0, 3, "0"},
        {1, 3, "1"},
        {0.5, 3, "0.5"},
        {1.0 / 3, 3, "0.333"},
        {-1.0 / 3, 3, "-0.333"},
        {12.345, 3, "12.3"},
        {1234.5, 3, "1234"},
        {999999, 3, "999999"},
        {1e6, 3, "1e+06"},
        {1.25e6, 3, "1.25e+06"},
        {9.5367e-7, 3, "9.54e-07"},
        {1e-4, 3, "0.0001"},
        {9.9e-5, 2, "9.9e-05"},
        {0.09996, 3, "0.1"},
        {0.00012345, 3, "0.000123"},
        {1e-300, 4, "1e-300"},
        {100, 1, "100"},
        {0.25, 1, "0.2"},
        {(double)NAN, 3, "nan"},
        {-HUGE_VAL, 3, "-inf"},
        {0.1, 9, "0.1"},
        {2.5, 9, "2.5"},
        {120, 4, "120"},
    };
    char out[FMT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(fmt_short(out, cases[i].v, cases[i].digits), cases[i].text);
}

/* As many digits as asked for, and as short as promised. */
static void test_short_of_random_numbers(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 2, .purpose = RNG_TEST};
    print_message("seed %d\n", 2);
    for (uint64_t i = 0; i < 50000; i++) {
        double u[2];
        rng_uniform(&rng, i, u);
        double v = (u[0] - 0.5) * pow(10, u[1] * 600 - 300);
        int digits = 1 + (int)(i % 9);
        char out[FMT_SIZE];
        double back = strtod(fmt_short(out, v, digits), NULL);
        assert_true(strlen(out) <= (size_t)digits + 7);
        assert_true(fabs(back - v) <= 0.5000001 * pow(10, 1 - digits) * fabs(v));
    }
}

static void test_parsing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double v;
    } good[] = {
        {"1", 1},
        {"-0.5", -0.5},
        {"+2", 2},
        {".5", 0.5},
        {"1e308", 1e308},
        {"1e-3", 1e-3},
        {"0x10", 16},
        {"inf", HUGE_VAL},
        {"-inf", -HUGE_VAL},
        {"pi", 3.14159265358979323846},
        {"-e", -2.7182818284590452354},
        {"1e999", HUGE_VAL},
    };
    double v;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(fmt_parse(good[i].text, &v));
        assert_true(v == good[i].v);
    }
    assert_true(fmt_parse("nan", &v) && isnan(v));
    assert_true(fmt_parse("-745.2", &v) && v == -745.2);
    static const char *const bad[] = {"",    "-", "+",  "x",        "1x",  " 1",  "1 ", "--1",
                                      "+-1", ".", "e5", "infinity", "NAN", "1,5", "0b1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(fmt_parse(bad[i], &v));
}

static void test_exact_reads_back(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 2, .purpose = RNG_TEST};
    for (uint64_t i = 0; i < 20000; i++) {
        double u[2], back;
        rng_uniform(&rng, i, u);
        double v = (u[0] - 0.5) * pow(10, u[1] * 600 - 300);
        char out[FMT_SIZE];
        assert_true(fmt_parse(fmt_exact(out, v), &back));
        assert_true(back == v);
    }
}

/* The printer against the C library's, and the reader against strtod. */
static void assert_as_libc(double v)
{
    char ours[FMT_SIZE], theirs[64];
    double back;
    (void)snprintf(theirs, sizeof theirs, "%.17g", v);
    assert_string_equal(fmt_exact(ours, v), theirs);
    assert_true(fmt_parse(theirs, &back));
    assert_memory_equal(&back, &v, sizeof v);
}

static double random_bits(const struct rng *rng, uint64_t i)
{
    double u[2], v;
    rng_uniform(rng, i, u);
    uint64_t bits = (uint64_t)(u[0] * 0x1p32) << 32 | (uint64_t)(u[1] * 0x1p32);
    memcpy(&v, &bits, sizeof v);
    return v;
}

static void test_exact_of_random_numbers(void **state)
{
    (void)state;
    enum { N = 400000 };
    const struct rng rng = {.seed = 3, .purpose = RNG_TEST};
    print_message("seed %d\n", 3);
    for (uint64_t i = 0; i < N; i++) {
        double u[2], v = random_bits(&rng, 2 * i);
        if (isfinite(v)) /* over all exponents */
            assert_as_libc(v);
        rng_uniform(&rng, 2 * i + 1, u);
        assert_as_libc(
            ldexp(1 + u[0], (int)(u[1] * 200) - 120)); /* those that the integers print */
        assert_as_libc(floor(ldexp(u[0], (int)(u[1] * 62))));
        assert_as_libc(rint(u[0] * 1e6) / 1e3);
    }
}

/* Where digits and lengths change: powers of two and of ten, and their neighbours. */
static void test_exact_at_powers(void **state)
{
    (void)state;
    for (int e = -1074; e < 1024; e++) {
        double v = ldexp(1, e);
        assert_as_libc(v);
        assert_as_libc(nextafter(v, 0));
        assert_as_libc(-nextafter(v, HUGE_VAL));
    }
    for (int e = -323; e <= 308; e++) {
        char text[16];
        (void)snprintf(text, sizeof text, "1e%d", e);
        double v = strtod(text, NULL);
        assert_as_libc(v);
        assert_as_libc(nextafter(v, 0));
        assert_as_libc(nextafter(v, HUGE_VAL));
    }
}

/* Texts as people and programs write them: 1 to 19 digits, a point anywhere, an exponent. */
static void test_parsing_of_random_decimals(void **state)
{
    (void)state;
    enum { N = 400000 };
    const struct rng rng = {.seed = 4, .purpose = RNG_TEST};
    print_message("seed %d\n", 4);
    for (uint64_t i = 0; i < N; i++) {
        double u[2], w[2], v;
        char text[80];
        rng_uniform(&rng, 2 * i, u);
        rng_uniform(&rng, 2 * i + 1, w);
        long long whole = (long long)(u[0] * pow(10, 12 * w[0]));
        long long part = (long long)(u[1] * 1e7);
        int exponent = (int)(w[1] * 64) - 32;
        if (i % 4)
            (void)snprintf(text, sizeof text, "%lld.%0*lld", whole, 7 + (int)(i % 12), part);
        else
            (void)snprintf(text, sizeof text, "%lld.%llde%d", whole, part, exponent);
        assert_true(fmt_parse(text, &v));
        assert_true(v == strtod(text, NULL));
    }
    /* Halves between two doubles, and a hair beside them. */
    static const char *const close[] = {"9007199254740993",
                                        "9007199254740993.0000000000000001",
                                        "9007199254740995.0",
                                        "4503599627370496.5",
                                        "0.50000000000000005551115123125783",
                                        "1.00000000000000011102230246",
                                        "900719925474099.35",
                                        "90071992547409.925",
                                        "2.2250738585072011e-308"};
    double v;
    for (size_t i = 0; i < sizeof close / sizeof close[0]; i++) {
        assert_true(fmt_parse(close[i], &v));
        assert_true(v == strtod(close[i], NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_short_of_random_numbers),
        cmocka_unit_test(test_parsing),
        cmocka_unit_test(test_exact_reads_back),
        cmocka_unit_test(test_exact_of_random_numbers),
        cmocka_unit_test(test_exact_at_powers),
        cmocka_unit_test(test_parsing_of_random_decimals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
