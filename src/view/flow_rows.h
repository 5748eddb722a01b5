/* flow_rows: a stack whose layers are rows, the last on top, with their numbers. */
#ifndef VIEW_FLOW_ROWS_H
#define VIEW_FLOW_ROWS_H

#include "view/flow_bar.h"

/* Where the columns of a row end: bar, value, the two shares of the ledger. */
struct flow_rows {
    int bar, bar_w, value_end, slope_end, weight_end;
};
struct flow_rows flow_rows_columns(const struct flow_stack *v);

/* Has a stack of this width room for the ledger? */
bool flow_rows_has_ledger(const struct layout *l, int w);

void flow_rows_draw(const struct flow_stack *v, struct pen *p);

#endif
