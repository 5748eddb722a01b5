/* The walk to the next kink, zero or extremum: known places, and what measure says of all
 * functions. */
#include "num/seek.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "num/act_book.h"
#include "num/measure.h"

enum { PLACES = 241 };

/* An even axis. */
static void lay_out(double lo, double hi, double at[PLACES])
{
    for (int i = 0; i < PLACES; i++)
        at[i] = lo + (hi - lo) * i / (PLACES - 1);
}

static struct act_use use_of(const struct act_names *names, const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(names, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

static void known_places_are_found(void **state)
{
    const double pi = 3.14159265358979323846;
    const struct {
        const char *act;
        unsigned kinds;
        double from;
        int dir;
        double x; /* nan: none */
        unsigned is;
    } cases[] = {
        {"gelu", SEEK_EXTREMUM, 0, -1, -0.75179152469, SEEK_LEAST},
        {"gelu", SEEK_EXTREMUM, 0, 1, (double)NAN, 0},
        {"gelu", SEEK_ZERO, -6, 1, 0, SEEK_ZERO},
        {"gelu", SEEK_ZERO, 0, 1, (double)NAN, 0},
        {"gelu", SEEK_ZERO, -7, 1, 0, SEEK_ZERO},
        {"gelu", SEEK_POINT, 6, -1, 0, SEEK_ZERO},
        {"relu", SEEK_KINK, 3, -1, 0, SEEK_KINK | SEEK_ZERO | SEEK_LEAST},
        {"relu", SEEK_POINT, -3, 1, 0, SEEK_KINK | SEEK_ZERO | SEEK_LEAST},
        {"relu", SEEK_POINT, 0, 1, (double)NAN, 0},
        {"relu", SEEK_POINT, 0, -1, (double)NAN, 0},
        {"leaky_relu", SEEK_POINT, -3, 1, 0, SEEK_KINK | SEEK_ZERO},
        {"leaky_relu", SEEK_EXTREMUM, -3, 1, (double)NAN, 0},
        {"relu6", SEEK_EXTREMUM, 1, 1, (double)NAN, 0}, /* 6 is beyond */
        {"absolute", SEEK_EXTREMUM, -2, 1, 0, SEEK_KINK | SEEK_ZERO | SEEK_LEAST},
        {"hardtanh", SEEK_EXTREMUM, 0, 1, 1, SEEK_KINK | SEEK_MOST},
        {"hardtanh", SEEK_EXTREMUM, 0, -1, -1, SEEK_KINK | SEEK_LEAST},
        {"hardtanh", SEEK_ZERO, -1, 1, 0, SEEK_ZERO},
        {"hardswish", SEEK_EXTREMUM, 0, -1, -1.5, SEEK_LEAST},
        {"relu2", SEEK_EXTREMUM, -2, 1, 0, SEEK_ZERO | SEEK_LEAST},
        {"sigmoid", SEEK_POINT, -5.9, 1, (double)NAN, 0},
        {"tanh", SEEK_POINT, -5.9, 1, 0, SEEK_ZERO},
        {"gaussian", SEEK_POINT, 5.9, -1, 0, SEEK_MOST},
        {"signum", SEEK_ZERO, -1, 1, 0, SEEK_ZERO | SEEK_KINK},
        {"sin", SEEK_EXTREMUM, 0, 1, pi / 2, SEEK_MOST},
        {"sin", SEEK_ZERO, 0.1, 1, pi, SEEK_ZERO},
        {"sin", SEEK_ZERO, 3, -1, 0, SEEK_ZERO},
        {"cos", SEEK_EXTREMUM, -1, 1, 0, SEEK_MOST},
    };
    double at[PLACES];
    (void)state;
    lay_out(-5.95, 5.9, at);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct act_use use = use_of(NULL, cases[i].act);
        struct seek_place got;
        bool found = seek(&use, cases[i].kinds, at, PLACES, cases[i].from, cases[i].dir, &got);
        if (found == isnan(cases[i].x))
            fail_msg("%s from %g: %s", cases[i].act, cases[i].from, found ? "found" : "not found");
        if (found && (!(fabs(got.x - cases[i].x) <= 1e-11) || got.kinds != cases[i].is))
            fail_msg("%s from %g: %.17g is %u", cases[i].act, cases[i].from, got.x, got.kinds);
    }
}

static void formulas_have_places_too(void **state)
{
    const struct {
        const char *act;
        unsigned kinds;
        double x[6];
        int n;
    } cases[] = {
        {"(x - 1)^2", SEEK_POINT, {1}, 1},
        {"1/x", SEEK_POINT, {0}, 0},
        {"1/x^2", SEEK_POINT, {0}, 0},
        {"abs(x^2 - 2)", SEEK_ZERO, {-1.4142135623730951, 1.4142135623730951}, 2},
        {"x^3 - 3*x", SEEK_EXTREMUM, {-1, 1}, 2},
        {"x^3 - 3*x", SEEK_ZERO, {-1.7320508075688772, 0, 1.7320508075688772}, 3},
        {"max(-1, min(1, 2*x))", SEEK_EXTREMUM, {-0.5, 0.5}, 2},
        {"1 + sin(2*x)",
         SEEK_ZERO,
         {-3.9269908169872414, -0.78539816339744828, 2.3561944901923448, 5.497787143782138},
         4},
        {"7", SEEK_POINT, {0}, 0},
        {"0*x", SEEK_ZERO, {0}, 0},
        {"sqrt(x) - 1", SEEK_ZERO, {1}, 1},
    };
    struct act_names names = {.book = act_book_new()};
    double at[PLACES];
    (void)state;
    lay_out(-6, 6, at);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct act_use use = use_of(&names, cases[i].act);
        for (int dir = -1; dir <= 1; dir += 2) {
            struct seek_place got = {.x = -7.0 * dir};
            int n = 0;
            while (n < 6 && seek(&use, cases[i].kinds, at, PLACES, got.x, dir, &got)) {
                double want = cases[i].x[dir > 0 ? n : cases[i].n - 1 - n];
                if (n >= cases[i].n || !(fabs(got.x - want) <= 1e-7))
                    fail_msg("%s: found %.17g as %u", cases[i].act, got.x, got.kinds);
                n++;
            }
            if (n != cases[i].n)
                fail_msg("%s: %d places in direction %d", cases[i].act, n, dir);
        }
    }
    act_book_free(names.book);
}

/* Walks over an axis, and says whether it came by a place of a kind. */
static bool comes_by(const struct act_use *use, unsigned kinds, double x)
{
    double at[PLACES];
    struct seek_place got = {.x = x - 5};
    lay_out(x - 3.01, x + 3.03, at);
    for (int n = 0; n < 100 && seek(use, kinds, at, PLACES, got.x, 1, &got); n++)
        if (fabs(got.x - x) <= 1e-7 * (1 + fabs(x)) && got.kinds & kinds)
            return true;
    return false;
}

/* Is it reached at x itself (step is 0 up to its jump, but there it is 1), and not amid a constant
 * piece? */
static bool is_reached(const struct act_use *use, double x, double value)
{
    double left = act_f(use, x - 1e-3), right = act_f(use, x + 1e-3);
    return act_f(use, x) == value && !(left == value && right == value);
}

static void what_is_measured_is_found(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        struct act_facts facts;
        measure(NULL, &use, &facts);
        for (int k = 0; k < facts.zeros; k++)
            if (!comes_by(&use, SEEK_ZERO, facts.zero[k]))
                fail_msg("%s: zero %.17g", use.act->name, facts.zero[k]);
        for (int k = 0; k < use.kinks; k++)
            if (!comes_by(&use, SEEK_KINK, use.kink[k]))
                fail_msg("%s: kink %.17g", use.act->name, use.kink[k]);
        if (is_reached(&use, facts.argmin_f, facts.min_f) &&
            !comes_by(&use, SEEK_LEAST, facts.argmin_f))
            fail_msg("%s: minimum %.17g", use.act->name, facts.argmin_f);
        if (is_reached(&use, facts.argmax_f, facts.max_f) &&
            !comes_by(&use, SEEK_MOST, facts.argmax_f))
            fail_msg("%s: maximum %.17g", use.act->name, facts.argmax_f);
    }
}

/* To and fro over each function: the same places, each once, to full precision. */
static void there_and_back(void **state)
{
    enum { MOST = 64 };
    double at[PLACES];
    (void)state;
    lay_out(-6, 6, at);
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        struct seek_place seen[MOST], got = {.x = -7};
        int n = 0;
        while (n < MOST && seek(&use, SEEK_POINT, at, PLACES, got.x, 1, &got))
            seen[n++] = got;
        assert_in_range(n, 0, MOST - 1);
        got.x = 7;
        for (int k = n - 1; k >= 0; k--)
            if (!seek(&use, SEEK_POINT, at, PLACES, got.x, -1, &got) ||
                !(fabs(got.x - seen[k].x) <= 1e-12 * (1 + fabs(got.x))))
                fail_msg("%s: %.17g, not %.17g", use.act->name, got.x, seen[k].x);
        assert_false(seek(&use, SEEK_POINT, at, PLACES, got.x, -1, &got));
    }
}

/* Close up and far off: what fades has no end, what ends does. */
static void every_scale_serves(void **state)
{
    double at[PLACES];
    struct seek_place got;
    struct act_use gelu = use_of(NULL, "gelu"), sigmoid = use_of(NULL, "sigmoid");
    struct act_use bell = use_of(NULL, "gaussian"), relu = use_of(NULL, "relu");
    (void)state;
    lay_out(-0.75179152469 - 1e-6, -0.75179152469 + 1e-6, at);
    assert_true(seek(&gelu, SEEK_EXTREMUM, at, PLACES, -0.752, 1, &got));
    assert_true(fabs(got.x + 0.75179152469) <= 1e-10);
    lay_out(-1e4, 1e4, at);
    assert_false(seek(&sigmoid, SEEK_POINT, at, PLACES, -1e4, 1, &got));
    assert_true(seek(&bell, SEEK_POINT, at, PLACES, -1e4, 1, &got) && got.x == 0);
    assert_true(seek(&relu, SEEK_POINT, at, PLACES, 1e4, -1, &got) && got.x == 0);
    lay_out(1e-300, 1e300, at);
    assert_false(seek(&relu, SEEK_POINT, at, PLACES, 1, 1, &got));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_places_are_found),    cmocka_unit_test(formulas_have_places_too),
        cmocka_unit_test(what_is_measured_is_found), cmocka_unit_test(there_and_back),
        cmocka_unit_test(every_scale_serves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
