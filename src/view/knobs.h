/* knobs: the options and parameters that keys turn, with their values, as rows with a slider or as
 * a line of "name value". */
#ifndef VIEW_KNOBS_H
#define VIEW_KNOBS_H

#include "view/layout.h"

/* What the names and keys of the knobs that the layout found need. */
void knobs_measure(const struct model *m, struct layout *l);

/* Draws the knobs that the layout placed; `chosen` is the one that the turn keys mean. */
void knobs_draw(const struct model *m, struct pen *p, const struct layout *l, int chosen);

/* Where the slider of a knob's row is; empty where the value is a word. */
struct rect knobs_slider(const struct layout *l, int i);

/* Where a knob's row has its value; empty among chips. */
struct rect knobs_value(const struct layout *l, int i);

#endif
