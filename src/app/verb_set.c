/* Verbs that change and tell options and parameters. */
#include <math.h>
#include <string.h>

#include "app/impl.h"
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

/* One word, as a name is: where it is none, a number was to be. */
static bool is_word(const char *text)
{
    return text[0] && !text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                                         "0123456789")];
}

bool command_set(struct app *app, const struct option_ref *ref, const char *text, struct err *e)
{
    struct settings *s = &app->settings;
    double v;
    if (option_is_wordy(ref) || str_is(text, "auto"))
        return option_set_word(s, ref, text, e);
    if (command_number(app, text, &v, e))
        return option_set_given(s, ref, v, e);
    return is_word(text) ? option_refuse(s, ref, text, e) : false;
}

bool verb_set(const struct call *c, struct err *e)
{
    struct option_ref ref;
    if (c->n < 2) /* set NAME=VALUE ...: the options do it */
        return c->n == 0 || err_set(e, "set needs a value: set %s VALUE", c->word[0]);
    return find(c, c->word[0], &ref, e) && command_set(c->app, &ref, c->word[1], e);
}

bool verb_toggle(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct option_ref ref;
    if (!find(c, c->word[0], &ref, e) || (ref.row && option_is_idle(s, ref.row, e)))
        return false;
    return option_toggle(s, &ref, e);
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
