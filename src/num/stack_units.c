/* One unit after the other: its row of the batch is gathered, and counted in the order of the
 * samples, so that the digits are the same everywhere. */
#include "num/stack_units.h"

#include "num/stack_impl.h"

#include "base/mem.h"

#include <assert.h>
#include <math.h>

/* Numbers in a slice. */
enum { SLICE = 16384 };

/* Sums of squares within these bounds lost nothing to under- or overflow. */
static const double SAFE_LOW = 0x1p-900, SAFE_HIGH = 0x1p1000;

struct stack_units {
    struct stack_spec spec;
    struct stack_unit *unit; /* [N][W] */
    size_t room;             /* units */
    double *row;             /* [3][padded batch]: z, a, f' of one unit */
    int l, at;               /* next to do; l > N: done */
    bool begun;
};

struct stack_units *stack_units_new(void)
{
    return mem_new(1, sizeof(struct stack_units));
}

void stack_units_free(struct stack_units *u)
{
    if (!u)
        return;
    mem_free(u->unit);
    mem_free(u->row);
    mem_free(u);
}

static int padded(const struct stack_spec *spec)
{
    return (spec->batch + KERNEL_TILE - 1) / KERNEL_TILE * KERNEL_TILE;
}

bool stack_units_start(struct stack_units *u, const struct stack_spec *spec, struct err *e)
{
    size_t units = (size_t)spec->layers * (size_t)spec->width;
    mem_free(u->row);
    u->row = mem_try(3 * (size_t)padded(spec), sizeof *u->row);
    if (!u->unit || units > u->room || units < u->room / 4) {
        mem_free(u->unit);
        u->unit = mem_try(units, sizeof *u->unit);
        u->room = u->unit ? units : 0;
    }
    u->begun = u->row && u->unit;
    if (!u->begun)
        return err_set(e, "no memory for what %zu units do; lower layers or width", units);
    u->spec = *spec;
    u->l = 1;
    u->at = 0;
    return true;
}

/* The samples of unit i of a matrix. */
static void gather(const struct stack *s, const double *matrix, int i, double *out)
{
    for (int t = 0; t < s->tiles; t++)
        for (int b = 0; b < KERNEL_TILE; b++)
            out[t * KERNEL_TILE + b] = matrix[t * s->tile + (ptrdiff_t)i * KERNEL_TILE + b];
}

/* The slope that a unit of rrelu was given for its pass (stack_pass.c draws them). */
static double drawn_slope(const struct stack_spec *spec, int l, int i)
{
    const double *range = spec->act.param;
    const struct rng r = {spec->seed, RNG_SLOPE, (uint32_t)l, spec->replica};
    double u[2];
    rng_uniform(&r, (uint64_t)i / 2, u);
    return range[0] + (range[1] - range[0]) * u[i % 2];
}

/* f'(z) as the pass had it; f goes to waste. */
static void slopes(const struct stack_units *u, const struct stack *s, int i, const double *z,
                   double *waste, double *out)
{
    const struct stack_spec *spec = &u->spec;
    const int n = padded(spec);
    if (spec->act.act->loop == ACT_LOOP_RRELU && spec->mode == STACK_MLP) {
        const double slope = drawn_slope(spec, u->l, i);
        for (int b = 0; b < n; b += KERNEL_TILE)
            s->kernel->leaky_rows(
                &slope, &(struct kernel_activate){
                            .z = z + b, .f = waste + b, .slope = out + b, .n = KERNEL_TILE});
    } else {
        kernel_activate(s->kernel, &spec->act, n, z, waste, out);
    }
    round_array(spec->precision, n, out);
}

static double mean_of(const double *x, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i];
    if (isfinite(sum))
        return sum / n;
    sum = 0; /* the mean may be a number where the sum is none */
    for (int i = 0; i < n; i++)
        sum += x[i] / n;
    return sum;
}

static double rms_of(const double *x, int n)
{
    double sum = 0, most = 0;
    for (int i = 0; i < n; i++) {
        sum += x[i] * x[i];
        most = fmax(most, fabs(x[i]));
    }
    if (isnan(sum) || (sum > SAFE_LOW && sum < SAFE_HIGH) || most == 0 || isinf(most))
        return sqrt(sum / n);
    enum { STEP = 900 };
    int exponent = ilogb(most);
    exponent = exponent > STEP ? STEP : exponent < -STEP ? -STEP : exponent;
    const double factor = ldexp(1, -exponent);
    sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i] * factor * (x[i] * factor);
    return ldexp(sqrt(sum / n), exponent);
}

static void take_unit(struct stack_units *u, const struct stack *s, int i)
{
    const int n = u->spec.batch, room = padded(&u->spec);
    double *z = u->row, *a = z + room, *slope = a + room;
    gather(s, stack_layer_z(s, u->l), i, z);
    slopes(u, s, i, z, a, slope);
    gather(s, stack_layer_a(s, u->l), i, a);
    int zeros = 0, saturated = 0;
    for (int b = 0; b < n; b++) {
        zeros += a[b] == 0;
        saturated += fabs(slope[b]) < u->spec.saturated_below;
    }
    u->unit[(ptrdiff_t)(u->l - 1) * u->spec.width + i] = (struct stack_unit){
        .z_mean = mean_of(z, n),
        .z_rms = rms_of(z, n),
        .a_mean = mean_of(a, n),
        .a_rms = rms_of(a, n),
        .zero = (double)zeros / n,
        .saturated = (double)saturated / n,
        .slope_rms = rms_of(slope, n),
    };
}

bool stack_units_step(struct stack_units *u, const struct stack *s)
{
    const struct stack_spec *spec = stack_spec(s);
    assert(stack_forward(s) && spec->layers == u->spec.layers && spec->width == u->spec.width &&
           spec->batch == u->spec.batch);
    /* What a unit costs beside its numbers is that of a few dozen. */
    const int each = padded(&u->spec) + 32;
    for (int spent = 0; spent < SLICE && u->l <= u->spec.layers; spent += each) {
        take_unit(u, s, u->at);
        if (++u->at == u->spec.width) {
            u->at = 0;
            u->l++;
        }
    }
    return u->l <= u->spec.layers;
}

double stack_units_progress(const struct stack_units *u)
{
    if (!u->begun)
        return 0;
    return (u->l - 1 + (double)u->at / u->spec.width) / u->spec.layers;
}

const struct stack_spec *stack_units_spec(const struct stack_units *u)
{
    return u->begun ? &u->spec : NULL;
}

const struct stack_unit *stack_units_layer(const struct stack_units *u, int l)
{
    assert(l >= 1 && l < u->l);
    return u->unit + (ptrdiff_t)(l - 1) * u->spec.width;
}

struct stack_incoming stack_incoming(const struct stack *s, int l, int unit)
{
    const double *w = stack_layer_weight(s, l) + (ptrdiff_t)unit * s->ld;
    const int n = s->spec.width;
    struct stack_incoming in = {mean_of(w, n), rms_of(w, n), w[0], w[0]};
    for (int i = 0; i < n; i++) {
        in.min = fmin(in.min, w[i]);
        in.max = fmax(in.max, w[i]);
    }
    return in;
}
