/* The card beside the plot: all of it is reachable, line by line, and it says where one is. */
#include "app_world.h"

#include "sheet.h"
#include "view/act_card.h"
#include "view/layout.h"

static void screen(struct app *app, int w, int h, bool unicode, struct str *out)
{
    const struct model m = {.app = app};
    struct sheet sheet;
    sheet_init(&sheet, w, h, unicode ? RASTER_BRAILLE : RASTER_ASCII, unicode);
    view_draw(&m, sheet.pen);
    str_clear(out);
    sink_text(&sheet.canvas, out);
    sheet_done(&sheet);
}

/* What is to be seen of a function's card in any position. */
static void expect_all(struct app *app, const struct act *act, bool unicode)
{
    const struct model m = {.app = app};
    struct sheet sheet;
    struct layout l;
    struct str text, all;
    char line[64];
    int at, most;
    sheet_init(&sheet, 80, 24, unicode ? RASTER_BRAILLE : RASTER_ASCII, unicode);
    (void)snprintf(line, sizeof line, "plot %s; set card_scroll 0", act->name);
    run(app, line);
    app_settle(app);
    layout_init(&l, &m, 80, 24);
    act_card_scroll(&m, sheet.pen, l.card, 0, &at, &most);
    str_init(&text);
    str_init(&all);
    for (int i = 0; i <= most; i++) {
        screen(app, 80, 24, unicode, &text);
        str_add(&all, text.data);
        bool more = strstr(text.data, " more") && strstr(text.data, "PageDown");
        if (most > 0 && more != (i < most))
            fail_msg("%s, line %d of %d:\n%s", act->name, i, most, text.data);
        run(app, "turn 1 card_scroll");
    }
    static const char *const parts[] = {"f(x) = ", "range ", "slope ", "z ~ N(0,1): ", "from: "};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!strstr(all.data, parts[i]))
            fail_msg("%s: no \"%s\" in its card", act->name, parts[i]);
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        if (!strstr(all.data, act->dialect[k].where))
            fail_msg("%s: no %s in its card", act->name, act->dialect[k].where);
    str_done(&all);
    str_done(&text);
    sheet_done(&sheet);
}

static void test_every_card(void **state)
{
    for (int i = 0; act_at(NULL, i); i++) {
        expect_all(*state, act_at(NULL, i), true);
        expect_all(*state, act_at(NULL, i), false);
    }
}

/* Real mathematical characters where they can be shown. */
static void test_characters(void **state)
{
    struct app *app = *state;
    struct str text;
    str_init(&text);
    run(app, "plot elu");
    screen(app, 120, 40, true, &text);
    assert_non_null(strstr(text.data, "α(eˣ − 1)"));
    screen(app, 120, 40, false, &text);
    assert_non_null(strstr(text.data, "alpha"));
    assert_null(strstr(text.data, "α"));
    str_done(&text);
}

/* Another function's card begins at its top. */
static void test_focus_begins_anew(void **state)
{
    struct app *app = *state;
    run(app, "plot elu gelu; set card_scroll 9; focus");
    assert_int_equal(app_settings(app)->plot.card_scroll, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_card),
        TEST(test_characters),
        TEST(test_focus_begins_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
