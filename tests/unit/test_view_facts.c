/* Measured properties in words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/fact_words.h"

#define INF          ((double)INFINITY)
#define NOT_A_NUMBER ((double)NAN)

/* Like gelu: a least value, no greatest. */
static const struct act_facts dip = {.mean = 0.28209479,
                                     .second_moment = 0.42522,
                                     .chi_unit = 0.45554,
                                     .gain = 1.53352,
                                     .chi_gain = 1.07131,
                                     .range_lo = -0.16997,
                                     .range_hi = INF,
                                     .min_f = -0.16997,
                                     .argmin_f = -0.75179,
                                     .max_f = NOT_A_NUMBER,
                                     .argmax_f = NOT_A_NUMBER,
                                     .min_df = -0.12890,
                                     .argmin_df = -1.41421,
                                     .max_df = 1.12890,
                                     .argmax_df = 1.41421,
                                     .zero = {0},
                                     .zeros = 1,
                                     .saturates = MEASURE_LEFT};

static void assert_text(struct str *out, const char *want)
{
    assert_string_equal(out->data, want);
    str_clear(out);
}

static void test_extents(void **state)
{
    (void)state;
    struct act_facts facts = dip;
    struct act_use use = act_use_of(act_find(NULL, "gelu"));
    struct str out;
    str_init(&out);
    facts.min_f = act_f(&use, facts.argmin_f); /* said where f takes it */
    fact_words_range(&use, &facts, NULL, &out);
    assert_text(&out, "[-0.17, inf), least at x = -0.7518");
    fact_words_slope(&use, &facts, NULL, &out);
    assert_text(&out, "-0.1289 at x = -1.414 to 1.129 at x = 1.414");
    facts.argmax_df = NOT_A_NUMBER; /* only approached */
    facts.max_df = 1;
    fact_words_slope(&use, &facts, NULL, &out);
    assert_text(&out, "-0.1289 at x = -1.414 to 1");
    facts.range_lo = 0;
    facts.range_hi = 1;
    facts.min_f = facts.argmin_f = NOT_A_NUMBER;
    fact_words_range(&use, &facts, NULL, &out);
    assert_text(&out, "(0, 1)");
    facts.range_lo = facts.range_hi = facts.min_f = facts.max_f = 2;
    facts.min_df = facts.max_df = 0;
    fact_words_range(&use, &facts, NULL, &out);
    assert_text(&out, "[2, 2]");
    fact_words_slope(&use, &facts, NULL, &out);
    assert_text(&out, "0 everywhere");
    facts.range_lo = facts.min_df = NOT_A_NUMBER;
    fact_words_range(&use, &facts, NULL, &out);
    assert_text(&out, "no finite value");
    fact_words_slope(&use, &facts, NULL, &out);
    assert_text(&out, "of no finite value");
    str_done(&out);
}

static void test_shape(void **state)
{
    (void)state;
    struct act_facts facts = dip;
    struct act_use use = act_use_of(act_find(NULL, "identity"));
    struct str out;
    str_init(&out);
    fact_words_shape(&use, &facts, NULL, &out);
    assert_text(&out, "rises and falls, flat on the left; smooth; 0 at x = 0");
    use.kinks = 2;
    use.kink[0] = -3;
    use.kink[1] = 3;
    facts.monotone = MEASURE_INCREASING;
    facts.odd = true;
    facts.zeros = MEASURE_ZEROS;
    facts.saturates = MEASURE_BOTH;
    for (int i = 0; i < MEASURE_ZEROS; i++)
        facts.zero[i] = i;
    fact_words_shape(&use, &facts, NULL, &out);
    assert_text(&out, "never falls, odd, flat on both sides; kinks at x = -3, 3; "
                      "0 at x = 0, 1, 2, 3 and more");
    str_done(&out);
}

static void test_numbers(void **state)
{
    (void)state;
    char out[FACT_WORD_SIZE];
    struct str text;
    struct act_fixed fixed = {0.5, 1.25};
    struct act_use use = act_use_of(act_find(NULL, "gelu"));
    str_init(&text);
    fact_words_moments(&use, &dip, NULL, &text);
    assert_text(&text, "E f 0.2821, E f^2 0.4252, E f'^2 0.4555, gain 1.534, chi 1.071");
    fact_words_fixed(&fixed, NULL, &text);
    assert_text(&text, "q* 0.5, chi 1.25");
    fixed.q = NOT_A_NUMBER;
    fact_words_fixed(&fixed, NULL, &text);
    assert_text(&text, "settles nowhere");
    str_done(&text);
    assert_string_equal(fact_words_number(NULL, -INF, 4, out), "-inf");
    assert_string_equal(fact_words_number(NULL, -0.25, 4, out), "-0.25");
}

/* Every row as a cell: something printable that fits. */
static void test_values(void **state)
{
    (void)state;
    const struct act_use use = act_use_of(act_find(NULL, "relu"));
    const struct fact_source from = {.use = &use, .facts = &dip, .fixed = {1, NOT_A_NUMBER}};
    for (int k = 0; k < fact_count; k++) {
        char value[FACT_WORD_SIZE], title[FACT_WORD_SIZE];
        fact_words_value(&fact_table[k], &from, NULL, 4, value);
        assert_true(value[0] != '\0' && strlen(value) <= 12);
        if (isnan(fact_table[k].get(&from)))
            assert_string_equal(value, "-");
        fact_words_title(NULL, &fact_table[k], title);
        assert_string_equal(title, fact_table[k].title);
    }
}

static void expect_title(const struct pen *p, const char *name, const char *want)
{
    char title[FACT_WORD_SIZE];
    assert_non_null(fact_find(name));
    assert_string_equal(fact_words_title(p, fact_find(name), title), want);
}

/* Signs stand for whole words: there is a chi in Lipschitz. */
static void test_titles(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 8, 2);
    struct pen *p = pen_new(&canvas, RASTER_BRAILLE, true);
    expect_title(p, "lipschitz", "Lipschitz");
    expect_title(p, "chi_gain", "\u03C7 gain");
    expect_title(p, "chi_star", "\u03C7*");
    expect_title(p, "chi_unit", "E f\u2032\u00B2");
    pen_free(p);
    canvas_done(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_extents), cmocka_unit_test(test_shape),
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_values),
        cmocka_unit_test(test_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
