/* Where things are on the map screen: the map with its axes, below it the key of its colours,
 * beside or below these what is said of the chosen point. */
#include "num/map.h"
#include "view/layout_impl.h"

void layout_place_map(struct layout *l)
{
    enum { SIDE_LEAST = 76, KEY_ROWS = 2, AXES_W = 7, WORDS_LOW = 2 };
    struct rect r = l->body;
    if (r.w >= SIDE_LEAST) {
        int side = r.w >= 160 ? 44 : r.w >= 110 ? 34 : clamp(r.w - MAP_DEPTHS - AXES_W, 20, 28);
        l->words = cut_right(&r, side);
        l->words.x += 1;
        l->words.w -= 1;
    } else {
        l->words = cut_bottom(&r, r.h >= 20 ? 5 : r.h >= 14 ? 3 : WORDS_LOW);
    }
    l->legend[0] = cut_bottom(&r, r.h >= 9 ? KEY_ROWS : 1);
    l->panel[0] = r;
}
