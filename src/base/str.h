/* str: a string that grows. Always ends in NUL, so `data` is a C string at any time; never NULL
 * between str_init and str_done. Bytes, not characters: utf8.h knows characters. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str {
    char *data;
    size_t len; /* without the NUL */
    size_t cap; /* bytes allocated */
};

void str_init(struct str *s);
void str_done(struct str *s);
void str_clear(struct str *s);
void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *bytes, size_t n);
void str_add_char(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...) ERR_PRINTF(2, 3);

/* Cuts to the first n bytes. */
void str_cut(struct str *s, size_t n);

/* Hands the string over (to be freed with mem_free) and leaves `s` empty. */
char *str_take(struct str *s);

/* Copies into a fixed buffer, cut at a whole UTF-8 character. False when it had to be cut. */
bool str_copy(char *out, size_t size, const char *text);

bool str_is(const char *a, const char *b);
bool str_starts(const char *text, const char *start);

/* Is `word` among the blank-separated words of `list` (NULL: none)? Rows keep aliases like that. */
bool str_has_word(const char *list, const char *word);

#endif
