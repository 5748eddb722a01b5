#include "draw/scene.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"

void scene_init(struct scene *s)
{
    *s = (struct scene){0};
    str_init(&s->text);
}

void scene_done(struct scene *s)
{
    mem_free(s->item);
    mem_free(s->point);
    str_done(&s->text);
    *s = (struct scene){0};
}

void scene_clear(struct scene *s)
{
    s->items = s->points = 0;
    str_clear(&s->text);
}

static struct scene_item *add_item(struct scene *s, enum scene_kind kind,
                                   const struct stroke *stroke)
{
    if (s->items == s->item_cap) {
        s->item_cap = s->item_cap ? 2 * s->item_cap : 32;
        s->item = mem_resize(s->item, (size_t)s->item_cap, sizeof *s->item);
    }
    struct scene_item *item = &s->item[s->items++];
    *item = (struct scene_item){.kind = kind, .stroke = *stroke, .first = s->points};
    return item;
}

void scene_path(struct scene *s, const struct stroke *stroke)
{
    (void)add_item(s, SCENE_PATH, stroke);
}

void scene_point(struct scene *s, double x, double y, bool start)
{
    assert(s->items > 0 && isfinite(x) && isfinite(y));
    if (s->points == s->point_cap) {
        s->point_cap = s->point_cap ? 2 * s->point_cap : 512;
        s->point = mem_resize(s->point, (size_t)s->point_cap, sizeof *s->point);
    }
    s->point[s->points++] = (struct scene_point){x, y, start};
    s->item[s->items - 1].n++;
}

void scene_end(struct scene *s)
{
    assert(s->items > 0);
    if (s->item[s->items - 1].n == 0)
        s->items--;
}

static struct scene_item *add_single(struct scene *s, enum scene_kind kind, double x, double y,
                                     enum role role)
{
    const struct stroke stroke = {.role = role};
    struct scene_item *item = add_item(s, kind, &stroke);
    scene_point(s, x, y, true);
    return item;
}

void scene_mark(struct scene *s, double x, double y, enum mark mark, enum role role)
{
    add_single(s, SCENE_MARK, x, y, role)->mark = mark;
}

void scene_label(struct scene *s, double x, double y, bool ends, enum role role, const char *text)
{
    struct scene_item *item = add_single(s, SCENE_LABEL, x, y, role);
    item->ends = ends;
    item->text = s->text.len;
    str_add_n(&s->text, text, strlen(text) + 1);
}

void scene_arrow(struct scene *s, double x, double y, bool up, enum role role)
{
    enum scene_kind kind = up ? SCENE_ARROW_UP : SCENE_ARROW_DOWN;
    for (int i = s->items - 1; i >= 0; i--) {
        const struct scene_item *item = &s->item[i];
        const struct scene_point *at = &s->point[item->first];
        if (item->kind == kind && item->stroke.role == role && fabs(at->x - x) < 0.5 &&
            fabs(at->y - y) < 0.5)
            return;
    }
    (void)add_single(s, kind, x, y, role);
}

void scene_bar(struct scene *s, enum scene_kind kind, const double from[2], const double to[2],
               enum role role)
{
    const struct scene_item *last = s->items > 0 ? &s->item[s->items - 1] : NULL;
    if (last && last->kind == kind && last->stroke.role == role) {
        const struct scene_point *a = &s->point[last->first];
        struct scene_point *b = &s->point[last->first + 1];
        bool below = a->x == from[0] && b->x == to[0] && b->y == from[1];
        bool beside = a->y == from[1] && b->y == to[1] && b->x == from[0];
        if (kind == SCENE_BAR ? below : beside) {
            b->x = to[0];
            b->y = to[1];
            return;
        }
    }
    (void)add_single(s, kind, from[0], from[1], role);
    scene_point(s, to[0], to[1], true);
}

void scene_zone(struct scene *s, const double from[2], const double to[2],
                const struct stroke *stroke)
{
    (void)add_item(s, SCENE_ZONE, stroke);
    scene_point(s, from[0], from[1], true);
    scene_point(s, to[0], to[1], true);
}
