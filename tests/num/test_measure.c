/* Measured properties against figures of an independent computation with 25 digits, closed forms,
 * and functions that are made to mislead. */
#include "num/measure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/str.h"
#include "num/act_book.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

/* In the tables too, where a const variable may not stand. */
#define INF  ((double)INFINITY)
#define NONE ((double)NAN)

static const struct kernel *kernel(void)
{
    struct err e = {0};
    const struct kernel *k = kernel_choose(NULL, &e);
    assert_non_null(k);
    return k;
}

static struct act_facts facts_of(const struct act_use *use)
{
    struct act_facts facts;
    measure(kernel(), use, &facts);
    return facts;
}

static struct act_use use_of(const struct act_names *names, const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(names, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

static struct act_facts facts_of_text(const char *text)
{
    struct act_use use = use_of(NULL, text);
    return facts_of(&use);
}

/* Equal to within `tolerance`, relative or absolute; nan to nan, inf to inf. */
static void near(const char *name, const char *what, double value, double expected,
                 double tolerance)
{
    bool same = value == expected || (isnan(value) && isnan(expected));
    if (!same && !(fabs(value - expected) <= tolerance * fmax(1, fabs(expected))))
        fail_msg("%s: %s is %.17g, not %.17g", name, what, value, expected);
}

/* What is to be found of every function of the table at its default parameters. */
struct expected {
    const char *name;
    double mean, second_moment, mean_df, chi_unit;
};

static const struct expected moments[] = {
    {"identity", 0.0, 1.0, 1.0, 1.0},
    {"step", 0.5, 0.5, 0.0, 0.0},
    {"signum", 0.0, 1.0, 0.0, 0.0},
    {"sigmoid", 0.5, 0.29337903585809, 0.20662096414191, 0.044836241350194},
    {"tanh", 0.0, 0.39429449039784, 0.60570550960216, 0.46440290244827},
    {"relu", 0.39894228040143, 0.5, 0.5, 0.5},
    {"leaky_relu", 0.39495285759742, 0.50005, 0.505, 0.50005},
    {"prelu", 0.29920671030107, 0.53125, 0.625, 0.53125},
    {"rrelu", 0.30751800780944, 0.52625868055556, 0.61458333333333, 0.52625868055556},
    {"elu", 0.16052057226656, 0.64494541749292, 0.76157829186512, 0.66810200122317},
    {"celu", 0.16052057226656, 0.64494541749292, 0.76157829186512, 0.66810200122317},
    {"selu", 0.0, 1.0, 0.9852311161858, 1.0715749924558},
    {"softplus", 0.80605918334744, 0.9212459088593, 0.5, 0.29337903585809},
    {"logsigmoid", -0.80605918334744, 0.9212459088593, 0.5, 0.29337903585809},
    {"gelu", 0.28209479177388, 0.4252214825703, 0.5, 0.45585086564929},
    {"gelu_tanh", 0.28203858807879, 0.4251937110331, 0.5, 0.45581784596295},
    {"silu", 0.20662096414191, 0.35577551981735, 0.5, 0.37948235163283},
    {"swish", 0.20662096414191, 0.35577551981735, 0.5, 0.37948235163283},
    {"mish", 0.24040388837479, 0.45234219237588, 0.56374755728838, 0.47908375837397},
    {"relu6", 0.39894228024508, 0.49999999807527, 0.49999999901341, 0.49999999901341},
    {"srelu", 0.0, 0.55089153486366, 0.71442054292338, 0.68586259721572},
    {"hardtanh", 0.0, 0.51605855096171, 0.68268949213709, 0.68268949213709},
    {"hardsigmoid", 0.5, 0.27763909105651, 0.16621670065612, 0.027702783442687},
    {"hardswish", 0.16621670065612, 0.33156737513791, 0.5, 0.35853151717861},
    {"softsign", 0.0, 0.18301402126655, 0.41275510033918, 0.22767134042218},
    {"tanhshrink", 0.0, 0.18288347119352, 0.39429449039784, 0.25299188324395},
    {"softshrink", 0.0, 0.41927852005067, 0.61707507745197, 0.61707507745197},
    {"hardshrink", 0.0, 0.96914040421627, 0.61707507745197, 0.61707507745197},
    {"threshold", 0.24197072451914, 0.4006259784506, 0.15865525393146, 0.15865525393146},
    {"thresholded_relu", 0.24197072451914, 0.4006259784506, 0.15865525393146, 0.15865525393146},
    {"squareplus", 1.10930551379, 1.5, 0.5, 0.28931538535597},
    {"sparse_plus", 0.46233010832811, 0.52484350538735, 0.5, 0.37901463774043},
    {"lecun_tanh", 0.0, 0.75043027630507, 0.85237388880274, 0.80398911332035},
    {"symmetrical_sigmoid", 0.0, 0.17351614343237, 0.41324192828381, 0.17934496540078},
    {"arctan", 0.0, 0.4497009164349, 0.6556795424188, 0.5},
    {"bent_identity", 0.17726540324066, 1.0727345967593, 1.0, 1.0860801143953},
    {"loglog", 0.61824353524452, 0.452795837472, 0.25885612278078, 0.078342645301565},
    {"gaussian", 0.57735026918963, 0.44721359549996, 0.0, 0.35777087639997},
    {"absolute", 0.79788456080287, 1.0, 0.0, 1.0},
    {"sin", 0.0, 0.43233235838169, 0.60653065971263, 0.56766764161831},
    {"cos", 0.60653065971263, 0.56766764161831, 0.0, 0.43233235838169},
    {"sinc", 0.85562439189215, 0.76395565494091, 0.0, 0.065429337774203},
    {"elish", 0.23921673940377, 0.34306728013595, 0.46101724353953, 0.36653115437405},
    {"relu2", 0.5, 1.5, 0.79788456080287, 2.0},
    {"isru", 0.0, 0.3443204575812, 0.56489084724566, 0.4139198856047},
    {"snake", 0.43233235838169, 1.3073742912102, 1.0, 1.499832268686},
    {"maxout", 0.29920671030107, 0.53125, 0.625, 0.53125},
    {"lif", 0.12930071864233, 0.13097761395062, 0.22539005479987, NONE},
};

/* Places and values of extrema, each by Newton's method on its own derivative. */
struct shape {
    const char *name;
    double lo, hi, argmin_f, argmax_f; /* infimum and supremum, and where f is that */
    double min_df, argmin_df, max_df, argmax_df;
    double zero_fraction;
    int zeros;        /* 9: more than 8 */
    const char *kind; /* words: increasing odd even left right both convex concave jump */
};

static const struct shape shapes[] = {
    {"identity", -INF, INF, NONE, NONE, 1, 0, 1, 0, 0, 1, "increasing odd convex concave"},
    {"step", 0, 1, 0, 0, 0, 0, 0, 0, 0.5, 0, "increasing both jump"},
    {"signum", -1, 1, 0, 0, 0, 0, 0, 0, 0, 1, "increasing odd both jump"},
    {"sigmoid", 0, 1, NONE, NONE, 0, NONE, 0.25, 0, 0, 0, "increasing both"},
    {"tanh", -1, 1, NONE, NONE, 0, NONE, 1, 0, 0, 1, "increasing odd both"},
    {"relu", 0, INF, 0, NONE, 0, 0, 1, 0, 0.5, 0, "increasing left convex"},
    {"leaky_relu", -INF, INF, NONE, NONE, 0.01, 0, 1, 0, 0, 1, "increasing convex"},
    {"prelu", -INF, INF, NONE, NONE, 0.25, 0, 1, 0, 0, 1, "increasing convex"},
    {"maxout", -INF, INF, NONE, NONE, 0.25, 0, 1, 0, 0, 1, "increasing convex"},
    {"rrelu", -INF, INF, NONE, NONE, 0.22916666666666667, 0, 1, 0, 0, 1, "increasing convex"},
    {"elu", -1, INF, NONE, NONE, 0, NONE, 1, 0, 0, 1, "increasing left convex"},
    {"celu", -1, INF, NONE, NONE, 0, NONE, 1, 0, 0, 1, "increasing left convex"},
    {"selu", -1.7580993408473769, INF, NONE, NONE, 0, NONE, 1.7580993408473769, 0, 0, 1,
     "increasing left"},
    {"softplus", 0, INF, NONE, NONE, 0, NONE, 1, NONE, 0, 0, "increasing left convex"},
    {"logsigmoid", -INF, 0, NONE, NONE, 0, NONE, 1, NONE, 0, 0, "increasing right concave"},
    {"squareplus", 0, INF, NONE, NONE, 0, NONE, 1, NONE, 0, 0, "increasing left convex"},
    {"sparse_plus", 0, INF, -1, NONE, 0, -1, 1, 1, 0.15865525393145705, 0,
     "increasing left convex"},
    {"gelu", -0.16997120747990366, INF, -0.75179152469356446, NONE, -0.12890414518515479,
     -1.4142135623730950, 1.1289041451851548, 1.4142135623730950, 0, 1, "left"},
    {"gelu_tanh", -0.17004075057125405, INF, -0.75246142207101626, NONE, -0.12899306865877177,
     -1.4185040087908284, 1.1289930686587718, 1.4185040087908284, 0, 1, "left"},
    {"silu", -0.27846454276107380, INF, -1.2784645427610738, NONE, -0.099839320128866917,
     -2.3993572805154677, 1.0998393201288669, 2.3993572805154677, 0, 1, "left"},
    {"swish", -0.27846454276107380, INF, -1.2784645427610738, NONE, -0.099839320128866917,
     -2.3993572805154677, 1.0998393201288669, 2.3993572805154677, 0, 1, "left"},
    {"mish", -0.30884341301725041, INF, -1.1924312145154952, NONE, -0.11252612238946256,
     -2.2563763963607931, 1.0884981612517279, 1.4905711794854285, 0, 1, "left"},
    {"elish", -0.17157287525380990, INF, -0.88137358701954303, NONE, -0.078546847875555876,
     -1.7175297959782471, 1.0998393201288669, 2.3993572805154677, 0, 1, "left"},
    {"relu6", 0, 6, 0, 6, 0, 0, 1, 0, 0.5, 0, "increasing both"},
    {"srelu", -INF, INF, NONE, NONE, 0.1, 1, 1, 0, 0, 1, "increasing odd"},
    {"hardtanh", -1, 1, -1, 1, 0, 1, 1, 0, 0, 1, "increasing odd both"},
    {"hardsigmoid", 0, 1, -3, 3, 0, 3, 0.16666666666666667, 0, 0.0013498980316300945, 0,
     "increasing both"},
    {"hardswish", -0.375, INF, -1.5, NONE, -0.5, -3, 1.5, 3, 0.0013498980316300945, 1, "left"},
    {"softsign", -1, 1, NONE, NONE, 0, NONE, 1, 0, 0, 1, "increasing odd both"},
    {"tanhshrink", -INF, INF, NONE, NONE, 0, 0, 1, NONE, 0, 1, "increasing odd"},
    {"softshrink", -INF, INF, NONE, NONE, 0, 0, 1, 0.5, 0.38292492254802621, 0, "increasing odd"},
    {"hardshrink", -INF, INF, NONE, NONE, 0, 0, 1, 0.5, 0.38292492254802621, 0,
     "increasing odd jump"},
    {"threshold", 0, INF, 0, NONE, 0, 0, 1, 1, 0.84134474606854295, 0, "increasing left jump"},
    {"thresholded_relu", 0, INF, 0, NONE, 0, 0, 1, 1, 0.84134474606854295, 0,
     "increasing left jump"},
    {"lecun_tanh", -1.7159, 1.7159, NONE, NONE, 0, NONE, 1.1439333333333333, 0, 0, 1,
     "increasing odd both"},
    {"symmetrical_sigmoid", -1, 1, NONE, NONE, 0, NONE, 0.5, 0, 0, 1, "increasing odd both"},
    {"arctan", -1.5707963267948966, 1.5707963267948966, NONE, NONE, 0, NONE, 1, 0, 0, 1,
     "increasing odd both"},
    {"bent_identity", -INF, INF, NONE, NONE, 0.5, NONE, 1.5, NONE, 0, 1, "increasing convex"},
    {"loglog", 0, 1, NONE, NONE, 0, NONE, 0.36787944117144232, 0, 0, 0, "increasing both"},
    {"gaussian", 0, 1, NONE, 0, -0.85776388496070680, 0.70710678118654752, 0.85776388496070680,
     -0.70710678118654752, 0, 0, "even both"},
    {"absolute", 0, INF, 0, NONE, -1, 0, 1, 0, 0, 1, "even convex"},
    {"sin", -1, 1, -1.5707963267948966, 1.5707963267948966, -1, 3.1415926535897932, 1, 0, 0, 9,
     "odd"},
    {"cos", -1, 1, 3.1415926535897932, 0, -1, 1.5707963267948966, 1, -1.5707963267948966, 0, 9,
     "even"},
    {"sinc", -0.21723362821122166, 1, 4.4934094579090642, 0, -0.43618181727145850,
     2.0815759778181006, 0.43618181727145850, -2.0815759778181006, 0, 9, "even both"},
    {"relu2", 0, INF, 0, NONE, 0, 0, INF, NONE, 0.5, 0, "increasing left convex jump"},
    {"isru", -1, 1, NONE, NONE, 0, NONE, 1, 0, 0, 1, "increasing odd both"},
    {"snake", -INF, INF, NONE, NONE, 0, -0.78539816339744831, 2, 0.78539816339744831, 0, 1,
     "increasing"},
    {"lif", 0, 10, 0, NONE, 0, 0, INF, 1, 0.84134474606854295, 0, "increasing both jump"},
};

static const struct expected *expected_of(const char *name)
{
    for (int i = 0; i < COUNT(moments); i++)
        if (str_is(moments[i].name, name))
            return &moments[i];
    fail_msg("no moments of %s to compare with", name);
    return NULL;
}

static const struct shape *shape_of(const char *name)
{
    for (int i = 0; i < COUNT(shapes); i++)
        if (str_is(shapes[i].name, name))
            return &shapes[i];
    fail_msg("no shape of %s to compare with", name);
    return NULL;
}

static void moments_of_every_row(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        const char *name = act_table[i]->name;
        struct act_use use = act_use_of(act_table[i]);
        struct act_facts facts = facts_of(&use);
        const struct expected *e = expected_of(name);
        near(name, "E f", facts.mean, e->mean, 1e-12);
        near(name, "E f^2", facts.second_moment, e->second_moment, 1e-12);
        near(name, "E f'", facts.mean_df, e->mean_df, 1e-12);
        near(name, "E f'^2", facts.chi_unit, e->chi_unit, 1e-12);
        near(name, "gain", facts.gain * facts.gain * e->second_moment, 1, 1e-12);
        near(name, "chi at the gain", facts.chi_gain, e->chi_unit / e->second_moment, 1e-12);
        if (facts.odd)
            near(name, "the mean of an odd function", facts.mean, 0, 0);
    }
}

/* The words that `kind` has to have, and no others. */
static void has_kind(const char *name, const struct act_facts *facts, const char *kind)
{
    static const char *const sides[] = {NULL, "left", "right", "both"};
    static const char *const trends[] = {NULL, "increasing", "decreasing", "constant"};
    for (int k = 1; k <= 3; k++) {
        if (str_has_word(kind, sides[k]) != ((int)facts->saturates == k))
            fail_msg("%s saturates: %d, not %s", name, (int)facts->saturates, kind);
        if (str_has_word(kind, trends[k]) != ((int)facts->monotone == k))
            fail_msg("%s has trend %d, not %s", name, (int)facts->monotone, kind);
    }
    const struct {
        const char *word;
        bool is;
    } flag[] = {{"odd", facts->odd},
                {"even", facts->even},
                {"convex", facts->convex},
                {"concave", facts->concave},
                {"jump", isinf(facts->lipschitz)}};
    for (int k = 0; k < COUNT(flag); k++)
        if (str_has_word(kind, flag[k].word) != flag[k].is)
            fail_msg("%s: %s is %d", name, flag[k].word, flag[k].is);
}

static void has_shape(const char *name, const struct act_facts *facts, const struct shape *s)
{
    near(name, "infimum", facts->range_lo, s->lo, 1e-15);
    near(name, "supremum", facts->range_hi, s->hi, 1e-15);
    near(name, "minimum", facts->min_f, isnan(s->argmin_f) ? NONE : s->lo, 1e-15);
    near(name, "maximum", facts->max_f, isnan(s->argmax_f) ? NONE : s->hi, 1e-15);
    near(name, "place of the minimum", facts->argmin_f, s->argmin_f, facts->tolerance);
    near(name, "place of the maximum", facts->argmax_f, s->argmax_f, facts->tolerance);
    near(name, "least slope", facts->min_df, s->min_df, 1e-15);
    near(name, "greatest slope", facts->max_df, s->max_df, 1e-15);
    near(name, "place of the least slope", facts->argmin_df, s->argmin_df, facts->tolerance);
    near(name, "place of the greatest slope", facts->argmax_df, s->argmax_df, facts->tolerance);
    near(name, "P(f = 0)", facts->zero_fraction, s->zero_fraction, 1e-15);
    if (facts->zeros + facts->more_zeros != s->zeros)
        fail_msg("%s has %d zeros, not %d", name, facts->zeros, s->zeros);
    has_kind(name, facts, s->kind);
    if (isfinite(facts->lipschitz))
        near(name, "Lipschitz constant", facts->lipschitz, fmax(fabs(s->min_df), fabs(s->max_df)),
             1e-15);
}

static void shape_of_every_row(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        struct act_facts facts = facts_of(&use);
        has_shape(use.act->name, &facts, shape_of(use.act->name));
    }
}

/* Every zero is one to the last place: the neighbours on both sides are no nearer to 0. */
static void zeros_of_every_row(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        struct act_use use = act_use_of(act_table[i]);
        struct act_facts facts = facts_of(&use);
        for (int k = 0; k < facts.zeros; k++) {
            double x = facts.zero[k], f = fabs(act_f(&use, x));
            assert_true(k == 0 || facts.zero[k - 1] < x);
            assert_true(f <= fabs(act_f(&use, nextafter(x, INF))));
            assert_true(f <= fabs(act_f(&use, nextafter(x, -INF))));
        }
    }
}

/* Other parameters, six digits. */
static void moments_of_parameters(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"leaky_relu:alpha=0.1", 0.359048, 0.505000, 0.550000, 0.505000},
        {"leaky_relu:alpha=0.2", 0.319154, 0.520000, 0.600000, 0.520000},
        {"leaky_relu:alpha=0.3", 0.279260, 0.545000, 0.650000, 0.545000},
        {"leaky_relu:alpha=1.5", -0.199471, 1.625000, 1.250000, 1.625000},
        {"elu:alpha=0.5", 0.279731, 0.536236, 0.630789, 0.542026},
        {"elu:alpha=2", -0.077901, 1.079782, 1.023157, 1.172408},
        {"celu:alpha=0.5", 0.232993, 0.564552, 0.668102, 0.594411},
        {"celu:alpha=2", 0.098180, 0.749362, 0.849619, 0.761578},
        {"swish:beta=1.702", 0.282331, 0.421953, 0.500000, 0.449549},
        {"srelu:ar=0.5", 0.033326, 0.635625, 0.777883, 0.723940},
        {"hardsigmoid:alpha=0.2,beta=0.5", 0.500000, 0.289102, 0.197516, 0.039503},
    };
    for (int i = 0; i < COUNT(rows); i++) {
        struct act_facts facts = facts_of_text(rows[i].name);
        near(rows[i].name, "E f", facts.mean, rows[i].mean, 5e-7);
        near(rows[i].name, "E f^2", facts.second_moment, rows[i].second_moment, 5e-7);
        near(rows[i].name, "E f'", facts.mean_df, rows[i].mean_df, 5e-7);
        near(rows[i].name, "E f'^2", facts.chi_unit, rows[i].chi_unit, 5e-7);
    }
}

static void closed_forms(void **state)
{
    (void)state;
    const double pi = acos(-1.0), root = sqrt(2 * pi), e = exp(1.0);
    near("relu", "E f", facts_of_text("relu").mean, 1 / root, 1e-12);
    for (double a = -2; a <= 2; a += 0.5) {
        char text[64];
        (void)snprintf(text, sizeof text, "leaky_relu:alpha=%g", a);
        struct act_facts facts = facts_of_text(text);
        near(text, "E f", facts.mean, (1 - a) / root, 1e-12);
        near(text, "E f^2", facts.second_moment, (1 + a * a) / 2, 1e-12);
    }
    for (double a = 0.5; a <= 8; a *= 2) {
        char text[64];
        double below = sqrt(e) * 0.5 * erfc(sqrt(0.5)) - 0.5; /* E (e^z - 1) for z < 0 */
        double square = e * e * 0.5 * erfc(sqrt(2.0)) - sqrt(e) * erfc(sqrt(0.5)) + 0.5;
        (void)snprintf(text, sizeof text, "elu:alpha=%g", a);
        struct act_facts facts = facts_of_text(text);
        near(text, "E f", facts.mean, 1 / root + a * below, 1e-12);
        near(text, "E f^2", facts.second_moment, 0.5 + a * a * square, 1e-12);
    }
    near("gelu", "E f", facts_of_text("gelu").mean, 0.5 / sqrt(pi), 1e-12);
    near("gelu", "E f'", facts_of_text("gelu").mean_df, 0.5, 1e-12);
    near("gaussian", "E f", facts_of_text("gaussian").mean, 1 / sqrt(3.0), 1e-12);
    near("gaussian", "E f^2", facts_of_text("gaussian").second_moment, 1 / sqrt(5.0), 1e-12);
}

/* A sharp function is as easy as a wide one. */
static void sharp_functions(void **state)
{
    (void)state;
    struct act_facts sharp = facts_of_text("softplus:beta=100"), relu = facts_of_text("relu");
    near("softplus:beta=100", "E f", sharp.mean, relu.mean, 1e-4);
    near("softplus:beta=100", "E f'", sharp.mean_df, 0.5, 1e-13);
    struct act_facts flat = facts_of_text("swish:beta=0.01");
    near("swish:beta=0.01", "minimum", flat.min_f, -27.846454276107379, 1e-14);
    near("swish:beta=0.01", "its place", flat.argmin_f, -127.84645427610737, 1e-14);
}

/* Fixed points: sigma_w^2, then q* and chi there, six or seven digits. */
static void fixed_points(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        double s2, q, chi;
    } rows[] = {
        {"sigmoid", 1, 0.264687, 0.055721},
        {"sigmoid", 2, 0.55529, 0.100977},
        {"sigmoid", 256, 118.754, 1.553574},
        {"sigmoid", 0.0256, 0.00641022, 0.001595},
        {"hardsigmoid", 1, 0.257143, 0.027778},
        {"hardsigmoid", 2, 0.52941, 0.055553},
        {"hardsigmoid", 256, 118.696, 1.542835},
        {"hardsigmoid", 0.0256, 0.00640455, 0.000711},
        {"tanh", 1, 0, 1.000000},
        {"tanh", 2, 0.617965, 1.105529},
        {"tanh", 256, 242.917, 8.731163},
        {"tanh", 0.0256, 0, 0.025600},
        {"hardtanh", 1, 0, 1.000000},
        {"hardtanh", 2, 1.05225, 1.340738},
        {"hardtanh", 256, 247.345, 12.978838},
        {"hardtanh", 0.0256, 0, 0.025600},
        {"softsign", 1, 0, 1.000000},
        {"softsign", 2, 0.0794786, 1.042351},
        {"softsign", 256, 187.496, 4.961014},
        {"softsign", 0.0256, 0, 0.025600},
        {"arctan", 1, 0, 1.000000},
        {"arctan", 2, 0.777211, 1.087627},
        {"arctan", 256, 533.807, 6.937275},
        {"arctan", 0.0256, 0, 0.025600},
        {"lecun_tanh", 1, 0.382441, 1.019250},
        {"lecun_tanh", 2, 2.38377, 1.188599},
        {"lecun_tanh", 256, 720.172, 9.955080},
        {"lecun_tanh", 0.0256, 0, 0.033500},
        {"symmetrical_sigmoid", 1, 0, 0.250000},
        {"symmetrical_sigmoid", 2, 0, 0.500000},
        {"symmetrical_sigmoid", 256, 229.207, 4.484632},
        {"symmetrical_sigmoid", 0.0256, 0, 0.006400},
        {"isru", 1, 0, 1.000000},
        {"isru", 2, 0.464046, 1.095352},
        {"isru", 256, 236.163, 7.823832},
        {"isru", 0.0256, 0, 0.025600},
        {"sin", 1, 0, 1.000000},
        {"sin", 2, 0.796812, 1.203188},
        {"sin", 256, 128, 128.000000},
        {"sin", 0.0256, 0, 0.025600},
        {"relu", 1, 0, 0.500000},
        {"relu", 2, 2, 1.000000},
        {"relu", 256, INF, 128},
        {"relu", 0.0256, 0, 0.012800},
        {"leaky_relu", 1, 0, 0.500050},
        {"leaky_relu", 2, INF, 1.0001},
        {"leaky_relu", 256, INF, 128.013},
        {"leaky_relu", 0.0256, 0, 0.012801},
        {"leaky_relu:alpha=0.2", 1, 0, 0.520000},
        {"leaky_relu:alpha=0.2", 2, INF, 1.04},
        {"leaky_relu:alpha=0.2", 256, INF, 133.12},
        {"leaky_relu:alpha=0.2", 0.0256, 0, 0.013312},
        {"prelu", 1, 0, 0.531250},
        {"prelu", 2, INF, 1.0625},
        {"prelu", 256, INF, 136},
        {"prelu", 0.0256, 0, 0.013600},
        {"elu", 1, 0, 1.000000},
        {"elu", 2, INF, 1},
        {"elu", 256, INF, 128},
        {"elu", 0.0256, 0, 0.025600},
        {"elu:alpha=2", 1, 1.33986, 1.101040},
        {"elu:alpha=2", 2, INF, 1},
        {"elu:alpha=2", 256, INF, 128},
        {"elu:alpha=2", 0.0256, 0, 0.064000},
        {"celu:alpha=2", 1, 0, 1.000000},
        {"celu:alpha=2", 2, INF, 1},
        {"celu:alpha=2", 256, INF, 128},
        {"celu:alpha=2", 0.0256, 0, 0.025600},
        {"selu", 1, 1, 1.071575},
        {"selu", 2, INF, 1.10397},
        {"selu", 256, INF, 141.308},
        {"selu", 0.0256, 0, 0.053695},
        {"softplus", 1, 0.856305, 0.288722},
        {"softplus", 2, INF, 1},
        {"softplus", 256, INF, 128},
        {"softplus", 0.0256, 0.0124344, 0.006420},
        {"gelu", 1, 0, 0.250000},
        {"gelu", 2, 0, 0.500000},
        {"gelu", 256, INF, 128},
        {"gelu", 0.0256, 0, 0.006400},
        {"silu", 1, 0, 0.250000},
        {"silu", 2, 0, 0.500000},
        {"silu", 256, INF, 128},
        {"silu", 0.0256, 0, 0.006400},
        {"mish", 1, 0, 0.360000},
        {"mish", 2, 0, 0.720000},
        {"mish", 256, INF, 128},
        {"mish", 0.0256, 0, 0.009216},
        {"hardswish", 1, 0, 0.250000},
        {"hardswish", 2, 0, 0.500000},
        {"hardswish", 256, INF, 128},
        {"hardswish", 0.0256, 0, 0.006400},
        {"bent_identity", 1, INF, 1.25},
        {"bent_identity", 2, INF, 2.5},
        {"bent_identity", 256, INF, 320},
        {"bent_identity", 0.0256, 0, 0.025600},
        {"gaussian", 1, 0.556693, 0.384170},
        {"gaussian", 2, 0.923228, 0.726500},
        {"gaussian", 256, 25.3154, 25.067801},
        {"gaussian", 0.0256, 0.0244338, 0.002175},
        {"sinc", 1, 0.799367, 0.057561},
        {"sinc", 2, 1.40759, 0.153736},
        {"sinc", 256, 44.9897, 13.120900},
        {"sinc", 0.0256, 0.0253856, 0.000071},
        {"absolute", 1, 1, 1.000000},
        {"absolute", 2, INF, 2},
        {"absolute", 256, INF, 256},
        {"absolute", 0.0256, 0, 0.025600},
    };
    for (int i = 0; i < COUNT(rows); i++) {
        struct act_use use = use_of(NULL, rows[i].act);
        struct act_fixed fixed = measure_fixed(kernel(), &use, rows[i].s2, 0);
        near(rows[i].act, "q*", fixed.q, rows[i].q, 5e-6 * fmin(1, rows[i].q));
        near(rows[i].act, "chi*", fixed.chi, rows[i].chi, rows[i].chi > 1 ? 5e-6 : 1e-6);
    }
}

/* With biases q = 0 is no fixed point; what is found maps to itself. */
static void fixed_points_with_biases(void **state)
{
    (void)state;
    static const char *const acts[] = {"tanh", "relu", "sigmoid", "gelu", "elu", "softplus"};
    for (int i = 0; i < COUNT(acts); i++)
        for (int k = 1; k <= 3; k++) {
            struct act_use use = use_of(NULL, acts[i]);
            double s2 = 0.4 * k, b2 = 0.05 * k;
            struct act_fixed fixed = measure_fixed(kernel(), &use, s2, b2);
            if (isinf(fixed.q))
                continue;
            assert_true(fixed.q >= b2);
            struct act_fixed again = measure_fixed(kernel(), &use, s2, b2 + 1e-12);
            near(acts[i], "q*", again.q, fixed.q, 1e-9);
        }
    struct act_use relu = use_of(NULL, "relu");
    struct act_fixed fixed = measure_fixed(kernel(), &relu, 1, 0.3); /* q = q/2 + 0.3 */
    near("relu", "q*", fixed.q, 0.6, 1e-12);
    near("relu", "chi*", fixed.chi, 0.5, 1e-12);
}

/* Uniform in (0, 1): splitmix64 (Steele, Lea and Flood 2014). */
static double uniform(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
}

/* A use of the row with random parameters. */
static struct act_use random_use(const struct act *act, uint64_t *state)
{
    struct act_use use = act_use_of(act);
    for (int k = 0; k < act_params(act); k++) {
        const struct act_param *p = &act->param[k];
        double share = uniform(state);
        struct err e = {0};
        assert_true(act_set(&use, k, p->min + share * share * (p->max - p->min), &e));
    }
    return use;
}

/* Whatever the parameters: no value and no slope is outside of what was found, and a trend holds.
 */
static void nothing_is_outside(void **state)
{
    (void)state;
    uint64_t seed = 20;
    print_message("seed %d\n", (int)seed);
    for (int i = 0; i < 5 * act_count; i++) {
        struct act_use use = random_use(act_table[i / 5], &seed);
        struct act_facts facts = facts_of(&use);
        struct str text;
        str_init(&text);
        act_print(&use, &text);
        double x = 0, f = 0, slack = 1e-13;
        for (int k = 0; k < 400; k++) {
            double scale = ldexp(1, (int)(uniform(&seed) * 24) - 12);
            double x_k = scale * (2 * uniform(&seed) - 1), f_k = act_f(&use, x_k);
            double df = act_df(&use, x_k), tell = slack * fmax(fabs(f), fabs(f_k));
            bool inside = f_k >= facts.range_lo - slack * fabs(facts.range_lo) &&
                          f_k <= facts.range_hi + slack * fabs(facts.range_hi) &&
                          df >= facts.min_df - slack * fabs(facts.min_df) &&
                          df <= facts.max_df + slack * fabs(facts.max_df);
            bool rises = k == 0 || (x_k - x) * (f_k - f) >= 0 || fabs(f_k - f) <= tell;
            if (!inside || (facts.monotone == MEASURE_INCREASING && !rises))
                fail_msg("%s: f(%.17g) = %.17g, f' = %.17g", text.data, x_k, f_k, df);
            x = x_k;
            f = f_k;
        }
        str_done(&text);
    }
}

/* Functions made to mislead. */

static double cube(double x, const double *p)
{
    (void)p;
    return x * x * x;
}

static double cube_df(double x, const double *p)
{
    (void)p;
    return 3 * x * x;
}

static double cube_d2f(double x, const double *p)
{
    (void)p;
    return 6 * x;
}

static double hill(double x, const double *p) /* grows faster than the law falls */
{
    (void)p;
    return exp(x * x);
}

static double hill_df(double x, const double *p)
{
    (void)p;
    return 2 * x * exp(x * x);
}

static double hill_d2f(double x, const double *p)
{
    (void)p;
    return (2 + 4 * x * x) * exp(x * x);
}

static double pole(double x, const double *p)
{
    (void)p;
    return 1 / (x - 0.3);
}

static double pole_df(double x, const double *p)
{
    (void)p;
    return -1 / ((x - 0.3) * (x - 0.3));
}

static double pole_d2f(double x, const double *p)
{
    (void)p;
    return 2 / ((x - 0.3) * (x - 0.3) * (x - 0.3));
}

static double root(double x, const double *p)
{
    (void)p;
    return sqrt(x);
}

static double root_df(double x, const double *p)
{
    (void)p;
    return 0.5 / sqrt(x);
}

static double root_d2f(double x, const double *p)
{
    (void)p;
    return -0.25 / (x * sqrt(x));
}

static double secret_jump(double x, const double *p) /* tells of no kink */
{
    (void)p;
    return x > 0.3 ? 1 : x < 0.3 ? -1 : 0 * x;
}

static double flat(double x, const double *p)
{
    (void)p;
    return 0 * x;
}

static double swing(double x, const double *p) /* no limit, and no bound */
{
    (void)p;
    return x * sin(x);
}

static double swing_df(double x, const double *p)
{
    (void)p;
    return sin(x) + x * cos(x);
}

static double swing_d2f(double x, const double *p)
{
    (void)p;
    return 2 * cos(x) - x * sin(x);
}

static double touch(double x, const double *p)
{
    (void)p;
    return (x - 0.3) * (x - 0.3);
}

static double touch_df(double x, const double *p)
{
    (void)p;
    return 2 * (x - 0.3);
}

static double two(double x, const double *p)
{
    (void)p;
    return 2 + 0 * x;
}

static double nowhere(double x, const double *p)
{
    (void)x;
    (void)p;
    return NONE;
}

static const struct act strange[] = {
    {.name = "cube", .f = cube, .df = cube_df, .d2f = cube_d2f},
    {.name = "hill", .f = hill, .df = hill_df, .d2f = hill_d2f},
    {.name = "pole", .f = pole, .df = pole_df, .d2f = pole_d2f},
    {.name = "root", .f = root, .df = root_df, .d2f = root_d2f},
    {.name = "secret_jump", .f = secret_jump, .df = flat, .d2f = flat},
    {.name = "swing", .f = swing, .df = swing_df, .d2f = swing_d2f},
    {.name = "touch", .f = touch, .df = touch_df, .d2f = two},
    {.name = "flat", .f = flat, .df = flat, .d2f = flat},
    {.name = "nowhere", .f = nowhere, .df = nowhere, .d2f = nowhere},
};

static const struct shape strange_shapes[] = {
    {"cube", -INF, INF, NONE, NONE, 0, 0, INF, NONE, 0, 1, "increasing odd jump"},
    {"hill", 1, INF, 0, NONE, -INF, NONE, INF, NONE, 0, 0, "even convex jump"},
    {"pole", -INF, INF, NONE, NONE, -INF, 0.3, 0, NONE, 0, 0, "both jump"},
    {"root", 0, INF, 0, NONE, 0, NONE, INF, 0, 0, 1, "increasing concave jump"},
    {"secret_jump", -1, 1, 0, 0.3, 0, 0, 0, 0, 0, 1, "increasing both jump"},
    {"swing", -INF, INF, NONE, NONE, -INF, NONE, INF, NONE, 0, 9, "even jump"},
    {"touch", 0, INF, 0.3, NONE, -INF, NONE, INF, NONE, 0, 1, "convex jump"},
    {"flat", 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, "constant odd even both convex concave"},
    {"nowhere", NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 0, 0, ""},
};

/* A loop of ACT_LOOP_FORMULA: no kernel knows it. */
static struct act strange_act(int i)
{
    struct act act = strange[i];
    act.loop = ACT_LOOP_FORMULA;
    return act;
}

static void strange_functions(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(strange); i++) {
        struct act act = strange_act(i);
        struct act_use use = act_use_of(&act);
        struct act_facts facts = facts_of(&use);
        assert_string_equal(act.name, strange_shapes[i].name);
        has_shape(act.name, &facts, &strange_shapes[i]);
        (void)measure_fixed(kernel(), &use, 1, 0); /* comes back */
    }
}

static void moments_of_strange_functions(void **state)
{
    (void)state;
    static const struct expected rows[] = {
        {"cube", 0, 15, 3, 27},
        {"hill", NONE, NONE, NONE, NONE},
        {"pole", NONE, NONE, NONE, NONE},
        {"root", NONE, NONE, NONE, NONE}, /* not there for x < 0 */
        {"secret_jump", -0.23582284437790525, 1, 0, 0},
        {"swing", 0.60653065971263342, 0.70300292485491888, 0, 1},
        {"touch", 1.09, 3.5481, -0.6, 4.36},
        {"flat", 0, 0, 0, 0},
        {"nowhere", NONE, NONE, NONE, NONE},
    };
    for (int i = 0; i < COUNT(strange); i++) {
        struct act act = strange_act(i);
        struct act_use use = act_use_of(&act);
        struct act_facts facts = facts_of(&use);
        near(act.name, "E f", facts.mean, rows[i].mean, 1e-12);
        near(act.name, "E f^2", facts.second_moment, rows[i].second_moment, 1e-12);
        near(act.name, "E f'", facts.mean_df, rows[i].mean_df, 1e-12);
        near(act.name, "E f'^2", facts.chi_unit, rows[i].chi_unit, 1e-12);
        assert_true(facts.tolerance < 1e-12);
    }
}

static void strange_fixed_points(void **state)
{
    (void)state;
    static const struct {
        int i;
        double s2, q;
    } rows[] = {{0, 2, INF}, {0, 0.01, 0}, {1, 1, NONE}, {7, 1, 0}, {8, 1, NONE}};
    for (int k = 0; k < COUNT(rows); k++) {
        struct act act = strange_act(rows[k].i);
        struct act_use use = act_use_of(&act);
        near(act.name, "q*", measure_fixed(kernel(), &use, rows[k].s2, 0).q, rows[k].q, 0);
    }
}

/* One's own functions: the same as the built-in ones that they spell out. */
static void functions_of_ones_own(void **state)
{
    (void)state;
    static const struct {
        const char *own, *built_in;
    } pairs[] = {
        {"x*tanh(log(1+exp(x)))", "mish"},
        {"1/(1+exp(-x))", "sigmoid"},
        {"max(0, x)", "relu"},
        {"sin(x)/x", "sinc"},
        {"x > 0 ? x : exp(x)-1", "elu"},
        {"x*(1+erf(x/sqrt(2)))/2", "gelu"},
        {"(exp(x)-exp(-x))/(exp(x)+exp(-x))", "tanh"},
    };
    struct act_names names = {.book = act_book_new()};
    for (int i = 0; i < COUNT(pairs); i++) {
        struct act_use own = use_of(&names, pairs[i].own);
        struct act_facts a = facts_of(&own), b = facts_of_text(pairs[i].built_in);
        near(pairs[i].own, "E f", a.mean, b.mean, 1e-12);
        near(pairs[i].own, "E f^2", a.second_moment, b.second_moment, 1e-12);
        near(pairs[i].own, "E f'^2", a.chi_unit, b.chi_unit, 1e-12);
        near(pairs[i].own, "minimum", a.min_f, b.min_f, 1e-14);
        near(pairs[i].own, "its place", a.argmin_f, b.argmin_f, 1e-14);
        near(pairs[i].own, "greatest slope", a.max_df, b.max_df, 1e-14);
        near(pairs[i].own, "its place", a.argmax_df, b.argmax_df, 1e-14);
        near(pairs[i].own, "infimum", a.range_lo, b.range_lo, 1e-14);
        near(pairs[i].own, "supremum", a.range_hi, b.range_hi, 1e-14);
        near(pairs[i].own, "P(f = 0)", a.zero_fraction, b.zero_fraction, 1e-15);
        assert_int_equal(a.monotone, b.monotone);
        assert_int_equal(a.saturates, b.saturates);
        assert_int_equal(a.convex, b.convex);
        assert_int_equal(a.odd, b.odd);
        struct act_use use = use_of(NULL, pairs[i].built_in);
        struct act_fixed own_q = measure_fixed(kernel(), &own, 2, 0),
                         q = measure_fixed(kernel(), &use, 2, 0);
        near(pairs[i].own, "q*", own_q.q, q.q, 1e-9);
    }
    act_book_free(names.book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_of_every_row),
        cmocka_unit_test(shape_of_every_row),
        cmocka_unit_test(zeros_of_every_row),
        cmocka_unit_test(moments_of_parameters),
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(sharp_functions),
        cmocka_unit_test(fixed_points),
        cmocka_unit_test(fixed_points_with_biases),
        cmocka_unit_test(nothing_is_outside),
        cmocka_unit_test(strange_functions),
        cmocka_unit_test(moments_of_strange_functions),
        cmocka_unit_test(strange_fixed_points),
        cmocka_unit_test(functions_of_ones_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
