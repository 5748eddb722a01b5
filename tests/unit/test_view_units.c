/* The units screen: cells that cover every unit once, what a click and a key choose, what is said.
 */
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draw/sink.h"
#include "view/units_grid.h"
#include "view/units_scale.h"

static void begin(struct app *app, const char *line)
{
    struct err e = {0};
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
}

static void run(struct app *app, const char *line)
{
    begin(app, line);
    app_settle(app);
}

static struct app *new_app(const char *line)
{
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    run(app, line);
    return app;
}

static void assert_shows(struct app *app, int w, int h, enum raster raster, const char *text)
{
    const struct model m = {.app = app};
    struct canvas canvas;
    struct str out;
    str_init(&out);
    canvas_init(&canvas, w, h);
    struct pen *pen = pen_new(&canvas, raster, raster != RASTER_ASCII);
    view_draw(&m, pen);
    sink_text(&canvas, &out);
    if (!strstr(out.data, text))
        fail_msg("%dx%d does not show \"%s\":\n%s", w, h, text, out.data);
    for (const char *p = out.data; raster == RASTER_ASCII && *p; p++)
        assert_true((unsigned char)*p < 0x7F);
    pen_free(pen);
    canvas_done(&canvas);
    str_done(&out);
}

static void assert_says(struct app *app, const char *text)
{
    const struct model m = {.app = app};
    struct str out;
    str_init(&out);
    view_say(&m, &out);
    if (!strstr(out.data, text))
        fail_msg("\"%s\" is not in: %s", text, out.data);
    str_done(&out);
}

/* ---- scales ---- */

static void test_scale(void **state)
{
    (void)state;
    const struct units_scale part = units_scale_percent();
    const struct units_scale even = units_scale_sizes(0.5, 2);
    const struct units_scale wide = units_scale_sizes(1e-10, 1);
    const struct units_scale none = units_scale_sizes((double)INFINITY, 0);
    assert_false(even.log);
    assert_true(wide.log);
    assert_int_equal(units_scale_level(&part, 0), 0);
    assert_int_equal(units_scale_level(&part, 1e-9), 1);
    assert_int_equal(units_scale_level(&part, 0.5), 3);
    assert_int_equal(units_scale_level(&part, 1), UNITS_LEVELS);
    assert_int_equal(units_scale_level(&part, (double)NAN), -1);
    assert_int_equal(units_scale_level(&even, 2), UNITS_LEVELS);
    assert_int_equal(units_scale_level(&even, (double)INFINITY), -1);
    assert_int_equal(units_scale_level(&wide, 1e-30), 1);
    assert_int_equal(units_scale_level(&wide, 1e-5), 3);
    assert_int_equal(units_scale_level(&none, 0), 0);
    assert_true(units_scale_fraction(&wide, 1e-10) > 0);
}

static void test_percent(void **state)
{
    (void)state;
    static const struct {
        double part;
        const char *text;
    } cases[] = {{0, "0 %"},          {0.0001, "<0.1 %"}, {0.02, "2.0 %"}, {0.5, "50 %"},
                 {0.9999, ">99.9 %"}, {0.997, "99.7 %"},  {1, "100 %"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[FMT_SIZE];
        assert_string_equal(units_scale_percent_text(text, cases[i].part), cases[i].text);
    }
}

/* ---- cells ---- */

/* Every unit lies in one cell, and a click there means the first of its cell. */
static void check_cells(struct app *app, int w, int h)
{
    const struct model m = {.app = app};
    const struct stack_spec spec = settings_spec(app_settings(app), 0);
    struct layout l;
    layout_init(&l, &m, w, h);
    assert_true(l.cells_across > 0 && l.cells_down > 0);
    assert_true(l.cells_across * l.layer_each >= spec.layers);
    assert_true((l.cells_across - 1) * l.layer_each < spec.layers);
    assert_true(l.cells_down * l.unit_each >= spec.width);
    assert_true((l.cells_down - 1) * l.unit_each < spec.width);
    assert_true(l.grid.x + l.grid.w <= w && l.grid.y + l.grid.h < h);
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            int layer, unit;
            bool in = layout_hit(l.grid, x, y);
            assert_true(units_grid_at(&m, &l, x, y, &layer, &unit) == in);
            if (in) {
                assert_true(layer >= 1 && layer <= spec.layers && unit >= 1 && unit <= spec.width);
                int across = (layer - 1) / l.layer_each, down = (unit - 1) / l.unit_each;
                assert_true(layout_hit(layout_cell(&l, across, down), x, y));
                assert_int_equal(layer, across * l.layer_each + 1);
                assert_int_equal(unit, down * l.unit_each + 1);
            }
        }
    }
}

static void test_cells_cover_the_stack(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 12}, {60, 20}, {80, 24}, {120, 40}, {200, 60}, {76, 16}};
    static const char *const lines[] = {
        "units relu layers=20 width=64 batch=4", "units relu layers=1 width=1 batch=1",
        "units relu layers=900 width=2 batch=1", "units relu layers=2 width=777 batch=3",
        "units relu mode=chain layers=33"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct app *app = new_app("flow relu");
        run(app, lines[i]);
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++)
            check_cells(app, sizes[k][0], sizes[k][1]);
        app_free(app);
    }
}

static double tick_clock(void *ctx)
{
    double *t = ctx;
    return *t += 1e-4;
}

/* What is half worked out goes on with the stack that there is, not with one that is gone. */
static void test_there_and_back(void **state)
{
    (void)state;
    double t = 0;
    const struct app_host host = {.live = true, .now = tick_clock, .ctx = &t};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    begin(app, "flow relu layers=20 width=256 batch=256; units");
    while (!app_unit_stack(app, 0) || stack_progress(app_unit_stack(app, 0)) < 1)
        (void)app_tick(app, 0, 1e-3);
    while (app_unit_progress(app, 0) < 0.9)
        (void)app_tick(app, 0, 1e-3);
    assert_null(app_unit_stats(app, 0));
    begin(app, "set layers 200"); /* too much for the memory of the first */
    (void)app_tick(app, 0, 1e-3);
    begin(app, "set layers 20");
    while (!app_unit_stats(app, 0))
        (void)app_tick(app, 0, 1e-3);
    struct app *straight = new_app("flow relu layers=20 width=256 batch=256; units");
    for (int l = 1; l <= 20; l++)
        assert_memory_equal(stack_units_layer(app_unit_stats(app, 0), l),
                            stack_units_layer(app_unit_stats(straight, 0), l),
                            256 * sizeof(struct stack_unit));
    app_free(straight);
    app_free(app);
}

static void test_knobs_of_the_stack(void **state)
{
    (void)state;
    struct app *app = new_app("units elu layers=20 width=16 batch=4");
    assert_shows(app, 120, 40, RASTER_ASCII, ">alpha");
    run(app, "choose 1; turn 1"); /* after alpha: layers */
    assert_shows(app, 120, 40, RASTER_ASCII, "21 layers of 16");
    assert_shows(app, 80, 24, RASTER_ASCII, ">layers 21");
    run(app, "turn 1 alpha");
    assert_true(app_settings(app)->flow.acts.use[0].param[0] > 1);
    run(app, "default; choose -1; default");
    assert_int_equal(app_settings(app)->flow.layers, 20);
    assert_true(app_settings(app)->flow.acts.use[0].param[0] == 1);
    app_free(app);
}

static void test_pictures(void **state)
{
    (void)state;
    struct app *app = new_app("units relu layers=9 width=60 batch=8 layer=9 unit=2");
    static const char *const shows[] = {"activity", "zero", "saturated", "dead"};
    for (size_t i = 0; i < sizeof shows / sizeof shows[0]; i++) {
        char line[64];
        (void)snprintf(line, sizeof line, "set units.show %s", shows[i]);
        run(app, line);
        for (int raster = RASTER_BRAILLE; raster <= RASTER_ASCII; raster++) {
            assert_shows(app, 80, 24, (enum raster)raster, shows[i]);
            assert_shows(app, 60, 20, (enum raster)raster, "10 units");
            assert_shows(app, 40, 12, (enum raster)raster, "Layer 9, unit 2");
            assert_shows(app, 200, 60, (enum raster)raster, "Lennie");
        }
    }
    run(app, "set units.layer 0; set units.show zero");
    assert_shows(app, 80, 24, RASTER_ASCII, " 0 % . 20 % : 40 % + 60 % # 80 % @ 100 %");
    assert_shows(app, 80, 24, RASTER_ASCII, "Over all layers");
    app_free(app);
}

static void test_what_is_no_number(void **state)
{
    (void)state;
    struct app *app = new_app("units identity layers=60 width=8 batch=4 init=normal:1e6 gain=1e6");
    assert_shows(app, 80, 24, RASTER_BRAILLE, "??");
    run(app, "set units.layer 60");
    assert_shows(app, 80, 24, RASTER_BRAILLE, "nan");
    app_free(app);
}

/* ---- choosing ---- */

static void assert_chosen(const struct app *app, int layer, int unit)
{
    const struct units_settings *u = &app_settings(app)->units;
    if (u->layer != layer || u->unit != unit)
        fail_msg("layer %d, unit %d, not %d, %d", u->layer, u->unit, layer, unit);
}

static void test_functions_are_those_of_flow(void **state)
{
    (void)state;
    struct app *app = new_app("flow sigmoid relu tanh");
    run(app, "units relu");
    assert_int_equal(app_settings(app)->flow.acts.n, 3);
    assert_int_equal(app_settings(app)->flow.acts.focus, 1);
    run(app, "focus");
    assert_int_equal(app_settings(app)->flow.acts.focus, 2);
    run(app, "units elu:alpha=0.5");
    assert_int_equal(app_settings(app)->flow.acts.n, 1);
    run(app, "units alpha=0.25");
    assert_true(app_settings(app)->flow.acts.use[0].param[0] == 0.25);
    assert_shows(app, 80, 24, RASTER_BRAILLE, "elu");
    app_free(app);
}

static void test_choice_stays_within_the_stack(void **state)
{
    (void)state;
    struct app *app = new_app("units relu layers=5 width=7 batch=3");
    assert_chosen(app, 0, 1);
    run(app, "turn 1 units.unit"); /* the first key chooses the first unit, whichever it is */
    assert_chosen(app, 1, 1);
    run(app, "turn 99 units.unit; turn 99 units.layer");
    assert_chosen(app, 5, 7);
    run(app, "set layers 3; set width 2");
    assert_chosen(app, 3, 2);
    run(app, "turn -9 units.layer");
    assert_chosen(app, 0, 2);
    run(app, "units mode=chain layer=2");
    assert_chosen(app, 2, 1);
    app_free(app);
}

static void click(struct app *app, uint32_t code, int clicks, int x, int y)
{
    const struct model m = {.app = app};
    const struct key key = {.code = code,
                            .x = x,
                            .y = y,
                            .from_x = x,
                            .from_y = y,
                            .before_x = x,
                            .before_y = y,
                            .clicks = clicks};
    struct sheet sheet;
    struct str command;
    str_init(&command);
    sheet_init(&sheet, 80, 24, RASTER_BRAILLE, true);
    assert_true(view_click(&m, sheet.pen, &key, &command));
    run(app, command.data);
    sheet_done(&sheet);
    str_done(&command);
}

static void test_clicks(void **state)
{
    (void)state;
    struct app *app = new_app("units relu layers=10 width=8 batch=4");
    const struct model m = {.app = app};
    struct layout l;
    layout_init(&l, &m, 80, 24);
    int x = l.grid.x + 3 * l.cell_w, y = l.grid.y + 4 * l.cell_h;
    click(app, KEY_CODE_CLICK, 1, x, y);
    assert_chosen(app, 4, 5);
    click(app, KEY_CODE_WHEEL_DOWN, 0, x, y);
    assert_chosen(app, 4, 6);
    click(app, KEY_CODE_WHEEL_UP, 0, x, y);
    const struct settings *s = app_settings(app);
    click(app, KEY_CODE_CLICK, 2, x, y); /* a drag may begin */
    assert_int_equal(s->screen, SCREEN_UNITS);
    click(app, KEY_CODE_RELEASE, 2, x, y); /* none: its plot, with the histogram of that layer */
    assert_int_equal(s->screen, SCREEN_PLOT);
    assert_true(s->plot.hist && s->plot.hist_layer == 4 && s->plot.acts.n == 1);
    run(app, "units; open flow");
    assert_int_equal(s->screen, SCREEN_FLOW);
    app_free(app);
}

/* ---- words ---- */

static void test_words(void **state)
{
    (void)state;
    struct app *app = new_app("units relu layers=3 width=8 batch=4");
    assert_says(app, "The units of a stack of relu by activity");
    assert_says(app, "no unit is chosen.");
    run(app, "units layers=60 width=6 batch=2 layer=60 show=dead");
    bool found = false;
    for (int unit = 1; unit <= 6 && !found; unit++) {
        char line[32];
        (void)snprintf(line, sizeof line, "set unit %d", unit);
        run(app, line);
        const struct stack_unit *row = &stack_units_layer(app_unit_stats(app, 1), 60)[unit - 1];
        found = stack_unit_is_dead(row);
    }
    assert_true(found);
    assert_says(app, "dead: 0 for all 2 inputs, f' too: this batch gives its weights no gradient");
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scale),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_cells_cover_the_stack),
        cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_knobs_of_the_stack),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_functions_are_those_of_flow),
        cmocka_unit_test(test_choice_stays_within_the_stack),
        cmocka_unit_test(test_clicks),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
