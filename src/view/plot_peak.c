#include "view/plot_peak.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "view/plot_curve.h"
#include "view/plot_places.h"

/* Places to look at first, twice as many; steps to an extreme value; how many times as far as f a
 * spike of a derivative is shown. */
enum { COLUMNS = 128, STEPS = 10, ROUNDS = 4, SPIKE = 8 };

int plot_peak_climb(const struct act_use *use, int order, double sign, double from[2], int steps,
                    double enough, struct plot_spot *best)
{
    static const double golden = 0.6180339887498949;
    struct plot_spot in[2];
    for (int i = -2; i < steps; i++) {
        int side = i < 0 ? -1 - i : sign * in[0].y >= sign * in[1].y ? 0 : 1;
        if (i >= 0) {
            from[!side] = in[!side].x;
            in[!side] = in[side];
        }
        double x = from[!side] + (from[side] - from[!side]) * golden;
        in[side] = (struct plot_spot){x, plot_curve_at(use, order, x)};
        if (isfinite(in[side].y) && sign * in[side].y > sign * best->y)
            *best = in[side];
        if (i >= 0 && fabs(in[0].y - best->y) < enough && fabs(in[1].y - best->y) < enough)
            return i + 3;
    }
    return steps + 2;
}

/* ---- range ---- */

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The finite values in order; returns how many. */
static int sort_values(const struct plot_places *p, double *value)
{
    int n = 0;
    for (int i = 0; i < p->n; i++)
        if (isfinite(p->place[i].y))
            value[n++] = p->place[i].y;
    qsort(value, (size_t)n, sizeof *value, by_value);
    return n;
}

/* Is the curve known so closely about a place that one round finds its peak? */
static bool is_tame(const struct plot_place *place, double span)
{
    return fabs(place[0].y - place[-1].y) < 0.01 * span &&
           fabs(place[0].y - place[1].y) < 0.01 * span;
}

/* The extreme value at or next to place `at`; `other` is the other one. *pole: it grows and grows
 * the nearer one looks. */
static double seek_extreme(const struct plot_places *p, const struct act_use *use, int order,
                           int at, double sign, double other, bool *pole)
{
    const struct plot_place *place = &p->place[at];
    struct plot_spot best = {place->x, place->y};
    *pole = false;
    if (at == 0 || at == p->n - 1 || place->kind == PLOT_PLACE_KINK)
        return best.y;
    double from[2] = {place[-1].x, place[1].x}, before = best.y;
    int rounds = is_tame(place, fabs(best.y - other)) ? 1 : ROUNDS;
    for (int round = 0; round < rounds; round++) {
        before = best.y;
        (void)plot_peak_climb(use, order, sign, from, STEPS, 0, &best);
    }
    *pole = rounds > 1 && fabs(best.y - before) > 0.1 * fabs(best.y - other);
    return best.y;
}

/* How far a curve is shown that has a pole: what lies two quartile distances beyond the quartiles
 * is left out. */
static void cut_poles(const double *value, int n, const bool pole[2], double end[2])
{
    double low = value[n / 4], high = value[n - 1 - n / 4], fence = 2 * (high - low);
    if (pole[0])
        end[0] = fmax(end[0], low - fence);
    if (pole[1])
        end[1] = fmin(end[1], high + fence);
}

/* A derivative that only here and there reaches many times farther than all that is shown already
 * would leave nothing to be seen of it: it is shown up to so many times that. */
static void cut_spikes(const double *value, int n, double lo, double hi, double end[2])
{
    double low = value[n / 10], high = value[n - 1 - n / 10], most = SPIKE * (hi - lo);
    if (end[1] > hi + most && end[1] - high > 4 * (high - low))
        end[1] = fmin(high, hi + most);
    if (end[0] < lo - most && low - end[0] > 4 * (high - low))
        end[0] = fmax(low, lo - most);
}

void plot_peak_widen(const struct act_use *use, int order, const struct scale *axis, double x0,
                     double x1, double *lo, double *hi)
{
    struct plot_places p;
    plot_places_init(&p, use, order, axis, x0, x1, COLUMNS);
    int top[2] = {-1, -1};
    for (int i = 0; i < p.n; i++) {
        double y = p.place[i].y;
        if (!isfinite(y))
            continue;
        top[0] = top[0] < 0 || y < p.place[top[0]].y ? i : top[0];
        top[1] = top[1] < 0 || y > p.place[top[1]].y ? i : top[1];
    }
    if (top[0] >= 0) {
        bool pole[2];
        double end[2];
        for (int i = 0; i < 2; i++)
            end[i] = seek_extreme(&p, use, order, top[i], i ? 1 : -1, p.place[top[!i]].y, &pole[i]);
        bool wide = order > 0 && *lo < *hi &&
                    (end[1] - *hi > SPIKE * (*hi - *lo) || *lo - end[0] > SPIKE * (*hi - *lo));
        if (pole[0] || pole[1] || wide) {
            double *value = mem_new((size_t)p.n, sizeof *value);
            int n = sort_values(&p, value);
            cut_poles(value, n, pole, end);
            if (wide)
                cut_spikes(value, n, *lo, *hi, end);
            mem_free(value);
        }
        *lo = fmin(*lo, end[0]);
        *hi = fmax(*hi, end[1]);
    }
    plot_places_done(&p);
}
