/* audit_twin: the forward pass of a window of a stack's layers by plain loops in double, with the
 * exact functions and no kernel, one input or weight moved by a step. For audit.c alone. */
#ifndef NUM_AUDIT_TWIN_H
#define NUM_AUDIT_TWIN_H

#include "num/audit.h"

/* Which entry, and over which layers. */
struct audit_target {
    enum audit_what what;
    int layer, to, from; /* as in struct audit_result */
    int sample;          /* the one that goes through; -1: all */
    int end; /* the window ends with z of this layer, with its a where skips are; layers + 1: a_N */
};

struct audit_twin {
    const struct stack *s;
    struct audit_target target;
    double cut[ACT_KINKS + 5]; /* where f, f' or f'' jumps, and the ends of its bends; ascending */
    int cuts;
    int samples;          /* that go through: 1 or all */
    double step;          /* by which the target is moved */
    double *a, *z;        /* [width][samples]: what enters the layer at work, and its z; before the
                           * passes z holds a row of d */
    double *factor;       /* dL/da of the end where skips are, over 2^exponent of d there */
    double *slope;        /* [width] of rrelu's units */
    double mean, inverse; /* of the sample's layer norm */
    double lost; /* greatest number that was taken off where only a small rest is left, over it */
    uint64_t sides; /* of which cuts all z were: equal if they were the same */
    double forward; /* see struct audit_result; of passes with step 0 */
    int forward_layer;
    bool is_apart; /* a z was on another side of a cut than the stack's, so that others may be */
    int l, row, column; /* where the work stands */
    enum audit_twin_work { TWIN_FILLS, TWIN_MULTIPLIES, TWIN_ACTIVATES } work;
};

/* For stacks like s; false with a message if memory is not to be had. */
bool audit_twin_init(struct audit_twin *t, const struct stack *s, struct err *e);
void audit_twin_done(struct audit_twin *t);

/* Starts what comes before the passes of a target: the factors of its end, from the d above it. */
void audit_twin_start_factors(struct audit_twin *t, const struct audit_target *target);

/* Does a part of it; *spent grows by its ns. True when they are there. */
bool audit_twin_step_factors(struct audit_twin *t, double *spent);

/* Starts a pass. */
void audit_twin_start(struct audit_twin *t, const struct audit_target *target, double step);

/* Does a part of it; *spent grows by its ns. True when z (or a, at the top) of the end is there. */
bool audit_twin_step(struct audit_twin *t, double *spent);

/* The window's end, unit by sample, and the factors that make a loss of it, without 2^exponent. */
const double *audit_twin_out(const struct audit_twin *t);

/* Hands the end out for an array as large. */
void audit_twin_swap(struct audit_twin *t, double **out);

double audit_twin_factor(const struct audit_twin *t, int unit, int sample);

/* Sample number of the k-th that goes through. */
int audit_twin_sample(const struct audit_twin *t, int k);

#endif
