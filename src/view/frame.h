/* frame: what is around every screen: tabs, status line, hints or the prompt with its matches. */
#ifndef VIEW_FRAME_H
#define VIEW_FRAME_H

#include "view/layout.h"

void frame_draw(const struct model *m, struct pen *p, const struct layout *l);

/* What the status line says of the screen, in at most `room` columns if it can be cut to them. */
void frame_status(const struct model *m, const struct pen *p, const struct layout *l, int room,
                  struct str *out);

/* Column of the terminal's cursor in the prompt; the text scrolls so that it is seen. */
int frame_prompt_column(const struct prompt_line *prompt, int w);

/* A function with its parameters as people write it: "elu α=0.5". */
void frame_act_title(const struct acts *acts, int i, const struct pen *p, struct str *out);

/* A function's name; with its parameters where another has the same. Returns out. */
enum { FRAME_NAME = 96 };
char *frame_act_name(const struct acts *acts, int i, const struct pen *p, char out[FRAME_NAME]);

#endif
