#include "view/view_flow.h"

#include <math.h>
#include <stdio.h>

#include "num/decimal.h"
#include "draw/text.h"
#include "view/flow_bars.h"
#include "view/flow_words.h"
#include "view/knobs.h"

static void paragraph(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    int lines = text_paragraph(p, *r, 0, hang, runs, n);
    lines = lines < r->h ? lines : r->h;
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

/* What the bars are, and on which scale. */
static void draw_quantity(const struct model *m, struct pen *p, const struct layout *l,
                          const struct flow_axis *axis, struct rect *r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    bool dw = flow->show == FLOW_SHOW_DW;
    const char *partial = pen_symbol(p, "partial");
    char lo[FMT_SIZE], hi[FMT_SIZE];
    struct str text;
    str_init(&text);
    if (dw)
        str_addf(&text, "bars: %sL/%sW, rms", partial, partial);
    else
        str_addf(&text, "bars: %s = %sL/%sz, rms", pen_symbol(p, "delta"), partial, partial);
    str_addf(&text, "\nlog scale from %s to %s", decimal_of_log10(lo, axis->lo, 2),
             decimal_of_log10(hi, axis->hi, 2));
    if (l->each > 1)
        str_addf(&text, "\na bar is %d layers: the least of them", l->each);
    if (flow->theory && !dw && has_theory(m->app))
        str_addf(&text, "\n%s marks the large-width limit", l->rows ? "|" : "-");
    const struct run run = {text.data, ROLE_DIM, 0};
    paragraph(p, r, 2, &run, 1);
    str_done(&text);
}

/* The verdict of stack i, once its gradient has arrived. */
static void draw_verdict(const struct model *m, struct pen *p, int i, bool brief, struct rect *r)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    const struct stack_result *result = app_flow(m->app, i);
    char name[ACT_NAME], phi[32];
    const struct run head = {settings_act_name(&flow->acts, i, name),
                             ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX), ATTR_BOLD};
    if (!result || flow->playhead < 2.0 * flow->layers) {
        const struct run runs[] = {head,
                                   {result ? ": on its way" : ": being computed", ROLE_DIM, 0}};
        paragraph(p, r, 1, runs, 2);
        return;
    }
    enum flow_fate fate = flow_words_fate(flow_words_change(flow, result));
    if (brief && r->h < 3 * (flow->acts.n - i)) { /* a line is all there is */
        char change[FMT_SIZE], text[64];
        (void)snprintf(text, sizeof text, ": %s of it arrives",
                       decimal_of_log10(change, flow_words_change(flow, result), 3));
        const struct run runs[] = {head,
                                   {" ", ROLE_TEXT, 0},
                                   {flow_words_fate_name(fate), role_of(fate), ATTR_BOLD},
                                   {text, ROLE_TEXT, 0}};
        paragraph(p, r, 1, runs, 4);
        return;
    }
    struct str headline, detail;
    str_init(&headline);
    str_init(&detail);
    flow_words_headline(flow, fate, &headline);
    str_add(&detail, brief ? ": " : "\n");
    flow_words_detail(flow, result, &detail);
    if (flow->ledger) {
        (void)snprintf(phi, sizeof phi, "%s%s", pen_symbol(p, "phi"), pen_symbol(p, "prime"));
        str_add(&detail, brief ? "; " : "\n");
        flow_words_ledger(result, phi, &detail);
    }
    const struct run runs[] = {head,
                               {": ", ROLE_TEXT, 0},
                               {headline.data, role_of(fate), ATTR_BOLD},
                               {detail.data, ROLE_TEXT, 0}};
    paragraph(p, r, 1, runs, 4);
    str_done(&headline);
    str_done(&detail);
}

void view_flow_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    struct flow_axis axis = flow_bars_axis(m->app);
    bool beside = !l->chips;
    struct rect r = l->words;
    for (int i = 0; i < flow->acts.n && i < FLOW_ACTS_MAX; i++)
        flow_bars_draw(m, p, l, i, &axis);
    knobs_draw(m, p, l, flow->param);
    for (int i = 0; i < flow->acts.n && i < FLOW_ACTS_MAX && r.h > 0; i++) {
        draw_verdict(m, p, i, !beside, &r);
        if (beside && r.h > 6 * (flow->acts.n - i)) /* air, where there is room */
            r.y++, r.h--;
    }
    if (r.h > 0)
        draw_quantity(m, p, l, &axis, &r);
}
