/* audit: is backpropagation right? Entries of the gradient of a finished stack against central
 * differences of a network written as in a textbook (audit_twin.h), which shares no code with it.
 *
 * What is compared: dL/dx and dL/dW_l, L = sum of dL/da_N times a_N, at entries drawn by the
 * generator over all layers. Without batch norm samples do not meet, so a weight's entry is that of
 * one sample, of which it is the sum. The difference is taken over a window of at most eight
 * layers, which ends before the gradient has changed by a thousand: where it is not the top, the
 * loss is the sum of d_m times z_m, whose derivative is the same by the chain rule. A window takes
 * weights and biases, the a that enters it and the d that it ends with from the stack: the windows
 * above vouch for that d, and the forward pass is compared for itself, so that windows from layer
 * to layer check them all, also where the gradient of layer 1 is 10^-300 of that of the last and L
 * itself does not feel it. With a residual it is the sum of g_m times a_m, g_m made by plain loops
 * from all d above.
 *
 * Steps are halved and extrapolated to 0 (Ridders 1982). A step must leave every z on its side of
 * every kink and jump; else it is made smaller, in the end another entry is drawn, as it is where
 * rounding leaves less than seven digits of the difference. Where the
 * function is constant in pieces both sides must be 0 exactly. rrelu's slopes stay as drawn.
 *
 * Cost: an entry takes 5 to 30 passes of the window by plain loops, of one sample (width^2
 * multiplications and width exact function values a layer) or, with batch norm, of the batch. */
#ifndef NUM_AUDIT_H
#define NUM_AUDIT_H

#include <stdbool.h>

#include "num/stack.h"

enum audit_what { AUDIT_INPUT, AUDIT_WEIGHT };

struct audit_result {
    int compared; /* entries */
    int zero;     /* of these, 0 on both sides */
    int skipped;  /* no step keeps away from kinks or is sharp enough, or no difference is finite */

    /* The greatest difference of a z from the stack's, over the rms of its layer (behind a norm at
     * least 1); inf where only one is finite. Rounding that moves a z over a jump ends the
     * comparison above it. */
    double forward;
    int forward_layer; /* where that is; 0 if there is none */

    /* The worst entry: |analytic - numeric| over the larger of them, or over a hundredth of the
     * layer's typical entry where both are less. inf where backpropagation has no finite number. */
    double worst;
    enum audit_what what;
    int layer;                /* of the weight; 0 of an input */
    int to, from;             /* W[to][from]; of an input `to` is its unit */
    int sample;               /* -1: the whole batch */
    double analytic, numeric; /* both 2^-exponent of the gradient */
    int exponent;
};

struct audit;

/* `entries` comparisons (at least 1) on a finished stack, which must stay as it is meanwhile; from
 * layers + 1 on every layer and the input have one. NULL with a message if the stack is not
 * finished, not of precision f64, or memory is not to be had. */
struct audit *audit_new(const struct stack *s, int entries, uint64_t seed, struct err *e);
void audit_free(struct audit *a);

/* Does about a millisecond of the work; true while there is more. */
bool audit_step(struct audit *a);

/* 0..1 */
double audit_progress(const struct audit *a);

/* So far. */
const struct audit_result *audit_result(const struct audit *a);

#endif
