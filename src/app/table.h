/* table: the rows of the table screen: all functions, those that a filter leaves, in the order
 * asked for. Private to app/; everybody else asks app_table (app.h). */
#ifndef APP_TABLE_H
#define APP_TABLE_H

#include "base/err.h"
#include "num/act.h"

struct app;
struct settings;

/* What `sort` may be, by number: "none", the properties, "name". NULL past the end. */
const char *table_sort_name(int i);

/* The property that has this heading in the table, in its signs or without: "E f", "χ gain". -1:
 * none, or several. */
int table_sort_head(const char *word);

/* May a filter be this text? It is part of a name, an alias or a title, or a condition on
 * properties. A message about a condition has its column in text. */
bool table_filter_check(const char *text, struct err *e);

/* The function of the chosen row; false if there is none. */
bool table_chosen(const struct app *app, struct act_use *out);

/* After a command: the chosen function stays chosen where the order changed, unless it was the
 * first row, which stays the first; and the choice stays within the rows. */
void table_follow(struct app *app, const struct settings *before);

#endif
