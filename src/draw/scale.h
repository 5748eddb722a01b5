/* scale: how an axis runs: evenly, by powers of ten, or evenly near zero and by powers of ten
 * beyond. A curve drawn on it is mapped first; everything behind (clipping, dots) is linear. */
#ifndef DRAW_SCALE_H
#define DRAW_SCALE_H

enum scale_kind { SCALE_LINEAR, SCALE_LOG, SCALE_SYMLOG, SCALE_COUNT };

struct scale {
    enum scale_kind kind; /* zeroed: linear */
    double near_zero;     /* SYMLOG: within about this of zero the axis runs evenly; > 0 */
};

/* "linear", "log", "symlog". */
extern const char *const scale_names[SCALE_COUNT];

/* A value as a length along the axis: v, log10 v (-inf for v <= 0: below every axis), or
 * asinh(v / 2 near_zero) / ln 10, which is nearly v / (4.6 near_zero) close to zero and
 * +-log10(|v| / near_zero) far from it, odd, smooth. nan stays nan. */
double scale_map(const struct scale *s, double v);

/* Back again: the value at a length. */
double scale_unmap(const struct scale *s, double length);

/* The value `part` of the way from v0 to v1 along the axis: v0 and v1 themselves at 0 and 1, beyond
 * them at others. */
double scale_between(const struct scale *s, double v0, double v1, double part);

#endif
