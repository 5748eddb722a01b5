/* SVG pictures: text is text and stays within the picture; boxes and blocks are shapes; colours. */
#include "draw/sink_svg.h"

#include "studio.h"

/* ---- the checker ---- */

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void test_the_checker_checks(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "<a/>\n",
        HEAD "<a></b>\n",
        HEAD "<a><b></a></b>\n",
        HEAD "<a>\n",
        HEAD "<a></a><b></b>\n",
        HEAD "<a></a>x\n",
        HEAD "<a>x & y</a>\n",
        HEAD "<a>&nbsp;</a>\n",
        HEAD "<a b=\"<\"></a>\n",
        HEAD "<a b=\"1\" b=\"2\"></a>\n",
        HEAD "<a b='1'></a>\n",
        HEAD "<a>\x01</a>\n",
        HEAD "<a>\xff</a>\n",
        HEAD "<a b=\"1></a>\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (!xml_check(bad[i]))
            fail_msg("taken: %s", bad[i]);
    assert_null(xml_check(HEAD "<a b=\"1\" c=\"&lt;\">x &amp; y<d/>\n</a>\n"));
}

/* ---- numbers and text ---- */

static void test_numbers_are_short(void **state)
{
    (void)state;
    static const struct {
        double v;
        const char *text;
    } cases[] = {{0, "0"},           {-0.001, "0"},       {1, "1"},
                 {2.5, "2.5"},       {2.05, "2.05"},      {-2.25, "-2.25"},
                 {-0.3, "-0.3"},     {99.999, "100"},     {0.015, "0.02"},
                 {1e300, "1000000"}, {-1e300, "-1000000"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out;
        str_init(&out);
        svg_number(&out, cases[i].v);
        assert_string_equal(out.data, cases[i].text);
        str_done(&out);
    }
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 40, 3, true);
    (void)pen_text(s.pen, 0, 0, -1, ROLE_TEXT, 0, "x<1 ? x : 2 & \"\xC3\xA9\" ]]> <!--");
    (void)pen_text(s.pen, 0, 1, -1, ROLE_TEXT, 0, "a\033[1m\x01\xff\xE2\x80\xAE");
    const char *svg = show(&s);
    assert_non_null(strstr(svg, ">x&lt;1 ? x : 2 &amp; &quot;</text>"));
    assert_non_null(strstr(svg, ">\xC3\xA9</text>"));
    assert_null(strchr(svg, '\033'));
    str_clear(&s.svg);
    sink_svg(&s.canvas, &s.scene, THEME_LIGHT, "<&\"\xff\x02", "a > b", &s.svg);
    assert_null(xml_check(s.svg.data));
    assert_non_null(strstr(s.svg.data, ">&lt;&amp;&quot;"));
    studio_done(&s);
}

static void test_one_look_is_one_text(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 30, 2, true);
    (void)pen_text(s.pen, 1, 0, -1, ROLE_TEXT, 0, "two words  apart");
    (void)pen_text(s.pen, 1, 1, -1, ROLE_TITLE, 0, "bold");
    (void)pen_text(s.pen, 6, 1, -1, ROLE_CODE, 0, "f\xE2\x80\xB2(x)");
    const char *svg = show(&s);
    assert_int_equal(xml_count(svg, "<text "), 6);
    assert_non_null(strstr(svg, "<text x=\"18\" y=\"23\" textLength=\"81\" "
                                "lengthAdjust=\"spacingAndGlyphs\">two words</text>"));
    assert_non_null(strstr(svg, "font-weight=\"bold\">bold</text>"));
    assert_text_inside(svg);
    studio_done(&s);
}

/* ---- cells ---- */

static void test_boxes_are_lines(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 6, 4, true);
    pen_box(s.pen, (struct rect){0, 0, 4, 3}, ROLE_FRAME);
    assert_path(&s, "lines", "M13.5 18.5H40.5M13.5 54.5H40.5M13.5 18.5V54.5M40.5 18.5V54.5");
    pen_start(s.pen);
    (void)pen_text(s.pen, 0, 0, -1, ROLE_FRAME, 0, "─┬┄╭");
    const char *svg = show(&s);
    assert_null(strstr(svg, "</text>"));
    pen_start(s.pen);
    (void)pen_text(s.pen, 0, 0, -1, ROLE_FRAME, 0, "━╺╸╋"); /* two thicknesses, parts of cells */
    svg = show(&s);
    assert_int_equal(xml_count(svg, "stroke-width=\"2\""), 1);
    studio_done(&s);
}

static void test_every_box_character_is_drawn_or_written(void **state)
{
    (void)state;
    for (uint32_t ch = 0x2500; ch < 0x25A0; ch++) {
        struct studio s;
        char text[8] = "";
        text[utf8_put(text, ch)] = '\0';
        studio_init(&s, 3, 1, true);
        (void)pen_text(s.pen, 1, 0, -1, ROLE_TEXT, 0, text);
        const char *svg = show(&s);
        bool drawn = strstr(svg, "<path") || xml_count(svg, "<rect") > 1;
        assert_int_equal(drawn, !strstr(svg, "<text"));
        assert_int_equal(drawn, svg_is_shape(ch));
        studio_done(&s);
    }
}

static void test_blocks_that_touch_are_one(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 8, 4, true);
    (void)pen_text(s.pen, 0, 0, -1, ROLE_TEXT, 0, "████▌");
    (void)pen_text(s.pen, 0, 1, -1, ROLE_TEXT, 0, "████▌");
    assert_int_equal(xml_count(show(&s), "<rect"), 2); /* the background, and it */
    assert_non_null(strstr(s.svg.data, "<rect x=\"9\" y=\"9\" width=\"40.5\" height=\"36\""));
    pen_start(s.pen);
    (void)pen_text(s.pen, 0, 0, -1, ROLE_TAB_ON, ATTR_REVERSE, "on");
    show(&s);
    assert_int_equal(xml_count(s.svg.data, "<rect"), 2);
    assert_non_null(strstr(s.svg.data, "fill=\"#1e1e1e\" font-weight=\"bold\">on"));
    studio_done(&s);
}

static void test_bars_are_exact(void **state)
{
    (void)state;
    struct studio s;
    studio_init(&s, 10, 4, true);
    pen_bar(s.pen, 0, 0, 10, 0.333, ROLE_SERIES, 0);
    assert_non_null(strstr(show(&s), " width=\"29.97\""));
    pen_start(s.pen);
    pen_bar(s.pen, 0, 0, 10, 1e-9, ROLE_SERIES, 0); /* more than nothing */
    assert_non_null(strstr(show(&s), " width=\"1.13\""));
    pen_start(s.pen);
    pen_bar(s.pen, 0, 0, 10, 0, ROLE_SERIES, 0);
    assert_null(strstr(show(&s), "<g id=\"bars\""));
    pen_start(s.pen);
    for (int x = 0; x < 3; x++)
        pen_column(s.pen, x, 3, 4, 0.5, ROLE_SERIES, 0);
    assert_non_null(strstr(show(&s), "<rect x=\"9\" y=\"45\" width=\"27\" height=\"36\""));
    studio_done(&s);
}

/* ---- colours ---- */

static double luminance(unsigned rgb)
{
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = (rgb >> (16 - 8 * i) & 255) / 255.0;
        sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(unsigned a, unsigned b)
{
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static void test_colours_stand_out(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        unsigned ground = theme_background((enum theme)theme);
        for (int role = 0; role < ROLE_RAMP; role++) { /* pixels lie beside pixels */
            bool drawn = role >= ROLE_SERIES || role == ROLE_FRAME || role == ROLE_ZERO;
            double least = drawn ? 3 : 4.5;
            double c = contrast(theme_rgb((enum theme)theme, (enum role)role), ground);
            if (c < least)
                fail_msg("theme %s, role %d: %.2f", theme_names[theme], role, c);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_checker_checks),
        cmocka_unit_test(test_numbers_are_short),
        cmocka_unit_test(test_text_is_escaped),
        cmocka_unit_test(test_one_look_is_one_text),
        cmocka_unit_test(test_boxes_are_lines),
        cmocka_unit_test(test_every_box_character_is_drawn_or_written),
        cmocka_unit_test(test_blocks_that_touch_are_one),
        cmocka_unit_test(test_bars_are_exact),
        cmocka_unit_test(test_colours_stand_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
