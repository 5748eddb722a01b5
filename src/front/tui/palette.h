/* palette: the usual 256 colours spelt out for a terminal of direct colours. */
#ifndef FRONT_TUI_PALETTE_H
#define FRONT_TUI_PALETTE_H

/* 0xRRGGBB of a colour of the usual 256: the cube, the greys, the bright eight. 0..7 are given back
 * as they are: direct colour terminals keep their own palette there. */
int palette_direct(int index);

#endif
