/* plot_card: the focused function in words and formulas, beside the plot. */
#ifndef VIEW_PLOT_CARD_H
#define VIEW_PLOT_CARD_H

#include "app/settings.h"
#include "draw/pen.h"

void plot_card_draw(const struct plot_settings *plot, struct pen *p, struct rect r);

#endif
