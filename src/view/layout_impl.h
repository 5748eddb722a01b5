/* layout_impl: what the files layout*.c share. */
#ifndef VIEW_LAYOUT_IMPL_H
#define VIEW_LAYOUT_IMPL_H

#include "view/cut.h"
#include "view/layout.h"

static inline int clamp(int v, int lo, int hi)
{
    return v < lo ? lo : v > hi ? hi : v;
}

static inline int least(int a, int b)
{
    return a < b ? a : b;
}

/* Finds the knobs of a screen; gives each a row of r, or a chip "name value" (wrapped; how many
 * rows they take is returned). What does not fit gets no place. */
void layout_find_knobs(struct layout *l, const struct model *m, int screen);
void layout_knob_rows(struct layout *l, struct rect r);
int layout_knob_chips(struct layout *l, const struct model *m, struct rect r);

/* The screens that have much to place, in l->body. */
void layout_place_plot(struct layout *l, const struct model *m);
void layout_place_flow(struct layout *l, const struct model *m);
void layout_place_map(struct layout *l);
void layout_place_units(struct layout *l, const struct model *m);

#endif
