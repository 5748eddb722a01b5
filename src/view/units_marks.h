/* units_marks: how sparse this stack is beside what is known elsewhere, on one scale of zeros. */
#ifndef VIEW_UNITS_MARKS_H
#define VIEW_UNITS_MARKS_H

#include "view/units_view.h"

/* Rows below which only the first lines are drawn. */
enum { UNITS_MARKS_LEAST = 6 };

/* The scale at the top of r, then its sources in words as far as there is room. */
void units_marks_draw(const struct units_view *v, struct pen *p, struct rect r);

#endif
