/* Values in buckets by their leading bits: a count is the size of the buckets below an edge, and a
 * look through the one that the edge lies in. */
#include "num/stack_hist.h"

#include "num/stack_impl.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Sign, exponent, 6 bits of the fraction: 64 buckets from a power of two to the next. */
enum { KEY_BITS = 18, KEYS = 1 << KEY_BITS };

/* Rows of eight values in a slice: about half a millisecond. */
enum { SLICE_ROWS = 16384 };

enum pass { TALLY, PLACE, DONE };

struct stack_hist {
    const struct stack *s;
    int first, last; /* layers */
    enum pass pass;
    int l, tile, unit; /* done so far in this pass */
    int64_t *end;      /* [KEYS] where each bucket's values end; while tallied: their number */
    double *value;     /* [total - nans] */
    size_t room;       /* values */
    int64_t total, nans;
};

struct stack_hist *stack_hist_new(void)
{
    struct stack_hist *h = mem_new(1, sizeof *h);
    h->pass = DONE;
    return h;
}

void stack_hist_free(struct stack_hist *h)
{
    if (!h)
        return;
    mem_free(h->end);
    mem_free(h->value);
    mem_free(h);
}

static void start_pass(struct stack_hist *h, enum pass pass)
{
    h->pass = pass;
    h->l = h->first;
    h->tile = h->unit = 0;
}

/* Room for n values; what was there is lost. */
static bool make_room(struct stack_hist *h, size_t n)
{
    if (!h->end)
        h->end = mem_try(KEYS, sizeof *h->end);
    if (h->value && n <= h->room && h->room / 4 <= n)
        return h->end != NULL;
    mem_free(h->value);
    h->value = mem_try(n, sizeof *h->value);
    h->room = h->value ? n : 0;
    return h->end && h->value;
}

bool stack_hist_start(struct stack_hist *h, const struct stack *s, int l, struct err *e)
{
    assert(stack_forward(s) && l >= 0 && l <= s->spec.layers);
    h->s = s;
    h->first = l ? l : 1;
    h->last = l ? l : s->spec.layers;
    h->total = (int64_t)s->spec.width * s->spec.batch * (h->last - h->first + 1);
    h->nans = 0;
    h->pass = DONE;
    if (!make_room(h, (size_t)h->total)) {
        h->total = 0;
        return err_set(e, "no memory to sort the units of %d layers; lower layers, width or batch",
                       s->spec.layers);
    }
    memset(h->end, 0, KEYS * sizeof *h->end);
    start_pass(h, TALLY);
    return true;
}

/* Grows with x; -0 is 0. */
static unsigned key_of(double x)
{
    uint64_t bits;
    x += 0.0;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t sign = UINT64_C(1) << 63;
    return (unsigned)((bits & sign ? ~bits : bits | sign) >> (64 - KEY_BITS));
}

static void take_row(struct stack_hist *h, const double *row, int samples)
{
    for (int i = 0; i < samples; i++) {
        if (isnan(row[i]))
            h->nans += h->pass == TALLY;
        else if (h->pass == TALLY)
            h->end[key_of(row[i])]++;
        else
            h->value[h->end[key_of(row[i])]++] = row[i];
    }
}

/* From numbers of values to where each bucket begins; placing moves that to its end. */
static void add_up(struct stack_hist *h)
{
    int64_t before = 0;
    for (int i = 0; i < KEYS; i++) {
        int64_t n = h->end[i];
        h->end[i] = before;
        before += n;
    }
}

static void next_tile(struct stack_hist *h)
{
    h->unit = 0;
    if (++h->tile < h->s->tiles)
        return;
    h->tile = 0;
    if (++h->l <= h->last)
        return;
    if (h->pass == TALLY) {
        add_up(h);
        start_pass(h, PLACE);
    } else {
        h->pass = DONE;
    }
}

bool stack_hist_step(struct stack_hist *h)
{
    for (int rows = 0; rows < SLICE_ROWS && h->pass != DONE; rows++) {
        const double *tile = stack_layer_z(h->s, h->l) + h->tile * h->s->tile;
        take_row(h, tile + (ptrdiff_t)h->unit * KERNEL_TILE, stack_lanes(h->s, h->tile));
        if (++h->unit == h->s->spec.width)
            next_tile(h);
    }
    return h->pass != DONE;
}

double stack_hist_progress(const struct stack_hist *h)
{
    if (h->pass == DONE)
        return 1;
    double layers = h->last - h->first + 1, done = h->l - h->first;
    return (done / layers + (h->pass == PLACE)) / 2;
}

int64_t stack_hist_total(const struct stack_hist *h)
{
    return h->total;
}

int64_t stack_hist_nan(const struct stack_hist *h)
{
    return h->nans;
}

int64_t stack_hist_below(const struct stack_hist *h, double x)
{
    assert(h->pass == DONE && !isnan(x));
    if (h->total == 0)
        return 0;
    unsigned key = key_of(x);
    int64_t n = key > 0 ? h->end[key - 1] : 0;
    for (int64_t i = n, end = h->end[key]; i < end; i++)
        n += h->value[i] < x;
    return n;
}

/* How many are x or less. */
static int64_t up_to(const struct stack_hist *h, double x)
{
    return x < (double)INFINITY ? stack_hist_below(h, nextafter(x, (double)INFINITY))
                                : h->total - h->nans;
}

void stack_hist_count(const struct stack_hist *h, int bins, const double *edge, int64_t *count)
{
    assert(bins >= 1);
    int64_t before = stack_hist_below(h, edge[0]);
    for (int i = 0; i < bins; i++) {
        int64_t n = i == bins - 1 ? up_to(h, edge[bins]) : stack_hist_below(h, edge[i + 1]);
        count[i] = n - before;
        before = n;
    }
}
