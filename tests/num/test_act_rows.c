/* The rows of the table against what they say: formulas, derivatives, parameters, known values,
 * both ends of the axis, laws. Every row is tested because the tests walk the table; how many
 * digits are right is the business of test_exact. */
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
#include "num/act_book.h"
#include "num/formula.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

static const double infinite = (double)INFINITY;

/* Off the places where some f'' jumps: -1, 0, 1. */
static const double points[] = {-12, -5.25, -2, -1.125, -0.5, -0.03, 0.03, 0.5, 0.9, 2, 5.25, 12};

enum { VARIANTS = 5 };

static bool is_near(double a, double b, double allowed)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= allowed * (1 + fabs(b));
}

/* The use in words, for messages. */
static const char *words(const struct act_use *use)
{
    static char text[256];
    struct str s;
    str_init(&s);
    act_print(use, &s);
    (void)snprintf(text, sizeof text, "%s", s.data);
    str_done(&s);
    return text;
}

/* The row with its defaults, then with others: 0.4 to 1.8 times the default, or -0.7 to 0.7. */
static struct act_use variant(const struct act *act, int v)
{
    const struct rng rng = {.seed = 3, .purpose = RNG_TEST, .layer = (uint32_t)v};
    struct act_use use = act_use_of(act);
    for (int k = 0; v > 0 && k < act_params(act); k++) {
        const struct act_param *p = &act->param[k];
        double u[2];
        rng_uniform(&rng, (uint64_t)k, u);
        double value = p->value == 0 ? 1.4 * u[0] - 0.7 : p->value * (0.4 + 1.4 * u[0]);
        assert_true(act_set(&use, k, fmin(fmax(value, p->min), p->max), NULL));
    }
    return use;
}

static bool is_by_kink(const struct act_use *use, double x, double reach)
{
    for (int64_t k = 0; k < use->kinks; k++)
        if (fabs(use->kink[k] - x) < reach)
            return true;
    return false;
}

/* The scope of a row's formula: x and the parameters, each by name. */
struct shown {
    const struct act_use *use;
    double x;
};

static bool shown_find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)e;
    const struct shown *shown = ctx;
    const struct act *act = shown->use->act;
    for (*id = 0; *id < act_params(act); ++*id)
        if (str_is(act->param[*id].name, name->text))
            return true;
    *id = -1;
    return str_is(name->text, "x");
}

static double shown_get(void *ctx, int id, double arg)
{
    (void)arg;
    const struct shown *shown = ctx;
    return id < 0 ? shown->x : shown->use->param[id];
}

static void compare_at(const struct formula *f, const struct formula_scope *scope, const char *text,
                       double (*computed)(const struct act_use *, double))
{
    struct shown *shown = scope->ctx;
    double said = formula_eval(f, scope), is = computed(shown->use, shown->x);
    if (!is_near(said, is, 1e-10))
        fail_msg("%s at %.17g: '%s' is %.17g, the code says %.17g", words(shown->use), shown->x,
                 text, said, is);
}

/* At the points, and with the default parameters at 0 and the kinks too, since the conventions
 * there are part of the formula. */
static void compare_shown(const struct act_use *use, bool kinks, const char *text,
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
        compare_at(f, &scope, text, computed);
    }
    shown.x = 0;
    for (int64_t k = 0; kinks && k <= use->kinks; k++) {
        compare_at(f, &scope, text, computed);
        shown.x = k < use->kinks ? use->kink[k] : 0;
    }
    formula_free(f);
}

static void formulas_do_not_lie(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        for (int v = 0; v < VARIANTS; v++) {
            struct act_use use = variant(act_table[i], v);
            compare_shown(&use, v == 0, act_table[i]->formula, act_f);
            compare_shown(&use, v == 0, act_table[i]->derivative, act_df);
        }
    }
}

/* The formula language differentiates the text of a row by itself. */
static void formulas_have_the_same_derivatives(void **state)
{
    (void)state;
    struct act_names names = {.book = act_book_new()};
    for (int i = 0; i < act_count; i++) {
        struct act_use row = act_use_of(act_table[i]);
        char text[64];
        (void)snprintf(text, sizeof text, "%s(x)", row.act->name);
        struct err e = {0};
        const struct act *own = act_book_formula(&names, text, &e);
        if (!own)
            fail_msg("%s: %s", text, e.text);
        struct act_use formula = act_use_of(own);
        double (*const of[])(const struct act_use *, double) = {act_f, act_df, act_d2f};
        for (int k = 0; k < 3 * COUNT(points); k++) {
            double x = points[k / 3], is = of[k % 3](&row, x), other = of[k % 3](&formula, x);
            if (!is_near(other, is, 1e-9))
                fail_msg("%s, derivative %d at %g: %.17g, the code says %.17g", text, k % 3, x,
                         other, is);
        }
    }
    act_book_free(names.book);
}

static double slope_of(double (*of)(const struct act_use *, double), const struct act_use *use,
                       double x)
{
    const double h = 1e-5;
    return (of(use, x + h) - of(use, x - h)) / (2 * h);
}

static void derivatives_are_slopes(void **state)
{
    (void)state;
    for (int i = 0; i < act_count * VARIANTS; i++) {
        struct act_use use = variant(act_table[i / VARIANTS], i % VARIANTS);
        for (int k = 0; k < COUNT(points); k++) {
            double x = points[k];
            if (is_by_kink(&use, x, 2e-5))
                continue;
            double slope = slope_of(act_f, &use, x), bend = slope_of(act_df, &use, x);
            if (!is_near(slope, act_df(&use, x), 1e-7))
                fail_msg("%s' at %g: %g, not %g", words(&use), x, slope, act_df(&use, x));
            if (!is_near(bend, act_d2f(&use, x), 1e-7))
                fail_msg("%s'' at %g: %g, not %g", words(&use), x, bend, act_d2f(&use, x));
        }
    }
}

/* A kink may move with the parameter, by 10 at most for each 1 of it at these points. */
static void compare_by_parameter(const struct act_use *use, int k)
{
    const double h = 1e-5;
    struct act_use more = *use, less = *use;
    more.param[k] += h;
    less.param[k] -= h;
    for (int i = 0; i < COUNT(points); i++) {
        double x = points[i], is = act_dparam(use, x, k);
        double slope = (act_f(&more, x) - act_f(&less, x)) / (2 * h);
        if (!is_by_kink(use, x, 2e-4) && !is_near(slope, is, 1e-7))
            fail_msg("%s by %s at %g: %g, not %g", words(use), use->act->param[k].name, x, slope,
                     is);
    }
    assert_true(isfinite(act_dparam(use, 0, k)));
    for (int64_t i = 0; i < use->kinks; i++)
        assert_true(isfinite(act_dparam(use, use->kink[i], k)));
}

static void parameters_have_their_slopes(void **state)
{
    (void)state;
    for (int i = 0; i < act_count * VARIANTS; i++) {
        struct act_use use = variant(act_table[i / VARIANTS], i % VARIANTS);
        for (int k = 0; k < act_params(use.act); k++)
            compare_by_parameter(&use, k);
    }
}

/* To the last bit. */
static void known_values(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        assert_in_range(use.act->values, 1, ACT_VALUES);
        for (int k = 0; k < use.act->values; k++) {
            const struct act_value *known = &use.act->value[k];
            double f = act_f(&use, known->x), df = act_df(&use, known->x);
            if (f != known->f || df != known->df)
                fail_msg("%s at %g: %.17g, slope %.17g", use.act->name, known->x, f, df);
        }
    }
}

/* What a common implementation gets wrong, made with 2,600 bits. */
static void hard_values(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        int primes;
        double x, value;
    } cases[] = {
        {"sin", 0, 1.2853022199154463e+174, -4.970732575237069e-18},
        {"cos", 0, 5.319372648326541e+255, -4.687165924254628e-19},
        {"cos", 1, 1.2853022199154463e+174, 4.970732575237069e-18},
        {"sin", 0, 3.141592653589793, 1.2246467991473532e-16},
        {"cos", 0, 1.5707963267948966, 6.123233995736766e-17},
        {"sinc", 1, 4.493409457909064, 7.218300729428198e-18},
        {"sinc", 1, 1e-09, -3.3333333333333337e-10},
        {"sinc", 0, 1e+308, 4.53396490501649e-309},
        {"sinc", 2, 1e-05, -0.3333333333233333},
        {"snake", 1, -0.7853981633974483, 1.874699728327322e-33},
        {"snake:alpha=0.3", 1, 7.853981633974483, 6.411438331869581e-32},
        {"snake:alpha=0.3", 0, 1e+17, 1e+17},
        {"hardsigmoid", 0, -2.9999999999999996, 7.401486830834377e-17},
        {"hardsigmoid:alpha=0.2", 0, -2.4999999999999996, 6.106226635438361e-17},
        {"hardswish", 0, -2.9999999999999996, -2.2204460492503128e-16},
        {"hardswish", 1, -1.4999999999999998, 7.401486830834377e-17},
        {"softsign", 1, 1e+160, 1e-320},
        {"arctan", 1, 1e+160, 1e-320},
        {"arctan", 0, 1e-300, 1e-300},
        {"squareplus", 0, -1e+16, 1e-16},
        {"squareplus", 0, -1.7e+308, 5.88235294117647e-309},
        {"squareplus", 1, -1e+160, 1e-320},
        {"bent_identity", 0, -1e-09, -9.9999999975e-10},
        {"bent_identity", 2, 1e+107, 5e-322},
        {"isru", 0, 1e+160, 1.0},
        {"isru:alpha=0.3", 1, 1e+107, 6.087e-321},
        {"lif", 0, 1.0000000000000002, 0.027667374662825307},
        {"lif", 1, 1.0000000000000002, 3447431749092.0215},
        {"lif:t_ref=0", 0, 1e+300, 1e+300},
        {"lif:t_ref=0", 2, 1000000000.0, -1.6666666691666667e-28},
        {"srelu:al=0.3", 0, -2.3333333333333335, -1.4000000000000001},
    };
    double (*const of[])(const struct act_use *, double) = {act_f, act_df, act_d2f};
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use;
        assert_true(act_parse(NULL, cases[i].use, &use, NULL));
        double is = of[cases[i].primes](&use, cases[i].x);
        if (is != cases[i].value)
            fail_msg("%s (%d primes) at %g is %.17g, not %.17g", cases[i].use, cases[i].primes,
                     cases[i].x, is, cases[i].value);
    }
}

/* The value at an end is where the values before it tend, or it is infinite and they grow. */
static bool tends_to(double before, double end)
{
    if (isinf(end))
        return (end > 0) == (before > 0) && fabs(before) >= 1e8;
    return is_near(before, end, 1e-15);
}

/* Only what goes on swinging has no limit. */
static void check_end(const char *what, double end, double before, double further)
{
    bool swings = fabs(before - further) > 1e-3 * (1 + fabs(before));
    if (isnan(end) ? !swings : !tends_to(before, end))
        fail_msg("%s is %.17g at infinity, %.17g and %.17g before it", what, end, before, further);
}

static void ends_of_the_axis(void **state)
{
    (void)state;
    double (*const of[])(const struct act_use *, double) = {act_f, act_df, act_d2f};
    for (int i = 0; i < 2 * act_count * VARIANTS; i++) {
        struct act_use use = variant(act_table[i / 2 / VARIANTS], i / 2 % VARIANTS);
        const double end = i % 2 ? infinite : -infinite, far = i % 2 ? 1e18 : -1e18;
        for (int k = 0; k < 3; k++)
            check_end(words(&use), of[k](&use, end), of[k](&use, far), of[k](&use, 1.1 * far));
        for (int k = 0; k < act_params(use.act); k++)
            check_end(words(&use), act_dparam(&use, end, k), act_dparam(&use, far, k),
                      act_dparam(&use, 1.1 * far, k));
    }
}

static void nan_gives_nan(void **state)
{
    (void)state;
    for (int i = 0; i < act_count * VARIANTS; i++) {
        struct act_use use = variant(act_table[i / VARIANTS], i % VARIANTS);
        assert_true(isnan(act_f(&use, (double)NAN)));
        assert_true(isnan(act_df(&use, (double)NAN)));
        assert_true(isnan(act_d2f(&use, (double)NAN)));
        for (int k = 0; k < act_params(use.act); k++)
            assert_true(isnan(act_dparam(&use, (double)NAN, k)));
    }
}

static void test_x(int n, double *x)
{
    const struct rng rng = {.seed = 2, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (uint64_t)n, u);
    *x = (2 * u[0] - 1) * (n % 3 ? 5 : 60) * (n % 5 ? 1 : exp2(-50 * u[1]));
}

static struct act_use parsed(const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(NULL, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

static void odd_and_even(void **state)
{
    (void)state;
    static const char *const odd[] = {"identity",   "signum",     "tanh",     "symmetrical_sigmoid",
                                      "lecun_tanh", "tanhshrink", "hardtanh", "softsign",
                                      "softshrink", "hardshrink", "arctan",   "isru",
                                      "sin"};
    static const char *const even[] = {"absolute", "gaussian", "cos", "sinc"};
    for (int n = 0; n < 2000; n++) {
        double x;
        test_x(n, &x);
        for (int i = 0; i < COUNT(odd); i++) {
            struct act_use use = parsed(odd[i]);
            assert_true(act_f(&use, -x) == -act_f(&use, x));
            assert_true(act_df(&use, -x) == act_df(&use, x));
            assert_true(act_d2f(&use, -x) == -act_d2f(&use, x));
        }
        for (int i = 0; i < COUNT(even); i++) {
            struct act_use use = parsed(even[i]);
            assert_true(act_f(&use, -x) == act_f(&use, x));
            assert_true(act_df(&use, -x) == -act_df(&use, x));
            assert_true(act_d2f(&use, -x) == act_d2f(&use, x));
        }
    }
}

static void only_some_fall(void **state)
{
    (void)state;
    static const char *const fall[] = {
        "gelu",     "gelu_tanh", "silu", "swish", "mish", "hardswish",
        "gaussian", "absolute",  "sin",  "cos",   "sinc", "elish",
    };
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        bool falls = false, slopes_down = false;
        for (int n = 0; n < 2000; n++) {
            double x;
            test_x(n, &x);
            double y = x + 1e-3 * fabs(x);
            falls = falls || act_f(&use, y) < act_f(&use, x) - DBL_EPSILON * fabs(act_f(&use, x));
            slopes_down = slopes_down || act_df(&use, x) < 0;
        }
        bool named = false;
        for (int k = 0; k < COUNT(fall); k++)
            named = named || str_is(use.act->name, fall[k]);
        if (falls != named || slopes_down != named)
            fail_msg("%s: falls %d, slopes down %d", use.act->name, falls, slopes_down);
    }
}

/* With some parameters one function is another, to the last bit. */
static void some_are_others(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"leaky_relu:alpha=0", "relu"},
        {"prelu:gamma=-1", "absolute"},
        {"leaky_relu:alpha=1", "identity"},
        {"rrelu:lower=0.25,upper=0.25", "prelu"},
        {"thresholded_relu:alpha=0", "relu"},
        {"threshold:threshold=0", "relu"},
        {"hardtanh:min=0,max=6", "relu6"},
        {"maxout:k2=0", "relu"},
        {"maxout", "prelu"},
        {"maxout:k2=-1", "absolute"},
        {"srelu:al=1,ar=1", "identity"},
        {"srelu:al=0,ar=0", "hardtanh"},
        {"isru:alpha=0", "identity"},
        {"squareplus:b=0", "relu"},
        {"swish", "silu"},
        {"celu", "elu"},
        {"selu:alpha=1,lambda=1", "elu"},
    };
    for (int i = 0; i < COUNT(same); i++) {
        struct act_use a = parsed(same[i][0]), b = parsed(same[i][1]);
        for (int n = 0; n < 500; n++) {
            double x;
            test_x(n, &x);
            if (act_f(&a, x) != act_f(&b, x) || act_df(&a, x) != act_df(&b, x))
                fail_msg("%s is not %s at %.17g", same[i][0], same[i][1], x);
        }
    }
}

/* f(x) + f(-x) = 1, and f(x) - f(-x) = x, within roundings. */
static void sums(void **state)
{
    (void)state;
    static const char *const to_1[] = {"sigmoid", "hardsigmoid"};
    static const char *const to_x[] = {"softplus", "squareplus", "relu",  "sparse_plus",
                                       "silu",     "gelu",       "swish", "hardswish"};
    for (int n = 0; n < 2000; n++) {
        double x;
        test_x(n, &x);
        for (int i = 0; i < COUNT(to_1); i++) {
            struct act_use use = parsed(to_1[i]);
            assert_true(fabs(act_f(&use, x) + act_f(&use, -x) - 1) <= 2 * DBL_EPSILON);
        }
        for (int i = 0; i < COUNT(to_x); i++) {
            struct act_use use = parsed(to_x[i]);
            double difference = act_f(&use, x) - act_f(&use, -x);
            assert_true(fabs(difference - x) <= 2 * DBL_EPSILON * (1 + fabs(x)));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_do_not_lie),
        cmocka_unit_test(formulas_have_the_same_derivatives),
        cmocka_unit_test(derivatives_are_slopes),
        cmocka_unit_test(parameters_have_their_slopes),
        cmocka_unit_test(known_values),
        cmocka_unit_test(hard_values),
        cmocka_unit_test(ends_of_the_axis),
        cmocka_unit_test(nan_gives_nan),
        cmocka_unit_test(odd_and_even),
        cmocka_unit_test(only_some_fall),
        cmocka_unit_test(some_are_others),
        cmocka_unit_test(sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
