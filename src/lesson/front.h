/* front: the front matter of a lesson file, `key: value` between two lines `---`. */
#ifndef LESSON_FRONT_H
#define LESSON_FRONT_H

#include "base/str.h"
#include "lesson/lesson_file.h"

/* Reads it into f->front. `body` gets the file with the front matter's lines empty, so that line
 * numbers stay right. */
void front_read(struct lesson_file *f, struct str *body);

#endif
