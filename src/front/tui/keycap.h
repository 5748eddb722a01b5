/* keycap: which keys a terminal's entry may describe, by the names of their capabilities. */
#ifndef FRONT_TUI_KEYCAP_H
#define FRONT_TUI_KEYCAP_H

#include "app/key.h"

struct keycap {
    const char *name; /* of the terminfo capability, usual or extended: "kcuu1", "kLFT5" */
    struct key key;
};

extern const struct keycap keycaps[];
extern const int keycap_count;

enum { KEYCAP_MAX = 64 }; /* at least keycap_count */

#endif
