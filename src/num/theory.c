#include "num/theory.h"

#include <float.h>
#include <math.h>

#include "num/elem.h"
#include "num/quad.h"

/* The law ends here: e^(-10^2 / 2) is 2e-22. */
static const double end = 10;

/* |x| beyond which f' of the sigmoid kind is below 1e-8 of its greatest: where phi is that narrow
 * against z, the nodes between 0 and 10 would miss it. */
static const double reach = 20;

enum { CUTS = ACT_KINKS + 5 };

static void add_cut(double *cut, int *n, double z)
{
    if (!(fabs(z) < end))
        return;
    int i = (*n)++;
    for (; i > 0 && cut[i - 1] > z; i--)
        cut[i] = cut[i - 1];
    cut[i] = z;
}

/* The ends of the pieces in z, ascending: -10, kinks / sqrt(q), 0, +-20 / sqrt(q), 10. */
static int find_cuts(const struct act *act, double root, double cut[CUTS])
{
    int n = 0;
    cut[n++] = -end;
    add_cut(cut, &n, 0);
    add_cut(cut, &n, reach / root);
    add_cut(cut, &n, -reach / root);
    for (int k = 0; k < act->kinks; k++)
        if (act->kink[k] != 0)
            add_cut(cut, &n, act->kink[k] / root);
    cut[n++] = end;
    return n;
}

static double value(const struct act_use *use, enum theory_moment what, double x)
{
    bool slope = what == THEORY_DF || what == THEORY_DF2;
    double v = slope ? act_df(use, x) : act_f(use, x);
    return what == THEORY_F2 || what == THEORY_DF2 ? v * v : v;
}

double theory_moment(const struct act_use *use, enum theory_moment what, double q)
{
    if (!(q >= 0))
        return (double)NAN;
    if (q == 0 || isinf(q)) { /* all z on one side see the same place */
        double x = q == 0 ? DBL_TRUE_MIN : (double)INFINITY;
        return 0.5 * (value(use, what, -x) + value(use, what, x));
    }
    const double density = 0.39894228040143268; /* 1 / sqrt(2 pi) */
    double root = sqrt(q), cut[CUTS], sum = 0;
    int n = find_cuts(use->act, root, cut);
    for (int piece = 0; piece + 1 < n; piece++) {
        for (int i = 0; i < QUAD_NODES; i++) {
            double weight, z = quad_node(cut[piece], cut[piece + 1], i, &weight);
            sum += weight * elem_exp(-0.5 * z * z) * value(use, what, root * z);
        }
    }
    return density * sum;
}

double theory_weight_variance(const struct stack_spec *spec)
{
    double gain2 = spec->gain * spec->gain, scale = spec->init_scale;
    switch (spec->init) {
    case STACK_HE:
        return 2 * gain2;
    case STACK_NORMAL:
        return spec->width * (scale * scale) * gain2;
    case STACK_UNIFORM:
        return spec->width * (scale * scale / 3) * gain2;
    case STACK_XAVIER: /* fan_in = fan_out */
    case STACK_LECUN:
    case STACK_ORTHOGONAL: /* rows of Q have length 1 */
        return gain2;
    }
    return (double)NAN; /* no such initialisation */
}

void theory_init(struct theory *t, const struct stack_spec *spec)
{
    *t = (struct theory){
        .act = spec->act,
        .s2 = theory_weight_variance(spec),
        .b2 = spec->bias * spec->bias,
        .log10_chi = (double)NAN,
        .known = spec->mode == STACK_MLP && spec->init != STACK_ORTHOGONAL,
    };
    t->q = t->s2 + t->b2;
}

/* Equal to within the quadrature's own rounding. */
static bool stands_still(double q, double next)
{
    return q == next || fabs(next - q) <= 8 * DBL_EPSILON * q;
}

double theory_next(struct theory *t)
{
    if (!t->known || !isnan(t->log10_chi))
        return t->log10_chi;
    double chi = t->s2 * theory_moment(&t->act, THEORY_DF2, t->q);
    double log10_chi = 0.5 * elem_log10(chi);
    double next = t->s2 * theory_moment(&t->act, THEORY_F2, t->q) + t->b2;
    if (stands_still(t->q, next))
        t->log10_chi = log10_chi;
    t->q = next;
    return log10_chi;
}
