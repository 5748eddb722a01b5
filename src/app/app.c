#include "app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/impl.h"
#include "base/mem.h"
#include "num/act_book.h"

struct app *app_new(const struct app_host *host, const struct kernel *kernel)
{
    struct app *app = mem_new(1, sizeof *app);
    app->host = *host;
    app->kernel = kernel;
    app->book = act_book_new();
    settings_default(&app->settings);
    app->settings.names.book = app->book;
    nets_init(&app->nets);
    keymap_default(app);
    app->effects = EFFECT_DRAW;
    return app;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    audit_job_done(&app->audit);
    nets_done(&app->nets);
    units_done(&app->units);
    unit_stats_done(&app->unit_stats);
    maps_done(&app->maps);
    keymap_done(&app->keys);
    queries_done(&app->queries);
    undo_done(&app->undo);
    facts_done(&app->facts);
    act_book_free(app->book);
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
    if (!app->settings.names.book) /* settings fresh from their defaults */
        app->settings.names.book = app->book;
    app->undo.apart = true;
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

double app_now(const struct app *app)
{
    return app->host.now ? app->host.now(app->host.ctx) : 0;
}

/* What is left of a budget that began at `start`; less than nothing is nothing. */
static double rest(const struct app *app, double start, double budget)
{
    double took = app_now(app) - start;
    return budget < 0 || took < budget ? budget - (budget < 0 ? 0 : took) : 0;
}

bool app_tick(struct app *app, double dt, double budget)
{
    app->time += dt;
    double start = app_now(app);
    bool left = nets_tick(app, budget);
    left |= units_work(app, rest(app, start, budget));
    left |= unit_stats_work(app, rest(app, start, budget));
    left |= maps_work(app, rest(app, start, budget));
    left |= facts_work(app, rest(app, start, budget));
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
