/* Sizes are checked before memory is asked for. */
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_new_memory_is_zero(void **state)
{
    (void)state;
    unsigned char *p = mem_new(1000, 3);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(p[i], 0);
    memset(p, 7, 3000);
    p = mem_resize(p, 5000, 1);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(p[i], 7);
    mem_free(p);
    p = mem_new(0, 0);
    assert_non_null(p);
    mem_free(p);
    mem_free(NULL);
}

static void test_trying(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 63, 64, 65, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *p = mem_try(sizes[i], 3);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 64, 0);
        memset(p, 7, sizes[i] * 3);
        mem_free(p);
    }
    assert_null(mem_try(SIZE_MAX, 2));
    assert_null(mem_try(SIZE_MAX / 8, 9));
    assert_null(mem_try(SIZE_MAX, 1));
}

static void test_sums(void **state)
{
    (void)state;
    static const struct {
        size_t sum, count, size, result;
        bool fits;
    } cases[] = {
        {0, 3, 4, 12, true},
        {1, SIZE_MAX / 2, 2, SIZE_MAX, true},
        {2, SIZE_MAX / 2, 2, 2, false},
        {5, SIZE_MAX, SIZE_MAX, 5, false},
        {SIZE_MAX, 0, 8, SIZE_MAX, true},
        {SIZE_MAX, 8, 0, SIZE_MAX, true},
        {SIZE_MAX, 1, 1, SIZE_MAX, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t sum = cases[i].sum;
        assert_int_equal(mem_add(&sum, cases[i].count, cases[i].size), cases[i].fits);
        assert_true(sum == cases[i].result);
    }
}

static void test_copying(void **state)
{
    (void)state;
    char *copy = mem_copy("text");
    assert_string_equal(copy, "text");
    mem_free(copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_new_memory_is_zero),
        cmocka_unit_test(test_trying),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_copying),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
