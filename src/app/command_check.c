/* What a command comes to as a whole, once its verb has run and its options are set: stacks that
 * fit, and places that exist. */
#include "app/impl.h"

/* The chosen unit follows stacks that shrink, and stops at their edges when it is turned; a place
 * beyond them that somebody asks for is a mistake. */
static bool check_unit(const struct settings *s, const struct settings *before, struct err *e)
{
    const struct units_settings *now = &s->units, *old = &before->units;
    const struct stack_spec spec = settings_spec(s, s->flow.acts.focus);
    if (now->layer != old->layer && now->layer > spec.layers)
        return err_set(e,
                       "layer must be from 1 to %d, the depth of the stacks, or 0 for none, "
                       "not %d",
                       spec.layers, now->layer);
    return (now->unit == old->unit || now->unit <= spec.width) ||
           err_set(e, "unit must be from 1 to %d, the width of the stacks, not %d", spec.width,
                   now->unit);
}

bool command_check(const struct settings *s, const struct settings *before, const struct verb *verb,
                   struct err *e)
{
    if (!(verb->flags & (VERB_SCREEN | VERB_UNDO)))
        return true;
    if (!nets_check(s, e) || (s->screen == SCREEN_MAP && !maps_check(s, e)))
        return false;
    return verb->run == verb_turn || check_unit(s, before, e);
}
