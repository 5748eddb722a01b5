/* Functions of one's own: defining them, and defining anew what is made from one that changed. */
#include <ctype.h>
#include <string.h>

#include "app/impl.h"
#include "num/act_book.h"

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Does a formula call the function of this name? */
static bool calls(const char *formula, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = formula; (p = strstr(p, name)) != NULL; p++) {
        const char *behind = p + n;
        bool whole = (p == formula || (!is_letter(p[-1]) && p[-1] != '.')) && !is_letter(*behind);
        behind += strspn(behind, "'");
        behind += strspn(behind, " \t");
        if (whole && *behind == '(')
            return true;
    }
    return false;
}

/* What is known of the functions in force while one of them changes: [own function]. */
struct change {
    struct act_names *names;
    const struct act *before[ACT_OWN]; /* as they were */
    bool seen[ACT_OWN];                /* looked at */
    int root;                          /* the one that was defined */
};

static bool is_changed(const struct change *c, int i)
{
    return c->names->own[i] != c->before[i];
}

/* Does function i call the root, directly or through others? */
static bool leads_to_root(struct change *c, int i)
{
    c->seen[i] = true;
    for (int k = 0; k < c->names->n; k++) {
        if (!calls(c->names->own[i]->formula, c->names->own[k]->name))
            continue;
        if (k == c->root || (!c->seen[k] && leads_to_root(c, k)))
            return true;
    }
    return false;
}

/* Defines function i anew if one that it calls has changed; those first. At most as deep as there
 * are functions. */
static bool renew(struct change *c, int i, struct err *e)
{
    const struct act *act = c->names->own[i];
    bool stale = false;
    if (c->seen[i])
        return true;
    c->seen[i] = true;
    for (int k = 0; k < c->names->n; k++) {
        if (!calls(act->formula, c->names->own[k]->name))
            continue;
        if (!renew(c, k, e))
            return false;
        stale = stale || is_changed(c, k);
    }
    if (!stale || i == c->root)
        return true;
    struct err own = {0};
    struct str text;
    str_init(&text);
    act_book_print(act, &text);
    const struct act *made = act_book_define(c->names, text.data, &own);
    str_done(&text);
    return made ? true
                : err_set(e, "%s, which is made from it, would be wrong then: %s", act->name,
                          own.text);
}

/* Formulas without a name on a screen are made from the same text again. */
static bool renew_formulas(struct settings *s, const struct acts *acts, const struct change *c,
                           struct err *e)
{
    for (int i = 0; i < acts->n; i++) {
        const struct act *act = acts->use[i].act;
        bool stale = false;
        for (int k = 0; act_is_anonymous(act) && k < c->names->n; k++)
            stale = stale || (is_changed(c, k) && calls(act->formula, c->names->own[k]->name));
        if (!stale)
            continue;
        struct err own = {0};
        const struct act *made = act_book_formula(&s->names, act->formula, &own);
        if (!made)
            return err_set(e, "the formula %s on the %s screen would be wrong then: %s",
                           act->formula, acts == &s->plot.acts ? "plot" : "flow", own.text);
        settings_replace_act(s, act, made);
    }
    return true;
}

/* All that shows or calls a function that was defined anew follows. */
static bool follow(struct settings *s, struct change *c, struct err *e)
{
    if (leads_to_root(c, c->root))
        return err_set(e, "%s would stand in its own definition", c->names->own[c->root]->name);
    memset(c->seen, 0, sizeof c->seen);
    for (int i = 0; i < c->names->n; i++)
        if (!renew(c, i, e))
            return false;
    for (int i = 0; i < c->names->n; i++)
        if (is_changed(c, i))
            settings_replace_act(s, c->before[i], c->names->own[i]);
    return renew_formulas(s, &s->plot.acts, c, e) && renew_formulas(s, &s->flow.acts, c, e);
}

bool verb_def(const struct call *c, struct err *e)
{
    struct settings *s = &c->app->settings;
    struct change change = {.names = &s->names};
    int64_t before = s->names.n;
    memcpy(change.before, s->names.own, sizeof change.before);
    const struct act *act = act_book_define(&s->names, c->word[0], e);
    if (!act)
        return false;
    while (s->names.own[change.root] != act)
        change.root++;
    if (s->names.n == before)
        return follow(s, &change, e);
    app_note(c->app, false, "%s is defined; to show it: plot %s", act->name, act->name);
    return true;
}
