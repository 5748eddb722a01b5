/* The colours of pictures that bring their own background: 24 bits, one table. */
#include "draw/theme.h"

#include <assert.h>

/* As in theme.c: Okabe and Ito's hues, darker on white, and a contrast of at least 3:1 with the
 * background for every role, 4.5:1 for what is read; the ramp of pixels excepted, which lies beside
 * its own kind. */
static const struct {
    unsigned background, role[ROLE_COUNT];
} tones[THEME_COUNT] = {
    [THEME_DARK] =
        {
            0x1E1E1E,
            {
                [ROLE_TEXT] = 0xD8D8D8,       [ROLE_DIM] = 0xA0A0A0,
                [ROLE_FRAME] = 0x727272,      [ROLE_AXIS] = 0xA0A0A0,
                [ROLE_ZERO] = 0x7C7C7C,       [ROLE_TITLE] = 0xF2F2F2,
                [ROLE_TAB] = 0xA0A0A0,        [ROLE_TAB_ON] = 0xF2F2F2,
                [ROLE_KEY] = 0xF2F2F2,        [ROLE_STATUS] = 0xD8D8D8,
                [ROLE_ERROR] = 0xFF6B5E,      [ROLE_GOOD] = 0x4FB56A,
                [ROLE_WARN] = 0xDE8A2C,       [ROLE_ACCENT] = 0xC38CFF,
                [ROLE_CURSOR] = 0xC8C8C8,     [ROLE_CODE] = 0x66BDBD,
                [ROLE_SERIES + 0] = 0x2196E3, [ROLE_SERIES + 1] = 0xE8681A,
                [ROLE_SERIES + 2] = 0x0FAE83, [ROLE_SERIES + 3] = 0xCC79A7,
                [ROLE_SERIES + 4] = 0x7CC8F2, [ROLE_SERIES + 5] = 0xE69F00,
                [ROLE_LEVEL + 0] = 0x7D6BC4,  [ROLE_LEVEL + 1] = 0x4F93BE,
                [ROLE_LEVEL + 2] = 0x3FB495,  [ROLE_LEVEL + 3] = 0x93D35B,
                [ROLE_LEVEL + 4] = 0xF7E64F,  [ROLE_RAMP + 0] = 0xB4DCFF,
                [ROLE_RAMP + 1] = 0x5CAEEB,   [ROLE_RAMP + 2] = 0x2B80B8,
                [ROLE_RAMP + 3] = 0x275A7C,   [ROLE_RAMP + 4] = 0x3C3C3C,
                [ROLE_RAMP + 5] = 0x7A5320,   [ROLE_RAMP + 6] = 0xC9601A,
                [ROLE_RAMP + 7] = 0xF28E2B,   [ROLE_RAMP + 8] = 0xFFD59A,
            },
        },
    [THEME_LIGHT] =
        {
            0xFFFFFF,
            {
                [ROLE_TEXT] = 0x202020,       [ROLE_DIM] = 0x606060,
                [ROLE_FRAME] = 0x8C8C8C,      [ROLE_AXIS] = 0x5C5C5C,
                [ROLE_ZERO] = 0x8A8A8A,       [ROLE_TITLE] = 0x000000,
                [ROLE_TAB] = 0x5C5C5C,        [ROLE_TAB_ON] = 0x000000,
                [ROLE_KEY] = 0x000000,        [ROLE_STATUS] = 0x303030,
                [ROLE_ERROR] = 0xC41E1E,      [ROLE_GOOD] = 0x1B7F3B,
                [ROLE_WARN] = 0x9A5700,       [ROLE_ACCENT] = 0x7A1FA2,
                [ROLE_CURSOR] = 0x303030,     [ROLE_CODE] = 0x00607A,
                [ROLE_SERIES + 0] = 0x0072B2, [ROLE_SERIES + 1] = 0xD04E00,
                [ROLE_SERIES + 2] = 0x008762, [ROLE_SERIES + 3] = 0xB0528A,
                [ROLE_SERIES + 4] = 0x2F93CC, [ROLE_SERIES + 5] = 0xA87400,
                [ROLE_LEVEL + 0] = 0x6F93C8,  [ROLE_LEVEL + 1] = 0x2F8AA8,
                [ROLE_LEVEL + 2] = 0x2F6F8E,  [ROLE_LEVEL + 3] = 0x3B4A85,
                [ROLE_LEVEL + 4] = 0x35104F,  [ROLE_RAMP + 0] = 0x07497F,
                [ROLE_RAMP + 1] = 0x1F82C6,   [ROLE_RAMP + 2] = 0x6FB4E6,
                [ROLE_RAMP + 3] = 0xB9DCF5,   [ROLE_RAMP + 4] = 0xEDEDED,
                [ROLE_RAMP + 5] = 0xFBD9B5,   [ROLE_RAMP + 6] = 0xF5AE6B,
                [ROLE_RAMP + 7] = 0xDD6A1C,   [ROLE_RAMP + 8] = 0x8A3800,
            },
        },
    [THEME_CONTRAST] =
        {
            0xFFFFFF,
            {
                [ROLE_TEXT] = 0x000000,       [ROLE_DIM] = 0x202020,
                [ROLE_FRAME] = 0x606060,      [ROLE_AXIS] = 0x000000,
                [ROLE_ZERO] = 0x606060,       [ROLE_TITLE] = 0x000000,
                [ROLE_TAB] = 0x000000,        [ROLE_TAB_ON] = 0x000000,
                [ROLE_KEY] = 0x000000,        [ROLE_STATUS] = 0x000000,
                [ROLE_ERROR] = 0xA00000,      [ROLE_GOOD] = 0x005A28,
                [ROLE_WARN] = 0x7A3E00,       [ROLE_ACCENT] = 0x5A0080,
                [ROLE_CURSOR] = 0x000000,     [ROLE_CODE] = 0x004A60,
                [ROLE_SERIES + 0] = 0x005A96, [ROLE_SERIES + 1] = 0xB83C00,
                [ROLE_SERIES + 2] = 0x006E4E, [ROLE_SERIES + 3] = 0x983C74,
                [ROLE_SERIES + 4] = 0x3878A0, [ROLE_SERIES + 5] = 0x8A5C00,
                [ROLE_LEVEL + 0] = 0x8A8A8A,  [ROLE_LEVEL + 1] = 0x6A6A6A,
                [ROLE_LEVEL + 2] = 0x4A4A4A,  [ROLE_LEVEL + 3] = 0x2A2A2A,
                [ROLE_LEVEL + 4] = 0x000000,  [ROLE_RAMP + 0] = 0x07497F,
                [ROLE_RAMP + 1] = 0x1F82C6,   [ROLE_RAMP + 2] = 0x6FB4E6,
                [ROLE_RAMP + 3] = 0xB9DCF5,   [ROLE_RAMP + 4] = 0xEDEDED,
                [ROLE_RAMP + 5] = 0xFBD9B5,   [ROLE_RAMP + 6] = 0xF5AE6B,
                [ROLE_RAMP + 7] = 0xDD6A1C,   [ROLE_RAMP + 8] = 0x8A3800,
            },
        },
    [THEME_MONO] =
        {
            0xFFFFFF,
            {
                [ROLE_DIM] = 0x606060,
                [ROLE_FRAME] = 0x8C8C8C,
                [ROLE_AXIS] = 0x5C5C5C,
                [ROLE_ZERO] = 0x8A8A8A,
            }, /* all else is black */
        },
};

unsigned theme_rgb(enum theme theme, enum role role)
{
    assert(theme < THEME_COUNT && role < ROLE_COUNT);
    return tones[theme].role[role];
}

unsigned theme_background(enum theme theme)
{
    assert(theme < THEME_COUNT);
    return tones[theme].background;
}
