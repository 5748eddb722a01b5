/* Extrema: every place where one may be is offered, the best is kept.
 *
 * Places are the ends of the axis, both sides of every break, plateaus, and crossings of the slope
 * through 0, bracketed by the scan and bisected to adjacent doubles. What is only approached has no
 * place. In doubles sigmoid is 1 from 37 on and its slope 0 from 746 on, but it never gets there:
 * so a plateau counts only if it ends abruptly, at a break or with a slope that is alive a quarter
 * of the way back, and a crossing only if y falls away from it on both sides. */
#include "num/measure_impl.h"

#include <float.h>
#include <math.h>

#include "num/elem_dd.h"

/* y may be wrong by a few ulp: differences below this are none. */
static const double same = 8 * DBL_EPSILON;

enum { CROSSINGS = 32 }; /* refined, the nearest to 0; those of sin(1000 x) repeat themselves */

static int sign_of(double y)
{
    return (y > 0) - (y < 0);
}

/* Regula falsi (Illinois: an end that stays has its weight halved), which is done in some ten steps
 * where y is smooth; every third step bisects, so that it is done anyhow. */
double measure_crossing(const struct act_use *use, int order, double a, double b)
{
    double ya = measure_value(use, order, a), yb = measure_value(use, order, b);
    double wa = ya, wb = yb; /* weights */
    for (int step = 1; nextafter(a, b) != b; step++) {
        double x = step % 3 ? a - wa * ((b - a) / (wb - wa)) : a / 2 + b / 2;
        if (!(x > a && x < b))
            x = a / 2 + b / 2;
        if (x == a || x == b)
            break;
        double y = measure_value(use, order, x);
        if (y == 0)
            return x;
        if (sign_of(y) == sign_of(ya)) {
            a = x, wa = ya = y;
            wb *= 0.5;
        } else {
            b = x, wb = yb = y;
            wa *= 0.5;
        }
    }
    return fabs(ya) < fabs(yb) ? a : b;
}

/* Plateaus. */

static bool is_flat(const struct measure_scan *s, int order, int i, double value)
{
    return s->y[order][i] == value && s->y[order + 1][i] == 0;
}

/* The end of a plateau between the places `in` and `out` of the scan. */
static double plateau_end(const struct measure_scan *s, int order, int in, int out)
{
    if (s->at[in] >= 0)
        return s->brk[s->at[in]].x;
    if (s->at[out] >= 0)
        return s->brk[s->at[out]].x;
    double a = s->x[in], b = s->x[out], value = s->y[order][in];
    while (nextafter(a, b) != b) {
        double middle = a / 2 + b / 2;
        if (middle == a || middle == b)
            break;
        bool flat = measure_value(s->use, order, middle) == value &&
                    measure_value(s->use, order + 1, middle) == 0;
        *(flat ? &a : &b) = middle;
    }
    if (measure_value(s->use, order, b) == value)
        a = b; /* the slope there is said to be that of the other side */
    return fabs(a) <= DBL_TRUE_MIN ? 0 : a;
}

/* Does it really end there, rather than fade into what doubles can no longer tell? */
static bool ends_abruptly(const struct measure_scan *s, int order, double end, int side)
{
    for (int b = 0; b < s->breaks; b++)
        if (s->brk[b].x == end)
            return true;
    double way = end != 0 ? fabs(end) / 4 : 0.25;
    double slope = measure_value(s->use, order + 1, side ? end + way : end - way);
    return fabs(slope) > 1e-10 * s->typical[order + 1];
}

static bool fill_plateau(const struct measure_scan *s, int order, int i, int j,
                         struct measure_plateau *p)
{
    bool left = i > 0, right = j < s->n - 1;
    if (left && right && s->x[j + 1] - s->x[i - 1] <= MEASURE_NARROWEST)
        return false;
    *p = (struct measure_plateau){
        .lo = left ? plateau_end(s, order, i, i - 1) : -INF,
        .hi = right ? plateau_end(s, order, j, j + 1) : INF,
        .value = s->y[order][i],
        .first = i,
        .last = j,
    };
    return p->hi - p->lo > MEASURE_NARROWEST && (!left || ends_abruptly(s, order, p->lo, 0)) &&
           (!right || ends_abruptly(s, order, p->hi, 1));
}

void measure_plateaus(struct measure_scan *s)
{
    for (int order = 0; order < 2; order++) {
        int n = 0;
        for (int i = 0, j; i < s->n && n < MEASURE_PLATEAUS; i = j + 1) {
            double value = s->y[order][i];
            j = i;
            while (is_flat(s, order, j, value) && j + 1 < s->n && is_flat(s, order, j + 1, value))
                j++;
            if (j > i && fill_plateau(s, order, i, j, &s->plateau[order][n]))
                n++;
        }
        s->plateaus[order] = n;
    }
}

/* Extrema. */

struct search {
    const struct measure_scan *s;
    int order, sign;
    bool found;
    struct measure_peak best; /* value times sign */
};

/* Of equal values a place is better than none, the nearer better than the farther, the right one
 * of two as near. */
static bool is_better_place(double at, double best)
{
    if (isnan(at) || isnan(best))
        return isnan(best) && !isnan(at);
    double nearer = fabs(best) - fabs(at);
    return fabs(nearer) <= same * fabs(at) ? at > best : nearer > 0;
}

static void offer(struct search *f, double value, double at)
{
    value *= f->sign;
    if (isnan(value))
        return;
    if (f->order == 0 && isinf(value))
        at = NOT_A_NUMBER; /* nothing gets there, though 1/x and log(x) have a value at 0 */
    struct measure_peak *best = &f->best;
    bool equal = value == best->value || fabs(value - best->value) <= same * fabs(value);
    if (isinf(value) || isinf(best->value))
        equal = value == best->value;
    if (!f->found || (equal ? is_better_place(at, best->at) : value > best->value))
        *best = (struct measure_peak){value, at};
    f->found = true;
}

/* Does sign y fall away from x on both sides, by more than rounding? Looks ever further off until
 * both sides have fallen, or one has risen. */
static bool is_peak(const struct search *f, double x, double y)
{
    double tell = 64 * DBL_EPSILON * fabs(y);
    for (int k = -40; k < 0; k += 3) {
        double d = ldexp(1 + fabs(x), k);
        double left = f->sign * (y - measure_value(f->s->use, f->order, x - d));
        double right = f->sign * (y - measure_value(f->s->use, f->order, x + d));
        if (left < -tell || right < -tell)
            return false;
        if (left > tell && right > tell)
            return true;
    }
    return false;
}

/* Does y change by a tenth of itself from one double to the next? 1 + sin(2 x) touches 0 at -pi/4
 * and is 2e-33 at the double next to it. */
static bool is_as_good_as_0(const struct search *f, double x, double y)
{
    double below = measure_value(f->s->use, f->order, nextafter(x, -INF));
    double above = measure_value(f->s->use, f->order, nextafter(x, INF));
    return fmax(fabs(below - y), fabs(above - y)) > 0.1 * fabs(y);
}

static void offer_crossing(struct search *f, int i, int j)
{
    const struct measure_scan *s = f->s;
    double x;
    if (j == i + 1) {
        x = measure_crossing(s->use, f->order + 1, s->x[i], s->x[j]);
    } else { /* 0 at places between */
        x = s->x[i + 1];
        for (int k = i + 1; k < j; k++)
            x = fabs(s->x[k]) < fabs(x) ? s->x[k] : x;
    }
    double y = measure_value(s->use, f->order, x);
    if (is_as_good_as_0(f, x, y))
        y = 0;
    if (measure_scan_growth(s->use, f->order, x, 0) > 0 &&
        measure_scan_growth(s->use, f->order, x, 1) > 0)
        offer(f, f->sign * INF, NOT_A_NUMBER);
    else if (is_peak(f, x, y))
        offer(f, y, x);
}

/* The last place before j where the slope is not 0; -1 if there is none, or it is nan. */
static int before(const double *slope, int j)
{
    int i = j - 1;
    while (i >= 0 && slope[i] == 0)
        i--;
    return i >= 0 && isnan(slope[i]) ? -1 : i;
}

/* Where the slope goes from sign to -sign, from 0 outwards, not more than CROSSINGS of them. */
static void offer_crossings(struct search *f)
{
    const struct measure_scan *s = f->s;
    const double *slope = s->y[f->order + 1];
    int middle = s->n / 2, tried = 0;
    for (int d = 0; d <= middle && tried < CROSSINGS; d++)
        for (int half = 0; half < (d ? 2 : 1); half++) {
            int j = half ? middle - d : middle + d;
            if (!(f->sign * slope[j] < 0))
                continue;
            int i = before(slope, j);
            if (i < 0 || f->sign * slope[i] < 0)
                continue;
            if (s->at[i] >= 0 && s->at[i] == s->at[j])
                continue; /* a break: offered as such */
            offer_crossing(f, i, j);
            tried++;
        }
}

/* f at a break is reached there; of f' the sides count, whatever f' is said to be in between. */
static void offer_breaks(struct search *f)
{
    for (int b = 0; b < f->s->breaks; b++) {
        const struct measure_break *brk = &f->s->brk[b];
        if (f->order == 0)
            offer(f, act_f(f->s->use, brk->x), brk->x);
        for (int side = 0; side < 2; side++)
            offer(f, brk->side[f->order][side], f->order == 0 ? NOT_A_NUMBER : brk->x);
    }
}

static void offer_plateaus(struct search *f)
{
    for (int i = 0; i < f->s->plateaus[f->order]; i++) {
        const struct measure_plateau *p = &f->s->plateau[f->order][i];
        offer(f, p->value, p->lo > 0 ? p->lo : p->hi < 0 ? p->hi : 0);
    }
}

/* The ends of the axis; where y has no limit there, its growth: x sin(x) is beyond 2^20 more than
 * twice what it is before. Last, what the scan saw and nothing explains. */
static void offer_ends(struct search *f)
{
    const struct measure_scan *s = f->s;
    double near = 0, far = 0, most = NOT_A_NUMBER;
    for (int i = 0; i < s->n; i++) {
        double y = f->sign * s->y[f->order][i];
        if (isnan(y) || s->at[i] >= 0)
            continue;
        most = y <= most ? most : y; /* nan at first */
        double *part = fabs(s->x[i]) > 0x1p20 ? &far : &near;
        *part = y > *part ? y : *part;
    }
    const double *limit = s->limit[f->order];
    for (int side = 0; side < 2; side++)
        offer(f, limit[side], NOT_A_NUMBER);
    if ((isnan(limit[0]) || isnan(limit[1])) && far > 2 * near)
        offer(f, f->sign * INF, NOT_A_NUMBER);
    double more = most - f->best.value;
    if (!f->found || isinf(most) || more > 1e-9 * fabs(most))
        offer(f, f->sign * most, NOT_A_NUMBER);
}

struct measure_peak measure_extreme(const struct measure_scan *s, int order, int sign)
{
    struct search f = {.s = s, .order = order, .sign = sign, .best = {-INF, NOT_A_NUMBER}};
    offer_breaks(&f);
    offer_plateaus(&f);
    offer_crossings(&f);
    offer_ends(&f);
    return (struct measure_peak){
        .value = f.found ? f.best.value * sign + 0 : NOT_A_NUMBER, /* + 0: no minus zero */
        .at = fabs(f.best.at) < MEASURE_NARROWEST ? 0 : f.best.at,
    };
}
