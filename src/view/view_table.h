/* view_table: all functions and what is measured of them, one line each; beside or below them the
 * course's comparison for the chosen one. */
#ifndef VIEW_VIEW_TABLE_H
#define VIEW_VIEW_TABLE_H

#include "view/layout.h"

void view_table_draw(const struct model *m, struct pen *p, const struct layout *l);

/* The number (from 1) of the function on row y, or 0. */
int view_table_row_at(const struct model *m, const struct layout *l, int y);

/* What the head of the table at x, y sorts by: a name as the option `sort` takes it, or NULL. */
const char *view_table_head_at(const struct model *m, const struct pen *p, const struct layout *l,
                               int x, int y);

/* What the table is sorted by: the name of a property, "name", or NULL for its own order. */
const char *view_table_order(const struct table_settings *s);

/* What the status line says: how many of how many, filter, order, columns. */
void view_table_status(const struct model *m, const struct pen *p, const struct layout *l,
                       struct str *out);

#endif
