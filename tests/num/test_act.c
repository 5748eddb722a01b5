/* The table of activation functions: what is shown against what is computed, and both against
 * long double. Every row is tested because the tests walk the table. */
#include "num/act.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>

#include "base/rng.h"
#include "base/str.h"
#include "num/formula.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

static const double infinite = (double)INFINITY;

/* Away from the kinks (all at 0), and where the text-book formulas keep their digits. */
static const double points[] = {-12, -5.25, -2, -1, -0.5, -0.03, 0.03, 0.5, 1, 2, 5.25, 12};

/* Distance in units of the last place of a double at `exact`. */
static double ulps(double got, long double exact)
{
    if (isnan(got) || isnan(exact))
        return isnan(got) && isnan(exact) ? 0 : infinite;
    if (fabsl(exact) > (long double)DBL_MAX || isinf(got))
        return (long double)got == exact || (double)exact == got ? 0 : infinite;
    int e = exact == 0 ? -1074 : ilogbl(exact) - 52;
    return (double)scalbnl(fabsl((long double)got - exact), -(e < -1074 ? -1074 : e));
}

static bool is_near(double a, double b, double allowed)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= allowed * (1 + fabs(b));
}

/* The row with its defaults, then with two other values of its first parameter. */
static struct act_use variant(const struct act *act, int i)
{
    static const double factors[] = {1, 0.4, 2.7};
    struct act_use use = act_use_of(act);
    if (act_params(act) > 0)
        assert_true(act_set(&use, 0, use.param[0] * factors[i], NULL));
    return use;
}

static void rows_are_complete(void **state)
{
    (void)state;
    assert_true(act_count >= 10);
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        const char *needed[] = {act->name, act->title, act->formula, act->derivative, act->source,
                                act->what, act->pro,   act->con,     act->when};
        for (int k = 0; k < COUNT(needed); k++)
            assert_true(needed[k] && *needed[k]);
        assert_true(act->f && act->df && act->d2f);
        assert_int_equal(act->dparam != NULL, act_params(act) > 0);
        assert_int_equal(act->convention != NULL, act->kinks != NULL);
        assert_true(act->loop < ACT_LOOP_COUNT);
        for (int k = 0; k < act_params(act); k++) {
            const struct act_param *p = &act->param[k];
            assert_true(p->min <= p->value && p->value <= p->max && p->step > 0 && p->help);
        }
        for (int k = 0; k < 4; k++) { /* the course's comparison is in sentences */
            const char *text = needed[5 + k];
            assert_true(text[0] >= 'A' && text[0] <= 'Z' && text[strlen(text) - 1] == '.');
        }
    }
}

/* Every name and alias means one row only. */
static void names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        char words[256], *rest = words;
        (void)snprintf(words, sizeof words, "%s %s", act_table[i]->name,
                       act_table[i]->aliases ? act_table[i]->aliases : "");
        for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
            assert_ptr_equal(act_find(NULL, word), act_table[i]);
    }
    assert_ptr_equal(act_find(NULL, "linear"), act_find(NULL, "identity"));
    assert_ptr_equal(act_find(NULL, "logistic"), act_find(NULL, "sigmoid"));
    assert_ptr_equal(act_find(NULL, "lrelu"), act_find(NULL, "leaky_relu"));
    assert_null(act_find(NULL, "Relu"));
    assert_null(act_find(NULL, ""));
}

/* The scope of a row's formula: x and the parameters, each by name or alias. */
struct shown {
    const struct act_use *use;
    double x;
};

static bool shown_find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)e;
    const struct shown *shown = ctx;
    *id = str_is(name->text, "x") ? -1 : act_param_find(shown->use->act, name->text, NULL);
    return str_is(name->text, "x") || *id >= 0;
}

static double shown_get(void *ctx, int id, double arg)
{
    (void)arg;
    const struct shown *shown = ctx;
    return id < 0 ? shown->x : shown->use->param[id];
}

static void compare_shown(const struct act_use *use, const char *text,
                          double (*computed)(const struct act_use *, double))
{
    struct shown shown = {.use = use};
    struct formula_scope scope = {.ctx = &shown, .find = shown_find, .get = shown_get};
    struct err e = {0};
    struct formula *f = formula_new(text, &scope, &e);
    if (!f)
        fail_msg("%s: %s: %s", use->act->name, text, e.text);
    for (int i = 0; i < COUNT(points); i++) {
        shown.x = points[i];
        double said = formula_eval(f, &scope), is = computed(use, points[i]);
        if (!is_near(said, is, 1e-10))
            fail_msg("%s at %g: '%s' is %.17g, the code says %.17g", use->act->name, points[i],
                     text, said, is);
    }
    shown.x = 0; /* the conventions at kinks are part of the formula */
    assert_true(is_near(formula_eval(f, &scope), computed(use, 0), 1e-15));
    formula_free(f);
}

static void formulas_do_not_lie(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        for (int v = 0; v < 3; v++) {
            struct act_use use = variant(act_table[i], v);
            compare_shown(&use, act_table[i]->formula, act_f);
            compare_shown(&use, act_table[i]->derivative, act_df);
        }
    }
}

static void derivatives_are_slopes(void **state)
{
    (void)state;
    const double h = 1e-5;
    for (int i = 0; i < act_count; i++) {
        for (int v = 0; v < 3; v++) {
            struct act_use use = variant(act_table[i], v);
            for (int k = 0; k < COUNT(points); k++) {
                double x = points[k];
                double slope = (act_f(&use, x + h) - act_f(&use, x - h)) / (2 * h);
                double bend = (act_df(&use, x + h) - act_df(&use, x - h)) / (2 * h);
                if (!is_near(slope, act_df(&use, x), 1e-8))
                    fail_msg("%s' at %g: %g, not %g", use.act->name, x, slope, act_df(&use, x));
                if (!is_near(bend, act_d2f(&use, x), 1e-8))
                    fail_msg("%s'' at %g: %g, not %g", use.act->name, x, bend, act_d2f(&use, x));
            }
        }
    }
}

static void parameters_have_their_slopes(void **state)
{
    (void)state;
    const double h = 1e-5;
    for (int i = 0; i < act_count; i++) {
        for (int k = 0; k < act_params(act_table[i]); k++) {
            struct act_use use = variant(act_table[i], 2), more = use, less = use;
            more.param[k] += h;
            less.param[k] -= h;
            for (int j = 0; j < COUNT(points); j++) {
                double x = points[j];
                double slope = (act_f(&more, x) - act_f(&less, x)) / (2 * h);
                double is = act_table[i]->dparam(x, use.param, k);
                if (!is_near(slope, is, 1e-8))
                    fail_msg("%s by parameter %d at %g: %g, not %g", use.act->name, k, x, slope,
                             is);
            }
            assert_true(isfinite(act_table[i]->dparam(0, use.param, k)));
        }
    }
}

static void ends_of_the_axis(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        struct act_use use = act_use_of(act);
        for (int sign = -1; sign <= 1; sign += 2) {
            assert_true(isfinite(act_df(&use, sign * infinite)));
            assert_true(isfinite(act_d2f(&use, sign * infinite)));
            assert_true(is_near(act_df(&use, sign * infinite), act_df(&use, sign * 1e6), 1e-15));
        }
        assert_true(isnan(act_f(&use, (double)NAN)));
        assert_true(isnan(act_df(&use, (double)NAN)));
        assert_true(isnan(act_d2f(&use, (double)NAN)));
        for (int k = 0; k < act_params(act); k++)
            assert_true(isnan(act->dparam((double)NAN, use.param, k)));
    }
}

static void special_values(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        int primes;
        double x, value;
    } cases[] = {
        {"step", 0, 0, 1},
        {"step", 0, -5e-324, 0},
        {"step", 1, 0, 0},
        {"signum", 0, 0, 0},
        {"signum", 0, -5e-324, -1},
        {"relu", 0, -3, 0},
        {"relu", 1, 0, 0},
        {"relu", 1, 5e-324, 1},
        {"leaky_relu", 0, -5, -0.05},
        {"leaky_relu", 1, 0, 0.01},
        {"leaky_relu:gamma=0", 0, -(double)INFINITY, 0},
        {"prelu", 1, 0, 0.25},
        {"prelu:alpha=0.2", 0, -3, -0.2 * 3},
        {"elu:gamma=0.5", 1, 0, 0.5},
        {"elu:alpha=2", 2, 0, 2},
        {"elu", 0, -1e-300, -1e-300},
        {"elu", 0, -1000, -1},
        {"sigmoid", 0, 0, 0.5},
        {"sigmoid", 1, 0, 0.25},
        {"sigmoid", 2, 0, 0},
        {"tanh", 1, 0, 1},
        {"softplus", 0, 1e308, 1e308},
        {"softplus", 0, -745.2, 0}, /* e^-745.2 is below half of the least double */
        {"softplus", 0, -745.1, 5e-324},
        {"sigmoid", 0, -745.1, 5e-324},
        {"softplus", 0, 0, 0.69314718055994531},
        {"softplus", 1, 0, 0.5},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use;
        assert_true(act_parse(NULL, cases[i].use, &use, NULL));
        double (*const of[])(const struct act_use *, double) = {act_f, act_df, act_d2f};
        double is = of[cases[i].primes](&use, cases[i].x);
        if (is != cases[i].value)
            fail_msg("%s (%d primes) at %g is %.17g", cases[i].use, cases[i].primes, cases[i].x,
                     is);
    }
}

static void tails_keep_what_they_have(void **state)
{
    (void)state;
    struct act_use sigmoid = act_use_of(act_find(NULL, "sigmoid"));
    struct act_use softplus = act_use_of(act_find(NULL, "softplus"));
    struct act_use tanh_use = act_use_of(act_find(NULL, "tanh"));
    assert_true(act_f(&sigmoid, -745.1) > 0);
    assert_true(act_f(&softplus, -745.1) > 0);
    assert_true(act_df(&sigmoid, 40) > 4e-18); /* s (1 - s) is 0 here */
    assert_true(act_df(&sigmoid, 745.1) > 0);
    assert_true(act_df(&tanh_use, 300) > 0);
    assert_true(isfinite(act_f(&softplus, DBL_MAX)));
    struct act_use sharp = variant(softplus.act, 2);
    assert_true(isfinite(act_f(&sharp, DBL_MAX)));
    assert_true(isfinite(act_f(&sharp, -DBL_MAX)));
}

/* References in long double, by the identities that hold their digits on that side of 0. */
static long double sigmoid_exact(long double x)
{
    return x >= 0 ? 1 / (1 + expl(-x)) : expl(x) / (1 + expl(x));
}

static long double exact(const struct act_use *use, long double x, bool slope)
{
    const char *name = use->act->name;
    long double p = (long double)use->param[0], E;
    if (str_is(name, "sigmoid")) {
        E = expl(-fabsl(x));
        return slope ? E / (1 + E) / (1 + E) : sigmoid_exact(x);
    }
    if (str_is(name, "tanh")) {
        E = expl(-2 * fabsl(x));
        return slope ? 4 * E / (1 + E) / (1 + E) : tanhl(x);
    }
    if (str_is(name, "elu"))
        return x > 0 ? (slope ? 1 : x) : slope ? p * expl(x) : p * expm1l(x);
    if (str_is(name, "softplus"))
        return slope ? sigmoid_exact(p * x) : fmaxl(x, 0) + log1pl(expl(-fabsl(p * x))) / p;
    if (str_is(name, "leaky_relu") || str_is(name, "prelu"))
        return x > 0 ? (slope ? 1 : x) : slope ? p : p * x;
    /* The rest is exact in any precision. */
    return (long double)(slope ? act_df(use, (double)x) : act_f(use, (double)x));
}

static void errors_are_as_claimed(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 1, .purpose = RNG_TEST};
    for (int i = 0; i < act_count; i++) {
        double worst_f = 0, worst_df = 0, at_f = 0, at_df = 0;
        for (int n = 0; n < 60000; n++) {
            static const double reach[] = {1, 10, 40, 760};
            struct act_use use = variant(act_table[i], n % 3);
            double u[2];
            rng_uniform(&rng, (uint64_t)n, u);
            double x = (2 * u[0] - 1) * reach[n / 3 % 4];
            if (n % 7 == 0)
                x *= exp(-60 * u[1]); /* near 0 in relative terms */
            double error_f = ulps(act_f(&use, x), exact(&use, (long double)x, false));
            double error_df = ulps(act_df(&use, x), exact(&use, (long double)x, true));
            if (error_f > worst_f) {
                worst_f = error_f;
                at_f = x;
            }
            if (error_df > worst_df) {
                worst_df = error_df;
                at_df = x;
            }
        }
        const struct act *act = act_table[i];
        print_message("%-10s f %.3f ulp at %.17g, f' %.3f ulp at %.17g (seed 1)\n", act->name,
                      worst_f, at_f, worst_df, at_df);
        assert_true(worst_f <= act->ulp_f);
        assert_true(worst_df <= act->ulp_df);
    }
}

static void laws(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 2, .purpose = RNG_TEST};
    static const char *const odd[] = {"identity", "signum", "tanh", "tanhshrink", "lecun_tanh"};
    static const char *const rising[] = {
        "identity", "step", "signum",   "sigmoid", "tanh", "relu",   "leaky_relu",
        "prelu",    "elu",  "softplus", "selu",    "celu", "loglog", "logsigmoid"};
    for (int n = 0; n < 20000; n++) {
        double u[2];
        rng_uniform(&rng, (uint64_t)n, u);
        double x = 50 * (2 * u[0] - 1), y = x + 1e-3 * u[1] * fabs(x);
        for (int i = 0; i < COUNT(odd); i++) {
            struct act_use use = act_use_of(act_find(NULL, odd[i]));
            assert_true(act_f(&use, -x) == -act_f(&use, x));
            assert_true(act_df(&use, -x) == act_df(&use, x));
        }
        for (int i = 0; i < COUNT(rising); i++) {
            struct act_use use = act_use_of(act_find(NULL, rising[i]));
            double slack = use.act->ulp_f * DBL_EPSILON * fabs(act_f(&use, x));
            assert_true(act_f(&use, y) >= act_f(&use, x) - slack);
            assert_true(act_df(&use, x) >= 0);
        }
        struct act_use sigmoid = act_use_of(act_find(NULL, "sigmoid"));
        struct act_use softplus = act_use_of(act_find(NULL, "softplus"));
        assert_true(fabs(act_f(&sigmoid, x) + act_f(&sigmoid, -x) - 1) <= 2 * DBL_EPSILON);
        assert_true(act_df(&sigmoid, x) <= 0.25);
        assert_true(act_f(&softplus, x) > 0 && act_f(&softplus, x) >= x);
    }
}

static void parse_and_print(void **state)
{
    (void)state;
    static const char *const same[] = {"relu",          "elu:alpha=0.5",    "leaky_relu:alpha=-10",
                                       "prelu:gamma=1", "softplus:beta=10", "elu:alpha=1e-300"};
    static const char *const others[][2] = {
        {"elu:gamma=0.5", "elu:alpha=0.5"},
        {"lrelu:slope=0.01", "leaky_relu"},
        {"prelu:alpha=5e-1", "prelu:gamma=0.5"},
        {"elu:alpha=1", "elu"},
        {"elu:alpha=2,gamma=3", "elu:alpha=3"},
        {"leaky_relu:alpha=-0", "leaky_relu:alpha=0"},
        {"elu:alpha=0.3333333333333333", "elu:alpha=0.3333333333333333"},
    };
    struct act_use use, again;
    struct str text;
    str_init(&text);
    for (int i = 0; i < COUNT(same); i++) {
        assert_true(act_parse(NULL, same[i], &use, NULL));
        str_clear(&text);
        act_print(&use, &text);
        assert_string_equal(text.data, same[i]);
        assert_true(act_parse(NULL, text.data, &again, NULL));
        assert_true(act_same(&use, &again));
    }
    for (int i = 0; i < COUNT(others); i++) {
        assert_true(act_parse(NULL, others[i][0], &use, NULL));
        str_clear(&text);
        act_print(&use, &text);
        assert_string_equal(text.data, others[i][1]);
    }
    str_done(&text);
    assert_true(act_parse(NULL, "elu", &use, NULL) && act_parse(NULL, "elu:alpha=2", &again, NULL));
    assert_false(act_same(&use, &again));
}

static void parse_errors(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"sigmod", "unknown function 'sigmod'; did you mean sigmoid?"},
        {"quux", "unknown function 'quux'; `list` shows all"},
        {"", "a function's name is missing; `list` shows all"},
        {":alpha=1", "a function's name is missing; `list` shows all"},
        {"relu:alpha=1", "relu takes no parameters"},
        {"elu:beta=1", "elu has no parameter 'beta'; it has alpha (also gamma a)"},
        {"elu:alpha=11", "elu: alpha is 0 to 10, not 11"},
        {"elu:alpha=-0.5", "elu: alpha is 0 to 10, not -0.5"},
        {"elu:alpha=nan", "elu: alpha is 0 to 10, not nan"},
        {"elu:alpha=", "elu: alpha is a number, not ''"},
        {"elu:gamma=1x", "elu: gamma is a number, not '1x'"},
        {"elu:", "elu: PARAM=VALUE is expected after ':', not ''"},
        {"elu:alpha", "elu: PARAM=VALUE is expected after ':', not 'alpha'"},
        {"elu:alpha=1,", "elu: PARAM=VALUE is expected after ':', not ''"},
        {"softplus:beta=0", "softplus: beta is 0.01 to 100, not 0"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        struct act_use use = {0};
        assert_false(act_parse(NULL, cases[i][0], &use, &e));
        assert_string_equal(e.text, cases[i][1]);
        assert_null(use.act); /* nothing half done */
        assert_false(act_parse(NULL, cases[i][0], &use, NULL));
    }
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct err e = {0};
    struct act_use use;
    assert_false(act_parse(NULL, text, &use, &e));
    assert_non_null(strstr(e.text, "too long"));
}

static void kinks_that_are_left(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        int n;
    } cases[] = {{"relu", 1},          {"step", 1},       {"signum", 1},
                 {"sigmoid", 0},       {"identity", 0},   {"elu", 0},
                 {"elu:alpha=0.5", 1}, {"leaky_relu", 1}, {"leaky_relu:alpha=1", 0},
                 {"prelu:gamma=0", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct act_use use;
        assert_true(act_parse(NULL, cases[i].use, &use, NULL));
        assert_int_equal(use.kinks, cases[i].n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_complete),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(formulas_do_not_lie),
        cmocka_unit_test(derivatives_are_slopes),
        cmocka_unit_test(parameters_have_their_slopes),
        cmocka_unit_test(ends_of_the_axis),
        cmocka_unit_test(special_values),
        cmocka_unit_test(tails_keep_what_they_have),
        cmocka_unit_test(errors_are_as_claimed),
        cmocka_unit_test(laws),
        cmocka_unit_test(parse_and_print),
        cmocka_unit_test(parse_errors),
        cmocka_unit_test(kinks_that_are_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
