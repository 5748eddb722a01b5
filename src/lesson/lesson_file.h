/* lesson_file: a lesson as it stands in its file: front matter, steps, blocks with their lines.
 *
 * CommonMark, read by libcmark (whose block positions are right and whose inline positions are
 * not); what Markdown lets pass silently and a lesson must not (a fence that is never closed, a
 * pause that underlines the paragraph above it) is looked for here. Knows no player. */
#ifndef LESSON_LESSON_FILE_H
#define LESSON_LESSON_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/directive.h"
#include "lesson/pool.h"
#include "lesson/source.h"

enum block_kind {
    BLOCK_PROSE,
    BLOCK_ITEM,
    BLOCK_QUOTE,
    BLOCK_HEADING,
    BLOCK_LISTING,
    BLOCK_PAUSE,
    BLOCK_DIRECTIVE
};

struct block {
    enum block_kind kind;
    const char *text;  /* marked text (rich.h) of narration */
    const char *label; /* of an item of a numbered list: "2." */
    const struct directive *directive;
    struct directive_body body;
    int line, last; /* in the file */
};

struct step {
    const char *id, *title;
    bool carry;        /* entered by going on, it keeps the learner's settings */
    int line;          /* of its heading */
    int first, blocks; /* in lesson_file.block */
};

/* What front matter may say; keys of the same names. */
enum front_key {
    FRONT_VERSION,
    FRONT_ID,
    FRONT_TITLE,
    FRONT_LANG,
    FRONT_TIME,
    FRONT_NEEDS,
    FRONT_SEED,
    FRONT_AUTHOR,
    FRONT_LICENSE,
    FRONT_TRANSLATES,
    FRONT_KEYS
};

struct lesson_file {
    struct source source; /* its own copy of the text, and the problems found */
    struct pool pool;
    const char *front[FRONT_KEYS]; /* NULL: not said */
    struct step *step;
    int steps;
    struct block *block; /* of all steps, in order */
    int blocks;
};

/* Reads a file's text. False if anything is wrong with it: see f->source. lesson_file_free in any
 * case. */
struct lesson_file *lesson_file_new(const char *text, size_t n);
void lesson_file_free(struct lesson_file *f);

/* Index of the step or block with an id, -1 for none. */
int lesson_file_step(const struct lesson_file *f, const char *id);
int lesson_file_block(const struct lesson_file *f, const char *id);

bool lesson_file_is_question(const struct block *b);

#endif
