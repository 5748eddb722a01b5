/* Commands: words to a verb, its operands and options, run whole or not at all. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "app/impl.h"
#include "app/table.h"
#include "base/fmt.h"
#include "base/mem.h"

bool command_number(struct app *app, const char *text, double *out, struct err *e)
{
    return app_get(app, text, out, e);
}

static const struct verb *find_verb(const struct app *app, const char *name, void **ctx)
{
    for (int i = 0; i < verb_count; i++)
        if (str_is(verb_rows[i].name, name))
            return &verb_rows[i];
    for (int i = 0; i < app->ext.verb_count; i++) {
        if (str_is(app->ext.verbs[i].name, name)) {
            *ctx = app->ext.ctx;
            return &app->ext.verbs[i];
        }
    }
    return NULL;
}

const struct verb *app_verb_find(const struct app *app, const char *name)
{
    void *ctx = NULL;
    return find_verb(app, name, &ctx);
}

const struct verb *app_verb(const struct app *app, int i)
{
    if (i >= 0 && i < verb_count)
        return &verb_rows[i];
    i -= verb_count;
    return app && i >= 0 && i < app->ext.verb_count ? &app->ext.verbs[i] : NULL;
}

/* What a key does everywhere, NULL if there is no such key: who types q means what q does. */
static const char *command_of_key(const struct app *app, const char *name)
{
    struct binding b;
    for (int i = 0; app_binding_at(app, i, &b); i++) {
        char own[KEY_NAME];
        if (!b.context[0] && str_is(key_name(&b.key, own), name))
            return b.command;
    }
    return NULL;
}

static bool refuse_verb(const struct app *app, const struct word *word, struct err *e)
{
    struct near near;
    const char *name = word->text + (word->text[0] == ':'); /* as documents write commands */
    near_init(&near, name);
    for (int i = 0; app_verb(app, i); i++)
        near_offer(&near, app_verb(app, i)->name);
    (void)err_at(e, 1, word->col, "no command is called %s", word->text);
    const char *command = command_of_key(app, name);
    if (command)
        return err_add(e, "; the key %s does: %s", name, command);
    if (act_find(&app->settings.names, word->text))
        return err_add(e, "; to show the function: plot %s", word->text);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : err_add(e, "; see: help commands");
}

/* Where something stands: its word, and the first character of what it says, behind a quote. */
struct spot {
    int col, text_col; /* 0 for words that came split */
    const char *text;
};

/* Gives an error the place of a word, or one inside of an expression its place in the line; where
 * there is no line, the expression itself is shown. */
static bool place(struct err *e, struct spot spot)
{
    if (!e)
        return false;
    if (spot.col == 0 && spot.text && e->col > 0) {
        int col = e->col;
        e->line = e->col = 0;
        return err_add(e, " (column %d of: %s)", col, spot.text);
    }
    if (spot.col > 0)
        e->col = e->col > 0 ? spot.text_col + e->col - 1 : spot.col;
    e->line = e->col ? 1 : 0;
    return false;
}

static bool place_at(struct err *e, int col)
{
    return place(e, (struct spot){.col = col, .text_col = col});
}

static struct spot spot_of_value(const struct word *word)
{
    return (struct spot){word->value_col - word->quoted, word->value_col, word->value};
}

static bool is_long(enum arg kind)
{
    return kind == ARG_EXPR || kind == ARG_RAW || kind == ARG_VALUE || kind == ARG_TOPIC;
}

/* Kind of operand i of a verb. */
static enum arg kind_of(const struct verb *verb, int i)
{
    int last = 0;
    while (last + 1 < VERB_ARGS && verb->arg[last + 1] != ARG_NONE)
        last++;
    return verb->arg[i < last ? i : last];
}

/* One NAME=VALUE. */
static bool set_option(struct app *app, const struct word *word, struct err *e)
{
    struct settings *s = &app->settings;
    struct option_ref ref;
    if (!option_find(s, s->screen, word->text, &ref, e))
        return place_at(e, word->col);
    if (app->safe && ref.row && !(ref.row->flags & OPTION_LESSON)) {
        (void)err_set(e, "a lesson may not set %s", word->text);
        return place_at(e, word->col);
    }
    if (app->rows && ref.row && ref.row->flags & OPTION_VIEW) {
        (void)err_set(e, "%s is for the screen; it changes nothing that is printed", word->text);
        return place_at(e, word->col);
    }
    if (!*word->value && !(ref.row && ref.row->type == OPTION_TEXT)) {
        (void)err_set(e, "option %s needs a value", word->text);
        return place_at(e, word->col);
    }
    bool fine = command_set(app, &ref, word->value, e);
    return fine ? true : place(e, spot_of_value(word));
}

/* Says of a NAME=VALUE that was set if it means nothing with the others: rows that are printed
 * cannot show it. */
static void warn_if_idle(struct app *app, const struct word *word)
{
    struct option_ref ref;
    struct err e = {0};
    const struct settings *s = &app->settings;
    if (option_find(s, s->screen, word->text, &ref, NULL) && ref.row &&
        option_is_idle(s, ref.row, &e))
        app_note(app, true, "%s", e.text);
}

/* The words of a command as operands and options of its verb. */
struct parsed {
    struct call call;
    const struct word *option[WORDS_MAX];
    int options;
    struct spot spot[CALL_WORDS];
};

/* A word that reads as a number is one, though a formula might be as simple. */
static bool refuse_number(const char *text, struct err *e)
{
    double v;
    if (!fmt_parse(text, &v))
        return false;
    (void)err_set(e,
                  "%s is a number, not a function; the function that is so everywhere is "
                  "written 0*x + %s",
                  text, text);
    return true;
}

/* What can be told of an operand before its verb runs, so that the message has the place. */
static bool check_operand(struct app *app, enum arg kind, const char *text, double *number,
                          struct err *e)
{
    struct act_use use;
    struct option_ref ref;
    struct key key;
    switch (kind) {
    case ARG_NUMBER:
        return command_number(app, text, number, e);
    case ARG_ACT:
        return !refuse_number(text, e) && act_parse(&app->settings.names, text, &use, e);
    case ARG_OPTION:
        return option_find(&app->settings, app->settings.screen, text, &ref, e);
    case ARG_KEY:
        return keymap_parse(text, &key, NULL, e);
    default:
        return true;
    }
}

/* Of a formula that came as several words, the first that is none says what helps. */
static bool refuse_operand(const struct word *word, enum arg kind, struct spot spot, struct err *e)
{
    bool cut = kind == ARG_ACT && e && e->col > 0 && word->col > 0 && !word->quoted;
    if (cut && (word->rest[strlen(word->text)] || !isalnum((unsigned char)word->text[0])))
        (void)err_add(e, "; a formula with blanks stands in quotes");
    return place(e, spot);
}

static bool add_operand(struct app *app, const struct verb *verb, const struct word *word,
                        const char *text, struct parsed *p, struct err *e)
{
    struct call *call = &p->call;
    if (call->n == verb->most && verb->most > 1 && kind_of(verb, call->n) == ARG_ACT) {
        (void)err_set(e, "%s shows at most %d functions; %s is one too many", verb->name,
                      verb->most, text);
        return place_at(e, word->col);
    }
    if (call->n == verb->most) {
        (void)err_set(e, "%s takes %s%s; %s is too much", verb->name,
                      verb->most ? "only " : "nothing", verb->most ? verb->usage : "", text);
        return place_at(e, word->col);
    }
    enum arg kind = kind_of(verb, call->n);
    int text_col = text == word->text ? word->text_col : word->col;
    p->spot[call->n] = (struct spot){word->col, text_col, text};
    call->word[call->n] = text;
    if (!check_operand(app, kind, text, &call->number[call->n], e))
        return refuse_operand(word, kind, p->spot[call->n], e);
    call->n++;
    return true;
}

static bool takes_options(const struct verb *verb)
{
    return verb->flags & VERB_SCREEN || str_is(verb->name, "set");
}

static bool parse(struct app *app, const struct verb *verb, const struct words *w, struct parsed *p,
                  struct err *e)
{
    for (int i = 1; i < w->n; i++) {
        const struct word *word = &w->word[i];
        enum arg kind = p->call.n < verb->most ? kind_of(verb, p->call.n) : ARG_NONE;
        if (word->value && takes_options(verb) && !is_long(kind)) {
            p->option[p->options++] = word;
            continue;
        }
        if (is_long(kind)) {
            /* A single quoted word loses its quotes, anything else is taken as written. */
            bool single = i == w->n - 1 && !word->value;
            return add_operand(app, verb, word, single ? word->text : word->rest, p, e);
        }
        const char *text = word->value ? word->rest : word->text;
        if (!add_operand(app, verb, word, text, p, e))
            return false;
    }
    return true;
}

static bool too_few(const struct verb *verb, const struct words *w, struct err *e)
{
    (void)err_set(e, "%s needs %s", verb->name, verb->usage);
    return place_at(e, w->word[w->n - 1].col);
}

/* What repeats must have in common to be one change: the verb, and the option it names. */
static void likeness(const struct verb *verb, const struct parsed *p, char *out, size_t size)
{
    const char *name = "";
    for (int i = 0; i < p->call.n; i++)
        if (kind_of(verb, i) == ARG_OPTION)
            name = p->call.word[i];
    (void)snprintf(out, size, "%.15s %.30s", verb->name, name);
}

static void remember(struct app *app, const struct settings *before, long token,
                     const struct verb *verb, const struct parsed *p)
{
    char like[48];
    if (settings_same(before, &app->settings))
        return;
    likeness(verb, p, like, sizeof like);
    undo_push(app, before, token, app->by_key ? like : NULL);
}

/* Runs the verb and sets the options; on failure the settings are left for the caller to restore.
 */
static bool perform(struct app *app, const struct verb *verb, struct parsed *p,
                    const struct settings *before, struct err *e)
{
    p->call.options = p->options > 0;
    int n = p->call.n;
    if (!verb->run(&p->call, e)) {
        if (verb->flags & VERB_TALK)
            return place(e, (struct spot){.col = 0});
        /* Of several operands, only a long last one is known to be it. */
        bool known = n == 1 || (n > 1 && is_long(kind_of(verb, n - 1)));
        return known ? place(e, p->spot[n - 1]) : place_at(e, 0);
    }
    for (int i = 0; i < p->options; i++)
        if (!set_option(app, p->option[i], e))
            return false;
    for (int i = 0; app->rows && i < p->options; i++)
        warn_if_idle(app, p->option[i]);
    return command_check(&app->settings, before, verb, e);
}

static bool execute(struct app *app, const struct words *w, struct err *e)
{
    struct parsed *p = mem_new(1, sizeof *p);
    p->call.app = app;
    const struct verb *verb = find_verb(app, w->word[0].text, &p->call.ctx);
    bool fine = false;
    if (!verb || w->word[0].value) {
        (void)refuse_verb(app, &w->word[0], e);
    } else if (app->safe && !(verb->flags & VERB_LESSON)) {
        (void)err_set(e, "a lesson may not use %s", verb->name);
        (void)place_at(e, w->word[0].col);
    } else if (parse(app, verb, w, p, e)) {
        if (p->call.n < verb->least && !(p->options && str_is(verb->name, "set"))) {
            (void)too_few(verb, w, e);
        } else {
            struct settings before;
            memcpy(&before, &app->settings, sizeof before);
            long token = app->ext.token ? app->ext.token(app->ext.ctx) : 0;
            fine = perform(app, verb, p, &before, e);
            if (!fine)
                memcpy(&app->settings, &before, sizeof before);
            else if (verb->flags & (VERB_UNDO | VERB_SCREEN))
                remember(app, &before, token, verb, p);
            else
                app->undo.like[0] = '\0'; /* what comes now is another change */
            if (fine) {
                play_follow(app, &before);
                play_tell(app, &before);
                plot_follow(&app->settings, &before);
                table_follow(app, &before);
                unit_stats_follow(&app->settings, &before);
            }
        }
    }
    mem_free(p);
    if (fine) {
        app_effect(app, EFFECT_DRAW);
        if (!app->host.live)
            (void)nets_tick(app, -1);
        if (app->ext.changed)
            app->ext.changed(app->ext.ctx);
    }
    return fine;
}

bool app_run(struct app *app, const char *line, struct err *e)
{
    struct words *w = mem_resize(NULL, 1, sizeof *w);
    size_t at = 0;
    bool fine = true;
    while (fine && line[at]) {
        fine = words_cut(w, line, &at, e);
        if (fine && w->n)
            fine = execute(app, w, e);
    }
    mem_free(w);
    return fine;
}

bool app_run_words(struct app *app, int n, const char *const *words, struct err *e)
{
    struct words *w = mem_resize(NULL, 1, sizeof *w);
    bool fine = words_take(w, n, words, e);
    app->shell = true;
    if (fine && w->n)
        fine = execute(app, w, e);
    app->shell = false;
    mem_free(w);
    return fine;
}
