#include "view/plot_curve.h"

#include <float.h>
#include <math.h>

#include "base/mem.h"
#include "view/plot_peak.h"
#include "view/plot_places.h"

/* Halvings between a column and the next place, where the curve bends. */
enum { HALVINGS = 4 };

/* A step of so many dots that so many halvings leave as it is is a jump. SEARCH: halvings for
 * these, and for ends of what is finite, between two columns. */
enum { JUMP_DOTS = 2, JUMP_HALVINGS = 52, END_HALVINGS = 40, SEARCH = 120 };

/* Between two columns that turn so often half a column gets FILL places, and the peaks next to the
 * highest and the lowest, in so many steps. */
enum { WAVE_TURNS = 3, FILL = 6, FILL_STEPS = 14 };

double plot_curve_at(const struct act_use *use, int order, double x)
{
    return order == 0 ? act_f(use, x) : order == 1 ? act_df(use, x) : act_d2f(use, x);
}

/* Has f come to its limit beside x? Where its slope is infinite there, as that of lif, it is still
 * on its way to f(x) at the next double. */
static bool is_limit(const struct act_use *use, double x, double beside, double at)
{
    const double near = act_f(use, beside), farther = act_f(use, x + (beside - x) * (1 << 20));
    return !(fabs(farther - near) > 0.1 * fabs(near - at));
}

bool plot_curve_jump(const struct act_use *use, int order, double x, struct plot_jump *out)
{
    const double before = nextafter(x, -(double)INFINITY), after = nextafter(x, (double)INFINITY);
    *out = (struct plot_jump){
        .x = x,
        .left = plot_curve_at(use, order, before),
        .right = plot_curve_at(use, order, after),
        .at = plot_curve_at(use, order, x),
    };
    if (order == 0 && !is_limit(use, x, before, out->at))
        out->left = out->at;
    if (order == 0 && !is_limit(use, x, after, out->at))
        out->right = out->at;
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
    double dot, low, high; /* along the y axis: height of a dot; what is beyond is all the same */
    int search;            /* halvings left for jumps and ends between two columns */
    bool wave;             /* were there waves between the last two? */
};

static void add(struct sampler *s, struct plot_spot at)
{
    struct plot_curve *c = s->curve;
    if (c->n == s->cap) {
        s->cap *= 2;
        c->x = mem_resize(c->x, (size_t)s->cap, sizeof *c->x);
        c->y = mem_resize(c->y, (size_t)s->cap, sizeof *c->y);
    }
    c->x[c->n] = at.x;
    c->y[c->n++] = at.y;
}

static struct plot_spot look(struct sampler *s, double x)
{
    s->curve->looks++;
    return (struct plot_spot){x, plot_curve_at(s->use, s->order, x)};
}

/* A value as a length along the y axis; what lies far outside lies at its edge. */
static double length_of(const struct sampler *s, double y)
{
    return fmin(fmax(scale_map(&s->space->y_scale, y), s->low), s->high);
}

static double step_of(const struct sampler *s, struct plot_spot a, struct plot_spot b)
{
    return fabs(length_of(s, b.y) - length_of(s, a.y));
}

/* The x that lies this part of the way from a to b along the axis. */
static double between(const struct sampler *s, double a, double b, double part)
{
    const struct scale *axis = &s->space->x_scale;
    return axis->kind == SCALE_LINEAR ? a + (b - a) * part : scale_between(axis, a, b, part);
}

/* Does the chord from a to b miss m, which lies this part of the way between them, by more than
 * half a dot? */
static bool bends(const struct sampler *s, struct plot_spot a, struct plot_spot m,
                  struct plot_spot b, double part)
{
    double first = length_of(s, a.y), last = length_of(s, b.y);
    return fabs(length_of(s, m.y) - (first + (last - first) * part)) > s->dot / 2;
}

/* The curve is finite at `in`, not at `out`: adds the place up to which it is. */
static struct plot_spot seek_end(struct sampler *s, struct plot_spot in, struct plot_spot out)
{
    for (int i = 0; i < END_HALVINGS && s->search > 0; i++, s->search--) {
        double x = in.x + (out.x - in.x) / 2;
        if (x == in.x || x == out.x)
            break;
        const struct plot_spot at = look(s, x);
        *(isfinite(at.y) ? &in : &out) = at;
    }
    return in;
}

/* What looks like a step in y stays one however near its ends come to each other if it is a jump:
 * the curve is parted there. */
static void part_at_jump(struct sampler *s, struct plot_spot a, struct plot_spot b)
{
    double whole = step_of(s, a, b);
    if (whole < JUMP_DOTS * s->dot)
        return;
    for (int i = 0; i < JUMP_HALVINGS; i++, s->search--) {
        if (s->search == 0)
            return;
        double x = a.x + (b.x - a.x) / 2;
        if (!(x > a.x && x < b.x))
            break;
        const struct plot_spot at = look(s, x);
        if (!isfinite(at.y))
            break;
        bool left = step_of(s, a, at) > step_of(s, at, b);
        *(left ? &b : &a) = at;
        if (step_of(s, a, b) < whole / 2)
            return;
    }
    add(s, a);
    add(s, (struct plot_spot){a.x + (b.x - a.x) / 2, (double)NAN});
    add(s, b);
}

/* The places between two: one, and more where the chord misses the curve. */
static void refine(struct sampler *s, struct plot_spot a, struct plot_spot b, int depth)
{
    if (depth == 0) {
        part_at_jump(s, a, b);
        return;
    }
    double x = between(s, a.x, b.x, 0.5);
    if (!(x > a.x && x < b.x))
        return;
    const struct plot_spot m = look(s, x);
    if (!isfinite(m.y)) {
        add(s, m);
        return;
    }
    if (depth < HALVINGS && !bends(s, a, m, b, 0.5))
        return;
    refine(s, a, m, depth - 1);
    add(s, m);
    refine(s, m, b, depth - 1);
}

static void refine_half(struct sampler *s, struct plot_spot a, struct plot_spot b)
{
    bool first = isfinite(a.y), last = isfinite(b.y);
    if (first && last) {
        refine(s, a, b, HALVINGS);
    } else if (first) {
        const struct plot_spot end = seek_end(s, a, b);
        refine(s, a, end, HALVINGS);
        add(s, end);
    } else if (last) {
        const struct plot_spot end = seek_end(s, b, a);
        add(s, end);
        refine(s, end, b, HALVINGS);
    }
}

/* ---- waves shorter than a column ---- */

/* How often the points from number `from` on turn, a jump being a step like others. */
static int turns_of(const struct plot_curve *c, int from)
{
    int turns = 0;
    double last = c->y[from], before = 0;
    for (int i = from + 1; i < c->n; i++) {
        double step = c->y[i] - last;
        if (!isfinite(c->y[i]))
            continue;
        last = c->y[i];
        if (isfinite(step) && step != 0) {
            turns += step * before < 0;
            before = step;
        }
    }
    return turns;
}

/* Half a column full of waves: some places, the lowest and the highest of them led to the peaks
 * that they are near to, so that strokes from one to the next fill all that the curve fills. */
static void fill(struct sampler *s, double left, double right)
{
    struct plot_spot at[FILL];
    int n = 0, top[2] = {0, 0};
    double enough = s->space->y_scale.kind == SCALE_LINEAR ? s->dot / 4 : 0;
    for (int i = 0; i < FILL; i++) {
        double part = (i + 0.1 + 0.8 * plot_places_spread(s->curve->looks)) / FILL;
        const struct plot_spot here = look(s, between(s, left, right, part));
        if (!isfinite(here.y))
            continue;
        at[n] = here;
        top[0] = here.y < at[top[0]].y ? n : top[0];
        top[1] = here.y > at[top[1]].y ? n : top[1];
        n++;
    }
    for (int i = 0; i < 2 && n > 0; i++) {
        int k = top[i];
        double from[2] = {k > 0 ? at[k - 1].x / 2 + at[k].x / 2 : left,
                          k + 1 < n ? at[k].x / 2 + at[k + 1].x / 2 : right};
        s->curve->looks +=
            plot_peak_climb(s->use, s->order, i ? 1 : -1, from, FILL_STEPS, enough, &at[k]);
    }
    for (int i = 0; i < n; i++)
        add(s, at[i]);
}

/* ---- all of it ---- */

/* Between two columns, a (already there) and b (to come), of which m is known. */
static void sample_between(struct sampler *s, struct plot_spot a, struct plot_spot m,
                           struct plot_spot b, bool bent)
{
    struct plot_curve *c = s->curve;
    int from = c->n - 1;
    bool whole = isfinite(a.y) && isfinite(m.y) && isfinite(b.y);
    if (whole && !bent && !s->wave)
        return;
    double middle = between(s, a.x, b.x, 0.5);
    bool again = s->wave && bent; /* as before, probably */
    if (!again) {
        s->search = SEARCH;
        refine_half(s, a, m);
        add(s, m);
        refine_half(s, m, b);
        s->wave = turns_of(c, from) >= WAVE_TURNS;
    }
    if (again || s->wave) {
        c->n = from + 1;
        fill(s, a.x, middle);
        fill(s, middle, b.x);
        s->wave = turns_of(c, from) >= WAVE_TURNS;
    }
}

static struct plot_spot spot_of(const struct plot_place *p)
{
    return (struct plot_spot){p->x, p->y};
}

/* Does the curve bend at the i-th place? At a kink it may. */
static bool bends_at(const struct sampler *s, const struct plot_places *p, int i)
{
    const struct plot_place *at = &p->place[i];
    if (i == 0 || i == p->n - 1 || at->kind == PLOT_PLACE_KINK)
        return false;
    const struct scale *axis = &s->space->x_scale;
    double x[3];
    for (int k = 0; k < 3; k++)
        x[k] = scale_map(axis, at[k - 1].x);
    return bends(s, spot_of(at - 1), spot_of(at), spot_of(at + 1), (x[1] - x[0]) / (x[2] - x[0]));
}

static void sample(struct sampler *s, const struct plot_places *p)
{
    bool bent = false, now = false; /* at one of the last two places, at this one */
    for (int i = 0; i < p->n; i++) {
        const struct plot_place *at = &p->place[i];
        bool before = now;
        now = bends_at(s, p, i);
        if (at->kind == PLOT_PLACE_BETWEEN) {
            bent = before || now;
            continue;
        }
        if (i > 0 && at[-1].kind == PLOT_PLACE_BETWEEN)
            sample_between(s, spot_of(at - 2), spot_of(at - 1), spot_of(at), bent || now);
        add(s, spot_of(at));
    }
}

void plot_curve_init(struct plot_curve *c, const struct act_use *use, int order,
                     const struct space *space, int across, int down)
{
    int rows = space->box.h * down;
    struct plot_places p;
    plot_places_init(&p, use, order, &space->x_scale, space->x0, space->x1, space->box.w * across);
    *c = (struct plot_curve){.looks = p.n};
    struct sampler s = {.curve = c, .use = use, .order = order, .cap = 64, .space = space};
    c->x = mem_new((size_t)s.cap, sizeof *c->x);
    c->y = mem_new((size_t)s.cap, sizeof *c->y);
    double bottom = scale_map(&space->y_scale, space->y0);
    double high = scale_map(&space->y_scale, space->y1) - bottom;
    s.dot = rows > 1 ? high / (rows - 1) : high;
    s.low = bottom - high;
    s.high = bottom + 2 * high;
    sample(&s, &p);
    plot_places_done(&p);
}

void plot_curve_done(struct plot_curve *c)
{
    mem_free(c->x);
    mem_free(c->y);
}
