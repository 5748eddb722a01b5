#include "view/plot_zone.h"

#include <assert.h>
#include <math.h>

#include "base/fmt.h"

/* What a unit at x can learn. In this order: a dead one is low too. */
enum slope { SLOPE_LIVE, SLOPE_LOW, SLOPE_DEAD };

enum { HALVINGS = 60, BEYOND = 64, RANGES = 3, DIGITS = 3, MANY = 12 };

/* What happens to most functions happens near 0. Where dots are too far apart to see it, places at
 * 0 and at +-2^k, 2^LADDER_FIRST up to 2^LADDER_LAST, are looked at too. */
enum { LADDER_FIRST = -3, LADDER_LAST = 20, RUNGS = LADDER_LAST - LADDER_FIRST + 1 };

/* The axis as it is gone along. */
struct walk {
    const struct act_use *use;
    double below;
    const struct space *space;
    int dots;
};

static enum slope slope_at(const struct walk *w, double x)
{
    double slope = fabs(act_df(w->use, x));
    return slope == 0 ? SLOPE_DEAD : slope < w->below ? SLOPE_LOW : SLOPE_LIVE;
}

static double place(const struct walk *w, int dot)
{
    const struct space *s = w->space;
    return scale_between(&s->x_scale, s->x0, s->x1, (double)dot / (w->dots - 1));
}

/* A slope that is 0 at one place alone (a least value, a kink by convention) is no dead zone: what
 * counts is what lies beside it, near to it as the distance to another place goes. */
static enum slope slope_of(const struct walk *w, double x, double other)
{
    enum slope slope = slope_at(w, x);
    double aside = (other - x) / 1024;
    if (slope != SLOPE_DEAD)
        return slope;
    enum slope one = slope_at(w, x + aside), two = slope_at(w, x - aside);
    return one > two ? one : two;
}

/* Where the slope changes between two places: at a kink, or by halving. */
static double edge_between(const struct walk *w, double a, double b, enum slope at_a)
{
    for (int k = 0; k < w->use->kinks; k++) {
        double kink = w->use->kink[k];
        if (kink >= a && kink <= b && slope_at(w, nextafter(kink, -(double)INFINITY)) == at_a &&
            slope_at(w, nextafter(kink, (double)INFINITY)) != at_a)
            return kink;
    }
    for (int i = 0; i < HALVINGS; i++) {
        double middle = a + (b - a) / 2;
        if (!(middle > a && middle < b))
            break;
        if (slope_at(w, middle) == at_a)
            a = middle;
        else
            b = middle;
    }
    return b;
}

/* Does it stay so from the end of the axis on, as far as a look at ever larger distances tells? */
static bool goes_on(const struct walk *w, double end, int way, enum slope slope)
{
    double step = fabs(w->space->x1 - w->space->x0) / w->dots;
    for (int i = 0; i < BEYOND; i++, step *= 1.5)
        if (slope_at(w, end + way * step) < slope)
            return false;
    return true;
}

static bool has_kink(const struct walk *w, double a, double b)
{
    for (int k = 0; k < w->use->kinks; k++)
        if (w->use->kink[k] >= a && w->use->kink[k] <= b)
            return true;
    return false;
}

/* Where f' changes its sign between two places without a kink, it is low somewhere: true, and a
 * place in that zone. */
static bool find_crossing(const struct walk *w, double a, double b, double *out)
{
    bool rises = act_df(w->use, a) < 0;
    if (rises == (act_df(w->use, b) < 0) || has_kink(w, a, b))
        return false;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = a + (b - a) / 2;
        if ((act_df(w->use, middle) < 0) == rises)
            a = middle;
        else
            b = middle;
    }
    *out = b;
    return slope_at(w, b) != SLOPE_LIVE; /* it was no pole */
}

static void add(const struct walk *w, struct plot_zones *out, double from, double to,
                enum slope slope)
{
    if (slope == SLOPE_LIVE || !(from < to) || out->n == PLOT_ZONES)
        return;
    const struct space *s = w->space;
    out->zone[out->n++] = (struct plot_zone){from, to, slope == SLOPE_DEAD,
                                             from == s->x0 && goes_on(w, from, -1, slope),
                                             to == s->x1 && goes_on(w, to, 1, slope)};
}

/* A zone between two places where the slope is not low. */
static void add_narrow(const struct walk *w, struct plot_zones *out, double a, double b)
{
    double x;
    if (!find_crossing(w, a, b, &x))
        return;
    double from = edge_between(w, a, x, SLOPE_LIVE), to = edge_between(w, x, b, SLOPE_LOW);
    add(w, out, from, to, SLOPE_LOW);
}

/* The way so far: all up to x is looked at, `slope` there has gone on since `from`. */
struct stretch {
    double from, x;
    enum slope slope;
};

static void go_to(const struct walk *w, struct stretch *so_far, double x, struct plot_zones *out)
{
    enum slope next = slope_of(w, x, so_far->x);
    if (next == SLOPE_LIVE && so_far->slope == SLOPE_LIVE)
        add_narrow(w, out, so_far->x, x);
    if (next != so_far->slope) {
        double edge = edge_between(w, so_far->x, x, so_far->slope);
        add(w, out, so_far->from, edge, so_far->slope);
        so_far->from = edge;
        so_far->slope = next;
    }
    so_far->x = x;
}

/* The i-th place about 0, i = 0 .. 2 RUNGS, in order. */
static double rung(int i)
{
    return i < RUNGS   ? -ldexp(1, LADDER_LAST - i)
           : i > RUNGS ? ldexp(1, LADDER_FIRST + i - RUNGS - 1)
                       : 0;
}

void plot_zone_find(const struct act_use *use, double below, const struct space *s, int dots,
                    struct plot_zones *out)
{
    const struct walk w = {use, below, s, dots};
    assert(dots >= 2);
    out->n = 0;
    struct stretch so_far = {s->x0, s->x0, slope_of(&w, s->x0, place(&w, 1))};
    for (int i = 1, k = 0; i < dots; i++) {
        double x = place(&w, i);
        for (; k <= 2 * RUNGS && rung(k) < x; k++)
            if (rung(k) > so_far.x)
                go_to(&w, &so_far, rung(k), out);
        go_to(&w, &so_far, x, out);
    }
    add(&w, out, so_far.from, s->x1, so_far.slope);
}

void plot_zone_draw(const struct settings *s, struct pen *p, const struct plot_panel *panel)
{
    const struct acts *acts = &s->plot.acts;
    int dots = panel->space.box.w * pen_dots_across(p);
    struct plot_zones zones;
    if (!s->plot.zones || dots < 2)
        return;
    plot_zone_find(&acts->use[panel->n == 1 ? panel->first : acts->focus], s->flow.saturated_below,
                   &panel->space, dots, &zones);
    for (int dead = 0; dead <= 1; dead++) /* where both share a cell, the axis there is dead */
        for (int i = 0; i < zones.n; i++)
            if (zones.zone[i].dead == dead)
                pen_zone(p, &panel->space, zones.zone[i].from, zones.zone[i].to, dead);
}

/* ---- words ---- */

static void add_range(const struct plot_zone *z, struct str *out)
{
    char from[FMT_SIZE], to[FMT_SIZE];
    fmt_short(from, z->from, DIGITS);
    fmt_short(to, z->to, DIGITS);
    if (z->on_left && z->on_right)
        str_add(out, "everywhere");
    else if (z->on_left)
        str_addf(out, "x < %s", to);
    else if (z->on_right)
        str_addf(out, "x > %s", from);
    else
        str_addf(out, "%s < x < %s", from, to);
}

/* Those that are dead, or those that are not: where each is. Of more than can be listed no number
 * is given: between dots far apart there may be others. */
static void add_ranges(const struct plot_zones *zones, bool dead, struct str *out)
{
    int n = 0;
    for (int i = 0; i < zones->n; i++)
        n += zones->zone[i].dead == dead;
    if (n > RANGES) {
        str_addf(out, "%s stretches", n > MANY ? "many" : "several");
        return;
    }
    const char *before = "";
    for (int i = 0; i < zones->n; i++) {
        if (zones->zone[i].dead != dead)
            continue;
        str_add(out, before);
        add_range(&zones->zone[i], out);
        before = ", ";
    }
}

void plot_zone_words(const struct settings *s, const struct space *space, int dots,
                     const char *prime, struct str *out)
{
    const struct acts *acts = &s->plot.acts;
    struct plot_zones zones;
    char below[FMT_SIZE];
    bool low = false, dead = false;
    plot_zone_find(&acts->use[acts->focus], s->flow.saturated_below, space, dots, &zones);
    for (int i = 0; i < zones.n; i++) {
        low = low || !zones.zone[i].dead;
        dead = dead || zones.zone[i].dead;
    }
    if (low || !dead)
        str_addf(out, "|f%s| < %s: ", prime, fmt_short(below, s->flow.saturated_below, DIGITS));
    if (low)
        add_ranges(&zones, false, out);
    else if (!dead)
        str_add(out, "nowhere here");
    if (dead) {
        str_addf(out, "%sf%s = 0: ", low ? "; " : "", prime);
        add_ranges(&zones, true, out);
    }
}
