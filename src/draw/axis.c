#include "draw/axis.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Below the data: the line with the ticks, the row of labels. Left of it: labels, the line. */
enum { ROWS_BELOW = 2, LINE = 1 };

/* What x's labels have in common gets a row where the plot has some. */
enum { FACTOR_LEAST = 8 };

static int at_most(int v, int most)
{
    return v < most ? v : most > 0 ? most : 0;
}

struct rect axis_box(struct rect area, int left, int right, bool head, bool foot)
{
    struct rect box = area;
    int below = at_most(ROWS_BELOW + (foot && area.h >= FACTOR_LEAST), area.h - 1);
    int margin = at_most(left + LINE, area.w - 1), above = at_most(head, area.h - below - 1);
    box.x += margin;
    box.w -= margin;
    box.w -= at_most(right, box.w - 1);
    box.y += above;
    box.h -= above + below;
    return box;
}

/* ---- labels ---- */

/* Ticks of one axis as cells: where each is, -1 when it is not to be seen. */
struct placed {
    int n;
    int cell[TICKS_MAX];
    int zero; /* index of the tick that labels are counted from */
    char text[TICKS_MAX][TICK_SIGNS];
};

typedef bool to_cell(const struct pen *p, const struct space *s, double v, int *cell);

static void place(const struct pen *p, const struct space *s, const struct ticks *t,
                  to_cell *cell_of, struct placed *at)
{
    at->n = t->n;
    at->zero = 0;
    for (int i = 0; i < t->n; i++) {
        if (!cell_of(p, s, t->value[i], &at->cell[i]))
            at->cell[i] = -1;
        if (t->value[i] == 0)
            at->zero = i;
        if (pen_is_unicode(p))
            (void)ticks_signs(t->label[i], at->text[i]);
        else
            (void)str_copy(at->text[i], TICK_SIGNS, t->label[i]);
    }
}

/* Columns from `first` on, before `end`. */
struct extent {
    int first, end;
};

/* Centred under its tick, moved in at the ends. */
static struct extent extent_of(struct extent room, const char *text, int cell)
{
    int width = utf8_columns(text);
    int first = cell - width / 2;
    first = first + width > room.end ? room.end - width : first;
    first = first < room.first ? room.first : first;
    return (struct extent){first, first + width};
}

static bool is_shown(const struct placed *at, int i, int every)
{
    return at->cell[i] >= 0 && every > 0 && (i - at->zero) % every == 0;
}

/* Do no two labels touch, and is none cut, when only every `every`-th one is written? `room` is
 * NULL for the y axis, where a label needs a row of its own. */
static bool is_clear(const struct extent *room, const struct placed *at, int every)
{
    struct extent before = {0, 0};
    bool any = false;
    for (int i = 0; i < at->n; i++) {
        if (!is_shown(at, i, every))
            continue;
        struct extent now = {at->cell[i], at->cell[i]};
        if (room)
            now = extent_of(*room, at->text[i], at->cell[i]);
        bool touch = any && (room ? now.first <= before.end : now.first == before.first);
        if (touch || (room && now.end > room->end))
            return false;
        before = now;
        any = true;
    }
    return true;
}

/* Every label, every second, fifth, tenth ...: the first that leaves blanks between. 0: none. */
static int spacing(const struct extent *room, const struct placed *at)
{
    static const int steps[] = {1, 2, 5, 10, TICKS_MAX};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (is_clear(room, at, steps[i]))
            return steps[i];
    return 0;
}

static void place_left(const struct pen *p, const struct axes *a, struct axis_labels *out)
{
    struct placed at;
    place(p, a->space, a->y, pen_cell_y, &at);
    int every = spacing(NULL, &at), end = a->space->box.x - LINE;
    for (int i = 0; i < at.n; i++) {
        int columns = utf8_columns(at.text[i]);
        if (!is_shown(&at, i, every) || end - columns < a->area.x)
            continue;
        struct axis_label *label = &out->y[out->ys++];
        *label = (struct axis_label){end - columns, at.cell[i], columns, i, ""};
        (void)str_copy(label->text, sizeof label->text, at.text[i]);
    }
}

static void place_below(const struct pen *p, const struct axes *a, struct axis_labels *out)
{
    struct placed at;
    struct extent room = {a->area.x, a->area.x + a->area.w};
    if (out->x_factor.columns && out->x_factor.y == a->space->box.y + a->space->box.h + 1)
        room.end = out->x_factor.x - 1;
    place(p, a->space, a->x, pen_cell_x, &at);
    for (int i = 0; i < at.n; i++)
        if (at.cell[i] >= room.end) /* no place under its tick */
            at.cell[i] = -1;
    int every = spacing(&room, &at);
    for (int i = 0; i < at.n; i++) {
        if (!is_shown(&at, i, every))
            continue;
        struct extent e = extent_of(room, at.text[i], at.cell[i]);
        struct axis_label *label = &out->x[out->xs++];
        *label = (struct axis_label){e.first, a->space->box.y + a->space->box.h + 1,
                                     e.end - e.first, i, ""};
        (void)str_copy(label->text, sizeof label->text, at.text[i]);
    }
}

/* What the labels have in common: of x at the right below, of y above them. */
static struct axis_label place_factor(const struct pen *p, const struct axes *a,
                                      const struct ticks *t, int y, bool right)
{
    struct axis_label label = {a->area.x, y, 0, -1, ""};
    if (!t->factor[0])
        return label;
    if (pen_is_unicode(p))
        (void)ticks_signs(t->factor, label.text);
    else
        (void)str_copy(label.text, sizeof label.text, t->factor);
    label.columns = utf8_columns(label.text);
    if (right)
        label.x = a->area.x + a->area.w - label.columns;
    if (label.columns > a->area.w)
        label.columns = 0;
    return label;
}

void axis_place(const struct pen *p, const struct axes *a, struct axis_labels *out)
{
    const struct rect *box = &a->space->box;
    *out = (struct axis_labels){.xs = 0};
    if (box->w <= 0 || box->h <= 0)
        return;
    int below = box->y + box->h + 1;
    below += a->area.y + a->area.h > below + 1; /* there is a row for it */
    out->x_factor = place_factor(p, a, a->x, below, true);
    if (box->y > a->area.y)
        out->y_factor = place_factor(p, a, a->y, a->area.y, false);
    place_left(p, a, out);
    place_below(p, a, out);
}

/* ---- drawing ---- */

static bool has_zero(const struct scale *scale, double v0, double v1)
{
    return scale->kind != SCALE_LOG && ((v0 <= 0 && v1 >= 0) || (v0 >= 0 && v1 <= 0));
}

static void draw_grid(struct pen *p, const struct axes *a)
{
    const struct space *s = a->space;
    struct stroke line = {.role = ROLE_FRAME, .dash = DASH_SPARSE, .letter = '.'};
    for (int i = 0; i < a->y->n; i++)
        if (a->y->value[i] != 0)
            pen_line(p, s, s->x0, a->y->value[i], s->x1, a->y->value[i], &line);
    for (int i = 0; i < a->x->n; i++)
        if (a->x->value[i] != 0)
            pen_line(p, s, a->x->value[i], s->y0, a->x->value[i], s->y1, &line);
}

static void draw_zero_lines(struct pen *p, const struct space *s)
{
    struct stroke zero = {.role = ROLE_ZERO, .dash = DASH_DOT, .letter = '.'};
    if (has_zero(&s->y_scale, s->y0, s->y1))
        pen_line(p, s, s->x0, 0, s->x1, 0, &zero);
    zero.letter = ':';
    if (has_zero(&s->x_scale, s->x0, s->x1))
        pen_line(p, s, 0, s->y0, 0, s->y1, &zero);
}

/* The label of a tick, NULL when it has none. */
static const struct axis_label *label_of(const struct axis_label *labels, int n, int tick)
{
    for (int i = 0; i < n; i++)
        if (labels[i].tick == tick)
            return &labels[i];
    return NULL;
}

static void draw_left(struct pen *p, const struct axes *a, const struct axis_labels *labels)
{
    const struct space *s = a->space;
    pen_vline(p, s->box.x - 1, s->box.y, s->box.h, ROLE_AXIS);
    for (int i = 0; i < a->y->marks; i++)
        pen_tick_left(p, s, a->y->mark[i], ROLE_AXIS, NULL);
    for (int i = 0; i < a->y->n; i++) {
        const struct axis_label *label = label_of(labels->y, labels->ys, i);
        pen_tick_left(p, s, a->y->value[i], ROLE_AXIS, label ? label->text : NULL);
    }
}

static void draw_below(struct pen *p, const struct axes *a, const struct axis_labels *labels)
{
    const struct space *s = a->space;
    int y = s->box.y + s->box.h;
    pen_hline(p, s->box.x, y, s->box.w, ROLE_AXIS);
    (void)pen_text(p, s->box.x - 1, y, 1, ROLE_AXIS, 0, "└");
    for (int i = 0; i < a->x->marks; i++)
        pen_tick_below(p, s, a->x->mark[i], 0, ROLE_AXIS, NULL);
    for (int i = 0; i < a->x->n; i++) {
        const struct axis_label *label = label_of(labels->x, labels->xs, i);
        pen_tick_below(p, s, a->x->value[i], label ? label->x : 0, ROLE_AXIS,
                       label ? label->text : NULL);
    }
}

void axis_draw(struct pen *p, const struct axes *a)
{
    struct axis_labels labels;
    if (a->space->box.w <= 0 || a->space->box.h <= 0)
        return;
    axis_place(p, a, &labels);
    if (a->grid)
        draw_grid(p, a);
    draw_zero_lines(p, a->space);
    draw_left(p, a, &labels);
    draw_below(p, a, &labels);
    const struct axis_label *factors[] = {&labels.x_factor, &labels.y_factor};
    for (int i = 0; i < 2; i++)
        (void)pen_text(p, factors[i]->x, factors[i]->y, factors[i]->columns, ROLE_AXIS, 0,
                       factors[i]->text);
}

/* Text where nothing is yet, with a blank on either side. */
static bool title(struct pen *p, int x, int y, const char *text)
{
    int columns = utf8_columns(text);
    if (!pen_is_free(p, (struct rect){x - 1, y, columns + 2, 1}))
        return false;
    (void)pen_text(p, x, y, columns, ROLE_AXIS, 0, text);
    return true;
}

void axis_titles(struct pen *p, const struct axes *a, const char *x, const char *y)
{
    const struct rect *box = &a->space->box;
    int right = box->x + box->w, end = a->area.x + a->area.w, columns = utf8_columns(x);
    if (box->w <= 0 || box->h <= 0)
        return;
    if (right + 1 + columns <= end) /* in the row of labels it would look like a digit */
        (void)pen_text(p, right + 1, box->y + box->h, columns, ROLE_AXIS, 0, x);
    bool head = box->y > a->area.y;
    struct axis_label factor = place_factor(p, a, a->y, a->area.y, false);
    int beside = factor.x + factor.columns + 2;
    (void)title(p, head && beside > box->x + 1 ? beside : box->x + 1, head ? a->area.y : box->y, y);
}
