/* theme: roles to colours, one row a role, one column a depth. */
#ifndef DRAW_THEME_H
#define DRAW_THEME_H

#include "draw/role.h"

/* How many colours the place that shows the picture has. */
enum depth { DEPTH_MONO, DEPTH_8, DEPTH_16, DEPTH_256, DEPTH_COUNT };

/* Background of the terminal the theme is made for; `contrast` for projectors; `mono` uses no
 * colour even where there is some. */
enum theme { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO, THEME_COUNT };

struct paint {
    short fg;      /* colour index of the depth, -1: the terminal's own */
    unsigned attr; /* ATTR_... that go with it */
};

/* How to show a role. The background is never painted. */
struct paint theme_paint(enum theme theme, enum depth depth, enum role role);

/* 0xRRGGBB of a role where the background is painted too, and of that background. `contrast` is
 * black on white there. */
unsigned theme_rgb(enum theme theme, enum role role);
unsigned theme_background(enum theme theme);

/* Names for options: "dark", "light", "contrast", "mono". */
extern const char *const theme_names[THEME_COUNT];

#endif
