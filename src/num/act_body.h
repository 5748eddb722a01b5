/* act_body: what a function made from a formula consists of. Private to act_book*.c, act_body*.c
 * and the parser of formulas; others use act_book.h. */
#ifndef NUM_ACT_BODY_H
#define NUM_ACT_BODY_H

#include "num/act_book.h"
#include "num/formula_code.h"

struct act_body {
    struct formula *formula; /* variable 0 is x, 1.. are the row's parameters */
    struct act_body *next;   /* the one made before it in the same book */
    struct act act;
    char *text; /* what the strings of act lie in */
};

/* The formula of any function, for its derivatives inside another one: of a built-in its text,
 * parsed once a book. NULL and a message if that cannot be done. */
const struct formula *act_body_formula(struct act_book *book, const struct act *act, struct err *e);

#endif
