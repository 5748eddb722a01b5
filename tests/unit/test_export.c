/* Screens as files: every screen in every format, sizes, endings, numbers that are the functions'.
 */
#include "view/export.h"

#include <math.h>
#include <stdlib.h>

#include "app_world.h"
#include "lesson/lesson.h"
#include "view/layout.h"
#include "xml.h"

static const struct export_size usual = {100, 30, true};

static void write_as(struct app *app, enum export_format format, const struct export_size *size,
                     struct str *out)
{
    const struct model m = {.app = app};
    struct err e = {0};
    app_settle(app);
    str_init(out);
    if (!export_screen(&m, format, size, out, &e))
        fail_msg("%s", e.text);
}

static void assert_svg(const char *svg)
{
    const char *wrong = xml_check(svg);
    if (wrong)
        fail_msg("not well-formed at: %.60s", wrong);
}

static const char *const scenes[] = {
    "plot sigmoid relu",
    "plot elu; cursor 1; set tangent on",
    "plot step signum relu tanh elu softplus; set d2f on; cursor 0",
    "plot sigmoid tanh relu; set layout stacked",
    "plot sigmoid tanh relu; set layout side",
    "plot 'x<1 ? x : 2' 'x>0 and x<2 ? x : 0'",
    "plot sinc; set range 1:1000; set xscale log",
    "plot gelu; set yscale symlog; set unit pi; set aspect equal",
    "plot gelu; set card off; set grid on; set zones on; set hist on",
    "flow sigmoid relu",
    "flow tanh layers=60; set show dw",
    "flow sigmoid; set mode chain; set ledger on",
    "table",
    "table filter=lu sort=gain",
    "table filter=nosuchthing",
    "map tanh mode=mlp width=4 batch=4 layers=20",
    "map relu init=he residual=on",
    "lessons",
    "help",
    "help gelu",
};

static void test_every_screen_is_a_picture(void **state)
{
    static const struct export_size sizes[] = {
        {LAYOUT_MIN_W, LAYOUT_MIN_H, true}, {80, 24, false}, {100, 30, true}, {300, 100, true}};
    for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
        run(*state, scenes[i]);
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            struct str svg, txt, again;
            write_as(*state, EXPORT_SVG, &sizes[k], &svg);
            assert_svg(svg.data);
            assert_non_null(strstr(svg.data, "<title id=\"title\">"));
            assert_null(strstr(svg.data, "href"));
            write_as(*state, EXPORT_SVG, &sizes[k], &again);
            assert_string_equal(svg.data, again.data);
            write_as(*state, EXPORT_TXT, &sizes[k], &txt);
            assert_int_equal(xml_count(txt.data, "\n"), sizes[k].h);
            for (const char *at = txt.data; !sizes[k].unicode && *at; at++)
                assert_true((unsigned char)*at < 0x80);
            str_done(&svg);
            str_done(&txt);
            str_done(&again);
        }
    }
}

/* A curve for each function and derivative, and its sample in the legend. */
static void test_every_function_is_a_path(void **state)
{
    struct str svg;
    run(*state, "plot gelu silu relu elu; set card off; set d2f off");
    write_as(*state, EXPORT_SVG, &usual, &svg);
    const char *curves = strstr(svg.data, "<g id=\"curves\"");
    assert_non_null(curves);
    const char *end = strstr(curves, "</g>");
    int paths = 0;
    for (const char *at = curves; (at = strstr(at, "<path")) && at < end; at++)
        paths++;
    assert_int_equal(paths, 2 * 4 * 2);
    str_done(&svg);
}

/* The group of curves, to be freed. */
static char *curves_of(const char *svg)
{
    const char *curves = strstr(svg, "<g id=\"curves\"");
    assert_non_null(curves);
    char *copy = malloc(strlen(curves) + 1);
    assert_non_null(copy);
    memcpy(copy, curves, strlen(curves) + 1);
    strstr(copy, "</g>")[0] = '\0';
    return copy;
}

static void test_curves_are_the_same_in_any_locale(void **state)
{
    static const struct export_size plain = {100, 30, false};
    struct str svg, ascii;
    run(*state, "plot sigmoid relu");
    write_as(*state, EXPORT_SVG, &usual, &svg);
    write_as(*state, EXPORT_SVG, &plain, &ascii);
    char *a = curves_of(svg.data), *b = curves_of(ascii.data);
    assert_string_equal(a, b);
    for (const char *at = ascii.data; *at; at++)
        assert_true((unsigned char)*at < 0x80);
    free(a);
    free(b);
    str_done(&svg);
    str_done(&ascii);
}

static void test_themes_differ_in_colours_alone(void **state)
{
    struct str dark, light;
    run(*state, "plot gelu; set theme dark");
    write_as(*state, EXPORT_SVG, &usual, &dark);
    run(*state, "set theme light");
    write_as(*state, EXPORT_SVG, &usual, &light);
    assert_int_equal(dark.len, light.len);
    assert_non_null(strstr(light.data, "fill=\"#ffffff\""));
    for (size_t i = 0; i < dark.len; i++)
        if (dark.data[i] != light.data[i])
            assert_non_null(strchr("0123456789abcdef", light.data[i]));
    str_done(&dark);
    str_done(&light);
}

/* ---- numbers ---- */

static void test_the_plot_in_numbers(void **state)
{
    struct str csv;
    run(*state, "plot relu 'x>1.234 ? x : 0'; set range -4:4; set d2f off");
    write_as(*state, EXPORT_CSV, &usual, &csv);
    const char *head = "x,relu,relu',x>1.234 ? x : 0,x>1.234 ? x : 0'\n";
    assert_int_equal(strncmp(csv.data, head, strlen(head)), 0);
    int rows = 0;
    bool kink = false;
    double before = -5;
    for (const char *at = csv.data + strlen(head); *at; rows++) {
        char *next;
        double x = strtod(at, &next), y = strtod(next + 1, &next);
        assert_true(x > before && x <= 4);
        assert_true(y == (x > 0 ? x : 0));
        kink = kink || x == 1.234;
        before = x;
        at = strchr(next, '\n') + 1;
    }
    assert_true(kink && before == 4);
    assert_in_range(rows, 241, 243);
    str_done(&csv);
    run(*state, "plot 'max(x, 0)'; set d2f on");
    write_as(*state, EXPORT_CSV, &usual, &csv);
    head = "x,\"max(x, 0)\",\"max(x, 0)'\",\"max(x, 0)''\"\n";
    assert_int_equal(strncmp(csv.data, head, strlen(head)), 0);
    str_done(&csv);
}

static void test_numbers_on_a_log_axis(void **state)
{
    struct str csv;
    run(*state, "plot softplus; set range 1:10000; set xscale log");
    write_as(*state, EXPORT_CSV, &usual, &csv);
    /* A quarter of the way is a decade. */
    const char *at = strchr(csv.data, '\n') + 1;
    for (int i = 0; i < 60; i++)
        at = strchr(at, '\n') + 1;
    assert_true(strtod(at, NULL) == 10);
    str_done(&csv);
}

static void test_json_has_a_list_for_each(void **state)
{
    struct str json;
    run(*state, "plot elu:alpha=0.5 'x<1 ? x : 2'");
    write_as(*state, EXPORT_JSON, &usual, &json);
    assert_non_null(strstr(json.data, "\"name\": \"elu\""));
    assert_non_null(strstr(json.data, "\"parameters\": {\"alpha\": 0.5}"));
    assert_non_null(strstr(json.data, "\"formula\": \"x<1 ? x : 2\""));
    assert_non_null(strstr(json.data, "\"kinks\": [1]"));
    assert_int_equal(xml_count(json.data, "\"df\": ["), 2);
    str_done(&json);
    run(*state, "flow relu layers=5");
    write_as(*state, EXPORT_JSON, &usual, &json);
    assert_int_equal(xml_count(json.data, "\"layer\": "), 5);
    str_done(&json);
    run(*state, "table filter=mish");
    write_as(*state, EXPORT_CSV, &usual, &json);
    assert_non_null(strstr(json.data, "\nmish,"));
    str_done(&json);
}

/* ---- what is refused ---- */

static void test_endings(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        int format; /* -1: none */
    } cases[] = {{"a.svg", EXPORT_SVG},
                 {"/x.y/A.SVG", EXPORT_SVG},
                 {"a.b.txt", EXPORT_TXT},
                 {"a.csv", EXPORT_CSV},
                 {"./a.json", EXPORT_JSON},
                 {"a", -1},
                 {"svg", -1},
                 {".svg", -1},
                 {"a.svg/", -1},
                 {"a.svg/b", -1},
                 {"a.png", -1},
                 {"", -1},
                 {"a.", -1},
                 {"a.svgz", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err e = {0};
        enum export_format format = EXPORT_COUNT;
        bool found = export_by_ending(cases[i].path, &format, &e);
        if (found != (cases[i].format >= 0) || (found && (int)format != cases[i].format))
            fail_msg("%s", cases[i].path);
        for (int k = 0; !found && k < EXPORT_COUNT; k++) /* all four are named */
            assert_non_null(strstr(e.text, export_names[k]));
    }
}

static void test_what_cannot_be_written_is_said(void **state)
{
    const struct model m = {.app = *state};
    static const struct export_size small = {LAYOUT_MIN_W, LAYOUT_MIN_H - 1, true};
    struct err e = {0};
    struct str out;
    str_init(&out);
    run(*state, "help");
    assert_false(export_screen(&m, EXPORT_CSV, &usual, &out, &e));
    assert_non_null(strstr(e.text, "help"));
    run(*state, "lessons");
    assert_false(export_screen(&m, EXPORT_JSON, &usual, &out, &e));
    assert_false(export_screen(&m, EXPORT_SVG, &small, &out, &e));
    assert_non_null(strstr(e.text, "40x12"));
    assert_int_equal(out.len, 0);
    str_done(&out);
    refuse(*state, "export a.svg", "no files", 0);
    refuse(*state, "export", "FILE", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_screen_is_a_picture),
        TEST(test_every_function_is_a_path),
        TEST(test_curves_are_the_same_in_any_locale),
        TEST(test_themes_differ_in_colours_alone),
        TEST(test_the_plot_in_numbers),
        TEST(test_numbers_on_a_log_axis),
        TEST(test_json_has_a_list_for_each),
        cmocka_unit_test(test_endings),
        TEST(test_what_cannot_be_written_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
