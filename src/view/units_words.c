#include "view/units_words.h"

#include <math.h>

#include "view/flow_words.h"
#include "view/units_scale.h"

const char *units_words_show(int show)
{
    static const char *const names[] = {[UNITS_SHOW_ACTIVITY] = "activity",
                                        [UNITS_SHOW_ZERO] = "zero",
                                        [UNITS_SHOW_SATURATED] = "saturated",
                                        [UNITS_SHOW_DEAD] = "dead"};
    return names[show];
}

void units_words_meaning(const struct settings *s, struct str *out)
{
    char number[FMT_SIZE];
    switch (s->units.show) {
    case UNITS_SHOW_ZERO:
        str_add(out, "inputs with a = 0");
        break;
    case UNITS_SHOW_SATURATED:
        str_addf(out, "inputs with |f'| < %s", fmt_short(number, s->flow.saturated_below, 3));
        break;
    case UNITS_SHOW_DEAD:
        str_add(out, "a = 0 for all inputs");
        break;
    default:
        str_add(out, "rms of a over the inputs");
        break;
    }
}

static void add_cell(const struct layout *l, int show, struct str *out)
{
    if (l->unit_each <= 1 && l->layer_each <= 1)
        return;
    static const char *const of[] = {[UNITS_SHOW_ACTIVITY] = "the rms of ",
                                     [UNITS_SHOW_ZERO] = "the mean of ",
                                     [UNITS_SHOW_SATURATED] = "the mean of ",
                                     [UNITS_SHOW_DEAD] = ""};
    str_addf(out, "a cell is %s", of[show]);
    if (l->unit_each > 1)
        str_addf(out, "%d units", l->unit_each);
    if (l->layer_each > 1)
        str_addf(out, "%s%d layers", l->unit_each > 1 ? " of " : "", l->layer_each);
}

void units_words_status(const struct model *m, const struct layout *l, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    size_t start = out->len;
    add_cell(l, s->units.show, out);
    if (out->len > start)
        str_add(out, "   ");
    flow_words_setup(s, out);
}

void units_words_life(const struct stack_unit *unit, const struct stack_spec *spec,
                      const char *prime, struct str *out)
{
    int off = (int)lrint(unit->zero * spec->batch);
    const char *inputs = spec->batch == 1 ? "input" : "inputs";
    if (!stack_unit_is_dead(unit)) {
        str_addf(out, "alive: not 0 for %d of %d %s", spec->batch - off, spec->batch, inputs);
        return;
    }
    str_addf(out, "dead: 0 for %s%d %s", spec->batch == 1 ? "its " : "all ", spec->batch, inputs);
    if (unit->slope_rms == 0 && spec->norm != STACK_NORM_LAYER) /* which gives it the others' */
        str_addf(out, ", f%s too: this batch gives its weights no gradient", prime);
}

/* "z mean 0.1 rms 1.3" */
static void pair(const char *name, double mean, double rms, struct str *out)
{
    char a[FMT_SIZE], b[FMT_SIZE];
    str_addf(out, "%s mean %s, rms %s", name, fmt_short(a, mean, 3), fmt_short(b, rms, 3));
}

void units_words_numbers(const struct stack_unit *unit, const char *prime, struct str *out)
{
    char a[FMT_SIZE], b[FMT_SIZE];
    str_addf(out, "zero %s, saturated %s\n", units_scale_percent_text(a, unit->zero),
             units_scale_percent_text(b, unit->saturated));
    pair("a", unit->a_mean, unit->a_rms, out);
    str_add(out, "\n");
    pair("z", unit->z_mean, unit->z_rms, out);
    str_addf(out, "\nf%s rms %s", prime, fmt_short(a, unit->slope_rms, 3));
}

void units_words_weights(const struct stack_incoming *in, struct str *out)
{
    char a[FMT_SIZE], b[FMT_SIZE];
    pair("w in", in->mean, in->rms, out);
    str_addf(out, "\nfrom %s to %s", fmt_short(a, in->min, 3), fmt_short(b, in->max, 3));
}

void units_words_means(const struct units_view *v, struct str *out)
{
    char a[FMT_SIZE];
    long units = (long)v->spec.layers * v->spec.width;
    str_addf(out, "zero %s", units_scale_percent_text(a, v->zero));
    str_addf(out, ", saturated %s", units_scale_percent_text(a, v->saturated));
    str_addf(out, ", dead %ld of %ld unit%s", v->dead, units, units == 1 ? "" : "s");
}

/* What one layer's units have in common. */
struct crowd {
    int dead;
    double alike; /* correlation of z between two inputs, 0 to 1: the part of its mean square that
                     is the square of its mean over the batch */
};

static struct crowd crowd_of(const struct units_view *v, int layer)
{
    const struct stack_unit *unit = stack_units_layer(v->units, layer);
    struct crowd c = {0};
    double means = 0, squares = 0;
    for (int i = 0; i < v->spec.width; i++) {
        c.dead += stack_unit_is_dead(&unit[i]);
        means += unit[i].z_mean * unit[i].z_mean;
        squares += unit[i].z_rms * unit[i].z_rms;
    }
    c.alike = means / squares;
    return c;
}

void units_words_why(const struct units_view *v, struct str *out)
{
    char a[FMT_SIZE], b[FMT_SIZE];
    if (v->spec.residual) {
        str_add(out, "Zero and dead are said of a, here the sum of f and the skip.");
        return;
    }
    if (v->zero == 0) {
        str_add(out, "No a is exactly 0: no unit is silent, none is dead.");
        return;
    }
    if (v->spec.mode == STACK_CHAIN || v->spec.batch < 2 || v->spec.layers < 2)
        return;
    const struct crowd first = crowd_of(v, 1), last = crowd_of(v, v->spec.layers);
    if (last.dead > first.dead && last.alike > first.alike)
        str_addf(out,
                 "Dead before any training: inputs grow alike on their way (correlation of z %s at "
                 "layer 1, %s at layer %d), so a unit that is off for one is off for all.",
                 fmt_short(a, first.alike, 2), fmt_short(b, last.alike, 2), v->spec.layers);
}

void units_words_unit(const struct units_view *v, const char *prime, struct str *out)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    const struct stack_unit *unit = &stack_units_layer(v->units, u->layer)[u->unit - 1];
    struct str numbers;
    str_init(&numbers);
    units_words_life(unit, &v->spec, prime, &numbers);
    str_add(&numbers, "\n");
    units_words_numbers(unit, prime, &numbers);
    if (v->stack) {
        const struct stack_incoming in = stack_incoming(v->stack, u->layer, u->unit - 1);
        str_add(&numbers, "\n");
        units_words_weights(&in, &numbers);
    }
    for (const char *p = numbers.data; *p; p++) {
        if (*p == '\n')
            str_add(out, ", ");
        else
            str_add_char(out, *p);
    }
    str_done(&numbers);
}

/* The chosen unit; the sentence goes on. */
static void say_unit(const struct units_view *v, struct str *out)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    if (u->layer < 1) {
        str_add(out, "; no unit is chosen");
        return;
    }
    str_addf(out, "; unit %d of layer %d is ", u->unit, u->layer);
    units_words_unit(v, "'", out);
}

void units_words_say(const struct app *app, struct str *out)
{
    const struct settings *s = app_settings(app);
    const struct layout none = {0};
    const struct model m = {.app = app};
    struct units_view v;
    char name[ACT_NAME];
    units_view_init(&v, &m, &none);
    str_addf(out, "The units of a stack of %s by %s, ",
             settings_act_name(&s->flow.acts, v.act, name), units_words_show(v.show));
    units_words_meaning(s, out);
    str_add(out, ": ");
    flow_words_setup(s, out);
    str_add(out, ". ");
    if (v.units) {
        str_add(out, "Over all layers: ");
        units_words_means(&v, out);
        say_unit(&v, out);
    } else {
        str_addf(out, "It is being computed, %.0f %%", 100 * app_unit_progress(app, v.act));
    }
    str_add(out, ".");
    units_view_done(&v);
}
