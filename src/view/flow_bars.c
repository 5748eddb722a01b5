#include "view/flow_bars.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "draw/axis.h"
#include "num/decimal.h"
#include "num/elem.h"
#include "view/flow_words.h"

enum { DIGITS = 3, VALUE = 9, LEAST_DECADES = 3, SHARE = 6 };

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

static int slots_of(const struct stack_view *v)
{
    return (v->layers + v->l->each - 1) / v->l->each;
}

/* ---- a row for each layer, the last on top ---- */

/* Columns of a row: label, bar, value, and the two shares of the ledger. */
struct columns {
    int bar, bar_w, value_end, slope_end, weight_end;
};

static struct columns columns_of(const struct stack_view *v)
{
    struct columns c;
    c.bar = v->box.x + v->l->label + 1;
    int end = v->box.x + v->box.w;
    c.weight_end = end;
    c.slope_end = end - SHARE;
    c.value_end = v->ledger ? end - 2 * SHARE : end;
    bool long_exponents = fmax(-v->axis.lo, v->axis.hi) >= 1000;
    c.bar_w = c.value_end - VALUE - 2 * long_exponents - c.bar;
    return c;
}

/* Which quantity the bars show, as a head over the numbers; `room` columns. */
static void quantity(const struct stack_view *v, const struct pen *p, int room, char *out,
                     size_t size)
{
    const char *partial = pen_symbol(p, "partial");
    char name[32], shared[32] = "";
    if (v->done <= v->layers)
        (void)snprintf(name, sizeof name, "a");
    else if (v->flow->show == FLOW_SHOW_DW)
        (void)snprintf(name, sizeof name, "%sL/%sW", partial, partial);
    else
        (void)snprintf(name, sizeof name, "%s", pen_symbol(p, "delta"));
    if (v->l->each > 1) /* said above the bars: not every layer is seen */
        (void)snprintf(shared, sizeof shared, "least of %d: ", v->l->each);
    bool fits = utf8_columns(shared) + utf8_columns(name) <= room;
    (void)snprintf(out, size, "%s%s", fits ? shared : "", name);
}

static void draw_heads(const struct stack_view *v, struct pen *p, int used)
{
    struct columns c = columns_of(v);
    char text[96];
    int end = v->l->rows ? c.value_end : v->box.x + v->box.w;
    quantity(v, p, end - v->box.x - used - 1, text, sizeof text);
    (void)pen_text_right(p, end, v->box.y, ROLE_AXIS, 0, text);
    if (!v->ledger)
        return;
    (void)snprintf(text, sizeof text, "%s%s", pen_symbol(p, "phi"), pen_symbol(p, "prime"));
    (void)pen_text_right(p, c.slope_end, v->box.y, ROLE_AXIS, 0, text);
    (void)pen_text_right(p, c.weight_end, v->box.y, ROLE_AXIS, 0, "W");
}

static void draw_shares(const struct columns *c, struct pen *p, const struct bar *b, int y)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%+.2f", b->slope);
    (void)pen_text_right(p, c->slope_end, y, ROLE_DIM, 0, text);
    (void)snprintf(text, sizeof text, "%+.2f", b->weight);
    (void)pen_text_right(p, c->weight_end, y, ROLE_DIM, 0, text);
}

static void draw_row(const struct stack_view *v, struct pen *p, int slot, int y)
{
    struct bar b = bar_of(v, slot);
    struct columns c = columns_of(v);
    char number[FMT_SIZE], label[16];
    unsigned attr = b.front ? ATTR_BOLD : 0;
    enum role role = b.front ? ROLE_ACCENT : ROLE_TEXT;
    (void)snprintf(label, sizeof label, "%d", b.first);
    (void)pen_text_right(p, c.bar - 1, y, b.front ? ROLE_ACCENT : ROLE_AXIS, attr, label);
    if (b.phase == PHASE_AHEAD) {
        (void)pen_text(p, c.bar, y, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    double fraction = fraction_of(v, b.log10_v);
    int thick = v->l->pitch > 2 ? v->l->pitch - 1 : v->l->pitch;
    for (int k = 0; k < thick; k++) {
        pen_bar(p, c.bar, y + k, c.bar_w, fraction, role_of(v, &b), 0);
        if (v->theory && b.phase == PHASE_BACK && isfinite(b.theory)) {
            int mark = (int)lrint(fraction_of(v, b.theory) * c.bar_w);
            mark = mark < c.bar_w ? mark : c.bar_w - 1;
            (void)pen_text(p, c.bar + mark, y + k, 1, ROLE_TEXT, 0, "|");
        }
    }
    if (b.front) /* the number moves: up on its way forward, down on its way back */
        (void)pen_text(p, v->box.x, y, 1, ROLE_ACCENT, ATTR_BOLD,
                       pen_symbol(p, b.phase == PHASE_FORWARD ? "up" : "down"));
    (void)pen_text_right(p, c.value_end, y, role, attr,
                         decimal_of_log10(number, b.log10_v, DIGITS));
    if (v->ledger && b.phase == PHASE_BACK)
        draw_shares(&c, p, &b, y);
}

static void draw_rows(const struct stack_view *v, struct pen *p)
{
    int slots = slots_of(v);
    for (int slot = 0; slot < slots; slot++) {
        int y = v->box.y + 1 + (slots - 1 - slot) * v->l->pitch;
        if (y < v->box.y + v->box.h)
            draw_row(v, p, slot, y);
    }
}

/* ---- a column for each layer, the last at the right ---- */

static void draw_column(const struct stack_view *v, struct pen *p, const struct rect *box, int slot)
{
    struct bar b = bar_of(v, slot);
    int pitch = v->l->pitch, x = box->x + slot * pitch, bottom = box->y + box->h - 1;
    int thick = pitch > 2 ? pitch - 1 : 1;
    if (b.phase == PHASE_AHEAD) {
        (void)pen_text(p, x, bottom, 1, ROLE_DIM, 0, pen_symbol(p, "dot"));
        return;
    }
    int up = isfinite(b.theory) ? (int)(fraction_of(v, b.theory) * box->h) : -1;
    up = up < box->h ? up : box->h - 1;
    for (int k = 0; k < thick; k++) {
        pen_column(p, x + k, bottom, box->h, fraction_of(v, b.log10_v), role_of(v, &b), 0);
        if (v->theory && b.phase == PHASE_BACK && up >= 0)
            (void)pen_text(p, x + k, bottom - up, 1, ROLE_TEXT, 0, "-");
    }
}

/* The number at the front of the animation, moving with it; at its end that of the first layer. */
static void draw_moving(const struct stack_view *v, struct pen *p, const struct rect *box)
{
    if (v->done == 0 || !v->r)
        return;
    bool back = v->done > v->layers;
    int layer = back ? 2 * v->layers - v->done + 1 : v->done;
    layer = layer < 1 ? 1 : layer;
    const struct stack_layer *at = &v->r->layer[layer - 1];
    char number[FMT_SIZE], text[64];
    decimal_of_log10(number, back ? flow_words_log10(v->flow, at) : elem_log10(at->a_rms), DIGITS);
    if (back)
        (void)snprintf(text, sizeof text, "%s%s", pen_symbol(p, "left"), number);
    else
        (void)snprintf(text, sizeof text, "%s%s", number, pen_symbol(p, "right"));
    int x = box->x + (layer - 1) / v->l->each * v->l->pitch, columns = utf8_columns(text);
    x -= back ? 0 : columns - 1;
    if (x + columns > box->x + box->w)
        x = box->x + box->w - columns;
    if (x < box->x)
        x = box->x;
    bool moving = v->done < 2 * v->layers;
    (void)pen_text(p, x, box->y - 1, columns, moving ? ROLE_ACCENT : ROLE_TEXT, ATTR_BOLD, text);
}

static void draw_log_axis(const struct stack_view *v, struct pen *p, const struct rect *box)
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

static void draw_columns(const struct stack_view *v, struct pen *p)
{
    int left = v->l->label;
    struct rect box = {v->box.x + left, v->box.y + LAYOUT_STACK_HEAD, v->box.w - left - 1,
                       v->box.h - LAYOUT_STACK_HEAD - LAYOUT_STACK_FOOT};
    int slots = slots_of(v), pitch = v->l->pitch, end = box.x + slots * pitch;
    draw_log_axis(v, p, &box);
    for (int slot = 0; slot < slots; slot++)
        draw_column(v, p, &box, slot);
    draw_moving(v, p, &box);
    int y = box.y + box.h;
    char label[24];
    (void)pen_text(p, box.x, y, 1, ROLE_AXIS, 0, "1");
    (void)snprintf(label, sizeof label, slots * pitch > 16 ? "layer %d" : "%d", v->layers);
    if (slots > 3)
        (void)pen_text_right(p, end - (pitch > 2), y, ROLE_AXIS, 0, label);
}

/* ---- a stack ---- */

/* Returns the columns used. */
static int draw_title(const struct model *m, const struct stack_view *v, struct pen *p)
{
    const struct acts *acts = &v->flow->acts;
    char name[ACT_NAME], state[48] = "";
    bool focus = v->i == acts->focus;
    if (!v->r)
        (void)snprintf(state, sizeof state, "computing %.0f %%",
                       100 * app_flow_progress(m->app, v->i));
    else if (v->done == 0)
        (void)snprintf(state, sizeof state, "ready");
    else if (v->done < v->layers)
        (void)snprintf(state, sizeof state, "forward");
    else if (v->done < 2 * v->layers)
        (void)snprintf(state, sizeof state, "gradient back");
    int used =
        pen_textf(p, v->box.x, v->box.y, v->box.w, ROLE_SERIES + (unsigned)(v->i % ROLE_SERIES_MAX),
                  ATTR_BOLD, "%s%s", focus ? ">" : " ", settings_act_name(acts, v->i, name));
    if (!state[0])
        return used;
    return used + 2 +
           pen_text(p, v->box.x + used + 2, v->box.y, v->box.w - used - 2,
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
        .ledger = flow->ledger && l->rows && l->stack[i].w >= l->label + 1 + VALUE + 2 * SHARE + 3,
    };
}

void flow_bars_draw(const struct model *m, struct pen *p, const struct layout *l, int i,
                    const struct flow_axis *axis)
{
    struct stack_view v = view_of(m, l, i);
    v.axis = *axis;
    if (v.box.w < 12 || v.box.h < 2)
        return;
    draw_heads(&v, p, draw_title(m, &v, p));
    if (l->rows)
        draw_rows(&v, p);
    else
        draw_columns(&v, p);
}

int flow_bars_layer_at(const struct model *m, const struct layout *l, int i, int x, int y)
{
    struct stack_view v = view_of(m, l, i);
    int slots = slots_of(&v);
    int first = l->rows ? v.box.y + 1 : v.box.x + l->label;
    int at = (l->rows ? y : x) - first;
    if (!layout_hit(v.box, x, y) || y == v.box.y || at < 0 || at >= slots * l->pitch)
        return 0;
    int slot = at / l->pitch;
    return (l->rows ? slots - 1 - slot : slot) * l->each + 1;
}
