#include "view/flow_words.h"

#include <math.h>
#include <stdio.h>

#include "app/option.h"
#include "num/decimal.h"

#define LOG10_2 0.30102999566398120

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
    if (isinf(first) && first < 0)
        return first;
    return first - last;
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

static void add_option(const struct settings *s, const char *name, struct str *out)
{
    struct option_ref ref;
    if (option_find(s, SCREEN_FLOW, name, &ref, NULL))
        option_text(s, &ref, out);
}

/* What a layer has beside its weights. */
static void add_form(const struct flow_settings *flow, struct str *out)
{
    static const char *const norms[] = {
        [STACK_NORM_BATCH] = ", batch norm", [STACK_NORM_LAYER] = ", layer norm"};
    static const char *const formats[] = {
        [ROUND_F32] = ", f32", [ROUND_F16] = ", f16", [ROUND_BF16] = ", bf16"};
    if (flow->norm != STACK_NORM_NONE)
        str_add(out, norms[flow->norm]);
    if (flow->residual)
        str_add(out, ", skips");
    if (flow->precision != ROUND_F64)
        str_add(out, formats[flow->precision]);
}

void flow_words_setup(const struct settings *s, struct str *out)
{
    const struct flow_settings *flow = &s->flow;
    char number[FMT_SIZE];
    if (flow->mode == STACK_CHAIN) {
        str_addf(out, "one-unit chain of %d: every z held at %s by its bias", flow->layers,
                 fmt_short(number, flow->input, 4));
        str_addf(out, ", weight %s", fmt_short(number, flow->weight, 4));
        add_form(flow, out);
        return;
    }
    str_addf(out, "%d layer%s of %d, batch %d, ", flow->layers, flow->layers == 1 ? "" : "s",
             flow->width, flow->batch);
    add_option(s, "init", out);
    if (flow->gain != 1)
        str_addf(out, ", gain %s", fmt_short(number, flow->gain, 4));
    if (flow->bias != 0)
        str_addf(out, ", bias %s", fmt_short(number, flow->bias, 4));
    add_form(flow, out);
    str_addf(out, ", seed %.0f", isnan(flow->seed) ? s->seed : flow->seed);
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

/* Why nothing can be said of the gradient: the first layer whose numbers left the range of a
 * double, else the first that the gradient did not reach as a number. */
static void add_reason(const struct flow_settings *flow, const struct stack_result *r,
                       struct str *out)
{
    char number[FMT_SIZE];
    for (int i = 0; i < r->layers; i++) {
        if (isfinite(r->layer[i].z_rms))
            continue;
        str_addf(out, "z %s at layer %d; no gradient beyond",
                 isinf(r->layer[i].z_rms) ? "overflows" : "is no number", i + 1);
        return;
    }
    for (int i = r->layers - 1; i >= 0; i--) {
        double v = flow_words_log10(flow, &r->layer[i]);
        if (!isnan(v) && !(isinf(v) && v > 0))
            continue;
        str_addf(out, "it is %s at layer %d", decimal_of_log10(number, v, 3), i + 1);
        return;
    }
    str_add(out, "no gradient to compare with");
}

static void add_rate(double change, int layers, struct str *out)
{
    char number[FMT_SIZE];
    double rate = change / (layers - 1);
    if (layers < 3 || !isfinite(rate) || fabs(rate) < 0.005)
        return;
    str_addf(out, ", on average %s%s decades a layer", rate > 0 ? "+" : "",
             fmt_short(number, rate, 2));
}

void flow_words_headline(const struct flow_settings *flow, enum flow_fate fate, struct str *out)
{
    str_addf(out, "%s %s", flow->show == FLOW_SHOW_DW ? "weight gradient" : "gradient",
             flow_words_fate_name(fate));
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
        str_addf(out, "%s in %s", l > 1 ? "," : "",
                 flow->precision == ROUND_F32   ? "f32"
                 : flow->precision == ROUND_F16 ? "f16"
                                                : "bf16");
}

void flow_words_detail(const struct flow_settings *flow, const struct stack_result *r,
                       struct str *out)
{
    char number[FMT_SIZE];
    double change = flow_words_change(flow, r);
    enum flow_fate fate = flow_words_fate(change);
    if (r->layers < 2 && fate == FLOW_UNKNOWN) {
        str_addf(out, "one layer has no way back to compare; it gets %s",
                 decimal_of_log10(number, flow_words_log10(flow, &r->layer[0]), 3));
        return;
    }
    if (fate == FLOW_UNKNOWN) {
        add_reason(flow, r, out);
    } else if (is_whole_chain(flow)) {
        str_addf(out, "%s of it gets through all %d layers", decimal_of_log10(number, change, 3),
                 r->layers);
    } else if (fate == FLOW_BLOCKED) {
        str_addf(out, "layer 1 gets exactly 0");
        add_zeros(flow, r, out);
    } else {
        str_addf(out, "layer 1 gets %s of layer %d's", decimal_of_log10(number, change, 3),
                 r->layers);
        add_rate(change, r->layers, out);
    }
}

/* log10 of the least number of each format, narrow ones first. */
static const struct {
    const char *name;
    enum round_format format;
    double least;
} formats[] = {
    {"f16", ROUND_F16, -24 * LOG10_2},
    {"bf16", ROUND_BF16, -133 * LOG10_2},
    {"f32", ROUND_F32, -149 * LOG10_2},
    {"f64", ROUND_F64, -1074 * LOG10_2},
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

int flow_words_below(const struct flow_settings *flow, const struct stack_result *r, double least)
{
    for (int l = r->layers; l >= 1; l--)
        if (flow_words_log10(flow, &r->layer[l - 1]) < least)
            return l;
    return 0;
}

void flow_words_formats(const struct flow_settings *flow, const struct stack_result *r,
                        struct str *out)
{
    int lost = 0, last = 0;
    if (flow->precision != ROUND_F64 || isinf(flow_words_change(flow, r)))
        return;
    for (int i = 0; i < FORMATS; i++) {
        int l = flow_words_below(flow, r, formats[i].least);
        if (l == 0)
            continue;
        if (lost == 0)
            str_add(out, "underflows in ");
        str_addf(out, "%s%s from layer %d down", lost ? ", in " : "", formats[i].name, l);
        lost++;
        last = i;
    }
    if (lost > 0 && last + 1 < FORMATS)
        str_addf(out, ", not in %s", formats[last + 1].name);
}
