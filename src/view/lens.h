/* lens: how fine the plot on a screen is, for the cursor that moves along it (app/lens.h). */
#ifndef VIEW_LENS_H
#define VIEW_LENS_H

#include "app/lens.h"
#include "view/view.h"

/* The columns of dots and the ticks of the panel with the focused function, on a screen of w x h
 * cells with `across` dots in a cell's width. Leaves `out` as it is where no plot is shown. */
void view_lens(const struct model *m, int w, int h, int across, struct lens *out);

#endif
