/* Ticks are round, few, true, on any scale; their labels say where they are. */
#include "draw/ticks.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/str.h"
#include "base/utf8.h"

enum { SEED = 7 };

static double uniform(uint64_t *index)
{
    const struct rng rng = {.seed = SEED, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*index)++, u);
    return u[0];
}

static char *join(const struct ticks *t, struct str *all)
{
    str_clear(all);
    for (int i = 0; i < t->n; i++)
        str_addf(all, "%s%s", i ? " " : "", t->label[i]);
    if (t->factor[0])
        str_addf(all, " [%s]", t->factor);
    return all->data;
}

struct range_case {
    double lo, hi;
    int cells;
    const char *labels;
};

static void check_cases(const struct range_case *c, size_t n, struct tick_spec spec)
{
    struct str all;
    str_init(&all);
    for (size_t i = 0; i < n; i++) {
        struct ticks t;
        spec.lo = c[i].lo;
        spec.hi = c[i].hi;
        spec.cells = c[i].cells;
        ticks_make(&t, &spec);
        assert_string_equal(join(&t, &all), c[i].labels);
    }
    str_done(&all);
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void test_known_ranges(void **state)
{
    (void)state;
    static const struct range_case cases[] = {
        {-6, 6, 46, "-6 -4 -2 0 2 4 6"},
        {-6, 6, 120, "-6 -4 -2 0 2 4 6"},
        {-6, 6, 150, "-6 -5 -4 -3 -2 -1 0 1 2 3 4 5 6"},
        {0, 1, 46, "0 0.2 0.4 0.6 0.8 1.0"},
        {-10, 10, 46, "-10 -5 0 5 10"},
        {3, 3.000001, 46, "0 0.2 0.4 0.6 0.8 1.0 [x1e-6 +3]"},
        {-3.000001, -3, 46, "-1.0 -0.8 -0.6 -0.4 -0.2 0 [x1e-6 -3]"},
        {0, 1e-6, 46, "0 0.2 0.4 0.6 0.8 1.0 [x1e-6]"},
        {123456, 123457, 46, "0 0.2 0.4 0.6 0.8 1.0 [+123456]"},
        {1e300, 2e300, 46, "1.0 1.2 1.4 1.6 1.8 2.0 [x1e300]"},
        {-1000000, 1000000, 46, "-1.0 -0.5 0 0.5 1.0 [x1e6]"},
        {1, 1, 46, ""},
        {2, 1, 46, ""},
        {(double)NAN, 1, 46, ""},
        {0, HUGE_VAL, 46, ""},
        {-1.7e308, 1.7e308, 46, ""},
        {0, 1e-310, 46, ""},
        {0, 1, 0, ""},
    };
    check_cases(cases, COUNT(cases), (struct tick_spec){.across = true});
}

static void test_pi(void **state)
{
    (void)state;
    static const struct range_case cases[] = {
        {-10, 10, 46, "-3pi -2pi -pi 0 pi 2pi 3pi"},
        {-3.2, 3.2, 46, "-pi -pi/2 0 pi/2 pi"},
        {0, 2.4, 46, "0 pi/8 pi/4 3pi/8 pi/2 5pi/8 3pi/4"},
        {0, 100, 46, "0 5pi 10pi 15pi 20pi 25pi 30pi"},
        {0.2, 0.21, 46, "0.0640 0.0645 0.0650 0.0655 0.0660 0.0665 [xpi]"},
        {0, 1e6, 60, "0 50000 100000 150000 200000 250000 300000 [xpi]"},
    };
    check_cases(cases, COUNT(cases), (struct tick_spec){.across = true, .pi = true});
}

static void test_log(void **state)
{
    (void)state;
    static const struct range_case cases[] = {
        {0.001, 1000, 46, "0.001 0.01 0.1 1 10 100 1000"},
        {1e-10, 1, 46, "1e-10 1e-8 1e-6 1e-4 1e-2 1"},
        {1, 20, 46, "1 2 5 10 20"},
        {3, 4, 46, "3.0 3.2 3.4 3.6 3.8 4.0"},
        {1e-300, 1, 46, "1e-300 1e-250 1e-200 1e-150 1e-100 1e-50 1"},
        {0, 1, 46, ""},
        {-1, 1, 46, ""},
    };
    check_cases(cases, COUNT(cases), (struct tick_spec){.across = true, .scale = {SCALE_LOG, 0}});
}

static void test_symlog(void **state)
{
    (void)state;
    static const struct range_case cases[] = {
        {-1000, 1000, 80, "-1000 -100 -10 0 10 100 1000"},
        {-10, 10, 80, "-10 -1 0 1 10"},
        {5, 7, 60, "5.0 5.5 6.0 6.5 7.0"},
        {-0.1, 0.1, 60, "-0.10 -0.05 0 0.05 0.10"},
        {-500, -2, 80, "-500 -200 -100 -50 -20 -10 -5 -2"},
    };
    check_cases(cases, COUNT(cases),
                (struct tick_spec){.across = true, .scale = {SCALE_SYMLOG, 1}});
    struct ticks t;
    ticks_make(&t, &(struct tick_spec){-1000, 1000, {SCALE_SYMLOG, 1}, false, true, 80});
    bool ends[2] = {false, false}; /* where the even part ends */
    for (int i = 0; i < t.marks; i++)
        for (int k = 0; k < 2; k++)
            ends[k] = ends[k] || t.mark[i] == (k ? 1 : -1);
    assert_true(ends[0] && ends[1]);
}

static void test_marks(void **state)
{
    (void)state;
    struct ticks t;
    ticks_make(&t, &(struct tick_spec){0.01, 1000, {SCALE_LOG, 0}, false, true, 50});
    assert_int_equal(t.n, 6);
    assert_int_equal(t.marks, 5 * 8);
    ticks_make(&t, &(struct tick_spec){0.01, 1000, {SCALE_LOG, 0}, false, true, 30});
    assert_int_equal(t.marks, 0);
}

static void test_signs(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"-0.5", "−0.5"},
        {"1e-5", "10⁻⁵"},
        {"2e6", "2×10⁶"},
        {"-1e12", "−10¹²"},
        {"-3pi/2", "−3π/2"},
        {"x1e-6 +3", "×10⁻⁶ +3"},
        {"x1e-2pi -3pi", "×10⁻²π −3π"},
        {"xpi", "×π"},
        {"+1.5e12", "+1.5×10¹²"},
        {"x1000", "×1000"},
        {"0", "0"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char out[TICK_SIGNS];
        assert_string_equal(ticks_signs(cases[i][0], out), cases[i][1]);
    }
}

/* ---- random ranges ---- */

static bool is_round(double step)
{
    double mantissa = step / pow(10, floor(log10(step) + 1e-3));
    static const double round_steps[] = {1, 2, 2.5, 5};
    for (size_t i = 0; i < COUNT(round_steps); i++)
        if (fabs(mantissa - round_steps[i]) < 1e-2)
            return true;
    return false;
}

static int decimals_of(const char *label)
{
    const char *point = strchr(label, '.');
    return point ? (int)strspn(point + 1, "0123456789") : 0;
}

/* The value of a label without fractions of pi. */
static double read_label(const struct ticks *t, int i)
{
    char text[64], *offset = strpbrk(t->factor, "+ ");
    double v = strtod(t->label[i], NULL);
    if (t->factor[0] == 'x') {
        (void)str_copy(text, sizeof text, t->factor + 1);
        v *= strtod(text, NULL);
    }
    if (t->factor[0] == '-')
        offset = (char *)(uintptr_t)t->factor;
    return v + (offset ? strtod(offset, NULL) : 0);
}

static void check_ticks(const struct ticks *t, const struct tick_spec *spec)
{
    double width = spec->hi - spec->lo;
    bool zero = false;
    int decimals = -1;
    bool large = spec->cells > (spec->across ? 100 : 40);
    bool huge = spec->cells > (spec->across ? 140 : 50);
    assert_in_range(t->n, 1, huge ? 14 : large ? 10 : 8);
    assert_true(ticks_width(t) <= TICK_WIDE);
    for (int i = 0; i < t->n; i++) {
        assert_true(t->value[i] >= spec->lo - 1e-3 * width);
        assert_true(t->value[i] <= spec->hi + 1e-3 * width);
        if (fabs(read_label(t, i) - t->value[i]) > 1e-12 * fabs(t->value[i]))
            fail_msg("%s [%s] is not %.17g", t->label[i], t->factor, t->value[i]);
        zero = zero || t->value[i] == 0;
        if (strtod(t->label[i], NULL) == 0) {
            assert_string_equal(t->label[i], "0");
            continue;
        }
        assert_true(decimals < 0 || decimals == decimals_of(t->label[i]));
        decimals = decimals_of(t->label[i]);
    }
    if (spec->lo <= 0 && spec->hi >= 0)
        assert_true(zero);
    if (t->n < 2)
        return;
    double step = (t->value[t->n - 1] - t->value[0]) / (t->n - 1);
    assert_true(is_round(step));
    for (int i = 1; i < t->n; i++) {
        assert_true(fabs(t->value[i] - t->value[i - 1] - step) < 1e-2 * step);
        assert_string_not_equal(t->label[i], t->label[i - 1]);
    }
    /* No room for another tick at the ends. */
    assert_true(t->value[0] - step < spec->lo && t->value[t->n - 1] + step > spec->hi);
}

static void test_random_ranges(void **state)
{
    (void)state;
    print_message("seed %d\n", SEED);
    uint64_t index = 0;
    for (int i = 0; i < 20000; i++) {
        double width = pow(10, uniform(&index) * 12 - 6);
        double lo = i % 2 ? (uniform(&index) * 3 - 2) * width : uniform(&index) * 2e6 - 1e6;
        struct tick_spec spec = {.lo = lo, .hi = lo + width, .across = i % 3 == 0};
        spec.cells =
            spec.across ? 30 + (int)(uniform(&index) * 120) : 12 + (int)(uniform(&index) * 40);
        struct ticks t;
        ticks_make(&t, &spec);
        check_ticks(&t, &spec);
        if (spec.cells >= (spec.across ? 45 : 18) && t.n < 4)
            fail_msg("%d ticks in %.17g..%.17g on %d cells", t.n, spec.lo, spec.hi, spec.cells);
    }
}

/* The least and the largest axes there are. */
static void test_any_size(void **state)
{
    (void)state;
    for (int cells = -1; cells < 1000; cells++) {
        for (int k = 0; k < 2 * SCALE_COUNT; k++) {
            struct ticks t;
            ticks_make(&t, &(struct tick_spec){.lo = 0.01,
                                               .hi = 1234,
                                               .scale = {(enum scale_kind)(k / 2), 0.5},
                                               .across = k % 2,
                                               .cells = cells});
            assert_in_range(t.n, 0, 14);
            assert_in_range(t.marks, 0, TICK_MARKS);
            assert_true(cells < 10 || t.n >= 1);
        }
    }
}

/* ---- in log10 ---- */

static void test_log10(void **state)
{
    (void)state;
    static const struct {
        double lo, hi;
        int cells, least;
        const char *labels;
        double from, to; /* where the ends are then */
    } cases[] = {
        {-3, 0, 12, 2, "0.001 0.01 0.1 1", -19 / 6.0, 5 / 6.0},
        {-11, 1, 18, 2, "1e-10 1e-8 1e-6 1e-4 1e-2 1", -11, 1},
        {-9, -1, 20, 8, "1e-10 1e-5 1", -185 / 18.0, 5 / 6.0},
        {-1337, 2, 16, 2, "1e-1200 1e-1000 1e-800 1e-600 1e-400 1e-200 1 1e200", -1350, 250},
        {-3, 3, 7, 2, "0.01 1 100", -3.5, 3.5},
        {0, 0, 5, 2, "", 0, 0},
        {(double)NAN, 1, 5, 2, "", 0, 0},
        {-HUGE_VAL, 0, 5, 2, "", 0, 0},
        {-3, 0, 0, 2, "", 0, 0},
    };
    struct str all;
    str_init(&all);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ticks t;
        double lo = cases[i].lo, hi = cases[i].hi;
        ticks_log10(&t, &lo, &hi, cases[i].cells, cases[i].least);
        assert_string_equal(join(&t, &all), cases[i].labels);
        assert_true(t.n == 0 || (fabs(lo - cases[i].from) < 1e-9 && fabs(hi - cases[i].to) < 1e-9));
    }
    str_done(&all);
}

/* Equal steps, equally many cells apart, each in the middle of its cell, labels of one kind; and
 * no more added at the ends than steps of whole cells need. */
static void test_log10_of_random_ranges(void **state)
{
    (void)state;
    uint64_t index = 1 << 20;
    for (int i = 0; i < 20000; i++) {
        double lo = uniform(&index) * -400 + 20, hi = lo + 2 + uniform(&index) * 300;
        int least = 1 + (int)(uniform(&index) * 9), cells = 4 * least + (int)(uniform(&index) * 90);
        const double from = lo, to = hi;
        struct ticks t;
        ticks_log10(&t, &lo, &hi, cells, least);
        assert_in_range(t.n, 2, TICKS_MAX);
        assert_true(lo <= from + 1e-9 && hi >= to - 1e-9);
        assert_true(hi - lo <= 2.6 * (to - from));
        double step = t.value[1] - t.value[0], cell = (hi - lo) / cells, apart = step / cell;
        assert_true(fabs(apart - round(apart)) < 1e-6 && apart > least - 0.5);
        int with_exponent = 0, plain = 0;
        for (int k = 0; k < t.n; k++) {
            double at = (t.value[k] - lo) / cell;
            assert_true(fabs(at - floor(at) - 0.5) < 1e-6);
            assert_true(at > 0 && at < cells);
            assert_true(t.value[k] == floor(t.value[k]));
            assert_true(k == 0 || fabs(t.value[k] - t.value[k - 1] - step) < 1e-9);
            assert_true(fabs(t.value[k]) > 300 ||
                        fabs(log10(strtod(t.label[k], NULL)) - t.value[k]) < 1e-9);
            *(strchr(t.label[k], 'e') ? &with_exponent : &plain) += fabs(t.value[k]) > 1;
        }
        assert_true(with_exponent == 0 || plain == 0);
    }
}

/* Small marks cut steps into round parts where each has room. */
static void test_marks_between(void **state)
{
    (void)state;
    static const struct {
        int cells, marks;
    } cases[] = {{46, 0}, {70, 6}, {130, 18}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ticks t;
        ticks_make(&t,
                   &(struct tick_spec){.lo = -6, .hi = 6, .across = true, .cells = cases[i].cells});
        assert_int_equal(t.n, 7);
        assert_int_equal(t.marks, cases[i].marks);
        for (int k = 0; k < t.marks; k++) {
            assert_true(t.mark[k] > -6 && t.mark[k] < 6);
            assert_true(t.mark[k] * 2 == floor(t.mark[k] * 2));
            assert_true(fabs(fmod(t.mark[k], 2)) > 0.1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_between),
        cmocka_unit_test(test_known_ranges),
        cmocka_unit_test(test_pi),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_symlog),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_random_ranges),
        cmocka_unit_test(test_any_size),
        cmocka_unit_test(test_log10),
        cmocka_unit_test(test_log10_of_random_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
