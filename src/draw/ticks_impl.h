/* ticks_impl: what the files ticks*.c share. */
#ifndef DRAW_TICKS_IMPL_H
#define DRAW_TICKS_IMPL_H

#include "draw/ticks.h"

/* (first + i) * unit * 10^power for i in 0..n-1, as whole numbers, so that nothing is rounded. */
struct multiples {
    long long first;
    int n;
    int unit; /* 1, 2, 5 or 25 */
    int power;
};

/* What is pulled out of labels: nothing; a power of ten, so that the largest has one digit before
 * its point, or so that all are whole; an offset. */
enum tick_form {
    FORM_PLAIN,
    FORM_POWER,
    FORM_WHOLE,
    FORM_OFFSET,
    FORM_OFFSET_POWER,
    FORM_OFFSET_WHOLE,
    FORM_COUNT
};

/* Values, labels, factor. False when a label would be too wide or the form says nothing new. */
bool ticks_write(struct ticks *t, const struct multiples *m, enum tick_form form, bool pi);

/* How many ticks an axis should and may have. */
struct tick_room {
    int want, most;
};
struct tick_room ticks_room(const struct tick_spec *spec);

/* Do all labels stand apart, however many dots a cell has? */
bool ticks_fit(const struct ticks *t, const struct tick_spec *spec);

/* Where a value lies, in cells from the beginning of the axis, each of which has so many dots. */
double ticks_place(const struct tick_spec *spec, double v, int dots);

/* Evenly spaced values, on any scale. */
void ticks_even(struct ticks *t, const struct tick_spec *spec);

/* On log and symlog scales. */
void ticks_powers(struct ticks *t, const struct tick_spec *spec);

/* Adds a tick without a label; none where there are too many. */
void ticks_add_mark(struct ticks *t, const struct tick_spec *spec, double v);

#endif
