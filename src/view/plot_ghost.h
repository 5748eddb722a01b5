/* plot_ghost: f as it was before the last change of parameters, as a shadow under the curves, until
 * something else is changed. What it was comes from the stack of undo; nothing is kept here. */
#ifndef VIEW_PLOT_GHOST_H
#define VIEW_PLOT_GHOST_H

#include "view/plot_panel.h"

/* The i-th function of the plot as it was; NULL where its parameters have not just been changed, or
 * no ghost is wanted. */
const struct act_use *plot_ghost_of(const struct model *m, int i);

void plot_ghost_draw(const struct model *m, struct pen *p, const struct plot_panel *panel);

/* Adds "shadow: α was 1", or nothing. */
void plot_ghost_words(const struct model *m, const struct pen *p, struct str *out);

#endif
