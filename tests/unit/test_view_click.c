/* A click means what is drawn under it. */
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/lesson.h"
#include "view/flow_bars.h"
#include "view/knobs.h"
#include "view/table_columns.h"
#include "view/view_lessons.h"
#include "view/plot_panel.h"
#include "view/view_table.h"

static struct app *new_app(const char *line)
{
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct err e = {0};
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
    app_settle(app);
    return app;
}

/* What a mouse event means, run; false if it means nothing. */
static bool mean(struct app *app, const struct pen *pen, const struct key *key)
{
    const struct model m = {.app = app};
    struct str command;
    struct err e = {0};
    str_init(&command);
    bool meant = view_click(&m, pen, key, &command);
    if (key->code == KEY_CODE_CLICK)
        app_press(app);
    if (meant && !app_run_drag(app, command.data, &e))
        fail_msg("%s: %s", command.data, e.text);
    str_done(&command);
    return meant;
}

static bool click_on(struct app *app, const struct sheet *sheet, uint32_t code, int x, int y)
{
    const struct key key = {.code = code,
                            .x = x,
                            .y = y,
                            .from_x = x,
                            .from_y = y,
                            .before_x = x,
                            .before_y = y,
                            .clicks = 1};
    return mean(app, sheet->pen, &key);
}

/* Its second half. */
static void double_click(struct app *app, const struct sheet *sheet, int x, int y)
{
    struct key key = {.x = x, .y = y, .from_x = x, .from_y = y, .before_x = x, .before_y = y};
    key.clicks = 2;
    key.code = KEY_CODE_CLICK;
    (void)mean(app, sheet->pen, &key);
    key.code = KEY_CODE_RELEASE;
    assert_true(mean(app, sheet->pen, &key));
}

static bool click(struct app *app, int w, int h, uint32_t code, int x, int y)
{
    struct sheet sheet;
    sheet_init(&sheet, w, h, RASTER_BRAILLE, true);
    bool meant = click_on(app, &sheet, code, x, y);
    sheet_done(&sheet);
    return meant;
}

/* The cursor comes to within half a dot of the middle of the cell, whatever a dot is. */
static void expect_cursor_at_cell(const char *line, int w, int h, enum raster raster)
{
    struct app *app = new_app(line);
    const struct model m = {.app = app};
    struct sheet sheet;
    struct layout l;
    struct plot_panel panel;
    sheet_init(&sheet, w, h, raster, raster != RASTER_ASCII);
    layout_init(&l, &m, w, h);
    plot_panel_init(app_settings(app), &l, 0, &panel);
    const struct rect *box = &panel.space.box;
    int dots = box->w * (raster == RASTER_BRAILLE ? 2 : 1);
    double dot = (panel.space.x1 - panel.space.x0) / (dots - 1);
    for (int x = box->x; x < box->x + box->w; x++) {
        assert_true(click_on(app, &sheet, KEY_CODE_RELEASE, x, box->y + 1));
        double got = app_settings(app)->plot.cursor;
        double want = pen_data_x(sheet.pen, &panel.space, x);
        if (!(fabs(got - want) <= 0.5001 * dot))
            fail_msg("column %d: cursor %g, cell %g, dot %g", x, got, want, dot);
        int cell;
        assert_true(app_settings(app)->plot.cursor_on);
        assert_true(pen_cell_x(sheet.pen, &panel.space, got, &cell));
        assert_true(cell == x || raster == RASTER_BRAILLE);
    }
    sheet_done(&sheet);
    app_free(app);
}

static void test_plot_click(void **state)
{
    (void)state;
    static const char *const lines[] = {"plot sigmoid relu", "plot sigmoid range=-0.03:0.01",
                                        "plot tanh range=-1e6:5e6",
                                        "plot sigmoid tanh; set layout side"};
    static const int sizes[][2] = {{80, 24}, {40, 12}, {120, 40}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++)
            for (int raster = RASTER_BRAILLE; raster <= RASTER_ASCII; raster++)
                expect_cursor_at_cell(lines[i], sizes[k][0], sizes[k][1], (enum raster)raster);
}

static void test_wheel_zooms_at_pointer(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid range=-6:6");
    const struct model m = {.app = app};
    struct layout l;
    struct plot_panel panel;
    layout_init(&l, &m, 80, 24);
    plot_panel_init(app_settings(app), &l, 0, &panel);
    assert_true(click(app, 80, 24, KEY_CODE_WHEEL_UP, panel.space.box.x, panel.space.box.y));
    const double *range = app_settings(app)->plot.range;
    assert_true(fabs(range[1] - range[0] - 12 / 1.25) < 1e-9);
    assert_true(fabs(range[0] + 6) < 0.1); /* the left end stayed */
    assert_true(click(app, 80, 24, KEY_CODE_WHEEL_DOWN, panel.space.box.x, panel.space.box.y));
    assert_true(fabs(app_settings(app)->plot.range[1] - 6) < 0.1);
    app_free(app);
}

/* A press at a place, moves to others, a release at the last. */
static void drag(struct app *app, const struct sheet *sheet, int n, const int (*at)[2])
{
    struct key key = {.code = KEY_CODE_CLICK, .x = at[0][0], .y = at[0][1], .clicks = 1};
    (void)mean(app, sheet->pen, &key);
    for (int i = 1; i <= n; i++) {
        int to = i < n ? i : n - 1;
        key = (struct key){.code = i < n ? KEY_CODE_DRAG : KEY_CODE_RELEASE,
                           .x = at[to][0],
                           .y = at[to][1],
                           .from_x = at[0][0],
                           .from_y = at[0][1],
                           .before_x = at[i - 1][0],
                           .before_y = at[i - 1][1]};
        (void)mean(app, sheet->pen, &key);
    }
}

static void look(struct app *app, struct plot_panel *panel)
{
    const struct model m = {.app = app};
    struct layout l;
    layout_init(&l, &m, 80, 24);
    plot_panel_init(app_settings(app), &l, 0, panel);
}

/* What was grabbed is under the pointer afterwards, on every scale, and the way back leads back. */
static void test_drag_pans(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "plot sigmoid",
        "plot sigmoid range=-0.03:0.01",
        "plot tanh range=-1e6:5e6",
        "plot sigmoid; cursor 0",
        "plot sigmoid range=0.01:1000; set xscale log",
        "plot sigmoid range=-1000:1000; set xscale symlog; set xnear 1",
        "plot relu; set yrange -1:4",
        "plot exp(x); set yrange 0.001:1000; set yscale log",
        "plot sigmoid tanh; set layout side",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct app *app = new_app(lines[i]);
        const struct plot_settings *plot = &app_settings(app)->plot;
        struct sheet sheet;
        struct plot_panel panel;
        sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
        look(app, &panel);
        const struct rect box = panel.space.box;
        bool fixed = isfinite(plot->yrange[0]);
        double lo = plot->range[0], hi = plot->range[1], y = plot->yrange[1];
        const int there[][2] = {
            {box.x + 3, box.y + 4}, {box.x + 5, box.y + 4}, {box.x + 9, box.y + 7}};
        double grabbed = pen_data_x(sheet.pen, &panel.space, box.x + 3);
        drag(app, &sheet, 3, there);
        look(app, &panel);
        assert_true(plot->range[0] < lo);
        if (panel.space.box.x == box.x && panel.space.box.w == box.w) {
            double under = pen_data_x(sheet.pen, &panel.space, box.x + 9);
            assert_true(fabs(under - grabbed) <= 1e-6 * fmax(fabs(grabbed), hi - lo));
        }
        if (fixed) /* downwards: what lies higher is seen */
            assert_true(plot->yrange[1] > y);
        else
            assert_true(isnan(plot->yrange[0]));
        assert_true(app_run(app, "undo", NULL)); /* one change */
        assert_true(plot->range[0] == lo && plot->range[1] == hi);
        const int back[][2] = {
            {box.x + 3, box.y + 4}, {box.x + 9, box.y + 7}, {box.x + 3, box.y + 4}};
        drag(app, &sheet, 3, back);
        double off = fmax(fabs(plot->range[0] - lo), fabs(plot->range[1] - hi));
        double slip = fixed ? 0.01 : 1e-8; /* where the labels of y change their width */
        if (!(off <= slip * (hi - lo)))
            fail_msg("%s: back at %.17g to %.17g", lines[i], plot->range[0], plot->range[1]);
        sheet_done(&sheet);
        app_free(app);
    }
}

/* Two drags are two changes, however close. */
static void test_drags_part(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid");
    struct sheet sheet;
    static const int at[][2] = {{20, 5}, {24, 5}};
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    drag(app, &sheet, 2, at);
    double after = app_settings(app)->plot.range[0];
    drag(app, &sheet, 2, at);
    assert_true(app_run(app, "undo", NULL));
    assert_true(app_settings(app)->plot.range[0] == after);
    assert_true(app_run(app, "undo", NULL));
    assert_true(app_settings(app)->plot.range[0] == -6);
    sheet_done(&sheet);
    app_free(app);
}

/* Taken by its hair, the cursor follows, as far as the edge, and comes back from it. */
static void test_drag_moves_the_cursor(void **state)
{
    (void)state;
    for (int off = -1; off <= 1; off++) {
        struct app *app = new_app("plot sigmoid; cursor 1");
        const struct plot_settings *plot = &app_settings(app)->plot;
        struct sheet sheet;
        struct plot_panel panel;
        int cell;
        sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
        look(app, &panel);
        const struct rect box = panel.space.box;
        assert_true(pen_cell_x(sheet.pen, &panel.space, 1, &cell));
        const int at[][2] = {
            {cell + off, box.y + 2}, {cell + 6, box.y + 3}, {79, 2}, {box.x + 8, 23}, {0, 0},
            {box.x + 10, box.y}};
        drag(app, &sheet, 6, at);
        assert_true(plot->range[0] == -6 && plot->range[1] == 6);
        assert_true(fabs(plot->cursor - pen_data_x(sheet.pen, &panel.space, box.x + 10)) < 0.1);
        sheet_done(&sheet);
        app_free(app);
    }
}

/* A pan that leaves the data does not get hold of the cursor there. */
static void test_pan_at_the_edge(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid; cursor -5");
    struct sheet sheet;
    struct plot_panel panel;
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    look(app, &panel);
    const struct rect box = panel.space.box;
    const int at[][2] = {{box.x + 20, 5}, {0, 5}, {0, 6}, {box.x + 4, 6}, {0, 0}, {79, 9}};
    drag(app, &sheet, 6, at);
    assert_true(app_settings(app)->plot.cursor == -5);
    sheet_done(&sheet);
    app_free(app);
}

static void test_double_click_fits(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid range=2:3");
    struct sheet sheet;
    struct key key = {.code = KEY_CODE_CLICK, .x = 20, .y = 5, .clicks = 2};
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    assert_true(mean(app, sheet.pen, &key));
    assert_true(app_settings(app)->plot.range[0] == -6);
    key = (struct key){.code = KEY_CODE_RELEASE, .x = 20, .y = 5, .before_x = 20, .before_y = 5};
    key.clicks = 2;
    assert_false(mean(app, sheet.pen, &key));
    assert_false(app_settings(app)->plot.cursor_on);
    sheet_done(&sheet);
    app_free(app);
}

/* On a log axis too the wheel keeps what it points at, and goes back the way it came. */
static void test_wheel_on_log_axes(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "plot sigmoid range=0.01:1000; set xscale log",
        "plot sigmoid range=-1000:1000; set xscale symlog; set xnear 1"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct app *app = new_app(lines[i]);
        const double *range = app_settings(app)->plot.range;
        double lo = range[0];
        struct sheet sheet;
        struct plot_panel panel;
        sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
        look(app, &panel);
        int column = panel.space.box.x + 12, cell;
        double keep = pen_data_x(sheet.pen, &panel.space, column);
        assert_true(click_on(app, &sheet, KEY_CODE_WHEEL_UP, column, 5));
        assert_true(range[0] > lo && range[1] < 1000);
        look(app, &panel);
        assert_true(pen_cell_x(sheet.pen, &panel.space, keep, &cell));
        assert_in_range(cell, column - 1, column + 1);
        assert_true(click_on(app, &sheet, KEY_CODE_WHEEL_DOWN, column, 5));
        if (!(fabs(range[0] - lo) < 0.02 * fabs(lo)))
            fail_msg("%s: back at %.17g to %.17g", lines[i], range[0], range[1]);
        sheet_done(&sheet);
        app_free(app);
    }
}

static void test_tabs(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid");
    const struct model m = {.app = app};
    for (int screen = SCREEN_COUNT - 1; screen >= 0; screen--) {
        struct layout l;
        layout_init(&l, &m, 80, 24);
        assert_true(click(app, 80, 24, KEY_CODE_CLICK, l.tab[screen].x + 1, 0));
        assert_int_equal(app_settings(app)->screen, screen);
    }
    assert_false(click(app, 80, 24, KEY_CODE_CLICK, 79, 0));
    app_free(app);
}

static void test_legend_focuses(void **state)
{
    (void)state;
    struct app *app = new_app("plot sigmoid relu relu");
    const struct model m = {.app = app};
    for (int i = 2; i >= 0; i--) {
        struct layout l;
        layout_init(&l, &m, 80, 24);
        assert_true(click(app, 80, 24, KEY_CODE_CLICK, l.legend[i].x + 2, l.legend[i].y));
        assert_int_equal(app_settings(app)->plot.acts.focus, i);
    }
    app_free(app);
}

/* Where a slider is clicked, there it stands afterwards (up to a step). */
static void test_slider(void **state)
{
    (void)state;
    struct app *app = new_app("plot elu");
    const struct model m = {.app = app};
    struct layout l;
    layout_init(&l, &m, 120, 40);
    struct rect bar = knobs_slider(&l, 0);
    assert_true(bar.w > 4);
    double before = -1;
    for (int x = bar.x; x < bar.x + bar.w; x++) {
        assert_true(click(app, 120, 40, KEY_CODE_CLICK, x, bar.y));
        double got = app_settings(app)->plot.acts.use[0].param[0];
        assert_true(got > before);
        before = got;
        double want = (x - bar.x) / (double)(bar.w - 1);
        double step = option_step(app_settings(app), &l.ref[0]);
        assert_true(fabs(option_fraction(app_settings(app), &l.ref[0]) - want) < step);
    }
    before = app_settings(app)->plot.acts.use[0].param[0];
    assert_true(click(app, 120, 40, KEY_CODE_WHEEL_DOWN, bar.x, bar.y));
    assert_true(app_settings(app)->plot.acts.use[0].param[0] < before);
    app_free(app);
}

/* A drag that began on a slider stays with it wherever it goes; one from elsewhere takes none. */
static void test_slider_keeps_the_drag(void **state)
{
    (void)state;
    struct app *app = new_app("plot elu");
    const struct model m = {.app = app};
    const double *alpha = &app_settings(app)->plot.acts.use[0].param[0];
    struct sheet sheet;
    struct layout l;
    sheet_init(&sheet, 120, 40, RASTER_BRAILLE, true);
    layout_init(&l, &m, 120, 40);
    struct rect bar = knobs_slider(&l, 0);
    const int off[][2] = {{bar.x, bar.y}, {bar.x + 3, bar.y + 9}, {119, 0}};
    drag(app, &sheet, 3, off);
    assert_true(*alpha == 4);
    assert_true(app_run(app, "undo", NULL));
    assert_true(*alpha == 1);
    const int onto[][2] = {{bar.x, bar.y + 2}, {bar.x, bar.y}, {bar.x + 2, bar.y}};
    drag(app, &sheet, 3, onto);
    assert_true(*alpha == 1);
    sheet_done(&sheet);
    app_free(app);
}

static void test_click_on_a_value_types(void **state)
{
    (void)state;
    struct app *app = new_app("plot srelu");
    const struct model m = {.app = app};
    struct layout l;
    layout_init(&l, &m, 120, 40);
    assert_true(l.knobs >= 2);
    struct rect value = knobs_value(&l, 1);
    (void)app_take_effects(app);
    assert_true(click(app, 120, 40, KEY_CODE_CLICK, value.x, value.y));
    assert_int_equal(app_settings(app)->plot.param, 1);
    assert_true(app_take_effects(app) & EFFECT_PROMPT);
    char want[64];
    const struct act *act = app_settings(app)->plot.acts.use[0].act;
    (void)snprintf(want, sizeof want, "set %s ", act->param[1].name);
    assert_string_equal(app_prompt_text(app), want);
    app_free(app);
}

static void test_wheel_scrolls_the_card(void **state)
{
    (void)state;
    struct app *app = new_app("plot gelu");
    const struct model m = {.app = app};
    struct layout l;
    int last = -1;
    layout_init(&l, &m, 80, 24);
    while (click(app, 80, 24, KEY_CODE_WHEEL_DOWN, l.card.x + 2, l.card.y + 2)) {
        assert_true(app_settings(app)->plot.card_scroll > last);
        last = app_settings(app)->plot.card_scroll;
    }
    assert_in_range(last, 5, 60);
    assert_true(click(app, 80, 24, KEY_CODE_WHEEL_UP, l.card.x + 2, l.card.y + 2));
    assert_int_equal(app_settings(app)->plot.card_scroll, last - 3);
    app_free(app);
}

static void test_flow_knobs(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {120, 40}, {60, 20}};
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        int w = sizes[k][0], h = sizes[k][1];
        struct app *app = new_app("flow sigmoid relu layers=6 width=4 batch=4");
        const struct model m = {.app = app};
        struct layout l;
        layout_init(&l, &m, w, h);
        for (int i = l.knobs - 1; i >= 0; i--) {
            if (l.knob[i].w <= 0)
                continue;
            (void)click(app, w, h, KEY_CODE_CLICK, l.knob[i].x + 1, l.knob[i].y);
            assert_int_equal(app_settings(app)->flow.param, i);
        }
        assert_true(click(app, w, h, KEY_CODE_CLICK, l.stack[1].x, l.stack[1].y));
        assert_int_equal(app_settings(app)->flow.acts.focus, 1);
        app_free(app);
    }
}

/* A click on a layer shows the gradient arriving there. */
static void test_flow_layers(void **state)
{
    (void)state;
    static const char *const lines[] = {"flow sigmoid relu layers=6 width=4 batch=4",
                                        "flow sigmoid relu layers=45 width=2 batch=2"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct app *app = new_app(lines[i]);
        const struct model m = {.app = app};
        struct layout l;
        layout_init(&l, &m, 80, 24);
        int seen = 0;
        for (int y = l.stack[0].y + 1; y < l.stack[0].y + l.stack[0].h; y++) {
            for (int x = l.stack[0].x; x < l.stack[0].x + l.stack[0].w; x++) {
                int layer = flow_bars_layer_at(&m, &l, 0, x, y);
                assert_in_range(layer, 0, app_settings(app)->flow.layers);
                if (layer == 0 || x != l.stack[0].x + l.label)
                    continue;
                assert_true(click(app, 80, 24, KEY_CODE_CLICK, x, y));
                assert_true(app_settings(app)->flow.playhead ==
                            2 * app_settings(app)->flow.layers - layer + 1);
                seen++;
            }
        }
        assert_true(seen > 0);
        app_free(app);
    }
}

static void list_broken(void *ctx, void (*each)(void *arg, const char *path), void *arg)
{
    (void)ctx;
    each(arg, "/lessons/a;quit.md");
    each(arg, "/lessons/b 'c.md");
}

static bool read_broken(void *ctx, const char *path, size_t max, struct str *out, struct err *e)
{
    (void)ctx, (void)max, (void)e;
    str_add(out, path);
    return true;
}

static void no_candidate(void *arg, const char *word)
{
    (void)arg;
    fail_msg("offered: %s", word);
}

/* The name of a file is never part of a command. */
static void test_lesson_of_any_name(void **state)
{
    (void)state;
    static const struct app_host host = {.read = read_broken, .lessons = list_broken};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct lesson *lesson = lesson_new(app);
    assert_true(app_run(app, "lessons", NULL));
    assert_int_equal(lesson_count(lesson), 2);
    const struct model m = {.app = app, .lesson = lesson};
    struct sheet sheet;
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    for (int i = 0; i < 2; i++) {
        char choose[32];
        (void)snprintf(choose, sizeof choose, "set choice %d", i + 1);
        assert_true(app_run(app, choose, NULL));
        struct layout l;
        struct str command;
        int y = 0;
        layout_init(&l, &m, 80, 24);
        while (view_lessons_at(&m, &l, y) != i + 1)
            assert_true(++y < 24);
        const struct key key = {
            .code = KEY_CODE_RELEASE, .x = 5, .y = y, .before_x = 5, .before_y = y, .clicks = 2};
        str_init(&command);
        assert_true(view_click(&m, sheet.pen, &key, &command));
        assert_string_equal(command.data, "lesson");
        assert_false(app_run(app, command.data, NULL));
        assert_int_equal(app_take_effects(app) & EFFECT_QUIT, 0);
        str_done(&command);
    }
    (void)app_complete(app, "lesson ", 7, no_candidate, NULL);
    sheet_done(&sheet);
    lesson_free(lesson);
    app_free(app);
}

/* Anything anywhere: no crash, and only commands that run. */
static void test_clicks_everywhere(void **state)
{
    (void)state;
    static const char *const lines[] = {"plot sigmoid elu", "flow sigmoid layers=3 width=2 batch=2",
                                        "lessons", "help"};
    static const uint32_t codes[] = {KEY_CODE_CLICK, KEY_CODE_DRAG, KEY_CODE_RELEASE,
                                     KEY_CODE_WHEEL_UP, KEY_CODE_WHEEL_DOWN};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        for (size_t c = 0; c < sizeof codes / sizeof codes[0]; c++) {
            for (int x = -1; x <= 80; x += 3) {
                struct app *app = new_app(lines[i]);
                for (int y = 1; y <= 24; y += 2)
                    (void)click(app, 80, 24, codes[c], x, y);
                (void)click(app, 12, 5, codes[c], x, 2);
                app_free(app);
            }
        }
    }
}

/* A head sorts by its column, a row is chosen, and plotted by a double click; what is under the
 * click is asked of what is drawn. */
static void test_table(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {120, 40}, {60, 20}, {40, 12}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int w = sizes[i][0], h = sizes[i][1];
        struct app *app = new_app("table");
        const struct model m = {.app = app};
        struct sheet sheet;
        struct layout l;
        struct table_columns t;
        sheet_init(&sheet, w, h, RASTER_BRAILLE, true);
        layout_init(&l, &m, w, h);
        table_columns_init(&t, &m, sheet.pen, &l);
        assert_true(t.n > 0);
        int x = t.column[0].x, y = l.table.y;
        assert_true(click_on(app, &sheet, KEY_CODE_CLICK, x, y));
        const struct table_settings *s = &app_settings(app)->table;
        assert_string_equal(view_table_order(s), t.column[0].fact->name);
        assert_false(s->reverse);
        assert_true(click_on(app, &sheet, KEY_CODE_CLICK, x, y));
        assert_true(s->reverse);
        assert_true(click_on(app, &sheet, KEY_CODE_CLICK, t.name_x, y));
        assert_string_equal(view_table_order(s), "name");
        assert_true(click_on(app, &sheet, KEY_CODE_CLICK, t.name_x, y + 3));
        assert_int_equal(s->choice, 3);
        assert_true(click_on(app, &sheet, KEY_CODE_WHEEL_DOWN, t.name_x, y + 3));
        assert_int_equal(s->choice, 4);
        assert_true(click_on(app, &sheet, KEY_CODE_CLICK, t.name_x, y + 4));
        assert_int_equal(app_settings(app)->screen, SCREEN_TABLE);
        double_click(app, &sheet, t.name_x, y + 4);
        struct act_use use[TABLE_ROWS];
        assert_true(app_table(app, use) > 4);
        assert_int_equal(app_settings(app)->screen, SCREEN_PLOT);
        assert_true(act_same(&app_settings(app)->plot.acts.use[0], &use[3]));
        sheet_done(&sheet);
        app_free(app);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plot_click),
        cmocka_unit_test(test_wheel_zooms_at_pointer),
        cmocka_unit_test(test_drag_pans),
        cmocka_unit_test(test_drags_part),
        cmocka_unit_test(test_drag_moves_the_cursor),
        cmocka_unit_test(test_pan_at_the_edge),
        cmocka_unit_test(test_double_click_fits),
        cmocka_unit_test(test_wheel_on_log_axes),
        cmocka_unit_test(test_tabs),
        cmocka_unit_test(test_legend_focuses),
        cmocka_unit_test(test_slider),
        cmocka_unit_test(test_slider_keeps_the_drag),
        cmocka_unit_test(test_click_on_a_value_types),
        cmocka_unit_test(test_wheel_scrolls_the_card),
        cmocka_unit_test(test_flow_knobs),
        cmocka_unit_test(test_flow_layers),
        cmocka_unit_test(test_lesson_of_any_name),
        cmocka_unit_test(test_clicks_everywhere),
        cmocka_unit_test(test_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
