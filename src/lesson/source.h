/* source: the text of a lesson file, line by line, and what is wrong with it.
 *
 * Everything that reads a lesson reports into one list of problems, so that an author sees all of
 * them at once, each with the line it is about. Lines and columns are counted from 1, columns in
 * characters. Codes: E1xx the file, E2xx its structure, E3xx what happens when it is played, W4xx
 * advice. */
#ifndef LESSON_SOURCE_H
#define LESSON_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum { SOURCE_BYTES = 128 * 1024, SOURCE_PROBLEMS = 500, PROBLEM_WARNINGS = 400 };
/* SOURCE_PROBLEMS errors are kept, and as many warnings. Behind the last error stands one that says
 * so: from there on any place may be wrong. */

struct problem {
    int code; /* PROBLEM_WARNINGS and above: advice */
    int line, col;
    char text[320];
};

struct source {
    const char *text; /* the caller's */
    size_t n;
    size_t *start; /* [lines + 1] offset of each line */
    int lines;
    struct problem *problem;
    int problems, cap;
    int errors; /* among them */
};

/* Keeps `text` (not copied) and checks what every file must hold: at most SOURCE_BYTES, UTF-8, no
 * control characters but newline and tab, no bidirectional overrides. False if it is no text to
 * read on in; the problems say why. */
bool source_init(struct source *s, const char *text, size_t n);
void source_done(struct source *s);

/* Line 1..lines without its newline: not ended by NUL. An empty line outside of that. */
const char *source_line(const struct source *s, int line, size_t *len);

/* Column of a byte offset in a line. */
int source_col(const struct source *s, int line, size_t offset);

/* First place of `text` in lines first..last: its line, and its column in *col; `first` and 1 if it
 * is not there. */
int source_find(const struct source *s, int first, int last, const char *text, int *col);

/* One more problem; one place and code is reported once. Always returns false. */
bool source_problem(struct source *s, int code, int line, int col, const char *fmt, ...)
    ERR_PRINTF(5, 6);

int source_errors(const struct source *s);

/* Is an error known of lines first..last, or may there be one that was not kept? */
bool source_is_wrong(const struct source *s, int first, int last);

/* All problems in the order of the file: FILE:LINE:COL: error[E205]: message, line, caret. */
void source_print(struct source *s, const char *path, struct str *out);

#endif
