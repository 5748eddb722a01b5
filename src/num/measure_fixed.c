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

struct length_map {
    const struct kernel *kernel;
    const struct act_use *use;
    double s2, b2;
};

/* The means over both ends of the law where all z see the same two places. */
static double limit(const struct act_use *use, double x, bool slope)
{
    double right = slope ? act_df(use, x) : act_f(use, x);
    double left = slope ? act_df(use, -x) : act_f(use, -x);
    return 0.5 * (left * left + right * right);
}

/* E f^2, or E f'^2. */
static double square(const struct length_map *map, double q, bool slope)
{
    if (q == 0 || isinf(q))
        return limit(map->use, q == 0 ? 0x1p-1074 : q, slope);
    struct measure_moments m;
    measure_moments(map->kernel, map->use, map->use->kink, (int)map->use->kinks, sqrt(q), slope,
                    &m);
    return m.value[slope ? MEASURE_DF2 : MEASURE_F2];
}

static double next(const struct length_map *map, double q)
{
    return map->s2 * square(map, q, false) + map->b2;
}

/* How far the map is above the diagonal: 0 where q stands still. */
static double above(const struct length_map *map, double q)
{
    double h = next(map, q) / q - 1;
    return fabs(h) <= still ? 0 : h;
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
        if (h == 0)
            return q;
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

static double march(const struct length_map *map, double q, double h)
{
    double factor = h > 0 ? 2 : 0.5;
    for (int step = 0; step < MARCH; step++, factor *= factor) {
        double further = q * factor;
        if (further == 0 || isinf(further))
            break;
        double h_further = above(map, further);
        if (isnan(h_further))
            break; /* f^2 overflows, or does not exist */
        if (h_further != 0 && (h_further > 0) != (h > 0)) {
            q = close_in(map, q, h, further, h_further);
            return attracts(map, q) ? q : NOT_A_NUMBER;
        }
        q = further;
    }
    return h > 0 ? INF : 0;
}

static double settle(const struct length_map *map)
{
    double q = map->s2 + map->b2, h = 0;
    for (int step = 0; step < STEPS; step++) {
        if (q == 0 || isnan(q) || isinf(q))
            return q;
        h = above(map, q);
        if (h == 0)
            return q;
        if (isnan(h))
            return NOT_A_NUMBER;
        q = step < STEPS - 1 ? q * (1 + h) : q;
    }
    return march(map, q, h);
}

struct act_fixed measure_fixed(const struct kernel *k, const struct act_use *use, double s2,
                               double b2)
{
    struct length_map map = {k, use, s2, b2};
    double q = settle(&map);
    return (struct act_fixed){q, isnan(q) ? q : s2 * square(&map, q, true)};
}
