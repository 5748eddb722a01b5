/* flow_verdict: what is said of a finished stack beside its bars, at the length that there is room
 * for. */
#ifndef VIEW_FLOW_VERDICT_H
#define VIEW_FLOW_VERDICT_H

#include "draw/pen.h"
#include "view/flow_words.h"

/* How much is said of all stacks together, each less than the one before. What is said is whole. */
enum flow_wordy {
    FLOW_ALL,          /* sentences, a long legend, a table of factors for every stack under way */
    FLOW_ONE_TABLE,    /* for the focused one alone */
    FLOW_SHORT_LEGEND, /* of bars, in which scale; of signs */
    FLOW_TERSE,        /* the mean in few words, and the shortest legend */
    FLOW_NO_FORMATS,   /* nothing of formats */
    FLOW_SHORT_VERDICTS, /* "sigmoid vanishes: δ1/δ20 = 3.78e-10; mean × 0.319 = ..." */
    FLOW_LEAST,          /* that, with a short legend */
    FLOW_NO_FACTORS, /* the mean without its factors, nor where the ledger's sums stand for it */
    FLOW_NO_LEGEND,
    FLOW_BARE, /* without the mean and the sums of the ledger */
    FLOW_RUN   /* all stacks in one run: "sigmoid vanishes: 3.78e-10; relu ..." */
};

struct flow_verdict {
    enum flow_fate fate;
    struct str headline, detail; /* the detail with what sets it off */
};

/* Of the i-th stack; without a result both texts are empty. `beside`: in a narrow panel, where
 * parts stand in lines of their own. */
void flow_verdict_init(struct flow_verdict *v, const struct flow_settings *flow, int i,
                       const struct stack_result *r, const struct pen *p, enum flow_wordy wordy,
                       bool beside);
void flow_verdict_done(struct flow_verdict *v);

#endif
