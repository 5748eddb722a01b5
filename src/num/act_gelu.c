/* gelu, exact and by its tanh formula: x times the chance that a standard normal lies below x. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

static struct dd square(struct dd a)
{
    return dd_mul(a, a);
}

/* gelu: x Phi(x), R -> [-0.169971, inf), smooth. f(0) = 0, f'(0) = 1/2; 0 with slope 0 at -inf, inf
 * with slope 1 at inf. With the density phi = e^(-x^2/2) / sqrt(2 pi), a = |x| and the tail
 * P = Phi(-a):
 *   x < 0:  f = x P,        f' = P - a phi
 *   x >= 0: f = x (1 - P),  f' = 1 - P + a phi        f'' = phi (2 - x^2)
 *
 * The exponent is half the exact product of x with itself. The tail:
 *   a <= 3: P = 1/2 - phi (a + a^3/3 + a^5/15 + a^7/105 + ...), terms of one sign; the difference
 *       costs 9 of about 100 bits at 3.
 *   a > 3: P = phi M with Mills's ratio M = 1/(a + 1/(a + 2/(a + 3/(a + ...)))), so that P keeps
 *       the power of two of phi and f and f' are rounded once among the subnormals.
 *   a > 40: P = phi = 0 to any double.
 * f' vanishes at x0 = -0.7517...: within 2^-18 of it P - a phi is the Taylor polynomial in x - x0,
 * whose constant term is left out, being 0; beyond, the difference keeps enough.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at -0x1.e52225c717c24p+4. */

static const double GELU_END = 40, GELU_SERIES_END = 3;

/* phi and P: P = m 2^k with k = 0 or that of phi. */
struct normal {
    struct scaled phi, tail;
    struct dd M; /* P / phi, beyond GELU_SERIES_END alone */
};

/* a + a^3/3 + a^5/(3 5) + ..., from its far end; those that count for less than 2^-30 are plain
 * doubles, and how many do not grows with a. */
static struct dd odd_series(double a)
{
    struct dd y = dd_product(a, a);
    int precise = 6 + (int)(6 * a);
    double deep = 1;
    for (int n = precise + 30; n > precise; n--)
        deep = 1 + y.h / (2 * n + 1) * deep;
    struct dd sum = act_one(deep);
    for (int n = precise; n >= 1; n--)
        sum = dd_add_d(dd_div_d(dd_mul(sum, y), 2 * n + 1), 1);
    return dd_mul_d(sum, a);
}

/* Levels enough for what is left out to be below 2^-75 relative, for a > GELU_SERIES_END; errors of
 * the inner levels are damped on their way out, so only the five outermost are pairs. */
static struct dd mills(double a)
{
    int levels = 16 + (int)(780 / (a * a));
    double deep = a;
    for (int n = levels; n > 5; n--)
        deep = a + n / deep;
    struct dd sum = act_one(deep);
    for (int n = 5; n >= 1; n--)
        sum = dd_add_d(dd_div(act_one(n), sum), a);
    return act_reciprocal(sum);
}

/* For |x| <= GELU_END. */
static struct normal normal_at(double x)
{
    const struct dd density_0 = {0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56}; /* 1/sqrt(2 pi) */
    double a = fabs(x);
    struct dd y = dd_product(a, a);
    struct decay d = exact_decay((struct dd){y.h / 2, y.l / 2});
    struct normal out = {.phi = {dd_mul(d.e.m, density_0), d.e.k}};
    if (a > GELU_SERIES_END) {
        out.M = mills(a);
        out.tail = (struct scaled){dd_mul(out.phi.m, out.M), out.phi.k};
    } else {
        struct dd middle = dd_mul(dd_mul(d.E, density_0), odd_series(a));
        out.tail = (struct scaled){dd_add_d(dd_neg(middle), 0.5), 0};
    }
    return out;
}

static struct dd value(struct scaled v)
{
    return (struct dd){ldexp(v.m.h, v.k), ldexp(v.m.l, v.k)};
}

static double gelu(double x, const double *p)
{
    (void)p;
    if (isnan(x) || x > GELU_END)
        return x;
    if (x < -GELU_END)
        return 0;
    struct normal at = normal_at(x);
    if (x < 0)
        return exact_times(at.tail.m, at.tail.k, act_one(x));
    return exact_times(dd_add_d(dd_neg(value(at.tail)), 1), 0, act_one(x));
}

/* P - a phi next to its zero, d = x - x0 */
static struct dd gelu_slope_polynomial(struct dd d)
{
    const struct dd c1 = {0x1.b9d98fa5a3215p-2, 0x1.f7c1a23190c7cp-56};
    const double c2 = 0x1.8d9a941de3ac5p-2, c3 = -0x1.2a2ef9bb865aep-6, c4 = -0x1.d2fa4c17c7e84p-4;
    double bend = d.h * (c2 + d.h * (c3 + d.h * c4));
    return dd_mul(d, dd_add_d(c1, bend));
}

static double gelu_df(double x, const double *p)
{
    (void)p;
    const struct root x0 = {-0x1.80ead197f00b4p-1, {0x1.13e74c58cada8p-56, 0x1.65d4b5b9cdd03p-111}};
    if (isnan(x))
        return x;
    if (fabs(x) > GELU_END)
        return x > 0;
    struct dd d = exact_distance(act_one(x), &x0);
    if (fabs(d.h) < 0x1p-18)
        return exact_round(gelu_slope_polynomial(d), 0);
    struct normal at = normal_at(x);
    if (x < -GELU_SERIES_END)
        return exact_round(dd_mul(at.phi.m, dd_add_d(at.M, x)), at.phi.k);
    struct dd slope = dd_add(dd_neg(value(at.tail)), dd_mul_d(value(at.phi), fabs(x)));
    return exact_round(x < 0 ? dd_neg(slope) : dd_add_d(slope, 1), 0);
}

static double gelu_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GELU_END)
        return 0;
    struct scaled phi = normal_at(x).phi;
    return exact_round(dd_mul(phi.m, dd_add_d(dd_neg(dd_product(x, x)), 2)), phi.k);
}

const struct act act_gelu_row = {
    .name = "gelu",
    .aliases = "gelu_erf gelu_exact",
    .title = "Gaussian error linear unit",
    .formula = "x*erfc(-x/sqrt(2))/2",
    .derivative = "erfc(-x/sqrt(2))/2+x*exp(-x^2/2)/sqrt(2*pi)",
    .f = gelu,
    .df = gelu_df,
    .d2f = gelu_d2f,
    .loop = ACT_LOOP_GELU,
    .source = "Hendrycks and Gimpel 2016",
    .dialect =
        {
            {"PyTorch", "this one; gelu_tanh with approximate='tanh'"},
            {"Keras", "this one; gelu_tanh with approximate=True"},
            {"TensorFlow", "tf.nn.gelu is this one; gelu_tanh with approximate=True"},
            {"JAX", "jax.nn.gelu is gelu_tanh unless approximate=False"},
            {"ONNX", "this one; gelu_tanh with approximate=\"tanh\""},
        },
    .what = "The input times the probability that a standard normal variable lies below it.",
    .pro = "Smooth, close to the identity above and to 0 below, with some gradient where relu has "
           "just shut.",
    .con = "Costs an error function, is not monotone, and there are two of it: check which one a "
           "model was trained with.",
    .when = "In the feed-forward blocks of transformers.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-0.75179152693930030, -0.75179152693930008},
                 {-0.7518, -0.7517},
                 {-3.01, -2.99},
                 {-38.7, -37},
                 {-1e-8, 1e-8},
                 {8, 8.5}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.5}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};

/* gelu_tanh: x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))/2 = x sigma(z), R -> [-0.170041, inf),
 * smooth. f(0) = 0, f'(0) = 1/2; ends as gelu. With c = 2 sqrt(2/pi) and k = 0.044715, both the
 * real numbers (k as a double would move the far tail by 270 ulp), and E = e^-|z|, u = 1 + E: z = c
 * x (1 + k x^2),  y = x z' = c x (1 + 3k x^2),  y' = c (1 + 9k x^2) x < 0:  f = x E/u,  f' = E (u +
 * y)/u^2 x >= 0: f = x/u,    f' = (u + E y)/u^2       f'' = E/u^2 (z' + y' - |y| z' gap/u) f'
 * vanishes at x0 = -0.7524...; with d = x - x0, E0 = e^z0, r = x^2 + x x0 + x0^2: u + y = E0
 * expm1(z - z0) + (y - y0),  z - z0 = c d (1 + k r),  y - y0 = c d (1 + 3k r), of one sign, used up
 * to |d| = 1/4. Beyond |x| = 30 E is 0 to any double.
 * Worst found: f 0.500 ulp at 0x0.0000000000001p-1022, f' 0.500 at 0x1.210b4e351ccc0p-1. */

static const double GELU_TANH_END = 30;

/* c (1 + k s) for k = 0.044715 times 1, 3, 9 */
static struct dd cubic(struct dd k, struct dd s)
{
    const struct dd c = {0x1.9884533d43651p+0, -0x1.cbc0d30ebfd15p-54};
    return dd_mul(c, dd_add_d(dd_mul(k, s), 1));
}

static const struct dd K = {0x1.6e4e26d4801f7p-5, 0x1.441355475a31ap-59};
static const struct dd K_3 = {0x1.12ba9d1f60179p-3, 0x1.f30e7ff583a54p-57};
static const struct dd K_9 = {0x1.9c17ebaf10236p-2, 0x1.d92b7fe08aefbp-57};

/* e^-|z| for |x| <= GELU_TANH_END */
static struct decay gelu_tanh_decay(double x)
{
    double a = fabs(x);
    return exact_decay(dd_mul_d(cubic(K, dd_product(a, a)), a));
}

static double gelu_tanh(double x, const double *p)
{
    (void)p;
    if (isnan(x) || x > GELU_TANH_END)
        return x;
    if (x < -GELU_TANH_END)
        return 0;
    struct decay d = gelu_tanh_decay(x);
    if (x < 0)
        return exact_times(dd_div(d.e.m, d.u), d.e.k, act_one(x));
    return exact_times(act_reciprocal(d.u), 0, act_one(x));
}

/* u + y for x < 0 */
static struct dd gelu_tanh_sum(double x, const struct decay *at)
{
    const struct root x0 = {-0x1.81429f9e97e4dp-1,
                            {0x1.4f523ed77dbdcp-55, -0x1.a649fca8ac0e5p-109}};
    const struct dd E0 = {0x1.2af64e9c485eep-2, -0x1.3ca470b477afcp-57};
    struct dd x2 = dd_product(x, x), d = exact_distance(act_one(x), &x0);
    if (fabs(d.h) > 0.25)
        return dd_add(at->u, dd_mul_d(cubic(K_3, x2), x));
    struct dd x0_pair = {x0.h, x0.rest.h};
    struct dd r = dd_add(x2, dd_mul(x0_pair, dd_add_d(x0_pair, x)));
    struct dd rise = exact_expm1(dd_mul(d, cubic(K, r)));
    return dd_add(dd_mul(E0, rise), dd_mul(d, cubic(K_3, r)));
}

static double gelu_tanh_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GELU_TANH_END)
        return x > 0;
    struct decay d = gelu_tanh_decay(x);
    struct dd u2 = square(d.u);
    if (x < 0)
        return exact_round(dd_div(dd_mul(d.e.m, gelu_tanh_sum(x, &d)), u2), d.e.k);
    struct dd y = dd_mul_d(cubic(K_3, dd_product(x, x)), x);
    return exact_round(dd_div(dd_add(d.u, dd_mul(d.E, y)), u2), 0);
}

static double gelu_tanh_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GELU_TANH_END)
        return 0;
    struct decay d = gelu_tanh_decay(x);
    struct dd x2 = dd_product(x, x), dz = cubic(K_3, x2), dy = cubic(K_9, x2);
    struct dd turn = dd_mul_d(dd_div(dd_mul(square(dz), d.gap), d.u), fabs(x));
    struct dd sum = dd_add(dd_add(dz, dy), dd_neg(turn));
    return exact_round(dd_div(dd_mul(d.e.m, sum), square(d.u)), d.e.k);
}

const struct act act_gelu_tanh_row = {
    .name = "gelu_tanh",
    .aliases = "gelu_new gelu_approx gelu_approximate",
    .title = "Gaussian error linear unit by the tanh formula",
    .formula = "x/2*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))",
    .derivative = "(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))/2"
                  "+x/2*(1-tanh(sqrt(2/pi)*(x+0.044715*x^3))^2)*sqrt(2/pi)*(1+0.134145*x^2)",
    .f = gelu_tanh,
    .df = gelu_tanh_df,
    .d2f = gelu_tanh_d2f,
    .loop = ACT_LOOP_GELU_TANH,
    .source = "Hendrycks and Gimpel 2016",
    .dialect =
        {
            {"PyTorch", "gelu with approximate='tanh'"},
            {"Keras", "gelu with approximate=True"},
            {"TensorFlow", "tf.nn.gelu with approximate=True"},
            {"JAX", "jax.nn.gelu as it stands"},
            {"ONNX", "Gelu with approximate=\"tanh\""},
        },
    .what = "The gelu with a tanh of a cubic in place of the normal distribution function; the two "
            "differ by 0.0005 at most.",
    .pro = "Needs no error function, and is what many published transformers were trained with.",
    .con = "Neither simpler nor smoother than gelu, and easily confused with it.",
    .when = "To run or continue a model that was trained with it.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-0.75246142209715616, -0.75246142209715594},
                 {-1.01, -0.50},
                 {-22, -21},
                 {-1e-8, 1e-8},
                 {5, 8}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 0, 0.5}, {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};
