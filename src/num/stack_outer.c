/* dL/dW_l = d_l a_{l-1}^T / B, of which only the size is kept. */
#include "num/stack_impl.h"

#include <math.h>

static const double MOVE_NS = 0.4;

/* a_{l-1} transposed, brought near 1 where its squares would leave the range of doubles. */
bool stack_transpose(struct stack *s)
{
    int l = s->at.l;
    double rms = l > 1                         ? s->layer[l - 2].a_rms
                 : s->spec.mode == STACK_CHAIN ? fabs(s->spec.input)
                                               : 1;
    s->x_exponent = stack_far_exponent(rms);
    struct stack_range r = stack_next_tiles(s, MOVE_NS);
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

/* Each row's lanes by the tree, rows added in ascending order; mean over the batch, which of
 * rounded ones was taken before. */
static void outer_statistics(struct stack *s, int l)
{
    double sum = 0, n = (double)s->spec.width * s->spec.width;
    for (int i = 0; i < s->spec.width; i++)
        sum += kernel_tree(s->square + (ptrdiff_t)i * KERNEL_TILE);
    double samples = s->spec.precision == ROUND_F64 ? s->spec.batch : 1;
    struct stack_rms dw = {sqrt(sum / n) / samples, s->exponent[l - 1] + s->x_exponent};
    s->layer[l - 1].dw_rms = stack_rms_value(dw);
    s->layer[l - 1].dw_log10 = stack_rms_log10(dw);
}

/* Rows [row, row + rows) of d_l, a sample after the other. */
static void gather_rows(const struct stack *s, int row, int rows)
{
    const double *d = stack_layer_d(s, s->at.l) + (ptrdiff_t)row * KERNEL_TILE;
    for (int i = 0; i < rows; i++)
        for (int b = 0; b < s->spec.batch; b++)
            s->rows[(ptrdiff_t)i * s->spec.batch + b] =
                d[b / KERNEL_TILE * s->tile + i * KERNEL_TILE + b % KERNEL_TILE];
}

/* Squares of the means in s->outer, [block][rows][8], rounded. */
static void add_squares(struct stack *s, const struct stack_range *r, int row, int rows)
{
    const double *p = s->outer;
    for (int block = r->column; block < r->column_end; block++) {
        int inputs = s->spec.width - block * KERNEL_TILE;
        for (int i = 0; i < rows; i++, p += KERNEL_TILE) {
            double *square = s->square + (ptrdiff_t)(row + i) * KERNEL_TILE;
            for (int k = 0; k < KERNEL_TILE && k < inputs; k++) {
                double v = round_to(s->spec.precision, p[k] / s->spec.batch);
                square[k] += v * v;
            }
        }
    }
}

/* The same sums as of the kernel's outer product, but each of them is seen and rounded. */
static void outer_rounded(struct stack *s, const struct stack_range *r)
{
    const int blocks = r->column_end - r->column;
    const ptrdiff_t block = (ptrdiff_t)s->tiles * KERNEL_TILE * KERNEL_TILE;
    for (int row = r->row, rows; row < r->row_end; row += rows) {
        rows = r->row_end - row < STACK_PANEL ? r->row_end - row : STACK_PANEL;
        gather_rows(s, row, rows);
        s->kernel->product(&(struct kernel_product){.a = s->rows,
                                                    .row_stride = s->spec.batch,
                                                    .k_stride = 1,
                                                    .depth = s->spec.batch,
                                                    .b = s->xt + r->column * block,
                                                    .b_tile = block,
                                                    .c = s->outer,
                                                    .c_tile = (ptrdiff_t)rows * KERNEL_TILE,
                                                    .row_end = rows,
                                                    .tile_end = blocks});
        add_squares(s, r, row, rows);
    }
}

bool stack_outer(struct stack *s)
{
    int W = s->spec.width, l = s->at.l;
    if (s->at.row == 0 && s->at.tile == 0)
        for (ptrdiff_t i = 0; i < (ptrdiff_t)W * KERNEL_TILE; i++)
            s->square[i] = 0;
    struct stack_range r =
        stack_next_range(s, W, (W + KERNEL_TILE - 1) / KERNEL_TILE, s->spec.batch);
    if (s->spec.precision != ROUND_F64)
        outer_rounded(s, &r);
    else
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
