/* Shape: trend, symmetry, bend, saturation and zeros, by looking at all places of the scan.
 *
 * The exact tier is good to an ulp or two, a formula to the rounding of its parts. So a step the
 * wrong way counts only above 1e-13 of the values on its both sides and a few roundings of what the
 * function typically is. */
#include "num/measure_impl.h"

#include <float.h>
#include <math.h>

#include "num/elem.h"
#include "num/elem_dd.h"

/* The difference of a and b that could be rounding. */
static double slack(const struct measure_scan *s, int order, double a, double b)
{
    double most = fmax(fabs(a), fabs(b));
    return isinf(most) ? 0 : 1e-13 * most + 4 * DBL_EPSILON * s->typical[order];
}

/* Increasing: f never falls from a place to the next, nor is f' below 0. */
enum measure_trend measure_monotone(const struct measure_scan *s)
{
    bool rises = false, falls = false;
    double before = NOT_A_NUMBER;
    for (int i = 0; i < s->n; i++) {
        double y = s->y[0][i], slope = s->y[1][i];
        if (isnan(y))
            continue;
        double tell = slack(s, 0, before, y), steep = 1e-12 * s->typical[1];
        rises = rises || y - before > tell || (s->at[i] < 0 && slope > steep);
        falls = falls || before - y > tell || (s->at[i] < 0 && slope < -steep);
        before = y;
    }
    if ((rises && falls) || isnan(before))
        return MEASURE_MIXED;
    return rises ? MEASURE_INCREASING : falls ? MEASURE_DECREASING : MEASURE_CONSTANT;
}

bool measure_mirrors(const struct measure_scan *s, double sign)
{
    bool exists = false;
    for (int i = s->n / 2; i < s->n; i++) {
        double y = s->y[0][i], mirror = sign * s->y[0][s->n - 1 - i];
        if (isnan(y) != isnan(mirror))
            return false;
        exists = exists || !isnan(y);
        if (y != mirror && !isnan(y) && !(fabs(y - mirror) <= slack(s, 0, y, mirror)))
            return false;
    }
    return exists;
}

enum measure_side measure_saturates(const struct measure_scan *s)
{
    bool flat[2];
    for (int side = 0; side < 2; side++)
        flat[side] = fabs(s->limit[0][side]) < INF && s->limit[1][side] == 0;
    if (flat[0])
        return flat[1] ? MEASURE_BOTH : MEASURE_LEFT;
    return flat[1] ? MEASURE_RIGHT : MEASURE_NONE;
}

/* The slope never falls (convex) or never rises (concave), the sides of kinks included, f has no
 * jump and exists on one interval. What f' is said to be at a kink itself does not count. */
bool measure_bends(const struct measure_scan *s, double sign)
{
    double before = -INF;
    bool begun = false, ended = false;
    for (int b = 0; b < s->breaks; b++)
        if (s->brk[b].jump)
            return false;
    for (int i = 0; i < s->n; i++) {
        double slope = sign * s->y[1][i];
        bool here = !isnan(s->y[0][i]);
        if (begun && !here && i + 1 < s->n && s->x[i + 1] - s->x[i - 1] <= MEASURE_NARROWEST)
            continue;
        if (here && ended)
            return false;
        ended = ended || (begun && !here);
        begun = begun || here;
        if (isnan(slope) || (s->at[i] >= 0 && s->x[i] == s->brk[s->at[i]].x))
            continue;
        if (before - slope > slack(s, 1, isinf(before) ? 0 : before, slope))
            return false;
        before = slope;
    }
    return begun;
}

/* Zeros. */

/* P(a < z < b), right in the tails. */
static double probability(double a, double b)
{
    const double half = 0.70710678118654752; /* 1 / sqrt(2) */
    if (a > 0)
        return 0.5 * (elem_erfc(a * half) - elem_erfc(b * half));
    if (b < 0)
        return probability(-b, -a);
    return 1 - 0.5 * elem_erfc(-a * half) - 0.5 * elem_erfc(b * half);
}

/* Over plateaus at 0: gelu(-40), which only underflows, lies on none. */
double measure_zero_fraction(const struct measure_scan *s)
{
    double sum = 0;
    for (int i = 0; i < s->plateaus[0]; i++) {
        const struct measure_plateau *p = &s->plateau[0][i];
        if (p->value == 0)
            sum += probability(p->lo, p->hi);
    }
    return sum;
}

/* Places of the scan between which f is 0 somewhere: alone if it is 0 or changes its sign, or
 * touches 0. */
struct bracket {
    int i, j;
    bool touches;
    double near; /* the least |x| in it, by which the nearest are chosen */
};

struct brackets {
    int n;
    struct bracket item[MEASURE_ZEROS + 1]; /* the nearest to 0, nearest first */
};

/* Of two as near, that on the right comes first. */
static bool comes_before(const struct measure_scan *s, const struct bracket *a,
                         const struct bracket *b)
{
    return a->near < b->near || (a->near == b->near && s->x[a->j] > s->x[b->j]);
}

static void add_bracket(const struct measure_scan *s, struct brackets *list, int i, int j,
                        bool touches)
{
    double a = s->x[i], b = s->x[j];
    struct bracket new = {i, j, touches, a > 0 ? a : b < 0 ? -b : 0};
    int k = list->n;
    if (k <= MEASURE_ZEROS)
        list->n++;
    else if (comes_before(s, &new, &list->item[--k]))
        ;
    else
        return;
    for (; k > 0 && comes_before(s, &new, &list->item[k - 1]); k--)
        list->item[k] = list->item[k - 1];
    list->item[k] = new;
}

static bool on_plateau(const struct measure_scan *s, int i)
{
    for (int k = 0; k < s->plateaus[0]; k++) {
        const struct measure_plateau *p = &s->plateau[0][k];
        if (p->value == 0 && i >= p->first && i <= p->last)
            return true;
    }
    return false;
}

/* Could f, of one sign at both ends, touch 0 between them? Its slope changes sign there and would
 * bring it down. */
static bool may_touch(const struct measure_scan *s, int i)
{
    double width = s->x[i + 1] - s->x[i], f = s->y[0][i], df = s->y[1][i];
    return f * df < 0 && s->y[0][i + 1] * s->y[1][i + 1] > 0 && fabs(f) <= 2 * width * fabs(df);
}

static void find_brackets(const struct measure_scan *s, struct brackets *list)
{
    const double *f = s->y[0];
    for (int i = 0, j; i + 1 < s->n; i = j) {
        j = i + 1;
        if (f[i] == 0) {
            while (j < s->n && f[j] == 0)
                j++;
            /* A run of zeros that is bounded and short is one zero, rounded; else a plateau or the
             * underflow of a tail. */
            double width = s->x[j - 1] - s->x[i], middle = fabs(s->x[i]);
            if (i > 0 && j < s->n && !on_plateau(s, i) && width <= 0x1p-6 * fmax(1, middle))
                add_bracket(s, list, i, j - 1, false);
        } else if (f[i] * f[j] < 0 || (f[i] < 0 && f[j] > 0) || (f[i] > 0 && f[j] < 0)) {
            add_bracket(s, list, i, j, false);
        } else if (f[j] != 0 && may_touch(s, i)) {
            add_bracket(s, list, i, j, true);
        }
    }
}

static double find_zero(const struct measure_scan *s, const struct bracket *b)
{
    double lo = s->x[b->i], hi = s->x[b->j];
    if (s->y[0][b->i] == 0)
        return lo > 0 ? lo : hi < 0 ? hi : 0;
    return measure_crossing(s->use, b->touches ? 1 : 0, lo, hi);
}

/* A sign that changes in a jump or a pole has no zero; nor has a hill that does not come down. */
static bool is_zero(const struct measure_scan *s, const struct bracket *b, double x)
{
    double f = fabs(act_f(s->use, x));
    return f <= (b->touches ? 4 * DBL_EPSILON : 1e-9) * s->typical[0];
}

void measure_zeros(const struct measure_scan *s, struct act_facts *out)
{
    struct brackets list = {.n = 0};
    find_brackets(s, &list);
    out->zeros = 0;
    out->more_zeros = false;
    for (int k = 0; k < list.n; k++) {
        double x = find_zero(s, &list.item[k]);
        if (!is_zero(s, &list.item[k], x))
            continue;
        if (out->zeros == MEASURE_ZEROS) {
            out->more_zeros = true;
            return;
        }
        int i = out->zeros++;
        for (; i > 0 && out->zero[i - 1] > x; i--)
            out->zero[i] = out->zero[i - 1];
        out->zero[i] = x;
    }
}
