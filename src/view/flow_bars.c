#include "view/flow_bars.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "num/elem.h"
#include "view/flow_bar.h"
#include "view/flow_columns.h"
#include "view/flow_rows.h"
#include "view/flow_words.h"
#include "view/frame.h"

/* Of the axis: of gradients, of signals on their way forward, which differ by less. */
enum { LEAST_DECADES = 3, LEAST_FORWARD = 2 };

/* ---- axis ---- */

static void widen(struct flow_axis *axis, double v)
{
    if (!isfinite(v))
        return;
    axis->lo = fmin(axis->lo, v);
    axis->hi = fmax(axis->hi, v);
}

bool flow_bars_forward(const struct flow_settings *flow)
{
    return flow->playhead <= flow->layers;
}

static void widen_by(struct flow_axis *axis, const struct flow_settings *flow,
                     const struct stack_result *r)
{
    bool forward = flow_bars_forward(flow), delta = flow->show == FLOW_SHOW_DELTA;
    for (int k = 0; k < r->layers; k++) {
        const struct stack_layer *layer = &r->layer[k];
        widen(axis, forward ? elem_log10(layer->a_rms) : flow_words_log10(flow, layer));
        if (flow->theory && delta && !forward)
            widen(axis, layer->theory_log10);
    }
    if (flow->mode == STACK_CHAIN && delta && !forward)
        widen(axis, r->total_log10);
}

struct flow_axis flow_bars_axis(const struct app *app)
{
    const struct flow_settings *flow = &app_settings(app)->flow;
    struct flow_axis axis = {(double)INFINITY, -(double)INFINITY};
    for (int i = 0; i < flow->acts.n; i++) {
        const struct stack_result *r = app_flow(app, i), *past = app_flow_before(app, i);
        if (r)
            widen_by(&axis, flow, r);
        for (int k = 0; r && past && flow->ghost && !flow_bars_forward(flow) && k < past->layers;
             k++)
            widen(&axis, flow_words_log10(flow, &past->layer[k]));
    }
    if (axis.lo > axis.hi)
        return (struct flow_axis){-LEAST_DECADES, 0};
    axis.hi = ceil(axis.hi);
    /* Half a decade below the least, so that it still has a bar. */
    axis.lo = fmin(floor(axis.lo - 0.5),
                   axis.hi - (flow_bars_forward(flow) ? LEAST_FORWARD : LEAST_DECADES));
    return axis;
}

/* ---- a stack ---- */

char *flow_bars_quantity(const struct flow_settings *flow, const struct pen *p,
                         char out[FLOW_QUANTITY])
{
    const char *partial = pen_symbol(p, "partial");
    if (flow_bars_forward(flow))
        (void)snprintf(out, FLOW_QUANTITY, "a");
    else if (flow->show == FLOW_SHOW_DW)
        (void)snprintf(out, FLOW_QUANTITY, "%sL/%sW", partial, partial);
    else
        (void)snprintf(out, FLOW_QUANTITY, "%s", pen_symbol(p, "delta"));
    return out;
}

/* Which quantity the bars show, as a head over the numbers: "every 2nd: a". That not every layer is
 * seen is said however little room there is. */
static void quantity(const struct flow_stack *v, const struct pen *p, int room, char *out,
                     size_t size)
{
    char name[FLOW_QUANTITY], every[FLOW_EVERY];
    (void)snprintf(out, size, "%s", flow_bars_quantity(v->flow, p, name));
    if (v->l->each == 1)
        return;
    (void)snprintf(out, size, "%s layer: %s", flow_words_every(v->l->each, every), name);
    if (utf8_columns(out) > room)
        (void)snprintf(out, size, "%s: %s", every, name);
    if (utf8_columns(out) > room)
        (void)snprintf(out, size, "1 of %d: %s", v->l->each, name);
    if (utf8_columns(out) > room)
        (void)snprintf(out, size, "1 of %d", v->l->each);
}

/* Draws what stands over the numbers, beside titles of up to `title` columns, so that it is the
 * same over every stack. Returns the columns left of it. */
static int draw_heads(const struct flow_stack *v, struct pen *p, int title)
{
    /* Columns of "0.225", over whose last digit a short head stands where that leaves room for a
     * state. */
    enum { PLAIN = 5, STATE = 15 };
    struct flow_rows c = flow_rows_columns(v);
    char text[96];
    int end = v->l->rows ? c.value_end : v->box.x + v->box.w;
    quantity(v, p, end - v->box.x - title - 1, text, sizeof text);
    int last = c.point + PLAIN - 1;
    if (v->l->rows && v->box.x + title + STATE + utf8_columns(text) < last && last < end)
        end = last;
    (void)pen_text_right(p, end, v->box.y, ROLE_AXIS, 0, text);
    int left = end - v->box.x - utf8_columns(text) - 1;
    for (int k = 0; k < FLOW_SHARES && v->l->rows; k++) {
        char name[16];
        const char *head = flow_ledger_name(p, (enum flow_share)k, name);
        if (utf8_columns(head) >= FLOW_ROWS_SHARE) /* it would hide the one before */
            head = flow_ledger_letter(p, (enum flow_share)k);
        /* The ledger splits delta, whatever the bars show. */
        bool other = k == FLOW_BY_SLOPE && v->flow->show == FLOW_SHOW_DW;
        (void)snprintf(text, sizeof text, "%s%s%s", other ? pen_symbol(p, "delta") : "",
                       other ? ":" : "", head);
        if (c.share_end[k] > 0)
            (void)pen_text_right(p, c.share_end[k], v->box.y, flow_ledger_role((enum flow_share)k),
                                 0, text);
    }
    if (v->l->rows && c.ledger_w > 0)
        flow_ledger_ends(p, c.ledger, v->box.y, c.ledger_w, &v->scale);
    return left;
}

static void state_of(const struct model *m, const struct flow_stack *v, char *out, size_t size)
{
    out[0] = '\0';
    if (!v->r)
        (void)snprintf(out, size, "computing %.0f %%", 100 * app_flow_progress(m->app, v->i));
    else if (v->done == 0)
        (void)snprintf(out, size, "ready");
    else if (v->done < v->layers)
        (void)snprintf(out, size, "forward");
    else if (v->done < 2 * v->layers)
        (void)snprintf(out, size, "gradient back");
}

/* Columns of the longest name with the mark before it. */
static int longest_title(const struct acts *acts, const struct pen *p)
{
    char name[FRAME_NAME];
    int most = 0;
    for (int i = 0; i < acts->n; i++) {
        int columns = 1 + utf8_columns(frame_act_name(acts, i, p, name));
        most = columns > most ? columns : most;
    }
    return most;
}

/* The name of the function, what is going on, and what the numbers are: the name yields to the
 * last, the state stands only where there is room for all. */
static void draw_title(const struct model *m, const struct flow_stack *v, struct pen *p)
{
    const struct acts *acts = &v->flow->acts;
    char name[FRAME_NAME], title[FRAME_NAME + 1], state[48];
    (void)snprintf(title, sizeof title, "%s%s", v->i == acts->focus ? ">" : " ",
                   frame_act_name(acts, v->i, p, name));
    state_of(m, v, state, sizeof state);
    int columns = utf8_columns(title) + (state[0] ? 2 : 0) + utf8_columns(state);
    int left = draw_heads(v, p, longest_title(acts, p));
    int used = pen_text_cut(p, v->box.x, v->box.y, left,
                            ROLE_SERIES + (unsigned)(v->i % ROLE_SERIES_MAX), ATTR_BOLD, title);
    if (columns <= left)
        (void)pen_text(p, v->box.x + used + 2, v->box.y, left - used - 2,
                       v->r ? ROLE_DIM : ROLE_WARN, 0, state);
}

static struct flow_stack stack_of(const struct model *m, const struct layout *l, int i)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    struct flow_stack v = {
        .flow = flow,
        .r = app_flow(m->app, i),
        .s = app_flow_stack(m->app, i),
        .past = flow->ghost ? app_flow_before(m->app, i) : NULL,
        .l = l,
        .box = l->stack[i],
        .i = i,
        .layers = flow->layers,
        .done = (int)floor(flow->playhead),
        .theory = flow->theory && flow->show == FLOW_SHOW_DELTA,
        .ledger = flow->ledger && !flow_bars_forward(flow),
    };
    if (v.ledger)
        v.scale = flow_ledger_scale(m->app);
    v.steps = flow_step_of(flow, v.r, &v.step);
    return v;
}

void flow_bars_draw(const struct model *m, struct pen *p, const struct layout *l, int i,
                    const struct flow_axis *axis)
{
    struct flow_stack v = stack_of(m, l, i);
    v.axis = *axis;
    if (v.box.w < 12 || v.box.h < 2)
        return;
    draw_title(m, &v, p);
    if (l->rows)
        flow_rows_draw(&v, p);
    else
        flow_columns_draw(&v, p);
}

struct flow_seen flow_bars_seen(const struct model *m, const struct layout *l,
                                const struct flow_axis *axis)
{
    struct flow_stack v = stack_of(m, l, 0);
    v.axis = *axis;
    if (!l->rows)
        return (struct flow_seen){
            .bars = true, .ledger = flow_columns_has_ledger(&v), .axis = true};
    const struct flow_rows c = flow_rows_columns(&v);
    return (struct flow_seen){c.bar_w > 0, c.strip_w > 0, c.ledger_w > 0, flow_rows_has_axis(&v)};
}

int flow_bars_layer_at(const struct model *m, const struct layout *l, int i, int x, int y)
{
    struct rect box = l->stack[i];
    int first = l->rows ? box.y + 1 : box.x + l->label;
    int at = (l->rows ? y : x) - first;
    if (!layout_hit(box, x, y) || y == box.y || at < 0 || at >= l->bars * l->pitch)
        return 0;
    int slot = at / l->pitch;
    return layout_bar_layer(l, app_settings(m->app)->flow.layers,
                            l->rows ? l->bars - 1 - slot : slot);
}
