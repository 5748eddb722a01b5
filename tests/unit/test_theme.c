/* Colours: legible on their background, different from each other for everybody, within their
 * depth. */
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
    for (int theme = 0; theme < THEME_MONO; theme++) {
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

/* `mono` is what all others are where there is no colour. */
static void test_mono(void **state)
{
    (void)state;
    for (int depth = 0; depth < DEPTH_COUNT; depth++) {
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct paint p = theme_paint(THEME_MONO, (enum depth)depth, (enum role)role);
            assert_int_equal(p.fg, -1);
            assert_int_equal(p.attr, theme_paint(THEME_DARK, DEPTH_MONO, (enum role)role).attr);
        }
    }
}

/* Intensities 0..1 of an xterm colour 16..255. */
static void light_of(int index, double out[3])
{
    static const int levels[6] = {0, 95, 135, 175, 215, 255};
    static const int place[3] = {36, 6, 1};
    for (int i = 0; i < 3; i++) {
        int level = index >= 232 ? 8 + 10 * (index - 232) : levels[(index - 16) / place[i] % 6];
        double c = level / 255.0;
        out[i] = c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
}

/* Relative luminance (WCAG 2). */
static double luminance(int index)
{
    double c[3];
    light_of(index, c);
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

static int series(int theme, enum depth depth, int i)
{
    return theme_paint((enum theme)theme, depth, (enum role)(ROLE_SERIES + i)).fg;
}

static void test_curves_have_contrast(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_MONO; theme++) {
        for (int a = 0; a < ROLE_SERIES_MAX; a++) {
            int colour = series(theme, DEPTH_256, a);
            assert_true(colour >= 16);
            double on_black = (luminance(colour) + 0.05) / 0.05;
            double on_white = 1.05 / (luminance(colour) + 0.05);
            if (theme != THEME_LIGHT)
                assert_true(on_black >= 3);
            if (theme != THEME_DARK)
                assert_true(on_white >= 3);
        }
    }
}

/* How eyes see: all cones, or without those for green or for red (Machado and others 2009). */
enum { SIGHTS = 3 };
static const double sights[SIGHTS][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.01182, 0.04294, 0.968881}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
};

/* CIE L*a*b* of a colour as it is seen. */
static void lab_of(int index, const double sight[3][3], double out[3])
{
    static const double xyz[3][3] = {{0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
                                     {0.2126, 0.7152, 0.0722},
                                     {0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089}};
    double light[3], seen[3] = {0}, f[3];
    light_of(index, light);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++)
            seen[i] += sight[i][k] * light[k];
        seen[i] = fmin(1, fmax(0, seen[i]));
    }
    for (int i = 0; i < 3; i++) {
        double t = xyz[i][0] * seen[0] + xyz[i][1] * seen[1] + xyz[i][2] * seen[2];
        f[i] = t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
    }
    out[0] = 116 * f[1] - 16;
    out[1] = 500 * (f[0] - f[1]);
    out[2] = 200 * (f[1] - f[2]);
}

static double distance(int a, int b, const double sight[3][3])
{
    double p[3], q[3];
    lab_of(a, sight, p);
    lab_of(b, sight, q);
    return hypot(hypot(p[0] - q[0], p[1] - q[1]), p[2] - q[2]);
}

/* The first two far apart, the first four well apart, no two alike, whoever looks. */
static void test_curves_differ_for_everybody(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_MONO; theme++) {
        for (int sight = 0; sight < SIGHTS; sight++) {
            for (int a = 1; a < ROLE_SERIES_MAX; a++) {
                for (int b = 0; b < a; b++) {
                    double d = distance(series(theme, DEPTH_256, a), series(theme, DEPTH_256, b),
                                        sights[sight]);
                    if (!(d >= (a < 2 ? 60 : a < 4 ? 12 : 10)))
                        fail_msg("%s, sight %d: series %d and %d are %.1f apart",
                                 theme_names[theme], sight, b, a, d);
                }
            }
        }
    }
}

/* Dark blue on black is not legible. */
static void test_no_dark_blue_on_black(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_COUNT; role++) {
        for (int depth = DEPTH_8; depth <= DEPTH_16; depth++) {
            assert_int_not_equal(theme_paint(THEME_DARK, (enum depth)depth, (enum role)role).fg, 4);
            assert_int_not_equal(theme_paint(THEME_CONTRAST, (enum depth)depth, (enum role)role).fg,
                                 4);
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
        cmocka_unit_test(test_mono),
        cmocka_unit_test(test_curves_have_contrast),
        cmocka_unit_test(test_curves_differ_for_everybody),
        cmocka_unit_test(test_no_dark_blue_on_black),
        cmocka_unit_test(test_ground_is_quiet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
