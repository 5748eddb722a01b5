#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "num/decimal.h"

static void of_any_size(void **state)
{
    (void)state;
    static const struct {
        double log10_v;
        int digits;
        const char *text;
    } cases[] = {
        {0, 3, "1"},
        {-1, 3, "0.1"},
        {-6.0206, 3, "9.54e-07"},
        {-1337, 3, "1e-1337"},
        {-1336.9208, 2, "1.2e-1337"},
        {12, 3, "1e+12"},
        {-6.0000001, 3, "1e-06"}, /* 9.9999977e-07 */
        {-HUGE_VAL, 3, "0"},
        {HUGE_VAL, 3, "inf"},
        {(double)NAN, 3, "nan"},
        {-7, 1, "1e-07"},
        {-0.6020599913279624, 9, "0.25"},
        {308.9, 3, "7.94e+308"},
    };
    char out[FMT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(decimal_of_log10(out, cases[i].log10_v, cases[i].digits),
                            cases[i].text);
}

static void with_equally_many_digits(void **state)
{
    (void)state;
    static const struct {
        double log10_v;
        int digits;
        const char *text;
    } cases[] = {
        {0, 3, "1.00"},
        {0, 1, "1"},
        {-1, 3, "0.100"},
        {-0.1549019599857432, 3, "0.700"},
        {-2.5, 3, "0.00316"},
        {-3.9999999, 3, "0.000100"},
        {-4.0000001, 3, "0.000100"}, /* 9.9999977e-05 */
        {-4.5, 3, "3.16e-05"},
        {-5, 3, "1.00e-05"},
        {1, 3, "10.0"},
        {2, 3, "100"},
        {2.9999999, 3, "1.00e+03"}, /* 999.99977 */
        {5.874341, 3, "7.49e+05"},
        {-1337, 3, "1.00e-1337"},
        {-HUGE_VAL, 3, "0"},
        {HUGE_VAL, 3, "inf"},
        {(double)NAN, 3, "nan"},
    };
    char out[FMT_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(decimal_even(out, cases[i].log10_v, cases[i].digits), cases[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_any_size),
        cmocka_unit_test(with_equally_many_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
