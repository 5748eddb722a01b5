/* world: what the fuzz targets share: an app with its lessons and no outside, and what must hold
 * after any input. A broken promise aborts, which is what a fuzzer reports. */
#ifndef TESTS_FUZZ_WORLD_H
#define TESTS_FUZZ_WORLD_H

#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "draw/canvas.h"
#include "lesson/lesson.h"

struct world {
    struct app *app;
    struct lesson *lesson;
};

/* `live`: long work is left to world_tick. */
void world_init(struct world *w, bool live);
void world_done(struct world *w);

/* Moves time, and works on networks unless they are large: a fuzzer has no time for those. */
void world_tick(struct world *w, double dt);

/* Draws the screen at w x h cells and checks every cell. */
void world_draw(const struct world *w, int columns, int rows);

/* The promise of a canvas: printable characters only, and wide ones whole. */
void world_check(const struct canvas *c);

/* Aborts, with what was promised, unless it holds. */
void world_must(bool holds, const char *what);

/* The input as a string, NUL-terminated, cut at `max` bytes; a NUL in it ends it. Freed by the
 * caller with mem_free. */
char *world_text(const uint8_t *data, size_t n, size_t max);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#endif
