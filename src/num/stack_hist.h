/* stack_hist: how many pre-activations of a stack lie where. Counts are exact for any edges, at any
 * time after the work: the values are kept, sorted coarsely, so that an axis may be zoomed without
 * going through the network again. 8 bytes a value and 2 MB. */
#ifndef NUM_STACK_HIST_H
#define NUM_STACK_HIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "num/stack.h"

struct stack_hist;

struct stack_hist *stack_hist_new(void);
void stack_hist_free(struct stack_hist *h);

/* Begins anew with z of layer l = 1..N of a stack whose forward pass is done, 0: of all layers. The
 * stack must stay as it is until the work is finished. False with a message if memory is short. */
bool stack_hist_start(struct stack_hist *h, const struct stack *s, int l, struct err *e);

/* Does a slice, of about the length of stack_step's; true while there is more to do. */
bool stack_hist_step(struct stack_hist *h);

/* 0..1, of the work. */
double stack_hist_progress(const struct stack_hist *h);

/* Of a finished one: how many values there are in all, and of these how many are nan. */
int64_t stack_hist_total(const struct stack_hist *h);
int64_t stack_hist_nan(const struct stack_hist *h);

/* How many are less than x, which is not nan. */
int64_t stack_hist_below(const struct stack_hist *h, double x);

/* count[i] of edge[i] <= z < edge[i + 1], i < bins; the last bin has its right edge too. Edges
 * ascend, [bins + 1], bins >= 1. What is nan or outside is in no bin. */
void stack_hist_count(const struct stack_hist *h, int bins, const double *edge, int64_t *count);

#endif
