/* flow_columns: a stack whose layers are columns, the last at the right, beside a log axis. */
#ifndef VIEW_FLOW_COLUMNS_H
#define VIEW_FLOW_COLUMNS_H

#include "view/flow_bar.h"

/* Is there room for the ledger, and is it wanted? */
bool flow_columns_has_ledger(const struct flow_stack *v);

/* Fits v->axis to its ticks. */
void flow_columns_draw(struct flow_stack *v, struct pen *p);

#endif
