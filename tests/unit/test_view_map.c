/* The map screen: its points are the flow screen's stacks, its picture says the same with colours,
 * without them and in ASCII, a click means what is under it, theory's edge is where it is known. */
#include "app_world.h"

#include <math.h>

#include "app/maps.h"
#include "draw/sink.h"
#include "sheet.h"
#include "view/export.h"
#include "view/layout.h"
#include "view/map_picture.h"
#include "view/map_level.h"
#include "view/map_words.h"
#include "view/view_map.h"

static void settle(struct app *app, const char *line)
{
    run(app, line);
    app_settle(app);
}

static void picture(struct app *app, struct sheet *sheet, bool unicode)
{
    const struct model m = {.app = app};
    sheet_init(sheet, 80, 24, unicode ? RASTER_BRAILLE : RASTER_ASCII, unicode);
    view_draw(&m, sheet->pen);
}

static void test_enter_goes_into_the_network(void **state)
{
    struct app *app = *state;
    struct map_point at;
    settle(app, "map elu:alpha=0.5 layers=30 width=8 batch=8 init=lecun; point 12 1.7");
    const struct settings *s = app_settings(app);
    assert_true(map_at(app_map(app), s->map.column - 1, s->map.row - 1, &at));
    settle(app, "open");
    assert_int_equal(s->screen, SCREEN_FLOW);
    assert_int_equal(s->flow.acts.n, 3); /* those that were there stay */
    assert_int_equal(s->flow.acts.focus, 2);
    assert_string_equal(s->flow.acts.use[2].act->name, "elu");
    assert_true(s->flow.acts.use[2].param[0] == 0.5);
    assert_int_equal(s->flow.layers, at.layers);
    assert_true(s->flow.gain == at.gain);
    assert_true(app_flow(app, 2)->ratio_log10 == at.ratio_log10);
    run(app, "undo");
    assert_int_equal(s->screen, SCREEN_MAP);
    assert_int_equal(s->flow.layers, 20);
}

/* The map is that of the flow screen's function with the focus; another one joins these, or takes
 * the place of that one where there are as many as there may be. */
static void test_whose_map_it_is(void **state)
{
    struct app *app = *state;
    const struct settings *s = app_settings(app);
    run(app, "flow sigmoid relu; focus relu; map");
    assert_string_equal(maps_spec(s).stack.act.act->name, "relu");
    run(app, "focus");
    assert_string_equal(maps_spec(s).stack.act.act->name, "sigmoid");
    run(app, "map relu");
    assert_int_equal(s->flow.acts.n, 2);
    assert_int_equal(s->flow.acts.focus, 1);
    run(app, "map tanh; map elu; focus tanh; map gelu");
    assert_int_equal(s->flow.acts.n, FLOW_ACTS_MAX);
    assert_string_equal(s->flow.acts.use[2].act->name, "gelu");
    assert_string_equal(maps_spec(s).stack.act.act->name, "gelu");
    run(app, "undo");
    assert_string_equal(maps_spec(s).stack.act.act->name, "tanh");
}

static void test_chains_have_no_map(void **state)
{
    struct app *app = *state;
    refuse(app, "map mode=chain", "mode=mlp", 0);
    run(app, "flow mode=chain");
    refuse(app, "map", "mode=mlp", 0);
    assert_int_equal(app_settings(app)->screen, SCREEN_FLOW);
    run(app, "map mode=mlp");
    refuse(app, "set mode chain", "mode=mlp", 0);
}

static void test_points_are_found(void **state)
{
    struct app *app = *state;
    run(app, "map layers=98 gain=0.5:2");
    const struct settings *s = app_settings(app);
    const struct map_spec spec = maps_spec(s);
    run(app, "point 98 2");
    assert_int_equal(s->map.column, MAP_DEPTHS);
    assert_int_equal(s->map.row, MAP_GAINS);
    run(app, "point 1 0.01");
    assert_int_equal(s->map.column, 1);
    assert_int_equal(s->map.row, 1);
    for (int k = 0; k < MAP_GAINS; k++)
        assert_int_equal(maps_row(&spec, map_gain(&spec, k)), k);
    for (int i = 0; i < MAP_DEPTHS; i++)
        assert_int_equal(maps_column(&spec, map_depth(&spec, i)), i);
    refuse(app, "point 0 1", "from 1 to", 0);
    refuse(app, "point 9 -1", "above 0", 0);
    refuse(app, "map gain=0:2", "gain", 0);
    refuse(app, "map layers=10000 width=512 batch=512", "1 GB", 0);
}

/* The edges that are known: at lecun's scale for tanh, at he's for relu, nowhere for sigmoid. */
static void test_edges(void **state)
{
    static const struct {
        const char *line;
        double gain;       /* nan: none; 0: theory knows nothing of it */
        const char *words; /* NULL: chi is 1 there */
    } cases[] = {
        {"map tanh init=lecun width=8 batch=4 layers=9", 1, NULL},
        {"map tanh init=he width=8 batch=4 layers=9", 0.70710678118654752, NULL},
        {"map relu init=he", 1, NULL},
        {"map relu init=lecun", 1.4142135623730951, NULL},
        {"map identity init=normal:0.5", 0.70710678118654752, NULL},
        {"map relu init=he gain=1:4", 1, NULL}, /* at the end of the map */
        {"map relu init=he gain=0.25:1", 1, NULL},
        {"map relu init=he gain=1.1:4", (double)NAN, "chi is above 1 at every gain: "},
        {"map tanhshrink init=he gain=0.25:4", 1.1775, "chi jumps from 0 to 2.77 at gain 1.18: "},
        {"map relu2", 0.6389, "chi jumps from 0 to inf at gain 0.639: theory's edge"},
        {"map sigmoid init=xavier", (double)NAN, "chi is below 1 at every gain: theory sees no "},
        {"map relu init=he residual=on", 0, "theory knows no edge here"},
        {"map relu residual=off norm=layer", 0, "theory knows no edge here"},
    };
    struct app *app = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str words;
        str_init(&words);
        settle(app, cases[i].line);
        const struct map_edges *x = app_map_edges(app);
        assert_int_equal(x->known, cases[i].gain != 0);
        assert_int_equal(x->n, cases[i].gain > 0);
        if (x->n && fabs(x->edge[0].gain / cases[i].gain - 1) > 1e-4)
            fail_msg("%s: %.9g", cases[i].line, x->edge[0].gain);
        map_words_edge(app, "chi", &words);
        const char *want = cases[i].words ? cases[i].words : "chi is 1 at gain ";
        if (!str_starts(words.data, want))
            fail_msg("%s: %s", cases[i].line, words.data);
        str_done(&words);
    }
}

static void test_levels(void **state)
{
    (void)state;
    static const struct {
        double ratio;
        int level;
    } cases[] = {{0, 4},   {0.99, 4}, {1, 5},   {-1, 4},  {-1.01, 3}, {-3.5, 2},
                 {-11, 1}, {-300, 0}, {2.9, 5}, {3.1, 6}, {10.1, 7},  {400, 8}};
    const double inf = (double)INFINITY, nan = (double)NAN;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(map_level(&(struct map_point){.ratio_log10 = cases[i].ratio}),
                         cases[i].level);
    assert_int_equal(map_level(&(struct map_point){.ratio_log10 = -inf}), MAP_LEVEL_ZERO);
    assert_int_equal(map_level(&(struct map_point){.ratio_log10 = inf}), MAP_LEVEL_OVERFLOW);
    assert_int_equal(map_level(&(struct map_point){.ratio_log10 = nan, .last_log10 = nan}),
                     MAP_LEVEL_OVERFLOW);
    assert_int_equal(map_level(&(struct map_point){.ratio_log10 = nan, .last_log10 = -inf}),
                     MAP_LEVEL_NOTHING);
}

/* What is no number: its sign on the picture, what the key and the words say of it. Nothing of it
 * is said where there is none. */
static void test_no_numbers(void **state)
{
    static const struct {
        const char *line;
        int level;
        const char *key, *says;
    } cases[] = {
        {"map step width=4 batch=4; point 20 1", MAP_LEVEL_NOTHING, "? 0 at the last layer",
         "cannot be judged: layer 20 gets exactly 0 itself, nothing to compare with"},
        {"map identity width=4 batch=4 precision=f16; point 100 0.25", MAP_LEVEL_ZERO,
         "0 exactly nothing", "is blocked: layer 1 gets exactly 0"},
        {"map identity width=4 batch=4 precision=f16; point 100 4", MAP_LEVEL_OVERFLOW,
         "! overflow", "cannot be judged: no number, an overflow or no memory"},
    };
    enum { CASES = sizeof cases / sizeof cases[0] };
    struct app *app = *state;
    for (int i = 0; i < CASES; i++) {
        struct sheet sheet;
        struct str say;
        struct map_point at;
        const struct model m = {.app = app};
        str_init(&say);
        settle(app, cases[i].line);
        assert_true(map_words_point(app, &at));
        assert_int_equal(map_level(&at), cases[i].level);
        view_say(&m, &say);
        if (!strstr(say.data, cases[i].says))
            fail_msg("%s", say.data);
        for (int w = 60; w <= 120; w += 60) { /* below the picture and beside it */
            sheet_init(&sheet, w, w / 3, RASTER_ASCII, false);
            view_draw(&m, sheet.pen);
            str_clear(&say);
            sink_text(&sheet.canvas, &say);
            for (int k = 0; k < CASES; k++) {
                char apart[64]; /* beside it signs stand apart */
                (void)snprintf(apart, sizeof apart, "%c  %s", cases[k].key[0], cases[k].key + 2);
                bool there = strstr(say.data, cases[k].key) || strstr(say.data, apart);
                bool is_none = i == 0 && k > 0; /* step's map is all of one kind */
                if ((k == i && !there) || (is_none && there))
                    fail_msg("%s at %d columns, %s:\n%s", cases[i].line, w, cases[k].key, say.data);
            }
            sheet_done(&sheet);
        }
        str_done(&say);
    }
}

/* The pixels of a cell are the points that its column and rows stand for; its sign is the lower's.
 * An ASCII picture has the same signs. The row of theory's edge and the cell of the chosen point
 * show one gain, that which is marked. */
static void test_pixels_are_points(void **state)
{
    struct app *app = *state;
    struct sheet sheet, ascii;
    struct layout l;
    const struct model m = {.app = app};
    settle(app, "map tanh init=lecun width=8 batch=8; point 2 0.25; set flow.gain 9");
    picture(app, &sheet, true);
    picture(app, &ascii, false);
    layout_init(&l, &m, 80, 24);
    struct map_picture at;
    map_picture_init(sheet.pen, &l, app_settings(app), &at);
    const struct rect *box = &at.space.box;
    assert_true(box->w >= MAP_DEPTHS);
    assert_true(box->h >= MAP_GAINS / 2);
    int compared = 0, chosen_x, chosen_y;
    const struct map_spec spec = maps_spec(app_settings(app));
    const struct map_edges *edges = app_map_edges(app);
    assert_int_equal(edges->n, 1);
    const int edge = map_picture_pixel(&at, maps_row(&spec, edges->edge[0].gain));
    map_picture_cell(&at, at.column, at.row, &chosen_x, &chosen_y);
    for (int y = box->y; y < box->y + box->h; y++) {
        for (int x = box->x; x < box->x + box->w; x++) {
            const struct cell *cell = canvas_get(&sheet.canvas, x, y);
            const bool chosen = x == chosen_x && y == chosen_y;
            const bool one = chosen || edge / 2 == box->y + box->h - 1 - y;
            int pixel = 2 * (box->y + box->h - 1 - y), column = map_picture_column(&at, x);
            struct map_point lower, upper;
            if (cell->attr & ATTR_OVER) /* a mark */
                continue;
            compared++;
            if (one)
                pixel = chosen ? map_picture_pixel(&at, at.row) : edge;
            assert_true(map_at(app_map(app), column, map_picture_row(&at, pixel), &lower));
            assert_int_equal(cell->lower, ROLE_RAMP + map_level(&lower));
            assert_int_equal(canvas_get(&ascii.canvas, x, y)->ch, cell->ch);
            assert_int_equal(cell->ch, map_level_sign(map_level(&lower)));
            assert_true(map_at(app_map(app), column, map_picture_row(&at, pixel + !one), &upper));
            assert_int_equal(cell->upper, ROLE_RAMP + map_level(&upper));
        }
    }
    assert_true(compared > MAP_DEPTHS * 14);
    sheet_done(&ascii);
    sheet_done(&sheet);
}

/* The chosen point has a place on pictures of any size, and is shown there: at 80x24 there are 32
 * pixels for 33 gains. */
static void test_chosen_is_seen(void **state)
{
    static const int sizes[][2] = {{80, 24}, {120, 40}, {60, 20}, {40, 12}};
    struct app *app = *state;
    const struct settings *s = app_settings(app);
    run(app, "map relu");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const struct model m = {.app = app};
        struct sheet sheet;
        struct layout l;
        sheet_init(&sheet, sizes[i][0], sizes[i][1], RASTER_BRAILLE, true);
        layout_init(&l, &m, sizes[i][0], sizes[i][1]);
        for (int k = 0; k < MAP_DEPTHS; k++) {
            struct map_picture at;
            char line[64];
            int x, y, pixel;
            (void)snprintf(line, sizeof line, "set map.column %d; set map.row %d", k + 1,
                           k % MAP_GAINS + 1);
            run(app, line);
            map_picture_init(sheet.pen, &l, s, &at);
            map_picture_cell(&at, k, k % MAP_GAINS, &x, &y);
            assert_true(layout_hit(at.space.box, x, y));
            assert_int_equal(map_picture_column(&at, x), k);
            pixel = 2 * (at.space.box.y + at.space.box.h - 1 - y);
            assert_true(map_picture_row(&at, pixel) == k % MAP_GAINS ||
                        map_picture_row(&at, pixel + 1) == k % MAP_GAINS);
        }
        sheet_done(&sheet);
    }
}

/* A clock that goes on by a second whenever somebody looks. */
static double look(void *ctx)
{
    double *now = ctx;
    return *now += 1;
}

static void assert_status(const struct model *m, const char *says, bool there)
{
    struct str status;
    str_init(&status);
    view_map_status(m, &status);
    if ((strstr(status.data, says) != NULL) != there)
        fail_msg("%s", status.data);
    str_done(&status);
}

/* While it is coarse there is a picture, too, and a line that says how far it is. */
static void test_coarse_pictures(void **state)
{
    (void)state;
    double now = 0;
    const struct app_host host = {.ctx = &now, .now = look};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    const struct model m = {.app = app};
    struct sheet sheet;
    struct str say;
    run(app, "map relu width=8 batch=8 layers=50; point 46 1");
    picture(app, &sheet, true); /* of nothing */
    sheet_done(&sheet);
    assert_status(&m, "running", false);
    str_init(&say);
    view_say(&m, &say);
    assert_non_null(strstr(say.data, "There is no map: nothing has run yet"));
    while (!app_map(app) || map_stride(app_map(app)) == MAP_COARSE)
        assert_true(app_tick(app, 0, 20)); /* fewer slices than that */
    double progress = map_progress(app_map(app));
    assert_true(progress > 0 && progress < 0.1);
    assert_status(&m, "running every 4th point, ", true);
    str_clear(&say);
    view_say(&m, &say);
    assert_non_null(strstr(say.data, " % has run. With 42 layers, gain 1 "));
    picture(app, &sheet, true);
    str_clear(&say);
    sink_text(&sheet.canvas, &say);
    assert_non_null(strstr(say.data, "42 layers, gain 1"));
    assert_non_null(strstr(say.data, "(nearest so far)"));
    sheet_done(&sheet);
    settle(app, "set width 9"); /* another network is another map */
    assert_true(map_spec(app_map(app))->stack.width == 9);
    assert_true(map_progress(app_map(app)) == 1);
    assert_status(&m, "running", false);
    run(app, "set seed 5");
    assert_null(app_map(app));
    str_done(&say);
    app_free(app);
}

static void press(struct app *app, const struct sheet *sheet, uint32_t code, int clicks, int x,
                  int y)
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
    struct str command;
    str_init(&command);
    if (view_click(&m, sheet->pen, &key, &command))
        run(app, command.data);
    str_done(&command);
}

static void test_clicks(void **state)
{
    struct app *app = *state;
    const struct settings *s = app_settings(app);
    const struct model m = {.app = app};
    static const int sizes[][2] = {{80, 24}, {120, 40}, {60, 20}, {40, 12}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct sheet sheet;
        struct layout l;
        struct map_picture at;
        settle(app, "map relu width=4 batch=4 layers=20; point 20 4");
        sheet_init(&sheet, sizes[i][0], sizes[i][1], RASTER_BRAILLE, true);
        view_draw(&m, sheet.pen);
        layout_init(&l, &m, sizes[i][0], sizes[i][1]);
        const struct map_spec spec = maps_spec(s);
        map_picture_init(sheet.pen, &l, app_settings(app), &at);
        const struct rect *box = &at.space.box;
        assert_true(box->w > 20 && box->h >= 3);
        press(app, &sheet, KEY_CODE_CLICK, 1, box->x, box->y + box->h - 1);
        assert_int_equal(s->map.column, 1);
        assert_int_equal(s->map.row, map_picture_row(&at, 0) + 1);
        assert_int_equal(s->screen, SCREEN_MAP);
        int x, y;
        map_picture_cell(&at, s->map.column - 1, s->map.row - 1, &x, &y);
        press(app, &sheet, KEY_CODE_RELEASE, 1, x, y);
        press(app, &sheet, KEY_CODE_CLICK, 2, x, y); /* a drag may begin */
        assert_int_equal(s->screen, SCREEN_MAP);
        press(app, &sheet, KEY_CODE_RELEASE, 2, x, y); /* none did */
        assert_int_equal(s->screen, SCREEN_FLOW);
        assert_int_equal(s->flow.layers, 2);
        assert_true(s->flow.gain == map_gain(&spec, s->map.row - 1));
        sheet_done(&sheet);
    }
}

static int count(const char *text, const char *word)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
        n++;
    return n;
}

static void test_files_and_words(void **state)
{
    struct app *app = *state;
    const struct model m = {.app = app};
    const struct export_size size = {100, 30, true};
    struct err e = {0};
    struct str out;
    settle(app, "map tanh width=8 batch=8 layers=20 init=lecun");
    str_init(&out);
    assert_true(export_screen(&m, EXPORT_SVG, &size, &out, &e));
    assert_true(count(out.data, "<rect") > 40); /* pixels, joined where they are alike */
    str_clear(&out);
    assert_true(export_screen(&m, EXPORT_CSV, &size, &out, &e));
    assert_int_equal(count(out.data, "\n"), 1 + 19 * MAP_GAINS); /* depths of 2 to 20 */
    str_clear(&out);
    view_say(&m, &out);
    assert_non_null(strstr(out.data, "chi is 1 at gain 1: theory's edge. With "));
    assert_int_equal(count(out.data, ". ") + 1, 2); /* sentences */
    str_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_enter_goes_into_the_network),
        TEST(test_whose_map_it_is),
        TEST(test_chains_have_no_map),
        TEST(test_points_are_found),
        TEST(test_edges),
        TEST(test_levels),
        TEST(test_no_numbers),
        TEST(test_pixels_are_points),
        TEST(test_chosen_is_seen),
        cmocka_unit_test(test_coarse_pictures),
        TEST(test_clicks),
        TEST(test_files_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
