#include "num/theory.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "num/elem.h"
#include "num/kernel_impl.h"
#include "num/quad.h"

/* The law ends here: e^(-10^2 / 2) is 2e-22. */
static const double end = 10;

/* Beyond as many times ten of that, phi is what it is at infinity. */
enum { CUTS = 1024, DECADES = 8 };

/* The ends of the pieces in z, ascending. */
struct cuts {
    double at[CUTS];
    int n;
};

static void add_cut(struct cuts *c, double z)
{
    if (!(fabs(z) < end) || c->n == CUTS - 1) /* the last place is for `end` */
        return;
    int i = c->n++;
    for (; i > 0 && c->at[i - 1] > z; i--)
        c->at[i] = c->at[i - 1];
    c->at[i] = z;
}

/* |x| beyond which f' of the sigmoid kind is below 1e-8 of its greatest: where phi is that narrow
 * against z, the nodes between 0 and 10 would miss it. */
static double reach_of(const struct act_use *use)
{
    const double reach = 20, first = use->param[0];
    switch (use->act->loop) {
    case ACT_LOOP_SOFTPLUS:
    case ACT_LOOP_SWISH:
        return reach / fmax(fabs(first), 1e-3);
    case ACT_LOOP_CELU:
        return reach * fmax(fabs(first), 1e-3);
    case ACT_LOOP_ISRU:
        return reach / sqrt(fmax(first, 1e-6));
    case ACT_LOOP_SQUAREPLUS:
        return reach * sqrt(fmax(first, 1e-6));
    default:
        return reach;
    }
}

/* Pieces of four periods and a half of sinc. */
static void cut_waves(struct cuts *c, double root)
{
    const double piece = 30 / root;
    const int most = (int)fmin(end / piece, CUTS / 2.0 - 64);
    for (int k = -most; k <= most; k++)
        if (k != 0)
            add_cut(c, k * piece);
}

/* Above its threshold lif rises with a slope without bound: pieces that shrink towards it. */
static void cut_threshold(struct cuts *c, const struct act_use *use, double root)
{
    enum { HALVINGS = 52 };
    for (int k = 0; k < use->kinks; k++)
        for (int i = 0; i <= HALVINGS; i += 2)
            add_cut(c, use->kink[k] * (1 + ldexp(1, -i)) / root);
}

static void find_cuts(const struct act_use *use, double root, struct cuts *c)
{
    c->n = 0;
    c->at[c->n++] = -end;
    add_cut(c, 0);
    for (int k = 0; k < use->kinks; k++)
        if (use->kink[k] != 0)
            add_cut(c, use->kink[k] / root);
    double x = reach_of(use);
    for (int k = 0; k < DECADES; k += 2, x *= 100) {
        add_cut(c, x / root);
        add_cut(c, -x / root);
    }
    if (use->act->loop == ACT_LOOP_SPARSE_PLUS) { /* f'' jumps there */
        add_cut(c, 1 / root);
        add_cut(c, -1 / root);
    }
    if (use->act->loop == ACT_LOOP_SINC)
        cut_waves(c, root);
    if (use->act->loop == ACT_LOOP_LIF)
        cut_threshold(c, use, root);
    c->at[c->n++] = end;
}

/* The nodes of one piece, with the weight of each under the normal law. */
struct piece {
    double z[QUAD_NODES], share[QUAD_NODES], x[QUAD_NODES], f[QUAD_NODES], df[QUAD_NODES];
};

static void fill(struct piece *p, const struct kernel *kernel, const struct act_use *use,
                 double from, double to, double root)
{
    const double density = 0.39894228040143268, root_half = 0.70710678118654757;
    const double none[ACT_PARAMS] = {0};
    double law[QUAD_NODES], weight[QUAD_NODES], unused[QUAD_NODES];
    for (int i = 0; i < QUAD_NODES; i++) {
        p->z[i] = quad_node(from, to, i, &weight[i]);
        p->x[i] = root * p->z[i];
        law[i] = root_half * p->z[i];
    }
    kernel->activate(ACT_LOOP_GAUSSIAN,
                     &(struct kernel_activate){law, law, unused, QUAD_NODES, none});
    for (int i = 0; i < QUAD_NODES; i++)
        p->share[i] = weight[i] * density * law[i];
    kernel_activate(kernel, use, QUAD_NODES, p->x, p->f, p->df);
}

/* At x = sqrt(q) z, by enum theory_moment. */
struct moments {
    double of[THEORY_MOMENTS];
};

/* One place with its share. */
static void add_place(struct moments *sum, double share, double x, double f, double df)
{
    sum->of[THEORY_F] += share * f;
    sum->of[THEORY_F2] += share * (f * f);
    sum->of[THEORY_DF] += share * df;
    sum->of[THEORY_DF2] += share * (df * df);
    sum->of[THEORY_X_DF] += share * (x * df);
    sum->of[THEORY_X_DF_2] += share * (x * df * (x * df));
    sum->of[THEORY_F_X_DF] += share * (f * (x * df));
    sum->of[THEORY_F_DF2] += share * (f * (df * df));
    sum->of[THEORY_F2_DF2] += share * (f * df * (f * df));
}

static struct moments integrate(const struct kernel *kernel, const struct act_use *use, double q)
{
    struct moments sum = {{0}};
    struct cuts cuts;
    struct piece p;
    const double root = sqrt(q);
    double leaning = 0; /* E[z f] */
    find_cuts(use, root, &cuts);
    for (int k = 0; k + 1 < cuts.n; k++) {
        fill(&p, kernel, use, cuts.at[k], cuts.at[k + 1], root);
        for (int i = 0; i < QUAD_NODES; i++) {
            add_place(&sum, p.share[i], p.x[i], p.f[i], p.df[i]);
            leaning += p.share[i] * (p.z[i] * p.f[i]);
        }
    }
    if (use->act->loop == ACT_LOOP_LIF) { /* f'^2 has a pole; E f' by Stein's lemma */
        sum.of[THEORY_DF] = leaning / root;
        sum.of[THEORY_DF2] = sum.of[THEORY_F] > 0 ? (double)INFINITY : 0;
    }
    return sum;
}

/* Where all z on one side see the same place: the mean of both sides of 0, and of both ends. */
static struct moments at_both_sides(const struct kernel *kernel, const struct act_use *use,
                                    double x)
{
    double side[2] = {-x, x}, f[2], df[2];
    struct moments sum = {{0}};
    kernel_activate(kernel, use, 2, side, f, df);
    for (int i = 0; i < 2; i++)
        add_place(&sum, 0.5, side[i], f[i], df[i]);
    return sum;
}

/* What oscillates without end, from E cos(k sqrt(q) z) = e^(-k^2 q / 2) and its derivatives by k.
 */
static struct moments of_sine(bool is_cos, double q)
{
    const double half = elem_exp(-0.5 * q), m = elem_expm1(-2 * q), whole = elem_exp(-2 * q);
    const double bent = q > 0x1p20 ? 0 : 0.5 * (q - 4 * q * q) * whole,
                 f2_df2 = -elem_expm1(-8 * q) / 8;
    const double x_whole = q > 0x1p20 ? 0 : q * whole, x_half = q > 0x1p20 ? 0 : q * half;
    if (!is_cos)
        return (struct moments){
            {0, -0.5 * m, half, 0.5 * (2 + m), 0, 0.5 * q + bent, x_whole, 0, f2_df2}};
    return (struct moments){{half, 0.5 * (2 + m), 0, -0.5 * m, -x_half, 0.5 * q - bent, -x_whole,
                             -0.25 * half * elem_expm1(-4 * q), f2_df2}};
}

/* x + s^2/alpha with s = sin(alpha x): E s^4 = (3 - 4 e^-2t + e^-8t)/8, t = alpha^2 q, written
 * without a difference in m = e^-2t - 1. What only skips need as if the phase were even. */
static struct moments of_snake(double alpha, double q)
{
    const double t = alpha * alpha * q, m = elem_expm1(-2 * t), a2 = alpha * alpha;
    const double s4 = m * m * (6 + m * (4 + m)) / 8;
    return (struct moments){{-m / (2 * alpha), q + s4 / a2, 1, 1 - 0.5 * elem_expm1(-8 * t), 0,
                             1.5 * q, q, 0.75 / alpha, 1.5 * q + 0.53125 / a2}};
}

static struct moments of_waves(const struct kernel *kernel, const struct act_use *use, double q)
{
    enum { SLOW = 9 }; /* t up to which nodes see the waves */
    if (use->act->loop != ACT_LOOP_SNAKE)
        return of_sine(use->act->loop == ACT_LOOP_COS, q);
    const double alpha = use->param[0];
    struct moments m = of_snake(alpha, q);
    if (!(q > 0) || alpha * alpha * q > SLOW)
        return m;
    const struct moments seen = integrate(kernel, use, q);
    for (int k = THEORY_X_DF; k < THEORY_MOMENTS; k++)
        m.of[k] = seen.of[k];
    return m;
}

static bool is_wave(const struct act_use *use)
{
    enum act_loop loop = use->act->loop;
    return loop == ACT_LOOP_SIN || loop == ACT_LOOP_COS || loop == ACT_LOOP_SNAKE;
}

static struct moments unknown(void)
{
    struct moments m;
    for (int k = 0; k < THEORY_MOMENTS; k++)
        m.of[k] = (double)NAN;
    return m;
}

static struct moments plain_moments(const struct kernel *kernel, const struct act_use *use,
                                    double q)
{
    if (!(q >= 0))
        return unknown();
    if (is_wave(use))
        return of_waves(kernel, use, q);
    if (q > 0 && !isinf(q))
        return integrate(kernel, use, q);
    return at_both_sides(kernel, use, q == 0 ? DBL_TRUE_MIN : q);
}

/* rrelu's slope s is uniform on [l, u]: what is linear in s sees its mean, squares (and, nearly,
 * what is of higher order) see the mean of s^2, (l^2 + l u + u^2)/3. */
static struct moments moments(const struct kernel *kernel, const struct act_use *use, double q)
{
    struct moments all = plain_moments(kernel, use, q);
    if (use->act->loop != ACT_LOOP_RRELU)
        return all;
    struct act_use rms = *use;
    const double lower = use->param[0], upper = use->param[1];
    rms.param[0] = rms.param[1] = sqrt((lower * lower + lower * upper + upper * upper) / 3);
    const struct moments squares = plain_moments(kernel, &rms, q);
    for (int k = 0; k < THEORY_MOMENTS; k++)
        if (k != THEORY_F && k != THEORY_DF && k != THEORY_X_DF)
            all.of[k] = squares.of[k];
    return all;
}

double theory_moment(const struct kernel *kernel, const struct act_use *use,
                     enum theory_moment what, double q)
{
    return moments(kernel, use, q).of[what];
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

void theory_init(struct theory *t, const struct stack_spec *spec, const struct kernel *kernel)
{
    *t = (struct theory){
        .kernel = kernel,
        .act = spec->act,
        .s2 = theory_weight_variance(spec),
        .b2 = spec->bias * spec->bias,
        .width = spec->width,
        .residual = spec->residual,
        .layer_norm = spec->norm == STACK_NORM_LAYER,
        .square = 1,
        .log10_chi = (double)NAN,
        .known = spec->mode == STACK_MLP && spec->init != STACK_ORTHOGONAL &&
                 spec->norm != STACK_NORM_BATCH &&
                 spec->act.act->loop != ACT_LOOP_LIF, /* E f'^2 is infinite: no prediction */
    };
    const struct moments none = unknown();
    memcpy(t->layer.of, none.of, sizeof t->layer.of);
    t->q = t->s2 + t->b2;
}

/* Equal to within the quadrature's own rounding. */
static bool stands_still(double q, double next)
{
    return q == next || fabs(next - q) <= 8 * DBL_EPSILON * q;
}

/* What a layer makes of the mean and the square of what goes into it. */
static void pass_on(struct theory *t, const struct moments *m)
{
    const double f = m->of[THEORY_F], below = t->residual ? t->square : 0;
    const double both = t->residual ? 2 * t->mean * f : 0; /* f may have no limit, plain */
    t->square = below + m->of[THEORY_F2] + both;
    t->mean = t->residual ? t->mean + f : f;
}

double theory_next(struct theory *t)
{
    const double epsilon = 1e-5;
    if (!t->known || !isnan(t->log10_chi))
        return t->log10_chi;
    const double spread = t->layer_norm ? t->q + epsilon : 1;
    const struct moments m = moments(t->kernel, &t->act, t->layer_norm ? t->q / spread : t->q);
    t->layer =
        (struct theory_layer){.q = t->q, .mean = t->mean, .square = t->square, .spread = spread};
    memcpy(t->layer.of, m.of, sizeof t->layer.of);
    pass_on(t, &m);
    const double chi = t->s2 * m.of[THEORY_DF2] / spread, next = t->s2 * t->square + t->b2;
    const double log10_chi = 0.5 * elem_log10(t->residual ? 1 + chi : chi);
    if (stands_still(t->q, next))
        t->log10_chi = log10_chi;
    t->q = next;
    return log10_chi;
}
