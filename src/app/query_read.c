/* The values of the names that expressions read, at the moment of reading. */
#include <math.h>
#include <string.h>

#include "app/column.h"
#include "app/impl.h"
#include "base/fmt.h"
#include "num/fact.h"

static bool is_missing(struct app *app)
{
    return app->queries.missing.text[0] != '\0';
}

/* The number of the function called `name` on the flow screen, -1 if it is not there. */
static int stack_of(struct app *app, const char *name)
{
    const struct acts *acts = &app->settings.flow.acts;
    struct err *e = &app->queries.missing;
    char own[ACT_NAME];
    for (int i = 0; i < acts->n; i++)
        if (str_is(settings_act_id(acts, i, own), name))
            return i;
    if (is_missing(app))
        return -1;
    (void)err_set(e, "there is no stack of %s; those of the flow screen are of", name);
    for (int i = 0; i < acts->n; i++)
        (void)err_add(e, " %s", settings_act_id(acts, i, own));
    return -1;
}

/* Is k a layer, counted from 1, or from -1 for the last? What is not known yet may be one. */
static bool is_layer(struct app *app, double k)
{
    int layers = app->settings.flow.layers;
    char number[FMT_SIZE];
    if (isnan(k) || (fabs(k) >= 1 && fabs(k) <= layers && k == floor(k)))
        return true;
    return !is_missing(app) &&
           err_set(&app->queries.missing,
                   "there is no layer %s; layers are 1 to %d, or -1 to -%d from the last",
                   fmt_short(number, k, 9), layers, layers);
}

static double read_layer(struct app *app, const struct query *q, double k)
{
    int act = stack_of(app, q->name);
    const struct stack_result *r = act >= 0 && is_layer(app, k) ? app_flow(app, act) : NULL;
    if (!r || isnan(k) || fabs(k) > r->layers)
        return (double)NAN;
    int i = k > 0 ? (int)k - 1 : r->layers + (int)k;
    return column_of_layer(&column_layer[q->part], &r->layer[i]);
}

static double read_stack(struct app *app, const struct query *q)
{
    int act = stack_of(app, q->name);
    const struct stack_result *r = act >= 0 ? app_flow(app, act) : NULL;
    return r ? column_of_stack(&column_stack[q->part], r) : (double)NAN;
}

static double read_option(const struct app *app, const struct query *q)
{
    struct option_ref ref;
    if (!option_find(&app->settings, app->settings.screen, q->name, &ref, NULL))
        return (double)NAN;
    if (q->kind == QUERY_VALUE)
        return option_number(&app->settings, &ref) == q->part;
    if (!ref.row || ref.row->type != OPTION_RANGE)
        return option_number(&app->settings, &ref);
    double ends[2];
    memcpy(ends, (const char *)&app->settings + ref.row->offset, sizeof ends);
    return ends[q->part];
}

/* The functions that names without a screen mean: those of the screen, else of the plot. */
static const struct acts *present_acts(const struct app *app)
{
    const struct acts *acts =
        settings_acts_const(&app->settings, (enum screen)app->settings.screen);
    return acts ? acts : &app->settings.plot.acts;
}

/* Of a function as it stands on the screen, else with its default parameters; measured at once. */
static double read_fact(struct app *app, const struct query *q)
{
    const struct acts *acts = present_acts(app);
    const struct act *act = act_find(&app->settings.names, q->name);
    int i = settings_act_find(acts, q->name);
    if (i < 0 && !act)
        i = str_is(q->name, "f") ? acts->focus : -1;
    if (i < 0 && !act)
        return (double)NAN; /* a formula that is not shown now */
    const struct act_use use = i >= 0 ? acts->use[i] : act_use_of(act);
    const struct fact_source source = {
        .use = &use,
        .facts = facts_get(app, &use),
        .fixed = *facts_get_fixed(app, &use, facts_variance(&app->settings))};
    return fact_table[q->part].get(&source);
}

static double read_focus(const struct app *app, int primes, double x)
{
    const struct acts *acts = present_acts(app);
    const struct act_use *use = &acts->use[acts->focus];
    return primes == 0 ? act_f(use, x) : primes == 1 ? act_df(use, x) : act_d2f(use, x);
}

double query_read(struct app *app, const struct query *q, double arg)
{
    switch (q->kind) {
    case QUERY_OPTION:
    case QUERY_VALUE:
        return read_option(app, q);
    case QUERY_FOCUS:
        return read_focus(app, q->part, arg);
    case QUERY_LAYER:
        return read_layer(app, q, arg);
    case QUERY_STACK:
        return read_stack(app, q);
    case QUERY_DONE:
        return nets_all_done(app);
    case QUERY_FACT:
        return read_fact(app, q);
    case QUERY_EXT:
        return app->ext.get(app->ext.ctx, q->part, arg);
    }
    return (double)NAN;
}
