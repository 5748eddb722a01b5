/* bench_stack: how long a pass over a stack takes, and what share of the core's fused
 * multiply-add peak, measured in the same run, its products reach. All statistics are included,
 * weights come from the cache: what turning a parameter costs. CPU time, medians. Then what each
 * function takes. */
#include "num/kernel.h"
#include "num/stack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

#if defined(__x86_64__)
#include <immintrin.h>

/* Twelve independent chains fill both units of any core: GFLOP/s, best of many short runs. */
__attribute__((target("avx2,fma"))) static double peak(void)
{
    enum { CHAINS = 12, ROUNDS = 20000, RUNS = 400, FLOPS = 2 * 4 * CHAINS };
    const __m256d x = _mm256_set1_pd(0.999), y = _mm256_set1_pd(0.001);
    __m256d c[CHAINS];
    double best = 0;
    for (int i = 0; i < CHAINS; i++)
        c[i] = _mm256_set1_pd(i);
    for (int run = 0; run < RUNS; run++) {
        double start = now_ms();
        for (int k = 0; k < ROUNDS; k++) {
#if defined(__clang__)
            _Pragma("clang loop unroll(full)")
#else
            _Pragma("GCC unroll 12")
#endif
                for (int i = 0; i < CHAINS; i++) c[i] = _mm256_fmadd_pd(c[i], x, y);
            __asm__ volatile("" : "+x"(c[0]));
        }
        double rate = (double)FLOPS * ROUNDS / ((now_ms() - start) * 1e6);
        best = rate > best ? rate : best;
    }
    for (int i = 0; i < CHAINS; i++)
        __asm__ volatile("" : : "x"(c[i]));
    return best;
}

static double measured_peak(void)
{
    __builtin_cpu_init();
    bool able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return able ? peak() : 0;
}
#else
static double measured_peak(void)
{
    return 0;
}
#endif

static void run(struct stack *s)
{
    while (stack_step(s))
        continue;
}

struct timing {
    double median, slice; /* ms of a pass; of its longest slice */
};

/* Median pass and longest slice over `n` passes that begin with cached draws. */
static struct timing measure(struct stack *s, int n)
{
    enum { MOST = 100 };
    double ms[MOST], slice = 0;
    const struct stack_spec spec = *stack_spec(s);
    for (int i = 0; i < n && i < MOST; i++) {
        (void)stack_reset(s, &spec);
        double start = now_ms(), before = start, after;
        for (bool more = true; more; before = after) {
            more = stack_step(s);
            after = now_ms();
            slice = after - before > slice ? after - before : slice;
        }
        ms[i] = after - start;
    }
    qsort(ms, (size_t)n, sizeof ms[0], ascending);
    return (struct timing){ms[n / 2], slice};
}

/* A stack with one pass done, so that its draws are in the cache. */
static struct stack *make(const char *act, int layers, int width, int batch,
                          const struct kernel *kernel, struct stack_cache *cache, double *first_ms)
{
    struct err e = {0};
    struct stack_spec spec = {.layers = layers,
                              .width = width,
                              .batch = batch,
                              .init = STACK_HE,
                              .gain = 1,
                              .seed = 1,
                              .saturated_below = 0.05};
    struct stack *s = NULL;
    double start = now_ms();
    if (act_parse(NULL, act, &spec.act, &e))
        s = stack_new(&spec, kernel, cache, &e);
    if (!s) {
        (void)fprintf(stderr, "bench_stack: %s\n", e.text);
        exit(1);
    }
    run(s);
    *first_ms = now_ms() - start;
    return s;
}

/* Floating-point operations of the products: W a, W^T d for every layer, d a^T. */
static double flops(int layers, int width, int batch)
{
    return 2.0 * width * width * batch * 3 * layers;
}

struct row {
    const char *act;
    const int *shape; /* layers, width, batch */
    double first, rate;
    struct timing t;
};

static void print_row(const struct row *r, double top)
{
    char name[32], share[16] = "-";
    (void)snprintf(name, sizeof name, "%d,%d,%d", r->shape[0], r->shape[1], r->shape[2]);
    if (top > 0)
        (void)snprintf(share, sizeof share, "%.0f %%", 100 * r->rate / top);
    printf("%-18s %-9s %9.3f %9.3f %9.1f %7s %9.2f\n", name, r->act, r->first, r->t.median, r->rate,
           share, r->t.slice);
}

/* The processor runs at one speed now and at another later: the peak is looked for beside every
 * row, and the best of all counts for all. */
static void table(const struct kernel *kernel)
{
    enum { SHAPES = 7, ACTS = 5 };
    static const int shape[SHAPES][3] = {{10, 32, 32},   {20, 64, 32},   {50, 64, 64},
                                         {50, 256, 64},  {20, 1024, 64}, {1000, 64, 32},
                                         {10000, 32, 16}};
    static const char *const acts[ACTS] = {"sigmoid", "tanh", "relu", "elu", "softplus"};
    struct row rows[SHAPES * ACTS];
    double top = 0;
    for (int i = 0; i < SHAPES * ACTS; i++) {
        const int *n = shape[i / ACTS];
        struct row *r = &rows[i];
        struct stack_cache *cache = stack_cache_new((size_t)1 << 30);
        *r = (struct row){.act = acts[i % ACTS], .shape = n};
        struct stack *s = make(r->act, n[0], n[1], n[2], kernel, cache, &r->first);
        double work = flops(n[0], n[1], n[2]);
        r->t = measure(s, work > 1e9 ? 3 : 51);
        r->rate = work / (r->t.median * 1e6);
        top = fmax(top, measured_peak());
        stack_free(s);
        stack_cache_free(cache);
    }
    printf("fused multiply-add peak %.1f GFLOP/s\n", top);
    printf("%-16s %-9s %9s %9s %9s %7s %9s\n", "layers,width,batch", "act", "first ms", "pass ms",
           "GFLOP/s", "peak", "slice ms");
    for (int i = 0; i < SHAPES * ACTS; i++)
        print_row(&rows[i], top);
}

enum { TURNS = 51 };

/* What a turn of a knob costs on the flow screen: two stacks, one cache; median and worst. With
 * other seeds the draws are new every time. */
static void turn(struct stack *s[2], const char *knob, bool new_draws)
{
    double ms[TURNS];
    for (int i = 0; i < TURNS; i++) {
        double start = now_ms();
        for (int k = 0; k < 2; k++) {
            struct stack_spec spec = *stack_spec(s[k]);
            spec.seed += new_draws;
            spec.gain = 1 + 0.01 * i;
            (void)stack_reset(s[k], &spec);
            run(s[k]);
        }
        ms[i] = now_ms() - start;
    }
    qsort(ms, TURNS, sizeof ms[0], ascending);
    printf("  a turn of the %s: %.2f ms, worst %.2f ms of %d\n", knob, ms[TURNS / 2], ms[TURNS - 1],
           TURNS);
}

static void two_stacks(const struct kernel *kernel)
{
    double first[2];
    struct stack_cache *cache = stack_cache_new((size_t)192 << 20);
    struct stack *s[2] = {make("sigmoid", 50, 64, 64, kernel, cache, &first[0]),
                          make("relu", 50, 64, 64, kernel, cache, &first[1])};
    printf("two stacks of 50 layers, width 64, batch 64: first %.2f ms\n", first[0] + first[1]);
    turn(s, "gain", false);
    turn(s, "seed", true);
    for (int i = 0; i < 2; i++)
        stack_free(s[i]);
    stack_cache_free(cache);
}

/* What f and f' of one number take, both tiers: best of many short runs. */
static double ns_each(const struct kernel *kernel, const struct act_use *use)
{
    enum { N = 4096, RUNS = 20 };
    double z[N], f[N], df[N], best = (double)INFINITY;
    for (int i = 0; i < N; i++)
        z[i] = (i % 97 - 48) * 0.07;
    for (int run = 0; run < RUNS; run++) {
        double start = now_ms();
        if (kernel)
            kernel_activate(kernel, use, N, z, f, df);
        else
            act_array(use, N, z, f, df);
        best = fmin(best, (now_ms() - start) * 1e6 / N);
    }
    return best;
}

static void functions(const struct kernel *kernel)
{
    printf("f and f' of a number: %11s %11s\n", "fast ns", "exact ns");
    for (int i = 0; i < act_count; i++) {
        const struct act_use use = act_use_of(act_table[i]);
        printf("  %-19s %11.2f %11.0f\n", act_table[i]->name, ns_each(kernel, &use),
               ns_each(NULL, &use));
    }
}

int main(int argc, char **argv)
{
    struct err e = {0};
    const struct kernel *kernel = kernel_choose(argc > 1 ? argv[1] : NULL, &e);
    if (!kernel) {
        (void)fprintf(stderr, "bench_stack: %s\n", e.text);
        return 2;
    }
    printf("kernel %s\n", kernel_name(kernel));
    two_stacks(kernel);
    table(kernel);
    functions(kernel);
    return 0;
}
