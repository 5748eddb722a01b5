/* Curves as paths, simplified by what cannot be seen; marks, arrows, labels. */
#include "draw/dash.h"
#include "draw/svg_part.h"

#include <math.h>
#include <string.h>

#include "base/mem.h"

/* How far, in user units, a path may be from the curve it stands for. */
static const double tolerance = 0.03;

/* User units to a dot of a dash: finer than in cells, where dots are coarse. */
static const double dash_unit = 3;

struct place {
    double x, y;
    bool keep;
};

static double distance(const struct place *p, const struct place *a, const struct place *b)
{
    double dx = b->x - a->x, dy = b->y - a->y, length = dx * dx + dy * dy;
    double t = length > 0 ? ((p->x - a->x) * dx + (p->y - a->y) * dy) / length : 0;
    t = fmin(fmax(t, 0), 1);
    return hypot(p->x - a->x - t * dx, p->y - a->y - t * dy);
}

/* The point between two kept ones that is farthest from the line between them; -1: none is too
 * far. */
static int farthest(const struct place *p, int first, int last)
{
    double most = tolerance;
    int at = -1;
    for (int i = first + 1; i < last; i++) {
        double away = distance(&p[i], &p[first], &p[last]);
        if (away > most) {
            most = away;
            at = i;
        }
    }
    return at;
}

/* Ramer, Douglas and Peucker's: `stack` has room for n numbers. */
static void simplify(struct place *p, int n, int *stack)
{
    int top = 0, first = 0;
    p[0].keep = p[n - 1].keep = true;
    stack[top++] = n - 1;
    while (top > 0) {
        int at = farthest(p, first, stack[top - 1]);
        if (at < 0) {
            first = stack[--top];
        } else {
            p[at].keep = true;
            stack[top++] = at;
        }
    }
}

static void add_place(struct str *out, char letter, const struct place *p)
{
    str_add_char(out, letter);
    svg_number(out, p->x);
    str_add_char(out, ' ');
    svg_number(out, p->y);
}

static void add_piece(struct str *out, struct place *p, int n, int *stack)
{
    if (n > 1)
        simplify(p, n, stack);
    add_place(out, 'M', &p[0]);
    if (n == 1)
        str_add(out, "h0"); /* round ends make it a dot */
    for (int i = 1, last = 0; i < n; i++) {
        if (!p[i].keep)
            continue;
        add_place(out, last ? ' ' : 'L', &p[i]);
        last = i;
    }
}

static void add_pieces(const struct svg *svg, const struct scene_item *item)
{
    const struct scene_point *point = svg->scene->point + item->first;
    struct place *p = mem_new((size_t)item->n, sizeof *p);
    int *stack = mem_new((size_t)item->n, sizeof *stack);
    for (int i = 0; i < item->n; i++)
        p[i] = (struct place){svg_x(point[i].x), svg_y(point[i].y), false};
    for (int i = 0, end; i < item->n; i = end) {
        for (end = i + 1; end < item->n && !point[end].start;)
            end++;
        add_piece(svg->out, p + i, end - i, stack);
    }
    mem_free(p);
    mem_free(stack);
}

static bool is_series(const struct stroke *stroke)
{
    return stroke->role >= ROLE_SERIES;
}

/* From the bottom up. */
enum weight { THICK, USUAL, THIN, HAIR, WEIGHTS };
static const double widths[WEIGHTS] = {[THICK] = 3, [USUAL] = 2, [THIN] = 1.25, [HAIR] = 1};

static enum weight weight_of(const struct stroke *stroke)
{
    if (!is_series(stroke))
        return stroke->bold ? USUAL : HAIR;
    return stroke->thin ? THIN : stroke->bold ? THICK : USUAL;
}

static void add_dash(struct str *out, enum dash dash)
{
    int length[DASH_RUNS];
    int n = dash_runs(dash, false, length);
    if (n < 2)
        return;
    str_add(out, " stroke-linecap=\"butt\" stroke-dasharray=\"");
    for (int i = 0; i < n; i++) {
        str_add(out, i ? " " : "");
        svg_number(out, length[i] * dash_unit);
    }
    str_add_char(out, '"');
}

static void add_path(const struct svg *svg, const struct scene_item *item)
{
    struct str *out = svg->out;
    str_add(out, "<path");
    svg_colour(out, "stroke", theme_rgb(svg->theme, item->stroke.role));
    str_add(out, " stroke-width=\"");
    svg_number(out, widths[weight_of(&item->stroke)]);
    str_add_char(out, '"');
    add_dash(out, item->stroke.dash);
    str_add(out, " d=\"");
    add_pieces(svg, item);
    str_add(out, "\"/>\n");
}

static bool any_path(const struct scene *s, bool series)
{
    for (int i = 0; i < s->items; i++)
        if (s->item[i].kind == SCENE_PATH && is_series(&s->item[i].stroke) == series)
            return true;
    return false;
}

/* Curves pass over zero lines and hairs, thin ones over thick ones: where two coincide, both are
 * seen. */
static void add_paths(const struct svg *svg, const char *id, bool series)
{
    const struct scene *s = svg->scene;
    if (!any_path(s, series))
        return;
    str_addf(svg->out,
             "<g id=\"%s\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n",
             id);
    for (int weight = 0; weight < WEIGHTS; weight++) {
        for (int i = 0; i < s->items; i++) {
            const struct scene_item *item = &s->item[i];
            if (item->kind == SCENE_PATH && is_series(&item->stroke) == series &&
                weight_of(&item->stroke) == (enum weight)weight)
                add_path(svg, item);
        }
    }
    str_add(svg->out, "</g>\n");
}

/* Shapes around the point, in user units; those that are filled cover what lies under them. */
static const struct {
    const char *path;
    bool filled;
} shapes[] = {
    [MARK_POINT] = {"m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z", true},
    [MARK_OPEN] = {"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", false},
    [MARK_CLOSED] = {"m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", true},
    [MARK_CROSS] = {"m-5 0h10m-5-5v10", false},
    [MARK_KINK] = {"m-5 0l5-5l5 5l-5 5z", false},
};

static const char *shape_of(const struct scene_item *item, bool *filled)
{
    *filled = item->kind != SCENE_MARK || shapes[item->mark].filled;
    if (item->kind == SCENE_ARROW_UP)
        return "l-4.5 8h9z";
    return item->kind == SCENE_ARROW_DOWN ? "l-4.5-8h9z" : shapes[item->mark].path;
}

static void add_mark(const struct svg *svg, const struct scene_item *item)
{
    const struct scene_point *at = &svg->scene->point[item->first];
    const struct place place = {svg_x(at->x), svg_y(at->y), true};
    bool filled;
    const char *shape = shape_of(item, &filled);
    unsigned colour = theme_rgb(svg->theme, item->stroke.role);
    str_add(svg->out, "<path");
    svg_colour(svg->out, "fill", filled ? colour : theme_background(svg->theme));
    if (item->kind == SCENE_MARK)
        svg_colour(svg->out, "stroke", colour);
    str_add(svg->out, " d=\"");
    add_place(svg->out, 'M', &place);
    str_addf(svg->out, "%s\"/>\n", shape);
}

static bool is_mark(const struct scene_item *item)
{
    return item->kind == SCENE_MARK || item->kind == SCENE_ARROW_UP ||
           item->kind == SCENE_ARROW_DOWN;
}

void svg_curves(const struct svg *svg)
{
    const struct scene *s = svg->scene;
    bool any = false;
    add_paths(svg, "guides", false);
    add_paths(svg, "curves", true);
    for (int i = 0; i < s->items; i++) {
        if (!is_mark(&s->item[i]))
            continue;
        str_add(svg->out, any ? "" : "<g id=\"marks\" stroke-width=\"1.5\">\n");
        any = true;
        add_mark(svg, &s->item[i]);
    }
    str_add(svg->out, any ? "</g>\n" : "");
}

void svg_labels(const struct svg *svg)
{
    const struct scene *s = svg->scene;
    for (int i = 0; i < s->items; i++) {
        const struct scene_item *item = &s->item[i];
        if (item->kind != SCENE_LABEL)
            continue;
        const struct scene_point *at = &s->point[item->first];
        struct str *out = svg->out;
        str_addf(out, "<text text-anchor=\"%s\" x=\"", item->ends ? "end" : "middle");
        svg_number(out, svg_x(at->x));
        str_add(out, "\" y=\"");
        svg_number(out, svg_y(at->y) + 0.36 * SVG_FONT); /* half the height of a digit */
        str_add_char(out, '"');
        svg_colour(out, "fill", theme_rgb(svg->theme, item->stroke.role));
        str_add_char(out, '>');
        svg_text(out, s->text.data + item->text);
        str_add(out, "</text>\n");
    }
}
