#include "draw/vector.h"

#include "base/utf8.h"
#include "draw/trace.h"

enum { FINE_ACROSS = 8, FINE_DOWN = 16 };

void vector_grid(struct dots *grid, int w, int h)
{
    *grid = (struct dots){
        .raster = RASTER_BRAILLE, .across = FINE_ACROSS, .down = FINE_DOWN, .w = w, .h = h};
}

/* A dot coordinate is the middle of a dot, a cell coordinate the edge of a cell. */
static double cells(double dot, int dots)
{
    return (dot + 0.5) / dots;
}

static void add_point(struct scene *scene, const double at[2], bool start)
{
    scene_point(scene, cells(at[0], FINE_ACROSS), cells(at[1], FINE_DOWN), start);
}

static void add_part(void *ctx, const struct trace_part *part)
{
    struct scene *scene = ctx;
    if (!part->joined)
        add_point(scene, part->a, true);
    if (part->a[0] != part->b[0] || part->a[1] != part->b[1])
        add_point(scene, part->b, false);
}

struct arrows {
    struct scene *scene;
    enum role role;
};

static void add_arrows(void *ctx, const struct trace_part *part)
{
    const struct arrows *a = ctx;
    if (part->enter)
        scene_arrow(a->scene, cells(part->a[0], FINE_ACROSS), cells(part->a[1], FINE_DOWN),
                    part->enter < 0, a->role);
    if (part->exit)
        scene_arrow(a->scene, cells(part->b[0], FINE_ACROSS), cells(part->b[1], FINE_DOWN),
                    part->exit < 0, a->role);
}

void vector_path(struct scene *scene, const struct dots *grid, const struct space *s,
                 const double *x, const double *y, int n, const struct stroke *stroke, bool arrows)
{
    struct arrows a = {scene, stroke->role};
    scene_path(scene, stroke);
    trace_parts(grid, s, x, y, n, add_part, scene);
    scene_end(scene);
    if (arrows)
        trace_parts(grid, s, x, y, n, add_arrows, &a);
}

/* A point alone, if it is seen. */
struct place {
    bool seen;
    double at[2];
};

static void take_place(void *ctx, const struct trace_part *part)
{
    *(struct place *)ctx =
        (struct place){true, {cells(part->a[0], FINE_ACROSS), cells(part->a[1], FINE_DOWN)}};
}

static struct place place_of(const struct dots *grid, const struct space *s, double x, double y)
{
    struct place place = {false, {0, 0}};
    trace_parts(grid, s, &x, &y, 1, take_place, &place);
    return place;
}

void vector_mark(struct scene *scene, const struct dots *grid, const struct space *s, double x,
                 double y, enum mark mark, enum role role)
{
    const struct place place = place_of(grid, s, x, y);
    if (place.seen)
        scene_mark(scene, place.at[0], place.at[1], mark, role);
}

/* Where the axis is in its row or column of cells; how long a tick is. */
static const double axis_middle = 0.5, tick_across = 0.5, tick_down = 0.25;

static void add_tick(struct scene *scene, double x, double y, double dx, double dy, enum role role)
{
    const struct stroke stroke = {.role = role};
    scene_path(scene, &stroke);
    scene_point(scene, x, y, true);
    scene_point(scene, x + dx, y + dy, false);
    scene_end(scene);
}

void vector_tick_left(struct scene *scene, const struct dots *grid, const struct space *s, double v,
                      enum role role, const char *label)
{
    const struct place place = place_of(grid, s, s->x0, v);
    double x = s->box.x - axis_middle;
    if (!place.seen)
        return;
    add_tick(scene, x, place.at[1], -tick_across, 0, role);
    if (label)
        scene_label(scene, x - tick_across - 0.25, place.at[1], true, role, label);
}

void vector_tick_below(struct scene *scene, const struct dots *grid, const struct space *s,
                       double v, const int *x, enum role role, const char *label)
{
    const struct place place = place_of(grid, s, v, s->y0);
    double y = s->box.y + s->box.h + axis_middle;
    if (!place.seen)
        return;
    add_tick(scene, place.at[0], y, 0, tick_down, role);
    if (label)
        scene_label(scene, x ? *x + utf8_columns(label) / 2.0 : place.at[0], y + 1, false, role,
                    label);
}

void vector_zone(struct scene *scene, const struct dots *grid, const struct space *s, double xa,
                 double xb, bool dense)
{
    const struct place a = place_of(grid, s, xa, s->y0), b = place_of(grid, s, xb, s->y0);
    const struct stroke look = {.role = ROLE_FRAME, .bold = dense};
    double bottom = s->box.y + s->box.h, half = dense ? 0.14 : 0.08;
    if (!a.seen || !b.seen || a.at[0] >= b.at[0])
        return;
    const double from[2] = {a.at[0], s->box.y}, to[2] = {b.at[0], bottom};
    const double left[2] = {a.at[0], bottom + axis_middle - half};
    const double right[2] = {b.at[0], bottom + axis_middle + half};
    scene_zone(scene, from, to, &look);
    scene_bar(scene, SCENE_COLUMN, left, right, ROLE_AXIS);
}
