#include "num/audit_claim.h"

#include <float.h>
#include <math.h>

/* What a number takes, and how much a part may do. */
static const double READ_NS = 12, CHUNK_NS = 5e5;

void audit_size_add(struct audit_size *size, double x)
{
    const double v = fabs(x);
    if (v <= size->most) {
        if (v > 0)
            size->sum += v / size->most * (v / size->most);
        return;
    }
    const double shrunk = size->most / v;
    size->sum = 1 + size->sum * shrunk * shrunk;
    size->most = v;
}

double audit_size_rms(const struct audit_size *size, double n)
{
    return size->most * sqrt(size->sum / n);
}

void audit_claim_start(struct audit_claim *c)
{
    *c = (struct audit_claim){.row = 0};
}

/* A unit's numbers, of the samples that go through. */
static void add_unit(struct audit_claim *c, const struct audit_twin *twin, int unit)
{
    const struct audit_target *t = &twin->target;
    int exponent;
    for (int k = 0; k < twin->samples; k++) {
        const int sample = audit_twin_sample(twin, k);
        if (t->what == AUDIT_INPUT) {
            audit_size_add(&c->gradient, stack_bottom(twin->s, unit, sample, &exponent));
        } else {
            audit_size_add(&c->gradient, stack_d(twin->s, t->layer, unit, sample, &exponent));
            audit_size_add(&c->signal, stack_a(twin->s, t->layer - 1, unit, sample));
        }
    }
}

/* The entry without 2^exponent: of a weight the sum over the samples, what it multiplies divided by
 * 2^small. */
static double entry(const struct audit_twin *twin, int small, int *exponent)
{
    const struct audit_target *t = &twin->target;
    if (t->what == AUDIT_INPUT)
        return stack_bottom(twin->s, t->to, t->from, exponent);
    double sum = 0;
    for (int k = 0; k < twin->samples; k++) {
        const int sample = audit_twin_sample(twin, k);
        sum += stack_d(twin->s, t->layer, t->to, sample, exponent) *
               ldexp(stack_a(twin->s, t->layer - 1, t->from, sample), -small);
    }
    return sum;
}

/* Brings all to the exponent of the window's end. */
static void finish(struct audit_claim *c, const struct audit_twin *twin)
{
    const struct audit_target *t = &twin->target;
    const double n = (double)stack_spec(twin->s)->width * twin->samples;
    const bool scaled = t->what == AUDIT_WEIGHT && c->signal.most > 0 && isfinite(c->signal.most);
    const int small = scaled ? ilogb(c->signal.most) : 0;
    int exponent = 0, end = 0;
    const double v = entry(twin, small, &exponent);
    double size = audit_size_rms(&c->gradient, n);
    if (t->what == AUDIT_WEIGHT) {
        c->below = audit_size_rms(&c->signal, n);
        size *= ldexp(c->below, -small) * sqrt(twin->samples);
    }
    if (t->end <= stack_spec(twin->s)->layers)
        (void)stack_d(twin->s, t->end, 0, 0, &end);
    c->analytic = ldexp(v, exponent + small - end);
    c->typical = fmin(ldexp(size, exponent + small - end), DBL_MAX);
    c->exponent = end;
}

bool audit_claim_step(struct audit_claim *c, const struct audit_twin *twin, double *spent)
{
    double ns = 0;
    const int W = stack_spec(twin->s)->width;
    for (; c->row < W && ns < CHUNK_NS; ns += READ_NS * twin->samples)
        add_unit(c, twin, c->row++);
    *spent += ns;
    if (c->row < W)
        return false;
    finish(c, twin);
    return true;
}
