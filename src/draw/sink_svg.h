/* sink_svg: a canvas and a scene as an SVG 1.1 picture. Text is text, in whatever monospaced font
 * there is; curves, lines of boxes and bars are paths and rectangles that an editor can take apart.
 * It refers to nothing outside, has no scripts and no styles, and is the same bytes for the same
 * input. */
#ifndef DRAW_SINK_SVG_H
#define DRAW_SINK_SVG_H

#include "base/str.h"
#include "draw/canvas.h"
#include "draw/scene.h"
#include "draw/theme.h"

/* `title` and `description` are for who cannot see the picture. */
void sink_svg(const struct canvas *c, const struct scene *scene, enum theme theme,
              const char *title, const char *description, struct str *out);

#endif
