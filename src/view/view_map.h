/* view_map: the map screen: depth against scale of the weights, coloured by what remains of the
 * gradient; theory's edge; the chosen point in words. */
#ifndef VIEW_VIEW_MAP_H
#define VIEW_VIEW_MAP_H

#include "view/layout.h"

void view_map_draw(const struct model *m, struct pen *p, const struct layout *l);

/* "tanh   width 64, batch 64, he, seed 1   blocks of 8 by 8, 43 %" */
void view_map_status(const struct model *m, struct str *out);

/* The command that a click or drag on it means; false: none. */
bool view_map_click(const struct model *m, const struct pen *p, const struct layout *l,
                    const struct key *k, struct str *out);

/* How a ratio is shown: 0 .. ROLE_RAMP_MAX - 1, from below -30 decades over within one of 0 (the
 * middle) to above 30; -1 for exactly 0, -2 for an overflow. */
int view_map_level(double ratio_log10);

#endif
