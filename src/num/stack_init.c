/* How a stack begins: weights, biases, inputs, the gradient at the top. */
#include "num/stack_impl.h"

#include <math.h>
#include <string.h>

/* What an operation takes in ns, and how much of it a chunk may do. */
static const double DRAW_NS = 8, SCALE_NS = 0.5, KEEP_NS = 6, PROJECT_NS = 0.6, DIVIDE_NS = 2,
                    CHUNK_NS = 3e5;

static bool is_uniform(const struct stack_spec *spec)
{
    if (spec->init == STACK_UNIFORM)
        return true;
    bool scheme = spec->init == STACK_XAVIER || spec->init == STACK_HE || spec->init == STACK_LECUN;
    return scheme && spec->dist == STACK_DIST_UNIFORM;
}

/* The factor between unit draws (variance 1; or Q) and weights. */
static double sigma(const struct stack_spec *spec)
{
    switch (spec->init) {
    case STACK_XAVIER: /* 2/(fan_in + fan_out), both the width */
    case STACK_LECUN:
        return spec->gain * sqrt(1.0 / spec->width);
    case STACK_HE:
        return spec->gain * sqrt(2.0 / spec->width);
    case STACK_NORMAL:
        return spec->gain * spec->init_scale;
    case STACK_UNIFORM: /* unit draws reach sqrt(3) */
        return spec->gain * spec->init_scale / sqrt(3);
    case STACK_ORTHOGONAL:
        break;
    }
    return spec->gain;
}

bool stack_has_tiny_weights(const struct stack_spec *spec)
{
    return (spec->mode == STACK_CHAIN ? fabs(spec->weight) : sigma(spec)) < 0x1p-300;
}

static struct rng stream(const struct stack *s, enum rng_purpose purpose, int layer)
{
    return (struct rng){s->spec.seed, purpose, (uint32_t)layer, s->spec.replica};
}

/* Numbers [from, from + count) of a stream with variance 1, count <= W: blocks give two each. */
static void draw(struct stack *s, struct rng rng, bool uniform, uint64_t from, int count,
                 double *out)
{
    int skip = (int)(from & 1);
    s->kernel->draw(&(struct kernel_draw){.rng = rng,
                                          .uniform = uniform,
                                          .block = from / 2,
                                          .blocks = (skip + count + 1) / 2,
                                          .out = s->drawn});
    memcpy(out, s->drawn + skip, (size_t)count * sizeof *out);
}

static struct stack_draw draw_of(const struct stack *s)
{
    int law = s->spec.init == STACK_ORTHOGONAL ? STACK_LAW_ORTHOGONAL
              : is_uniform(&s->spec)           ? STACK_DIST_UNIFORM
                                               : STACK_DIST_NORMAL;
    return (struct stack_draw){s->spec.seed, s->spec.replica, s->spec.width, s->at.l, law};
}

static const double *kept(const struct stack *s)
{
    const struct stack_draw d = draw_of(s);
    return stack_cache_find(s->cache, &d);
}

/* How many of `left` rows of `each` ns make a chunk. */
static int rows_of_chunk(int left, double each)
{
    double n = CHUNK_NS / each;
    return n < 1 ? 1 : n < left ? (int)n : left;
}

static void draw_bias(struct stack *s)
{
    if (s->spec.bias == 0)
        return;
    double *bias = stack_layer_bias(s, s->at.l);
    draw(s, stream(s, RNG_BIAS, s->at.l), false, 0, s->spec.width, bias);
    for (int i = 0; i < s->spec.width; i++)
        bias[i] *= s->spec.bias;
    round_array(s->spec.precision, s->spec.width, bias);
}

/* Unit draws into the layer's own place, row by row; not where the cache has them. */
bool stack_draw_weights(struct stack *s)
{
    int W = s->spec.width;
    double *w = stack_layer_weight(s, s->at.l);
    if (s->spec.mode == STACK_CHAIN) {
        w[0] = round_to(s->spec.precision, s->spec.weight);
        return true;
    }
    if (s->at.row == 0) {
        draw_bias(s);
        s->from_cache = kept(s) != NULL;
    }
    if (s->from_cache) {
        s->at.done += (DRAW_NS + KEEP_NS - SCALE_NS) * W * W;
        return true;
    }
    const struct rng r = stream(s, RNG_WEIGHT, s->at.l);
    int end = s->at.row + rows_of_chunk(W - s->at.row, DRAW_NS * W);
    stack_charge(s, (double)(end - s->at.row) * W, DRAW_NS);
    for (; s->at.row < end; s->at.row++) {
        uint64_t first = (uint64_t)s->at.row * (uint64_t)W;
        double *row = w + (ptrdiff_t)s->at.row * s->ld;
        draw(s, r, is_uniform(&s->spec), first, W, row);
        for (int j = W; j < s->ld; j++)
            row[j] = 0;
    }
    return end == W;
}

static void normalise(double *row, int n)
{
    double lane[KERNEL_TILE] = {0};
    for (int i = 0; i < n; i++)
        lane[i % KERNEL_TILE] += row[i] * row[i];
    double length = sqrt(kernel_tree(lane));
    for (int i = 0; i < n; i++)
        row[i] /= length;
}

/* Gram-Schmidt on the rows, each twice ("twice is enough", Giraud et al. 2005): from normals this
 * gives Q by the invariant measure, because lengths are positive (Mezzadri 2007). The cursor: row
 * at work, and projections done for it, of 2 row. */
bool stack_make_orthogonal(struct stack *s)
{
    int W = s->spec.width;
    if (s->spec.mode == STACK_CHAIN || s->spec.init != STACK_ORTHOGONAL)
        return true;
    if (s->from_cache) {
        s->at.done += PROJECT_NS * W * (double)W * s->ld;
        return true;
    }
    double *w = stack_layer_weight(s, s->at.l);
    double spent = 0;
    while (s->at.row < W && spent < CHUNK_NS) {
        double *row = w + (ptrdiff_t)s->at.row * s->ld;
        int end = s->at.tile + rows_of_chunk(2 * s->at.row - s->at.tile, PROJECT_NS * s->ld);
        spent += PROJECT_NS * s->ld * (1 + end - s->at.tile);
        for (; s->at.tile < end && s->at.row > 0; s->at.tile++)
            s->kernel->project(w + (ptrdiff_t)(s->at.tile % s->at.row) * s->ld, row, s->ld);
        if (s->at.tile < 2 * s->at.row)
            break;
        normalise(row, W);
        s->at.row++;
        s->at.tile = 0;
    }
    stack_charge(s, spent, 1);
    return s->at.row == W;
}

/* Unit draws, once multiplied by sigma. Those just made are offered to the cache before. */
bool stack_scale_weights(struct stack *s)
{
    if (s->spec.mode == STACK_CHAIN)
        return true;
    const double *units = s->from_cache ? kept(s) : NULL;
    if (s->from_cache && !units) { /* went out of the cache between two slices: draw after all */
        s->at.part = 0;
        s->at.row = 0;
        return false;
    }
    int W = s->spec.width;
    const double each = units ? SCALE_NS : KEEP_NS, factor = sigma(&s->spec);
    const struct stack_draw d = draw_of(s);
    double *w = stack_layer_weight(s, s->at.l);
    int end = s->at.row + rows_of_chunk(W - s->at.row, each * W);
    stack_charge(s, (double)(end - s->at.row) * W, each);
    for (; s->at.row < end; s->at.row++) {
        double *row = w + (ptrdiff_t)s->at.row * s->ld;
        const double *unit = units ? units + (ptrdiff_t)s->at.row * W : row;
        if (!units)
            stack_cache_keep(s->cache, &d, s->at.row, row);
        for (int j = 0; j < W; j++)
            row[j] = factor * unit[j];
        round_array(s->spec.precision, W, row);
    }
    return end == W;
}

/* Samples [row, ...) of a matrix: number sample W + unit, so that a larger batch begins with the
 * samples of a smaller one. True when all are drawn. */
static bool draw_samples(struct stack *s, enum rng_purpose purpose, double *matrix)
{
    int W = s->spec.width, B = s->spec.batch;
    if (s->at.row == 0) /* lanes of the last tile that are no samples */
        memset(matrix + s->matrix - s->tile, 0, (size_t)s->tile * sizeof *matrix);
    const struct rng r = stream(s, purpose, 0);
    int end = s->at.row + rows_of_chunk(B - s->at.row, DRAW_NS * W);
    stack_charge(s, (double)(end - s->at.row) * W, DRAW_NS);
    for (; s->at.row < end; s->at.row++) {
        int b = s->at.row;
        uint64_t first = (uint64_t)b * (uint64_t)W;
        draw(s, r, false, first, W, s->sample);
        if (purpose == RNG_INPUT) /* the gradient is scaled first */
            round_array(s->spec.precision, W, s->sample);
        double *lane = matrix + b / KERNEL_TILE * s->tile + b % KERNEL_TILE;
        for (int i = 0; i < W; i++)
            lane[(ptrdiff_t)i * KERNEL_TILE] = s->sample[i];
    }
    return end == B;
}

bool stack_draw_input(struct stack *s)
{
    if (s->spec.mode == STACK_CHAIN) {
        memset(s->a, 0, (size_t)s->matrix * sizeof *s->a);
        s->a[0] = round_to(s->spec.precision, s->spec.input);
        return true;
    }
    return draw_samples(s, RNG_INPUT, s->a);
}

/* dL/da_N ~ N(0,1), */
bool stack_draw_top(struct stack *s)
{
    return draw_samples(s, RNG_GRADIENT, s->top);
}

/* then scaled to a root mean square of 1. */
bool stack_scale_top(struct stack *s)
{
    const struct stack_wanted top = {
        .matrix = s->top, .squares = STACK_UNKNOWN, .rms = &s->top_rms};
    if (s->at.tile == 0 && !stack_look_at(s, 1, &top))
        return false;
    const double rms = stack_rms_value(s->top_rms);
    const struct stack_range r = stack_next_tiles(s, DIVIDE_NS);
    double *from = s->top + r.column * s->tile;
    const ptrdiff_t n = (r.column_end - r.column) * s->tile;
    for (ptrdiff_t i = 0; i < n; i++)
        from[i] /= rms;
    round_array(s->spec.precision, n, from);
    return s->at.tile == s->tiles;
}

double stack_init_work(const struct stack *s)
{
    double W = s->spec.width, B = s->spec.batch, samples = W * B * DRAW_NS;
    double layer = W * W * (DRAW_NS + KEEP_NS), top = samples + DIVIDE_NS * (double)s->matrix;
    if (s->spec.mode == STACK_CHAIN)
        layer = 0;
    else if (s->spec.init == STACK_ORTHOGONAL)
        layer += PROJECT_NS * W * W * s->ld;
    return (s->made[STACK_WEIGHTS] ? 0 : s->spec.layers * layer) +
           (s->made[STACK_INPUT] ? 0 : samples) + (s->made[STACK_TOP] ? 0 : top);
}
