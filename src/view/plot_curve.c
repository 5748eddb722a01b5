#include "view/plot_curve.h"

#include <float.h>
#include <math.h>

#include "base/mem.h"

enum { HALVINGS = 5, FIT_SAMPLES = 512 };

/* A column in which a curve turns so often may be one of many with waves. Where it turns no more
 * than beside a pole, a step of so many dots may be a jump, which so many bisections tell. */
enum { WAVE_TURNS = 2, POLE_TURNS = 3, STEP_DOTS = 6, BISECTIONS = 1100 };

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
    int column;        /* how many have been looked at */
    bool wave;         /* was the last one full of waves? */
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

/* The part of the way from a to b along the axis. */
static double between(const struct sampler *s, double a, double b, double part)
{
    const struct scale *scale = &s->space->x_scale;
    return scale->kind == SCALE_LINEAR ? a + (b - a) * part : scale_between(scale, a, b, part);
}

/* A point between two others, and those between, where the chord misses it by half a dot, or where
 * something is known to happen (`look`: how many halvings come anyway). Not the middle at first,
 * and not always the same part: a wave whose length fits the columns would not be met anywhere. */
static void refine(struct sampler *s, double x0, double y0, double x1, double y1, int depth)
{
    static const double golden = 0.6180339887498949;
    double part = depth < HALVINGS ? 0.5 : 0.35 + 0.3 * fmod(s->column * golden, 1);
    double x = between(s, x0, x1, part);
    if (depth == 0 || !(x > x0 && x < x1))
        return;
    double y = plot_curve_at(s->use, s->order, x);
    double first = length_of(s, y0), last = length_of(s, y1);
    bool straight = fabs(length_of(s, y) - (first + (last - first) * part)) <= s->dot / 2;
    if (straight && !s->wave)
        return;
    refine(s, x0, y0, x, y, depth - 1);
    add(s, x, y);
    refine(s, x, y, x1, y1, depth - 1);
}

/* ---- jumps that nobody declared ---- */

/* What the points of a column do. */
struct column_look {
    int turns;   /* changes of direction */
    int step_at; /* the point before the largest step, -1: none */
    double step; /* its length */
};

static struct column_look look_at(const struct sampler *s, int from)
{
    const struct plot_curve *c = s->curve;
    struct column_look look = {0, -1, 0};
    double before = 0;
    for (int i = from; i + 1 < c->n; i++) {
        double step = length_of(s, c->y[i + 1]) - length_of(s, c->y[i]);
        look.turns += step * before < 0;
        before = step != 0 ? step : before;
        if (fabs(step) > look.step) {
            look.step = fabs(step);
            look.step_at = i;
        }
    }
    return look;
}

/* Does a step in y stay however near the two places come to each other? They are neighbours then.
 */
static bool is_jump(const struct sampler *s, double x[2], double y[2])
{
    double whole = fabs(length_of(s, y[1]) - length_of(s, y[0]));
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = x[0] + (x[1] - x[0]) / 2;
        if (!(middle > x[0] && middle < x[1]))
            return true;
        double at = plot_curve_at(s->use, s->order, middle);
        if (!isfinite(at)) { /* the place itself */
            x[0] = nextafter(middle, -(double)INFINITY);
            x[1] = nextafter(middle, (double)INFINITY);
            y[0] = plot_curve_at(s->use, s->order, x[0]);
            y[1] = plot_curve_at(s->use, s->order, x[1]);
            return true;
        }
        double below = fabs(length_of(s, at) - length_of(s, y[0]));
        double above = fabs(length_of(s, y[1]) - length_of(s, at));
        if (fmax(below, above) < whole / 2)
            return false;
        int side = below > above;
        x[side] = middle;
        y[side] = at;
    }
    return x[1] - x[0] <= 4 * DBL_EPSILON * fabs(x[0]);
}

/* Parts the points where the curve jumps between number `at` and the next. */
static void part_at_jump(struct sampler *s, int at)
{
    struct plot_curve *c = s->curve;
    double x[2] = {c->x[at], c->x[at + 1]}, y[2] = {c->y[at], c->y[at + 1]};
    if (!is_jump(s, x, y))
        return;
    const double new_x[3] = {x[0], x[0], x[1]}, new_y[3] = {y[0], (double)NAN, y[1]};
    for (int i = 0; i < 3; i++)
        add(s, 0, 0);
    for (int i = c->n - 1; i > at + 3; i--) {
        c->x[i] = c->x[i - 3];
        c->y[i] = c->y[i - 3];
    }
    for (int i = 0; i < 3; i++) {
        c->x[at + 1 + i] = new_x[i];
        c->y[at + 1 + i] = new_y[i];
    }
}

/* The next point and those that are needed before it. */
static void sample(struct sampler *s, double x)
{
    double y = plot_curve_at(s->use, s->order, x);
    const struct plot_curve *c = s->curve;
    int from = c->n - 1;
    s->column++;
    if (from >= 0 && isfinite(c->y[from]) && isfinite(y))
        refine(s, c->x[from], c->y[from], x, y, HALVINGS);
    add(s, x, y);
    struct column_look look = {0, -1, 0};
    if (c->n - from > 3) /* not straight */
        look = look_at(s, from);
    s->wave = look.turns >= WAVE_TURNS;
    if (look.turns <= POLE_TURNS && look.step > STEP_DOTS * s->dot)
        part_at_jump(s, look.step_at);
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
