/* What can be said of a function by computing: the parts put together. */
#include "num/measure.h"

#include "num/measure_impl.h"

#include <float.h>
#include <math.h>

#include "num/elem_dd.h"

/* A place bisected to adjacent doubles, where the exact tier is good to a few ulp. */
static const double search_tolerance = 4 * DBL_EPSILON;

static void take_moments(const struct kernel *k, const struct measure_scan *s,
                         struct act_facts *out)
{
    double brk[MEASURE_BREAKS];
    struct measure_moments m;
    for (int i = 0; i < s->breaks; i++)
        brk[i] = s->brk[i].x;
    measure_moments(k, s->use, brk, s->breaks, 1, true, &m);
    out->mean = m.value[MEASURE_F];
    out->second_moment = m.value[MEASURE_F2];
    out->mean_df = m.value[MEASURE_DF];
    out->chi_unit = m.value[MEASURE_DF2];
    out->gain = out->second_moment > 0 ? 1 / sqrt(out->second_moment) : NOT_A_NUMBER;
    out->chi_gain = out->chi_unit / out->second_moment;
    if (!(out->second_moment > 0))
        out->chi_gain = NOT_A_NUMBER;
    out->tolerance = fmax(search_tolerance, m.error);
}

static void take_extrema(const struct measure_scan *s, struct act_facts *out)
{
    struct measure_peak lo = measure_extreme(s, 0, -1), hi = measure_extreme(s, 0, 1);
    out->range_lo = lo.value;
    out->range_hi = hi.value;
    out->min_f = isnan(lo.at) ? NOT_A_NUMBER : lo.value;
    out->max_f = isnan(hi.at) ? NOT_A_NUMBER : hi.value;
    out->argmin_f = lo.at;
    out->argmax_f = hi.at;
    lo = measure_extreme(s, 1, -1);
    hi = measure_extreme(s, 1, 1);
    out->min_df = lo.value;
    out->max_df = hi.value;
    out->argmin_df = lo.at;
    out->argmax_df = hi.at;
    out->lipschitz = fmax(fabs(lo.value), fabs(hi.value));
    for (int b = 0; b < s->breaks; b++)
        if (s->brk[b].jump)
            out->lipschitz = INF;
}

void measure(const struct kernel *k, const struct act_use *use, struct act_facts *out)
{
    struct measure_scan s;
    measure_scan_init(&s, use);
    *out = (struct act_facts){.zeros = 0};
    take_moments(k, &s, out);
    take_extrema(&s, out);
    measure_zeros(&s, out);
    out->zero_fraction = measure_zero_fraction(&s);
    out->monotone = measure_monotone(&s);
    out->odd = measure_mirrors(&s, -1);
    out->even = measure_mirrors(&s, 1);
    out->saturates = measure_saturates(&s);
    out->convex = measure_bends(&s, 1);
    out->concave = measure_bends(&s, -1);
}
