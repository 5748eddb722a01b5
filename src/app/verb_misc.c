/* Verbs that ask something of the front end; files of commands; files of what is shown. */
#include <stdio.h>
#include <string.h>

#include "app/impl.h"

enum { SOURCE_DEPTH = 8, SOURCE_BYTES = 1 << 20 };

bool verb_say(const struct call *c, struct err *e)
{
    (void)e;
    app_effect(c->app, EFFECT_SAY);
    return true;
}

void app_put_export(struct app *app, app_export_fn *fn, void *ctx)
{
    app->export = fn;
    app->export_ctx = ctx;
}

bool verb_export(const struct call *c, struct err *e)
{
    if (!c->app->export)
        return err_set(e, "no files can be written here");
    return c->app->export(c->app->export_ctx, c->word[0], e);
}

bool verb_source(const struct call *c, struct err *e)
{
    struct app *app = c->app;
    if (!app->host.read)
        return err_set(e, "no files can be read here");
    if (app->depth == SOURCE_DEPTH)
        return err_set(e, "files source each other more than %d deep", SOURCE_DEPTH);
    struct str text;
    str_init(&text);
    bool fine = app->host.read(app->host.ctx, c->word[0], SOURCE_BYTES, &text, e);
    if (fine) {
        struct err own = {0};
        app->depth++;
        fine = app_run_text(app, text.data, &own);
        app->depth--;
        if (!fine)
            (void)err_set(e, "%s:%d:%d: %s", c->word[0], own.line, own.col, own.text);
    }
    str_done(&text);
    return fine;
}

bool verb_prompt(const struct call *c, struct err *e)
{
    const char *text = c->n ? c->word[0] : "";
    if (strlen(text) >= sizeof c->app->prompt)
        return err_set(e, "the prompt opens with at most %d bytes in it",
                       (int)sizeof c->app->prompt - 1);
    (void)str_copy(c->app->prompt, sizeof c->app->prompt, text);
    app_effect(c->app, EFFECT_PROMPT);
    return true;
}

bool verb_redraw(const struct call *c, struct err *e)
{
    (void)e;
    app_effect(c->app, EFFECT_REDRAW);
    return true;
}

bool verb_suspend(const struct call *c, struct err *e)
{
    (void)e;
    app_effect(c->app, EFFECT_SUSPEND);
    return true;
}

bool verb_quit(const struct call *c, struct err *e)
{
    (void)e;
    app_effect(c->app, EFFECT_QUIT);
    return true;
}
