/* Completion: what may stand at a place of a command line, read from the same tables as parsing. */
#include <string.h>

#include "app/impl.h"
#include "base/mem.h"

/* The word being completed, and who is told. */
struct asked {
    const struct app *app;
    const char *start; /* of the word, not ended */
    size_t n;
    app_candidate_fn *each;
    void *arg;
};

static void offer(const struct asked *a, const char *prefix, const char *word, const char *suffix)
{
    char text[128];
    struct str s;
    str_init(&s);
    str_add(&s, prefix);
    str_add(&s, word);
    str_add(&s, suffix);
    if (str_copy(text, sizeof text, s.data) && strncmp(text, a->start, a->n) == 0)
        a->each(a->arg, text);
    str_done(&s);
}

static void offer_acts(const struct asked *a)
{
    const struct act_names *own = &a->app->settings.names;
    for (int i = 0; act_at(own, i); i++)
        offer(a, "", act_at(own, i)->name, "");
}

/* The options that bare names mean on a screen. */
static void offer_options(const struct asked *a, int screen, const char *suffix)
{
    const struct settings *s = &a->app->settings;
    for (int i = 0; i < option_count; i++) {
        const struct option *row = &option_table[i];
        if (row->screen == screen || row->screen == SCREEN_COUNT)
            offer(a, "", row->name, suffix);
    }
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    for (int k = 0; acts && k < act_params(acts->use[acts->focus].act); k++)
        offer(a, "", acts->use[acts->focus].act->param[k].name, suffix);
    for (int i = 0; i < option_count; i++) { /* qualified, once that much is typed */
        char prefix[24] = "";
        if (option_table[i].screen == SCREEN_COUNT || !memchr(a->start, '.', a->n))
            continue;
        (void)str_copy(prefix, sizeof prefix - 1, screen_names[option_table[i].screen]);
        strncat(prefix, ".", sizeof prefix - strlen(prefix) - 1);
        offer(a, prefix, option_table[i].name, suffix);
    }
}

/* Values of the option called by the n bytes at name. */
static void offer_values(const struct asked *a, int screen, const char *name, size_t n,
                         const char *prefix)
{
    char option[64];
    struct option_ref ref;
    const struct settings *s = &a->app->settings;
    if (n >= sizeof option)
        return;
    memcpy(option, name, n);
    option[n] = '\0';
    if (!option_find(s, screen, option, &ref, NULL) || !ref.row)
        return;
    if (ref.row->type == OPTION_BOOL) {
        offer(a, prefix, "on", "");
        offer(a, prefix, "off", "");
    }
    for (int i = 0; ref.row->names && ref.row->names[i]; i++)
        offer(a, prefix, ref.row->names[i], "");
    if (ref.row->flags & OPTION_AUTO)
        offer(a, prefix, "auto", "");
}

static void offer_verbs(const struct asked *a)
{
    for (int i = 0; app_verb(a->app, i); i++)
        offer(a, "", app_verb(a->app, i)->name, "");
}

static void offer_ext(const struct asked *a, enum arg kind)
{
    const struct app_ext *ext = &a->app->ext;
    for (int i = 0; ext->word && ext->word(ext->ctx, kind, i); i++)
        offer(a, "", ext->word(ext->ctx, kind, i), "");
}

static void offer_kind(const struct asked *a, enum arg kind, const struct words *w)
{
    switch (kind) {
    case ARG_ACT:
        offer_acts(a);
        break;
    case ARG_OPTION:
        offer_options(a, a->app->settings.screen, "");
        break;
    case ARG_VALUE:
        if (w->n > 1)
            offer_values(a, a->app->settings.screen, w->word[1].text, strlen(w->word[1].text), "");
        break;
    case ARG_TOPIC:
        offer(a, "", "keys", "");
        offer(a, "", "commands", "");
        offer(a, "", "options", "");
        offer(a, "", "functions", "");
        offer_verbs(a);
        offer_acts(a);
        break;
    case ARG_KEY:
        for (int i = 0; key_named(i); i++)
            offer(a, "", key_named(i), "");
        break;
    case ARG_RAW:
        offer_verbs(a);
        break;
    case ARG_EXPR:
    case ARG_NUMBER:
        offer_options(a, a->app->settings.screen, "");
        offer_acts(a);
        break;
    case ARG_LESSON:
    case ARG_STEP:
        offer_ext(a, kind);
        break;
    default:
        break;
    }
}

/* Start of the command that holds byte `at`: behind the last ';'. */
static size_t command_start(const char *line, size_t at)
{
    size_t start = at;
    while (start > 0 && line[start - 1] != ';')
        start--;
    return start;
}

size_t app_complete(const struct app *app, const char *line, size_t at, app_candidate_fn *each,
                    void *arg)
{
    size_t start = at, command = command_start(line, at), from = command;
    while (start > command && line[start - 1] != ' ' && line[start - 1] != '\t')
        start--;
    struct str before;
    str_init(&before);
    str_add_n(&before, line + command, start - command);
    struct words *w = mem_resize(NULL, 1, sizeof *w);
    struct asked a = {app, line + start, at - start, each, arg};
    size_t zero = 0;
    const char *equals = memchr(a.start, '=', a.n);
    if (!words_cut(w, before.data, &zero, NULL)) {
        from = at; /* an open quote: nothing to offer */
    } else if (w->n == 0) {
        offer_verbs(&a);
        from = start;
    } else {
        const struct verb *verb = app_verb_find(app, w->word[0].text);
        int operand = 0;
        for (int i = 1; i < w->n; i++)
            operand += w->word[i].value == NULL;
        from = start;
        if (verb && equals) {
            char prefix[80] = "";
            size_t n = (size_t)(equals - a.start);
            if (n + 1 < sizeof prefix) {
                memcpy(prefix, a.start, n + 1);
                offer_values(&a, verb->flags & VERB_SCREEN ? verb->screen : app->settings.screen,
                             a.start, n, prefix);
            }
        } else if (verb) {
            int last = operand < VERB_ARGS ? operand : VERB_ARGS - 1;
            while (last > 0 && verb->arg[last] == ARG_NONE)
                last--;
            if (operand < verb->most)
                offer_kind(&a, verb->arg[last], w);
            if (verb->flags & VERB_SCREEN)
                offer_options(&a, verb->screen, "=");
        }
    }
    mem_free(w);
    str_done(&before);
    return from;
}
