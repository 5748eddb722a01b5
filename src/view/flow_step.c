#include "view/flow_step.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
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

/* Numbers stand behind it: a word would run into them. */
static const char *delta_of(const struct pen *p)
{
    return pen_is_unicode(p) ? pen_symbol(p, "delta") : "d";
}

/* "δ11 = (W12ᵀδ12 + g12) ⊙ φ′(z11)"; a norm is taken back around all of it. Brief:
 * "d11 = (W12ᵀd12+g12)⊙f′". */
static void add_product(const struct flow_step *s, const struct pen *p, bool brief, struct str *out)
{
    const char *delta = brief ? "d" : delta_of(p), *dot = pen_symbol(p, "odot");
    const char *transpose = brief && !pen_is_unicode(p) ? "^T" : pen_symbol(p, "transpose");
    const char *phi = brief ? "f" : pen_symbol(p, "phi"), *prime = pen_symbol(p, "prime");
    bool top = s->layer == s->layers, skip = has(s, FLOW_BY_SKIP), norm = has(s, FLOW_BY_NORM);
    int l = s->layer, above = l + 1;
    str_addf(out, "%s%d = %s", delta, l, norm ? "N(" : "");
    if (top)
        str_addf(out, "g%d", l);
    else
        str_addf(out, "%sW%d%s%s%d", skip ? "(" : "", above, transpose, delta, above);
    const char *gap = brief ? "" : " ";
    if (skip)
        str_addf(out, "%s+%sg%d)", gap, gap, above);
    str_addf(out, "%s%s%s%s%s", gap, dot, gap, phi, prime);
    if (!brief)
        str_addf(out, "(z%d)", l);
    str_add(out, norm ? ")" : "");
}

static void add_operand(const struct flow_step *s, const struct pen *p, struct str *out)
{
    bool top = s->layer == s->layers;
    str_addf(out, "%s%d", top ? "g" : delta_of(p), top ? s->layer : s->layer + 1);
}

void flow_step_words(const struct flow_step *s, const struct pen *p, struct str *out)
{
    char number[FMT_SIZE], name[16];
    str_addf(out, "%s%d = %s", delta_of(p), s->layer, decimal_of_log10(number, s->before, DIGITS));
    for (int k = 0; k < s->shown; k++)
        str_addf(out, " %s %s %s", pen_symbol(p, "times"), flow_ledger_name(p, s->kind[k], name),
                 decimal_of_log10(number, s->share[k], DIGITS));
    if (s->shown > 0)
        str_addf(out, " = %s", decimal_of_log10(number, flow_step_log10(s, s->shown), DIGITS));
}

/* The log10 of factor k in hundredths, as the difference of rounded sums, so that they add up. */
static double hundredths(const struct flow_step *s, int k)
{
    double from = flow_step_log10(s, k), to = flow_step_log10(s, k + 1);
    return isfinite(from) && isfinite(to) ? (rint(100 * to) - rint(100 * from)) / 100 : s->share[k];
}

/* One line of the sum: what, the number, its log10. */
static void draw_line(struct pen *p, struct rect r, int row, const char *what, double v, double log,
                      bool factor, bool accent)
{
    enum { VALUE_END = 17, LOG_END = 25 };
    char number[FMT_SIZE];
    if (row >= r.h || !p)
        return;
    enum role role = accent ? ROLE_ACCENT : ROLE_TEXT;
    unsigned attr = accent ? ATTR_BOLD : 0;
    (void)pen_text(p, r.x, r.y + row, r.w, role, attr, what);
    (void)pen_text_right(p, r.x + VALUE_END, r.y + row, role, attr,
                         decimal_of_log10(number, v, DIGITS));
    if (r.w < LOG_END)
        return;
    (void)snprintf(number, sizeof number, factor ? "%+.2f" : "%.2f", log == 0 ? 0 : log);
    (void)pen_text_right(p, r.x + LOG_END, r.y + row, ROLE_DIM, 0, number);
}

int flow_step_draw(const struct flow_step *s, struct pen *p, struct rect r)
{
    int rows = 4 + s->n;
    char name[16];
    struct str text;
    if (r.h <= 0 || !p)
        return rows;
    str_init(&text);
    add_product(s, p, false, &text);
    if (utf8_columns(text.data) > r.w) {
        str_clear(&text);
        add_product(s, p, true, &text);
    }
    (void)pen_text_cut(p, r.x, r.y, r.w, ROLE_TEXT, ATTR_BOLD, text.data);
    if (r.h > 1) {
        (void)pen_text_right(p, r.x + 17, r.y + 1, ROLE_AXIS, 0, "rms");
        if (r.w >= 25)
            (void)pen_text_right(p, r.x + 25, r.y + 1, ROLE_AXIS, 0, "log10");
    }
    str_clear(&text);
    str_add(&text, "  ");
    add_operand(s, p, &text);
    draw_line(p, r, 2, text.data, s->before, s->before, false, s->shown == 0);
    for (int k = 0; k < s->shown; k++) {
        str_clear(&text);
        str_addf(&text, "%s %s", pen_symbol(p, "times"), flow_ledger_name(p, s->kind[k], name));
        draw_line(p, r, 3 + k, text.data, s->share[k], hundredths(s, k), true, false);
    }
    if (s->shown > 0) {
        str_clear(&text);
        str_addf(&text, "= %s%d", delta_of(p), s->layer);
        double now = flow_step_log10(s, s->shown);
        draw_line(p, r, 3 + s->n, s->shown == s->n ? text.data : "=", now, now, false, true);
    }
    str_done(&text);
    return rows;
}
