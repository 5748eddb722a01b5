/* Where the arrays of a stack lie in its one allocation. */
#include "num/stack_impl.h"

#include "base/mem.h"

#include <stdint.h>

enum { LINE = 64 }; /* bytes of a cache line */

static int tiles_of(const struct stack_spec *spec)
{
    return (spec->batch + KERNEL_TILE - 1) / KERNEL_TILE;
}

/* Rows of W start on a cache line; where they would all start on few lines of the cache (a column
 * walk then finds them evicted), a line apart. */
static int leading(int width)
{
    int ld = (width + KERNEL_TILE - 1) / KERNEL_TILE * KERNEL_TILE;
    return width >= 128 && width % 64 == 0 ? ld + KERNEL_TILE : ld;
}

/* One allocation: the stack, then its arrays, each on a cache line. */
struct layout {
    char *base;
    size_t bytes;
};

/* `rows` times `count` elements. */
static void *place(struct layout *at, size_t rows, size_t count, size_t size)
{
    void *p = at->base ? at->base + at->bytes : NULL;
    size_t row = 0, bytes = LINE - 1;
    if (at->bytes == SIZE_MAX || !mem_add(&row, count, size) || !mem_add(&bytes, rows, row) ||
        !mem_add(&at->bytes, bytes / LINE * LINE, 1))
        at->bytes = SIZE_MAX;
    return p;
}

/* Points s's arrays into `base`; with NULL only counts. Returns the bytes, SIZE_MAX if beyond
 * counting. */
static size_t lay_out(struct stack *s, char *base)
{
    const struct stack_spec *spec = &s->spec;
    s->tiles = tiles_of(spec);
    s->ld = leading(spec->width);
    s->tile = (ptrdiff_t)spec->width * KERNEL_TILE;
    s->matrix = s->tile * s->tiles;
    s->weights = (ptrdiff_t)spec->width * s->ld;

    const bool narrow = spec->precision != ROUND_F64;
    const size_t N = (size_t)spec->layers, W = (size_t)spec->width, tiles = (size_t)s->tiles;
    const size_t matrix = (size_t)s->matrix, padded = tiles * KERNEL_TILE;
    const size_t blocks = (W + KERNEL_TILE - 1) / KERNEL_TILE, panel = narrow ? STACK_PANEL : 0;
    const size_t means = spec->norm == STACK_NORM_NONE    ? 0
                         : spec->norm == STACK_NORM_BATCH ? W
                                                          : padded;
    struct layout at = {base, 0};
    (void)place(&at, 1, 1, sizeof *s);
    s->weight = place(&at, N, (size_t)s->weights, sizeof(double));
    s->bias = place(&at, N, W, sizeof(double));
    s->a = place(&at, N + 1, matrix, sizeof(double));
    s->z = place(&at, N, matrix, sizeof(double));
    s->slope = place(&at, N, matrix, sizeof(double));
    s->d = s->lean ? place(&at, 1, matrix, sizeof(double)) : s->slope;
    s->top = place(&at, 1, matrix, sizeof(double));
    s->g = place(&at, 1, matrix, sizeof(double));
    s->xt = place(&at, blocks * KERNEL_TILE, padded, sizeof(double));
    s->square = place(&at, W, KERNEL_TILE, sizeof(double));
    s->sample = place(&at, 1, W, sizeof(double));
    s->drawn = place(&at, 1, W + 2, sizeof(double));
    s->unit_slope = place(&at, 1, W, sizeof(double));
    s->h = place(&at, spec->residual, matrix, sizeof(double));
    s->inverse = place(&at, N, means, sizeof(double));
    s->rows = place(&at, panel, padded, sizeof(double));
    s->outer = place(&at, panel, blocks * KERNEL_TILE, sizeof(double));
    s->predicted = place(&at, 1, N, sizeof(struct theory_layer));
    s->exponent = place(&at, 1, N, sizeof(int));
    s->slope_exponent = place(&at, 1, N, sizeof(int));
    s->layer = place(&at, 1, N, sizeof(struct stack_layer));
    return at.bytes;
}

void stack_lay_out(struct stack *s)
{
    (void)lay_out(s, (char *)s);
}

size_t stack_layout_bytes(const struct stack_spec *spec, bool lean)
{
    struct stack s = {.spec = *spec, .lean = lean};
    return lay_out(&s, NULL);
}

size_t stack_bytes(const struct stack_spec *spec)
{
    return stack_layout_bytes(spec, false);
}
