/* The networks that follow from the settings: made, remade and worked on in slices. */
#include "app/impl.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"

/* Unit draws kept between changes: 20 layers of 1024 units are 168 MB; larger nets draw anew. */
#define CACHE_BYTES ((size_t)192 << 20)
/* Of these, draws of other seeds: who turns the seed works in memory that is warm. */
#define OTHER_SEEDS_BYTES ((size_t)8 << 20)
/* What all stacks of a screen may take. */
#define STACKS_BYTES ((size_t)3 << 30)

void nets_init(struct nets *n)
{
    *n = (struct nets){.cache = stack_cache_new(CACHE_BYTES)};
}

void nets_done(struct nets *n)
{
    for (int i = 0; i < FLOW_ACTS_MAX; i++)
        stack_free(n->stack[i]);
    stack_cache_free(n->cache);
}

bool nets_same_spec(const struct stack_spec *a, const struct stack_spec *b)
{
    bool shape = a->layers == b->layers && a->width == b->width && a->batch == b->batch;
    bool draws = a->seed == b->seed && a->replica == b->replica && a->dist == b->dist;
    bool scale = a->init == b->init && a->init_scale == b->init_scale && a->gain == b->gain &&
                 a->bias == b->bias;
    bool chain = a->mode == b->mode && a->weight == b->weight && a->input == b->input;
    bool form = a->residual == b->residual && a->norm == b->norm && a->precision == b->precision;
    return shape && draws && scale && chain && form && a->saturated_below == b->saturated_below &&
           act_same(&a->act, &b->act);
}

bool nets_check(const struct settings *s, struct err *e)
{
    size_t bytes = 0;
    for (int i = 0; i < s->flow.acts.n; i++) {
        const struct stack_spec spec = settings_spec(s, i);
        if (!stack_check(&spec, e))
            return false;
        if (!mem_add(&bytes, stack_bytes(&spec), 1))
            bytes = SIZE_MAX;
    }
    if (bytes <= STACKS_BYTES)
        return true;
    char need[FMT_SIZE];
    return err_set(e,
                   "%d layers of width %d with a batch of %d would take %s GB, at most 3 GB are "
                   "used; lower layers, width or batch",
                   s->flow.layers, s->flow.width, s->flow.batch,
                   fmt_short(need, (double)bytes / 1e9, 3));
}

/* Brings stack i in line with the settings. False if it cannot be made. */
static bool renew(struct app *app, int i)
{
    const struct stack_spec spec = settings_spec(&app->settings, i);
    struct stack **stack = &app->nets.stack[i];
    if (*stack && stack_spec(*stack)->seed != spec.seed)
        stack_cache_trim(app->nets.cache, OTHER_SEEDS_BYTES);
    if (*stack && (nets_same_spec(stack_spec(*stack), &spec) || stack_reset(*stack, &spec)))
        return true;
    stack_free(*stack);
    struct err e = {0};
    *stack = stack_new(&spec, app->kernel, app->nets.cache, &e);
    if (!*stack)
        (void)str_copy(app->nets.problem, sizeof app->nets.problem, e.text);
    return *stack != NULL;
}

bool nets_wanted(const struct app *app)
{
    return app->settings.screen == SCREEN_FLOW || app->settings.screen == SCREEN_UNITS ||
           app->queries.flow_read;
}

/* Is stack i that of the present settings? */
static bool current(const struct app *app, int i)
{
    if (i < 0 || i >= app->settings.flow.acts.n || !app->nets.stack[i])
        return false;
    const struct stack_spec spec = settings_spec(&app->settings, i);
    return nets_same_spec(stack_spec(app->nets.stack[i]), &spec);
}

bool nets_all_done(const struct app *app)
{
    for (int i = 0; i < app->settings.flow.acts.n; i++)
        if (!app_flow(app, i))
            return false;
    return true;
}

static double now(const struct app *app)
{
    return app->host.now ? app->host.now(app->host.ctx) : 0;
}

bool nets_work(struct app *app, double budget)
{
    struct nets *nets = &app->nets;
    int n = app->settings.flow.acts.n;
    nets->problem[0] = '\0';
    for (int i = 0; i < n; i++)
        if (!renew(app, i))
            return false;
    for (int i = n; i < FLOW_ACTS_MAX; i++) {
        stack_free(nets->stack[i]);
        nets->stack[i] = NULL;
    }
    double start = now(app);
    bool left = true;
    /* In turn, so that stacks beside each other finish together. */
    while (left && (budget < 0 || now(app) - start < budget)) {
        left = false;
        for (int i = 0; i < n; i++)
            left |= stack_step(nets->stack[i]);
    }
    return left;
}

/* Tells when the last result has come in. */
static void notice_done(struct app *app)
{
    bool done = nets_all_done(app);
    if (done && !app->nets.all_done) {
        app_effect(app, EFFECT_DRAW);
        if (app->ext.changed)
            app->ext.changed(app->ext.ctx);
    }
    app->nets.all_done = done;
}

bool nets_tick(struct app *app, double budget)
{
    if (!nets_wanted(app))
        return false;
    app->nets.all_done = app->nets.all_done && nets_all_done(app);
    bool left = nets_work(app, budget);
    notice_done(app);
    if (app->nets.problem[0])
        app_note(app, true, "%s", app->nets.problem);
    if (left)
        app_effect(app, EFFECT_DRAW); /* progress is shown */
    return left;
}

const struct stack_result *app_flow(const struct app *app, int i)
{
    return current(app, i) ? stack_result(app->nets.stack[i]) : NULL;
}

double app_flow_progress(const struct app *app, int i)
{
    return current(app, i) ? stack_progress(app->nets.stack[i]) : 0;
}

void app_flow_again(struct app *app)
{
    for (int i = 0; i < app->settings.flow.acts.n; i++) {
        if (app->nets.stack[i]) {
            const struct stack_spec spec = *stack_spec(app->nets.stack[i]);
            (void)stack_reset(app->nets.stack[i], &spec);
        }
    }
    (void)nets_work(app, -1);
}
