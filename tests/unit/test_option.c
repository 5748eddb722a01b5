#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "app/knob.h"
#include "app/option.h"
#include "num/fact.h"

/* Sets NAME (looked for from `screen`) from a word; the message, "" if it was taken. */
static const char *set(struct settings *s, int screen, const char *name, const char *word,
                       struct err *e)
{
    struct option_ref ref;
    err_clear(e);
    if (option_find(s, screen, name, &ref, e))
        (void)option_set_word(s, &ref, word, e);
    return e->text;
}

static void every_row_is_whole(void **state)
{
    (void)state;
    struct settings s;
    settings_default(&s);
    for (int i = 0; i < option_count; i++) {
        const struct option *row = &option_table[i];
        struct option_ref ref;
        struct str name, text;
        str_init(&name);
        str_init(&text);
        assert_non_null(row->help);
        assert_true(row->help[strlen(row->help) - 1] == '.' ||
                    row->help[strlen(row->help) - 1] == '?');
        const struct option_ref own = {.row = row, .screen = row->screen};
        option_name(&s, &own, &name);
        assert_true(option_find(&s, SCREEN_PLOT, name.data, &ref, NULL));
        assert_ptr_equal(ref.row, row);
        /* What is printed sets the same value again. */
        option_text(&s, &ref, &text);
        double before = option_number(&s, &ref);
        assert_true(option_set_word(&s, &ref, text.data, NULL));
        double after = option_number(&s, &ref);
        assert_true(before == after || (isnan(before) && isnan(after)));
        for (int k = 0; k < i; k++)
            assert_false(option_table[k].screen == row->screen &&
                         str_is(option_table[k].name, row->name));
        str_done(&name);
        str_done(&text);
    }
}

static void names_are_found_from_a_screen(void **state)
{
    (void)state;
    struct settings s;
    struct option_ref ref;
    settings_default(&s);
    assert_true(option_find(&s, SCREEN_FLOW, "seed", &ref, NULL));
    assert_int_equal(ref.row->screen, SCREEN_FLOW);
    assert_true(option_find(&s, SCREEN_PLOT, "seed", &ref, NULL));
    assert_int_equal(ref.row->screen, SCREEN_COUNT);
    assert_true(option_find(&s, SCREEN_PLOT, "layers", &ref, NULL)); /* on any one screen */
    assert_int_equal(ref.row->screen, SCREEN_FLOW);
    assert_false(option_find(&s, SCREEN_PLOT, "plot.layers", &ref, NULL));
}

static void parameters_are_options_of_the_focused_function(void **state)
{
    (void)state;
    struct settings s;
    struct option_ref ref;
    struct err e = {0};
    settings_default(&s);
    s.plot.acts.use[1] = act_use_of(act_find(NULL, "elu"));
    assert_false(option_find(&s, SCREEN_PLOT, "alpha", &ref, &e)); /* sigmoid has none */
    assert_non_null(strstr(e.text, "sigmoid"));
    s.plot.acts.focus = 1;
    assert_true(option_find(&s, SCREEN_PLOT, "alpha", &ref, NULL));
    assert_true(option_set_number(&s, &ref, 0.5, NULL));
    assert_true(s.plot.acts.use[1].param[0] == 0.5);
    assert_true(option_find(&s, SCREEN_PLOT, "gamma", &ref, NULL)); /* the other name */
    assert_true(option_number(&s, &ref) == 0.5);
    assert_true(option_find(&s, SCREEN_FLOW, "plot.elu.alpha", &ref, NULL));
    s.plot.acts.use[0] = act_use_of(act_find(NULL, "elu"));
    assert_true(option_find(&s, SCREEN_PLOT, "elu#2.alpha", &ref, NULL));
    assert_int_equal(ref.act, 1);
    assert_true(option_find(&s, SCREEN_PLOT, "elu.alpha", &ref, NULL));
    assert_int_equal(ref.act, 0);
}

static void bad_values_say_what_is_allowed(void **state)
{
    static const struct {
        const char *name, *word, *says;
    } cases[] = {
        {"layers", "0", "from 1 to 10000"},
        {"layers", "2.5", "whole number"},
        {"layers", "many", "must be a whole number from 1 to 10000"},
        {"init", "hee", "did you mean he?"},
        {"init", "normal", "after a colon"},
        {"init", "he:2", "takes no number"},
        {"init", "normal:-1", "from 0"},
        {"theory", "maybe", "on or off"},
        {"dist", "gauss", "normal uniform"},
        {"gain", "-1", "from 0 to"},
        {"gain", "nan", "number"},
        {"seed", "1.5", "whole number"},
        {"seed", "-1", "or auto"},
        {"layer", "3", "did you mean layers?"},
        {"xyzzy", "3", "help options"},
        {"plot.range", "6:-6", "smaller to a larger"},
        {"plot.range", "3", "LO:HI"},
        {"plot.range", "-1e13:0", "from"},
        {"plot.range", "a:b", "a"},
        {"plot.range", "nan:1", "two numbers from -1e+12"},
        {"plot.range", "0:nan", "two numbers"},
        {"plot.range", "6:-6", "smaller to a larger"},
        {"plot.range", "3:3", "smaller to a larger"},
        {"plot.range", "123456.7890:123456.7891", "at least 0.000123 wide there"},
        {"table.init", "he:2", "takes no number"},
        {"sort", "nmae", "did you mean name?"},
        {"filter", "1 < 2", "no condition"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct settings s;
        struct err e = {0};
        settings_default(&s);
        const char *text = set(&s, SCREEN_FLOW, cases[i].name, cases[i].word, &e);
        if (!strstr(text, cases[i].says))
            fail_msg("%s %s said \"%s\"", cases[i].name, cases[i].word, text);
    }
}

static void good_values_are_taken(void **state)
{
    (void)state;
    struct settings s;
    struct err e = {0};
    settings_default(&s);
    assert_string_equal(set(&s, SCREEN_FLOW, "init", "normal:0.1", &e), "");
    assert_int_equal(s.flow.init, STACK_NORMAL);
    assert_true(s.flow.init_scale == 0.1);
    assert_string_equal(set(&s, SCREEN_PLOT, "range", "-pi:2*pi", &e), "");
    assert_true(fabs(s.plot.range[1] - 6.2831853) < 1e-6);
    assert_string_equal(set(&s, SCREEN_PLOT, "yrange", "auto", &e), "");
    assert_true(isnan(s.plot.yrange[0]));
    assert_string_equal(set(&s, SCREEN_FLOW, "seed", "auto", &e), "");
    assert_true(isnan(s.flow.seed));
}

static void texts_are_kept_whole(void **state)
{
    (void)state;
    struct settings s, t;
    struct err e = {0};
    char text[TABLE_FILTER + 1];
    settings_default(&s);
    settings_default(&t);
    /* Of `and`, `or`, `not` it is seen that a condition is meant. */
    assert_non_null(strstr(set(&s, SCREEN_TABLE, "filter", "leaky or so", &e), "leaky"));
    memset(text, 'x', TABLE_FILTER);
    text[TABLE_FILTER] = '\0';
    assert_non_null(strstr(set(&s, SCREEN_TABLE, "filter", text, &e), "at most 95 bytes"));
    assert_string_equal(s.table.filter, "");
    text[TABLE_FILTER - 1] = '\0';
    assert_string_equal(set(&s, SCREEN_TABLE, "filter", text, &e), "");
    assert_string_equal(s.table.filter, text);
    assert_string_equal(set(&s, SCREEN_TABLE, "filter", "", &e), "");
    assert_true(settings_same(&s, &t)); /* as bytes */
    struct option_ref ref;
    assert_true(option_find(&s, SCREEN_TABLE, "filter", &ref, NULL));
    assert_false(option_toggle(&s, &ref, &e));
    assert_true(option_set_number(&s, &ref, 6, &e)); /* relu6 is meant */
    assert_string_equal(s.table.filter, "6");
}

/* Every scheme of initialisation has its own number beside it. */
static void each_init_has_its_own_scale(void **state)
{
    (void)state;
    struct settings s;
    struct err e = {0};
    settings_default(&s);
    assert_string_equal(set(&s, SCREEN_FLOW, "flow.init", "normal:0.5", &e), "");
    assert_string_equal(set(&s, SCREEN_FLOW, "table.init", "uniform:0.25", &e), "");
    assert_true(s.flow.init_scale == 0.5 && s.table.init_scale == 0.25);
    for (int i = 0; i < option_count; i++)
        assert_true((option_table[i].type == OPTION_INIT) == (option_table[i].scale > 0));
}

static void values_of_other_tables_are_choices(void **state)
{
    (void)state;
    struct settings s;
    struct option_ref ref;
    settings_default(&s);
    assert_true(option_find(&s, SCREEN_TABLE, "sort", &ref, NULL));
    int n = option_choices(ref.row);
    assert_int_equal(n, fact_count + 2);
    for (int i = 0; i < n; i++) {
        assert_true(option_set_word(&s, &ref, option_choice(ref.row, i), NULL));
        assert_int_equal(s.table.sort, i);
        if (i > 0 && i <= fact_count)
            assert_string_equal(option_choice(ref.row, i), fact_table[i - 1].name);
    }
    assert_true(option_toggle(&s, &ref, NULL)); /* round to the first */
    assert_int_equal(s.table.sort, 0);
    assert_true(knob_turn(&s, &ref, -2, NULL));
    assert_int_equal(s.table.sort, fact_count);
}

static void knobs_turn_in_round_steps(void **state)
{
    (void)state;
    struct settings s;
    struct option_ref knob[24];
    settings_default(&s);
    s.plot.acts.use[0] = act_use_of(act_find(NULL, "elu"));
    assert_int_equal(option_knobs(&s, SCREEN_PLOT, knob, 24), 1);
    for (int i = 0; i < 7; i++)
        assert_true(knob_turn(&s, &knob[0], -1, NULL));
    struct str text;
    str_init(&text);
    option_text(&s, &knob[0], &text);
    assert_string_equal(text.data, "0.3");
    str_done(&text);
    for (int i = 0; i < 100; i++) /* stops at the end of its range */
        assert_true(knob_turn(&s, &knob[0], -1, NULL));
    assert_true(s.plot.acts.use[0].param[0] == act_find(NULL, "elu")->param[0].min);
    struct option_ref width;
    assert_true(option_find(&s, SCREEN_FLOW, "width", &width, NULL));
    assert_true(knob_turn(&s, &width, 1, NULL));
    assert_int_equal(s.flow.width, 128);
    assert_true(knob_turn(&s, &width, -3, NULL));
    assert_int_equal(s.flow.width, 16);
    struct option_ref init;
    assert_true(option_find(&s, SCREEN_FLOW, "init", &init, NULL));
    for (int i = 0; i < 9; i++) { /* round and round, only schemes that need no number */
        assert_true(knob_turn(&s, &init, -1, NULL));
        assert_true(s.flow.init < STACK_NORMAL);
    }
    assert_true(option_toggle(&s, &init, NULL));
}

static void knobs_follow_the_mode(void **state)
{
    (void)state;
    struct settings s;
    struct option_ref knob[24];
    settings_default(&s);
    bool width = false, weight = false;
    int n = option_knobs(&s, SCREEN_FLOW, knob, 24);
    for (int i = 0; i < n; i++) {
        double f = option_fraction(&s, &knob[i]);
        assert_true(f >= 0 && f <= 1);
        width |= str_is(knob[i].row->name, "width");
        weight |= str_is(knob[i].row->name, "weight");
    }
    assert_true(width && !weight);
    s.flow.mode = STACK_CHAIN;
    n = option_knobs(&s, SCREEN_FLOW, knob, 24);
    width = weight = false;
    for (int i = 0; i < n; i++) {
        width |= str_is(knob[i].row->name, "width");
        weight |= str_is(knob[i].row->name, "weight");
    }
    assert_true(!width && weight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_is_whole),
        cmocka_unit_test(names_are_found_from_a_screen),
        cmocka_unit_test(parameters_are_options_of_the_focused_function),
        cmocka_unit_test(bad_values_say_what_is_allowed),
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(texts_are_kept_whole),
        cmocka_unit_test(each_init_has_its_own_scale),
        cmocka_unit_test(values_of_other_tables_are_choices),
        cmocka_unit_test(knobs_turn_in_round_steps),
        cmocka_unit_test(knobs_follow_the_mode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
