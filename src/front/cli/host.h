/* host: the outside world as the app sees it: files, folders, the clock.
 *
 *   $XDG_CONFIG_HOME/actviz/actvizrc      commands run when the explorer starts
 *   $XDG_STATE_HOME/actviz/               history of the prompt, a log for every lesson
 *   $XDG_DATA_HOME/actviz/lessons/        lessons of one's own
 *   DATADIR/actviz/lessons/               the installed ones
 *   lessons/ beside the program's folder  when run from the source tree
 *
 * Relative paths in the environment are ignored, as the XDG base directory specification asks.
 * Nothing here needs any of it: without a home there is no history and no log. */
#ifndef FRONT_CLI_HOST_H
#define FRONT_CLI_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "app/app.h"

struct host {
    char *config, *state, *data; /* .../actviz, or NULL: there is no such place */
    char *tree;                  /* lessons of the source tree, or NULL */
    char language[16];           /* "zh_CN" of the locale, "" for none */
};

void host_init(struct host *h);
void host_done(struct host *h);

/* The functions of struct app_host over these places. `live` as there; without it nothing is
 * written: printing a screen of a lesson leaves no trace in its log. */
struct app_host host_table(struct host *h, bool live);

/* The path that a person means, added to out: ~/ at its beginning is the home folder, as in the
 * shell, which the command line of the explorer does not have. */
void host_path(const char *path, struct str *out);

/* A whole regular file of at most `max` bytes; `path` as a person gives it. */
bool host_read(void *ctx, const char *path, size_t max, struct str *out, struct err *e);

/* The rc file's path into out. False if there is none. */
bool host_rc(const struct host *h, struct str *out);

/* The prompt's history; written beside and renamed. */
void host_history_read(const struct host *h, struct str *out);
bool host_history_write(const struct host *h, const char *text, struct err *e);

#endif
