#include "num/map.h"

#include <math.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "num/elem.h"

/* Points are run in this order: all whose column and row are multiples of the stride, but not of
 * twice the stride; a gain after the other, from its deepest point to its shallowest, since all
 * depths of a gain share one way up. */
struct map {
    struct map_spec spec;
    const struct kernel *kernel;
    struct stack_cache *cache;
    struct stack *stack; /* the one at work, or the last; NULL before the first */
    int stride;          /* 8, 4, 2, 1; 0: finished */
    int i, k;            /* the point at work */
    bool running;        /* it has been started */
    bool up;             /* the stack's way up is that of row k */
    int done;
    double gain[MAP_GAINS]; /* map_gain of every row */
    struct {
        bool known;
        double ratio_log10, last_log10, decades, theory_log10;
    } cell[MAP_GAINS][MAP_DEPTHS];
};

int map_depth(const struct map_spec *spec, int i)
{
    return 2 + (int)floor((double)(spec->stack.layers - 2) * i / (MAP_DEPTHS - 1) + 0.5);
}

/* Significant digits in which neighbours that are `step` apart, in logarithms, differ by 5 of the
 * last at least. */
static int digits_of(double step)
{
    enum { MOST = 15 };
    int digits = 1;
    for (double unit = 1; digits < MOST && step < 5 * unit; digits++)
        unit /= 10;
    return digits;
}

double map_gain(const struct map_spec *spec, int k)
{
    if (k == 0 || k == MAP_GAINS - 1)
        return spec->gain[k > 0];
    double lo = elem_log(spec->gain[0]), step = (elem_log(spec->gain[1]) - lo) / (MAP_GAINS - 1);
    double gain = elem_exp(lo + step * k);
    char text[FMT_SIZE];
    (void)fmt_parse(fmt_short(text, gain, digits_of(step)), &gain);
    return gain;
}

struct map *map_new(const struct map_spec *spec, const struct kernel *kernel,
                    struct stack_cache *cache, struct err *e)
{
    if (!(spec->gain[0] > 0 && spec->gain[1] > spec->gain[0] && isfinite(spec->gain[1]))) {
        (void)err_set(e, "the gains of a map go from above 0 to something larger, as in 0.25:4");
        return NULL;
    }
    if (spec->stack.layers < 2) {
        (void)err_set(e, "a map needs depths from 2 layers on");
        return NULL;
    }
    for (int i = 0; i < 2; i++) {
        struct stack_spec end = spec->stack;
        end.gain = spec->gain[i];
        if (!stack_check(&end, e))
            return NULL;
    }
    struct map *m = mem_new(1, sizeof *m);
    m->spec = *spec;
    m->kernel = kernel;
    m->cache = cache;
    m->stride = MAP_COARSE;
    m->i = MAP_DEPTHS - 1;
    for (int k = 0; k < MAP_GAINS; k++)
        m->gain[k] = map_gain(spec, k);
    return m;
}

void map_free(struct map *m)
{
    if (!m)
        return;
    stack_free(m->stack);
    mem_free(m);
}

const struct map_spec *map_spec(const struct map *m)
{
    return &m->spec;
}

/* Is the point one of this stride? */
static bool is_due(const struct map *m)
{
    int twice = 2 * m->stride;
    bool finer = m->stride == MAP_COARSE || m->i % twice != 0 || m->k % twice != 0;
    return finer && !m->cell[m->k][m->i].known;
}

/* To the next point that is due; of the last one to the end. */
static void advance(struct map *m)
{
    do {
        m->i -= m->stride;
        if (m->i < 0) {
            m->i = MAP_DEPTHS - 1;
            m->k += m->stride;
            m->up = false;
        }
        if (m->k >= MAP_GAINS) {
            m->k = 0;
            m->stride /= 2;
        }
    } while (m->stride > 0 && !is_due(m));
}

/* The point at work: the first of a gain with a way up of its own. */
static bool start(struct map *m)
{
    struct stack_spec spec = m->spec.stack;
    spec.layers = map_depth(&m->spec, m->i);
    spec.gain = m->gain[m->k];
    if (m->up) {
        stack_back_from(m->stack, spec.layers);
        return true;
    }
    if (!m->stack || !stack_reset(m->stack, &spec)) {
        stack_free(m->stack);
        m->stack = stack_new_lean(&spec, m->kernel, m->cache, NULL);
    }
    m->up = m->stack != NULL;
    return m->up;
}

static double theory_of(const struct stack_result *r)
{
    return stack_change_log10(r->layer[0].theory_log10, r->layer[r->layers - 1].theory_log10);
}

/* Of the point at work and of neighbours that are as deep. */
static void note(struct map *m)
{
    const struct stack_result *r = m->running ? stack_result(m->stack) : NULL;
    const int depth = map_depth(&m->spec, m->i);
    for (int i = 0; i < MAP_DEPTHS; i++) {
        if (map_depth(&m->spec, i) != depth)
            continue;
        m->cell[m->k][i].known = true;
        m->cell[m->k][i].ratio_log10 = r ? r->ratio_log10 : (double)NAN;
        m->cell[m->k][i].last_log10 = r ? r->layer[r->layers - 1].grad_log10 : (double)NAN;
        m->cell[m->k][i].decades = r ? r->decades : (double)NAN;
        m->cell[m->k][i].theory_log10 = r ? theory_of(r) : (double)NAN;
        m->done++;
    }
    m->running = false;
    advance(m);
}

bool map_step(struct map *m)
{
    if (m->stride == 0)
        return false;
    if (!m->running)
        m->running = start(m);
    if (!m->running || !stack_step(m->stack)) /* no memory for it: nan */
        note(m);
    if (m->stride == 0) { /* a large one is no use any more */
        stack_free(m->stack);
        m->stack = NULL;
    }
    return m->stride > 0;
}

int map_stride(const struct map *m)
{
    return m->stride;
}

double map_progress(const struct map *m)
{
    return (double)m->done / (MAP_DEPTHS * MAP_GAINS);
}

bool map_at(const struct map *m, int i, int k, struct map_point *out)
{
    for (int stride = 1; stride <= MAP_COARSE; stride *= 2) {
        int column = i - i % stride, row = k - k % stride;
        if (!m->cell[row][column].known)
            continue;
        *out = (struct map_point){.layers = map_depth(&m->spec, column),
                                  .gain = m->gain[row],
                                  .ratio_log10 = m->cell[row][column].ratio_log10,
                                  .last_log10 = m->cell[row][column].last_log10,
                                  .decades = m->cell[row][column].decades,
                                  .theory_log10 = m->cell[row][column].theory_log10};
        return true;
    }
    return false;
}
