/* words: a command line cut into commands, a command cut into words. Knows quotes and comments, no
 * verbs. Private to app/.
 *
 * A quote opens only at the start of a word or of the VALUE in NAME=VALUE; elsewhere ' is the prime
 * of a derivative. '#' at the start of a word begins a comment; ';' ends a command. */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum { WORDS_MAX = 64, WORDS_BYTES = 8192 };

struct word {
    const char *text;  /* without quotes */
    const char *value; /* VALUE of NAME=VALUE, NULL if it is none; text is then NAME */
    bool quoted;       /* the text, or the value where there is one */
    int col;           /* in characters from 1, 0 for words that came split */
    int text_col;      /* of the first character of text: behind its quote */
    int value_col;     /* likewise of value */
    const char *rest;  /* from this word to the end of the command, as written */
};

struct words {
    int n;
    struct word word[WORDS_MAX];
    char bytes[WORDS_BYTES]; /* the texts */
    char raw[WORDS_BYTES];   /* the command as written, for `rest` */
};

/* Cuts the command that begins at *at in line and moves *at behind it (and its ';'). False with
 * column if a quote stays open or it is too long. n is 0 for an empty command. */
bool words_cut(struct words *w, const char *line, size_t *at, struct err *e);

/* Words that are already split: `--name value` and `--name=value` become NAME=VALUE, '-' in a name
 * '_'; after `--` nothing does. */
bool words_take(struct words *w, int n, const char *const *words, struct err *e);

/* Length of the identifier and '=' that begin text ("alpha=" is 6), 0 if they do not: then it is no
 * NAME=VALUE. "==" is a comparison. */
size_t words_name_length(const char *text);

/* Writes a word so that words_cut reads it back exactly. */
void words_quote(const char *word, struct str *out);

#endif
