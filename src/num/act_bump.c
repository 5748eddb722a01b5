/* The rest of the exponential family: loglog, gaussian, tanhshrink. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* loglog: 1 - e^-e with e = e^x, R -> (0, 1), smooth. 0 and 1 at the ends, f(0) = 1 - 1/e;
 * f' = e^(x - e) has its peak 1/e at 0, f'' = f' (1 - e).
 *   x < -90: f = f' = e^x, since e is below 2^-129; its power of two stays apart.
 *   else f = gap of the decay e; in f' the exponent x - e is a pair: a double e would cost 800 ulp
 *   at x = 6.5. 1 - e is an expm1, right at its zero too.
 *   x > 7: f = 1 and f' = 0 to any double, as e > 1096.
 * Worst found: f 0.500 ulp at -0x1.ffffffffff088p-1, f' 0.500 at -0x1.0000000006226p+0. */

enum { LOGLOG_TAIL = -90, LOGLOG_END = 7 };

/* e^x for x <= LOGLOG_END */
static struct scaled loglog_power(double x)
{
    return exact_exp(act_one(fmax(x, -1490)));
}

static struct dd loglog_e(double x)
{
    struct scaled e = loglog_power(x);
    double power = ldexp(1, e.k);
    return (struct dd){e.m.h * power, e.m.l * power};
}

/* f' for x <= LOGLOG_END */
static struct scaled loglog_slope(double x)
{
    if (x < LOGLOG_TAIL)
        return loglog_power(x);
    return exact_exp(dd_add_d(dd_neg(loglog_e(x)), x));
}

static double loglog(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (x > LOGLOG_END)
        return 1;
    if (x < LOGLOG_TAIL) {
        struct scaled e = loglog_power(x);
        return exact_round(e.m, e.k);
    }
    return exact_round(exact_decay(loglog_e(x)).gap, 0);
}

static double loglog_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (x > LOGLOG_END)
        return 0;
    struct scaled s = loglog_slope(x);
    return exact_round(s.m, s.k);
}

static double loglog_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (x > LOGLOG_END)
        return 0;
    struct scaled s = loglog_slope(x);
    struct dd one_less_e = dd_neg(exact_expm1(act_one(fmax(x, -1490))));
    return exact_round(dd_mul(s.m, one_less_e), s.k);
}

const struct act act_loglog_row = {
    .name = "loglog",
    .aliases = "cloglog complementary_log_log",
    .title = "complementary log-log",
    .formula = "1-exp(-exp(x))",
    .derivative = "exp(x-exp(x))",
    .f = loglog,
    .df = loglog_df,
    .d2f = loglog_d2f,
    .loop = ACT_LOOP_LOGLOG,
    .source = "Gomes and Ludermir 2008",
    .what = "An S from 0 to 1 that leaves 0 slowly and reaches 1 in a rush: the distribution "
            "function of an extreme value.",
    .pro = "Smooth and bounded, and lopsided as the probability of rare events is.",
    .con = "Above 2 its slope falls faster than any exponential, so a unit that strays there stops "
           "learning.",
    .when = "At the output for probabilities of rare events or times to an event; hardly ever in "
            "hidden layers.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-91, -89}, {6.4, 7.1}, {-746, -707}, {3, 4}},
    .value = {{-(double)INFINITY, 0, 0},
              {0, 0x1.43a54e4e98864p-1, 0x1.78b56362cef38p-2},
              {(double)INFINITY, 1, 0}},
    .values = 3,
};

/* gaussian: e^-(x^2), R -> (0, 1], smooth, even. 0 at both ends, f(0) = 1; f' = -2x f,
 * f'' = (4x^2 - 2) f. The exponent is the exact product: rounding x^2 would cost 480 ulp in the
 * tail. Beyond |x| = 40 all three are 0 to any double.
 * Worst found: f 0.500 ulp at 0x1.cb9f45df35a7ap+1, f' 0.500 at -0x1.f503401cc15a6p-1. */

enum { GAUSSIAN_END = 40 };

static struct scaled gaussian_power(double x)
{
    return exact_decay(dd_product(x, x)).e;
}

static double gaussian(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GAUSSIAN_END)
        return 0;
    struct scaled e = gaussian_power(x);
    return exact_round(e.m, e.k);
}

static double gaussian_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GAUSSIAN_END)
        return 0;
    struct scaled e = gaussian_power(x);
    return exact_times(e.m, e.k, act_one(-2 * x));
}

static double gaussian_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > GAUSSIAN_END)
        return 0;
    struct scaled e = gaussian_power(x);
    return exact_round(dd_mul(e.m, dd_add_d(dd_product(4 * x, x), -2)), e.k);
}

const struct act act_gaussian_row = {
    .name = "gaussian",
    .aliases = "gauss rbf radbas",
    .title = "Gaussian",
    .formula = "exp(-x^2)",
    .derivative = "-2*x*exp(-x^2)",
    .f = gaussian,
    .df = gaussian_df,
    .d2f = gaussian_d2f,
    .loop = ACT_LOOP_GAUSSIAN,
    .source = "radial basis functions, Broomhead and Lowe 1988",
    .what = "A bell: strong where the input is near 0, silent far away on both sides.",
    .pro = "Each unit answers for its own neighbourhood, so what it has learned is easy to read.",
    .con = "Far from 0 value and slope are both 0, and with many inputs nearly everything is far "
           "away.",
    .when = "In radial basis networks with few inputs, where units are placed on the data.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-27.3, -26.6}, {26.6, 27.3}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 1, 0}, {(double)INFINITY, 0, 0}},
    .values = 3,
};

/* tanhshrink: x - tanh x, R -> R, smooth, odd, flat at 0: f(0) = f'(0) = 0. -inf and inf at the
 * ends, where f' = 1. With t = tanh |x| = gap/u from E = e^(-2|x|):
 *   |x| < 0.3: the difference cancels; Lambert's fraction tanh x = x/(1 + x^2/K) with
 *       K = 3 + x^2/(5 + x^2/(7 + ...)) gives f = x^3/(x^2 + K), all of one sign; cut at 21 it is
 *       off by less than 2^-70. x^3 keeps its power of two apart.
 *   |x| < 50: the difference of pairs; beyond, x -+ 1.
 * f' = t^2, f'' = 2 t (1 - t^2) = 8 t E/u^2.
 * Worst found: f 0.500 ulp at -0x1.fffffffffffdap-1, f' 0.500 at -0x1.245a35552919dp-43. */

static struct decay tanh_decay(double x)
{
    return exact_decay(act_one(2 * fabs(x)));
}

/* x^2 + K: the levels up to 9 as pairs, since what lies deeper counts for little. */
static struct dd lambert(double x)
{
    double square = x * x, deep = 21;
    for (int n = 19; n >= 11; n -= 2)
        deep = n + square / deep;
    struct dd y = dd_product(x, x), level = act_one(deep);
    for (int n = 9; n >= 3; n -= 2)
        level = dd_add_d(dd_div(y, level), n);
    return dd_add(y, level);
}

static double tanhshrink(double x, const double *p)
{
    (void)p;
    double a = fabs(x), y;
    if (isnan(x))
        return x;
    if (a < 0.3) {
        int k;
        double m = frexp(a, &k);
        y = exact_round(dd_div(dd_mul_d(dd_product(m, m), m), lambert(a)), 3 * k);
    } else if (a < 50) {
        struct decay d = tanh_decay(x);
        y = exact_round(dd_add_d(dd_neg(dd_div(d.gap, d.u)), a), 0);
    } else {
        y = a - 1;
    }
    return copysign(y, x);
}

static double tanhshrink_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = tanh_decay(x);
    struct dd t = dd_div(d.gap, d.u);
    return exact_times(t, 0, t);
}

static double tanhshrink_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    struct decay d = tanh_decay(x);
    struct dd t = dd_div(d.gap, d.u), slope = dd_div(d.e.m, dd_mul(d.u, d.u));
    return copysign(exact_times(t, d.e.k, dd_mul_d(slope, 8)), x);
}

const struct act act_tanhshrink_row = {
    .name = "tanhshrink",
    .aliases = "tanh_shrink",
    .title = "tanh shrinkage",
    .formula = "x-tanh(x)",
    .derivative = "tanh(x)^2",
    .f = tanhshrink,
    .df = tanhshrink_df,
    .d2f = tanhshrink_d2f,
    .loop = ACT_LOOP_TANHSHRINK,
    .source = "as in Torch; a smooth relative of the soft shrinkage of Donoho 1995",
    .what = "What tanh takes away: nearly 0 around 0, a straight line of slope 1 far out.",
    .pro = "Odd and smooth, and suppresses small inputs while large ones pass.",
    .con = "Its slope is 0 at 0, just where most inputs lie at the start of training.",
    .when = "To denoise codes that should be sparse; hardly ever in hidden layers.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{0.29, 0.31}, {-0.31, -0.29}, {49, 51}, {-1e-8, 1e-8}, {1e-108, 1e-107}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 1},
              {0, 0, 0},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 3,
};
