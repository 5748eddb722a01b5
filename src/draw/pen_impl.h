/* pen_impl: what the files pen*.c share. */
#ifndef DRAW_PEN_IMPL_H
#define DRAW_PEN_IMPL_H

#include <stdint.h>

#include "draw/dots.h"
#include "draw/pen.h"
#include "draw/scene.h"

struct pen {
    struct canvas *canvas;
    bool unicode;
    struct dots dots;    /* of a pen for vectors: places only */
    struct scene *scene; /* NULL: curves become dots */
};

struct pen_look {
    enum role role;
    unsigned attr;
};

/* A character at a place that may be anywhere; returns its columns. In ASCII pictures a wide
 * character becomes two, so that the layout is the same. */
int pen_put(struct pen *p, int64_t x, int64_t y, uint32_t ch, struct pen_look look);

/* The same, printable and narrow, on all cells of a rectangle. */
void pen_put_all(struct pen *p, struct rect r, uint32_t ch, struct pen_look look);

/* The part of [at, at + size) that lies in [0, limit): from *first on, before *end. */
void pen_overlap(int at, int size, int limit, int *first, int *end);

#endif
