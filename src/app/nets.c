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
/* What all stacks of a screen may take: half of the machine's memory, and so much on a small one,
 * too, where what is not touched costs nothing. */
#define STACKS_BYTES_LEAST ((size_t)3 << 30)

void nets_init(struct nets *n)
{
    *n = (struct nets){.cache = stack_cache_new(CACHE_BYTES)};
}

void nets_done(struct nets *n)
{
    for (int i = 0; i < FLOW_ACTS_MAX; i++) {
        stack_free(n->stack[i]);
        mem_free(n->past[i].layer);
    }
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

static size_t most_bytes(void)
{
    size_t half = mem_physical() / 2;
    return half > STACKS_BYTES_LEAST ? half : STACKS_BYTES_LEAST;
}

bool nets_check(const struct settings *s, struct err *e)
{
    size_t bytes = 0, most = most_bytes();
    for (int i = 0; i < s->flow.acts.n; i++) {
        const struct stack_spec spec = settings_spec(s, i);
        if (!stack_check(&spec, e))
            return false;
        if (!mem_add(&bytes, stack_bytes(&spec), 1))
            bytes = SIZE_MAX;
    }
    if (bytes <= most)
        return true;
    char need[FMT_SIZE], have[FMT_SIZE];
    return err_set(e,
                   "%d layers of width %d with a batch of %d would take %s GB, at most %s GB are "
                   "used; lower layers, width or batch",
                   s->flow.layers, s->flow.width, s->flow.batch,
                   fmt_short(need, (double)bytes / 1e9, 3), fmt_short(have, (double)most / 1e9, 3));
}

/* The i-th stack that there was before the last change. False where there was none. */
static bool spec_before(const struct app *app, int i, struct stack_spec *out)
{
    const struct settings *before = app_before(app);
    if (!before || i >= before->flow.acts.n)
        return false;
    *out = settings_spec(before, i);
    return true;
}

/* Keeps the rows of stack i, which is to be no more, if it is that of before the last change (and
 * not one of many that a key which is held down goes through). */
static void keep(struct app *app, int i)
{
    const struct stack *s = app->nets.stack[i];
    const struct stack_result *r = s ? stack_result(s) : NULL;
    struct nets_past *past = &app->nets.past[i];
    struct stack_spec spec;
    if (!r || !spec_before(app, i, &spec) || !nets_same_spec(stack_spec(s), &spec))
        return;
    past->spec = spec;
    past->result = *r;
    past->layer = mem_resize(past->layer, (size_t)r->layers, sizeof *past->layer);
    memcpy(past->layer, r->layer, (size_t)r->layers * sizeof *past->layer);
    past->result.layer = past->layer;
}

/* Brings stack i in line with the settings. False if it cannot be made. */
static bool renew(struct app *app, int i)
{
    const struct stack_spec spec = settings_spec(&app->settings, i);
    struct stack **stack = &app->nets.stack[i];
    if (*stack && nets_same_spec(stack_spec(*stack), &spec))
        return true;
    keep(app, i);
    if (*stack && stack_spec(*stack)->seed != spec.seed)
        stack_cache_trim(app->nets.cache, OTHER_SEEDS_BYTES);
    if (*stack && stack_reset(*stack, &spec))
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

/* The stack with most work left, so that those beside each other finish together; NULL if all is
 * done. */
static struct stack *last_of(const struct nets *nets, int n)
{
    struct stack *last = NULL;
    for (int i = 0; i < n; i++) {
        struct stack *s = nets->stack[i];
        if (!stack_result(s) && (!last || stack_progress(s) < stack_progress(last)))
            last = s;
    }
    return last;
}

bool nets_work(struct app *app, double budget)
{
    struct nets *nets = &app->nets;
    int n = app->settings.flow.acts.n;
    nets->problem[0] = '\0';
    audit_job_follow(app); /* before what it looks at is changed */
    for (int i = 0; i < n; i++)
        if (!renew(app, i))
            return false;
    for (int i = n; i < FLOW_ACTS_MAX; i++) {
        stack_free(nets->stack[i]);
        nets->stack[i] = NULL;
    }
    double start = app_now(app);
    struct stack *next = last_of(nets, n);
    for (; next && (budget < 0 || app_now(app) - start < budget); next = last_of(nets, n))
        (void)stack_step(next);
    return next != NULL;
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
    else if (!left)
        left = audit_job_work(app, budget);
    if (left)
        app_effect(app, EFFECT_DRAW); /* progress is shown */
    return left;
}

const struct stack_result *app_flow(const struct app *app, int i)
{
    return current(app, i) ? stack_result(app->nets.stack[i]) : NULL;
}

const struct stack *app_flow_stack(const struct app *app, int i)
{
    return app_flow(app, i) ? app->nets.stack[i] : NULL;
}

const struct stack_result *app_flow_before(const struct app *app, int i)
{
    const struct settings *before = app_before(app);
    const struct acts *acts = &app->settings.flow.acts;
    struct stack_spec was, is;
    if (i < 0 || i >= acts->n || !spec_before(app, i, &was) || before->flow.acts.n != acts->n ||
        !app->nets.past[i].layer || !nets_same_spec(&app->nets.past[i].spec, &was))
        return NULL;
    is = settings_spec(&app->settings, i);
    bool other = was.act.act != is.act.act || was.mode != is.mode;
    return other || nets_same_spec(&was, &is) ? NULL : &app->nets.past[i].result;
}

double app_flow_progress(const struct app *app, int i)
{
    return current(app, i) ? stack_progress(app->nets.stack[i]) : 0;
}

void app_flow_again(struct app *app)
{
    audit_job_done(&app->audit);
    for (int i = 0; i < app->settings.flow.acts.n; i++) {
        if (app->nets.stack[i]) {
            const struct stack_spec spec = *stack_spec(app->nets.stack[i]);
            (void)stack_reset(app->nets.stack[i], &spec);
        }
    }
    (void)nets_work(app, -1);
}
