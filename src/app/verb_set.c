/* Verbs that change options and parameters. */
#include <math.h>
#include <string.h>

#include "app/impl.h"
#include "app/knob.h"
#include "base/fmt.h"

/* Finds an option that may be changed now. */
static bool find(const struct call *c, const char *name, struct option_ref *ref, struct err *e)
{
    struct app *app = c->app;
    if (!option_find(&app->settings, app->settings.screen, name, ref, e))
        return false;
    if (app->safe && ref->row && !(ref->row->flags & OPTION_LESSON))
        return err_set(e, "a lesson may not set %s", name);
    return true;
}

bool verb_set(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref ref;
    if (c->n < 2) /* set NAME=VALUE ...: the options do it */
        return c->n == 0 || err_set(e, "set needs a value: set %s VALUE", c->word[0]);
    if (!find(c, c->word[0], &ref, e))
        return false;
    if (option_is_wordy(&ref) || str_is(c->word[1], "auto"))
        return option_set_word(s, &ref, c->word[1], e);
    double v;
    return command_number(c->app, c->word[1], &v, e) && option_set_number(s, &ref, v, e);
}

bool verb_toggle(const struct call *c, struct err *e)
{
    struct option_ref ref;
    return find(c, c->word[0], &ref, e) && option_toggle(&c->app->settings, &ref, e);
}

bool verb_get(const struct call *c, struct err *e)
{
    struct app *app = c->app;
    char number[FMT_SIZE];
    double v;
    struct str word;
    str_init(&word);
    bool is_word = app_word(app, c->word[0], &word);
    if (is_word)
        app_note(app, false, "%s = %s", c->word[0], word.data);
    str_done(&word);
    if (is_word)
        return true;
    if (!app_get(app, c->word[0], &v, e))
        return false;
    app_note(app, false, "%s = %s", c->word[0], fmt_short(number, v, 9));
    return true;
}

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
    return s->screen == SCREEN_FLOW ? &s->flow.param : &s->plot.param;
}

enum { KNOBS_MAX = 24 };

bool verb_turn(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref knob[KNOBS_MAX];
    int n, steps = 0;
    if (!whole(c->number[0], &steps, e))
        return false;
    if (c->n == 2) {
        if (!find(c, c->word[1], &knob[0], e))
            return false;
        return knob_turn(s, &knob[0], steps, e);
    }
    n = option_knobs(s, s->screen, knob, KNOBS_MAX);
    if (n == 0) {
        const struct acts *acts = settings_acts_const(s, (enum screen)s->screen);
        char name[ACT_NAME];
        return acts ? err_set(e, "%s has no parameters to turn; Tab focuses the next function",
                              settings_act_name(acts, acts->focus, name))
                    : err_set(e, "nothing can be turned on this screen");
    }
    int at = *chosen(s);
    return knob_turn(s, &knob[at < n ? at : 0], steps, e);
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

bool verb_reset(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct acts *acts = settings_acts(s, (enum screen)s->screen);
    if (!acts)
        return err_set(e, "this screen has no functions; try plot or flow");
    acts->use[acts->focus] = act_use_of(acts->use[acts->focus].act);
    return true;
}
