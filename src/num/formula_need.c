#include "num/formula_need.h"

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* What is asked by a call, the callee's own needs included, whose arguments depend on mask[].
 *
 * A primed call is evaluated with an infinitesimal of its own added to its x. Where its parameters
 * stand still, the derivatives that come out are numbers, and the chain rule carries them on;
 * where they move too, both infinitesimals are needed at once, and there are no more than two. */
static bool add_call(struct formula_need *need, const struct formula_op *op, const uint8_t *mask,
                     struct err *e)
{
    const struct formula_need *inside = &op->callee->need;
    const char *name = op->u.act->name;
    unsigned moving = 0, moved = 1, passed = 0; /* variables; the callee's own that move */
    for (int k = 0; k < op->args; k++) {
        moving |= k > 0 ? mask[k] : 0U;
        moved |= k > 0 && mask[k] ? 1U << k : 0U;
        passed |= inside->mixed >> k & 1U ? mask[k] : 0U;
    }
    need->cost += inside->cost;
    need->depth = larger(need->depth, 1 + inside->depth);
    need->order = larger(need->order, op->id + inside->order);
    need->mixed |= op->id ? moving : passed;
    if (need->depth > FORMULA_NEST)
        return err_set(e, "%s nests functions more than %d deep", name, FORMULA_NEST);
    if (need->order > FORMULA_PRIMES)
        return err_set(e, "%s has %d prime%s inside; primes within primes go to %d", name,
                       inside->order, inside->order > 1 ? "s" : "", FORMULA_PRIMES);
    if (op->id && moving && (inside->mixed & moved))
        return err_set(e, "%s' varies with its parameters, and so does a derivative inside it",
                       name);
    return true;
}

bool formula_need_add(struct formula_need *need, const struct formula_op *op, uint8_t *mask,
                      int height, struct err *e)
{
    const char *name = op->code == FORMULA_ACT ? op->u.act->name : "the formula";
    bool calls = op->code == FORMULA_ACT && op->callee;
    need->cost++;
    if (op->code == FORMULA_FUNCTION)
        need->order = larger(need->order, op->id);
    if (calls && !add_call(need, op, mask, e))
        return false;
    need->values =
        larger(need->values, height + FORMULA_CALL_ROOM + (calls ? op->callee->need.values : 0));
    if (need->values > FORMULA_STACK)
        return err_set(e, "more than %d values wait for their operators",
                       FORMULA_STACK - FORMULA_CALL_ROOM);
    if (need->cost > FORMULA_COST)
        return err_set(e, "%s needs more than %d operations, those inside its functions counted",
                       name, FORMULA_COST);
    unsigned all = op->code == FORMULA_VARIABLE ? 1U << op->id : 0U;
    for (int k = 0; k < formula_operands(op); k++)
        all |= mask[k];
    mask[0] = (uint8_t)all;
    return true;
}
