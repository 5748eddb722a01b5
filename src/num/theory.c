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
static int find_cuts(const struct act_use *use, double root, double cut[CUTS])
{
    int n = 0;
    cut[n++] = -end;
    add_cut(cut, &n, 0);
    add_cut(cut, &n, reach / root);
    add_cut(cut, &n, -reach / root);
    for (int k = 0; k < use->kinks; k++)
        if (use->kink[k] != 0)
            add_cut(cut, &n, use->kink[k] / root);
    cut[n++] = end;
    return n;
}

static double value(const struct act_use *use, enum theory_moment what, double x)
{
    bool slope = what == THEORY_DF || what == THEORY_DF2;
    double v = slope ? act_df(use, x) : act_f(use, x);
    return what == THEORY_F2 || what == THEORY_DF2 ? v * v : v;
}

/* sum[k] = E[g_k(sqrt(q) z)] for `count` moments at once: they share nodes and density. */
static void integrate(const struct act_use *use, double q, const enum theory_moment *what,
                      int count, double *sum)
{
    const double density = 0.39894228040143268; /* 1 / sqrt(2 pi) */
    double root = sqrt(q), cut[CUTS];
    int n = find_cuts(use, root, cut);
    for (int k = 0; k < count; k++)
        sum[k] = 0;
    for (int i = 0; i < (n - 1) * QUAD_NODES; i++) {
        const double *piece = &cut[i / QUAD_NODES];
        double weight, z = quad_node(piece[0], piece[1], i % QUAD_NODES, &weight);
        double share = weight * density * elem_exp(-0.5 * z * z);
        for (int k = 0; k < count; k++)
            sum[k] += share * value(use, what[k], root * z);
    }
}

static void moments(const struct act_use *use, double q, const enum theory_moment *what, int count,
                    double *out)
{
    if (q > 0 && !isinf(q)) {
        integrate(use, q, what, count, out);
        return;
    }
    /* All z on one side see the same place; nan for q < 0 and nan. */
    double x = q == 0 ? DBL_TRUE_MIN : q > 0 ? q : (double)NAN;
    for (int k = 0; k < count; k++)
        out[k] = 0.5 * (value(use, what[k], -x) + value(use, what[k], x));
}

double theory_moment(const struct act_use *use, enum theory_moment what, double q)
{
    double out;
    moments(use, q, &what, 1, &out);
    return out;
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
    const enum theory_moment what[] = {THEORY_F2, THEORY_DF2};
    double moment[2];
    moments(&t->act, t->q, what, 2, moment);
    double next = t->s2 * moment[0] + t->b2, log10_chi = 0.5 * elem_log10(t->s2 * moment[1]);
    if (stands_still(t->q, next))
        t->log10_chi = log10_chi;
    t->q = next;
    return log10_chi;
}
