/* lens: how fine the plot on a screen is, for the cursor that moves along it (app/lens.h). */
#ifndef VIEW_LENS_H
#define VIEW_LENS_H

#include "app/lens.h"
#include "app/settings.h"
#include "view/layout.h"
#include "view/view.h"

/* The last lens and what it was made from: keys that move the cursor ask again and again. All zero
 * at first. */
struct lens_memo {
    int across;
    struct layout layout;
    struct settings settings; /* without the cursor */
    struct lens lens;
};

/* The columns of dots and the ticks of the panel with the focused function, on a screen of w x h
 * cells with `across` dots in a cell's width. Leaves `out` as it is where no plot is shown. `memo`
 * may be NULL. */
void view_lens(const struct model *m, int w, int h, int across, struct lens_memo *memo,
               struct lens *out);

#endif
