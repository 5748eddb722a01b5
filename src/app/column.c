#include "app/column.h"

#include <string.h>

#include "base/str.h"

#define LAYER(field) .name = #field, .offset = offsetof(struct stack_layer, field)
#define STACK(field) .name = #field, .offset = offsetof(struct stack_result, field)

const struct column column_layer[] = {
    {LAYER(z_mean), .help = "mean of the pre-activations z, as f sees them: behind the norm"},
    {LAYER(z_rms), .help = "root mean square of z"},
    {LAYER(a_mean), .help = "mean of the activations a = f(z), and what the skip adds"},
    {LAYER(a_rms), .help = "root mean square of a"},
    {LAYER(zero), .help = "fraction of activations that are exactly 0"},
    {LAYER(saturated), .help = "fraction of z where |f'| is below saturated_below"},
    {LAYER(dead), .help = "fraction of units that are 0 for the whole batch"},
    {LAYER(slope_rms), .help = "root mean square of f'(z)"},
    {LAYER(grad_rms), .alias = "grad", .help = "root mean square of the gradient dL/dz"},
    {LAYER(grad_log10),
     .help = "its base-10 logarithm, a number where grad_rms is too small for one"},
    {LAYER(dw_rms), .alias = "dw", .help = "root mean square of dL/dW, mean over the batch"},
    {LAYER(dw_log10), .help = "its base-10 logarithm"},
    {LAYER(theory_log10), .help = "grad_log10 as mean-field theory predicts it for large width"},
    {LAYER(share_slope),
     .help = "decades (log10 of rms) that f' added to delta on the way from the layer above"},
    {LAYER(share_weight),
     .help = "decades that the weights above this layer added; 0 in the last layer"},
    {LAYER(share_norm), .help = "decades that the norm of this layer added"},
    {LAYER(share_skip), .help = "decades that what came over the skip of the layer above added"},
    {LAYER(dgamma_rms), .help = "prelu: rms of dL/dgamma if every unit has its own gamma",
     .only = "prelu"},
    {LAYER(dgamma), .help = "prelu: dL/dgamma if the layer has one, mean over the batch",
     .only = "prelu"},
};
const int column_layer_count = sizeof column_layer / sizeof column_layer[0];

const struct column column_stack[] = {
    {STACK(ratio), .help = "gradient of the first layer over that of the last (N - 1 steps)"},
    {STACK(ratio_log10), .help = "its base-10 logarithm"},
    {STACK(total), .help = "what gets through all N layers: dL/da_0 over dL/da_N"},
    {STACK(total_log10), .help = "its base-10 logarithm"},
    {STACK(decades), .help = "ratio_log10 per layer"},
};
const int column_stack_count = sizeof column_stack / sizeof column_stack[0];

const struct column *column_find(const struct column *table, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (str_is(table[i].name, name) || (table[i].alias && str_is(table[i].alias, name)))
            return &table[i];
    return NULL;
}

const struct column *column_at(int i)
{
    int stack = i - column_layer_count;
    return i < column_layer_count       ? &column_layer[i]
           : stack < column_stack_count ? &column_stack[stack]
                                        : NULL;
}

const struct column *column_named(const char *name)
{
    const struct column *c = column_find(column_layer, column_layer_count, name);
    return c ? c : column_find(column_stack, column_stack_count, name);
}

static double read(const void *object, size_t offset)
{
    double v;
    memcpy(&v, (const char *)object + offset, sizeof v);
    return v;
}

double column_of_layer(const struct column *c, const struct stack_layer *layer)
{
    return read(layer, c->offset);
}

double column_of_stack(const struct column *c, const struct stack_result *result)
{
    return read(result, c->offset);
}
