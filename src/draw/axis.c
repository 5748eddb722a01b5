#include "draw/axis.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* ---- round ticks ---- */

/* A step of mantissa/10 x 10^exponent. */
struct step {
    int mantissa; /* 10, 20, 25 or 50 */
    int exponent;
};

enum { WIDE_LABEL = 7 }; /* columns beyond which a label with an exponent is the better one */

static double step_size(struct step s)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%de%d", s.mantissa, s.exponent - 1);
    return strtod(text, NULL);
}

/* The multiples of a step in [lo, hi]. A bound that misses one by rounding has it. */
struct multiples {
    double first;
    int n; /* 0: none, or too many */
};

static struct multiples multiples_of(struct step step, double lo, double hi)
{
    double size = step_size(step);
    double first = ceil(lo / size - 1e-9), last = floor(hi / size + 1e-9);
    if (!(fabs(first) < 1e15 && fabs(last) < 1e15 && last >= first && last - first < TICKS_MAX))
        return (struct multiples){0, 0};
    return (struct multiples){first, (int)(last - first) + 1};
}

/* How much worse than ideal: too few or too many, an odd step, room at the ends without a tick. */
static double badness(struct step step, struct multiples m, double lo, double hi, int want)
{
    double size = step_size(step);
    double count = log2((double)m.n / want);
    double bare = ((m.first * size - lo) + (hi - (m.first + m.n - 1) * size)) / (hi - lo);
    double odd = step.mantissa == 25 ? 0.3 : step.mantissa == 10 ? 0 : 0.05;
    return count * count + odd + 0.5 * bare + (m.n < 2 ? 4 : 0);
}

/* Writes all labels the same way; false when one does not fit or two are the same. Values are read
 * back from exact decimals, so a label says precisely where its tick is. */
static bool label_all(struct ticks *t, struct step step, struct multiples m, bool exponent)
{
    bool half = step.mantissa == 25; /* 2.5 has a digit more */
    int decimals = -step.exponent + half > 0 ? -step.exponent + half : 0;
    double largest = fmax(fabs(m.first), fabs(m.first + m.n - 1)) * step_size(step);
    if (exponent && !(largest >= DBL_MIN))
        return false;
    if (exponent)
        decimals = (int)floor(log10(largest)) - step.exponent + half;
    if (decimals < 0 || decimals > 17)
        return false;
    t->n = 0;
    for (int i = 0; i < m.n; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "%lde%d", (long)(m.first + i) * step.mantissa,
                       step.exponent - 1);
        double value = strtod(text, NULL);
        bool zero = value == 0;
        if (zero)
            memcpy(text, "0", 2);
        else
            (void)snprintf(text, sizeof text, exponent ? "%.*e" : "%.*f", decimals, value);
        if (!str_copy(t->label[i], TICK_LABEL, text) || (i > 0 && str_is(t->label[i - 1], text)))
            return false;
        t->value[t->n++] = zero ? 0 : value;
    }
    return true;
}

/* The shorter of both ways to write; plain decimals while they are not wide. */
static bool label_best(struct ticks *t, struct step step, struct multiples m)
{
    struct ticks other;
    bool plain = label_all(t, step, m, false);
    if (plain && ticks_width(t) <= WIDE_LABEL)
        return true;
    if (!label_all(&other, step, m, true))
        return plain;
    if (!plain || ticks_width(&other) < ticks_width(t))
        *t = other;
    return true;
}

static int clamp_want(int want)
{
    return want < 2 ? 2 : want > TICKS_MAX ? TICKS_MAX : want;
}

void ticks_linear(struct ticks *t, double lo, double hi, int want)
{
    static const int mantissas[] = {10, 20, 25, 50};
    t->n = 0;
    if (!isfinite(lo) || !isfinite(hi) || !(lo < hi) || !isfinite(hi - lo))
        return;
    want = clamp_want(want);
    if ((hi - lo) / want < DBL_MIN) /* subnormal: no round steps are left */
        return;
    double best = DBL_MAX;
    int exponent = (int)floor(log10((hi - lo) / want));
    for (int i = 0; i < 3 * 4; i++) {
        struct step step = {mantissas[i % 4], exponent - 1 + i / 4};
        struct multiples m = multiples_of(step, lo, hi);
        struct ticks labelled;
        if (m.n == 0)
            continue;
        double bad = badness(step, m, lo, hi, want);
        if (bad < best && label_best(&labelled, step, m)) {
            best = bad;
            *t = labelled;
        }
    }
}

/* ---- log ticks ---- */

/* mantissa x 10^decade, as text: decades may lie far outside of double's range. */
static void label_log(char label[TICK_LABEL], int mantissa, int decade)
{
    char text[32];
    if (decade >= 0 && decade <= 5)
        (void)snprintf(text, sizeof text, "%d%.*s", mantissa, decade, "00000");
    else if (decade < 0 && decade >= -4)
        (void)snprintf(text, sizeof text, "0.%.*s%d", -decade - 1, "0000", mantissa);
    else
        (void)snprintf(text, sizeof text, "%de%+03d", mantissa, decade);
    (void)str_copy(label, TICK_LABEL, text);
}

static void add_log(struct ticks *t, int mantissa, int decade, double lo, double hi)
{
    double value = decade + log10(mantissa);
    if (t->n == TICKS_MAX || value < lo - 1e-9 || value > hi + 1e-9)
        return;
    t->value[t->n] = value;
    label_log(t->label[t->n++], mantissa, decade);
}

void ticks_log10(struct ticks *t, double lo, double hi, int want)
{
    t->n = 0;
    if (!(lo < hi) || fabs(lo) > 1e5 || fabs(hi) > 1e5)
        return;
    want = clamp_want(want);
    int first = (int)floor(lo), last = (int)ceil(hi), step = 1;
    for (int i = 0; (int)floor(hi / step) - (int)ceil(lo / step) + 1 > want; i++)
        step = step / (i % 3 == 1 ? 2 : 1) * (i % 3 == 1 ? 5 : 2); /* 1 2 5 10 20 50 ... */
    bool inner = floor(hi) - ceil(lo) < 1; /* not even two decades: 2 and 5 as well */
    for (int decade = first; decade <= last; decade++) {
        if (decade % step == 0)
            add_log(t, 1, decade, lo, hi);
        if (inner) {
            add_log(t, 2, decade, lo, hi);
            add_log(t, 5, decade, lo, hi);
        }
    }
}

int ticks_width(const struct ticks *t)
{
    int width = 0;
    for (int i = 0; i < t->n; i++) {
        int columns = (int)strlen(t->label[i]);
        width = columns > width ? columns : width;
    }
    return width;
}

/* ---- the frame of a plot ---- */

/* Below the data: the line with the ticks, the row of labels. Left of it: labels, the line. */
enum { ROWS_BELOW = 2, LINE = 1 };

struct space axis_space(struct rect r, double x0, double x1, double y0, double y1,
                        const struct ticks *y)
{
    struct space s = {.box = r, .x0 = x0, .x1 = x1, .y0 = y0, .y1 = y1};
    int margin = ticks_width(y) + LINE;
    if (margin > r.w - 1)
        margin = r.w > 0 ? r.w - 1 : 0;
    int below = ROWS_BELOW > r.h - 1 ? (r.h > 0 ? r.h - 1 : 0) : ROWS_BELOW;
    s.box.x += margin;
    s.box.w -= margin;
    s.box.h -= below;
    return s;
}

/* Ticks of one axis as cells: where each is, -1 when it is not to be seen. */
struct placed {
    int n;
    int cell[TICKS_MAX];
    int zero; /* index of the tick that labels are counted from */
};

static int find_zero(const struct ticks *t)
{
    for (int i = 0; i < t->n; i++)
        if (str_is(t->label[i], "0"))
            return i;
    return -1;
}

typedef bool to_cell(const struct pen *p, const struct space *s, double v, int *cell);

static struct placed place(const struct pen *p, const struct space *s, const struct ticks *t,
                           to_cell *cell_of)
{
    struct placed at = {.n = t->n, .zero = find_zero(t)};
    for (int i = 0; i < t->n; i++)
        if (!cell_of(p, s, t->value[i], &at.cell[i]))
            at.cell[i] = -1;
    if (at.zero < 0)
        at.zero = 0;
    return at;
}

/* Columns that a label takes; on the y axis, the row. */
struct extent {
    int first, end;
};

/* Room of the labels below: from under the labels at the left to the right end of the data. */
static struct extent room_below(const struct space *s, const struct ticks *y)
{
    return (struct extent){s->box.x - LINE - ticks_width(y), s->box.x + s->box.w};
}

/* Centred under its tick, moved in at the ends. */
static struct extent extent_of(struct extent room, const char *label, int cell)
{
    int width = (int)strlen(label);
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
static bool is_clear(const struct extent *room, const struct ticks *t, const struct placed *at,
                     int every)
{
    struct extent before = {0, 0};
    bool any = false;
    for (int i = 0; i < t->n; i++) {
        if (!is_shown(at, i, every))
            continue;
        struct extent now = {at->cell[i], at->cell[i]};
        if (room)
            now = extent_of(*room, t->label[i], at->cell[i]);
        bool touch = any && (room ? now.first <= before.end : now.first == before.first);
        if (touch || (room && now.end > room->end))
            return false;
        before = now;
        any = true;
    }
    return true;
}

/* Every label, every second, fifth, tenth ...: the first that leaves blanks between. 0: none. */
static int spacing(const struct extent *room, const struct ticks *t, const struct placed *at)
{
    static const int steps[] = {1, 2, 5, 10, TICKS_MAX};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (is_clear(room, t, at, steps[i]))
            return steps[i];
    return 0;
}

static void draw_left(struct pen *p, const struct space *s, const struct ticks *t)
{
    struct placed at = place(p, s, t, pen_cell_y);
    int every = spacing(NULL, t, &at), x = s->box.x - 1;
    pen_vline(p, x, s->box.y, s->box.h, ROLE_AXIS);
    for (int i = 0; i < t->n; i++) {
        if (at.cell[i] < 0)
            continue;
        (void)pen_text(p, x, at.cell[i], 1, ROLE_AXIS, 0, "┤");
        if (is_shown(&at, i, every))
            (void)pen_text_right(p, x, at.cell[i], ROLE_AXIS, 0, t->label[i]);
    }
}

static void draw_below(struct pen *p, const struct space *s, const struct ticks *t,
                       struct extent room)
{
    struct placed at = place(p, s, t, pen_cell_x);
    int every = spacing(&room, t, &at), y = s->box.y + s->box.h;
    pen_hline(p, s->box.x, y, s->box.w, ROLE_AXIS);
    (void)pen_text(p, s->box.x - 1, y, 1, ROLE_AXIS, 0, "└");
    for (int i = 0; i < t->n; i++) {
        if (at.cell[i] < 0)
            continue;
        (void)pen_text(p, at.cell[i], y, 1, ROLE_AXIS, 0, "┬");
        if (is_shown(&at, i, every))
            (void)pen_text(p, extent_of(room, t->label[i], at.cell[i]).first, y + 1, -1, ROLE_AXIS,
                           0, t->label[i]);
    }
}

void axis_draw(struct pen *p, const struct space *s, const struct ticks *x, const struct ticks *y)
{
    if (s->box.w <= 0 || s->box.h <= 0)
        return;
    struct stroke zero = {.role = ROLE_ZERO, .dash = DASH_DOT, .letter = '.'};
    if (find_zero(y) >= 0)
        pen_line(p, s, s->x0, 0, s->x1, 0, &zero);
    zero.letter = ':';
    if (find_zero(x) >= 0)
        pen_line(p, s, 0, s->y0, 0, s->y1, &zero);
    draw_left(p, s, y);
    draw_below(p, s, x, room_below(s, y));
}
