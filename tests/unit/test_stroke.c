/* Looks of curves: six functions with f, f' and f'' are told apart without colour or letters. */
#include "view/plot_stroke.h"

#include <stdlib.h>
#include <string.h>

#include "draw/dash.h"
#include "sheet.h"

enum { ORDERS = 3, CURVES = ACTS_MAX * ORDERS, SAMPLE = 12, LENGTH = 60 };

static struct acts six_acts(void)
{
    static const char *const names[ACTS_MAX] = {"gelu", "mish", "relu", "gelu", "tanh", "elu"};
    struct acts acts = {.n = ACTS_MAX};
    for (int i = 0; i < ACTS_MAX; i++) {
        struct err e = {0};
        assert_true(act_parse(NULL, names[i], &acts.use[i], &e));
    }
    return acts;
}

static struct stroke stroke_of(const struct acts *acts, int curve)
{
    return plot_stroke(acts, curve / ORDERS, curve % ORDERS, false);
}

/* In how many of n dots two patterns differ, one begun `shift` dots later. */
static int difference(enum dash a, enum dash b, bool coarse, int shift, int n)
{
    int count = 0;
    for (int i = 0; i < n; i++)
        count += dash_is_on(a, coarse, i) != dash_is_on(b, coarse, i + shift);
    return count;
}

/* Beside each other in a legend, and in the plot, where nobody sees how a pattern begins. */
static void test_all_differ_at_first_sight(void **state)
{
    (void)state;
    const struct acts acts = six_acts();
    for (int a = 0; a < CURVES; a++) {
        for (int b = 0; b < a; b++) {
            enum dash x = stroke_of(&acts, a).dash, y = stroke_of(&acts, b).dash;
            assert_true(difference(x, y, false, 0, SAMPLE) >= 2);
            assert_true(difference(x, y, true, 0, SAMPLE) >= 1);
            for (int shift = 0; shift < LENGTH; shift++)
                assert_true(difference(x, y, false, shift, LENGTH) >= 10);
        }
    }
}

/* The longest run of dots says what is a function and what its derivatives are. */
static void test_runs_tell_orders(void **state)
{
    (void)state;
    const struct acts acts = six_acts();
    for (int curve = 0; curve < CURVES; curve++) {
        int run = 0, longest = 0, dots = 0;
        for (int i = 0; i < LENGTH; i++) {
            bool on = dash_is_on(stroke_of(&acts, curve).dash, false, i);
            run = on ? run + 1 : 0;
            longest = run > longest ? run : longest;
            dots += on;
        }
        switch (curve % ORDERS) {
        case 0:
            assert_true(longest >= 4 && dots > LENGTH / 2);
            break;
        case 1:
            assert_true(longest <= 3 && dots >= LENGTH * 3 / 10 && dots < LENGTH * 6 / 10);
            break;
        default:
            assert_true(longest == 1 && dots <= LENGTH * 3 / 10);
        }
    }
}

/* A flat, a slanted and an upright line of Braille dots have the pattern dot by dot. */
static void test_lines_show_their_pattern(void **state)
{
    (void)state;
    static const int ways[][2] = {{1, 0}, {1, 1}, {0, 1}};
    const struct acts acts = six_acts();
    for (int curve = 0; curve < CURVES; curve++) {
        for (size_t way = 0; way < sizeof ways / sizeof ways[0]; way++) {
            struct sheet s;
            sheet_init(&s, LENGTH / 2, LENGTH / 4, RASTER_BRAILLE, true);
            const struct space space = sheet_space((struct rect){0, 0, LENGTH / 2, LENGTH / 4}, 0,
                                                   LENGTH - 1, 0, LENGTH - 1);
            const struct stroke stroke = stroke_of(&acts, curve);
            const int dx = ways[way][0], dy = ways[way][1], end = LENGTH - 1;
            pen_line(s.pen, &space, 0, 0, dx * end, dy * end, &stroke);
            pen_finish(s.pen);
            for (int i = 0; i < LENGTH; i++)
                assert_int_equal(sheet_dot(&s, RASTER_BRAILLE, dx * i, end - dy * i),
                                 dash_is_on(stroke.dash, false, i));
            sheet_done(&s);
        }
    }
}

/* One function, or each in a panel of its own: f solid, f' dashed, whichever it is. */
static void test_alone_f_is_solid(void **state)
{
    (void)state;
    const struct acts acts = six_acts();
    for (int i = 0; i < ACTS_MAX; i++) {
        assert_int_equal(plot_stroke(&acts, i, 0, true).dash, DASH_SOLID);
        assert_int_equal(plot_stroke(&acts, i, 1, true).dash, DASH_STITCH);
        assert_int_equal(plot_stroke(&acts, i, 2, true).dash, DASH_LONE);
    }
    assert_int_equal(plot_stroke(&acts, 0, 0, false).dash, DASH_SOLID);
}

/* Where there are no dots, letters: capital for f, small for f', a digit for f''. */
static void test_letters_differ(void **state)
{
    (void)state;
    const struct acts acts = six_acts();
    char seen[CURVES + 1] = "";
    for (int curve = 0; curve < CURVES; curve++) {
        char letter = stroke_of(&acts, curve).letter;
        assert_true(letter > ' ' && letter <= '~' && !strchr(seen, letter));
        seen[curve] = letter;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_differ_at_first_sight),
        cmocka_unit_test(test_runs_tell_orders),
        cmocka_unit_test(test_lines_show_their_pattern),
        cmocka_unit_test(test_alone_f_is_solid),
        cmocka_unit_test(test_letters_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
