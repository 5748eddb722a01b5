#include "view/flow_step.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/text.h"
#include "num/decimal.h"

enum { DIGITS = 3 };

bool flow_step_of(const struct flow_settings *flow, const struct stack_result *r,
                  struct flow_step *out)
{
    double back = flow->playhead - flow->layers, within = back - floor(back);
    bool runs = flow->playing || (flow->until > 0 && flow->until >= flow->playhead);
    if (!r || back < 0 || (back == 0 && !runs) || (back >= flow->layers && !runs))
        return false;
    *out = (struct flow_step){.layers = flow->layers, .whole = within == 0};
    out->layer = flow->layers - (int)floor(back) + (within == 0 && back > 0);
    const struct stack_layer *layer = &r->layer[out->layer - 1];
    bool top = out->layer == flow->layers;
    for (int k = 0; k < FLOW_SHARES; k++) {
        enum flow_share kind = (enum flow_share)k;
        if (!flow_ledger_has(flow, kind) ||
            (top && (kind == FLOW_BY_WEIGHT || kind == FLOW_BY_SKIP)))
            continue;
        out->kind[out->n] = kind;
        out->share[out->n++] = flow_ledger_of(layer, kind);
    }
    out->before = top ? 0 : r->layer[out->layer].grad_log10;
    out->shown = out->whole && back > 0 ? out->n : (int)(within * (out->n + 1));
    return true;
}

double flow_step_log10(const struct flow_step *s, int n)
{
    double v = s->before;
    for (int k = 0; k < n; k++)
        v += s->share[k];
    return v;
}

/* ---- words ---- */

static bool has(const struct flow_step *s, enum flow_share kind)
{
    for (int k = 0; k < s->n; k++)
        if (s->kind[k] == kind)
            return true;
    return false;
}

/* "δ12", or at the top what comes in there: "g20". */
static void add_above(const struct flow_step *s, const struct pen *p, struct str *out)
{
    bool top = s->layer == s->layers;
    str_addf(out, "%s%d", top ? "g" : flow_ledger_sign(p, "delta"), s->layer + !top);
}

void flow_step_name(const struct flow_step *s, const struct pen *p, struct str *out)
{
    if (s->shown == 0) {
        add_above(s, p, out);
    } else if (s->shown == s->n) {
        str_addf(out, "%s%d", flow_ledger_sign(p, "delta"), s->layer);
    } else if (s->kind[s->shown - 1] == FLOW_BY_WEIGHT) {
        str_addf(out, "W%s", flow_ledger_sign(p, "transpose"));
        add_above(s, p, out);
    } else {
        str_addf(out, "g%d", s->layer);
        if (s->kind[s->shown - 1] == FLOW_BY_SLOPE)
            str_addf(out, "%s%s%s", flow_ledger_sign(p, "odot"), flow_ledger_sign(p, "phi"),
                     flow_ledger_sign(p, "prime"));
    }
}

/* "δ11 = (W12ᵀδ12 + g12) ⊙ φ′(z11)"; a norm is taken back around all of it. Brief:
 * "δ11 = (W12ᵀδ12+g12)⊙φ′". */
static void add_product(const struct flow_step *s, const struct pen *p, bool brief, struct str *out)
{
    const char *delta = flow_ledger_sign(p, "delta"), *gap = brief ? "" : " ";
    bool top = s->layer == s->layers, skip = has(s, FLOW_BY_SKIP), norm = has(s, FLOW_BY_NORM);
    int l = s->layer, above = l + 1;
    str_addf(out, "%s%d = %s", delta, l, norm ? "N(" : "");
    if (top)
        str_addf(out, "g%d", l);
    else
        str_addf(out, "%sW%d%s%s%s%d", skip ? "(" : "", above, flow_ledger_sign(p, "transpose"),
                 pen_is_unicode(p) ? "" : " ", delta, above);
    if (skip)
        str_addf(out, "%s+%sg%d)", gap, gap, above);
    str_addf(out, "%s%s%s%s%s", gap, flow_ledger_sign(p, "odot"), gap, flow_ledger_sign(p, "phi"),
             flow_ledger_sign(p, "prime"));
    if (!brief)
        str_addf(out, "(z%d)", l);
    str_add(out, norm ? ")" : "");
}

void flow_step_words(const struct flow_step *s, const struct pen *p, struct str *out)
{
    char number[FMT_SIZE], name[16];
    const char *times = flow_ledger_sign(p, "times");
    add_above(s, p, out);
    str_addf(out, " %s", decimal_of_log10(number, s->before, DIGITS));
    for (int k = 0; k < s->shown; k++)
        str_addf(out, " %s %s %s", times, flow_ledger_name(p, s->kind[k], name),
                 decimal_of_log10(number, s->share[k], DIGITS));
    if (s->shown == 0)
        return;
    str_add(out, " = ");
    flow_step_name(s, p, out);
    str_addf(out, " %s", decimal_of_log10(number, flow_step_log10(s, s->shown), DIGITS));
}

/* ---- the table ---- */

/* The log10 of factor k in hundredths, as the difference of rounded sums, so that they add up. */
static double hundredths(const struct flow_step *s, int k)
{
    double from = flow_step_log10(s, k), to = flow_step_log10(s, k + 1);
    return isfinite(from) && isfinite(to) ? (rint(100 * to) - rint(100 * from)) / 100 : s->share[k];
}

/* Where the columns of the table end, and what a number takes with a blank before it. */
enum { VALUE_END = 19, LOG_END = 26, NUMBER = 9 };

/* What is done by a factor: "W12ᵀ", "residual g12", "⊙ φ′", "norm N": the letters of the formula.
 */
static void add_operation(const struct flow_step *s, int k, const struct pen *p, struct str *out)
{
    char name[16];
    flow_ledger_name(p, s->kind[k], name);
    if (s->kind[k] == FLOW_BY_WEIGHT)
        str_addf(out, "W%d%s", s->layer + 1, flow_ledger_sign(p, "transpose"));
    else if (s->kind[k] == FLOW_BY_SKIP)
        str_addf(out, "%s g%d", name, s->layer + 1);
    else if (s->kind[k] == FLOW_BY_SLOPE)
        str_addf(out, "%s %s", flow_ledger_sign(p, "odot"), name);
    else
        str_addf(out, "%s N", name);
}

/* One line of the sum: what, the number behind its sign, its log10. A digit yields to a name. */
static void draw_line(struct pen *p, struct rect r, int row, const char *what, const char *sign,
                      double v, double log, bool accent)
{
    char number[FMT_SIZE], value[FMT_SIZE + 8];
    if (row >= r.h)
        return;
    enum role role = accent ? ROLE_ACCENT : ROLE_TEXT;
    unsigned attr = accent ? ATTR_BOLD : 0;
    int digits = DIGITS;
    do
        (void)snprintf(value, sizeof value, "%s%s", sign, decimal_of_log10(number, v, digits));
    while (--digits > 0 && utf8_columns(what) + 1 + utf8_columns(value) > VALUE_END);
    (void)pen_text(p, r.x, r.y + row, r.w, role, attr, what);
    (void)pen_text_right(p, r.x + VALUE_END, r.y + row, role, attr, value);
    if (r.w < LOG_END)
        return;
    log = log == 0 ? 0 : log;
    (void)snprintf(number, sizeof number, sign[0] ? "%+.2f" : "%.2f", log);
    if (strlen(number) >= (size_t)(LOG_END - VALUE_END)) /* a blank is between them */
        (void)snprintf(number, sizeof number, "%.1f", log);
    (void)pen_text_right(p, r.x + LOG_END, r.y + row, ROLE_DIM, 0, number);
}

/* What is multiplied: in one line if it can be, as long as it can be. Returns its rows. */
static int draw_product(const struct flow_step *s, struct pen *p, struct rect r)
{
    struct str whole, brief;
    str_init(&whole);
    str_init(&brief);
    add_product(s, p, false, &whole);
    if (utf8_columns(whole.data) > r.w)
        add_product(s, p, true, &brief);
    bool is_brief = brief.len > 0 && utf8_columns(brief.data) <= r.w;
    const struct run run = {is_brief ? brief.data : whole.data, ROLE_TEXT, ATTR_BOLD};
    int rows = text_paragraph(p, r, 0, 2, &run, 1);
    str_done(&brief);
    str_done(&whole);
    return rows;
}

int flow_step_draw(const struct flow_step *s, struct pen *p, struct rect r)
{
    int top = draw_product(s, p, r), rows = top + 3 + s->n;
    char times[8];
    struct str text, name;
    if (r.h <= 0)
        return rows;
    (void)snprintf(times, sizeof times, "%s ", flow_ledger_sign(p, "times"));
    if (r.h > top) {
        (void)pen_text_right(p, r.x + VALUE_END, r.y + top, ROLE_AXIS, 0, "rms, factor");
        if (r.w >= LOG_END)
            (void)pen_text_right(p, r.x + LOG_END, r.y + top, ROLE_AXIS, 0, "log10");
    }
    str_init(&text);
    str_init(&name);
    add_above(s, p, &text);
    draw_line(p, r, top + 1, text.data, "", s->before, s->before, s->shown == 0);
    for (int k = 0; k < s->shown; k++) {
        str_clear(&text);
        add_operation(s, k, p, &text);
        draw_line(p, r, top + 2 + k, text.data, times, s->share[k], hundredths(s, k), false);
    }
    if (s->shown > 0) {
        double now = flow_step_log10(s, s->shown);
        str_clear(&text);
        flow_step_name(s, p, &name);
        bool room = utf8_columns(name.data) + 2 + NUMBER <= VALUE_END;
        str_addf(&text, "%s%s", room ? "= " : "", name.data);
        draw_line(p, r, top + 2 + s->n, text.data, "", now, now, true);
    }
    str_done(&name);
    str_done(&text);
    return rows;
}
