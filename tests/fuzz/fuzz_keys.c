/* A stream of events on one app: keys, mouse, commands of the prompt, time, sizes. After each the
 * screen is drawn and every cell is printable.
 *
 *   byte 0      what: 0 key of Unicode, 1 named key, 2 mouse, 3 tick, 4 size, 5 bound command
 *   bytes 1, 2  which */
#include "front/tui/mouse.h"
#include "view/view.h"
#include "world.h"

enum { EVENTS_MAX = 300, EVENT_BYTES = 3, SIDE_MAX = 120 };

/* The terminal. */
struct seat {
    int w, h;
    struct mouse mouse;
    double time;
};

static void press(struct world *w, struct key key)
{
    struct err e = {0};
    (void)app_key(w->app, &key, &e);
}

static void mouse(struct world *w, struct seat *seat, uint8_t a, uint8_t b)
{
    struct str command;
    struct model model = {.app = w->app, .lesson = w->lesson};
    struct key key;
    struct canvas canvas;
    if (!mouse_key(&seat->mouse, (enum mouse_event)(a % 5), a % SIDE_MAX, b % SIDE_MAX, seat->time,
                   &key))
        return;
    if (key.code == KEY_CODE_CLICK)
        app_press(w->app);
    canvas_init(&canvas, seat->w, seat->h);
    struct pen *pen = pen_new(&canvas, RASTER_BRAILLE, true);
    str_init(&command);
    if (view_click(&model, pen, &key, &command))
        (void)app_run_drag(w->app, command.data, NULL);
    str_done(&command);
    pen_free(pen);
    canvas_done(&canvas);
}

static void command(struct world *w, unsigned which)
{
    struct binding b;
    int n = 0;
    while (app_binding_at(w->app, n, &b))
        n++;
    if (n && app_binding_at(w->app, (int)(which % (unsigned)n), &b))
        (void)app_run(w->app, b.command, NULL);
}

static void event(struct world *w, struct seat *seat, const uint8_t *p)
{
    static const unsigned mods[] = {0, KEY_CTRL, KEY_ALT, KEY_SHIFT};
    switch (p[0] % 6) {
    case 0:
        press(w, (struct key){.code = p[1], .mods = mods[p[2] % 4]});
        break;
    case 1:
        press(w, (struct key){.code = KEY_CODE_BASE + p[1] % 40u, .mods = mods[p[2] % 4]});
        break;
    case 2:
        mouse(w, seat, p[1], p[2]);
        break;
    case 3:
        seat->time += p[1] / 64.0;
        world_tick(w, p[1] / 64.0);
        break;
    case 4:
        seat->w = p[1] % SIDE_MAX;
        seat->h = p[2] % SIDE_MAX;
        break;
    default:
        command(w, p[1] + 256u * p[2]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct world w;
    struct seat seat = {.w = 80, .h = 24};
    world_init(&w, true);
    for (size_t i = 0; i < EVENTS_MAX && (i + 1) * EVENT_BYTES <= n; i++) {
        event(&w, &seat, data + i * EVENT_BYTES);
        world_tick(&w, 0.016);
        world_draw(&w, seat.w, seat.h);
    }
    world_done(&w);
    return 0;
}
