/* flow_bar: what one bar of a stack stands for at this moment of the animation. Private to the
 * pictures of stacks, which draw bars as rows (flow_rows) or as columns (flow_columns). */
#ifndef VIEW_FLOW_BAR_H
#define VIEW_FLOW_BAR_H

#include "view/flow_bars.h"

enum { FLOW_BAR_DIGITS = 3 };

/* A stack as it is drawn. */
struct flow_stack {
    const struct flow_settings *flow;
    const struct stack_result *r; /* NULL: being computed */
    const struct layout *l;
    struct rect box;
    struct flow_axis axis;
    int i, layers;
    int done; /* whole steps of the playhead */
    bool theory, ledger;
};

/* What has reached the layer of a bar. */
enum flow_phase { FLOW_AHEAD, FLOW_FORWARD, FLOW_BACK };

struct flow_bar {
    int layer; /* 0: the input */
    enum flow_phase phase;
    bool front;           /* the animation is here */
    double log10_v;       /* of the gradient, or of the signal on its way forward */
    double theory;        /* log10, or nan */
    double slope, weight; /* decades that phi' and W gave; at the input there is no phi': nan */
};

struct flow_bar flow_bar_of(const struct flow_stack *v, int slot);

/* Where a value lies on the axis: 0..1 within it. */
double flow_bar_fraction(const struct flow_stack *v, double log10_v);

enum role flow_bar_role(const struct flow_stack *v, const struct flow_bar *b);

#endif
