/* flow_rows: a stack whose layers are rows, the last on top, with their numbers. */
#ifndef VIEW_FLOW_ROWS_H
#define VIEW_FLOW_ROWS_H

#include "view/flow_bar.h"

/* Columns of a number of the ledger, with a blank before it. */
enum { FLOW_ROWS_SHARE = 6 };

/* The columns of a row: bar and value; on the way forward a strip of how activations are spread;
 * with the ledger its bar and, where there is room, its numbers, which end at share_end (0: none).
 * Where there is little room the ledger's bar takes the place of the other. */
struct flow_rows {
    int bar, bar_w, value_end;
    int point; /* column of the decimal points of values */
    int strip, strip_w;
    int ledger, ledger_w;
    int share_end[FLOW_SHARES];
};
struct flow_rows flow_rows_columns(const struct flow_stack *v);

/* Is there room below the rows for an axis with ticks? */
bool flow_rows_has_axis(const struct flow_stack *v);

/* With an axis v->axis is fitted to its ticks. */
void flow_rows_draw(struct flow_stack *v, struct pen *p);

#endif
