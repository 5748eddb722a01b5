/* view_flow: deep stacks beside each other, the gradient travelling back through them, and what the
 * numbers say. */
#ifndef VIEW_VIEW_FLOW_H
#define VIEW_VIEW_FLOW_H

#include "view/layout.h"

void view_flow_draw(const struct model *m, struct pen *p, const struct layout *l);

#endif
