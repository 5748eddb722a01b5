#include "draw/pixels.h"

enum { UPPER_HALF = 0x2580, LOWER_HALF = 0x2584, FULL = 0x2588 };

/* -1 for a pixel that is not there. */
static short colour(enum theme theme, uint8_t role)
{
    return role == ROLE_TEXT ? -1 : theme_paint(theme, DEPTH_256, (enum role)role).fg;
}

/* A pixel alone leaves the other half of its cell to the terminal; two of one colour need no second
 * one, so that most cells of a picture do with a foreground. */
bool pixels_look(const struct cell *cell, enum theme theme, enum depth depth,
                 struct pixels_look *out)
{
    if (depth != DEPTH_256 || theme == THEME_MONO || (!cell->upper && !cell->lower))
        return false;
    short upper = colour(theme, cell->upper), lower = colour(theme, cell->lower);
    if (upper == lower)
        *out = (struct pixels_look){FULL, upper, -1};
    else if (upper < 0)
        *out = (struct pixels_look){LOWER_HALF, lower, -1};
    else
        *out = (struct pixels_look){UPPER_HALF, upper, lower};
    return true;
}
