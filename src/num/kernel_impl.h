/* kernel_impl: what a kernel does, for stack*.c, theory.c and the kernels alone.
 *
 * A matrix of W units and B samples lies as [tile][unit][8]: batch tiles of eight samples, a cache
 * line for each unit and tile. Samples are padded to a whole tile; the lanes of the last tile that
 * are no samples may hold anything and count in no sum. Pointers are aligned to 64 bytes. Weights
 * are row-major [to][from] with a leading dimension `ld`.
 *
 * Every sum over a matrix runs in eight lanes, tile by tile, in a tile unit by unit; the lanes are
 * added at the end as ((0+4)+(2+6))+((1+5)+(3+7)). So a sum is the same from every version, for
 * every height of a register tile and for work cut into any ranges, taken in order. */
#ifndef NUM_KERNEL_IMPL_H
#define NUM_KERNEL_IMPL_H

#include "num/act.h"
#include "num/kernel.h"

#include "base/rng.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KERNEL_TILE = 8 };

/* c[t][m][8] = start[m] + sum over k ascending of A(m, k) b[t][k][8], one fused accumulator each,
 * for m in [row, row_end), t in [tile, tile_end). A(m, k) = a[m row_stride + k k_stride]. */
struct kernel_product {
    const double *a;
    ptrdiff_t row_stride, k_stride;
    int depth; /* of k */
    const double *b;
    ptrdiff_t b_tile; /* doubles from tile to tile */
    double *c;
    ptrdiff_t c_tile;
    const double *start; /* NULL: 0 */
    int row, row_end, tile, tile_end;
    const double *next; /* a of the product that will follow, or NULL: asked for in time */
};

/* P(m, i) = sum over samples ascending of d(m, s) x(i, s); square[m][8] += P^2, the eight lanes
 * being i mod 8, for m in [row, row_end), blocks of eight i in [block, block_end). P itself is not
 * kept. */
struct kernel_outer {
    const double *d;
    ptrdiff_t d_tile;
    const double *xt; /* [block][sample][8], made by kernel_transpose */
    int samples, inputs;
    double *square;
    int row, row_end, block, block_end;
};

/* xt[block][sample][8] = x * factor; units beyond `inputs` become 0. Samples [tile, tile_end). */
struct kernel_transpose {
    const double *x;
    ptrdiff_t x_tile;
    double *xt;
    int inputs, tiles;
    double factor;
    int tile, tile_end;
};

struct kernel_sums { /* of z, a = f(z) and slope = f'(z), by lane */
    _Alignas(64) double z[8], z2[8], a[8], a2[8], slope2[8];
    int64_t zero[8], saturated[8];
};

/* f = f(z), slope = f'(z) of n numbers at any address; f or slope may be z. */
struct kernel_activate {
    const double *z;
    double *f, *slope;
    int n;
    const double *param; /* [ACT_PARAMS] */
};

/* Adds to the sums over `rows` rows of eight, of which the first `samples` count. Aligned. */
struct kernel_tally {
    const double *z, *a, *slope;
    int rows, samples;
    double saturated_below;
    struct kernel_sums *sums;
};

struct kernel_back_sums {
    _Alignas(64) double g2[8], d2[8];
};

/* d = g slope, and the sums of squares of g and d; d may be slope. */
struct kernel_back {
    const double *g, *slope;
    double *d;
    ptrdiff_t tile_stride;
    int units, samples;
    struct kernel_back_sums *sums;
    int tile, tile_end;
};

/* Blocks [block, block + blocks) of a stream, two numbers each, of variance 1: uniform on
 * +-sqrt(3) or normal. out need not be aligned. */
struct kernel_draw {
    struct rng rng;
    bool uniform;
    uint64_t block;
    int blocks;
    double *out;
};

struct kernel {
    const char *name;
    bool fused;
    void (*product)(const struct kernel_product *job);
    void (*outer)(const struct kernel_outer *job);
    void (*transpose)(const struct kernel_transpose *job);
    void (*activate)(enum act_loop loop, const struct kernel_activate *job);
    /* leaky_relu of rows of eight (n a multiple of 8), each with a slope of its own. */
    void (*leaky_rows)(const double *row_slope, const struct kernel_activate *job);
    void (*tally)(const struct kernel_tally *job);
    void (*back)(const struct kernel_back *job);
    /* v -= (q v) q with the product summed in eight lanes, element i in lane i mod 8; both of
     * length n, a multiple of 8. */
    void (*project)(const double *q, double *v, int n);
    void (*draw)(const struct kernel_draw *job);
};

extern const struct kernel kernel_avx2, kernel_neon, kernel_scalar, kernel_sse2;

/* ((0+4)+(2+6))+((1+5)+(3+7)) */
static inline double kernel_tree(const double lane[8])
{
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
           ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

#endif
