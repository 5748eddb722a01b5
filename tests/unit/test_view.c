/* Every screen at every size: nothing is drawn outside, nothing breaks, and where there is room
 * what matters is there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "draw/sink.h"
#include "lesson/lesson.h"
#include "view/layout.h"
#include "view/view.h"

static struct app *new_app(void)
{
    static const struct app_host host = {0};
    return app_new(&host, kernel_choose(NULL, NULL));
}

static void run(struct app *app, const char *line)
{
    struct err e = {0};
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
    app_settle(app);
}

/* The screen as text. */
static void dump(const struct model *m, int w, int h, enum raster raster, struct str *out)
{
    struct canvas canvas;
    canvas_init(&canvas, w, h);
    struct pen *pen = pen_new(&canvas, raster, raster != RASTER_ASCII);
    view_draw(m, pen);
    sink_text(&canvas, out);
    pen_free(pen);
    canvas_done(&canvas);
}

static void assert_shows(const struct model *m, int w, int h, const char *text)
{
    struct str out;
    str_init(&out);
    dump(m, w, h, RASTER_BRAILLE, &out);
    if (!strstr(out.data, text))
        fail_msg("%dx%d does not show \"%s\":\n%s", w, h, text, out.data);
    str_done(&out);
}

/* Screens in every mode that changes their layout. */
static const char *const scenes[] = {
    "plot sigmoid relu",
    "plot elu; cursor 1; set tangent on",
    "plot step signum relu tanh elu softplus; set d2f on; cursor 0",
    "plot sigmoid tanh relu; set layout stacked",
    "plot sigmoid tanh relu; set layout side",
    "plot sigmoid tanh relu elu gelu mish; set layout side",
    "plot sigmoid tanh relu elu gelu mish; set layout stacked",
    "plot prelu; set card off",
    "plot sigmoid; set range 1e11:1e12",
    "plot relu; set yrange -1e12:1e12",
    "flow sigmoid relu layers=5 width=4 batch=4",
    "flow sigmoid relu tanh elu layers=30 width=4 batch=4; set ledger on",
    "flow step layers=3 width=4 batch=4; set show dw",
    "flow sigmoid layers=1 width=1 batch=1",
    "flow sigmoid mode=chain layers=10",
    "flow relu layers=300 width=2 batch=2; step 1000",
    "lessons",
    "help",
    "help keys",
    "help commands",
    "help options; set scroll 40",
    "help functions",
    "help elu",
    "help set",
    "help layers",
};

static void test_every_size(void **state)
{
    (void)state;
    static const int big[][2] = {{40, 12}, {41, 13}, {60, 20},  {79, 23},  {80, 24},  {76, 24},
                                 {78, 12}, {40, 60}, {120, 40}, {200, 60}, {300, 100}};
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        struct app *app = new_app();
        struct lesson *lesson = lesson_new(app);
        run(app, scenes[i]);
        for (int raster = 0; raster < RASTER_COUNT; raster++) {
            const struct model m = {.app = app, .lesson = i % 2 ? lesson : NULL};
            struct str out;
            str_init(&out);
            for (int w = 0; w <= 12; w++)
                for (int h = 0; h <= 12; h++)
                    dump(&m, w, h, (enum raster)raster, &out);
            for (size_t k = 0; k < sizeof big / sizeof big[0]; k++)
                dump(&m, big[k][0], big[k][1], (enum raster)raster, &out);
            str_done(&out);
        }
        lesson_free(lesson);
        app_free(app);
    }
}

/* Rectangles that a click may hit lie on the screen. */
static void test_layout_stays_inside(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        struct app *app = new_app();
        const struct model m = {.app = app};
        run(app, scenes[i]);
        for (int w = LAYOUT_MIN_W; w <= 200; w += 7) {
            for (int h = LAYOUT_MIN_H; h <= 60; h += 5) {
                struct layout l;
                layout_init(&l, &m, w, h);
                const struct rect *all[] = {l.tab,   l.panel, l.legend, l.stack, l.knob,
                                            &l.body, &l.card, &l.words, &l.hint};
                const int count[] = {
                    SCREEN_COUNT, ACTS_MAX, ACTS_MAX, FLOW_ACTS_MAX, LAYOUT_KNOBS, 1, 1, 1, 1};
                for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
                    for (int n = 0; n < count[k]; n++) {
                        const struct rect *r = &all[k][n];
                        if (r->w <= 0 || r->h <= 0)
                            continue;
                        assert_in_range(r->x, 0, w - 1);
                        assert_in_range(r->y, 0, h - 1);
                        assert_in_range(r->x + r->w, 1, w);
                        assert_in_range(r->y + r->h, 1, h);
                    }
                }
            }
        }
        app_free(app);
    }
}

static void test_too_small(void **state)
{
    (void)state;
    struct app *app = new_app();
    const struct model m = {.app = app};
    assert_shows(&m, 60, 3, "actviz needs 40x12; this is 60x3. q quits");
    assert_shows(&m, 10, 3, "actviz\nneeds");
    app_free(app);
}

static void test_what_matters_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int w, h;
        const char *text;
    } cases[] = {
        {"plot sigmoid relu", 80, 24, "[1 Plot]"},
        {"plot sigmoid relu", 80, 24, "sigmoid"},
        {"plot sigmoid relu", 80, 24, "logistic function"},
        {"plot sigmoid relu", 40, 12, "relu"},
        {"plot sigmoid", 80, 24, "f solid, f′ dashed"},
        {"plot gelu yrange=100:200", 80, 24, "no f lies between y = 100 and 200"},
        {"plot 'sqrt(-1-x^2)'", 80, 24, "no f has a value here"},
        {"plot sigmoid; cursor 0", 80, 24, "at x = 0"},
        {"plot sigmoid; cursor 0", 80, 24, "0.25"},
        {"plot lif; cursor 1; set tangent on", 120, 16, "slope 0 left of it, inf right"},
        {"plot elu gelu relu celu swish selu df=off d2f=on; cursor 1", 160, 14, "f″ 0.242"},
        {"plot elu:alpha=0.5", 80, 24, "α=0.5"},
        {"plot elu:alpha=0.5", 80, 24, ">α alpha"},
        {"flow sigmoid relu layers=5 width=8; step 20", 80, 24, "[2 Flow]"},
        {"flow sigmoid relu layers=5 width=8; step 20", 80, 24, "layer 1 gets"},
        {"flow sigmoid relu layers=5 width=8; step 20", 80, 24, "δ = ∂L/∂z"},
        {"flow sigmoid layers=5 width=8; set show dw; step 20", 80, 24, "∂L/∂W"},
        {"flow sigmoid relu layers=60 width=8; step 200", 80, 24, "every 2nd layer is shown"},
        {"flow sigmoid relu layers=60 width=8; step 200", 80, 24, "every 2nd layer: δ"},
        {"flow sigmoid relu tanh elu width=8; step 200", 40, 12, "1 of 19: δ"},
        {"flow sigmoid relu tanh elu width=8; step 200", 40, 12, "\n  20 "},
        {"flow sigmoid relu tanh elu width=8; step 200", 40, 12, "\n   1 "},
        {"flow sigmoid relu tanh elu width=8; step 200", 40, 12, "sigmoid vanishes: "},
        {"flow relu layers=1000 width=2 batch=2; step 2000", 80, 24, "every 24th layer is shown"},
        {"flow sigmoid relu layers=5 width=8; rewind 3", 80, 24, "bars: a = φ(z), rms"},
        {"flow sigmoid relu layers=5 width=8; rewind 3", 80, 24, "paused, 5 layers"},
        {"flow sigmoid relu layers=5 width=8; rewind 3", 80, 24, "Space play"},
        {"flow sigmoid relu layers=5 width=8; rewind 3; play", 80, 24, "Space pause"},
        {"flow sigmoid relu layers=5 width=8; step 10", 80, 24, "Space again"},
        {"flow sigmoid mode=chain weight=6 layers=10; step 20", 80, 24, "\n  in "},
        {"flow sigmoid mode=chain weight=6 layers=10; step 20", 80, 24, "57.7"},
        {"flow sigmoid layers=5 ledger=on show=dw; step 10", 120, 40, "δ:φ′"},
        {"flow sigmoid layers=5 ledger=on show=dw; step 10", 120, 40, "of δ: φ′ took"},
        {"flow sigmoid relu residual=on norm=batch ledger=on; step 40", 80, 24, "residual gave"},
        {"flow identity init=normal:1e6 layers=60; step 120", 80, 24, "z overflows at layer 45"},
        {"flow elu:alpha=0.1 elu:alpha=5 layers=2; step 4", 80, 24, ">elu α=0.1"},
        {"plot elu:alpha=0.1 elu:alpha=5", 80, 24, " elu α=0.1"},
        {"plot sigmoid tanh relu elu softplus prelu df=off", 80, 24, "3-6"},
        {"plot sigmoid tanh relu elu gelu mish layout=side", 40, 16, "side needs a wider window"},
        {"flow sigmoid mode=chain layers=10; step 20", 80, 24, "held at 0 by its bias"},
        {"flow sigmoid mode=chain layers=10; step 20", 80, 24, "9.54e-07"},
        {"flow sigmoid relu layers=5 width=8; rewind 2", 80, 24, "on its way"},
        {"lessons", 80, 24, "No lessons were found."},
        {"help", 80, 24, "Keys of the plot screen"},
        {"help flow", 80, 24, "Runs a deep stack"},
        {"help elu", 80, 24, "exponential linear unit"},
        {"help layers", 80, 24, "Depth N of the stacks."},
        {"get 1+1", 80, 24, "2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct app *app = new_app();
        const struct model m = {.app = app};
        run(app, cases[i].line);
        assert_shows(&m, cases[i].w, cases[i].h, cases[i].text);
        app_free(app);
    }
}

/* Of a stack that is too deep for the screen the first and the last layer are always shown, and no
 * layer twice; all its bars have room. */
static void test_first_and_last_layer_are_shown(void **state)
{
    (void)state;
    static const int depths[] = {1, 2, 3, 7, 19, 20, 21, 50, 1000, 9999};
    for (size_t i = 0; i < sizeof depths / sizeof depths[0]; i++) {
        struct app *app = new_app();
        const struct model m = {.app = app};
        struct str line;
        str_init(&line);
        str_addf(&line, "flow sigmoid relu tanh elu layers=%d width=1 batch=1", depths[i]);
        run(app, line.data);
        str_done(&line);
        for (int w = LAYOUT_MIN_W; w <= 200; w += 16) {
            for (int h = LAYOUT_MIN_H; h <= 60; h += 4) {
                struct layout l;
                layout_init(&l, &m, w, h);
                int before = 0;
                for (int slot = 0; slot < l.bars; slot++) {
                    int layer = layout_bar_layer(&l, depths[i], slot);
                    assert_true(layer > before);
                    before = layer;
                }
                assert_int_equal(layout_bar_layer(&l, depths[i], 0), 1);
                assert_int_equal(before, depths[i]);
                int room = l.rows ? l.stack[0].h - 1 : l.stack[0].w - l.label - 1;
                assert_in_range(l.bars * l.pitch, 1, room);
            }
        }
        app_free(app);
    }
}

/* A note that is longer than a line takes more of them, and is whole. */
static void test_long_notes(void **state)
{
    (void)state;
    struct app *app = new_app();
    const struct model m = {.app = app};
    app_note(app, true, "%s",
             "one two three four five six seven eight nine ten eleven twelve "
             "thirteen fourteen fifteen sixteen");
    assert_shows(&m, 80, 24, "! one two");
    assert_shows(&m, 80, 24, "sixteen\n");
    assert_shows(&m, 40, 24, "sixteen\n");
    assert_shows(&m, 40, 12, "sixteen");
    assert_shows(&m, 80, 24, "q quit");
    app_free(app);
}

/* Help says what keys do, before what they run. */
static void test_help_in_words(void **state)
{
    (void)state;
    struct app *app = new_app();
    const struct model m = {.app = app};
    run(app, "flow sigmoid layers=2; help");
    assert_shows(&m, 80, 40, "play, pause");
    assert_shows(&m, 80, 40, "l L               fewer, more layers           turn -1 layers");
    assert_shows(&m, 80, 60, "α down, up");
    app_free(app);
}

/* A hint names the key that is bound, not the one that was. */
static void test_hints_follow_bindings(void **state)
{
    (void)state;
    struct app *app = new_app();
    const struct model m = {.app = app};
    assert_shows(&m, 80, 24, "q quit");
    run(app, "bind q redraw; bind C-c redraw; bind w quit");
    assert_shows(&m, 80, 24, "w quit");
    app_free(app);
}

/* A result of other settings is never shown as that of the present ones. */
static void test_computing_is_marked(void **state)
{
    (void)state;
    static const struct app_host live = {.live = true};
    struct app *app = app_new(&live, kernel_choose(NULL, NULL));
    const struct model m = {.app = app};
    run(app, "flow sigmoid layers=5 width=8; step 20");
    assert_shows(&m, 80, 24, "layer 1 gets");
    struct err e = {0};
    assert_true(app_run(app, "set gain 2", &e)); /* and no tick since */
    assert_shows(&m, 80, 24, "computing");
    assert_shows(&m, 80, 24, "being computed");
    app_free(app);
}

static void test_prompt(void **state)
{
    (void)state;
    static const char line[] = "plot sigmoid relu tanh elu softplus leaky_relu range=-10:10";
    struct app *app = new_app();
    struct prompt_line prompt = {
        .open = true, .prefix = ":", .text = "plot r", .cursor = 6, .matches = "relu\nrrelu"};
    const struct model m = {.app = app, .prompt = &prompt};
    int x, y;
    assert_shows(&m, 80, 24, "\n:plot r\n");
    assert_shows(&m, 80, 24, "relu   rrelu");
    assert_true(view_cursor(&m, 80, 24, &x, &y));
    assert_int_equal(x, 7);
    assert_int_equal(y, 23);
    prompt.text = "log \xe4\xb8\xad\xe6\x96\x87"; /* two characters of two columns */
    prompt.cursor = (int)strlen(prompt.text);
    assert_true(view_cursor(&m, 80, 24, &x, &y));
    assert_int_equal(x, 1 + 4 + 4);
    prompt.text = line; /* longer than the screen: the cursor stays in view wherever it is */
    for (prompt.cursor = 0; prompt.cursor < (int)sizeof line; prompt.cursor++) {
        for (int w = 1; w <= 44; w++) {
            assert_true(view_cursor(&m, w, 12, &x, &y));
            assert_in_range(x, 0, w - 1);
            assert_in_range(y, 0, 11);
        }
    }
    prompt.cursor = (int)strlen(line);
    assert_shows(&m, 40, 12, "range=-10:10");
    prompt.open = false;
    assert_false(view_cursor(&m, 80, 24, &x, &y));
    app_free(app);
}

static void test_plot_only(void **state)
{
    (void)state;
    struct app *app = new_app();
    const struct model m = {.app = app};
    run(app, "plot relu tanh");
    for (int w = 0; w <= 90; w += 3) {
        for (int h = 0; h <= 30; h++) {
            struct canvas canvas;
            struct str out;
            canvas_init(&canvas, w, h);
            str_init(&out);
            struct pen *pen = pen_new(&canvas, RASTER_BRAILLE, true);
            view_plot_only(&m, pen);
            sink_text(&canvas, &out);
            if (w >= 40 && h >= 10)
                assert_non_null(strstr(out.data, "relu, tanh   x from −6 to 6"));
            assert_null(strstr(out.data, "quit"));
            pen_free(pen);
            canvas_done(&canvas);
            str_done(&out);
        }
    }
    app_free(app);
}

/* What rasters the settings name; without Unicode all are ASCII. */
static void test_pens_have_the_raster_of_the_settings(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int across, down;
    } cases[] = {{"set raster auto", 2, 4},
                 {"set raster braille", 2, 4},
                 {"set raster quadrant", 2, 2},
                 {"set raster half", 1, 2},
                 {"set raster ascii", 1, 1}};
    struct app *app = new_app();
    struct canvas canvas;
    canvas_init(&canvas, 4, 2);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        run(app, cases[i].line);
        for (int unicode = 0; unicode < 2; unicode++) {
            struct pen *pen =
                view_pen(app_settings(app), &canvas, unicode ? RASTER_BRAILLE : RASTER_ASCII);
            assert_int_equal(pen_dots_across(pen), unicode ? cases[i].across : 1);
            assert_int_equal(pen_dots_down(pen), unicode ? cases[i].down : 1);
            pen_free(pen);
        }
    }
    canvas_done(&canvas);
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pens_have_the_raster_of_the_settings),
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_layout_stays_inside),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_what_matters_is_there),
        cmocka_unit_test(test_first_and_last_layer_are_shown),
        cmocka_unit_test(test_long_notes),
        cmocka_unit_test(test_help_in_words),
        cmocka_unit_test(test_hints_follow_bindings),
        cmocka_unit_test(test_computing_is_marked),
        cmocka_unit_test(test_prompt),
        cmocka_unit_test(test_plot_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
