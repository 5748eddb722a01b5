/* The growing string is a C string at any time. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

static void test_growing(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    assert_string_equal(s.data, "");
    for (int i = 0; i < 5000; i++) {
        str_addf(&s, "%d,", i % 10);
        assert_int_equal(s.len, strlen(s.data));
        assert_true(s.len < s.cap);
    }
    assert_int_equal(s.len, 10000);
    str_clear(&s);
    assert_string_equal(s.data, "");
    str_add(&s, "ab");
    str_add_char(&s, 'c');
    str_add_n(&s, "def", 2);
    assert_string_equal(s.data, "abcde");
    str_cut(&s, 99);
    assert_string_equal(s.data, "abcde");
    str_cut(&s, 2);
    assert_string_equal(s.data, "ab");
    str_done(&s);
}

static void test_long_formatted_text(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    str_addf(&s, "%3000d|", 7);
    assert_int_equal(s.len, 3001);
    assert_string_equal(s.data + 2999, "7|");
    str_addf(&s, "%s", "");
    assert_int_equal(s.len, 3001);
    str_done(&s);
}

static void test_taking(void **state)
{
    (void)state;
    struct str s;
    str_init(&s);
    str_add(&s, "mine");
    char *taken = str_take(&s);
    assert_string_equal(taken, "mine");
    assert_string_equal(s.data, "");
    str_add(&s, "other");
    assert_string_equal(taken, "mine");
    mem_free(taken);
    str_done(&s);
}

static void test_copying_leaves_whole_characters(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *copy;
        bool whole;
    } cases[] = {
        {"abc", 4, "abc", true}, {"abc", 3, "ab", false}, {"a中b", 5, "a中", false},
        {"a中b", 4, "a", false}, {"a中b", 3, "a", false}, {"中", 1, "", false},
        {"", 1, "", true},       {"é", 2, "", false},     {"é", 3, "é", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[8] = "???????";
        assert_int_equal(str_copy(out, cases[i].size, cases[i].text), cases[i].whole);
        assert_string_equal(out, cases[i].copy);
    }
}

static void test_comparing(void **state)
{
    (void)state;
    assert_true(str_is("a", "a"));
    assert_false(str_is("a", "ab"));
    assert_true(str_starts("flow.step", "flow."));
    assert_true(str_starts("x", ""));
    assert_false(str_starts("fl", "flow"));
}

static void test_words_of_a_list(void **state)
{
    (void)state;
    static const struct {
        const char *list, *word;
        bool has;
    } cases[] = {
        {"silu swish_1", "silu", true},
        {"silu swish_1", "swish_1", true},
        {"silu swish_1", "swish", false},
        {"silu swish_1", "ilu", false},
        {"  silu  swish ", "swish", true},
        {NULL, "silu", false},
        {"", "silu", false},
        {"silu", "", false},
        {"silu swish", "silu swish", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(str_has_word(cases[i].list, cases[i].word), cases[i].has);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_growing),   cmocka_unit_test(test_long_formatted_text),
        cmocka_unit_test(test_taking),    cmocka_unit_test(test_copying_leaves_whole_characters),
        cmocka_unit_test(test_comparing), cmocka_unit_test(test_words_of_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
