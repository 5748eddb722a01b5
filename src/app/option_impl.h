/* option_impl: what option.c and option_set.c share: where the value of a row stands. */
#ifndef APP_OPTION_IMPL_H
#define APP_OPTION_IMPL_H

#include "app/option.h"

void *option_place(struct settings *s, const struct option *row);
const void *option_place_const(const struct settings *s, const struct option *row);
int option_int(const struct settings *s, const struct option *row);

/* Does a scheme of initialisation stand with a number ("normal:0.1")? */
bool option_takes_scale(int init);

#endif
