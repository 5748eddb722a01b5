/* sink: a canvas as text. */
#ifndef DRAW_SINK_H
#define DRAW_SINK_H

#include "base/str.h"
#include "draw/canvas.h"
#include "draw/theme.h"

/* Lines without trailing blanks, each ended by a newline. */
void sink_text(const struct canvas *c, struct str *out);

/* The same with SGR colours: runs of one look are grouped, a coloured line ends in SGR 0 before its
 * newline. DEPTH_MONO keeps attributes only. */
void sink_ansi(const struct canvas *c, enum theme theme, enum depth depth, struct str *out);

#endif
