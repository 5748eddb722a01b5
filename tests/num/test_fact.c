/* The rows of measured properties: what they are called, what they read, and filters made of them.
 */
#include "num/fact.h"

#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "num/formula.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

/* What a row reads, held where it can be pointed to. */
struct subject {
    struct act_use use;
    struct act_facts facts;
    struct fact_source source;
};

static const struct fact_source *measured(struct subject *s, const char *name)
{
    struct err e = {0};
    const struct kernel *k = kernel_choose(NULL, &e);
    assert_non_null(k);
    assert_true(act_parse(NULL, name, &s->use, &e));
    measure(k, &s->use, &s->facts);
    s->source = (struct fact_source){&s->use, &s->facts, measure_fixed(k, &s->use, 2, 0)};
    return &s->source;
}

static double value(const struct fact_source *s, const char *name)
{
    const struct fact *fact = fact_find(name);
    if (!fact)
        fail_msg("no fact is called %s", name);
    return fact->get(s);
}

/* Keys of JSON and names in formulas: small letters, digits, lines; heads of columns fit. */
static void rows_are_complete(void **state)
{
    (void)state;
    assert_true(fact_count > 0);
    for (int i = 0; i < fact_count; i++) {
        const struct fact *f = &fact_table[i];
        for (const char *c = f->name; *c; c++)
            assert_true(islower((unsigned char)*c) || *c == '_');
        assert_in_range(strlen(f->title), 1, 9);
        assert_true(f->help[strlen(f->help) - 1] == '.');
        assert_int_equal(f->kind == FACT_WORD, f->words != NULL);
        assert_ptr_equal(fact_find(f->name), f);
    }
    assert_null(fact_find("name"));
    assert_null(fact_find(""));
}

static void names_of_the_shell(void **state)
{
    (void)state;
    static const char *const names[] = {
        "mean",   "second_moment", "variance", "mean_df",   "chi_unit",      "gain",     "chi_gain",
        "max_df", "argmax_df",     "min_df",   "argmin_df", "lipschitz",     "min_f",    "argmin_f",
        "max_f",  "argmax_f",      "range_lo", "range_hi",  "zero_fraction", "monotone", "odd",
        "even",   "saturates",     "convex",   "concave",   "q_star",        "chi_star", "kinks",
    };
    assert_int_equal(fact_count, COUNT(names));
    for (int i = 0; i < COUNT(names); i++)
        assert_string_equal(fact_table[i].name, names[i]);
}

/* Each row reads its own number: no two of these differ by chance. */
static void rows_read_what_they_say(void **state)
{
    (void)state;
    struct act_facts facts = {
        .mean = 1,
        .second_moment = 2,
        .mean_df = 3,
        .chi_unit = 4,
        .gain = 5,
        .chi_gain = 6,
        .range_lo = 7,
        .range_hi = 8,
        .min_f = 9,
        .argmin_f = 10,
        .max_f = 11,
        .argmax_f = 12,
        .min_df = 13,
        .argmin_df = 14,
        .max_df = 15,
        .argmax_df = 16,
        .lipschitz = 17,
        .zero_fraction = 18,
        .monotone = MEASURE_DECREASING,
        .odd = true,
        .saturates = MEASURE_RIGHT,
        .concave = true,
    };
    struct act_use use = act_use_of(act_find(NULL, "relu"));
    struct fact_source s = {&use, &facts, {19, 20}};
    static const struct {
        const char *name;
        double value;
    } rows[] = {
        {"mean", 1},       {"second_moment", 2}, {"variance", 1},       {"mean_df", 3},
        {"chi_unit", 4},   {"gain", 5},          {"chi_gain", 6},       {"range_lo", 7},
        {"range_hi", 8},   {"min_f", 9},         {"argmin_f", 10},      {"max_f", 11},
        {"argmax_f", 12},  {"min_df", 13},       {"argmin_df", 14},     {"max_df", 15},
        {"argmax_df", 16}, {"lipschitz", 17},    {"zero_fraction", 18}, {"monotone", 2},
        {"odd", 1},        {"even", 0},          {"saturates", 2},      {"convex", 0},
        {"concave", 1},    {"q_star", 19},       {"chi_star", 20},      {"kinks", 1},
    };
    assert_int_equal(COUNT(rows), fact_count);
    for (int i = 0; i < COUNT(rows); i++)
        if (value(&s, rows[i].name) != rows[i].value)
            fail_msg("%s is %g, not %g", rows[i].name, value(&s, rows[i].name), rows[i].value);
}

static void words_name_the_values(void **state)
{
    (void)state;
    struct subject s;
    const struct fact_source *relu = measured(&s, "relu");
    const struct fact *trend = fact_find("monotone"), *side = fact_find("saturates");
    assert_string_equal(trend->words[(int)trend->get(relu)], "increasing");
    assert_string_equal(side->words[(int)side->get(relu)], "left");
    const struct fact_source *gelu = measured(&s, "gelu");
    assert_string_equal(trend->words[(int)trend->get(gelu)], "mixed");
}

static enum truth holds(const char *act, const char *filter)
{
    struct subject s;
    struct err e = {0};
    const struct formula_scope blank = fact_scope(NULL), scope = fact_scope(measured(&s, act));
    struct formula *f = formula_new(filter, &blank, &e);
    if (!f)
        fail_msg("%s: %s", filter, e.text);
    enum truth truth = formula_truth(formula_eval(f, &scope));
    formula_free(f);
    return truth;
}

static void filters(void **state)
{
    (void)state;
    assert_int_equal(holds("tanh", "gain < 1.6 and odd"), TRUTH_TRUE);
    assert_int_equal(holds("relu", "gain < 1.6 and odd"), TRUTH_FALSE);
    assert_int_equal(holds("relu", "monotone == increasing and saturates == left"), TRUTH_TRUE);
    assert_int_equal(holds("gelu", "monotone == increasing"), TRUTH_FALSE);
    assert_int_equal(holds("gelu", "monotone == mixed and not convex"), TRUTH_TRUE);
    assert_int_equal(holds("sigmoid", "saturates == both and zero_fraction == 0"), TRUTH_TRUE);
    assert_int_equal(holds("identity", "saturates == none"), TRUTH_TRUE);
    assert_int_equal(holds("relu", "abs(variance - (1/2 - 1/(2*pi))) < 1e-12"), TRUTH_TRUE);
    assert_int_equal(holds("sigmoid", "min_f < 0"), TRUTH_UNKNOWN); /* it has none */
    assert_int_equal(holds("sigmoid", "min_f < 0 and odd"), TRUTH_FALSE);
    assert_int_equal(holds("relu", "kinks == 1 and q_star == 2"), TRUTH_TRUE);
}

static void mistakes(void **state)
{
    (void)state;
    const struct formula_scope scope = fact_scope(NULL);
    struct err e = {0};
    assert_null(formula_new("gian < 1", &scope, &e));
    assert_non_null(strstr(e.text, "gain"));
    e = (struct err){0};
    assert_null(formula_new("monotone == increasin", &scope, &e));
    assert_non_null(strstr(e.text, "increasing"));
    e = (struct err){0};
    assert_null(formula_new("gain' < 1", &scope, &e));
    assert_non_null(strstr(e.text, "gain"));
    e = (struct err){0};
    assert_null(formula_new("gain(2) < 1", &scope, &e));
    assert_null(formula_new("mean[1] < 1", &scope, &e));
}

static void offers_the_nearest(void **state)
{
    (void)state;
    struct near near;
    near_init(&near, "secnd_moment");
    fact_offer(&near);
    assert_string_equal(near_name(&near), "second_moment");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_complete),
        cmocka_unit_test(names_of_the_shell),
        cmocka_unit_test(rows_read_what_they_say),
        cmocka_unit_test(words_name_the_values),
        cmocka_unit_test(filters),
        cmocka_unit_test(mistakes),
        cmocka_unit_test(offers_the_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
