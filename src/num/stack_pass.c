/* The passes: forward and back, layer by layer. */
#include "num/stack_impl.h"

#include <math.h>

/* What an operation takes in ns, and how much of it a chunk may do. */
static const double FLOP_NS = 1.0 / 32, SWEEP_NS = 3, FORMULA_NS = 200, BACK_NS = 0.6,
                    MOVE_NS = 0.4, CHUNK_NS = 3e5;

/* Register tiles are this high where there are rows enough. */
enum { PANEL = 12 };

/* A range of rows and columns (in eights) of one product with `depth` steps for each element. */
struct range {
    int row, row_end, column, column_end;
};

static int at_most(int x, int limit)
{
    return x < limit ? x : limit;
}

/* The next chunk of a product of `rows` x `columns` tiles: whole panels over all columns, or a part
 * of the columns of one panel. Moves the cursor past it. */
static struct range next_range(struct stack *s, int rows, int columns, double depth)
{
    double tile_ns = 2 * FLOP_NS * depth * KERNEL_TILE; /* one row of one column of eight */
    double panels = CHUNK_NS / (tile_ns * columns * PANEL);
    struct range r = {s->at.row, 0, s->at.tile, columns};
    if (panels >= 1) {
        r.row_end = panels * PANEL < rows - r.row ? r.row + (int)panels * PANEL : rows;
    } else {
        double wide = CHUNK_NS / (tile_ns * PANEL);
        r.row_end = at_most(r.row + PANEL, rows);
        r.column_end = at_most(r.column + (wide < 1 ? 1 : (int)wide), columns);
    }
    stack_charge(s, (double)(r.row_end - r.row) * (r.column_end - r.column), tile_ns);
    s->at.tile = r.column_end < columns ? r.column_end : 0;
    s->at.row = r.column_end < columns ? r.row : r.row_end;
    return r;
}

/* The next tiles of a matrix at `each` ns an element. Moves the cursor past them. */
static struct range next_tiles(struct stack *s, double each)
{
    double n = CHUNK_NS / (each * (double)s->tile);
    int left = s->tiles - s->at.tile;
    struct range r = {0, 0, s->at.tile, s->at.tile + (n < 1 ? 1 : n < left ? (int)n : left)};
    stack_charge(s, (double)(r.column_end - r.column) * (double)s->tile, each);
    s->at.tile = r.column_end;
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
    struct range r = next_range(s, W, s->tiles, W);
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

/* The forward columns of the layer's row. */
static void forward_statistics(struct stack *s, int l)
{
    const struct kernel_sums *sum = &s->sums;
    const double *z = stack_layer_z(s, l), *a = stack_layer_a(s, l);
    double n = (double)s->spec.width * s->spec.batch;
    struct stack_rms z_rms = stack_rms_of(s, z, kernel_tree(sum->z2));
    struct stack_rms a_rms = stack_rms_of(s, a, kernel_tree(sum->a2));
    struct stack_rms slope = stack_rms_of(s, stack_layer_d(s, l), kernel_tree(sum->slope2));
    double zero = count(sum->zero);
    s->layer[l - 1] = (struct stack_layer){
        .z_mean = kernel_tree(sum->z) / n,
        .z_rms = stack_rms_value(z_rms),
        .a_mean = kernel_tree(sum->a) / n,
        .a_rms = stack_rms_value(a_rms),
        .zero = zero / n,
        .saturated = count(sum->saturated) / n,
        .dead = zero > 0 ? stack_dead_units(s, a) : 0,
        .slope_rms = stack_rms_value(slope),
    };
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
            s->slope[i + k] = range[0] + (range[1] - range[0]) * u[k];
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
        s->kernel->leaky_rows(s->slope + row,
                              &(struct kernel_activate){.z = z, .f = a, .slope = slope, .n = n});
    else
        kernel_activate(s->kernel, &s->spec.act, n, z, a, slope);
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
    double *slope = stack_layer_d(s, l) + at;
    activate(s, s->at.row, rows, z, a, slope);
    s->kernel->tally(&(struct kernel_tally){
        .z = z,
        .a = a,
        .slope = slope,
        .rows = rows,
        .samples = at_most(s->spec.batch - s->at.tile * KERNEL_TILE, KERNEL_TILE),
        .saturated_below = s->spec.saturated_below,
        .sums = &s->sums});
    s->at.row += rows;
    if (s->at.row == s->spec.width) {
        s->at.row = 0;
        s->at.tile++;
    }
}

/* a_l = phi(z_l); f' goes where d_l will be. */
bool stack_forward_sweep(struct stack *s)
{
    if (s->at.tile == 0 && s->at.row == 0) {
        s->sums = (struct kernel_sums){.zero = {0}};
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
    forward_statistics(s, s->at.l);
    return true;
}

/* One chunk of g = W_l^T d_l: (W_{l})^T of z_l = W_l a_{l-1}. */
static bool product_back(struct stack *s, int l)
{
    int W = s->spec.width;
    struct range r = next_range(s, W, s->tiles, W);
    s->kernel->product(&(struct kernel_product){.a = stack_layer_weight(s, l),
                                                .row_stride = 1,
                                                .k_stride = s->ld,
                                                .depth = W,
                                                .b = stack_layer_d(s, l),
                                                .b_tile = s->tile,
                                                .c = s->g,
                                                .c_tile = s->tile,
                                                .row = r.row,
                                                .row_end = r.row_end,
                                                .tile = r.column,
                                                .tile_end = r.column_end});
    return s->at.row == W;
}

/* g_l = W_{l+1}^T d_{l+1}; g_N is given. */
bool stack_back_product(struct stack *s)
{
    return s->at.l == s->spec.layers || product_back(s, s->at.l + 1);
}

/* Keeps d_l near 1 by a power of two, so that what a product makes of it is a number at any depth.
 */
static struct stack_rms rescale(struct stack *s, struct stack_rms d)
{
    enum { NEAR = 64 };
    if (!(d.rms > 0) || isinf(d.rms))
        return d;
    int exponent = ilogb(d.rms) + d.exponent;
    if (exponent > -NEAR && exponent < NEAR)
        return d;
    stack_scale_matrix(stack_layer_d(s, s->at.l), s->matrix, -exponent);
    s->exponent[s->at.l - 1] += exponent;
    return (struct stack_rms){d.rms, d.exponent - exponent};
}

/* The gradient's columns and the two shares of its change from l + 1 to l. */
static void back_statistics(struct stack *s, int l)
{
    const double *g = l == s->spec.layers ? s->top : s->g;
    int before = l == s->spec.layers ? 0 : s->exponent[l]; /* that of d_{l+1}, and so of g_l */
    struct stack_rms g_rms = stack_rms_of(s, g, kernel_tree(s->back_sums.g2));
    struct stack_rms d_rms = stack_rms_of(s, stack_layer_d(s, l), kernel_tree(s->back_sums.d2));
    g_rms.exponent += before;
    s->exponent[l - 1] = before;
    d_rms = rescale(s, d_rms);
    d_rms.exponent += s->exponent[l - 1];
    if (l == s->spec.layers)
        s->d_last = d_rms;
    if (l == 1)
        s->d_first = d_rms;

    struct stack_layer *row = &s->layer[l - 1];
    double log10_g = stack_rms_log10(g_rms);
    row->grad_rms = stack_rms_value(d_rms);
    row->grad_log10 = stack_rms_log10(d_rms);
    row->share_slope = row->grad_log10 - log10_g;
    row->share_weight = l == s->spec.layers ? 0 : log10_g - s->layer[l].grad_log10;
}

/* d_l = g_l phi'(z_l) */
bool stack_back_sweep(struct stack *s)
{
    int l = s->at.l;
    if (s->at.tile == 0)
        s->back_sums = (struct kernel_back_sums){.g2 = {0}};
    struct range r = next_tiles(s, BACK_NS);
    s->kernel->back(&(struct kernel_back){.g = l == s->spec.layers ? s->top : s->g,
                                          .d = stack_layer_d(s, l),
                                          .tile_stride = s->tile,
                                          .units = s->spec.width,
                                          .samples = s->spec.batch,
                                          .sums = &s->back_sums,
                                          .tile = r.column,
                                          .tile_end = r.column_end});
    if (s->at.tile < s->tiles)
        return false;
    back_statistics(s, l);
    return true;
}

/* a_{l-1} transposed, brought near 1 where its squares would leave the range of doubles. */
bool stack_transpose(struct stack *s)
{
    int l = s->at.l;
    double rms = l > 1                         ? s->layer[l - 2].a_rms
                 : s->spec.mode == STACK_CHAIN ? fabs(s->spec.input)
                                               : 1;
    s->x_exponent = 0;
    if (rms > 0 && !isinf(rms) && !(rms > 0x1p-300 && rms < 0x1p300))
        s->x_exponent = rms < 0x1p-1000 ? -1000 : ilogb(rms);
    struct range r = next_tiles(s, MOVE_NS);
    s->kernel->transpose(&(struct kernel_transpose){.x = stack_layer_a(s, l - 1),
                                                    .x_tile = s->tile,
                                                    .xt = s->xt,
                                                    .inputs = s->spec.width,
                                                    .tiles = s->tiles,
                                                    .factor = ldexp(1, -s->x_exponent),
                                                    .tile = r.column,
                                                    .tile_end = r.column_end});
    return s->at.tile == s->tiles;
}

/* Each row's lanes by the tree, rows added in ascending order; mean over the batch. */
static void outer_statistics(struct stack *s, int l)
{
    double sum = 0, n = (double)s->spec.width * s->spec.width;
    for (int i = 0; i < s->spec.width; i++)
        sum += kernel_tree(s->square + (ptrdiff_t)i * KERNEL_TILE);
    struct stack_rms dw = {sqrt(sum / n) / s->spec.batch, s->exponent[l - 1] + s->x_exponent};
    s->layer[l - 1].dw_rms = stack_rms_value(dw);
    s->layer[l - 1].dw_log10 = stack_rms_log10(dw);
}

/* dL/dW_l = d_l a_{l-1}^T / B */
bool stack_outer(struct stack *s)
{
    int W = s->spec.width, l = s->at.l;
    if (s->at.row == 0 && s->at.tile == 0)
        for (ptrdiff_t i = 0; i < (ptrdiff_t)W * KERNEL_TILE; i++)
            s->square[i] = 0;
    struct range r = next_range(s, W, (W + KERNEL_TILE - 1) / KERNEL_TILE, s->spec.batch);
    s->kernel->outer(&(struct kernel_outer){.d = stack_layer_d(s, l),
                                            .d_tile = s->tile,
                                            .xt = s->xt,
                                            .samples = s->spec.batch,
                                            .inputs = W,
                                            .square = s->square,
                                            .row = r.row,
                                            .row_end = r.row_end,
                                            .block = r.column,
                                            .block_end = r.column_end});
    if (s->at.row < W)
        return false;
    outer_statistics(s, l);
    return true;
}

/* g_0 = W_1^T d_1, and what compares the two ends. */
bool stack_bottom(struct stack *s)
{
    if (!product_back(s, 1))
        return false;
    const struct stack_layer *first = &s->layer[0], *last = &s->layer[s->spec.layers - 1];
    struct stack_rms g = stack_rms_of(s, s->g, stack_sum_of_squares(s, s->g));
    struct stack_rms top = stack_rms_of(s, s->top, stack_sum_of_squares(s, s->top));
    struct stack_rms total = {g.rms / top.rms, g.exponent + s->exponent[0] - top.exponent};
    struct stack_result *result = &s->result;
    result->total = stack_rms_value(total);
    result->total_log10 = stack_rms_log10(total);
    result->ratio = stack_rms_value((struct stack_rms){s->d_first.rms / s->d_last.rms,
                                                       s->d_first.exponent - s->d_last.exponent});
    result->ratio_log10 = first->grad_log10 - last->grad_log10;
    int steps = s->spec.layers - 1;
    result->decades = steps ? result->ratio_log10 / steps : (double)NAN;
    return true;
}

double stack_pass_work(const struct stack *s)
{
    double W = s->spec.width, N = s->spec.layers, padded = (double)s->tiles * KERNEL_TILE;
    double blocks = floor((W + KERNEL_TILE - 1) / KERNEL_TILE);
    double products = 2 * FLOP_NS * W * W * padded * (s->spec.mode == STACK_CHAIN ? N : 2 * N);
    double outer = 2 * FLOP_NS * W * blocks * KERNEL_TILE * s->spec.batch * N;
    return products + outer + N * W * padded * (sweep_ns(s) + BACK_NS + MOVE_NS);
}
