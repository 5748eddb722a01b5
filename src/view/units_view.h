/* units_view: the stack that the units screen looks into, as it is drawn: cells of one or several
 * units, and the scale of their signs. Private to the pictures of units. */
#ifndef VIEW_UNITS_VIEW_H
#define VIEW_UNITS_VIEW_H

#include "app/unit_stats.h"
#include "view/layout.h"
#include "view/units_scale.h"

/* Units that share a cell: their mean (of sizes the rms), and how many of them are dead. */
struct units_cell {
    double value;
    int dead, units;
};

struct units_view {
    const struct app *app;
    const struct layout *l;
    int act, show;
    struct stack_spec spec;
    const struct stack_units *units; /* NULL: being worked out */
    const struct stack *stack;       /* NULL: likewise */
    struct units_cell *cell;         /* [cells_down][cells_across], NULL without units */
    struct units_cell *column;       /* [cells_across]: whole layers */
    struct units_cell whole;         /* all of them */
    double zero, saturated;          /* over all units, which part of the batch */
    long dead;                       /* how many units */
    struct units_scale scale;        /* of the cells */
    struct units_scale bars;         /* of the columns */
};

void units_view_init(struct units_view *v, const struct model *m, const struct layout *l);
void units_view_done(struct units_view *v);

/* The first layer of a column of cells, the first unit (from 1) of a row of them. */
int units_view_layer(const struct units_view *v, int across);
int units_view_unit(const struct units_view *v, int down);

/* The cell of the chosen unit; false if none is chosen. */
bool units_view_chosen(const struct units_view *v, int *across, int *down);

#endif
