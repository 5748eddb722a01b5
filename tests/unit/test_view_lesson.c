/* A lesson beside or below the screens, and the list of lessons. */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#include "lesson/lesson.h"
#include "view/layout.h"
#include "view/narration.h"

static const char text[] = "---\n"
                           "actviz-lesson: 1\n"
                           "id: short\n"
                           "title: A short lesson\n"
                           "time: 5m\n"
                           "---\n"
                           "\n"
                           "## First things {#first}\n"
                           "\n"
                           "Some *prose* with `=sigmoid'(0)` in it, long enough that it has to be "
                           "wrapped in a panel of the usual width and takes several lines there.\n"
                           "\n"
                           "```run\n"
                           "plot sigmoid\n"
                           "```\n"
                           "\n"
                           "```ask {#top}\n"
                           "Where is it steepest?\n"
                           "(x) in the middle => It is.\n"
                           "( ) at the ends => Look at f'.\n"
                           "hint: Walk along it.\n"
                           "```\n"
                           "\n"
                           "## Second things {#second}\n"
                           "\n"
                           "The end.\n";

static void each_lesson(void *ctx, void (*each)(void *arg, const char *path), void *arg)
{
    (void)ctx;
    each(arg, "lessons/short.md");
    each(arg, "lessons/missing.md");
}

static bool read_file(void *ctx, const char *path, size_t max, struct str *out, struct err *e)
{
    (void)ctx;
    (void)max;
    if (!str_is(path, "lessons/short.md"))
        return err_set(e, "cannot be read");
    str_add(out, text);
    return true;
}

struct world {
    struct app *app;
    struct lesson *lesson;
    struct model m;
};

static void world_init(struct world *w)
{
    static const struct app_host host = {.read = read_file, .lessons = each_lesson};
    w->app = app_new(&host, kernel_choose(NULL, NULL));
    w->lesson = lesson_new(w->app);
    w->m = (struct model){.app = w->app, .lesson = w->lesson};
}

static void world_done(struct world *w)
{
    lesson_free(w->lesson);
    app_free(w->app);
}

static void run(struct world *w, const char *line)
{
    struct err e = {0};
    if (!app_run(w->app, line, &e))
        fail_msg("%s: %s", line, e.text);
    app_settle(w->app);
}

static void dump(const struct world *w, int columns, int rows, struct str *out)
{
    struct canvas canvas;
    canvas_init(&canvas, columns, rows);
    struct pen *pen = pen_new(&canvas, RASTER_BRAILLE, true);
    view_draw(&w->m, pen);
    sink_text(&canvas, out);
    pen_free(pen);
    canvas_done(&canvas);
}

static void assert_shows(const struct world *w, int columns, int rows, const char *what, bool shown)
{
    struct str out;
    str_init(&out);
    dump(w, columns, rows, &out);
    if ((strstr(out.data, what) != NULL) != shown)
        fail_msg("%dx%d %s \"%s\":\n%s", columns, rows, shown ? "lacks" : "has", what, out.data);
    str_done(&out);
}

static void test_list(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    run(&w, "lessons");
    assert_shows(&w, 80, 24, "> 1  A short lesson", true);
    assert_shows(&w, 80, 24, "5m", true);
    assert_shows(&w, 80, 24, "new", true);
    assert_shows(&w, 80, 24, "Enter starts it", true);
    assert_shows(&w, 80, 24, "! broken", true);
    assert_shows(&w, 40, 12, "A short lesson", true);
    assert_shows(&w, 80, 24, "Enter start ", true);
    run(&w, "lesson short; leave");
    assert_shows(&w, 80, 24, "6 lists the lessons; this one goes on where you left it", true);
    run(&w, "lessons");
    assert_shows(&w, 80, 24, "Enter goes on where you left it", true);
    assert_shows(&w, 80, 24, "Enter go on", true);
    run(&w, "set choice 2");
    assert_shows(&w, 80, 24, "cannot be read", true);
    run(&w, "set choice 999"); /* past the end: nothing is chosen, nothing breaks */
    assert_shows(&w, 80, 24, "> ", false);
    world_done(&w);
}

static void test_panel(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    run(&w, "lesson short");
    static const char *const parts[] = {"step 1/2",      "First things", "0.25",
                                        "? Where is it", "a) in",        "b) at the",
                                        "A short lesson"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        assert_shows(&w, 100, 30, parts[i], true);
    assert_shows(&w, 100, 30, "step 1/2  ··", true);
    struct layout l;
    layout_init(&l, &w.m, 100, 30);
    assert_true(l.narration.x >= l.body.x + l.body.w); /* beside the plot */
    assert_true(l.narration.w >= 38);
    layout_init(&l, &w.m, 60, 30);
    assert_true(l.narration.y >= l.body.y + l.body.h); /* below it */
    assert_shows(&w, 60, 30, "Where is it steepest?", true);
    assert_shows(&w, 100, 30, "go on", false); /* an answer is awaited */
    run(&w, "answer a");
    assert_shows(&w, 100, 30, "It is.", true);
    assert_shows(&w, 100, 30, "Enter go on", true);
    run(&w, "next");
    assert_shows(&w, 100, 30, "step 2/2", true);
    assert_shows(&w, 100, 30, "The end.", true);
    world_done(&w);
}

/* The end of a long text can be read at any size: scrolling far enough shows the last line. */
static void test_scroll(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    run(&w, "lesson short");
    for (int rows = 12; rows <= 30; rows += 3) {
        run(&w, "scroll -1000");
        assert_shows(&w, 44, rows, "First things", true);
        run(&w, "scroll 1000");
        assert_shows(&w, 44, rows, "Press a letter.", true);
    }
    world_done(&w);
}

static void test_every_size(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    run(&w, "lesson short; flow sigmoid layers=4 width=4 batch=4");
    for (int columns = 0; columns <= 100; columns += columns < 12 ? 1 : 8) {
        for (int rows = 0; rows <= 40; rows += rows < 14 ? 1 : 5) {
            struct str out;
            str_init(&out);
            dump(&w, columns, rows, &out);
            str_done(&out);
        }
    }
    world_done(&w);
}

static void test_wheel(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    run(&w, "lesson short");
    struct layout l;
    struct str command;
    layout_init(&l, &w.m, 80, 24);
    const struct key wheel = {.code = KEY_CODE_WHEEL_DOWN, .x = l.narration.x + 3, .y = 5};
    str_init(&command);
    struct sheet sheet;
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    assert_true(view_click(&w.m, sheet.pen, &wheel, &command));
    assert_string_equal(command.data, "scroll 3");
    sheet_done(&sheet);
    str_done(&command);
    world_done(&w);
}

static void test_say(void **state)
{
    (void)state;
    struct world w;
    struct str out;
    world_init(&w);
    run(&w, "lessons");
    str_init(&out);
    view_say(&w.m, &out);
    assert_string_equal(out.data, "The list of lessons has 2 entries. Chosen is number 1, A short "
                                  "lesson.");
    str_done(&out);
    world_done(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list),   cmocka_unit_test(test_panel),
        cmocka_unit_test(test_scroll), cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_wheel),  cmocka_unit_test(test_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
