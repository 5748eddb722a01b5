#include "view/flow_columns.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "num/decimal.h"
#include "num/elem.h"
#include "view/flow_words.h"

static void draw_column(const struct flow_stack *v, struct pen *p, const struct rect *box, int slot)
{
    struct flow_bar b = flow_bar_of(v, slot);
    int pitch = v->l->pitch, bottom = box->y + box->h - 1;
    const struct rect r = {box->x + slot * pitch, box->y, pitch > 2 ? pitch - 1 : 1, box->h};
    if (b.phase == FLOW_AHEAD && !b.within) {
        (void)pen_text(p, r.x, bottom, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    for (int k = 0; k < r.w; k++)
        pen_column(p, r.x + k, bottom, r.h, flow_bar_fraction(v, b.log10_v), flow_bar_role(v, &b),
                   0);
    flow_bar_marks(v, &b, p, r, false);
}

/* The ledger of the layers that the gradient has come to, under the bars. */
static void draw_ledger(const struct flow_stack *v, struct pen *p, const struct rect *box)
{
    int pitch = v->l->pitch, thick = pitch > 2 ? pitch - 1 : 1;
    for (int slot = 0; slot < v->l->bars; slot++) {
        struct flow_bar b = flow_bar_of(v, slot);
        for (int k = 0; k < thick && b.phase == FLOW_BACK; k++)
            flow_ledger_column(p, box->x + slot * pitch + k, box->y, box->h, b.share, &v->scale);
    }
    if (v->scale.gain > 0)
        (void)pen_textf(p, v->box.x, box->y, v->l->label, ROLE_AXIS, 0, "%+.2g", v->scale.gain);
    if (v->scale.loss > 0)
        (void)pen_textf(p, v->box.x, box->y + box->h - 1, v->l->label, ROLE_AXIS, 0, "%+.2g",
                        -v->scale.loss);
}

/* The bar of a layer, or of the next one that is shown on the way there. */
static int slot_of(const struct flow_stack *v, int layer, bool back)
{
    int each = v->l->each;
    int slot = back || layer == v->layers ? (layer + each - 2) / each : (layer - 1) / each;
    return slot + v->l->arrives;
}

/* The number at the front of the animation; at its end what has arrived. Returns its layer; 0: the
 * input. */
static int moving_number(const struct flow_stack *v, double *log10_v)
{
    bool back = !flow_bars_forward(v->flow);
    int layer = back ? 2 * v->layers - v->done + 1 : v->done;
    if (v->done >= 2 * v->layers && v->l->arrives) {
        *log10_v = v->r->total_log10;
        return 0;
    }
    if (v->steps && !v->step.whole) {
        *log10_v = flow_step_log10(&v->step, v->step.shown);
        return v->step.layer;
    }
    layer = layer < 1 ? 1 : layer;
    const struct stack_layer *at = &v->r->layer[layer - 1];
    *log10_v = back ? flow_words_log10(v->flow, at) : elem_log10(at->a_rms);
    return layer;
}

/* What the bar of a layer shows, with its number: "δ12 2.25e-05", "∂L/∂W12 ..", "a3 0.52", "in ..",
 * and while it is multiplied what it is so far: "Wᵀδ13 ..". */
static void name_number(const struct flow_stack *v, const struct pen *p, int layer, double log10_v,
                        char *out, size_t size)
{
    char number[FMT_SIZE], quantity[FLOW_QUANTITY];
    struct str step;
    str_init(&step);
    decimal_even(number, log10_v, FLOW_BAR_DIGITS);
    if (v->steps && !v->step.whole && layer == v->step.layer)
        flow_step_name(&v->step, p, &step);
    if (step.len > 0)
        (void)snprintf(out, size, "%.40s %s", step.data, number);
    else if (layer > 0)
        (void)snprintf(out, size, "%s%d %s", flow_bars_quantity(v->flow, p, quantity), layer,
                       number);
    else
        (void)snprintf(out, size, "in %s", number);
    str_done(&step);
}

/* That number above its bar, moving with it. When nothing moves that of the last layer stands at
 * the right, if there is room. */
static void draw_moving(const struct flow_stack *v, struct pen *p, const struct rect *box)
{
    if (v->done == 0 || !v->r)
        return;
    bool back = !flow_bars_forward(v->flow), moving = v->done < 2 * v->layers;
    char number[64], text[80];
    double log10_v;
    int layer = moving_number(v, &log10_v), y = box->y - 1, end = v->box.x + v->box.w;
    int x = box->x + (layer > 0 ? slot_of(v, layer, back) : 0) * v->l->pitch;
    name_number(v, p, layer, log10_v, number, sizeof number);
    const char *left = moving && back ? pen_symbol(p, "left") : "";
    (void)snprintf(text, sizeof text, "%s%s%s", left, number,
                   moving && !back ? pen_symbol(p, "right") : "");
    int columns = utf8_columns(text);
    x -= back ? 0 : columns - 1;
    x = x + columns > end ? end - columns : x;
    x = x < v->box.x ? v->box.x : x;
    (void)pen_text(p, x, y, columns, moving ? ROLE_ACCENT : ROLE_TEXT, ATTR_BOLD, text);
    if (moving)
        return;
    log10_v = flow_words_log10(v->flow, &v->r->layer[v->layers - 1]);
    name_number(v, p, v->layers, log10_v, text, sizeof text);
    /* Its last digit above the last bar, or as far to the right as both need. */
    int right = box->x + v->l->bars * v->l->pitch - (v->l->pitch > 2);
    int least = x + columns + 2 + utf8_columns(text);
    right = right < least ? least : right;
    if (right <= end)
        (void)pen_text_right(p, right, y, ROLE_TEXT, 0, text);
}

/* Moves the ends of the axis to where its ticks lie well. */
static void draw_log_axis(struct flow_stack *v, struct pen *p, const struct rect *box)
{
    enum { LOW = 6 };
    struct ticks ticks;
    ticks_log10(&ticks, &v->axis.lo, &v->axis.hi, box->h, box->h < LOW ? 1 : 2);
    const struct space s = flow_bar_space(&v->axis, p, *box, false);
    pen_vline(p, box->x - 1, box->y, box->h, ROLE_AXIS);
    for (int i = 0; i < ticks.n; i++)
        pen_tick_left(p, &s, ticks.value[i], ROLE_AXIS, ticks.label[i]);
}

/* Under the bars: the first and the last layer, and in brackets the one that the animation is at,
 * before which they give way. */
static void draw_feet(const struct flow_stack *v, struct pen *p, const struct rect *box, int y)
{
    int slots = v->l->bars, pitch = v->l->pitch, end = box->x + slots * pitch;
    int x = box->x + v->l->arrives * pitch, from = end, to = end;
    char label[24];
    double ignored;
    if (v->r && v->done > 0 && v->done < 2 * v->layers) {
        int layer = moving_number(v, &ignored);
        (void)snprintf(label, sizeof label, "[%d]", layer);
        from = box->x + slot_of(v, layer, !flow_bars_forward(v->flow)) * pitch - 1;
        from = from + utf8_columns(label) > v->box.x + v->box.w
                   ? v->box.x + v->box.w - utf8_columns(label)
                   : from;
        to = from + utf8_columns(label);
        (void)pen_text(p, from, y, -1, ROLE_ACCENT, ATTR_BOLD, label);
    }
    if (v->l->arrives && from > box->x + 2)
        (void)pen_text(p, box->x, y, 2, ROLE_AXIS, 0, "in");
    if ((!v->l->arrives || pitch > 2) && from > x + 1)
        (void)pen_text(p, x, y, 1, ROLE_AXIS, 0, "1");
    (void)snprintf(label, sizeof label, slots * pitch > 16 ? "layer %d" : "%d", v->layers);
    int right = end - (pitch > 2), left = right - utf8_columns(label);
    if (slots > 3 && (from >= end || left > to))
        (void)pen_text(p, left, y, -1, ROLE_AXIS, 0, label);
}

static int rows_of(const struct flow_stack *v)
{
    return v->box.h - LAYOUT_STACK_HEAD - LAYOUT_STACK_FOOT;
}

static int ledger_rows(const struct flow_stack *v)
{
    enum { LEAST = 4 };
    int rows = rows_of(v) * 2 / 5;
    return v->ledger && rows >= LEAST ? rows : 0;
}

bool flow_columns_has_ledger(const struct flow_stack *v)
{
    return ledger_rows(v) > 0;
}

void flow_columns_draw(struct flow_stack *v, struct pen *p)
{
    int left = v->l->label, below = ledger_rows(v);
    struct rect box = {v->box.x + left, v->box.y + LAYOUT_STACK_HEAD, v->box.w - left - 1,
                       rows_of(v) - below};
    const struct rect ledger = {box.x, box.y + box.h + LAYOUT_STACK_FOOT, box.w, below};
    if (below > 0)
        draw_ledger(v, p, &ledger);
    draw_log_axis(v, p, &box);
    for (int slot = 0; slot < v->l->bars; slot++)
        draw_column(v, p, &box, slot);
    draw_moving(v, p, &box);
    draw_feet(v, p, &box, box.y + box.h);
}
