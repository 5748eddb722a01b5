#include "view/plot_places.h"

#include <math.h>

#include "base/mem.h"
#include "view/plot_curve.h"

/* What happens to most functions happens near 0. Where columns are too wide to see it, there are
 * places at 0 and at +-2^k, from this on. */
static const double ladder_first = 0.125;
enum { LADDER = 24, MARKS = ACT_KINKS + 2 * LADDER + 1 };

double plot_places_spread(int i)
{
    static const double golden = 0.6180339887498949;
    return fmod(i * golden, 1);
}

/* ---- places that no column knows of ---- */

struct marks {
    double x[MARKS]; /* ascending */
    int n;
};

static void insert(struct marks *m, double x)
{
    int at = m->n;
    while (at > 0 && m->x[at - 1] > x)
        at--;
    if (at > 0 && m->x[at - 1] == x)
        return;
    for (int i = m->n++; i > at; i--)
        m->x[i] = m->x[i - 1];
    m->x[at] = x;
}

static void insert_inside(struct marks *m, double x, const double range[2])
{
    if (x > range[0] && x < range[1])
        insert(m, x);
}

static struct marks marks_of(const struct act_use *use, const struct scale *axis,
                             const double range[2], int columns)
{
    struct marks m = {.n = 0};
    for (int i = 0; i < use->kinks; i++)
        if (use->kink[i] >= range[0] && use->kink[i] <= range[1])
            insert(&m, use->kink[i]);
    double width = columns > 1 ? range[1] / (columns - 1) - range[0] / (columns - 1) : 0;
    double size = ladder_first;
    if (axis->kind != SCALE_LINEAR || width < size)
        return m;
    insert_inside(&m, 0, range);
    for (int i = 0; i < LADDER && size < width; i++, size *= 2) {
        insert_inside(&m, size, range);
        insert_inside(&m, -size, range);
    }
    return m;
}

/* ---- all of them ---- */

struct builder {
    struct plot_places *out;
    const struct act_use *use;
    int order;
    const struct scale *axis;
};

static void put(struct builder *b, double x, double y, enum plot_place_kind kind)
{
    b->out->place[b->out->n++] = (struct plot_place){x, y, kind};
}

/* Not the middle, and not always the same part: a wave whose length fits the columns would not be
 * met anywhere. */
static void put_between(struct builder *b, double x1)
{
    if (b->out->n == 0)
        return;
    double x0 = b->out->place[b->out->n - 1].x;
    double part = 0.35 + 0.3 * plot_places_spread(b->out->n);
    double x = b->axis->kind == SCALE_LINEAR ? x0 + (x1 - x0) * part
                                             : scale_between(b->axis, x0, x1, part);
    if (x > x0 && x < x1)
        put(b, x, plot_curve_at(b->use, b->order, x), PLOT_PLACE_BETWEEN);
}

static void put_place(struct builder *b, double x)
{
    struct plot_jump j;
    bool kink = act_is_kink(b->use, x);
    put_between(b, x);
    if (kink && plot_curve_jump(b->use, b->order, x, &j)) {
        put(b, x, j.left, PLOT_PLACE_KINK);
        put(b, x, (double)NAN, PLOT_PLACE_KINK);
        put(b, x, j.right, PLOT_PLACE_KINK);
        return;
    }
    put(b, x, plot_curve_at(b->use, b->order, x), kink ? PLOT_PLACE_KINK : PLOT_PLACE_COLUMN);
}

void plot_places_init(struct plot_places *p, const struct act_use *use, int order,
                      const struct scale *axis, double x0, double x1, int columns)
{
    const struct marks m = marks_of(use, axis, (const double[2]){x0, x1}, columns);
    size_t most = 2 * ((size_t)columns + (size_t)m.n) + 2 * ACT_KINKS;
    *p = (struct plot_places){.place = mem_new(most, sizeof *p->place)};
    struct builder b = {p, use, order, axis};
    int next = 0;
    for (int i = 0; i < columns; i++) {
        double x = scale_between(axis, x0, x1, columns > 1 ? (double)i / (columns - 1) : 0);
        while (next < m.n && m.x[next] < x)
            put_place(&b, m.x[next++]);
        next += next < m.n && m.x[next] == x;
        put_place(&b, x);
    }
}

void plot_places_done(struct plot_places *p)
{
    mem_free(p->place);
}
