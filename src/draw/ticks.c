#include "draw/ticks_impl.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const double pi = 3.141592653589793116;

/* ---- room ---- */

static int clamp(int v, int lo, int hi)
{
    return v < lo ? lo : v > hi ? hi : v;
}

struct tick_room ticks_room(const struct tick_spec *spec)
{
    int cells = spec->cells, want = cells / (spec->across ? 6 : 3);
    if (cells > (spec->across ? 140 : 50))
        return (struct tick_room){clamp(want, 2, 10), 14};
    if (cells > (spec->across ? 100 : 40))
        return (struct tick_room){clamp(want, 2, 8), 10};
    return (struct tick_room){clamp(want, 2, 6), 8};
}

double ticks_place(const struct tick_spec *spec, double v, int dots)
{
    double first = scale_map(&spec->scale, spec->lo), last = scale_map(&spec->scale, spec->hi);
    double part = (scale_map(&spec->scale, v) - first) / (last - first);
    return (part * ((double)spec->cells * dots - 1) + 0.5) / dots;
}

/* Columns of a label from its first to its last, as axis_place puts it. */
static int label_columns(const struct ticks *t, int i)
{
    char signs[TICK_SIGNS];
    int plain = (int)strlen(t->label[i]), pretty = utf8_columns(ticks_signs(t->label[i], signs));
    return plain > pretty ? plain : pretty;
}

/* columns[i]: what the i-th takes along the axis. */
static bool fit(const struct ticks *t, const struct tick_spec *spec, const int *columns, int dots)
{
    int end = INT_MIN;
    for (int i = 0; i < t->n; i++) {
        double place = ticks_place(spec, t->value[i], dots);
        if (!(fabs(place) <= 2.0 * spec->cells + 2)) /* 0 on a log axis */
            return false;
        int cell = (int)floor(place);
        int first = spec->across ? cell - columns[i] / 2 : cell;
        if (spec->across && first + columns[i] > spec->cells) /* moved in at the right end */
            first = spec->cells - columns[i];
        if (i > 0 && first < end + spec->across)
            return false;
        end = first + columns[i];
    }
    return true;
}

bool ticks_fit(const struct ticks *t, const struct tick_spec *spec)
{
    int columns[TICKS_MAX], apart = spec->cells >= 5 ? 2 : 1;
    for (int i = 0; i < t->n; i++)
        columns[i] = spec->across ? label_columns(t, i) : apart;
    for (int dots = 1; dots <= 16; dots *= 2)
        if (!fit(t, spec, columns, dots))
            return false;
    return true;
}

void ticks_add_mark(struct ticks *t, const struct tick_spec *spec, double v)
{
    if (t->marks < TICK_MARKS && v >= spec->lo && v <= spec->hi)
        t->mark[t->marks++] = v;
}

/* ---- even steps ---- */

/* How much worse than ideal n ticks are: too few or too many, an odd step. */
static double count_badness(int n, const struct tick_spec *spec, int unit)
{
    struct tick_room room = ticks_room(spec);
    double count = log2((double)n / room.want);
    double few = n < 2 ? 4 : n < 4 ? 1 : 0, many = n > room.most ? 4 + n : 0;
    double odd = unit == 25 ? 0.8 : unit == 1 ? 0 : 0.05;
    return count * count + odd + few + many;
}

/* The same of these ticks, with room at the ends without one, labels beside the middle of their
 * cells. */
static double badness(const struct ticks *t, const struct tick_spec *spec, int unit)
{
    int dots = spec->across ? 2 : 4;
    double first = ticks_place(spec, t->value[0], dots);
    double last = ticks_place(spec, t->value[t->n - 1], dots);
    double bare = (first + spec->cells - last) / spec->cells, off = 0;
    for (int i = 0; i < t->n; i++) {
        double at = ticks_place(spec, t->value[i], dots);
        off += fabs(at - floor(at) - 0.5) / t->n;
    }
    return count_badness(t->n, spec, unit) + 0.5 * bare + 0.5 * off;
}

struct choice {
    double bad;
    struct ticks ticks;
};

/* The first form in which all labels have room, if that makes ticks better than the best so far. */
static void consider(struct choice *best, const struct multiples *m, const struct tick_spec *spec,
                     bool times_pi)
{
    static const double form_badness[FORM_COUNT] = {0, 0.4, 0.5, 0.8, 0.9, 1};
    struct ticks t;
    if (count_badness(m->n, spec, m->unit) >= best->bad) /* whatever is written */
        return;
    for (int form = 0; form < FORM_COUNT; form++) {
        if (!ticks_write(&t, m, (enum tick_form)form, times_pi) || !ticks_fit(&t, spec))
            continue;
        double bad = badness(&t, spec, m->unit) + form_badness[form];
        if (bad < best->bad)
            *best = (struct choice){bad, t};
        return;
    }
}

static double step_size(int unit, int power)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%de%d", unit, power);
    return strtod(text, NULL);
}

/* The multiples of a step in [lo, hi]. A bound that misses one by rounding has it. None when there
 * are too many. */
static struct multiples multiples_of(int unit, int power, double lo, double hi)
{
    double size = step_size(unit, power);
    double first = ceil(lo / size - 1e-9), last = floor(hi / size + 1e-9);
    if (!(fabs(first) < 1e15 && fabs(last) < 1e15 && last >= first && last - first < TICKS_MAX))
        return (struct multiples){0, 0, unit, power};
    return (struct multiples){(long long)first, (int)(last - first) + 1, unit, power};
}

void ticks_even(struct ticks *t, const struct tick_spec *spec)
{
    static const int units[] = {1, 2, 25, 5};
    bool times_pi = spec->pi && spec->scale.kind == SCALE_LINEAR;
    double lo = times_pi ? spec->lo / pi : spec->lo, hi = times_pi ? spec->hi / pi : spec->hi;
    double rough = (hi - lo) / ticks_room(spec).want;
    struct choice best = {DBL_MAX, {.n = 0}};
    if (rough < DBL_MIN) { /* subnormal: no round steps are left */
        *t = best.ticks;
        return;
    }
    int power = (int)floor(log10(rough));
    /* From the likely power to the others, for which there is less to be done then. */
    for (int i = 0; i < 3 * 4; i++) {
        static const int near[] = {0, 1, -1};
        int unit = units[i % 4], shift = unit == 25; /* 2.5 is 25 tenths */
        struct multiples m = multiples_of(unit, power + near[i / 4] - shift, lo, hi);
        if (m.n > 0)
            consider(&best, &m, spec, times_pi);
    }
    *t = best.ticks;
}

/* ---- marks between ---- */

/* Into how many round parts a step of this first digits is cut, the most first; 0 ends. */
static const struct {
    double digits;
    int parts[4];
} cuts[] = {{1, {10, 5, 2}}, {2, {4, 2}}, {2.5, {5}}, {5, {5}}};
enum { CUTS = sizeof cuts / sizeof cuts[0] };

/* Cells that a mark needs for itself. */
static double mark_room(const struct tick_spec *spec)
{
    return spec->across ? 5 : 3;
}

/* 1 for none that has room. */
static int parts_of(double step, double cells, const struct tick_spec *spec)
{
    double digits = step / pow(10, floor(log10(step) + 1e-9));
    for (int i = 0; i < CUTS; i++)
        for (int k = 0; fabs(digits - cuts[i].digits) < 0.01 && cuts[i].parts[k]; k++)
            if (cells / cuts[i].parts[k] >= mark_room(spec))
                return cuts[i].parts[k];
    return 1;
}

static void mark_between(struct ticks *t, const struct tick_spec *spec)
{
    double step = t->n < 2 ? 0 : t->value[1] - t->value[0];
    if (!(step > 0) || !isfinite(step))
        return;
    int parts = parts_of(step, spec->cells * (step / (spec->hi - spec->lo)), spec);
    for (int i = -1; i < t->n && parts > 1; i++)
        for (int k = 1; k < parts; k++)
            ticks_add_mark(t, spec, (i < 0 ? t->value[0] - step : t->value[i]) + step * k / parts);
}

/* ---- fractions of pi ---- */

static int common(int a, int b)
{
    return b == 0 ? a : common(b, a % b);
}

/* k / parts of pi. */
static bool write_fraction(char label[TICK_LABEL], int k, int parts)
{
    int shared = common(abs(k), parts), over = k / shared, under = parts / shared;
    char number[16] = "", below[16] = "";
    if (abs(over) != 1)
        (void)snprintf(number, sizeof number, "%d", abs(over));
    if (under != 1)
        (void)snprintf(below, sizeof below, "/%d", under);
    int n = k == 0 ? snprintf(label, TICK_LABEL, "0")
                   : snprintf(label, TICK_LABEL, "%s%spi%s", k < 0 ? "-" : "", number, below);
    return n <= TICK_WIDE;
}

static bool write_fractions(struct ticks *t, int step, int parts, const struct tick_spec *spec)
{
    double size = pi * step / parts;
    double first = ceil(spec->lo / size - 1e-9), last = floor(spec->hi / size + 1e-9);
    *t = (struct ticks){.n = 0};
    if (!(fabs(first) < 1e6 && fabs(last) < 1e6 && last > first &&
          last - first < ticks_room(spec).most))
        return false;
    for (int i = (int)first; i <= (int)last; i++) {
        t->value[t->n] = pi * i * step / parts;
        if (!write_fraction(t->label[t->n++], i * step, parts))
            return false;
    }
    return true;
}

/* False where pi would have to be cut in odd pieces, or labels would be wide. */
static bool make_fractions(struct ticks *t, const struct tick_spec *spec)
{
    static const struct {
        int step, parts;
    } steps[] = {{1, 8}, {1, 4}, {1, 2}, {1, 1}, {2, 1}, {5, 1}, {10, 1}, {20, 1}, {50, 1}};
    struct choice best = {DBL_MAX, {.n = 0}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct ticks now;
        if (!write_fractions(&now, steps[i].step, steps[i].parts, spec) || !ticks_fit(&now, spec))
            continue;
        double bad = badness(&now, spec, steps[i].step);
        if (bad < best.bad)
            best = (struct choice){bad, now};
    }
    *t = best.ticks;
    return t->n >= (spec->cells >= 24 ? 4 : 3);
}

static void make_even(struct ticks *t, const struct tick_spec *spec)
{
    ticks_even(t, spec);
    mark_between(t, spec);
}

void ticks_make(struct ticks *t, const struct tick_spec *spec)
{
    *t = (struct ticks){.n = 0};
    if (!isfinite(spec->lo) || !isfinite(spec->hi) || !(spec->lo < spec->hi) ||
        !isfinite(spec->hi - spec->lo) || spec->cells <= 0)
        return;
    if (spec->scale.kind == SCALE_LOG && !(spec->lo > 0))
        return;
    if (spec->scale.kind != SCALE_LINEAR)
        ticks_powers(t, spec);
    else if (!spec->pi)
        make_even(t, spec);
    else if (!make_fractions(t, spec))
        ticks_even(t, spec);
}
