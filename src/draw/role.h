/* role: what a cell means, not what colour it has. The theme table (theme.h) turns a role into
 * colours of a depth; attributes carry the meaning where there is no colour. */
#ifndef DRAW_ROLE_H
#define DRAW_ROLE_H

enum role {
    ROLE_TEXT,   /* the terminal's own colour */
    ROLE_DIM,    /* less important text */
    ROLE_FRAME,  /* boxes and rules */
    ROLE_AXIS,   /* ticks and their labels */
    ROLE_ZERO,   /* the lines x = 0 and y = 0 */
    ROLE_TITLE,  /* headings */
    ROLE_TAB,    /* a tab that is not chosen */
    ROLE_TAB_ON, /* the chosen tab */
    ROLE_KEY,    /* a key in the hint line */
    ROLE_STATUS, /* the status line */
    ROLE_ERROR,
    ROLE_GOOD,   /* solved, survives */
    ROLE_WARN,   /* not yet, vanishes */
    ROLE_ACCENT, /* what the eye should go to: the focused slider, the moving number */
    ROLE_CURSOR, /* cross hair */
    ROLE_CODE,   /* code and live values in prose */
    ROLE_SERIES, /* ROLE_SERIES + i, i < ROLE_SERIES_MAX: the i-th function everywhere */
    ROLE_SERIES_END = ROLE_SERIES + 5,
    ROLE_LEVEL, /* ROLE_LEVEL + i, i < ROLE_LEVEL_MAX: how much, from little to all */
    ROLE_LEVEL_END = ROLE_LEVEL + 4,
    ROLE_RAMP, /* ROLE_RAMP + i, i < ROLE_RAMP_MAX: pixels from far below 0 to far above it */
    ROLE_RAMP_END = ROLE_RAMP + 8,
    ROLE_COUNT
};

enum { ROLE_LEVEL_MAX = 5 };
enum { ROLE_SERIES_MAX = 6, ROLE_RAMP_MAX = 9 };

/* ATTR_OVER: the character stands over the cell's pixels, which have one colour (pixels.h). */
enum { ATTR_BOLD = 1, ATTR_REVERSE = 2, ATTR_UNDERLINE = 4, ATTR_OVER = 8 };

#endif
