/* hint: which key does what now. Keys are looked up in the bindings in force, so a key that someone
 * bound anew, or that a lesson took over, is shown as it is. */
#ifndef VIEW_HINT_H
#define VIEW_HINT_H

#include "view/view.h"

enum { HINT_KEY = KEY_NAME + 8 };

/* The key that runs a command beginning with `command`, now; arrows as signs when a pen is given.
 * False if there is none. */
bool hint_key(const struct app *app, const char *command, const struct pen *p, char out[HINT_KEY]);

/* Name of a key as a person reads it. Returns out. */
char *hint_key_name(const struct key *key, const struct pen *p, char out[HINT_KEY]);

/* The line of keys that matter now on this screen, or in this lesson. */
void hint_draw(const struct model *m, struct pen *p, struct rect r);

#endif
