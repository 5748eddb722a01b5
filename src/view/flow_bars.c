#include "view/flow_bars.h"

#include <math.h>
#include <stdio.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "draw/axis.h"
#include "view/flow_words.h"

enum { DIGITS = 3, VALUE = 9, LEAST_DECADES = 3, LEDGER = 13 };

/* ---- axis ---- */

static void widen(struct flow_axis *axis, double v)
{
    if (!isfinite(v))
        return;
    axis->lo = fmin(axis->lo, v);
    axis->hi = fmax(axis->hi, v);
}

struct flow_axis flow_bars_axis(const struct app *app)
{
    const struct flow_settings *flow = &app_settings(app)->flow;
    struct flow_axis axis = {(double)INFINITY, -(double)INFINITY};
    for (int i = 0; i < flow->acts.n; i++) {
        const struct stack_result *r = app_flow(app, i);
        for (int k = 0; r && k < r->layers; k++) {
            widen(&axis, flow_words_log10(flow, &r->layer[k]));
            if (flow->theory && flow->show == FLOW_SHOW_DELTA)
                widen(&axis, r->layer[k].theory_log10);
        }
    }
    if (axis.lo > axis.hi)
        return (struct flow_axis){-LEAST_DECADES, 0};
    axis.hi = ceil(axis.hi);
    /* Half a decade below the least, so that it still has a bar. */
    axis.lo = fmin(floor(axis.lo - 0.5), axis.hi - LEAST_DECADES);
    return axis;
}

/* ---- what a bar shows ---- */

enum phase { PHASE_AHEAD, PHASE_FORWARD, PHASE_BACK };

struct bar {
    int first, last;  /* layers it stands for */
    enum phase phase; /* what has reached it */
    bool front;       /* the animation is here */
    double log10_v;   /* of the gradient, or of the signal on its way forward */
    double theory;    /* log10, or nan */
    double slope, weight;
};

struct stack_view {
    const struct flow_settings *flow;
    const struct stack_result *r; /* NULL: being computed */
    const struct layout *l;
    struct rect box;
    struct flow_axis axis;
    int i, layers;
    int done; /* whole steps of the playhead */
    bool theory, ledger;
};

static struct bar bar_of(const struct stack_view *v, int slot)
{
    struct bar b = {.first = slot * v->l->each + 1, .theory = (double)NAN};
    b.last = b.first + v->l->each - 1 < v->layers ? b.first + v->l->each - 1 : v->layers;
    if (!v->r)
        return b;
    int back = v->done - v->layers; /* layers the gradient has passed */
    if (back > 0 && b.first >= v->layers - back + 1)
        b.phase = PHASE_BACK;
    else if (back <= 0 && b.last <= v->done)
        b.phase = PHASE_FORWARD;
    int at = back > 0 ? v->layers - back + 1 : v->done;
    b.front = v->done > 0 && v->done < 2 * v->layers && at >= b.first && at <= b.last;
    b.log10_v = (double)INFINITY;
    for (int k = b.first; k <= b.last; k++) { /* the smallest of those that share a bar */
        const struct stack_layer *layer = &v->r->layer[k - 1];
        double value =
            b.phase == PHASE_FORWARD ? log10(layer->a_rms) : flow_words_log10(v->flow, layer);
        if (value < b.log10_v || isnan(value)) {
            b.log10_v = value;
            b.theory = layer->theory_log10;
        }
        b.slope += layer->share_slope;
        b.weight += layer->share_weight;
    }
    return b;
}

static double fraction_of(const struct stack_view *v, double log10_v)
{
    if (isinf(log10_v) && log10_v < 0)
        return 0;
    return (log10_v - v->axis.lo) / (v->axis.hi - v->axis.lo);
}

static enum role role_of(const struct stack_view *v, const struct bar *b)
{
    if (b->phase == PHASE_FORWARD)
        return ROLE_DIM;
    return ROLE_SERIES + (unsigned)(v->i % ROLE_SERIES_MAX);
}

/* ---- a row for each layer, the last on top ---- */

static void draw_row(const struct stack_view *v, struct pen *p, int slot, int y)
{
    struct bar b = bar_of(v, slot);
    char number[FMT_SIZE], label[16];
    int x = v->box.x, label_w = v->l->each > 1 ? 6 : 3;
    int w = v->box.w - label_w - 1 - VALUE - (v->ledger ? LEDGER : 0);
    unsigned attr = b.front ? ATTR_BOLD : 0;
    label_w = v->layers > 999 ? 6 : label_w;
    (void)snprintf(label, sizeof label, "%d", b.first);
    (void)pen_text_right(p, x + label_w, y, b.front ? ROLE_ACCENT : ROLE_AXIS, attr, label);
    x += label_w + 1;
    if (b.phase == PHASE_AHEAD) {
        (void)pen_text(p, x, y, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    double fraction = fraction_of(v, b.log10_v);
    pen_bar(p, x, y, w, fraction, role_of(v, &b), 0);
    if (v->theory && b.phase == PHASE_BACK && isfinite(b.theory)) {
        int mark = x + (int)lrint(fraction_of(v, b.theory) * w);
        (void)pen_text(p, mark < x + w ? mark : x + w - 1, y, 1, ROLE_TEXT, 0, "|");
    }
    fmt_log10(number, b.log10_v, DIGITS);
    int end = x + w + VALUE;
    (void)pen_text_right(p, end, y, b.front ? ROLE_ACCENT : ROLE_TEXT, attr, number);
    if (v->ledger && b.phase == PHASE_BACK) {
        char slope[16], weight[16];
        (void)snprintf(slope, sizeof slope, "%+.2f", b.slope);
        (void)snprintf(weight, sizeof weight, "%+.2f", b.weight);
        (void)pen_text_right(p, end + 7, y, ROLE_DIM, 0, slope);
        (void)pen_text_right(p, end + LEDGER, y, ROLE_DIM, 0, weight);
    }
}

/* ---- a column for each layer, the last at the right ---- */

static int slots_of(const struct stack_view *v)
{
    return (v->layers + v->l->each - 1) / v->l->each;
}

/* Columns that one layer takes. */
static int pitch_of(const struct stack_view *v)
{
    int room = v->box.w - layout_label_columns(v->l, NULL) - 1;
    int pitch = room / slots_of(v);
    return pitch < 1 ? 1 : pitch > 6 ? 6 : pitch;
}

static void draw_column(const struct stack_view *v, struct pen *p, const struct rect *box, int slot)
{
    struct bar b = bar_of(v, slot);
    int pitch = pitch_of(v), x = box->x + slot * pitch, bottom = box->y + box->h - 1;
    int thick = pitch > 2 ? pitch - 1 : 1;
    for (int k = 0; k < thick; k++) {
        if (b.phase == PHASE_AHEAD)
            (void)pen_text(p, x + k, bottom, 1, ROLE_DIM, 0, k ? " " : pen_symbol(p, "dot"));
        else
            pen_column(p, x + k, bottom, box->h, fraction_of(v, b.log10_v), role_of(v, &b), 0);
    }
    if (v->theory && b.phase == PHASE_BACK && isfinite(b.theory)) {
        int up = (int)(fraction_of(v, b.theory) * box->h);
        int y = bottom - (up < box->h ? up : box->h - 1);
        for (int k = 0; k < thick; k++)
            (void)pen_text(p, x + k, y, 1, ROLE_TEXT, 0, "-");
    }
}

/* The number at the front of the animation, moving with it; at its end that of the first layer. */
static void draw_moving(const struct stack_view *v, struct pen *p, const struct rect *box)
{
    bool still = v->done == 0 || !v->r;
    if (still)
        return;
    int back = v->done - v->layers;
    int layer = back > 0 ? v->layers - back + 1 : v->done;
    int slot = (layer - 1) / v->l->each;
    struct bar b = bar_of(v, slot);
    double value = back > 0 ? flow_words_log10(v->flow, &v->r->layer[layer - 1])
                            : log10(v->r->layer[layer - 1].a_rms);
    char number[FMT_SIZE], text[64];
    fmt_log10(number, value, DIGITS);
    if (back > 0)
        (void)snprintf(text, sizeof text, "%s%s", pen_symbol(p, "left"), number);
    else
        (void)snprintf(text, sizeof text, "%s%s", number, pen_symbol(p, "right"));
    int x = box->x + slot * pitch_of(v), columns = utf8_columns(text);
    if (back <= 0)
        x -= columns - 1;
    if (x + columns > box->x + box->w)
        x = box->x + box->w - columns;
    if (x < box->x)
        x = box->x;
    (void)pen_text(p, x, box->y - 1, columns, b.front ? ROLE_ACCENT : ROLE_TEXT, ATTR_BOLD, text);
}

static void draw_columns(const struct stack_view *v, struct pen *p)
{
    int left = layout_label_columns(v->l, NULL);
    struct rect box = {v->box.x + left, v->box.y + 1, v->box.w - left - 1, v->box.h - 2};
    struct ticks ticks;
    ticks_log10(&ticks, v->axis.lo, v->axis.hi, box.h / 2);
    struct space s = {.box = box, .x0 = 0, .x1 = 1, .y0 = v->axis.lo, .y1 = v->axis.hi};
    pen_vline(p, box.x - 1, box.y, box.h, ROLE_AXIS);
    for (int i = 0; i < ticks.n; i++) {
        int row;
        if (pen_cell_y(p, &s, ticks.value[i], &row))
            (void)pen_text_right(p, box.x - 1, row, ROLE_AXIS, 0, ticks.label[i]);
    }
    int slots = slots_of(v), pitch = pitch_of(v);
    for (int slot = 0; slot < slots; slot++)
        draw_column(v, p, &box, slot);
    draw_moving(v, p, &box);
    int y = box.y + box.h, last = box.x + (slots - 1) * pitch;
    (void)pen_text(p, box.x, y, 1, ROLE_AXIS, 0, "1");
    char label[16];
    (void)snprintf(label, sizeof label, "%d", v->layers);
    if (slots > 3)
        (void)pen_text_right(p, last + (pitch > 2 ? pitch - 1 : 1), y, ROLE_AXIS, 0, label);
    if (slots * pitch > 24)
        (void)pen_text(p, box.x + slots * pitch / 2 - 3, y, -1, ROLE_AXIS, 0, "layer");
}

/* ---- a stack ---- */

static void draw_title(const struct model *m, const struct stack_view *v, struct pen *p)
{
    const struct acts *acts = &v->flow->acts;
    char name[ACT_NAME], state[48] = "";
    bool focus = v->i == acts->focus;
    if (!v->r)
        (void)snprintf(state, sizeof state, "computing %.0f %%",
                       100 * app_flow_progress(m->app, v->i));
    else if (v->done < v->layers)
        (void)snprintf(state, sizeof state, "forward: rms of a");
    else if (v->done < 2 * v->layers)
        (void)snprintf(state, sizeof state, "gradient coming back");
    int used =
        pen_textf(p, v->box.x, v->box.y, v->box.w, ROLE_SERIES + (unsigned)(v->i % ROLE_SERIES_MAX),
                  ATTR_BOLD, "%s%s", focus ? ">" : " ", settings_act_name(acts, v->i, name));
    (void)pen_text(p, v->box.x + used + 2, v->box.y, v->box.w - used - 2,
                   v->r ? ROLE_DIM : ROLE_WARN, 0, state);
}

static struct stack_view view_of(const struct model *m, const struct layout *l, int i)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    return (struct stack_view){
        .flow = flow,
        .r = app_flow(m->app, i),
        .l = l,
        .box = l->stack[i],
        .i = i,
        .layers = flow->layers,
        .done = (int)floor(flow->playhead),
        .theory = flow->theory && flow->show == FLOW_SHOW_DELTA,
        .ledger = flow->ledger && l->rows && l->stack[i].w >= 3 + 1 + VALUE + LEDGER + 3,
    };
}

void flow_bars_draw(const struct model *m, struct pen *p, const struct layout *l, int i,
                    const struct flow_axis *axis)
{
    struct stack_view v = view_of(m, l, i);
    v.axis = *axis;
    if (v.box.w < 12 || v.box.h < 2)
        return;
    draw_title(m, &v, p);
    if (!l->rows) {
        draw_columns(&v, p);
        return;
    }
    int slots = slots_of(&v);
    for (int slot = 0; slot < slots && slot < v.box.h - 1; slot++)
        draw_row(&v, p, slot, v.box.y + slots - slot);
}

int flow_bars_layer_at(const struct model *m, const struct layout *l, int i, int x, int y)
{
    struct stack_view v = view_of(m, l, i);
    int slots = slots_of(&v), slot;
    if (!layout_hit(v.box, x, y) || y == v.box.y)
        return 0;
    if (l->rows)
        slot = v.box.y + slots - y;
    else
        slot = (x - v.box.x - layout_label_columns(l, NULL)) / pitch_of(&v);
    if (slot < 0 || slot >= slots || (!l->rows && x < v.box.x + layout_label_columns(l, NULL)))
        return 0;
    return slot * l->each + 1;
}
