/* Sums over matrices in the fixed order that makes them the same everywhere. */
#include "num/stack_impl.h"

#include "num/elem.h"

#include <math.h>

/* Sums of squares within these bounds lost nothing to under- or overflow. */
static const double SAFE_LOW = 0x1p-900, SAFE_HIGH = 0x1p1000;

/* The greatest |x| of the samples; nan if one is. */
static double greatest(const struct stack *s, const double *matrix)
{
    double most = 0;
    for (int t = 0; t < s->tiles; t++) {
        int lanes = s->spec.batch - t * KERNEL_TILE;
        const double *x = matrix + t * s->tile;
        for (ptrdiff_t i = 0; i < s->tile; i++) {
            if (i % KERNEL_TILE < lanes && !(fabs(x[i]) <= most))
                most = fabs(x[i]);
            if (isnan(most))
                return most;
        }
    }
    return most;
}

static double sum_of_squares(const struct stack *s, const double *matrix, double factor)
{
    double lane[KERNEL_TILE] = {0};
    for (int t = 0; t < s->tiles; t++) {
        const int lanes = stack_lanes(s, t);
        const double *x = matrix + t * s->tile, *end = x + s->tile;
        for (; x < end && lanes == KERNEL_TILE; x += KERNEL_TILE)
            for (int k = 0; k < KERNEL_TILE; k++)
                lane[k] += x[k] * factor * (x[k] * factor);
        for (; x < end; x += KERNEL_TILE)
            for (int k = 0; k < lanes; k++)
                lane[k] += x[k] * factor * (x[k] * factor);
    }
    return kernel_tree(lane);
}

double stack_sum_of_squares(const struct stack *s, const double *matrix)
{
    return sum_of_squares(s, matrix, 1);
}

/* From the sum made on the way; where that sum cannot be trusted the matrix is gone through again,
 * divided by the power of two of its greatest element. */
struct stack_rms stack_rms_of(const struct stack *s, const double *matrix, double sum)
{
    double n = (double)s->spec.width * s->spec.batch;
    if (isnan(sum) || (sum > SAFE_LOW && sum < SAFE_HIGH))
        return (struct stack_rms){sqrt(sum / n), 0};
    double most = greatest(s, matrix);
    if (most == 0 || !isfinite(most))
        return (struct stack_rms){most, 0};
    /* Two steps at the most: 2^1074 is no double. */
    enum { STEP = 900 };
    int exponent = ilogb(most);
    exponent = exponent > STEP ? STEP : exponent < -STEP ? -STEP : exponent;
    sum = sum_of_squares(s, matrix, ldexp(1, -exponent));
    return (struct stack_rms){sqrt(sum / n), exponent};
}

double stack_rms_value(struct stack_rms r)
{
    return ldexp(r.rms, r.exponent);
}

double stack_rms_log10(struct stack_rms r)
{
    const double log10_2 = 0x1.34413509f79ffp-2;
    return elem_log10(r.rms) + r.exponent * log10_2;
}

/* Has the unit, an array of eight lanes per tile, any nonzero sample? */
static bool is_alive(const struct stack *s, const double *unit)
{
    for (int t = 0; t < s->tiles; t++, unit += s->tile)
        for (int k = 0; k < stack_lanes(s, t); k++)
            if (unit[k] != 0)
                return true;
    return false;
}

double stack_dead_units(const struct stack *s, const double *a)
{
    int dead = 0;
    for (int i = 0; i < s->spec.width; i++)
        dead += !is_alive(s, a + i * KERNEL_TILE);
    return (double)dead / s->spec.width;
}

void stack_scale_matrix(double *x, ptrdiff_t n, int exponent)
{
    double first = ldexp(1, exponent / 2), second = ldexp(1, exponent - exponent / 2);
    for (ptrdiff_t i = 0; i < n; i++)
        x[i] = x[i] * first * second;
}

int stack_far_exponent(double rms)
{
    if (!(rms > 0) || isinf(rms) || (rms > 0x1p-300 && rms < 0x1p300))
        return 0;
    return rms < 0x1p-1000 ? -1000 : ilogb(rms);
}
