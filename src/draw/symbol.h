/* symbol: signs by name, and what stands for a character where only ASCII can be shown. Private to
 * draw/. */
#ifndef DRAW_SYMBOL_H
#define DRAW_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

/* The sign of that name, or its ASCII form, or the name itself when there is none. */
const char *symbol_find(const char *name, bool unicode);

/* One printable ASCII character for any character; '?' when nothing is like it. */
char symbol_ascii(uint32_t ch);

#endif
