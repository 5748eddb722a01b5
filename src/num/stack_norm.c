/* Norms before the activation, forward and backward. Sums of a unit over the batch run in eight
 * lanes, tile by tile, added by the tree; sums of a sample over the units run in its own lane, unit
 * by unit: plain arithmetic in a fixed order, the same from every kernel. */
#include "num/stack_impl.h"

#include <math.h>

static const double EPSILON = 1e-5, NORM_NS = 4, ROUND_NS = 3, CHUNK_NS = 3e5;

/* Units [first, end) in tiles [tile, tile_end) of z_l and d_l, and their 1/sqrt(variance + eps). */
struct block {
    double *z, *d, *inverse;
    int first, end, tile, tile_end;
};

static double *inverses(const struct stack *s, int l)
{
    int n = s->spec.norm == STACK_NORM_BATCH ? s->spec.width : s->tiles * KERNEL_TILE;
    return s->inverse + (ptrdiff_t)(l - 1) * n;
}

/* A variance that is no number or infinite leaves nothing to say about its unit. */
static double inverse_of(double variance)
{
    return isfinite(variance) ? 1 / sqrt(variance + EPSILON) : (double)NAN;
}

/* The tree over a unit's lanes of x - shift, or of its square. */
static double unit_sum(const struct stack *s, const double *unit, double shift, bool squared)
{
    double lane[KERNEL_TILE] = {0};
    for (int t = 0; t < s->tiles; t++, unit += s->tile)
        for (int k = 0; k < stack_lanes(s, t); k++) {
            double x = unit[k] - shift;
            lane[k] += squared ? x * x : x;
        }
    return kernel_tree(lane);
}

static void over_batch(const struct stack *s, struct block *b)
{
    for (int i = b->first; i < b->end; i++) {
        double *unit = b->z + (ptrdiff_t)i * KERNEL_TILE;
        double mean = unit_sum(s, unit, 0, false) / s->spec.batch;
        double inverse = inverse_of(unit_sum(s, unit, mean, true) / s->spec.batch);
        b->inverse[i] = inverse;
        for (int t = 0; t < s->tiles; t++, unit += s->tile)
            for (int k = 0; k < KERNEL_TILE; k++)
                unit[k] = (unit[k] - mean) * inverse;
    }
}

/* Every lane is a sample; those that are none are carried along and count nowhere. */
static void over_units(const struct stack *s, struct block *b)
{
    const int W = s->spec.width;
    for (int t = b->tile; t < b->tile_end; t++) {
        double *z = b->z + t * s->tile, *inverse = b->inverse + (ptrdiff_t)t * KERNEL_TILE;
        double mean[KERNEL_TILE] = {0}, square[KERNEL_TILE] = {0};
        for (ptrdiff_t i = 0; i < W; i++)
            for (int k = 0; k < KERNEL_TILE; k++)
                mean[k] += z[i * KERNEL_TILE + k];
        for (int k = 0; k < KERNEL_TILE; k++)
            mean[k] /= W;
        for (ptrdiff_t i = 0; i < W; i++)
            for (int k = 0; k < KERNEL_TILE; k++) {
                double x = z[i * KERNEL_TILE + k] - mean[k];
                square[k] += x * x;
            }
        for (int k = 0; k < KERNEL_TILE; k++)
            inverse[k] = inverse_of(square[k] / W);
        for (ptrdiff_t i = 0; i < W; i++)
            for (int k = 0; k < KERNEL_TILE; k++)
                z[i * KERNEL_TILE + k] = (z[i * KERNEL_TILE + k] - mean[k]) * inverse[k];
    }
}

static void batch_back(const struct stack *s, struct block *b)
{
    const double B = s->spec.batch;
    for (int i = b->first; i < b->end; i++) {
        const ptrdiff_t at = (ptrdiff_t)i * KERNEL_TILE;
        double plain[KERNEL_TILE] = {0}, along[KERNEL_TILE] = {0};
        for (int t = 0; t < s->tiles; t++) {
            const double *n = b->z + at + t * s->tile, *e = b->d + at + t * s->tile;
            for (int k = 0; k < stack_lanes(s, t); k++) {
                plain[k] += e[k];
                along[k] += e[k] * n[k];
            }
        }
        const double mean = kernel_tree(plain) / B, lean = kernel_tree(along) / B;
        for (int t = 0; t < s->tiles; t++) {
            const double *n = b->z + at + t * s->tile;
            double *d = b->d + at + t * s->tile;
            for (int k = 0; k < stack_lanes(s, t); k++)
                d[k] = b->inverse[i] * ((d[k] - mean) - n[k] * lean);
        }
    }
}

static void units_back(const struct stack *s, struct block *b)
{
    const int W = s->spec.width;
    for (int t = b->tile; t < b->tile_end; t++) {
        const double *n = b->z + t * s->tile, *inverse = b->inverse + (ptrdiff_t)t * KERNEL_TILE;
        double *d = b->d + t * s->tile;
        double mean[KERNEL_TILE] = {0}, lean[KERNEL_TILE] = {0};
        const int lanes = stack_lanes(s, t);
        for (ptrdiff_t i = 0; i < W; i++)
            for (int k = 0; k < KERNEL_TILE; k++) {
                mean[k] += d[i * KERNEL_TILE + k];
                lean[k] += d[i * KERNEL_TILE + k] * n[i * KERNEL_TILE + k];
            }
        for (int k = 0; k < KERNEL_TILE; k++)
            mean[k] /= W, lean[k] /= W;
        for (ptrdiff_t i = 0; i < W; i++)
            for (int k = 0; k < lanes; k++) {
                const ptrdiff_t at = i * KERNEL_TILE + k;
                d[at] = inverse[k] * ((d[at] - mean[k]) - n[at] * lean[k]);
            }
    }
}

static void round_block(const struct stack *s, const struct block *b, double *x)
{
    const ptrdiff_t n = (ptrdiff_t)(b->end - b->first) * KERNEL_TILE;
    for (int t = b->tile; t < b->tile_end && s->spec.precision != ROUND_F64; t++)
        round_array(s->spec.precision, n, x + t * s->tile + (ptrdiff_t)b->first * KERNEL_TILE);
}

/* What a number of the layer costs on its way forward; back it is as much. */
static double cost(const struct stack *s)
{
    double ns = s->spec.norm == STACK_NORM_NONE ? 0 : NORM_NS;
    return s->spec.precision == ROUND_F64 ? ns : ns + ROUND_NS;
}

/* The next chunk: units over the whole batch, or tiles with all units. Moves the cursor past it. */
static struct block next_block(struct stack *s)
{
    const int l = s->at.l, W = s->spec.width;
    struct block b = {.z = stack_layer_z(s, l), .d = stack_layer_d(s, l), .end = W};
    if (s->spec.norm != STACK_NORM_NONE)
        b.inverse = inverses(s, l);
    if (s->spec.norm != STACK_NORM_BATCH) {
        struct stack_range r = stack_next_tiles(s, cost(s));
        b.tile = r.column, b.tile_end = r.column_end;
        return b;
    }
    const double unit_ns = cost(s) * s->tiles * KERNEL_TILE, n = CHUNK_NS / unit_ns;
    const int left = W - s->at.row;
    b.first = s->at.row;
    b.end = b.first + (n < 1 ? 1 : n < left ? (int)n : left);
    b.tile_end = s->tiles;
    stack_charge(s, b.end - b.first, unit_ns);
    s->at.row = b.end;
    return b;
}

static bool is_last(const struct stack *s, const struct block *b)
{
    return b->end == s->spec.width && b->tile_end == s->tiles;
}

bool stack_normalise(struct stack *s)
{
    if (cost(s) == 0)
        return true;
    struct block b = next_block(s);
    round_block(s, &b, b.z);
    if (s->spec.norm == STACK_NORM_NONE)
        return is_last(s, &b);
    if (s->spec.norm == STACK_NORM_BATCH)
        over_batch(s, &b);
    else
        over_units(s, &b);
    round_block(s, &b, b.z);
    return is_last(s, &b);
}

bool stack_norm_back(struct stack *s)
{
    if (s->spec.norm == STACK_NORM_NONE)
        return true;
    struct block b = next_block(s);
    if (s->spec.norm == STACK_NORM_BATCH)
        batch_back(s, &b);
    else
        units_back(s, &b);
    round_block(s, &b, b.d);
    return is_last(s, &b);
}

double stack_norm_work(const struct stack *s)
{
    const int ways = s->spec.norm == STACK_NORM_NONE ? 1 : 2; /* what is only rounded is so once */
    return ways * cost(s) * s->spec.layers * (double)s->matrix;
}
