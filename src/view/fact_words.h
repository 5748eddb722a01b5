/* fact_words: what was measured of a function, in words. Text goes to a pen, whose signs it uses,
 * or to the shell (p is NULL), where it is ASCII. */
#ifndef VIEW_FACT_WORDS_H
#define VIEW_FACT_WORDS_H

#include "base/str.h"
#include "draw/pen.h"
#include "num/fact.h"

enum { FACT_WORD_SIZE = 48 };

/* A number with `digits` digits, in the signs of a text: minus, infinity. Returns out. */
char *fact_words_number(const struct pen *p, double v, int digits, char out[FACT_WORD_SIZE]);

/* The head of a column in the signs of a text: E f′². */
char *fact_words_title(const struct pen *p, const struct fact *fact, char out[FACT_WORD_SIZE]);

/* What a function shows, added to a text. facts are its own; p may be NULL. */
typedef void fact_words_fn(const struct act_use *use, const struct act_facts *facts,
                           const struct pen *p, struct str *out);

/* "[-0.17, inf), least at x = -0.7518": closed where the end is reached. */
fact_words_fn fact_words_range;

/* "-0.1289 at x = -1.414 to 1.129 at x = 1.414". */
fact_words_fn fact_words_slope;

/* "never falls, odd, flat on both sides, 0 at x = 0", and the kinks. */
fact_words_fn fact_words_shape;

/* For z ~ N(0,1): "E f 0.2821, E f^2 0.4252, E f'^2 0.4555, gain 1.534, chi 1.071". */
fact_words_fn fact_words_moments;

/* "q* 0.6, chi 1.1": where a deep stack settles. */
void fact_words_fixed(const struct act_fixed *fixed, const struct pen *p, struct str *out);

/* Value of a row: a number, yes or no, a word; a dash for what does not exist. */
char *fact_words_value(const struct fact *fact, const struct fact_source *from, const struct pen *p,
                       int digits, char out[FACT_WORD_SIZE]);

#endif
