/* plot_title: what the status line says of the plot. Made of parts in a table, the least telling of
 * which are left out whole where the room is short. */
#ifndef VIEW_PLOT_TITLE_H
#define VIEW_PLOT_TITLE_H

#include "view/layout.h"

/* At most `room` columns, if a part fits at all. */
void plot_title(const struct model *m, const struct pen *p, const struct layout *l, int room,
                struct str *out);

#endif
