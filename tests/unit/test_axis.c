/* The frame of a plot: labels stand where they belong and never touch; lines where they should be.
 */
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
#include "base/utf8.h"

enum { SEED = 7 };

static double uniform(uint64_t *index)
{
    const struct rng rng = {.seed = SEED, .purpose = RNG_TEST};
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

/* A frame on a canvas of its own. */
struct plot {
    struct canvas canvas;
    struct pen *pen;
    struct space space;
    struct ticks x, y;
    struct axes axes;
};

static void plot_init(struct plot *f, struct rect area, const struct space *space, bool unicode)
{
    canvas_init(&f->canvas, area.x + area.w, area.y + area.h);
    f->pen = pen_new(&f->canvas, unicode ? RASTER_BRAILLE : RASTER_ASCII, unicode);
    f->space = *space;
    f->axes = (struct axes){area, &f->space, &f->x, &f->y, false};
    f->x = (struct ticks){.n = 0};
    int left = 0;
    for (int round = 0; round < 3; round++) {
        f->space.box = axis_box(area, left, 0, f->y.factor[0] != '\0', f->x.factor[0] != '\0');
        ticks_make(&f->y, &(struct tick_spec){space->y0, space->y1, space->y_scale, false, false,
                                              f->space.box.h});
        ticks_make(&f->x, &(struct tick_spec){space->x0, space->x1, space->x_scale, false, true,
                                              f->space.box.w});
        left = ticks_width(&f->y) > left ? ticks_width(&f->y) : left;
    }
}

static void plot_done(struct plot *f)
{
    pen_free(f->pen);
    canvas_done(&f->canvas);
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
static int check_below(const struct plot *f)
{
    char row[CANVAS_MAX + 1], line[CANVAS_MAX + 1];
    const struct rect *box = &f->space.box;
    read_row(&f->canvas, box->y + box->h + 1, row);
    read_row(&f->canvas, box->y + box->h, line);
    int words = 0;
    struct axis_labels labels;
    axis_place(f->pen, &f->axes, &labels);
    if (labels.x_factor.columns && labels.x_factor.y == box->y + box->h + 1)
        row[labels.x_factor.x] = '\0';
    for (size_t at = strspn(row, " "); row[at]; words++) {
        size_t n = strcspn(row + at, " ");
        int i = find_label(&f->x, row + at, n), cell;
        assert_true(i >= 0);
        assert_true(pen_cell_x(f->pen, &f->space, f->x.value[i], &cell));
        assert_int_equal(line[cell], '+');
        assert_true((int)at <= cell && cell < (int)(at + n));
        at += n;
        at += strspn(row + at, " ");
    }
    return words;
}

static int check_left(const struct plot *f)
{
    int words = 0;
    const struct rect *box = &f->space.box;
    for (int y = box->y; y < box->y + box->h; y++) {
        char row[CANVAS_MAX + 1];
        read_row(&f->canvas, y, row);
        row[box->x - 1] = '\0';
        size_t at = strspn(row, " ");
        if (!row[at])
            continue;
        int i = find_label(&f->y, row + at, strlen(row + at)), cell;
        assert_true(i >= 0);
        assert_true(pen_cell_y(f->pen, &f->space, f->y.value[i], &cell));
        assert_int_equal(cell, y);
        assert_int_equal(canvas_get(&f->canvas, box->x - 1, y)->ch, '+');
        words++;
    }
    return words;
}

static void test_labels_stand_at_their_values(void **state)
{
    (void)state;
    print_message("seed %d\n", SEED);
    uint64_t index = 1 << 24;
    for (int i = 0; i < 2000; i++) {
        int w = 20 + (int)(uniform(&index) * 100), h = 6 + (int)(uniform(&index) * 50);
        struct space s = {.x0 = 0};
        struct plot f;
        any_range(&index, &s.x0, &s.x1);
        any_range(&index, &s.y0, &s.y1);
        plot_init(&f, (struct rect){0, 0, w, h}, &s, false);
        axis_draw(f.pen, &f.axes);
        pen_finish(f.pen);
        assert_true(f.space.box.x >= ticks_width(&f.y) + 1);
        assert_int_equal(f.space.box.x + f.space.box.w, w);
        assert_true(check_below(&f) >= 1);
        assert_true(check_left(&f) >= 1);
        plot_done(&f);
    }
}

static void assert_row(const struct plot *f, int y, const char *expected)
{
    char row[CANVAS_MAX + 1];
    read_row(&f->canvas, y, row);
    assert_string_equal(row, expected);
}

static void test_a_small_frame(void **state)
{
    (void)state;
    struct plot f;
    const struct space s = {.x0 = -1, .x1 = 1, .y0 = 0, .y1 = 2};
    plot_init(&f, (struct rect){0, 0, 14, 5}, &s, true);
    axis_draw(f.pen, &f.axes);
    pen_finish(f.pen);
    assert_row(&f, 4, " ~1     0    1"); /* a true minus sign */
    const struct canvas *c = &f.canvas;
    assert_int_equal(canvas_get(c, 1, 0)->ch, 0x2524); /* ┤ */
    assert_int_equal(canvas_get(c, 1, 3)->ch, 0x2514); /* └ */
    assert_int_equal(canvas_get(c, 2, 3)->ch, 0x252C); /* ┬ */
    assert_int_equal(canvas_get(c, 5, 2)->role, ROLE_ZERO);
    assert_int_equal(canvas_get(c, 5, 1)->ch, ' ');
    plot_done(&f);
}

/* What labels have in common stands above those of y and below those of x. */
static void test_factors(void **state)
{
    (void)state;
    struct plot f;
    const struct space s = {.x0 = 3, .x1 = 3.000001, .y0 = -2e6, .y1 = 2e6};
    plot_init(&f, (struct rect){0, 0, 40, 12}, &s, false);
    axis_draw(f.pen, &f.axes);
    pen_finish(f.pen);
    assert_row(&f, 0, "x1e6                                    ");
    assert_row(&f, 11, "                                x1e-6 +3");
    plot_done(&f);
}

/* Titles stand where nothing else does. */
static void test_titles(void **state)
{
    (void)state;
    const struct space s = {.x0 = -1, .x1 = 1, .y0 = 0, .y1 = 2};
    for (int busy = 0; busy < 2; busy++) {
        struct plot f;
        plot_init(&f, (struct rect){0, 0, 40, 12}, &s, false);
        f.space.box.w -= 4;
        axis_draw(f.pen, &f.axes);
        const struct stroke curve = {.role = ROLE_SERIES, .letter = 'R'};
        if (busy)
            pen_line(f.pen, &f.space, -1, 2, 1, 2, &curve);
        axis_titles(f.pen, &f.axes, "x", "f, f'");
        pen_finish(f.pen);
        char row[CANVAS_MAX + 1];
        read_row(&f.canvas, 0, row);
        assert_int_equal(strstr(row, " f, f' ") != NULL, !busy);
        read_row(&f.canvas, 10, row);
        assert_string_equal(row + strlen(row) - 4, " x  ");
        plot_done(&f);
    }
}

static int count_role(const struct canvas *c, enum role role)
{
    int n = 0;
    for (int i = 0; i < c->w * c->h; i++)
        n += c->cell[i].role == role;
    return n;
}

static void test_grid(void **state)
{
    (void)state;
    const struct space s = {.x0 = 1, .x1 = 20, .y0 = 1, .y1 = 8};
    for (int grid = 0; grid < 2; grid++) {
        struct plot f;
        plot_init(&f, (struct rect){0, 0, 60, 20}, &s, true);
        f.axes.grid = grid;
        axis_draw(f.pen, &f.axes);
        pen_finish(f.pen);
        assert_int_equal(count_role(&f.canvas, ROLE_FRAME) > 100, grid);
        plot_done(&f);
    }
}

/* A log axis never reaches 0. */
static void test_log_axes_have_no_zero_line(void **state)
{
    (void)state;
    struct space s = {.x0 = 1, .x1 = 20, .y0 = 1e-4, .y1 = 1e4};
    for (int log = 0; log < 2; log++) {
        struct plot f;
        s.y_scale.kind = log ? SCALE_LOG : SCALE_LINEAR;
        s.y0 = log ? 1e-4 : -1e4;
        plot_init(&f, (struct rect){0, 0, 30, 12}, &s, true);
        axis_draw(f.pen, &f.axes);
        pen_finish(f.pen);
        assert_int_equal(count_role(&f.canvas, ROLE_ZERO) > 0, !log);
        plot_done(&f);
    }
}

static void test_any_size(void **state)
{
    (void)state;
    const struct space s = {.x0 = -1, .x1 = 1, .y0 = -100000, .y1 = 1};
    for (int w = 0; w <= 12; w++) {
        for (int h = 0; h <= 12; h++) {
            struct plot f;
            plot_init(&f, (struct rect){0, 0, w, h}, &s, true);
            const struct rect *box = &f.space.box;
            assert_int_equal(box->w > 0, w > 0);
            assert_int_equal(box->h > 0, h > 0);
            assert_true(box->x + box->w <= w && box->y + box->h <= h);
            axis_draw(f.pen, &f.axes);
            axis_titles(f.pen, &f.axes, "x", "f");
            pen_finish(f.pen);
            plot_done(&f);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_stand_at_their_values),
        cmocka_unit_test(test_a_small_frame),
        cmocka_unit_test(test_factors),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_grid),
        cmocka_unit_test(test_log_axes_have_no_zero_line),
        cmocka_unit_test(test_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
