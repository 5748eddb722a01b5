/* Histograms of pre-activations against counting one value after the other. */
#include "num/stack_hist.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>

#include "nets.h"

enum { BINS_MAX = 200 };

static void count_all(struct stack_hist *h, const struct stack *s, int layer)
{
    struct err e = {0};
    double before = -1;
    if (!stack_hist_start(h, s, layer, &e))
        fail_msg("%s", e.text);
    while (stack_hist_step(h)) {
        double now = stack_hist_progress(h);
        assert_true(now >= before && now < 1);
        before = now;
    }
    assert_true(stack_hist_progress(h) == 1);
}

/* The twin: every value is held against every bin. */
struct twin {
    int64_t bin[BINS_MAX], below, above, nan, total;
};

static void take(struct twin *t, double z, int bins, const double *edge)
{
    t->total++;
    t->nan += isnan(z);
    t->below += z < edge[0];
    t->above += z > edge[bins];
    for (int i = 0; i < bins; i++)
        t->bin[i] += z >= edge[i] && (z < edge[i + 1] || (i == bins - 1 && z == edge[bins]));
}

static void twin_count(struct twin *t, const struct stack *s, int layer, int bins,
                       const double *edge)
{
    const struct stack_spec *spec = stack_spec(s);
    memset(t, 0, sizeof *t);
    for (int l = layer ? layer : 1; l <= (layer ? layer : spec->layers); l++)
        for (int i = 0; i < spec->width; i++)
            for (int b = 0; b < spec->batch; b++)
                take(t, stack_z(s, l, i, b), bins, edge);
}

static void compare(const struct stack_hist *h, const struct stack *s, int layer, int bins,
                    const double *edge)
{
    struct twin t;
    int64_t count[BINS_MAX], sum = 0;
    twin_count(&t, s, layer, bins, edge);
    stack_hist_count(h, bins, edge, count);
    for (int i = 0; i < bins; i++) {
        if (count[i] != t.bin[i])
            fail_msg("layer %d, bin %d of %d from %.17g to %.17g: %lld, not %lld", layer, i, bins,
                     edge[i], edge[i + 1], (long long)count[i], (long long)t.bin[i]);
        sum += count[i];
    }
    assert_int_equal(stack_hist_total(h), t.total);
    assert_int_equal(stack_hist_nan(h), t.nan);
    assert_int_equal(stack_hist_below(h, edge[0]), t.below);
    assert_int_equal(sum + t.below + t.above + t.nan, t.total);
}

static void even_edges(int bins, double lo, double hi, double *edge)
{
    for (int i = 0; i <= bins; i++)
        edge[i] = lo + (hi - lo) * i / bins;
}

/* Edges that are values, that lie next to them, that are powers of two, zeros, infinite. */
static int awkward_edges(const struct stack *s, double *edge)
{
    const double first = fabs(stack_z(s, 1, 0, 0)), z = isfinite(first) ? first : 1;
    const double row[] = {-(double)INFINITY,
                          -DBL_MAX,
                          -4,
                          -z,
                          nextafter(-z, 0),
                          -0x1p-20,
                          -DBL_MIN,
                          -0x1p-1074,
                          -0.0,
                          0x1p-1074,
                          0x1p-20,
                          z > 0x1p-20 ? nextafter(z, 0) : 0x1p-19,
                          z > 0x1p-20 ? z : 0x1p-18,
                          8 + z,
                          1e10 + z,
                          DBL_MAX,
                          (double)INFINITY};
    memcpy(edge, row, sizeof row);
    return (int)(sizeof row / sizeof row[0]) - 1;
}

static void counts_are_those_of_the_twin(void **state)
{
    static const struct {
        const char *act;
        int layers, width, batch;
    } cases[] = {{"relu", 3, 17, 13}, {"tanh", 1, 1, 1},  {"sigmoid", 5, 8, 8},
                 {"gelu", 2, 33, 64}, {"step", 4, 16, 9}, {"elu", 20, 64, 64}};
    (void)state;
    struct stack_hist *h = stack_hist_new();
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const struct stack_spec spec =
            nets_spec(cases[c].act, cases[c].layers, cases[c].width, cases[c].batch);
        struct stack *s = nets_run(&spec);
        for (int layer = 0; layer <= spec.layers; layer += 1 + spec.layers / 4) {
            double edge[BINS_MAX + 1];
            count_all(h, s, layer);
            even_edges(60, -6, 6, edge);
            compare(h, s, layer, 60, edge);
            even_edges(BINS_MAX, -0.01, 0.3, edge);
            compare(h, s, layer, BINS_MAX, edge);
            even_edges(1, 0, 1e-9, edge);
            compare(h, s, layer, 1, edge);
            int bins = awkward_edges(s, edge);
            compare(h, s, layer, bins, edge);
        }
        stack_free(s);
    }
    stack_hist_free(h);
}

/* Random places: any number of them, from any range. */
static void at_random_edges(void **state)
{
    (void)state;
    const struct rng rng = {.seed = 11, .purpose = RNG_TEST};
    const struct stack_spec spec = nets_spec("swish", 4, 24, 20);
    struct stack *s = nets_run(&spec);
    struct stack_hist *h = stack_hist_new();
    count_all(h, s, 0);
    for (uint64_t round = 0; round < 200; round++) {
        double u[2], edge[BINS_MAX + 1];
        rng_uniform(&rng, round, u);
        double wide = pow(10, 12 * u[0] - 9), middle = (u[1] - 0.5) * 4;
        even_edges(1 + (int)(round % BINS_MAX), middle - wide, middle + wide, edge);
        compare(h, s, 0, 1 + (int)(round % BINS_MAX), edge);
    }
    stack_hist_free(h);
    stack_free(s);
}

/* What overflowed lies outside of every finite range, or is no number: it is told, not lost. */
static void infinite_and_nan(void **state)
{
    (void)state;
    struct stack_spec spec = nets_spec("relu", 12, 16, 16);
    spec.gain = 1e6;
    spec.precision = ROUND_F16;
    spec.residual = true;
    struct stack *s = nets_run(&spec);
    struct stack_hist *h = stack_hist_new();
    double edge[BINS_MAX + 1];
    count_all(h, s, 0);
    assert_true(stack_hist_nan(h) > 0);
    even_edges(50, -1e5, 1e5, edge);
    compare(h, s, 0, 50, edge);
    int bins = awkward_edges(s, edge);
    compare(h, s, 0, bins, edge);
    count_all(h, s, 1);
    compare(h, s, 1, bins, edge);
    stack_free(s);
    spec.precision = ROUND_F32; /* weights are finite, sums overflow */
    s = nets_run(&spec);
    count_all(h, s, 0);
    assert_true(stack_hist_below(h, (double)INFINITY) < stack_hist_total(h) - stack_hist_nan(h));
    compare(h, s, 0, bins, edge);
    stack_hist_free(h);
    stack_free(s);
}

/* The forward pass alone has all the values: the rest of the work moves none of them. */
static void half_way_is_enough(void **state)
{
    (void)state;
    const struct stack_spec spec = nets_spec("relu", 30, 96, 64);
    struct err e = {0};
    struct stack *whole = nets_run(&spec);
    struct stack *half = stack_new(&spec, kernel_choose(NULL, NULL), NULL, &e);
    struct stack_hist *a = stack_hist_new(), *b = stack_hist_new();
    assert_non_null(half);
    assert_null(stack_forward(half));
    while (!stack_forward(half))
        assert_true(stack_step(half));
    assert_null(stack_result(half));
    count_all(a, whole, 0);
    count_all(b, half, 0);
    double edge[BINS_MAX + 1];
    int64_t first[BINS_MAX], second[BINS_MAX];
    even_edges(BINS_MAX, -5, 5, edge);
    stack_hist_count(a, BINS_MAX, edge, first);
    stack_hist_count(b, BINS_MAX, edge, second);
    assert_memory_equal(first, second, sizeof first);
    const struct stack_layer *x = stack_forward(half), *y = stack_result(whole)->layer;
    for (int l = 0; l < spec.layers; l++) {
        assert_true(x[l].saturated == y[l].saturated);
        assert_true(x[l].zero == y[l].zero);
        assert_true(x[l].z_rms == y[l].z_rms);
    }
    while (stack_step(half))
        continue;
    compare(b, half, 0, BINS_MAX, edge);
    stack_hist_free(a);
    stack_hist_free(b);
    stack_free(half);
    stack_free(whole);
}

/* One object serves stacks of all sizes, one after the other. */
static void used_again(void **state)
{
    (void)state;
    static const int widths[] = {4, 128, 1, 64, 2};
    struct stack_hist *h = stack_hist_new();
    double edge[BINS_MAX + 1];
    assert_int_equal(stack_hist_total(h), 0);
    assert_int_equal(stack_hist_below(h, 1), 0);
    even_edges(40, -3, 3, edge);
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const struct stack_spec spec = nets_spec("tanh", 6, widths[i], 32);
        struct stack *s = nets_run(&spec);
        count_all(h, s, 0);
        compare(h, s, 0, 40, edge);
        stack_free(s);
    }
    stack_hist_free(h);
}

/* What is counted as 0 of relu's outputs is what lies at or below 0. */
static void agrees_with_columns(void **state)
{
    (void)state;
    const struct stack_spec spec = nets_spec("relu", 8, 32, 32);
    struct stack *s = nets_run(&spec);
    struct stack_hist *h = stack_hist_new();
    for (int l = 1; l <= spec.layers; l++) {
        count_all(h, s, l);
        double part = (double)stack_hist_below(h, 0x1p-1074) / (double)stack_hist_total(h);
        assert_true(part == stack_result(s)->layer[l - 1].zero);
    }
    stack_hist_free(h);
    stack_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_the_twin),
        cmocka_unit_test(at_random_edges),
        cmocka_unit_test(infinite_and_nan),
        cmocka_unit_test(half_way_is_enough),
        cmocka_unit_test(used_again),
        cmocka_unit_test(agrees_with_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
