#include "front/tui/repaint.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "draw/pixels.h"

/* As many unchanged characters are written once more rather than jumped over. */
enum { BRIDGE = 4 };

/* What is seen of a blank. */
enum { MARKS_BLANKS = ATTR_REVERSE | ATTR_UNDERLINE };

static const struct repaint_look plain = {-1, -1, 0};

_Static_assert(sizeof(struct cell) == 12, "cells are compared as bytes");

void repaint_init(struct repaint *r, const struct repaint_terminal *terminal, enum depth depth)
{
    *r = (struct repaint){.terminal = terminal, .depth = depth, .look = plain, .x = -1};
    str_init(&r->out);
}

void repaint_done(struct repaint *r)
{
    canvas_done(&r->shown);
    str_done(&r->out);
}

void repaint_cleared(struct repaint *r, int w, int h)
{
    canvas_resize(&r->shown, w, h);
    r->look = plain;
    r->x = -1;
}

/* ---- the cursor ---- */

static char *put_number(char *at, int n)
{
    char digits[12];
    int k = 0;
    do
        digits[k++] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    while (k > 0)
        *at++ = digits[--k];
    return at;
}

static size_t finish(char *text, char *at, char end)
{
    *at++ = end;
    return (size_t)(at - text);
}

/* Within the row; the shorter of two ways from row to row. */
void repaint_cursor(struct repaint *r, int x, int y)
{
    enum { BACK = 3 };
    const struct repaint_terminal *t = r->terminal;
    char text[32] = "\033[";
    int back = r->x - x;
    size_t n;
    if (r->x == x && r->y == y)
        return;
    bool near = r->x >= 0 && back >= 0 && back <= BACK;
    if (!t->is_ansi) {
        t->move(x, y, &r->out);
    } else if (t->has_column && r->x >= 0 && r->y == y) {
        n = finish(text, put_number(text + 2, x + 1), 'G');
        str_add_n(&r->out, text, n);
    } else if (t->has_row && near) {
        n = finish(text, put_number(text + 2, y + 1), 'd');
        memset(text + n, '\b', BACK);
        str_add_n(&r->out, text, n + (size_t)back);
    } else {
        char *at = put_number(text + 2, y + 1);
        *at++ = ';';
        n = finish(text, put_number(at, x + 1), 'H');
        str_add_n(&r->out, text, n);
    }
    r->x = x;
    r->y = y;
}

/* ---- looks ---- */

static bool is_same_look(struct repaint_look a, struct repaint_look b)
{
    return a.text == b.text && a.ground == b.ground && a.attr == b.attr;
}

/* Would a blank be seen? */
static bool marks_blanks(struct repaint_look look)
{
    return look.ground >= 0 || look.attr & MARKS_BLANKS;
}

static void set_look(struct repaint *r, struct repaint_look to)
{
    const struct repaint_terminal *t = r->terminal;
    const struct repaint_look now = r->look;
    bool ends =
        now.attr & ~to.attr || (now.text >= 0 && to.text < 0) || (now.ground >= 0 && to.ground < 0);
    if (is_same_look(now, to))
        return;
    if (ends) {
        str_add(&r->out, t->plain);
        r->look = plain;
    }
    unsigned more = to.attr & ~r->look.attr;
    str_add(&r->out, more & ATTR_BOLD ? t->bold : "");
    str_add(&r->out, more & ATTR_REVERSE ? t->reverse : "");
    str_add(&r->out, more & ATTR_UNDERLINE ? t->underline : "");
    if (to.text != r->look.text)
        str_add(&r->out, t->colour(to.text, false));
    if (to.ground != r->look.ground)
        str_add(&r->out, t->colour(to.ground, true));
    r->look = to;
}

/* How a cell looks, and its character. */
static struct repaint_look look_of(const struct repaint *r, const struct cell *cell, uint32_t *ch)
{
    struct pixels_look both;
    *ch = cell->ch;
    if (pixels_look(cell, r->theme, r->depth, &both) && wcwidth((wchar_t)both.ch) == 1) {
        *ch = both.ch;
        return (struct repaint_look){both.fg, both.bg, 0};
    }
    const struct paint paint = theme_paint(r->theme, r->depth, (enum role)cell->role);
    unsigned attr = (paint.attr | cell->attr) & (ATTR_BOLD | MARKS_BLANKS);
    if (paint.fg >= 0)
        attr &= ~r->terminal->no_colour;
    return (struct repaint_look){paint.fg, -1, attr};
}

static bool is_unseen(const struct repaint *r, const struct cell *cell)
{
    uint32_t ch;
    struct repaint_look look = look_of(r, cell, &ch);
    return ch == ' ' && !cell->mark && !marks_blanks(look);
}

/* ---- characters ---- */

/* In the locale's own bytes. False where it has none. */
static bool add_wide(struct str *out, uint32_t ch)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t n = wcrtomb(bytes, (wchar_t)ch, &state);
    if (n == (size_t)-1)
        return false;
    str_add_n(out, bytes, n);
    return true;
}

/* What the C library holds for another width than we do would shift the rest of the line: a
 * question mark stands for it, with a blank behind it if it was wide. */
static void add_character(struct repaint *r, const struct cell *cell, uint32_t ch, int width)
{
    if (ch >= ' ' && ch <= '~') {
        str_add_char(&r->out, (char)ch);
    } else if (wcwidth((wchar_t)ch) != width || !add_wide(&r->out, ch)) {
        str_add(&r->out, width > 1 ? "? " : "?");
    }
    if (cell->mark && wcwidth((wchar_t)cell->mark) == 0)
        (void)add_wide(&r->out, cell->mark);
    r->x += width;
}

static void put(struct repaint *r, const struct cell *cell, int width)
{
    uint32_t ch;
    struct repaint_look look = look_of(r, cell, &ch);
    const struct repaint_look now = r->look;
    bool blank = ch == ' ' && !cell->mark && !(look.attr & MARKS_BLANKS);
    if (blank && look.ground >= 0) /* whatever is written on it, nothing is */
        look = (struct repaint_look){now.text, look.ground, now.attr & ATTR_BOLD};
    if (!blank || look.ground != now.ground || now.attr & MARKS_BLANKS)
        set_look(r, look);
    add_character(r, cell, ch, width);
}

/* ---- rows ---- */

/* Writes what lies between the cursor and x once more if that is shorter than a jump. */
static void bridge(struct repaint *r, const struct cell *row, int x)
{
    if (r->x < 0 || x <= r->x || x - r->x > BRIDGE)
        return;
    for (int i = r->x; i < x; i++) {
        uint32_t ch;
        struct repaint_look look = look_of(r, &row[i], &ch);
        bool unseen = ch == ' ' && !marks_blanks(look) && !marks_blanks(r->look);
        if (ch < ' ' || ch > '~' || row[i].mark || (!unseen && !is_same_look(look, r->look)))
            return;
    }
    while (r->x < x) {
        uint32_t ch; /* of pixels another one than the cell's */
        (void)look_of(r, &row[r->x], &ch);
        add_character(r, &row[r->x], ch, 1);
    }
}

/* Where the blanks begin that a row ends in, if blanking it from there on is worth it. */
static int blank_from(const struct repaint *r, const struct cell *old, const struct cell *new,
                      int w)
{
    enum { WORTH = 5 };
    int from = w, changed = 0;
    for (; from > 0 && is_unseen(r, &new[from - 1]); from--)
        changed += memcmp(&old[from - 1], &new[from - 1], sizeof *new) != 0;
    return r->terminal->rest[0] && changed > WORTH ? from : w;
}

static void repaint_row(struct repaint *r, const struct canvas *c, int y)
{
    const struct cell *new = c->cell + (size_t)y *(size_t)c->w;
    struct cell *old = r->shown.cell + (size_t)y * (size_t)c->w;
    const int w = c->w;
    if (memcmp(old, new, (size_t)w * sizeof *new) == 0)
        return;
    int rest = blank_from(r, old, new, w);
    for (int x = 0; x < w; x++) {
        if (memcmp(&old[x], &new[x], sizeof *new) == 0 || new[x].ch == 0)
            continue;
        int width = x + 1 < w && new[x + 1].ch == 0 ? 2 : 1;
        if (r->terminal->scrolls && y == c->h - 1 && x + width == w)
            break;
        if (r->y == y)
            bridge(r, new, x);
        repaint_cursor(r, x, y);
        if (x >= rest) {
            if (marks_blanks(r->look))
                set_look(r, plain);
            str_add(&r->out, r->terminal->rest);
            break;
        }
        put(r, &new[x], width);
        if (r->x >= w)
            r->x = -1; /* behind the last column terminals differ */
    }
    memcpy(old, new, (size_t)w * sizeof *new);
}

/* Another theme: cells that are the same look otherwise. */
static void forget(struct repaint *r)
{
    size_t n = (size_t)r->shown.w * (size_t)r->shown.h;
    for (size_t i = 0; i < n; i++)
        r->shown.cell[i].mark = UINT32_MAX;
}

void repaint_to(struct repaint *r, const struct canvas *c, enum theme theme)
{
    assert(c->w == r->shown.w && c->h == r->shown.h);
    str_clear(&r->out);
    if (theme != r->theme)
        forget(r);
    r->theme = theme;
    r->x = -1;
    for (int y = 0; y < c->h; y++)
        repaint_row(r, c, y);
    set_look(r, plain);
}
