/* plot_ends: at the right edge of a plot, which curve ends where. */
#ifndef VIEW_PLOT_ENDS_H
#define VIEW_PLOT_ENDS_H

#include "view/plot_panel.h"

/* Numbers of functions, primed for derivatives, in the panel's gutter beside the rows in which the
 * curves end. */
void plot_ends_draw(const struct plot_settings *plot, struct pen *p,
                    const struct plot_panel *panel);

#endif
