#include "view/flow_words.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "app/option.h"
#include "num/decimal.h"
#include "view/flow_ledger.h"
#include "view/flow_reason.h"

double flow_words_log10(const struct flow_settings *flow, const struct stack_layer *layer)
{
    return flow->show == FLOW_SHOW_DW ? layer->dw_log10 : layer->grad_log10;
}

static bool is_whole_chain(const struct flow_settings *flow)
{
    return flow->mode == STACK_CHAIN && flow->show == FLOW_SHOW_DELTA;
}

double flow_words_change(const struct flow_settings *flow, const struct stack_result *r)
{
    if (is_whole_chain(flow))
        return r->total_log10;
    double first = flow_words_log10(flow, &r->layer[0]);
    double last = flow_words_log10(flow, &r->layer[r->layers - 1]);
    if (r->layers < 2)
        return (double)NAN;
    return stack_change_log10(first, last);
}

enum flow_fate flow_words_fate(double change)
{
    static const struct {
        double below;
        enum flow_fate fate;
    } fates[] = {{-3, FLOW_VANISHES}, {-1, FLOW_FADES}, {1, FLOW_SURVIVES}, {3, FLOW_GROWS}};
    if (isnan(change))
        return FLOW_UNKNOWN;
    if (isinf(change))
        return change < 0 ? FLOW_BLOCKED : FLOW_EXPLODES;
    for (size_t i = 0; i < sizeof fates / sizeof fates[0]; i++)
        if (change < fates[i].below)
            return fates[i].fate;
    return FLOW_EXPLODES;
}

const char *flow_words_fate_name(enum flow_fate fate)
{
    static const char *const names[] = {
        [FLOW_BLOCKED] = "is blocked",
        [FLOW_VANISHES] = "vanishes",
        [FLOW_FADES] = "fades",
        [FLOW_SURVIVES] = "survives",
        [FLOW_GROWS] = "grows",
        [FLOW_EXPLODES] = "explodes",
        [FLOW_UNKNOWN] = "cannot be judged",
    };
    return names[fate];
}

/* Colour only underlines the word. */
enum role flow_words_fate_role(enum flow_fate fate)
{
    return fate == FLOW_SURVIVES ? ROLE_GOOD : fate == FLOW_UNKNOWN ? ROLE_TEXT : ROLE_WARN;
}

/* ---- what is run ---- */

/* What is said of a stack behind its depth and width: an option's value between two texts,
 * of which one names what is on. */
static const struct part {
    const char *option, *before, *after;
    bool always; /* not only where it differs from the default */
    bool chain;  /* in chains, too */
} parts[] = {
    {"norm", "", " norm", false, true},     {"residual", "residual", "", false, true},
    {"precision", "", "", false, true},     {"init", "", "", true, false},
    {"gain", "gain ", "", false, false},    {"bias", "bias ", "", false, false},
    {"dist", "", " weights", false, false}, {"batch", "batch ", "", true, false},
};

/* The parts whose values differ from the defaults, or those that do not and are said all the same.
 */
static void add_parts(const struct settings *s, bool differ, struct str *out)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct option_ref ref;
        struct str value;
        if (!option_find(s, SCREEN_FLOW, parts[i].option, &ref, NULL) ||
            (s->flow.mode == STACK_CHAIN && !parts[i].chain))
            continue;
        str_init(&value);
        option_text(s, &ref, &value);
        if (differ ? !str_is(value.data, ref.row->value)
                   : parts[i].always && str_is(value.data, ref.row->value))
            str_addf(out, ", %s%s%s", parts[i].before, str_is(value.data, "on") ? "" : value.data,
                     parts[i].after);
        str_done(&value);
    }
}

void flow_words_setup(const struct settings *s, struct str *out)
{
    const struct flow_settings *flow = &s->flow;
    char number[FMT_SIZE];
    if (flow->mode == STACK_CHAIN) {
        str_addf(out, "one-unit chain of %d: every z held at %s by its bias", flow->layers,
                 fmt_short(number, flow->input, 4));
        str_addf(out, ", weight %s", fmt_short(number, flow->weight, 4));
        add_parts(s, true, out);
        return;
    }
    str_addf(out, "%d layer%s of %d", flow->layers, flow->layers == 1 ? "" : "s", flow->width);
    add_parts(s, true, out);
    bool own_seed = !isnan(flow->seed) || s->seed != 1;
    if (own_seed)
        str_addf(out, ", seed %.0f", isnan(flow->seed) ? s->seed : flow->seed);
    add_parts(s, false, out);
    if (!own_seed)
        str_add(out, ", seed 1");
}

char *flow_words_every(int each, char out[FLOW_EVERY])
{
    static const char *const ends[] = {"th", "st", "nd", "rd"};
    bool teens = each / 10 % 10 == 1;
    int last = each % 10;
    if (each > 1)
        (void)snprintf(out, FLOW_EVERY, "every %d%s", each, ends[!teens && last < 4 ? last : 0]);
    else
        (void)snprintf(out, FLOW_EVERY, "every");
    return out;
}

/* ---- verdicts ---- */

/* "δ" or "∂L/∂W": what the numbers are of. */
static void add_quantity(const struct flow_settings *flow, const struct pen *p, struct str *out)
{
    const char *partial = flow_ledger_sign(p, "partial");
    if (flow->show == FLOW_SHOW_DW)
        str_addf(out, "%sL/%sW", partial, partial);
    else
        str_add(out, flow_ledger_sign(p, "delta"));
}

static bool is_single(const struct flow_settings *flow, const struct stack_result *r)
{
    return r->layers < 2 && !is_whole_chain(flow);
}

/* Did the last layer get nothing to begin with? */
static bool is_blocked_at_top(const struct flow_settings *flow, const struct stack_result *r)
{
    double last = flow_words_log10(flow, &r->layer[r->layers - 1]);
    return isinf(last) && last < 0;
}

const char *flow_words_verb(const struct flow_settings *flow, const struct stack_result *r)
{
    enum flow_fate fate = flow_words_fate(flow_words_change(flow, r));
    bool top = fate == FLOW_UNKNOWN && is_blocked_at_top(flow, r);
    return top ? "is blocked at the top" : flow_words_fate_name(fate);
}

void flow_words_headline(const struct flow_settings *flow, const struct stack_result *r,
                         struct str *out)
{
    if (is_single(flow, r))
        str_add(out, "one layer only");
    else
        str_addf(out, "%s %s", flow->show == FLOW_SHOW_DW ? "weight gradient" : "gradient",
                 flow_words_verb(flow, r));
}

/* From where on the way back nothing is left, in the format that is computed in. */
static void add_zeros(const struct flow_settings *flow, const struct stack_result *r,
                      struct str *out)
{
    int l = r->layers;
    while (l > 1 && !isinf(flow_words_log10(flow, &r->layer[l - 1])))
        l--;
    if (l > 1)
        str_addf(out, ", as all from layer %d down", l);
    if (flow->precision != ROUND_F64)
        str_addf(out, "%s in %s", l > 1 ? "," : "", round_name[flow->precision]);
}

void flow_words_detail(const struct flow_settings *flow, int i, const struct stack_result *r,
                       const struct pen *p, struct str *out)
{
    char number[FMT_SIZE];
    double change = flow_words_change(flow, r);
    enum flow_fate fate = flow_words_fate(change);
    if (is_single(flow, r)) {
        str_add(out, "nothing to compare; ");
        add_quantity(flow, p, out);
        str_addf(out, "%s %s of what comes in", flow->show == FLOW_SHOW_DW ? " is" : "1 is",
                 decimal_of_log10(number, flow_words_log10(flow, &r->layer[0]), 3));
        return;
    }
    if (fate == FLOW_UNKNOWN) {
        flow_reason_unknown(flow, i, r, p, out);
        return;
    }
    if (fate == FLOW_BLOCKED && !is_whole_chain(flow)) {
        str_add(out, "layer 1 gets exactly 0");
        add_zeros(flow, r, out);
    } else if (is_whole_chain(flow)) {
        str_addf(out, "%s gets through %s",
                 fate == FLOW_BLOCKED ? "nothing" : decimal_of_log10(number, change, 3),
                 r->layers > 1 ? "all " : "its one layer");
        if (r->layers > 1)
            str_addf(out, "%d layers", r->layers);
    } else {
        str_addf(out, "layer 1 gets %s of layer %d's", decimal_of_log10(number, change, 3),
                 r->layers);
    }
    if (fate == FLOW_BLOCKED)
        flow_reason_zero(flow, i, r, p, out);
}

void flow_words_brief(const struct flow_settings *flow, const struct stack_result *r,
                      const struct pen *p, struct str *out)
{
    char number[FMT_SIZE];
    double change = flow_words_change(flow, r);
    bool at_top = isnan(change) && is_blocked_at_top(flow, r);
    if (!at_top && (isnan(change) || (isinf(change) && change > 0)))
        return;
    if (is_whole_chain(flow)) {
        str_addf(out, "%s gets through", decimal_of_log10(number, change, 3));
    } else if (at_top || isinf(change)) {
        str_addf(out, "0 from layer %d down", flow_words_below(flow, r, -DBL_MAX));
    } else {
        add_quantity(flow, p, out);
        str_addf(out, "%s/", flow->show == FLOW_SHOW_DW ? " 1" : "1");
        if (flow->show != FLOW_SHOW_DW)
            add_quantity(flow, p, out);
        str_addf(out, "%d = %s", r->layers, decimal_of_log10(number, change, 3));
    }
}

/* log10 of what a layer passes on on average, and over how many steps. */
static double mean_of(const struct flow_settings *flow, const struct stack_result *r, int *steps)
{
    *steps = is_whole_chain(flow) ? r->layers : r->layers - 1;
    return flow_words_change(flow, r) / *steps;
}

/* " (-0.496 decades; theory -0.5)": log10 of what a layer passes on, and what theory says of it. */
static void add_decades(const struct flow_settings *flow, const struct stack_result *r, double mean,
                        struct str *out)
{
    enum { DIGITS = 3 };
    char number[FMT_SIZE];
    double steps = r->layers - 1;
    double theory = (r->layer[0].theory_log10 - r->layer[r->layers - 1].theory_log10) / steps;
    if (fabs(mean) < 0.005)
        return;
    str_addf(out, " (%s%s decades", mean > 0 ? "+" : "", fmt_short(number, mean, DIGITS));
    if (isfinite(theory) && flow->show == FLOW_SHOW_DELTA)
        str_addf(out, "; theory %s%s", theory > 0 ? "+" : "", fmt_short(number, theory, DIGITS));
    str_add(out, ")");
}

void flow_words_mean(const struct flow_settings *flow, const struct stack_result *r,
                     const struct pen *p, enum flow_mean how, struct str *out)
{
    enum { DIGITS = 3 };
    char number[FMT_SIZE];
    int steps;
    double mean = mean_of(flow, r, &steps);
    if (is_single(flow, r) || !isfinite(mean))
        return;
    bool dw = flow->show == FLOW_SHOW_DW, one = steps == 1;
    const char *times = flow_ledger_sign(p, "times"), *tie = p ? "\xc2\xa0" : " ";
    decimal_of_log10(number, mean, DIGITS);
    if (!one && how != FLOW_MEAN_TOLD)
        str_addf(out, "mean %s%s%s", times, tie, number);
    else if (!one && dw)
        str_addf(out, "on average %s%s%s a layer", times, tie, number);
    else if (!one)
        str_addf(out, "%sa layer passes on %s", is_whole_chain(flow) ? "" : "on average ", number);
    struct str product;
    str_init(&product);
    if (!dw && how != FLOW_MEAN_ALONE)
        flow_ledger_product(flow, r, p, DIGITS, &product);
    if (product.len > 0)
        str_addf(out, "%s %s", one ? "that is" : " =", product.data);
    str_done(&product);
    if (how == FLOW_MEAN_TOLD && !one)
        add_decades(flow, r, mean, out);
}

/* ---- formats ---- */

int flow_words_below(const struct flow_settings *flow, const struct stack_result *r, double least)
{
    for (int l = r->layers; l >= 1; l--)
        if (flow_words_log10(flow, &r->layer[l - 1]) < least)
            return l;
    return 0;
}

void flow_words_formats(const struct flow_settings *flow, const struct stack_result *r, bool brief,
                        struct str *out)
{
    /* By their least numbers. */
    static const enum round_format formats[] = {ROUND_F16, ROUND_BF16, ROUND_F32, ROUND_F64};
    enum { FORMATS = sizeof formats / sizeof formats[0] };
    int lost = 0;
    char number[FMT_SIZE];
    double change = flow_words_change(flow, r); /* what is exactly 0 is no underflow */
    if (flow->precision != ROUND_F64 || isinf(change) || (isnan(change) && r->layers > 1))
        return;
    for (; lost < FORMATS; lost++) {
        const double least = round_least_log10(formats[lost]);
        const char *name = round_name[formats[lost]];
        int l = flow_words_below(flow, r, least);
        if (l == 0)
            break;
        decimal_of_log10(number, least, 1);
        if (lost == 0)
            str_addf(out, "from layer %d down below %s's least number, %s", l, name, number);
        else
            str_addf(out, ", from %d below %s's, %s", l, name, number);
    }
    if (lost > 0 && lost < FORMATS && !brief)
        str_addf(out, "; %s holds it", round_name[formats[lost]]);
}
