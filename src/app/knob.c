#include "app/knob.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

/* An option of a screen that is left to the global one of its name ("auto"): that one is meant. */
static struct option_ref in_force(const struct settings *s, const struct option_ref *ref)
{
    struct option_ref global;
    if (ref->row && ref->row->flags & OPTION_AUTO && isnan(option_number(s, ref)) &&
        option_find(s, SCREEN_COUNT, ref->row->name, &global, NULL) && global.row != ref->row)
        return global;
    return *ref;
}

bool option_is_idle(const struct settings *s, const struct option *row, struct err *e)
{
    const struct flow_settings *flow = &s->flow;
    bool chain = flow->mode == STACK_CHAIN;
    bool scheme =
        flow->init != STACK_ORTHOGONAL && flow->init != STACK_NORMAL && flow->init != STACK_UNIFORM;
    if (row->screen != SCREEN_FLOW)
        return false;
    if (str_has_word(chain ? "width batch init gain dist bias norm" : "weight input", row->name))
        (void)err_set(e, "%s means nothing with mode=%s; it is for mode=%s", row->name,
                      chain ? "chain" : "mlp", chain ? "mlp" : "chain");
    else if (str_is(row->name, "dist") && !scheme)
        (void)err_set(e,
                      "dist is the law of xavier, he, lecun; orthogonal, normal and uniform have "
                      "one of their own");
    else
        return false;
    return true;
}

/* Rows that mean nothing now are no knobs. */
static bool matters(const struct settings *s, const struct option *row)
{
    const struct option_ref own = {.row = row, .screen = row->screen};
    if (in_force(s, &own).row != row)
        return false;
    if (row->screen != SCREEN_FLOW)
        return isnan(s->flow.seed) || row->offset != offsetof(struct settings, seed);
    return !option_is_idle(s, row, NULL);
}

/* The knobs among the rows of one owner: a screen, or SCREEN_COUNT for what is everybody's. */
static int add_rows(const struct settings *s, int owner, int screen, struct option_ref *out, int n,
                    int max)
{
    for (int i = 0; i < option_count && n < max; i++) {
        const struct option *row = &option_table[i];
        if (row->screen == owner && (row->flags & OPTION_KNOB) && matters(s, row))
            out[n++] = (struct option_ref){.row = row, .screen = screen};
    }
    return n;
}

int option_owner(int screen)
{
    return screen == SCREEN_UNITS ? SCREEN_FLOW : screen;
}

int option_chosen(const struct settings *s, int screen)
{
    return option_owner(screen) == SCREEN_FLOW ? s->flow.param : s->plot.param;
}

int option_knobs(const struct settings *s, int screen, struct option_ref *out, int max)
{
    int n = 0;
    screen = option_owner(screen);
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    for (int k = 0; acts && k < act_params(acts->use[acts->focus].act) && n < max; k++)
        out[n++] = (struct option_ref){.screen = screen, .act = acts->focus, .param = k};
    n = add_rows(s, screen, screen, out, n, max);
    /* The seed matters only where something is random. */
    return screen == SCREEN_FLOW ? add_rows(s, SCREEN_COUNT, screen, out, n, max) : n;
}

static void limits(const struct settings *s, const struct option_ref *ref, double *lo, double *hi)
{
    if (ref->row) {
        *lo = ref->row->min;
        *hi = ref->row->max;
    } else {
        const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
        const struct act_param *p = &acts->use[ref->act].act->param[ref->param];
        *lo = p->min;
        *hi = p->max;
    }
}

/* A slider shows the part of a wide range in which one works, so many steps to each side of 0. */
enum { SLIDER_STEPS = 40 };

double option_fraction(const struct settings *s, const struct option_ref *ref)
{
    double v = option_number(s, ref), lo, hi;
    if (ref->row && ref->row->type == OPTION_BOOL)
        return v;
    if (ref->row && option_choice(ref->row, 0)) {
        int n = option_choices(ref->row);
        return n > 1 ? v / (n - 1) : 0;
    }
    limits(s, ref, &lo, &hi);
    if (ref->row && (ref->row->flags & OPTION_LOG))
        return log2(v / lo) / log2(hi / lo);
    double step = option_step(s, ref);
    lo = fmax(lo, -SLIDER_STEPS * step);
    hi = fmin(hi, fmax(lo, 0) + SLIDER_STEPS * step);
    if (ref->row && str_is(ref->row->name, "layers"))
        hi = 100;
    return v < lo ? -(double)INFINITY : v > hi ? (double)INFINITY : (v - lo) / (hi - lo);
}

/* A number n steps on, on the grid of the step, within the limits. */
static double turned(const struct settings *s, const struct option_ref *ref, int n)
{
    double v = option_number(s, ref), lo, hi;
    limits(s, ref, &lo, &hi);
    if (ref->row && (ref->row->flags & OPTION_LOG)) {
        v = ldexp(v, n);
        v = ref->row->type == OPTION_INT ? floor(v) : v;
    } else {
        double step = option_step(s, ref);
        v = (rint(v / step) + n) * step;
        v = rint(v * 1e9) / 1e9; /* 0.30000000000000004 is 0.3 */
    }
    return fmin(hi, fmax(lo, v));
}

bool knob_turn(struct settings *s, const struct option_ref *given, int n, struct err *e)
{
    const struct option_ref meant = in_force(s, given), *ref = &meant;
    if (ref->row && option_choice(ref->row, 0)) {
        /* Schemes that need a number are only typed. */
        int count = ref->row->type == OPTION_INIT ? STACK_NORMAL : option_choices(ref->row);
        int at = ((int)option_number(s, ref) + n) % count;
        return option_set_word(s, ref, option_choice(ref->row, at < 0 ? at + count : at), e);
    }
    if (option_is_wordy(ref))
        return option_toggle(s, ref, e);
    return option_set_number(s, ref, turned(s, ref, n), e);
}

bool knob_default(struct settings *s, const struct option_ref *ref, struct err *e)
{
    if (ref->row)
        return option_set_word(s, ref, ref->row->value, e);
    const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
    return option_set_number(s, ref, acts->use[ref->act].act->param[ref->param].value, e);
}

double option_default(const struct settings *s, const struct option_ref *ref)
{
    struct settings usual;
    memcpy(&usual, s, sizeof usual);
    bool fine = knob_default(&usual, ref, NULL);
    return fine ? option_fraction(&usual, ref) : (double)NAN;
}
