#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "num/stack.h"
#include "view/view.h"

enum { STACK_BYTES = 4 << 20 };

void world_must(bool holds, const char *what)
{
    if (holds)
        return;
    (void)fprintf(stderr, "broken promise: %s\n", what);
    abort();
}

void world_init(struct world *w, bool live)
{
    struct app_host host = {.live = live};
    w->app = app_new(&host, kernel_choose(NULL, NULL));
    w->lesson = lesson_new(w->app);
}

void world_done(struct world *w)
{
    lesson_free(w->lesson);
    app_free(w->app);
}

static bool is_small(const struct app *app)
{
    const struct settings *s = app_settings(app);
    size_t bytes = 0;
    for (int i = 0; i < s->flow.acts.n; i++) {
        struct stack_spec spec = settings_spec(s, i);
        size_t one = stack_bytes(&spec);
        bytes += one < STACK_BYTES ? one : STACK_BYTES;
    }
    if (s->screen == SCREEN_MAP) /* 1,617 stacks, half as deep in the middle */
        return (double)s->map.layers * s->flow.width * s->flow.width * s->flow.batch < 1e5;
    return bytes < STACK_BYTES;
}

void world_tick(struct world *w, double dt)
{
    if (is_small(w->app))
        (void)app_tick(w->app, dt, 0.001);
    (void)app_take_effects(w->app);
}

void world_check(const struct canvas *c)
{
    for (int y = 0; y < c->h; y++) {
        for (int x = 0; x < c->w; x++) {
            const struct cell *cell = canvas_get(c, x, y);
            if (cell->ch == 0) {
                world_must(x > 0 && utf8_width(canvas_get(c, x - 1, y)->ch) == 2,
                           "half a wide character");
                continue;
            }
            world_must(utf8_printable(cell->ch) == cell->ch, "a cell is printable");
            world_must(!cell->mark || utf8_width(cell->mark) == 0, "a mark takes no column");
            world_must(utf8_width(cell->ch) >= 1, "a cell takes a column");
            world_must(utf8_width(cell->ch) == 1 || (x + 1 < c->w && !canvas_get(c, x + 1, y)->ch),
                       "a wide character is whole");
        }
    }
}

void world_draw(const struct world *w, int columns, int rows)
{
    struct canvas canvas;
    struct model model = {.app = w->app, .lesson = w->lesson};
    canvas_init(&canvas, columns, rows);
    struct pen *pen = pen_new(&canvas, RASTER_BRAILLE, true);
    view_draw(&model, pen);
    world_check(&canvas);
    pen_free(pen);
    canvas_done(&canvas);
}

char *world_text(const uint8_t *data, size_t n, size_t max)
{
    if (n > max)
        n = max;
    char *text = mem_new(n + 1, 1);
    if (n)
        memcpy(text, data, n);
    return text;
}
