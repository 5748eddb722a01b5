#include "view/view_help.h"

#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "lesson/lesson.h"
#include "num/fact.h"
#include "view/help_page.h"
#include "view/hint.h"
#include "view/key_words.h"

enum { TEXT_WIDTH = 96 };

/* ---- keys ---- */

/* What a command does: in words, else the sentence of the option it changes, else of its verb. */
static void explain(const struct help_page *g, const char *command, struct str *out)
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
static bool gather(const struct help_page *g, int first, struct key_group *group)
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
static void keys_of(struct help_page *g, const char *context)
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
            help_page_entry(g, group.keys.data, ROLE_KEY, group.text.data, group.commands.data);
        str_done(&group.text);
        str_done(&group.commands);
        str_done(&group.keys);
    }
}

static void lesson_keys(struct help_page *g)
{
    help_page_heading(g, "Keys of a lesson");
    keys_of(g, "lesson");
    keys_of(g, "choice");
    keys_of(g, "number");
    keys_of(g, "task");
}

static void keys(struct help_page *g, int screen)
{
    char title[64];
    if (g->m->lesson && lesson_is_open(g->m->lesson))
        lesson_keys(g);
    (void)snprintf(title, sizeof title, "Keys of the %s screen", screen_names[screen]);
    help_page_heading(g, title);
    keys_of(g, screen_names[screen]);
    help_page_heading(g, "Keys everywhere");
    keys_of(g, "");
}

static void all_keys(struct help_page *g)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        char title[64];
        (void)snprintf(title, sizeof title, "On the %s screen", screen_names[i]);
        help_page_heading(g, title);
        keys_of(g, screen_names[i]);
    }
    lesson_keys(g);
    help_page_heading(g, "Everywhere");
    keys_of(g, "");
}

/* ---- tables ---- */

static void commands(struct help_page *g)
{
    help_page_heading(g, "Commands");
    for (int i = 0; app_verb(g->m->app, i); i++) {
        const struct verb *v = app_verb(g->m->app, i);
        char usage[160];
        (void)snprintf(usage, sizeof usage, "%s%s%s", v->name, v->usage[0] ? " " : "", v->usage);
        help_page_entry(g, usage, ROLE_CODE, v->help, "");
    }
}

static void option_entry(struct help_page *g, const struct option *o)
{
    const struct option_ref ref = {.row = o, .screen = o->screen};
    struct str name, text;
    str_init(&name);
    str_init(&text);
    option_name(app_settings(g->m->app), &ref, &name);
    str_addf(&text, "%s", o->help);
    if (option_choices(o) > 0) {
        str_add(&text, " One of");
        for (int i = 0; option_choice(o, i); i++)
            str_addf(&text, " %s", option_choice(o, i));
        str_add(&text, ".");
    } else if (o->max > 1e15) {
        str_add(&text, " A whole number from 0.");
    } else if (o->type == OPTION_INT || o->type == OPTION_NUMBER) {
        char lo[FMT_SIZE], hi[FMT_SIZE];
        str_addf(&text, " %s to %s.", fmt_short(lo, o->min, 9), fmt_short(hi, o->max, 9));
    } else if (o->type == OPTION_BOOL) {
        str_add(&text, " on or off.");
    }
    str_addf(&text, " Default %s", o->value[0] ? o->value : "none");
    if (!g->printed && !(o->flags & OPTION_OUTPUT)) {
        str_add(&text, ", now ");
        option_text(app_settings(g->m->app), &ref, &text);
    }
    str_add(&text, ".");
    help_page_entry(g, name.data, ROLE_CODE, text.data, "");
    str_done(&name);
    str_done(&text);
}

static void options(struct help_page *g)
{
    help_page_heading(g, "Options");
    help_page_paragraph(g,
                        "set NAME VALUE changes one; NAME=VALUE behind plot or flow does the same. "
                        "Parameters of the focused function (alpha, gamma ...) are options too.");
    help_page_gap(g);
    for (int i = 0; i < option_count; i++)
        option_entry(g, &option_table[i]);
}

/* ---- one thing ---- */

static void verb_topic(struct help_page *g, const struct verb *v)
{
    char usage[160];
    (void)snprintf(usage, sizeof usage, "%s%s%s", v->name, v->usage[0] ? " " : "", v->usage);
    help_page_heading(g, usage);
    help_page_paragraph(g, v->help);
    struct binding b;
    bool any = false;
    for (int i = 0; app_binding_at(g->m->app, i, &b); i++) {
        size_t n = strlen(v->name);
        if (!str_starts(b.command, v->name) || (b.command[n] && b.command[n] != ' '))
            continue;
        char name[HINT_KEY], text[96];
        if (!any)
            help_page_heading(g, "Keys");
        any = true;
        (void)snprintf(text, sizeof text, "%.20s%s%.60s", b.context, b.context[0] ? ": " : "",
                       b.command);
        help_page_entry(g, hint_key_name(&b.key, g->p, name), ROLE_KEY, text, "");
    }
    if (str_is(v->name, "def"))
        help_act_formulas(g);
    if (str_is(v->name, "table"))
        help_act_properties(g);
}

static bool table_topic(struct help_page *g, const char *topic)
{
    static const struct {
        const char *name;
        void (*write)(struct help_page *g);
    } topics[] = {{"keys", all_keys},
                  {"mouse", help_mouse},
                  {"commands", commands},
                  {"options", options},
                  {"functions", help_act_list},
                  {"properties", help_act_properties},
                  {"formulas", help_act_formulas}};
    for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
        if (str_is(topic, topics[i].name)) {
            topics[i].write(g);
            return true;
        }
    }
    return false;
}

static void overview(struct help_page *g)
{
    char key[HINT_KEY], text[320];
    keys(g, app_settings(g->m->app)->help.from);
    help_page_heading(g, "More");
    bool bound = hint_key(g->m->app, "prompt", g->p, key);
    (void)snprintf(text, sizeof text,
                   "Everything is a command: keys run them, %s%sopens a line to type them, with "
                   "Tab to complete. There is help on each verb, option and function, and on:",
                   bound ? key : "the prompt", bound ? " " : "");
    help_page_paragraph(g, text);
    help_page_entry(g, "help keys", ROLE_CODE, "the keys of all screens", "");
    help_page_entry(g, "help mouse", ROLE_CODE,
                    "what clicks, drags and the wheel do, and how to select text", "");
    help_page_entry(g, "help commands", ROLE_CODE, "all verbs", "");
    help_page_entry(g, "help options", ROLE_CODE, "all that can be set", "");
    help_page_entry(g, "help functions", ROLE_CODE, "all functions with their formulas", "");
    help_page_entry(g, "help properties", ROLE_CODE, "what is measured of them", "");
    help_page_entry(g, "help formulas", ROLE_CODE, "functions of your own", "");
}

static void write_page(struct help_page *g, const char *topic)
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
    else if (fact_find(topic))
        help_page_entry(g, topic, ROLE_CODE, fact_find(topic)->help, "");
    else if (act_find(&s->names, topic))
        help_act_topic(g, act_find(&s->names, topic));
    else if (option_find(s, s->help.from, topic, &ref, NULL) && ref.row)
        option_entry(g, ref.row);
    else
        overview(g);
}

int view_help_lines(const struct model *m, struct pen *p)
{
    struct help_page count = {m, p, {0, 0, pen_width(p) - 1, 0}, 0, 0, true};
    write_page(&count, app_settings(m->app)->help.topic);
    return count.line;
}

void view_help_only(const struct model *m, struct pen *p)
{
    struct help_page page = {m, p, {0, 0, pen_width(p) - 1, pen_height(p)}, 0, 0, true};
    write_page(&page, app_settings(m->app)->help.topic);
    pen_finish(p);
}

void view_help_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct help_settings *help = &app_settings(m->app)->help;
    struct rect r = {l->body.x + 1, l->body.y, l->body.w - 3, l->body.h};
    if (r.w > TEXT_WIDTH)
        r.w = TEXT_WIDTH;
    struct help_page count = {m, p, {r.x, r.y, r.w, 0}, 0, 0, false};
    write_page(&count, help->topic);
    int most = count.line > r.h ? count.line - r.h : 0;
    int skip = help->scroll < most ? help->scroll : most;
    struct help_page page = {m, p, r, 0, skip, false};
    write_page(&page, help->topic);
    if (skip < most)
        (void)pen_text_right(p, l->body.x + l->body.w, r.y + r.h - 1, ROLE_KEY, ATTR_BOLD,
                             pen_symbol(p, "down"));
    if (skip > 0)
        (void)pen_text_right(p, l->body.x + l->body.w, r.y, ROLE_KEY, ATTR_BOLD,
                             pen_symbol(p, "up"));
}
