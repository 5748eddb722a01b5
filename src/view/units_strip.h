/* units_strip: over the layers, what their units do on the whole: bars, and their numbers. */
#ifndef VIEW_UNITS_STRIP_H
#define VIEW_UNITS_STRIP_H

#include "view/units_view.h"

void units_strip_draw(const struct units_view *v, struct pen *p);

#endif
