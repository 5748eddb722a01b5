#include "view/flow_reason.h"

#include <math.h>

#include "num/decimal.h"
#include "view/flow_ledger.h"
#include "view/flow_words.h"

static bool has_no_weights(const struct flow_settings *flow)
{
    if (flow->mode == STACK_CHAIN)
        return flow->weight == 0;
    bool scaled = flow->init == STACK_NORMAL || flow->init == STACK_UNIFORM;
    return flow->gain == 0 || (scaled && flow->init_scale == 0);
}

/* The first of the layers up to `last` from which on every a is 0, or 0. */
static int silent_from(const struct stack_result *r, int last)
{
    int l = last;
    while (l >= 1 && r->layer[l - 1].zero == 1)
        l--;
    return l < last ? l + 1 : 0;
}

/* Layer l has no slope at any z. */
static void add_flat(const struct flow_settings *flow, int i, const struct stack_result *r, int l,
                     const struct pen *p, struct str *out)
{
    const struct act_use *use = &flow->acts.use[i];
    int silent = silent_from(r, l);
    char slope[16], number[FMT_SIZE];
    flow_ledger_name(p, FLOW_BY_SLOPE, slope);
    if (flow->mode == STACK_CHAIN && act_is_kink(use, flow->input))
        str_addf(out, "z = %s is its kink, where %s is taken as 0; move the input",
                 fmt_short(number, flow->input, 4), slope);
    else if (flow->mode == STACK_CHAIN)
        str_addf(out, "%s is 0 at z = %s", slope, fmt_short(number, flow->input, 4));
    else if (silent > 0)
        str_addf(out, "every a is 0 from layer %d on", silent);
    else
        str_addf(out, "%s is 0 at every z of layer %d", slope, l);
}

void flow_reason_zero(const struct flow_settings *flow, int i, const struct stack_result *r,
                      const struct pen *p, struct str *out)
{
    enum flow_share by = FLOW_BY_SLOPE;
    int l = flow_ledger_blocked(r, &by);
    size_t start = out->len;
    char name[16];
    if (l == 0)
        return;
    bool flat = by == FLOW_BY_SLOPE && r->layer[l - 1].slope_rms == 0;
    if (!flat && flow->precision != ROUND_F64)
        return;
    str_add(out, ": ");
    if (has_no_weights(flow))
        str_add(out, "all weights are 0");
    else if (flat)
        add_flat(flow, i, r, l, p, out);
    else if (by == FLOW_BY_SLOPE)
        str_addf(out, "at layer %d %s is 0 wherever it comes", l, flow_ledger_name(p, by, name));
    else if (by == FLOW_BY_NORM)
        str_addf(out, "at layer %d the norm undoes all that it asks for", l);
    else
        str_cut(out, start);
}

void flow_reason_unknown(const struct flow_settings *flow, int i, const struct stack_result *r,
                         const struct pen *p, struct str *out)
{
    char number[FMT_SIZE];
    for (int l = 1; l <= r->layers; l++) {
        const double sizes[] = {r->layer[l - 1].z_rms, r->layer[l - 1].a_rms};
        for (int k = 0; k < 2; k++) {
            if (isfinite(sizes[k]))
                continue;
            str_addf(out, "%s %s at layer %d; no gradient beyond", k ? "a" : "z",
                     isinf(sizes[k]) ? "overflows" : "is no number", l);
            return;
        }
    }
    for (int l = r->layers; l >= 1; l--) {
        double v = flow_words_log10(flow, &r->layer[l - 1]);
        if (!isnan(v) && !(isinf(v) && v > 0))
            continue;
        str_addf(out, "it is %s at layer %d", decimal_of_log10(number, v, 3), l);
        return;
    }
    str_addf(out, "layer %d gets exactly 0 itself", r->layers);
    flow_reason_zero(flow, i, r, p, out);
}
