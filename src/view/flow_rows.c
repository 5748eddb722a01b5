#include "view/flow_rows.h"

#include <math.h>
#include <stdio.h>

#include "num/decimal.h"

enum { VALUE = 9, SHARE = 6 };

bool flow_rows_has_ledger(const struct layout *l, int w)
{
    return w >= l->label + 1 + VALUE + 2 * SHARE + 3;
}

struct flow_rows flow_rows_columns(const struct flow_stack *v)
{
    struct flow_rows c;
    c.bar = v->box.x + v->l->label + 1;
    int end = v->box.x + v->box.w;
    c.weight_end = end;
    c.slope_end = end - SHARE;
    c.value_end = v->ledger ? end - 2 * SHARE : end;
    bool long_exponents = fmax(-v->axis.lo, v->axis.hi) >= 1000;
    c.bar_w = c.value_end - VALUE - 2 * long_exponents - c.bar;
    return c;
}

static void draw_shares(const struct flow_rows *c, struct pen *p, const struct flow_bar *b, int y)
{
    char text[32];
    if (!isnan(b->slope)) {
        (void)snprintf(text, sizeof text, "%+.2f", b->slope);
        (void)pen_text_right(p, c->slope_end, y, ROLE_DIM, 0, text);
    }
    (void)snprintf(text, sizeof text, "%+.2f", b->weight);
    (void)pen_text_right(p, c->weight_end, y, ROLE_DIM, 0, text);
}

static void draw_row(const struct flow_stack *v, struct pen *p, int slot, int y)
{
    struct flow_bar b = flow_bar_of(v, slot);
    struct flow_rows c = flow_rows_columns(v);
    char number[FMT_SIZE], label[16];
    unsigned attr = b.front ? ATTR_BOLD : 0;
    enum role role = b.front ? ROLE_ACCENT : ROLE_TEXT;
    if (b.layer > 0)
        (void)snprintf(label, sizeof label, "%d", b.layer);
    else
        (void)snprintf(label, sizeof label, "in");
    (void)pen_text_right(p, c.bar - 1, y, b.front ? ROLE_ACCENT : ROLE_AXIS, attr, label);
    if (b.phase == FLOW_AHEAD) {
        (void)pen_text(p, c.bar, y, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    double fraction = flow_bar_fraction(v, b.log10_v);
    int thick = v->l->pitch > 2 ? v->l->pitch - 1 : v->l->pitch;
    for (int k = 0; k < thick; k++) {
        pen_bar(p, c.bar, y + k, c.bar_w, fraction, flow_bar_role(v, &b), 0);
        if (v->theory && b.phase == FLOW_BACK && isfinite(b.theory)) {
            int mark = (int)lrint(flow_bar_fraction(v, b.theory) * c.bar_w);
            mark = mark < c.bar_w ? mark : c.bar_w - 1;
            (void)pen_text(p, c.bar + mark, y + k, 1, ROLE_TEXT, 0, "|");
        }
    }
    if (b.front) /* the number moves: up on its way forward, down on its way back */
        (void)pen_text(p, v->box.x, y, 1, ROLE_ACCENT, ATTR_BOLD,
                       pen_symbol(p, b.phase == FLOW_FORWARD ? "up" : "down"));
    (void)pen_text_right(p, c.value_end, y, role, attr,
                         decimal_of_log10(number, b.log10_v, FLOW_BAR_DIGITS));
    if (v->ledger && b.phase == FLOW_BACK)
        draw_shares(&c, p, &b, y);
}

void flow_rows_draw(const struct flow_stack *v, struct pen *p)
{
    int slots = v->l->bars;
    for (int slot = 0; slot < slots; slot++) {
        int y = v->box.y + 1 + (slots - 1 - slot) * v->l->pitch;
        if (y < v->box.y + v->box.h)
            draw_row(v, p, slot, y);
    }
}
