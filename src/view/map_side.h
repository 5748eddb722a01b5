/* map_side: what stands beside or below the map: the chosen point in words, theory's edge, what the
 * marks on the picture mean. */
#ifndef VIEW_MAP_SIDE_H
#define VIEW_MAP_SIDE_H

#include "draw/pen.h"
#include "view/view.h"

/* Which marks are on the picture. */
struct map_marks {
    bool edge, contour, present, zero, overflow, nothing;
};

/* Marks are explained only where there is much room. */
void map_side_draw(const struct model *m, struct pen *p, struct rect r,
                   const struct map_marks *marks);

#endif
