/* The map on a terminal: its keys and the mouse, into a stack and back, and that what is seen
 * follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

/* All of it has run, and the point at 10, 1 is chosen, of a map that has one depth a column. */
static struct screen *start_map(void **state)
{
    struct screen *s =
        start(*state, "-c", "map tanh init=lecun width=4 batch=4 layers=50; point 10 1");
    screen_wait(s, "[4 Map]");
    screen_wait(s, "10 layers, gain 1");
    screen_wait_gone(s, "running");
    assert_null(strstr(screen_text(s), "::")); /* colours, no signs */
    return s;
}

static void ask(struct screen *s, const char *what)
{
    char line[128], answer[128];
    (void)snprintf(line, sizeof line, ":get %s\r", what);
    (void)snprintf(answer, sizeof answer, "%s = 1", what);
    screen_send(s, line);
    screen_wait(s, answer);
}

static void test_keys(void **state)
{
    struct screen *s = start_map(state);
    screen_send(s, "\033OC"); /* Right */
    screen_wait(s, "11 layers, gain 1");
    screen_send(s, "\033OA\033OA"); /* Up */
    screen_wait(s, "11 layers, gain 1.19");
    screen_send(s, "\033OD\033OD\033OB"); /* Left, Down */
    screen_wait(s, "9 layers, gain 1.09");
    screen_send(s, "\033[1;2C"); /* Shift-Right: eight */
    screen_wait(s, "17 layers, gain 1.09");
    screen_send(s, "\033[5~"); /* PageUp: likewise */
    screen_wait(s, "17 layers, gain 2.18");
    for (int i = 0; i < 5; i++)
        screen_send(s, "\033[1;2C\033[6~"); /* to the corner, and not beyond */
    screen_wait(s, "50 layers, gain 0.25");
    quit(s);
}

/* Enter goes into the stack, undo comes back to the same point; Home goes to where flow was. */
static void test_enter_and_back(void **state)
{
    struct screen *s = start_map(state);
    screen_send(s, "\033OA\033OA\r");
    screen_wait(s, "[2 Flow]");
    ask(s, "flow.layers == 10 and flow.gain == 1.19");
    screen_send(s, "4");
    screen_wait(s, "10 layers, gain 1.19");
    screen_send(s, "\033OC\033OB");
    screen_wait(s, "11 layers, gain 1.09");
    screen_send(s, "\033OH"); /* Home */
    screen_wait(s, "10 layers, gain 1.19");
    screen_send(s, "\r");
    screen_wait(s, "[2 Flow]");
    screen_send(s, "u");
    screen_wait(s, "[4 Map]");
    screen_wait(s, "10 layers, gain 1.19");
    quit(s);
}

/* Other networks, other maps. */
static void test_knobs(void **state)
{
    struct screen *s = start_map(state);
    screen_send(s, "s"); /* seed */
    screen_wait(s, "seed 2");
    screen_send(s, "i");
    screen_wait(s, "orthogonal");
    screen_wait(s, "theory knows no edge");
    screen_send(s, "u");
    screen_wait(s, "theory's edge");
    screen_send(s, "L");
    ask(s, "map.layers == 60");
    screen_send(s, "prelu\r");
    screen_wait(s, "relu   width 4");
    screen_wait(s, "gain 1.41");
    quit(s);
}

static void mouse(struct screen *s, int button, int x, int y, char end)
{
    char bytes[32];
    (void)snprintf(bytes, sizeof bytes, "\033[<%d;%d;%d%c", button, x, y, end);
    screen_send(s, bytes);
}

static void click(struct screen *s, int x, int y)
{
    mouse(s, 0, x, y, 'M');
    mouse(s, 0, x, y, 'm');
}

/* A click chooses, a drag goes on choosing, the wheel turns the gain, a double click goes
 * into its stack. */
static void test_mouse(void **state)
{
    enum { MOVE = 32, WHEEL_UP = 64, WHEEL_DOWN = 65 };
    struct screen *s = start_map(state);
    click(s, 30, 10);
    screen_wait_gone(s, "10 layers, gain 1\n");
    ask(s, "map.column > 15 and map.column < 30");
    mouse(s, 0, 20, 12, 'M');
    mouse(s, MOVE, 31, 10, 'M');
    mouse(s, MOVE, 50, 8, 'M');
    mouse(s, 0, 50, 8, 'm');
    ask(s, "map.column > 30 and map.row > 17");
    screen_send(s, ":point 10 1\r");
    screen_wait(s, "10 layers, gain 1");
    mouse(s, WHEEL_UP, 40, 10, 'M');
    mouse(s, WHEEL_UP, 40, 10, 'M');
    screen_wait(s, "10 layers, gain 1.19");
    mouse(s, WHEEL_DOWN, 40, 10, 'M');
    screen_wait(s, "10 layers, gain 1.09");
    click(s, 40, 10);
    ask(s, "map.column > 24 and map.column < 30");
    screen_send(s, "\033[<0;41;10M\033[<0;41;10m\033[<0;41;10M\033[<0;41;10m");
    screen_wait(s, "[2 Flow]");
    ask(s, "flow.layers > 25 and flow.layers < 31");
    screen_send(s, "u");
    screen_wait(s, "[4 Map]");
    quit(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_keys),
        TEST(test_enter_and_back),
        TEST(test_knobs),
        TEST(test_mouse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
