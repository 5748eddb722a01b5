/* Ways to run commands: for who prints, from a lesson, a key, a drag, a file. */
#include <string.h>

#include "app/impl.h"

bool app_run_rows(struct app *app, int n, const char *const *words, struct err *e)
{
    app->rows = true;
    bool fine = app_run_words(app, n, words, e);
    app->rows = false;
    return fine;
}

bool app_run_safe(struct app *app, const char *line, struct err *e)
{
    bool before = app->safe;
    app->safe = true;
    bool fine = app_run(app, line, e);
    app->safe = before;
    return fine;
}

bool app_run_sweep(struct app *app, const char *line, struct err *e)
{
    app->by_key = true;
    bool fine = app_run(app, line, e);
    app->by_key = false;
    if (!fine && e) /* nobody sees the line: its columns say nothing */
        e->line = e->col = 0;
    return fine;
}

bool app_run_drag(struct app *app, const char *line, struct err *e)
{
    app->dragging = true;
    bool fine = app_run_sweep(app, line, e);
    app->dragging = false;
    return fine;
}

bool app_run_text(struct app *app, const char *text, struct err *e)
{
    struct str line;
    struct settings before;
    memcpy(&before, &app->settings, sizeof before);
    long token = app->ext.token ? app->ext.token(app->ext.ctx) : 0;
    int number = 0;
    bool fine = true;
    str_init(&line);
    app->undo.held++;
    for (const char *p = text; fine && *p; number++) {
        size_t n = strcspn(p, "\n");
        str_clear(&line);
        str_add_n(&line, p, n);
        fine = app_run(app, line.data, e);
        p += n + (p[n] == '\n');
    }
    app->undo.held--;
    if (!fine && e)
        e->line = number;
    /* All of it is one thing to undo. */
    if (!settings_same(&before, &app->settings))
        undo_push(app, &before, token, NULL);
    str_done(&line);
    return fine;
}
