#include "view/hint.h"

#include <stdio.h>

#include "app/option.h"
#include "base/utf8.h"
#include "lesson/lesson.h"

/* What a line of hints may hold: the keys of one or two commands, and what they do in a word. Rows
 * come in order of use; those that have no key now are left out, those that do not fit too. */
struct hint {
    int screen;          /* enum screen; SCREEN_COUNT: everywhere */
    const char *command; /* how the command begins */
    const char *other;   /* its opposite, or NULL */
    const char *label;
};

static const struct hint hints[] = {
    {SCREEN_PLOT, "jump dot -", "jump dot 1", "read values"},
    {SCREEN_PLOT, "turn 1", "turn -1", "turn"},
    {SCREEN_PLOT, "focus", NULL, "next function"},
    {SCREEN_PLOT, "zoom 2", "zoom 0", "zoom"},
    {SCREEN_PLOT, "prompt 'plot '", NULL, "plot others"},
    {SCREEN_PLOT, "prompt", NULL, "command"},
    {SCREEN_PLOT, "toggle df", NULL, "slopes"},
    {SCREEN_PLOT, "toggle tangent", NULL, "tangent"},
    {SCREEN_PLOT, "jump point 1", "jump point -", "next point"},
    {SCREEN_PLOT, "toggle layout", NULL, "layout"},
    {SCREEN_PLOT, "set mark cursor", "set mark auto", "mark"},
    {SCREEN_PLOT, "toggle card", NULL, "card"},
    {SCREEN_PLOT, "pan -", "pan 0", "pan"},
    {SCREEN_PLOT, "fit", NULL, "fit"},
    {SCREEN_PLOT, "undo", NULL, "undo"},
    {SCREEN_FLOW, "pause", NULL, "play"},
    {SCREEN_FLOW, "choose -1", "choose 1", "choose"},
    {SCREEN_FLOW, "turn -1", "turn 1", "turn"},
    {SCREEN_FLOW, "prompt 'flow '", NULL, "functions"},
    {SCREEN_FLOW, "toggle ledger", NULL, "why"},
    {SCREEN_FLOW, "replay", NULL, "slowly"},
    {SCREEN_FLOW, "rewind", NULL, "rewind"},
    {SCREEN_FLOW, "step", NULL, "step"},
    {SCREEN_FLOW, "toggle init", NULL, "init"},
    {SCREEN_FLOW, "toggle show", NULL, "dL/dW"},
    {SCREEN_FLOW, "prompt", NULL, "command"},
    {SCREEN_FLOW, "audit", NULL, "audit"},
    {SCREEN_FLOW, "undo", NULL, "undo"},
    {SCREEN_UNITS, "turn -1 units.layer", "turn 1 units.layer", "layer"},
    {SCREEN_UNITS, "turn -1 units.unit", "turn 1 units.unit", "unit"},
    {SCREEN_UNITS, "toggle units.show", NULL, "what is shown"},
    {SCREEN_UNITS, "focus", NULL, "next function"},
    {SCREEN_UNITS, "open", NULL, "its z on the plot"},
    {SCREEN_UNITS, "toggle init", NULL, "init"},
    {SCREEN_UNITS, "turn -1 layers", "turn 1 layers", "depth"},
    {SCREEN_UNITS, "set units.layer 0", NULL, "none"},
    {SCREEN_UNITS, "prompt 'units '", NULL, "other function"},
    {SCREEN_UNITS, "prompt", NULL, "command"},
    {SCREEN_UNITS, "undo", NULL, "undo"},
    {SCREEN_MAP, "open", NULL, "that stack"},
    {SCREEN_MAP, "turn -1 map.column", "turn 1 map.column", "depth"},
    {SCREEN_MAP, "turn -1 map.row", "turn 1 map.row", "gain"},
    {SCREEN_MAP, "prompt 'map '", NULL, "other function"},
    {SCREEN_MAP, "focus", NULL, "next function"},
    {SCREEN_MAP, "toggle init", NULL, "init"},
    {SCREEN_MAP, "prompt", NULL, "command"},
    {SCREEN_MAP, "turn -1 map.layers", "turn 1 map.layers", "deepest"},
    {SCREEN_MAP, "toggle norm", NULL, "norm"},
    {SCREEN_MAP, "toggle residual", NULL, "residual"},
    {SCREEN_MAP, "point flow", NULL, "where flow is"},
    {SCREEN_MAP, "undo", NULL, "undo"},
    {SCREEN_TABLE, "turn -1 choice", "turn 1 choice", "choose"},
    {SCREEN_TABLE, "turn -1 column", "turn 1 column", "columns"},
    {SCREEN_TABLE, "open", NULL, "plot it"},
    {SCREEN_TABLE, "prompt 'filter ", NULL, "filter"},
    {SCREEN_TABLE, "turn -1 sort", "turn 1 sort", "sort"},
    {SCREEN_TABLE, "add", NULL, "add to the plot"},
    {SCREEN_TABLE, "toggle reverse", NULL, "reverse"},
    {SCREEN_TABLE, "open flow", NULL, "its stack"},
    {SCREEN_TABLE, "prompt", NULL, "command"},
    {SCREEN_TABLE, "toggle init", NULL, "init"},
    {SCREEN_LESSONS, "turn -1 choice", "turn 1 choice", "choose"},
    {SCREEN_LESSONS, "lesson", NULL, "start"},
    {SCREEN_LESSONS, "plot", NULL, "to the plot"},
    {SCREEN_HELP, "turn -1 scroll", "turn 1 scroll", "scroll"},
    {SCREEN_HELP, "turn -15", "turn 15", "by pages"},
    {SCREEN_HELP, "close", NULL, "back"},
};

static const struct hint lesson_hints[] = {
    {SCREEN_COUNT, "next", NULL, "go on"},
    {SCREEN_COUNT, "answer a", NULL, "... answer"},
    {SCREEN_COUNT, "prompt 'answer", NULL, "answer"},
    {SCREEN_COUNT, "hint", NULL, "hint"},
    {SCREEN_COUNT, "skip", NULL, "skip"},
    {SCREEN_COUNT, "back", NULL, "back"},
    {SCREEN_COUNT, "scroll -", "scroll 8", "scroll"},
    {SCREEN_COUNT, "leave", NULL, "leave"},
};

/* These stand at the right end, whatever is left out. */
static const struct hint last_hints[] = {
    {SCREEN_COUNT, "help", NULL, "help"},
    {SCREEN_COUNT, "quit", NULL, "quit"},
};

char *hint_key_name(const struct key *key, const struct pen *p, char out[HINT_KEY])
{
    static const struct {
        uint32_t code;
        const char *symbol;
    } arrows[] = {{KEY_CODE_LEFT, "left"},
                  {KEY_CODE_RIGHT, "right"},
                  {KEY_CODE_UP, "up"},
                  {KEY_CODE_DOWN, "down"}};
    for (size_t i = 0; p && i < sizeof arrows / sizeof arrows[0]; i++) {
        if (key->code == arrows[i].code && !key->mods && pen_is_unicode(p)) {
            (void)snprintf(out, HINT_KEY, "%s", pen_symbol(p, arrows[i].symbol));
            return out;
        }
    }
    return key_name(key, out);
}

bool hint_key(const struct app *app, const char *command, const struct pen *p, char out[HINT_KEY])
{
    const struct key *key = app_key_of(app, command);
    if (key)
        hint_key_name(key, p, out);
    return key != NULL;
}

/* Is there anything to be turned on this screen? */
static bool has_knobs(const struct settings *s)
{
    struct option_ref ref;
    return option_knobs(s, s->screen, &ref, 1) > 0;
}

/* The same words as below the list. */
static const char *label_of_lesson(const struct lesson_entry *e, const char *otherwise)
{
    return e && e->state == LESSON_STARTED    ? "go on"
           : e && e->state == LESSON_FINISHED ? "start once more"
                                              : otherwise;
}

/* What a key does now: Space stops what plays, goes on with what stands, and starts anew what is
 * over. */
static const char *label_of(const struct model *m, const struct hint *h)
{
    const struct settings *s = app_settings(m->app);
    if (str_is(h->command, "lesson") && m->lesson)
        return label_of_lesson(lesson_entry(m->lesson, s->lesson_choice - 1), h->label);
    if (!str_is(h->command, "pause"))
        return h->label;
    if (s->flow.playing)
        return "pause";
    return s->flow.playhead >= 2.0 * s->flow.layers ? "again" : h->label;
}

/* "Left Right read values": the keys, then what they do. False if nothing is bound. */
static bool hint_text(const struct app *app, const struct pen *p, const struct hint *h, char *keys,
                      size_t size)
{
    char first[HINT_KEY], second[HINT_KEY];
    if (!hint_key(app, h->command, p, first))
        return false;
    bool two = h->other && hint_key(app, h->other, p, second);
    (void)snprintf(keys, size, "%s%s%s", first, two ? " " : "", two ? second : "");
    return true;
}

static int hint_columns(const char *keys, const char *label)
{
    return utf8_columns(keys) + 1 + utf8_columns(label) + 2;
}

static int put(struct pen *p, int x, int y, const char *keys, const char *label)
{
    x += pen_text(p, x, y, -1, ROLE_KEY, ATTR_BOLD, keys) + 1;
    return x + pen_text(p, x, y, -1, ROLE_DIM, 0, label) + 2;
}

/* Draws those of a table that are bound and fit between x and end; returns where it stopped. */
static int put_table(const struct model *m, struct pen *p, const struct hint *table, size_t n,
                     int x, int y, int end)
{
    int screen = app_settings(m->app)->screen;
    for (size_t i = 0; i < n; i++) {
        char keys[2 * HINT_KEY + 2];
        bool here = table[i].screen == SCREEN_COUNT || table[i].screen == screen;
        if (str_is(table[i].command, "turn 1") && !has_knobs(app_settings(m->app)))
            continue;
        if (str_is(table[i].command, "next") && lesson_awaits(m->lesson))
            continue;
        if (!here || !hint_text(m->app, p, &table[i], keys, sizeof keys))
            continue;
        const char *label = label_of(m, &table[i]);
        if (x + hint_columns(keys, label) - 2 > end)
            continue;
        x = put(p, x, y, keys, label);
    }
    return x;
}

void hint_draw(const struct model *m, struct pen *p, struct rect r)
{
    enum { LAST = sizeof last_hints / sizeof last_hints[0] };
    char keys[LAST][2 * HINT_KEY + 2];
    int last = 0;
    for (int i = 0; i < LAST; i++)
        if (hint_text(m->app, p, &last_hints[i], keys[i], sizeof keys[i]))
            last += hint_columns(keys[i], last_hints[i].label);
        else
            keys[i][0] = '\0';
    int end = r.x + r.w - last, x = r.x + 1;
    if (m->lesson && lesson_is_open(m->lesson))
        x = put_table(m, p, lesson_hints, sizeof lesson_hints / sizeof lesson_hints[0], x, r.y,
                      end);
    (void)put_table(m, p, hints, sizeof hints / sizeof hints[0], x, r.y, end);
    x = end + 1;
    for (int i = 0; i < LAST; i++)
        if (keys[i][0])
            x = put(p, x, r.y, keys[i], last_hints[i].label);
}
