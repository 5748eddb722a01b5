/* Stacks with skips, norms, narrow formats and a learnable slope, against a network written as in a
 * textbook that does the same, rounding included; where formats underflow. */
#include "num/elem.h"
#include "num/round.h"
#include "num/stack.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "nets.h"

static const char *const precisions[] = {"f64", "f32", "f16", "bf16"};

/* The twin: [layer][unit][sample], plain loops; every step rounded. */

enum { N_MAX = 5, W_MAX = 200, B_MAX = 70 };

typedef double matrix[W_MAX][B_MAX];

struct twin {
    const struct stack_spec *spec;
    const struct stack *s;
    int N, W, B;
    matrix a[N_MAX + 1], n[N_MAX + 1], slope[N_MAX + 1]; /* what phi sees, and phi' there */
    matrix g[N_MAX + 1], h[N_MAX + 1], e[N_MAX + 1], d[N_MAX + 1];
    double inverse[N_MAX + 1][W_MAX + B_MAX]; /* of units or samples */
    double more[N_MAX + 1][W_MAX];            /* added to the gamma of a unit */
};

static double rounded(const struct twin *t, double x)
{
    return round_to(t->spec->precision, x);
}

/* Mean and 1/sqrt(variance + eps) of the numbers that are normalised with (i, b). */
static void group(const struct twin *t, matrix x, int i, int b, double *mean, double *inverse)
{
    const bool batch = t->spec->norm == STACK_NORM_BATCH;
    const int count = batch ? t->B : t->W;
    double sum = 0, squares = 0;
    for (int k = 0; k < count; k++)
        sum += batch ? x[i][k] : x[k][b];
    *mean = sum / count;
    for (int k = 0; k < count; k++) {
        double v = (batch ? x[i][k] : x[k][b]) - *mean;
        squares += v * v;
    }
    *inverse = 1 / sqrt(squares / count + 1e-5);
}

static void activate(struct twin *t, int l)
{
    const struct kernel *kernel = kernel_choose(NULL, NULL);
    for (int i = 0; i < t->W; i++) {
        double f[B_MAX], slope[B_MAX];
        struct act_use use = t->spec->act;
        use.param[0] += t->more[l][i];
        kernel_activate(kernel, &use, t->B, t->n[l][i], f, slope);
        for (int b = 0; b < t->B; b++) {
            t->slope[l][i][b] = rounded(t, slope[b]);
            double below = t->spec->residual ? t->a[l - 1][i][b] : 0;
            t->a[l][i][b] = rounded(t, below + rounded(t, f[b]));
        }
    }
}

static void forward(struct twin *t)
{
    static matrix z; /* one layer's */
    for (int l = 1; l <= t->N; l++) {
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++) {
                double sum = stack_bias(t->s, l, i);
                for (int j = 0; j < t->W; j++)
                    sum = fma(stack_weight(t->s, l, i, j), t->a[l - 1][j][b], sum);
                z[i][b] = rounded(t, sum);
            }
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++) {
                double mean = 0, inverse = 1;
                if (t->spec->norm != STACK_NORM_NONE)
                    group(t, z, i, b, &mean, &inverse);
                t->inverse[l][t->spec->norm == STACK_NORM_BATCH ? i : b] = inverse;
                t->n[l][i][b] = rounded(t, (z[i][b] - mean) * inverse);
            }
        activate(t, l);
    }
}

/* d = (e - mean(e) - n mean(e n)) / sqrt(variance + eps) */
static double norm_back(const struct twin *t, int l, int i, int b)
{
    const bool batch = t->spec->norm == STACK_NORM_BATCH;
    const int count = batch ? t->B : t->W;
    double plain = 0, along = 0;
    for (int k = 0; k < count; k++) {
        double e = batch ? t->e[l][i][k] : t->e[l][k][b], n = batch ? t->n[l][i][k] : t->n[l][k][b];
        plain += e;
        along += e * n;
    }
    return t->inverse[l][batch ? i : b] *
           (t->e[l][i][b] - plain / count - t->n[l][i][b] * (along / count));
}

static void backward(struct twin *t)
{
    for (int l = t->N; l >= 1; l--) {
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++)
                t->e[l][i][b] = rounded(t, t->g[l][i][b] * t->slope[l][i][b]);
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++)
                t->d[l][i][b] = t->spec->norm == STACK_NORM_NONE
                                    ? t->e[l][i][b]
                                    : rounded(t, norm_back(t, l, i, b));
        for (int j = 0; j < t->W; j++)
            for (int b = 0; b < t->B; b++) {
                double sum = 0;
                for (int i = 0; i < t->W; i++)
                    sum = fma(stack_weight(t->s, l, i, j), t->d[l][i][b], sum);
                t->h[l - 1][j][b] = rounded(t, sum);
                double skip = t->spec->residual ? t->g[l][j][b] : 0;
                t->g[l - 1][j][b] = rounded(t, t->h[l - 1][j][b] + skip);
            }
    }
}

static struct twin *twin_of(const struct stack *s)
{
    struct twin *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->spec = stack_spec(s);
    t->s = s;
    t->N = t->spec->layers, t->W = t->spec->width, t->B = t->spec->batch;
    assert_true(t->N <= N_MAX && t->W <= W_MAX && t->B <= B_MAX);
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++) {
            t->a[0][i][b] = stack_a(s, 0, i, b);
            t->g[t->N][i][b] = stack_top(s, i, b);
        }
    forward(t);
    backward(t);
    return t;
}

static double rms(const struct twin *t, matrix m)
{
    double sum = 0;
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++)
            sum += m[i][b] * m[i][b];
    return sqrt(sum / (t->W * t->B));
}

static double dw_rms(const struct twin *t, int l)
{
    double squares = 0;
    for (int i = 0; i < t->W; i++)
        for (int j = 0; j < t->W; j++) {
            double sum = 0;
            for (int b = 0; b < t->B; b++)
                sum = fma(t->d[l][i][b], t->a[l - 1][j][b], sum);
            double v = rounded(t, sum / t->B);
            squares += v * v;
        }
    return sqrt(squares / ((double)t->W * t->W));
}

/* dL/dgamma of prelu: rms over the units, and their sum. */
static double dgamma(const struct twin *t, int l, double *sum)
{
    double squares = 0;
    *sum = 0;
    for (int i = 0; i < t->W; i++) {
        double v = 0;
        for (int b = 0; b < t->B; b++)
            v += t->g[l][i][b] * fmin(0, t->n[l][i][b]) / t->B;
        *sum += v;
        v = rounded(t, v);
        squares += v * v;
    }
    *sum = rounded(t, *sum);
    return sqrt(squares / t->W);
}

static void near(const struct twin *t, const char *what, int l, double got, double want,
                 double tolerance)
{
    const struct stack_spec *spec = t->spec;
    if ((isnan(got) && isnan(want)) || got == want)
        return;
    if (!(fabs(got - want) <= tolerance * (1 + fabs(want))))
        fail_msg("%s in %s, norm %d, residual %d: %s of layer %d: %.17g, not %.17g",
                 spec->act.act->name, precisions[spec->precision], (int)spec->norm, spec->residual,
                 what, l, got, want);
}

/* To all digits where they are few. */
static void compare_matrices(struct twin *t, double tolerance)
{
    for (int l = 1; l <= t->N; l++)
        for (int i = 0; i < t->W; i++)
            for (int b = 0; b < t->B; b++) {
                int exponent;
                double d = stack_d(t->s, l, i, b, &exponent);
                near(t, "z", l, stack_z(t->s, l, i, b), t->n[l][i][b], tolerance);
                near(t, "a", l, stack_a(t->s, l, i, b), t->a[l][i][b], tolerance);
                near(t, "d", l, ldexp(d, exponent), t->d[l][i][b], tolerance);
                if (t->spec->precision != ROUND_F64)
                    assert_int_equal(exponent, 0);
                d = stack_bottom(t->s, i, b, &exponent);
                near(t, "g", 0, ldexp(d, exponent), t->g[0][i][b], tolerance);
            }
}

static double minus(double log10_a, double b)
{
    return log10_a - log10(b);
}

static void compare_layers(struct twin *t)
{
    const double tolerance = 1e-11;
    for (int l = 1; l <= t->N; l++) {
        const struct stack_layer *r = &stack_result(t->s)->layer[l - 1];
        double g = log10(rms(t, t->g[l])), e = log10(rms(t, t->e[l])), d = log10(rms(t, t->d[l]));
        const bool top = l == t->N;
        near(t, "z_rms", l, r->z_rms, rms(t, t->n[l]), tolerance);
        near(t, "a_rms", l, r->a_rms, rms(t, t->a[l]), tolerance);
        near(t, "slope_rms", l, r->slope_rms, rms(t, t->slope[l]), tolerance);
        near(t, "grad_log10", l, r->grad_log10, d, tolerance);
        near(t, "grad_rms", l, r->grad_rms, rms(t, t->d[l]), tolerance);
        near(t, "dw_rms", l, r->dw_rms, dw_rms(t, l), tolerance);
        near(t, "share_slope", l, r->share_slope, e - g, tolerance);
        near(t, "share_norm", l, r->share_norm, t->spec->norm ? d - e : 0, tolerance);
        double h = top ? g : log10(rms(t, t->h[l]));
        near(t, "share_skip", l, r->share_skip, t->spec->residual ? g - h : 0, tolerance);
        near(t, "share_weight", l, r->share_weight, top ? 0 : minus(h, rms(t, t->d[l + 1])),
             tolerance);
        double sum = (double)NAN, each = sum;
        if (strcmp(t->spec->act.act->name, "prelu") == 0)
            each = dgamma(t, l, &sum);
        near(t, "dgamma", l, r->dgamma, sum, tolerance);
        near(t, "dgamma_rms", l, r->dgamma_rms, each, tolerance);
    }
    double total = rms(t, t->g[0]) / rms(t, t->g[t->N]);
    near(t, "total", 0, stack_result(t->s)->total, total, tolerance);
}

static void compare(const struct stack_spec *spec)
{
    struct stack *s = nets_run(spec);
    struct twin *t = twin_of(s);
    /* The twin adds means up in another order: a rounded number may fall to the other side. */
    compare_matrices(t, spec->precision == ROUND_F64 ? 1e-12 : 0);
    compare_layers(t);
    free(t);
    stack_free(s);
}

static void every_form_matches_the_twin(void **state)
{
    (void)state;
    static const char *const acts[] = {"sigmoid", "relu", "prelu", "gelu", "tanh"};
    if (!kernel_is_fused(kernel_choose(NULL, NULL)))
        skip();
    for (int i = 0; i < 5; i++)
        for (int form = 0; form < 24; form++) {
            struct stack_spec spec = nets_spec(acts[i], 4, 19, 13);
            spec.norm = (enum stack_norm)(form % 3);
            spec.residual = form / 3 % 2;
            spec.precision = (enum round_format)(form / 6);
            spec.bias = i % 2 ? 0.4 : 0;
            compare(&spec);
        }
}

/* Chunks of the work end within these. */
static void large_ones_too(void **state)
{
    (void)state;
    if (!kernel_is_fused(kernel_choose(NULL, NULL)))
        skip();
    for (int form = 0; form < 12; form++) {
        struct stack_spec spec = nets_spec("prelu", 2, NETS_SLOW ? 90 : 190, 68);
        spec.norm = (enum stack_norm)(form % 3);
        spec.residual = form / 3 % 2;
        spec.precision = form / 6 ? ROUND_BF16 : ROUND_F64;
        compare(&spec);
    }
    static const int shape[][2] = {{2, 2}, {1, 2}, {2, 1}, {9, 8}, {8, 9}};
    for (int k = 0; k < 5; k++)
        for (int norm = 1; norm <= 2; norm++) {
            struct stack_spec spec = nets_spec("tanh", 3, shape[k][0], shape[k][1]);
            spec.norm = (enum stack_norm)norm;
            spec.residual = k % 2;
            if (stack_check(&spec, NULL))
                compare(&spec);
        }
}

static bool same(double x, double y)
{
    return x == y || (isnan(x) && isnan(y));
}

static void assert_same(const struct stack *a, const struct stack *b)
{
    enum { COLUMNS = sizeof(struct stack_layer) / sizeof(double) };
    const struct stack_result *x = stack_result(a), *y = stack_result(b);
    for (int l = 0; l < x->layers; l++) {
        double row[2][COLUMNS];
        memcpy(row[0], &x->layer[l], sizeof row[0]);
        memcpy(row[1], &y->layer[l], sizeof row[1]);
        for (int k = 0; k < COLUMNS; k++)
            assert_true(same(row[0][k], row[1][k]));
    }
    assert_true(same(x->total, y->total) && same(x->total_log10, y->total_log10));
}

/* Fused versions give the same bits in every form; and so does a stack that was another before. */
static void kernels_agree(void **state)
{
    (void)state;
    static const char *const names[] = {"avx2", "neon", "sse2"};
    struct stack_spec other = nets_spec("relu", 6, 40, 20);
    struct stack *used = nets_run(&other);
    for (int form = 0; form < 24; form++) {
        struct stack_spec spec = nets_spec("prelu", 5, 21, 11);
        spec.norm = (enum stack_norm)(form % 3);
        spec.residual = form / 3 % 2;
        spec.precision = (enum round_format)(form / 6);
        spec.bias = 0.2;
        struct stack *scalar = nets_run_with(&spec, "scalar", NULL), *best = nets_run(&spec);
        assert_true(stack_reset(used, &spec));
        while (stack_step(used))
            assert_true(stack_progress(used) >= 0 && stack_progress(used) < 1);
        assert_same(best, used);
        for (int k = 0; k < 3; k++) {
            const struct kernel *kernel = kernel_choose(names[k], NULL);
            if (!kernel)
                continue;
            struct stack *s = nets_run_with(&spec, names[k], NULL);
            if (kernel_is_fused(kernel))
                assert_same(scalar, s);
            else
                assert_true(fabs(stack_result(s)->total_log10 - stack_result(scalar)->total_log10) <
                            (spec.precision == ROUND_F64 ? 1e-12 : 0.02));
            stack_free(s);
        }
        stack_free(scalar);
        stack_free(best);
    }
    stack_free(used);
}

/* 0.25^N: the first depth at which nothing is left. */
static void chains_underflow(void **state)
{
    (void)state;
    static const int zero_at[] = {[ROUND_F32] = 75, [ROUND_F16] = 13, [ROUND_BF16] = 67};
    for (enum round_format f = ROUND_F32; f <= ROUND_BF16; f++)
        for (int more = -1; more <= 0; more++) {
            struct stack_spec spec = nets_spec("sigmoid", zero_at[f] + more, 1, 1);
            spec.mode = STACK_CHAIN;
            spec.precision = f;
            struct stack *s = nets_run(&spec);
            const struct stack_result *r = stack_result(s);
            assert_true(more ? r->total == ldexp(1, -2 * spec.layers) : r->total == 0);
            assert_true(more || (isinf(r->total_log10) && r->total_log10 < 0));
            assert_int_equal(r->layer[0].grad_rms == 0, !more);
            stack_free(s);
        }
}

/* Layers below the top until all of d is 0: width 64, batch 32, ten networks, to within three times
 * the spread between single networks; bfloat16 has the range of f32. */
static void stacks_underflow(void **state)
{
    (void)state;
    static const struct {
        enum round_format precision;
        enum stack_init init;
        double layers;
    } row[] = {{ROUND_F16, STACK_XAVIER, 13.0},
               {ROUND_F16, STACK_HE, 16.6},
               {ROUND_BF16, STACK_XAVIER, 65.6},
               {ROUND_F32, STACK_XAVIER, 73.3}};
    for (int i = 0; i < 4; i++) {
        struct stack_spec spec = nets_spec("sigmoid", 80, 64, 32);
        spec.init = row[i].init;
        spec.precision = row[i].precision;
        double mean = 0;
        for (spec.replica = 0; spec.replica < 10; spec.replica++) {
            struct stack *s = nets_run(&spec);
            int l = 80;
            while (l > 0 && stack_result(s)->layer[l - 1].grad_rms > 0)
                l--;
            mean += (80 - l) / 10.0;
            stack_free(s);
        }
        if (!(fabs(mean - row[i].layers) <= 0.9))
            fail_msg("%s, init %d: 0 after %g layers", precisions[row[i].precision],
                     (int)row[i].init, mean);
    }
}

/* relu in f16: what grows beyond 65504 is inf from there on. */
static void overflow_is_inf(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("relu", 20, 16, 8);
    spec.gain = 10;
    spec.precision = ROUND_F16;
    struct stack *s = nets_run(&spec);
    const double first = stack_result(s)->layer[0].a_rms, last = stack_result(s)->layer[19].a_rms;
    assert_true(first < 65504 && !(last < 65504));
    stack_free(s);
}

/* A chain with a skip: |1 + w phi'|^N; far beyond doubles the logarithm goes on, and the shares
 * still account for all of it. */
static void skips_carry_exponents(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("sigmoid", 50, 1, 1);
    spec.mode = STACK_CHAIN;
    spec.residual = true;
    spec.weight = -3;
    struct stack *s = nets_run(&spec);
    assert_true(fabs(stack_result(s)->total_log10 - 50 * log10(0.25)) < 1e-12);
    stack_free(s);

    spec = nets_spec("sin", 2000, 20, 4);
    spec.residual = true;
    spec.init = STACK_NORMAL;
    spec.init_scale = 0.7;
    s = nets_run(&spec);
    const struct stack_result *r = stack_result(s);
    assert_true(r->layer[0].grad_log10 > 320 && isinf(r->layer[0].grad_rms));
    double sum = r->layer[1999].grad_log10;
    for (int l = 1999; l >= 1; l--) {
        const struct stack_layer *row = &r->layer[l - 1];
        sum += row->share_slope + row->share_weight + row->share_skip + row->share_norm;
    }
    assert_true(fabs(sum - r->layer[0].grad_log10) < 1e-9);
    stack_free(s);

    /* Where d is far below g, and where nothing comes through the weights at all. */
    spec = nets_spec("step", 400, 5, 3);
    spec.residual = true;
    s = nets_run(&spec);
    assert_true(stack_result(s)->total_log10 == 0 && isinf(stack_result(s)->layer[0].grad_log10));
    stack_free(s);
}

static double loss(struct twin *t)
{
    forward(t);
    double sum = 0;
    for (int i = 0; i < t->W; i++)
        for (int b = 0; b < t->B; b++)
            sum += t->g[t->N][i][b] * t->a[t->N][i][b];
    return sum / t->B;
}

/* dL/dgamma of one unit by differences: the loss is straight in it but for kinks above. */
static double gamma_difference(struct twin *t, double *more)
{
    const double h = 1e-6;
    *more = h;
    const double up = loss(t);
    *more = -h;
    const double down = loss(t);
    *more = 0;
    return (up - down) / (2 * h);
}

/* A gamma for every unit: its gradient is what dgamma_rms is the rms of. One for the layer: that of
 * the sum. */
static void gammas_are_derivatives(void **state)
{
    (void)state;
    for (int form = 0; form < 6; form++) {
        struct stack_spec spec = nets_spec("prelu", 4, 12, 9);
        spec.norm = (enum stack_norm)(form % 3);
        spec.residual = form / 3;
        struct stack *s = nets_run(&spec);
        struct twin *t = twin_of(s);
        for (int l = 1; l <= spec.layers; l++) {
            double sum = 0, squares = 0;
            for (int i = 0; i < spec.width; i++) {
                const double v = gamma_difference(t, &t->more[l][i]);
                sum += v;
                squares += v * v;
            }
            const struct stack_layer *row = &stack_result(s)->layer[l - 1];
            near(t, "dgamma", l, row->dgamma, sum, 1e-6);
            near(t, "dgamma_rms", l, row->dgamma_rms, sqrt(squares / spec.width), 1e-6);
        }
        free(t);
        stack_free(s);
    }
}

static void wrong_forms_are_refused(void **state)
{
    (void)state;
    struct err e = {0};
    struct stack_spec spec = nets_spec("relu", 3, 4, 1);
    spec.norm = STACK_NORM_BATCH;
    assert_false(stack_check(&spec, &e));
    assert_non_null(strstr(e.text, "batch must be 2"));
    spec.norm = STACK_NORM_LAYER;
    assert_true(stack_check(&spec, NULL));
    spec.width = 1;
    assert_false(stack_check(&spec, &e));
    assert_non_null(strstr(e.text, "width must be 2"));
    spec.mode = STACK_CHAIN;
    assert_false(stack_check(&spec, &e));
    assert_non_null(strstr(e.text, "chain"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_matches_the_twin),
        cmocka_unit_test(large_ones_too),
        cmocka_unit_test(kernels_agree),
        cmocka_unit_test(chains_underflow),
        cmocka_unit_test(stacks_underflow),
        cmocka_unit_test(overflow_is_inf),
        cmocka_unit_test(skips_carry_exponents),
        cmocka_unit_test(gammas_are_derivatives),
        cmocka_unit_test(wrong_forms_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
