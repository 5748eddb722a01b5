/* Key bindings: rows of context, key and command; later rows win. The default ones are a file in
 * the command language (data/keys.rc), embedded at build time. */
#include "app/impl.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "app/words.h"
#include "base/mem.h"

static const char *const default_keys[] = {
#include "keys.inc"
};

/* "flow:Space" -> "flow" and "Space"; a key without context has "". */
static const char *split(const char *text, char *context, size_t size)
{
    size_t n = 0;
    while (islower((unsigned char)text[n]))
        n++;
    context[0] = '\0';
    if (n < 2 || text[n] != ':' || !text[n + 1] || n >= size)
        return text;
    memcpy(context, text, n);
    context[n] = '\0';
    return text + n + 1;
}

bool keymap_parse(const char *text, struct key *key, char *context, struct err *e)
{
    char own[KEYMAP_CONTEXT];
    const char *name = split(text, context ? context : own, KEYMAP_CONTEXT);
    if (key_parse(name, key))
        return true;
    struct near near;
    near_init(&near, name);
    for (int i = 0; key_named(i); i++)
        near_offer(&near, key_named(i));
    const char *best = near_name(&near);
    if (best)
        return err_set(e, "%s is no key; did you mean %s?", name, best);
    return err_set(e,
                   "%s is no key: a character, or a name like Enter, Left, F1, C-l, with a "
                   "context before it like flow:Space",
                   name);
}

/* The first bytes of a command: nearly all others differ in them. */
static uint64_t head_of(const char *command, size_t n)
{
    uint64_t head = 0;
    memcpy(&head, command, n < sizeof head ? n : sizeof head);
    return head;
}

static void set_command(struct keymap_row *row, const char *command)
{
    row->command = mem_copy(command);
    row->head = head_of(command, strlen(command));
}

bool keymap_bind(struct keymap *map, const char *key, const char *command, struct err *e)
{
    char context[KEYMAP_CONTEXT];
    struct key parsed;
    if (!keymap_parse(key, &parsed, context, e))
        return false;
    for (int i = 0; i < map->n; i++) {
        struct keymap_row *row = &map->row[i];
        if (key_same(&row->key, &parsed) && str_is(row->context, context)) {
            mem_free(row->command);
            set_command(row, command);
            return true;
        }
    }
    if (map->n == map->cap) {
        map->cap = map->cap ? 2 * map->cap : 64;
        map->row = mem_resize(map->row, (size_t)map->cap, sizeof *map->row);
    }
    struct keymap_row *new = &map->row[map->n++];
    *new = (struct keymap_row){.context = mem_copy(context), .key = parsed};
    set_command(new, command);
    return true;
}

/* Every start of the program waits for this: the lines are cut as the language cuts them, and bound
 * without going through the table of verbs. */
void keymap_default(struct app *app)
{
    struct words *words = mem_new(1, sizeof *words);
    for (size_t i = 0; i < sizeof default_keys / sizeof default_keys[0]; i++) {
        size_t at = 0;
        bool fine = words_cut(words, default_keys[i], &at, NULL) && words->n == 3 &&
                    str_is(words->word[0].text, "bind") &&
                    keymap_bind(&app->keys, words->word[1].text, words->word[2].text, NULL);
        assert(fine); /* the file is part of the program */
        (void)fine;
    }
    mem_free(words);
}

void keymap_done(struct keymap *map)
{
    for (int i = 0; i < map->n; i++) {
        mem_free(map->row[i].context);
        mem_free(map->row[i].command);
    }
    mem_free(map->row);
}

static const char *find(const struct keymap *map, const char *context, size_t n,
                        const struct key *key)
{
    for (int i = 0; i < map->n; i++) {
        const struct keymap_row *row = &map->row[i];
        if (row->key.code == key->code && key_same(&row->key, key) && strlen(row->context) == n &&
            memcmp(row->context, context, n) == 0)
            return row->command;
    }
    return NULL;
}

const char *app_binding(const struct app *app, const struct key *key)
{
    const struct app_ext *ext = &app->ext;
    for (const char *p = ext->contexts ? ext->contexts(ext->ctx) : ""; *p;) {
        size_t n = strcspn(p, " ");
        const char *command = find(&app->keys, p, n, key);
        if (command)
            return command;
        p += n;
        p += strspn(p, " ");
    }
    const char *screen = screen_names[app->settings.screen];
    const char *command = find(&app->keys, screen, strlen(screen), key);
    return command ? command : find(&app->keys, "", 0, key);
}

bool app_key(struct app *app, const struct key *key, struct err *e)
{
    const char *bound = app_binding(app, key);
    err_clear(e);
    if (!bound)
        return false;
    char *command = mem_copy(bound); /* it may bind its own key anew */
    bool fine = app_run_sweep(app, command, e);
    mem_free(command);
    return fine;
}

bool app_binding_at(const struct app *app, int i, struct binding *out)
{
    if (i < 0 || i >= app->keys.n)
        return false;
    const struct keymap_row *row = &app->keys.row[i];
    *out = (struct binding){row->context, row->key, row->command};
    return true;
}

static bool is_in_force(const struct app *app, const struct keymap_row *row)
{
    const char *now = app_binding(app, &row->key);
    return now && str_is(now, row->command);
}

const struct key *app_key_of(const struct app *app, const char *command)
{
    const size_t n = strlen(command);
    const uint64_t head = head_of(command, n);
    const struct key *begins = NULL;
    uint64_t mask = 0;
    memset(&mask, 0xFF, n < sizeof mask ? n : sizeof mask);
    for (int i = 0; i < app->keys.n; i++) {
        const struct keymap_row *row = &app->keys.row[i];
        if ((row->head & mask) != head || strncmp(row->command, command, n) != 0)
            continue;
        bool whole = !row->command[n];
        if ((!whole && begins) || !is_in_force(app, row))
            continue;
        if (whole)
            return &row->key;
        begins = &row->key;
    }
    return begins;
}

bool verb_bind(const struct call *c, struct err *e)
{
    return keymap_bind(&c->app->keys, c->word[0], c->word[1], e);
}
