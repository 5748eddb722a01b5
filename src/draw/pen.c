#include "draw/pen.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "draw/pen_impl.h"
#include "draw/symbol.h"
#include "draw/vector.h"

const char *const raster_names[RASTER_COUNT] = {[RASTER_BRAILLE] = "braille",
                                                [RASTER_QUADRANT] = "quadrant",
                                                [RASTER_HALF] = "half",
                                                [RASTER_ASCII] = "ascii"};

struct pen *pen_new(struct canvas *canvas, enum raster raster, bool unicode)
{
    struct pen *p = mem_new(1, sizeof *p);
    p->canvas = canvas;
    p->unicode = unicode;
    dots_init(&p->dots, unicode ? raster : RASTER_ASCII);
    pen_start(p);
    return p;
}

struct pen *pen_new_vector(struct canvas *canvas, struct scene *scene, bool unicode)
{
    struct pen *p = mem_new(1, sizeof *p);
    p->canvas = canvas;
    p->unicode = unicode;
    p->scene = scene;
    pen_start(p);
    return p;
}

void pen_free(struct pen *p)
{
    if (!p)
        return;
    dots_done(&p->dots);
    mem_free(p);
}

void pen_start(struct pen *p)
{
    canvas_clear(p->canvas);
    if (p->scene) {
        scene_clear(p->scene);
        vector_grid(&p->dots, p->canvas->w, p->canvas->h);
        return;
    }
    dots_start(&p->dots, p->canvas->w, p->canvas->h);
}

void pen_finish(struct pen *p)
{
    if (!p->scene)
        dots_blit(&p->dots, p->canvas);
}

int pen_width(const struct pen *p)
{
    return p->canvas->w;
}

int pen_height(const struct pen *p)
{
    return p->canvas->h;
}

bool pen_is_unicode(const struct pen *p)
{
    return p->unicode;
}

int pen_dots_across(const struct pen *p)
{
    return p->dots.across;
}

int pen_dots_down(const struct pen *p)
{
    return p->dots.down;
}

void pen_pixels(struct pen *p, int x, int y, const struct pixels *pixels)
{
    const struct cell cell = {.ch = (unsigned char)pixels->sign,
                              .role = (uint8_t)pixels->role,
                              .upper = (uint8_t)pixels->upper,
                              .lower = (uint8_t)pixels->lower};
    bool shown = (p->unicode || p->scene) && (cell.upper || cell.lower);
    if (shown)
        canvas_put_pixels(p->canvas, x, y, &cell);
    else
        (void)canvas_put(p->canvas, x, y, cell.ch, pixels->role, 0);
}

void pen_over(struct pen *p, int x, int y, enum role role, unsigned attr, const char *character)
{
    struct cell under = {0};
    if (canvas_has(p->canvas, x, y))
        under = *canvas_get(p->canvas, x, y);
    (void)pen_text(p, x, y, 1, role, attr, character);
    if (!under.upper && !under.lower)
        return;
    struct cell over = *canvas_get(p->canvas, x, y);
    over.upper = under.upper;
    over.lower = under.lower;
    if (!p->scene) /* behind a sign of a terminal lies one colour */
        over.upper = over.lower = under.lower ? under.lower : under.upper;
    over.attr |= ATTR_OVER;
    canvas_put_pixels(p->canvas, x, y, &over);
}

/* ---- text ---- */

/* Lines of boxes but double ones, blocks: whoever shows vectors draws them, in any locale. */
static bool is_shape(uint32_t ch)
{
    bool text = (ch >= 0x2550 && ch <= 0x256C) || (ch >= 0x2571 && ch <= 0x2573);
    return ch >= 0x2500 && ch <= 0x259F && !text;
}

int pen_put(struct pen *p, int64_t x, int64_t y, uint32_t ch, struct pen_look look)
{
    bool inside = x >= 0 && x <= p->canvas->w && y >= 0 && y < p->canvas->h;
    if (inside && p->unicode)
        return canvas_put(p->canvas, (int)x, (int)y, ch, look.role, look.attr);
    ch = utf8_printable(ch);
    int width = utf8_width(ch);
    if (!inside || width == 0)
        return width;
    if (p->scene && is_shape(ch))
        return canvas_put(p->canvas, (int)x, (int)y, ch, look.role, look.attr);
    uint32_t stand_in = (unsigned char)symbol_ascii(ch);
    for (int i = 0; i < width; i++)
        (void)canvas_put(p->canvas, (int)x + i, (int)y, stand_in, look.role, look.attr);
    return width;
}

int pen_text(struct pen *p, int x, int y, int max, enum role role, unsigned attr, const char *text)
{
    struct pen_look look = {role, attr};
    int64_t room = max < 0 ? (int64_t)p->canvas->w - x : max;
    int64_t used = 0;
    for (const char *at = text, *end = text + strlen(text); at < end;) {
        uint32_t ch = utf8_next(&at, end);
        int width = utf8_width(utf8_printable(ch));
        if (used + width > room)
            break;
        /* An accent that opens a text would land on a neighbour's character. */
        if (width > 0 || used > 0)
            (void)pen_put(p, x + used, y, ch, look);
        used += width;
    }
    return (int)used;
}

int pen_text_cut(struct pen *p, int x, int y, int max, enum role role, unsigned attr,
                 const char *text)
{
    const char *dots = pen_symbol(p, "ellipsis");
    int width = utf8_columns(dots);
    if (max < width || utf8_columns(text) <= max)
        return pen_text(p, x, y, max, role, attr, text);
    int used = pen_text(p, x, y, max - width, role, attr, text);
    return used + pen_text(p, x + used, y, max - used, role, attr, dots);
}

int pen_textf(struct pen *p, int x, int y, int max, enum role role, unsigned attr, const char *fmt,
              ...)
{
    char text[4 * CANVAS_MAX + 1]; /* the longest line: a cell takes at most 4 bytes */
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return pen_text(p, x, y, max, role, attr, text);
}

int pen_text_right(struct pen *p, int x, int y, enum role role, unsigned attr, const char *text)
{
    int columns = utf8_columns(text);
    return x < INT32_MIN + columns ? 0 : pen_text(p, x - columns, y, columns, role, attr, text);
}

const char *pen_symbol(const struct pen *p, const char *name)
{
    return symbol_find(name, p->unicode);
}

/* ---- rectangles and lines of cells ---- */

void pen_overlap(int at, int size, int limit, int *first, int *end)
{
    int64_t last = (int64_t)at + size;
    *first = at < 0 ? 0 : at;
    *end = last < limit ? (int)(last < 0 ? 0 : last) : limit;
}

void pen_put_all(struct pen *p, struct rect r, uint32_t ch, struct pen_look look)
{
    int x0, x1, y0, y1;
    pen_overlap(r.x, r.w, p->canvas->w, &x0, &x1);
    pen_overlap(r.y, r.h, p->canvas->h, &y0, &y1);
    if (!p->unicode && !(p->scene && is_shape(ch)))
        ch = (unsigned char)symbol_ascii(ch);
    for (int y = y0; y < y1; y++)
        canvas_fill(p->canvas, x0, y, x1 - x0, ch, look.role, look.attr);
}

void pen_fill(struct pen *p, struct rect r, char ch, enum role role, unsigned attr)
{
    pen_put_all(p, r, (unsigned char)ch, (struct pen_look){role, attr});
}

enum { BOX_ACROSS = 0x2500, BOX_DOWN = 0x2502 };

void pen_hline(struct pen *p, int x, int y, int w, enum role role)
{
    pen_put_all(p, (struct rect){x, y, w, 1}, BOX_ACROSS, (struct pen_look){role, 0});
}

void pen_vline(struct pen *p, int x, int y, int h, enum role role)
{
    pen_put_all(p, (struct rect){x, y, 1, h}, BOX_DOWN, (struct pen_look){role, 0});
}

void pen_box(struct pen *p, struct rect r, enum role role)
{
    if (r.w <= 0 || r.h <= 0)
        return;
    static const uint32_t corners[2][2] = {{0x250C, 0x2510}, {0x2514, 0x2518}};
    struct pen_look look = {role, 0};
    for (int i = 0; i < 2; i++) {
        int64_t x = (int64_t)r.x + i * (int64_t)(r.w - 1),
                y = (int64_t)r.y + i * (int64_t)(r.h - 1);
        if (y <= CANVAS_MAX)
            pen_hline(p, r.x, (int)y, r.w, role);
        if (x <= CANVAS_MAX)
            pen_vline(p, (int)x, r.y, r.h, role);
    }
    for (int i = 0; i < 4; i++)
        (void)pen_put(p, (int64_t)r.x + (i % 2) * (int64_t)(r.w - 1),
                      (int64_t)r.y + (i / 2) * (int64_t)(r.h - 1), corners[i / 2][i % 2], look);
}
