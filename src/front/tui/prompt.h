/* prompt: the command line, edited by Readline. The only file that knows Readline.
 *
 * Keys in, text out: Readline never meets the terminal. Its streams are the null device; a key
 * goes into a queue as one whole sequence or character, Readline takes the queue until it is
 * empty, and what it holds then is painted by a view like everything else. So the animation goes on
 * while a line is edited. Readline has one state, and so has this module. */
#ifndef FRONT_TUI_PROMPT_H
#define FRONT_TUI_PROMPT_H

#include <stdbool.h>

#include "app/app.h"
#include "base/str.h"
#include "view/view.h"

/* Reads the user's inputrc and takes a history: lines, oldest first. Before the terminal is taken
 * over, since Readline reports a bad inputrc on standard error. Completion asks `app`. */
bool prompt_start(const struct app *app, const char *history, struct err *e);

/* The history as it is now, in the same form. */
void prompt_history(struct str *out);

void prompt_open(const char *text);
bool prompt_is_open(void);

enum prompt_result { PROMPT_EDITING, PROMPT_DONE, PROMPT_CANCELLED };

/* One key for the open prompt. PROMPT_DONE: it is closed and *line holds what was typed. */
enum prompt_result prompt_key(const struct key *key, struct str *line);

/* One pasted key: inserted as text whatever it is bound to; line breaks become blanks. */
void prompt_paste(const struct key *key);

/* What the view paints. Valid until the next key. */
const struct prompt_line *prompt_line(void);

#endif
