/* flow_reason: why a gradient is 0, or no number: what of the data makes it so, in words. */
#ifndef VIEW_FLOW_REASON_H
#define VIEW_FLOW_REASON_H

#include "app/settings.h"
#include "base/str.h"
#include "draw/pen.h"
#include "num/stack.h"

/* Why the i-th stack's gradient ends on its way: ": every a is 0 from layer 3 on". Nothing where a
 * narrow format has rounded it away, which is said as such. The pen may be NULL: ASCII. */
void flow_reason_zero(const struct flow_settings *flow, int i, const struct stack_result *r,
                      const struct pen *p, struct str *out);

/* Why nothing can be said of it: the first layer whose numbers left the range of the format, else
 * the first that the gradient did not reach as a number, else why there is none at the top. */
void flow_reason_unknown(const struct flow_settings *flow, int i, const struct stack_result *r,
                         const struct pen *p, struct str *out);

#endif
