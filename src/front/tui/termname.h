/* termname: what TERM says, before anybody believes it. */
#ifndef FRONT_TUI_TERMNAME_H
#define FRONT_TUI_TERMNAME_H

#include <stdbool.h>

/* Could this be the name of a terminfo entry: short, of letters, digits, '-', '+', '.', '_'? */
bool termname_is_sane(const char *name);

/* The entry to use for a known modern terminal that this machine has none for, or NULL. */
const char *termname_fallback(const char *name);

/* Can the terminal's font have Braille? The fonts of text consoles have at most 512 characters,
 * half blocks among them. */
bool termname_has_braille(const char *name);

#endif
