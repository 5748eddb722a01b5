/* args: the program's own options cut out of the command line; the rest is the command language's.
 *
 *   actviz [OPTION...] [VERB|ACT] [WORD...]
 *
 * Own options may stand anywhere before `--`. `--name value` with any other name belongs to the
 * verb, and so does a word that begins with '-' behind the verb: `actviz eval relu -2`. */
#ifndef FRONT_CLI_ARGS_H
#define FRONT_CLI_ARGS_H

#include <stdbool.h>

#include "base/err.h"

enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

struct args {
    bool help, version;
    bool interactive; /* -i: open the explorer there */
    bool dump;
    bool strict;
    enum colour colour;
    int w, h;         /* of --size, 0: not given */
    const char *seed; /* given before the verb, or NULL */
    int defs, commands, words;
    const char **def;     /* of --def, in order */
    const char **command; /* of -c, in order */
    const char **word;    /* what is left; `--` stays in it */
};

/* The own options, for --help: the i-th as "--size CxR" and its sentence. False past the end. */
bool args_option(int i, const char **usage, const char **help);

/* Points into argv. False with a message for an option used wrongly. */
bool args_parse(struct args *a, int argc, char **argv, struct err *e);
void args_done(struct args *a);

/* "100x30", each 1..1000. */
bool args_size(const char *text, int *w, int *h, struct err *e);

#endif
