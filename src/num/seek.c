#include "num/seek.h"

#include <float.h>
#include <math.h>

#include "num/elem_dd.h"
#include "num/measure_impl.h"

/* A walk along the axis, from place to place. */
struct walk {
    const struct act_use *use;
    unsigned kinds;
    const double *at;
    int last; /* places are numbered 0..last */
    int dir;
    double slope; /* the greatest |f'| at everyday x */
};

struct spot {
    double x, f, df;
};

static struct spot look(const struct walk *w, double x)
{
    return (struct spot){x, act_f(w->use, x), act_df(w->use, x)};
}

static double place(const struct walk *w, int k)
{
    int i = k / SEEK_PARTS, part = k % SEEK_PARTS;
    double x = w->at[i];
    return part ? x + (w->at[i + 1] - x) * part / SEEK_PARTS : x;
}

/* ---- what a place is ---- */

/* How f goes on from a place to one side. */
enum way { UNSURE, RISES, FALLS, FLAT };

static enum way way_of(const struct act_use *use, double x, double f, double step)
{
    double change = act_f(use, x + step) - f;
    if (fabs(change) > 64 * DBL_EPSILON * fabs(f))
        return change > 0 ? RISES : FALLS;
    return change == 0 && act_df(use, x + step) == 0 ? FLAT : UNSURE;
}

/* Looks ever further off until f tells on both sides how it goes on; not further where it is flat
 * on both. */
static bool find_ways(const struct act_use *use, double x, double f, enum way way[2])
{
    for (int k = -40; k < 0; k += 3) {
        double d = ldexp(1 + fabs(x), k);
        way[0] = way_of(use, x, f, -d);
        way[1] = way_of(use, x, f, d);
        if (way[0] == FLAT && way[1] == FLAT)
            return false;
        if (way[0] != UNSURE && way[1] != UNSURE)
            return true;
    }
    return false;
}

/* Does a flat piece end here, rather than fade into what doubles can no longer tell? */
static bool is_abrupt(const struct walk *w, double x, bool flat_left)
{
    double off = x != 0 ? fabs(x) / 4 : 0.25;
    return fabs(act_df(w->use, flat_left ? x + off : x - off)) > 1e-10 * w->slope;
}

/* Does f change by a tenth of itself from one double to the next? 1 + sin(2 x) touches 0, and is
 * 1e-16 beside it. */
static bool is_as_good_as_0(const struct act_use *use, double x, double f)
{
    double below = act_f(use, nextafter(x, -INF)), above = act_f(use, nextafter(x, INF));
    return f == 0 || fmax(fabs(below - f), fabs(above - f)) > 0.1 * fabs(f);
}

static unsigned kinds_of(const struct walk *w, double x)
{
    enum way way[2];
    double f = act_f(w->use, x);
    bool kink = act_is_kink(w->use, x);
    unsigned kinds = kink ? SEEK_KINK : 0;
    if (!isfinite(f) || !find_ways(w->use, x, f, way))
        return kinds;
    bool flat = way[0] == FLAT || way[1] == FLAT;
    if (flat && !kink && !is_abrupt(w, x, way[0] == FLAT))
        return kinds;
    if (flat || way[0] == way[1])
        kinds |= way[0] == RISES || way[1] == RISES ? SEEK_LEAST : SEEK_MOST;
    if (f == 0 || (!flat && way[0] == way[1] && is_as_good_as_0(w->use, x, f)))
        kinds |= SEEK_ZERO;
    return kinds;
}

/* ---- between two places ---- */

/* Where y of that order changes its sign between p and q; 0 itself if that is such a place. */
static double crossing(const struct walk *w, int order, double p, double q)
{
    if (fmin(p, q) < 0 && fmax(p, q) > 0 && measure_value(w->use, order, 0) == 0)
        return 0;
    return measure_crossing(w->use, order, fmin(p, q), fmax(p, q));
}

/* The last place, seen from `in`, of the flat piece in which that lies; `out` lies beyond. */
static double flat_end(const struct walk *w, const struct spot *in, double out)
{
    double a = in->x, b = out;
    for (;;) {
        double middle = a / 2 + b / 2;
        if (middle == a || middle == b || nextafter(a, b) == b)
            break;
        struct spot s = look(w, middle);
        *(s.f == in->f && s.df == 0 ? &a : &b) = middle;
    }
    if (act_f(w->use, b) == in->f) /* its slope is said to be that of the other side */
        a = b;
    return fabs(a) <= DBL_TRUE_MIN ? 0 : a;
}

static bool have_opposite_signs(double a, double b)
{
    return (a < 0 && b > 0) || (a > 0 && b < 0);
}

/* Keeps x if it is nearer than what was found, beyond p and wanted. */
static void offer(const struct walk *w, const struct spot *p, double x, unsigned kinds,
                  struct seek_place *best)
{
    bool beyond = (x - p->x) * w->dir > 0;
    if (kinds & w->kinds && beyond && (!best->kinds || (best->x - x) * w->dir > 0))
        *best = (struct seek_place){x, kinds};
}

/* In a jump or a pole the sign changes, but nothing is 0. */
static bool is_zero(const struct walk *w, const struct spot *p, const struct spot *q, double x)
{
    double a = fabs(p->f), b = fabs(q->f);
    return fabs(act_f(w->use, x)) <= 1e-3 * fmax(a < INF ? a : 0, b < INF ? b : 0);
}

/* No kink lies between p and q; `at_kink`: q is the last double before one. */
static bool find_between(const struct walk *w, const struct spot *p, const struct spot *q,
                         bool at_kink, struct seek_place *out)
{
    *out = (struct seek_place){.kinds = 0};
    if (have_opposite_signs(p->f, q->f)) {
        double x = crossing(w, 0, p->x, q->x);
        if (is_zero(w, p, q, x))
            offer(w, p, x, kinds_of(w, x) | SEEK_ZERO, out);
    }
    if (have_opposite_signs(p->df, q->df)) {
        double x = crossing(w, 1, p->x, q->x);
        offer(w, p, x, kinds_of(w, x), out);
    }
    if ((p->df == 0) != (q->df == 0)) {
        double x = p->df == 0 ? flat_end(w, p, q->x) : flat_end(w, q, p->x);
        offer(w, p, x, kinds_of(w, x), out);
    }
    if (!at_kink && (q->f == 0 || q->df == 0))
        offer(w, p, q->x, kinds_of(w, q->x), out);
    return out->kinds != 0;
}

/* ---- the walk ---- */

static bool find_kink(const struct walk *w, double p, double q, double *kink)
{
    bool found = false;
    for (int i = 0; i < w->use->kinks; i++) {
        double x = w->use->kink[i];
        bool between = (x - p) * w->dir > 0 && (q - x) * w->dir >= 0;
        if (between && (!found || (*kink - x) * w->dir > 0)) {
            *kink = x;
            found = true;
        }
    }
    return found;
}

static bool is_wanted(const struct walk *w, double x, struct seek_place *out)
{
    *out = (struct seek_place){x, kinds_of(w, x)};
    return (out->kinds & w->kinds) != 0;
}

/* From p on to q: what lies between; then, if a kink lies there, that and on from its other side.
 * p moves to where all is looked at. */
static bool step(const struct walk *w, struct spot *p, double q, struct seek_place *out)
{
    double kink = q;
    bool has_kink = find_kink(w, p->x, q, &kink);
    double stop = has_kink ? nextafter(kink, p->x) : q;
    if ((stop - p->x) * w->dir > 0) {
        struct spot s = look(w, stop);
        if (find_between(w, p, &s, has_kink, out))
            return true;
        *p = s;
    }
    if (!has_kink)
        return false;
    *p = look(w, nextafter(kink, w->dir * INF));
    return is_wanted(w, kink, out);
}

/* Where the walk begins: a little beyond `from`, so that what lies there is not found again. */
static double begin(const struct walk *w, double from, int k)
{
    double gap = fabs(place(w, k) - place(w, k - w->dir)) * 1e-6;
    double least = 4 * (nextafter(fabs(from), INF) - fabs(from));
    return from + w->dir * fmax(gap, least);
}

bool seek(const struct act_use *use, unsigned kinds, const double *at, int n, double from, int dir,
          struct seek_place *out)
{
    struct walk w = {use, kinds, at, (n - 1) * SEEK_PARTS, dir, 0};
    struct seek_place found;
    for (double x = -8; x < 9; x++)
        w.slope = fmax(w.slope, fabs(act_df(use, x + 0.375)));
    int k = dir > 0 ? 0 : w.last;
    struct spot p = look(&w, place(&w, k));
    bool outside = (p.x - from) * dir > 0, done = outside && is_wanted(&w, p.x, &found);
    while (k >= 0 && k <= w.last && (place(&w, k) - from) * dir <= 0)
        k += dir;
    if (!outside && k >= 0 && k <= w.last)
        p = look(&w, begin(&w, from, k));
    while (!done && k >= 0 && k <= w.last) {
        double q = place(&w, k);
        done = (q - p.x) * dir > 0 && step(&w, &p, q, &found);
        if ((q - p.x) * dir <= 0)
            k += dir;
    }
    if (done)
        *out = found;
    return done;
}
