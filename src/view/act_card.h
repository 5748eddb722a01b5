/* act_card: what there is to know about a function, in a rectangle beside a plot or the table. What
 * does not fit as a whole is left out, from the end. */
#ifndef VIEW_ACT_CARD_H
#define VIEW_ACT_CARD_H

#include "view/view.h"

/* The i-th function of the plot, in its colour, under a line. */
void act_card_plot(const struct model *m, struct pen *p, struct rect r, int i);

/* The chosen one of the table: the course's comparison comes before shapes and sources. */
void act_card_table(const struct model *m, struct pen *p, struct rect r, const struct act_use *use);

#endif
