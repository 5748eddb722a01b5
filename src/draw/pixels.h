/* pixels: how a cell of two pixels is shown: by a block in two colours, where there are 256; a sign
 * over them in black or white, whichever is seen.
 * Private to draw/ and to whoever shows a canvas. */
#ifndef DRAW_PIXELS_H
#define DRAW_PIXELS_H

#include <stdbool.h>
#include <stdint.h>

#include "draw/canvas.h"
#include "draw/theme.h"

/* A character and its colours, -1: the terminal's own. */
struct pixels_look {
    uint32_t ch;
    short fg, bg;
};

/* False where the cell has no pixels or there are too few colours: then its character is shown. */
bool pixels_look(const struct cell *cell, enum theme theme, enum depth depth,
                 struct pixels_look *out);

#endif
