/* The firing rate of a neuron: lif. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* lif: firing rate of a leaky integrate-and-fire neuron at a constant current x, which charges its
 * membrane towards R x; at theta the neuron fires, is reset to 0 and rests for t_ref:
 *   f = 0 for R x <= theta, else 1/(t_ref + tau L),  L = ln(R x/(R x - theta)),
 * R -> [0, 1/t_ref). Kink at theta/R, where f starts from 0 with an infinite slope; f' = 0 there.
 * At inf f = 1/t_ref; without t_ref f grows as the line R x/(tau theta) + 1/(2 tau).
 *
 * With d = R x - theta, exact up to 2^-106 since R x is not rounded, and e = theta/d, L = ln(1 + e)
 * has all its digits just above the threshold and far beyond it, and
 *   f'  = f^2 tau theta/(x d)
 *   f'' = -f' f (t_ref (2d + theta) + tau theta g)/(x d),  g = (1 + 2/e) L - 2,
 * where no term is negative. g is e^2/6 for small e; with u = e/(2 + e), L = 2 artanh u gives
 *   g = 2 (u^2/3 + u^4/5 + u^6/7 + ...).
 * df/dt_ref = -f^2, df/dtau = -f^2 L, df/dR = f' x/R, df/dtheta = -f' x/theta.
 *
 * Beyond 2^400 e is theta/(R x) and L is e; there x, d and 1/L are counted in units of 2^600, and
 * so is f, as it may be as large as x. */

enum { T_REF, TAU, R, THETA };

struct lif {
    int k; /* f 2^-k, L 2^k, x 2^-k, d 2^-k are what follows; 0 or 600 */
    struct dd f;
    struct dd L;
    struct dd d;
    struct dd e; /* likewise 2^k */
    double x;
};

/* Is R x above theta? Gives the difference, for x up to 2^400. */
static bool fires(double x, const double *p, struct dd *d)
{
    *d = dd_add_d(dd_product(p[R], fmin(x, 0x1p400)), -p[THETA]);
    return d->h > 0;
}

/* For x that fires, finite. */
static struct lif lif_of(double x, const double *p, struct dd d)
{
    struct lif n = {.k = x > 0x1p400 ? 600 : 0, .d = d, .x = x};
    if (n.k) {
        n.x = ldexp(x, -n.k);
        n.d = dd_product(p[R], n.x);
    }
    n.e = dd_div(act_one(p[THETA]), n.d);
    if (n.k)
        n.L = n.e;
    else
        n.L = n.e.h <= 1 ? exact_log1p(n.e) : exact_log(dd_add_d(n.e, 1));
    n.f = act_reciprocal(dd_add_d(dd_mul_d(n.L, p[TAU]), ldexp(p[T_REF], n.k)));
    return n;
}

/* f tau theta/d: times f/x it is f', times f it is f' x. */
static struct dd lif_share(const struct lif *n, const double *p)
{
    return dd_div(dd_mul(n->f, dd_product(p[TAU], p[THETA])), n->d);
}

static double lif(double x, const double *p)
{
    struct dd d;
    if (isnan(x))
        return x;
    if (!fires(x, p, &d))
        return 0;
    if (isinf(x))
        return 1 / p[T_REF];
    struct lif n = lif_of(x, p, d);
    return exact_round(n.f, n.k);
}

static double lif_df(double x, const double *p)
{
    struct dd d;
    if (isnan(x))
        return x;
    if (!fires(x, p, &d))
        return 0;
    struct lif n = lif_of(fmin(x, 0x1p1000), p, d); /* f' is 0 or the same from there on */
    return exact_times(dd_div_d(n.f, n.x), 0, lif_share(&n, p));
}

/* g; the series in u^2 up to 1/4, by 27 terms to 2^-108 */
static struct dd lif_bend(const struct lif *n)
{
    if (n->k)
        return (struct dd){0, 0};
    struct dd u = dd_div(n->e, dd_add_d(n->e, 2)), z = dd_mul(u, u);
    if (u.h > 0.25)
        return dd_add_d(dd_div(n->L, u), -2);
    struct dd sum = {0, 0};
    for (int i = 53; i >= 3; i -= 2)
        sum = dd_mul(z, dd_add(sum, act_reciprocal(act_one(i))));
    return dd_mul_d(sum, 2);
}

static double lif_d2f(double x, const double *p)
{
    struct dd d;
    if (isnan(x))
        return x;
    if (!fires(x, p, &d))
        return 0;
    struct lif n = lif_of(fmin(x, 0x1p1000), p, d);
    struct dd rest = dd_add_d(dd_mul_d(n.d, 2), ldexp(p[THETA], -n.k));
    struct dd bend = dd_mul(dd_product(p[TAU], p[THETA]), lif_bend(&n));
    struct dd turn = dd_add(dd_mul_d(rest, p[T_REF]), bend);
    struct dd over_x = dd_div_d(n.f, n.x), slope = dd_mul(over_x, lif_share(&n, p));
    int k; /* without t_ref turn is tiny far out, else slope is */
    (void)frexp(turn.h, &k);
    turn = (struct dd){ldexp(turn.h, -k), ldexp(turn.l, -k)};
    return exact_times(dd_neg(slope), k - n.k, dd_mul(turn, dd_div(over_x, n.d)));
}

static double lif_dparam(double x, const double *p, int k)
{
    struct dd d;
    if (isnan(x))
        return x;
    if (!fires(x, p, &d))
        return 0;
    if (isinf(x) && p[T_REF] > 0)
        return k == T_REF ? -1 / p[T_REF] / p[T_REF] : 0;
    if (isinf(x))
        return k == R ? x : -x;
    struct lif n = lif_of(x, p, d);
    struct dd share = lif_share(&n, p);
    switch (k) {
    case T_REF:
        return exact_times(dd_neg(n.f), 2 * n.k, n.f);
    case TAU:
        return exact_times(dd_neg(n.f), n.k, dd_mul(n.f, n.L));
    case R:
        return exact_times(n.f, n.k, dd_div_d(share, p[R]));
    default:
        return exact_times(n.f, n.k, dd_div_d(share, -p[THETA]));
    }
}

static int lif_kinks(const double *p, double out[ACT_KINKS])
{
    out[0] = p[THETA] / p[R];
    return 1;
}

const struct act act_lif_row = {
    .name = "lif",
    .aliases = "leaky_integrate_and_fire firing_rate",
    .title = "rate of a leaky integrate-and-fire neuron",
    .formula = "R*x <= theta ? 0 : 1/(t_ref+tau*log(R*x/(R*x-theta)))",
    .derivative = "R*x <= theta ? 0 : tau*theta/(x*(R*x-theta)*(t_ref+tau*log(R*x/(R*x-theta)))^2)",
    .param = {{
                  .name = "t_ref",
                  .aliases = "tref refractory",
                  .value = 0.1,
                  .min = 0,
                  .max = 10,
                  .step = 0.05,
                  .help = "Rest after a spike; the rate stays below 1/t_ref.",
              },
              {
                  .name = "tau",
                  .aliases = "tau_m",
                  .value = 1,
                  .min = 0.01,
                  .max = 100,
                  .step = 0.1,
                  .help = "Time in which the membrane charges.",
              },
              {
                  .name = "R",
                  .aliases = "r resistance",
                  .value = 1,
                  .min = 0.01,
                  .max = 100,
                  .step = 0.1,
                  .help = "Resistance of the membrane: current times R is voltage.",
              },
              {
                  .name = "theta",
                  .aliases = "threshold v_th",
                  .value = 1,
                  .min = 0.01,
                  .max = 100,
                  .step = 0.1,
                  .help = "Voltage at which the neuron fires.",
              }},
    .f = lif,
    .df = lif_df,
    .d2f = lif_d2f,
    .dparam = lif_dparam,
    .loop = ACT_LOOP_LIF,
    .kinks = lif_kinks,
    .convention = "f = 0 and f' = 0 at theta/R, where the slope from the right is infinite",
    .source = "Lapicque 1907; beside relu in Glorot, Bordes and Bengio 2011",
    .what =
        "How often a model neuron fires for a given current: not at all up to a threshold, then "
        "ever more, up to a bound.",
    .pro = "One-sided like relu and measured in biology, the model that relu is a coarse copy of.",
    .con = "Its slope is infinite at the threshold and dies away far above it, so it trains badly "
           "as it stands.",
    .when = "To compare artificial units with neurons; in spiking networks in a softened form.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{0.999999999999999, 1.000000000000005}, {1, 1.001}, {1e7, 1e17}, {1e120, 1e121}},
    .value = {{-(double)INFINITY, 0, 0}, {1, 0, 0}, {(double)INFINITY, 10, 0}},
    .values = 3,
};
