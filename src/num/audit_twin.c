#include "num/audit_twin.h"

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"

/* What a multiplication and a function value take, and how much a part may do. */
static const double MULTIPLY_NS = 1.2, VALUE_NS = 800, CHUNK_NS = 5e5;

static void add_cut(struct audit_twin *t, double x)
{
    int i = t->cuts++;
    for (; i > 0 && t->cut[i - 1] > x; i--)
        t->cut[i] = t->cut[i - 1];
    t->cut[i] = x;
}

/* Kinks and jumps are known; f'' of the table's functions jumps at -1, 0 or 1 if at all. */
static void find_cuts(struct audit_twin *t)
{
    const double near = 1e-9, much = 1e-4;
    const struct act_use *use = &stack_spec(t->s)->act;
    t->cuts = 0;
    for (int k = 0; k < use->kinks; k++)
        add_cut(t, use->kink[k]);
    for (int x = -1; x <= 1 && (use->act->d2f || use->act->body); x++)
        if (fabs(act_d2f(use, x + near) - act_d2f(use, x - near)) > much)
            add_cut(t, x);
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
    t->row = 0;
    if (!has_factors(t))
        return;
    int exponent;
    (void)stack_d(t->s, target->end, 0, 0, &exponent);
    for (int i = 0; i < width(t); i++)
        for (int k = 0; k < t->samples; k++)
            t->factor[(ptrdiff_t)i * t->samples + k] =
                ldexp(stack_top(t->s, i, audit_twin_sample(t, k)), -exponent);
}

/* What d of unit i of layer l adds to all factors. */
static void add_factors(struct audit_twin *t, int i, int exponent)
{
    for (int k = 0; k < t->samples; k++) {
        int own;
        double d = stack_d(t->s, t->l, i, audit_twin_sample(t, k), &own);
        d = ldexp(d, own - exponent);
        for (int j = 0; j < width(t); j++)
            t->factor[(ptrdiff_t)j * t->samples + k] += stack_weight(t->s, t->l, i, j) * d;
    }
}

bool audit_twin_step_factors(struct audit_twin *t, double *spent)
{
    if (!has_factors(t))
        return true;
    int exponent;
    (void)stack_d(t->s, t->target.end, 0, 0, &exponent);
    const double each = 2 * MULTIPLY_NS * width(t) * t->samples;
    for (double ns = 0; t->l > t->target.end && ns < CHUNK_NS; ns += each, *spent += each) {
        add_factors(t, t->row, exponent);
        if (++t->row == width(t)) {
            t->row = 0;
            t->l--;
        }
    }
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

static void enter_layer(struct audit_twin *t, int l)
{
    t->l = l;
    t->row = 0;
    t->activating = false;
    if (stack_spec(t->s)->act.act->loop == ACT_LOOP_RRELU)
        draw_slopes(t);
}

void audit_twin_start(struct audit_twin *t, const struct audit_target *target, double step)
{
    t->target = *target;
    t->step = step;
    t->sides = 0xcbf29ce484222325U;
    const int first = target->what == AUDIT_INPUT ? 1 : target->layer;
    for (int i = 0; i < width(t); i++)
        for (int k = 0; k < t->samples; k++)
            t->a[(ptrdiff_t)i * t->samples + k] =
                stack_a(t->s, first - 1, i, audit_twin_sample(t, k));
    if (target->what == AUDIT_INPUT) {
        int k = t->samples == 1 ? 0 : target->from;
        t->a[(ptrdiff_t)target->to * t->samples + k] += step;
    }
    enter_layer(t, first);
}

static double weight(const struct audit_twin *t, int i, int j)
{
    const struct audit_target *at = &t->target;
    bool moved = at->what == AUDIT_WEIGHT && t->l == at->layer && i == at->to && j == at->from;
    return stack_weight(t->s, t->l, i, j) + (moved ? t->step : 0);
}

/* z of unit i for all samples. */
static void multiply(struct audit_twin *t, int i)
{
    double *z = t->z + (ptrdiff_t)i * t->samples;
    for (int k = 0; k < t->samples; k++)
        z[k] = stack_bias(t->s, t->l, i);
    for (int j = 0; j < width(t); j++) {
        const double w = weight(t, i, j), *a = t->a + (ptrdiff_t)j * t->samples;
        for (int k = 0; k < t->samples; k++)
            z[k] += w * a[k];
    }
}

/* Mean and 1/sqrt(variance + eps) of n numbers. */
static void spread(const double *x, int n, double *mean, double *inverse)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++)
        sum += x[i];
    *mean = sum / n;
    for (int i = 0; i < n; i++)
        squares += (x[i] - *mean) * (x[i] - *mean);
    *inverse = 1 / sqrt(squares / n + 1e-5);
}

/* Notes on which sides of the cuts x is. */
static void note_side(struct audit_twin *t, double x)
{
    uint64_t side = 0;
    for (int k = 0; k < t->cuts; k++)
        side += x > t->cut[k] ? 2 : x == t->cut[k];
    t->sides = (t->sides ^ side) * 0x100000001b3U;
}

static void compare_forward(struct audit_twin *t, int i, int k, double n)
{
    double z = stack_z(t->s, t->l, i, audit_twin_sample(t, k));
    double rms = stack_result(t->s)->layer[t->l - 1].z_rms;
    double off = n == z ? 0 : fabs(n - z) / rms;
    if (t->step == 0 && off > t->forward)
        t->forward = off;
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
        spread(z, t->samples, &mean, &inverse);
    else if (spec->norm == STACK_NORM_LAYER)
        mean = t->mean, inverse = t->inverse;
    for (int k = 0; k < t->samples; k++) {
        double n = (z[k] - mean) * inverse;
        note_side(t, n);
        compare_forward(t, i, k, n);
        a[k] = (spec->residual ? a[k] : 0) + act_f(&use, n);
    }
}

bool audit_twin_step(struct audit_twin *t, double *spent)
{
    const double each = t->activating ? VALUE_NS : MULTIPLY_NS * width(t);
    for (double ns = 0; t->row < width(t) && ns < CHUNK_NS; t->row++) {
        if (t->activating)
            activate(t, t->row);
        else
            multiply(t, t->row);
        ns += each * t->samples;
        *spent += each * t->samples;
    }
    if (t->row < width(t))
        return false;
    const bool residual = stack_spec(t->s)->residual;
    const int last = residual && has_factors(t) ? t->target.end : stack_spec(t->s)->layers;
    if (t->activating && t->l == last)
        return true;
    if (t->activating) {
        enter_layer(t, t->l + 1);
        return false;
    }
    if (t->l == t->target.end && !residual)
        return true;
    if (stack_spec(t->s)->norm == STACK_NORM_LAYER)
        spread(t->z, width(t), &t->mean, &t->inverse);
    t->activating = true;
    t->row = 0;
    return false;
}

const double *audit_twin_out(const struct audit_twin *t)
{
    return t->activating ? t->a : t->z;
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
