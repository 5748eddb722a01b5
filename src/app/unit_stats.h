/* unit_stats: what every unit of the flow screen's stacks does, for the units screen. Worked out in
 * slices by app_tick once a stack is there, while that screen is shown; kept until the stack is
 * another. */
#ifndef APP_UNIT_STATS_H
#define APP_UNIT_STATS_H

#include <stdbool.h>

#include "app/settings.h"
#include "num/stack_units.h"

struct app;

/* Part of struct app. Zeroed: nothing is worked out. */
struct unit_stats {
    struct stack_units *of[FLOW_ACTS_MAX];
    char problem[160]; /* why it cannot be worked out, "" */
};

void unit_stats_done(struct unit_stats *u);

/* Works for `budget` seconds if the units screen is shown: for the focused function, or (negative
 * budget) to the end and for all. Tells when it is finished. True while work is left. */
bool unit_stats_work(struct app *app, double budget);

/* After a change of settings: the chosen unit is one that there is; a unit chosen while no layer is
 * means the first layer. */
void unit_stats_follow(struct settings *s, const struct settings *before);

/* Of the i-th function, with the present settings: NULL while that is worked out. */
const struct stack_units *app_unit_stats(const struct app *app, int i);
double app_unit_progress(const struct app *app, int i); /* 0..1, the stack included */
const char *app_unit_problem(const struct app *app);    /* "" for none */

/* The stack itself, its forward pass done; NULL while there is none. */
const struct stack *app_unit_stack(const struct app *app, int i);

#endif
