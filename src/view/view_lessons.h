/* view_lessons: the list of lessons. */
#ifndef VIEW_VIEW_LESSONS_H
#define VIEW_VIEW_LESSONS_H

#include "view/layout.h"

void view_lessons_draw(const struct model *m, struct pen *p, const struct layout *l);

/* The number (from 1) of the lesson on row y, or 0. */
int view_lessons_at(const struct model *m, const struct layout *l, int y);

#endif
