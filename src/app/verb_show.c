/* Verbs that choose what is shown: screens and functions. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/column.h"
#include "app/glossary.h"
#include "app/impl.h"
#include "app/table.h"
#include "app/unit_column.h"
#include "base/fmt.h"
#include "num/fact.h"

/* Operands ACT... become the functions of a screen; none leaves them as they are. */
static bool take_acts(const struct call *c, struct acts *acts, struct err *e)
{
    struct acts wanted;
    memset(&wanted, 0, sizeof wanted);
    for (int i = 0; i < c->n; i++)
        if (!act_parse(&c->app->settings.names, c->word[i], &wanted.use[wanted.n++], e))
            return false;
    if (wanted.n) {
        *acts = wanted;
        c->app->settings.plot.card_scroll = 0;
    }
    return true;
}

bool verb_plot(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    s->screen = SCREEN_PLOT;
    return take_acts(c, &s->plot.acts, e);
}

/* The animation begins anew. */
static void restart(struct flow_settings *flow)
{
    flow->playhead = 0;
    flow->playing = 1;
}

/* Coming to the screen, and every new set-up, starts the animation. */
bool verb_flow(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    bool fresh = s->flow.playhead == 0 || c->n > 0 || c->options;
    s->screen = SCREEN_FLOW;
    if (fresh)
        restart(&s->flow);
    return take_acts(c, &s->flow.acts, e);
}

bool verb_table(const struct call *c, struct err *e)
{
    (void)e;
    c->app->settings.screen = SCREEN_TABLE;
    return true;
}

bool verb_filter(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref ref;
    s->screen = SCREEN_TABLE;
    return option_find(s, SCREEN_TABLE, "filter", &ref, e) &&
           option_set_word(s, &ref, c->n ? c->word[0] : "", e);
}

static bool chosen(const struct app *app, struct act_use *out, struct err *e)
{
    if (app->settings.screen != SCREEN_TABLE)
        return err_set(e, "this is for the chosen row of the table; to come there: table");
    return table_chosen(app, out) ||
           err_set(e, "the filter leaves no function; filter alone shows all");
}

bool verb_open(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    bool flow = c->n && str_is(c->word[0], "flow");
    struct acts acts;
    memset(&acts, 0, sizeof acts);
    if (c->n && !flow && !str_is(c->word[0], "plot"))
        return err_set(e, "open shows the chosen function as plot or flow, not %s", c->word[0]);
    if (s->screen == SCREEN_MAP) {
        verb_map_open(s);
        return true;
    }
    if (s->screen == SCREEN_UNITS) {
        verb_units_open(s, flow);
        return true;
    }
    if (!chosen(c->app, &acts.use[acts.n++], e))
        return false;
    if (flow && !str_is(acts.use[0].act->name, "relu"))
        acts.use[acts.n++] = act_use_of(act_find(NULL, "relu"));
    s->screen = flow ? SCREEN_FLOW : SCREEN_PLOT;
    *settings_acts(s, (enum screen)s->screen) = acts;
    if (flow)
        restart(&s->flow);
    else
        s->plot.param = s->plot.card_scroll = 0;
    return true;
}

static bool is_among(const struct acts *acts, const struct act_use *use)
{
    for (int i = 0; i < acts->n; i++)
        if (act_same(&acts->use[i], use))
            return true;
    return false;
}

/* One function more on a screen that has some; it gets the focus. */
static bool add_act(struct settings *s, enum screen screen, const struct act_use *use,
                    struct err *e)
{
    struct acts *acts = settings_acts(s, screen);
    int most = screen == SCREEN_FLOW ? FLOW_ACTS_MAX : ACTS_MAX;
    if (acts->n == most)
        return err_set(e, "%s shows at most %d functions", screen_names[screen], most);
    acts->focus = acts->n;
    acts->use[acts->n++] = *use;
    return true;
}

/* From the table: the chosen function joins the plot, and one stays to choose more. */
static bool add_chosen(struct app *app, struct err *e)
{
    struct settings *s = &app->settings;
    struct act_use use;
    struct str note;
    if (!chosen(app, &use, e))
        return false;
    if (!is_among(&s->plot.acts, &use) && !add_act(s, SCREEN_PLOT, &use, e))
        return false;
    s->plot.param = s->plot.card_scroll = 0;
    str_init(&note);
    for (int i = 0; i < s->plot.acts.n; i++) {
        char name[ACT_NAME];
        str_addf(&note, " %s", settings_act_name(&s->plot.acts, i, name));
    }
    app_note(app, false, "the plot has%s", note.data);
    str_done(&note);
    return true;
}

bool verb_add(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    bool stacks = settings_acts(s, (enum screen)s->screen) == &s->flow.acts;
    enum screen screen = stacks ? SCREEN_FLOW : SCREEN_PLOT;
    if (c->n == 0)
        return s->screen == SCREEN_TABLE ? add_chosen(c->app, e)
                                         : err_set(e, "add needs a function, as in add elu");
    for (int i = 0; i < c->n; i++) {
        struct act_use use;
        if (!act_parse(&s->names, c->word[i], &use, e) || !add_act(s, screen, &use, e))
            return false;
    }
    if (screen == SCREEN_FLOW)
        restart(&s->flow);
    else
        s->plot.param = s->plot.card_scroll = 0;
    return true;
}

bool verb_lessons(const struct call *c, struct err *e)
{
    (void)e;
    c->app->settings.screen = SCREEN_LESSONS;
    return true;
}

const char *app_topic(int i)
{
    static const char *const topics[] = {"keys",     "mouse",     "commands",
                                         "options",  "functions", "properties",
                                         "formulas", "columns",   "glossary"};
    enum { TOPICS = sizeof topics / sizeof topics[0] };
    return i >= 0 && i < TOPICS ? topics[i] : NULL;
}

static bool is_chapter(const char *topic)
{
    int i = 0;
    while (app_topic(i) && !str_is(app_topic(i), topic))
        i++;
    return app_topic(i) != NULL;
}

static bool refuse_topic(const struct app *app, const char *topic, struct err *e)
{
    const struct settings *s = &app->settings;
    struct near near;
    near_init(&near, topic);
    (void)err_set(e, "there is no help on %s; try", topic);
    for (int i = 0; app_topic(i); i++) {
        (void)err_add(e, "%s%s", i == 0 ? " " : app_topic(i + 1) ? ", " : " or ", app_topic(i));
        near_offer(&near, app_topic(i));
    }
    for (int i = 0; app_verb(app, i); i++)
        near_offer(&near, app_verb(app, i)->name);
    option_offer(s, s->screen, &near);
    act_offer(&s->names, &near);
    fact_offer(&near);
    for (int i = 0; column_at(i); i++)
        near_offer(&near, column_at(i)->name);
    glossary_offer(&near);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : false;
}

static bool is_topic(const struct app *app, const char *topic)
{
    struct option_ref ref;
    return is_chapter(topic) || app_verb_find(app, topic) ||
           act_find(&app->settings.names, topic) || fact_find(topic) || column_named(topic) ||
           unit_column_find(topic) || glossary_find(topic) ||
           option_find(&app->settings, app->settings.screen, topic, &ref, NULL);
}

bool verb_help(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    const char *topic = c->n ? c->word[0] : "";
    if (c->n && !is_topic(c->app, topic))
        return refuse_topic(c->app, topic, e);
    if (s->screen != SCREEN_HELP)
        s->help.from = s->screen;
    s->screen = SCREEN_HELP;
    s->help.scroll = 0;
    memset(s->help.topic, 0, sizeof s->help.topic);
    (void)str_copy(s->help.topic, sizeof s->help.topic, topic);
    return true;
}

bool verb_close(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    if (s->screen != SCREEN_HELP)
        return err_set(e, "close leaves the help, which is not open");
    s->screen = s->help.from;
    return true;
}

static bool refuse_focus(const struct acts *acts, const char *name, struct err *e)
{
    (void)err_set(e, "%s is not on this screen; there are", name);
    for (int i = 0; i < acts->n; i++) {
        char own[ACT_NAME];
        (void)err_add(e, " %s", settings_act_name(acts, i, own));
    }
    return false;
}

bool verb_focus(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct acts *acts = settings_acts(s, (enum screen)s->screen);
    if (!acts)
        return err_set(e, "this screen has no functions to focus; try plot or flow");
    double v = 1;
    if (c->n && !fmt_parse(c->word[0], &v)) {
        int i = settings_act_find(acts, c->word[0]);
        if (i < 0)
            return refuse_focus(acts, c->word[0], e);
        v = i - acts->focus;
    }
    if (!(fabs(v) <= 100) || v != floor(v))
        return err_set(e, "focus takes a whole number or the name of a function");
    int next = (acts->focus + (int)v) % acts->n;
    acts->focus = next < 0 ? next + acts->n : next;
    if (s->screen == SCREEN_PLOT) /* knobs and card of another function */
        s->plot.param = s->plot.card_scroll = 0;
    return true;
}
