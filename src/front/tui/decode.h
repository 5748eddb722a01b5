/* decode: bytes of the keyboard to characters. UTF-8 is put together across reads, whatever comes
 * between; a character that never comes to its end is UTF8_BAD. */
#ifndef FRONT_TUI_DECODE_H
#define FRONT_TUI_DECODE_H

#include <stdbool.h>
#include <stdint.h>

#include "app/key.h"

struct decode {
    char bytes[4]; /* the beginning of a character */
    int n, need;   /* bytes there, bytes it takes; n = 0: between characters */
};

enum decoded {
    DECODE_MORE, /* the character goes on */
    DECODE_DONE, /* *out is a character */
    DECODE_AGAIN /* *out is UTF8_BAD for what came before; the byte itself is to be given again */
};

enum decoded decode_byte(struct decode *d, unsigned char byte, uint32_t *out);

/* Is a character waiting for its end? And giving it up. */
bool decode_is_open(const struct decode *d);
void decode_reset(struct decode *d);

/* The key that a byte, the last of its own, ends; false: none yet. `next` gives bytes and codes
 * above 0xFF behind it, DECODE_NONE where nothing is there; what is to be given once more comes
 * back in *again, else DECODE_NONE. An Esc is the Esc key, or Alt with what comes behind it, or
 * begins a sequence that the terminal's entry does not know: that is dropped whole, or its tail
 * would be taken for keys. */
enum { DECODE_NONE = -1 };
typedef int decode_next(void);
bool decode_take(struct decode *d, int byte, decode_next *next, int *again, struct key *out);

/* The key that sends a character: control characters are Enter, Tab, ... or a letter with Ctrl. */
struct key decode_key(uint32_t c);

#endif
