/* The map screen: its points are the flow screen's stacks, its picture says the same with colours,
 * without them and in ASCII, a click means what is under it, theory's edge is where it is known. */
#include "app_world.h"

#include <math.h>

#include "app/maps.h"
#include "sheet.h"
#include "view/export.h"
#include "view/layout.h"
#include "view/map_picture.h"
#include "view/map_level.h"
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
    assert_int_equal(s->flow.acts.n, 1);
    assert_string_equal(s->flow.acts.use[0].act->name, "elu");
    assert_true(s->flow.acts.use[0].param[0] == 0.5);
    assert_int_equal(s->flow.layers, at.layers);
    assert_true(s->flow.gain == at.gain);
    assert_true(app_flow(app, 0)->ratio_log10 == at.ratio_log10);
    run(app, "undo");
    assert_int_equal(s->screen, SCREEN_MAP);
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
        double gain; /* nan: none; 0: theory knows nothing of it */
    } cases[] = {
        {"map tanh init=lecun width=8 batch=4 layers=9", 1},
        {"map tanh init=he width=8 batch=4 layers=9", 0.70710678118654752},
        {"map relu init=he", 1},
        {"map relu init=lecun", 1.4142135623730951},
        {"map identity init=normal:0.5", 0.70710678118654752},
        {"map sigmoid init=xavier", (double)NAN},
        {"map relu init=he residual=on", 0},
        {"map relu residual=off norm=layer", 0},
    };
    struct app *app = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        settle(app, cases[i].line);
        const struct map_edges *x = app_map_edges(app);
        assert_int_equal(x->known, cases[i].gain != 0);
        assert_int_equal(x->n, cases[i].gain > 0);
        if (x->n && fabs(x->gain[0] / cases[i].gain - 1) > 1e-5)
            fail_msg("%s: %g", cases[i].line, x->gain[0]);
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
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(map_level(cases[i].ratio), cases[i].level);
    assert_int_equal(map_level(-(double)INFINITY), -1);
    assert_int_equal(map_level((double)INFINITY), -2);
    assert_int_equal(map_level((double)NAN), -2);
}

/* The pixels of a cell are the points that its column and rows stand for; its sign is the lower's.
 * An ASCII picture has the same signs. */
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
    const struct map_spec spec = maps_spec(app_settings(app));
    map_picture_init(sheet.pen, &l, &spec, &at);
    const struct rect *box = &at.space.box;
    assert_true(box->w >= MAP_DEPTHS);
    assert_true(box->h >= MAP_GAINS / 2);
    int compared = 0;
    for (int y = box->y; y < box->y + box->h; y++) {
        for (int x = box->x; x < box->x + box->w; x++) {
            const struct cell *cell = canvas_get(&sheet.canvas, x, y);
            int pixel = 2 * (box->y + box->h - 1 - y), column = map_picture_column(&at, x);
            struct map_point lower, upper;
            if (cell->attr & ATTR_OVER) /* a mark */
                continue;
            compared++;
            assert_true(map_at(app_map(app), column, map_picture_row(&at, pixel), &lower));
            assert_int_equal(cell->lower, ROLE_RAMP + map_level(lower.ratio_log10));
            assert_int_equal(canvas_get(&ascii.canvas, x, y)->ch, cell->ch);
            assert_int_equal(cell->ch, map_level_sign(map_level(lower.ratio_log10)));
            assert_true(map_at(app_map(app), column, map_picture_row(&at, pixel + 1), &upper));
            assert_int_equal(cell->upper, ROLE_RAMP + map_level(upper.ratio_log10));
        }
    }
    assert_true(compared > MAP_DEPTHS * 14);
    sheet_done(&ascii);
    sheet_done(&sheet);
}

/* While it is coarse there is a picture, too, and a line that says how far it is. */
static void test_coarse_pictures(void **state)
{
    struct app *app = *state;
    struct str status;
    struct sheet sheet;
    run(app, "map relu width=8 batch=8");
    picture(app, &sheet, true); /* of nothing */
    sheet_done(&sheet);
    str_init(&status);
    const struct model m = {.app = app};
    view_map_status(&m, &status);
    assert_null(strstr(status.data, "running"));
    (void)app_tick(app, 0, 1e-9); /* one slice or none: no clock here */
    view_map_status(&m, &status);
    str_done(&status);
    settle(app, "set width 9"); /* another network is another map */
    assert_true(map_spec(app_map(app))->stack.width == 9);
    assert_true(map_progress(app_map(app)) == 1);
    run(app, "set seed 5");
    assert_null(app_map(app));
}

static void press(struct app *app, const struct sheet *sheet, int x, int y)
{
    const struct model m = {.app = app};
    const struct key key = {.code = KEY_CODE_CLICK, .x = x, .y = y, .clicks = 1};
    struct str command;
    str_init(&command);
    assert_true(view_click(&m, sheet->pen, &key, &command));
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
        map_picture_init(sheet.pen, &l, &spec, &at);
        const struct rect *box = &at.space.box;
        assert_true(box->w > 20 && box->h >= 3);
        press(app, &sheet, box->x, box->y + box->h - 1);
        assert_int_equal(s->map.column, 1);
        assert_int_equal(s->map.row, map_picture_row(&at, 0) + 1);
        assert_int_equal(s->screen, SCREEN_MAP);
        int x, y;
        map_picture_cell(&at, s->map.column - 1, s->map.row - 1, &x, &y);
        press(app, &sheet, x, y);
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
    assert_int_equal(count(out.data, "\n"), 1 + MAP_DEPTHS * MAP_GAINS);
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
        TEST(test_points_are_found),
        TEST(test_edges),
        TEST(test_levels),
        TEST(test_pixels_are_points),
        TEST(test_coarse_pictures),
        TEST(test_clicks),
        TEST(test_files_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
