#include "app/facts.h"

#include <string.h>

#include "app/impl.h"
#include "base/mem.h"
#include "num/theory.h"

struct facts_row {
    struct act_use use;
    bool of_stack; /* `fixed` for s2, else `facts` */
    double s2;
    long used;
    int next; /* 1 + the next row of the same hash */
    union {
        struct act_facts facts;
        struct act_fixed fixed;
    } u;
};

void facts_done(struct facts *f)
{
    mem_free(f->row);
}

/* ---- finding ---- */

/* Any spread will do: a function of the table stands in it a few times at most. */
static unsigned hash(const struct act_use *use, bool of_stack)
{
    uint64_t h = (uint64_t)(uintptr_t)use->act + of_stack;
    for (int k = 0; k < act_params(use->act); k++) {
        uint64_t bits;
        memcpy(&bits, &use->param[k], sizeof bits);
        h = (h ^ bits) * 0x9e3779b97f4a7c15u;
    }
    return (unsigned)((h * 0x9e3779b97f4a7c15u) >> 32) % FACTS_BUCKETS;
}

static struct facts_row *find(const struct facts *f, const struct act_use *use, bool of_stack,
                              double s2)
{
    for (int i = f->bucket[hash(use, of_stack)]; i; i = f->row[i - 1].next) {
        struct facts_row *row = &f->row[i - 1];
        if (row->of_stack == of_stack && (!of_stack || row->s2 == s2) && act_same(&row->use, use))
            return row;
    }
    return NULL;
}

const struct act_facts *facts_find(const struct facts *f, const struct act_use *use)
{
    const struct facts_row *row = find(f, use, false, 0);
    return row ? &row->u.facts : NULL;
}

const struct act_fixed *facts_find_fixed(const struct facts *f, const struct act_use *use,
                                         double s2)
{
    const struct facts_row *row = find(f, use, true, s2);
    return row ? &row->u.fixed : NULL;
}

/* ---- measuring ---- */

/* Takes a row out of its chain. */
static void unlink_row(struct facts *f, const struct facts_row *row)
{
    int number = (int)(row - f->row) + 1;
    int *link = &f->bucket[hash(&row->use, row->of_stack)];
    while (*link != number)
        link = &f->row[*link - 1].next;
    *link = row->next;
}

/* A row to be filled: a new one, or the oldest. */
static struct facts_row *take_row(struct facts *f)
{
    if (!f->row)
        f->row = mem_new(FACTS_MAX, sizeof *f->row);
    if (f->n < FACTS_MAX)
        return &f->row[f->n++];
    struct facts_row *oldest = &f->row[0];
    for (int i = 1; i < FACTS_MAX; i++)
        if (f->row[i].used < oldest->used)
            oldest = &f->row[i];
    unlink_row(f, oldest);
    return oldest;
}

static struct facts_row *measure_row(struct app *app, const struct act_use *use, bool of_stack,
                                     double s2)
{
    struct facts *f = &app->facts;
    struct facts_row *row = take_row(f);
    *row = (struct facts_row){.use = *use, .of_stack = of_stack, .s2 = s2, .used = ++f->clock};
    if (of_stack)
        row->u.fixed = measure_fixed(app->kernel, use, s2, 0);
    else
        measure(app->kernel, use, &row->u.facts);
    int *head = &f->bucket[hash(use, of_stack)];
    row->next = *head;
    *head = (int)(row - f->row) + 1;
    return row;
}

static const struct facts_row *get(struct app *app, const struct act_use *use, bool of_stack,
                                   double s2)
{
    struct facts_row *row = find(&app->facts, use, of_stack, s2);
    if (!row)
        return measure_row(app, use, of_stack, s2);
    row->used = ++app->facts.clock;
    return row;
}

const struct act_facts *facts_get(struct app *app, const struct act_use *use)
{
    return &get(app, use, false, 0)->u.facts;
}

const struct act_fixed *facts_get_fixed(struct app *app, const struct act_use *use, double s2)
{
    return &get(app, use, true, s2)->u.fixed;
}

double facts_variance(const struct settings *s)
{
    const struct stack_spec spec = {.init = (enum stack_init)s->table.init,
                                    .init_scale = s->table.init_scale,
                                    .width = s->flow.width,
                                    .gain = 1};
    return theory_weight_variance(&spec);
}

/* ---- what the screen shows ---- */

/* The i-th function whose properties may be seen; false past the end. */
static bool wanted(const struct app *app, int i, struct act_use *out)
{
    const struct settings *s = &app->settings;
    const struct act *act = NULL;
    if (s->screen == SCREEN_PLOT && i < s->plot.acts.n) {
        *out = s->plot.acts.use[i];
        return true;
    }
    if (s->screen == SCREEN_TABLE)
        act = act_at(&s->names, i);
    else if (s->screen == SCREEN_HELP && i == 0)
        act = act_find(&s->names, s->help.topic);
    if (act)
        *out = act_use_of(act);
    return act != NULL;
}

bool facts_work(struct app *app, double budget)
{
    const double s2 = facts_variance(&app->settings), start = app_now(app);
    struct act_use use;
    for (int i = 0; wanted(app, i, &use); i++) {
        bool known = facts_find(&app->facts, &use) && facts_find_fixed(&app->facts, &use, s2);
        if (!known && budget >= 0 && app_now(app) - start >= budget)
            return true;
        (void)facts_get(app, &use);
        (void)facts_get_fixed(app, &use, s2);
        if (!known)
            app_effect(app, EFFECT_DRAW);
    }
    return false;
}

const struct act_facts *app_facts(const struct app *app, const struct act_use *use)
{
    return facts_find(&app->facts, use);
}

const struct act_fixed *app_fixed(const struct app *app, const struct act_use *use)
{
    return facts_find_fixed(&app->facts, use, facts_variance(&app->settings));
}
