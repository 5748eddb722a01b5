/* pen: what views draw with. Text, boxes and bars in cell coordinates; curves, zones, marks and
 * ticks in data space inside a rectangle of cells. What they become is the pen's: dots of cells
 * (pen_new) or a scene for vectors (pen_new_vector); views lay out in cells once and never ask
 * which.
 *
 * Everything is clipped to the pen's size; coordinates may be anything, data may be nan or inf:
 * such points leave a gap. */
#ifndef DRAW_PEN_H
#define DRAW_PEN_H

#include <stdbool.h>

#include "base/err.h"
#include "draw/canvas.h"
#include "draw/scale.h"

/* A rectangle of cells. w, h <= 0: nothing. */
struct rect {
    int x, y, w, h;
};

/* Data space in a rectangle: x0 is the middle of the leftmost dot, x1 of the rightmost, y0 of the
 * lowest, y1 of the highest. On a log axis both ends are above 0. */
struct space {
    struct rect box;
    double x0, x1, y0, y1;
    struct scale x_scale, y_scale; /* zeroed: linear */
};

/* How the dots of a curve are left out: tells curves apart without colour. Three families of
 * DASH_CURVES patterns each: DASH_LINE + i is nearly whole (the first has no gap), DASH_STITCH + i
 * half there, DASH_LONE + i hardly. */
enum { DASH_CURVES = 6 };
enum dash {
    DASH_LINE = 0,
    DASH_STITCH = DASH_LINE + DASH_CURVES,
    DASH_LONE = DASH_STITCH + DASH_CURVES,
    DASH_LONG = DASH_LONE + DASH_CURVES, /* for lines that are no curves */
    DASH_DOT,
    DASH_SPARSE,
    DASH_COUNT,
    DASH_SOLID = DASH_LINE
};

struct stroke {
    enum role role;
    enum dash dash;
    bool bold;   /* drawn brighter */
    bool thin;   /* thinner than others, where lines have a width */
    char letter; /* the mark of this curve in ASCII pictures */
};

enum raster { RASTER_BRAILLE, RASTER_QUADRANT, RASTER_HALF, RASTER_ASCII, RASTER_COUNT };
extern const char *const raster_names[RASTER_COUNT]; /* "braille", "quadrant", "half", "ascii" */

enum mark { MARK_POINT, MARK_OPEN, MARK_CLOSED, MARK_CROSS, MARK_KINK };

struct pen;

/* A pen on a canvas, blank at first. `unicode` false: everything is ASCII, the raster too. */
struct pen *pen_new(struct canvas *canvas, enum raster raster, bool unicode);

/* A pen whose curves, lines, marks, ticks, bars and columns go to a scene (draw/scene.h), exactly;
 * text and boxes stay on the canvas. It has many dots to a cell. `unicode` false: text is
 * ASCII; lines of boxes and blocks of bars are not, since who shows them draws them. */
struct scene;
struct pen *pen_new_vector(struct canvas *canvas, struct scene *scene, bool unicode);
void pen_free(struct pen *p);

/* Begins a frame on the pen's canvas, which may have another size now and becomes blank. */
void pen_start(struct pen *p);

/* Puts the rasters of all curves onto the cells. Curves lie under text: cells that carry text
 * keep it. Where curves share cells, their colours take turns (dots.h). Call once, after the last
 * stroke. */
void pen_finish(struct pen *p);

int pen_width(const struct pen *p);
int pen_height(const struct pen *p);
bool pen_is_unicode(const struct pen *p);

/* Dots per cell across and down: 2 x 4 in Braille, 2 x 2 in quadrants, 1 x 2 in half blocks, 1 x 1
 * in ASCII, 8 x 16 of a pen for vectors. */
int pen_dots_across(const struct pen *p);
int pen_dots_down(const struct pen *p);

/* One line of text at x, y, cut at max columns (max < 0: at the edge). Returns the columns used.
 * Non-ASCII characters are replaced (alpha for α is the caller's: pen_symbol) when !unicode. */
int pen_text(struct pen *p, int x, int y, int max, enum role role, unsigned attr, const char *text);

/* The same for a text that may be longer than its room: an ellipsis stands for what is cut. */
int pen_text_cut(struct pen *p, int x, int y, int max, enum role role, unsigned attr,
                 const char *text);
int pen_textf(struct pen *p, int x, int y, int max, enum role role, unsigned attr, const char *fmt,
              ...) ERR_PRINTF(7, 8);

/* Ending at column x (the last character stands at x - 1). */
int pen_text_right(struct pen *p, int x, int y, enum role role, unsigned attr, const char *text);

/* The sign for a name where there is one and the pen can show it: "alpha" -> "α", "prime" -> "′",
 * "times", "dot", "up", "down", "left", "right", "check", "bullet", "ge", "le", "pi", "phi",
 * "delta", "partial", "sub1".., "level1" to "level5" (how full), else an ASCII form; the name
 * itself when there is no sign of that name. Never NULL. */
const char *pen_symbol(const struct pen *p, const char *name);

/* Two pixels, one above the other, in a cell: roles, ROLE_TEXT for none. Where there are not
 * colours enough, or no Unicode, `sign` stands for them in its own role: printable ASCII. */
struct pixels {
    enum role upper, lower, role;
    char sign;
};
void pen_pixels(struct pen *p, int x, int y, const struct pixels *pixels);

/* A narrow character over the pixels of a cell, which stay as its ground; where there are none, as
 * pen_text has it. */
void pen_over(struct pen *p, int x, int y, enum role role, unsigned attr, const char *character);

void pen_fill(struct pen *p, struct rect r, char ch, enum role role, unsigned attr);
void pen_box(struct pen *p, struct rect r, enum role role);
void pen_hline(struct pen *p, int x, int y, int w, enum role role);
void pen_vline(struct pen *p, int x, int y, int h, enum role role);

/* A curve through n points. A point that is not finite breaks it; where it leaves the box through
 * the top or the bottom, an arrow marks the cell. */
void pen_path(struct pen *p, const struct space *s, const double *x, const double *y, int n,
              const struct stroke *stroke);

/* A straight line in data space, clipped: zero lines, tangents, cross hairs. */
void pen_line(struct pen *p, const struct space *s, double x0, double y0, double x1, double y1,
              const struct stroke *stroke);

/* Shades a space from xa to xb, or what is seen of it, as ground under all else: a light lattice of
 * dots, or a dense one. The axis below, which is there already, is drawn heavier on that stretch,
 * or double. */
void pen_zone(struct pen *p, const struct space *s, double xa, double xb, bool dense);

/* A sign on the cell in which the point lies. */
void pen_mark(struct pen *p, const struct space *s, double x, double y, enum mark mark,
              enum role role);

/* A tick on the axis left of a space, and its label, which ends there; on the axis below a space,
 * and its label, which begins at column `x`. NULL: none. In cells they stand in those that show the
 * value; a pen for vectors puts both precisely there. */
void pen_tick_left(struct pen *p, const struct space *s, double v, enum role role,
                   const char *label);
void pen_tick_below(struct pen *p, const struct space *s, double v, int x, enum role role,
                    const char *label);

/* A horizontal bar over cells x .. x + w * fraction, in eighths of a cell; fraction is clamped to
 * 0..1; nan: a row of '?'; inf: a full bar that ends in '>'. More than nothing is never nothing: at
 * least an eighth is shown. */
void pen_bar(struct pen *p, int x, int y, int w, double fraction, enum role role, unsigned attr);

/* A vertical bar standing on row `bottom`, one column wide, at most h rows, in eighths, by
 * the same rules; inf ends in '^'. */
void pen_column(struct pen *p, int x, int bottom, int h, double fraction, enum role role,
                unsigned attr);

/* A mark across the rows of a bar, or the columns of one that stands, at a place of it: 0 where
 * bars begin, 1 at their longest; r is all that they may fill. Elsewhere, or nan: none. In cells it
 * is a sign in the cell that has the place, over a bar that fills it; where a bar ends within that
 * cell there is none. For vectors it is a line. */
struct bar_mark {
    enum role role;
    enum dash dash;   /* of the line */
    const char *sign; /* a name for pen_symbol: "upright", "rungdots" */
};
void pen_bar_mark(struct pen *p, struct rect r, double fraction, const struct bar_mark *mark);
void pen_column_mark(struct pen *p, struct rect r, double fraction, const struct bar_mark *mark);

/* Cell of a data coordinate: the cell whose dot shows it; false outside or not finite. */
bool pen_cell_x(const struct pen *p, const struct space *s, double x, int *cell);
bool pen_cell_y(const struct pen *p, const struct space *s, double y, int *cell);

/* Is there no text and no curve yet (zero lines, grids do not count)? What is outside of the canvas
 * is free. */
bool pen_is_free(const struct pen *p, struct rect r);

/* Data coordinate of the middle of cell column `cell`. */
double pen_data_x(const struct pen *p, const struct space *s, int cell);

#endif
