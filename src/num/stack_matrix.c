/* Single elements of a stack's matrices, by layer, unit and sample. */
#include "num/stack_impl.h"

#include <assert.h>

static ptrdiff_t place_of(const struct stack *s, int unit, int sample)
{
    return sample / KERNEL_TILE * s->tile + (ptrdiff_t)unit * KERNEL_TILE + sample % KERNEL_TILE;
}

double stack_weight(const struct stack *s, int l, int to, int from)
{
    return stack_layer_weight(s, l)[(ptrdiff_t)to * s->ld + from];
}

double stack_a(const struct stack *s, int l, int unit, int sample)
{
    return stack_layer_a(s, l)[place_of(s, unit, sample)];
}

double stack_z(const struct stack *s, int l, int unit, int sample)
{
    return stack_layer_z(s, l)[place_of(s, unit, sample)];
}

double stack_d(const struct stack *s, int l, int unit, int sample, int *exponent)
{
    assert(!s->lean); /* which has those of one layer only */
    *exponent = s->exponent[l - 1];
    return stack_layer_d(s, l)[place_of(s, unit, sample)];
}

double stack_top(const struct stack *s, int unit, int sample)
{
    return s->top[place_of(s, unit, sample)];
}

double stack_bottom(const struct stack *s, int unit, int sample, int *exponent)
{
    assert(!s->lean);
    *exponent = s->g_exponent;
    return s->g[place_of(s, unit, sample)];
}

double stack_bias(const struct stack *s, int l, int unit)
{
    if (s->spec.mode == STACK_CHAIN)
        return stack_z(s, l, 0, 0) - stack_weight(s, l, 0, 0) * stack_a(s, l - 1, 0, 0);
    return s->spec.bias > 0 ? stack_layer_bias(s, l)[unit] : 0;
}
