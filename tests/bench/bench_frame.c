/* Key to frame: on a flow screen of two stacks, 50 layers of 64 units with the default batch, a
 * parameter is turned as a key would turn it; then time moves until the new result is there, and
 * the screen is drawn. Median and worst of 200, against a frame of 16 ms. Then the same at a size
 * that no frame can hold: the screen must still answer within one, marked as computing. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/app.h"
#include "draw/canvas.h"
#include "view/view.h"

enum { TURNS = 200 };
static const double frame_ms = 16.0, slice = 0.004;

static double now(void *ctx)
{
    struct timespec t;
    (void)ctx;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void must(bool done, const struct err *e)
{
    if (done)
        return;
    (void)fprintf(stderr, "bench_frame: %s\n", e->text);
    exit(1);
}

static bool complete(const struct app *app)
{
    return app_flow(app, 0) && app_flow(app, 1);
}

/* Turns `command` up and down; ms[i] is the time from the command to the drawn frame, which waits
 * for the result if `whole`, else takes what one tick of a frame's budget gives. */
static void measure(struct app *app, const char *up, const char *down, bool whole, double *ms)
{
    struct canvas canvas;
    struct err e = {0};
    struct model model = {.app = app};
    canvas_init(&canvas, 160, 48);
    struct pen *pen = pen_new(&canvas, RASTER_BRAILLE, true);
    for (int i = 0; i < TURNS; i++) {
        double start = now(NULL);
        must(app_run(app, i % 2 ? down : up, &e), &e);
        do
            (void)app_tick(app, 0.0, slice);
        while (whole && !complete(app));
        view_draw(&model, pen);
        ms[i] = 1e3 * (now(NULL) - start);
    }
    pen_free(pen);
    canvas_done(&canvas);
    qsort(ms, TURNS, sizeof *ms, ascending);
}

static bool report(const char *what, const double *ms)
{
    double median = (ms[TURNS / 2 - 1] + ms[TURNS / 2]) / 2, worst = ms[TURNS - 1];
    bool holds = worst < frame_ms;
    printf("  %-44s %7.2f ms median %7.2f ms worst of %d   %s\n", what, median, worst, TURNS,
           holds ? "within a frame" : "MORE THAN A FRAME");
    return holds;
}

int main(void)
{
    struct app_host host = {.live = true, .now = now};
    const struct kernel *kernel = kernel_choose(getenv("ACTVIZ_KERNEL"), NULL);
    struct app *app = app_new(&host, kernel);
    struct err e = {0};
    double ms[TURNS];
    bool holds = true;
    static const struct {
        const char *what, *up, *down;
    } turns[] = {
        {"gain, 2 x 50 layers of 64, batch 64", "set gain 1.1", "set gain 1"},
        {"init, likewise", "set init he", "set init xavier"},
        {"layers 50 to 51 and back, likewise", "set layers 51", "set layers 50"},
        {"seed (new draws every time), likewise", "turn 1 seed", "turn 1 seed"},
    };

    printf("key to frame, kernel %s\n", kernel_name(kernel));
    must(app_run(app, "flow sigmoid relu layers=50 width=64 init=xavier", &e), &e);
    app_settle(app);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        measure(app, turns[i].up, turns[i].down, true, ms);
        holds &= report(turns[i].what, ms);
    }
    must(app_run(app, "flow sigmoid relu layers=200 width=512 batch=256", &e), &e);
    measure(app, "set gain 1.1", "set gain 1", false, ms);
    holds &= report("an answer at 2 x 200 layers of 512, batch 256", ms);
    app_free(app);
    return holds ? 0 : 1;
}
