#include "app/unit_column.h"

#include <stddef.h>

#include "base/str.h"

static double layer_zero(const struct stack_layer *l)
{
    return l->zero;
}

static double unit_zero(const struct unit_row *r)
{
    return r->unit->zero;
}

static double layer_saturated(const struct stack_layer *l)
{
    return l->saturated;
}

static double unit_saturated(const struct unit_row *r)
{
    return r->unit->saturated;
}

static double layer_dead(const struct stack_layer *l)
{
    return l->dead;
}

static double unit_dead(const struct unit_row *r)
{
    return stack_unit_is_dead(r->unit);
}

static double layer_active(const struct stack_layer *l)
{
    return 1 - l->zero;
}

static double unit_active(const struct unit_row *r)
{
    return 1 - r->unit->zero;
}

static double layer_a_mean(const struct stack_layer *l)
{
    return l->a_mean;
}

static double unit_a_mean(const struct unit_row *r)
{
    return r->unit->a_mean;
}

static double layer_a_rms(const struct stack_layer *l)
{
    return l->a_rms;
}

static double unit_a_rms(const struct unit_row *r)
{
    return r->unit->a_rms;
}

static double layer_z_mean(const struct stack_layer *l)
{
    return l->z_mean;
}

static double unit_z_mean(const struct unit_row *r)
{
    return r->unit->z_mean;
}

static double layer_z_rms(const struct stack_layer *l)
{
    return l->z_rms;
}

static double unit_z_rms(const struct unit_row *r)
{
    return r->unit->z_rms;
}

static double layer_slope(const struct stack_layer *l)
{
    return l->slope_rms;
}

static double unit_slope(const struct unit_row *r)
{
    return r->unit->slope_rms;
}

static double unit_w_mean(const struct unit_row *r)
{
    return r->in.mean;
}

static double unit_w_rms(const struct unit_row *r)
{
    return r->in.rms;
}

static double unit_w_min(const struct unit_row *r)
{
    return r->in.min;
}

static double unit_w_max(const struct unit_row *r)
{
    return r->in.max;
}

static double unit_bias(const struct unit_row *r)
{
    return r->bias;
}

const struct unit_column unit_column_table[] = {
    {"zero", layer_zero, unit_zero, "fraction of activations that are exactly 0"},
    {"saturated", layer_saturated, unit_saturated,
     "fraction of z where |f'| is below saturated_below"},
    {"dead", layer_dead, unit_dead,
     "fraction of units that are 0 for the whole batch; of a unit 1 or 0"},
    {"active", layer_active, unit_active, "fraction of activations that are not 0"},
    {"a_mean", layer_a_mean, unit_a_mean, "mean of the activations a"},
    {"a_rms", layer_a_rms, unit_a_rms, "root mean square of a"},
    {"z_mean", layer_z_mean, unit_z_mean, "mean of the pre-activations z, as f sees them"},
    {"z_rms", layer_z_rms, unit_z_rms, "root mean square of z"},
    {"slope_rms", layer_slope, unit_slope, "root mean square of f'(z)"},
    {"w_mean", NULL, unit_w_mean, "mean of the weights that lead into the unit"},
    {"w_rms", NULL, unit_w_rms, "their root mean square"},
    {"w_min", NULL, unit_w_min, "the least of them"},
    {"w_max", NULL, unit_w_max, "the greatest of them"},
    {"bias", NULL, unit_bias, "the bias of the unit"},
};
const int unit_column_count = sizeof unit_column_table / sizeof unit_column_table[0];

const struct unit_column *unit_column_find(const char *name)
{
    for (int i = 0; i < unit_column_count; i++)
        if (str_is(unit_column_table[i].name, name))
            return &unit_column_table[i];
    return NULL;
}
