/* keycap: which keys a terminal's entry may describe, by the names of their capabilities; and which
 * codes curses gives for them. */
#ifndef FRONT_TUI_KEYCAP_H
#define FRONT_TUI_KEYCAP_H

#include "app/key.h"

struct keycap {
    const char *name; /* of the terminfo capability, usual or extended: "kcuu1", "kLFT5" */
    struct key key;
};

extern const struct keycap keycaps[];
extern const int keycap_count;

/* Keys by code. Zeroed: none. */
enum { KEYCODES = 64 };
struct keycodes {
    int n, code[KEYCODES];
    struct key key[KEYCODES];
};

/* Of keys with the same code the first holds; a code <= 0 is none. */
void keycodes_add(struct keycodes *k, int code, const struct key *key);
bool keycodes_find(const struct keycodes *k, int code, struct key *out);

#endif
