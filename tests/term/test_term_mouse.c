/* The mouse on a terminal: from the bytes it sends to what is seen; and the keys of looks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

static void test_mouse(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "[1 Plot]");
    screen_send(s, "\033[<0;12;1M\033[<0;12;1m"); /* on the tab of flow */
    screen_wait(s, "[2 Flow]");
    quit(s);
}

/* A press, a move to another cell, and the release there (from 1, as terminals count). */
static void drag(struct screen *s, int x, int y, int to_x, int to_y)
{
    char bytes[96];
    (void)snprintf(bytes, sizeof bytes,
                   "\033[<0;%d;%dM\033[<32;%d;%dM\033[<32;%d;%dM\033[<0;%d;%dm", x, y, x + 1, y,
                   to_x, to_y, to_x, to_y);
    screen_send(s, bytes);
}

static void test_drag_pans(void **state)
{
    struct screen *s = start(*state, "-c", "plot sigmoid range=-6:6");
    screen_wait(s, "[1 Plot]");
    drag(s, 20, 10, 31, 10);
    screen_send(s, ":get range.lo < -7 and range.hi < 5\r");
    screen_wait(s, "range.hi < 5 = 1");
    screen_send(s, ":get cursor_on\r"); /* a drag is no click */
    screen_wait(s, "cursor_on = off");
    screen_send(s, "u:get range.lo == -6\r");
    screen_wait(s, "range.lo == -6 = 1");
    quit(s);
}

static void test_double_click_fits(void **state)
{
    static const char click[] = "\033[<0;20;10M\033[<0;20;10m";
    struct screen *s = start(*state, "-c", "plot sigmoid range=2:3");
    screen_wait(s, "[1 Plot]");
    screen_send(s, click);
    screen_send(s, ":get cursor > 2\r");
    screen_wait(s, "cursor > 2 = 1");
    screen_send(s, "\033[<0;30;10M\033[<0;30;10m\033[<0;30;10M\033[<0;30;10m");
    screen_send(s, ":get range.hi == 6\r");
    screen_wait(s, "range.hi == 6 = 1");
    quit(s);
}

/* Where a text stands, in columns and rows from 1. */
static void place_of(struct screen *s, const char *word, int *x, int *y)
{
    const char *text = screen_text(s), *at = strstr(text, word);
    *x = *y = 1;
    if (!at)
        fail_msg("no %s on the screen", word);
    for (const char *p = text; p < at; p++) {
        *y += *p == '\n';
        *x = *p == '\n' ? 1 : *x + ((*p & 0xC0) != 0x80);
    }
}

/* The slider keeps the drag when the pointer leaves its row. */
static void test_drag_of_a_slider(void **state)
{
    int x, y;
    struct screen *s = start(*state, "elu", NULL);
    screen_wait(s, "alpha");
    place_of(s, "alpha", &x, &y);
    drag(s, x + 7, y, 100, 2);
    screen_wait(s, "shadow: ");
    screen_send(s, ":get alpha == 4\r");
    screen_wait(s, "alpha == 4 = 1");
    screen_send(s, "\177:get alpha == 1\r"); /* Backspace: its default */
    screen_wait(s, "alpha == 1 = 1");
    screen_send(s, "\r"); /* Enter: typed */
    screen_wait(s, ":set alpha ");
    screen_send(s, "0.5\r:get alpha < 0.6\r");
    screen_wait(s, "alpha < 0.6 = 1");
    quit(s);
}

/* tmux and others report presses and releases only, in the old form. */
static void test_mouse_without_moves(void **state)
{
    static const char *const env[] = {"TERM=screen-256color", NULL};
    struct screen *s = start_at(*state, 100, 30, env, "-c", "plot sigmoid range=-6:6", NULL);
    screen_wait(s, "[1 Plot]");
    screen_send(s, "\033[M \064\052\033[M#\064\052"); /* at 20, 10 */
    screen_send(s, ":get cursor_on\r");
    screen_wait(s, "cursor_on = on");
    screen_send(s, "\033[M \100\052\033[M#\112\052"); /* from 32 to 42 */
    screen_send(s, ":get range.lo < -7\r");
    screen_wait(s, "range.lo < -7 = 1");
    quit(s);
}

static void test_looks_by_key(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "[1 Plot]");
    screen_send(s, "T:get theme\r");
    screen_wait(s, "theme = light");
    screen_send(s, "b:get raster\r");
    screen_wait(s, "raster = braille");
    screen_send(s, "\033[6~\033[6~"); /* PageDown: the end of the card */
    screen_wait(s, "from: ");
    quit(s);
}

/* A click between a completion and the next frame: the matches are others by then. */
static void test_click_behind_completion(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":");
    screen_wait(s, ":");
    screen_send(s, "\t\033[<0;50;10M\033[<0;50;10m");
    screen_wait(s, "rewind"); /* one of the candidates */
    screen_send(s, "\003:get cursor_on + 4\r");
    screen_wait(s, "cursor_on + 4 = 5");
    quit(s);
}

/* Notches of a wheel that come close together are one change. */
static void test_wheel_is_one_change(void **state)
{
    struct screen *s = start(*state, "-c", "plot relu range=-6:6");
    screen_wait(s, "relu");
    for (int i = 0; i < 6; i++)
        screen_send(s, "\033[<64;50;10M");
    screen_send(s, ":get range.hi < 5\r");
    screen_wait(s, "range.hi < 5 = 1");
    screen_send(s, "u:get range.hi == 6\r");
    screen_wait(s, "range.hi == 6 = 1");
    quit(s);
}

/* Who wants to select text gets the mouse back, also after a stop. */
static void test_mouse_off(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "[1 Plot]");
    assert_true(s->mouse);
    screen_send(s, ":set mouse off\r:get mouse\r");
    screen_wait(s, "mouse = off");
    assert_false(s->mouse);
    screen_send(s, "\032");
    screen_wait_stopped(s);
    screen_continue(s);
    screen_send(s, ":get seed\r");
    screen_wait(s, "seed = 1");
    assert_false(s->mouse);
    screen_send(s, ":toggle mouse\r:get mouse\r");
    screen_wait(s, "mouse = on");
    assert_true(s->mouse);
    screen_send(s, "\033[<0;12;1M\033[<0;12;1m");
    screen_wait(s, "[2 Flow]");
    quit(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_mouse),
        TEST(test_drag_pans),
        TEST(test_double_click_fits),
        TEST(test_drag_of_a_slider),
        TEST(test_mouse_without_moves),
        TEST(test_click_behind_completion),
        TEST(test_wheel_is_one_change),
        TEST(test_looks_by_key),
        TEST(test_mouse_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
