/* bench_stack: how long a pass over a stack takes, and what share of the core's fused multiply-add
 * peak its products reach. All statistics are included; weights and inputs are there, as when a
 * function's parameter is turned. CPU time, medians. Then what each function takes.
 *
 * `bench_stack passes` answers lines `ACT LAYERS WIDTH BATCH MS`: passes for so long, then
 * `milliseconds of a pass, share of the peak`. */
#include "num/kernel.h"
#include "num/stack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

#if defined(__clang__)
#define EACH_CHAIN _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++)
#else
#define EACH_CHAIN _Pragma("GCC unroll 12") for (int i = 0; i < CHAINS; i++)
#endif

/* GFLOP/s of twelve independent chains in registers, which fill both units of any core, over at
 * least `ms` milliseconds. */
__attribute__((target("avx2,fma"))) static double peak(double ms)
{
    enum { CHAINS = 12, ROUNDS = 5000, FLOPS = 2 * 4 * CHAINS };
    const __m256d x = _mm256_set1_pd(0.999), y = _mm256_set1_pd(0.001);
    __m256d c[CHAINS];
    EACH_CHAIN c[i] = _mm256_set1_pd(i);
    const double start = now_ms();
    double took = 0, flops = 0;
    for (; took < ms; took = now_ms() - start, flops += (double)FLOPS * ROUNDS)
        for (int k = 0; k < ROUNDS; k++) {
            EACH_CHAIN
            {
                c[i] = _mm256_fmadd_pd(c[i], x, y);
                __asm__ volatile("" : "+x"(c[i]));
            }
        }
    return flops / (took * 1e6);
}

static double measured_peak(double ms)
{
    __builtin_cpu_init();
    bool able = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return able ? peak(ms) : (double)NAN;
}
#else
static double measured_peak(double ms)
{
    (void)ms;
    return (double)NAN;
}
#endif

static void run(struct stack *s)
{
    while (stack_step(s))
        continue;
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof v[0], ascending);
    return v[n / 2];
}

/* Floating-point operations of the products: W a, d a^T for every layer, W^T d between them. */
static double flops(const struct stack_spec *spec)
{
    return 2.0 * spec->width * spec->width * spec->batch * (3 * spec->layers - 1);
}

/* Of passes that begin with weights and inputs at hand: ms of one, share of the peak, the longest
 * slice. */
struct timing {
    double ms, share, slice;
};

static double pass(struct stack *s, double *slice)
{
    const struct stack_spec spec = *stack_spec(s);
    (void)stack_reset(s, &spec);
    double start = now_ms(), before = start, after;
    for (bool more = true; more; before = after) {
        more = stack_step(s);
        after = now_ms();
        *slice = fmax(*slice, after - before);
    }
    return after - start;
}

/* Medians over blocks of passes. A core runs at one speed now and at another later, so the peak is
 * looked for right behind each block, and the share is of this. */
static struct timing measure(struct stack *s, int blocks, double block_ms)
{
    enum { MOST = 100 };
    double ms[MOST], share[MOST];
    struct timing t = {.slice = 0};
    for (int i = 0; i < blocks; i++) {
        double took = 0;
        int passes = 0;
        for (; passes == 0 || took < block_ms; passes++)
            took += pass(s, &t.slice);
        ms[i] = took / passes;
        share[i] = flops(stack_spec(s)) / (ms[i] * 1e6) / measured_peak(fmax(0.2, took / 5));
    }
    t.ms = median(ms, blocks);
    t.share = median(share, blocks);
    return t;
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

static void print_row(const struct stack_spec *spec, double first_ms, struct timing t)
{
    const double goal = 0.6;
    const bool wide = spec->width == 256 || spec->width == 1024;
    char name[32], share[16] = "-";
    (void)snprintf(name, sizeof name, "%d,%d,%d", spec->layers, spec->width, spec->batch);
    if (!isnan(t.share))
        (void)snprintf(share, sizeof share, "%.0f %%", 100 * t.share);
    printf("%-18s %-9s %9.3f %9.3f %9.1f %7s %9.2f  %s\n", name, spec->act.act->name, first_ms,
           t.ms, flops(spec) / (t.ms * 1e6), share, t.slice,
           !wide || isnan(t.share) ? ""
           : t.share >= goal       ? "goal met (60 %)"
                                   : "MISSED (60 %)");
    (void)fflush(stdout);
}

static void table(const struct kernel *kernel)
{
    enum { SHAPES = 7, ACTS = 5 };
    static const int shape[SHAPES][3] = {{10, 32, 32},   {20, 64, 32},   {50, 64, 64},
                                         {50, 256, 64},  {20, 1024, 64}, {1000, 64, 32},
                                         {10000, 32, 16}};
    static const char *const acts[ACTS] = {"sigmoid", "tanh", "relu", "elu", "softplus"};
    printf("%-18s %-9s %9s %9s %9s %7s %9s\n", "layers,width,batch", "act", "first ms", "pass ms",
           "GFLOP/s", "peak", "slice ms");
    for (int i = 0; i < SHAPES * ACTS; i++) {
        const int *n = shape[i / ACTS];
        double first_ms;
        struct stack *s = make(acts[i % ACTS], n[0], n[1], n[2], kernel, NULL, &first_ms);
        const bool large = flops(stack_spec(s)) > 5e8;
        print_row(stack_spec(s), first_ms, measure(s, large ? 9 : 51, 1));
        stack_free(s);
    }
}

/* Answers lines of standard input until it ends. */
static void passes(const struct kernel *kernel)
{
    char line[128], act[32];
    int n[3];
    double ms, unused;
    struct stack *s = NULL;
    while (fgets(line, sizeof line, stdin) &&
           sscanf(line, "%31s %d %d %d %lf", act, &n[0], &n[1], &n[2], &ms) == 5) {
        const struct stack_spec *spec = s ? stack_spec(s) : NULL;
        if (!s || spec->layers != n[0] || spec->width != n[1] || spec->batch != n[2] ||
            strcmp(spec->act.act->name, act) != 0) {
            stack_free(s);
            s = make(act, n[0], n[1], n[2], kernel, NULL, &unused);
        }
        const struct timing t = measure(s, 1, ms);
        printf("%.6f %.4f\n", t.ms, t.share);
        (void)fflush(stdout);
    }
    stack_free(s);
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
    const double middle = median(ms, TURNS);
    printf("  a turn of the %s: %.2f ms, worst %.2f ms of %d\n", knob, middle, ms[TURNS - 1],
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
    const bool serving = argc > 1 && strcmp(argv[1], "passes") == 0;
    const struct kernel *kernel = kernel_choose(argc > 1 && !serving ? argv[1] : NULL, &e);
    if (!kernel) {
        (void)fprintf(stderr, "bench_stack: %s\n", e.text);
        return 2;
    }
    if (serving) {
        passes(kernel);
        return 0;
    }
    printf("kernel %s\n", kernel_name(kernel));
    two_stacks(kernel);
    table(kernel);
    functions(kernel);
    return 0;
}
