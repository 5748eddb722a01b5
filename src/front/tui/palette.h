/* palette: how many colours a terminal is given, and the usual 256 spelt out for one of direct
 * colours. */
#ifndef FRONT_TUI_PALETTE_H
#define FRONT_TUI_PALETTE_H

#include "draw/theme.h"

/* What is used of `colours`, none where NO_COLOR (its value, or NULL) asks for none. */
enum depth palette_depth(int colours, const char *no_color);

/* 0xRRGGBB of a colour of the usual 256: the cube, the greys, the bright eight. 0..7 are given back
 * as they are: direct colour terminals keep their own palette there. */
int palette_direct(int index);

#endif
