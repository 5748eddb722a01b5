/* map_picture: where the points of a map are on the screen: which cell shows which, and the axes
 * around them. A cell has two pixels, one above the other. */
#ifndef VIEW_MAP_PICTURE_H
#define VIEW_MAP_PICTURE_H

#include "draw/axis.h"
#include "app/settings.h"
#include "num/map.h"
#include "view/layout.h"

/* Where there is less room than points some have no place; the chosen one always has, at the cost
 * of a neighbour. The x axis of the space counts columns of the map from 1 (its labels are depths),
 * the y axis is the gain. */
struct map_picture {
    struct rect title; /* a row above, where there is room */
    struct rect area;  /* axes and all */
    struct space space;
    struct ticks x, y;
    int column, row; /* the chosen point, from 0 */
};

/* Of the map that the settings describe; the place is l->panel[0]. */
void map_picture_init(const struct pen *p, const struct layout *l, const struct settings *s,
                      struct map_picture *out);

/* Column of the map (from 0) that a column of cells shows; row of the map that a pixel shows,
 * counted from the bottom of the box, which has two of them a row. */
int map_picture_column(const struct map_picture *m, int x);
int map_picture_row(const struct map_picture *m, int pixel);

/* The cell in which a point of the map is marked. */
void map_picture_cell(const struct map_picture *m, int column, int row, int *x, int *y);

/* The pixel in which a point of that row is, counted from the bottom. */
int map_picture_pixel(const struct map_picture *m, int row);

/* The point that a cell means; false outside. The upper half of a cell is not told from the lower.
 */
bool map_picture_at(const struct map_picture *m, int x, int y, int *column, int *row);

#endif
