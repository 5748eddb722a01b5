/* units: where the units of a stack live: the pre-activations of a real stack of the plot's focused
 * function, otherwise as the flow screen's settings say. Computed in slices by app_tick while the
 * plot shows its histogram. */
#ifndef APP_UNITS_H
#define APP_UNITS_H

#include <stdbool.h>

#include "num/stack_hist.h"

struct app;
struct settings;

/* Part of struct app. Zeroed: nothing is computed. */
struct units {
    struct stack *stack;
    struct stack_hist *hist;
    int layer;         /* that hist was begun with; -1: not begun */
    char problem[160]; /* why it cannot be computed, "" */
};

void units_done(struct units *u);

/* Works for `budget` seconds (negative: to the end) if the histogram is shown, tells when it is
 * finished, and gives the memory back when there is none. True while work is left. */
bool units_work(struct app *app, double budget);

/* The layer that the plot asks for, 0: all; a number beyond the last layer means that one. */
int units_layer(const struct settings *s);

/* The histogram of the present settings; NULL while it is computed or cannot be. */
const struct stack_hist *app_units(const struct app *app);
double app_units_progress(const struct app *app);     /* 0..1 */
const char *app_units_problem(const struct app *app); /* "" for none */

/* Which part of the pre-activations counted lies where |f'| is below flow.saturated_below, and
 * which part of the activations is exactly 0. nan while app_units is NULL. */
double app_units_saturated(const struct app *app);
double app_units_zero(const struct app *app);

#endif
