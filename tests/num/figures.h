/* figures: what independent simulations (another language, other random numbers, double precision)
 * say of networks, as means and standard deviations, held against networks run here. */
#ifndef TESTS_FIGURES_H
#define TESTS_FIGURES_H

#include <math.h>

#include "nets.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

/* ---- what is measured ---- */

enum figures_quantity {
    DECADES,      /* of dL/dz, a layer */
    SKIP_DECADES, /* of dL/da, on which skips lead, a layer */
    DW_DECADES,   /* of dL/dW, a layer */
    RATIO,        /* log10 of rms dL/dz of the first layer to that of the last */
    DW,           /* log10 of dL/dW_l; here and below l is the claim's */
    ZERO,
    SATURATED,
    DEAD,
    SILENT,   /* is all of a_l 0? */
    MEAN,     /* of a_l */
    VARIANCE, /* of a_l over units and inputs */
    FORGOT,   /* standard deviation of a unit of a_l over the inputs */
    SHIFT,    /* size of the mean of a unit of a_l over the inputs, over rms a_l */
    QUANTITIES
};

/* VARIANCE and FORGOT are compared by their decimal logarithms, and spread so. `figures` is how
 * far a figure is off for the digits it was written with. */
static const struct {
    bool logarithm;
    double figures;
} figures_kind[QUANTITIES] = {
    [DECADES] = {false, 5e-5},   [SKIP_DECADES] = {false, 5e-4}, [DW_DECADES] = {false, 5e-4},
    [RATIO] = {false, 5e-3},     [DW] = {false, 0.05},           [ZERO] = {false, 5e-3},
    [SATURATED] = {false, 5e-3}, [DEAD] = {false, 5e-3},         [SILENT] = {false, 5e-4},
    [MEAN] = {false, 5e-3},      [VARIANCE] = {true, 4e-3},      [FORGOT] = {true, 0.02},
    [SHIFT] = {false, 5e-4},
};

/* Means over the units of a_l: of the variance over the inputs, of the size of the mean. */
static inline void figures_over_inputs(const struct stack *s, int l, double *variance, double *size)
{
    const struct stack_spec *spec = stack_spec(s);
    const double n = spec->batch;
    *variance = *size = 0;
    for (int i = 0; i < spec->width; i++) {
        double mean = 0, square = 0;
        for (int b = 0; b < spec->batch; b++)
            mean += stack_a(s, l, i, b) / n;
        for (int b = 0; b < spec->batch; b++) {
            const double off = stack_a(s, l, i, b) - mean;
            square += off * off / n;
        }
        *variance += square / spec->width;
        *size += fabs(mean) / spec->width;
    }
}

static inline double figures_of_layer(const struct stack *s, enum figures_quantity what, int l)
{
    const struct stack_layer *row = &stack_result(s)->layer[l - 1];
    double variance, size;
    switch (what) {
    case DW:
        return row->dw_log10;
    case ZERO:
        return row->zero;
    case SATURATED:
        return row->saturated;
    case DEAD:
        return row->dead;
    case SILENT:
        return row->dead == 1;
    case MEAN:
        return row->a_mean;
    case VARIANCE:
        return log10(row->a_rms * row->a_rms - row->a_mean * row->a_mean);
    default:
        figures_over_inputs(s, l, &variance, &size);
        return what == FORGOT ? log10(variance) / 2 : size / row->a_rms;
    }
}

static inline double figures_of_skip(const struct stack_layer *row)
{
    return row->grad_log10 - row->share_slope - row->share_norm;
}

static inline double figures_measure(const struct stack *s, enum figures_quantity what, int l)
{
    const struct stack_result *r = stack_result(s);
    const struct stack_layer *first = r->layer, *last = &r->layer[r->layers - 1];
    switch (what) {
    case DECADES:
        return r->decades;
    case SKIP_DECADES:
        return (figures_of_skip(first) - figures_of_skip(last)) / (r->layers - 1);
    case DW_DECADES:
        return (first->dw_log10 - last->dw_log10) / (r->layers - 1);
    case RATIO:
        return r->ratio_log10;
    default:
        return figures_of_layer(s, what, l);
    }
}

/* ---- networks of a kind, and what is said of them ---- */

enum figures_weights { XAVIER, HE, NORMAL_1, NORMAL_001 };

struct figures_claim {
    enum figures_quantity what;
    int l;
    double want, spread; /* mean over networks, standard deviation of one */
};

struct figures {
    struct stack_spec spec;
    int ours, theirs; /* the means are of so many networks */
    struct figures_claim claim[16];
    int claims;
    double mean[16], square[16], theory; /* found; theory of DECADES */
};

/* A stack's memory and the draws of its layers serve the next one. */
struct figures_bench {
    struct stack_cache *cache;
    struct stack *s;
};

static inline int figures_set_up(void **state)
{
    static struct figures_bench bench;
    bench = (struct figures_bench){.cache = stack_cache_new((size_t)64 << 20)};
    *state = &bench;
    return 0;
}

static inline int figures_take_down(void **state)
{
    struct figures_bench *bench = *state;
    stack_free(bench->s);
    stack_cache_free(bench->cache);
    return 0;
}

static inline struct figures figures_of(const char *act, enum figures_weights weights, int width,
                                        int layers, int batch)
{
    static const struct {
        enum stack_init init;
        double scale;
    } inits[] = {{STACK_XAVIER, 0}, {STACK_HE, 0}, {STACK_NORMAL, 1}, {STACK_NORMAL, 0.01}};
    struct figures k = {.spec = nets_spec(act, layers, width, batch), .ours = 1, .theirs = 10};
    k.spec.init = inits[weights].init;
    k.spec.init_scale = inits[weights].scale;
    return k;
}

static inline void figures_say(struct figures *k, enum figures_quantity what, int l, double want,
                               double spread)
{
    k->claim[k->claims++] = (struct figures_claim){what, l, want, spread};
}

/* Both are means: four standard deviations of their difference are allowed. */
static inline void figures_judge(const struct figures *k, int i)
{
    const struct figures_claim *c = &k->claim[i];
    const double here = 1.0 / k->ours, there = 1.0 / k->theirs;
    const double sd = c->spread * sqrt(here + there);
    const double want = figures_kind[c->what].logarithm ? log10(c->want) : c->want;
    if (!(fabs(k->mean[i] - want) <= 4 * sd + figures_kind[c->what].figures))
        fail_msg("%s, init %d, %d x %d: quantity %d of layer %d is %.5f, not %.5f +- %.5f",
                 k->spec.act.act->name, (int)k->spec.init, k->spec.layers, k->spec.width,
                 (int)c->what, c->l, k->mean[i], want, sd);
    /* Of that many, what one network may be is known too; of a yes or no the mean says it. */
    const double spread = sqrt(fmax(0, k->square[i] - k->mean[i] * k->mean[i]));
    if (c->what != SILENT && k->ours >= 100 &&
        !(fabs(spread / c->spread - 1) <= 4 * sqrt(0.5 * (here + there))))
        fail_msg("%d x %d: quantity %d spreads by %.4f, not %.4f", k->spec.layers, k->spec.width,
                 (int)c->what, spread, c->spread);
}

/* Sanitizers leave the small networks, and a tenth of them. */
static inline int figures_networks(const struct figures *k)
{
    const struct stack_spec *spec = &k->spec;
    const double work = (double)spec->width * spec->width * spec->layers * spec->batch;
    if (!NETS_SLOW)
        return k->ours;
    return work > 5.0 * 256 * 256 * 64 ? 0 : (k->ours + 9) / 10;
}

/* Runs the networks and judges what was said. False if there are none. */
static inline bool figures_run(struct figures_bench *bench, struct figures *k)
{
    k->ours = figures_networks(k);
    const int last = k->spec.layers - 1;
    for (k->spec.replica = 0; k->spec.replica < (uint32_t)k->ours; k->spec.replica++) {
        nets_run_again(&bench->s, &k->spec, bench->cache);
        for (int i = 0; i < k->claims; i++) {
            const double v = figures_measure(bench->s, k->claim[i].what, k->claim[i].l);
            k->mean[i] += v / k->ours;
            k->square[i] += v * v / k->ours;
        }
        const struct stack_layer *layer = stack_result(bench->s)->layer;
        k->theory = (layer[0].theory_log10 - layer[last].theory_log10) / last;
    }
    for (int i = 0; k->ours > 0 && i < k->claims; i++)
        figures_judge(k, i);
    return k->ours > 0;
}

#endif
