/* The mouse: presses, moves, double clicks as keys. */
#include "front/tui/mouse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "front/tui/keycap.h"

static struct key expect(struct mouse *m, enum mouse_event event, int x, int y, double time,
                         uint32_t code)
{
    struct key key;
    assert_true(mouse_key(m, event, x, y, time, &key));
    assert_int_equal(key.code, code);
    assert_int_equal(key.x, x);
    assert_int_equal(key.y, y);
    return key;
}

static void expect_nothing(struct mouse *m, enum mouse_event event, int x, int y)
{
    struct key key;
    assert_false(mouse_key(m, event, x, y, 0, &key));
}

static void test_drag(void **state)
{
    (void)state;
    struct mouse m = {0};
    struct key key = expect(&m, MOUSE_PRESS, 4, 5, 0, KEY_CODE_CLICK);
    assert_int_equal(key.clicks, 1);
    expect_nothing(&m, MOUSE_MOVE, 4, 5);
    (void)expect(&m, MOUSE_MOVE, 6, 5, 0, KEY_CODE_DRAG);
    key = expect(&m, MOUSE_MOVE, 6, 7, 0, KEY_CODE_DRAG);
    assert_int_equal(key.from_x, 4);
    assert_int_equal(key.from_y, 5);
    assert_int_equal(key.before_x, 6);
    assert_int_equal(key.before_y, 5);
    key = expect(&m, MOUSE_RELEASE, 6, 7, 0, KEY_CODE_RELEASE);
    assert_int_equal(key.before_y, 7);
    assert_int_equal(key.clicks, 0);
    expect_nothing(&m, MOUSE_MOVE, 9, 9);
    expect_nothing(&m, MOUSE_RELEASE, 9, 9);
}

/* There and back again is no click either. */
static void test_back_again(void **state)
{
    (void)state;
    struct mouse m = {0};
    (void)expect(&m, MOUSE_PRESS, 4, 5, 0, KEY_CODE_CLICK);
    (void)expect(&m, MOUSE_MOVE, 5, 5, 0, KEY_CODE_DRAG);
    (void)expect(&m, MOUSE_MOVE, 4, 5, 0, KEY_CODE_DRAG);
    assert_int_equal(expect(&m, MOUSE_RELEASE, 4, 5, 0, KEY_CODE_RELEASE).clicks, 0);
    assert_int_equal(expect(&m, MOUSE_PRESS, 4, 5, 0.1, KEY_CODE_CLICK).clicks, 1);
}

/* A terminal that reports no moves. */
static void test_without_moves(void **state)
{
    (void)state;
    struct mouse m = {0};
    (void)expect(&m, MOUSE_PRESS, 4, 5, 0, KEY_CODE_CLICK);
    struct key key = expect(&m, MOUSE_RELEASE, 9, 6, 0, KEY_CODE_RELEASE);
    assert_int_equal(key.clicks, 0);
    assert_int_equal(key.before_x, 4);
    assert_int_equal(key.from_x, 4);
    (void)expect(&m, MOUSE_PRESS, 4, 5, 1, KEY_CODE_CLICK);
    assert_int_equal(expect(&m, MOUSE_RELEASE, 4, 5, 1, KEY_CODE_RELEASE).clicks, 1);
}

static int second_click(int x, int y, double time)
{
    struct mouse m = {0};
    (void)expect(&m, MOUSE_PRESS, 4, 5, 7, KEY_CODE_CLICK);
    (void)expect(&m, MOUSE_RELEASE, 4, 5, 7.1, KEY_CODE_RELEASE);
    return expect(&m, MOUSE_PRESS, x, y, time, KEY_CODE_CLICK).clicks;
}

static void test_double_click(void **state)
{
    (void)state;
    assert_int_equal(second_click(4, 5, 7.3), 2);
    assert_int_equal(second_click(4, 5, 7.5), 1);
    assert_int_equal(second_click(5, 5, 7.3), 1);
    assert_int_equal(second_click(4, 4, 7.3), 1);
    struct mouse m = {0};
    static const int clicks[] = {1, 2, 1, 2}; /* the third begins anew */
    for (int i = 0; i < 4; i++) {
        assert_int_equal(expect(&m, MOUSE_PRESS, 4, 5, 0.1 * i, KEY_CODE_CLICK).clicks, clicks[i]);
        assert_int_equal(expect(&m, MOUSE_RELEASE, 4, 5, 0.1 * i, KEY_CODE_RELEASE).clicks,
                         clicks[i]);
    }
}

static void test_wheel(void **state)
{
    (void)state;
    struct mouse m = {0};
    (void)expect(&m, MOUSE_WHEEL_UP, 1, 2, 0, KEY_CODE_WHEEL_UP);
    (void)expect(&m, MOUSE_WHEEL_DOWN, 3, 2, 0, KEY_CODE_WHEEL_DOWN);
    (void)expect(&m, MOUSE_PRESS, 4, 5, 0, KEY_CODE_CLICK);
    (void)expect(&m, MOUSE_WHEEL_UP, 8, 8, 0, KEY_CODE_WHEEL_UP);
    assert_int_equal(expect(&m, MOUSE_RELEASE, 4, 5, 0, KEY_CODE_RELEASE).clicks, 1);
}

static void test_join(void **state)
{
    (void)state;
    struct mouse m = {0};
    (void)expect(&m, MOUSE_PRESS, 4, 5, 0, KEY_CODE_CLICK);
    struct key drag = expect(&m, MOUSE_MOVE, 6, 5, 0, KEY_CODE_DRAG);
    const struct key next = expect(&m, MOUSE_MOVE, 9, 8, 0, KEY_CODE_DRAG);
    const struct key end = expect(&m, MOUSE_RELEASE, 9, 8, 0, KEY_CODE_RELEASE);
    assert_true(mouse_join(&drag, &next));
    assert_int_equal(drag.x, 9);
    assert_int_equal(drag.y, 8);
    assert_int_equal(drag.before_x, 4);
    assert_false(mouse_join(&drag, &end));
}

/* Every key that a terminal may describe is one that can be bound. */
static void test_keycaps_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < keycap_count; i++) {
        char name[KEY_NAME];
        struct key back;
        assert_true(key_parse(key_name(&keycaps[i].key, name), &back));
        assert_true(key_same(&keycaps[i].key, &back));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drag),
        cmocka_unit_test(test_back_again),
        cmocka_unit_test(test_without_moves),
        cmocka_unit_test(test_double_click),
        cmocka_unit_test(test_wheel),
        cmocka_unit_test(test_join),
        cmocka_unit_test(test_keycaps_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
