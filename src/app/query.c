/* Names that expressions can read. A compiled expression keeps a number; the name behind it is
 * looked up at every reading, since functions and screens come and go. */
#include "app/impl.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/column.h"
#include "base/mem.h"
#include "num/fact.h"

void queries_done(struct queries *q)
{
    mem_free(q->row);
}

/* The number of a query; the same one for the same query. */
static int intern(struct queries *q, const struct query *query)
{
    for (int i = 0; i < q->n; i++)
        if (q->row[i].kind == query->kind && q->row[i].part == query->part &&
            str_is(q->row[i].name, query->name))
            return i;
    if (q->n == q->cap) {
        q->cap = q->cap ? 2 * q->cap : 32;
        q->row = mem_resize(q->row, (size_t)q->cap, sizeof *q->row);
    }
    q->row[q->n] = *query;
    return q->n++;
}

/* The function on some screen that has this id ("formula#2"), for those that have no name. */
static const struct act *act_shown(const struct app *app, const char *id)
{
    for (int screen = 0; screen < SCREEN_COUNT; screen++) {
        const struct acts *acts = settings_acts_const(&app->settings, (enum screen)screen);
        int i = acts ? settings_act_find(acts, id) : -1;
        if (i >= 0)
            return acts->use[i].act;
    }
    return NULL;
}

/* "elu#2" names a function and which of its like; its row, NULL if it names none. */
static const struct act *act_name(const struct app *app, const char *text, size_t n,
                                  char out[FORMULA_NAME])
{
    char name[FORMULA_NAME];
    if (n >= sizeof name)
        return NULL;
    memcpy(name, text, n);
    name[n] = '\0';
    (void)str_copy(out, FORMULA_NAME, name);
    char *hash = strchr(name, '#');
    if (hash)
        *hash = '\0';
    const struct act *act = act_find(&app->settings.names, name);
    if (!act)
        return act_shown(app, out);
    (void)snprintf(out, FORMULA_NAME, "%.80s%s%.8s", act->name, hash ? "#" : "",
                   hash ? hash + 1 : "");
    return act;
}

static void list_columns(const struct column *table, int n, struct near *near, struct str *list)
{
    for (int i = 0; i < n; i++) {
        near_offer(near, table[i].name);
        if (table[i].alias)
            near_offer(near, table[i].alias);
        str_addf(list, table[i].alias ? " %s (%s)" : " %s", table[i].name, table[i].alias);
    }
}

static bool refuse_member(const char *member, struct err *e)
{
    struct near near;
    struct str list;
    str_init(&list);
    near_init(&near, member);
    list_columns(column_stack, column_stack_count, &near, &list);
    str_add(&list, ", and for layer k");
    list_columns(column_layer, column_layer_count, &near, &list);
    const char *best = near_name(&near);
    if (best)
        (void)err_set(e, "a stack has no %s; did you mean %s?", member, best);
    else
        (void)err_set(e, "a stack has no %s; it has%s", member, list.data);
    str_done(&list);
    return false;
}

/* flow.NAME.MEMBER where MEMBER is one of a stack, but NAME is no function: says so. */
static bool refuse_function(const struct app *app, const char *name, size_t n, const char *member,
                            struct err *e)
{
    struct act_use use;
    char text[FORMULA_NAME];
    if (n >= sizeof text || (!column_find(column_layer, column_layer_count, member) &&
                             !column_find(column_stack, column_stack_count, member)))
        return false;
    memcpy(text, name, n);
    text[n] = '\0';
    return act_parse(&app->settings.names, text, &use, e);
}

/* flow.ACT.MEMBER. An empty message if the name is nothing of the kind. */
static bool find_flow(const struct app *app, const struct formula_name *name, struct query *out,
                      struct err *e)
{
    if (str_is(name->text, "flow.done")) {
        out->kind = QUERY_DONE;
        return true;
    }
    const char *act = name->text + strlen("flow.");
    const char *dot = str_starts(name->text, "flow.") ? strchr(act, '.') : NULL;
    const struct act *row = dot ? act_name(app, act, (size_t)(dot - act), out->name) : NULL;
    if (!row)
        return dot && refuse_function(app, act, (size_t)(dot - act), dot + 1, e);
    const struct column *column = column_find(column_layer, column_layer_count, dot + 1);
    if (column) {
        out->kind = QUERY_LAYER;
        out->part = (int)(column - column_layer);
        return name->index ? true
                           : err_set(e, "%s is a value of every layer: %s[1], %s[-1] for the last",
                                     name->text, name->text, name->text);
    }
    column = column_find(column_stack, column_stack_count, dot + 1);
    if (!column) {
        if (act_param_find(row, dot + 1, NULL) >= 0)
            return false; /* flow.elu.alpha: an option */
        return refuse_member(dot + 1, e);
    }
    out->kind = QUERY_STACK;
    out->part = (int)(column - column_stack);
    return !name->index ||
           err_set(e, "%s is one value for the whole stack; leave out [...]", name->text);
}

/* "range.lo" -> "range" and its last word; false if there is no dot. */
static bool cut_last(const char *text, char *head, size_t size, const char **last)
{
    const char *dot = strrchr(text, '.');
    if (!dot || (size_t)(dot - text) >= size)
        return false;
    memcpy(head, text, (size_t)(dot - text));
    head[dot - text] = '\0';
    *last = dot + 1;
    return true;
}

/* RANGE.lo, RANGE.hi, OPTION.VALUE ("init.he": 1 while init is he). */
static bool find_part(const struct app *app, const char *text, struct query *out)
{
    char head[FORMULA_NAME];
    const char *last;
    struct option_ref ref;
    if (!cut_last(text, head, sizeof head, &last) ||
        !option_find(&app->settings, app->settings.screen, head, &ref, NULL) || !ref.row)
        return false;
    (void)str_copy(out->name, sizeof out->name, head);
    if (ref.row->type == OPTION_RANGE && (str_is(last, "lo") || str_is(last, "hi"))) {
        out->kind = QUERY_OPTION;
        out->part = str_is(last, "hi");
        return true;
    }
    for (int i = 0; option_choice(ref.row, i); i++) {
        if (str_is(option_choice(ref.row, i), last)) {
            out->kind = QUERY_VALUE;
            out->part = i;
            return true;
        }
    }
    return false;
}

/* PARAM or ACT.PARAM, with "plot." or "flow." before it or not: a parameter that some function has,
 * though perhaps none that is shown now. */
static bool is_param_somewhere(const struct app *app, const char *text)
{
    char name[FORMULA_NAME];
    if (str_starts(text, "plot.") || str_starts(text, "flow."))
        text += strlen("plot.");
    const char *dot = strchr(text, '.');
    if (dot) {
        const struct act *act = act_name(app, text, (size_t)(dot - text), name);
        return act && act_param_find(act, dot + 1, NULL) >= 0;
    }
    const struct act_names *own = &app->settings.names;
    for (int i = 0; act_at(own, i); i++)
        if (act_param_find(act_at(own, i), text, NULL) >= 0)
            return true;
    return false;
}

/* ACT.PROPERTY, or f.PROPERTY of the focused function. */
static bool find_fact(const struct app *app, const char *text, struct query *out)
{
    char head[FORMULA_NAME], name[FORMULA_NAME];
    const char *last;
    if (!cut_last(text, head, sizeof head, &last))
        return false;
    const struct fact *fact = fact_find(last);
    bool known = act_name(app, head, strlen(head), name) != NULL;
    if (!fact || (!known && !str_is(head, "f")))
        return false;
    out->kind = QUERY_FACT;
    out->part = (int)(fact - fact_table);
    (void)str_copy(out->name, sizeof out->name, known ? name : head);
    return true;
}

/* ACT.MEMBER where ACT is a function, but MEMBER is nothing that it has. */
static bool refuse_fact(const struct app *app, const char *text, struct err *e)
{
    char head[FORMULA_NAME], name[FORMULA_NAME];
    const char *last;
    struct near near;
    if (!cut_last(text, head, sizeof head, &last) || !act_name(app, head, strlen(head), name))
        return false;
    near_init(&near, last);
    fact_offer(&near);
    const struct act *act = act_find(&app->settings.names, head);
    for (int k = 0; act && k < act_params(act); k++)
        near_offer(&near, act->param[k].name);
    const char *best = near_name(&near);
    return best ? err_set(e, "%s has no parameter or property %s; did you mean %s?", head, last,
                          best)
                : err_set(e, "%s has no parameter or property %s; see: help %s", head, last, head);
}

/* units.ACT.COLUMN and map.ACT.COLUMN: these screens show what stacks of the flow screen hold. */
static bool refuse_screen(const char *text, struct err *e)
{
    char head[FORMULA_NAME];
    const char *last;
    bool map = str_starts(text, "map."), units = str_starts(text, "units.");
    if (!(map || units) || !cut_last(text, head, sizeof head, &last) || !strchr(head, '.'))
        return false;
    const char *act = strchr(head, '.') + 1;
    bool layer = column_find(column_layer, column_layer_count, last) != NULL;
    if (!layer && !column_find(column_stack, column_stack_count, last))
        return false;
    (void)err_set(e, "%s is no name; values of stacks are those of flow: flow.%s.%s%s", text, act,
                  last, layer ? "[1]" : "");
    return map ? err_add(e, ". All of a map is printed by actviz map") : false;
}

static bool find_plain(struct app *app, const struct formula_name *name, struct query *out,
                       struct err *e)
{
    if (str_is(name->text, "f")) {
        out->kind = QUERY_FOCUS;
        out->part = name->primes;
        if (name->args != 1)
            return err_set(e, "f is the focused function: write f(x), like f(0)");
        return name->primes <= 2 || err_set(e, "there are f, f' and f'', no more primes");
    }
    if (name->args || name->primes)
        return false;
    if (find_flow(app, name, out, e))
        return true;
    if (e && e->text[0])
        return false;
    (void)refuse_screen(name->text, e);
    if ((e && e->text[0]) || name->index)
        return false;
    struct option_ref ref;
    if (option_find(&app->settings, app->settings.screen, name->text, &ref, NULL) ||
        is_param_somewhere(app, name->text)) {
        out->kind = QUERY_OPTION;
        (void)str_copy(out->name, sizeof out->name, name->text);
        return true;
    }
    return find_part(app, name->text, out) || find_fact(app, name->text, out) ||
           refuse_fact(app, name->text, e);
}

static bool find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    struct app *app = ctx;
    struct query query;
    struct err own = {0};
    memset(&query, 0, sizeof query);
    if (find_plain(app, name, &query, &own)) {
        app->queries.flow_read |=
            query.kind == QUERY_LAYER || query.kind == QUERY_STACK || query.kind == QUERY_DONE;
        *id = intern(&app->queries, &query);
        return true;
    }
    if (own.text[0])
        return err_set(e, "%s", own.text);
    if (app->ext.find && app->ext.find(app->ext.ctx, name, &query.part, e)) {
        query.kind = QUERY_EXT;
        *id = intern(&app->queries, &query);
        return true;
    }
    return false;
}

static double get(void *ctx, int id, double arg)
{
    struct app *app = ctx;
    return query_read(app, &app->queries.row[id], arg);
}

static void offer(void *ctx, struct near *near)
{
    const struct app *app = ctx;
    near_offer(near, "f");
    near_offer(near, "flow.done");
    option_offer(&app->settings, app->settings.screen, near);
    act_offer(&app->settings.names, near);
    if (app->ext.offer)
        app->ext.offer(app->ext.ctx, near);
}

struct formula_scope app_scope(struct app *app)
{
    return (struct formula_scope){
        .ctx = app, .find = find, .get = get, .offer = offer, .own = &app->settings.names};
}

bool app_word(const struct app *app, const char *name, struct str *out)
{
    struct option_ref ref;
    if (!option_find(&app->settings, app->settings.screen, name, &ref, NULL) ||
        !option_is_wordy(&ref))
        return false;
    option_text(&app->settings, &ref, out);
    return true;
}

/* False with a message if the expression cannot be read. Notes what it asks for and is not there.
 */
static bool evaluate(struct app *app, const char *expr, double *out, struct err *e)
{
    const struct formula_scope scope = app_scope(app);
    struct formula *f = formula_new(expr, &scope, e);
    if (!f)
        return false;
    if (!app->host.live && app->queries.flow_read && !formula_is_constant(f))
        (void)nets_tick(app, -1);
    app->queries.missing = (struct err){0};
    *out = formula_eval(f, &scope);
    formula_free(f);
    return true;
}

bool app_get(struct app *app, const char *expr, double *out, struct err *e)
{
    const struct err *missing = &app->queries.missing;
    if (!evaluate(app, expr, out, e))
        return false;
    return !(isnan(*out) && missing->text[0]) || err_set(e, "%s", missing->text);
}

bool app_has(struct app *app, const char *expr, struct err *e)
{
    double v;
    const struct err *missing = &app->queries.missing;
    return evaluate(app, expr, &v, e) && (!missing->text[0] || err_set(e, "%s", missing->text));
}
