/* knob: turning options by steps. Private to app/; what views need is in option.h. */
#ifndef APP_KNOB_H
#define APP_KNOB_H

#include "app/option.h"

/* Turns by n steps: numbers by their step (or doubling) within their range, choices round and
 * round. */
bool knob_turn(struct settings *s, const struct option_ref *ref, int n, struct err *e);

/* Gives a parameter or an option its default again. */
bool knob_default(struct settings *s, const struct option_ref *ref, struct err *e);

#endif
