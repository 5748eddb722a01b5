/* stack_impl: what the files stack*.c share.
 *
 * Work is a list of stages, each a list of parts, run for one layer after the other (stack.c). A
 * part does a bounded chunk, moves the cursor and says whether it is finished. Chunks are cut by
 * counted work, never by a clock, and no sum depends on where they are cut. */
#ifndef NUM_STACK_IMPL_H
#define NUM_STACK_IMPL_H

#include <stddef.h>

#include "base/rng.h"
#include "num/kernel_impl.h"
#include "num/stack.h"
#include "num/theory.h"

/* The root mean square of numbers whose squares a double may not hold: rms 2^exponent. */
struct stack_rms {
    double rms;
    int exponent;
};

/* A look at a matrix; zeroed: none begun (stack_stat.c). */
struct stack_look {
    int which;    /* of the matrices that are asked for */
    int pass;     /* over it, */
    int tile;     /* so far of it */
    double most;  /* the greatest |x| */
    int exponent; /* of the numbers that are summed */
    double squares[KERNEL_TILE], sum[KERNEL_TILE];
};

/* Where the work stands. */
struct stack_cursor {
    int stage, part;
    int l;         /* layer, 1..N */
    int row, tile; /* within the part: rows (units or samples) and tiles (or blocks) done */
    struct stack_look look;
    double spent; /* of this slice, in ns of an ordinary core */
    double done;  /* of all the work, likewise */
};

/* What the work leaves as it is, once it is made. */
enum stack_made {
    STACK_NOTHING,
    STACK_WEIGHTS,
    STACK_INPUT,
    STACK_FORWARD,
    STACK_TOP,
    STACK_THEORY,
    STACK_MADE
};

/* Matrices are [tile][unit][8] (kernel_impl.h), `matrix` doubles each; sample b is lane b mod 8 of
 * tile b / 8. One allocation; the pointers lie in it. */
struct stack {
    struct stack_spec spec;
    const struct kernel *kernel;
    struct stack_cache *cache; /* may be NULL */
    size_t room;               /* bytes of the allocation */
    bool lean;                 /* only the gradient's sizes are wanted (stack_new_lean) */
    int depth;                 /* layers of the way back: N, of a lean one perhaps fewer */

    int tiles;
    int ld;               /* doubles from row to row of W */
    ptrdiff_t tile;       /* doubles from tile to tile */
    ptrdiff_t matrix;     /* doubles of a matrix */
    ptrdiff_t weights;    /* doubles of a W */
    double *weight;       /* [N] of W_l */
    double *bias;         /* [N][W] */
    double *a;            /* [N + 1] matrices */
    double *z;            /* [N] matrices */
    double *slope;        /* [N] matrices: f'(z_l) */
    double *d;            /* there: d_l / 2^exponent; of a lean one a single matrix */
    double *top;          /* dL/da_N */
    double *g;            /* dL/da_l / 2^g_exponent of the layer at work; in the end of x */
    double *h;            /* W_{l+1}^T d_{l+1}, where a skip joins it */
    double *inverse;      /* [N][W] of units, [N][8 tiles] of samples: 1/sqrt(variance + eps) */
    double *xt;           /* a_{l-1} transposed for the outer product */
    double *square;       /* [W][8] sums of dL/dW_l squared */
    double *sample;       /* [W] one sample while it is drawn */
    double *drawn;        /* [W + 2] whole blocks of draws */
    double *unit_slope;   /* [W] of the layer's units below 0, where they have their own */
    double *rows, *outer; /* rows of d_l and of dL/dW_l, where these are rounded */
    struct theory_layer *predicted; /* [N] */
    int *exponent;                  /* [N] of d_l */
    int *slope_exponent;            /* [N] of f'(z_l), taken out on the way back */
    struct stack_layer *layer;      /* [N] */
    struct stack_result result;

    struct kernel_sums sums;                  /* of the layer at work, forward */
    struct stack_rms z_rms, a_rms, slope_rms; /* of that layer */
    bool has_ordinary;                 /* slopes, which take no exponent: is one of them seen? */
    int dead;                          /* units, so far */
    struct kernel_back_sums back_sums; /* backward: of g_l and of e = g_l phi' */
    double join_sums[2][KERNEL_TILE];  /* squares of h and of g_l made from it */
    int g_exponent;
    int scale; /* the power of two that g_l, then d_l, is divided by to be near 1 */
    struct stack_rms h_rms, g_rms, e_rms;    /* with their layers' exponents */
    bool from_cache;                         /* the layer's unit draws need not be made */
    int x_exponent;                          /* xt is a_{l-1} / 2^x_exponent */
    struct stack_rms d_rms, d_first, d_last; /* of d_l, d_1 and d_N */
    struct stack_rms bottom_rms, top_rms;    /* of dL/dx and dL/da_N, as they lie there */
    struct theory theory;
    struct theory_down down;
    struct stack_cursor at;
    bool made[STACK_MADE]; /* is it there, of this work or of one before? */
    double work;           /* ns in all */
};

/* Layer l's matrices, l = 1..N; a from l = 0. */
static inline double *stack_layer_weight(const struct stack *s, int l)
{
    return s->weight + (l - 1) * s->weights;
}

static inline double *stack_layer_bias(const struct stack *s, int l)
{
    return s->bias + (ptrdiff_t)(l - 1) * s->spec.width;
}

static inline double *stack_layer_a(const struct stack *s, int l)
{
    return s->a + l * s->matrix;
}

static inline double *stack_layer_z(const struct stack *s, int l)
{
    return s->z + (l - 1) * s->matrix;
}

static inline double *stack_layer_slope(const struct stack *s, int l)
{
    return s->slope + (l - 1) * s->matrix;
}

static inline double *stack_layer_d(const struct stack *s, int l)
{
    return s->lean ? s->d : s->d + (l - 1) * s->matrix;
}

/* Books `count` operations of `each` ns, as work of the slice and of the whole. */
static inline void stack_charge(struct stack *s, double count, double each)
{
    s->at.spent += count * each;
    s->at.done += count * each;
}

/* stack_layout.c */
size_t stack_layout_bytes(const struct stack_spec *spec, bool lean); /* SIZE_MAX: too many */
void stack_lay_out(struct stack *s); /* sets the sizes, and points the arrays behind s itself */

/* stack_init.c: parts; true when finished with the layer at.l. */
bool stack_draw_weights(struct stack *s);
bool stack_make_orthogonal(struct stack *s);
bool stack_scale_weights(struct stack *s);
bool stack_draw_input(struct stack *s);
bool stack_draw_top(struct stack *s);
bool stack_scale_top(struct stack *s);
bool stack_has_tiny_weights(const struct stack_spec *spec); /* of less than 2^-300 */
double stack_init_work(const struct stack *s);              /* ns of what is not made yet */

/* stack_pass.c */
bool stack_forward_product(struct stack *s);
bool stack_forward_sweep(struct stack *s);
double stack_pass_work(const struct stack *s);

/* A range of rows and columns (in eights) of one product. */
struct stack_range {
    int row, row_end, column, column_end;
};

/* The next chunk of a product of `rows` x `columns` tiles with `depth` steps for each element:
 * whole panels over all columns, or a part of the columns of one panel. Moves the cursor past it.
 */
enum { STACK_PANEL = 12 };
struct stack_range stack_next_range(struct stack *s, int rows, int columns, double depth);

/* The next tiles of a matrix at `each` ns an element. Moves the cursor past them. */
struct stack_range stack_next_tiles(struct stack *s, double each);

/* The same from tile *at, which moves past them: work that only some networks ask for, and which is
 * no part of the estimate of all the work. */
struct stack_range stack_next_extra(struct stack *s, int *at, double each);

/* How many lanes of tile t are samples. */
static inline int stack_lanes(const struct stack *s, int t)
{
    int left = s->spec.batch - t * KERNEL_TILE;
    return left < KERNEL_TILE ? left : KERNEL_TILE;
}

/* stack_norm.c */
bool stack_normalise(struct stack *s); /* z_l: rounded, and n_l in its place */
bool stack_norm_back(struct stack *s); /* e_l to d_l, in place */
double stack_norm_work(const struct stack *s);

/* stack_back.c */
bool stack_back_product(struct stack *s);
bool stack_back_join(struct stack *s);
bool stack_back_sweep(struct stack *s);
bool stack_back_settle(struct stack *s);
bool stack_scale_g(struct stack *s); /* behind a join */
bool stack_scale_d(struct stack *s); /* once it is settled */
bool stack_bottom_product(struct stack *s);
bool stack_bottom_join(struct stack *s);
bool stack_compare_outside(struct stack *s); /* dL/dx to dL/da_N */
bool stack_compare_ends(struct stack *s);    /* d_1 to d_N */
double stack_back_work(const struct stack *s);

/* stack_outer.c */
bool stack_transpose(struct stack *s);
bool stack_outer(struct stack *s);

/* stack_stat.c: sums to statistics. Order of sums as in kernel_impl.h. */
#define STACK_UNKNOWN (-1.0)
struct stack_wanted {
    const double *matrix;
    double squares; /* their sum as it was made on the way, or STACK_UNKNOWN */
    double sum;     /* likewise of the numbers, if their mean is wanted */
    struct stack_rms *rms;
    double *mean; /* or NULL */
};

/* Finds what is wanted of n matrices, most often at once, from the sums. A matrix whose squares
 * leave the range of doubles is gone through again, a chunk a call: false while there is more. */
bool stack_look_at(struct stack *s, int n, const struct stack_wanted *wanted);

double stack_rms_value(struct stack_rms r);
double stack_rms_log10(struct stack_rms r);

/* Counts units of a that are 0 in every sample into s->dead, the cursor's row being the next one.
 * True when all are looked at. */
bool stack_count_dead(struct stack *s, const double *a);

/* The exponent of an rms whose square might leave the range of doubles, else 0. */
int stack_far_exponent(double rms);

/* stack_cache.c */
struct stack_draw { /* which unit draws */
    uint64_t seed;
    uint32_t replica;
    int width, layer;
    int law; /* a stack_dist, or STACK_LAW_ORTHOGONAL */
};
enum { STACK_LAW_ORTHOGONAL = STACK_DIST_UNIFORM + 1 };

/* The draws [width][width], valid until the next keep; NULL if not all of them are kept. */
const double *stack_cache_find(const struct stack_cache *c, const struct stack_draw *draw);

/* Keeps a copy of row number `row`, if it may and memory allows. Rows come in order, from 0,
 * perhaps with much else between them; a layer that lost its first rows meanwhile is not kept. */
void stack_cache_keep(struct stack_cache *c, const struct stack_draw *draw, int row,
                      const double *values);

#endif
