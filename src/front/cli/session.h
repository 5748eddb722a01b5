/* session: app, lessons and host put together, brought to where the command line wants them. */
#ifndef FRONT_CLI_SESSION_H
#define FRONT_CLI_SESSION_H

#include "app/app.h"
#include "front/cli/args.h"
#include "front/cli/host.h"
#include "lesson/lesson.h"

struct session {
    struct host host;
    const struct kernel *kernel;
    struct app *app;
    struct lesson *lesson;
    const struct args *args;
    bool rows; /* what the words ask for is printed as rows of numbers */
};

/* The kernel for this machine, or the one that the variable ACTVIZ_KERNEL names. */
const struct kernel *session_kernel(struct err *e);

/* Opens and runs every --def, --seed and every -c. Live (the explorer): the rc file before them;
 * what is wrong in it becomes a note. False with a message when a command fails; to be closed then
 * too. */
bool session_open(struct session *s, const struct args *args, bool live, struct err *e);
void session_close(struct session *s);

/* Runs the words of the command line: a verb, functions to be plotted, nothing. */
bool session_words(struct session *s, const struct args *args, struct err *e);

/* Is a word of the command line a function: by name, one of --def, or a formula? False with the
 * message for what it is not. */
bool session_is_act(const struct args *args, const char *word, struct err *e);

/* What --dump prints: the whole screen, finished, or the plot alone. False: writing failed. */
bool session_print(struct session *s, const struct args *args, bool plot_only);

#endif
