/* Frames drawn with what the last one left behind are those drawn anew. */
#include "app_world.h"

#include "sheet.h"
#include "view/plot_memo.h"
#include "view/view.h"

static void expect_same(const struct model *m, struct sheet *kept, struct sheet *anew,
                        const char *after)
{
    const struct model forgetful = {.app = m->app};
    pen_start(kept->pen);
    pen_start(anew->pen);
    view_draw(m, kept->pen);
    view_draw(&forgetful, anew->pen);
    size_t cells = (size_t)kept->canvas.w * (size_t)kept->canvas.h;
    if (memcmp(kept->canvas.cell, anew->canvas.cell, cells * sizeof *anew->canvas.cell) != 0)
        fail_msg("another picture after: %s", after);
}

static void test_same_pictures(void **state)
{
    static const char *const command[] = {
        "plot sigmoid relu", "cursor 1",        "cursor 2",        "set d2f on", "cursor 0.5",
        "set alpha 2",       "plot elu gelu",   "set alpha 2",     "undo",       "set layout side",
        "cursor -1",         "set share off",   "set mark 2",      "focus 1",    "set range -1 9",
        "set xscale log",    "set tangent on",  "flow elu",        "plot",       "set card off",
        "set unit pi",       "cursor 3",        "plot 'x*x'",      "def q = x",  "plot q",
        "def q = x*x*x",     "set raster half", "set layout stack"};
    struct app *app = *state;
    static struct plot_memo memo; /* too large for a stack to be proud of */
    struct sheet kept, anew;
    const struct model m = {.app = app, .memo = &memo};
    sheet_init(&kept, 80, 24, RASTER_BRAILLE, true);
    sheet_init(&anew, 80, 24, RASTER_BRAILLE, true);
    for (size_t i = 0; i < sizeof command / sizeof command[0]; i++) {
        (void)app_run(app, command[i], NULL); /* some mean nothing here */
        expect_same(&m, &kept, &anew, command[i]);
        expect_same(&m, &kept, &anew, command[i]);
    }
    plot_memo_done(&memo);
    sheet_done(&anew);
    sheet_done(&kept);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_same_pictures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
