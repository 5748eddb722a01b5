/* The pages of help about keys: what they do here, in words, else by what their commands are. */
#include <stdio.h>
#include <string.h>

#include "lesson/lesson.h"
#include "view/help_page.h"
#include "view/hint.h"
#include "view/key_words.h"

/* What a command does: in words, else the sentence of the option it changes, else of its verb. */
static void explain(const struct help_page *g, const char *context, const char *command,
                    struct str *out)
{
    const struct app *app = g->m->app;
    char word[3][48] = {"", "", ""}, words[KEY_WORDS];
    if (key_words(context, command, g->p, words)) {
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
    explain(g, b.context, b.command, &group->text);
    str_init(&text);
    for (int i = 0; app_binding_at(g->m->app, i, &other); i++) {
        char name[HINT_KEY];
        str_clear(&text);
        if (!str_is(other.context, b.context))
            continue;
        explain(g, other.context, other.command, &text);
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

void help_keys_of(struct help_page *g, const char *context)
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
    help_keys_of(g, "lesson");
    help_keys_of(g, "choice");
    help_keys_of(g, "number");
    help_keys_of(g, "task");
}

void help_keys(struct help_page *g, int screen)
{
    char title[64];
    if (g->m->lesson && lesson_is_open(g->m->lesson))
        lesson_keys(g);
    (void)snprintf(title, sizeof title, "Keys of the %s screen", screen_names[screen]);
    help_page_heading(g, title);
    help_keys_of(g, screen_names[screen]);
    help_page_heading(g, "Keys everywhere");
    help_keys_of(g, "");
}

void help_keys_all(struct help_page *g)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        char title[64];
        (void)snprintf(title, sizeof title, "On the %s screen", screen_names[i]);
        help_page_heading(g, title);
        help_keys_of(g, screen_names[i]);
    }
    lesson_keys(g);
    help_page_heading(g, "Everywhere");
    help_keys_of(g, "");
}
