/* fence: the lines that open and close a block of code, as they stand in the file.
 *
 * The Markdown parser ends an open fence silently, with the file or with the next closing fence it
 * meets: so the lines themselves are looked at here. */
#ifndef LESSON_FENCE_H
#define LESSON_FENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/source.h"

struct fence {
    int line;        /* of the opening fence */
    size_t at;       /* offset of the fence in it */
    int col;         /* the same in characters, from 1 */
    char mark;       /* ` or ~ */
    size_t run;      /* how many of them */
    char word[40];   /* the first word of the info string, cut; "" for none */
    size_t word_at;  /* its offset in the line */
    size_t word_end; /* offset behind it */
};

/* Reads the fence that opens at a byte column (from 1) of a line; false if there is none: then the
 * code is indented. */
bool fence_read(const struct source *s, int line, int column, struct fence *out);

/* Is the block closed in its last line, and not by the fence of a later block? */
bool fence_check_closed(struct source *s, const struct fence *f, int last);

/* Reports that its word is no directive. */
bool fence_refuse(struct source *s, const struct fence *f);

#endif
