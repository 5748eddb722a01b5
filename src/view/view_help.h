/* view_help: help made from the tables: keys, verbs, options, functions. */
#ifndef VIEW_VIEW_HELP_H
#define VIEW_VIEW_HELP_H

#include "view/layout.h"

void view_help_draw(const struct model *m, struct pen *p, const struct layout *l);

#endif
