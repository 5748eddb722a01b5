/* Undo: settings before each change. Moving along the list swaps what is with what was. */
#include "app/impl.h"

#include <string.h>

#include "base/mem.h"

/* The same turned key within this many seconds is one change. */
#define JOIN_SECONDS 1.0

void undo_push(struct app *app, const struct settings *before, long token, const char *like)
{
    struct undo *u = &app->undo;
    if (u->held)
        return;
    bool soon = app->dragging || app->time - u->time < JOIN_SECONDS;
    bool joins = like && u->at > 0 && str_is(u->like, like) && soon;
    u->apart = false;
    u->time = app->time;
    (void)str_copy(u->like, sizeof u->like, like ? like : "");
    u->n = u->at; /* what was undone is gone */
    if (joins)
        return;
    if (u->at == UNDO_MAX) {
        memmove(u->entry, u->entry + 1, (UNDO_MAX - 1) * sizeof *u->entry);
        u->at--;
    }
    if (u->at == u->cap) {
        u->cap = u->cap ? 2 * u->cap : 16;
        u->entry = mem_resize(u->entry, (size_t)u->cap, sizeof *u->entry);
    }
    u->entry[u->at++] = (struct undo_entry){.settings = *before, .token = token};
    u->n = u->at;
}

void undo_done(struct undo *u)
{
    mem_free(u->entry);
}

static void swap(struct app *app, struct undo_entry *entry)
{
    const struct app_ext *ext = &app->ext;
    struct undo_entry here = {.settings = app->settings,
                              .token = ext->token ? ext->token(ext->ctx) : 0};
    app->settings = entry->settings;
    /* The animation goes on where it is, as fast as it is. */
    app->settings.flow.playhead = here.settings.flow.playhead;
    app->settings.flow.playing = here.settings.flow.playing;
    app->settings.flow.until = here.settings.flow.until;
    app->settings.flow.speed = here.settings.flow.speed;
    play_follow(app, &here.settings);
    if (ext->restore)
        ext->restore(ext->ctx, entry->token);
    *entry = here;
    app->undo.like[0] = '\0';
    app->undo.apart = false;
    app_effect(app, EFFECT_DRAW);
}

void app_press(struct app *app)
{
    app->undo.like[0] = '\0';
}

const struct settings *app_before(const struct app *app)
{
    const struct undo *u = &app->undo;
    long token = app->ext.token ? app->ext.token(app->ext.ctx) : 0;
    if (u->at == 0 || u->apart || u->entry[u->at - 1].token != token)
        return NULL;
    return &u->entry[u->at - 1].settings;
}

bool verb_undo(const struct call *c, struct err *e)
{
    struct undo *u = &c->app->undo;
    if (u->at == 0)
        return err_set(e, "nothing to undo");
    swap(c->app, &u->entry[--u->at]);
    return true;
}

bool verb_redo(const struct call *c, struct err *e)
{
    struct undo *u = &c->app->undo;
    if (u->at == u->n)
        return err_set(e, "nothing to do again");
    swap(c->app, &u->entry[u->at++]);
    return true;
}
