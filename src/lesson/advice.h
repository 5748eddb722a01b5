/* advice: what makes a lesson better, as far as it can be seen without playing it: words between
 * two stops, steps without a question, options without feedback, hints, habits of the author. */
#ifndef LESSON_ADVICE_H
#define LESSON_ADVICE_H

#include "lesson/lesson_file.h"

/* Adds warnings to the problems of the file. */
void advice_give(struct lesson_file *f);

#endif
