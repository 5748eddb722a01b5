/* lesson: lesson files, the player, the checker. Speaks the command language and the query names
 * only: it touches no field of the settings. This header is what views and the front end see.
 *
 * What the panel shows is a list of blocks with live values already filled in; a view wraps and
 * paints them. Nothing is judged while drawing. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include <stdbool.h>

#include "app/app.h"
#include "base/err.h"
#include "base/str.h"

struct lesson; /* the player: at most one lesson is open */

/* Registers its verbs, names and key contexts with the app (app_extend). */
struct lesson *lesson_new(struct app *app);
void lesson_free(struct lesson *l);

/* The lessons there are, in course order; known once the list was shown, a lesson opened or a name
 * completed. */
enum lesson_state { LESSON_NEW, LESSON_STARTED, LESSON_FINISHED };
struct lesson_entry {
    const char *id, *title, *time, *path;
    enum lesson_state state;
    const char *problem; /* why it cannot be opened, or NULL */
};
int lesson_count(const struct lesson *l);
const struct lesson_entry *lesson_entry(const struct lesson *l, int i);

bool lesson_is_open(const struct lesson *l);
bool lesson_awaits(const struct lesson *l); /* an answer, or a task to be done */
const char *lesson_title(const struct lesson *l);

/* The steps of the open lesson. State of a step is that of its least solved question. */
enum lesson_mark {
    LESSON_UNSEEN,
    LESSON_SEEN,
    LESSON_TRIED,
    LESSON_SOLVED,
    LESSON_SOLVED_WITH_HINTS,
    LESSON_SHOWN,
    LESSON_SKIPPED
};
int lesson_steps(const struct lesson *l);
int lesson_step(const struct lesson *l); /* the current one, from 0 */
const char *lesson_step_title(const struct lesson *l, int i);
enum lesson_mark lesson_step_mark(const struct lesson *l, int i);

/* What stands in the panel for the current step. */
enum lesson_block_kind {
    LESSON_HEADING,
    LESSON_PROSE, /* a paragraph */
    LESSON_ITEM,  /* of a list */
    LESSON_QUOTE,
    LESSON_LISTING,  /* code, line breaks kept */
    LESSON_CAPTION,  /* of a run */
    LESSON_QUESTION, /* the prompt of an ask, predict, task */
    LESSON_OPTION,   /* a choice; label "a" */
    LESSON_GOAL,     /* a line of a task: sign, text, measured value */
    LESSON_INPUT,    /* what the learner answered */
    LESSON_RIGHT,    /* feedback, by tone */
    LESSON_NOT_YET,
    LESSON_HINT,
    LESSON_EXPLAIN,
    LESSON_MORE /* what to do now: "Enter goes on" */
};

/* Text with inline marks: bytes \1 bold, \2 emphasis, \3 code or live value, \4 plain again. */
struct lesson_block {
    enum lesson_block_kind kind;
    const char *text;
    const char *label;   /* of an option: "a"; of a goal: its sign "[x]", "[ ]", "[?]" */
    const char *measure; /* of a goal: "9.5e-07  want >= 0.1"; else NULL */
    bool chosen;
};
int lesson_blocks(const struct lesson *l);
const struct lesson_block *lesson_block(const struct lesson *l, int i);

/* Lines the panel is scrolled down; the view clamps. Near LESSON_END it is counted from the end:
 * LESSON_END - 8 is 8 lines above the last screenful. */
enum { LESSON_END = 1 << 20 };
int lesson_scroll(const struct lesson *l);

/* Checks one lesson file (its text): FILE:LINE:COL: error[E205]: message, the line and a caret, for
 * all problems, into out. Returns the number of errors; *warnings counts warnings. Plays the lesson
 * headless on an app of its own. */
int lesson_check(const char *path, const char *text, size_t n, const struct kernel *kernel,
                 struct str *out, int *warnings);

#endif
