#include "draw/canvas.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static const struct cell blank = {.ch = ' ', .role = ROLE_TEXT};

static int clamp_size(int n)
{
    return n < 0 ? 0 : n > CANVAS_MAX ? CANVAS_MAX : n;
}

void canvas_init(struct canvas *c, int w, int h)
{
    *c = (struct canvas){0};
    canvas_resize(c, w, h);
}

void canvas_done(struct canvas *c)
{
    mem_free(c->cell);
    *c = (struct canvas){0};
}

void canvas_resize(struct canvas *c, int w, int h)
{
    c->w = clamp_size(w);
    c->h = clamp_size(h);
    c->cell = mem_resize(c->cell, (size_t)c->w * (size_t)c->h, sizeof *c->cell);
    canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
    const size_t w = (size_t)c->w, h = (size_t)c->h;
    for (size_t x = 0; x < w && h > 0; x++)
        c->cell[x] = blank;
    for (size_t y = 1; y < h && w > 0; y++)
        memcpy(c->cell + y * w, c->cell, w * sizeof *c->cell);
}

bool canvas_has(const struct canvas *c, int x, int y)
{
    return x >= 0 && x < c->w && y >= 0 && y < c->h;
}

static struct cell *at(const struct canvas *c, int x, int y)
{
    return &c->cell[(size_t)y * (size_t)c->w + (size_t)x];
}

const struct cell *canvas_get(const struct canvas *c, int x, int y)
{
    assert(canvas_has(c, x, y));
    return at(c, x, y);
}

/* Of what takes no column only true accents are kept: joiners and variation selectors change the
 * width of their neighbours in some terminals and not in others. */
static bool is_accent(uint32_t ch)
{
    bool joiner = (ch >= 0x200B && ch <= 0x200D) || ch == 0xFEFF;
    bool selector = (ch >= 0xFE00 && ch <= 0xFE0F) || ch >= 0x1F3FB;
    return !joiner && !selector;
}

static void put_mark(struct canvas *c, int x, int y, uint32_t ch)
{
    if (x < 1 || !canvas_has(c, x - 1, y) || !is_accent(ch))
        return;
    struct cell *base = at(c, x - 1, y);
    if (base->ch == 0 && x > 1)
        base--;
    if (base->mark == 0)
        base->mark = ch;
}

/* What stood at x, y goes; if it was half of a wide character, the other half is a blank now. */
static void put_cell(struct canvas *c, int x, int y, const struct cell *new)
{
    struct cell *old = at(c, x, y);
    if (old->ch == 0 && x > 0)
        old[-1] = (struct cell){.ch = ' ', .role = old[-1].role, .attr = old[-1].attr};
    if (x + 1 < c->w && old[1].ch == 0)
        old[1] = (struct cell){.ch = ' ', .role = old->role, .attr = old->attr};
    *old = *new;
}

int canvas_put(struct canvas *c, int x, int y, uint32_t ch, enum role role, unsigned attr)
{
    ch = utf8_printable(ch);
    int width = utf8_width(ch);
    if (width == 0) {
        put_mark(c, x, y, ch);
        return 0;
    }
    if (!canvas_has(c, x, y))
        return width;
    bool cut = width == 2 && x + 1 >= c->w;
    struct cell cell = {.ch = cut ? ' ' : ch, .role = (uint8_t)role, .attr = (uint8_t)attr};
    put_cell(c, x, y, &cell);
    if (width == 2 && !cut) {
        cell.ch = 0;
        /* The left half is in place: only what stood to the right needs care. */
        struct cell *right = at(c, x + 1, y);
        if (x + 2 < c->w && right->ch != 0 && right[1].ch == 0)
            right[1] = (struct cell){.ch = ' ', .role = right->role, .attr = right->attr};
        *right = cell;
    }
    return width;
}

void canvas_fill(struct canvas *c, int x, int y, int n, uint32_t ch, enum role role, unsigned attr)
{
    const struct cell cell = {.ch = ch, .role = (uint8_t)role, .attr = (uint8_t)attr};
    assert(utf8_printable(ch) == ch && utf8_width(ch) == 1);
    if (y < 0 || y >= c->h)
        return;
    for (int i = 0; i < n; i++)
        if (x + i >= 0 && x + i < c->w)
            put_cell(c, x + i, y, &cell);
}

void canvas_put_pixels(struct canvas *c, int x, int y, const struct cell *cell)
{
    assert(utf8_width(utf8_printable(cell->ch)) == 1 && (cell->upper || cell->lower));
    if (canvas_has(c, x, y))
        put_cell(c, x, y, cell);
}

/* Do both look the same everywhere? */
static bool is_same(const struct cell *a, const struct cell *b)
{
    return a->ch == b->ch && a->mark == b->mark && a->role == b->role && a->attr == b->attr &&
           a->upper == b->upper && a->lower == b->lower;
}

bool canvas_take_run(struct canvas *c, const struct canvas *from, int y, int *x, int *end)
{
    enum { GAP = 4 };
    assert(c->w == from->w && y < c->h && y < from->h && *x >= 0 && *x <= c->w);
    const struct cell *now = from->cell + (size_t)y * (size_t)c->w;
    struct cell *to = c->cell + (size_t)y * (size_t)c->w;
    int first = *x;
    if (memcmp(to + first, now + first, (size_t)(c->w - first) * sizeof *to) == 0)
        return false; /* so it is with most rows */
    while (first < c->w && is_same(&now[first], &to[first]))
        first++;
    *end = first;
    for (int i = first; i < c->w && i - *end < GAP; i++)
        if (!is_same(&now[i], &to[i]))
            *end = i + 1;
    if (*end == first)
        return false;
    first -= first > 0 && now[first].ch == 0;
    *end += *end < c->w && now[*end].ch == 0;
    memcpy(to + first, now + first, (size_t)(*end - first) * sizeof *to);
    *x = first;
    return true;
}
