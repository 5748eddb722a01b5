#include "draw/sink.h"

#include "base/utf8.h"
#include "draw/pixels.h"

static void add_char(struct str *out, uint32_t ch)
{
    char bytes[4];
    str_add_n(out, bytes, utf8_put(bytes, ch));
}

static void add_cell(struct str *out, const struct cell *cell)
{
    if (cell->ch)
        add_char(out, cell->ch);
    if (cell->mark)
        add_char(out, cell->mark);
}

void sink_text(const struct canvas *c, struct str *out)
{
    for (int y = 0; y < c->h; y++) {
        int end = c->w;
        while (end > 0 && canvas_get(c, end - 1, y)->ch == ' ' && !canvas_get(c, end - 1, y)->mark)
            end--;
        for (int x = 0; x < end; x++)
            add_cell(out, canvas_get(c, x, y));
        str_add_char(out, '\n');
    }
}

/* ---- ANSI ---- */

struct ansi {
    enum theme theme;
    enum depth depth;
    struct str *out;
    struct paint now; /* what the terminal is set to */
    short ground;     /* and its background, -1: its own */
};

static const struct paint plain = {-1, 0};

static bool is_paint(struct paint a, struct paint b)
{
    return a.fg == b.fg && a.attr == b.attr;
}

static struct paint paint_of(const struct ansi *a, const struct cell *cell)
{
    struct paint paint = theme_paint(a->theme, a->depth, (enum role)cell->role);
    paint.attr |= cell->attr & ~(unsigned)ATTR_OVER;
    return paint;
}

/* A blank without reverse or underline looks the same in every paint. */
static bool is_neutral(const struct ansi *a, const struct cell *cell)
{
    unsigned seen = ATTR_REVERSE | ATTR_UNDERLINE;
    struct pixels_look look;
    return cell->ch == ' ' && !cell->mark && !(paint_of(a, cell).attr & seen) &&
           !pixels_look(cell, a->theme, a->depth, &look);
}

static void add_colour(struct str *out, short fg)
{
    if (fg < 8)
        str_addf(out, "%d", 30 + fg);
    else if (fg < 16)
        str_addf(out, "%d", 90 + fg - 8);
    else
        str_addf(out, "38;5;%d", fg);
}

/* One SGR sequence from the paint of now to the next: from scratch only where something is to be
 * taken away. */
static void set_paint(struct ansi *a, struct paint next)
{
    static const struct {
        unsigned attr;
        const char *code;
    } codes[] = {{ATTR_BOLD, "1;"}, {ATTR_UNDERLINE, "4;"}, {ATTR_REVERSE, "7;"}};
    if (is_paint(a->now, next))
        return;
    bool scratch = (a->now.attr & ~next.attr) != 0 || (next.fg < 0 && a->now.fg >= 0);
    if (scratch) {
        a->now = plain;
        a->ground = -1;
    }
    str_add(a->out, scratch ? "\033[0;" : "\033[");
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (next.attr & ~a->now.attr & codes[i].attr)
            str_add(a->out, codes[i].code);
    if (next.fg >= 0 && next.fg != a->now.fg)
        add_colour(a->out, next.fg);
    else
        str_cut(a->out, a->out->len - 1); /* the last semicolon */
    str_add_char(a->out, 'm');
    a->now = next;
}

static void set_ground(struct ansi *a, short ground)
{
    if (ground == a->ground)
        return;
    if (ground < 0)
        str_add(a->out, "\033[49m");
    else
        str_addf(a->out, "\033[48;5;%dm", ground);
    a->ground = ground;
}

static void add_painted(struct ansi *a, const struct cell *cell)
{
    struct pixels_look look;
    if (pixels_look(cell, a->theme, a->depth, &look)) {
        set_paint(a, (struct paint){look.fg, 0});
        set_ground(a, look.bg);
        add_char(a->out, look.ch);
        return;
    }
    bool any = is_neutral(a, cell) && !(a->now.attr & (ATTR_REVERSE | ATTR_UNDERLINE));
    if (!any && cell->ch)
        set_paint(a, paint_of(a, cell));
    set_ground(a, -1);
    add_cell(a->out, cell);
}

void sink_ansi(const struct canvas *c, enum theme theme, enum depth depth, struct str *out)
{
    struct ansi a = {theme, depth, out, plain, -1};
    for (int y = 0; y < c->h; y++) {
        int end = c->w;
        while (end > 0 && is_neutral(&a, canvas_get(c, end - 1, y)))
            end--;
        for (int x = 0; x < end; x++)
            add_painted(&a, canvas_get(c, x, y));
        set_ground(&a, -1);
        set_paint(&a, plain);
        str_add_char(out, '\n');
    }
}
