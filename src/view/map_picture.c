#include "view/map_picture.h"

#include <math.h>

#include "app/maps.h"
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

void map_picture_init(const struct pen *p, const struct layout *l, const struct settings *s,
                      struct map_picture *out)
{
    enum { TITLE_LEAST = 12 };
    const struct map_spec spec = maps_spec(s);
    *out = (struct map_picture){
        .area = l->panel[0], .column = s->map.column - 1, .row = s->map.row - 1};
    if (out->area.h >= TITLE_LEAST)
        out->title = cut_top(&out->area, 1);
    struct space *space = &out->space;
    int left = 4, n;
    do { /* labels need room, room makes labels */
        n = left;
        space->box = axis_box(out->area, left, 1, false, false);
        double right = 0.5 / pen_dots_across(p), up = 1.0 / pen_dots_down(p);
        space->x0 = column_at(out, right);
        space->x1 = column_at(out, space->box.w - right);
        space->y0 = gain_at(out, &spec, up);
        space->y1 = gain_at(out, &spec, 2 * space->box.h - up);
        space->y_scale.kind = SCALE_LOG;
        ticks_make(&out->y, &(struct tick_spec){space->y0, space->y1, space->y_scale, false, false,
                                                space->box.h});
        left = ticks_width(&out->y) > left ? ticks_width(&out->y) : left;
    } while (left > n);
    place_depths(out, &spec);
}

/* Of `places` that n points share: the one of a point, the point of one. */
static int place_of(int point, int n, int places)
{
    return (int)ceil((point + 0.5) * places / n) - 1;
}

static int point_of(int place, int n, int places, int chosen)
{
    return place == place_of(chosen, n, places) ? chosen : (int)((place + 0.5) * n / places);
}

int map_picture_column(const struct map_picture *m, int x)
{
    return point_of(x - m->space.box.x, MAP_DEPTHS, m->space.box.w, m->column);
}

int map_picture_row(const struct map_picture *m, int pixel)
{
    return point_of(pixel, MAP_GAINS, 2 * m->space.box.h, m->row);
}

void map_picture_cell(const struct map_picture *m, int column, int row, int *x, int *y)
{
    const struct rect *box = &m->space.box;
    *x = box->x + place_of(column, MAP_DEPTHS, box->w);
    *y = box->y + box->h - 1 - place_of(row, MAP_GAINS, 2 * box->h) / 2;
}

int map_picture_pixel(const struct map_picture *m, int row)
{
    return place_of(row, MAP_GAINS, 2 * m->space.box.h);
}

bool map_picture_at(const struct map_picture *m, int x, int y, int *column, int *row)
{
    if (!layout_hit(m->space.box, x, y))
        return false;
    *column = map_picture_column(m, x);
    *row = map_picture_row(m, 2 * (m->space.box.y + m->space.box.h - 1 - y));
    return true;
}
