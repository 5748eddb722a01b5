#include "view/units_grid.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "num/elem.h"

/* How a cell looks: the sign, once for each of its columns and rows. */
struct look {
    char sign[16];
    enum role role;
    unsigned attr;
};

/* Of dead units: none, so many, all. */
static struct look dead_look(const struct units_cell *cell, const struct pen *p)
{
    struct look look = {"", ROLE_WARN, ATTR_BOLD};
    if (cell->dead == 0) {
        (void)snprintf(look.sign, sizeof look.sign, "%s", pen_symbol(p, "dot"));
        look.role = ROLE_DIM;
        look.attr = 0;
    } else if (cell->dead < 10) {
        (void)snprintf(look.sign, sizeof look.sign, "%d", cell->dead);
    } else {
        (void)snprintf(look.sign, sizeof look.sign, "+");
    }
    return look;
}

static struct look look_of(const struct units_view *v, const struct units_cell *cell,
                           const struct pen *p)
{
    struct look look = {"", ROLE_WARN, ATTR_BOLD};
    if (cell->dead == cell->units) {
        (void)snprintf(look.sign, sizeof look.sign, "%s", pen_symbol(p, "dead"));
        return look;
    }
    if (v->show == UNITS_SHOW_DEAD)
        return dead_look(cell, p);
    int level = units_scale_level(&v->scale, cell->value);
    (void)snprintf(look.sign, sizeof look.sign, "%s", units_scale_sign(p, level));
    look.role = units_scale_role(level);
    look.attr = 0;
    return look;
}

static void draw_cell(const struct units_view *v, struct pen *p, int across, int down)
{
    const struct rect r = layout_cell(v->l, across, down);
    struct look look = look_of(v, &v->cell[down * v->l->cells_across + across], p);
    /* A number is one number, however wide its cell. */
    bool once = v->show == UNITS_SHOW_DEAD && look.sign[0] >= '1' && look.sign[0] <= '9';
    for (int y = 0; y < r.h; y++)
        for (int x = 0; x < r.w; x++)
            (void)pen_text(p, r.x + x, r.y + y, 1, look.role, look.attr,
                           once && (x || y) ? " " : look.sign);
}

/* Brackets in the chosen cell; round one of a single column, in the cells beside. */
static void draw_chosen(const struct units_view *v, struct pen *p, int across, int down)
{
    struct rect r = layout_cell(v->l, across, down);
    int out = r.w == 1;
    for (int y = 0; y < r.h; y++) {
        (void)pen_text(p, r.x - out, r.y + y, 1, ROLE_ACCENT, ATTR_BOLD, "[");
        (void)pen_text(p, r.x + r.w - 1 + out, r.y + y, 1, ROLE_ACCENT, ATTR_BOLD, "]");
    }
}

/* The numbers of the units a row begins with; the row of the chosen one is pointed at. */
static void draw_units(const struct units_view *v, struct pen *p, int chosen)
{
    const struct layout *l = v->l;
    char text[16];
    for (int y = 0; y < l->cells_down; y++) {
        bool on = y == chosen;
        int unit = on ? app_settings(v->app)->units.unit : units_view_unit(v, y);
        (void)snprintf(text, sizeof text, "%d%s", unit, on ? ">" : " ");
        (void)pen_text_right(p, l->grid.x, l->grid.y + y * l->cell_h, on ? ROLE_ACCENT : ROLE_AXIS,
                             on ? ATTR_BOLD : 0, text);
    }
}

/* The numbers of the layers below every so many columns, so that they stand apart; that of the
 * chosen one with an arrow, and alone where others would touch it. */
static void draw_layers(const struct units_view *v, struct pen *p, int chosen)
{
    const struct layout *l = v->l;
    char text[24], mark[24] = "";
    int y = l->ruler.y, from = -1, to = -1;
    if (l->ruler.h <= 0)
        return;
    if (chosen >= 0) {
        (void)snprintf(mark, sizeof mark, "^%d", app_settings(v->app)->units.layer);
        from = layout_cell(l, chosen, 0).x;
        int over = from + utf8_columns(mark) - (l->ruler.x + l->ruler.w);
        from -= over > 0 ? over : 0;
        to = from + utf8_columns(mark);
        (void)pen_text(p, from, y, -1, ROLE_ACCENT, ATTR_BOLD, mark);
    }
    int stride = (snprintf(text, sizeof text, "%d", v->spec.layers) + 2) / l->cell_w + 1;
    for (int x = 0; x < l->cells_across; x += stride) {
        int at = layout_cell(l, x, 0).x;
        int end = at + snprintf(text, sizeof text, "%d", units_view_layer(v, x));
        if (end <= l->ruler.x + l->ruler.w && (at > to || end < from))
            (void)pen_text(p, at, y, -1, ROLE_AXIS, 0, text);
    }
    (void)pen_text_right(p, l->grid.x - 1, y, ROLE_AXIS, 0, "layer");
}

void units_grid_draw(const struct units_view *v, struct pen *p)
{
    const struct layout *l = v->l;
    int across = -1, down = -1;
    if (!v->cell)
        return;
    bool chosen = units_view_chosen(v, &across, &down);
    for (int y = 0; y < l->cells_down; y++)
        for (int x = 0; x < l->cells_across; x++)
            draw_cell(v, p, x, y);
    if (chosen)
        draw_chosen(v, p, across, down);
    draw_units(v, p, chosen ? down : -1);
    draw_layers(v, p, chosen ? across : -1);
}

/* ---- key ---- */

enum { LEVEL_TEXT = FMT_SIZE + 8 };

/* A sign and what it stands for; returns the column behind them. */
static int put(struct pen *p, int x, int y, enum role role, const char *sign, const char *text)
{
    x += pen_text(p, x, y, -1, role, 0, sign);
    return x + pen_text(p, x, y, -1, ROLE_DIM, 0, text);
}

/* A number stands for so many units of its cell. */
static void key_of_dead(const struct units_view *v, struct pen *p)
{
    const struct rect *r = &v->l->key;
    bool single = v->l->unit_each == 1 && v->l->layer_each == 1;
    int x = put(p, r->x, r->y, ROLE_DIM, pen_symbol(p, "dot"), single ? " alive  " : " none  ");
    if (!single)
        x = put(p, x, r->y, ROLE_WARN, "1-9", " so many dead, + more  ");
    (void)put(p, x, r->y, ROLE_WARN, pen_symbol(p, "dead"), single ? " dead" : " all of a cell");
}

/* Where a level begins, or the last ends: what stands between two signs. Returns out. */
static char *bound_text(const struct units_scale *s, int level, char out[LEVEL_TEXT])
{
    char number[FMT_SIZE];
    double t = (double)level / UNITS_LEVELS;
    double value = s->log ? s->lo * elem_pow(s->hi / s->lo, t) : s->lo + t * (s->hi - s->lo);
    (void)snprintf(out, LEVEL_TEXT, " %s ", units_scale_text(s, number, value));
    return out;
}

/* "blank 0  > 0 . 1 : 2 + 3 # 4 @ 5  x dead": signs between their bounds, of which the odd ones go
 * where there is no room. */
void units_grid_key(const struct units_view *v, struct pen *p)
{
    const struct units_scale *s = &v->scale;
    const struct rect *r = &v->l->key;
    static const char blank[] = "blank 0 ";
    char text[LEVEL_TEXT];
    if (r->h <= 0 || !v->cell)
        return;
    if (v->show == UNITS_SHOW_DEAD) {
        key_of_dead(v, p);
        return;
    }
    int columns[2] = {0}; /* with every bound; with every other */
    for (int i = 0; i <= UNITS_LEVELS; i++) {
        int w = utf8_columns(bound_text(s, i, text)) + (i < UNITS_LEVELS);
        columns[0] += w;
        columns[1] += i % 2 ? 1 + (i < UNITS_LEVELS) : w;
    }
    bool all = columns[0] <= r->w;
    int x = r->x, end = r->x + r->w;
    if (x + (int)sizeof blank - 1 + columns[!all] <= end)
        x += pen_text(p, x, r->y, -1, ROLE_DIM, 0, blank);
    for (int i = 0; i <= UNITS_LEVELS; i++) {
        bool said = all || i % 2 == 0;
        x += pen_text(p, x, r->y, end - x, ROLE_DIM, 0, said ? bound_text(s, i, text) : " ");
        if (i < UNITS_LEVELS)
            x += pen_text(p, x, r->y, 1, units_scale_role(i + 1), 0, units_scale_sign(p, i + 1));
    }
    if (x + 7 <= end)
        (void)put(p, x + 1, r->y, ROLE_WARN, pen_symbol(p, "dead"), " dead");
}

bool units_grid_at(const struct model *m, const struct layout *l, int x, int y, int *layer,
                   int *unit)
{
    struct units_view v = {.app = m->app, .l = l};
    if (l->cells_across <= 0 || !layout_hit(l->grid, x, y))
        return false;
    int across = ((x - l->grid.x + 1) * l->cells_across - 1) / l->grid.w;
    int down = (y - l->grid.y) / l->cell_h;
    *layer = units_view_layer(&v, across);
    *unit = units_view_unit(&v, down);
    return true;
}
