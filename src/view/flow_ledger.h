/* flow_ledger: what each factor of a layer did to log10 of the gradient on its way back: phi', W,
 * the norm, the residual; as bars stacked on both sides of a zero line, losses to the left (below),
 * gains to the right (above), each factor with a sign and a hue of its own. */
#ifndef VIEW_FLOW_LEDGER_H
#define VIEW_FLOW_LEDGER_H

#include "draw/pen.h"
#include "app/app.h"

/* In the order in which the gradient meets them, coming from the layer above. */
enum flow_share { FLOW_BY_WEIGHT, FLOW_BY_SKIP, FLOW_BY_SLOPE, FLOW_BY_NORM, FLOW_SHARES };

/* Has a stack of these settings such a factor? W and phi' always. */
bool flow_ledger_has(const struct flow_settings *flow, enum flow_share share);
int flow_ledger_count(const struct flow_settings *flow);

/* In which factors are named, in words and as columns. */
extern const enum flow_share flow_ledger_spoken[FLOW_SHARES];

double flow_ledger_of(const struct stack_layer *layer, enum flow_share share);

/* All of layer l, 1..N, or of what arrives at the input, l = 0; nan: there is no such factor. */
void flow_ledger_shares(const struct flow_settings *flow, const struct stack_result *r, int l,
                        double out[FLOW_SHARES]);

/* A sign of the words about gradients: "delta", "phi", "prime", "times", "odot", "transpose",
 * "partial"; with no pen, or one that has no Unicode: delta, f, ', *, .*, ^T, d. */
const char *flow_ledger_sign(const struct pen *p, const char *name);

/* "φ′", "W", "norm", "residual"; the letter that fills its bars; its hue. The pen may be NULL. */
const char *flow_ledger_name(const struct pen *p, enum flow_share share, char out[16]);
const char *flow_ledger_letter(const struct pen *p, enum flow_share share);
enum role flow_ledger_role(enum flow_share share);

/* The greatest loss and gain (both >= 0) that the bars of any stack need: one scale for all. */
struct flow_scale {
    double loss, gain;
};
struct flow_scale flow_ledger_scale(const struct app *app);

/* Bars of shares[FLOW_SHARES] (nan: none) in a row of w columns, or a column of h rows down from y.
 * What is infinite fills its side to an arrow. */
void flow_ledger_row(struct pen *p, int x, int y, int w, const double *share,
                     const struct flow_scale *scale);
void flow_ledger_column(struct pen *p, int x, int y, int h, const double *share,
                        const struct flow_scale *scale);

/* What the letters of the bars are, and the numbers beside them: "W, φ′, r residual, n norm: log10
 * of rms after over before"; brief: "φ′, W: decades". */
void flow_ledger_legend(const struct app *app, const struct pen *p, bool brief, struct str *out);

/* The ends of the scale over a row of w columns, where there is room. */
void flow_ledger_ends(struct pen *p, int x, int y, int w, const struct flow_scale *scale);

/* log10 of the geometric mean of each factor over the steps of the way back, from layer N to layer
 * 1 (N > 1): they add up to log10 of what a layer passes on on average. False where they are not
 * finite. */
bool flow_ledger_means(const struct stack_result *r, double mean[FLOW_SHARES]);

/* Those means as a product, "φ′ 0.2244 × W 1.423": with as many digits as it takes for the product
 * of what is written to be what is written of the whole in `digits`. No-break spaces hold a factor
 * together. Nothing where they are not finite. */
void flow_ledger_product(const struct flow_settings *flow, const struct stack_result *r,
                         const struct pen *p, int digits, struct str *out);

/* The topmost layer on the way back that passes nothing on, and whose doing that is; or 0. */
int flow_ledger_blocked(const struct stack_result *r, enum flow_share *by);

/* "φ′ took 11.93 decades, W gave 0.04: 11.89 lost": sums over the way back; what rounds to 0 is
 * left out, and what is named adds up. Where nothing is left, who took the last of it. */
void flow_ledger_words(const struct flow_settings *flow, const struct stack_result *r,
                       const struct pen *p, struct str *out);

#endif
