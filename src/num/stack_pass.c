/* The forward pass, layer by layer; and how passes are cut into chunks. */
#include "num/stack_impl.h"

#include <math.h>

/* What an operation takes in ns, and how much of it a chunk may do. */
static const double FLOP_NS = 1.0 / 32, SWEEP_NS = 3, FORMULA_NS = 200, MOVE_NS = 0.4,
                    CHUNK_NS = 3e5;

static int at_most(int x, int limit)
{
    return x < limit ? x : limit;
}

struct stack_range stack_next_range(struct stack *s, int rows, int columns, double depth)
{
    double tile_ns = 2 * FLOP_NS * depth * KERNEL_TILE; /* one row of one column of eight */
    double panels = CHUNK_NS / (tile_ns * columns * STACK_PANEL);
    struct stack_range r = {s->at.row, 0, s->at.tile, columns};
    if (panels >= 1) {
        r.row_end = panels * STACK_PANEL < rows - r.row ? r.row + (int)panels * STACK_PANEL : rows;
    } else {
        double wide = CHUNK_NS / (tile_ns * STACK_PANEL);
        r.row_end = at_most(r.row + STACK_PANEL, rows);
        r.column_end = at_most(r.column + (wide < 1 ? 1 : (int)wide), columns);
    }
    stack_charge(s, (double)(r.row_end - r.row) * (r.column_end - r.column), tile_ns);
    s->at.tile = r.column_end < columns ? r.column_end : 0;
    s->at.row = r.column_end < columns ? r.row : r.row_end;
    return r;
}

struct stack_range stack_next_extra(struct stack *s, int *at, double each)
{
    double n = CHUNK_NS / (each * (double)s->tile);
    int left = s->tiles - *at;
    struct stack_range r = {0, 0, *at, *at + (n < 1 ? 1 : n < left ? (int)n : left)};
    s->at.spent += (double)(r.column_end - r.column) * (double)s->tile * each;
    *at = r.column_end;
    return r;
}

struct stack_range stack_next_tiles(struct stack *s, double each)
{
    struct stack_range r = stack_next_extra(s, &s->at.tile, each);
    s->at.done += (double)(r.column_end - r.column) * (double)s->tile * each;
    return r;
}

/* z_l = W_l a_{l-1} + b_l */
bool stack_forward_product(struct stack *s)
{
    int W = s->spec.width, l = s->at.l;
    if (s->spec.mode == STACK_CHAIN) { /* b_l = x - w a_{l-1} makes it so */
        stack_layer_z(s, l)[0] = s->spec.input;
        return true;
    }
    struct stack_range r = stack_next_range(s, W, s->tiles, W);
    s->kernel->product(
        &(struct kernel_product){.a = stack_layer_weight(s, l),
                                 .row_stride = s->ld,
                                 .k_stride = 1,
                                 .depth = W,
                                 .b = stack_layer_a(s, l - 1),
                                 .b_tile = s->tile,
                                 .c = stack_layer_z(s, l),
                                 .c_tile = s->tile,
                                 .start = s->spec.bias > 0 ? stack_layer_bias(s, l) : NULL,
                                 .row = r.row,
                                 .row_end = r.row_end,
                                 .tile = r.column,
                                 .tile_end = r.column_end});
    return s->at.row == W;
}

static double count(const int64_t lane[KERNEL_TILE])
{
    int64_t n = 0;
    for (int i = 0; i < KERNEL_TILE; i++)
        n += lane[i];
    return (double)n;
}

/* What slopes between these leave of a gradient near 1, times weights, is a double with all its
 * digits. */
static double least_slope(const struct stack *s)
{
    return stack_has_tiny_weights(&s->spec) ? 0x1p-16 : 0x1p-300;
}

static const double MOST_SLOPE = 0x1p900;

/* The power of two that the layer's slopes are divided by on the way back. */
static int slope_exponent(const struct stack *s)
{
    enum { MOST = 1022 }; /* 2^-that is a double, and normal */
    const double rms = stack_rms_value(s->slope_rms);
    if (s->spec.precision != ROUND_F64 || !(rms > 0) || isinf(rms))
        return 0;
    if (rms >= least_slope(s) && rms <= MOST_SLOPE)
        return 0;
    const int exponent = ilogb(rms);
    return exponent < -MOST ? -MOST : exponent > MOST ? MOST : exponent;
}

/* Is one of the slopes of `rows` rows of eight of a size that takes no exponent? */
static bool is_one_ordinary(const struct stack *s, const double *slope, int rows, int samples)
{
    const double least = least_slope(s);
    for (; rows > 0; rows--, slope += KERNEL_TILE)
        for (int k = 0; k < samples; k++)
            if (fabs(slope[k]) >= least && fabs(slope[k]) <= MOST_SLOPE)
                return true;
    return false;
}

/* The row of a lean stack, before the way back. */
static const struct stack_layer unknown = {.z_mean = (double)NAN,
                                           .z_rms = (double)NAN,
                                           .a_mean = (double)NAN,
                                           .a_rms = (double)NAN,
                                           .zero = (double)NAN,
                                           .saturated = (double)NAN,
                                           .dead = (double)NAN,
                                           .slope_rms = (double)NAN,
                                           .dw_rms = (double)NAN,
                                           .dw_log10 = (double)NAN};

/* What the way back of a lean stack needs to know of the slopes. */
static bool settle_lean(struct stack *s)
{
    const struct stack_wanted slopes = {
        .matrix = stack_layer_slope(s, s->at.l), .squares = STACK_UNKNOWN, .rms = &s->slope_rms};
    int *exponent = &s->slope_exponent[s->at.l - 1];
    *exponent = 0;
    s->layer[s->at.l - 1] = unknown;
    if (s->has_ordinary)
        return true;
    if (!stack_look_at(s, 1, &slopes))
        return false;
    *exponent = slope_exponent(s);
    return true;
}

/* The forward columns of the layer's row. */
static bool settle(struct stack *s)
{
    const int l = s->at.l;
    const struct kernel_sums *sum = &s->sums;
    const double *a = stack_layer_a(s, l);
    const double n = (double)s->spec.width * s->spec.batch, zero = count(sum->zero);
    struct stack_layer *row = &s->layer[l - 1];
    const struct stack_wanted wanted[] = {
        {stack_layer_z(s, l), kernel_tree(sum->z2), kernel_tree(sum->z), &s->z_rms, &row->z_mean},
        {a, kernel_tree(sum->a2), kernel_tree(sum->a), &s->a_rms, &row->a_mean},
        {stack_layer_slope(s, l), kernel_tree(sum->slope2), 0, &s->slope_rms, NULL},
    };
    if (s->at.row == 0 && !stack_look_at(s, 3, wanted))
        return false;
    if (zero > 0 && !stack_count_dead(s, a))
        return false;
    row->z_rms = stack_rms_value(s->z_rms);
    row->a_rms = stack_rms_value(s->a_rms);
    row->zero = zero / n;
    row->saturated = count(sum->saturated) / n;
    row->dead = zero > 0 ? (double)s->dead / s->spec.width : 0;
    row->slope_rms = stack_rms_value(s->slope_rms);
    s->slope_exponent[l - 1] = slope_exponent(s);
    return true;
}

/* The slopes of a layer of rrelu, one per unit, which stay for the whole pass. */
static void draw_slopes(struct stack *s)
{
    const double *range = s->spec.act.param; /* lower, upper */
    const struct rng r = {s->spec.seed, RNG_SLOPE, (uint32_t)s->at.l, s->spec.replica};
    for (int i = 0; i < s->spec.width; i += 2) {
        double u[2];
        rng_uniform(&r, (uint64_t)i / 2, u);
        for (int k = 0; k < 2 && i + k < s->spec.width; k++)
            s->unit_slope[i + k] = range[0] + (range[1] - range[0]) * u[k];
    }
}

/* Does every unit have a slope of its own? A chain has the mean one, which its formula is about. */
static bool is_sampled(const struct stack *s)
{
    return s->spec.act.act->loop == ACT_LOOP_RRELU && s->spec.mode == STACK_MLP;
}

/* f and f' of `rows` rows of eight from row `row` of a tile on. */
static void activate(const struct stack *s, int row, int rows, const double *z, double *a,
                     double *slope)
{
    const int n = rows * KERNEL_TILE;
    if (is_sampled(s))
        s->kernel->leaky_rows(s->unit_slope + row,
                              &(struct kernel_activate){.z = z, .f = a, .slope = slope, .n = n});
    else
        kernel_activate(s->kernel, &s->spec.act, n, z, a, slope);
}

/* What comes between f and a: rounding, and what joins from the layer below. */
static void finish_rows(const struct stack *s, const double *below, ptrdiff_t n, double *a,
                        double *slope)
{
    const enum round_format format = s->spec.precision;
    round_array(format, n, a);
    round_array(format, n, slope);
    if (!s->spec.residual)
        return;
    for (ptrdiff_t i = 0; i < n; i++)
        a[i] += below[i];
    round_array(format, n, a);
}

/* What f and f' and their sums take for a number. */
static double sweep_ns(const struct stack *s)
{
    return s->spec.act.act->loop == ACT_LOOP_FORMULA ? FORMULA_NS : SWEEP_NS;
}

/* Rows of the tile at the cursor, few enough to be still in the first cache when they are counted.
 * Moves the cursor past them. */
static void sweep_rows(struct stack *s)
{
    enum { MOST = 64 };
    const int l = s->at.l, rows = at_most(s->spec.width - s->at.row, MOST);
    const ptrdiff_t at = s->at.tile * s->tile + (ptrdiff_t)s->at.row * KERNEL_TILE;
    double *z = stack_layer_z(s, l) + at, *a = stack_layer_a(s, l) + at;
    double *slope = stack_layer_slope(s, l) + at;
    activate(s, s->at.row, rows, z, a, slope);
    finish_rows(s, stack_layer_a(s, l - 1) + at, (ptrdiff_t)rows * KERNEL_TILE, a, slope);
    const int samples = at_most(s->spec.batch - s->at.tile * KERNEL_TILE, KERNEL_TILE);
    if (s->lean)
        s->has_ordinary = s->has_ordinary || is_one_ordinary(s, slope, rows, samples);
    else
        s->kernel->tally(&(struct kernel_tally){.z = z,
                                                .a = a,
                                                .slope = slope,
                                                .rows = rows,
                                                .samples = samples,
                                                .saturated_below = s->spec.saturated_below,
                                                .sums = &s->sums});
    s->at.row += rows;
    if (s->at.row == s->spec.width) {
        s->at.row = 0;
        s->at.tile++;
    }
}

/* a_l = phi(z_l), and a_{l-1} with a residual; f' goes where d_l will be. */
bool stack_forward_sweep(struct stack *s)
{
    if (s->at.tile == 0 && s->at.row == 0) {
        s->sums = (struct kernel_sums){.zero = {0}};
        s->has_ordinary = false;
        if (is_sampled(s))
            draw_slopes(s);
    }
    const double each = sweep_ns(s) * KERNEL_TILE;
    double rows = CHUNK_NS / each;
    while (s->at.tile < s->tiles && rows > 0) {
        int before = s->at.row;
        sweep_rows(s);
        int done = (s->at.row ? s->at.row : s->spec.width) - before;
        stack_charge(s, done, each);
        rows -= done;
    }
    if (s->at.tile < s->tiles)
        return false;
    return s->lean ? settle_lean(s) : settle(s);
}

double stack_pass_work(const struct stack *s)
{
    double W = s->spec.width, N = s->spec.layers, padded = (double)s->tiles * KERNEL_TILE;
    double blocks = floor((W + KERNEL_TILE - 1) / KERNEL_TILE);
    double products = 2 * FLOP_NS * W * W * padded * (s->spec.mode == STACK_CHAIN ? N : 2 * N);
    double outer = 2 * FLOP_NS * W * blocks * KERNEL_TILE * s->spec.batch * N;
    return products + outer + N * W * padded * (sweep_ns(s) + MOVE_NS) + stack_norm_work(s) +
           stack_back_work(s);
}
