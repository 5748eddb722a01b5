/* Errors say what, and where; nobody need listen. */
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_setting(void **state)
{
    (void)state;
    struct err e = {.text = "old", .line = 3, .col = 4};
    assert_false(err_set(&e, "%s is %d", "depth", 7));
    assert_string_equal(e.text, "depth is 7");
    assert_int_equal(e.line, 0);
    assert_int_equal(e.col, 0);
    assert_false(err_at(&e, 2, 5, "unknown '%s'", "x"));
    assert_string_equal(e.text, "unknown 'x'");
    assert_int_equal(e.line, 2);
    assert_int_equal(e.col, 5);
    assert_false(err_add(&e, ", did you mean '%s'?", "y"));
    assert_string_equal(e.text, "unknown 'x', did you mean 'y'?");
    assert_int_equal(e.line, 2);
    err_clear(&e);
    assert_string_equal(e.text, "");
    assert_int_equal(e.line, 0);
}

static void test_nobody_listens(void **state)
{
    (void)state;
    err_clear(NULL);
    assert_false(err_set(NULL, "%d", 1));
    assert_false(err_at(NULL, 1, 1, "%d", 1));
    assert_false(err_add(NULL, "%d", 1));
}

static void test_long_messages_are_cut(void **state)
{
    (void)state;
    struct err e = {.text = ""};
    char longer[2 * sizeof e.text];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    (void)err_set(&e, "%s", longer);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
    (void)err_add(&e, "%s", longer);
    assert_int_equal(strlen(e.text), sizeof e.text - 1);
}

static void test_long_messages_stay_whole_characters(void **state)
{
    (void)state;
    for (int shift = 0; shift < 3; shift++) {
        struct err e = {.text = ""};
        char longer[900] = "";
        for (int i = 0; i < shift; i++)
            strncat(longer, "x", 2);
        while (strlen(longer) + 4 < sizeof longer)
            strncat(longer, "中", 4);
        (void)err_set(&e, "%s", longer);
        assert_int_equal((strlen(e.text) - (size_t)shift) % 3, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_setting),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_long_messages_are_cut),
        cmocka_unit_test(test_long_messages_stay_whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
