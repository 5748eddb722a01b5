/* The canvas holds only whole, printable characters, whatever is put on it. */
#include "draw/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/utf8.h"

enum { WIDE = 0x4E2D, ACCENT = 0x0301, OTHER_ACCENT = 0x0302 };

/* Every right half follows a wide character, every wide character has its right half. */
static void assert_sound(const struct canvas *c)
{
    for (int y = 0; y < c->h; y++) {
        for (int x = 0; x < c->w; x++) {
            const struct cell *cell = canvas_get(c, x, y);
            if (cell->ch == 0) {
                assert_true(x > 0);
                assert_int_equal(utf8_width(canvas_get(c, x - 1, y)->ch), 2);
                continue;
            }
            assert_int_equal(utf8_printable(cell->ch), cell->ch);
            if (utf8_width(cell->ch) == 2) {
                assert_true(x + 1 < c->w);
                assert_int_equal(canvas_get(c, x + 1, y)->ch, 0);
            }
            assert_true(cell->mark == 0 || utf8_width(cell->mark) == 0);
        }
    }
}

static void test_sizes_are_clamped(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, -5, CANVAS_MAX + 1);
    assert_int_equal(c.w, 0);
    assert_int_equal(c.h, CANVAS_MAX);
    canvas_resize(&c, 3, 2);
    assert_int_equal(c.w, 3);
    assert_int_equal(c.h, 2);
    assert_int_equal(canvas_get(&c, 2, 1)->ch, ' ');
    assert_false(canvas_has(&c, 3, 0));
    assert_false(canvas_has(&c, 0, 2));
    assert_false(canvas_has(&c, -1, 0));
    canvas_done(&c);
}

static void test_resizing_blanks(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 4, 1);
    (void)canvas_put(&c, 1, 0, 'a', ROLE_ERROR, ATTR_BOLD);
    assert_int_equal(canvas_get(&c, 1, 0)->ch, 'a');
    assert_int_equal(canvas_get(&c, 1, 0)->role, ROLE_ERROR);
    assert_int_equal(canvas_get(&c, 1, 0)->attr, ATTR_BOLD);
    canvas_resize(&c, 4, 1);
    assert_int_equal(canvas_get(&c, 1, 0)->ch, ' ');
    assert_int_equal(canvas_get(&c, 1, 0)->role, ROLE_TEXT);
    canvas_done(&c);
}

static void test_wide_characters(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 4, 1);
    assert_int_equal(canvas_put(&c, 1, 0, WIDE, ROLE_TEXT, 0), 2);
    assert_int_equal(canvas_get(&c, 2, 0)->ch, 0);
    /* Cut at the edge: a blank. */
    assert_int_equal(canvas_put(&c, 3, 0, WIDE, ROLE_TEXT, 0), 2);
    assert_int_equal(canvas_get(&c, 3, 0)->ch, ' ');
    /* Its right half overwritten: the left one goes. */
    (void)canvas_put(&c, 2, 0, 'x', ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 1, 0)->ch, ' ');
    assert_int_equal(canvas_get(&c, 2, 0)->ch, 'x');
    /* Its left half overwritten: the right one goes. */
    (void)canvas_put(&c, 1, 0, WIDE, ROLE_TEXT, 0);
    (void)canvas_put(&c, 1, 0, 'y', ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 2, 0)->ch, ' ');
    /* A wide one over the halves of two others. */
    (void)canvas_put(&c, 0, 0, WIDE, ROLE_TEXT, 0);
    (void)canvas_put(&c, 2, 0, WIDE, ROLE_TEXT, 0);
    (void)canvas_put(&c, 1, 0, WIDE, ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 0, 0)->ch, ' ');
    assert_int_equal(canvas_get(&c, 1, 0)->ch, WIDE);
    assert_int_equal(canvas_get(&c, 3, 0)->ch, ' ');
    assert_sound(&c);
    canvas_done(&c);
}

static void test_accents(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 4, 1);
    (void)canvas_put(&c, 0, 0, 'e', ROLE_TEXT, 0);
    assert_int_equal(canvas_put(&c, 1, 0, ACCENT, ROLE_TEXT, 0), 0);
    assert_int_equal(canvas_get(&c, 0, 0)->mark, ACCENT);
    (void)canvas_put(&c, 1, 0, OTHER_ACCENT, ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 0, 0)->mark, ACCENT);
    (void)canvas_put(&c, 0, 0, ACCENT, ROLE_TEXT, 0); /* nothing before it */
    /* On a wide character it goes to its left half. */
    (void)canvas_put(&c, 2, 0, WIDE, ROLE_TEXT, 0);
    (void)canvas_put(&c, 4, 0, ACCENT, ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 2, 0)->mark, ACCENT);
    /* Joiners and variation selectors would change widths: dropped. */
    static const uint32_t dropped[] = {0x200B, 0x200D, 0xFEFF, 0xFE0F, 0x1F3FB, 0xE0100};
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++) {
        (void)canvas_put(&c, 1, 0, 'a', ROLE_TEXT, 0);
        assert_int_equal(canvas_put(&c, 2, 0, dropped[i], ROLE_TEXT, 0), 0);
        assert_int_equal(canvas_get(&c, 1, 0)->mark, 0);
    }
    /* A new character takes the accent away. */
    (void)canvas_put(&c, 0, 0, 'a', ROLE_TEXT, 0);
    assert_int_equal(canvas_get(&c, 0, 0)->mark, 0);
    assert_sound(&c);
    canvas_done(&c);
}

/* Everything below U+30000, controls, bidirectional controls and C1 among them. */
static void test_only_printable_characters(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 3, 1);
    for (uint32_t ch = 0; ch < 0x30000; ch++) {
        (void)canvas_put(&c, 0, 0, ch, ROLE_TEXT, 0);
        assert_sound(&c);
    }
    static const struct {
        uint32_t ch, shown;
    } cases[] = {{0x1B, 0x241B},   {0x0A, 0x240A},   {0x7F, 0x2421},   {0x9B, 0xFFFD},
                 {0x202E, 0xFFFD}, {0x2067, 0xFFFD}, {0x2028, 0xFFFD}, {0xE0041, 0xFFFD}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        (void)canvas_put(&c, 0, 0, cases[i].ch, ROLE_TEXT, 0);
        assert_int_equal(canvas_get(&c, 0, 0)->ch, cases[i].shown);
    }
    canvas_done(&c);
}

static void test_random_puts_at_all_sizes(void **state)
{
    (void)state;
    static const uint32_t chars[] = {'a', WIDE, ACCENT, 0x1B, 0x1F600, ' ', 0, 0x202E};
    const struct rng rng = {.seed = 11, .purpose = RNG_TEST};
    print_message("seed %d\n", 11);
    uint64_t index = 0;
    for (int w = 0; w <= 12; w++) {
        for (int h = 0; h <= 12; h++) {
            struct canvas c;
            canvas_init(&c, w, h);
            for (int i = 0; i < 200; i++) {
                double u[2], v[2];
                rng_uniform(&rng, index++, u);
                rng_uniform(&rng, index++, v);
                int x = (int)(u[0] * 16) - 2, y = (int)(u[1] * 16) - 2;
                (void)canvas_put(&c, x, y, chars[(int)(v[0] * 8)], ROLE_TEXT, 0);
            }
            assert_sound(&c);
            canvas_done(&c);
        }
    }
}

static void test_take_run(void **state)
{
    (void)state;
    struct canvas a, b;
    int from = 0, to = 0;
    canvas_init(&a, 20, 3);
    canvas_init(&b, 20, 3);
    (void)canvas_put(&b, 4, 1, 'x', ROLE_TEXT, 0);
    assert_false(canvas_take_run(&a, &b, 0, &from, &to));
    assert_true(canvas_take_run(&a, &b, 1, &from, &to));
    assert_true(from == 4 && to == 5);
    assert_false(canvas_take_run(&a, &b, 1, &to, &to));
    (void)canvas_put(&b, 4, 1, 'x', ROLE_TEXT, ATTR_BOLD);
    (void)canvas_put(&b, 1, 1, 0x4E00, ROLE_TEXT, 0); /* of two columns, near the other */
    (void)canvas_put(&b, 19, 1, 'y', ROLE_TEXT, 0);   /* far */
    from = 0;
    assert_true(canvas_take_run(&a, &b, 1, &from, &to));
    assert_true(from == 1 && to == 5);
    assert_int_equal(canvas_get(&a, 4, 1)->attr, ATTR_BOLD);
    from = to;
    assert_true(canvas_take_run(&a, &b, 1, &from, &to));
    assert_true(from == 19 && to == 20);
    assert_false(canvas_take_run(&a, &b, 1, &to, &to));
    (void)canvas_put(&b, 1, 1, 0x4E8C, ROLE_TEXT, 0);
    from = 0;
    assert_true(canvas_take_run(&a, &b, 1, &from, &to));
    assert_true(from == 1 && to == 3);
    from = to;
    assert_false(canvas_take_run(&a, &b, 1, &from, &to));
    canvas_done(&a);
    canvas_done(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes_are_clamped),
        cmocka_unit_test(test_resizing_blanks),
        cmocka_unit_test(test_wide_characters),
        cmocka_unit_test(test_accents),
        cmocka_unit_test(test_only_printable_characters),
        cmocka_unit_test(test_random_puts_at_all_sizes),
        cmocka_unit_test(test_take_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
