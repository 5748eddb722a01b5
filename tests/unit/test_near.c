/* The name that was meant, or none. */
#include "base/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"identity", "step", "signum",     "sigmoid", "tanh",
                                    "relu",     "elu",  "leaky_relu", "prelu",   "softplus"};

static void test_nearest_name(void **state)
{
    (void)state;
    static const struct {
        const char *word, *near;
    } cases[] = {
        {"sigmiod", "sigmoid"}, /* a swap of neighbours is one edit */
        {"sigmod", "sigmoid"},
        {"sigmoids", "sigmoid"},
        {"tahn", "tanh"},
        {"leakyrelu", "leaky_relu"},
        {"soft", "softplus"},
        {"rellu", "relu"},
        {"relu", "relu"},
        {"ELU", "elu"}, /* capitals are no edits */
        {"Sigmiod", "sigmoid"},
        {"SOFT", "softplus"},
        {"qqqqqq", NULL},
        {"", NULL},
        {"x", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct near n;
        near_init(&n, cases[i].word);
        assert_null(near_name(&n));
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            near_offer(&n, names[k]);
        if (cases[i].near) {
            assert_non_null(near_name(&n));
            assert_string_equal(near_name(&n), cases[i].near);
        } else {
            assert_null(near_name(&n));
        }
    }
}

static void test_distances(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        int distance;
    } cases[] = {
        {"abc", "abc", 0}, {"abc", "abd", 1}, {"abc", "acb", 1},        {"abc", "ab", 1},
        {"abc", "xyz", 3}, {"ab", "abcd", 2}, {"kitten", "sitting", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct near n;
        near_init(&n, cases[i].a);
        near_offer(&n, cases[i].b);
        assert_int_equal(n.distance, cases[i].distance);
    }
}

static void test_long_words_have_no_near_name(void **state)
{
    (void)state;
    char word[100];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    struct near n;
    near_init(&n, word);
    near_offer(&n, "aaaa");
    assert_null(near_name(&n));
    near_init(&n, "aaaa");
    near_offer(&n, word);
    assert_null(near_name(&n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest_name),
        cmocka_unit_test(test_distances),
        cmocka_unit_test(test_long_words_have_no_near_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
