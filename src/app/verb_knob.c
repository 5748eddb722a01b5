/* Verbs that turn knobs: parameters of the focused function, and options flagged so. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/impl.h"
#include "app/knob.h"

enum { KNOBS_MAX = 24 };

/* Steps as an int within reason. */
static bool whole(double v, int *out, struct err *e)
{
    if (!(fabs(v) <= 1e6) || v != floor(v))
        return err_set(e, "a whole number of steps is needed");
    *out = (int)v;
    return true;
}

/* Where the chosen knob of the screen is kept. */
static int *chosen(struct settings *s)
{
    return option_owner(s->screen) == SCREEN_FLOW ? &s->flow.param : &s->plot.param;
}

/* "alpha" would be that of another screen. */
static bool refuse_hidden(const struct settings *s, const char *name, struct err *e)
{
    char here[64];
    struct option_ref ref;
    if (!settings_acts_const(s, (enum screen)s->screen))
        return err_set(e, "nothing can be turned on this screen");
    (void)snprintf(here, sizeof here, "%s.%.40s", screen_names[s->screen], name);
    return option_find(s, s->screen, here, &ref, e) && false;
}

/* The knob NAME, or the chosen one. What is turned is seen: a bare parameter is one of the function
 * that has the focus here, never of one on another screen. */
static bool find(const struct call *c, const char *name, struct option_ref *ref, struct err *e)
{
    struct app *app = c->app;
    struct settings *s = &app->settings;
    if (name) {
        if (!option_find(s, s->screen, name, ref, e))
            return false;
        if (!ref->row && ref->screen != s->screen && !strchr(name, '.'))
            return refuse_hidden(s, name, e);
        if (app->safe && ref->row && !(ref->row->flags & OPTION_LESSON))
            return err_set(e, "a lesson may not set %s", name);
        return !(ref->row && option_is_idle(s, ref->row, e)); /* it would be turned unseen */
    }
    struct option_ref knob[KNOBS_MAX];
    int n = option_knobs(s, s->screen, knob, KNOBS_MAX);
    if (n == 0) {
        const struct acts *acts = settings_acts_const(s, (enum screen)s->screen);
        char act[ACT_NAME];
        return acts ? err_set(e, "%s has no parameters to turn; Tab focuses the next function",
                              settings_act_name(acts, acts->focus, act))
                    : err_set(e, "nothing can be turned on this screen");
    }
    *ref = knob[*chosen(s) < n ? *chosen(s) : 0];
    return true;
}

bool verb_turn(const struct call *c, struct err *e)
{
    struct option_ref ref;
    int steps = 0;
    return whole(c->number[0], &steps, e) && find(c, c->n == 2 ? c->word[1] : NULL, &ref, e) &&
           knob_turn(&c->app->settings, &ref, steps, e);
}

bool verb_choose(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref knob[KNOBS_MAX];
    int steps = 0, n = option_knobs(s, s->screen, knob, KNOBS_MAX);
    if (!whole(c->n ? c->number[0] : 1, &steps, e))
        return false;
    if (n == 0)
        return err_set(e, "nothing can be turned here");
    int at = (*chosen(s) + steps % n + n) % n;
    *chosen(s) = at;
    return true;
}

/* The shortest name that means it here. */
static void short_name(const struct settings *s, const struct option_ref *ref, struct str *out)
{
    struct option_ref back;
    option_name(s, ref, out);
    const char *bare = strrchr(out->data, '.');
    if (bare && option_find(s, s->screen, bare + 1, &back, NULL) && back.row == ref->row &&
        back.screen == ref->screen && back.act == ref->act && back.param == ref->param) {
        struct str name;
        str_init(&name);
        str_add(&name, bare + 1);
        str_clear(out);
        str_add(out, name.data);
        str_done(&name);
    }
}

bool verb_type(const struct call *c, struct err *e)
{
    struct app *app = c->app;
    struct option_ref ref;
    struct str line;
    if (!find(c, c->n ? c->word[0] : NULL, &ref, e))
        return false;
    str_init(&line);
    short_name(&app->settings, &ref, &line);
    (void)snprintf(app->prompt, sizeof app->prompt, "set %s ", line.data);
    str_done(&line);
    app_effect(app, EFFECT_PROMPT);
    return true;
}

bool verb_default(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref ref;
    return find(c, c->n ? c->word[0] : NULL, &ref, e) && knob_default(s, &ref, e);
}

bool verb_reset(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct acts *acts = settings_acts(s, (enum screen)s->screen);
    if (!acts)
        return err_set(e, "this screen has no functions; try plot or flow");
    acts->use[acts->focus] = act_use_of(acts->use[acts->focus].act);
    return true;
}
