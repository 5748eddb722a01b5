/* view_map: the map screen: depth against scale of the weights, coloured by what remains of the
 * gradient; theory's edge; the chosen point in words. */
#ifndef VIEW_VIEW_MAP_H
#define VIEW_VIEW_MAP_H

#include "view/layout.h"

void view_map_draw(const struct model *m, struct pen *p, const struct layout *l);

/* "tanh   running every 4th point, 43 %   width 64, batch 64, he, seed 1" */
void view_map_status(const struct model *m, struct str *out);

/* The command that a click or drag on it means; false: none. */
bool view_map_click(const struct model *m, const struct pen *p, const struct layout *l,
                    const struct key *k, struct str *out);

#endif
