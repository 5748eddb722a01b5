#include "view/flow_columns.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "draw/axis.h"
#include "num/decimal.h"
#include "num/elem.h"
#include "view/flow_words.h"

static void draw_column(const struct flow_stack *v, struct pen *p, const struct rect *box, int slot)
{
    struct flow_bar b = flow_bar_of(v, slot);
    int pitch = v->l->pitch, x = box->x + slot * pitch, bottom = box->y + box->h - 1;
    int thick = pitch > 2 ? pitch - 1 : 1;
    if (b.phase == FLOW_AHEAD) {
        (void)pen_text(p, x, bottom, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    int up = isfinite(b.theory) ? (int)(flow_bar_fraction(v, b.theory) * box->h) : -1;
    up = up < box->h ? up : box->h - 1;
    /* In the cell in which the bar ends both are the same to the eye, and the bar's eighths tell
     * more. */
    if (isfinite(b.log10_v) && up == (int)(flow_bar_fraction(v, b.log10_v) * box->h))
        up = -1;
    for (int k = 0; k < thick; k++) {
        pen_column(p, x + k, bottom, box->h, flow_bar_fraction(v, b.log10_v), flow_bar_role(v, &b),
                   0);
        if (v->theory && b.phase == FLOW_BACK && up >= 0)
            (void)pen_text(p, x + k, bottom - up, 1, ROLE_TEXT, 0, "-");
    }
}

/* The number at the front of the animation; at its end what has arrived. Returns its bar. */
static int moving_number(const struct flow_stack *v, double *log10_v)
{
    bool back = v->done > v->layers;
    int layer = back ? 2 * v->layers - v->done + 1 : v->done, each = v->l->each;
    if (v->done >= 2 * v->layers && v->l->arrives) {
        *log10_v = v->r->total_log10;
        return 0;
    }
    layer = layer < 1 ? 1 : layer;
    const struct stack_layer *at = &v->r->layer[layer - 1];
    *log10_v = back ? flow_words_log10(v->flow, at) : elem_log10(at->a_rms);
    int slot = back || layer == v->layers ? (layer + each - 2) / each : (layer - 1) / each;
    return slot + v->l->arrives;
}

/* That number above its bar, moving with it. */
static void draw_moving(const struct flow_stack *v, struct pen *p, const struct rect *box)
{
    if (v->done == 0 || !v->r)
        return;
    bool back = v->done > v->layers, moving = v->done < 2 * v->layers;
    char number[FMT_SIZE], text[64];
    double log10_v;
    int x = box->x + moving_number(v, &log10_v) * v->l->pitch;
    decimal_of_log10(number, log10_v, FLOW_BAR_DIGITS);
    if (back)
        (void)snprintf(text, sizeof text, "%s%s", pen_symbol(p, "left"), number);
    else
        (void)snprintf(text, sizeof text, "%s%s", number, pen_symbol(p, "right"));
    int columns = utf8_columns(text);
    x -= back ? 0 : columns - 1;
    if (x + columns > box->x + box->w)
        x = box->x + box->w - columns;
    if (x < box->x)
        x = box->x;
    (void)pen_text(p, x, box->y - 1, columns, moving ? ROLE_ACCENT : ROLE_TEXT, ATTR_BOLD, text);
}

static void draw_log_axis(const struct flow_stack *v, struct pen *p, const struct rect *box)
{
    struct ticks ticks;
    struct space s = {.box = *box, .x0 = 0, .x1 = 1, .y0 = v->axis.lo, .y1 = v->axis.hi};
    ticks_log10(&ticks, v->axis.lo, v->axis.hi, box->h / 2);
    pen_vline(p, box->x - 1, box->y, box->h, ROLE_AXIS);
    for (int i = 0; i < ticks.n; i++) {
        int row;
        if (!pen_cell_y(p, &s, ticks.value[i], &row))
            continue;
        (void)pen_text(p, box->x - 1, row, 1, ROLE_AXIS, 0, pen_is_unicode(p) ? "┤" : "+");
        (void)pen_text_right(p, box->x - 1, row, ROLE_AXIS, 0, ticks.label[i]);
    }
}

void flow_columns_draw(const struct flow_stack *v, struct pen *p)
{
    int left = v->l->label;
    struct rect box = {v->box.x + left, v->box.y + LAYOUT_STACK_HEAD, v->box.w - left - 1,
                       v->box.h - LAYOUT_STACK_HEAD - LAYOUT_STACK_FOOT};
    int slots = v->l->bars, pitch = v->l->pitch, end = box.x + slots * pitch;
    draw_log_axis(v, p, &box);
    for (int slot = 0; slot < slots; slot++)
        draw_column(v, p, &box, slot);
    draw_moving(v, p, &box);
    int y = box.y + box.h;
    char label[24];
    int x = box.x + v->l->arrives * pitch;
    if (v->l->arrives)
        (void)pen_text(p, box.x, y, 2, ROLE_AXIS, 0, "in");
    if (!v->l->arrives || pitch > 2)
        (void)pen_text(p, x, y, 1, ROLE_AXIS, 0, "1");
    (void)snprintf(label, sizeof label, slots * pitch > 16 ? "layer %d" : "%d", v->layers);
    if (slots > 3)
        (void)pen_text_right(p, end - (pitch > 2), y, ROLE_AXIS, 0, label);
}
