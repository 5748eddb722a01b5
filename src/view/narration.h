/* narration: the panel of an open lesson: step, prose, question, feedback, what to do now. */
#ifndef VIEW_NARRATION_H
#define VIEW_NARRATION_H

#include "draw/pen.h"

struct lesson;

void narration_draw(const struct lesson *lesson, struct pen *p, struct rect r);

/* Lines that all blocks take at a width: for tests, and to know how far one may scroll. */
int narration_lines(const struct lesson *lesson, struct pen *p, int w);

#endif
