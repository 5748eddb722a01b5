/* units_card: beside (or below) the cells: the chosen unit with its weights and the histogram of
 * its pre-activations; without one the whole stack, and what its zeros may be compared with. */
#ifndef VIEW_UNITS_CARD_H
#define VIEW_UNITS_CARD_H

#include "view/units_view.h"

void units_card_draw(const struct units_view *v, struct pen *p);

#endif
