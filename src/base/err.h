/* err: what went wrong, said once, where it happened.
 *
 * Every function that can fail on what a person gave it takes a `struct err *` last and returns
 * false. A message names what is wrong, what is allowed, and the nearest name; the place is kept
 * apart so that the caller, who knows the file, can print FILE:LINE:COL. Programmer errors are
 * asserts, not errs. `e` may be NULL everywhere: then nobody listens. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#if defined(__GNUC__)
#define ERR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define ERR_PRINTF(fmt, args)
#endif

struct err {
    char text[480]; /* one line without newline; "" when nothing went wrong */
    int line, col;  /* place in the input, counted from 1 in characters; 0: none */
};

/* Forgets what was said. */
void err_clear(struct err *e);

/* Says what went wrong; always returns false, so that `return err_set(e, ...)` reads well. */
bool err_set(struct err *e, const char *fmt, ...) ERR_PRINTF(2, 3);

/* The same with its place. */
bool err_at(struct err *e, int line, int col, const char *fmt, ...) ERR_PRINTF(4, 5);

/* Adds to what was said (", did you mean ..."); always returns false. */
bool err_add(struct err *e, const char *fmt, ...) ERR_PRINTF(2, 3);

#endif
