/* canvas: a grid of cells, the only output of drawing. Whatever shows a screen copies a canvas:
 * curses (front/tui/term.c), text and ANSI (sink.h). Every cell holds printable characters only:
 * canvas_put is the one place where text from outside becomes safe to show. */
#ifndef DRAW_CANVAS_H
#define DRAW_CANVAS_H

#include <stdint.h>

#include "draw/role.h"

struct cell {
    uint32_t ch;   /* a printable character; 0: the right half of the wide one before it */
    uint32_t mark; /* a combining character on top, or 0 */
    uint8_t role;  /* enum role */
    uint8_t attr;  /* ATTR_... */
    /* Where colours suffice (pixels.h) the cell shows two pixels instead of its character: roles,
     * ROLE_TEXT for none. */
    uint8_t upper, lower;
};

struct canvas {
    int w, h;          /* 0..CANVAS_MAX each */
    struct cell *cell; /* [h][w] */
};

enum { CANVAS_MAX = 1000 };

/* All blank. Sizes are clamped to 0..CANVAS_MAX. */
void canvas_init(struct canvas *c, int w, int h);
void canvas_done(struct canvas *c);

/* To a new size, all blank. */
void canvas_resize(struct canvas *c, int w, int h);
void canvas_clear(struct canvas *c);

/* Inside? */
_Bool canvas_has(const struct canvas *c, int x, int y);

/* The cell at x, y, which must be inside. */
const struct cell *canvas_get(const struct canvas *c, int x, int y);

/* Puts a character; outside of the canvas nothing happens. Returns its columns (0, 1, 2). A
 * combining character goes onto the cell before x. A wide character that would be cut at the right
 * edge becomes a blank; overwriting half of a wide one blanks the other half. */
int canvas_put(struct canvas *c, int x, int y, uint32_t ch, enum role role, unsigned attr);

/* Fills what lies inside of the n cells from x, y on with a printable narrow character. */
void canvas_fill(struct canvas *c, int x, int y, int n, uint32_t ch, enum role role, unsigned attr);

/* canvas_put for a narrow character, with two pixels, of which one at least is not ROLE_TEXT. */
void canvas_put_pixels(struct canvas *c, int x, int y, const struct cell *cell);

/* Copies the next cells of a row, at column *x or behind it, that are others in another canvas of
 * the same size, and what lies between those that are near each other: columns *x to *end - 1,
 * characters of two columns whole. False if there are none. */
_Bool canvas_take_run(struct canvas *c, const struct canvas *from, int y, int *x, int *end);

#endif
