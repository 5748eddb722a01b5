/* One look along the axis: f, f' and f'' at the places from which everything is found. */
#include "num/measure_impl.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "num/elem.h"
#include "num/elem_dd.h"

enum {
    FINE = 8,    /* places in an octave, and in a unit up to UNITS */
    UNITS = 16,  /* zeros and extrema of sin(x) are told apart to here in eighths, ... */
    HALVES = 64, /* ... to here in halves */
    LOW = -20,   /* 2^LOW to 2^HIGH: FINE to an octave */
    HIGH = 14,
    FAR = 500,      /* 2^-FAR and 2^FAR: beyond, the squares in a formula overflow */
    STRIDE_IN = 24, /* octaves from place to place below 2^LOW */
    STRIDE_OUT = 9, /* and above 2^HIGH */
    PLACES = MEASURE_POINTS / 2
};

double measure_value(const struct act_use *use, int order, double x)
{
    return order == 0 ? act_f(use, x) : order == 1 ? act_df(use, x) : act_d2f(use, x);
}

struct places {
    int n;
    double x[PLACES]; /* >= 0, ascending, each once */
};

static void add(struct places *p, double x)
{
    int i = 0;
    for (int end = p->n; i < end;) {
        int middle = (i + end) / 2;
        if (p->x[middle] > x)
            end = middle;
        else
            i = middle + 1;
    }
    if (!(x >= 0 && x < INF) || p->n == PLACES || (i > 0 && p->x[i - 1] == x))
        return;
    memmove(&p->x[i + 1], &p->x[i], (size_t)(p->n - i) * sizeof p->x[0]);
    p->x[i] = x;
    p->n++;
}

static void lay_out(struct measure_scan *s)
{
    struct places p = {.n = 0};
    add(&p, 0);
    add(&p, DBL_TRUE_MIN);
    for (int e = -FAR; e < LOW; e += STRIDE_IN)
        add(&p, ldexp(1, e));
    for (int e = LOW; e < HIGH; e++)
        for (int j = 0; j < FINE; j++)
            add(&p, ldexp(FINE + j, e) / FINE);
    for (int i = 1; i < UNITS * FINE; i++)
        add(&p, (double)i / FINE);
    for (int i = 2 * UNITS; i < 2 * HALVES; i++)
        add(&p, i / 2.0);
    for (int e = HIGH; e <= FAR; e += STRIDE_OUT)
        add(&p, ldexp(1, e));
    for (int b = 0; b < s->breaks; b++) {
        double x = fabs(s->brk[b].x);
        add(&p, x);
        add(&p, nextafter(x, 0));
        add(&p, nextafter(x, INF));
    }
    s->n = 2 * p.n - 1;
    for (int i = 0; i < p.n; i++) {
        s->x[p.n - 1 - i] = -p.x[i];
        s->x[p.n - 1 + i] = p.x[i]; /* 0 last: no minus sign */
    }
}

static void look(struct measure_scan *s)
{
    for (int order = 0; order < MEASURE_ORDERS; order++)
        for (int i = 0; i < s->n; i++)
            s->y[order][i] = measure_value(s->use, order, s->x[i]);
    for (int i = 0; i < s->n; i++) {
        s->at[i] = -1;
        for (int b = 0; b < s->breaks; b++)
            if (s->x[i] >= nextafter(s->brk[b].x, -INF) && s->x[i] <= nextafter(s->brk[b].x, INF))
                s->at[i] = (signed char)b;
    }
}

static bool is_break(const struct measure_scan *s, double x)
{
    for (int b = 0; b < s->breaks; b++)
        if (s->brk[b].x == x)
            return true;
    return false;
}

/* Returns whether there was room for it and it is new. */
static bool add_break(struct measure_scan *s, double x)
{
    if (s->breaks == MEASURE_BREAKS || is_break(s, x))
        return false;
    int i = s->breaks++;
    for (; i > 0 && s->brk[i - 1].x > x; i--)
        s->brk[i] = s->brk[i - 1];
    s->brk[i] = (struct measure_break){.x = x};
    return true;
}

/* The last place from `in` towards `out` where f exists. */
static double domain_end(const struct act_use *use, double in, double out)
{
    for (;;) {
        double middle = in / 2 + out / 2;
        if (middle == in || middle == out || nextafter(in, out) == out)
            return in;
        *(isnan(act_f(use, middle)) ? &out : &in) = middle;
    }
}

/* Could y jump between places i and i + 1? It changes by much more than its slopes at both ends
 * tell, or against both, as across a pole. */
static bool is_suspicious(const struct measure_scan *s, int order, int i)
{
    const double *x = s->x, *y = s->y[order], *slope = s->y[order + 1];
    double change = y[i + 1] - y[i];
    if (!(fabs(change) > 1e-9 * s->typical[order]))
        return false;
    if (s->at[i] >= 0 && s->at[i] == s->at[i + 1])
        return false;
    double told = (x[i + 1] - x[i]) * fmax(fabs(slope[i]), fabs(slope[i + 1]));
    return fabs(change) > 8 * told || (change * slope[i] < 0 && change * slope[i + 1] < 0);
}

/* Of two neighbours the one that somebody may have written down. */
static double rounder(double a, double b)
{
    return fmod(a, 0x1p10 * (b - a)) == 0 ? a : b;
}

/* Follows the greater part of the change to adjacent doubles: is it still there? */
static bool find_jump(const struct measure_scan *s, int order, int i, double *at)
{
    double a = s->x[i], b = s->x[i + 1], ya = s->y[order][i], yb = s->y[order][i + 1];
    double change = yb - ya;
    while (nextafter(a, b) != b) {
        double middle = a / 2 + b / 2, y = measure_value(s->use, order, middle);
        if (middle == a || middle == b)
            break;
        if ((y - ya) * change >= (yb - y) * change)
            b = middle, yb = y;
        else
            a = middle, ya = y;
    }
    *at = rounder(a, b);
    return isinf(change) || fabs(yb - ya) > 0.25 * fabs(change);
}

/* A break that nobody told of between places i and i + 1: an end of the domain, or a jump of f or
 * f' inside of a formula. */
static bool find_break(const struct measure_scan *s, int i, double *at)
{
    const double *x = s->x;
    bool left = isnan(s->y[0][i]), right = isnan(s->y[0][i + 1]);
    if (left != right)
        *at = left ? domain_end(s->use, x[i + 1], x[i]) : domain_end(s->use, x[i], x[i + 1]);
    if (left || right)
        return left != right;
    for (int order = 0; order < 2; order++)
        if (is_suspicious(s, order, i) && find_jump(s, order, i, at))
            return true;
    return false;
}

/* From 0 outwards, not beyond HALVES: further out a formula that overflows looks as if its domain
 * ended, and in the end neighbouring doubles are a period of the sine apart. */
static bool find_breaks(struct measure_scan *s)
{
    bool found = false;
    int middle = s->n / 2;
    for (int d = 0; s->x[middle + d] < HALVES; d++)
        for (int half = 0; half < 2; half++) {
            double x;
            if (find_break(s, half ? middle - d - 1 : middle + d, &x))
                found = add_break(s, x) || found;
        }
    return found;
}

static double next_to(double x, int side, double times)
{
    double step = side ? nextafter(x, INF) - x : x - nextafter(x, -INF);
    return side ? x + times * step : x - times * step;
}

/* Looks at 1, 2^10 and 2^20 of the smallest steps from x: a root's slope grows by 2^5 each time, a
 * pole by 2^10, the slope of 1/log(x) by some 2^9. */
double measure_scan_growth(const struct act_use *use, int order, double x, int side)
{
    double y[3];
    for (int i = 0; i < 3; i++) {
        y[i] = fabs(measure_value(use, order, next_to(x, side, ldexp(1, 10 * i))));
        if (isinf(y[0]))
            return 1; /* at least */
        if (!(y[0] > 1e3) || (i > 0 && !(y[i - 1] > 2 * y[i])))
            return 0;
    }
    return isinf(y[0] / y[1]) ? 1 : elem_log2(y[0] / y[1]) / 10;
}

/* The limit of y at a break: y there, if that is the same but for rounding; else from the next
 * double, and the last step along the slope. */
static double one_sided(const struct act_use *use, int order, double x, int side)
{
    double there = measure_value(use, order, x);
    double next = next_to(x, side, 1), y = measure_value(use, order, next);
    if (isnan(y))
        return y;
    if (measure_scan_growth(use, order, x, side) > 0)
        return copysign(INF, y);
    if (fabs(y - there) <= 1e-12 * fmax(fabs(y), fabs(there)))
        return there;
    double rest = (x - next) * measure_value(use, order + 1, next);
    return fabs(rest) <= 1e-6 * fabs(y) ? y + rest : y;
}

/* f jumps where its sides differ, and neither is still on its way to the other: 1/(1 - log(x)) goes
 * to 0 so slowly that the first double above is at 0.001. */
static bool jumps(const struct act_use *use, const struct measure_break *b)
{
    double height = fabs(b->side[0][1] - b->side[0][0]);
    if (isnan(height))
        return false;
    if (isinf(height) || isinf(b->side[0][0]))
        return true;
    if (height <= 1e-12 * fmax(fabs(b->side[0][0]), fabs(b->side[0][1])))
        return false;
    for (int side = 0; side < 2; side++) {
        double further = act_f(use, next_to(b->x, side, ldexp(1, 20)));
        if (fabs(further - b->side[0][side]) > 0.1 * height)
            return false;
    }
    return true;
}

static void take_sides(struct measure_scan *s)
{
    for (int i = 0; i < s->breaks; i++) {
        struct measure_break *b = &s->brk[i];
        for (int order = 0; order < 2; order++)
            for (int side = 0; side < 2; side++) {
                b->side[order][side] = one_sided(s->use, order, b->x, side);
                b->growth[order][side] = measure_scan_growth(s->use, order, b->x, side);
            }
        b->jump = jumps(s->use, b);
    }
}

static void find_typical(struct measure_scan *s)
{
    for (int order = 0; order < MEASURE_ORDERS; order++) {
        double most = 0;
        for (int i = 0; i < s->n; i++) {
            double x = fabs(s->x[i]), y = fabs(s->y[order][i]);
            if (x >= 0x1p-6 && x <= 8 && s->at[i] < 0 && y < INF && y > most)
                most = y;
        }
        s->typical[order] = most > 0 ? most : 1;
    }
}

/* Where the function itself has no answer at infinity (inf / inf in a formula): the value that y
 * keeps over at least the last four octaves in which it exists, to 12 digits or, on its way to 0,
 * to 12 digits of the typical. sin keeps none. */
static double settled(const struct measure_scan *s, int order, int side)
{
    const double *y = s->y[order], small = 1e-12 * s->typical[order];
    int step = side ? -1 : 1, i = side ? s->n - 1 : 0;
    while (isnan(y[i]) && fabs(s->x[i]) > 1)
        i += step;
    int last = i;
    double end = y[last];
    bool to_0 = fabs(end) <= small;
    int first = last;
    while (fabs(s->x[i]) > 1 &&
           (y[i] == end || (to_0 ? fabs(y[i]) <= small : fabs(y[i] - end) <= 1e-12 * fabs(end)))) {
        first = i;
        i += step;
    }
    if (!(fabs(s->x[last]) >= 16 * fabs(s->x[first])))
        return NOT_A_NUMBER;
    return to_0 ? 0 : end;
}

static void find_limits(struct measure_scan *s)
{
    for (int order = 0; order < 2; order++)
        for (int side = 0; side < 2; side++) {
            double y = measure_value(s->use, order, side ? INF : -INF);
            s->limit[order][side] = isnan(y) ? settled(s, order, side) : y;
        }
}

void measure_scan_init(struct measure_scan *s, const struct act_use *use)
{
    s->use = use;
    s->breaks = 0;
    for (int k = 0; k < use->kinks; k++)
        (void)add_break(s, use->kink[k]);
    lay_out(s);
    look(s);
    find_typical(s);
    if (find_breaks(s)) {
        lay_out(s);
        look(s);
    }
    take_sides(s);
    find_limits(s);
    measure_plateaus(s);
}
