/* flow_words: what the numbers of a stack say, in words. The one place where a verdict is made: the
 * screen and `say` both read it here. */
#ifndef VIEW_FLOW_WORDS_H
#define VIEW_FLOW_WORDS_H

#include "app/settings.h"
#include "base/str.h"
#include "draw/pen.h"
#include "num/stack.h"

/* By what the first layer gets of the last one's gradient. */
enum flow_fate {
    FLOW_BLOCKED,  /* exactly nothing */
    FLOW_VANISHES, /* less than a thousandth */
    FLOW_FADES,    /* less than a tenth */
    FLOW_SURVIVES, /* between a tenth and ten times */
    FLOW_GROWS,    /* more than ten times */
    FLOW_EXPLODES, /* more than a thousand times */
    FLOW_UNKNOWN   /* nan: a single layer has nothing to compare, or numbers overflowed */
};

/* log10 of what the bars show for a layer: rms of dL/dz or of dL/dW. */
double flow_words_log10(const struct flow_settings *flow, const struct stack_layer *layer);

/* log10 of what remains on the way through the stack: first layer over last; of a chain, what gets
 * through all its units (a chain of 1 has no way between layers). */
double flow_words_change(const struct flow_settings *flow, const struct stack_result *r);

enum flow_fate flow_words_fate(double change_log10);
const char *flow_words_fate_name(enum flow_fate fate); /* "vanishes" */
enum role flow_words_fate_role(enum flow_fate fate);

/* "20 layers of 64, norm batch, batch 64, he, seed 1": the depth and width, then what differs from
 * the default, then the rest, so that what is cut at the end tells least. */
void flow_words_setup(const struct settings *s, struct str *out);

/* Of layers of which some are left out: "every", "every 2nd", "every 21st". Returns out. */
enum { FLOW_EVERY = 24 };
char *flow_words_every(int each, char out[FLOW_EVERY]);

/* "vanishes"; "is blocked at the top" where there is nothing to compare with, as the last layer
 * gets exactly 0 itself. */
const char *flow_words_verb(const struct flow_settings *flow, const struct stack_result *r);

/* "gradient vanishes"; of a single layer, that it is one. */
void flow_words_headline(const struct flow_settings *flow, const struct stack_result *r,
                         struct str *out);

/* What the i-th stack's first layer gets: "layer 1 gets 1.1e-12 of layer 20's". Where there is no
 * number, or it is 0: why. Here and below the pen says which signs there are; NULL: ASCII. */
void flow_words_detail(const struct flow_settings *flow, int i, const struct stack_result *r,
                       const struct pen *p, struct str *out);

/* The same as short as it can be, "δ1/δ20 = 1.1e-12"; nothing where there is no number. */
void flow_words_brief(const struct flow_settings *flow, const struct stack_result *r,
                      const struct pen *p, struct str *out);

/* How the mean is told: "on average a layer passes on 0.319 = φ′ 0.2244 × W 1.423 (-0.496
 * decades)"; "mean × 0.319 = φ′ 0.2244 × W 1.423"; "mean × 0.319". */
enum flow_mean { FLOW_MEAN_TOLD, FLOW_MEAN_BRIEF, FLOW_MEAN_ALONE };

/* What a layer passes on, and which factors make it: the geometric mean over the steps of the way
 * back (flow_ledger_means), and called a mean: from afar a constant rate and a power law look
 * alike. Nothing where there is no way back, or no number. */
void flow_words_mean(const struct flow_settings *flow, const struct stack_result *r,
                     const struct pen *p, enum flow_mean how, struct str *out);

/* The first layer on the way back whose rms lies under 10^least, or 0. */
int flow_words_below(const struct flow_settings *flow, const struct stack_result *r, double least);

/* "from layer 6 down below f16's least number, 6e-08; bf16 holds it": from where on the rms is less
 * than the least number of a format of processors, f64 the last, though it is computed with an
 * exponent of its own. Where that format is computed in, single entries above the rms live on for
 * some layers. Nothing where all hold it; nor where a narrow format is computed in, which shows
 * what happens. Brief: nothing of the format that holds it. */
void flow_words_formats(const struct flow_settings *flow, const struct stack_result *r, bool brief,
                        struct str *out);

#endif
