#include "num/audit_twin.h"

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"

/* What a multiplication, a function value and a copy take, and how much a part may do. */
static const double MULTIPLY_NS = 1.2, VALUE_NS = 800, COPY_NS = 8, CHUNK_NS = 5e5;

static void add_cut(struct audit_twin *t, double x)
{
    int i = t->cuts++;
    for (; i > 0 && t->cut[i - 1] > x; i--)
        t->cut[i] = t->cut[i - 1];
    t->cut[i] = x;
}

/* Kinks and jumps are known; f'' of the table's functions jumps at -1, 0 or 1 if at all. Within
 * +-32 they bend: to a step far wider than that a smooth bend is a kink. */
static void find_cuts(struct audit_twin *t)
{
    const double near = 1e-9, much = 1e-4, bends = 32;
    const struct act_use *use = &stack_spec(t->s)->act;
    t->cuts = 0;
    for (int k = 0; k < use->kinks; k++)
        add_cut(t, use->kink[k]);
    for (int x = -1; x <= 1 && (use->act->d2f || use->act->body); x++)
        if (fabs(act_d2f(use, x + near) - act_d2f(use, x - near)) > much)
            add_cut(t, x);
    add_cut(t, -bends);
    add_cut(t, bends);
}

bool audit_twin_init(struct audit_twin *t, const struct stack *s, struct err *e)
{
    const struct stack_spec *spec = stack_spec(s);
    *t = (struct audit_twin){.s = s};
    t->samples = spec->norm == STACK_NORM_BATCH ? spec->batch : 1;
    size_t n = (size_t)spec->width * (size_t)t->samples;
    t->a = mem_try(n, sizeof(double));
    t->z = mem_try(n, sizeof(double));
    t->factor = mem_try(n, sizeof(double));
    t->slope = mem_try((size_t)spec->width, sizeof(double));
    if (!t->a || !t->z || !t->factor || !t->slope) {
        audit_twin_done(t);
        return err_set(e, "no memory to check the gradient; lower width or batch");
    }
    find_cuts(t);
    return true;
}

void audit_twin_done(struct audit_twin *t)
{
    mem_free(t->a);
    mem_free(t->z);
    mem_free(t->factor);
    mem_free(t->slope);
    *t = (struct audit_twin){.s = NULL};
}

static int width(const struct audit_twin *t)
{
    return stack_spec(t->s)->width;
}

int audit_twin_sample(const struct audit_twin *t, int k)
{
    return t->target.sample < 0 ? k : t->target.sample;
}

/* Is the end a sum over skips, whose factors nobody has kept? */
static bool has_factors(const struct audit_twin *t)
{
    return stack_spec(t->s)->residual && t->target.end <= stack_spec(t->s)->layers;
}

void audit_twin_start_factors(struct audit_twin *t, const struct audit_target *target)
{
    t->target = *target;
    t->l = stack_spec(t->s)->layers;
    t->row = t->column = 0;
    t->work = TWIN_FILLS;
}

/* dL/da_N of a unit as its factors. */
static void fill_factors(struct audit_twin *t, int unit, int exponent)
{
    for (int k = 0; k < t->samples; k++)
        t->factor[(ptrdiff_t)unit * t->samples + k] =
            ldexp(stack_top(t->s, unit, audit_twin_sample(t, k)), -exponent);
}

/* The next columns of row t->row of W: as many as make some thousand products. Moves past them. */
static int next_columns(struct audit_twin *t)
{
    const int most = 1 + 8192 / t->samples, left = width(t) - t->column;
    t->column += left < most ? left : most;
    return t->column;
}

/* What d of unit t->row of layer l adds to the factors of some units. Gives what that took. */
static double add_factors(struct audit_twin *t, int exponent)
{
    double *d = t->z;
    for (int k = 0; k < t->samples && t->column == 0; k++) {
        int own;
        d[k] = stack_d(t->s, t->l, t->row, audit_twin_sample(t, k), &own);
        d[k] = ldexp(d[k], own - exponent);
    }
    const int from = t->column, end = next_columns(t);
    for (int j = from; j < end; j++) {
        const double w = stack_weight(t->s, t->l, t->row, j);
        for (int k = 0; k < t->samples; k++)
            t->factor[(ptrdiff_t)j * t->samples + k] += w * d[k];
    }
    if (end == width(t)) {
        t->column = 0;
        t->row++;
    }
    return MULTIPLY_NS * (end - from) * t->samples;
}

bool audit_twin_step_factors(struct audit_twin *t, double *spent)
{
    if (!has_factors(t))
        return true;
    int exponent;
    (void)stack_d(t->s, t->target.end, 0, 0, &exponent);
    double ns = 0;
    while (t->l > t->target.end && ns < CHUNK_NS) {
        if (t->work == TWIN_FILLS) {
            fill_factors(t, t->row++, exponent);
            ns += COPY_NS * t->samples;
        } else {
            ns += add_factors(t, exponent);
        }
        if (t->row < width(t))
            continue;
        t->l -= t->work == TWIN_MULTIPLIES;
        t->work = TWIN_MULTIPLIES;
        t->row = 0;
    }
    *spent += ns;
    return t->l <= t->target.end;
}

/* The slopes of layer l as stack.h says they are drawn. */
static void draw_slopes(struct audit_twin *t)
{
    const struct stack_spec *spec = stack_spec(t->s);
    const double *range = spec->act.param;
    const struct rng r = {spec->seed, RNG_SLOPE, (uint32_t)t->l, spec->replica};
    for (int i = 0; i < spec->width; i++) {
        double u[2];
        rng_uniform(&r, (uint64_t)i / 2, u);
        t->slope[i] = spec->mode == STACK_CHAIN ? 0.5 * (range[0] + range[1])
                                                : range[0] + (range[1] - range[0]) * u[i % 2];
    }
}

/* What the bias takes off in a chain, so that z is its input. */
static double taken_off(const struct audit_twin *t)
{
    const struct stack_spec *spec = stack_spec(t->s);
    return spec->mode == STACK_CHAIN ? fabs(spec->weight * stack_a(t->s, t->l - 1, 0, 0)) : 0;
}

static void enter_layer(struct audit_twin *t, int l)
{
    t->l = l;
    t->row = t->column = 0;
    t->work = TWIN_MULTIPLIES;
    t->lost = fmax(t->lost, taken_off(t));
    if (stack_spec(t->s)->act.act->loop == ACT_LOOP_RRELU)
        draw_slopes(t);
}

void audit_twin_start(struct audit_twin *t, const struct audit_target *target, double step)
{
    t->target = *target;
    t->step = step;
    t->sides = 0xcbf29ce484222325U;
    t->is_apart = false;
    t->lost = 0;
    t->l = (target->what == AUDIT_INPUT ? 1 : target->layer) - 1;
    t->row = 0;
    t->work = TWIN_FILLS;
}

/* What enters the window of a unit, the stack's own a. */
static void fill(struct audit_twin *t, int unit)
{
    const struct audit_target *at = &t->target;
    double *a = t->a + (ptrdiff_t)unit * t->samples;
    for (int k = 0; k < t->samples; k++)
        a[k] = stack_a(t->s, t->l, unit, audit_twin_sample(t, k));
    if (at->what == AUDIT_INPUT && at->to == unit)
        a[t->samples == 1 ? 0 : at->from] += t->step;
}

static double weight(const struct audit_twin *t, int i, int j)
{
    const struct audit_target *at = &t->target;
    bool moved = at->what == AUDIT_WEIGHT && t->l == at->layer && i == at->to && j == at->from;
    return stack_weight(t->s, t->l, i, j) + (moved ? t->step : 0);
}

/* What some units below add to z of unit t->row for all samples, the first after the bias. Gives
 * what that took. */
static double multiply(struct audit_twin *t)
{
    const int i = t->row, from = t->column, end = next_columns(t);
    double *z = t->z + (ptrdiff_t)i * t->samples;
    for (int k = 0; k < t->samples && from == 0; k++)
        z[k] = stack_bias(t->s, t->l, i);
    for (int j = from; j < end; j++) {
        const double w = weight(t, i, j), *a = t->a + (ptrdiff_t)j * t->samples;
        for (int k = 0; k < t->samples; k++)
            z[k] += w * a[k];
    }
    if (end == width(t)) {
        t->column = 0;
        t->row++;
    }
    return MULTIPLY_NS * (end - from) * t->samples;
}

/* Mean and 1/sqrt(variance + eps) of n numbers; a variance beyond all numbers leaves nothing. */
static void spread(struct audit_twin *t, const double *x, int n, double *mean, double *inverse)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++)
        sum += x[i];
    *mean = sum / n;
    for (int i = 0; i < n; i++)
        squares += (x[i] - *mean) * (x[i] - *mean);
    *inverse = isfinite(squares) ? 1 / sqrt(squares / n + 1e-5) : (double)NAN;
    t->lost = fmax(t->lost, fabs(*mean) * *inverse);
}

/* On which sides of the cuts x is. */
static unsigned side_of(const struct audit_twin *t, double x)
{
    unsigned side = 0;
    for (int k = 0; k < t->cuts; k++)
        side += x > t->cut[k] ? 2 : x == t->cut[k];
    return side;
}

/* What rounding in a z of the layer is in proportion to: its z; what a chain's is the small rest
 * of; behind a norm 1, since units that hardly differ have n of nothing but rounding, and of all
 * the more of it the more was taken off. */
static double size_of_z(const struct audit_twin *t)
{
    const struct stack_layer *row = &stack_result(t->s)->layer[t->l - 1];
    const double few = 0x1p-20, least = 0x1p-1000; /* below it digits go */
    if (stack_spec(t->s)->norm != STACK_NORM_NONE)
        return fmax(fmax(1, few * t->lost), row->z_rms);
    return fmax(fmax(least, taken_off(t)), row->z_rms);
}

/* How far a z is from the stack's. Near the end of the range of doubles sums of the same numbers
 * may leave it or not, as they are rounded. */
static double apart(const struct audit_twin *t, double n, double z)
{
    const double far = 1e300;
    if (n == z || (!isfinite(n) && !isfinite(z)))
        return 0;
    if (isfinite(n) && isfinite(z))
        return fabs(n - z) / size_of_z(t);
    return fabs(n) < far || fabs(z) < far ? (double)INFINITY : 0;
}

static void compare_forward(struct audit_twin *t, double n, double z)
{
    const double off = t->is_apart ? 0 : apart(t, n, z);
    if (off > t->forward) {
        t->forward = off;
        t->forward_layer = t->l;
    }
    t->is_apart = t->is_apart || side_of(t, n) != side_of(t, z);
}

/* a of unit i from its z, in place of what it was below. */
static void activate(struct audit_twin *t, int i)
{
    const struct stack_spec *spec = stack_spec(t->s);
    const double *z = t->z + (ptrdiff_t)i * t->samples;
    double *a = t->a + (ptrdiff_t)i * t->samples, mean = 0, inverse = 1;
    struct act_use use = spec->act;
    if (use.act->loop == ACT_LOOP_RRELU)
        use.param[0] = use.param[1] = t->slope[i];
    if (spec->norm == STACK_NORM_BATCH)
        spread(t, z, t->samples, &mean, &inverse);
    else if (spec->norm == STACK_NORM_LAYER)
        mean = t->mean, inverse = t->inverse;
    for (int k = 0; k < t->samples; k++) {
        double n = (z[k] - mean) * inverse;
        t->sides = (t->sides ^ side_of(t, n)) * 0x100000001b3U;
        if (t->step == 0)
            compare_forward(t, n, stack_z(t->s, t->l, i, audit_twin_sample(t, k)));
        a[k] = (spec->residual ? a[k] : 0) + act_f(&use, n);
    }
}

/* A unit of the layer, or a part of its product; gives what that took. */
static double do_unit(struct audit_twin *t)
{
    switch (t->work) {
    case TWIN_FILLS:
        fill(t, t->row++);
        return COPY_NS * t->samples;
    case TWIN_MULTIPLIES:
        return multiply(t);
    case TWIN_ACTIVATES:
        break;
    }
    activate(t, t->row++);
    return VALUE_NS * t->samples;
}

bool audit_twin_step(struct audit_twin *t, double *spent)
{
    double ns = 0;
    while (t->row < width(t) && ns < CHUNK_NS)
        ns += do_unit(t);
    *spent += ns;
    if (t->row < width(t))
        return false;
    const bool residual = stack_spec(t->s)->residual;
    const int last = residual && has_factors(t) ? t->target.end : stack_spec(t->s)->layers;
    if (t->work == TWIN_ACTIVATES && t->l == last)
        return true;
    if (t->work != TWIN_MULTIPLIES) {
        enter_layer(t, t->l + 1);
        return false;
    }
    if (t->l == t->target.end && !residual)
        return true;
    if (stack_spec(t->s)->norm == STACK_NORM_LAYER)
        spread(t, t->z, width(t), &t->mean, &t->inverse);
    t->work = TWIN_ACTIVATES;
    t->row = 0;
    return false;
}

const double *audit_twin_out(const struct audit_twin *t)
{
    return t->work == TWIN_ACTIVATES ? t->a : t->z;
}

void audit_twin_swap(struct audit_twin *t, double **out)
{
    double **own = t->work == TWIN_ACTIVATES ? &t->a : &t->z, *kept = *own;
    *own = *out;
    *out = kept;
}

double audit_twin_factor(const struct audit_twin *t, int unit, int sample)
{
    if (t->target.end > stack_spec(t->s)->layers)
        return stack_top(t->s, unit, sample);
    int exponent;
    if (!has_factors(t))
        return stack_d(t->s, t->target.end, unit, sample, &exponent);
    return t->factor[(ptrdiff_t)unit * t->samples + (t->samples == 1 ? 0 : sample)];
}
