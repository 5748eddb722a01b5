#include "num/audit.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "num/audit_claim.h"

#include "base/mem.h"
#include "base/rng.h"

/* A millisecond; what a number of a difference takes; the first step, in what z moves by; the
 * change of the gradient, in decades, that ends a window; neighbours in the table of steps that
 * agree so well end the search; those that agree less decide nothing. */
static const double SLICE_NS = 1e6, SUM_NS = 12, FIRST_STEP = 1.0 / 64, CHANGE = 3, ENOUGH = 1e-10,
                    SHARP = 1e-7;

/* A step and its halves; how often it is made 8 times smaller for a kink; how often another entry
 * is drawn; layers of a window. */
enum { HALVINGS = 14, SHRINKS = 9, DRAWS = 6, SPAN = 8 };

/* What the difference in work is at. */
enum phase { AT_CLAIM, AT_FACTORS, AT_BASE, AT_PLUS, AT_MINUS, AT_DIFFERENCE };

struct audit {
    const struct stack *s;
    struct audit_twin twin;
    struct audit_result result;
    int entries, entry;
    uint64_t seed;
    double *plus; /* the window's end behind the step forward; swapped with the twin's arrays */

    struct audit_target target;
    struct audit_claim claim;
    int draw, shrink; /* so far */
    uint64_t sides;   /* of the z without a step */
    double step;      /* of level 0 */
    int level;        /* the step is halved so often */
    enum phase phase;
    struct { /* between the ends of both steps: sums over so many units */
        int row;
        double sum;
        struct audit_size squares;
    } between;
    double table[HALVINGS][HALVINGS]; /* [order][level] */
    double best, doubt;               /* of the table, and how far its neighbours are from it */
};

static const struct stack_layer *row(const struct audit *a, int l)
{
    return &stack_result(a->s)->layer[l - 1];
}

/* log10 of the gradient at the place where a window may end: z of layer l, with skips its a; x for
 * 0, the top for N + 1. */
static double size_at(const struct audit *a, int l)
{
    const struct stack_result *r = stack_result(a->s);
    if (l == 0 || l > r->layers)
        return l == 0 ? r->total_log10 : 0;
    const struct stack_layer *is = row(a, l);
    return is->grad_log10 - (stack_spec(a->s)->residual ? is->share_slope + is->share_norm : 0);
}

/* Where the window of an entry of layer l (0: x) ends. Where both sizes are 0 as far as it can. */
static int window_end(const struct audit *a, int l)
{
    const struct stack_spec *spec = stack_spec(a->s);
    const int top = spec->layers + 1, most = l + SPAN;
    int end = spec->residual && l > 0 ? l : l + 1;
    if (spec->residual && end == spec->layers)
        return top;
    while (end < top && end < most && !(fabs(size_at(a, end + 1) - size_at(a, l)) > CHANGE))
        end++;
    return spec->residual && end == spec->layers ? top : end; /* a_N has the top's factors */
}

static int whole(double u, int n)
{
    int i = (int)(u * n);
    return i < n ? i : n - 1;
}

/* Layers in turn where every one has its entry, else one of each stretch. */
static int layer_of(const struct audit *a, double u)
{
    const int places = stack_spec(a->s)->layers + 1;
    if (a->entries >= places)
        return a->entry % places;
    return whole((a->entry + u) / a->entries, places);
}

/* Which entry comes next, by the generator. */
static void draw_target(struct audit *a)
{
    const struct stack_spec *spec = stack_spec(a->s);
    const struct rng r = {a->seed, RNG_AUDIT, (uint32_t)a->entry, (uint32_t)a->draw};
    double u[4];
    rng_uniform(&r, 0, u);
    rng_uniform(&r, 1, u + 2);
    const int l = layer_of(a, u[0]), sample = whole(u[1], spec->batch);
    a->target = (struct audit_target){.what = l == 0 ? AUDIT_INPUT : AUDIT_WEIGHT,
                                      .layer = l,
                                      .to = whole(u[2], spec->width),
                                      .from = l == 0 ? sample : whole(u[3], spec->width),
                                      .sample = spec->norm == STACK_NORM_BATCH ? -1 : sample,
                                      .end = window_end(a, l)};
}

/* The step that moves z by about FIRST_STEP, of the z there where these are large; of x itself by
 * that. */
static double first_step(const struct audit *a)
{
    if (a->target.what == AUDIT_INPUT)
        return FIRST_STEP;
    const double below = a->claim.below, z = row(a, a->target.layer)->z_rms;
    const double step = FIRST_STEP * (z > 1 && isfinite(z) ? z : 1);
    return below > 0x1p-1000 ? step / below : step;
}

static void start_pass(struct audit *a, enum phase phase)
{
    const double h = ldexp(a->step, -a->level);
    a->phase = phase;
    if (phase == AT_FACTORS)
        audit_twin_start_factors(&a->twin, &a->target);
    else
        audit_twin_start(&a->twin, &a->target, phase == AT_BASE ? 0 : phase == AT_PLUS ? h : -h);
}

static void start_entry(struct audit *a)
{
    draw_target(a);
    a->twin.target = a->target;
    a->phase = AT_CLAIM;
    audit_claim_start(&a->claim);
}

/* The entry is known, and so is the step. */
static void start_passes(struct audit *a)
{
    a->step = first_step(a);
    a->shrink = a->level = 0;
    a->doubt = (double)INFINITY;
    start_pass(a, AT_FACTORS);
}

static void next_entry(struct audit *a)
{
    a->draw = 0;
    if (++a->entry < a->entries)
        start_entry(a);
}

/* Nothing to compare: another entry of this layer, or none. */
static void give_up(struct audit *a)
{
    if (++a->draw < DRAWS) {
        start_entry(a);
        return;
    }
    a->result.skipped++;
    next_entry(a);
}

/* A difference that is no number says nothing; a gradient that is none beside a difference that is
 * one is wrong. */
static void compare(struct audit *a)
{
    const double x = a->claim.analytic, y = a->best;
    double scale = fmax(fmax(fabs(x), fabs(y)), a->claim.typical / 100);
    if (!isfinite(y) || (x != y && !(a->doubt <= SHARP * scale))) {
        give_up(a);
        return;
    }
    double off = x == y ? 0 : fabs(x - y) / scale;
    off = isfinite(off) ? off : (double)INFINITY;
    struct audit_result *r = &a->result;
    r->zero += x == 0 && y == 0;
    if (r->compared++ == 0 || off > r->worst) {
        const struct audit_target *t = &a->target;
        r->worst = off;
        r->what = t->what;
        r->layer = t->layer;
        r->to = t->to;
        r->from = t->what == AUDIT_INPUT ? 0 : t->from;
        r->sample = t->what == AUDIT_INPUT ? t->from : t->sample;
        r->analytic = x;
        r->numeric = y;
        r->exponent = a->claim.exponent;
    }
    next_entry(a);
}

/* Ridders: the difference of this level, and what it and those before extrapolate to; `noise` is
 * what rounding may have made of it. */
static void extrapolate(struct audit *a, double difference, double noise)
{
    const int n = a->level;
    double power = 1;
    a->table[0][n] = difference;
    if (n == 0)
        a->best = difference;
    for (int j = 1; j <= n; j++) {
        power *= 4;
        double v = a->table[j - 1][n], below = a->table[j - 1][n - 1];
        a->table[j][n] = (power * v - below) / (power - 1);
        double doubt = fmax(fabs(a->table[j][n] - v), fabs(a->table[j][n] - below)) + noise;
        if (doubt <= a->doubt) {
            a->doubt = doubt;
            a->best = a->table[j][n];
        }
    }
    bool settled = n > 1 && a->doubt <= ENOUGH * fabs(a->best);
    if (settled || n + 1 == HALVINGS || !isfinite(difference)) {
        compare(a);
        return;
    }
    a->level++;
    start_pass(a, AT_PLUS);
}

/* The two steps as they came out in a number of the target's size. */
static double both_steps(const struct audit *a)
{
    const struct audit_target *t = &a->target;
    const double h = ldexp(a->step, -a->level);
    double at = t->what == AUDIT_WEIGHT ? stack_weight(a->s, t->layer, t->to, t->from)
                                        : stack_a(a->s, 0, t->to, t->from);
    volatile double up = at + h, down = at - h; /* not to be added in more digits */
    return up - down;
}

/* Adds the difference of a unit's samples. */
static void add_between(struct audit *a, int unit)
{
    const int n = a->twin.samples;
    const double *plus = a->plus + (ptrdiff_t)unit * n;
    const double *minus = audit_twin_out(&a->twin) + (ptrdiff_t)unit * n;
    for (int k = 0; k < n; k++) {
        const double factor = audit_twin_factor(&a->twin, unit, audit_twin_sample(&a->twin, k));
        a->between.sum += factor * (plus[k] - minus[k]);
        audit_size_add(&a->between.squares, factor * (fabs(minus[k]) + 16 * a->twin.lost));
    }
}

/* Some units of it; true when all are added. */
static bool step_between(struct audit *a, double *spent)
{
    const int W = stack_spec(a->s)->width;
    for (; a->between.row < W && *spent < SLICE_NS; *spent += SUM_NS * a->twin.samples)
        add_between(a, a->between.row++);
    return a->between.row == W;
}

static void finish_difference(struct audit *a)
{
    const double steps = both_steps(a), noise = audit_size_rms(&a->between.squares, 1);
    extrapolate(a, a->between.sum / steps, DBL_EPSILON * noise / steps);
}

/* The phase came to its end. */
static void finish_phase(struct audit *a)
{
    if (a->phase == AT_CLAIM) {
        start_passes(a);
        return;
    }
    if (a->phase == AT_FACTORS) {
        start_pass(a, AT_BASE);
        return;
    }
    if (a->phase == AT_DIFFERENCE) {
        finish_difference(a);
        return;
    }
    if (a->phase == AT_BASE) {
        a->sides = a->twin.sides;
        start_pass(a, AT_PLUS);
        return;
    }
    if (a->twin.sides != a->sides) { /* it stepped over a kink */
        a->step /= 8;
        a->level = 0;
        a->doubt = (double)INFINITY;
        if (++a->shrink < SHRINKS)
            start_pass(a, AT_PLUS);
        else
            give_up(a);
        return;
    }
    if (a->phase == AT_PLUS) {
        audit_twin_swap(&a->twin, &a->plus);
        start_pass(a, AT_MINUS);
        return;
    }
    a->phase = AT_DIFFERENCE;
    a->between.row = 0;
    a->between.sum = 0;
    a->between.squares = (struct audit_size){0};
}

/* A part of the phase; true at its end. */
static bool step_phase(struct audit *a, double *spent)
{
    switch (a->phase) {
    case AT_CLAIM:
        return audit_claim_step(&a->claim, &a->twin, spent);
    case AT_FACTORS:
        return audit_twin_step_factors(&a->twin, spent);
    case AT_DIFFERENCE:
        return step_between(a, spent);
    case AT_BASE:
    case AT_PLUS:
    case AT_MINUS:
        break;
    }
    return audit_twin_step(&a->twin, spent);
}

struct audit *audit_new(const struct stack *s, int entries, uint64_t seed, struct err *e)
{
    if (!stack_result(s)) {
        err_set(e, "the stack is not finished: its gradient cannot be checked yet");
        return NULL;
    }
    const struct stack_spec *spec = stack_spec(s);
    if (spec->precision != ROUND_F64) {
        err_set(e, "differences of rounded numbers say nothing about the gradient; precision must "
                   "be f64");
        return NULL;
    }
    struct audit *a = mem_new(1, sizeof *a);
    *a = (struct audit){.s = s, .entries = entries > 1 ? entries : 1, .seed = seed};
    if (!audit_twin_init(&a->twin, s, e)) {
        audit_free(a);
        return NULL;
    }
    a->plus = mem_try((size_t)spec->width * (size_t)a->twin.samples, sizeof *a->plus);
    if (!a->plus) {
        err_set(e, "no memory to check the gradient; lower width or batch");
        audit_free(a);
        return NULL;
    }
    start_entry(a);
    return a;
}

void audit_free(struct audit *a)
{
    if (!a)
        return;
    audit_twin_done(&a->twin);
    mem_free(a->plus);
    mem_free(a);
}

bool audit_step(struct audit *a)
{
    double spent = 0;
    while (a->entry < a->entries && spent < SLICE_NS)
        if (step_phase(a, &spent))
            finish_phase(a);
    a->result.forward = a->twin.forward;
    a->result.forward_layer = a->twin.forward_layer;
    return a->entry < a->entries;
}

double audit_progress(const struct audit *a)
{
    return (double)a->entry / a->entries;
}

const struct audit_result *audit_result(const struct audit *a)
{
    return &a->result;
}
