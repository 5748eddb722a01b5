/* sheet: a pen on a canvas of its own, for tests of what is drawn. */
#ifndef TESTS_SHEET_H
#define TESTS_SHEET_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "base/str.h"
#include "draw/pen.h"
#include "draw/sink.h"

struct sheet {
    struct canvas canvas;
    struct pen *pen;
};

static inline void sheet_init(struct sheet *s, int w, int h, enum raster raster, bool unicode)
{
    canvas_init(&s->canvas, w, h);
    s->pen = pen_new(&s->canvas, raster, unicode);
}

static inline void sheet_done(struct sheet *s)
{
    pen_free(s->pen);
    canvas_done(&s->canvas);
}

/* Lines without trailing blanks, each with its newline. */
static inline void sheet_assert(const struct sheet *s, const char *expected)
{
    struct str text;
    str_init(&text);
    sink_text(&s->canvas, &text);
    assert_string_equal(text.data, expected);
    str_done(&text);
}

/* A space with even axes. */
static inline struct space sheet_space(struct rect box, double x0, double x1, double y0, double y1)
{
    return (struct space){.box = box, .x0 = x0, .x1 = x1, .y0 = y0, .y1 = y1};
}

/* Is the dot at x, y to be seen? Read from the characters alone. */
static inline bool sheet_dot(const struct sheet *s, enum raster raster, int x, int y)
{
    static const unsigned char bits[4][2] = {
        {0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    int across = pen_dots_across(s->pen), down = pen_dots_down(s->pen);
    uint32_t ch = canvas_get(&s->canvas, x / across, y / down)->ch;
    if (raster == RASTER_BRAILLE)
        return ch >= 0x2800 && ch <= 0x28FF && (ch & bits[y % 4][x % 2]) != 0;
    if (raster == RASTER_QUADRANT) {
        static const char *const signs =
            "\x98\x9D\x80\x96\x8C\x9E\x9B\x97\x9A\x90\x9C\x84\x99\x9F\x88";
        unsigned bit = 1U << (y % 2 * 2 + x % 2);
        for (unsigned set = 1; set < 16; set++)
            if (ch == 0x2500U + (unsigned char)signs[set - 1])
                return (set & bit) != 0;
        return false;
    }
    if (raster == RASTER_HALF)
        return ch == 0x2588 || ch == (y % 2 ? 0x2584 : 0x2580);
    return ch == '*';
}

/* Random numbers in (0, 1), counted by *index; each test begins at a place of its own. */
enum { SHEET_SEED = 5 };

static inline double sheet_uniform(uint64_t *index)
{
    const struct rng rng = {.seed = SHEET_SEED, .purpose = RNG_TEST};
    double u[2];
    rng_uniform(&rng, (*index)++, u);
    return u[0];
}

/* 0 .. n - 1 */
static inline int sheet_pick(uint64_t *index, int n)
{
    return (int)(sheet_uniform(index) * n);
}

#endif
