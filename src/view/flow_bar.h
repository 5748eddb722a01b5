/* flow_bar: what one bar of a stack stands for at this moment of the animation. Private to the
 * pictures of stacks, which draw bars as rows (flow_rows) or as columns (flow_columns). */
#ifndef VIEW_FLOW_BAR_H
#define VIEW_FLOW_BAR_H

#include "draw/ticks.h"
#include "view/flow_bars.h"
#include "view/flow_step.h"

enum { FLOW_BAR_DIGITS = 3 };

/* A stack as it is drawn. */
struct flow_stack {
    const struct flow_settings *flow;
    const struct stack_result *r;    /* NULL: being computed */
    const struct stack *s;           /* its values; NULL: likewise */
    const struct stack_result *past; /* before the last change of a knob, or NULL */
    const struct layout *l;
    struct rect box;
    struct flow_axis axis;
    int i, layers;
    int done; /* whole steps of the playhead */
    bool theory;
    bool ledger;             /* is it seen now? */
    struct flow_scale scale; /* of its bars */
    bool steps;              /* the gradient is on its way back: */
    struct flow_step step;
};

/* What has reached the layer of a bar. */
enum flow_phase { FLOW_AHEAD, FLOW_FORWARD, FLOW_BACK };

struct flow_bar {
    int layer; /* 0: the input */
    enum flow_phase phase;
    bool front;                /* the animation is here */
    bool within;               /* and has multiplied some of the factors of this layer only */
    double log10_v;            /* of the gradient, or of the signal on its way forward */
    double theory;             /* log10, or nan */
    double past;               /* log10 before the last change of a knob, or nan */
    double share[FLOW_SHARES]; /* decades that each factor gave, or nan */
};

struct flow_bar flow_bar_of(const struct flow_stack *v, int slot);

/* Where a value lies on the axis: 0..1 within it. */
double flow_bar_fraction(const struct flow_stack *v, double log10_v);

/* Data space in a rectangle along which bars lie (`across`) or stand, so that a tick is where a bar
 * of its value ends. */
struct space flow_bar_space(const struct flow_axis *axis, const struct pen *p, struct rect r,
                            bool across);

/* What theory says, and what was before, as marks on a bar that lies (`across`) or stands in r. In
 * cells only where they are a cell or more from its end: nearer, rounding alone would choose. */
void flow_bar_marks(const struct flow_stack *v, const struct flow_bar *b, struct pen *p,
                    struct rect r, bool across);

/* Is every mark seen? Not in cells, as said. */
bool flow_bar_marks_all(const struct pen *p);

enum role flow_bar_role(const struct flow_stack *v, const struct flow_bar *b);

#endif
