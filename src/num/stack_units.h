/* stack_units: every unit of a stack by itself: how much of the batch switches it on, how strong it
 * is, how far it is saturated, and its incoming weights. Worked out in slices from the matrices of
 * a stack whose forward pass is done; what is found stays, whatever becomes of the stack. 56 bytes
 * a unit. */
#ifndef NUM_STACK_UNITS_H
#define NUM_STACK_UNITS_H

#include <stdbool.h>

#include "base/err.h"
#include "num/stack.h"

/* One unit over the batch. Means over its layer are those of struct stack_layer. */
struct stack_unit {
    double z_mean, z_rms, a_mean, a_rms;
    double zero;      /* fraction of the batch where a is exactly 0; 1: the unit is dead */
    double saturated; /* fraction where |f'(z)| < saturated_below */
    double slope_rms; /* of f'(z) */
};

struct stack_units;

struct stack_units *stack_units_new(void);
void stack_units_free(struct stack_units *u);

/* Begins anew. False with a message if there is no memory. */
bool stack_units_start(struct stack_units *u, const struct stack_spec *spec, struct err *e);

/* Does a slice of less than a millisecond; true while there is more to do. `s` is a stack made from
 * that specification, its forward pass done: not always the same one, for all of them are alike. */
bool stack_units_step(struct stack_units *u, const struct stack *s);

/* 0..1, of the work; 0 before the first start. */
double stack_units_progress(const struct stack_units *u);

/* What it was begun with; NULL before the first start and after one that failed. */
const struct stack_spec *stack_units_spec(const struct stack_units *u);

/* Of a finished one: the units of layer l = 1..N, [W]. */
const struct stack_unit *stack_units_layer(const struct stack_units *u, int l);

/* 0 for the whole batch? */
static inline bool stack_unit_is_dead(const struct stack_unit *unit)
{
    return unit->zero == 1;
}

/* The weights that lead into a unit, over all units below. */
struct stack_incoming {
    double mean, rms, min, max;
};
struct stack_incoming stack_incoming(const struct stack *s, int l, int unit);

#endif
