/* progress: the log of a lesson, from which it goes on after any ending.
 *
 * One line per event, appended and flushed by the host; nothing is ever rewritten. Ids, never
 * positions, so that a lesson may be edited. A last line without its newline, and lines that mean
 * nothing (any more), are ignored.
 *
 *   begin             everything anew
 *   step STEP         entered
 *   more STEP N       N of its stops passed
 *   again STEP        its answers forgotten
 *   right BLOCK TEXT  an answer, as typed
 *   wrong BLOCK K TEXT  K: which `wrong:` it was, -1 for none
 *   hint BLOCK N      N hints shown
 *   did BLOCK K       a `did` ticked
 *   done BLOCK        a task solved
 *   skip BLOCK
 *   end               gone through to the end */
#ifndef LESSON_PROGRESS_H
#define LESSON_PROGRESS_H

#include "app/app.h"
#include "lesson/lesson.h"

struct lesson;

/* What a log says of a lesson as a whole. */
enum lesson_state progress_state(const struct app *app, const char *id);

/* Takes up what the log says: steps, questions. Returns the step the learner was at; -1 for a new
 * or a finished lesson, of which nothing is taken up. */
int progress_resume(struct lesson *l);

/* One event. A log that cannot be written is said once, and the lesson goes on. */
void progress_write(struct lesson *l, const char *fmt, ...) ERR_PRINTF(2, 3);

#endif
