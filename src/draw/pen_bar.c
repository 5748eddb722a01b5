/* Bars and columns in eighths of cells, and marks on them. */
#include <math.h>
#include <stdint.h>

#include "draw/pen_impl.h"

/* How a bar of `cells` cells is filled: whole cells, then a rest of eighths. */
struct filling {
    int whole, eighths;
};

static struct filling filling_of(int cells, double fraction)
{
    double eighths = round(fmin(fmax(fraction, 0), 1) * cells * 8);
    if (fraction > 0 && eighths < 1)
        eighths = 1; /* what is there is seen */
    return (struct filling){(int)(eighths / 8), (int)fmod(eighths, 8)};
}

/* The same for vectors, in cells. */
static double exact_length(int cells, double fraction)
{
    return fraction > 0 ? fmax(fmin(fraction, 1) * cells, 0.125) : 0;
}

/* What of a bar or column of the scene lies on the canvas. */
static void add_bar(struct pen *p, enum scene_kind kind, const double from[2], const double to[2],
                    enum role role)
{
    const double a[2] = {fmax(from[0], 0), fmax(from[1], 0)};
    const double b[2] = {fmin(to[0], p->canvas->w), fmin(to[1], p->canvas->h)};
    if (a[0] < b[0] && a[1] < b[1])
        scene_bar(p->scene, kind, a, b, role);
}

/* The last cell of a bar. In ASCII half a cell or more is a cell; less shows only where it is all
 * there is. */
static uint32_t rest_glyph(const struct pen *p, struct filling f, uint32_t eighth, int step)
{
    if (p->unicode || p->scene)
        return eighth + (uint32_t)(step * (f.eighths - 1));
    return f.eighths >= 4 ? '#' : f.whole == 0 ? '.' : ' ';
}

enum { FULL_BLOCK = 0x2588, LOWER_EIGHTH = 0x2581, LEFT_EIGHTH = 0x258F };

void pen_bar(struct pen *p, int x, int y, int w, double fraction, enum role role, unsigned attr)
{
    struct pen_look look = {role, attr};
    if (w <= 0)
        return;
    if (isnan(fraction)) {
        pen_put_all(p, (struct rect){x, y, w, 1}, '?', look);
        return;
    }
    struct filling f = filling_of(w, fraction);
    if (p->scene) {
        const double from[2] = {x, y}, to[2] = {x + exact_length(w, fraction), y + 1.0};
        add_bar(p, SCENE_BAR, from, to, role);
        f = (struct filling){0, 0};
    }
    pen_put_all(p, (struct rect){x, y, f.whole, 1}, FULL_BLOCK, look);
    if (f.eighths > 0) /* ▏ is U+258F, and one less is an eighth more */
        (void)pen_put(p, (int64_t)x + f.whole, y, rest_glyph(p, f, LEFT_EIGHTH, -1), look);
    if (isinf(fraction) && fraction > 0)
        (void)pen_put(p, (int64_t)x + w - 1, y, '>', look);
}

void pen_column(struct pen *p, int x, int bottom, int h, double fraction, enum role role,
                unsigned attr)
{
    struct pen_look look = {role, attr};
    if (h <= 0 || bottom < 0 || bottom > INT32_MAX - 1)
        return;
    int height = h > bottom + 1 ? bottom + 1 : h; /* what is above row 0 is not seen */
    if (isnan(fraction)) {
        pen_put_all(p, (struct rect){x, bottom - height + 1, 1, height}, '?', look);
        return;
    }
    struct filling f = filling_of(h, fraction);
    if (p->scene) {
        const double from[2] = {x, bottom + 1 - exact_length(h, fraction)};
        const double to[2] = {x + 1.0, bottom + 1.0};
        add_bar(p, SCENE_COLUMN, from, to, role);
        f = (struct filling){0, 0};
    }
    int whole = f.whole > height ? height : f.whole;
    pen_put_all(p, (struct rect){x, bottom - whole + 1, 1, whole}, FULL_BLOCK, look);
    if (f.eighths > 0)
        (void)pen_put(p, x, (int64_t)bottom - f.whole, rest_glyph(p, f, LOWER_EIGHTH, 1), look);
    if (isinf(fraction) && fraction > 0)
        (void)pen_put(p, x, (int64_t)bottom - h + 1, '^', look);
}

/* ---- marks ---- */

/* Eighths of a cell that a bar fills, from the left, or a column, from below. */
static int filled(uint32_t ch, bool column)
{
    if (ch == FULL_BLOCK)
        return 8;
    if (column)
        return ch >= LOWER_EIGHTH && ch < FULL_BLOCK ? (int)ch - LOWER_EIGHTH + 1 : 0;
    return ch > FULL_BLOCK && ch <= LEFT_EIGHTH ? LEFT_EIGHTH + 1 - (int)ch : 0;
}

/* On the canvas: on a bar that fills the cell it stands in the bar's colour as ground. A bar that
 * ends within the cell keeps it: how far it reaches is worth more than that the mark is as near. */
static void put_mark(struct pen *p, int x, int y, bool column, const struct bar_mark *mark)
{
    const struct cell under = *canvas_get(p->canvas, x, y);
    int eighths = filled(under.ch, column);
    bool ground = (under.attr & ATTR_REVERSE) || eighths == 8;
    if (eighths > 0 && eighths < 8)
        return;
    (void)pen_text(p, x, y, 1, ground ? (enum role)under.role : mark->role,
                   ground ? under.attr | ATTR_REVERSE : 0, pen_symbol(p, mark->sign));
}

/* A line of the scene, where that is on the canvas. */
static void add_line(struct pen *p, const double from[2], const double to[2],
                     const struct bar_mark *mark)
{
    const struct stroke stroke = {.role = mark->role, .dash = mark->dash, .bold = true};
    if (from[0] < 0 || from[1] < 0 || to[0] > p->canvas->w || to[1] > p->canvas->h)
        return;
    scene_path(p->scene, &stroke);
    scene_point(p->scene, from[0], from[1], true);
    scene_point(p->scene, to[0], to[1], false);
    scene_end(p->scene);
}

/* Which of n cells a place lies in. */
static int cell_of(double fraction, int n)
{
    int at = (int)(fraction * n);
    return at < n ? at : n - 1;
}

void pen_bar_mark(struct pen *p, struct rect r, double fraction, const struct bar_mark *mark)
{
    if (r.w <= 0 || r.h <= 0 || !(fraction >= 0 && fraction <= 1))
        return;
    if (p->scene) {
        double x = r.x + fraction * r.w, y = r.y;
        add_line(p, (const double[2]){x, y}, (const double[2]){x, y + r.h}, mark);
        return;
    }
    int first, end;
    int64_t x = (int64_t)r.x + cell_of(fraction, r.w);
    pen_overlap(r.y, r.h, p->canvas->h, &first, &end);
    for (int y = first; y < end && x >= 0 && x < p->canvas->w; y++)
        put_mark(p, (int)x, y, false, mark);
}

void pen_column_mark(struct pen *p, struct rect r, double fraction, const struct bar_mark *mark)
{
    if (r.w <= 0 || r.h <= 0 || !(fraction >= 0 && fraction <= 1))
        return;
    if (p->scene) {
        double x = r.x, y = r.y + (1 - fraction) * r.h;
        add_line(p, (const double[2]){x, y}, (const double[2]){x + r.w, y}, mark);
        return;
    }
    int first, end;
    int64_t y = (int64_t)r.y + r.h - 1 - cell_of(fraction, r.h);
    pen_overlap(r.x, r.w, p->canvas->w, &first, &end);
    for (int x = first; x < end && y >= 0 && y < p->canvas->h; x++)
        put_mark(p, x, (int)y, true, mark);
}
