#include "app/units.h"

#include <math.h>

#include "app/impl.h"
#include "base/fmt.h"

/* What a stack for a picture may take. */
#define UNITS_BYTES ((size_t)1 << 30)

void units_done(struct units *u)
{
    stack_free(u->stack);
    stack_hist_free(u->hist);
}

/* Gives back memory. */
static void forget(struct units *u)
{
    units_done(u);
    *u = (struct units){.layer = -1};
}

static bool wanted(const struct settings *s)
{
    return s->screen == SCREEN_PLOT && s->plot.hist;
}

static struct stack_spec spec_of(const struct settings *s)
{
    struct stack_spec spec = settings_spec(s, 0);
    spec.act = s->plot.acts.use[s->plot.acts.focus];
    return spec;
}

int units_layer(const struct settings *s)
{
    return s->plot.hist_layer < s->flow.layers ? s->plot.hist_layer : s->flow.layers;
}

static bool is_current(const struct app *app)
{
    const struct stack_spec spec = spec_of(&app->settings);
    return app->units.stack && nets_same_spec(stack_spec(app->units.stack), &spec);
}

static bool fits(const struct stack_spec *spec, struct err *e)
{
    char need[FMT_SIZE];
    size_t bytes = stack_bytes(spec);
    if (!stack_check(spec, e) || bytes <= UNITS_BYTES)
        return !e->text[0];
    return err_set(e, "the stack takes %s GB, at most 1 GB is used for a histogram",
                   fmt_short(need, (double)bytes / 1e9, 3));
}

/* Brings the stack in line with the settings. */
static bool renew(struct app *app, struct err *e)
{
    struct units *u = &app->units;
    const struct stack_spec spec = spec_of(&app->settings);
    if (is_current(app))
        return true;
    u->layer = -1;
    if (u->stack && stack_bytes(&spec) <= UNITS_BYTES && stack_reset(u->stack, &spec))
        return true;
    stack_free(u->stack);
    u->stack = fits(&spec, e) ? stack_new(&spec, app->kernel, app->nets.cache, e) : NULL;
    return u->stack != NULL;
}

/* One slice: of the forward pass, then of the counting. */
static bool step(struct app *app, struct err *e)
{
    struct units *u = &app->units;
    int layer = units_layer(&app->settings);
    if (!stack_forward(u->stack)) {
        (void)stack_step(u->stack); /* of a small one that may be all there is to do */
        return true;
    }
    if (u->layer == layer)
        return stack_hist_step(u->hist);
    if (!u->hist)
        u->hist = stack_hist_new();
    if (!stack_hist_start(u->hist, u->stack, layer, e))
        return false;
    u->layer = layer;
    return true;
}

bool units_work(struct app *app, double budget)
{
    struct units *u = &app->units;
    struct err e = {0};
    if (!app->settings.plot.hist)
        forget(u);
    if (!wanted(&app->settings))
        return false;
    bool was_done = app_units(app) != NULL;
    double start = app_now(app);
    bool left = renew(app, &e);
    while (left && (budget < 0 || app_now(app) - start < budget))
        left = step(app, &e);
    if (left || (!was_done && app_units(app)) || !str_is(u->problem, e.text))
        app_effect(app, EFFECT_DRAW);
    (void)str_copy(u->problem, sizeof u->problem, e.text);
    return left;
}

const struct stack_hist *app_units(const struct app *app)
{
    const struct units *u = &app->units;
    bool counted = u->hist && u->layer == units_layer(&app->settings) && is_current(app);
    return counted && stack_hist_progress(u->hist) >= 1 ? u->hist : NULL;
}

double app_units_progress(const struct app *app)
{
    const struct units *u = &app->units;
    if (!is_current(app))
        return 0;
    if (!stack_forward(u->stack)) /* the forward pass is about a third of a stack's work */
        return fmin(0.9, 3 * stack_progress(u->stack));
    return u->layer == units_layer(&app->settings) ? 0.9 + 0.1 * stack_hist_progress(u->hist) : 0.9;
}

const char *app_units_problem(const struct app *app)
{
    return app->units.problem;
}

/* The mean over the layers that are counted; each has as many units as the next. */
static double mean(const struct app *app, bool saturated)
{
    const struct settings *s = &app->settings;
    int l = units_layer(s), first = l ? l : 1, last = l ? l : s->flow.layers;
    if (!app_units(app))
        return (double)NAN;
    const struct stack_layer *layer = stack_forward(app->units.stack);
    double sum = 0;
    for (int i = first; i <= last; i++)
        sum += saturated ? layer[i - 1].saturated : layer[i - 1].zero;
    return sum / (last - first + 1);
}

double app_units_saturated(const struct app *app)
{
    return mean(app, true);
}

double app_units_zero(const struct app *app)
{
    return mean(app, false);
}
