/* Blocks and reversed cells as rectangles; neighbours of one colour are one rectangle, since two
 * that touch show a seam at most sizes. */
#include "draw/svg_part.h"

#include "base/mem.h"

struct block {
    double x, y, w, h; /* in cells */
    uint8_t role;
    uint8_t eighths; /* how opaque: 1 .. 8 */
};

struct blocks {
    struct block *row;
    int n, cap;
    int before, now; /* where those of the row before, of this row begin */
};

enum { BLOCK = 0x2580, BLOCK_END = 0x25A0, OPAQUE = 8 };

/* Which quarters U+2596 .. U+259F fill: bits for upper left, right, then lower left, right. */
static const unsigned char quadrants[10] = {4, 8, 1, 13, 9, 7, 11, 2, 6, 14};

/* The rectangles of a character in a cell at 0, 0; how many. */
static int parts_of(uint32_t ch, struct block out[4])
{
    struct block b = {0, 0, 1, 1, 0, OPAQUE};
    int n = 0;
    if (ch >= 0x2596) {
        for (int i = 0; i < 4; i++)
            if (quadrants[ch - 0x2596] >> i & 1)
                out[n++] = (struct block){i % 2 * 0.5, i / 2 * 0.5, 0.5, 0.5, 0, OPAQUE};
        return n;
    }
    if (ch == 0x2580 || ch == 0x2594) {
        b.h = ch == 0x2580 ? 0.5 : 0.125;
    } else if (ch <= 0x2588) {
        b.h = (ch - 0x2580) / 8.0;
        b.y = 1 - b.h;
    } else if (ch <= 0x258F) {
        b.w = (0x2590 - ch) / 8.0;
    } else if (ch == 0x2590 || ch == 0x2595) {
        b.w = ch == 0x2590 ? 0.5 : 0.125;
        b.x = 1 - b.w;
    } else {
        b.eighths = (uint8_t)(2 * (ch - 0x2590));
    }
    out[0] = b;
    return 1;
}

static bool is_same_look(const struct block *a, const struct block *b)
{
    return a->role == b->role && a->eighths == b->eighths;
}

/* Joins what touches: sides of blocks are eighths of cells, whose sums are exact. */
static void add_block(struct blocks *all, const struct block *b)
{
    struct block *last = all->n > all->now ? &all->row[all->n - 1] : NULL;
    if (last && is_same_look(last, b) && last->y == b->y && last->h == b->h &&
        last->x + last->w == b->x) {
        last->w += b->w;
        return;
    }
    if (all->n == all->cap) {
        all->cap = all->cap ? 2 * all->cap : 64;
        all->row = mem_resize(all->row, (size_t)all->cap, sizeof *all->row);
    }
    all->row[all->n++] = *b;
}

/* Joins what stands below a block of the row before, as wide as it. What grew moves to this row, so
 * that it can grow on. Both rows are in order of x. */
static void join_rows(struct blocks *all)
{
    int from = all->before;
    for (int i = all->now; i < all->n; i++) {
        struct block *b = &all->row[i];
        while (from < all->now && all->row[from].x < b->x)
            from++;
        for (int k = from; k < all->now && all->row[k].x == b->x; k++) {
            struct block *above = &all->row[k];
            if (above->w == b->w && is_same_look(above, b) && above->y + above->h == b->y) {
                b->y = above->y;
                b->h += above->h;
                above->w = 0;
                break;
            }
        }
    }
    all->before = all->now;
    all->now = all->n;
}

static void add_pixel(struct blocks *all, double x, double y, uint8_t role)
{
    const struct block pixel = {x, y, 1, 0.5, role, OPAQUE};
    if (role != ROLE_TEXT)
        add_block(all, &pixel);
}

static void collect_cell(const struct svg *svg, struct blocks *all, int x, int y)
{
    const struct cell *cell = canvas_get(svg->canvas, x, y);
    struct block part[4];
    int n = 0;
    if (svg_has_pixels(svg, cell)) {
        add_pixel(all, x, y, cell->upper);
        return;
    }
    if (svg_attr(svg, cell) & ATTR_REVERSE)
        part[n++] = (struct block){0, 0, 1, 1, 0, OPAQUE};
    else if (cell->ch >= BLOCK && cell->ch < BLOCK_END)
        n = parts_of(cell->ch, part);
    for (int i = 0; i < n; i++) {
        part[i].x += x;
        part[i].y += y;
        part[i].role = cell->role;
        add_block(all, &part[i]);
    }
}

/* The lower pixels of a row are a row of their own; one without them is none. */
static void collect_lower(const struct svg *svg, struct blocks *all, int y)
{
    int before = all->n;
    for (int x = 0; x < svg->canvas->w; x++) {
        const struct cell *cell = canvas_get(svg->canvas, x, y);
        if (svg_has_pixels(svg, cell))
            add_pixel(all, x, y + 0.5, cell->lower);
    }
    if (all->n > before)
        join_rows(all);
}

static void add_attribute(struct str *out, const char *name, double v)
{
    str_addf(out, " %s=\"", name);
    svg_number(out, v);
    str_add_char(out, '"');
}

static void write_block(const struct svg *svg, const struct block *b)
{
    struct str *out = svg->out;
    str_add(out, "<rect");
    add_attribute(out, "x", svg_x(b->x));
    add_attribute(out, "y", svg_y(b->y));
    add_attribute(out, "width", b->w * SVG_W);
    add_attribute(out, "height", b->h * SVG_H);
    svg_colour(out, "fill", theme_rgb(svg->theme, (enum role)b->role));
    if (b->eighths < OPAQUE)
        add_attribute(out, "fill-opacity", b->eighths / 8.0);
    str_add(out, "/>\n");
}

/* Under everything else. */
static void add_zones(const struct svg *svg, struct blocks *all)
{
    const struct scene *s = svg->scene;
    for (int i = 0; i < s->items; i++) {
        const struct scene_item *item = &s->item[i];
        const struct scene_point *from = &s->point[item->first], *to = from + 1;
        if (item->kind != SCENE_ZONE)
            continue;
        const struct block b = {from->x,
                                from->y,
                                to->x - from->x,
                                to->y - from->y,
                                (uint8_t)item->stroke.role,
                                item->stroke.bold ? 2 : 1};
        all->now = all->n; /* joined to none */
        add_block(all, &b);
    }
    all->before = all->now = all->n;
}

/* Bars are a little lower than their rows, so that each can be told from the next. */
static void add_bars(const struct svg *svg, struct blocks *all)
{
    const struct scene *s = svg->scene;
    for (int i = 0; i < s->items; i++) {
        const struct scene_item *item = &s->item[i];
        if (item->kind != SCENE_BAR && item->kind != SCENE_COLUMN)
            continue;
        const struct scene_point *from = &s->point[item->first], *to = from + 1;
        double inset = item->kind == SCENE_BAR ? 1.0 / SVG_H : 0;
        const struct block b = {.x = from->x,
                                .y = from->y + inset,
                                .w = to->x - from->x,
                                .h = to->y - from->y - 2 * inset,
                                .role = (uint8_t)item->stroke.role,
                                .eighths = OPAQUE};
        all->now = all->n; /* joined to none */
        add_block(all, &b);
    }
}

void svg_blocks(const struct svg *svg)
{
    struct blocks all = {.n = 0};
    add_zones(svg, &all);
    for (int y = 0; y < svg->canvas->h; y++) {
        for (int x = 0; x < svg->canvas->w; x++)
            collect_cell(svg, &all, x, y);
        join_rows(&all);
        collect_lower(svg, &all, y);
    }
    add_bars(svg, &all);
    if (all.n > 0)
        str_add(svg->out, "<g id=\"bars\" shape-rendering=\"crispEdges\">\n");
    for (int i = 0; i < all.n; i++)
        if (all.row[i].w > 0)
            write_block(svg, &all.row[i]);
    if (all.n > 0)
        str_add(svg->out, "</g>\n");
    mem_free(all.row);
}
