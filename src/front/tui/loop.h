/* loop: the explorer on a terminal. Waits at one place; then takes all keys there are, moves time,
 * does a slice of the computing, and draws one frame if something changed. Nothing moves and
 * nothing is left to compute: it sleeps until the next key or signal. */
#ifndef FRONT_TUI_LOOP_H
#define FRONT_TUI_LOOP_H

#include <stdbool.h>

#include "app/app.h"
#include "draw/pen.h"
#include "lesson/lesson.h"

struct loop {
    struct app *app;
    struct lesson *lesson;
    enum raster raster;  /* what curves are drawn with unless the settings say: term_raster */
    const char *history; /* of the prompt, to begin with: lines */
};

/* Runs until the person quits (0) or a signal ends it (its number; the terminal is given back by
 * then: die of it with term_die). -1 with a message: there is no terminal that can serve, nothing
 * was touched. The history afterwards: prompt_history. */
int loop_run(const struct loop *loop, struct err *e);

#endif
