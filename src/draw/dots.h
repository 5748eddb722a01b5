/* dots: the picture of all curves below the size of a cell. Private to draw/.
 *
 * A cell has across x down dots: 2 x 4 in Braille, 2 x 2 in quadrants, 1 x 2 in half blocks, 1 x 1
 * in ASCII. A cell of the terminal has one colour only, so each cell remembers which dots each
 * curve set in it, and dots_blit decides what is seen:
 *
 *  1. Curves pass over what lies under them. Inks have ranks: ground (zero lines, shading), then
 *     helper lines (cursor, tangent), then series. Only the dots of the highest rank in the cell
 *     are shown, so that a curve near a zero line stays one dot thick.
 *  2. Within the rank all dots are shown: no curve has a hole where another passes.
 *  3. The cell's colour (in ASCII: its letter) takes turns between the curves in it, two cells
 *     each along x, one each where they run steeply. Curves that coincide look like one line of
 *     dashes in both colours; none hides the other and no third colour comes up. */
#ifndef DRAW_DOTS_H
#define DRAW_DOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/pen.h"

enum {
    DOTS_INKS = 64, /* looks in one frame; those that are too many share the last */
    DOTS_SHARE = 6  /* inks told apart in one cell: of more, those of the highest rank */
};

struct ink {
    enum role role;
    bool bold;
    char letter;
};

/* Who has dots in a cell: bit down * across + x of set[i] is a dot of ink[i]. */
struct share {
    uint8_t n;
    uint8_t ink[DOTS_SHARE];
    uint8_t set[DOTS_SHARE];
};

struct dots {
    enum raster raster;
    int across, down;    /* dots per cell */
    int w, h;            /* in cells */
    struct share *share; /* [h][w] */
    int inks;
    struct ink ink[DOTS_INKS];
};

void dots_init(struct dots *d, enum raster raster);
void dots_done(struct dots *d);

/* An empty picture of w x h cells. */
void dots_start(struct dots *d, int w, int h);

/* The number of a look, to be given to dots_put. */
int dots_ink(struct dots *d, const struct stroke *stroke);

/* Sets a dot, which must lie inside: 0 <= x < w * across, 0 <= y < h * down. */
void dots_put(struct dots *d, int x, int y, int ink);

/* Is there a dot of this ink (any ink when it is negative)? */
bool dots_has(const struct dots *d, int x, int y, int ink);

/* Has anything above the ground a dot in this cell? */
bool dots_is_busy(const struct dots *d, int x_cell, int y_cell);

/* Puts what is to be seen onto the blank cells of a canvas of the same size. */
void dots_blit(const struct dots *d, struct canvas *c);

#endif
