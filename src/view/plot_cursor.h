/* plot_cursor: the cross hair of a plot and the mark, what they meet, and the tangent. */
#ifndef VIEW_PLOT_CURSOR_H
#define VIEW_PLOT_CURSOR_H

#include "view/plot_panel.h"

/* Nothing while the cursor is off. */
void plot_cursor_draw(const struct plot_settings *plot, struct pen *p,
                      const struct plot_panel *panel);

#endif
