/* svg_part: what the files that write an SVG picture share. A cell is SVG_W x SVG_H user units,
 * which a viewer shows as pixels; the canvas begins SVG_PAD from the edges. */
#ifndef DRAW_SVG_PART_H
#define DRAW_SVG_PART_H

#include "base/str.h"
#include "draw/canvas.h"
#include "draw/scene.h"
#include "draw/theme.h"

/* Twice as high as wide, as views take cells to be; the advance of monospaced fonts is 0.6 of their
 * size. */
enum { SVG_W = 9, SVG_H = 18, SVG_FONT = 15, SVG_PAD = 9 };

struct svg {
    const struct canvas *canvas;
    const struct scene *scene;
    enum theme theme;
    struct str *out;
};

/* A place of the canvas in user units. */
double svg_x(double cell);
double svg_y(double cell);

/* A length with at most two decimals, the same from every libc and locale. */
void svg_number(struct str *out, double v);

/* " name=\"#RRGGBB\"" */
void svg_colour(struct str *out, const char *name, unsigned rgb);

/* Text between tags or quotes: escaped, no control characters; what is no UTF-8 becomes U+FFFD. */
void svg_text(struct str *out, const char *text);
void svg_char(struct str *out, uint32_t ch);

/* How a cell looks: its own attributes and those of its role. */
unsigned svg_attr(const struct svg *svg, const struct cell *cell);

/* Does the cell show its pixels? */
bool svg_has_pixels(const struct svg *svg, const struct cell *cell);

/* Is the character drawn rather than written? */
bool svg_is_shape(uint32_t ch);

/* Backgrounds of reversed cells, bars and other blocks; lines of boxes. */
void svg_blocks(const struct svg *svg);
void svg_lines(const struct svg *svg);

/* Paths and what lies on them, of a scene; its labels come with svg_labels. */
void svg_curves(const struct svg *svg);
void svg_labels(const struct svg *svg);

#endif
