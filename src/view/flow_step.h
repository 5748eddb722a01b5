/* flow_step: the layer that the gradient is being taken through, factor by factor:
 * d_l = (W^T d_{l+1} + g_{l+1}) .* phi'(z_l), g_{l+1} = dL/da_{l+1} by the residual, and the norm's
 * way back N around it. The number on the screen is the rms of what has been multiplied so far:
 * each is that of a real matrix, none lies between. */
#ifndef VIEW_FLOW_STEP_H
#define VIEW_FLOW_STEP_H

#include "view/flow_ledger.h"

struct flow_step {
    int layer, layers;
    int n;      /* factors */
    int shown;  /* of them, multiplied so far */
    bool whole; /* the playhead stands behind the layer, not in it */
    enum flow_share kind[FLOW_SHARES];
    double share[FLOW_SHARES];
    double before; /* log10 rms of what comes from above */
};

/* False while the animation is not on the way back. While it stands between two layers, the one
 * that it has come to last; within one, as many of its factors as it has passed. */
bool flow_step_of(const struct flow_settings *flow, const struct stack_result *r,
                  struct flow_step *out);

/* log10 after the first n factors. */
double flow_step_log10(const struct flow_step *s, int n);

/* What the number is when so many factors have been multiplied: "δ12", "Wᵀδ12", "g11" (dL/da_11),
 * "g11⊙φ′", "δ11". The pen may be NULL: ASCII. */
void flow_step_name(const struct flow_step *s, const struct pen *p, struct str *out);

/* The step spelt out in a panel: what is multiplied, in a line or two; a line for each factor: what
 * the rms after it is over that before, which is a factor for a sum (the residual's), too, and its
 * log10, which add up. Returns the rows it takes; without height it only measures. */
int flow_step_draw(const struct flow_step *s, struct pen *p, struct rect r);

/* The same in one line: "δ12 2.25e-05 × W 1.45 × φ′ 0.231 = δ11 7.53e-06". */
void flow_step_words(const struct flow_step *s, const struct pen *p, struct str *out);

#endif
