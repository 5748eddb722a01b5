#include "app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/impl.h"
#include "base/mem.h"

struct app *app_new(const struct app_host *host, const struct kernel *kernel)
{
    struct app *app = mem_new(1, sizeof *app);
    app->host = *host;
    app->kernel = kernel;
    settings_default(&app->settings);
    nets_init(&app->nets);
    keymap_default(app);
    app->effects = EFFECT_DRAW;
    return app;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    nets_done(&app->nets);
    keymap_done(&app->keys);
    queries_done(&app->queries);
    undo_done(&app->undo);
    mem_free(app);
}

void app_extend(struct app *app, const struct app_ext *ext)
{
    app->ext = *ext;
}

const struct app_host *app_host(const struct app *app)
{
    return &app->host;
}

const struct kernel *app_kernel(const struct app *app)
{
    return app->kernel;
}

const struct settings *app_settings(const struct app *app)
{
    return &app->settings;
}

void app_put_settings(struct app *app, const struct settings *s)
{
    memcpy(&app->settings, s, sizeof *s);
    app_effect(app, EFFECT_DRAW);
}

unsigned app_take_effects(struct app *app)
{
    unsigned effects = app->effects;
    app->effects = 0;
    return effects;
}

void app_effect(struct app *app, unsigned effects)
{
    app->effects |= effects;
}

const char *app_prompt_text(const struct app *app)
{
    return app->prompt;
}

double app_time(const struct app *app)
{
    return app->time;
}

/* Tells when the last result has come in. */
static void notice_done(struct app *app)
{
    bool done = nets_all_done(app);
    if (done && !app->nets.all_done) {
        app_effect(app, EFFECT_DRAW);
        if (app->ext.changed)
            app->ext.changed(app->ext.ctx);
    }
    app->nets.all_done = done;
}

bool app_tick(struct app *app, double dt, double budget)
{
    bool left = false;
    app->time += dt;
    if (nets_wanted(app)) {
        app->nets.all_done = app->nets.all_done && nets_all_done(app);
        left = nets_work(app, budget);
        notice_done(app);
        if (app->nets.problem[0])
            app_note(app, true, "%s", app->nets.problem);
        if (left)
            app_effect(app, EFFECT_DRAW); /* progress is shown */
    }
    play_move(app, dt);
    return left || (play_is_moving(app) && !app->nets.problem[0]);
}

void app_settle(struct app *app)
{
    (void)app_tick(app, 0, -1);
}

void app_finish(struct app *app)
{
    app_settle(app);
    if (!app->time_moved)
        play_to_end(app);
}

void app_note(struct app *app, bool is_error, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(app->note, sizeof app->note, fmt, args);
    va_end(args);
    app->note_is_error = is_error;
    app_effect(app, EFFECT_DRAW);
}

const char *app_note_text(const struct app *app, bool *is_error)
{
    if (is_error)
        *is_error = app->note_is_error;
    return app->note;
}

void app_note_clear(struct app *app)
{
    if (app->note[0])
        app_effect(app, EFFECT_DRAW);
    app->note[0] = '\0';
}
