/* Which ticks of the flow screen's animation ask for a frame: those after which the picture is
 * another. */
#include "app_world.h"

#include <stdio.h>
#include <string.h>

#include "draw/canvas.h"
#include "view/view.h"

/* A tick asks for a frame where there is something new to be seen, and only there. */
static void nothing_new_asks_for_no_frame(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid relu layers=20 width=8 batch=8; play");
    (void)app_tick(app, 0, 0);
    assert_true(app_take_effects(app) & EFFECT_DRAW); /* to be computed */
    app_settle(app);
    (void)app_tick(app, 0.05, 0); /* half a layer: on the way forward nothing of it is shown */
    (void)app_take_effects(app);
    assert_true(app_tick(app, 0.01, 0));
    assert_int_equal(app_take_effects(app), 0);
    assert_true(app_tick(app, 0.05, 0)); /* a layer is done */
    assert_int_equal(app_take_effects(app), EFFECT_DRAW);
    run(app, "pause");
    (void)app_take_effects(app);
    assert_false(app_tick(app, 1, 0));
    assert_int_equal(app_take_effects(app), 0);
}

static void draw_into(const struct app *app, struct canvas *c)
{
    const struct model m = {.app = app};
    canvas_init(c, 120, 50);
    struct pen *pen = pen_new(c, RASTER_BRAILLE, true);
    view_draw(&m, pen);
    pen_free(pen);
}

/* From end to end in short steps: where no frame is asked for the last one is still true. */
static void what_changes_asks_for_a_frame(void **state)
{
    static const char *const forms[] = {"", "residual=on", "norm=layer", "residual=on norm=batch"};
    struct app *app = *state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct canvas before, now;
        char line[120];
        (void)snprintf(line, sizeof line, "flow tanh relu layers=4 width=4 batch=4 %s", forms[i]);
        run(app, line);
        app_settle(app);
        draw_into(app, &before);
        (void)app_take_effects(app);
        run(app, "rewind; play");
        for (int asked = 0, same = 0; app_settings(app)->flow.playing;) {
            bool moves = app_tick(app, 0.013, 0);
            bool asks = app_take_effects(app) & EFFECT_DRAW;
            draw_into(app, &now);
            size_t bytes = (size_t)now.w * (size_t)now.h * sizeof *now.cell;
            assert_true(asks || memcmp(before.cell, now.cell, bytes) == 0);
            asked += asks;
            same += !asks;
            assert_true(moves || (asked > 4 * 2 && same > asked));
            canvas_done(&before);
            before = now;
        }
        canvas_done(&before);
        run(app, "flow residual=off norm=none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_new_asks_for_no_frame),
        TEST(what_changes_asks_for_a_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
