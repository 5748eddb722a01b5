#include "view/flow_verdict.h"

#include <math.h>

#include "num/decimal.h"
#include "view/flow_ledger.h"

/* Adds `part` behind `sign`, if there is anything of it, and lets it go. */
static void add_part(struct str *out, const char *sign, struct str *part)
{
    if (part->len > 0)
        str_addf(out, "%s%s", out->len > 0 ? sign : "", part->data);
    str_done(part);
}

static void add_mean(const struct flow_settings *flow, const struct stack_result *r,
                     const struct pen *p, enum flow_mean how, struct str *out)
{
    struct str mean;
    str_init(&mean);
    flow_words_mean(flow, r, p, how, &mean);
    add_part(out, "; ", &mean);
}

static void add_ledger(const struct flow_settings *flow, const struct stack_result *r,
                       const struct pen *p, const char *sign, struct str *out)
{
    struct str ledger;
    str_init(&ledger);
    if (flow->show == FLOW_SHOW_DW)
        str_addf(&ledger, "of %s: ", flow_ledger_sign(p, "delta"));
    flow_ledger_words(flow, r, p, &ledger);
    add_part(out, sign, &ledger);
}

static void add_formats(const struct flow_settings *flow, const struct stack_result *r, bool brief,
                        const char *sign, struct str *out)
{
    struct str formats;
    str_init(&formats);
    flow_words_formats(flow, r, brief, &formats);
    add_part(out, sign, &formats);
}

/* ": 3.78e-10", with what precedes the number or without. */
static void add_number(const struct flow_settings *flow, const struct stack_result *r,
                       const struct pen *p, bool bare, struct str *out)
{
    char number[FMT_SIZE];
    double change = flow_words_change(flow, r);
    if (bare && isfinite(change))
        str_add(out, decimal_of_log10(number, change, 3));
    else
        flow_words_brief(flow, r, p, out);
}

void flow_verdict_init(struct flow_verdict *v, const struct flow_settings *flow, int i,
                       const struct stack_result *r, const struct pen *p, enum flow_wordy wordy,
                       bool beside)
{
    const char *sign = beside ? "\n" : "; ";
    bool brief = wordy >= FLOW_SHORT_VERDICTS;
    struct str text;
    str_init(&v->headline);
    str_init(&v->detail);
    v->fate = FLOW_UNKNOWN;
    if (!r)
        return;
    v->fate = flow_words_fate(flow_words_change(flow, r));
    bool ledger = flow->ledger && v->fate != FLOW_UNKNOWN && wordy < FLOW_BARE;
    bool sums_only = ledger && wordy >= FLOW_NO_FACTORS;
    str_init(&text);
    if (brief) {
        str_add(&v->headline, flow_words_verb(flow, r));
        add_number(flow, r, p, wordy == FLOW_RUN || sums_only, &text);
    } else {
        flow_words_headline(flow, r, &v->headline);
        flow_words_detail(flow, i, r, p, &text);
    }
    if (wordy < FLOW_BARE && !sums_only)
        add_mean(flow, r, p,
                 wordy < FLOW_TERSE                              ? FLOW_MEAN_TOLD
                 : wordy < FLOW_NO_FACTORS && !(brief && ledger) ? FLOW_MEAN_BRIEF
                                                                 : FLOW_MEAN_ALONE,
                 &text);
    if (ledger)
        add_ledger(flow, r, p, sign, &text);
    if (wordy < FLOW_NO_FORMATS)
        add_formats(flow, r, wordy >= FLOW_TERSE, sign, &text);
    if (text.len > 0)
        str_addf(&v->detail, "%s%s", beside && !brief ? "\n" : ": ", text.data);
    str_done(&text);
}

void flow_verdict_done(struct flow_verdict *v)
{
    str_done(&v->headline);
    str_done(&v->detail);
}
