/* grid: what a program shows on a terminal, as far as the explorer's own sequences go: motions to a
 * place (ESC [ ... H, G, d and \b), characters, ESC [ K. Looks are passed over; what is not ASCII
 * is a '?' of one column. */
#ifndef BENCH_GRID_H
#define BENCH_GRID_H

#include <stdbool.h>

enum { GRID_W = 300, GRID_H = 100 };

struct grid {
    int x, y;
    enum { GRID_TEXT, GRID_ESCAPE, GRID_SEQUENCE, GRID_CHARSET } at;
    int number[2], numbers; /* parameters of the sequence so far */
    char cell[GRID_H][GRID_W + 1];
};

/* All blank. */
void grid_init(struct grid *g);

/* The next byte of output. True if it took the cursor to a row. */
bool grid_take(struct grid *g, char c);

/* The word that follows `name` and a slider in a row of the columns from `x` on; "" if there
 * is none. */
void grid_word(const struct grid *g, int x, const char *name, char out[GRID_W + 1]);

#endif
