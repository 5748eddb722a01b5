#include "view/map_picture.h"

#include <math.h>

#include "num/elem.h"
#include "view/cut.h"

/* Column at a place along the box, 0 .. w cells; gain at a place up it, 0 .. 2 h pixels. */
static double column_at(const struct map_picture *m, double cells)
{
    return cells / m->space.box.w * MAP_DEPTHS + 0.5;
}

static double gain_at(const struct map_picture *m, const struct map_spec *spec, double pixels)
{
    double part = (pixels / (2 * m->space.box.h) * MAP_GAINS - 0.5) / (MAP_GAINS - 1);
    double lo = elem_log(spec->gain[0]), hi = elem_log(spec->gain[1]);
    return elem_exp(lo + (hi - lo) * part);
}

/* Ticks at whole numbers of layers, moved to where the map has them. */
static void place_depths(struct map_picture *m, const struct map_spec *spec)
{
    double per_column = (spec->stack.layers - 2.0) / (MAP_DEPTHS - 1);
    double lo = 2 + (m->space.x0 - 1) * per_column, hi = 2 + (m->space.x1 - 1) * per_column;
    int n = 0;
    ticks_make(&m->x,
               &(struct tick_spec){.lo = lo, .hi = hi, .across = true, .cells = m->space.box.w});
    m->x.marks = 0;
    for (int i = 0; i < m->x.n; i++) {
        double depth = m->x.value[i];
        if (depth < 1 || depth != floor(depth))
            continue;
        m->x.value[n] = 1 + (depth - 2) / per_column;
        if (n != i)
            (void)str_copy(m->x.label[n], TICK_LABEL, m->x.label[i]);
        n++;
    }
    m->x.n = n;
}

void map_picture_init(const struct pen *p, const struct layout *l, const struct map_spec *spec,
                      struct map_picture *out)
{
    enum { TITLE_LEAST = 12 };
    *out = (struct map_picture){.area = l->panel[0]};
    if (out->area.h >= TITLE_LEAST)
        out->title = cut_top(&out->area, 1);
    struct space *s = &out->space;
    int left = 4, n;
    do { /* labels need room, room makes labels */
        n = left;
        s->box = axis_box(out->area, left, 1, false, false);
        double right = 0.5 / pen_dots_across(p), up = 1.0 / pen_dots_down(p);
        s->x0 = column_at(out, right);
        s->x1 = column_at(out, s->box.w - right);
        s->y0 = gain_at(out, spec, up);
        s->y1 = gain_at(out, spec, 2 * s->box.h - up);
        s->y_scale.kind = SCALE_LOG;
        ticks_make(&out->y, &(struct tick_spec){s->y0, s->y1, s->y_scale, false, false, s->box.h});
        left = ticks_width(&out->y) > left ? ticks_width(&out->y) : left;
    } while (left > n);
    place_depths(out, spec);
}

int map_picture_column(const struct map_picture *m, int x)
{
    return (int)((x - m->space.box.x + 0.5) * MAP_DEPTHS / m->space.box.w);
}

int map_picture_row(const struct map_picture *m, int pixel)
{
    return (int)((pixel + 0.5) * MAP_GAINS / (2 * m->space.box.h));
}

void map_picture_cell(const struct map_picture *m, int column, int row, int *x, int *y)
{
    const struct rect *box = &m->space.box;
    *x = box->x + (int)((column + 0.5) * box->w / MAP_DEPTHS);
    *y = box->y + (int)((MAP_GAINS - row - 0.5) * box->h / MAP_GAINS);
}

bool map_picture_at(const struct map_picture *m, int x, int y, int *column, int *row)
{
    if (!layout_hit(m->space.box, x, y))
        return false;
    *column = map_picture_column(m, x);
    *row = map_picture_row(m, 2 * (m->space.box.y + m->space.box.h - 1 - y));
    return true;
}
