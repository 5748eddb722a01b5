/* Whole curves against a brute-force twin, dot by dot, in all rasters and on all scales.
 *
 * The rule: between two points of a curve runs the straight line between the dots that show them,
 * or the places where it crosses the edge of what is seen, half a dot beyond the outermost dots. Of
 * every column of the line, or every row where it is steep, one dot is set, the nearest to it,
 * halves right and down. Then, from the first to the last, a dot is left out whose neighbours along
 * the curve touch each other by their corners. */
#include "draw/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

enum { POINTS = 14, W = 24, H = 12, DOTS = W * 2 * H * 4, CHAIN = POINTS * (W * 2 + H * 4) };

struct dot {
    int x, y;
};

/* One piece of a curve without gaps. */
struct chain {
    struct dot dot[CHAIN];
    int n;
};

struct twin {
    const struct space *space;
    int across, down;                     /* dots of a cell */
    long double left, right, top, bottom; /* edges, in dots of the canvas */
    bool set[DOTS];
    struct chain chain;
};

static long double length_of(const struct scale *scale, double v)
{
    long double value = (long double)v, part = 0;
    if (scale->kind == SCALE_SYMLOG)
        part = value / (2 * (long double)scale->near_zero);
    switch (scale->kind) {
    case SCALE_LOG:
        return v > 0 ? log2l(value) : -(long double)INFINITY;
    case SCALE_SYMLOG:
        return v < 0 ? -logl(-part + sqrtl(part * part + 1)) : logl(part + sqrtl(part * part + 1));
    default:
        return value;
    }
}

/* Dots from the first end of a box to where a value is. */
static long double place(const struct scale *scale, double v, double first, double last, int dots)
{
    long double from = length_of(scale, first);
    long double part = (length_of(scale, v) - from) / (length_of(scale, last) - from);
    return isinf(part) ? -1e300L : part * (dots - 1);
}

static void twin_init(struct twin *t, const struct dots *d, const struct space *s)
{
    memset(t, 0, sizeof *t);
    t->space = s;
    t->across = d->across;
    t->down = d->down;
    t->left = (s->box.x > 0 ? s->box.x : 0) * d->across - 0.5L;
    t->top = (s->box.y > 0 ? s->box.y : 0) * d->down - 0.5L;
    t->right = (s->box.x + s->box.w < W ? s->box.x + s->box.w : W) * d->across - 0.5L;
    t->bottom = (s->box.y + s->box.h < H ? s->box.y + s->box.h : H) * d->down - 0.5L;
}

/* Leaves out corners, checks that what stays is whole and thin, and sets it. */
static void end_chain(struct twin *t)
{
    static struct dot kept[CHAIN];
    int n = 0;
    for (int i = 0; i < t->chain.n; i++) {
        const struct dot *at = &t->chain.dot[i];
        bool inner = n > 0 && i + 1 < t->chain.n;
        if (inner && abs(at[1].x - kept[n - 1].x) == 1 && abs(at[1].y - kept[n - 1].y) == 1)
            continue;
        kept[n++] = *at;
    }
    for (int i = 0; i < n; i++) {
        t->set[kept[i].y * W * t->across + kept[i].x] = true;
        if (i > 0) /* no gap, however steep */
            assert_true(abs(kept[i].x - kept[i - 1].x) <= 1 && abs(kept[i].y - kept[i - 1].y) <= 1);
        if (i > 1) /* one dot thick */
            assert_false(abs(kept[i].x - kept[i - 2].x) == 1 &&
                         abs(kept[i].y - kept[i - 2].y) == 1);
    }
    t->chain.n = 0;
}

static void chain_dot(struct twin *t, int x, int y)
{
    struct chain *c = &t->chain;
    if (c->n > 0 && c->dot[c->n - 1].x == x && c->dot[c->n - 1].y == y)
        return;
    assert_true(c->n < CHAIN);
    c->dot[c->n++] = (struct dot){x, y};
}

static struct dot dot_at(const struct twin *t, long double x, long double y)
{
    return (struct dot){(int)floorl(fminl(fmaxl(x, t->left), t->right - 1e-9L) + 0.5L),
                        (int)floorl(fminl(fmaxl(y, t->top), t->bottom - 1e-9L) + 0.5L)};
}

/* From which part to which part of the way from a to b something lies between two edges. */
static void slab(long double a, long double b, long double lo, long double hi, long double part[2])
{
    if (a == b) {
        if (a < lo || a > hi)
            part[1] = -1;
        return;
    }
    long double in = (lo - a) / (b - a), out = (hi - a) / (b - a);
    part[0] = fmaxl(part[0], fminl(in, out));
    part[1] = fminl(part[1], fmaxl(in, out));
}

static void segment(struct twin *t, const long double a[2], const long double b[2])
{
    long double part[2] = {0, 1};
    slab(a[0], b[0], t->left, t->right, part);
    slab(a[1], b[1], t->top, t->bottom, part);
    if (part[0] > part[1]) {
        end_chain(t);
        return;
    }
    if (part[0] > 0)
        end_chain(t);
    struct dot end[2];
    for (int i = 0; i < 2; i++)
        end[i] = part[i] == 1
                     ? dot_at(t, b[0], b[1])
                     : dot_at(t, a[0] + (b[0] - a[0]) * part[i], a[1] + (b[1] - a[1]) * part[i]);
    int dx = end[1].x - end[0].x, dy = end[1].y - end[0].y;
    int steps = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
    for (int i = 0; i <= steps; i++)
        chain_dot(t, end[0].x + (steps ? (int)floor((2.0 * dx * i + steps) / (2.0 * steps)) : 0),
                  end[0].y + (steps ? (int)floor((2.0 * dy * i + steps) / (2.0 * steps)) : 0));
    if (part[1] < 1)
        end_chain(t);
}

static void twin_path(struct twin *t, const double *x, const double *y, int n)
{
    const struct space *s = t->space;
    const int w = s->box.w * t->across, h = s->box.h * t->down;
    long double before[2] = {0, 0};
    bool joined = false;
    for (int i = 0; i < n; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) {
            end_chain(t);
            joined = false;
            continue;
        }
        const long double now[2] = {
            s->box.x * t->across + place(&s->x_scale, x[i], s->x0, s->x1, w),
            s->box.y * t->down + h - 1 - place(&s->y_scale, y[i], s->y0, s->y1, h)};
        segment(t, joined ? before : now, now);
        memcpy(before, now, sizeof before);
        joined = true;
    }
    end_chain(t);
}

static double between(uint64_t *index, double lo, double hi)
{
    return lo + (hi - lo) * sheet_uniform(index);
}

/* Values in a range and, of some, far outside of it. */
static double any_value(uint64_t *index, const struct scale *scale, double lo, double hi)
{
    int kind = sheet_pick(index, 12);
    double size = scale->kind == SCALE_LINEAR ? fabs(hi - lo) : pow(10, between(index, -4, 4));
    if (kind == 0)
        return (sheet_uniform(index) - 0.5) * 1e9 * size;
    if (kind < 5)
        return (sheet_uniform(index) - 0.5) * 4 * size;
    return scale_between(scale, lo, hi, between(index, -0.1, 1.1));
}

static struct space any_space(uint64_t *index)
{
    struct space s = {.box = {sheet_pick(index, W) - 4, sheet_pick(index, H) - 3,
                              2 + sheet_pick(index, W), 2 + sheet_pick(index, H)}};
    struct scale *scale[2] = {&s.x_scale, &s.y_scale};
    double *end[2][2] = {{&s.x0, &s.x1}, {&s.y0, &s.y1}};
    for (int i = 0; i < 2; i++) {
        scale[i]->kind = (enum scale_kind)sheet_pick(index, SCALE_COUNT);
        scale[i]->near_zero = pow(10, between(index, -3, 1));
        bool log = scale[i]->kind == SCALE_LOG;
        double size = pow(10, between(index, -2, 3));
        *end[i][0] = log ? size * pow(10, between(index, -5, -1)) : -size * between(index, -0.5, 1);
        *end[i][1] = size;
    }
    return s;
}

static void test_curves_agree_with_the_twin(void **state)
{
    (void)state;
    print_message("seed %d\n", SHEET_SEED);
    static struct twin t;
    uint64_t index = 900000;
    long dots = 0;
    for (int round = 0; round < 6000; round++) {
        const struct stroke solid = {.role = ROLE_SERIES};
        const struct space s = any_space(&index);
        double x[POINTS], y[POINTS];
        bool graph = sheet_pick(&index, 2); /* x grows, as in a plot */
        for (int i = 0; i < POINTS; i++) {
            x[i] = graph ? scale_between(&s.x_scale, s.x0, s.x1, (i - 1.0) / (POINTS - 3))
                         : any_value(&index, &s.x_scale, s.x0, s.x1);
            y[i] = any_value(&index, &s.y_scale, s.y0, s.y1);
            if (sheet_pick(&index, 9) == 0)
                y[i] = sheet_pick(&index, 2) ? (double)NAN : HUGE_VAL;
        }
        struct dots d;
        dots_init(&d, (enum raster)(round % RASTER_COUNT));
        dots_start(&d, W, H);
        trace_path(&d, &s, x, y, POINTS, &solid, NULL, NULL);
        twin_init(&t, &d, &s);
        if (t.left < t.right && t.top < t.bottom)
            twin_path(&t, x, y, POINTS);
        for (int row = 0; row < H * d.down; row++) {
            for (int col = 0; col < W * d.across; col++) {
                bool want = t.set[row * W * d.across + col];
                dots += want;
                if (dots_has(&d, col, row, -1) != want)
                    fail_msg("round %d, %s: dot %d, %d is %sset", round, raster_names[d.raster],
                             col, row, want ? "not " : "");
            }
        }
        dots_done(&d);
    }
    assert_true(dots > 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_curves_agree_with_the_twin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
