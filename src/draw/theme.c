#include "draw/theme.h"

#include <assert.h>

const char *const theme_names[THEME_COUNT] = {[THEME_DARK] = "dark",
                                              [THEME_LIGHT] = "light",
                                              [THEME_CONTRAST] = "contrast",
                                              [THEME_MONO] = "mono"};

/* One look: colour indices for 8, 16 and 256 colours (-1: the terminal's own), and what carries
 * the meaning beside the colour, or alone where there is none. */
struct look {
    short c8, c16, c256;
    unsigned attr, mono;
};

enum { B = ATTR_BOLD, R = ATTR_REVERSE, U = ATTR_UNDERLINE };

/* Series colours are the nearest of Okabe and Ito's palette: blue and vermillion first, which stay
 * apart under every colour blindness, then bluish green, reddish purple, sky blue, orange. On a
 * light background they are darker, so that each has a contrast of 3:1 at least, and the sixth is a
 * dark red or, on either background, violet: no orange is dark enough and unlike vermillion.
 * Nothing but curves may fade when `dark`, the default, meets a white terminal, or `light` a black
 * one: keys and messages use the terminal's own colour, or one that holds on both. With 8 or 16
 * colours cyan and yellow stand for them, as dark blue is not legible on black; levels have colours
 * only where there are 256. `contrast` makes no guess at the background: nothing is dimmed, all is
 * bold, colours hold on black and on white.
 *
 * The ramp of pixels runs from blue over the ground's grey to orange, its lightness (from grey)
 * the same both ways; pixels are only seen where there are 256 colours. */
static const struct look looks[THEME_MONO][ROLE_COUNT] = {
    [THEME_DARK] =
        {
            [ROLE_TEXT] = {-1, -1, -1, 0, 0},       [ROLE_DIM] = {-1, 8, 246, 0, 0},
            [ROLE_FRAME] = {-1, 8, 240, 0, 0},      [ROLE_AXIS] = {-1, -1, 244, 0, 0},
            [ROLE_ZERO] = {-1, 8, 244, 0, 0},       [ROLE_TITLE] = {-1, -1, -1, B, B},
            [ROLE_TAB] = {-1, -1, 246, 0, 0},       [ROLE_TAB_ON] = {-1, -1, -1, B | R, B | R},
            [ROLE_KEY] = {-1, -1, -1, B, B},        [ROLE_STATUS] = {-1, -1, -1, 0, 0},
            [ROLE_ERROR] = {1, 9, 203, B, B},       [ROLE_GOOD] = {2, 2, 71, 0, 0},
            [ROLE_WARN] = {3, 3, 172, 0, U},        [ROLE_ACCENT] = {5, 5, 135, B, B},
            [ROLE_CURSOR] = {-1, -1, -1, 0, 0},     [ROLE_CODE] = {6, 6, 73, 0, B},
            [ROLE_SERIES + 0] = {6, 14, 32, 0, 0},  [ROLE_SERIES + 1] = {3, 11, 166, 0, B},
            [ROLE_SERIES + 2] = {2, 10, 36, 0, 0},  [ROLE_SERIES + 3] = {5, 13, 175, 0, B},
            [ROLE_SERIES + 4] = {7, 15, 74, 0, 0},  [ROLE_SERIES + 5] = {1, 9, 214, 0, B},
            [ROLE_LEVEL + 0] = {-1, -1, 61, 0, 0},  [ROLE_LEVEL + 1] = {-1, -1, 67, 0, 0},
            [ROLE_LEVEL + 2] = {-1, -1, 72, 0, 0},  [ROLE_LEVEL + 3] = {-1, -1, 149, 0, 0},
            [ROLE_LEVEL + 4] = {-1, -1, 229, 0, 0}, [ROLE_RAMP + 0] = {-1, -1, 153, 0, 0},
            [ROLE_RAMP + 1] = {-1, -1, 75, 0, 0},   [ROLE_RAMP + 2] = {-1, -1, 31, 0, 0},
            [ROLE_RAMP + 3] = {-1, -1, 24, 0, 0},   [ROLE_RAMP + 4] = {-1, -1, 238, 0, 0},
            [ROLE_RAMP + 5] = {-1, -1, 94, 0, 0},   [ROLE_RAMP + 6] = {-1, -1, 166, 0, 0},
            [ROLE_RAMP + 7] = {-1, -1, 208, 0, 0},  [ROLE_RAMP + 8] = {-1, -1, 222, 0, 0},
        },
    [THEME_LIGHT] =
        {
            [ROLE_TEXT] = {-1, -1, -1, 0, 0},      [ROLE_DIM] = {-1, 8, 242, 0, 0},
            [ROLE_FRAME] = {-1, 8, 248, 0, 0},     [ROLE_AXIS] = {-1, 8, 242, 0, 0},
            [ROLE_ZERO] = {-1, 8, 242, 0, 0},      [ROLE_TITLE] = {-1, -1, -1, B, B},
            [ROLE_TAB] = {-1, 8, 240, 0, 0},       [ROLE_TAB_ON] = {-1, -1, -1, B | R, B | R},
            [ROLE_KEY] = {-1, -1, -1, B, B},       [ROLE_STATUS] = {-1, -1, -1, 0, 0},
            [ROLE_ERROR] = {1, 1, 160, B, B},      [ROLE_GOOD] = {2, 2, 28, 0, 0},
            [ROLE_WARN] = {5, 5, 94, 0, U},        [ROLE_ACCENT] = {5, 5, 90, B, B},
            [ROLE_CURSOR] = {-1, -1, -1, 0, 0},    [ROLE_CODE] = {4, 4, 24, 0, B},
            [ROLE_SERIES + 0] = {4, 4, 25, 0, 0},  [ROLE_SERIES + 1] = {1, 1, 166, 0, B},
            [ROLE_SERIES + 2] = {2, 2, 29, 0, 0},  [ROLE_SERIES + 3] = {5, 5, 132, 0, B},
            [ROLE_SERIES + 4] = {6, 6, 31, 0, 0},  [ROLE_SERIES + 5] = {0, 0, 88, 0, B},
            [ROLE_LEVEL + 0] = {-1, -1, 67, 0, 0}, [ROLE_LEVEL + 1] = {-1, -1, 31, 0, 0},
            [ROLE_LEVEL + 2] = {-1, -1, 25, 0, 0}, [ROLE_LEVEL + 3] = {-1, -1, 54, 0, 0},
            [ROLE_LEVEL + 4] = {-1, -1, 16, 0, 0}, [ROLE_RAMP + 0] = {-1, -1, 25, 0, 0},
            [ROLE_RAMP + 1] = {-1, -1, 32, 0, 0},  [ROLE_RAMP + 2] = {-1, -1, 75, 0, 0},
            [ROLE_RAMP + 3] = {-1, -1, 153, 0, 0}, [ROLE_RAMP + 4] = {-1, -1, 254, 0, 0},
            [ROLE_RAMP + 5] = {-1, -1, 223, 0, 0}, [ROLE_RAMP + 6] = {-1, -1, 215, 0, 0},
            [ROLE_RAMP + 7] = {-1, -1, 166, 0, 0}, [ROLE_RAMP + 8] = {-1, -1, 88, 0, 0},
        },
    [THEME_CONTRAST] =
        {
            [ROLE_TEXT] = {-1, -1, -1, 0, 0},          [ROLE_DIM] = {-1, -1, -1, 0, 0},
            [ROLE_FRAME] = {-1, -1, 244, 0, 0},        [ROLE_AXIS] = {-1, -1, -1, 0, 0},
            [ROLE_ZERO] = {-1, -1, 244, 0, 0},         [ROLE_TITLE] = {-1, -1, -1, B | U, B | U},
            [ROLE_TAB] = {-1, -1, -1, 0, 0},           [ROLE_TAB_ON] = {-1, -1, -1, B | R, B | R},
            [ROLE_KEY] = {-1, -1, -1, B | U, B | U},   [ROLE_STATUS] = {-1, -1, -1, B, B},
            [ROLE_ERROR] = {-1, -1, -1, B | R, B | R}, [ROLE_GOOD] = {2, 2, 29, B, B},
            [ROLE_WARN] = {-1, -1, 166, B | U, B | U}, [ROLE_ACCENT] = {-1, -1, -1, B | U, B | U},
            [ROLE_CURSOR] = {-1, -1, -1, B, B},        [ROLE_CODE] = {-1, -1, -1, B, B},
            [ROLE_SERIES + 0] = {6, 6, 32, B, 0},      [ROLE_SERIES + 1] = {1, 9, 166, B, B},
            [ROLE_SERIES + 2] = {2, 2, 29, B, 0},      [ROLE_SERIES + 3] = {5, 13, 132, B, B},
            [ROLE_SERIES + 4] = {-1, -1, 67, B, 0},    [ROLE_SERIES + 5] = {3, 3, 93, B, B},
            [ROLE_LEVEL + 0] = {-1, -1, -1, 0, 0},     [ROLE_LEVEL + 1] = {-1, -1, -1, 0, 0},
            [ROLE_LEVEL + 2] = {-1, -1, -1, 0, 0},     [ROLE_LEVEL + 3] = {-1, -1, -1, 0, 0},
            [ROLE_LEVEL + 4] = {-1, -1, -1, 0, 0},     [ROLE_RAMP + 0] = {-1, -1, 153, 0, 0},
            [ROLE_RAMP + 1] = {-1, -1, 75, 0, 0},      [ROLE_RAMP + 2] = {-1, -1, 31, 0, 0},
            [ROLE_RAMP + 3] = {-1, -1, 24, 0, 0},      [ROLE_RAMP + 4] = {-1, -1, 238, 0, 0},
            [ROLE_RAMP + 5] = {-1, -1, 94, 0, 0},      [ROLE_RAMP + 6] = {-1, -1, 166, 0, 0},
            [ROLE_RAMP + 7] = {-1, -1, 208, 0, 0},     [ROLE_RAMP + 8] = {-1, -1, 222, 0, 0},
        },
};

struct paint theme_paint(enum theme theme, enum depth depth, enum role role)
{
    assert(theme < THEME_COUNT && depth < DEPTH_COUNT && role < ROLE_COUNT);
    if (theme == THEME_MONO) { /* any theme's attributes alone */
        theme = THEME_DARK;
        depth = DEPTH_MONO;
    }
    const struct look *look = &looks[theme][role];
    const short colours[DEPTH_COUNT] = {
        [DEPTH_MONO] = -1,
        [DEPTH_8] = look->c8,
        [DEPTH_16] = look->c16,
        [DEPTH_256] = look->c256,
    };
    return (struct paint){colours[depth], depth == DEPTH_MONO ? look->mono : look->attr};
}
