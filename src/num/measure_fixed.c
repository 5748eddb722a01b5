/* Where the variance of pre-activations settles: q* = s2 E f(sqrt(q*) z)^2 + b2.
 *
 * The iteration itself may take for ever (tanh with s2 = 1 falls as 1/(2 l)), so only its first
 * steps are done as they are. Then the first place where the map crosses the diagonal is looked for
 * in the direction in which q moves, by factors that square each time, and closed in by regula
 * falsi. Whatever moves towards 0 or infinity without crossing ends there. */
#include "num/measure_impl.h"

#include <math.h>

#include "num/elem_dd.h"

enum {
    STEPS = 8,   /* of the iteration, to come where it really goes */
    MARCH = 10,  /* factors 2, 2^2, 2^4 ...: 2^1023 in all */
    CLOSING = 60 /* steps of regula falsi at most */
};

/* map(q) / q - 1 below this is rounding: q stands still. */
static const double still = 1e-13;

/* Below this the rounding of a formula may be more than its value: where 0 maps to 0, q = 0. */
static const double least = 0x1p-50;

struct length_map {
    const struct kernel *kernel;
    const struct act_use *use;
    double s2, b2;
};

static void law(const struct length_map *map, double q, bool slopes, struct measure_moments *m)
{
    measure_moments(map->kernel, map->use, map->use->kink, (int)map->use->kinks, sqrt(q), slopes,
                    m);
}

static double next(const struct length_map *map, double q)
{
    struct measure_moments m;
    law(map, q, false, &m);
    return map->s2 * m.value[MEASURE_F2] + map->b2;
}

/* How far the map is above the diagonal: 0 where q stands still, inf where E f^2 does not exist,
 * nan where quadrature cannot tell. */
static double above(const struct length_map *map, double q)
{
    struct measure_moments m;
    law(map, q, false, &m);
    if (isnan(m.value[MEASURE_F2]))
        return INF;
    double h = (map->s2 * m.value[MEASURE_F2] + map->b2) / q - 1, error = m.error[MEASURE_F2];
    if (fabs(h) <= still)
        return 0;
    return error > still && fabs(h) <= 4 * error ? NOT_A_NUMBER : h;
}

static double mean_square(double a, double b)
{
    return 0.5 * (a * a + b * b);
}

/* E f'^2 where all z are at one of two places: on both sides of 0, or at both ends. If f' has no
 * limit there its mean square may still settle: that of sin is 1/2. */
static double slope_square_at_0(const struct length_map *map)
{
    return mean_square(act_df(map->use, -0x1p-1074), act_df(map->use, 0x1p-1074));
}

static double slope_square_at_infinity(const struct length_map *map)
{
    struct measure_scan scan;
    struct measure_moments near, far;
    measure_scan_init(&scan, map->use);
    double value = mean_square(scan.limit[1][0], scan.limit[1][1]);
    if (!isnan(value))
        return value;
    law(map, 0x1p12, true, &near);
    law(map, 0x1p14, true, &far);
    double a = near.value[MEASURE_DF2], b = far.value[MEASURE_DF2];
    return fabs(a - b) <= 1e-9 * b ? b : NOT_A_NUMBER;
}

static double slope_square(const struct length_map *map, double q)
{
    if (q == 0)
        return slope_square_at_0(map);
    if (isinf(q))
        return slope_square_at_infinity(map);
    struct measure_moments m;
    law(map, q, true, &m);
    return m.value[MEASURE_DF2];
}

/* The crossing between a and b, at which the map is above by ha and hb of different signs
 * (Illinois: an end that stays has its weight halved). */
static double close_in(const struct length_map *map, double a, double ha, double b, double hb)
{
    double q = b;
    for (int step = 0; step < CLOSING && fabs(b - a) > 4e-16 * fabs(a); step++) {
        q = (a * hb - b * ha) / (hb - ha);
        if (!(q > fmin(a, b) && q < fmax(a, b)))
            q = 0.5 * (a + b);
        double h = above(map, q);
        if (h == 0 || isnan(h))
            return h == 0 ? q : h;
        if ((h > 0) == (hb > 0))
            ha *= 0.5;
        else
            a = b, ha = hb;
        b = q, hb = h;
    }
    return q;
}

/* Does the iteration come to the crossing at q, or does it hop about it ever further? */
static bool attracts(const struct length_map *map, double q)
{
    const double d = 1e-4;
    double slope = (next(map, q * (1 + d)) - next(map, q * (1 - d))) / (2 * d * q);
    return slope > -1;
}

/* Where q ends that falls, or rises, as far as can be seen. */
static double end(double h)
{
    return h > 0 ? INF : 0;
}

/* Takes up where h is map(q) / q - 1. */
static double march(const struct length_map *map, double q, double h, double lowest)
{
    double factor = h > 0 ? 2 : 0.5;
    for (int step = 0; step < MARCH; step++) {
        double further = q * factor;
        factor *= factor;
        if (further <= lowest || isinf(further))
            return end(h);
        double h_further = above(map, further);
        if (isinf(h_further))
            return end(h);
        if (isnan(h_further))
            return h_further;
        if (h_further != 0 && (h_further > 0) != (h > 0)) {
            q = close_in(map, q, h, further, h_further);
            return attracts(map, q) ? q : NOT_A_NUMBER;
        }
        q = further;
    }
    return end(h);
}

static double settle(const struct length_map *map)
{
    double q = map->s2 + map->b2, h = 0;
    double lowest = act_f(map->use, 0) == 0 && map->b2 == 0 ? least : 0;
    for (int step = 0; step < STEPS; step++) {
        double before = h;
        if (isnan(q))
            return q;
        if (q <= lowest)
            return 0;
        h = above(map, q);
        if (h == 0)
            return q;
        if (isnan(h) || (isinf(h) && before == 0))
            return NOT_A_NUMBER;
        if (isinf(h))
            return end(before);
        if (step < STEPS - 1)
            q *= 1 + h;
    }
    return march(map, q, h, lowest);
}

struct act_fixed measure_fixed(const struct kernel *k, const struct act_use *use, double s2,
                               double b2)
{
    struct length_map map = {k, use, s2, b2};
    double q = settle(&map);
    return (struct act_fixed){q, isnan(q) ? q : s2 * slope_square(&map, q)};
}
