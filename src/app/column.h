/* column: the columns of a flow result, one row each: names for queries (`flow.relu.grad_rms[3]`),
 * headers of `actviz flow`, help. The order is that of the printed table. */
#ifndef APP_COLUMN_H
#define APP_COLUMN_H

#include <stddef.h>

#include "num/stack.h"

struct column {
    const char *name;
    const char *alias; /* a second name in queries, or NULL */
    size_t offset;     /* of a double in struct stack_layer, or in struct stack_result */
    const char *help;
    const char *only; /* the function that alone has it, NULL: all have */
};

/* Per layer. */
extern const struct column column_layer[];
extern const int column_layer_count;

/* Of the whole stack. */
extern const struct column column_stack[];
extern const int column_stack_count;

/* The i-th of all columns, those of layers first; NULL past the end. */
const struct column *column_at(int i);

/* The row of a name or alias in either table, or NULL; in one of them. */
const struct column *column_named(const char *name);
const struct column *column_find(const struct column *table, int n, const char *name);

double column_of_layer(const struct column *c, const struct stack_layer *layer);
double column_of_stack(const struct column *c, const struct stack_result *result);

#endif
