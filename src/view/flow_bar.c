#include "view/flow_bar.h"

#include <limits.h>
#include <math.h>

#include "num/elem.h"
#include "view/flow_words.h"

/* Has the animation reached this bar on its way forward or back, and is it right there? Where
 * layers are left out, the last shown one that was reached is the front. */
static void follow(const struct flow_stack *v, struct flow_bar *b, int slot)
{
    int back = v->done - v->layers; /* layers the gradient has passed */
    if (flow_bars_forward(v->flow)) {
        int next = slot + 1 < v->l->bars ? layout_bar_layer(v->l, v->layers, slot + 1) : INT_MAX;
        bool reached = b->layer > 0 && b->layer <= v->done;
        b->phase = reached ? FLOW_FORWARD : FLOW_AHEAD;
        b->front = reached && v->done < next;
        return;
    }
    int at = v->layers - back + 1;
    int before = slot > 0 ? layout_bar_layer(v->l, v->layers, slot - 1) : 0;
    bool reached = b->layer >= at || v->done >= 2 * v->layers;
    b->phase = reached ? FLOW_BACK : FLOW_AHEAD;
    b->front = reached && before < at && v->done < 2 * v->layers;
}

/* While factors are multiplied the bar of their layer is that of the product so far. */
static void follow_step(const struct flow_stack *v, struct flow_bar *b)
{
    if (!v->steps || v->step.whole || v->l->each > 1)
        return;
    b->front = b->layer == v->step.layer;
    b->within = b->front;
    if (b->within)
        b->log10_v = flow_step_log10(&v->step, v->step.shown);
}

struct flow_bar flow_bar_of(const struct flow_stack *v, int slot)
{
    const double none = (double)NAN;
    struct flow_bar b = {.layer = layout_bar_layer(v->l, v->layers, slot),
                         .theory = none,
                         .past = none,
                         .share = {none, none, none, none}};
    if (!v->r)
        return b;
    follow(v, &b, slot);
    flow_ledger_shares(v->flow, v->r, b.layer, b.share);
    if (b.layer == 0) { /* dL/da_0 */
        b.log10_v = v->r->total_log10;
        return b;
    }
    const struct stack_layer *layer = &v->r->layer[b.layer - 1];
    b.log10_v =
        b.phase == FLOW_FORWARD ? elem_log10(layer->a_rms) : flow_words_log10(v->flow, layer);
    b.theory = layer->theory_log10;
    if (v->past && b.layer <= v->past->layers && b.phase == FLOW_BACK)
        b.past = flow_words_log10(v->flow, &v->past->layer[b.layer - 1]);
    follow_step(v, &b);
    return b;
}

double flow_bar_fraction(const struct flow_stack *v, double log10_v)
{
    if (isinf(log10_v) && log10_v < 0)
        return 0;
    return (log10_v - v->axis.lo) / (v->axis.hi - v->axis.lo);
}

struct space flow_bar_space(const struct flow_axis *axis, const struct pen *p, struct rect r,
                            bool across)
{
    /* The ends of a space are the middles of its outermost dots. */
    int dots = across ? r.w * pen_dots_across(p) : r.h * pen_dots_down(p);
    double half = dots > 0 ? (axis->hi - axis->lo) / dots / 2 : 0;
    double lo = axis->lo + half, hi = axis->hi - half;
    return across ? (struct space){.box = r, .x0 = lo, .x1 = hi, .y0 = 0, .y1 = 1}
                  : (struct space){.box = r, .x0 = 0, .x1 = 1, .y0 = lo, .y1 = hi};
}

bool flow_bar_marks_all(const struct pen *p)
{
    enum { EIGHTHS = 8 };
    return pen_dots_down(p) > EIGHTHS;
}

static void put_mark(const struct flow_stack *v, double end, struct pen *p, struct rect r,
                     bool across, double log10_v, const struct bar_mark mark[2])
{
    double at = flow_bar_fraction(v, log10_v);
    bool apart = !(fabs(at - end) * (across ? r.w : r.h) < 1);
    if (isnan(log10_v) || !(apart || flow_bar_marks_all(p)))
        return;
    if (across)
        pen_bar_mark(p, r, at, &mark[0]);
    else
        pen_column_mark(p, r, at, &mark[1]);
}

void flow_bar_marks(const struct flow_stack *v, const struct flow_bar *b, struct pen *p,
                    struct rect r, bool across)
{
    static const struct bar_mark theory[2] = {{ROLE_TEXT, DASH_SOLID, "upright"},
                                              {ROLE_TEXT, DASH_SOLID, "rung"}};
    static const struct bar_mark past[2] = {{ROLE_DIM, DASH_DOT, "updots"},
                                            {ROLE_DIM, DASH_DOT, "rungdots"}};
    double end = flow_bar_fraction(v, b->log10_v);
    put_mark(v, end, p, r, across, b->past, past);
    if (v->theory && b->phase == FLOW_BACK && isfinite(b->theory))
        put_mark(v, end, p, r, across, b->theory, theory);
}

enum role flow_bar_role(const struct flow_stack *v, const struct flow_bar *b)
{
    if (b->phase == FLOW_FORWARD)
        return ROLE_DIM;
    return ROLE_SERIES + (unsigned)(v->i % ROLE_SERIES_MAX);
}
