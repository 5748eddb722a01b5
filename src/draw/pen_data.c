/* What a pen draws in data space: curves, lines, marks, ticks, as dots or for a scene. */
#include "draw/pen_impl.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/symbol.h"
#include "draw/trace.h"
#include "draw/vector.h"

enum { PEN_LABEL = 64 };

struct exit_mark {
    struct pen *pen;
    enum role role;
};

/* An arrow where a curve leaves through the top or the bottom. */
static void mark_exit(void *ctx, int x_cell, int y_cell, bool top)
{
    struct exit_mark *m = ctx;
    const char *arrow = symbol_find(top ? "up" : "down", m->pen->unicode);
    (void)pen_text(m->pen, x_cell, y_cell, 1, m->role, 0, arrow);
}

void pen_path(struct pen *p, const struct space *s, const double *x, const double *y, int n,
              const struct stroke *stroke)
{
    struct exit_mark mark = {p, stroke->role};
    if (p->scene)
        vector_path(p->scene, &p->dots, s, x, y, n, stroke, true);
    else
        trace_path(&p->dots, s, x, y, n, stroke, mark_exit, &mark);
}

void pen_line(struct pen *p, const struct space *s, double x0, double y0, double x1, double y1,
              const struct stroke *stroke)
{
    double x[2] = {x0, x1}, y[2] = {y0, y1};
    if (p->scene)
        vector_path(p->scene, &p->dots, s, x, y, 2, stroke, false);
    else
        trace_path(&p->dots, s, x, y, 2, stroke, NULL, NULL);
}

/* A lattice whose rows are staggered. Where the ground shows but one sign for a cell, whatever dots
 * it has, cells are what is counted. */
static void put_lattice(struct dots *d, const struct rect *box, int first, int last, bool dense)
{
    const struct stroke look = {.role = ROLE_FRAME, .letter = '.'};
    const bool fine = d->raster == RASTER_BRAILLE;
    const int across = (fine ? 2 : 2 * d->across) << !dense;
    const int down = fine ? 2 << !dense : d->down;
    int ink = dots_ink(d, &look), end = (box->y + box->h) * d->down;
    int top = (box->y + (box->h > 4)) * d->down; /* titles, whose blanks would have dots in them */
    for (int y = top < 0 ? 0 : top; y < end && y < d->h * d->down; y++)
        for (int x = first; x <= last && y % down == down / 2; x++)
            if ((x + y / down % 2 * (across / 2)) % across == 0)
                dots_put(d, x, y, ink);
}

/* The axis between two cells: what is light becomes heavy or double, ticks stay ticks. */
static void stress_axis(struct pen *p, int y, int first, int last, bool dense)
{
    static const uint32_t signs[][3] = {
        {0x2500, 0x2501, 0x2550}, {0x252C, 0x252F, 0x2564}, {'-', '=', '#'}};
    for (int x = first; x <= last; x++) {
        if (!canvas_has(p->canvas, x, y))
            continue;
        const struct cell cell = *canvas_get(p->canvas, x, y);
        for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
            if (cell.ch == signs[i][0] || (dense && cell.ch == signs[i][1]))
                (void)canvas_put(p->canvas, x, y, signs[i][1 + dense], cell.role, cell.attr);
    }
}

void pen_zone(struct pen *p, const struct space *s, double xa, double xb, bool dense)
{
    int first, last;
    double lo = fmax(xa, fmin(s->x0, s->x1)), hi = fmin(xb, fmax(s->x0, s->x1));
    if (!(lo <= hi))
        return;
    if (p->scene) {
        vector_zone(p->scene, &p->dots, s, lo, hi, dense);
    } else if (trace_dot_x(&p->dots, s, lo, &first) && trace_dot_x(&p->dots, s, hi, &last)) {
        put_lattice(&p->dots, &s->box, first, last, dense);
        stress_axis(p, s->box.y + s->box.h, first / p->dots.across, last / p->dots.across, dense);
    }
}

void pen_mark(struct pen *p, const struct space *s, double x, double y, enum mark mark,
              enum role role)
{
    static const uint32_t signs[] = {[MARK_POINT] = 0x2022,
                                     [MARK_OPEN] = 0x25CB,
                                     [MARK_CLOSED] = 0x25CF,
                                     [MARK_CROSS] = 0x253C,
                                     [MARK_KINK] = 0x25C7};
    assert((size_t)mark < sizeof signs / sizeof signs[0]);
    int x_cell, y_cell;
    if (p->scene)
        vector_mark(p->scene, &p->dots, s, x, y, mark, role);
    else if (pen_cell_x(p, s, x, &x_cell) && pen_cell_y(p, s, y, &y_cell))
        (void)pen_put(p, x_cell, y_cell, signs[mark], (struct pen_look){role, 0});
}

/* A label as a pen without Unicode has it. */
static const char *shown(const struct pen *p, const char *label, char out[PEN_LABEL])
{
    size_t n = 0;
    if (!label || p->unicode)
        return label;
    for (const char *at = label, *end = label + strlen(label); at < end && n + 1 < PEN_LABEL;)
        out[n++] = symbol_ascii(utf8_next(&at, end));
    out[n] = '\0';
    return out;
}

void pen_tick_left(struct pen *p, const struct space *s, double v, enum role role,
                   const char *label)
{
    char ascii[PEN_LABEL];
    int x = s->box.x - 1, cell;
    if (p->scene) {
        vector_tick_left(p->scene, &p->dots, s, v, role, shown(p, label, ascii));
    } else if (pen_cell_y(p, s, v, &cell)) {
        (void)pen_text(p, x, cell, 1, role, 0, "┤");
        if (label)
            (void)pen_text_right(p, x, cell, role, 0, label);
    }
}

void pen_tick_below(struct pen *p, const struct space *s, double v, int x, enum role role,
                    const char *label)
{
    char ascii[PEN_LABEL];
    int y = s->box.y + s->box.h, cell;
    if (!pen_cell_x(p, s, v, &cell))
        return;
    if (p->scene) {
        /* Where cells move a label in from an edge, vectors do. */
        bool moved = label && x != cell - utf8_columns(label) / 2;
        vector_tick_below(p->scene, &p->dots, s, v, moved ? &x : NULL, role,
                          shown(p, label, ascii));
        return;
    }
    (void)pen_text(p, cell, y, 1, role, 0, "┬");
    if (label)
        (void)pen_text(p, x, y + 1, -1, role, 0, label);
}

bool pen_cell_x(const struct pen *p, const struct space *s, double x, int *cell)
{
    int dot;
    if (!trace_dot_x(&p->dots, s, x, &dot))
        return false;
    *cell = dot / p->dots.across;
    return true;
}

bool pen_cell_y(const struct pen *p, const struct space *s, double y, int *cell)
{
    int dot;
    if (!trace_dot_y(&p->dots, s, y, &dot))
        return false;
    *cell = dot / p->dots.down;
    return true;
}

/* Does a path of the scene that is no axis go through the rectangle, as far as the boxes of its
 * lines tell? */
static bool is_crossed(const struct scene *scene, struct rect r)
{
    for (int i = 0; i < scene->items; i++) {
        const struct scene_item *item = &scene->item[i];
        for (int k = 1; k < item->n && item->stroke.role >= ROLE_ACCENT; k++) {
            const struct scene_point *b = &scene->point[item->first + k], *a = b->start ? b : b - 1;
            if (fmin(a->x, b->x) < r.x + r.w && fmax(a->x, b->x) > r.x &&
                fmin(a->y, b->y) < r.y + r.h && fmax(a->y, b->y) > r.y)
                return true;
        }
    }
    return false;
}

bool pen_is_free(const struct pen *p, struct rect r)
{
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            if (!canvas_has(p->canvas, x, y))
                continue;
            bool text = canvas_get(p->canvas, x, y)->ch != ' ';
            if (text || (!p->scene && dots_is_busy(&p->dots, x, y)))
                return false;
        }
    }
    return !p->scene || !is_crossed(p->scene, r);
}

double pen_data_x(const struct pen *p, const struct space *s, int cell)
{
    double dots = (double)s->box.w * p->dots.across;
    double dot = ((double)cell - s->box.x) * p->dots.across + (p->dots.across - 1) / 2.0;
    double part = dots > 1 ? dot / (dots - 1) : 0.5;
    return scale_between(&s->x_scale, s->x0, s->x1, part);
}
