/* Straight in pieces, with places to choose: threshold, thresholded_relu, srelu, maxout. */
#include "num/act_rows.h"

#include "num/act_part.h"

#include <math.h>

/* threshold: x above p[0], the constant p[1] from there down, R -> R. Jumps at p[0] unless p[1] is
 * the same; f' = 0 there, the left side. Exact. df/dvalue = 1 where f is the value; df/dthreshold
 * is 0, since the place of a jump moves nothing on either side. */

static double threshold(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > p[0] ? x : p[1];
}

static double threshold_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x > p[0] ? 1 : 0;
}

static double threshold_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    return k == 1 && x <= p[0] ? 1 : 0;
}

static int threshold_kinks(const double *p, double out[ACT_KINKS])
{
    out[0] = p[0];
    return 1;
}

const struct act act_threshold_row = {
    .name = "threshold",
    .title = "threshold",
    .formula = "x > threshold ? x : value",
    .derivative = "x > threshold ? 1 : 0",
    .param = {{
                  .name = "threshold",
                  .aliases = "theta t alpha",
                  .value = 1,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "Inputs above it pass.",
              },
              {
                  .name = "value",
                  .aliases = "v",
                  .value = 0,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "The answer to all other inputs.",
              }},
    .f = threshold,
    .df = threshold_df,
    .d2f = act_flat,
    .dparam = threshold_dparam,
    .loop = ACT_LOOP_THRESHOLD,
    .kinks = threshold_kinks,
    .convention = "f(threshold) = value and f'(threshold) = 0",
    .source = "a module of Torch and PyTorch",
    .dialect =
        {
            {"PyTorch", "has no defaults: threshold and value must be given"},
        },
    .what = "Passes inputs above a threshold unchanged and answers a constant to all others.",
    .pro = "Weak inputs are shut out entirely, strong ones pass undiminished.",
    .con = "It jumps at the threshold, so a small change of the input can change the output a "
           "lot, and no gradient comes from below.",
    .when = "To cut off what is known to be noise; with both parameters at 0 it is relu.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{0.999999999999999, 1.000000000000001}},
    .value = {{-(double)INFINITY, 0, 0},
              {1, 0, 0},
              {1.5, 1.5, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};

/* thresholded_relu: x above alpha, else 0; threshold with the value 0, R -> {0} and (alpha, inf).
 * Jumps at alpha, f' = 0 there. Exact. df/dalpha = 0. */

static double thresholded_relu(double x, const double *p)
{
    const double with_0[] = {p[0], 0};
    return threshold(x, with_0);
}

static double thresholded_relu_dparam(double x, const double *p, int k)
{
    (void)k;
    return act_flat(x, p);
}

const struct act act_thresholded_relu_row = {
    .name = "thresholded_relu",
    .aliases = "trec thresholdedrelu",
    .title = "thresholded rectified linear unit",
    .formula = "x > alpha ? x : 0",
    .derivative = "x > alpha ? 1 : 0",
    .param = {{
        .name = "alpha",
        .aliases = "theta threshold t",
        .value = 1,
        .min = 0,
        .max = 100,
        .step = 0.1,
        .help = "Inputs above it pass; 0 makes it relu.",
    }},
    .f = thresholded_relu,
    .df = threshold_df,
    .d2f = act_flat,
    .dparam = thresholded_relu_dparam,
    .loop = ACT_LOOP_THRESHOLDED_RELU,
    .kinks = threshold_kinks,
    .convention = "f(alpha) = 0 and f'(alpha) = 0",
    .source = "Konda, Memisevic and Krueger 2014",
    .dialect =
        {
            {"Keras", "theta, 1 by default, in the layer ThresholdedReLU of Keras 2"},
            {"ONNX", "alpha, 1 by default, in ThresholdedRelu"},
        },
    .what = "A relu that lets only inputs above alpha pass, and these unchanged.",
    .pro = "Sparser than relu, and what passes is not shrunk as it would be by a bias.",
    .con = "It jumps at alpha, and more of its units get no gradient than those of relu.",
    .when = "In autoencoders without biases; elsewhere seldom.",
    .ulp_f = 0,
    .ulp_df = 0,
    .interval = {{0.999999999999999, 1.000000000000001}},
    .value = {{-(double)INFINITY, 0, 0},
              {1, 0, 0},
              {1.5, 1.5, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};

/* srelu: x between tl and tr, beyond them lines of slope al and ar that start there:
 *   x >= tr: tr + ar (x - tr),   x <= tl: tl + al (x - tl),   R -> R for positive slopes.
 * The first that holds counts, should tl be above tr. Kinks at tl and tr, with the slopes of the
 * outer lines. Of t + a (x - t) every term is taken exactly, so there is one rounding, next to the
 * zeros of the outer lines too. df/dt = 1 - a and df/da = x - t on the line in question, else 0. */

enum { TL, AL, TR, AR };

/* t + a (x - t). Far out, where a x could overflow on its way, t (1 - a) is below notice or exact.
 */
static double outer_line(double x, double t, double a)
{
    if (a == 0)
        return t;
    if (t == 0)
        return a * x;
    if (fabs(x) > 1e200)
        return fma(a, x, fma(-a, t, t));
    struct dd a_x = dd_product(a, x), a_t = dd_product(a, t);
    double term[] = {t, a_x.h, a_x.l, -a_t.h, -a_t.l};
    return exact_sum(5, term).h;
}

static double srelu(double x, const double *p)
{
    if (x >= p[TR])
        return outer_line(x, p[TR], p[AR]);
    if (x <= p[TL])
        return outer_line(x, p[TL], p[AL]);
    return x;
}

static double srelu_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return x >= p[TR] ? p[AR] : x <= p[TL] ? p[AL] : 1;
}

static double srelu_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    const int here = x >= p[TR] ? TR : x <= p[TL] ? TL : -1;
    if (here < 0 || (k != here && k != here + 1))
        return 0;
    return k == here ? 1 - p[here + 1] : x - p[here];
}

static int srelu_kinks(const double *p, double out[ACT_KINKS])
{
    out[0] = p[TL];
    out[1] = p[TR];
    return 2;
}

const struct act act_srelu_row = {
    .name = "srelu",
    .aliases = "s_shaped_relu",
    .title = "S-shaped rectified linear unit",
    .formula = "x >= tr ? tr+ar*(x-tr) : x <= tl ? tl+al*(x-tl) : x",
    .derivative = "x >= tr ? ar : x <= tl ? al : 1",
    .param = {{
                  .name = "tl",
                  .aliases = "t_l t_left",
                  .value = -1,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "Where the left line ends.",
              },
              {
                  .name = "al",
                  .aliases = "a_l a_left",
                  .value = 0.1,
                  .min = -10,
                  .max = 10,
                  .step = 0.05,
                  .help = "Slope of the left line.",
              },
              {
                  .name = "tr",
                  .aliases = "t_r t_right",
                  .value = 1,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "Where the right line begins.",
              },
              {
                  .name = "ar",
                  .aliases = "a_r a_right",
                  .value = 0.1,
                  .min = -10,
                  .max = 10,
                  .step = 0.05,
                  .help = "Slope of the right line.",
              }},
    .f = srelu,
    .df = srelu_df,
    .d2f = act_flat,
    .dparam = srelu_dparam,
    .loop = ACT_LOOP_SRELU,
    .kinks = srelu_kinks,
    .convention = "f'(tl) = al and f'(tr) = ar, the slopes of the outer lines",
    .source = "Jin et al. 2016",
    .what = "Three lines joined at two places; places and outer slopes are learned.",
    .pro =
        "Can take the shape of relu, of a leaky relu or of a clipped line, convex or concave, as "
        "the data ask for.",
    .con = "Four more parameters for every unit or channel, with a sensible start to be chosen for "
           "each.",
    .when = "In convolutional networks with data enough to learn the shape.",
    .ulp_f = 0.5,
    .ulp_df = 0,
    .interval = {{-1.000000000000001, -0.999999999999999},
                 {0.999999999999999, 1.000000000000001},
                 {-11, -9},
                 {9, 11}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 0.1},
              {-1, -1, 0.1},
              {0, 0, 1},
              {1, 1, 0.1},
              {(double)INFINITY, (double)INFINITY, 0.1}},
    .values = 5,
};

/* maxout of two lines: max(k1 x + b1, k2 x + b2), convex in x. One rounding each, and rounding
 * keeps the order, so the larger is the right one. Kink where they cross, unless k1 = k2; there and
 * where they are the same line the first counts: f' = k1. Which wins next to the crossing is told
 * from their exact difference. With the line that wins, df/dk = x and df/db = 1, else 0. */

enum { K1, B1, K2, B2 };

/* k x + b, a constant at infinity too if k = 0 */
static double line(double x, double k, double b)
{
    return k == 0 ? b : fma(k, x, b);
}

static bool first_wins(double x, const double *p)
{
    double first = line(x, p[K1], p[B1]), second = line(x, p[K2], p[B2]);
    if (first != second)
        return first > second;
    if (fabs(x) > 1e200 || p[B1] == p[B2]) /* the slopes alone count; products may underflow */
        return p[K1] == p[K2] || x == 0 ? p[B1] >= p[B2] : (p[K1] > p[K2]) == (x > 0);
    struct dd one = dd_product(p[K1], x), two = dd_product(p[K2], x);
    double term[] = {p[B1], -p[B2], one.h, one.l, -two.h, -two.l};
    return exact_sum(6, term).h >= 0;
}

static double maxout(double x, const double *p)
{
    if (isnan(x))
        return x;
    return fmax(line(x, p[K1], p[B1]), line(x, p[K2], p[B2]));
}

static double maxout_df(double x, const double *p)
{
    if (isnan(x))
        return x;
    return first_wins(x, p) ? p[K1] : p[K2];
}

static double maxout_dparam(double x, const double *p, int k)
{
    if (isnan(x))
        return x;
    const int winner = first_wins(x, p) ? K1 : K2;
    if (k != winner && k != winner + 1)
        return 0;
    return k == winner ? x : 1;
}

static int maxout_kinks(const double *p, double out[ACT_KINKS])
{
    return act_kink_add(0, out, (p[B2] - p[B1]) / (p[K1] - p[K2]));
}

const struct act act_maxout_row = {
    .name = "maxout",
    .title = "maxout of two lines",
    .formula = "max(k1*x+b1, k2*x+b2)",
    .derivative = "k1*x+b1 >= k2*x+b2 ? k1 : k2",
    .param = {{
                  .name = "k1",
                  .aliases = "w1",
                  .value = 1,
                  .min = -10,
                  .max = 10,
                  .step = 0.05,
                  .help = "Slope of the first line.",
              },
              {
                  .name = "b1",
                  .value = 0,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "Height of the first line at 0.",
              },
              {
                  .name = "k2",
                  .aliases = "w2",
                  .value = 0.25,
                  .min = -10,
                  .max = 10,
                  .step = 0.05,
                  .help = "Slope of the second line.",
              },
              {
                  .name = "b2",
                  .value = 0,
                  .min = -100,
                  .max = 100,
                  .step = 0.1,
                  .help = "Height of the second line at 0.",
              }},
    .f = maxout,
    .df = maxout_df,
    .d2f = act_flat,
    .dparam = maxout_dparam,
    .loop = ACT_LOOP_MAXOUT,
    .kinks = maxout_kinks,
    .convention = "where the lines cross f' = k1",
    .source = "Goodfellow et al. 2013",
    .what = "The largest of several lines, each with weights of its own; here of two lines in one "
            "input.",
    .pro = "Learns its own convex shape, relu, leaky relu and the absolute value among them, and "
           "never saturates on both sides.",
    .con = "Every line has its own weights, so a layer costs twice as much or more.",
    .when =
        "Together with dropout, for which it was made, where the extra weights can be afforded.",
    .ulp_f = 0.5,
    .ulp_df = 0,
    .interval = {{-1e-300, 1e-300}, {-1e-8, 1e-8}},
    .value = {{-(double)INFINITY, -(double)INFINITY, 0.25},
              {-2, -0.5, 0.25},
              {0, 0, 1},
              {(double)INFINITY, (double)INFINITY, 1}},
    .values = 4,
};
