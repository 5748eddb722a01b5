/* flow_words: what the numbers of a stack say, in words. The one place where a verdict is made: the
 * screen and `say` both read it here. */
#ifndef VIEW_FLOW_WORDS_H
#define VIEW_FLOW_WORDS_H

#include "app/settings.h"
#include "base/str.h"
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

/* "20 layers of 64 units, batch 64, he, seed 1" */
void flow_words_setup(const struct settings *s, struct str *out);

/* Of layers of which some are left out: "every", "every 2nd", "every 21st". Returns out. */
enum { FLOW_EVERY = 24 };
char *flow_words_every(int each, char out[FLOW_EVERY]);

/* "gradient vanishes" */
void flow_words_headline(const struct flow_settings *flow, enum flow_fate fate, struct str *out);

/* "layer 1 gets 1.1e-12 of layer 20's, on average -0.63 decades a layer". A mean, and called so:
 * from afar a constant rate and a power law look alike. Where there is no number: why. */
void flow_words_detail(const struct flow_settings *flow, const struct stack_result *r,
                       struct str *out);

/* The first layer on the way back whose rms lies under 10^least, or 0. */
int flow_words_below(const struct flow_settings *flow, const struct stack_result *r, double least);

/* "underflows in f16 from layer 7 down, not in bf16": from where on the rms is less than the least
 * number of a format of processors, f64 the last, though it is computed with an exponent of its
 * own. Nothing where all hold it; nor where a narrow format is computed in, which shows what
 * happens. */
void flow_words_formats(const struct flow_settings *flow, const struct stack_result *r,
                        struct str *out);

#endif
