/* judge: is an answer right, does a condition hold?
 *
 * Everything is judged by value over live state; conditions have three values, and unknown never
 * passes. Nothing here changes anything. */
#ifndef LESSON_JUDGE_H
#define LESSON_JUDGE_H

#include <stdbool.h>

#include "app/app.h"
#include "lesson/directive.h"
#include "num/formula.h"

/* Of a choice: a letter each. */
enum { OPTIONS_MAX = 26 };

/* How near a number must come. */
enum tolerance_kind {
    TOLERANCE_RELATIVE, /* |a - t| <= v |t| */
    TOLERANCE_ABSOLUTE, /* |a - t| <= v */
    TOLERANCE_FACTOR    /* same sign, and a/t between 1/v and v */
};

struct tolerance {
    enum tolerance_kind kind;
    double v;
};

/* "2%", "0.01", "x3"; NULL gives the default, 2 % at every magnitude. */
bool judge_tolerance(const char *text, struct tolerance *out, struct err *e);
bool judge_near(double answer, double truth, const struct tolerance *t);

/* A number as a lesson writes it: constant, or `=expr` over live state. */
bool judge_value(struct app *app, const char *text, double *out, struct err *e);

/* What a learner typed: a constant expression (0.25^10, 1/4). */
bool judge_input(const char *text, double *out, struct err *e);

/* The choices meant by "b", "2" or "a c": a bit each. False with a message naming what is allowed.
 */
bool judge_choice(const char *text, int options, bool many, unsigned *out, struct err *e);

/* A condition now. `measure`, where not NULL, gets what is measured and wanted, as in
 * "9.5e-07  want >= 0.1": of the first part (joined by `and`) that does not hold. An expression
 * that does not parse is unknown, with a message. */
enum truth judge_condition(struct app *app, const char *expr, struct str *measure, struct err *e);

/* What can be said of a question without playing it: options, numbers, tolerances. */
void judge_check(const struct directive *d, const struct directive_body *b, int line,
                 struct source *source);

/* Is the question answered by choosing (and of several), or by a number? */
bool judge_is_choice(const struct directive_body *b, bool *many);
bool judge_is_number(const struct directive_body *b);

#endif
