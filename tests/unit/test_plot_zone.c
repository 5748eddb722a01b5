/* Where a unit hardly learns, and where the units are: zones from f', the histogram in its strip.
 */
#include "app_world.h"

#include <math.h>

#include "app/units.h"
#include "sheet.h"
#include "view/plot_hist.h"
#include "view/plot_zone.h"

enum { DOTS = 160 };

static struct plot_zones zones_of(const char *act, double x0, double x1)
{
    struct act_use use;
    struct err e = {0};
    struct plot_zones zones;
    const struct space s = {.x0 = x0, .x1 = x1};
    if (!act_parse(NULL, act, &use, &e))
        fail_msg("%s", e.text);
    plot_zone_find(&use, 0.05, &s, DOTS, &zones);
    return zones;
}

static void expect(const struct plot_zone *z, double from, double to, bool dead)
{
    if (!(fabs(z->from - from) <= 1e-9) || !(fabs(z->to - to) <= 1e-9) || z->dead != dead)
        fail_msg("from %.17g to %.17g%s", z->from, z->to, z->dead ? ", dead" : "");
}

/* About 0 something is learned, however far apart the dots are. */
static void test_wide_axes_keep_what_is_near_0(void **state)
{
    (void)state;
    static const double ends[] = {100, 1e4, 1e12};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const struct plot_zones near = zones_of("tanh", -6, 6);
        const struct plot_zones far = zones_of("tanh", -ends[i], ends[i]);
        const int low = far.n == 4; /* beyond 373 it is dead */
        assert_true(far.n == (ends[i] > 373 ? 4 : 2));
        assert_true(fabs(far.zone[low].to - near.zone[0].to) < 1e-9);
        assert_true(fabs(far.zone[low + 1].from - near.zone[1].from) < 1e-9);
        assert_true(far.zone[0].dead == low && far.zone[far.n - 1].dead == low);
    }
}

/* sigmoid' = s (1 - s) is 0.05 where s is a root of a quadratic. */
static void test_sigmoid(void **state)
{
    (void)state;
    double s = (1 - sqrt(0.8)) / 2, x = log((1 - s) / s);
    const struct plot_zones zones = zones_of("sigmoid", -6, 6);
    assert_int_equal(zones.n, 2);
    expect(&zones.zone[0], -6, -x, false);
    expect(&zones.zone[1], x, 6, false);
    assert_true(zones.zone[0].on_left && !zones.zone[0].on_right);
    assert_true(zones.zone[1].on_right && !zones.zone[1].on_left);
}

/* Kinks are ends exactly, wherever the dots are. */
static void test_kinks(void **state)
{
    (void)state;
    static const double ends[][2] = {{-6, 6}, {-1, 7.3}, {-1e-3, 1e5}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const struct plot_zones zones = zones_of("relu", ends[i][0], ends[i][1]);
        assert_int_equal(zones.n, 1);
        assert_true(zones.zone[0].dead && zones.zone[0].to == 0 && zones.zone[0].on_left);
        assert_true(zones.zone[0].from == ends[i][0]);
    }
    struct plot_zones zones = zones_of("hardtanh", -3, 3);
    assert_int_equal(zones.n, 2);
    expect(&zones.zone[0], -3, -1, true);
    expect(&zones.zone[1], 1, 3, true);
    zones = zones_of("hardswish", -6, 6); /* f' = (2 x + 3) / 6 within +-3 */
    assert_int_equal(zones.n, 2);
    expect(&zones.zone[0], -6, -3, true);
    expect(&zones.zone[1], -1.65, -1.35, false);
    zones = zones_of("step", -6, 6);
    assert_int_equal(zones.n, 1);
    assert_true(zones.zone[0].on_left && zones.zone[0].on_right);
}

/* A slope of 0 at one place is no zone of its own; a wave is not flat for ever. */
static void test_none(void **state)
{
    (void)state;
    assert_int_equal(zones_of("absolute", -6, 6).n, 0);
    assert_int_equal(zones_of("identity", -6, 6).n, 0);
    assert_int_equal(zones_of("relu", 0, 6).n, 0);
    assert_int_equal(zones_of("cos", -8, 8).n, 5);
    const struct plot_zones zones = zones_of("sin", -1.6, 1.6);
    assert_int_equal(zones.n, 2);
    assert_true(!zones.zone[0].dead && !zones.zone[0].on_left && !zones.zone[1].on_right);
}

static void expect_words(struct app *app, const char *want)
{
    const struct settings *s = app_settings(app);
    const struct space space = {.x0 = s->plot.range[0], .x1 = s->plot.range[1]};
    struct str words;
    str_init(&words);
    plot_zone_words(s, &space, DOTS, "'", &words);
    assert_string_equal(words.data, want);
    str_done(&words);
}

static void test_words(void **state)
{
    struct app *app = *state;
    run(app, "plot sigmoid; set zones on");
    expect_words(app, "|f'| < 0.05: x < -2.89, x > 2.89");
    run(app, "plot relu");
    expect_words(app, "f' = 0: x < 0");
    run(app, "plot hardswish");
    expect_words(app, "|f'| < 0.05: -1.65 < x < -1.35; f' = 0: x < -3");
    run(app, "plot step");
    expect_words(app, "f' = 0: everywhere");
    run(app, "plot identity");
    expect_words(app, "|f'| < 0.05: nowhere here");
    run(app, "plot sin; set range -20:20");
    expect_words(app, "|f'| < 0.05: several stretches");
}

/* ---- units ---- */

static void test_all_units(void **state)
{
    struct app *app = *state;
    run(app, "plot gelu; set flow.layers 7; set flow.width 10; set flow.batch 12");
    app_settle(app);
    assert_null(app_units(app)); /* nobody looks */
    run(app, "set hist on");
    assert_null(app_units(app));
    app_settle(app);
    assert_non_null(app_units(app));
    assert_int_equal(stack_hist_total(app_units(app)), 7 * 10 * 12);
    double edge[] = {-(double)INFINITY, -1, 0, 1, (double)INFINITY};
    int64_t count[4];
    stack_hist_count(app_units(app), 4, edge, count);
    assert_int_equal(count[0] + count[1] + count[2] + count[3], 7 * 10 * 12);
    run(app, "set hist_layer 3");
    assert_null(app_units(app));
    app_settle(app);
    assert_int_equal(stack_hist_total(app_units(app)), 10 * 12);
    run(app, "set hist_layer 100"); /* the last one */
    app_settle(app);
    assert_int_equal(stack_hist_total(app_units(app)), 10 * 12);
    run(app, "set flow.seed 5");
    assert_null(app_units(app));
    run(app, "flow");
    app_settle(app);
    assert_null(app_units(app));
    run(app, "plot; set hist off");
    app_settle(app);
    assert_null(app_units(app));
}

/* The zones' share of the units is what lies in the zones. */
static void test_shares(void **state)
{
    struct app *app = *state;
    run(app, "plot relu; set hist on; set flow.layers 4");
    app_settle(app);
    const struct stack_hist *h = app_units(app);
    double part = (double)stack_hist_below(h, 0x1p-1074) / (double)stack_hist_total(h);
    assert_true(fabs(app_units_saturated(app) - part) < 1e-12);
    assert_true(fabs(app_units_zero(app) - part) < 1e-12);
    run(app, "focus 1; plot identity");
    app_settle(app);
    assert_true(app_units_saturated(app) == 0 && app_units_zero(app) == 0);
}

static void test_too_large(void **state)
{
    struct app *app = *state;
    run(app, "flow relu layers=1; plot relu; set flow.width 1024; set flow.layers 200");
    run(app, "set hist on");
    app_settle(app);
    assert_null(app_units(app));
    assert_non_null(strstr(app_units_problem(app), "at most 1 GB"));
    run(app, "set flow.layers 1; set flow.width 8");
    app_settle(app);
    assert_non_null(app_units(app));
    assert_string_equal(app_units_problem(app), "");
}

/* ---- the strip ---- */

static void expect_inside(const struct sheet *sheet, const struct rect *r)
{
    for (int y = 0; y < sheet->canvas.h; y++) {
        for (int x = 0; x < sheet->canvas.w; x++) {
            bool inside = x >= r->x && x < r->x + r->w && y >= r->y && y < r->y + r->h;
            if (!inside && canvas_get(&sheet->canvas, x, y)->ch != ' ')
                fail_msg("drawn at %d, %d", x, y);
        }
    }
}

static void draw_strip(struct app *app, int w, int h, bool seen)
{
    const struct model m = {.app = app};
    struct layout l;
    struct plot_panel panel;
    layout_init(&l, &m, w, h);
    if (l.panels < 1) { /* there is no plot at all */
        assert_false(seen);
        return;
    }
    plot_panel_init(app_settings(app), &l, 0, &panel);
    assert_true((panel.strip.h > 0) == seen);
    for (int i = 0; i < 2; i++) {
        struct sheet sheet;
        sheet_init(&sheet, w, h, i ? RASTER_BRAILLE : RASTER_ASCII, i);
        plot_hist_draw(&m, sheet.pen, &panel);
        pen_finish(sheet.pen);
        expect_inside(&sheet, &panel.strip);
        if (seen) { /* the highest bar is full */
            bool full = false;
            for (int x = panel.strip.x; x < panel.strip.x + panel.strip.w; x++)
                full =
                    full || canvas_get(&sheet.canvas, x, panel.strip.y)->ch == (i ? 0x2588U : '#');
            assert_true(full);
        }
        sheet_done(&sheet);
    }
}

static void test_strip(void **state)
{
    struct app *app = *state;
    static const char *const ranges[] = {"-6:6", "-0.01:0.02", "3:4", "-1e6:1e6"};
    run(app, "plot tanh; set hist on");
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        char line[64];
        (void)snprintf(line, sizeof line, "set range %s", ranges[i]);
        run(app, line);
        app_settle(app);
        draw_strip(app, 80, 24, true);
        draw_strip(app, 120, 40, true);
        draw_strip(app, 60, 20, true);
        draw_strip(app, 40, 12, false);
        draw_strip(app, 20, 8, false);
    }
    run(app, "set range 0.001:100; set xscale log");
    app_settle(app);
    draw_strip(app, 80, 24, true);
}

static void test_strip_words(void **state)
{
    struct app *app = *state;
    struct str words;
    str_init(&words);
    run(app, "plot relu; set hist on");
    plot_hist_words(app, -6, 6, "'", &words);
    assert_string_equal(words.data, "");
    app_settle(app);
    plot_hist_words(app, -1e9, 1e9, "'", &words);
    assert_non_null(strstr(words.data, "z of 20 layers, init he: "));
    assert_null(strstr(words.data, "outside"));
    str_clear(&words);
    run(app, "set hist_layer 2; set flow.mode chain");
    app_settle(app);
    plot_hist_words(app, 1e8, 1e9, "'", &words);
    assert_string_equal(words.data + strlen(words.data) - 15, ", 100 % outside");
    assert_non_null(strstr(words.data, "z of layer 2 of 20, chain: "));
    str_done(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wide_axes_keep_what_is_near_0),
        cmocka_unit_test(test_sigmoid),
        cmocka_unit_test(test_kinks),
        cmocka_unit_test(test_none),
        TEST(test_words),
        TEST(test_all_units),
        TEST(test_shares),
        TEST(test_too_large),
        TEST(test_strip),
        TEST(test_strip_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
