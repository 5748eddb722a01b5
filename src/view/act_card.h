/* act_card: what there is to know about a function, in a rectangle beside a plot or the table. */
#ifndef VIEW_ACT_CARD_H
#define VIEW_ACT_CARD_H

#include "view/view.h"

/* The i-th function of the plot, in its colour, under a line. What does not fit is scrolled to, and
 * the last row says that there is more. */
void act_card_plot(const struct model *m, struct pen *p, struct rect r, int i);

/* The same for a picture, which nobody can scroll: what does not fit as a whole is left out. */
void act_card_still(const struct model *m, struct pen *p, struct rect r, int i);

/* By how many lines that card is scrolled in r, and by how many it can be. */
void act_card_scroll(const struct model *m, const struct pen *p, struct rect r, int i, int *at,
                     int *most);

/* The chosen one of the table: the course's comparison comes before shapes and sources. What does
 * not fit as a whole is left out, from the end. */
void act_card_table(const struct model *m, struct pen *p, struct rect r, const struct act_use *use);

#endif
