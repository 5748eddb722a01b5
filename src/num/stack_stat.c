/* Sums over matrices in the fixed order that makes them the same everywhere. */
#include "num/stack_impl.h"

#include "num/elem.h"

#include <math.h>
#include <string.h>

/* Sums of squares within these bounds lost nothing to under- or overflow. */
static const double SAFE_LOW = 0x1p-900, SAFE_HIGH = 0x1p1000;

/* What looking at a number takes, in ns, and how much of it a chunk may do. */
static const double LOOK_NS = 0.6, UNIT_NS = 4, CHUNK_NS = 3e5;

/* Over a matrix: its sums; where the squares leave the range the greatest |x|, then the sums of all
 * divided by that one's power of two. */
enum { NO_PASS, PLAIN, GREATEST, SCALED };

static bool is_safe(double squares)
{
    return isnan(squares) || (squares > SAFE_LOW && squares < SAFE_HIGH);
}

/* The greatest |x| of the samples in a range, or `most`; nan if one is. */
static double greatest(const struct stack *s, const double *matrix, const struct stack_range *r,
                       double most)
{
    for (int t = r->column; t < r->column_end; t++) {
        const int lanes = stack_lanes(s, t);
        const double *x = matrix + t * s->tile;
        for (ptrdiff_t i = 0; i < s->tile && !isnan(most); i++)
            if (i % KERNEL_TILE < lanes && !(fabs(x[i]) <= most))
                most = fabs(x[i]);
    }
    return most;
}

/* Adds numbers of one unit and tile times `factor`, and their squares. */
static inline void add_lanes(const double *x, int lanes, double factor, double *sum,
                             double *squares)
{
    for (int k = 0; k < lanes; k++) {
        const double v = x[k] * factor;
        sum[k] += v;
        squares[k] += v * v;
    }
}

/* Adds those of a range. */
static void add(const struct stack *s, const double *matrix, const struct stack_range *r,
                double factor, struct stack_look *look)
{
    double squares[KERNEL_TILE], sum[KERNEL_TILE];
    memcpy(squares, look->squares, sizeof squares);
    memcpy(sum, look->sum, sizeof sum);
    for (int t = r->column; t < r->column_end; t++) {
        const int lanes = stack_lanes(s, t);
        const double *x = matrix + t * s->tile, *end = x + s->tile;
        for (; x < end && lanes == KERNEL_TILE; x += KERNEL_TILE)
            add_lanes(x, KERNEL_TILE, factor, sum, squares);
        for (; x < end; x += KERNEL_TILE)
            add_lanes(x, lanes, factor, sum, squares);
    }
    memcpy(look->squares, squares, sizeof squares);
    memcpy(look->sum, sum, sizeof sum);
}

/* Begins a pass, with the numbers divided by 2^exponent. */
static void begin(struct stack_look *look, int pass, int exponent)
{
    *look = (struct stack_look){.which = look->which, .pass = pass, .exponent = exponent};
}

/* Ends what was begun with a result; true, for its callers to return. */
static bool end(const struct stack *s, const struct stack_wanted *w, double squares, double sum)
{
    const double n = (double)s->spec.width * s->spec.batch;
    const int exponent = s->at.look.exponent;
    *w->rms = (struct stack_rms){sqrt(squares / n), exponent};
    if (w->mean)
        *w->mean = isfinite(w->sum) ? w->sum / n : ldexp(sum / n, exponent);
    return true;
}

/* A chunk of what one matrix needs; true when its size is known. */
static bool look_at(struct stack *s, const struct stack_wanted *w)
{
    enum { STEP = 900 }; /* two at the most: 2^1074 is no double */
    struct stack_look *look = &s->at.look;
    if (look->pass == NO_PASS && w->squares != STACK_UNKNOWN && is_safe(w->squares))
        return end(s, w, w->squares, w->sum);
    if (look->pass == NO_PASS)
        begin(look, w->squares == STACK_UNKNOWN ? PLAIN : GREATEST, 0);
    const struct stack_range r = stack_next_extra(s, &look->tile, LOOK_NS);
    if (look->pass == GREATEST)
        look->most = greatest(s, w->matrix, &r, look->most);
    else
        add(s, w->matrix, &r, ldexp(1, -look->exponent), look);
    if (look->tile < s->tiles)
        return false;
    const double most = look->most, squares = kernel_tree(look->squares);
    if (look->pass == SCALED || (look->pass == PLAIN && is_safe(squares)))
        return end(s, w, squares, kernel_tree(look->sum));
    if (look->pass == PLAIN) {
        begin(look, GREATEST, 0);
        return false;
    }
    if (most == 0 || !isfinite(most)) {
        (void)end(s, w, 0, w->sum);
        w->rms->rms = most;
        return true;
    }
    int exponent = ilogb(most);
    begin(look, SCALED, exponent > STEP ? STEP : exponent < -STEP ? -STEP : exponent);
    return false;
}

bool stack_look_at(struct stack *s, int n, const struct stack_wanted *wanted)
{
    struct stack_look *look = &s->at.look;
    while (look_at(s, &wanted[look->which])) {
        look->pass = NO_PASS;
        look->exponent = 0;
        if (++look->which < n)
            continue;
        look->which = 0;
        return true;
    }
    return false;
}

double stack_rms_value(struct stack_rms r)
{
    return ldexp(r.rms, r.exponent);
}

double stack_rms_log10(struct stack_rms r)
{
    return elem_log10_scaled(r.rms, r.exponent);
}

/* How many tiles of a unit, an array of eight lanes each, come before one with a sample that is not
 * 0; all if it is dead. */
static int tiles_of_zeros(const struct stack *s, const double *unit)
{
    int t = 0;
    for (; t < s->tiles; t++, unit += s->tile)
        for (int k = 0; k < stack_lanes(s, t); k++)
            if (unit[k] != 0)
                return t;
    return t;
}

bool stack_count_dead(struct stack *s, const double *a)
{
    if (s->at.row == 0)
        s->dead = 0;
    double spent = 0;
    for (; s->at.row < s->spec.width && spent < CHUNK_NS; s->at.row++) {
        const int zeros = tiles_of_zeros(s, a + (ptrdiff_t)s->at.row * KERNEL_TILE);
        s->dead += zeros == s->tiles;
        spent += UNIT_NS * (1 + zeros);
    }
    s->at.spent += spent;
    return s->at.row == s->spec.width;
}

int stack_far_exponent(double rms)
{
    if (!(rms > 0) || isinf(rms) || (rms > 0x1p-300 && rms < 0x1p300))
        return 0;
    return rms < 0x1p-1000 ? -1000 : ilogb(rms);
}
