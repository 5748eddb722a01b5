/* Bytes from anywhere become characters; only harmless ones pass. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"

static void test_every_character_comes_back(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char bytes[4];
        size_t n = utf8_put(bytes, c);
        const char *p = bytes;
        assert_int_equal(utf8_next(&p, bytes + n), c);
        assert_ptr_equal(p, bytes + n);
        assert_int_equal(utf8_check(bytes, n), n);
        for (size_t cut = 1; cut < n; cut++) { /* half of it is bad, and read as one byte */
            p = bytes;
            assert_int_equal(utf8_next(&p, bytes + cut), UTF8_BAD);
            assert_ptr_equal(p, bytes + 1);
        }
    }
}

static void test_what_is_not_utf8(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x80\x80",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x80\x80\x80",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xC3(",
        "\xE4\xB8(",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *p = bad[i], *end = p + strlen(p);
        assert_int_equal(utf8_next(&p, end), UTF8_BAD);
        assert_ptr_equal(p, bad[i] + 1);
        assert_int_equal(utf8_check(bad[i], strlen(bad[i])), 0);
    }
    assert_int_equal(utf8_check("ab\xFF", 3), 2);
    assert_int_equal(utf8_check("a\xEF\xBF\xBD", 4), 4); /* U+FFFD itself is a character */
    assert_int_equal(utf8_check("", 0), 0);
}

static void test_random_bytes_end(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 1, .purpose = RNG_TEST};
    print_message("seed %d\n", 1);
    for (uint64_t round = 0; round < 20000; round++) {
        char bytes[16];
        for (size_t i = 0; i < sizeof bytes; i += 2) {
            double u[2];
            rng_uniform(&rng, round * 8 + i / 2, u);
            bytes[i] = (char)(int)(u[0] * 256 - 128);
            bytes[i + 1] = (char)(int)(u[1] * 256 - 128);
        }
        size_t n = sizeof bytes;
        for (const char *p = bytes, *end = bytes + n; p < end;) {
            const char *at = p;
            uint32_t c = utf8_next(&p, end);
            assert_true(p > at && p <= end);
            assert_true(c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF));
        }
    }
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        int width;
    } cases[] = {
        {'a', 1},    {0xE9, 1},   {0x3B1, 1},  {0x2500, 1}, {0x28FF, 1},  {0x2588, 1},
        {0x4E2D, 2}, {0x3042, 2}, {0xAC00, 2}, {0xFF01, 2}, {0x3002, 2},  {0x1F600, 2},
        {0x301, 0},  {0x200D, 0}, {0xFE0F, 0}, {0x20DD, 0}, {0x20000, 2}, {0x1100, 2},
        {0xFF61, 1}, {0x303F, 1}, {0xFFFD, 1}, {0x2713, 1}, {0x1F3FB, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(utf8_width(cases[i].c), cases[i].width);
    assert_int_equal(utf8_columns("a中é"), 4);
    assert_int_equal(utf8_columns("e\xCC\x81"), 1);
    assert_int_equal(utf8_columns("\033[\xFF"), 3);
    assert_int_equal(utf8_columns(""), 0);
}

static void test_what_may_reach_a_terminal(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        uint32_t shown = utf8_printable(c);
        assert_int_equal(utf8_printable(shown), shown);
        assert_true(shown >= 0x20 && shown != 0x7F && !(shown >= 0x80 && shown < 0xA0));
        if (shown != c && c >= 0x20)
            assert_true(utf8_width(shown) == 1);
    }
    static const uint32_t stopped[] = {0x85,   0x9B,   0x200E, 0x200F, 0x202A,  0x202E, 0x2066,
                                       0x2069, 0x2028, 0x2029, 0x61C,  0xE0001, 0xFFFE, 0x1FFFF,
                                       0xFDD0, 0xD800, 0xFFF9, 0xE000, 0x10FFFF};
    for (size_t i = 0; i < sizeof stopped / sizeof stopped[0]; i++)
        assert_int_equal(utf8_printable(stopped[i]), UTF8_BAD);
    static const uint32_t passed[] = {' ', '~', 0xA0, 0xE9, 0x3B1, 0x4E2D, 0x1F600, 0x2800, 0x301};
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++)
        assert_int_equal(utf8_printable(passed[i]), passed[i]);
    assert_int_equal(utf8_printable(0x1B), 0x241B);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_character_comes_back), cmocka_unit_test(test_what_is_not_utf8),
        cmocka_unit_test(test_random_bytes_end),           cmocka_unit_test(test_widths),
        cmocka_unit_test(test_what_may_reach_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
