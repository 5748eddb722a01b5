/* Functions made from formulas: definitions and their errors, derivatives, kinks, the same as
 * built-ins wherever they say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "num/act_book.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))

static int start(void **state)
{
    struct act_names *names = test_calloc(1, sizeof *names);
    names->book = act_book_new();
    *state = names;
    return 0;
}

static int stop(void **state)
{
    struct act_names *names = *state;
    act_book_free(names->book);
    test_free(names);
    return 0;
}

static struct act_use use_of(const struct act_names *names, const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(names, text, &use, &e))
        fail_msg("%s: %d: %s", text, e.col, e.text);
    return use;
}

static bool is_near(double got, double want, double tolerance)
{
    return got == want || (isnan(got) && isnan(want)) ||
           fabs(got - want) <= tolerance * fmax(1, fabs(want));
}

/* The formulas of all rows through the engine: f, f', f'' and df/dparameter are the C code's. */
static void formulas_of_the_table(void **state)
{
    struct act_names *names = *state;
    static const double at[] = {-5.3, -2.2, -0.71, -0.13, 0.17, 0.83, 1.7, 4.1};
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        struct str text;
        char name[32];
        struct err e = {0};
        if (str_is(act->name, "hardtanh"))
            continue; /* min and max are no names for parameters of one's own */
        (void)snprintf(name, sizeof name, "own_%d", i);
        str_init(&text);
        str_addf(&text, "%s(x", name);
        for (int k = 0; k < act_params(act); k++)
            str_addf(&text, ", %s=%.17g", act->param[k].name, act->param[k].value);
        str_addf(&text, ") = %s", act->formula);
        const struct act *own = act_book_define(names, text.data, &e);
        if (!own)
            fail_msg("%s: %d: %s", text.data, e.col, e.text);
        struct act_use ours = act_use_of(own), theirs = act_use_of(act);
        for (int k = 0; k < COUNT(at); k++) {
            double x = at[k];
            if (!is_near(act_f(&ours, x), act_f(&theirs, x), 1e-12) ||
                !is_near(act_df(&ours, x), act_df(&theirs, x), 1e-11) ||
                !is_near(act_d2f(&ours, x), act_d2f(&theirs, x), 1e-10))
                fail_msg("%s at %g: %.17g %.17g %.17g, not %.17g %.17g %.17g", act->name, x,
                         act_f(&ours, x), act_df(&ours, x), act_d2f(&ours, x), act_f(&theirs, x),
                         act_df(&theirs, x), act_d2f(&theirs, x));
            for (int p = 0; p < act_params(act); p++)
                if (!is_near(act_dparam(&ours, x, p), act_dparam(&theirs, x, p), 1e-10))
                    fail_msg("%s by %s at %g: %.17g, not %.17g", act->name, act->param[p].name, x,
                             act_dparam(&ours, x, p), act_dparam(&theirs, x, p));
        }
        str_done(&text);
    }
}

static void mish_by_hand(void **state)
{
    struct act_use own = use_of(*state, "x*tanh(log(1+exp(x)))"), mish = use_of(NULL, "mish");
    for (double x = -20; x <= 20; x += 0.37) {
        assert_true(fabs(act_f(&own, x) - act_f(&mish, x)) <= 1e-12);
        assert_true(fabs(act_df(&own, x) - act_df(&mish, x)) <= 1e-12);
    }
}

static void the_left_side_counts_at_a_tie(void **state)
{
    struct act_use own = use_of(*state, "max(0,x) + gamma*min(0,x) : gamma=0.3");
    assert_true(act_df(&own, 0) == 0.3);
    assert_true(act_df(&own, 1) == 1);
    assert_true(act_dparam(&own, -2, 0) == -2);
}

static void kinks_are_found(void **state)
{
    static const struct {
        const char *text;
        int n;
        double kink[ACT_KINKS];
    } cases[] = {
        {"x > 0 ? x : 0", 1, {0}},
        {"abs(x-0.3)", 1, {0.3}},
        {"max(-1, min(1, x))", 2, {-1, 1}},
        {"x >= 2 ? 1 : 0", 1, {2}},
        {"relu(x+3)", 1, {-3}},
        {"x > 0 ? x : exp(x)-1", 0, {0}},
        {"x*sigmoid(x)", 0, {0}},
        {"floor(x/20)*0 + abs(x)", 1, {0}},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use = use_of(*state, cases[i].text);
        if (use.kinks != cases[i].n)
            fail_msg("%s has %d kinks", cases[i].text, (int)use.kinks);
        for (int k = 0; k < cases[i].n; k++)
            if (!is_near(use.kink[k], cases[i].kink[k], 1e-15))
                fail_msg("%s: kink at %.17g", cases[i].text, use.kink[k]);
    }
}

static void primes_inside(void **state)
{
    struct act_names *names = *state;
    assert_non_null(act_book_define(names, "slope(x, b=1) = swish'(x, b)", NULL));
    assert_non_null(act_book_define(names, "bend(x) = slope'(x)", NULL));
    struct act_use slope = use_of(names, "slope:b=2"), bend = use_of(names, "bend");
    struct act_use swish = use_of(NULL, "swish:b=2"), silu = use_of(NULL, "silu");
    for (double x = -4; x <= 4; x += 0.5) {
        double h = 1e-5;
        struct act_use more = swish, less = swish;
        assert_true(act_set(&more, 0, 2 + h, NULL) && act_set(&less, 0, 2 - h, NULL));
        assert_true(is_near(act_f(&slope, x), act_df(&swish, x), 1e-13));
        assert_true(is_near(act_df(&slope, x), act_d2f(&swish, x), 1e-12));
        assert_true(is_near(act_dparam(&slope, x, 0),
                            (act_df(&more, x) - act_df(&less, x)) / (2 * h), 1e-8));
        assert_true(is_near(act_f(&bend, x), act_d2f(&silu, x), 1e-12));
    }
}

/* Arrays are the scalar function bit for bit, in place too. */
static void arrays(void **state)
{
    struct act_use use = use_of(*state, "x > 1 ? log(x) : x*sin(x)/(1+abs(x))");
    enum { N = 333 };
    double x[N], f[N], df[N];
    for (int i = 0; i < N; i++)
        x[i] = 0.05 * (i - 150);
    act_array(&use, N, x, f, df);
    for (int i = 0; i < N; i++)
        assert_true(f[i] == act_f(&use, x[i]) && df[i] == act_df(&use, x[i]));
    act_array(&use, N, f, NULL, f);
}

static void definitions_go_wrong(void **state)
{
    static const struct {
        const char *text;
        int col;
        const char *says;
    } cases[] = {
        {"", 1, "a name is expected here"},
        {"1f(x) = x", 1, "a name is expected here"},
        {"relu(x) = x", 1, "relu is a built-in function"},
        {"linear(x) = x", 1, "linear is a built-in function"},
        {"exp(x) = x", 1, "exp is a function of the formula language"},
        {"pi(x) = x", 1, "pi is a constant"},
        {"f(x) = x", 1, "f has a meaning of its own"},
        {"and(x) = x", 1, "and has a meaning of its own"},
        {"g", 2, "'(x' is expected here"},
        {"g(", 3, "a name is expected here"},
        {"g(y) = y", 3, "the first argument is x"},
        {"g(x", 4, "',' or ')' is expected here"},
        {"g(x) x", 6, "'=' is expected here"},
        {"g(x) =", 7, "the formula is empty"},
        {"g(x) = x*(2", 12, "the formula ends where"},
        {"g(x) = x + foo", 12, "unknown name 'foo'"},
        {"g(x) = geluu(x)", 8, "did you mean gelu?"},
        {"g(x) = cursor", 8, "unknown name 'cursor'"},
        {"g(x, x) = x", 6, "x has a meaning of its own"},
        {"g(x, a, a) = x", 9, "a is there twice"},
        {"g(x, max=1) = x", 6, "max is a function of the formula language"},
        {"g(x, a=b) = x", 8, "unknown name 'b'"},
        {"g(x, a=) = x", 8, "the formula is empty"},
        {"g(x, a=1/0) = x", 8, "a parameter starts from a number"},
        {"g(x, a, b, c, d, ee, g, h) = x", 25, "no more than 6 parameters"},
        {"g(x) = sigmoid'''(x)", 8, "sigmoid has two derivatives here, not 3"},
        {"g(x) = relu(x, 1)", 8, "relu takes x"},
        {"g(x) = g(x)", 8, "unknown function 'g'"},
        {"g(x) = 2x", 9, "an operator is expected"},
        {"g(x) = x ? 1", 13, "the formula ends where"},
        {"\xCE\xB1(x) = x", 1, "a name is expected here"},
    };
    struct act_names *names = *state;
    for (int i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        assert_null(act_book_define(names, cases[i].text, &e));
        if (e.line != 1 || e.col != cases[i].col || !strstr(e.text, cases[i].says))
            fail_msg("%s: %d:%d: %s", cases[i].text, e.line, e.col, e.text);
        assert_null(act_book_define(names, cases[i].text, NULL));
    }
    assert_int_equal(names->n, 0);
}

/* Nothing can nest or double without end. */
static void growth_is_bounded(void **state)
{
    struct act_names *names = *state;
    struct err e = {0};
    char text[64];
    assert_non_null(act_book_define(names, "g0(x) = x+1", NULL));
    int i = 1;
    for (; i < ACT_OWN; i++) {
        (void)snprintf(text, sizeof text, "g%d(x) = g%d(g%d(x))", i, i - 1, i - 1);
        if (!act_book_define(names, text, &e))
            break;
    }
    assert_true(i > 4 && i < 20);
    assert_non_null(strstr(e.text, "deep"));
    static char deep[100002];
    memset(deep, '(', sizeof deep - 1);
    assert_false(act_parse(names, deep, &(struct act_use){0}, &e));
    assert_non_null(strstr(e.text, "nested more than"));
}

static void the_same_text_is_the_same_function(void **state)
{
    struct act_names *names = *state;
    const struct act *one = act_book_formula(names, "x*x", NULL);
    assert_ptr_equal(one, act_book_formula(names, "x*x", NULL));
    assert_ptr_not_equal(one, act_book_formula(names, "x*x*1", NULL));
    assert_non_null(act_book_define(names, "g(x) = x", NULL));
    const struct act *calls = act_book_formula(names, "2*g(x)", NULL);
    assert_non_null(act_book_define(names, "g(x) = x + 1", NULL));
    assert_ptr_not_equal(calls, act_book_formula(names, "2*g(x)", NULL));
    assert_int_equal(names->n, 1);
}

/* What is printed makes the same function again. */
static void printed_and_read_back(void **state)
{
    struct act_names *names = *state;
    const struct act *own =
        act_book_define(names, "  sw ( x , b = 1/4 ) =  x*sigmoid(b*x)  ", NULL);
    struct str text;
    str_init(&text);
    assert_non_null(own);
    act_book_print(own, &text);
    assert_string_equal(text.data, "sw(x, b=0.25) = x*sigmoid(b*x)");
    assert_ptr_equal(own, act_book_define(names, text.data, NULL));
    static const char *const uses[] = {"sw:b=2", "x*x", "alpha*x:alpha=3", "x > 0 ? x : beta*x"};
    for (int i = 0; i < COUNT(uses); i++) {
        struct act_use use = use_of(names, uses[i]);
        str_clear(&text);
        act_print(&use, &text);
        struct act_use again = use_of(names, text.data);
        assert_true(act_same(&use, &again));
    }
    str_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(formulas_of_the_table, start, stop),
        cmocka_unit_test_setup_teardown(mish_by_hand, start, stop),
        cmocka_unit_test_setup_teardown(the_left_side_counts_at_a_tie, start, stop),
        cmocka_unit_test_setup_teardown(kinks_are_found, start, stop),
        cmocka_unit_test_setup_teardown(primes_inside, start, stop),
        cmocka_unit_test_setup_teardown(arrays, start, stop),
        cmocka_unit_test_setup_teardown(definitions_go_wrong, start, stop),
        cmocka_unit_test_setup_teardown(growth_is_bounded, start, stop),
        cmocka_unit_test_setup_teardown(the_same_text_is_the_same_function, start, stop),
        cmocka_unit_test_setup_teardown(printed_and_read_back, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
