/* fmt: the one printer of numbers. `nan`, `inf`, `-inf` (never `-nan`), a point as decimal mark
 * (LC_NUMERIC stays "C"), ASCII only. */
#ifndef BASE_FMT_H
#define BASE_FMT_H

enum { FMT_SIZE = 32 };

/* Machine form: %.17g, which reads back to the same double. Returns out. */
char *fmt_exact(char out[FMT_SIZE], double v);

/* For a person: `digits` significant digits (1..9), no trailing zeros, no exponent between 1e-4
 * and 1e6, else like 9.5e-07. Minus zero is 0. At most digits + 7 characters. Returns out. */
char *fmt_short(char out[FMT_SIZE], double v, int digits);

/* Reads a whole text as a number: C syntax, inf, nan, pi, e with a sign. False if it is none. */
_Bool fmt_parse(const char *text, double *out);

#endif
