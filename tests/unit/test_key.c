#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/key.h"

static void names_round_trip(void **state)
{
    (void)state;
    static const char *const names[] = {"a",     "A",     "é",   "+",      "-",     "C-l",
                                        "M-x",   "Enter", "Tab", "S-Left", "F12",   "PageUp",
                                        "C-M-a", "?",     "#",   ";",      "Space", "S-Tab"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct key key;
        char out[KEY_NAME];
        assert_true(key_parse(names[i], &key));
        assert_string_equal(key_name(&key, out), names[i]);
    }
}

static void every_named_key_parses(void **state)
{
    (void)state;
    for (int i = 0; key_named(i); i++) {
        struct key key;
        char out[KEY_NAME];
        assert_true(key_parse(key_named(i), &key));
        assert_string_equal(key_name(&key, out), key_named(i));
    }
    assert_null(key_named(-1));
}

static void others_are_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"", "ab", "Entr", "C-", "S-a", "\x80", " "};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct key key;
        assert_false(key_parse(names[i], &key));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_round_trip),
        cmocka_unit_test(every_named_key_parses),
        cmocka_unit_test(others_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
