/* utf8: characters in bytes from anywhere. Decoding never fails and never reads past the end: what
 * is not UTF-8 becomes U+FFFD. utf8_printable is the one rule for what may reach a terminal. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_BAD = 0xFFFD };

/* The character at *p (< end), *p moved behind it; a byte that starts none gives UTF8_BAD and
 * moves by one. Overlong forms, surrogates and values past U+10FFFF are bad. */
uint32_t utf8_next(const char **p, const char *end);

/* Writes c as up to 4 bytes, without NUL; returns how many. */
size_t utf8_put(char out[4], uint32_t c);

/* Offset of the first byte that is not valid UTF-8, or n. */
size_t utf8_check(const char *text, size_t n);

/* Columns of a terminal that c takes: 0 combining, 1, or 2 (East Asian wide and emoji). Decided
 * here and not by the locale, so that a picture is the same everywhere. Never negative. */
int utf8_width(uint32_t c);

/* Columns of a whole string, as it is drawn: controls count as the character shown for them. */
int utf8_columns(const char *text);

/* c itself when it is safe to send to a terminal; else a visible stand-in of one column: control
 * pictures for C0 and DEL, U+FFFD for C1, bidirectional controls, line separators, tags and
 * noncharacters. */
uint32_t utf8_printable(uint32_t c);

#endif
