/* usage: --help and --version, from the tables. */
#ifndef FRONT_CLI_USAGE_H
#define FRONT_CLI_USAGE_H

#include "base/err.h"
#include "base/str.h"

/* The program. */
void usage_program(struct str *out);

/* One verb with its options. False with a message if there is no such. */
bool usage_verb(const char *name, struct str *out, struct err *e);

void usage_version(struct str *out);

/* "there is no verb or function NAME; did you mean ...?". Always false. */
bool usage_unknown(const char *name, struct err *e);

#endif
