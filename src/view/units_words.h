/* units_words: what the units of a stack do, in words. The screen and `say` both read it here. */
#ifndef VIEW_UNITS_WORDS_H
#define VIEW_UNITS_WORDS_H

#include "view/units_view.h"

/* "activity", and what that is: "rms of a over the inputs". */
const char *units_words_show(int show);
void units_words_meaning(const struct settings *s, struct str *out);

/* "a cell is the rms of 4 units", where it is not one; and the stack. */
void units_words_status(const struct model *m, const struct layout *l, struct str *out);

/* Whether the chosen unit lives: "on for 31 of 64 inputs", "dead: 0 for all 64 inputs, so ...". */
void units_words_life(const struct stack_unit *unit, const struct stack_spec *spec,
                      const char *prime, struct str *out);

/* Its numbers: zero, saturated, a, z, f'. */
void units_words_numbers(const struct stack_unit *unit, const char *prime, struct str *out);
void units_words_weights(const struct stack_incoming *in, struct str *out);

/* All of that of the chosen unit, there being one, in one run. */
void units_words_unit(const struct units_view *v, const char *prime, struct str *out);

/* Means over all layers. */
void units_words_means(const struct units_view *v, struct str *out);

/* Why units are dead before any training, or why none can be; nothing where there is no more to
 * say. */
void units_words_why(const struct units_view *v, struct str *out);

void units_words_say(const struct app *app, struct str *out);

#endif
