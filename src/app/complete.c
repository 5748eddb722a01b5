/* Completion: what may stand at a place of a command line, read from the same tables as parsing. */
#include <ctype.h>
#include <string.h>

#include "app/column.h"
#include "app/glossary.h"
#include "app/impl.h"
#include "base/mem.h"
#include "num/fact.h"
#include "num/formula_code.h"

/* The word being completed, and who is told. Inside of a formula only its last name is completed:
 * what stands before that in the word is kept. */
struct asked {
    const struct app *app;
    const char *start; /* of the word, not ended */
    size_t n;
    size_t name; /* where its last name begins */
    app_candidate_fn *each;
    void *arg;
};

/* Offers prefix + word + suffix in place of what stands behind the first `keep` bytes. */
static void offer_at(const struct asked *a, size_t keep, const char *prefix, const char *word,
                     const char *suffix)
{
    struct str s;
    str_init(&s);
    str_add_n(&s, a->start, keep);
    str_addf(&s, "%s%s%s", prefix, word, suffix);
    if (strncmp(s.data, a->start, a->n) == 0)
        a->each(a->arg, s.data);
    str_done(&s);
}

static void offer(const struct asked *a, const char *word, const char *suffix)
{
    offer_at(a, 0, "", word, suffix);
}

/* ---- functions ---- */

static void offer_acts(const struct asked *a)
{
    const struct act_names *own = &a->app->settings.names;
    for (int i = 0; act_at(own, i); i++)
        offer(a, act_at(own, i)->name, "");
}

/* A function's own name, and not one of its aliases, which are not offered. */
static bool is_act_name(const struct act_names *own, const char *name)
{
    const struct act *act = act_find(own, name);
    return act && str_is(act->name, name);
}

/* Everything that a formula can call. */
static void offer_calls(const struct asked *a)
{
    const struct act_names *own = &a->app->settings.names;
    for (int i = 0; act_at(own, i); i++)
        offer_at(a, a->name, "", act_at(own, i)->name, "(");
    for (int i = 0; i < formula_function_count; i++)
        if (!is_act_name(own, formula_functions[i].name)) /* tanh is there already */
            offer_at(a, a->name, "", formula_functions[i].name, "(");
}

static void offer_facts(const struct asked *a, const char *prefix)
{
    for (int i = 0; i < fact_count; i++)
        offer_at(a, a->name, prefix, fact_table[i].name, "");
}

static void offer_ids(const struct asked *a, const struct acts *acts)
{
    char id[ACT_NAME];
    for (int i = 0; acts && i < acts->n; i++)
        offer(a, settings_act_id(acts, i, id), "");
}

/* PARAM= behind the function's name and ':' or ','. */
static void offer_params(const struct asked *a, const char *colon)
{
    char name[ACT_NAME];
    size_t n = (size_t)(colon - a->start), keep = a->n;
    if (n >= sizeof name)
        return;
    memcpy(name, a->start, n);
    name[n] = '\0';
    const struct act *act = act_find(&a->app->settings.names, name);
    while (a->start[keep - 1] != ':' && a->start[keep - 1] != ',')
        keep--;
    for (int k = 0; act && k < act_params(act); k++)
        offer_at(a, keep, "", act->param[k].name, "=");
}

/* ---- options ---- */

/* The options that bare names mean on a screen. */
static void offer_options(const struct asked *a, int screen, size_t keep, const char *suffix)
{
    const struct settings *s = &a->app->settings;
    for (int i = 0; i < option_count; i++) {
        const struct option *row = &option_table[i];
        bool stacks = screen == SCREEN_UNITS || screen == SCREEN_MAP; /* flow describes them */
        bool shared = stacks && row->screen == SCREEN_FLOW;
        if (row->screen == screen || row->screen == SCREEN_COUNT || shared)
            offer_at(a, keep, "", row->name, suffix);
    }
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    for (int k = 0; acts && k < act_params(acts->use[acts->focus].act); k++)
        offer_at(a, keep, "", acts->use[acts->focus].act->param[k].name, suffix);
    for (int i = 0; i < option_count; i++) { /* qualified, once that much is typed */
        char prefix[24] = "";
        if (option_table[i].screen == SCREEN_COUNT || !memchr(a->start + keep, '.', a->n - keep))
            continue;
        (void)str_copy(prefix, sizeof prefix - 1, screen_names[option_table[i].screen]);
        strncat(prefix, ".", sizeof prefix - strlen(prefix) - 1);
        offer_at(a, keep, prefix, option_table[i].name, suffix);
    }
}

/* Members of a stack, once `flow.` is typed, and properties behind a function's name. */
static void offer_members(const struct asked *a)
{
    const struct settings *s = &a->app->settings;
    char id[ACT_NAME];
    if (!memchr(a->start + a->name, '.', a->n - a->name))
        return;
    for (int i = 0; i < s->flow.acts.n; i++) {
        struct str flow;
        str_init(&flow);
        str_addf(&flow, "flow.%s.", settings_act_id(&s->flow.acts, i, id));
        for (int k = 0; k < column_layer_count; k++)
            offer_at(a, a->name, flow.data, column_layer[k].name, "[");
        for (int k = 0; k < column_stack_count; k++)
            offer_at(a, a->name, flow.data, column_stack[k].name, "");
        str_done(&flow);
    }
    const char *dot = memchr(a->start + a->name, '.', a->n - a->name);
    size_t n = (size_t)(dot - (a->start + a->name));
    if (n + 1 >= sizeof id)
        return;
    memcpy(id, a->start + a->name, n);
    id[n] = '\0';
    if (str_is(id, "f") || act_find(&s->names, id)) {
        id[n] = '.';
        id[n + 1] = '\0';
        offer_facts(a, id);
    }
}

/* All that an expression over live state can name. */
static void offer_names(const struct asked *a)
{
    offer_options(a, a->app->settings.screen, a->name, "");
    offer_calls(a);
    offer_members(a);
}

/* Values of an option, behind the first `keep` bytes of the word. */
static void offer_values(const struct asked *a, int screen, const char *option, size_t keep)
{
    struct option_ref ref;
    if (!option_find(&a->app->settings, screen, option, &ref, NULL))
        return;
    const struct option *row = ref.row;
    if (!option_is_wordy(&ref))
        offer_names(a);
    if (row && row->type == OPTION_BOOL) {
        offer_at(a, keep, "", "on", "");
        offer_at(a, keep, "", "off", "");
    }
    for (int i = 0; row && option_choice(row, i); i++)
        offer_at(a, keep, "", option_choice(row, i), "");
    if (row && row->flags & OPTION_AUTO)
        offer_at(a, keep, "", "auto", "");
    if (row && row->type == OPTION_TEXT)
        offer_facts(a, "");
}

/* ---- by the kind of an operand ---- */

static void offer_verbs(const struct asked *a)
{
    for (int i = 0; app_verb(a->app, i); i++)
        offer(a, app_verb(a->app, i)->name, "");
}

static void offer_topics(const struct asked *a)
{
    for (int i = 0; app_topic(i); i++)
        offer(a, app_topic(i), "");
    offer_verbs(a);
    offer_acts(a);
    for (int i = 0; i < fact_count; i++)
        offer(a, fact_table[i].name, "");
    for (int i = 0; column_at(i); i++)
        offer(a, column_at(i)->name, "");
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; glossary_name(&glossary_table[i], k); k++)
            if (!strchr(glossary_name(&glossary_table[i], k), ' '))
                offer(a, glossary_name(&glossary_table[i], k), "");
}

static void offer_ext(const struct asked *a, enum arg kind)
{
    const struct app_ext *ext = &a->app->ext;
    for (int i = 0; ext->word && ext->word(ext->ctx, kind, i); i++)
        offer(a, ext->word(ext->ctx, kind, i), "");
}

static void offer_act_operand(const struct asked *a, bool quoted)
{
    const char *colon = memchr(a->start, ':', a->n);
    if (quoted || (a->name > 0 && !colon))
        offer_calls(a);
    else if (colon)
        offer_params(a, colon);
    else
        offer_acts(a);
}

/* Words of a verb's own. */
static void offer_words(const struct asked *a, const struct verb *verb)
{
    const struct settings *s = &a->app->settings;
    if (str_is(verb->name, "focus"))
        offer_ids(a, settings_acts_const(s, (enum screen)s->screen));
    for (int i = 0; str_is(verb->name, "jump") && verb_jump_word(i); i++)
        offer(a, verb_jump_word(i), "");
    if (str_is(verb->name, "open")) {
        offer(a, screen_names[SCREEN_PLOT], "");
        offer(a, screen_names[SCREEN_FLOW], "");
    }
}

static void offer_kind(const struct asked *a, const struct verb *verb, enum arg kind,
                       const struct words *w, bool quoted)
{
    int screen = a->app->settings.screen;
    switch (kind) {
    case ARG_ACT:
        offer_act_operand(a, quoted);
        break;
    case ARG_WORD:
        offer_words(a, verb);
        break;
    case ARG_OPTION:
        offer_options(a, screen, 0, "");
        break;
    case ARG_VALUE:
        if (w->n > 1)
            offer_values(a, screen, w->word[1].text, a->name);
        break;
    case ARG_TOPIC:
        offer_topics(a);
        break;
    case ARG_KEY:
        for (int i = 0; key_named(i); i++)
            offer(a, key_named(i), "");
        break;
    case ARG_RAW:
        if (str_is(verb->name, "def"))
            offer_calls(a);
        else if (str_is(verb->name, "filter"))
            offer_facts(a, "");
        else if (!quoted)
            offer_verbs(a);
        break;
    case ARG_EXPR:
    case ARG_NUMBER:
        offer_names(a);
        break;
    case ARG_LESSON:
    case ARG_STEP:
        offer_ext(a, kind);
        break;
    default:
        break;
    }
}

/* ---- the place ---- */

/* Start of the command that holds byte `at`: behind the last ';'. */
static size_t command_start(const char *line, size_t at)
{
    size_t start = at;
    while (start > 0 && line[start - 1] != ';')
        start--;
    return start;
}

/* Cuts what stands before the word; a quote that is open there is closed for the time being, and
 * its word taken off again: *open. False if nothing can be made of it. */
static bool cut_before(struct words *w, struct str *before, const char **open)
{
    static const char *const quotes[] = {"'", "\""};
    size_t zero = 0, n = before->len;
    *open = NULL;
    if (words_cut(w, before->data, &zero, NULL))
        return true;
    for (int i = 0; i < 2; i++) {
        str_cut(before, n);
        str_add(before, quotes[i]);
        zero = 0;
        if (words_cut(w, before->data, &zero, NULL) && w->n > 0) {
            const struct word *last = &w->word[--w->n];
            *open = last->value ? last->text : "";
            return true;
        }
    }
    return false;
}

/* What may stand behind the words of w; `open`: in a quote, of an option if it is not "". */
static void offer_behind(const struct asked *a, const struct words *w, const char *open)
{
    const struct verb *verb = app_verb_find(a->app, w->word[0].text);
    size_t equals = words_name_length(a->start);
    bool quoted = open || (a->n > 0 && (*a->start == '\'' || *a->start == '"'));
    int operand = 0, last = 0;
    if (!verb)
        return;
    bool options = verb->flags & VERB_SCREEN || str_is(verb->name, "set");
    int screen = verb->flags & VERB_SCREEN ? verb->screen : a->app->settings.screen;
    for (int i = 1; i < w->n; i++)
        operand += w->word[i].value == NULL;
    if (options && open && *open) {
        offer_values(a, screen, open, a->name);
        return;
    }
    if (options && !open && equals && equals <= a->n) {
        char name[64];
        if (equals <= sizeof name) {
            (void)str_copy(name, equals, a->start);
            offer_values(a, screen, name, a->name > equals ? a->name : equals);
        }
        return;
    }
    while (last + 1 < VERB_ARGS && verb->arg[last + 1] != ARG_NONE)
        last++;
    enum arg kind = verb->arg[operand < last ? operand : last];
    bool goes_on = kind == ARG_EXPR || kind == ARG_RAW || kind == ARG_VALUE;
    if (operand < verb->most || goes_on)
        offer_kind(a, verb, kind, w, quoted || operand >= verb->most);
    if (verb->flags & VERB_SCREEN && !quoted)
        offer_options(a, verb->screen, 0, "=");
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '#';
}

size_t app_complete(const struct app *app, const char *line, size_t at, app_candidate_fn *each,
                    void *arg)
{
    size_t command = command_start(line, at), start = at, name = at;
    while (start > command && line[start - 1] != ' ' && line[start - 1] != '\t')
        start--;
    while (name > start && is_name(line[name - 1]))
        name--;
    const struct asked a = {app, line + start, at - start, name - start, each, arg};
    struct words *w = mem_resize(NULL, 1, sizeof *w);
    struct str before;
    const char *open;
    str_init(&before);
    str_add_n(&before, line + command, start - command);
    bool fine = cut_before(w, &before, &open);
    if (fine && w->n == 0 && !open)
        offer_verbs(&a);
    else if (fine && w->n > 0)
        offer_behind(&a, w, open);
    mem_free(w);
    str_done(&before);
    return fine ? start : at;
}
