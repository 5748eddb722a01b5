/* Verbs that move the cursor of the plot and what it shows of the axes. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/impl.h"
#include "base/fmt.h"
#include "base/near.h"
#include "num/seek.h"

bool verb_cursor(const struct call *c, struct err *e)
{
    struct plot_settings *p = &c->app->settings.plot;
    double x = c->number[0], width = p->range[1] - p->range[0];
    if (!isfinite(x) || fabs(x) > 1e12)
        return err_set(e, "the cursor needs a number between -1e12 and 1e12");
    /* Steps add up to round numbers: 0.30000000000000004 is 0.3. */
    double grain = ldexp(1, ilogb(width) - 40);
    double round = rint(x * 1e10) / 1e10;
    p->cursor = fabs(round - x) < grain ? round : x;
    p->cursor_on = 1;
    return true;
}

static bool set_range(struct settings *s, double lo, double hi, struct err *e)
{
    struct option_ref ref;
    return option_find(s, SCREEN_PLOT, "range", &ref, e) && option_set_range(s, &ref, lo, hi, e);
}

/* A place on the x axis as it runs: where it goes by powers of ten, a zoom shows fewer of them. */
static double along(const struct plot_settings *p, double x)
{
    bool by_powers = p->xscale == PLOT_LOG && p->range[0] > 0;
    return by_powers ? log10(x) : x;
}

static double back(const struct plot_settings *p, double place)
{
    bool by_powers = p->xscale == PLOT_LOG && p->range[0] > 0;
    return by_powers ? pow(10, place) : place;
}

bool verb_zoom(const struct call *c, struct err *e)
{
    struct plot_settings *p = &c->app->settings.plot;
    double f = c->number[0], lo = along(p, p->range[0]), hi = along(p, p->range[1]);
    double keep = c->n == 2 ? c->number[1] : p->cursor_on ? p->cursor : (double)NAN;
    if (!(f >= 1e-6 && f <= 1e6))
        return err_set(e, "zoom needs a factor from 1e-6 to 1e6: 2 shows half, 0.5 twice as much");
    bool seen = keep >= p->range[0] && keep <= p->range[1];
    keep = seen || (c->n == 2 && isfinite(along(p, keep))) ? along(p, keep) : lo + (hi - lo) / 2;
    return set_range(&c->app->settings, back(p, keep - (keep - lo) / f),
                     back(p, keep + (hi - keep) / f), e);
}

bool verb_pan(const struct call *c, struct err *e)
{
    struct plot_settings *p = &c->app->settings.plot;
    double lo = along(p, p->range[0]), hi = along(p, p->range[1]), d = c->number[0] * (hi - lo);
    if (!isfinite(d))
        return err_set(e, "pan needs a fraction of the width, like 0.25");
    return set_range(&c->app->settings, back(p, lo + d), back(p, hi + d), e);
}

void plot_follow(struct settings *s, const struct settings *before)
{
    bool tangent = s->plot.tangent && !before->plot.tangent;
    bool mark = isfinite(s->plot.mark) && !isfinite(before->plot.mark);
    if (tangent || mark)
        s->plot.cursor_on = 1;
}

bool verb_fit(const struct call *c, struct err *e)
{
    (void)e;
    struct settings usual;
    settings_default(&usual);
    struct plot_settings *p = &c->app->settings.plot;
    memcpy(p->range, usual.plot.range, sizeof p->range);
    memcpy(p->yrange, usual.plot.yrange, sizeof p->yrange);
    return true;
}

/* ---- jump ---- */

enum { DIGITS = 4, JUMPS_MOST = 1000 };

static const struct target {
    const char *name;
    unsigned kinds; /* of num/seek.h; 0: a place of the axis */
    bool tick;
} targets[] = {
    {"dot", 0, false},
    {"tick", 0, true},
    {"kink", SEEK_KINK, false},
    {"zero", SEEK_ZERO, false},
    {"point", SEEK_POINT, false},
    {"extremum", SEEK_EXTREMUM, false},
};
enum { TARGETS = sizeof targets / sizeof targets[0] };

const char *verb_jump_word(int i)
{
    return i < TARGETS ? targets[i].name : NULL;
}

static const struct target *find_target(const char *name, struct err *e)
{
    struct near near;
    near_init(&near, name);
    for (int i = 0; i < TARGETS; i++) {
        near_offer(&near, targets[i].name);
        if (str_is(name, targets[i].name))
            return &targets[i];
    }
    const char *best = near_name(&near);
    (void)err_set(e, "jump knows no %s; ", name);
    (void)(best ? err_add(e, "did you mean %s?", best)
                : err_add(e, "it goes to a dot, tick, kink, zero, extremum or point"));
    return NULL;
}

/* "kink, zero and minimum". */
static void add_kinds(unsigned kinds, struct str *out)
{
    static const struct {
        unsigned kind;
        const char *name;
    } names[] = {
        {SEEK_KINK, "kink"}, {SEEK_ZERO, "zero"}, {SEEK_LEAST, "minimum"}, {SEEK_MOST, "maximum"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!(kinds & names[i].kind))
            continue;
        bool last = kinds < 2 * names[i].kind;
        str_addf(out, "%s%s", !out->len ? "" : last ? " and " : ", ", names[i].name);
    }
}

static void note_place(struct app *app, const struct seek_place *place)
{
    const struct acts *acts = &app->settings.plot.acts;
    char name[ACT_NAME], x[FMT_SIZE], f[FMT_SIZE];
    struct str kinds;
    str_init(&kinds);
    add_kinds(place->kinds, &kinds);
    app_note(app, false, "%s of %s: f(%s) = %s", kinds.data,
             settings_act_name(acts, acts->focus, name), fmt_short(x, place->x, DIGITS),
             fmt_short(f, act_f(&acts->use[acts->focus], place->x), DIGITS));
    str_done(&kinds);
}

/* "gelu has no zero right of x = 0 up to 6": no mistake of anybody's. */
static void note_none(struct app *app, const struct target *target, int dir,
                      const struct lens *lens)
{
    const struct plot_settings *p = &app->settings.plot;
    const char *what = target->kinds == SEEK_POINT ? "kink, zero or extremum" : target->name;
    char name[ACT_NAME], from[FMT_SIZE], lo[FMT_SIZE], hi[FMT_SIZE];
    (void)settings_act_name(&p->acts, p->acts.focus, name);
    (void)fmt_short(lo, lens->edge[0], DIGITS);
    (void)fmt_short(hi, lens->edge[lens->dots], DIGITS);
    if (!p->cursor_on)
        app_note(app, false, "%s has no %s from x = %s to %s", name, what, lo, hi);
    else
        app_note(app, false, "%s has no %s %s of x = %s %s to %s", name, what,
                 dir > 0 ? "right" : "left", fmt_short(from, p->cursor, DIGITS),
                 dir > 0 ? "up" : "down", dir > 0 ? hi : lo);
}

/* Where there are fewer than n, to the last of them; where there are none, nowhere. A cursor that
 * is off is nowhere either: the first place in sight is the next. */
static void jump_to_place(struct app *app, const struct lens *lens, const struct target *target,
                          int n)
{
    struct plot_settings *p = &app->settings.plot;
    const struct act_use *use = &p->acts.use[p->acts.focus];
    int dir = n > 0 ? 1 : -1, k = 0;
    struct seek_place place = {.x = p->cursor_on ? p->cursor : -dir * (double)INFINITY};
    while (k != n && seek(use, target->kinds, lens->edge, lens->dots + 1, place.x, dir, &place))
        k += dir;
    if (k == 0) {
        note_none(app, target, dir, lens);
        return;
    }
    p->cursor = place.x;
    p->cursor_on = 1;
    note_place(app, &place);
}

bool verb_jump(const struct call *c, struct err *e)
{
    struct plot_settings *p = &c->app->settings.plot;
    const struct target *target = find_target(c->word[0], e);
    double n = c->n > 1 ? c->number[1] : 1;
    struct lens lens;
    if (!target)
        return false;
    if (!(fabs(n) <= JUMPS_MOST) || n != floor(n) || n == 0)
        return err_set(e, "jump needs a whole number other than 0, from -1000 to 1000");
    lens_look(c->app, &lens);
    if (target->kinds) {
        jump_to_place(c->app, &lens, target, (int)n);
        return true;
    }
    if (target->tick)
        (void)lens_tick(&lens, p->cursor, (int)n, &p->cursor);
    else
        p->cursor = lens_dot(&lens, p->cursor, (int)n);
    p->cursor_on = 1;
    return true;
}
