#include "view/flow_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "num/decimal.h"
#include "view/flow_spread.h"

/* Columns of a blank and a value of one digit before its point, "1.23e-45"; rows of an axis. */
enum { VALUE = 9, AXIS = 2 };

/* From the right: the numbers of the ledger, then its bar. */
static void place_ledger(const struct flow_stack *v, struct flow_rows *c, int room)
{
    enum { BAR_LEAST = 9, BOTH_LEAST = 16 };
    int numbers = flow_ledger_count(v->flow) * FLOW_ROWS_SHARE, end = v->box.x + v->box.w;
    if (room - numbers >= BAR_LEAST) {
        int at = end - numbers;
        for (int k = 0; k < FLOW_SHARES; k++)
            if (flow_ledger_has(v->flow, flow_ledger_spoken[k]))
                c->share_end[flow_ledger_spoken[k]] = at += FLOW_ROWS_SHARE;
        room -= numbers;
        end -= numbers;
    }
    c->ledger_w = room >= BOTH_LEAST ? room * 3 / 5 : room - 1;
    c->ledger = end - c->ledger_w;
    c->bar_w = room >= BOTH_LEAST ? room - c->ledger_w - 1 : 0;
    c->value_end = c->ledger - 1;
}

struct flow_rows flow_rows_columns(const struct flow_stack *v)
{
    enum { STRIP_LEAST = 7, STRIP_MOST = 31, BAR_LEAST = 3 };
    struct flow_rows c = {.bar = v->box.x + v->l->label + 1, .value_end = v->box.x + v->box.w};
    bool long_exponents = fmax(-v->axis.lo, v->axis.hi) >= 1000;
    int whole = v->axis.hi > 2 ? 2 : v->axis.hi > 1; /* more digits before the point: 12.3, 123 */
    int value = VALUE + 2 * long_exponents + whole;
    int room = c.value_end - value - c.bar;
    c.bar_w = room;
    if (v->ledger) {
        place_ledger(v, &c, room);
    } else if (flow_bars_forward(v->flow) && room >= STRIP_LEAST + BAR_LEAST + 1) {
        c.strip_w = room * 3 / 5 < STRIP_MOST ? room * 3 / 5 : STRIP_MOST;
        c.strip_w -= c.strip_w % 2 == 0;
        c.strip_w = c.strip_w < STRIP_LEAST ? STRIP_LEAST : c.strip_w;
        c.bar_w = room - c.strip_w - 1;
        c.strip = c.bar + c.bar_w + 1;
    }
    c.point = c.value_end - value + 2 + whole;
    return c;
}

static void draw_ledger(const struct flow_stack *v, const struct flow_rows *c, struct pen *p,
                        const struct flow_bar *b, int y, int thick)
{
    char text[32];
    double share[FLOW_SHARES];
    for (int k = 0; k < FLOW_SHARES; k++) {
        share[k] = b->share[k];
        for (int i = v->step.shown; b->within && i < v->step.n; i++)
            share[k] = (int)v->step.kind[i] == k ? (double)NAN : share[k];
        if (isnan(share[k]) || c->share_end[k] == 0)
            continue;
        (void)snprintf(text, sizeof text, "%+.2f", share[k]);
        (void)pen_text_right(p, c->share_end[k], y, ROLE_DIM, 0, text);
    }
    for (int k = 0; k < thick; k++)
        flow_ledger_row(p, c->ledger, y + k, c->ledger_w, share, &v->scale);
}

/* Values stand below each other by their points; what has none ends where that would be. */
static void draw_value(const struct flow_rows *c, struct pen *p, const struct flow_bar *b, int y)
{
    char number[FMT_SIZE];
    decimal_even(number, b->log10_v, FLOW_BAR_DIGITS);
    int x = c->point - (int)strcspn(number, "."), last = c->value_end - (int)strlen(number);
    (void)pen_text(p, x < last ? x : last, y, -1, b->front ? ROLE_ACCENT : ROLE_TEXT,
                   b->front ? ATTR_BOLD : 0, number);
}

/* The layer's number; in brackets while the animation is there. */
static void draw_label(const struct flow_stack *v, const struct flow_rows *c, struct pen *p,
                       const struct flow_bar *b, int y)
{
    char label[16];
    if (b->layer > 0)
        (void)snprintf(label, sizeof label, "%s%d", b->front ? "[" : "", b->layer);
    else
        (void)snprintf(label, sizeof label, "in");
    (void)pen_text_right(p, c->bar - 1, y, b->front ? ROLE_ACCENT : ROLE_AXIS,
                         b->front ? ATTR_BOLD : 0, label);
    if (!b->front)
        return;
    (void)pen_text(p, c->bar - 1, y, 1, ROLE_ACCENT, ATTR_BOLD, "]");
    /* the number moves: up on its way forward, down on its way back */
    (void)pen_text(p, v->box.x, y, 1, ROLE_ACCENT, ATTR_BOLD,
                   pen_symbol(p, b->phase == FLOW_FORWARD ? "up" : "down"));
}

/* On the bar of a layer that is being multiplied: what its number is so far. Where bars give way,
 * on the ledger's. */
static void draw_name(const struct flow_stack *v, const struct flow_rows *c, struct pen *p, int y)
{
    struct str name;
    str_init(&name);
    flow_step_name(&v->step, p, &name);
    bool bars = c->bar_w > 0;
    (void)pen_text(p, bars ? c->bar : c->ledger, y, bars ? c->bar_w : c->ledger_w, ROLE_ACCENT,
                   ATTR_BOLD | ATTR_REVERSE, name.data);
    str_done(&name);
}

static void draw_row(const struct flow_stack *v, const struct flow_rows *c, struct pen *p, int slot,
                     int y)
{
    struct flow_bar b = flow_bar_of(v, slot);
    draw_label(v, c, p, &b, y);
    if (b.phase == FLOW_AHEAD && !b.within) {
        (void)pen_text(p, c->bar, y, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    double fraction = flow_bar_fraction(v, b.log10_v);
    int thick = v->l->pitch > 2 ? v->l->pitch - 1 : v->l->pitch;
    const struct rect r = {c->bar, y, c->bar_w, thick};
    for (int k = 0; k < thick && c->bar_w > 0; k++)
        pen_bar(p, r.x, y + k, r.w, fraction, flow_bar_role(v, &b), 0);
    flow_bar_marks(v, &b, p, r, true);
    if (c->strip_w > 0 && v->s && b.layer > 0)
        flow_spread_strip(p, c->strip, y, c->strip_w, v->s, b.layer, flow_bar_role(v, &b));
    draw_value(c, p, &b, y);
    if (c->ledger_w > 0)
        draw_ledger(v, c, p, &b, y, thick);
    if (b.within && (v->step.shown < v->step.n || v->flow->show == FLOW_SHOW_DW))
        draw_name(v, c, p, y);
}

/* The layer that the animation is at, or has come to last. */
static int layer_at(const struct flow_stack *v)
{
    int layer = v->done <= v->layers ? v->done : 2 * v->layers - v->done + 1;
    if (v->steps)
        layer = v->step.layer;
    return layer < 1 ? 1 : layer;
}

/* The axis below bars of w columns, its ends moved to where its ticks lie well; no ticks: there is
 * no room for one. */
static struct flow_axis axis_of(const struct flow_stack *v, int w, struct ticks *ticks)
{
    enum { APART = 8 };
    struct flow_axis axis = v->axis;
    bool room = v->box.h - 1 - v->l->bars * v->l->pitch >= AXIS;
    ticks_log10(ticks, &axis.lo, &axis.hi, room ? w : 0, APART);
    return axis;
}

bool flow_rows_has_axis(const struct flow_stack *v)
{
    struct ticks ticks;
    (void)axis_of(v, flow_rows_columns(v).bar_w, &ticks);
    return ticks.n > 0;
}

static void draw_axis(const struct flow_stack *v, const struct flow_rows *c, struct pen *p,
                      const struct ticks *ticks)
{
    const struct rect r = {c->bar, v->box.y + 1, c->bar_w, v->l->bars * v->l->pitch};
    const struct space s = flow_bar_space(&v->axis, p, r, true);
    pen_hline(p, r.x, r.y + r.h, r.w, ROLE_AXIS);
    for (int i = 0; i < ticks->n; i++) {
        int cell, columns = (int)strlen(ticks->label[i]);
        if (pen_cell_x(p, &s, ticks->value[i], &cell))
            pen_tick_below(p, &s, ticks->value[i], cell - columns / 2, ROLE_AXIS, ticks->label[i]);
    }
}

/* Rows that bars leave free show where the pre-activations of that layer are. */
static void draw_rest(const struct flow_stack *v, struct pen *p, int above)
{
    enum { MOST = 14 };
    int used = 1 + v->l->bars * v->l->pitch + above + 1;
    struct rect r = {v->box.x + 1, v->box.y + used, v->box.w - 2, v->box.h - used};
    r.h = r.h < MOST ? r.h : MOST;
    if (v->s && v->done > 0)
        flow_spread_z(p, r, v->s, layer_at(v), (enum role)(ROLE_SERIES + v->i % ROLE_SERIES_MAX));
}

void flow_rows_draw(struct flow_stack *v, struct pen *p)
{
    int slots = v->l->bars;
    const struct flow_rows c = flow_rows_columns(v);
    struct ticks ticks;
    v->axis = axis_of(v, c.bar_w, &ticks);
    if (ticks.n > 0)
        draw_axis(v, &c, p, &ticks);
    for (int slot = 0; slot < slots; slot++) {
        int y = v->box.y + 1 + (slots - 1 - slot) * v->l->pitch;
        if (y < v->box.y + v->box.h)
            draw_row(v, &c, p, slot, y);
    }
    draw_rest(v, p, ticks.n > 0 ? AXIS : 0);
}
