#include "view/view_flow.h"

#include <math.h>

#include "num/decimal.h"
#include "draw/text.h"
#include "view/flow_bar.h"
#include "view/flow_bars.h"
#include "view/flow_spread.h"
#include "view/flow_step.h"
#include "view/flow_verdict.h"
#include "view/flow_words.h"
#include "view/frame.h"
#include "view/knobs.h"

/* Is there a prediction to be seen? */
static bool has_theory(const struct app *app)
{
    for (int i = 0; i < app_settings(app)->flow.acts.n; i++) {
        const struct stack_result *r = app_flow(app, i);
        if (r && isfinite(r->layer[0].theory_log10))
            return true;
    }
    return false;
}

/* What is being told of. */
struct picture {
    const struct model *m;
    const struct layout *l;
    struct flow_axis axis;
    struct flow_seen seen;
};

/* Which knobs the marks of the bars before stand for, and where those were. */
static void add_before(const struct app *app, struct str *out)
{
    enum { KNOBS = 24, SAID_MOST = 2 };
    const struct settings *s = app_settings(app), *before = app_before(app);
    struct option_ref ref[KNOBS];
    int n = option_knobs(s, SCREEN_FLOW, ref, KNOBS), said = 0;
    for (int k = 0; before && k < n && said < SAID_MOST; k++) {
        struct str was, is;
        str_init(&was);
        str_init(&is);
        option_text(before, &ref[k], &was);
        option_text(s, &ref[k], &is);
        const char *name = ref[k].row ? ref[k].row->name
                                      : s->flow.acts.use[ref[k].act].act->param[ref[k].param].name;
        if (!str_is(was.data, is.data))
            str_addf(out, "%s%s %s", said++ ? ", " : " ", name, was.data);
        str_done(&was);
        str_done(&is);
    }
}

/* Are bars from before the last change marked? */
static bool has_past(const struct app *app)
{
    const struct flow_settings *flow = &app_settings(app)->flow;
    for (int i = 0; i < flow->acts.n && flow->ghost && !flow_bars_forward(flow); i++)
        if (app_flow(app, i) && app_flow_before(app, i))
            return true;
    return false;
}

/* What the signs beside and on the bars are. */
static void add_signs(const struct picture *of, const struct pen *p, bool brief, struct str *out)
{
    const struct model *m = of->m;
    const struct layout *l = of->l;
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    const struct flow_seen seen = of->seen;
    bool back = !flow_bars_forward(flow) && seen.bars;
    if (back && flow->theory && flow->show == FLOW_SHOW_DELTA && has_theory(m->app)) {
        if (brief)
            str_addf(out, "; %s theory", pen_symbol(p, l->rows ? "upright" : "rung"));
        else
            str_addf(out, "\n%s large-width limit%s", pen_symbol(p, l->rows ? "upright" : "rung"),
                     flow_bar_marks_all(p) ? "" : ", where a cell or more apart");
    }
    if (back && has_past(m->app)) {
        str_addf(out, "%s%s before:", brief ? "; " : "\n",
                 pen_symbol(p, l->rows ? "updots" : "rungdots"));
        add_before(m->app, out);
    }
    if (seen.ledger) {
        str_add(out, brief ? "; " : "\n");
        flow_ledger_legend(m->app, p, brief, out);
    }
    if (seen.strip && !brief && flow->playhead > 0)
        str_addf(out, "\nstrip: how a is spread, from -%d to %d rms", FLOW_SPREAD_RMS,
                 FLOW_SPREAD_RMS);
}

/* What the bars are, and on which scale. */
static void draw_quantity(const struct picture *of, struct pen *p, enum flow_wordy wordy,
                          struct rect *r)
{
    const struct layout *l = of->l;
    const struct flow_settings *flow = &app_settings(of->m->app)->flow;
    const struct flow_axis axis = of->axis;
    bool dw = flow->show == FLOW_SHOW_DW, forward = flow_bars_forward(flow);
    bool brief = wordy > FLOW_ONE_TABLE && wordy != FLOW_SHORT_VERDICTS;
    bool scale =
        of->seen.bars && !of->seen.axis && (!brief || !l->rows || wordy == FLOW_SHORT_LEGEND);
    const char *partial = pen_symbol(p, "partial");
    char lo[FMT_SIZE], hi[FMT_SIZE], every[FLOW_EVERY];
    struct str text;
    str_init(&text);
    const char *what = of->seen.bars ? "bars" : "numbers";
    if (wordy != FLOW_TERSE)
        str_addf(&text, "%s: ", what);
    str_add(&text, forward || dw ? "" : pen_symbol(p, "delta"));
    if (forward)
        str_addf(&text, brief ? "a" : "a = %s(z)", flow_ledger_sign(p, "phi"));
    else if (dw)
        str_addf(&text, "%sL/%sW", partial, partial);
    else
        str_addf(&text, " = %sL/%sz", partial, partial);
    str_add(&text, wordy == FLOW_TERSE && of->seen.bars ? ", log" : ", rms");
    if (of->seen.axis && wordy != FLOW_TERSE)
        str_add(&text, ", log scale");
    else if (scale)
        str_addf(&text, brief ? ", %s to %s" : "\nlog scale from %s to %s",
                 decimal_of_log10(lo, axis.lo, 2), decimal_of_log10(hi, axis.hi, 2));
    if (!brief && l->each > 1)
        str_addf(&text, "\n%s layer is shown, and the last", flow_words_every(l->each, every));
    if (!brief && l->arrives)
        str_addf(&text, "\nin: %sL/%sa, what arrives at the input", partial, partial);
    add_signs(of, p, brief, &text);
    const struct run run = {text.data, ROLE_DIM, 0};
    text_take(p, r, 2, &run, 1);
    str_done(&text);
}

static struct run head_of(const struct flow_settings *flow, int i, const struct pen *p,
                          char name[FRAME_NAME])
{
    return (struct run){frame_act_name(&flow->acts, i, p, name),
                        ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX), ATTR_BOLD};
}

/* Is there a verdict? Only once the gradient has arrived. */
static bool is_judged(const struct flow_settings *flow, const struct stack_result *result)
{
    return result && flow->playhead >= 2.0 * flow->layers;
}

static const char *pending(const struct stack_result *result)
{
    return result ? ": on its way" : ": being computed";
}

/* Where there is no verdict yet; `spelt`: with what is being multiplied, in the same line. */
static void draw_pending(const struct flow_settings *flow, struct pen *p, struct run head,
                         const struct stack_result *result, bool spelt, struct rect *r)
{
    struct flow_step step;
    struct str text;
    str_init(&text);
    str_add(&text, pending(result));
    if (spelt && flow_step_of(flow, result, &step)) {
        str_clear(&text);
        str_add(&text, ": ");
        flow_step_words(&step, p, &text);
    }
    const struct run runs[] = {head, {text.data, ROLE_DIM, 0}};
    text_take(p, r, 1, runs, 2);
    str_done(&text);
}

/* What is being multiplied in a stack, below its name. */
static void draw_step(const struct flow_settings *flow, const struct stack_result *result,
                      struct pen *p, struct rect *r)
{
    struct flow_step step;
    if (!flow_step_of(flow, result, &step))
        return;
    int rows = flow_step_draw(&step, p, *r);
    r->y += rows;
    r->h -= rows;
}

/* The verdict of stack i; on its way what is being multiplied, of the others than the focused one
 * only where all is said. */
static void draw_verdict(const struct model *m, struct pen *p, int i, enum flow_wordy wordy,
                         bool beside, struct rect *r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    const struct stack_result *result = app_flow(m->app, i);
    bool brief = wordy >= FLOW_SHORT_VERDICTS, focused = i == flow->acts.focus;
    char name[FRAME_NAME];
    const struct run head = head_of(flow, i, p, name);
    if (!is_judged(flow, result)) {
        draw_pending(flow, p, head, result, focused && !beside, r);
        if (beside && (focused || wordy == FLOW_ALL))
            draw_step(flow, result, p, r);
        return;
    }
    struct flow_verdict verdict;
    flow_verdict_init(&verdict, flow, i, result, p, wordy, beside);
    const struct run runs[] = {
        head,
        {brief ? " " : ": ", ROLE_TEXT, 0},
        {verdict.headline.data, flow_words_fate_role(verdict.fate), ATTR_BOLD},
        {verdict.detail.data, ROLE_TEXT, 0}};
    text_take(p, r, 1, runs, 4);
    flow_verdict_done(&verdict);
}

/* The verdicts of the first stacks one after the other: "sigmoid vanishes: 3.8e-10; relu survives:
 * 1". Returns the rows they take. */
static int draw_run(const struct model *m, struct pen *p, int acts, struct rect r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    struct run runs[4 * FLOW_ACTS_MAX];
    char name[FLOW_ACTS_MAX][FRAME_NAME];
    struct flow_verdict verdict[FLOW_ACTS_MAX];
    int n = 0;
    for (int i = 0; i < acts; i++) {
        const struct stack_result *result = app_flow(m->app, i);
        struct str *rest = &verdict[i].detail;
        bool judged = is_judged(flow, result);
        flow_verdict_init(&verdict[i], flow, i, judged ? result : NULL, p, FLOW_RUN, false);
        runs[n++] = head_of(flow, i, p, name[i]);
        if (judged) {
            runs[n++] = (struct run){" ", ROLE_TEXT, 0};
            runs[n++] = (struct run){verdict[i].headline.data,
                                     flow_words_fate_role(verdict[i].fate), ATTR_BOLD};
        } else {
            str_add(rest, pending(result));
        }
        str_add(rest, i + 1 < acts ? "; " : "");
        runs[n++] = (struct run){rest->data, ROLE_TEXT, 0};
    }
    int rows = text_paragraph(p, r, 0, 0, runs, n);
    for (int i = 0; i < acts; i++)
        flow_verdict_done(&verdict[i]);
    return rows;
}

/* All that is said, from the top of r, in blocks with `air` rows between them. In a rectangle
 * without height it only measures. Returns the rows it takes. */
static int draw_words(const struct picture *of, struct pen *p, enum flow_wordy wordy, int air,
                      struct rect r, int *blocks)
{
    const struct model *m = of->m;
    const struct layout *l = of->l;
    int n = app_settings(m->app)->flow.acts.n, rows = 0;
    *blocks = 0;
    for (int i = 0; i <= n && i <= FLOW_ACTS_MAX; i++) {
        struct rect rest = {r.x, r.y + rows, r.w, r.h - rows};
        if (i < n)
            draw_verdict(m, p, i, wordy, !l->chips, &rest);
        else if (wordy < FLOW_NO_LEGEND)
            draw_quantity(of, p, wordy, &rest);
        *blocks += rest.y > r.y + rows;
        if (rest.y > r.y + rows)
            rows = rest.y - r.y + air;
    }
    return rows - air;
}

void view_flow_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    struct picture of = {.m = m, .l = l, .axis = flow_bars_axis(m->app)};
    of.seen = flow_bars_seen(m, l, &of.axis);
    for (int i = 0; i < flow->acts.n && i < FLOW_ACTS_MAX; i++)
        flow_bars_draw(m, p, l, i, &of.axis);
    knobs_draw(m, p, l, flow->param);
    if (l->words.h <= 0)
        return;
    const struct rect nowhere = {0, 0, l->words.w, 0};
    int acts = flow->acts.n < FLOW_ACTS_MAX ? flow->acts.n : FLOW_ACTS_MAX;
    enum flow_wordy wordy = FLOW_ALL;
    int rows = 0, blocks;
    for (; wordy < FLOW_RUN; wordy++)
        if ((rows = draw_words(&of, p, wordy, 0, nowhere, &blocks)) <= l->words.h)
            break;
    if (wordy == FLOW_RUN) { /* of as many as are whole */
        while (acts > 0 && draw_run(m, p, acts, nowhere) > l->words.h)
            acts--;
        (void)draw_run(m, p, acts, l->words);
        return;
    }
    int air = !l->chips && rows + blocks - 1 <= l->words.h;
    (void)draw_words(&of, p, wordy, air, l->words, &blocks);
}
