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

void help_option(struct help_page *g, const struct option *o)
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
        help_option(g, &option_table[i]);
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
    if (v->flags & VERB_SCREEN && str_is(v->name, screen_names[v->screen]))
        help_screen(g, v->screen);
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
    } topics[] = {{"keys", help_keys_all},         {"mouse", help_mouse},
                  {"commands", commands},          {"options", options},
                  {"functions", help_act_list},    {"properties", help_act_properties},
                  {"formulas", help_act_formulas}, {"columns", help_columns},
                  {"glossary", help_glossary}};
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
    help_keys(g, app_settings(g->m->app)->help.from);
    help_page_heading(g, "More");
    bool bound = hint_key(g->m->app, "prompt", g->p, key);
    (void)snprintf(
        text, sizeof text,
        "Everything is a command: keys run them, %s%sopens a line to type them, with "
        "Tab to complete. There is help on each verb, option and function, on the words that "
        "screens use (help rms), and on:",
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
    help_page_entry(g, "help columns", ROLE_CODE, "the numbers of a layer, a stack, a unit", "");
    help_page_entry(g, "help glossary", ROLE_CODE, "what the words mean", "");
}

/* A word may be several things: all that it is gets said. */
static bool topic_entries(struct help_page *g, const char *topic)
{
    const struct settings *s = app_settings(g->m->app);
    const struct verb *verb = app_verb_find(g->m->app, topic);
    const struct act *act = act_find(&s->names, topic);
    struct option_ref ref;
    if (verb)
        verb_topic(g, verb);
    else if (act)
        help_act_topic(g, act);
    if (fact_find(topic))
        help_page_entry(g, topic, ROLE_CODE, fact_find(topic)->help, "");
    if (!verb && !act && option_find(s, s->help.from, topic, &ref, NULL) && ref.row)
        help_option(g, ref.row);
    help_column(g, topic);
    help_term(g, topic);
    return g->line > 0;
}

static void write_page(struct help_page *g, const char *topic)
{
    if (!topic[0] || !(table_topic(g, topic) || topic_entries(g, topic)))
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
