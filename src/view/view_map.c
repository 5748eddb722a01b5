#include "view/view_map.h"

#include <math.h>
#include <string.h>

#include "app/maps.h"
#include "base/utf8.h"
#include "draw/text.h"
#include "view/click_impl.h"
#include "view/map_level.h"
#include "view/map_picture.h"
#include "view/map_side.h"
#include "view/map_words.h"

/* ---- pixels ---- */

/* The level of a pixel, counted from the bottom. */
static int level_at(const struct map *map, const struct map_picture *m, int column, int pixel)
{
    struct map_point at;
    return map_at(map, column, map_picture_row(m, pixel), &at) ? map_level(&at) : MAP_LEVEL_UNKNOWN;
}

/* Where the lower point of a cell is no number, the whole cell says so; of an upper one that is
 * none its sign on another row does. `only`: the pixel that a cell with a mark is of as a whole, if
 * it is one of this cell's. */
static void draw_cell(struct pen *p, const struct map *map, const struct map_picture *m, int x,
                      int y, int only, struct map_marks *marks)
{
    int pixel = 2 * (m->space.box.y + m->space.box.h - 1 - y), column = map_picture_column(m, x);
    int lower = level_at(map, m, column, pixel), upper = level_at(map, m, column, pixel + 1);
    if (only == pixel)
        upper = lower;
    else if (only == pixel + 1)
        lower = upper;
    if (lower == MAP_LEVEL_UNKNOWN)
        return;
    if (lower < 0 || (upper < 0 && upper != MAP_LEVEL_UNKNOWN))
        upper = lower;
    map_level_put(p, x, y, upper, lower);
    marks->zero = marks->zero || lower == MAP_LEVEL_ZERO;
    marks->overflow = marks->overflow || lower == MAP_LEVEL_OVERFLOW;
    marks->nothing = marks->nothing || lower == MAP_LEVEL_NOTHING;
}

/* The pixel whose gain a mark in the cell is about: theory's edge along its row, the chosen point
 * in its cell. -1: there is none. */
static int marked_pixel(const struct model *m, const struct map_picture *picture,
                        const struct map_spec *spec, int x, int y)
{
    const struct map_edges *edges = app_map_edges(m->app);
    const struct rect *box = &picture->space.box;
    int chosen_x, chosen_y;
    map_picture_cell(picture, picture->column, picture->row, &chosen_x, &chosen_y);
    if (x == chosen_x && y == chosen_y)
        return map_picture_pixel(picture, picture->row);
    for (int i = 0; edges && i < edges->n; i++) {
        int pixel = map_picture_pixel(picture, maps_row(spec, edges->edge[i].gain));
        if (pixel / 2 == box->y + box->h - 1 - y)
            return pixel;
    }
    return -1;
}

/* ---- what theory says ---- */

/* The first cell of each row where theory has a thousandth or a thousandfold left. */
static void draw_contour(const struct model *of, struct pen *p, const struct map *map,
                         const struct map_picture *m, const struct map_spec *spec,
                         struct map_marks *marks)
{
    const struct rect *box = &m->space.box;
    for (int y = box->y; y < box->y + box->h; y++) {
        int marked = marked_pixel(of, m, spec, -1, y);
        int row = map_picture_row(m, marked < 0 ? 2 * (box->y + box->h - 1 - y) : marked);
        for (int x = box->x; x < box->x + box->w; x++) {
            struct map_point at;
            bool known = map_at(map, map_picture_column(m, x), row, &at);
            if (!known || !(fabs(at.theory_log10) >= 3))
                continue;
            if (x > box->x) {
                pen_over(p, x, y, ROLE_TEXT, 0, "\u2502");
                marks->contour = true;
            }
            break;
        }
    }
}

static void draw_edges(const struct model *m, struct pen *p, const struct map_picture *picture,
                       struct map_marks *marks)
{
    const struct map_edges *edges = app_map_edges(m->app);
    const struct rect *box = &picture->space.box;
    for (int i = 0; edges && i < edges->n; i++) {
        int y;
        if (!pen_cell_y(p, &picture->space, edges->edge[i].gain, &y))
            continue;
        for (int x = box->x; x < box->x + box->w; x += 2)
            pen_over(p, x, y, ROLE_TEXT, 0, pen_is_unicode(p) ? "\u2500" : "~");
        marks->edge = true;
    }
}

/* ---- marks ---- */

/* Where the flow screen is now, if it is on the map. */
static void draw_present(const struct settings *s, struct pen *p, const struct map_picture *m,
                         const struct map_spec *spec, struct map_marks *marks)
{
    const struct flow_settings *flow = &s->flow;
    int x, y;
    if (flow->layers > spec->stack.layers ||
        !(flow->gain >= spec->gain[0] && flow->gain <= spec->gain[1]))
        return;
    map_picture_cell(m, maps_column(spec, flow->layers), maps_row(spec, flow->gain), &x, &y);
    pen_over(p, x, y, ROLE_TEXT, ATTR_BOLD, "x");
    marks->present = true;
}

/* Around the chosen point, so that it is seen itself. */
static void draw_chosen(struct pen *p, const struct map_picture *m)
{
    int x, y;
    map_picture_cell(m, m->column, m->row, &x, &y);
    pen_over(p, x - 1, y, ROLE_ACCENT, ATTR_BOLD, "[");
    pen_over(p, x + 1, y, ROLE_ACCENT, ATTR_BOLD, "]");
}

/* ---- titles ---- */

/* What the picture is, in as many words as there is room for. */
static void draw_title(struct pen *p, const struct map_picture *m)
{
    static const char *const titles[] = {"Gradient at layer 1 / at the last layer, in decades",
                                         "Gradient at layer 1 / at the last layer",
                                         "Gradient, layer 1 / last"};
    enum { TITLES = sizeof titles / sizeof titles[0] };
    int i = 0, x = m->space.box.x, room = m->title.x + m->title.w - x - 2;
    while (i < TITLES && utf8_columns(titles[i]) > room)
        i++;
    if (i < TITLES && m->title.h > 0)
        (void)pen_text(p, x, m->title.y, room, ROLE_TITLE, ATTR_BOLD, titles[i]);
}

/* What the axes are, where no label of theirs is: "gain" on the highest such row, "layers" at the
 * left end below. */
static void draw_names(struct pen *p, const struct axes *a)
{
    const struct rect *box = &a->space->box;
    struct axis_labels labels;
    bool taken = true;
    int y = box->y - 1;
    axis_place(p, a, &labels);
    while (taken && ++y < box->y + box->h) {
        taken = false;
        for (int i = 0; i < labels.ys; i++)
            taken = taken || (labels.y[i].columns > 0 && labels.y[i].y == y);
    }
    if (!taken)
        (void)pen_text_right(p, box->x - 1, y, ROLE_AXIS, 0, "gain");
    int end = labels.xs > 0 ? labels.x[0].x - 1 : box->x + box->w;
    if (a->area.x + (int)strlen("layers") <= end)
        (void)pen_text(p, a->area.x, box->y + box->h + 1, -1, ROLE_AXIS, 0, "layers");
}

/* ---- the screen ---- */

static void draw_picture(const struct model *m, struct pen *p, const struct layout *l,
                         const struct map *map, struct map_marks *marks)
{
    const struct settings *s = app_settings(m->app);
    const struct map_spec spec = maps_spec(s);
    struct map_picture picture;
    map_picture_init(p, l, s, &picture);
    const struct rect *box = &picture.space.box;
    const struct axes axes = {picture.area, &picture.space, &picture.x, &picture.y, false};
    axis_draw(p, &axes);
    draw_title(p, &picture);
    draw_names(p, &axes);
    for (int y = box->y; y < box->y + box->h; y++)
        for (int x = box->x; x < box->x + box->w; x++)
            draw_cell(p, map, &picture, x, y, marked_pixel(m, &picture, &spec, x, y), marks);
    draw_contour(m, p, map, &picture, &spec, marks);
    draw_edges(m, p, &picture, marks);
    draw_present(s, p, &picture, &spec, marks);
    draw_chosen(p, &picture);
}

void view_map_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct map *map = app_map(m->app);
    struct map_marks marks = {.edge = false};
    if (app_map_problem(m->app)[0]) {
        const struct run run = {app_map_problem(m->app), ROLE_WARN, 0};
        (void)text_paragraph(p, l->panel[0], 0, 0, &run, 1);
        return;
    }
    if (map)
        draw_picture(m, p, l, map, &marks);
    map_level_key(p, l->legend[0]);
    map_side_draw(m, p, l->words, &marks);
}

void view_map_status(const struct model *m, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    const struct map *map = app_map(m->app);
    static const char *const points[MAP_COARSE + 1] = {
        [1] = "point", [2] = "2nd point", [4] = "4th point", [8] = "8th point"};
    char name[ACT_NAME];
    str_addf(out, "%s", settings_act_name(&s->flow.acts, s->flow.acts.focus, name));
    if (map && map_stride(map) > 0)
        str_addf(out, "   running every %s, %.0f %%", points[map_stride(map)],
                 100 * map_progress(map));
    str_add(out, "   ");
    map_words_setup(s, out);
}

/* A click chooses a point, a double click goes into its network. */
bool view_map_click(const struct model *m, const struct pen *p, const struct layout *l,
                    const struct key *k, struct str *out)
{
    struct map_picture picture;
    int column, row;
    if (click_is_wheel(k)) {
        str_addf(out, "turn %d map.row", click_wheel_step(k));
        return true;
    }
    map_picture_init(p, l, app_settings(m->app), &picture);
    if (!map_picture_at(&picture, k->x, k->y, &column, &row))
        return false;
    if (click_is_double(k))
        str_add(out, "open");
    else if (click_is_drag(k) || k->code == KEY_CODE_CLICK)
        str_addf(out, "set map.column %d; set map.row %d", column + 1, row + 1);
    return out->len > 0;
}
