/* Ticks are round, few, true; their labels stand where they belong and never touch. */
#include "draw/axis.h"

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

static double uniform(uint64_t *index)
{
    const struct rng rng = {.seed = 7, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*index)++, u);
    return u[0];
}

/* A range of 1e-6 .. 1e6 in width, somewhere near zero. */
static void any_range(uint64_t *index, double *lo, double *hi)
{
    double width = pow(10, uniform(index) * 12 - 6);
    *lo = (uniform(index) * 3 - 2) * width;
    *hi = *lo + width;
}

static void assert_labels(const struct ticks *t, const char *expected)
{
    struct str all;
    str_init(&all);
    for (int i = 0; i < t->n; i++)
        str_addf(&all, "%s%s", i ? " " : "", t->label[i]);
    assert_string_equal(all.data, expected);
    str_done(&all);
}

static void test_known_ranges(void **state)
{
    (void)state;
    static const struct {
        double lo, hi;
        int want;
        const char *labels;
    } cases[] = {
        {-6, 6, 7, "-6 -4 -2 0 2 4 6"},
        {0, 1, 6, "0 0.2 0.4 0.6 0.8 1.0"},
        {-0.05, 1.05, 6, "0 0.2 0.4 0.6 0.8 1.0"},
        {-1.1, 1.3, 5, "-1.0 -0.5 0 0.5 1.0"},
        {-10, 10, 5, "-10 -5 0 5 10"},
        {0, 1e-6, 6, "0 2.0e-07 4.0e-07 6.0e-07 8.0e-07 1.0e-06"},
        {1e300, 2e300, 3, "1.0e+300 1.5e+300 2.0e+300"},
        {1, 1, 5, ""},
        {2, 1, 5, ""},
        {(double)NAN, 1, 5, ""},
        {0, HUGE_VAL, 5, ""},
        {-1.7e308, 1.7e308, 5, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ticks t;
        ticks_linear(&t, cases[i].lo, cases[i].hi, cases[i].want);
        assert_labels(&t, cases[i].labels);
    }
}

/* The step is 1, 2, 2.5 or 5 times a power of ten. */
static bool is_round(double step)
{
    double mantissa = step / pow(10, floor(log10(step) + 1e-9));
    static const double round_steps[] = {1, 2, 2.5, 5};
    for (size_t i = 0; i < 4; i++)
        if (fabs(mantissa - round_steps[i]) < 1e-6)
            return true;
    return false;
}

static int decimals_of(const char *label)
{
    const char *point = strchr(label, '.');
    return point ? (int)strspn(point + 1, "0123456789") : 0;
}

static void check_ticks(const struct ticks *t, double lo, double hi, int want)
{
    double width = hi - lo;
    assert_in_range(t->n, 2, TICKS_MAX);
    assert_true(t->n >= 0.4 * want && t->n <= 2.0 * want + 1);
    bool zero = false;
    int decimals = -1;
    for (int i = 0; i < t->n; i++) {
        assert_true(t->value[i] >= lo - 1e-8 * width && t->value[i] <= hi + 1e-8 * width);
        assert_true(strtod(t->label[i], NULL) == t->value[i]);
        assert_true(strlen(t->label[i]) < TICK_LABEL);
        zero = zero || t->value[i] == 0;
        if (t->value[i] == 0) {
            assert_string_equal(t->label[i], "0");
            continue;
        }
        assert_true(decimals < 0 || decimals == decimals_of(t->label[i]));
        decimals = decimals_of(t->label[i]);
    }
    double step = (t->value[t->n - 1] - t->value[0]) / (t->n - 1);
    assert_true(is_round(step));
    for (int i = 1; i < t->n; i++) {
        assert_true(fabs(t->value[i] - t->value[i - 1] - step) < 1e-6 * step);
        assert_string_not_equal(t->label[i], t->label[i - 1]);
    }
    if (lo <= 0 && hi >= 0)
        assert_true(zero);
    /* No room for another tick at the ends. */
    assert_true(t->value[0] - step < lo && t->value[t->n - 1] + step > hi);
}

static void test_ticks_of_random_ranges(void **state)
{
    (void)state;
    print_message("seed %d\n", 7);
    uint64_t index = 0;
    for (int i = 0; i < 20000; i++) {
        double lo, hi;
        any_range(&index, &lo, &hi);
        int want = 2 + (int)(uniform(&index) * 11);
        struct ticks t;
        ticks_linear(&t, lo, hi, want);
        check_ticks(&t, lo, hi, want);
    }
}

static void test_log_ticks(void **state)
{
    (void)state;
    static const struct {
        double lo, hi;
        int want;
        const char *labels;
    } cases[] = {
        {-3, 3, 7, "0.001 0.01 0.1 1 10 100 1000"},
        {-10, 0, 6, "1e-10 1e-08 1e-06 0.0001 0.01 1"},
        {-5, 0, 6, "1e-05 0.0001 0.001 0.01 0.1 1"},
        {4.5, 7.2, 6, "100000 1e+06 1e+07"},
        {-1337, 2, 8, "1e-1200 1e-1000 1e-800 1e-600 1e-400 1e-200 1"},
        {-0.8, -0.2, 5, "0.2 0.5"},
        {0.1, 1.4, 5, "2 5 10 20"},
        {0, 0, 5, ""},
        {(double)NAN, 1, 5, ""},
        {-HUGE_VAL, 0, 5, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ticks t;
        ticks_log10(&t, cases[i].lo, cases[i].hi, cases[i].want);
        assert_labels(&t, cases[i].labels);
        for (int k = 0; k < t.n; k++) {
            double v = strtod(t.label[k], NULL);
            if (v > 0) /* 1e-1200 is not a double */
                assert_true(fabs(log10(v) - t.value[k]) < 1e-9);
        }
    }
}

static void test_log_ticks_of_random_ranges(void **state)
{
    (void)state;
    uint64_t index = 1 << 20;
    for (int i = 0; i < 5000; i++) {
        double lo = uniform(&index) * -400 + 20, hi = lo + 2 + uniform(&index) * 300;
        int want = 2 + (int)(uniform(&index) * 11);
        struct ticks t;
        ticks_log10(&t, lo, hi, want);
        assert_in_range(t.n, 1, want);
        for (int k = 0; k < t.n; k++) {
            assert_true(t.value[k] == floor(t.value[k]));
            assert_true(t.value[k] >= lo - 1e-8 && t.value[k] <= hi + 1e-8);
            assert_true(k == 0 || t.value[k] - t.value[k - 1] >= 1);
        }
    }
}

/* ---- the drawn frame ---- */

/* A row of the canvas as ASCII; what is not ASCII is a tilde. */
static void read_row(const struct canvas *c, int y, char *row)
{
    for (int x = 0; x < c->w; x++) {
        uint32_t ch = canvas_get(c, x, y)->ch;
        row[x] = ch < 0x7F ? (char)ch : '~';
    }
    row[c->w] = '\0';
}

static int find_label(const struct ticks *t, const char *word, size_t n)
{
    for (int i = 0; i < t->n; i++)
        if (strlen(t->label[i]) == n && memcmp(t->label[i], word, n) == 0)
            return i;
    return -1;
}

/* Each word below the plot is one whole label, with a tick above it at the column of its value. */
static int check_below(const struct canvas *c, const struct pen *p, const struct space *s,
                       const struct ticks *t)
{
    char row[CANVAS_MAX + 1], line[CANVAS_MAX + 1];
    read_row(c, s->box.y + s->box.h + 1, row);
    read_row(c, s->box.y + s->box.h, line);
    int words = 0;
    for (size_t at = strspn(row, " "); row[at]; words++) {
        size_t n = strcspn(row + at, " ");
        int i = find_label(t, row + at, n), cell;
        assert_true(i >= 0);
        assert_true(pen_cell_x(p, s, t->value[i], &cell));
        assert_int_equal(line[cell], '+');
        assert_true((int)at <= cell && cell < (int)(at + n));
        at += n;
        at += strspn(row + at, " ");
    }
    return words;
}

static int check_left(const struct canvas *c, const struct pen *p, const struct space *s,
                      const struct ticks *t)
{
    int words = 0;
    for (int y = s->box.y; y < s->box.y + s->box.h; y++) {
        char row[CANVAS_MAX + 1];
        read_row(c, y, row);
        row[s->box.x - 1] = '\0';
        size_t at = strspn(row, " ");
        if (!row[at])
            continue;
        int i = find_label(t, row + at, strlen(row + at)), cell;
        assert_true(i >= 0);
        assert_true(pen_cell_y(p, s, t->value[i], &cell));
        assert_int_equal(cell, y);
        assert_int_equal(canvas_get(c, s->box.x - 1, y)->ch, '+');
        words++;
    }
    return words;
}

static void test_labels_stand_at_their_values(void **state)
{
    (void)state;
    print_message("seed %d\n", 7);
    uint64_t index = 1 << 24;
    for (int i = 0; i < 2000; i++) {
        int w = 20 + (int)(uniform(&index) * 100), h = 6 + (int)(uniform(&index) * 50);
        struct canvas c;
        canvas_init(&c, w, h);
        struct pen *p = pen_new(&c, RASTER_ASCII, false);
        double x0, x1, y0, y1;
        any_range(&index, &x0, &x1);
        any_range(&index, &y0, &y1);
        struct ticks tx, ty;
        ticks_linear(&tx, x0, x1, 2 + (int)(uniform(&index) * 12));
        ticks_linear(&ty, y0, y1, 2 + (int)(uniform(&index) * 12));
        struct space s = axis_space((struct rect){0, 0, w, h}, x0, x1, y0, y1, &ty);
        axis_draw(p, &s, &tx, &ty);
        pen_finish(p);
        assert_true(s.box.x == ticks_width(&ty) + 1 && s.box.x + s.box.w == w);
        assert_true(check_below(&c, p, &s, &tx) >= 1);
        assert_true(check_left(&c, p, &s, &ty) >= 1);
        pen_free(p);
        canvas_done(&c);
    }
}

static void test_a_small_frame(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 14, 5);
    struct pen *p = pen_new(&c, RASTER_BRAILLE, true);
    struct ticks tx, ty;
    ticks_linear(&tx, -1, 1, 3);
    ticks_linear(&ty, 0, 2, 2);
    struct space s = axis_space((struct rect){0, 0, 14, 5}, -1, 1, 0, 2, &ty);
    axis_draw(p, &s, &tx, &ty);
    pen_finish(p);
    char row[15];
    read_row(&c, 4, row);
    assert_string_equal(row, " -1     0    1");
    assert_int_equal(canvas_get(&c, 1, 0)->ch, 0x2524); /* ┤ */
    assert_int_equal(canvas_get(&c, 1, 3)->ch, 0x2514); /* └ */
    assert_int_equal(canvas_get(&c, 2, 3)->ch, 0x252C); /* ┬ */
    assert_int_equal(canvas_get(&c, 5, 2)->role, ROLE_ZERO);
    assert_int_equal(canvas_get(&c, 5, 1)->ch, ' ');
    pen_free(p);
    canvas_done(&c);
}

/* The value 0 of a log axis is 1, no zero line. */
static void test_log_axes_have_no_zero_line(void **state)
{
    (void)state;
    struct canvas c;
    canvas_init(&c, 30, 12);
    struct pen *p = pen_new(&c, RASTER_BRAILLE, true);
    struct ticks tx, ty;
    ticks_linear(&tx, 1, 20, 4);
    ticks_log10(&ty, -4, 4, 5);
    struct space s = axis_space((struct rect){0, 0, 30, 12}, 1, 20, -4, 4, &ty);
    axis_draw(p, &s, &tx, &ty);
    pen_finish(p);
    for (int i = 0; i < 30 * 12; i++)
        assert_int_not_equal(c.cell[i].role, ROLE_ZERO);
    pen_free(p);
    canvas_done(&c);
}

static void test_any_size(void **state)
{
    (void)state;
    for (int w = 0; w <= 12; w++) {
        for (int h = 0; h <= 12; h++) {
            struct canvas c;
            canvas_init(&c, w, h);
            struct pen *p = pen_new(&c, RASTER_BRAILLE, true);
            struct ticks tx, ty;
            ticks_linear(&tx, -1, 1, 24);
            ticks_linear(&ty, -100000, 1, 24);
            struct space s = axis_space((struct rect){0, 0, w, h}, -1, 1, -100000, 1, &ty);
            assert_int_equal(s.box.w > 0, w > 0);
            assert_int_equal(s.box.h > 0, h > 0);
            assert_true(s.box.x + s.box.w <= w && s.box.y + s.box.h <= h);
            axis_draw(p, &s, &tx, &ty);
            pen_finish(p);
            pen_free(p);
            canvas_done(&c);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_ranges),
        cmocka_unit_test(test_ticks_of_random_ranges),
        cmocka_unit_test(test_log_ticks),
        cmocka_unit_test(test_log_ticks_of_random_ranges),
        cmocka_unit_test(test_labels_stand_at_their_values),
        cmocka_unit_test(test_a_small_frame),
        cmocka_unit_test(test_log_axes_have_no_zero_line),
        cmocka_unit_test(test_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
