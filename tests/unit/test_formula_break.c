/* Where formulas are broken: at the operator that binds least, outside of brackets if that can be,
 * and every function's own formula without losing a sign of it. */
#include "view/formula_break.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "num/act.h"

static void check(const char *text, int first, int rest, const char *want)
{
    struct str out;
    str_init(&out);
    formula_break(text, first, rest, &out);
    assert_string_equal(out.data, want);
    str_done(&out);
}

static void test_lines_begin_with_what_binds_least(void **state)
{
    (void)state;
    check("1/(1 + e^-x)", 20, 20, "1/(1 + e^-x)");
    check("sigmoid(x)·(1 − sigmoid(x))", 19, 25, "sigmoid(x)\n·(1 − sigmoid(x))");
    check("erfc(−x/sqrt(2))/2 + x·exp(−x²/2)", 20, 25, "erfc(−x/sqrt(2))/2\n+ x·exp(−x²/2)");
    check("x > 0 ? x : alpha*(exp(x) - 1)", 20, 25, "x > 0 ? x\n: alpha*(exp(x) - 1)");
}

static void test_a_line_is_not_left_nearly_empty(void **state)
{
    (void)state;
    check("1/(t_ref + tau*log(x))", 16, 16, "1/(t_ref\n+ tau*log(x))");
    check("x*exp(1 + x + x*x)", 16, 16, "x*exp(1 + x\n+ x*x)");
}

static void test_what_has_no_operator_stays_whole(void **state)
{
    (void)state;
    check("softplus(unbreakable)", 8, 8, "softplus(unbreakable)");
    check("", 8, 8, "");
    check("a + softplus(unbreakable)", 8, 8, "a\n+ softplus(unbreakable)");
    check("a)) + ((b + c", 4, 4, "a))\n+ ((b\n+ c");
}

static void without_blanks(const char *text, struct str *out)
{
    for (; *text; text++)
        if (*text != ' ' && *text != '\n')
            str_add_n(out, text, 1);
}

static void test_no_sign_is_lost(void **state)
{
    (void)state;
    struct str broken, got, want;
    str_init(&broken);
    str_init(&got);
    str_init(&want);
    for (int i = 0; i < act_count; i++)
        for (int room = 1; room < 40; room += 3) {
            const char *text = act_at(NULL, i)->formula;
            str_clear(&broken);
            str_clear(&got);
            str_clear(&want);
            formula_break(text, room, room, &broken);
            without_blanks(broken.data, &got);
            without_blanks(text, &want);
            assert_string_equal(got.data, want.data);
            if (utf8_columns(text) <= room)
                assert_string_equal(broken.data, text);
        }
    str_done(&want);
    str_done(&got);
    str_done(&broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_begin_with_what_binds_least),
        cmocka_unit_test(test_a_line_is_not_left_nearly_empty),
        cmocka_unit_test(test_what_has_no_operator_stays_whole),
        cmocka_unit_test(test_no_sign_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
