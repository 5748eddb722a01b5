/* repaint: the bytes that turn the picture a terminal shows into another one.
 *
 * A frame goes out in one piece, since a terminal may show what has come so far at any time, and
 * every piece costs a call of the system (ncurses with its terminal driver, as Debian builds it,
 * writes at each motion of the cursor). Cells that are the same are left alone; the cursor goes
 * from change to change by the shortest way; looks change where they must.
 *
 * Knows no curses and no terminfo: term.c tells what the terminal understands. */
#ifndef FRONT_TUI_REPAINT_H
#define FRONT_TUI_REPAINT_H

#include <stdbool.h>

#include "base/str.h"
#include "draw/canvas.h"
#include "draw/theme.h"

enum { REPAINT_SEQUENCE = 32 };

/* What a terminal understands. A sequence that it does not have is "". */
struct repaint_terminal {
    bool is_ansi;                 /* ESC [ y + 1 ; x + 1 H takes the cursor to x, y; */
    bool has_column, has_row;     /* so do ESC [ x + 1 G within the row, ESC [ y + 1 d and \b */
    bool scrolls;                 /* when the last cell of the last row is written */
    unsigned no_colour;           /* ATTR_... that cannot be had together with a colour */
    char plain[REPAINT_SEQUENCE]; /* ends every look */
    char bold[REPAINT_SEQUENCE], reverse[REPAINT_SEQUENCE], underline[REPAINT_SEQUENCE];
    char rest[REPAINT_SEQUENCE];                 /* blanks the rest of the row, in the plain look */
    void (*move)(int x, int y, struct str *out); /* where it is not ANSI */
    const char *(*colour)(int number, bool ground); /* of the text, or of the ground behind it */
};

/* Of the fields only `out` is for others to read. */
struct repaint {
    const struct repaint_terminal *terminal;
    enum depth depth;
    enum theme theme;
    struct canvas shown; /* what is there */
    struct repaint_look {
        short text, ground; /* colours, -1: the terminal's own */
        unsigned attr;
    } look;   /* in force */
    int x, y; /* where the cursor is; x < 0: nobody knows */
    struct str out;
};

void repaint_init(struct repaint *r, const struct repaint_terminal *terminal, enum depth depth);
void repaint_done(struct repaint *r);

/* The terminal was cleared and has this size. */
void repaint_cleared(struct repaint *r, int w, int h);

/* Puts into r->out what shows the canvas, of the size that was told last: nothing if it is shown
 * already. Ends in the plain look. */
void repaint_to(struct repaint *r, const struct canvas *c, enum theme theme);

/* Appends what takes the cursor to x, y. */
void repaint_cursor(struct repaint *r, int x, int y);

#endif
