/* Mean-field theory against the figures of an independent computation (other quadrature, other
 * language): rates at 20 and 100 layers, fixed points, the edge of chaos. */
#include "num/theory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "num/act_book.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])
#define BIG      (double)INFINITY

/* The columns of the tables; both normal ones at width 256. */
enum { XAVIER, HE, NORMAL_1, NORMAL_001, INITS };

static const struct {
    enum stack_init init;
    double scale;
} inits[INITS] = {{STACK_XAVIER, 0}, {STACK_HE, 0}, {STACK_NORMAL, 1}, {STACK_NORMAL, 0.01}};

static const struct kernel *kernel(void)
{
    return kernel_choose(NULL, NULL);
}

/* Functions that the program has no name for are formulas of this book. */
static int open_book(void **state)
{
    static struct act_names names;
    names.book = act_book_new();
    *state = &names;
    return 0;
}

static int close_book(void **state)
{
    const struct act_names *names = *state;
    act_book_free(names->book);
    return 0;
}

static struct stack_spec spec_of(void **state, const char *act, int init)
{
    struct stack_spec spec = {.layers = 20,
                              .width = 256,
                              .batch = 64,
                              .init = inits[init].init,
                              .init_scale = inits[init].scale,
                              .gain = 1};
    struct err e = {0};
    if (!act_parse(*state, act, &spec.act, &e))
        fail_msg("%s", e.text);
    return spec;
}

/* ---- decades a layer ---- */

static const struct {
    const char *act;
    double want[INITS][2]; /* of 20 and of 100 layers */
} rates[] = {
    {"sigmoid", {{-0.6296, -0.6275}, {-0.5017, -0.4986}, {0.0912, 0.0948}, {-1.3987, -1.3987}}},
    {"tanh", {{-0.0374, -0.0108}, {0.0121, 0.0199}, {0.4702, 0.4705}, {-0.7964, -0.7960}}},
    {"relu", {{-0.1505, -0.1505}, {0.0000, 0.0000}, {1.0536, 1.0536}, {-0.9464, -0.9464}}},
    {"leaky_relu", {{-0.1505, -0.1505}, {0.0000, 0.0000}, {1.0536, 1.0536}, {-0.9464, -0.9464}}},
    {"prelu", {{-0.1374, -0.1374}, {0.0132, 0.0132}, {1.0668, 1.0668}, {-0.9332, -0.9332}}},
    {"elu", {{-0.0434, -0.0155}, {0.0325, 0.0173}, {1.0539, 1.0537}, {-0.7974, -0.7962}}},
    {"selu", {{0.0150, 0.0150}, {0.0703, 0.0349}, {1.0759, 1.0752}, {-0.6376, -0.6355}}},
    {"softplus", {{-0.2694, -0.2697}, {-0.0645, -0.0406}, {1.0530, 1.0535}, {-1.0962, -1.0962}}},
    {"gelu", {{-0.2842, -0.2978}, {-0.0557, -0.1323}, {1.0537, 1.0536}, {-1.0962, -1.0968}}},
    {"silu", {{-0.2921, -0.2993}, {-0.1167, -0.1440}, {1.0537, 1.0536}, {-1.0966, -1.0969}}},
    {"mish", {{-0.2135, -0.2203}, {-0.0111, -0.0579}, {1.0537, 1.0536}, {-1.0175, -1.0177}}},
    {"softsign", {{-0.0730, -0.0212}, {-0.0218, 0.0031}, {0.3458, 0.3474}, {-0.8015, -0.7970}}},
};

/* Mean of 1/2 log10 chi_l over l = 1..L-1. */
static double rate(const struct stack_spec *spec, int layers)
{
    struct theory t;
    theory_init(&t, spec, kernel());
    double sum = 0;
    for (int l = 1; l < layers; l++)
        sum += theory_next(&t);
    return sum / (layers - 1);
}

static void decades_per_layer(void **state)
{
    for (int i = 0; i < COUNT(rates); i++)
        for (int init = 0; init < INITS; init++)
            for (int deep = 0; deep < 2; deep++) {
                const struct stack_spec spec = spec_of(state, rates[i].act, init);
                double is = rate(&spec, deep ? 100 : 20), want = rates[i].want[init][deep];
                if (!(fabs(is - want) <= 5.1e-5))
                    fail_msg("%s, init %d: %.6f, not %.4f", rates[i].act, init, is, want);
            }
}

/* ---- where q comes to rest ---- */

static const struct {
    const char *act;
    struct {
        double q, chi; /* q* of 0 or BIG is approached only, maybe slowly: chi is the limit there */
    } at[INITS];
} fixed[] = {
    {"sigmoid",
     {{0.264687, 0.055721}, {0.55529, 0.100977}, {118.754, 1.553574}, {0.00641022, 0.001595}}},
    {"hardsigmoid",
     {{0.257143, 0.027778}, {0.52941, 0.055553}, {118.696, 1.542835}, {0.00640455, 0.000711}}},
    {"tanh", {{0, 1.000000}, {0.617965, 1.105529}, {242.917, 8.731163}, {0, 0.025600}}},
    {"hardtanh", {{0, 1.000000}, {1.05225, 1.340738}, {247.345, 12.978838}, {0, 0.025600}}},
    {"softsign", {{0, 1.000000}, {0.0794786, 1.042351}, {187.496, 4.961014}, {0, 0.025600}}},
    {"arctan", {{0, 1.000000}, {0.777211, 1.087627}, {533.807, 6.937275}, {0, 0.025600}}},
    {"lecun_tanh", {{0.382441, 1.019250}, {2.38377, 1.188599}, {720.172, 9.955080}, {0, 0.033500}}},
    {"symmetrical_sigmoid", {{0, 0.250000}, {0, 0.500000}, {229.207, 4.484632}, {0, 0.006400}}},
    {"abs(x) < 2 ? x - x*abs(x)/4 : x/abs(x)",
     {{0, 1.000000}, {0.585564, 1.071187}, {243.803, 8.713918}, {0, 0.025600}}},
    {"isru", {{0, 1.000000}, {0.464046, 1.095352}, {236.163, 7.823832}, {0, 0.025600}}},
    {"sin", {{0, 1.000000}, {0.796812, 1.203188}, {128, 128.000000}, {0, 0.025600}}},
    {"relu", {{0, 0.500000}, {2, 1.000000}, {BIG, 128}, {0, 0.012800}}},
    {"leaky_relu", {{0, 0.500050}, {BIG, 1.0001}, {BIG, 128.013}, {0, 0.012801}}},
    {"leaky_relu:alpha=0.2", {{0, 0.520000}, {BIG, 1.04}, {BIG, 133.12}, {0, 0.013312}}},
    {"prelu", {{0, 0.531250}, {BIG, 1.0625}, {BIG, 136}, {0, 0.013600}}},
    {"elu", {{0, 1.000000}, {BIG, 1}, {BIG, 128}, {0, 0.025600}}},
    {"elu:alpha=2", {{1.33986, 1.101040}, {BIG, 1}, {BIG, 128}, {0, 0.064000}}},
    {"celu:alpha=2", {{0, 1.000000}, {BIG, 1}, {BIG, 128}, {0, 0.025600}}},
    {"selu", {{1, 1.071575}, {BIG, 1.10397}, {BIG, 141.308}, {0, 0.053695}}},
    {"x > 0 ? x : x/sqrt(1 + x*x)", {{0, 1.000000}, {BIG, 1}, {BIG, 128}, {0, 0.025600}}},
    {"softplus", {{0.856305, 0.288722}, {BIG, 1}, {BIG, 128}, {0.0124344, 0.006420}}},
    {"softplus(x) - log(2)", {{0, 0.250000}, {0, 0.500000}, {BIG, 128}, {0, 0.006400}}},
    {"gelu", {{0, 0.250000}, {0, 0.500000}, {BIG, 128}, {0, 0.006400}}},
    {"silu", {{0, 0.250000}, {0, 0.500000}, {BIG, 128}, {0, 0.006400}}},
    {"mish", {{0, 0.360000}, {0, 0.720000}, {BIG, 128}, {0, 0.009216}}},
    {"hardswish", {{0, 0.250000}, {0, 0.500000}, {BIG, 128}, {0, 0.006400}}},
    {"bent_identity", {{BIG, 1.25}, {BIG, 2.5}, {BIG, 320}, {0, 0.025600}}},
    {"gaussian",
     {{0.556693, 0.384170}, {0.923228, 0.726500}, {25.3154, 25.067801}, {0.0244338, 0.002175}}},
    {"sinc",
     {{0.799367, 0.057561}, {1.40759, 0.153736}, {44.9897, 13.120900}, {0.0253856, 0.000071}}},
    {"absolute", {{1, 1.000000}, {BIG, 2}, {BIG, 256}, {0, 0.025600}}},
};

/* Does q go to its limit, be it ever so slowly, and chi with it? */
static void check_limit(const struct stack_spec *spec, double q, double chi)
{
    struct theory t;
    theory_init(&t, spec, kernel());
    double is = t.s2 * theory_moment(kernel(), &spec->act, THEORY_DF2, q);
    if (!(fabs(is - chi) <= 5.1e-7 + 4e-6 * chi))
        fail_msg("%s: chi of %g is %.9g, not %.9g", spec->act.act->name, q, is, chi);
    double before = t.q;
    for (int l = 1; l <= 1000 && before < 1e150; l++) {
        (void)theory_next(&t);
        if (l % 100)
            continue;
        bool further = q == 0 ? t.q < before || t.q < 1e-30 : t.q > before;
        if (!further)
            fail_msg("%s: q is %g at layer %d, after %g", spec->act.act->name, t.q, l, before);
        before = t.q;
    }
}

static void check_rest(const struct stack_spec *spec, double q, double chi)
{
    struct theory t;
    int layer = 0;
    theory_init(&t, spec, kernel());
    while (isnan(t.log10_chi) && layer++ < 5000)
        (void)theory_next(&t);
    double is = pow(10, 2 * theory_next(&t));
    /* The nodes do not know where f'' of a formula jumps. */
    const double own = act_is_anonymous(spec->act.act) ? 3e-5 : 0;
    if (!(fabs(t.q - q) <= (6e-6 + own) * q) || !(fabs(is - chi) <= (5.1e-7 + own) * fmax(1, chi)))
        fail_msg("%s: q %.9g, chi %.9g after %d layers", spec->act.act->name, t.q, is, layer);
    assert_true(theory_next(&t) == t.log10_chi);
}

static void fixed_points(void **state)
{
    for (int i = 0; i < COUNT(fixed); i++)
        for (int init = 0; init < INITS; init++) {
            const struct stack_spec spec = spec_of(state, fixed[i].act, init);
            double q = fixed[i].at[init].q;
            bool limit = q == 0 || isinf(q);
            (limit ? check_limit : check_rest)(&spec, q, fixed[i].at[init].chi);
        }
}

/* ---- the edge of chaos ---- */

static const double sigma_b[] = {0, 0.05, 0.1, 0.2, 0.3, 0.5, 1};
enum { BIASES = sizeof sigma_b / sizeof sigma_b[0] };

static const struct {
    const char *act;
    struct {
        double sigma_w, q; /* q < 0: the rest at -q is not stable; all 0: there is none */
    } at[BIASES];
} edges[] = {
    {"tanh",
     {{1, 0},
      {1.12254, 0.1537},
      {1.19340, 0.2733},
      {1.30415, 0.5121},
      {1.39558, 0.7635},
      {1.54967, 1.318},
      {1.85559, 3.036}}},
    {"hardtanh",
     {{1, 0},
      {1.00885, 0.1771},
      {1.02570, 0.2591},
      {1.06861, 0.4233},
      {1.11614, 0.6016},
      {1.21315, 1.013},
      {1.43969, 2.388}}},
    {"softsign",
     {{1, 0},
      {1.36105, 0.06863},
      {1.51287, 0.154},
      {1.72963, 0.3583},
      {1.89749, 0.5996},
      {2.16623, 1.177},
      {2.66742, 3.098}}},
    {"arctan",
     {{1, 0},
      {1.12439, 0.1713},
      {1.19645, 0.3162},
      {1.30830, 0.6173},
      {1.39979, 0.9418},
      {1.55218, 1.665},
      {1.84859, 3.897}}},
    {"lecun_tanh",
     {{0.874177, 0},
      {0.95610, 0.2514},
      {1.00368, 0.4368},
      {1.07829, 0.7921},
      {1.14005, 1.152},
      {1.24434, 1.915},
      {1.45187, 4.133}}},
    {"sin",
     {{1, 0},
      {1.09282, 0.1967},
      {1.14227, 0.3148},
      {1.21233, 0.5098},
      {1.26266, 0.6843},
      {1.33033, 1.02},
      {1.40042, 1.961}}},
    {"sigmoid",
     {{10.14926, 45.62},
      {10.14956, 45.63},
      {10.15046, 45.65},
      {10.15403, 45.71},
      {10.15997, 45.82},
      {10.17886, 46.17},
      {10.26499, 47.8}}},
    {"hardsigmoid",
     {{10.32948, 47.27},
      {10.32976, 47.28},
      {10.33058, 47.29},
      {10.33385, 47.36},
      {10.33929, 47.47},
      {10.35661, 47.81},
      {10.43583, 49.38}}},
    {"elu",
     {{1, 0},
      {1.13187, 0.1892},
      {1.17615, 0.4378},
      {1.22925, 1.107},
      {1.26311, 2.035},
      {1.30611, 4.887},
      {1.35798, 21.78}}},
    {"elu:alpha=2",
     {{0, 0},
      {0.76299, 0.1318},
      {0.81398, 0.286},
      {0.88249, 0.6504},
      {0.93200, 1.089},
      {1.00480, 2.203},
      {1.11965, 6.707}}},
    {"celu:alpha=2",
     {{1, 0},
      {1.09698, 0.3444},
      {1.13187, 0.7567},
      {1.17615, 1.751},
      {1.20629, 2.971},
      {1.24773, 6.142},
      {1.30611, 19.55}}},
    {"selu",
     {{0, 0},
      {0.82201, 0.1407},
      {0.87191, 0.3089},
      {0.93748, 0.717},
      {0.98369, 1.222},
      {1.04964, 2.556},
      {1.14792, 8.399}}},
    {"x > 0 ? x : x/sqrt(1 + x*x)",
     {{1, 0},
      {1.08233, 0.1882},
      {1.12375, 0.3802},
      {1.17975, 0.8704},
      {1.21865, 1.54},
      {1.27122, 3.6},
      {1.33835, 15.92}}},
    {"gelu",
     {{2, 0},
      {1.85190, -0.07517},
      {1.72708, -0.1835},
      {1.54701, -0.5756},
      {1.45047, -1.425},
      {1.39987, 6.434},
      {1.40594, 82.31}}},
    {"silu",
     {{2, 0},
      {1.90501, -0.1136},
      {1.82005, -0.2597},
      {1.67953, -0.6895},
      {1.57562, -1.4},
      {1.45695, -4.428},
      {1.40251, 39.39}}},
    {"mish",
     {{1.666667, 0},
      {1.59717, -0.1109},
      {1.54097, -0.2632},
      {1.46344, -0.7455},
      {1.42111, -1.588},
      {1.39343, 5.315},
      {1.40078, 50.68}}},
    {"hardswish",
     {{2, 0},
      {1.93444, -0.1551},
      {1.87111, -0.3207},
      {1.75132, -0.6867},
      {1.64396, -1.121},
      {1.48704, -2.391},
      {1.37234, 11.3}}},
    {"softplus(x) - log(2)",
     {{2, 0},
      {1.95186, -0.2209},
      {1.90737, -0.4879},
      {1.82878, -1.189},
      {1.76283, -2.172},
      {1.66256, -5.342},
      {1.53035, -26.67}}},
    {"bent_identity",
     {{1, 0},
      {0.97853, -0.2999},
      {0.96249, -0.8422},
      {0.94074, -3.033},
      {0.92731, -7.581},
      {0.91280, -29.89},
      {0.90084, -284.1}}},
    {"gaussian",
     {{1.70711, 1.207},
      {1.70747, 1.209},
      {1.70857, 1.216},
      {1.71299, 1.241},
      {1.72039, 1.285},
      {1.74436, 1.425},
      {1.85498, 2.118}}},
};

static double moment(const struct act_use *use, enum theory_moment what, double q)
{
    return theory_moment(kernel(), use, what, q);
}

/* sigma_b^2 with which q rests where chi is 1. */
static double bias_square(const struct act_use *use, double q)
{
    return q - moment(use, THEORY_F2, q) / moment(use, THEORY_DF2, q);
}

/* q within a hundredth of `near` where that is b2. */
static double critical_q(const struct act_use *use, double near, double b2)
{
    double from = 0.99 * near, to = 1.01 * near;
    const bool rises = bias_square(use, to) > b2;
    if (rises == (bias_square(use, from) > b2))
        fail_msg("%s: no edge near q = %g", use->act->name, near);
    for (int i = 0; i < 60; i++) {
        double q = 0.5 * (from + to);
        if ((bias_square(use, q) > b2) == rises)
            to = q;
        else
            from = q;
    }
    return from;
}

static void check_edge(const struct act_use *use, double b, double sigma_w, double q)
{
    double is = fabs(q) > 0 ? critical_q(use, fabs(q), b * b) : 0;
    double s2 = 1 / moment(use, THEORY_DF2, is);
    if (!(fabs(is - fabs(q)) <= 6e-4 * is) || !(fabs(sqrt(s2) - sigma_w) <= 6e-6))
        fail_msg("%s, sigma_b %g: sigma_w %.7g at q = %.5g", use->act->name, b, sqrt(s2), is);
    if (q == 0)
        return;
    double h = 1e-4 * is;
    double slope = s2 * (moment(use, THEORY_F2, is + h) - moment(use, THEORY_F2, is - h)) / (2 * h);
    if ((slope > 1) != (q < 0))
        fail_msg("%s, sigma_b %g: the map of q has slope %.4f", use->act->name, b, slope);
}

static void edge_of_chaos(void **state)
{
    for (int i = 0; i < COUNT(edges); i++)
        for (int k = 0; k < BIASES; k++) {
            const struct stack_spec spec = spec_of(state, edges[i].act, HE);
            if (edges[i].at[k].sigma_w > 0)
                check_edge(&spec.act, sigma_b[k], edges[i].at[k].sigma_w, edges[i].at[k].q);
        }
}

/* At any q: no bias leaves a softplus at the edge. */
static void softplus_has_no_edge(void **state)
{
    const struct stack_spec spec = spec_of(state, "softplus", HE);
    for (double q = 1e-6; q < 1e6; q *= 2)
        assert_true(bias_square(&spec.act, q) < 0);
}

/* ---- smooth rectifiers under He ---- */

/* 2 E f^2 / q, below 1 at every q; and the slope of the map of q at q = 1 where weights keep it. */
static const struct {
    const char *act;
    double ratio[4], slope;
} smooth[] = {
    {"gelu", {0.850, 0.922, 0.965, 0.9996}, 1.144},
    {"silu", {0.712, 0.799, 0.879, 0.9975}, 1.173},
    {"mish", {0.905, 0.947, 0.974, 0.9997}, 1.076},
    {"hardswish", {0.663, 0.780, 0.885, 0.9986}, 1.224},
    {"softplus(x) - log(2)", {0}, 1.091},
    {"selu", {0}, 0.783},
    {"elu", {0}, 0.891},
    {"celu:alpha=2", {0}, 0.899},
    {"tanh", {0}, 0.461},
    {"softplus", {0}, 0.492},
    {"sigmoid", {0}, 0.106},
};

static void smooth_rectifiers_shrink(void **state)
{
    static const double at[] = {1, 2, 4, 100};
    for (int i = 0; i < COUNT(smooth); i++) {
        const struct stack_spec spec = spec_of(state, smooth[i].act, HE);
        const struct act_use *use = &spec.act;
        for (int k = 0; k < 4 && smooth[i].ratio[0] > 0; k++) {
            double is = 2 * moment(use, THEORY_F2, at[k]) / at[k];
            if (!(fabs(is - smooth[i].ratio[k]) <= (k == 3 ? 5.1e-5 : 5.1e-4)))
                fail_msg("%s: at q = %g %.5f", smooth[i].act, at[k], is);
        }
        double up = moment(use, THEORY_F2, 1.0001), down = moment(use, THEORY_F2, 0.9999);
        double slope = (up - down) / 0.0002 / moment(use, THEORY_F2, 1);
        if (!(fabs(slope - smooth[i].slope) <= 5.1e-4))
            fail_msg("%s: slope %.5f", smooth[i].act, slope);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decades_per_layer),
        cmocka_unit_test(fixed_points),
        cmocka_unit_test(edge_of_chaos),
        cmocka_unit_test(softplus_has_no_edge),
        cmocka_unit_test(smooth_rectifiers_shrink),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
