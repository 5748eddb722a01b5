/* unit_column: the columns of `actviz units`, one row each: of a layer, and of a unit with the
 * weights that lead into it. The order is that of the printed table. */
#ifndef APP_UNIT_COLUMN_H
#define APP_UNIT_COLUMN_H

#include "num/stack_units.h"

/* A unit as it is printed. */
struct unit_row {
    const struct stack_unit *unit;
    struct stack_incoming in;
    double bias;
};

struct unit_column {
    const char *name;
    double (*of_layer)(const struct stack_layer *layer); /* NULL: only units have it */
    double (*of_unit)(const struct unit_row *row);
    const char *help;
};

extern const struct unit_column unit_column_table[];
extern const int unit_column_count;

/* The row of a name, or NULL. */
const struct unit_column *unit_column_find(const char *name);

#endif
