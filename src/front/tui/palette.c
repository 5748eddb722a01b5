#include "front/tui/palette.h"

enum depth palette_depth(int colours, const char *no_color)
{
    if ((no_color && *no_color) || colours < 8)
        return DEPTH_MONO;
    return colours >= 256 ? DEPTH_256 : colours >= 16 ? DEPTH_16 : DEPTH_8;
}

int palette_direct(int index)
{
    static const int level[6] = {0, 95, 135, 175, 215, 255};
    static const int bright[8] = {0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
                                  0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
    if (index < 8)
        return index;
    if (index < 16)
        return bright[index - 8];
    if (index >= 232)
        return 0x010101 * (8 + 10 * (index - 232));
    int cube = index - 16;
    int rgb = level[cube / 36] << 16 | level[cube / 6 % 6] << 8 | level[cube % 6];
    return rgb > 7 ? rgb : 0x010000; /* the darkest would name a colour of the palette */
}
