#include "view/plot_curve.h"

#include <float.h>
#include <math.h>

#include "base/mem.h"

enum { HALVINGS = 5, FIT_SAMPLES = 512 };

double plot_curve_at(const struct act_use *use, int order, double x)
{
    return order == 0 ? act_f(use, x) : order == 1 ? act_df(use, x) : act_d2f(use, x);
}

bool plot_curve_jump(const struct act_use *use, int order, double x, struct plot_jump *out)
{
    *out = (struct plot_jump){
        .x = x,
        .left = plot_curve_at(use, order, nextafter(x, -(double)INFINITY)),
        .right = plot_curve_at(use, order, nextafter(x, (double)INFINITY)),
        .at = plot_curve_at(use, order, x),
    };
    double size = fmax(fabs(out->left), fmax(fabs(out->right), fabs(out->at)));
    double step = 1e-9 * size + DBL_MIN; /* next to 0, f(x) = x goes through subnormal numbers */
    return fabs(out->left - out->right) > step || fabs(out->at - out->left) > step;
}

/* ---- sampling ---- */

struct sampler {
    struct plot_curve *curve;
    const struct act_use *use;
    int order;
    int cap;
    const struct space *space;
    double dot, floor; /* along the y axis: height of a dot, and what lies too low to matter */
};

static void add(struct sampler *s, double x, double y)
{
    struct plot_curve *c = s->curve;
    if (c->n == s->cap) {
        s->cap *= 2;
        c->x = mem_resize(c->x, (size_t)s->cap, sizeof *c->x);
        c->y = mem_resize(c->y, (size_t)s->cap, sizeof *c->y);
    }
    c->x[c->n] = x;
    c->y[c->n++] = y;
}

/* A value as a length along the y axis; what has no place on a log axis lies below it. */
static double length_of(const struct sampler *s, double y)
{
    return fmax(scale_map(&s->space->y_scale, y), s->floor);
}

/* The point between two others, and those between, where the chord misses it by half a dot. */
static void refine(struct sampler *s, double x0, double y0, double x1, double y1, int depth)
{
    const struct scale *scale = &s->space->x_scale;
    double x = scale->kind == SCALE_LINEAR ? x0 + (x1 - x0) / 2 : scale_between(scale, x0, x1, 0.5);
    if (depth == 0 || !(x > x0 && x < x1))
        return;
    double y = plot_curve_at(s->use, s->order, x);
    double first = length_of(s, y0), last = length_of(s, y1);
    if (fabs(length_of(s, y) - (first + (last - first) / 2)) <= s->dot / 2)
        return;
    refine(s, x0, y0, x, y, depth - 1);
    add(s, x, y);
    refine(s, x, y, x1, y1, depth - 1);
}

static void sample(struct sampler *s, double x)
{
    double y = plot_curve_at(s->use, s->order, x);
    const struct plot_curve *c = s->curve;
    if (c->n && isfinite(c->y[c->n - 1]) && isfinite(y))
        refine(s, c->x[c->n - 1], c->y[c->n - 1], x, y, HALVINGS);
    add(s, x, y);
}

/* Both sides of a kink: joined where the curve goes through, parted where it jumps. */
static void sample_kink(struct sampler *s, double x)
{
    struct plot_jump j;
    if (!plot_curve_jump(s->use, s->order, x, &j)) {
        sample(s, x);
        return;
    }
    add(s, x, j.left);
    add(s, x, (double)NAN);
    add(s, x, j.right);
}

void plot_curve_init(struct plot_curve *c, const struct act_use *use, int order,
                     const struct space *space, int across, int down)
{
    int dots = space->box.w * across, rows = space->box.h * down;
    *c = (struct plot_curve){0};
    struct sampler s = {.curve = c, .use = use, .order = order, .cap = 64, .space = space};
    c->x = mem_new((size_t)s.cap, sizeof *c->x);
    c->y = mem_new((size_t)s.cap, sizeof *c->y);
    double bottom = scale_map(&space->y_scale, space->y0);
    double high = scale_map(&space->y_scale, space->y1) - bottom;
    s.dot = rows > 1 ? high / (rows - 1) : high;
    s.floor = space->y_scale.kind == SCALE_LOG ? bottom - high : -(double)INFINITY;
    double before = -(double)INFINITY;
    for (int i = 0; i < dots; i++) {
        double part = dots > 1 ? (double)i / (dots - 1) : 0;
        double x = scale_between(&space->x_scale, space->x0, space->x1, part);
        bool on_kink = false;
        for (int k = 0; k < use->kinks; k++) {
            double kink = use->kink[k];
            if (kink > before && kink <= x && kink >= space->x0)
                sample_kink(&s, kink);
            on_kink = on_kink || kink == x;
        }
        if (!on_kink)
            sample(&s, x);
        before = x;
    }
}

void plot_curve_done(struct plot_curve *c)
{
    mem_free(c->x);
    mem_free(c->y);
}

/* ---- range ---- */

/* Brings the `k` + 1 smallest of n values to the front, in order: all are looked at, few moved. */
static void least_first(double *value, int n, int k)
{
    for (int i = 1; i < n; i++) {
        double v = value[i];
        int at = i <= k ? i : k;
        if (!(v < value[i <= k ? i - 1 : k]))
            continue;
        value[i] = value[at];
        for (; at > 0 && v < value[at - 1]; at--)
            value[at] = value[at - 1];
        value[at] = v;
    }
}

void plot_curve_fit(const struct act_use *use, int order, double x0, double x1, double *lo,
                    double *hi)
{
    double value[FIT_SAMPLES + 3 * ACT_KINKS];
    int n = 0;
    for (int i = 0; i < FIT_SAMPLES; i++) {
        double part = (double)i / (FIT_SAMPLES - 1);
        value[n++] = plot_curve_at(use, order, x0 * (1 - part) + x1 * part);
    }
    for (int k = 0; k < use->kinks; k++) {
        double x = use->kink[k];
        if (!(x >= x0 && x <= x1))
            continue;
        value[n++] = plot_curve_at(use, order, x);
        value[n++] = plot_curve_at(use, order, nextafter(x, -(double)INFINITY));
        value[n++] = plot_curve_at(use, order, nextafter(x, (double)INFINITY));
    }
    int finite = 0;
    for (int i = 0; i < n; i++)
        if (isfinite(value[i]))
            value[finite++] = value[i];
    if (finite == 0)
        return;
    int few = finite / 50;
    least_first(value, finite, few);
    double least = value[0], low = value[few];
    for (int i = 0; i < finite; i++)
        value[i] = -value[i];
    least_first(value, finite, few);
    double most = -value[0], high = -value[few], span = high - low;
    if (span > 0 && most - high > 20 * span)
        most = high;
    if (span > 0 && low - least > 20 * span)
        least = low;
    *lo = fmin(*lo, least);
    *hi = fmax(*hi, most);
}
