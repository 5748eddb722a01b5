/* bench_screen: the explorer on a pseudo-terminal beside the least that curses can do.
 *
 * Start to the complete first screen, key to complete screen, a flood of keys, what it does when
 * nothing happens, and what it costs to move at 60 frames a second. tests/bench/bare_curses.c draws
 * the same curves and is measured in the same way, by turns; the goals are ratios to it. The
 * explorer shows axes, labels, a legend, a card and hints besides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pty.h"
#include "tally.h"

enum { STARTS = 51, PRESSES = 251, FLOOD = 200, PROGRAMS = 2 };

static const double still = 0.06;     /* silence that ends a first screen, seconds */
static const double key_still = 0.02; /* silence that ends the update after a key */
static const double limit = 3.0;
static const double idle_seconds = 2.0, moving_seconds = 2.0, frame = 1.0 / 60;
static const double goal_ratio = 2.0;

/* As a terminal sends them to programs that asked for its keypad. */
static const char right[] = "\033OC", left[] = "\033OD";

struct program {
    const char *argv[8];
    const char *up, *down; /* keys that turn alpha */
    struct tally start, start_cpu, start_bytes, key, key_cpu, key_bytes;
    struct pty_burst flood;
    double flood_seconds;
    double idle_bytes, idle_sleeps, peak_kib;
};

/* What moving costs, a second. */
struct motion {
    double cpu, bytes, frames, writes;
};

static void must(bool done, const struct program *p)
{
    if (done)
        return;
    (void)fprintf(stderr, "bench_screen: %s does not run\n", p->argv[0]);
    exit(1);
}

/* Started, and its first screen complete. */
static void open_program(const struct program *p, struct pty *pty, int w, int h,
                         struct pty_burst *burst)
{
    must(pty_start(pty, p->argv, w, h), p);
    *burst = pty_read(pty, still, limit);
    must(burst->bytes > 0 && !pty->ended, p);
}

static void measure_start(struct program *p)
{
    struct pty pty;
    struct pty_burst burst;
    open_program(p, &pty, 80, 24, &burst);
    tally_add(&p->start, 1e3 * (burst.last - pty.began));
    tally_add(&p->start_cpu, 1e3 * pty_use(&pty).cpu);
    tally_add(&p->start_bytes, (double)burst.bytes);
    pty_end(&pty, "q");
}

/* To the right, then to the left again, so that the cursor stays on the screen. */
static const char *key_of(int i)
{
    return i / 40 % 2 ? left : right;
}

static void measure_key(struct program *p, struct pty *pty)
{
    struct pty_use before = pty_use(pty);
    double start = tally_clock(CLOCK_MONOTONIC);
    pty_send(pty, key_of(p->key.n));
    struct pty_burst burst = pty_read(pty, key_still, limit);
    struct pty_use after = pty_use(pty);
    must(burst.bytes > 0, p);
    tally_add(&p->key, 1e3 * (burst.last - start));
    tally_add(&p->key_cpu, 1e3 * (after.cpu - before.cpu));
    tally_add(&p->key_bytes, (double)burst.bytes);
}

static void measure_flood(struct program *p, struct pty *pty)
{
    static char keys[FLOOD * (sizeof right - 1) + 1];
    for (int i = 0; i < FLOOD; i++)
        memcpy(keys + (size_t)i * (sizeof right - 1), key_of(i), sizeof right);
    double start = tally_clock(CLOCK_MONOTONIC);
    pty_send(pty, keys);
    p->flood = pty_read(pty, 0.2, limit);
    p->flood_seconds = p->flood.last - start;
}

static void measure_idle(struct program *p, struct pty *pty)
{
    struct pty_use before = pty_use(pty);
    p->idle_bytes = (double)pty_read_for(pty, idle_seconds).bytes;
    p->idle_sleeps = pty_use(pty).sleeps - before.sleeps;
}

/* Keys by turns, then what each does alone. */
static void measure_session(struct program *program)
{
    struct pty pty[PROGRAMS];
    struct pty_burst burst;
    for (int i = 0; i < PROGRAMS; i++)
        open_program(&program[i], &pty[i], 80, 24, &burst);
    for (int i = 0; i < PRESSES; i++)
        measure_key(&program[i % PROGRAMS], &pty[i % PROGRAMS]);
    for (int i = 0; i < PROGRAMS; i++) {
        struct program *p = &program[i];
        for (int k = 0; k < PRESSES / PROGRAMS; k++)
            measure_key(p, &pty[i]);
        measure_flood(p, &pty[i]);
        measure_idle(p, &pty[i]);
        p->peak_kib = pty_use(&pty[i]).peak_kib;
        pty_end(&pty[i], "q");
    }
}

/* Keys at 60 a second that turn a parameter up and down again. */
static struct motion move(const struct program *p, int w, int h)
{
    struct pty pty;
    struct pty_burst burst;
    struct motion sum = {0};
    open_program(p, &pty, w, h, &burst);
    struct pty_use before = pty_use(&pty);
    double start = tally_clock(CLOCK_MONOTONIC);
    int frames = (int)(moving_seconds / frame);
    for (int i = 0; i < frames; i++) {
        pty_send(&pty, i / 20 % 2 ? p->down : p->up);
        burst = pty_read_for(&pty, start + (i + 1) * frame - tally_clock(CLOCK_MONOTONIC));
        sum.bytes += (double)burst.bytes;
        sum.frames += (double)burst.frames;
    }
    double seconds = tally_clock(CLOCK_MONOTONIC) - start;
    struct pty_use after = pty_use(&pty);
    pty_end(&pty, "q");
    return (struct motion){(after.cpu - before.cpu) / seconds, sum.bytes / seconds,
                           sum.frames / seconds, (after.writes - before.writes) / seconds};
}

/* ---- the table ---- */

static void head(const char *what)
{
    printf("%-44s %9s %9s %7s\n", what, "explorer", "bare", "ratio");
}

/* Without what was not measured, and without a ratio to nothing. */
static void row(const char *name, int places, double ours, double floor)
{
    printf("  %-42s %9.*f", name, places, ours);
    if (floor >= 0)
        printf(" %9.*f", places, floor);
    if (floor > 0)
        printf(" %7.2f", ours / floor);
}

static void plain(const char *name, int places, double ours, double floor)
{
    row(name, places, ours, floor);
    printf("\n");
}

/* A row whose goal is a ratio to the floor. Returns whether it is reached. */
static bool within(const char *name, int places, double ours, double floor)
{
    bool met = ours <= goal_ratio * floor;
    row(name, places, ours, floor);
    printf("   at most %.0f: %s\n", goal_ratio, tally_verdict(met));
    return met;
}

static bool at_most(const char *name, int places, double ours, double floor, double most)
{
    bool met = ours <= most;
    row(name, places, ours, floor);
    printf("%*s   at most %g: %s\n", floor > 0 ? 0 : 8, "", most, tally_verdict(met));
    return met;
}

static void report_start(struct program *a, struct program *b)
{
    head("start, 80x24");
    (void)within("to the complete first screen, ms", 2, tally_median(&a->start),
                 tally_median(&b->start));
    plain("  99th percentile", 2, tally_percentile(&a->start, 99), tally_percentile(&b->start, 99));
    plain("  cpu, ms", 2, tally_median(&a->start_cpu), tally_median(&b->start_cpu));
    plain("  bytes", 0, tally_median(&a->start_bytes), tally_median(&b->start_bytes));
}

static void report_keys(struct program *a, struct program *b)
{
    head("key");
    (void)within("to complete screen, ms", 2, tally_median(&a->key), tally_median(&b->key));
    plain("  99th percentile", 2, tally_percentile(&a->key, 99), tally_percentile(&b->key, 99));
    plain("  cpu, ms", 2, tally_median(&a->key_cpu), tally_median(&b->key_cpu));
    plain("  bytes", 0, tally_median(&a->key_bytes), tally_median(&b->key_bytes));
    head("200 keys at once");
    plain("time until all is shown, ms", 2, 1e3 * a->flood_seconds, 1e3 * b->flood_seconds);
    (void)at_most("frames", 0, (double)a->flood.frames, (double)b->flood.frames, 1);
    plain("bytes", 0, (double)a->flood.bytes, (double)b->flood.bytes);
}

static void report_motion(const char *what, struct motion a, struct motion b)
{
    head(what);
    plain("cpu, % of a core", 1, 1e2 * a.cpu, 1e2 * b.cpu);
    plain("kilobytes a second", 1, 1e-3 * a.bytes, 1e-3 * b.bytes);
    plain("frames a second", 0, a.frames, b.frames);
    plain("writes a second", 0, a.writes, b.writes);
}

static void moving_plot(struct program *program, const char *actviz)
{
    const struct program ours = {
        .argv = {actviz, "elu", "sigmoid", NULL}, .up = program[0].up, .down = program[0].down};
    static const int size[][2] = {{80, 24}, {200, 60}};
    static const char *const what[] = {"alpha turned 60 times a second, 80x24",
                                       "alpha turned 60 times a second, 200x60"};
    for (int i = 0; i < 2; i++)
        report_motion(what[i], move(&ours, size[i][0], size[i][1]),
                      move(&program[1], size[i][0], size[i][1]));
}

int main(void)
{
    const char *build = getenv("BUILD");
    char bare[4096], actviz[4096];
    (void)snprintf(bare, sizeof bare, "%s/tests/bench/bare_curses", build ? build : "build");
    (void)snprintf(actviz, sizeof actviz, "%s/actviz", build ? build : "build");
    static struct program program[PROGRAMS];
    program[0] =
        (struct program){.argv = {actviz, "sigmoid", "relu", NULL}, .up = "A", .down = "a"};
    program[1] = (struct program){.argv = {bare, NULL}, .up = "\033OA", .down = "\033OB"};
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)setenv("HOME", "/nonexistent", 1);
    (void)unsetenv("XDG_STATE_HOME");
    (void)unsetenv("XDG_CONFIG_HOME");
    (void)unsetenv("NO_COLOR");
    for (int i = 0; i < PROGRAMS * STARTS; i++)
        measure_start(&program[i % PROGRAMS]);
    measure_session(program);
    printf("the explorer beside tests/bench/bare_curses.c (%d starts, %d keys)\n", STARTS,
           program[0].key.n);
    report_start(&program[0], &program[1]);
    report_keys(&program[0], &program[1]);
    head("idle for 2 s");
    (void)at_most("bytes", 0, program[0].idle_bytes, program[1].idle_bytes, 0);
    (void)at_most("times woken", 0, program[0].idle_sleeps, program[1].idle_sleeps, 0);
    head("memory");
    plain("peak, MiB", 2, program[0].peak_kib / 1024, program[1].peak_kib / 1024);
    moving_plot(program, actviz);
    return 0;
}
