/* key_words: what the commands that keys run are called by people. Where a command has no words
 * here, help says what its verb says. */
#ifndef VIEW_KEY_WORDS_H
#define VIEW_KEY_WORDS_H

#include "draw/pen.h"

enum { KEY_WORDS = 64 };

/* What a command means in a context of keys, such as the name of a screen ("" is everywhere).
 * "α down, up" for "turn -1 alpha" and for "turn 1 alpha": commands with the same words belong
 * together. False if there are none. */
bool key_words(const char *context, const char *command, const struct pen *p, char out[KEY_WORDS]);

#endif
