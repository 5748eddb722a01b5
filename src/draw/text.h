/* text: paragraphs in a rectangle, made of runs of one look each. Lines are broken by columns, at
 * blanks or after a wide character. */
#ifndef DRAW_TEXT_H
#define DRAW_TEXT_H

#include "draw/pen.h"

/* A run of one look in a paragraph. */
struct run {
    const char *text;
    enum role role;
    unsigned attr;
};

/* Draws runs one after the other as one wrapped paragraph in r, skipping the first `skip` lines;
 * `hang` columns of indent from the second line on. Returns how many lines the paragraph takes in
 * all (so with an empty pen rectangle, h = 0, it measures). A newline in a run breaks the line;
 * none ends at a no-break space (U+00A0). */
int text_paragraph(struct pen *p, struct rect r, int skip, int hang, const struct run *runs, int n);

/* Draws a paragraph at the top of r, as far as there is room, and takes its lines from r, whose
 * height is below 0 where there were more of them than rows. */
void text_take(struct pen *p, struct rect *r, int hang, const struct run *runs, int n);

#endif
