/* Trigonometric functions: sin, cos, sinc, snake, arctan.
 *
 * exact_sincos reduces any finite angle without loss, so that what is computed is the sine of the
 * double given, be it 1.3e174. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>
#include <stddef.h>

static struct dd sine(double x)
{
    struct dd s;
    exact_sincos(x, &s, NULL);
    return s;
}

static struct dd cosine(double x)
{
    struct dd c;
    exact_sincos(x, NULL, &c);
    return c;
}

/* sin, cos: R -> [-1, 1], smooth, without a limit at +-inf: nan there. f'' = -f. */

static double sin_f(double x, const double *p)
{
    (void)p;
    return isfinite(x) ? sine(x).h : NOT_A_NUMBER;
}

static double cos_f(double x, const double *p)
{
    (void)p;
    return isfinite(x) ? cosine(x).h : NOT_A_NUMBER;
}

static double minus_sin(double x, const double *p)
{
    return -sin_f(x, p);
}

static double minus_cos(double x, const double *p)
{
    return -cos_f(x, p);
}

const struct act act_sin_row = {
    .name = "sin",
    .aliases = "sine sinusoid",
    .title = "sine",
    .formula = "sin(x)",
    .derivative = "cos(x)",
    .f = sin_f,
    .df = cos_f,
    .d2f = minus_sin,
    .loop = ACT_LOOP_SIN,
    .source = "Sitzmann et al. 2020",
    .dialect =
        {
            {"SIREN", "sin(30 x): the frequency belongs to the first layer's weights"},
        },
    .what = "A wave; all of its derivatives are waves of the same kind.",
    .pro =
        "Odd, bounded, with slope 1 at 0 and no saturation anywhere: it represents fine detail and "
        "its derivatives well.",
    .con = "Many inputs share each output, so training has many bad valleys unless weights start "
           "by a rule made for it.",
    .when = "For images, sounds and fields as functions of place and time, and for equations "
            "between derivatives.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{3.1415926535897, 3.1415926535899},
                 {1.5707963267948, 1.570796326795},
                 {1e15, 1e17},
                 {1e174, 1e175},
                 {-1e-8, 1e-8}},
    .value = {{-5e-324, -5e-324, 1}, {0, 0, 1}, {5e-324, 5e-324, 1}},
    .values = 3,
};

const struct act act_cos_row = {
    .name = "cos",
    .aliases = "cosine",
    .title = "cosine",
    .formula = "cos(x)",
    .derivative = "-sin(x)",
    .f = cos_f,
    .df = minus_sin,
    .d2f = minus_cos,
    .loop = ACT_LOOP_COS,
    .source = "random features of Rahimi and Recht 2007",
    .what = "The sine moved by a quarter turn: even, with its top at 0.",
    .pro = "Bounded and smooth; with random weights its units are features of a Gaussian kernel.",
    .con = "Slope 0 at 0, so small inputs pass hardly any gradient, and many inputs share each "
           "output.",
    .when = "As fixed random features; in trained layers sin is the better start.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{3.1415926535897, 3.1415926535899},
                 {1.5707963267948, 1.570796326795},
                 {1e15, 1e17},
                 {1e174, 1e175},
                 {-1e-8, 1e-8}},
    .value = {{-5e-324, 1, 5e-324}, {0, 1, 0}, {5e-324, 1, -5e-324}},
    .values = 3,
};

/* sinc: sin(x)/x with f(0) = 1, R -> [-0.217234, 1], even, smooth, 0 with slope 0 at +-inf.
 *   f' = (cos x - f)/x,   f'' = -(f + 2 f'/x).
 * Near 0 the difference cancels; there |x| < SERIES and
 *   f' = -x/3 (1 - x^2/(2 5) (1 - x^2/(4 7) (...))),
 * whose n-th factor is x^2/((2n-2)(2n+1)), all of it good to 2^-100. Elsewhere its zeros, next to
 * odd multiples of pi/2, are as good as the pairs it is the difference of. The division by x comes
 * with x brought to 1/2..1, so that results below the normal numbers are rounded once. */

static const double SERIES = 0.5;

static double scaled_quotient(struct dd a, double x)
{
    int k;
    const double near_1 = frexp(x, &k);
    return exact_round(dd_div_d(a, near_1), -k);
}

/* -f'/x for |x| < SERIES: x^2 ^ 12/25! is below 2^-107 */
static struct dd sinc_fall(double x)
{
    struct dd z = dd_product(x, x), sum = {1, 0};
    for (int n = 12; n >= 2; n--) {
        struct dd factor = dd_div_d(z, (2 * n - 2) * (2 * n + 1));
        sum = dd_add_d(dd_neg(dd_mul(factor, sum)), 1);
    }
    return dd_div_d(sum, 3);
}

/* cos x - sin x/x for other x */
static struct dd sinc_slope(double x)
{
    struct dd s, c;
    exact_sincos(x, &s, &c);
    return dd_add(c, dd_neg(dd_div_d(s, x)));
}

static double sinc(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (isinf(x))
        return 0;
    return x == 0 ? 1 : scaled_quotient(sine(x), x);
}

static double sinc_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (isinf(x))
        return 0;
    if (fabs(x) < SERIES)
        return exact_times(dd_neg(sinc_fall(x)), 0, act_one(x));
    return scaled_quotient(sinc_slope(x), x);
}

static double sinc_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (isinf(x))
        return 0;
    if (fabs(x) < SERIES) {
        struct dd twice = dd_mul_d(sinc_fall(x), 2);
        return x == 0 ? -1.0 / 3 : dd_add(twice, dd_neg(dd_div_d(sine(x), x))).h;
    }
    struct dd twice = dd_div_d(dd_mul_d(sinc_slope(x), 2), x);
    return scaled_quotient(dd_neg(dd_add(sine(x), twice)), x);
}

const struct act act_sinc_row = {
    .name = "sinc",
    .aliases = "cardinal_sine",
    .title = "cardinal sine",
    .formula = "x == 0 ? 1 : sin(x)/x",
    .derivative = "x == 0 ? 0 : (cos(x)-sin(x)/x)/x",
    .f = sinc,
    .df = sinc_df,
    .d2f = sinc_d2f,
    .loop = ACT_LOOP_SINC,
    .source = "the kernel of interpolation of Whittaker 1915 and Shannon 1949",
    .dialect =
        {
            {"NumPy", "numpy.sinc is sin(pi x)/(pi x)"},
            {"PyTorch", "torch.sinc is sin(pi x)/(pi x)"},
            {"JAX", "jax.numpy.sinc is sin(pi x)/(pi x)"},
        },
    .what = "A wave that dies away as 1/x from its peak of 1 at 0.",
    .pro = "Smooth and bounded, and tends to 0 on both sides, slowly.",
    .con = "Slope 0 at 0, many inputs share each output, and far out almost nothing is left.",
    .when = "Where signals limited in frequency are pieced together; hardly ever as the bend of a "
            "deep network.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{3.1415926535897, 3.1415926535899},
                 {4.4934094579, 4.4934094580},
                 {0.4, 0.6},
                 {-1e-8, 1e-8},
                 {1e15, 1e17},
                 {1e300, 1.7e308}},
    .value = {{-(double)INFINITY, 0, 0}, {0, 1, 0}, {(double)INFINITY, 0, 0}},
    .values = 3,
};

/* snake: x + sin^2(alpha x)/alpha, R -> R, smooth, never falling; at +-inf f is +-inf and f' has no
 * limit: nan. alpha x is never rounded (exact_sincos_product).
 *   f' = 1 + sin(2 alpha x), right next to its double zeros too (exact_one_plus_sin),
 *   f'' = 2 alpha cos(2 alpha x),
 *   df/dalpha = (x sin(2 alpha x) - sin^2(alpha x)/alpha)/alpha.
 * The sum of f has no cancellation to speak of: -x is at least 1.4 times the other term. */

static double snake(double x, const double *p)
{
    if (!isfinite(x) || fabs(x) < 0x1p-300) /* alpha x^2 is far below notice */
        return x;
    struct dd s;
    exact_sincos_product(p[0], x, &s, NULL);
    return dd_add_d(dd_div_d(dd_mul(s, s), p[0]), x).h;
}

static double snake_df(double x, const double *p)
{
    return isfinite(x) ? exact_one_plus_sin(2 * p[0], x).h : NOT_A_NUMBER;
}

static double snake_d2f(double x, const double *p)
{
    if (!isfinite(x))
        return NOT_A_NUMBER;
    struct dd c;
    exact_sincos_product(2 * p[0], x, NULL, &c);
    return dd_mul_d(c, 2 * p[0]).h;
}

/* From sin(2 alpha x) = 2 sin cos; x is brought to 1/2..1, as x^2 is what is left near 0. */
static double snake_dparam(double x, const double *p, int k)
{
    (void)k;
    if (!isfinite(x))
        return NOT_A_NUMBER;
    if (fabs(x) < 0x1p-300)
        return x * x;
    struct dd s, c;
    exact_sincos_product(p[0], x, &s, &c);
    int exponent;
    const double near_1 = frexp(x, &exponent);
    struct dd swing = dd_mul_d(dd_mul_d(c, 2), near_1);
    struct dd rest = dd_div_d(s, -p[0]);
    rest = (struct dd){ldexp(rest.h, -exponent), ldexp(rest.l, -exponent)};
    return exact_times(dd_div_d(dd_add(swing, rest), p[0]), exponent, s);
}

const struct act act_snake_row = {
    .name = "snake",
    .aliases = "snake_a",
    .title = "snake",
    .formula = "x+sin(alpha*x)^2/alpha",
    .derivative = "1+sin(2*alpha*x)",
    .param = {{
        .name = "alpha",
        .aliases = "a frequency",
        .value = 1,
        .min = 0.01,
        .max = 100,
        .step = 0.1,
        .help = "Frequency of the wave; the higher, the smaller its swing around the line.",
    }},
    .f = snake,
    .df = snake_df,
    .d2f = snake_d2f,
    .dparam = snake_dparam,
    .loop = ACT_LOOP_SNAKE,
    .source = "Ziyin, Hartwig and Ueda 2020",
    .what = "A rising line with a wave on it that never falls.",
    .pro = "Learns what repeats and goes on repeating beyond the data, while the line keeps "
           "gradients level on average.",
    .con = "Its slope is 0 again and again, and the frequency has to fit the data or be learned.",
    .when = "For series with seasons or other periods, and in synthesis of sound.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-0.785398163398, -0.785398163397},
                 {2.356194490192, 2.356194490193},
                 {-1e-8, 1e-8},
                 {1e15, 1e17}},
    .value = {{-5e-324, -5e-324, 1}, {0, 0, 1}, {5e-324, 5e-324, 1}},
    .values = 3,
};

/* arctan: R -> (-pi/2, pi/2), odd, smooth. f' = q = 1/(1 + x^2), f'' = -2x q^2; beyond ACT_FAR q is
 * (1/x)^2, whose subnormal values are rounded once. */

static struct dd arctan_q(double x)
{
    return act_reciprocal(dd_add_d(dd_product(x, x), 1));
}

static double arctan(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (isinf(x))
        return copysign(0x1.921fb54442d18p+0, x);
    return exact_atan(x).h;
}

static double arctan_df(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) <= ACT_FAR)
        return arctan_q(x).h;
    struct dd q = act_reciprocal(act_one(fmin(fabs(x), 0x1p900)));
    return exact_times(q, 0, q);
}

static double arctan_d2f(double x, const double *p)
{
    (void)p;
    if (isnan(x))
        return x;
    if (fabs(x) > ACT_FAR)
        return act_cube_times(act_reciprocal(act_one(copysign(fmin(fabs(x), 0x1p400), x))),
                              act_one(-2));
    struct dd q = arctan_q(x);
    return dd_mul(dd_mul(q, q), act_one(-2 * x)).h;
}

const struct act act_arctan_row = {
    .name = "arctan",
    .aliases = "atan arc_tangent",
    .title = "arc tangent",
    .formula = "atan(x)",
    .derivative = "1/(1+x^2)",
    .f = arctan,
    .df = arctan_df,
    .d2f = arctan_d2f,
    .loop = ACT_LOOP_ARCTAN,
    .source = "an S of lists of functions, without a known first paper",
    .what = "An S between -pi/2 and pi/2 with slope 1 at 0.",
    .pro = "Odd and smooth, and its slope falls as 1/x^2 rather than exponentially.",
    .con = "Costs an arc tangent and nears its ends slowly without gaining much over tanh.",
    .when = "As an alternative to tanh with a longer reach.",
    .ulp_f = 0.6,
    .ulp_df = 0.6,
    .interval = {{-1e-8, 1e-8}, {0.9, 1.1}, {1e8, 1e17}, {1e153, 1e163}},
    .value = {{-(double)INFINITY, -0x1.921fb54442d18p+0, 0},
              {0, 0, 1},
              {1, 0x1.921fb54442d18p-1, 0.5},
              {(double)INFINITY, 0x1.921fb54442d18p+0, 0}},
    .values = 4,
};
