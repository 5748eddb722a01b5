/* view_units: the units of a stack: which are active, 0, saturated, dead; layer by layer, and one
 * of them in full. */
#ifndef VIEW_VIEW_UNITS_H
#define VIEW_VIEW_UNITS_H

#include "view/layout.h"

void view_units_draw(const struct model *m, struct pen *p, const struct layout *l);

#endif
