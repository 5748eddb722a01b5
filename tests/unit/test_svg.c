/* SVG pictures: curves as they are, and well-formed whatever was drawn. */
#include "draw/sink_svg.h"

#include <float.h>

#include "studio.h"

static const struct stroke line = {.role = ROLE_SERIES};
static struct space unit_space(void)
{
    return (struct space){.box = {0, 0, 10, 5}, .x0 = 0, .x1 = 1, .y0 = 0, .y1 = 1};
}

/* ---- curves ---- */

static void test_every_curve_is_one_path(void **state)
{
    (void)state;
    struct studio s;
    double x[5] = {0, 0.25, 0.5, 0.75, 1}, y[5] = {0, 0.3, (double)NAN, 0.4, 1};
    const struct space space = unit_space();
    char path[256];
    studio_init(&s, 10, 5, true);
    for (int i = 0; i < 3; i++)
        pen_path(s.pen, &space, x, y, 5, &line);
    double nowhere[2] = {(double)NAN, (double)NAN};
    pen_path(s.pen, &space, x, nowhere, 2, &line);
    const char *svg = show(&s);
    assert_int_equal(xml_count(strstr(svg, "<g id=\"curves\""), "<path"), 3);
    path_of(svg, "curves", 2, path, sizeof path);
    assert_int_equal(xml_count(path, "M"), 2); /* the gap */
    studio_done(&s);
}

static void test_straight_is_two_points_and_a_kink_three(void **state)
{
    (void)state;
    enum { N = 201 };
    struct studio s;
    double x[N], y[N];
    const struct space space = {.box = {0, 0, 10, 5}, .x0 = -1, .x1 = 1, .y0 = 0, .y1 = 1};
    for (int i = 0; i < N; i++) {
        x[i] = (i - 100) / 100.0;
        y[i] = x[i] > 0 ? x[i] : 0;
    }
    studio_init(&s, 10, 5, true);
    pen_path(s.pen, &space, x, y, N, &line);
    /* The middle of the first fine column, the middle, the last; likewise in rows. */
    assert_path(&s, "curves", "M9.56 98.44L54 98.44 98.44 9.56");
    pen_start(s.pen);
    pen_path(s.pen, &space, x + 100, y + 100, N - 100, &line);
    assert_path(&s, "curves", "M54 98.44L98.44 9.56");
    studio_done(&s);
}

static double away(const double p[2], const double a[2], const double b[2])
{
    double dx = b[0] - a[0], dy = b[1] - a[1], length = dx * dx + dy * dy;
    double t = length > 0 ? ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length : 0;
    t = fmin(fmax(t, 0), 1);
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/* No sample is farther from the path than can be seen; few points remain. */
static void test_paths_are_true_to_their_curves(void **state)
{
    (void)state;
    enum { N = 801 };
    struct studio s;
    static double x[N], y[N], seen[N][2];
    static char path[65536];
    const struct space space = {.box = {0, 0, 100, 30}, .x0 = 0, .x1 = 1, .y0 = -1, .y1 = 1};
    studio_init(&s, 100, 30, true);
    for (int i = 0; i < N; i++) {
        x[i] = i / (N - 1.0);
        y[i] = sin(12 * x[i] * x[i]) * (1 - x[i] / 2);
    }
    pen_path(s.pen, &space, x, y, N, &line);
    path_of(show(&s), "curves", 0, path, sizeof path);
    int n = 0;
    for (char *at = path; *at; n++) {
        at += strspn(at, "ML ");
        seen[n][0] = strtod(at, &at);
        seen[n][1] = strtod(at, &at);
    }
    assert_in_range(n, 40, 400);
    for (int i = 0, k = 0; i < s.scene.points; i++) {
        const double p[2] = {svg_x(s.scene.point[i].x), svg_y(s.scene.point[i].y)};
        while (k + 2 < n && seen[k + 1][0] < p[0])
            k++;
        assert_true(away(p, seen[k], seen[k + 1]) < 0.03 + 0.01);
    }
    studio_done(&s);
}

static void test_curves_are_cut_at_their_box(void **state)
{
    (void)state;
    struct studio s;
    double x[3] = {0, 0.5, 1}, y[3] = {-1e300, 0.5, (double)INFINITY};
    const struct space space = unit_space();
    studio_init(&s, 10, 5, true);
    pen_path(s.pen, &space, x, y, 2, &line);
    pen_path(s.pen, &space, x + 1, y + 1, 2, &line);
    const char *svg = show(&s);
    assert_null(strstr(svg, "inf"));
    assert_null(strstr(svg, "nan"));
    /* It comes in through the lower edge, where an arrow says so. */
    assert_int_equal(xml_count(strstr(svg, "<g id=\"marks\""), "<path"), 1);
    char path[64];
    path_of(svg, "marks", 0, path, sizeof path);
    assert_string_equal(path, "M54 99l-4.5-8h9z");
    studio_done(&s);
}

static void test_dashes_and_widths_tell_curves_apart(void **state)
{
    (void)state;
    struct studio s;
    const struct space space = unit_space();
    studio_init(&s, 10, 5, true);
    for (int dash = 0; dash < DASH_COUNT; dash++) {
        const struct stroke stroke = {.role = ROLE_SERIES, .dash = (enum dash)dash};
        pen_line(s.pen, &space, 0, 0, 1, 1, &stroke);
    }
    assert_int_equal(xml_count(show(&s), " stroke-dasharray=\""), DASH_COUNT - 1);
    pen_start(s.pen);
    const struct stroke strokes[] = {{.role = ROLE_SERIES, .bold = true},
                                     {.role = ROLE_SERIES},
                                     {.role = ROLE_SERIES, .thin = true}};
    for (int i = 0; i < 3; i++)
        pen_line(s.pen, &space, 0, 0, 1, 1, &strokes[i]);
    double before = 100;
    const char *at = strstr(show(&s), "<g id=\"curves\"");
    for (int i = 0; i < 3; i++) {
        at = strstr(at, " stroke-width=\"") + 15;
        double width = strtod(at, NULL);
        assert_true(width < before);
        before = width;
    }
    studio_done(&s);
}

static void test_marks_and_ticks_are_where_their_values_are(void **state)
{
    (void)state;
    struct studio s;
    const struct space space = {.box = {4, 0, 10, 4}, .x0 = 0, .x1 = 1, .y0 = 0, .y1 = 1};
    studio_init(&s, 15, 6, true);
    for (int i = 0; i < 5; i++)
        pen_mark(s.pen, &space, 0.5, 0.5, (enum mark)i, ROLE_SERIES);
    pen_mark(s.pen, &space, 2, 0.5, MARK_POINT, ROLE_SERIES);
    pen_tick_left(s.pen, &space, 0.5, ROLE_AXIS, "0.5");
    pen_tick_below(s.pen, &space, 0.5, 7, ROLE_AXIS, "half");
    pen_tick_left(s.pen, &space, 7, ROLE_AXIS, "7");
    const char *svg = show(&s);
    assert_int_equal(xml_count(strstr(svg, "<g id=\"marks\""), " d=\"M90 45"), 5);
    assert_int_equal(xml_count(svg, "<text text-anchor"), 2);
    assert_non_null(strstr(svg, "x=\"90\"")); /* the label under the middle of the axis */
    assert_null(strstr(svg, ">7<"));
    studio_done(&s);
}

/* ---- anything ---- */

static double any_double(uint64_t *index)
{
    static const double extremes[] = {(double)NAN, HUGE_VAL, -HUGE_VAL, DBL_MAX,
                                      -DBL_MAX,    5e-324,   0};
    int n = sizeof extremes / sizeof extremes[0];
    int i = sheet_pick(index, 30);
    return i < n ? extremes[i] : (sheet_uniform(index) - 0.5) * 10;
}

static int any_int(uint64_t *index)
{
    static const int extremes[] = {INT32_MIN, INT32_MAX, 0, 1000000};
    int i = sheet_pick(index, 30);
    return i < 4 ? extremes[i] : i - 12;
}

/* Where nothing is learned the ground is twice as opaque as where little is. */
static void test_zones_are_light(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 20, 6, true);
    const struct space space = {.box = {0, 0, 20, 5}, .x0 = 0, .x1 = 1, .y0 = 0, .y1 = 1};
    pen_zone(s.pen, &space, 0, 0.25, true);
    pen_zone(s.pen, &space, 0.5, 1, false);
    const char *svg = show(&s), *dead = strstr(svg, " fill-opacity=\"0.25\""), *low;
    assert_non_null(dead);
    low = strstr(dead, " fill-opacity=\"0.13\""); /* an eighth */
    assert_non_null(low);
    assert_null(strstr(low + 1, " fill-opacity"));
    studio_done(&s);
}

static void any_call(struct studio *s, uint64_t *index)
{
    struct space space = {.box = {any_int(index), any_int(index), any_int(index), any_int(index)},
                          .x0 = any_double(index),
                          .x1 = any_double(index),
                          .y0 = any_double(index),
                          .y1 = any_double(index)};
    const struct stroke stroke = {.role = (enum role)sheet_pick(index, ROLE_COUNT),
                                  .dash = (enum dash)sheet_pick(index, DASH_COUNT)};
    const struct rect r = space.box;
    double x[6], y[6];
    char text[16];
    for (int i = 0; i < 6; i++) {
        x[i] = any_double(index);
        y[i] = any_double(index);
    }
    for (int i = 0; i < 15; i++)
        text[i] = (char)(1 + sheet_pick(index, 255));
    text[15] = '\0';
    switch (sheet_pick(index, 8)) {
    case 0:
        (void)pen_text(s->pen, r.x, r.y, r.w, stroke.role, (unsigned)sheet_pick(index, 8), text);
        return;
    case 1:
        pen_box(s->pen, r, stroke.role);
        return;
    case 2:
        pen_path(s->pen, &space, x, y, 6, &stroke);
        return;
    case 3:
        pen_mark(s->pen, &space, x[0], y[0], (enum mark)sheet_pick(index, 5), stroke.role);
        return;
    case 4:
        pen_bar(s->pen, r.x, r.y, r.w, x[0], stroke.role, 0);
        pen_bar_mark(s->pen, r, x[1], &(struct bar_mark){.role = stroke.role, .sign = "upright"});
        pen_column_mark(s->pen, r, x[2], &(struct bar_mark){.role = stroke.role, .sign = "rung"});
        return;
    case 5:
        pen_column(s->pen, r.x, r.y, r.h, x[0], stroke.role, 0);
        return;
    case 6:
        pen_tick_left(s->pen, &space, y[0], stroke.role, text);
        return;
    default:
        pen_tick_below(s->pen, &space, x[0], r.x, stroke.role, text);
    }
}

static void test_anything_is_well_formed_and_the_same_twice(void **state)
{
    (void)state;
    print_message("seed %d\n", SHEET_SEED);
    uint64_t index = 700000;
    for (int w = 0; w <= 12; w++) {
        for (int h = 0; h <= 6; h++) {
            struct studio s;
            struct str again;
            studio_init(&s, w, h, w % 2);
            for (int i = 0; i < 60; i++)
                any_call(&s, &index);
            str_init(&again);
            assert_text_inside(show(&s));
            sink_svg(&s.canvas, &s.scene, THEME_DARK, "title", "what it shows", &again);
            assert_string_equal(again.data, s.svg.data);
            str_done(&again);
            studio_done(&s);
        }
    }
}

/* Shapes stay shapes; all that is text is ASCII. */
static void test_pens_without_unicode(void **state)
{
    (void)state;
    struct studio s;
    const struct space space = unit_space();
    studio_init(&s, 12, 6, false);
    pen_box(s.pen, (struct rect){0, 0, 12, 6}, ROLE_FRAME);
    (void)pen_text(s.pen, 1, 1, -1, ROLE_TEXT, 0, "α ═ ′");
    pen_tick_left(s.pen, &space, 0, ROLE_AXIS, "−π");
    const char *svg = show(&s);
    for (const char *at = svg; *at; at++)
        assert_true((unsigned char)*at < 0x80);
    assert_non_null(strstr(svg, "<g id=\"lines\""));
    studio_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_curve_is_one_path),
        cmocka_unit_test(test_straight_is_two_points_and_a_kink_three),
        cmocka_unit_test(test_paths_are_true_to_their_curves),
        cmocka_unit_test(test_curves_are_cut_at_their_box),
        cmocka_unit_test(test_dashes_and_widths_tell_curves_apart),
        cmocka_unit_test(test_marks_and_ticks_are_where_their_values_are),
        cmocka_unit_test(test_zones_are_light),
        cmocka_unit_test(test_anything_is_well_formed_and_the_same_twice),
        cmocka_unit_test(test_pens_without_unicode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
