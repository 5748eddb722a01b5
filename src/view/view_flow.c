#include "view/view_flow.h"

#include <float.h>
#include <math.h>

#include "num/decimal.h"
#include "draw/text.h"
#include "view/flow_bars.h"
#include "view/flow_spread.h"
#include "view/flow_step.h"
#include "view/flow_words.h"
#include "view/frame.h"
#include "view/knobs.h"

/* Writes at the top of r (nothing, where r has no height) and moves r below it. */
static void paragraph(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    int lines = text_paragraph(p, *r, 0, hang, runs, n);
    r->y += lines;
    r->h -= lines;
}

/* Whose verdict is good, whose is not: by colour, beside the word. */
static enum role role_of(enum flow_fate fate)
{
    return fate == FLOW_SURVIVES ? ROLE_GOOD : fate == FLOW_UNKNOWN ? ROLE_TEXT : ROLE_WARN;
}

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

/* How much is said: all; all, with a short legend; that, and nothing of formats; a line for each
 * stack, with the ledger's; that, with a short legend; without a legend; a line for each alone; the
 * stacks' lines in one run. What is said is whole. */
enum wordy {
    WORDY_ALL,
    WORDY_SHORT_LEGEND,
    WORDY_NO_FORMATS,
    WORDY_SHORT_VERDICTS,
    WORDY_LEAST,
    WORDY_NO_LEGEND,
    WORDY_BARE,
    WORDY_RUN
};

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
                     flow_bars_marks_all(l, p) ? "" : ", where it is off by half a row");
    }
    if (back && has_past(m->app)) {
        str_addf(out, "%s%s before:", brief ? "; " : "\n",
                 pen_symbol(p, l->rows ? "updots" : "rungdots"));
        add_before(m->app, out);
    }
    if (seen.ledger) {
        const struct flow_scale scale = flow_ledger_scale(m->app);
        char name[16];
        str_addf(out, "%s", brief ? "; " : "\n");
        for (int k = 0; k < FLOW_SHARES; k++)
            if (flow_ledger_has(flow, (enum flow_share)k))
                str_addf(out, "%s%s", k ? " " : "",
                         brief ? flow_ledger_letter(p, (enum flow_share)k)
                               : flow_ledger_name(p, (enum flow_share)k, name));
        str_addf(out, ": log10 each took or gave%s", brief ? "" : " a layer");
        if (!brief)
            str_addf(out, ", scale -%.2g to +%.2g", scale.loss, scale.gain);
    }
    if (seen.strip && !brief && flow->playhead > 0)
        str_addf(out, "\nstrip: how a is spread, from -%d to %d rms", FLOW_SPREAD_RMS,
                 FLOW_SPREAD_RMS);
}

/* What the bars are, and on which scale. */
static void draw_quantity(const struct picture *of, struct pen *p, enum wordy wordy, struct rect *r)
{
    const struct layout *l = of->l;
    const struct flow_settings *flow = &app_settings(of->m->app)->flow;
    const struct flow_axis axis = of->axis;
    bool dw = flow->show == FLOW_SHOW_DW, forward = flow_bars_forward(flow);
    bool brief = wordy != WORDY_ALL && wordy != WORDY_SHORT_VERDICTS;
    const char *partial = pen_symbol(p, "partial");
    char lo[FMT_SIZE], hi[FMT_SIZE], every[FLOW_EVERY];
    struct str text;
    str_init(&text);
    const char *what = of->seen.bars ? "bars" : "numbers";
    str_addf(&text, "%s: %s", what, forward || dw ? "" : pen_symbol(p, "delta"));
    if (forward)
        str_addf(&text, brief ? "a" : "a = %s(z)", pen_symbol(p, "phi"));
    else if (dw)
        str_addf(&text, "%sL/%sW", partial, partial);
    else
        str_addf(&text, " = %sL/%sz", partial, partial);
    str_add(&text, ", rms");
    if (of->seen.axis)
        str_add(&text, ", log scale");
    else if (of->seen.bars)
        str_addf(&text, brief ? ", %s to %s" : "\nlog scale from %s to %s",
                 decimal_of_log10(lo, axis.lo, 2), decimal_of_log10(hi, axis.hi, 2));
    if (!brief && l->each > 1)
        str_addf(&text, "\n%s layer is shown, and the last", flow_words_every(l->each, every));
    if (!brief && l->arrives)
        str_addf(&text, "\nin: %sL/%sa, what arrives at the input", partial, partial);
    add_signs(of, p, brief, &text);
    const struct run run = {text.data, ROLE_DIM, 0};
    paragraph(p, r, 2, &run, 1);
    str_done(&text);
}

/* What the numbers of a finished stack say, after its name. */
static void verdict(const struct flow_settings *flow, const struct stack_result *result,
                    const struct pen *p, bool beside, enum wordy wordy, struct str *headline,
                    struct str *detail)
{
    struct str formats;
    const char *part = beside ? "\n" : "; ";
    enum flow_fate fate = flow_words_fate(flow_words_change(flow, result));
    flow_words_headline(flow, fate, headline);
    str_add(detail, beside ? "\n" : ": ");
    flow_words_detail(flow, result, detail);
    if (flow->ledger && fate != FLOW_UNKNOWN) {
        str_add(detail, part);
        if (flow->show == FLOW_SHOW_DW)
            str_addf(detail, "of %s: ", pen_symbol(p, "delta"));
        flow_ledger_words(flow, result, p, detail);
    }
    str_init(&formats);
    if (wordy < WORDY_NO_FORMATS)
        flow_words_formats(flow, result, &formats);
    if (formats.len > 0)
        str_addf(detail, "%s%s", part, formats.data);
    str_done(&formats);
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

/* ": 3.8e-10", where it becomes 0, or nothing where there is no number. */
static void add_change(const struct flow_settings *flow, const struct stack_result *result,
                       struct str *out)
{
    char number[FMT_SIZE];
    double change = flow_words_change(flow, result);
    if (isfinite(change))
        str_addf(out, ": %s", decimal_of_log10(number, change, 2));
    else if (change < 0)
        str_addf(out, ": 0 from layer %d down", flow_words_below(flow, result, -DBL_MAX));
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
    paragraph(p, r, 1, runs, 2);
    str_done(&text);
}

/* What is being multiplied in the stack of the focused function, below the verdicts. */
static void draw_step(const struct model *m, struct pen *p, struct rect *r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    const struct stack_result *result = app_flow(m->app, flow->acts.focus);
    struct flow_step step;
    if (!flow_step_of(flow, result, &step))
        return;
    int rows = flow_step_draw(&step, p, *r);
    r->y += rows;
    r->h -= rows;
}

/* The verdict of stack i. */
static void draw_verdict(const struct model *m, struct pen *p, int i, enum wordy wordy, bool beside,
                         struct rect *r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    const struct stack_result *result = app_flow(m->app, i);
    bool brief = wordy >= WORDY_SHORT_VERDICTS;
    char name[FRAME_NAME];
    const struct run head = head_of(flow, i, p, name);
    if (!is_judged(flow, result)) {
        draw_pending(flow, p, head, result, i == flow->acts.focus && !beside, r);
        return;
    }
    enum flow_fate fate = flow_words_fate(flow_words_change(flow, result));
    struct str headline, detail;
    str_init(&headline);
    str_init(&detail);
    if (brief) {
        str_add(&headline, flow_words_fate_name(fate));
        add_change(flow, result, &detail);
        if (flow->ledger && wordy < WORDY_BARE) {
            str_add(&detail, beside ? "\n" : "; ");
            flow_ledger_words(flow, result, p, &detail);
        }
    } else {
        verdict(flow, result, p, beside, wordy, &headline, &detail);
    }
    const struct run runs[] = {head,
                               {brief ? " " : ": ", ROLE_TEXT, 0},
                               {headline.data, role_of(fate), ATTR_BOLD},
                               {detail.data, ROLE_TEXT, 0}};
    paragraph(p, r, 1, runs, 4);
    str_done(&headline);
    str_done(&detail);
}

/* The verdicts of the first stacks one after the other: "sigmoid vanishes: 3.8e-10; relu survives:
 * 1". Returns the rows they take. */
static int draw_run(const struct model *m, struct pen *p, int acts, struct rect r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    struct run runs[4 * FLOW_ACTS_MAX];
    char name[FLOW_ACTS_MAX][FRAME_NAME];
    struct str rest[FLOW_ACTS_MAX];
    int n = 0;
    for (int i = 0; i < acts; i++) {
        const struct stack_result *result = app_flow(m->app, i);
        str_init(&rest[i]);
        runs[n++] = head_of(flow, i, p, name[i]);
        if (is_judged(flow, result)) {
            enum flow_fate fate = flow_words_fate(flow_words_change(flow, result));
            runs[n++] = (struct run){" ", ROLE_TEXT, 0};
            runs[n++] = (struct run){flow_words_fate_name(fate), role_of(fate), ATTR_BOLD};
            add_change(flow, result, &rest[i]);
        } else {
            str_add(&rest[i], pending(result));
        }
        str_add(&rest[i], i + 1 < acts ? "; " : "");
        runs[n++] = (struct run){rest[i].data, ROLE_TEXT, 0};
    }
    int rows = text_paragraph(p, r, 0, 0, runs, n);
    for (int i = 0; i < acts; i++)
        str_done(&rest[i]);
    return rows;
}

/* All that is said, from the top of r. In a rectangle without height it only measures. Returns the
 * rows it takes. */
static int draw_words(const struct picture *of, struct pen *p, enum wordy wordy, int air,
                      struct rect r)
{
    const struct model *m = of->m;
    const struct layout *l = of->l;
    int n = app_settings(m->app)->flow.acts.n, rows = 0;
    for (int i = 0; i <= n + 1 && i <= FLOW_ACTS_MAX + 1; i++) {
        struct rect rest = {r.x, r.y + rows, r.w, r.h - rows};
        if (i < n)
            draw_verdict(m, p, i, wordy, !l->chips, &rest);
        else if (i == n && !l->chips)
            draw_step(m, p, &rest);
        else if (i > n && wordy < WORDY_NO_LEGEND)
            draw_quantity(of, p, wordy, &rest);
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
    enum wordy wordy = WORDY_ALL;
    while (wordy < WORDY_RUN && draw_words(&of, p, wordy, 0, nowhere) > l->words.h)
        wordy++;
    if (wordy == WORDY_RUN) { /* of as many as are whole */
        while (acts > 0 && draw_run(m, p, acts, nowhere) > l->words.h)
            acts--;
        (void)draw_run(m, p, acts, l->words);
        return;
    }
    int air = !l->chips && draw_words(&of, p, wordy, 1, nowhere) <= l->words.h;
    (void)draw_words(&of, p, wordy, air, l->words);
}
