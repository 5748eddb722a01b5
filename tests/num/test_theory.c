/* Quadrature and mean-field theory against closed forms, and against figures of an independent
 * computation. */
#include "num/theory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include <math.h>

#include "num/quad.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

static const double infinite = (double)INFINITY;

static const struct kernel *kernel(void)
{
    return kernel_choose(NULL, NULL);
}

static struct act_use use_of(const char *text)
{
    struct act_use use;
    struct err e = {0};
    if (!act_parse(NULL, text, &use, &e))
        fail_msg("%s", e.text);
    return use;
}

static struct stack_spec spec_of(const char *use, enum stack_init init, double scale)
{
    return (struct stack_spec){.act = use_of(use),
                               .layers = 20,
                               .width = 256,
                               .batch = 64,
                               .init = init,
                               .init_scale = scale,
                               .gain = 1};
}

/* P_64 and its derivative by the three-term recurrence. */
static long double legendre(long double x, long double *slope)
{
    long double before = 1, p = x;
    for (int k = 2; k <= QUAD_NODES; k++) {
        long double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
        before = p;
        p = next;
    }
    *slope = QUAD_NODES * (x * p - before) / (x * x - 1);
    return p;
}

/* The nodes are computed here anew, by Newton's method. */
static void nodes_are_zeros(void **state)
{
    (void)state;
    const long double pi = 3.14159265358979323846264338327950288L;
    for (int i = 0; i < QUAD_NODES / 2; i++) {
        long double x = cosl(pi * (QUAD_NODES / 2 - i - 0.25L) / (QUAD_NODES + 0.5L)), slope;
        for (int step = 0; step < 8; step++) {
            long double p = legendre(x, &slope);
            x -= p / slope;
        }
        (void)legendre(x, &slope);
        long double weight = 2 / ((1 - x * x) * slope * slope);
        assert_true(fabsl((long double)quad_half[i].at - x) <= 2e-16L * x);
        assert_true(fabsl((long double)quad_half[i].weight - weight) <= 1e-14L * weight);
    }
}

static void polynomials_are_exact(void **state)
{
    (void)state;
    for (int degree = 0; degree <= 127; degree++) {
        long double sum = 0;
        double last = 0;
        for (int i = 0; i < QUAD_NODES; i++) {
            double weight, x = quad_node(0, 3, i, &weight);
            assert_true(x > last && x < 3);
            last = x;
            sum += (long double)weight * powl((long double)x / 3, degree);
        }
        assert_true(fabsl(sum - 3.0L / (degree + 1)) <= 1e-14L);
    }
}

/* Moments at z ~ N(0,1), six digits of a computation of their own. */
static void moments(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        double f, f2, df, df2;
    } cases[] = {
        {"identity", 0, 1, 1, 1},
        {"step", 0.5, 0.5, 0, 0},
        {"signum", 0, 1, 0, 0},
        {"sigmoid", 0.500000, 0.293379, 0.206621, 0.044836},
        {"tanh", 0, 0.394294, 0.605706, 0.464403},
        {"relu", 0.398942, 0.5, 0.5, 0.5},
        {"leaky_relu", 0.394953, 0.500050, 0.505, 0.500050},
        {"leaky_relu:alpha=0.1", 0.359048, 0.505000, 0.550000, 0.505000},
        {"leaky_relu:alpha=1.5", -0.199471, 1.625000, 1.250000, 1.625000},
        {"prelu", 0.299207, 0.531250, 0.625000, 0.531250},
        {"elu:alpha=0.5", 0.279731, 0.536236, 0.630789, 0.542026},
        {"elu", 0.160521, 0.644945, 0.761578, 0.668102},
        {"elu:alpha=2", -0.077901, 1.079782, 1.023157, 1.172408},
        {"softplus", 0.806059, 0.921246, 0.500000, 0.293379},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use = use_of(cases[i].use);
        const double want[] = {cases[i].f, cases[i].f2, cases[i].df, cases[i].df2};
        for (enum theory_moment k = THEORY_F; k <= THEORY_DF2; k++) {
            double is = theory_moment(kernel(), &use, k, 1);
            if (!(fabs(is - want[k]) <= 5.1e-7))
                fail_msg("%s moment %d is %.9f", cases[i].use, (int)k, is);
        }
    }
}

/* The integral of law times g over [from, to] in z, from 64 nodes for every `most` of x. */
static void add_pieces(const struct act_use *use, double root, double from, double to, double most,
                       double sum[4])
{
    const double density = 0.39894228040143268;
    const int pieces = (int)ceil((to - from) * root / most);
    for (int i = 0; i < pieces * QUAD_NODES; i++) {
        double width = (to - from) / pieces, left = from + i / QUAD_NODES * width, weight;
        double z = quad_node(left, left + width, i % QUAD_NODES, &weight);
        double share = weight * density * exp(-0.5 * z * z);
        double f = act_f(use, root * z), df = act_df(use, root * z);
        sum[THEORY_F] += share * f, sum[THEORY_F2] += share * (f * f);
        sum[THEORY_DF] += share * df, sum[THEORY_DF2] += share * (df * df);
    }
}

/* By the accurate functions, in pieces that are never longer than 10, nor than their distance from
 * 0 (near 0: 1/64) and from the kinks. */
static void brute_force(const struct act_use *use, double q, double sum[4])
{
    const double root = sqrt(q), end = 10 * root;
    double at[64 * (2 + ACT_KINKS)];
    int n = 0;
    for (int k = -1; k < use->kinks; k++)
        for (int side = -1; side <= 1; side++)
            for (double away = side ? 0x1p-54 : 1e9; away < 2e9; away *= 4) {
                double x = (k < 0 ? 0 : use->kink[k]) + side * (side ? away : 0);
                if (fabs(x) < end && (k >= 0 || away >= 0x1p-6) && n < COUNT(at) - 2)
                    at[n++] = x;
            }
    at[n++] = -end, at[n++] = end;
    for (int i = 1; i < n; i++) /* ascending */
        for (int k = i; k > 0 && at[k - 1] > at[k]; k--) {
            double x = at[k];
            at[k] = at[k - 1], at[k - 1] = x;
        }
    for (int k = 0; k < 4; k++)
        sum[k] = 0;
    for (int i = 0; i + 1 < n; i++)
        if (at[i] < at[i + 1])
            add_pieces(use, root, at[i] / root, at[i + 1] / root, 10, sum);
}

/* All functions of the table with what theory.h promises. rrelu's own law is below, the slope of
 * lif has none that nodes could find. */
static void every_moment(void **state)
{
    (void)state;
    static const double scales[] = {1e-4, 0.3, 1, 3, 77, 1e4};
    for (int i = 0; i < act_count; i++)
        for (int j = 0; j < COUNT(scales); j++) {
            struct act_use use = act_use_of(act_table[i]);
            const bool lif = use.act->loop == ACT_LOOP_LIF;
            if (use.act->loop == ACT_LOOP_RRELU)
                continue;
            double want[4], q = scales[j];
            brute_force(&use, q, want);
            for (enum theory_moment k = THEORY_F; k <= (lif ? THEORY_F2 : THEORY_DF2); k++) {
                double is = theory_moment(kernel(), &use, k, q);
                double near = q <= 1 ? 1e-13 : 1e-9 * fmax(fabs(want[k]), 1e-3);
                if (!(fabs(is - want[k]) <= near))
                    fail_msg("%s moment %d at q = %g is %.17g, not %.17g", use.act->name, (int)k, q,
                             is, want[k]);
            }
        }
}

/* What skips need besides, likewise; of snake where its waves are seen. */
static void every_moment_of_skips(void **state)
{
    (void)state;
    static const double scales[] = {0.3, 1, 3, 77, 1e4};
    const double density = 0.39894228040143268;
    for (int i = 0; i < act_count; i++)
        for (int j = 0; j < COUNT(scales); j++) {
            const struct act_use use = act_use_of(act_table[i]);
            const double root = sqrt(scales[j]);
            if (use.act->loop == ACT_LOOP_RRELU || use.act->loop == ACT_LOOP_LIF ||
                (use.act->loop == ACT_LOOP_SNAKE && scales[j] > 9))
                continue;
            enum { N = 40000 }; /* even steps, the kinks within: to four digits or so */
            double sum[5] = {0}, f[2], df[2];
            const double step = 20.0 / N;
            for (int k = 0; k < N; k++) {
                double z = -10 + (k + 0.5) * step, x = root * z;
                kernel_activate(kernel(), &use, 1, &x, f, df);
                double share = step * density * exp(-0.5 * z * z), g = x * *df;
                sum[0] += share * g, sum[1] += share * (g * g), sum[2] += share * (*f * g);
                sum[3] += share * (*f * (*df * *df)), sum[4] += share * (*f * *df * (*f * *df));
            }
            for (enum theory_moment k = THEORY_X_DF; k < THEORY_MOMENTS; k++) {
                double is = theory_moment(kernel(), &use, k, scales[j]);
                double want = sum[k - THEORY_X_DF];
                if (!(fabs(is - want) <= 2e-3 * fmax(1, fabs(want))))
                    fail_msg("%s moment %d at q = %g is %.9g, not %.9g", use.act->name, (int)k,
                             scales[j], is, want);
            }
        }
}

/* Layer norm and skips where all is known: identity passes all of it, relu under He keeps 1. */
static void forms(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("relu", STACK_HE, 0);
    struct theory t;
    struct theory_down d;
    spec.norm = STACK_NORM_LAYER;
    theory_init(&t, &spec, kernel());
    assert_true(fabs(theory_next(&t) - 0.5 * log10(0.5)) < 2e-6); /* 2 times a half, over q = 2 */
    assert_true(fabs(t.q - 1) < 1e-5);                            /* half of v, times 2 */
    assert_true(fabs(theory_next(&t)) < 1e-5);
    spec.norm = STACK_NORM_BATCH;
    theory_init(&t, &spec, kernel());
    assert_true(!t.known && isnan(theory_next(&t)));
    theory_down_init(&d, &t);
    assert_true(isnan(theory_down(&d, &t.layer)));

    spec.norm = STACK_NORM_NONE;
    spec.residual = true;
    theory_init(&t, &spec, kernel());
    assert_true(fabs(theory_next(&t) - 0.5 * log10(2)) < 1e-12);
    /* m_1 = 1 + q/2 with q = 2, u_1 = 1/sqrt(pi); then the product of means. */
    const double pi = 3.141592653589793;
    assert_true(fabs(t.square - 2) < 1e-12 && fabs(t.mean - 1 / sqrt(pi)) < 1e-12);
    (void)theory_next(&t);
    double f = 2 / sqrt(2 * pi); /* of q = 4 */
    assert_true(fabs(t.square - (2 + 2 + 2 / sqrt(pi) * f)) < 1e-12);

    /* At a width without bound the squares add: 2 of 1 a layer. */
    spec.width = 2000000000;
    spec.init = STACK_NORMAL;
    spec.init_scale = sqrt(2.0 / spec.width);
    theory_init(&t, &spec, kernel());
    struct theory_layer layer[3];
    for (int l = 0; l < 3; l++) {
        (void)theory_next(&t);
        layer[l] = t.layer;
    }
    theory_down_init(&d, &t);
    for (int l = 2; l >= 0; l--)
        assert_true(fabs(theory_down(&d, &layer[l]) - 0.5 * log10(ldexp(1, 1 - l))) < 1e-6);
}

/* Closed forms, to rounding: rectifiers at any q, ELU by the normal law Phi at q = 1. */
static void closed_forms(void **state)
{
    (void)state;
    const double root_2pi = 2.5066282746310002;
    static const double scales[] = {1e-300, 1e-9, 0.03, 1, 118.754, 1e9, 1e300};
    struct act_use relu = use_of("relu"), leaky = use_of("leaky_relu:alpha=0.2");
    for (int i = 0; i < COUNT(scales); i++) {
        double q = scales[i], near = 1e-13;
        assert_true(fabs(theory_moment(kernel(), &relu, THEORY_F, q) / sqrt(q) * root_2pi - 1) <
                    near);
        assert_true(fabs(theory_moment(kernel(), &relu, THEORY_F2, q) / q - 0.5) < near);
        assert_true(fabs(theory_moment(kernel(), &relu, THEORY_DF2, q) - 0.5) < near);
        assert_true(fabs(theory_moment(kernel(), &leaky, THEORY_F2, q) / q - 0.52) < near);
        assert_true(fabs(theory_moment(kernel(), &leaky, THEORY_DF, q) - 0.6) < near);
    }
    double below_1 = 0.15865525393145705, below_2 = 0.022750131948179207; /* Phi(-1), Phi(-2) */
    double root_e = 1.6487212707001281, e2 = 7.3890560989306502;
    struct act_use elu = use_of("elu");
    assert_true(fabs(theory_moment(kernel(), &elu, THEORY_F, 1) -
                     (1 / root_2pi + root_e * below_1 - 0.5)) < 1e-14);
    assert_true(fabs(theory_moment(kernel(), &elu, THEORY_F2, 1) -
                     (1 + e2 * below_2 - 2 * root_e * below_1)) < 1e-14);
    assert_true(fabs(theory_moment(kernel(), &elu, THEORY_DF2, 1) - (0.5 + e2 * below_2)) < 1e-14);
}

/* rrelu in a network: the slope s, uniform on [l, u], is averaged over, so squares see E s^2. */
static void slopes_are_averaged(void **state)
{
    (void)state;
    const struct act row = {.name = "sampled", .loop = ACT_LOOP_RRELU};
    static const double range[][2] = {{0.125, 1.0 / 3}, {-0.5, 0.5}, {0, 1}, {0.3, 0.3}};
    for (int i = 0; i < COUNT(range); i++) {
        const double l = range[i][0], u = range[i][1], q = 2;
        const double mean = (l + u) / 2, square = (u - l) * (u - l) / 12 + mean * mean;
        struct act_use use = {.act = &row, .param = {l, u}, .kink = {0}, .kinks = 1};
        const double want[] = {(1 - mean) * sqrt(q) * 0.39894228040143268, q * (1 + square) / 2,
                               (1 + mean) / 2, (1 + square) / 2};
        for (enum theory_moment k = THEORY_F; k <= THEORY_DF2; k++)
            assert_true(fabs(theory_moment(kernel(), &use, k, q) - want[k]) < 1e-13);
        assert_true(fabs(theory_moment(kernel(), &use, THEORY_DF2, infinite) - want[3]) < 1e-15);
    }
}

/* For large q the bump of f'^2 is narrow against z, and E[f'^2] sqrt(2 pi q) tends to the integral
 * of f'^2: 1/6 for sigmoid, 4/3 for tanh. */
static void wide_inputs(void **state)
{
    (void)state;
    static const double scales[] = {1e2, 1e4, 1e6, 1e8};
    struct act_use sigmoid = use_of("sigmoid"), tanh_use = use_of("tanh");
    for (int i = 0; i < COUNT(scales); i++) {
        double root = sqrt(2 * 3.141592653589793 * scales[i]);
        double slope = theory_moment(kernel(), &sigmoid, THEORY_DF2, scales[i]) * root;
        assert_true(fabs(slope - 1.0 / 6) < 0.3 / scales[i] + 1e-12);
        slope = theory_moment(kernel(), &tanh_use, THEORY_DF2, scales[i]) * root;
        assert_true(fabs(slope - 4.0 / 3) < 0.3 / scales[i] + 1e-12);
    }
}

static void limits(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        double f2_zero, df2_zero, f2_inf, df2_inf;
    } cases[] = {
        {"relu", 0, 0.5, (double)INFINITY, 0.5},
        {"elu:alpha=2", 0, 2.5, (double)INFINITY, 0.5},
        {"leaky_relu:alpha=0.5", 0, 0.625, (double)INFINITY, 0.625},
        {"sigmoid", 0.25, 0.0625, 0.5, 0},
        {"tanh", 0, 1, 1, 0},
        {"step", 0.5, 0, 0.5, 0},
        {"signum", 1, 0, 1, 0},
        {"identity", 0, 1, (double)INFINITY, 1},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use = use_of(cases[i].use);
        assert_true(theory_moment(kernel(), &use, THEORY_F2, 0) == cases[i].f2_zero);
        assert_true(theory_moment(kernel(), &use, THEORY_DF2, 0) == cases[i].df2_zero);
        assert_true(theory_moment(kernel(), &use, THEORY_F2, infinite) == cases[i].f2_inf);
        assert_true(theory_moment(kernel(), &use, THEORY_DF2, infinite) == cases[i].df2_inf);
        assert_true(isnan(theory_moment(kernel(), &use, THEORY_F2, (double)NAN)));
        assert_true(isnan(theory_moment(kernel(), &use, THEORY_F2, -1)));
    }
    struct act_use identity = use_of("identity");
    assert_true(isnan(theory_moment(kernel(), &identity, THEORY_F, infinite)));
}

static void weights_and_biases(void **state)
{
    (void)state;
    static const struct {
        enum stack_init init;
        double scale, variance;
        bool known;
    } cases[] = {
        {STACK_XAVIER, 0, 1, true},      {STACK_HE, 0, 2, true},
        {STACK_LECUN, 0, 1, true},       {STACK_ORTHOGONAL, 0, 1, false},
        {STACK_NORMAL, 0.1, 2.56, true}, {STACK_UNIFORM, 0.1, 2.56 / 3, true},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct stack_spec spec = spec_of("relu", cases[i].init, cases[i].scale);
        assert_true(fabs(theory_weight_variance(&spec) - cases[i].variance) < 1e-14);
        spec.gain = 3;
        assert_true(fabs(theory_weight_variance(&spec) - 9 * cases[i].variance) < 1e-13);
        spec.bias = 0.5;
        struct theory t;
        theory_init(&t, &spec, kernel());
        assert_int_equal(t.known, cases[i].known);
        assert_true(fabs(t.q - (9 * cases[i].variance + 0.25)) < 1e-13);
        assert_int_equal(isnan(theory_next(&t)) != 0, !cases[i].known);
    }
    struct stack_spec chain = spec_of("sigmoid", STACK_HE, 0);
    chain.mode = STACK_CHAIN;
    struct theory t;
    theory_init(&t, &chain, kernel());
    assert_false(t.known);
    assert_true(isnan(theory_next(&t)));

    /* Edge of chaos of tanh with sigma_b^2 found from sigma_w: q = 0.5121 keeps chi at 1. */
    struct act_use tanh_use = use_of("tanh");
    double s2 = 1 / theory_moment(kernel(), &tanh_use, THEORY_DF2, 0.5121);
    assert_true(fabs(sqrt(s2) - 1.30415) < 1e-4);
}

/* sigma_w = 0: nothing gets through, and no nan. */
static void no_weights(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("tanh", STACK_HE, 0);
    spec.gain = 0;
    struct theory t;
    theory_init(&t, &spec, kernel());
    for (int l = 0; l < 3; l++)
        assert_true(theory_next(&t) == -infinite);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_are_zeros),
        cmocka_unit_test(polynomials_are_exact),
        cmocka_unit_test(moments),
        cmocka_unit_test(every_moment),
        cmocka_unit_test(every_moment_of_skips),
        cmocka_unit_test(forms),
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(slopes_are_averaged),
        cmocka_unit_test(wide_inputs),
        cmocka_unit_test(limits),
        cmocka_unit_test(weights_and_biases),
        cmocka_unit_test(no_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
