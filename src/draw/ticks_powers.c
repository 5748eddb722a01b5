/* Ticks of log and symlog axes: powers of ten, their 2 and 5, smaller marks between. */
#include "draw/ticks_impl.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* Powers of ten that are written out; others have exponents, and then all of an axis do. */
enum { LEAST_PLAIN = -3, MOST_PLAIN = 4 };

/* Rows or columns that a decade has at least when 2..9 are marked in it. */
enum { MARKED_DECADE = 8 };

/* mantissa x 10^decade, as text: decades may lie far outside of double's range. */
static void label_power(char label[TICK_LABEL], int mantissa, int decade, bool plain)
{
    if (plain && decade >= 0)
        (void)snprintf(label, TICK_LABEL, "%d%.*s", mantissa, decade, "00000");
    else if (plain)
        (void)snprintf(label, TICK_LABEL, "0.%.*s%d", -decade - 1, "0000", mantissa);
    else if (decade == 0 || (decade == 1 && mantissa == 1))
        (void)snprintf(label, TICK_LABEL, "%d%s", mantissa, decade ? "0" : "");
    else
        (void)snprintf(label, TICK_LABEL, "%de%d", mantissa, decade);
}

/* ---- in log10 ---- */

/* 1 2 5 10 20 50 ... */
static int next_step(int step)
{
    int lead = step;
    while (lead >= 10)
        lead /= 10;
    return lead == 2 ? step / 2 * 5 : step * 2;
}

/* An axis on which `step` decades take a whole number of cells. */
struct even {
    int step;
    double lo, hi;
    int first, last; /* ticks, in steps */
    double bad;      /* HUGE_VAL: it does not reach `hi`, or has one tick or none, or too many */
};

/* From the n-th possible place below `lo` over `cells` cells, ticks in the middles of cells,
 * `apart` cells apart. */
static struct even even_of(double lo, int n, double hi, int cells, int apart, int step)
{
    double cell = (double)step / apart;
    struct even axis = {.step = step, .lo = (floor(lo / cell - 0.5) + 0.5 - n) * cell};
    axis.hi = axis.lo + cell * cells;
    axis.first = (int)ceil(axis.lo / step);
    axis.last = (int)floor(axis.hi / step);
    int ticks = axis.last - axis.first + 1;
    bool good = axis.hi >= hi - 1e-9 * cell && ticks >= 2 && ticks <= TICKS_MAX;
    /* Three ticks are worth a somewhat coarser axis. */
    axis.bad = good ? cell * (ticks < 3 ? 1.2 : 1) + 1e-6 * cell * n : HUGE_VAL;
    return axis;
}

/* The best with such steps, if it is better than *best. */
static void try_step(struct even *best, double lo, double hi, int cells, int least, int step)
{
    int some = 3 * least > cells / 4 ? 3 * least : cells / 4;
    for (int apart = step == 1 ? cells : some; apart >= least; apart--) {
        for (int n = 0; n < cells; n++) {
            const struct even axis = even_of(lo, n, hi, cells, apart, step);
            if (axis.hi < hi - 1e-9)
                break;
            if (axis.bad < best->bad * (1 - 1e-9))
                *best = axis;
            if (axis.last - axis.first >= 2)
                return; /* from here on they become coarser */
        }
    }
}

void ticks_log10(struct ticks *t, double *lo, double *hi, int cells, int least)
{
    struct even best = {.bad = HUGE_VAL};
    *t = (struct ticks){.n = 0};
    if (!(*lo < *hi) || fabs(*lo) > 1e5 || fabs(*hi) > 1e5 || cells <= 0 || least <= 0)
        return;
    for (int step = 1; step < 4 * (*hi - *lo) + 4; step = next_step(step))
        try_step(&best, *lo, *hi, cells, least, step);
    if (best.bad == HUGE_VAL)
        return;
    *lo = best.lo;
    *hi = best.hi;
    bool plain = best.first * best.step >= LEAST_PLAIN && best.last * best.step <= MOST_PLAIN;
    for (int k = best.first; k <= best.last; k++) {
        t->value[t->n] = k * best.step;
        label_power(t->label[t->n++], 1, k * best.step, plain);
    }
}

/* ---- log ---- */

static double power_of(int mantissa, int decade)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%de%d", mantissa, decade);
    return strtod(text, NULL);
}

/* Decades whose powers lie in a range of positive numbers. */
struct decades {
    int first, last;
    bool plain;
};

static struct decades decades_of(double lo, double hi)
{
    int first = (int)ceil(log10(lo) - 1e-9), last = (int)floor(log10(hi) + 1e-9);
    return (struct decades){first, last, first >= LEAST_PLAIN && last <= MOST_PLAIN};
}

/* A tick, unless it lies outside or there are too many already. */
static void add(struct ticks *t, const struct tick_spec *spec, double v, const char *label)
{
    double room = 1e-9 * (fabs(spec->lo) + fabs(spec->hi));
    bool log = spec->scale.kind == SCALE_LOG;
    double lo = log ? spec->lo * (1 - 1e-9) : spec->lo - room;
    if (v < lo || v > spec->hi + room || t->n == TICKS_MAX)
        return;
    t->value[t->n] = v;
    (void)str_copy(t->label[t->n++], TICK_LABEL, label);
}

static void add_power(struct ticks *t, const struct tick_spec *spec, int mantissa, int decade,
                      const struct decades *d)
{
    char label[TICK_LABEL];
    label_power(label, mantissa, decade, d->plain);
    add(t, spec, power_of(mantissa, decade), label);
}

/* What a list has: some of each decade, or every so many of them. */
enum { ONE_TWO_FIVE = 0, ONE_THREE = -1 };

static void list_log(struct ticks *t, const struct tick_spec *spec, const struct decades *d,
                     int step)
{
    *t = (struct ticks){.n = 0};
    for (int k = d->first - 1; k <= d->last; k++) {
        if (step <= 0 || k % step == 0)
            add_power(t, spec, 1, k, d);
        if (step == ONE_THREE)
            add_power(t, spec, 3, k, d);
        if (step == ONE_TWO_FIVE) {
            add_power(t, spec, 2, k, d);
            add_power(t, spec, 5, k, d);
        }
    }
}

static double cells_per_decade(const struct tick_spec *spec)
{
    return spec->cells / (scale_map(&spec->scale, spec->hi) - scale_map(&spec->scale, spec->lo));
}

/* 2..9 of a decade on one side of zero. */
static void mark_decade(struct ticks *t, const struct tick_spec *spec, int decade, double sign)
{
    for (int m = 2; m <= 9; m++)
        ticks_add_mark(t, spec, sign * power_of(m, decade));
}

static bool has_room(const struct ticks *t, const struct tick_spec *spec)
{
    return t->n <= ticks_room(spec).most && ticks_fit(t, spec) && ticks_width(t) <= TICK_WIDE;
}

static void make_log(struct ticks *t, const struct tick_spec *spec)
{
    struct decades d = decades_of(spec->lo, spec->hi);
    int n = d.last - d.first + 1, step = ONE_TWO_FIVE;
    if (n < 4)
        list_log(t, spec, &d, ONE_TWO_FIVE);
    if (n < 3 && !has_room(t, spec))
        list_log(t, spec, &d, ONE_THREE);
    if (n >= 4 || !has_room(t, spec)) {
        step = 1;
        for (list_log(t, spec, &d, step); !has_room(t, spec) && step < 1000; step = next_step(step))
            list_log(t, spec, &d, next_step(step));
    }
    for (int k = d.first - 1; k <= d.last && step <= 1; k++)
        if (n <= TICK_MARKS / 8 - 2 && cells_per_decade(spec) >= MARKED_DECADE)
            mark_decade(t, spec, k, 1);
    for (int k = d.first; k <= d.last && step > 1; k++)
        ticks_add_mark(t, spec, power_of(1, k));
}

/* ---- symlog ---- */

/* Where the even part ends, if that can be said shortly. */
static bool label_near(double near_zero, bool plain, char label[TICK_LABEL])
{
    int decade = (int)floor(log10(near_zero) + 1e-9);
    int mantissa = (int)lround(near_zero / power_of(1, decade));
    if (mantissa < 1 || mantissa > 9 ||
        fabs(power_of(mantissa, decade) - near_zero) > 1e-12 * near_zero)
        return false;
    label_power(label, mantissa, decade, plain);
    return true;
}

struct symlog {
    int first, last; /* decades beyond the even part */
    bool plain;
    bool named; /* the end of the even part has a label */
    char near_zero[TICK_LABEL];
};

static struct symlog symlog_of(const struct tick_spec *spec)
{
    double most = fmax(fabs(spec->lo), fabs(spec->hi));
    struct symlog s = {.first = (int)floor(log10(spec->scale.near_zero) + 1e-9) + 1,
                       .last = (int)floor(log10(most) + 1e-9)};
    s.plain = s.first - 1 >= LEAST_PLAIN && s.last <= MOST_PLAIN;
    s.named = label_near(spec->scale.near_zero, s.plain, s.near_zero);
    return s;
}

/* The same on one side of zero, from afar to zero (sign -1) or back. */
static void list_side(struct ticks *t, const struct tick_spec *spec, const struct symlog *s,
                      int step, bool named, int sign)
{
    char label[TICK_LABEL + 1] = "-";
    char *text = label + 1, *whole = sign < 0 ? label : text;
    for (int i = 0; i <= s->last - s->first + 1; i++) {
        int k = sign < 0 ? s->last - i : s->first - 1 + i;
        if (k < s->first && named)
            (void)str_copy(text, TICK_LABEL, s->near_zero);
        else if (k >= s->first && k % step == 0)
            label_power(text, 1, k, s->plain);
        else
            continue;
        add(t, spec, sign * (k < s->first ? spec->scale.near_zero : power_of(1, k)), whole);
    }
}

static void list_symlog(struct ticks *t, const struct tick_spec *spec, const struct symlog *s,
                        int step, bool named)
{
    *t = (struct ticks){.n = 0};
    list_side(t, spec, s, step, named, -1);
    add(t, spec, 0, "0");
    list_side(t, spec, s, step, named, 1);
}

static void make_symlog(struct ticks *t, const struct tick_spec *spec)
{
    struct symlog s = symlog_of(spec);
    for (int step = 1; step < 1000; step = next_step(step)) {
        list_symlog(t, spec, &s, step, s.named);
        if (s.named && has_room(t, spec))
            break;
        list_symlog(t, spec, &s, step, false);
        if (has_room(t, spec))
            break;
    }
    for (int sign = -1; sign <= 1; sign += 2) {
        ticks_add_mark(t, spec, sign * spec->scale.near_zero);
        for (int k = s.first; k <= s.last; k++) {
            ticks_add_mark(t, spec, sign * power_of(1, k));
            if (cells_per_decade(spec) >= MARKED_DECADE)
                mark_decade(t, spec, k, sign);
        }
    }
}

/* The other side of zero. */
static void mirror(struct ticks *t)
{
    const struct ticks from = *t;
    for (int i = 0; i < t->n; i++) {
        int k = t->n - 1 - i;
        t->value[i] = -from.value[k];
        (void)snprintf(t->label[i], TICK_LABEL, "-%.*s", TICK_LABEL - 2, from.label[k]);
    }
    for (int i = 0; i < t->marks; i++)
        t->mark[i] = -from.mark[i];
}

/* All on one side of zero and beyond the even part a symlog axis is a log axis. */
static bool make_side(struct ticks *t, const struct tick_spec *spec)
{
    double near_zero = spec->scale.near_zero;
    struct tick_spec other = *spec;
    other.lo = -spec->hi;
    other.hi = -spec->lo;
    if (spec->lo >= near_zero) {
        make_log(t, spec);
    } else if (spec->hi <= -near_zero) {
        make_log(t, &other);
        mirror(t);
    } else {
        return false;
    }
    return true;
}

void ticks_powers(struct ticks *t, const struct tick_spec *spec)
{
    if (spec->scale.kind == SCALE_LOG)
        make_log(t, spec);
    else if (!make_side(t, spec))
        make_symlog(t, spec);
    if (t->n >= 3 && has_room(t, spec))
        return;
    struct ticks even;
    ticks_even(&even, spec);
    if (even.n > t->n || !has_room(t, spec))
        *t = even;
}
