/* Verbs that choose what is shown: screens and functions. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/impl.h"
#include "base/fmt.h"

/* Operands ACT... become the functions of a screen; none leaves them as they are. */
static bool take_acts(const struct call *c, struct acts *acts, struct err *e)
{
    struct acts wanted;
    memset(&wanted, 0, sizeof wanted);
    for (int i = 0; i < c->n; i++)
        if (!act_parse(&c->app->settings.names, c->word[i], &wanted.use[wanted.n++], e))
            return false;
    if (wanted.n)
        *acts = wanted;
    return true;
}

bool verb_plot(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    s->screen = SCREEN_PLOT;
    return take_acts(c, &s->plot.acts, e);
}

/* Coming to the screen, and every new set-up, starts the animation. */
bool verb_flow(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    bool fresh = s->flow.playhead == 0 || c->n > 0 || c->options;
    s->screen = SCREEN_FLOW;
    if (fresh) {
        s->flow.playhead = 0;
        s->flow.playing = 1;
    }
    return take_acts(c, &s->flow.acts, e);
}

bool verb_lessons(const struct call *c, struct err *e)
{
    (void)e;
    c->app->settings.screen = SCREEN_LESSONS;
    return true;
}

static bool is_topic(const struct app *app, const char *topic)
{
    struct option_ref ref;
    return str_has_word("keys commands options functions", topic) || app_verb_find(app, topic) ||
           act_find(&app->settings.names, topic) ||
           option_find(&app->settings, app->settings.screen, topic, &ref, NULL);
}

bool verb_help(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    const char *topic = c->n ? c->word[0] : "";
    if (c->n && !is_topic(c->app, topic)) {
        struct near near;
        near_init(&near, topic);
        for (int i = 0; app_verb(c->app, i); i++)
            near_offer(&near, app_verb(c->app, i)->name);
        option_offer(s, s->screen, &near);
        act_offer(&s->names, &near);
        (void)err_set(e, "there is no help on %s; try keys, commands, options or functions", topic);
        const char *best = near_name(&near);
        return best ? err_add(e, "; did you mean %s?", best) : false;
    }
    if (s->screen != SCREEN_HELP)
        s->help.from = s->screen;
    s->screen = SCREEN_HELP;
    s->help.scroll = 0;
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

bool verb_focus(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct acts *acts = settings_acts(s, (enum screen)s->screen);
    if (!acts)
        return err_set(e, "this screen has no functions to focus; try plot or flow");
    double v = 1;
    if (c->n && !fmt_parse(c->word[0], &v)) {
        for (int i = 0; i < acts->n; i++) {
            char name[ACT_NAME];
            if (str_is(settings_act_name(acts, i, name), c->word[0])) {
                acts->focus = i;
                return true;
            }
        }
        (void)err_set(e, "%s is not on this screen; there are", c->word[0]);
        for (int i = 0; i < acts->n; i++) {
            char name[ACT_NAME];
            (void)err_add(e, " %s", settings_act_name(acts, i, name));
        }
        return false;
    }
    if (!(fabs(v) <= 100) || v != floor(v))
        return err_set(e, "focus takes a whole number or the name of a function");
    int next = (acts->focus + (int)v) % acts->n;
    acts->focus = next < 0 ? next + acts->n : next;
    if (s->screen == SCREEN_PLOT)
        s->plot.param = 0; /* knobs of another function */
    return true;
}
