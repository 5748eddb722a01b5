/* The shadow of a curve from before the last change, and where there is none. */
#include "app_world.h"

#include "sheet.h"
#include "view/plot_ghost.h"

static const struct act_use *ghost(struct app *app, int i)
{
    const struct model m = {.app = app};
    return plot_ghost_of(&m, i);
}

static void expect_words(struct app *app, const char *want)
{
    const struct model m = {.app = app};
    struct sheet sheet;
    struct str words;
    sheet_init(&sheet, 80, 24, RASTER_ASCII, false);
    str_init(&words);
    str_add(&words, "before "); /* what stands there already makes no difference */
    plot_ghost_words(&m, sheet.pen, &words);
    assert_string_equal(words.data + strlen("before "), want);
    str_done(&words);
    sheet_done(&sheet);
}

/* From before the whole sweep, whatever is looked at meanwhile, until something else changes. */
static void test_after_a_turn(void **state)
{
    struct app *app = *state;
    run(app, "plot elu gelu");
    assert_null(ghost(app, 0));
    expect_words(app, "");
    app_press(app);
    for (int i = 0; i < 5; i++)
        assert_true(app_run_drag(app, "set alpha 1.5+alpha/10", NULL));
    assert_non_null(ghost(app, 0));
    assert_null(ghost(app, 1));
    assert_true(ghost(app, 0)->param[0] == 1);
    expect_words(app, "shadow: alpha was 1");
    run(app, "cursor 1; focus 1; focus -1");
    assert_non_null(ghost(app, 0));
    run(app, "set df off");
    assert_null(ghost(app, 0));
    run(app, "undo");
    assert_true(ghost(app, 0)->param[0] == 1);
    run(app, "undo");
    assert_null(ghost(app, 0));
}

static void test_switched_off(void **state)
{
    struct app *app = *state;
    run(app, "plot elu; set ghost off; set alpha 2");
    assert_null(ghost(app, 0));
    expect_words(app, "");
}

/* Other functions have no past. */
static void test_other_functions(void **state)
{
    struct app *app = *state;
    run(app, "plot elu; set alpha 2; plot celu");
    assert_null(ghost(app, 0));
    run(app, "plot elu:alpha=3; plot elu:alpha=2 relu");
    assert_null(ghost(app, 0));
}

/* What a lesson puts on the screen is no change of what was there. */
static void test_settings_of_a_lesson(void **state)
{
    struct app *app = *state;
    struct settings other;
    run(app, "plot elu; set alpha 2");
    memcpy(&other, app_settings(app), sizeof other);
    other.plot.acts.use[0].param[0] = 3;
    app_put_settings(app, &other);
    assert_null(ghost(app, 0));
    run(app, "turn 1 alpha");
    assert_true(ghost(app, 0)->param[0] == 3);
}

/* It is drawn under the curve: dots where the old curve was. */
static void test_drawn(void **state)
{
    struct app *app = *state;
    struct sheet with, without;
    run(app, "plot elu; set df off; set alpha 3");
    const struct model m = {.app = app};
    sheet_init(&with, 80, 24, RASTER_BRAILLE, true);
    sheet_init(&without, 80, 24, RASTER_BRAILLE, true);
    view_draw(&m, with.pen);
    run(app, "set card_scroll 0"); /* no change: the ghost stays */
    assert_non_null(ghost(app, 0));
    run(app, "set ghost off");
    view_draw(&m, without.pen);
    int dots = 0;
    for (int y = 0; y < 24 * 4; y++)
        for (int x = 0; x < 50 * 2; x++)
            dots += sheet_dot(&with, RASTER_BRAILLE, x, y) &&
                    !sheet_dot(&without, RASTER_BRAILLE, x, y);
    assert_in_range(dots, 8, 100);
    sheet_done(&with);
    sheet_done(&without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_after_a_turn),         TEST(test_switched_off), TEST(test_other_functions),
        TEST(test_settings_of_a_lesson), TEST(test_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
