/* stack against a network written as in a textbook, against central differences and exact chains;
 * and that digits depend on nothing they should not. */
#include "num/elem.h"
#include "num/stack.h"

#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nets.h"

static struct stack_spec spec_of(const char *act, int layers, int width, int batch)
{
    struct stack_spec spec = nets_spec(act, layers, width, batch);
    spec.init = STACK_XAVIER;
    return spec;
}

static void assert_near(const char *what, int l, double got, double want, double tolerance)
{
    if ((isnan(got) && isnan(want)) || got == want)
        return;
    if (!(fabs(got - want) <= tolerance * (1 + fabs(want))))
        fail_msg("%s of layer %d: %.17g, not %.17g", what, l, got, want);
}

/* The textbook twin: plain loops, plain arrays, one sample at a time. */

enum { TWIN_N = 6, TWIN_W = 40, TWIN_B = 16 };

struct twin {
    int N, W, B;
    double w[TWIN_N + 1][TWIN_W][TWIN_W], b[TWIN_N + 1][TWIN_W];
    double a[TWIN_N + 1][TWIN_W][TWIN_B], z[TWIN_N + 1][TWIN_W][TWIN_B];
    double d[TWIN_N + 1][TWIN_W][TWIN_B], g[TWIN_N + 1][TWIN_W][TWIN_B];
    struct act_use act[TWIN_N + 1][TWIN_W]; /* of each unit: rrelu's have slopes of their own */
};

/* The function of unit i: rrelu has both ends of its range at the slope that was drawn. */
static struct act_use act_of_unit(const struct stack_spec *spec, int l, int i)
{
    struct act_use use = spec->act;
    if (use.act->loop != ACT_LOOP_RRELU)
        return use;
    const struct rng r = {spec->seed, RNG_SLOPE, (uint32_t)l, spec->replica};
    double u[2];
    rng_uniform(&r, (uint64_t)i / 2, u);
    use.param[0] += (use.param[1] - use.param[0]) * u[i % 2];
    use.param[1] = use.param[0];
    return use;
}

/* Weights, inputs and the top gradient as the stack drew them; the biases from their stream. */
static struct twin *twin_of(const struct stack *s)
{
    const struct stack_spec *spec = stack_spec(s);
    struct twin *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->N = spec->layers, t->W = spec->width, t->B = spec->batch;
    assert_true(t->N <= TWIN_N && t->W <= TWIN_W && t->B <= TWIN_B);
    for (int l = 1; l <= t->N; l++) {
        const struct rng r = {spec->seed, RNG_BIAS, (uint32_t)l, spec->replica};
        for (int i = 0; i < t->W; i++) {
            double u[2], x[2];
            rng_uniform(&r, (uint64_t)i / 2, u);
            elem_box_muller(u, x);
            t->b[l][i] = spec->bias * x[i % 2];
            t->act[l][i] = act_of_unit(spec, l, i);
            for (int j = 0; j < t->W; j++)
                t->w[l][i][j] = stack_weight(s, l, i, j);
        }
    }
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++) {
            t->a[0][i][b] = stack_a(s, 0, i, b);
            t->g[t->N][i][b] = stack_top(s, i, b);
        }
    return t;
}

static void twin_forward(struct twin *t)
{
    for (int l = 1; l <= t->N; l++)
        for (int b = 0; b < t->B; b++)
            for (int i = 0; i < t->W; i++) {
                double z = t->b[l][i];
                for (int j = 0; j < t->W; j++)
                    z += t->w[l][i][j] * t->a[l - 1][j][b];
                t->z[l][i][b] = z;
                t->a[l][i][b] = act_f(&t->act[l][i], z);
            }
}

static void twin_backward(struct twin *t)
{
    for (int l = t->N; l >= 1; l--)
        for (int b = 0; b < t->B; b++) {
            for (int i = 0; i < t->W; i++)
                t->d[l][i][b] = t->g[l][i][b] * act_df(&t->act[l][i], t->z[l][i][b]);
            for (int j = 0; j < t->W; j++) {
                t->g[l - 1][j][b] = 0;
                for (int i = 0; i < t->W; i++)
                    t->g[l - 1][j][b] += t->w[l][i][j] * t->d[l][i][b];
            }
        }
}

static double rms(const struct twin *t, double m[TWIN_W][TWIN_B])
{
    double sum = 0;
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++)
            sum += m[i][b] * m[i][b];
    return sqrt(sum / (t->W * t->B));
}

/* The columns of one layer. */
static struct stack_layer twin_layer(struct twin *t, const struct stack_spec *spec, int l)
{
    struct stack_layer row = {.z_rms = rms(t, t->z[l]), .a_rms = rms(t, t->a[l])};
    double n = (double)t->W * t->B, slopes = 0, dw = 0;
    for (int i = 0; i < t->W; i++) {
        bool dead = true;
        for (int b = 0; b < t->B; b++) {
            double slope = act_df(&t->act[l][i], t->z[l][i][b]);
            row.z_mean += t->z[l][i][b] / n;
            row.a_mean += t->a[l][i][b] / n;
            row.zero += (t->a[l][i][b] == 0) / n;
            row.saturated += (fabs(slope) < spec->saturated_below) / n;
            slopes += slope * slope;
            dead = dead && t->a[l][i][b] == 0;
        }
        row.dead += dead / (double)t->W;
        for (int j = 0; j < t->W; j++) {
            double sum = 0;
            for (int b = 0; b < t->B; b++)
                sum += t->d[l][i][b] * t->a[l - 1][j][b];
            dw += sum / t->B * (sum / t->B);
        }
    }
    row.slope_rms = sqrt(slopes / n);
    row.grad_rms = rms(t, t->d[l]);
    row.dw_rms = sqrt(dw / ((double)t->W * t->W));
    row.grad_log10 = log10(row.grad_rms);
    row.dw_log10 = log10(row.dw_rms);
    row.share_slope = row.grad_log10 - log10(rms(t, t->g[l]));
    row.share_weight = l < t->N ? log10(rms(t, t->g[l])) - log10(rms(t, t->d[l + 1])) : 0;
    return row;
}

static void compare_layer(const struct stack_layer *got, const struct stack_layer *want, int l)
{
    const double near = 1e-11;
    assert_near("z_mean", l, got->z_mean, want->z_mean, near);
    assert_near("z_rms", l, got->z_rms, want->z_rms, near);
    assert_near("a_mean", l, got->a_mean, want->a_mean, near);
    assert_near("a_rms", l, got->a_rms, want->a_rms, near);
    assert_near("zero", l, got->zero, want->zero, near);
    assert_near("saturated", l, got->saturated, want->saturated, near);
    assert_near("dead", l, got->dead, want->dead, near);
    assert_near("slope_rms", l, got->slope_rms, want->slope_rms, near);
    assert_near("grad_rms", l, got->grad_rms, want->grad_rms, near);
    assert_near("grad_log10", l, got->grad_log10, want->grad_log10, near);
    assert_near("dw_rms", l, got->dw_rms, want->dw_rms, near);
    assert_near("dw_log10", l, got->dw_log10, want->dw_log10, near);
    assert_near("share_slope", l, got->share_slope, want->share_slope, near);
    assert_near("share_weight", l, got->share_weight, want->share_weight, near);
}

static void compare_matrices(const struct stack *s, const struct twin *t)
{
    for (int l = 1; l <= t->N; l++)
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++) {
                int exponent;
                double d = stack_d(s, l, i, b, &exponent);
                assert_near("z", l, stack_z(s, l, i, b), t->z[l][i][b], 1e-12);
                assert_near("a", l, stack_a(s, l, i, b), t->a[l][i][b], 1e-12);
                assert_near("d", l, ldexp(d, exponent), t->d[l][i][b], 1e-12);
            }
}

static void compare_with_twin(const struct stack_spec *spec)
{
    struct stack *s = nets_run(spec);
    struct twin *t = twin_of(s);
    twin_forward(t);
    twin_backward(t);
    compare_matrices(s, t);
    const struct stack_result *r = stack_result(s);
    assert_int_equal(r->layers, spec->layers);
    for (int l = 1; l <= t->N; l++) {
        const struct stack_layer want = twin_layer(t, spec, l);
        compare_layer(&r->layer[l - 1], &want, l);
    }
    double total = rms(t, t->g[0]) / rms(t, t->g[t->N]);
    double ratio = rms(t, t->d[1]) / rms(t, t->d[t->N]);
    assert_near("top", t->N, rms(t, t->g[t->N]), 1, 1e-14);
    assert_near("total", 0, r->total, total, 1e-11);
    assert_near("total_log10", 0, r->total_log10, log10(total), 1e-11);
    assert_near("ratio", 0, r->ratio, ratio, 1e-11);
    assert_near("ratio_log10", 0, r->ratio_log10, log10(ratio), 1e-11);
    assert_near("decades", 0, r->decades, t->N > 1 ? log10(ratio) / (t->N - 1) : (double)NAN,
                1e-11);
    free(t);
    stack_free(s);
}

static void every_function_matches_the_twin(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        struct stack_spec spec = spec_of(act_table[i]->name, 4, 24, 16);
        spec.init = STACK_HE;
        spec.bias = 0.3;
        compare_with_twin(&spec);
    }
}

static void every_shape_matches_the_twin(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 3, 8, 17, 32, 40}, batches[] = {1, 5, 8, 13, 16};
    static const char *const acts[] = {"tanh", "relu"};
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++)
        for (size_t b = 0; b < sizeof batches / sizeof batches[0]; b++)
            for (int a = 0; a < 2; a++) {
                struct stack_spec spec = spec_of(acts[a], w == 0 ? 1 : 3, widths[w], batches[b]);
                spec.bias = b % 2 ? 0.1 : 0;
                spec.seed = 100 * w + b;
                compare_with_twin(&spec);
            }
}

static void every_init_matches_the_twin(void **state)
{
    (void)state;
    for (int init = STACK_XAVIER; init <= STACK_UNIFORM; init++)
        for (int dist = STACK_DIST_NORMAL; dist <= STACK_DIST_UNIFORM; dist++) {
            struct stack_spec spec = spec_of("elu", 3, 20, 9);
            spec.init = (enum stack_init)init;
            spec.dist = (enum stack_dist)dist;
            spec.init_scale = 0.4;
            spec.gain = 1.5;
            compare_with_twin(&spec);
        }
}

static void weights_have_their_spread(void **state)
{
    (void)state;
    enum { W = 100 };
    static const struct {
        enum stack_init init;
        enum stack_dist dist;
        double variance; /* at gain 2, scale 0.3 */
    } row[] = {
        {STACK_XAVIER, STACK_DIST_NORMAL, 4 * 2.0 / (W + W)},
        {STACK_HE, STACK_DIST_NORMAL, 4 * 2.0 / W},
        {STACK_HE, STACK_DIST_UNIFORM, 4 * 2.0 / W},
        {STACK_LECUN, STACK_DIST_NORMAL, 4 * 1.0 / W},
        {STACK_ORTHOGONAL, STACK_DIST_NORMAL, 4 * 1.0 / W},
        {STACK_NORMAL, STACK_DIST_NORMAL, 4 * 0.09},
        {STACK_UNIFORM, STACK_DIST_NORMAL, 4 * 0.03},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        struct stack_spec spec = spec_of("tanh", 1, W, 1);
        spec.init = row[i].init, spec.dist = row[i].dist;
        spec.gain = 2, spec.init_scale = 0.3;
        struct stack *s = nets_run(&spec);
        double sum = 0, squares = 0, most = 0;
        for (int to = 0; to < W; to++)
            for (int from = 0; from < W; from++) {
                double w = stack_weight(s, 1, to, from);
                sum += w, squares += w * w;
                most = fmax(most, fabs(w));
            }
        /* 10^4 draws: the mean within 5 sigma, the variance within 5 sigma (0.0141 each). */
        assert_true(fabs(sum / (W * W)) < 5 * sqrt(row[i].variance) / W);
        assert_true(fabs(squares / (W * W) / row[i].variance - 1) < 0.07);
        bool uniform = row[i].init == STACK_UNIFORM || row[i].dist == STACK_DIST_UNIFORM;
        assert_int_equal(most < sqrt(3 * row[i].variance) * (1 + 1e-15), uniform);
        stack_free(s);
    }
}

static void orthogonal_is_orthogonal(void **state)
{
    (void)state;
    static const int widths[] = {1, 2, 7, 64, 130};
    for (size_t k = 0; k < sizeof widths / sizeof widths[0]; k++) {
        const int W = widths[k];
        struct stack_spec spec = spec_of("tanh", 2, W, 1);
        spec.init = STACK_ORTHOGONAL;
        spec.gain = 0.5;
        struct stack *s = nets_run(&spec);
        for (int l = 1; l <= 2; l++)
            for (int i = 0; i < W; i++)
                for (int j = 0; j <= i; j++) {
                    double rows = 0, columns = 0;
                    for (int m = 0; m < W; m++) {
                        rows += stack_weight(s, l, i, m) * stack_weight(s, l, j, m);
                        columns += stack_weight(s, l, m, i) * stack_weight(s, l, m, j);
                    }
                    assert_near("row product", l, rows, i == j ? 0.25 : 0, 1e-14);
                    assert_near("column product", l, columns, i == j ? 0.25 : 0, 1e-14);
                }
        stack_free(s);
    }
}

/* L = sum(top * a_N) of the twin. */
static double loss(struct twin *t)
{
    twin_forward(t);
    double sum = 0;
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++)
            sum += t->g[t->N][i][b] * t->a[t->N][i][b];
    return sum;
}

/* Does any z come so near to a kink that a difference would step over it? */
static bool near_kink(const struct twin *t, const struct act_use *act, double h)
{
    for (int l = 1; l <= t->N; l++)
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++)
                for (int k = 0; k < act->kinks; k++)
                    if (fabs(t->z[l][i][b] - act->kink[k]) < h)
                        return true;
    return false;
}

/* dL/db of one bias by five points: the threshold of lif has great third derivatives. */
static double difference(struct twin *t, double *bias)
{
    const double h = 1e-5, before = *bias;
    double at[5];
    for (int k = -2; k <= 2; k++) {
        *bias = before + k * h;
        at[k + 2] = loss(t);
    }
    *bias = before;
    return (8 * (at[3] - at[1]) - (at[4] - at[0])) / (12 * h);
}

/* dL/db_l (the sum of d_l over the batch) by differences, for all layers and units; rrelu's slopes
 * stay. */
static void check_bias_gradient(const struct stack *s, struct twin *t, const struct act_use *act)
{
    const bool constant = act->act->loop == ACT_LOOP_STEP || act->act->loop == ACT_LOOP_SIGNUM;
    for (int l = 1; l <= t->N; l++)
        for (int i = 0; i < t->W; i++) {
            double want = difference(t, &t->b[l][i]), sum = 0;
            for (int b = 0; b < t->B; b++) {
                int exponent;
                double d = stack_d(s, l, i, b, &exponent);
                sum += ldexp(d, exponent);
            }
            if (constant && (want != 0 || sum != 0))
                fail_msg("%s is constant but has a gradient", act->act->name);
            assert_near(act->act->name, l, sum, want, 1e-7);
        }
}

static void check_gradient(const struct act_use *act)
{
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct stack_spec spec = spec_of("relu", 3, 5, 2);
        spec.act = *act;
        spec.init = STACK_HE;
        spec.seed = seed;
        spec.bias = 0.5;
        struct stack *s = nets_run(&spec);
        struct twin *t = twin_of(s);
        twin_forward(t);
        bool far = !near_kink(t, act, 1e-2); /* else: draw other samples */
        if (far)
            check_bias_gradient(s, t, act);
        free(t);
        stack_free(s);
        if (far)
            return;
    }
    fail_msg("%s: no draw keeps away from its kinks", act->act->name);
}

static void gradients_match_central_differences(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        const struct act_use use = act_use_of(act_table[i]);
        check_gradient(&use);
    }
}

/* rrelu as a network sees it. */

static double sampled_f(double x, const double *p)
{
    return x > 0 ? x : 0.5 * (p[0] + p[1]) * x;
}

static double sampled_df(double x, const double *p)
{
    return x > 0 ? 1 : 0.5 * (p[0] + p[1]);
}

static int sampled_kink(const double *p, double out[ACT_KINKS])
{
    (void)p;
    out[0] = 0;
    return 1;
}

static const struct act sampled = {.name = "sampled",
                                   .param = {{.name = "lower", .value = 0.125, .max = 1},
                                             {.name = "upper", .value = 1.0 / 3, .max = 1}},
                                   .f = sampled_f,
                                   .df = sampled_df,
                                   .loop = ACT_LOOP_RRELU,
                                   .kinks = sampled_kink};

/* A unit keeps its slope over the batch, another run has the same, other layers others; a chain has
 * the mean. */
static void slopes_are_drawn_for_each_unit(void **state)
{
    (void)state;
    enum { W = 40 };
    struct stack_spec spec = spec_of("relu", 3, W, 9);
    spec.act = act_use_of(&sampled);
    spec.bias = 0.1;
    compare_with_twin(&spec);
    check_gradient(&spec.act);
    struct stack *s = nets_run(&spec);
    double sum = 0, before = 0;
    int drawn = 0;
    for (int l = 1; l <= 3; l++)
        for (int i = 0; i < W; i++)
            for (int b = 0; b < 9; b++) {
                double z = stack_z(s, l, i, b), slope = stack_a(s, l, i, b) / z;
                if (z >= 0)
                    continue;
                assert_true(slope > 0.125 && slope < 1.0 / 3 && fabs(slope - before) > 1e-6);
                sum += slope, before = slope, drawn++;
                break;
            }
    /* The mean of a hundred uniform draws, within five of its standard deviations. */
    assert_true(drawn > 100 && fabs(sum / drawn - 11.0 / 48) < 5 * 0.0601 / sqrt(drawn));
    stack_free(s);

    spec = spec_of("relu", 7, 1, 1);
    spec.act = act_use_of(&sampled);
    spec.mode = STACK_CHAIN;
    spec.input = -2;
    s = nets_run(&spec);
    assert_near("chain", 7, stack_result(s)->total_log10, 7 * log10(11.0 / 48), 1e-14);
    stack_free(s);
}

/* A function without a loop of its own, in a network as any other. */
static double bent_slope(double x, const double *p)
{
    (void)p;
    return 1 / (1 + x * x) + 0.25;
}

static double bent(double x, const double *p)
{
    (void)p;
    return elem_atan(x) + 0.25 * x;
}

static void functions_of_ones_own_serve_too(void **state)
{
    (void)state;
    const struct act own = {.name = "own", .f = bent, .df = bent_slope, .loop = ACT_LOOP_FORMULA};
    struct stack_spec spec = spec_of("relu", 4, 17, 13);
    spec.act = act_use_of(&own);
    compare_with_twin(&spec);
    check_gradient(&spec.act);
    struct stack *s = nets_run(&spec);
    assert_true(isfinite(stack_result(s)->layer[0].theory_log10));
    stack_free(s);
}

static void chains_are_exact_powers(void **state)
{
    (void)state;
    static const double weights[] = {1, -0.7, 3}, inputs[] = {0, 1.5, -0.3, -4};
    static const int layers[] = {1, 2, 20, 300};
    for (int i = 0; i < act_count; i++)
        for (int k = 0; k < 3 * 4 * 4; k++) {
            struct stack_spec spec = spec_of(act_table[i]->name, layers[k / 12], 1, 1);
            spec.mode = STACK_CHAIN;
            spec.weight = weights[k % 3];
            spec.input = inputs[k / 3 % 4];
            struct stack *s = nets_run(&spec);
            const struct stack_result *r = stack_result(s);
            double step = fabs(spec.weight * act_df(&spec.act, spec.input));
            double want = spec.layers * log10(step);
            assert_near(act_table[i]->name, spec.layers, r->total_log10, want, 1e-13);
            double ratio = (spec.layers - 1) * log10(step); /* nan where both ends are 0 */
            assert_near("ratio", spec.layers, r->ratio_log10, step > 0 ? ratio : (double)NAN,
                        1e-13);
            for (int l = 1; l <= spec.layers; l++) {
                assert_true(stack_z(s, l, 0, 0) == spec.input);
                assert_true(isnan(r->layer[l - 1].theory_log10));
            }
            stack_free(s);
        }
}

/* Blocked, overflow, and nothing to compare with are three things. */
static void what_is_left_is_defined(void **state)
{
    (void)state;
    const double inf = (double)INFINITY, nan = (double)NAN;
    static const struct {
        const char *act;
        int layers, width;
        double gain;
        enum round_format precision;
        bool residual;
        double ratio_log10; /* what is no number of it; 0: a number */
    } cases[] = {
        {"step", 20, 8, 1, ROUND_F64, false, (double)NAN},              /* 0 at the last layer */
        {"relu", 5, 2, 1, ROUND_F64, true, (double)NAN},                /* there alone */
        {"relu2", 20, 8, 10, ROUND_F64, false, (double)NAN},            /* forward is no number */
        {"identity", 60, 8, 0.25, ROUND_F16, false, -(double)INFINITY}, /* lost on the way */
        {"identity", 60, 8, 0.25, ROUND_F64, false, 0},
    };
    assert_true(stack_change_log10(-3, 2) == -5 && stack_change_log10(-inf, 2) == -inf);
    assert_true(stack_change_log10(inf, 2) == inf && isnan(stack_change_log10(nan, 2)));
    assert_true(isnan(stack_change_log10(2, -inf)) && isnan(stack_change_log10(-inf, -inf)));
    assert_true(isnan(stack_change_log10(2, inf)) && isnan(stack_change_log10(-inf, nan)));
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stack_spec spec = spec_of(cases[c].act, cases[c].layers, cases[c].width, 2);
        spec.gain = cases[c].gain;
        spec.precision = cases[c].precision;
        spec.residual = cases[c].residual;
        struct stack *s = nets_run(&spec);
        const struct stack_result *r = stack_result(s);
        if (cases[c].ratio_log10 == 0)
            assert_true(isfinite(r->ratio_log10) && isfinite(r->ratio));
        else if (isnan(cases[c].ratio_log10))
            assert_true(isnan(r->ratio_log10) && isnan(r->ratio) && isnan(r->decades));
        else
            assert_true(r->ratio_log10 == -inf && r->ratio == 0);
        stack_free(s);
    }
}

static void ten_thousand_sigmoids_have_a_gradient(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("sigmoid", 10000, 8, 3);
    struct stack *s = nets_run(&spec);
    const struct stack_result *r = stack_result(s);
    assert_true(isfinite(r->layer[0].grad_log10) && r->layer[0].grad_log10 < -5000);
    assert_true(r->layer[0].grad_rms == 0); /* no double holds it */
    assert_true(isfinite(r->total_log10) && r->total == 0);
    assert_true(isfinite(r->layer[0].dw_log10));
    /* The shares account for the whole way. */
    double sum = r->layer[9999].grad_log10;
    for (int l = 9999; l >= 1; l--)
        sum += r->layer[l - 1].share_slope + r->layer[l - 1].share_weight;
    assert_near("sum of shares", 1, sum, r->layer[0].grad_log10, 1e-12);
    stack_free(s);
}

/* relu is homogeneous: a power of two on the weights is one on every layer, to the last bit, also
 * where squares of what flows under- or overflow. */
static void homogeneous_far_from_one(void **state)
{
    (void)state;
    static const int exponents[] = {-20, 19};
    struct stack_spec spec = spec_of("relu", 50, 6, 5);
    spec.init = STACK_HE;
    struct stack *plain = nets_run(&spec);
    for (int k = 0; k < 2; k++) {
        const int e = exponents[k];
        spec.gain = ldexp(1, e);
        struct stack *s = nets_run(&spec);
        for (int l = 1; l <= spec.layers; l++) {
            const struct stack_layer *a = &stack_result(plain)->layer[l - 1];
            const struct stack_layer *b = &stack_result(s)->layer[l - 1];
            assert_true(b->a_rms == ldexp(a->a_rms, e * l));
            assert_true(b->z_rms == ldexp(a->z_rms, e * l));
            assert_true(b->grad_rms == ldexp(a->grad_rms, e * (spec.layers - l)));
            assert_true(b->dw_rms == ldexp(a->dw_rms, e * (spec.layers - 1)));
            assert_true(a->zero == b->zero && a->dead == b->dead);
        }
        stack_free(s);
    }
    stack_free(plain);
}

static void overflow_is_data(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("relu", 60, 8, 4);
    spec.init = STACK_NORMAL;
    spec.init_scale = 1e6;
    spec.gain = 1e6;
    struct stack *s = nets_run(&spec);
    const struct stack_result *r = stack_result(s);
    assert_true(isfinite(r->layer[20].a_rms) && r->layer[20].a_rms > 1e200);
    assert_true(!isfinite(r->layer[59].a_rms));
    stack_free(s);
}

static bool same(double x, double y)
{
    return x == y || (isnan(x) && isnan(y));
}

static void assert_same_result(const struct stack *a, const struct stack *b)
{
    enum { COLUMNS = sizeof(struct stack_layer) / sizeof(double) };
    const struct stack_result *x = stack_result(a), *y = stack_result(b);
    assert_int_equal(x->layers, y->layers);
    for (int l = 0; l < x->layers; l++) {
        double row[2][COLUMNS]; /* a layer is nothing but doubles */
        memcpy(row[0], &x->layer[l], sizeof row[0]);
        memcpy(row[1], &y->layer[l], sizeof row[1]);
        for (int k = 0; k < COLUMNS; k++)
            assert_true(same(row[0][k], row[1][k]));
    }
    assert_true(same(x->total, y->total) && same(x->total_log10, y->total_log10));
    assert_true(same(x->ratio, y->ratio) && same(x->ratio_log10, y->ratio_log10));
}

static void draws_do_not_depend_on_depth(void **state)
{
    (void)state;
    struct stack_spec shallow = spec_of("tanh", 3, 33, 10), deep = shallow;
    deep.layers = 9;
    struct stack *a = nets_run(&shallow), *b = nets_run(&deep);
    for (int l = 1; l <= 3; l++)
        for (int i = 0; i < 33; i++) {
            for (int j = 0; j < 33; j++)
                assert_true(stack_weight(a, l, i, j) == stack_weight(b, l, i, j));
            for (int k = 0; k < 10; k++) {
                assert_true(stack_a(a, l, i, k) == stack_a(b, l, i, k));
                assert_true(stack_top(a, i, k) == stack_top(b, i, k));
            }
        }
    stack_free(a);
    stack_free(b);
}

static void draws_of_a_batch_begin_with_those_of_a_smaller(void **state)
{
    (void)state;
    struct stack_spec few = spec_of("tanh", 2, 9, 5), many = few;
    many.batch = 21;
    struct stack *a = nets_run(&few), *b = nets_run(&many);
    for (int l = 0; l <= 2; l++)
        for (int i = 0; i < 9; i++)
            for (int k = 0; k < 5; k++)
                assert_true(stack_a(a, l, i, k) == stack_a(b, l, i, k));
    stack_free(a);
    stack_free(b);
}

/* Not at all, wholly, or for a few layers only; filled by another function's stack. */
static void the_cache_changes_no_digit(void **state)
{
    (void)state;
    static const enum stack_init inits[] = {STACK_HE, STACK_ORTHOGONAL, STACK_UNIFORM};
    for (int k = 0; k < 3; k++) {
        struct stack_spec spec = spec_of("elu", 12, 40, 7);
        spec.init = inits[k];
        spec.init_scale = 0.2;
        struct stack *plain = nets_run(&spec);
        const size_t layer = sizeof(double) * 40 * 40;
        const size_t sizes[] = {1, layer, 6 * layer, 100 * layer};
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            struct stack_cache *cache = stack_cache_new(sizes[i]);
            struct stack_spec other = spec;
            other.act = spec_of("relu", 1, 1, 1).act;
            other.gain = 3;
            stack_free(nets_run_with(&other, NULL, cache));
            for (int again = 0; again < 2; again++) {
                struct stack *s = nets_run_with(&spec, NULL, cache);
                assert_same_result(plain, s);
                stack_free(s);
            }
            stack_cache_free(cache);
        }
        stack_free(plain);
    }
}

/* Two stacks that share a cache too small for both, their slices in turn. */
static void slices_may_alternate(void **state)
{
    (void)state;
    struct err e = {0};
    const struct kernel *kernel = kernel_choose(NULL, &e);
    struct stack_spec spec[2] = {spec_of("sigmoid", 30, 100, 20), spec_of("relu", 30, 100, 20)};
    spec[1].init = STACK_HE;
    spec[1].seed = 2;
    struct stack_cache *cache = stack_cache_new(sizeof(double) * 100 * 100 * 7);
    struct stack *s[2], *alone[2];
    for (int i = 0; i < 2; i++) {
        alone[i] = nets_run(&spec[i]);
        s[i] = stack_new(&spec[i], kernel, cache, &e);
        assert_non_null(s[i]);
    }
    int slices = 0;
    for (int round = 0; round < 3; round++) {
        for (bool more = true; more; slices++) {
            bool first = stack_step(s[0]), second = stack_step(s[1]);
            more = first || second;
        }
        for (int i = 0; i < 2; i++) {
            assert_same_result(s[i], alone[i]);
            assert_true(stack_progress(s[i]) == 1);
            assert_true(stack_reset(s[i], &spec[i]));
            assert_null(stack_result(s[i]));
        }
    }
    assert_true(slices > 6);
    for (int i = 0; i < 2; i++) {
        stack_free(s[i]);
        stack_free(alone[i]);
    }
    stack_cache_free(cache);
}

/* A reset in mid-work, to other numbers and back, leaves no trace. */
static void reset_starts_anew(void **state)
{
    (void)state;
    struct err e = {0};
    struct stack_spec spec = spec_of("relu", 20, 64, 33), other = spec, wider = spec;
    other.act = spec_of("sigmoid", 1, 1, 1).act;
    other.bias = 1;
    other.init = STACK_ORTHOGONAL;
    wider.width = 400;
    struct stack *plain = nets_run(&spec),
                 *s = stack_new(&other, kernel_choose(NULL, &e), NULL, &e);
    for (int steps = 1; steps < 12; steps += 3) {
        assert_true(stack_reset(s, &other));
        double progress = 0;
        for (int i = 0; i < steps && stack_step(s); i++) {
            assert_true(stack_progress(s) > progress && stack_progress(s) <= 1);
            progress = stack_progress(s);
        }
        assert_false(stack_reset(s, &wider));
        assert_true(stack_reset(s, &spec));
        while (stack_step(s))
            continue;
        assert_same_result(s, plain);
    }
    stack_free(s);
    stack_free(plain);
}

/* Into another shape, as long as it fits: the same as a new stack. */
static void reset_changes_the_shape(void **state)
{
    (void)state;
    static const int shape[][3] = {{20, 40, 24}, {21, 41, 24}, {5, 7, 3}, {30, 16, 33}, {1, 1, 1}};
    struct stack_spec spec = spec_of("tanh", 20, 40, 24);
    struct stack *s = nets_run(&spec);
    for (size_t i = 0; i < sizeof shape / sizeof shape[0]; i++) {
        spec.layers = shape[i][0], spec.width = shape[i][1], spec.batch = shape[i][2];
        assert_true(stack_reset(s, &spec));
        while (stack_step(s))
            continue;
        struct stack *fresh = nets_run(&spec);
        assert_same_result(s, fresh);
        stack_free(fresh);
    }
    spec.layers = 1000;
    spec.width = 100;
    assert_false(stack_reset(s, &spec));
    assert_int_equal(stack_spec(s)->layers, 1);
    spec.layers = 0;
    assert_false(stack_reset(s, &spec));
    stack_free(s);
}

/* What of the stack before is taken over is no other than what would be made. */
static void reset_takes_over_only_the_same(void **state)
{
    (void)state;
    const struct stack_spec first = spec_of("tanh", 6, 20, 12);
    struct stack_spec turn[16];
    int n = 0;
#define TURN(field, value) turn[n] = first, turn[n++].field = (value)
    TURN(gain, 1.5), TURN(bias, 0.3), TURN(seed, 7), TURN(replica, 2),
        TURN(dist, STACK_DIST_UNIFORM);
    TURN(init, STACK_NORMAL), turn[n - 1].init_scale = 0.2;
    TURN(init, STACK_NORMAL), turn[n - 1].init_scale = 0.3;
    TURN(init, STACK_ORTHOGONAL), TURN(layers, 5), TURN(width, 19), TURN(batch, 11);
    TURN(precision, ROUND_F16), TURN(norm, STACK_NORM_LAYER), TURN(residual, true);
    TURN(act, spec_of("relu", 1, 1, 1).act), TURN(saturated_below, 0.2);
#undef TURN
    struct stack *s = nets_run(&first);
    for (int i = 0; i < 3 * n; i++) { /* to one, back, to it again */
        const struct stack_spec *spec = i % 3 == 1 ? &first : &turn[i / 3];
        assert_true(stack_reset(s, spec));
        while (stack_step(s))
            continue;
        struct stack *fresh = nets_run(spec);
        assert_same_result(s, fresh);
        stack_free(fresh);
    }
    stack_free(s);
}

/* The same of a chain, whose weight and input are given. */
static void reset_of_a_chain(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("tanh", 9, 1, 1);
    struct stack *s = nets_run(&spec);
    for (int i = 0; i < 8; i++) {
        spec.mode = i & 1 ? STACK_CHAIN : STACK_MLP;
        spec.weight = i & 2 ? 1.5 : 1;
        spec.input = i & 4 ? 0.25 : 0.5;
        assert_true(stack_reset(s, &spec));
        while (stack_step(s))
            continue;
        struct stack *fresh = nets_run(&spec);
        assert_same_result(s, fresh);
        stack_free(fresh);
    }
    stack_free(s);
}

/* Fused versions give the same bits; sse2 nearly. */
static void kernels_agree(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "neon", "sse2"};
    for (int k = 0; k < 3; k++) {
        const struct kernel *kernel = kernel_choose(names[k], NULL);
        if (!kernel)
            continue;
        for (int i = 0; i < act_count; i++) {
            struct stack_spec spec = spec_of(act_table[i]->name, 5, 21, 11);
            spec.bias = 0.2;
            struct stack *a = nets_run_with(&spec, names[k], NULL),
                         *b = nets_run_with(&spec, "scalar", NULL);
            if (kernel_is_fused(kernel))
                assert_same_result(a, b);
            for (int l = 0; l < 5; l++)
                assert_near(act_table[i]->name, l, stack_result(a)->layer[l].grad_rms,
                            stack_result(b)->layer[l].grad_rms, 1e-12);
            stack_free(a);
            stack_free(b);
        }
    }
}

static void wrong_specs_are_refused(void **state)
{
    (void)state;
    const struct stack_spec good = spec_of("relu", 2, 2, 2);
    struct stack_spec bad[14];
    const char *named[14] = {"layers", "layers", "width", "width", "batch",  "batch",
                             "gain",   "gain",   "bias",  "init",  "weight", "saturated_below",
                             "chain",  "input"};
    for (int i = 0; i < 14; i++)
        bad[i] = good;
    bad[0].layers = 0, bad[1].layers = STACK_LAYERS_MAX + 1;
    bad[2].width = 0, bad[3].width = STACK_WIDTH_MAX + 1;
    bad[4].batch = -1, bad[5].batch = STACK_BATCH_MAX + 1;
    bad[6].gain = -1, bad[7].gain = (double)NAN;
    bad[8].bias = (double)INFINITY;
    bad[9].init = STACK_NORMAL, bad[9].init_scale = -1;
    bad[10].weight = (double)NAN;
    bad[11].saturated_below = -1;
    bad[12].mode = STACK_CHAIN;
    bad[13].input = 1e300;
    struct err e = {0};
    assert_true(stack_check(&good, &e));
    for (int i = 0; i < 14; i++) {
        err_clear(&e);
        assert_false(stack_check(&bad[i], &e));
        assert_non_null(strstr(e.text, named[i]));
        assert_null(stack_new(&bad[i], kernel_choose(NULL, NULL), NULL, &e));
    }
}

static void sizes_are_counted(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("relu", 50, 64, 64);
    /* weights and three matrices a layer */
    size_t least = sizeof(double) * 50 * (64 * 64 + 3 * 64 * 64);
    assert_true(stack_bytes(&spec) >= least && stack_bytes(&spec) < least + least / 10);
    spec = spec_of("relu", 10000, 4096, 4096);
    assert_true(stack_bytes(&spec) > (size_t)1 << 42);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_matches_the_twin),
        cmocka_unit_test(every_shape_matches_the_twin),
        cmocka_unit_test(every_init_matches_the_twin),
        cmocka_unit_test(weights_have_their_spread),
        cmocka_unit_test(orthogonal_is_orthogonal),
        cmocka_unit_test(gradients_match_central_differences),
        cmocka_unit_test(slopes_are_drawn_for_each_unit),
        cmocka_unit_test(functions_of_ones_own_serve_too),
        cmocka_unit_test(chains_are_exact_powers),
        cmocka_unit_test(what_is_left_is_defined),
        cmocka_unit_test(ten_thousand_sigmoids_have_a_gradient),
        cmocka_unit_test(homogeneous_far_from_one),
        cmocka_unit_test(overflow_is_data),
        cmocka_unit_test(draws_do_not_depend_on_depth),
        cmocka_unit_test(draws_of_a_batch_begin_with_those_of_a_smaller),
        cmocka_unit_test(the_cache_changes_no_digit),
        cmocka_unit_test(slices_may_alternate),
        cmocka_unit_test(reset_starts_anew),
        cmocka_unit_test(reset_changes_the_shape),
        cmocka_unit_test(reset_takes_over_only_the_same),
        cmocka_unit_test(reset_of_a_chain),
        cmocka_unit_test(kernels_agree),
        cmocka_unit_test(wrong_specs_are_refused),
        cmocka_unit_test(sizes_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
