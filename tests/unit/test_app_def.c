#include "app_world.h"

#include <math.h>

static void a_definition_is_a_function_like_any_other(void **state)
{
    struct app *app = *state;
    run(app, "def swoosh(x, b=1) = x*sigmoid(b*x)");
    assert_true(fabs(get(app, "swoosh(2) / silu(2)") - 1) < 1e-14);
    assert_true(fabs(get(app, "swoosh(1, 3) / swish(1, 3)") - 1) < 1e-14);
    assert_true(get(app, "swoosh'(0)") == 0.5);
    run(app, "plot relu swoosh:b=2; focus swoosh");
    assert_true(get(app, "b") == 2);
    assert_true(get(app, "plot.swoosh.b") == 2);
    run(app, "set b b+0.5");
    assert_true(get(app, "f(1) == swoosh(1, 2.5)") == 1);
    run(app, "turn 1 b");
    assert_true(get(app, "b") > 2.5);
    run(app, "reset");
    assert_true(get(app, "b") == 1);
    run(app, "flow swoosh silu layers=4 width=8 batch=8");
    assert_true(get(app, "flow.swoosh.grad[1]") > 0);
    assert_true(fabs(get(app, "flow.swoosh.ratio / flow.silu.ratio") - 1) < 1e-9);
    assert_true(fabs(get(app, "swoosh.gain / silu.gain") - 1) < 1e-9);
    run(app, "help swoosh");
}

static void definitions_are_undone(void **state)
{
    struct app *app = *state;
    run(app, "def twice(x) = 2*x; plot twice");
    run(app, "def twice(x) = 2*x + 1");
    assert_true(get(app, "f(1)") == 3);
    run(app, "undo");
    assert_true(get(app, "f(1)") == 2);
    run(app, "undo; undo");
    assert_false(app_run(app, "plot twice", NULL));
    run(app, "redo; redo");
    assert_true(get(app, "f(1)") == 2);
    run(app, "redo");
    assert_true(get(app, "f(1)") == 3);
}

static void whatever_shows_it_follows(void **state)
{
    struct app *app = *state;
    run(app, "def own(x, b=1, c=1) = b*x + c");
    run(app, "plot relu own:b=2,c=5; flow own:b=3 layers=2 width=4 batch=4; plot; focus own");
    assert_true(get(app, "f(1)") == 7);
    run(app, "def own(x, d=4, b=1) = b*x*d");
    assert_true(get(app, "f(1)") == 8); /* b is still 2, c is gone, d is new */
    assert_true(get(app, "flow.own.b") == 3);
    assert_true(get(app, "flow.own.d") == 4);
    assert_string_equal(plotted(app, 0)->name, "relu");
}

static void users_are_defined_anew(void **state)
{
    struct app *app = *state;
    run(app, "def one(x) = x + 1; def two(x) = one(x) * 10; def three(x) = two(one(x))");
    run(app, "plot three 'one(x)^2' 'three(x)-1'");
    assert_true(get(app, "f(0)") == 20);
    run(app, "def one(x) = x + 2");
    assert_true(get(app, "f(0)") == 40);
    assert_true(get(app, "two(0)") == 20);
    run(app, "focus formula");
    assert_true(get(app, "f(0)") == 4);
    run(app, "focus formula#2");
    assert_true(get(app, "f(0)") == 39);
    run(app, "undo; focus formula#2");
    assert_true(get(app, "f(0)") == 19);
    assert_true(get(app, "three(0)") == 20);
}

static void a_definition_that_spoils_another_is_refused(void **state)
{
    struct app *app = *state;
    run(app, "def one(x, b=2) = x + b; def two(x) = one(x, 3)");
    const struct settings before = *app_settings(app);
    refuse(app, "def one(x) = x", "two, which is made from it", 5);
    refuse(app, "def one(x, b=1) = b*two(x)", "its own definition", 5);
    refuse(app, "def one(x, b=1) = b*one(x)", "its own definition", 5);
    assert_memory_equal(&before.names, &app_settings(app)->names, sizeof before.names);
    assert_true(get(app, "two(1)") == 4);
}

static void formulas_stand_where_functions_do(void **state)
{
    struct app *app = *state;
    char name[ACT_NAME];
    run(app, "plot 'x>0 ? x : 0' x*x relu");
    const struct acts *acts = &app_settings(app)->plot.acts;
    assert_int_equal(acts->n, 3);
    assert_string_equal(settings_act_name(acts, 0, name), "x>0 ? x : 0");
    assert_string_equal(settings_act_name(acts, 1, name), "x*x");
    assert_string_equal(settings_act_id(acts, 0, name), "formula");
    assert_string_equal(settings_act_id(acts, 1, name), "formula#2");
    run(app, "focus formula#2");
    assert_true(get(app, "f(3)") == 9);
    assert_true(get(app, "f'(3)") == 6);
    assert_true(get(app, "f''(3)") == 2);
    run(app, "focus 'x>0 ? x : 0'");
    assert_true(get(app, "f(3)") == 3);
    run(app, "plot alpha*x; set alpha 3; add x==1");
    assert_true(get(app, "formula.alpha") == 3);
    run(app, "focus formula");
    assert_true(get(app, "f(2)") == 6);
    run(app, "flow x*sigmoid(x) x*tanh(x) layers=3 width=8 batch=8");
    assert_true(get(app, "flow.formula.grad[1]") > 0);
    assert_true(get(app, "flow.formula#2.ratio") > 0);
    assert_true(get(app, "flow.formula.ratio != flow.formula#2.ratio") == 1);
    assert_true(get(app, "formula#2.gain") > 0);
}

static void what_is_wrong_has_its_place(void **state)
{
    static const struct {
        const char *line, *says;
        int col;
    } cases[] = {
        {"plot x*sigmod(x)", "did you mean sigmoid?", 8},
        {"plot relu 'x * sigmod(x)'", "did you mean sigmoid?", 16},
        {"plot 'x+'", "", 9},
        {"get 'sigmod(0)'", "sigmoid", 6},
        {"get sigmod(0)", "sigmoid", 5},
        {"set gain '1+foo'", "foo", 13},
        {"flow gain='1+foo'", "foo", 14},
        {"flow gain=1+foo", "foo", 13},
        {"plot x > 0", "in quotes", 8},
        {"plot; def own(x) = x*foo", "foo", 22},
        {"def 'own(x) = x*foo'", "foo", 17},
        {"def", "def needs NAME(x", 1},
        {"def relu(x) = x", "relu", 0},
        {"plot foo(x)", "foo", 6},
        {"get sigmoid.gian", "did you mean gain?", 5},
        {"get f.gian", "", 5},
    };
    struct app *app = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refuse(app, cases[i].line, cases[i].says, cases[i].col);
    assert_int_equal(app_settings(app)->names.n, 0);
}

static void the_shell_has_no_columns_but_the_formula(void **state)
{
    struct app *app = *state;
    const char *const plot[] = {"plot", "relu", "x * sigmod(x)"};
    const char *const def[] = {"def", "own(x) = x*foo"};
    const char *const good[] = {"def", "own(x)", "=", "x*x"};
    struct err e = {0};
    assert_false(app_run_words(app, 3, plot, &e));
    assert_non_null(strstr(e.text, "(column 5 of: x * sigmod(x))"));
    assert_int_equal(e.col, 0);
    assert_false(app_run_words(app, 2, def, &e));
    assert_non_null(strstr(e.text, "(column 12 of: own(x) = x*foo)"));
    assert_true(app_run_words(app, 4, good, &e));
    assert_true(get(app, "own(3)") == 9);
}

static void lessons_and_files_may_define(void **state)
{
    struct app *app = *state;
    struct err e = {0};
    assert_true(app_run_safe(app, "def own(x) = x^3; plot own", &e));
    run(app, "undo; undo");
    assert_true(app_run_text(app, "def a1(x) = x\n# words\ndef a2(x) = a1(x) + 1\nplot a2\n", &e));
    assert_true(get(app, "f(1)") == 2);
    run(app, "undo");
    assert_int_equal(app_settings(app)->names.n, 0);
}

static void settings_of_another_app_keep_their_book(void **state)
{
    struct app *app = *state;
    struct settings s;
    settings_default(&s);
    run(app, "def own(x) = x");
    app_put_settings(app, &s); /* as a lesson begins: fresh, but a book is there */
    assert_int_equal(app_settings(app)->names.n, 0);
    run(app, "def own(x) = 2*x; plot own x*x");
    assert_true(get(app, "f(1)") == 2);
}

static void completion_knows_own_functions(void **state)
{
    struct app *app = *state;
    run(app, "def swoosh(x, beta=1) = x*sigmoid(beta*x); plot swoosh x*x");
    assert_true(is_offered(app, "plot sw", "swoosh"));
    assert_true(is_offered(app, "plot swoosh:", "swoosh:beta="));
    assert_true(is_offered(app, "plot elu:al", "elu:alpha="));
    assert_true(is_offered(app, "plot selu:alpha=1,la", "selu:alpha=1,lambda="));
    assert_true(is_offered(app, "plot x*sw", "x*swoosh("));
    assert_true(is_offered(app, "plot 'x + sw", "swoosh("));
    assert_true(is_offered(app, "plot relu 'x+sq", "'x+sqrt("));
    assert_false(is_offered(app, "plot 'x + re", "relu"));
    assert_true(is_offered(app, "get 2*sw", "2*swoosh("));
    assert_true(is_offered(app, "get 1 + sw", "swoosh("));
    assert_true(is_offered(app, "get swoosh.ga", "swoosh.gain"));
    assert_true(is_offered(app, "get f.ga", "f.gain"));
    assert_true(is_offered(app, "get flow.sigmoid.ra", "flow.sigmoid.ratio"));
    assert_true(is_offered(app, "set beta be", "beta"));
    assert_true(is_offered(app, "set be", "beta"));
    assert_true(is_offered(app, "de", "def"));
    assert_true(is_offered(app, "def other(x) = x*sw", "x*swoosh("));
    assert_true(is_offered(app, "focus fo", "formula"));
    assert_true(is_offered(app, "focus ", "swoosh"));
    assert_true(is_offered(app, "help sw", "swoosh"));
    assert_true(is_offered(app, "help chi_u", "chi_unit"));
    assert_true(is_offered(app, "table filter=chi_u", "filter=chi_unit"));
    assert_true(is_offered(app, "table filter='odd and chi_u", "chi_unit"));
    assert_true(is_offered(app, "set filter chi_u", "chi_unit"));
    assert_true(is_offered(app, "table sort=chi_u", "sort=chi_unit"));
    assert_true(is_offered(app, "set table.so", "table.sort"));
    assert_true(is_offered(app, "open f", "flow"));
}

static void texts_that_are_read_back_are_whole(void **state)
{
    struct app *app = *state;
    char line[1200] = "plot '", text[700];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    refuse(app, (snprintf(line, sizeof line, "prompt %s", text), line), "at most", 8);
    refuse(app, (snprintf(line, sizeof line, "set table.filter %s", text), line), "at most", 0);
    /* A long formula is shown cut, and found by its id. */
    size_t n = 0;
    n += (size_t)snprintf(line, sizeof line, "plot relu 'x");
    for (int i = 0; i < 60; i++)
        n += (size_t)snprintf(line + n, sizeof line - n, "+x");
    (void)snprintf(line + n, sizeof line - n, "'; focus formula");
    run(app, line);
    assert_true(get(app, "f(1)") == 61);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_definition_is_a_function_like_any_other),
        TEST(definitions_are_undone),
        TEST(whatever_shows_it_follows),
        TEST(users_are_defined_anew),
        TEST(a_definition_that_spoils_another_is_refused),
        TEST(formulas_stand_where_functions_do),
        TEST(what_is_wrong_has_its_place),
        TEST(the_shell_has_no_columns_but_the_formula),
        TEST(lessons_and_files_may_define),
        TEST(settings_of_another_app_keep_their_book),
        TEST(completion_knows_own_functions),
        TEST(texts_that_are_read_back_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
