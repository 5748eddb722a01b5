/* kernel: every version against naive loops with fma(), and against each other bit for bit; the
 * activations against the accurate functions of the table. */
#include "num/elem.h"
#include "num/kernel_impl.h"

#include "base/mem.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"avx2", "neon", "sse2", "scalar"};
enum { NAMES = sizeof names / sizeof names[0] };

/* The versions this machine runs. */
static int versions(const struct kernel *out[NAMES])
{
    int n = 0;
    for (int i = 0; i < NAMES; i++) {
        const struct kernel *k = kernel_choose(names[i], NULL);
        if (k)
            out[n++] = k;
    }
    assert_true(n > 0);
    return n;
}

static double *numbers(size_t n, uint64_t seed)
{
    const struct rng r = {.seed = seed, .purpose = RNG_TEST};
    double *x = mem_try(n + 1, sizeof *x), u[2], pair[2];
    assert_non_null(x);
    for (size_t i = 0; i < n; i++) {
        rng_uniform(&r, i / 2, u);
        elem_box_muller(u, pair);
        x[i] = pair[i % 2];
    }
    return x;
}

static void assert_bits(const char *what, const double *got, const double *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (got[i] != want[i] && !(isnan(got[i]) && isnan(want[i])))
            fail_msg("%s: element %zu is %.17g, not %.17g", what, i, got[i], want[i]);
}

static bool differs(const struct kernel *k)
{
    return !kernel_is_fused(k);
}

static void assert_close(const char *what, const double *got, const double *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(fabs(got[i] - want[i]) <= 1e-11 * (1 + fabs(want[i]))))
            fail_msg("%s: element %zu is %.17g, not %.17g", what, i, got[i], want[i]);
}

/* Bits for fused versions, nearness for the others. */
static void compare(const struct kernel *k, const char *what, const double *got, const double *want,
                    size_t n)
{
    if (differs(k))
        assert_close(what, got, want, n);
    else
        assert_bits(what, got, want, n);
}

struct shape {
    int rows, depth, tiles;
};

static const struct shape shapes[] = {{1, 1, 1},   {2, 3, 1},    {3, 2, 2},   {4, 9, 1},
                                      {5, 5, 3},   {6, 16, 2},   {7, 7, 1},   {9, 129, 1},
                                      {11, 31, 2}, {17, 300, 2}, {32, 32, 4}, {33, 128, 1}};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

/* c = start + sum over ascending k of fma(A(m, k), b[k]). */
static void naive_product(const struct kernel_product *job)
{
    for (int t = job->tile; t < job->tile_end; t++)
        for (int m = job->row; m < job->row_end; m++)
            for (int i = 0; i < 8; i++) {
                double c = job->start ? job->start[m] : 0;
                for (int k = 0; k < job->depth; k++)
                    c = fma(job->a[m * job->row_stride + k * job->k_stride],
                            job->b[t * job->b_tile + k * 8 + i], c);
                job->c[t * job->c_tile + m * 8 + i] = c;
            }
}

/* In one go, and in ranges of rows and tiles. */
static void check_product(const struct kernel *k, struct kernel_product job)
{
    size_t n = (size_t)job.row_end * (size_t)job.tile_end * 8;
    double *want = numbers(n, 1), *got = numbers(n, 2);
    const int rows = job.row_end, tiles = job.tile_end;
    job.c = want;
    naive_product(&job);
    job.c = got;
    k->product(&job);
    compare(k, k->name, got, want, n);

    memset(got, 0, n * sizeof *got);
    for (job.row = 0; job.row < rows; job.row = job.row_end)
        for (job.row_end = job.row + 5 < rows ? job.row + 5 : rows, job.tile = 0; job.tile < tiles;
             job.tile++) {
            job.tile_end = job.tile + 1;
            k->product(&job);
        }
    compare(k, k->name, got, want, n);
    mem_free(want);
    mem_free(got);
}

static void products_match_naive_loops(void **state)
{
    (void)state;
    const struct kernel *k[NAMES];
    int n = versions(k);
    for (int v = 0; v < n; v++)
        for (int i = 0; i < SHAPES; i++) {
            const struct shape s = shapes[i];
            const size_t elements = (size_t)(s.rows + 8) * (size_t)(s.depth + 8);
            double *a = numbers(elements, 3), *start = numbers((size_t)s.rows, 4);
            double *b = numbers((size_t)s.depth * (size_t)s.tiles * 8, 5);
            struct kernel_product job = {.a = a,
                                         .row_stride = s.depth + 3,
                                         .k_stride = 1,
                                         .depth = s.depth,
                                         .b = b,
                                         .b_tile = s.depth * 8,
                                         .c_tile = s.rows * 8,
                                         .start = start,
                                         .row_end = s.rows,
                                         .tile_end = s.tiles};
            check_product(k[v], job); /* rows of A: the way forward */
            job.row_stride = 1, job.k_stride = s.rows + 3, job.start = NULL;
            check_product(k[v], job); /* columns: the way back */
            mem_free(a);
            mem_free(b);
            mem_free(start);
        }
}

/* One row's lanes of squares of d x^T, as the header defines them. */
static void naive_outer(const double *d, const double *x, int samples, int units, int row,
                        double lane[8])
{
    for (int i = 0; i < units; i++) {
        double p = 0;
        for (int b = 0; b < samples; b++)
            p = fma(d[((b / 8) * units + row) * 8 + b % 8], x[((b / 8) * units + i) * 8 + b % 8],
                    p);
        lane[i % 8] += p * p;
    }
}

/* Padding lanes hold nan: they must not be touched. */
static void spoil_padding(double *x, int units, int samples)
{
    for (int b = samples; b % 8; b++)
        for (int i = 0; i < units; i++)
            x[((b / 8) * units + i) * 8 + b % 8] = (double)NAN;
}

static void check_outer(const struct kernel *k, int units, int samples)
{
    const int tiles = (samples + 7) / 8, blocks = (units + 7) / 8;
    const size_t matrix = (size_t)(units * tiles * 8), lanes = (size_t)units * 8;
    double *d = numbers(matrix, 6), *x = numbers(matrix, 7), *want = numbers(lanes, 1);
    double *xt = numbers((size_t)(blocks * tiles * 64), 8), *got = numbers(lanes, 1);
    spoil_padding(d, units, samples);
    spoil_padding(x, units, samples);
    memset(want, 0, lanes * sizeof *want);
    memset(got, 0, lanes * sizeof *got);
    for (int m = 0; m < units; m++)
        naive_outer(d, x, samples, units, m, want + m * 8);
    for (int t = 0; t < tiles; t++)
        k->transpose(&(struct kernel_transpose){.x = x,
                                                .x_tile = units * 8,
                                                .xt = xt,
                                                .inputs = units,
                                                .tiles = tiles,
                                                .factor = 1,
                                                .tile = t,
                                                .tile_end = t + 1});
    for (int m = 0; m < units; m += 7)
        for (int block = 0; block < blocks; block++)
            k->outer(&(struct kernel_outer){.d = d,
                                            .d_tile = units * 8,
                                            .xt = xt,
                                            .samples = samples,
                                            .inputs = units,
                                            .square = got,
                                            .row = m,
                                            .row_end = m + 7 < units ? m + 7 : units,
                                            .block = block,
                                            .block_end = block + 1});
    compare(k, k->name, got, want, lanes);
    mem_free(d);
    mem_free(x);
    mem_free(xt);
    mem_free(got);
    mem_free(want);
}

static void outer_products_match_naive_loops(void **state)
{
    (void)state;
    static const int units[] = {1, 3, 8, 17, 31, 40}, samples[] = {1, 5, 8, 13, 32};
    const struct kernel *k[NAMES];
    int n = versions(k);
    for (int v = 0; v < n; v++)
        for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
            for (size_t j = 0; j < sizeof samples / sizeof samples[0]; j++)
                check_outer(k[v], units[i], samples[j]);
}

/* Ordinary numbers, great ones, nan and infinities. */
static double *arguments(size_t n)
{
    double *z = numbers(n, 9);
    for (size_t i = 0; i < n; i++)
        z[i] *= i % 3 == 0 ? 2 : i % 3 == 1 ? 30 : 1e7;
    const double odd[] = {(double)NAN, (double)INFINITY, -(double)INFINITY, 0};
    for (size_t i = 0; i < 4 && i < n; i++)
        z[n - 1 - i] = odd[i];
    return z;
}

/* The same f and f' from every version, fused or not, wherever the numbers lie, however many there
 * are, and with f or f' in their place; nothing behind them is written. */
static void check_activation(const struct kernel *k, enum act_loop loop, const double *param)
{
    enum { MOST = 35 };
    double *z = arguments(MOST), want[2][MOST], got[2][MOST + 2];
    const struct kernel *scalar = kernel_choose("scalar", NULL);
    scalar->activate(loop, &(struct kernel_activate){z, want[0], want[1], MOST, param});
    for (int from = 0; from < MOST; from++) {
        const int n = MOST - from;
        got[0][n + 1] = got[1][n + 1] = 42;
        struct kernel_activate job = {z + from, got[0] + 1, got[1] + 1, n, param};
        k->activate(loop, &job);
        assert_true(got[0][n + 1] == 42 && got[1][n + 1] == 42);
        assert_bits("f", job.f, want[0] + from, (size_t)n);
        assert_bits("f'", job.slope, want[1] + from, (size_t)n);
        for (int place = 0; place < 2; place++) {
            memcpy(got[place], z + from, (size_t)n * sizeof *z);
            job = (struct kernel_activate){got[place], got[0], got[1], n, param};
            k->activate(loop, &job);
            assert_bits("f in place", job.f, want[0] + from, (size_t)n);
            assert_bits("f' in place", job.slope, want[1] + from, (size_t)n);
        }
    }
    mem_free(z);
}

/* Every loop, those of functions that are not in the table as well. */
static void activations_are_the_same_everywhere(void **state)
{
    (void)state;
    static const double params[][ACT_PARAMS] = {{0}, {0.7, 0.3, 1.1, 0.2}, {1, 2, 0.5, 0.5}};
    const struct kernel *k[NAMES];
    int n = versions(k);
    for (int v = 0; v < n; v++)
        for (int loop = 0; loop < ACT_LOOP_FORMULA; loop++)
            for (int i = 0; i < 3; i++)
                check_activation(k[v], (enum act_loop)loop, params[i]);
}

static void rows_have_slopes_of_their_own(void **state)
{
    (void)state;
    enum { ROWS = 5 };
    static const double slope[ROWS] = {0, 0.2, -1, 3, 0.125};
    const struct kernel *k[NAMES];
    int n = versions(k);
    for (int v = 0; v < n; v++) {
        double *z = arguments((size_t)ROWS * 8), f[ROWS * 8], df[ROWS * 8], want[2][8];
        k[v]->leaky_rows(slope, &(struct kernel_activate){z, f, df, ROWS * 8, NULL});
        for (int i = 0; i < ROWS; i++) {
            const double param[ACT_PARAMS] = {slope[i]};
            k[v]->activate(ACT_LOOP_LEAKY, &(struct kernel_activate){z + (ptrdiff_t)i * 8, want[0],
                                                                     want[1], 8, param});
            assert_bits("f", f + (ptrdiff_t)i * 8, want[0], 8);
            assert_bits("f'", df + (ptrdiff_t)i * 8, want[1], 8);
        }
        mem_free(z);
    }
}

/* Sums in the order that kernel_impl.h gives, in one go or in pieces; lanes that are no samples
 * count nowhere. */
static void tallies_match_naive_sums(void **state)
{
    (void)state;
    enum { ROWS = 21 };
    const struct kernel *k[NAMES];
    int n = versions(k);
    for (int c = 0; c < n * 8 * 2; c++) {
        const int samples = c / 2 % 8 + 1, pieces = c % 2 ? 4 : ROWS;
        double *z = numbers((size_t)ROWS * 8, 9), *a = numbers((size_t)ROWS * 8, 10);
        double *slope = numbers((size_t)ROWS * 8, 11);
        struct kernel_sums got = {.zero = {0}}, s = got;
        for (int i = 0; i < ROWS * 8; i++) {
            const int lane = i % 8;
            a[i] = i % 5 ? a[i] : 0;
            slope[i] = lane < samples ? slope[i] / 10 : (double)NAN;
            if (lane >= samples)
                continue;
            s.z[lane] += z[i], s.z2[lane] += z[i] * z[i];
            s.a[lane] += a[i], s.a2[lane] += a[i] * a[i];
            s.slope2[lane] += slope[i] * slope[i];
            s.zero[lane] += a[i] == 0;
            s.saturated[lane] += fabs(slope[i]) < 0.05;
        }
        for (int row = 0; row < ROWS; row += pieces) {
            const int rows = row + pieces < ROWS ? pieces : ROWS - row;
            const ptrdiff_t at = (ptrdiff_t)row * 8;
            k[c / 16]->tally(
                &(struct kernel_tally){z + at, a + at, slope + at, rows, samples, 0.05, &got});
        }
        assert_bits("sum z", got.z, s.z, 8);
        assert_bits("sum z^2", got.z2, s.z2, 8);
        assert_bits("sum a", got.a, s.a, 8);
        assert_bits("sum a^2", got.a2, s.a2, 8);
        assert_bits("sum slope^2", got.slope2, s.slope2, 8);
        assert_memory_equal(got.zero, s.zero, sizeof got.zero);
        assert_memory_equal(got.saturated, s.saturated, sizeof got.saturated);
        mem_free(z);
        mem_free(a);
        mem_free(slope);
    }
}

/* Distance in units of the last place of `want`. */
static double ulps(double got, double want)
{
    if (got == want || (isnan(got) && isnan(want)))
        return 0;
    if (!isfinite(got) || !isfinite(want))
        return (double)INFINITY;
    int exponent;
    (void)frexp(want, &exponent);
    int last = exponent - DBL_MANT_DIG;
    return fabs(got - want) / ldexp(1, last < -1074 ? -1074 : last);
}

enum { POINTS = 4096 };

/* The first are for kinks. Where functions have their difficulties: near 0, in the middle, in the
 * tails, beyond. */
static void fill_points(double *z)
{
    static const double special[] = {0,     -0.0,  1e-300, -1e-300, 5e-324, -5e-324, 709,   -709,
                                     -744,  744,   -745.2, 745.2,   1e10,   -1e10,   1e308, -1e308,
                                     36.74, -36.7, 37.5,   -37.5,   1e-17,  -1e-17};
    enum { KINKS = 3 * ACT_KINKS, END = KINKS + sizeof special / sizeof special[0] };
    const struct rng r = {.seed = 10, .purpose = RNG_TEST};
    for (int i = 0; i < POINTS; i++) {
        double u[2];
        rng_uniform(&r, (uint64_t)i, u);
        double side = u[1] < 0.5 ? -1 : 1;
        z[i] = i < END && i >= KINKS ? special[i - KINKS]
               : i % 3 == 0          ? side * 6 * u[0]
               : i % 3 == 1          ? side * 760 * u[0]
                                     : side * exp(-60 * u[0]);
    }
    z[POINTS - 1] = (double)INFINITY;
    z[POINTS - 2] = -(double)INFINITY;
    z[POINTS - 3] = (double)NAN;
}

/* Functions whose fast formula subtracts, or hands a rounded argument to an exponential: where that
 * shows they are held to an absolute error. */
static bool cancels(enum act_loop loop, bool slope)
{
    switch (loop) {
    case ACT_LOOP_SILU:
    case ACT_LOOP_SWISH:
    case ACT_LOOP_GELU:
    case ACT_LOOP_MISH:
    case ACT_LOOP_ELISH:
        return slope; /* 0 somewhere */
    case ACT_LOOP_GELU_TANH:
    case ACT_LOOP_MAXOUT:
    case ACT_LOOP_LOGLOG:
    case ACT_LOOP_SIN: /* far from 0, next to multiples of pi/2 */
    case ACT_LOOP_COS:
    case ACT_LOOP_SINC:
    case ACT_LOOP_SNAKE:
    case ACT_LOOP_LIF:
        return true;
    default:
        return false;
    }
}

static double check_value(const struct act_use *use, bool slope, double z, double got)
{
    const double want = slope ? act_df(use, z) : act_f(use, z), error = ulps(got, want);
    if (use->act->loop == ACT_LOOP_SNAKE && use->param[0] > 1 && slope && fabs(z) > 1e300)
        return 0; /* what it is at 1e300 */
    if (error <= (slope ? 6 : 4))
        return error;
    if (!cancels(use->act->loop, slope) || !(fabs(got - want) <= 1e-14 * fmax(1, fabs(want))))
        fail_msg("%s (%g, %g, ...) f%s(%.17g) is %.17g, not %.17g: %.3g ulp", use->act->name,
                 use->param[0], use->param[1], slope ? "'" : "", z, got, want, error);
    return 0;
}

/* At the points, at 0, at kinks, and beside them. */
static void check_function(const struct kernel *k, const struct act_use *use, double *z,
                           double worst[2])
{
    double *f = mem_try(POINTS, sizeof *f), *df = mem_try(POINTS, sizeof *df);
    assert_true(f && df);
    for (int i = 0; i < use->kinks; i++) {
        z[3 * i] = use->kink[i];
        z[3 * i + 1] = nextafter(use->kink[i], -1e300);
        z[3 * i + 2] = nextafter(use->kink[i], 1e300);
    }
    kernel_activate(k, use, POINTS, z, f, df);
    for (int i = 0; i < POINTS; i++) {
        worst[0] = fmax(worst[0], check_value(use, false, z[i], f[i]));
        worst[1] = fmax(worst[1], check_value(use, true, z[i], df[i]));
    }
    double alone[POINTS]; /* one of the two results gives the same */
    kernel_activate(k, use, POINTS, z, alone, NULL);
    assert_bits("f alone", alone, f, POINTS);
    kernel_activate(k, use, POINTS, z, NULL, alone);
    assert_bits("f' alone", alone, df, POINTS);
    mem_free(f);
    mem_free(df);
}

/* Parameters at their defaults, and others on both sides as far as they are allowed. */
static struct act_use variant_of(const struct act *act, int variant)
{
    static const double factor[] = {1, 0.7, 2.3}, shift[] = {0, 0.05, -0.04};
    struct act_use use = act_use_of(act);
    for (int i = 0; i < act_params(act); i++) {
        const struct act_param *p = &act->param[i];
        double v = p->value * factor[variant] + shift[variant];
        assert_true(act_set(&use, i, fmin(fmax(v, p->min), p->max), NULL));
    }
    return use;
}

static void activations_match_the_accurate_functions(void **state)
{
    (void)state;
    const struct kernel *k = kernel_choose(NULL, NULL);
    double *z = mem_try(POINTS, sizeof *z);
    assert_non_null(z);
    for (int i = 0; i < act_count; i++) {
        double worst[2] = {0, 0};
        for (int variant = 0; variant < 3; variant++) {
            struct act_use use = variant_of(act_table[i], variant);
            fill_points(z);
            check_function(k, &use, z, worst);
        }
        print_message("%-20s f %.2f ulp, f' %.2f ulp\n", act_table[i]->name, worst[0], worst[1]);
    }
    mem_free(z);
}

static void backward_sweeps_multiply_and_sum(void **state)
{
    (void)state;
    const struct kernel *k[NAMES];
    int n = versions(k);
    static const int shape[][2] = {{1, 1}, {3, 5}, {17, 8}, {5, 13}};
    for (int v = 0; v < n * 4; v++) {
        const int units = shape[v % 4][0], samples = shape[v % 4][1], tiles = (samples + 7) / 8;
        const size_t size = (size_t)(units * tiles * 8);
        double *g = numbers(size, 11), *d = numbers(size, 12), *want = numbers(size, 12);
        spoil_padding(g, units, samples);
        struct kernel_back_sums got = {.g2 = {0}}, sums = got;
        for (int i = 0; i < (int)size; i++) {
            int lane = i % 8;
            bool counted = i / (units * 8) * 8 + lane < samples;
            want[i] = counted ? g[i] * want[i] : 0;
            sums.g2[lane] += counted ? g[i] * g[i] : 0;
            sums.d2[lane] += want[i] * want[i];
        }
        for (int t = 0; t < tiles; t++)
            k[v / 4]->back(&(struct kernel_back){.g = g,
                                                 .slope = d,
                                                 .d = d,
                                                 .tile_stride = units * 8,
                                                 .units = units,
                                                 .samples = samples,
                                                 .sums = &got,
                                                 .tile = t,
                                                 .tile_end = t + 1});
        assert_bits("d", d, want, size);
        assert_bits("sum g^2", got.g2, sums.g2, 8);
        assert_bits("sum d^2", got.d2, sums.d2, 8);
        mem_free(g);
        mem_free(d);
        mem_free(want);
    }
}

/* The same bits from every version; philox as base/rng.h has it, normals as elem.h. */
static void draws_match_their_definition(void **state)
{
    (void)state;
    enum { BLOCKS = 1001 };
    const struct kernel *k[NAMES];
    int n = versions(k);
    const struct rng r = {
        .seed = 0x123456789ABCDEF0U, .purpose = RNG_TEST, .layer = 7, .replica = 3};
    const uint64_t first = ((uint64_t)1 << 32) - 500; /* the index passes 32 bits */
    static double x[NAMES][2 * BLOCKS + 1];
    for (int uniform = 0; uniform < 2; uniform++) {
        double worst = 0;
        for (int v = 0; v < n; v++) {
            x[v][2 * BLOCKS] = 42; /* behind the last block */
            k[v]->draw(&(struct kernel_draw){r, uniform, first, BLOCKS, x[v]});
            assert_true(x[v][2 * BLOCKS] == 42);
            assert_bits("draws", x[v], x[0], 2 * BLOCKS);
        }
        for (int i = 0; i < BLOCKS; i++) {
            double u[2], want[2];
            rng_uniform(&r, first + (uint64_t)i, u);
            elem_box_muller(u, want);
            for (int j = 0; j < 2; j++) {
                double exact = uniform ? (2 * u[j] - 1) * sqrt(3) : want[j];
                double error = ulps(x[0][2 * i + j], exact);
                worst = error > worst ? error : worst;
            }
        }
        print_message("%s: %.2f ulp\n", uniform ? "uniform" : "normal", worst);
        assert_true(worst <= (uniform ? 0 : 5));
    }
}

static void projections_are_orthogonal(void **state)
{
    (void)state;
    const struct kernel *k[NAMES];
    int versions_here = versions(k);
    for (int n = 8; n <= 64; n += 8) {
        double *q = numbers((size_t)n, 13), *first = numbers((size_t)n, 14), length = 0;
        for (int i = 0; i < n; i++)
            length += q[i] * q[i];
        for (int i = 0; i < n; i++)
            q[i] /= sqrt(length);
        k[0]->project(q, first, n);
        for (int v = 0; v < versions_here; v++) {
            double *x = numbers((size_t)n, 14), along = 0;
            k[v]->project(q, x, n);
            assert_bits("projection", x, first, (size_t)n);
            for (int i = 0; i < n; i++)
                along += q[i] * x[i];
            assert_true(fabs(along) < 1e-14);
            mem_free(x);
        }
        mem_free(q);
        mem_free(first);
    }
}

static void versions_are_chosen_by_name(void **state)
{
    (void)state;
    struct err e = {0};
    const struct kernel *best = kernel_choose(NULL, &e);
    assert_non_null(best);
    assert_string_equal(e.text, "");
    const struct kernel *scalar = kernel_choose("scalar", &e);
    assert_non_null(scalar);
    assert_string_equal(kernel_name(scalar), "scalar");
    assert_true(kernel_is_fused(scalar));
    assert_ptr_equal(kernel_choose(kernel_name(best), &e), best);
    assert_null(kernel_choose("fast", &e));
    assert_non_null(strstr(e.text, "fast"));
    /* All of this processor's family are named. */
    const char *list = strstr(e.text, "there are ");
    assert_non_null(list);
    assert_non_null(strstr(list, kernel_name(best)));
    assert_non_null(strstr(list, "scalar"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_are_chosen_by_name),
        cmocka_unit_test(products_match_naive_loops),
        cmocka_unit_test(outer_products_match_naive_loops),
        cmocka_unit_test(activations_are_the_same_everywhere),
        cmocka_unit_test(rows_have_slopes_of_their_own),
        cmocka_unit_test(tallies_match_naive_sums),
        cmocka_unit_test(activations_match_the_accurate_functions),
        cmocka_unit_test(backward_sweeps_multiply_and_sum),
        cmocka_unit_test(draws_match_their_definition),
        cmocka_unit_test(projections_are_orthogonal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
