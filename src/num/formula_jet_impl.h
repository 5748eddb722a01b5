/* formula_jet_impl: the machine that formula_jet*.c share. */
#ifndef NUM_FORMULA_JET_IMPL_H
#define NUM_FORMULA_JET_IMPL_H

#include <stdint.h>

#include "num/formula_code.h"
#include "num/jet.h"

enum { FORMULA_VARIABLES = ACT_PARAMS + 1 };

/* Values lie in slots of JET_TERMS coefficients; slot i belongs to stack[i], whose jet may also be
 * a variable's that lies elsewhere. */
struct formula_machine {
    int lanes;
    uint64_t *branches; /* of each lane; NULL: not asked for */
    struct jet stack[FORMULA_STACK];
    double slots[FORMULA_STACK * JET_TERMS];
};

double *formula_slot(struct formula_machine *m, int i);

/* Notes that a lane is on piece `piece` of something. */
void formula_note(struct formula_machine *m, int lane, double piece);

/* Runs f on its variables. Slots from `base` on are free; the result may lie in the first. */
struct jet formula_run(struct formula_machine *m, const struct formula *f,
                       const struct jet_ring *ring, const struct jet *variable, int base);

/* An operation FORMULA_FUNCTION or FORMULA_POWER, and FORMULA_ACT, on its operands a[]; slots from
 * `free` on are free. */
struct jet formula_run_function(struct formula_machine *m, const struct formula_op *op,
                                const struct jet_ring *ring, const struct jet *a, int free,
                                double *out);
struct jet formula_run_act(struct formula_machine *m, const struct formula_op *op,
                           const struct jet_ring *ring, const struct jet *a, int free, double *out);

#endif
