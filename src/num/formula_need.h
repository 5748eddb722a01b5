/* formula_need: bounds what a formula may ask of its evaluation, while it is compiled: room, time,
 * depth of calls, and how far derivatives of derivatives go. */
#ifndef NUM_FORMULA_NEED_H
#define NUM_FORMULA_NEED_H

#include "num/formula_code.h"

/* Adds operation op, whose operands are the topmost of `height` values. mask[i]: the variables that
 * operand i depends on, bit k for variable k; mask[0] is that of the result afterwards. False and
 * a message without a place for what is refused. */
bool formula_need_add(struct formula_need *need, const struct formula_op *op, uint8_t *mask,
                      int height, struct err *e);

#endif
