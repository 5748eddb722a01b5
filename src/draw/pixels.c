#include "draw/pixels.h"

enum { UPPER_HALF = 0x2580, LOWER_HALF = 0x2584, BLACK = 16, WHITE = 231 };

/* -1 for a pixel that is not there. */
static short colour(enum theme theme, uint8_t role)
{
    return role == ROLE_TEXT ? -1 : theme_paint(theme, DEPTH_256, (enum role)role).fg;
}

/* Black or white, by the lightness of one of the 256 colours from the 16th on: a cube of 6 x 6 x 6,
 * then greys. */
static short ink_on(short ground)
{
    int i = ground - BLACK, red = i / 36, green = i / 6 % 6, blue = i % 6;
    bool light = i < 216 ? 3 * red + 6 * green + blue > 25 : i - 216 > 12;
    return light ? BLACK : WHITE;
}

/* A pixel alone leaves the other half of its cell to the terminal. Two of one colour are its ground
 * and no block, which in many fonts does not fill the cell. */
bool pixels_look(const struct cell *cell, enum theme theme, enum depth depth,
                 struct pixels_look *out)
{
    if (depth != DEPTH_256 || theme == THEME_MONO || (!cell->upper && !cell->lower))
        return false;
    short upper = colour(theme, cell->upper), lower = colour(theme, cell->lower);
    if (upper == lower)
        *out = (struct pixels_look){cell->attr & ATTR_OVER ? cell->ch : ' ', ink_on(lower), lower};
    else if (upper < 0)
        *out = (struct pixels_look){LOWER_HALF, lower, -1};
    else
        *out = (struct pixels_look){UPPER_HALF, upper, lower};
    return true;
}
