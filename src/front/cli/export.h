/* export: the screen written into a file, by the command `export` and the verb of the shell. */
#ifndef FRONT_CLI_EXPORT_H
#define FRONT_CLI_EXPORT_H

#include "front/cli/args.h"

/* An app_export_fn; ctx is a struct session. Pictures have the size of the terminal in the
 * explorer, else that of --size. */
bool export_file(void *ctx, const char *path, struct err *e);

/* `actviz export FILE|- [SCREEN|ACT...] [NAME=VALUE...]` */
int export_run(struct args *args);

#endif
