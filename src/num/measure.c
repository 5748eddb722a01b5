/* What can be said of a function by computing: the parts put together. */
#include "num/measure.h"

#include "num/measure_impl.h"

#include <float.h>
#include <math.h>

#include "num/elem_dd.h"

/* A place bisected to adjacent doubles, where the exact tier is good to a few ulp. */
static const double search_tolerance = 4 * DBL_EPSILON;

/* E f' by parts, E z f less the jumps' share: where f' is infinite on one side of a kink,
 * quadrature of f' itself converges slowly (Stein 1981 has the identity for smooth f). */
static void replace_mean_slope(const struct measure_scan *s, struct measure_moments *m)
{
    double *error = &m->error[MEASURE_DF], value = m->value[MEASURE_ZF];
    if (!(*error > 1e-12) || s->breaks == MEASURE_BREAKS)
        return;
    for (int b = 0; b < s->breaks; b++) {
        const struct measure_break *brk = &s->brk[b];
        if (brk->jump)
            value -= (brk->side[0][1] - brk->side[0][0]) * measure_density(brk->x);
    }
    if (fabs(value) < INF && m->error[MEASURE_ZF] < *error) {
        m->value[MEASURE_DF] = value;
        *error = m->error[MEASURE_ZF];
    }
}

/* Poles: 1/d has no mean and 1/sqrt(d) no mean square, whatever quadrature finds. */
static void drop_divergent(const struct measure_scan *s, struct measure_moments *m)
{
    static const int moment[2][2] = {{MEASURE_F, MEASURE_F2}, {MEASURE_DF, MEASURE_DF2}};
    const double pole = 0.99; /* the power as measured is not exact */
    for (int b = 0; b < s->breaks; b++)
        for (int order = 0; order < 2; order++) {
            double a = fmax(s->brk[b].growth[order][0], s->brk[b].growth[order][1]);
            for (int power = 1; power <= 2; power++)
                if (power * a >= pole)
                    m->value[moment[order][power - 1]] = NOT_A_NUMBER;
        }
}

/* A mean below the rounding errors of its own sum, whose terms are about as large as the root of
 * the mean square, is 0: that of selu, which is made to have none. */
static double without_noise(double mean, double mean_square)
{
    return fabs(mean) <= 4 * DBL_EPSILON * sqrt(mean_square) ? 0 : mean;
}

static void take_moments(const struct kernel *k, const struct measure_scan *s,
                         struct act_facts *out)
{
    double brk[MEASURE_BREAKS];
    struct measure_moments m;
    for (int i = 0; i < s->breaks; i++)
        brk[i] = s->brk[i].x;
    measure_moments(k, s->use, brk, s->breaks, 1, true, &m);
    replace_mean_slope(s, &m);
    drop_divergent(s, &m);
    out->second_moment = m.value[MEASURE_F2];
    out->chi_unit = m.value[MEASURE_DF2];
    out->mean = without_noise(m.value[MEASURE_F], out->second_moment);
    out->mean_df = without_noise(m.value[MEASURE_DF], out->chi_unit);
    out->gain = out->second_moment > 0 ? 1 / sqrt(out->second_moment) : NOT_A_NUMBER;
    out->chi_gain = out->chi_unit / out->second_moment;
    if (!(out->second_moment > 0))
        out->chi_gain = NOT_A_NUMBER;
    out->tolerance = search_tolerance;
    for (int i = 0; i < MEASURE_MOMENTS; i++)
        out->tolerance = fmax(out->tolerance, m.error[i]); /* nan is passed over */
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
