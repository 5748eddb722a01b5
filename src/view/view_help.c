#include "view/view_help.h"

#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "draw/text.h"
#include "lesson/lesson.h"
#include "num/formula.h"
#include "view/hint.h"
#include "view/key_words.h"

enum { LEFT = 18, TEXT_WIDTH = 96 };

/* A page that is written from the top; `line` is where the next line goes, `skip` how many have
 * scrolled away. With a rectangle without height it only counts. */
struct page {
    const struct model *m;
    struct pen *p;
    struct rect r;
    int line, skip;
};

/* Where a paragraph that begins at the page's line goes, and how many of its lines are hidden. */
static struct rect window(const struct page *g, int x, int *hidden)
{
    int top = g->line - g->skip;
    *hidden = top < 0 ? -top : 0;
    top = top > 0 ? top : 0;
    int h = g->r.h - top;
    return (struct rect){g->r.x + x, g->r.y + top, g->r.w - x, h > 0 ? h : 0};
}

static void gap(struct page *g)
{
    if (g->line > 0)
        g->line++;
}

static void heading(struct page *g, const char *text)
{
    int hidden;
    gap(g);
    struct rect r = window(g, 0, &hidden);
    const struct run run = {text, ROLE_TITLE, ATTR_BOLD};
    g->line += text_paragraph(g->p, r, hidden, 0, &run, 1);
}

static void paragraph(struct page *g, const char *text)
{
    int hidden;
    struct rect r = window(g, 1, &hidden);
    const struct run run = {text, ROLE_TEXT, 0};
    g->line += text_paragraph(g->p, r, hidden, 0, &run, 1);
}

/* A name and what it means, in two columns; a long name has a line to itself. The command behind it
 * is an extra: it stands at the right where the line has room, or not at all. */
static void entry(struct page *g, const char *name, enum role role, const char *text,
                  const char *command)
{
    int hidden, left = g->r.w < 60 ? 12 : LEFT;
    bool wide = utf8_columns(name) > left - 2;
    struct rect r = window(g, 1, &hidden);
    const struct run first = {name, role, ATTR_BOLD};
    if (wide)
        g->line += text_paragraph(g->p, r, hidden, 2, &first, 1);
    else if (hidden == 0 && r.h > 0)
        (void)pen_text(g->p, r.x, r.y, r.w, role, ATTR_BOLD, name);
    r = window(g, 1 + left, &hidden);
    const struct run run = {text, ROLE_TEXT, 0};
    int lines = text_paragraph(g->p, r, hidden, 0, &run, 1);
    bool room = utf8_columns(text) + 2 + utf8_columns(command) <= r.w;
    if (room && hidden == 0 && r.h > 0)
        (void)pen_text_right(g->p, r.x + r.w, r.y, ROLE_DIM, 0, command);
    g->line += lines > 0 ? lines : 1;
}

/* ---- keys ---- */

/* What a command does: in words, else the sentence of the option it changes, else of its verb. */
static void explain(const struct page *g, const char *command, struct str *out)
{
    const struct app *app = g->m->app;
    char word[3][48] = {"", "", ""}, words[KEY_WORDS];
    if (key_words(command, g->p, words)) {
        str_add(out, words);
        return;
    }
    (void)sscanf(command, "%47s %47s %47s", word[0], word[1], word[2]);
    const struct verb *verb = app_verb_find(app, word[0]);
    int n = 0;
    while (verb && n < VERB_ARGS - 1 && verb->arg[n] != ARG_OPTION)
        n++;
    struct option_ref ref;
    const struct settings *s = app_settings(app);
    bool of_option = verb && verb->arg[n] == ARG_OPTION && word[n + 1][0];
    if (of_option && option_find(s, s->help.from, word[n + 1], &ref, NULL) && ref.row)
        str_add(out, ref.row->help);
    else
        str_add(out, verb ? verb->help : command);
}

/* Keys that do one thing: their names, their commands, and what they do. */
struct key_group {
    struct str keys, commands, text;
};

/* Puts together binding `first` and all of its context that do the same; false if an earlier one
 * has them. */
static bool gather(const struct page *g, int first, struct key_group *group)
{
    struct binding b, other;
    struct str text;
    bool new = true;
    (void)app_binding_at(g->m->app, first, &b);
    explain(g, b.command, &group->text);
    str_init(&text);
    for (int i = 0; app_binding_at(g->m->app, i, &other); i++) {
        char name[HINT_KEY];
        str_clear(&text);
        if (!str_is(other.context, b.context))
            continue;
        explain(g, other.command, &text);
        if (!str_is(text.data, group->text.data))
            continue;
        new = new &&i >= first;
        str_addf(&group->keys, "%s%s", group->keys.len ? " " : "",
                 hint_key_name(&other.key, g->p, name));
        if (!strstr(group->commands.data, other.command))
            str_addf(&group->commands, "%s%s", group->commands.len ? ", " : "", other.command);
    }
    str_done(&text);
    return new;
}

/* All keys of a context, keys that do one thing together, and what they do; behind it the commands,
 * where there is room for them. */
static void keys_of(struct page *g, const char *context)
{
    struct binding b;
    for (int i = 0; app_binding_at(g->m->app, i, &b); i++) {
        struct key_group group;
        if (!str_is(b.context, context))
            continue;
        str_init(&group.keys);
        str_init(&group.commands);
        str_init(&group.text);
        if (gather(g, i, &group))
            entry(g, group.keys.data, ROLE_KEY, group.text.data, group.commands.data);
        str_done(&group.text);
        str_done(&group.commands);
        str_done(&group.keys);
    }
}

static void lesson_keys(struct page *g)
{
    heading(g, "Keys of a lesson");
    keys_of(g, "lesson");
    keys_of(g, "choice");
    keys_of(g, "number");
    keys_of(g, "task");
}

static void keys(struct page *g, int screen)
{
    char title[64];
    if (g->m->lesson && lesson_is_open(g->m->lesson))
        lesson_keys(g);
    (void)snprintf(title, sizeof title, "Keys of the %s screen", screen_names[screen]);
    heading(g, title);
    keys_of(g, screen_names[screen]);
    heading(g, "Keys everywhere");
    keys_of(g, "");
}

static void all_keys(struct page *g)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        char title[64];
        (void)snprintf(title, sizeof title, "On the %s screen", screen_names[i]);
        heading(g, title);
        keys_of(g, screen_names[i]);
    }
    lesson_keys(g);
    heading(g, "Everywhere");
    keys_of(g, "");
}

/* ---- tables ---- */

static void commands(struct page *g)
{
    heading(g, "Commands");
    for (int i = 0; app_verb(g->m->app, i); i++) {
        const struct verb *v = app_verb(g->m->app, i);
        char usage[160];
        (void)snprintf(usage, sizeof usage, "%s%s%s", v->name, v->usage[0] ? " " : "", v->usage);
        entry(g, usage, ROLE_CODE, v->help, "");
    }
}

static void option_entry(struct page *g, const struct option *o)
{
    const struct option_ref ref = {.row = o, .screen = o->screen};
    struct str name, text;
    str_init(&name);
    str_init(&text);
    option_name(app_settings(g->m->app), &ref, &name);
    str_addf(&text, "%s", o->help);
    if (o->names) {
        str_add(&text, " One of");
        for (int i = 0; o->names[i]; i++)
            str_addf(&text, " %s", o->names[i]);
        str_add(&text, ".");
    } else if (o->max > 1e15) {
        str_add(&text, " A whole number from 0.");
    } else if (o->type == OPTION_INT || o->type == OPTION_NUMBER) {
        char lo[FMT_SIZE], hi[FMT_SIZE];
        str_addf(&text, " %s to %s.", fmt_short(lo, o->min, 9), fmt_short(hi, o->max, 9));
    } else if (o->type == OPTION_BOOL) {
        str_add(&text, " on or off.");
    }
    str_addf(&text, " Default %s", o->value);
    if (!(o->flags & OPTION_OUTPUT)) {
        str_add(&text, ", now ");
        option_text(app_settings(g->m->app), &ref, &text);
    }
    str_add(&text, ".");
    entry(g, name.data, ROLE_CODE, text.data, "");
    str_done(&name);
    str_done(&text);
}

static void options(struct page *g)
{
    heading(g, "Options");
    paragraph(g, "set NAME VALUE changes one; NAME=VALUE behind plot or flow does the same. "
                 "Parameters of the focused function (alpha, gamma ...) are options too.");
    gap(g);
    for (int i = 0; i < option_count; i++)
        option_entry(g, &option_table[i]);
}

static void functions(struct page *g)
{
    heading(g, "Functions");
    for (int i = 0; i < act_count; i++) {
        char shown[256], text[512];
        const struct act *act = act_table[i];
        if (!formula_print(act->formula, pen_is_unicode(g->p), shown, (int)sizeof shown))
            (void)snprintf(shown, sizeof shown, "%s", act->formula);
        (void)snprintf(text, sizeof text, "%s. f(x) = %s", act->title, shown);
        entry(g, act->name, ROLE_CODE, text, "");
    }
}

/* ---- one thing ---- */

static void verb_topic(struct page *g, const struct verb *v)
{
    char usage[160];
    (void)snprintf(usage, sizeof usage, "%s%s%s", v->name, v->usage[0] ? " " : "", v->usage);
    heading(g, usage);
    paragraph(g, v->help);
    struct binding b;
    bool any = false;
    for (int i = 0; app_binding_at(g->m->app, i, &b); i++) {
        size_t n = strlen(v->name);
        if (!str_starts(b.command, v->name) || (b.command[n] && b.command[n] != ' '))
            continue;
        char name[HINT_KEY], text[96];
        if (!any)
            heading(g, "Keys");
        any = true;
        (void)snprintf(text, sizeof text, "%.20s%s%.60s", b.context, b.context[0] ? ": " : "",
                       b.command);
        entry(g, hint_key_name(&b.key, g->p, name), ROLE_KEY, text, "");
    }
}

static void act_topic(struct page *g, const struct act *act)
{
    char text[512], shown[256];
    (void)snprintf(text, sizeof text, "%s: %s", act->name, act->title);
    heading(g, text);
    (void)formula_print(act->formula, pen_is_unicode(g->p), shown, (int)sizeof shown);
    entry(g, "f(x)", ROLE_CODE, shown, "");
    (void)formula_print(act->derivative, pen_is_unicode(g->p), shown, (int)sizeof shown);
    (void)snprintf(text, sizeof text, "f%s(x)", pen_symbol(g->p, "prime"));
    entry(g, text, ROLE_CODE, shown, "");
    for (int k = 0; k < act_params(act); k++) {
        char value[FMT_SIZE], lo[FMT_SIZE], hi[FMT_SIZE];
        const struct act_param *q = &act->param[k];
        (void)snprintf(text, sizeof text, "%s %s to %s, default %s.", q->help,
                       fmt_short(lo, q->min, 6), fmt_short(hi, q->max, 6),
                       fmt_short(value, q->value, 6));
        entry(g, q->name, ROLE_CODE, text, "");
    }
    const struct {
        const char *name, *text;
    } lines[] = {{"what it does", act->what},       {"for it", act->pro},
                 {"against it", act->con},          {"when to use it", act->when},
                 {"at its kinks", act->convention}, {"source", act->source},
                 {"other names", act->aliases}};
    gap(g);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            entry(g, lines[i].name, ROLE_DIM, lines[i].text, "");
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        entry(g, act->dialect[k].where, ROLE_DIM, act->dialect[k].says, "");
}

static bool table_topic(struct page *g, const char *topic)
{
    static const struct {
        const char *name;
        void (*write)(struct page *g);
    } topics[] = {
        {"keys", all_keys}, {"commands", commands}, {"options", options}, {"functions", functions}};
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (str_is(topic, topics[i].name)) {
            topics[i].write(g);
            return true;
        }
    }
    return false;
}

static void overview(struct page *g)
{
    char key[HINT_KEY], text[320];
    keys(g, app_settings(g->m->app)->help.from);
    heading(g, "More");
    bool bound = hint_key(g->m->app, "prompt", g->p, key);
    (void)snprintf(text, sizeof text,
                   "Everything is a command: keys run them, %s%sopens a line to type them, with "
                   "Tab to complete. There is help on each verb, option and function, and on:",
                   bound ? key : "the prompt", bound ? " " : "");
    paragraph(g, text);
    entry(g, "help keys", ROLE_CODE, "the keys of all screens", "");
    entry(g, "help commands", ROLE_CODE, "all verbs", "");
    entry(g, "help options", ROLE_CODE, "all that can be set", "");
    entry(g, "help functions", ROLE_CODE, "all functions with their formulas", "");
}

static void write_page(struct page *g, const char *topic)
{
    const struct settings *s = app_settings(g->m->app);
    const struct verb *verb = app_verb_find(g->m->app, topic);
    struct option_ref ref;
    if (!topic[0])
        overview(g);
    else if (table_topic(g, topic))
        return;
    else if (verb && str_is(verb->name, topic))
        verb_topic(g, verb);
    else if (act_find(NULL, topic))
        act_topic(g, act_find(NULL, topic));
    else if (option_find(s, s->help.from, topic, &ref, NULL) && ref.row)
        option_entry(g, ref.row);
    else
        overview(g);
}

void view_help_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct help_settings *help = &app_settings(m->app)->help;
    struct rect r = {l->body.x + 1, l->body.y, l->body.w - 3, l->body.h};
    if (r.w > TEXT_WIDTH)
        r.w = TEXT_WIDTH;
    struct page count = {m, p, {r.x, r.y, r.w, 0}, 0, 0};
    write_page(&count, help->topic);
    int most = count.line > r.h ? count.line - r.h : 0;
    int skip = help->scroll < most ? help->scroll : most;
    struct page page = {m, p, r, 0, skip};
    write_page(&page, help->topic);
    if (skip < most)
        (void)pen_text_right(p, l->body.x + l->body.w, r.y + r.h - 1, ROLE_KEY, ATTR_BOLD,
                             pen_symbol(p, "down"));
    if (skip > 0)
        (void)pen_text_right(p, l->body.x + l->body.w, r.y, ROLE_KEY, ATTR_BOLD,
                             pen_symbol(p, "up"));
}
