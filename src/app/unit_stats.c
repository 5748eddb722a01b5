#include "app/unit_stats.h"

#include "app/impl.h"

void unit_stats_done(struct unit_stats *u)
{
    for (int i = 0; i < FLOW_ACTS_MAX; i++)
        stack_units_free(u->of[i]);
}

const struct stack *app_unit_stack(const struct app *app, int i)
{
    const struct stack *stack = app->nets.stack[i];
    if (i >= app->settings.flow.acts.n || !stack || !stack_forward(stack))
        return NULL;
    const struct stack_spec spec = settings_spec(&app->settings, i);
    return nets_same_spec(stack_spec(stack), &spec) ? stack : NULL;
}

/* Do the statistics, finished or not, belong to the present settings? */
static bool is_begun(const struct app *app, int i)
{
    const struct stack_units *units = app->unit_stats.of[i];
    const struct stack_spec *begun = units ? stack_units_spec(units) : NULL;
    const struct stack_spec spec = settings_spec(&app->settings, i);
    return begun && nets_same_spec(begun, &spec);
}

const struct stack_units *app_unit_stats(const struct app *app, int i)
{
    const struct stack_units *units = app->unit_stats.of[i];
    return is_begun(app, i) && stack_units_progress(units) >= 1 ? units : NULL;
}

double app_unit_progress(const struct app *app, int i)
{
    double stack = app_flow_progress(app, i);
    return 0.8 * stack + 0.2 * (is_begun(app, i) ? stack_units_progress(app->unit_stats.of[i]) : 0);
}

const char *app_unit_problem(const struct app *app)
{
    return app->unit_stats.problem;
}

/* A slice for function i; false when there is nothing to do, or nothing to do it with. */
static bool step(struct app *app, int i, struct err *e)
{
    struct stack_units **units = &app->unit_stats.of[i];
    const struct stack *stack = app_unit_stack(app, i);
    if (app_unit_stats(app, i) || !stack)
        return false;
    if (is_begun(app, i))
        return stack_units_step(*units, stack);
    if (!*units)
        *units = stack_units_new();
    return stack_units_start(*units, stack_spec(stack), e);
}

bool unit_stats_work(struct app *app, double budget)
{
    const struct acts *acts = &app->settings.flow.acts;
    struct err e = {0};
    if (app->settings.screen != SCREEN_UNITS)
        return false;
    double start = app_now(app);
    bool left = true, worked = false;
    int i = budget < 0 ? 0 : acts->focus;
    while (left && (budget < 0 || app_now(app) - start < budget)) {
        left = step(app, i, &e);
        worked = worked || left;
        if (!left && budget < 0)
            left = ++i < acts->n;
    }
    (void)str_copy(app->unit_stats.problem, sizeof app->unit_stats.problem, e.text);
    if (worked)
        app_effect(app, EFFECT_DRAW);
    return left;
}

static int at_most(int a, int b)
{
    return a < b ? a : b;
}

void unit_stats_follow(struct settings *s, const struct settings *before)
{
    struct units_settings *u = &s->units;
    const struct stack_spec spec = settings_spec(s, s->flow.acts.focus);
    if (u->layer == 0 && u->unit != before->units.unit) {
        u->layer = 1;
        u->unit = before->units.unit;
    }
    u->layer = at_most(u->layer, spec.layers);
    u->unit = at_most(u->unit, spec.width);
}
