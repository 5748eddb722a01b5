/* Colours: legible on their background, different from each other, within their depth. */
#include "draw/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_look_is_within_its_depth(void **state)
{
    (void)state;
    static const int colours[DEPTH_COUNT] = {0, 8, 16, 256};
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        assert_non_null(theme_names[theme]);
        for (int depth = 0; depth < DEPTH_COUNT; depth++) {
            for (int role = 0; role < ROLE_COUNT; role++) {
                struct paint p = theme_paint((enum theme)theme, (enum depth)depth, (enum role)role);
                assert_true(p.fg >= -1 && p.fg < colours[depth]);
                assert_true(p.attr <= (ATTR_BOLD | ATTR_REVERSE | ATTR_UNDERLINE));
            }
        }
    }
}

static void test_series_differ(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int depth = DEPTH_8; depth < DEPTH_COUNT; depth++) {
            for (int a = 0; a < ROLE_SERIES_MAX; a++) {
                struct paint p =
                    theme_paint((enum theme)theme, (enum depth)depth, (enum role)(ROLE_SERIES + a));
                for (int b = 0; b < a; b++) {
                    struct paint q = theme_paint((enum theme)theme, (enum depth)depth,
                                                 (enum role)(ROLE_SERIES + b));
                    assert_int_not_equal(p.fg, q.fg);
                }
            }
        }
        /* Without colour, neighbours at least. */
        for (int a = 1; a < ROLE_SERIES_MAX; a++)
            assert_int_not_equal(
                theme_paint((enum theme)theme, DEPTH_MONO, (enum role)(ROLE_SERIES + a)).attr,
                theme_paint((enum theme)theme, DEPTH_MONO, (enum role)(ROLE_SERIES + a - 1)).attr);
    }
}

/* What must be told apart where there is no colour at all. */
static void test_meaning_survives_without_colour(void **state)
{
    (void)state;
    static const enum role pairs[][2] = {{ROLE_TAB, ROLE_TAB_ON},  {ROLE_TEXT, ROLE_TITLE},
                                         {ROLE_TEXT, ROLE_ERROR},  {ROLE_TEXT, ROLE_KEY},
                                         {ROLE_TEXT, ROLE_ACCENT}, {ROLE_GOOD, ROLE_WARN},
                                         {ROLE_TEXT, ROLE_CODE}};
    for (int theme = 0; theme < THEME_COUNT; theme++)
        for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
            assert_int_not_equal(theme_paint((enum theme)theme, DEPTH_MONO, pairs[i][0]).attr,
                                 theme_paint((enum theme)theme, DEPTH_MONO, pairs[i][1]).attr);
}

/* Relative luminance (WCAG 2) of an xterm colour 16..255. */
static double luminance(int index)
{
    static const int levels[6] = {0, 95, 135, 175, 215, 255};
    int rgb[3];
    for (int i = 0; i < 3; i++) {
        static const int place[3] = {36, 6, 1};
        rgb[i] = index >= 232 ? 8 + 10 * (index - 232) : levels[(index - 16) / place[i] % 6];
    }
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = rgb[i] / 255.0;
        sum += weight[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static void test_curves_have_contrast(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int a = 0; a < ROLE_SERIES_MAX; a++) {
            struct paint p =
                theme_paint((enum theme)theme, DEPTH_256, (enum role)(ROLE_SERIES + a));
            assert_true(p.fg >= 16);
            double on_black = (luminance(p.fg) + 0.05) / 0.05;
            double on_white = 1.05 / (luminance(p.fg) + 0.05);
            if (theme != THEME_LIGHT)
                assert_true(on_black >= 3);
            if (theme != THEME_DARK)
                assert_true(on_white >= 3);
        }
    }
}

/* Zero lines are dimmer than curves; text is the terminal's own. */
static void test_ground_is_quiet(void **state)
{
    (void)state;
    for (int depth = 0; depth < DEPTH_COUNT; depth++)
        for (int theme = 0; theme < THEME_COUNT; theme++)
            assert_int_equal(theme_paint((enum theme)theme, (enum depth)depth, ROLE_TEXT).fg, -1);
    double zero = luminance(theme_paint(THEME_DARK, DEPTH_256, ROLE_ZERO).fg);
    for (int a = 0; a < ROLE_SERIES_MAX; a++)
        assert_true(luminance(theme_paint(THEME_DARK, DEPTH_256, (enum role)(ROLE_SERIES + a)).fg) >
                    zero);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_look_is_within_its_depth),
        cmocka_unit_test(test_series_differ),
        cmocka_unit_test(test_meaning_survives_without_colour),
        cmocka_unit_test(test_curves_have_contrast),
        cmocka_unit_test(test_ground_is_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
