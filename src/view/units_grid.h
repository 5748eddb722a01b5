/* units_grid: layers from left to right, units from top to bottom, a sign for each or for several
 * together; and what a sign means. */
#ifndef VIEW_UNITS_GRID_H
#define VIEW_UNITS_GRID_H

#include "view/units_view.h"

void units_grid_draw(const struct units_view *v, struct pen *p);

/* The signs and the values at which they stand. */
void units_grid_key(const struct units_view *v, struct pen *p);

/* The layer and unit (from 1) of a place on the grid: the first ones of its cell. */
bool units_grid_at(const struct model *m, const struct layout *l, int x, int y, int *layer,
                   int *unit);

#endif
