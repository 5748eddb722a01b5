/* bench_flow: what the screen of stacks costs on a pseudo-terminal while it moves, that it costs
 * nothing when it stands, and how soon a knob answers while more is computed than a frame holds.
 *
 * Shares of a core are times of the processor by the clock on the wall. How soon a key is answered
 * is given by both: other programs on the machine lengthen the second. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vterm.h>

#include "pty.h"
#include "tally.h"

enum { TURNS = 42, ROW = 256 };

static const double frame_ms = 1e3 / 60;
static const double share_most = 0.05, frames_most = 61; /* a frame more: where a second begins */
static const double still = 0.5; /* silence after which all is computed, seconds */
static const double computing = 20, paused_seconds = 3;
static const double pause = 0.1, longer = 2; /* between keys: 0.1 to 6.4 s */

static const char space[] = " ", again[] = "r "; /* plays or pauses; from the beginning */

/* The program with a command. */
static void start(struct pty *pty, const char *command, int w, int h)
{
    const char *build = getenv("BUILD");
    char actviz[4096];
    (void)snprintf(actviz, sizeof actviz, "%s/actviz", build ? build : "build");
    const char *const argv[] = {actviz, "-c", command, NULL};
    if (pty_start(pty, argv, w, h))
        return;
    (void)fprintf(stderr, "bench_flow: %s does not run\n", actviz);
    exit(1);
}

/* ---- moving and standing ---- */

struct run {
    const char *what, *command;
    int w, h;
    double seconds;
    double every; /* seconds after which it plays from the beginning; 0: once from where it is */
};

/* The same, when it has shown all that it shows by itself. */
static void start_and_settle(struct pty *pty, const struct run *run)
{
    start(pty, run->command, run->w, run->h);
    (void)pty_read(pty, still, computing);
}

static void moves(const struct run *run)
{
    struct pty pty;
    struct pty_burst sum = {0};
    start_and_settle(&pty, run);
    struct pty_use before = pty_use(&pty);
    double begin = tally_clock(CLOCK_MONOTONIC), end = begin + run->seconds, now = begin;
    while (now < end) {
        pty_send(&pty, run->every > 0 ? again : space);
        struct pty_burst burst = pty_read_for(&pty, run->every > 0 ? run->every : end - now);
        sum.bytes += burst.bytes;
        sum.frames += burst.frames;
        now = tally_clock(CLOCK_MONOTONIC);
    }
    struct pty_use after = pty_use(&pty);
    double seconds = now - begin, share = (after.cpu - before.cpu) / seconds;
    double frames = (double)sum.frames / seconds;
    bool met = share <= share_most && frames <= frames_most;
    printf("  %-42s %6.1f %9.0f %9.1f %9.0f   %s\n", run->what, 1e2 * share, frames,
           1e-3 * (double)sum.bytes / seconds, (after.writes - before.writes) / seconds,
           tally_verdict(met));
    pty_end(&pty, "q");
}

static void stands(const struct run *run)
{
    struct pty pty;
    start_and_settle(&pty, run);
    pty_send(&pty, space);
    (void)pty_read_for(&pty, 0.3); /* it moves; */
    pty_send(&pty, space);
    (void)pty_read(&pty, 0.1, 1); /* and stands again */
    struct pty_use before = pty_use(&pty);
    struct pty_burst burst = pty_read_for(&pty, paused_seconds);
    struct pty_use after = pty_use(&pty);
    double sleeps = after.sleeps - before.sleeps;
    bool met = burst.bytes == 0 && sleeps == 0;
    printf("  %-42s %6.1f   %ld bytes, %.0f wake-ups in %.0f s   %s\n", run->what,
           1e2 * (after.cpu - before.cpu) / paused_seconds, burst.bytes, sleeps, paused_seconds,
           tally_verdict(met));
    pty_end(&pty, "q");
}

#define FOUR "flow sigmoid tanh relu elu layers=100; "

static void measure_motion(void)
{
    static const struct run runs[] = {
        {"forward", FOUR "rewind 0", 200, 60, 4, 0},
        {"gradient back", FOUR "rewind 100", 200, 60, 4, 0},
        {"gradient back at double speed", FOUR "rewind 100; set speed 2", 200, 60, 2, 0},
        {"at the highest speed, again and again", FOUR "rewind 0; set speed 64", 200, 60, 4, 0.2},
        {"both ways at half speed", FOUR "rewind 0; set speed 0.5", 200, 60, 20, 0},
        {"20 layers of sigmoid and relu, 80x24", "flow sigmoid relu; rewind 0", 80, 24, 4, 0},
    };
    static const struct run paused = {"paused", FOUR "rewind 0", 200, 60, 0, 0};
    printf("four stacks of 100 layers on 200x60 cells: at most %.0f %% of a core\n",
           1e2 * share_most);
    printf("  %-42s %6s %9s %9s %9s\n", "", "% core", "frames/s", "kB/s", "writes/s");
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++)
        moves(&runs[i]);
    stands(&paused);
}

/* ---- knobs ---- */

struct knob {
    const char *what, *command;
    const char *name;      /* as it stands on the screen */
    const char *up, *down; /* keys */
};

/* What the program shows, as a terminal sees it. */
struct sight {
    VTerm *vterm;
    VTermScreen *screen;
    int w, h;
};

static void see(void *ctx, const char *bytes, size_t n)
{
    (void)vterm_input_write(((struct sight *)ctx)->vterm, bytes, n);
}

/* The word behind a knob's name and its slider; "" if it is not there. */
static void word_behind(const struct sight *s, const char *name, char out[ROW])
{
    out[0] = '\0';
    for (int y = 0; y < s->h; y++) {
        char row[ROW];
        const VTermRect knobs = {y, y + 1, s->w - 40, s->w};
        row[vterm_screen_get_text(s->screen, row, sizeof row - 1, knobs)] = '\0';
        const char *at = strstr(row, name);
        if (!at)
            continue;
        for (at += strlen(name); *at == ' ' || *at == '|' || *at == '>' || *at & 0x80; at++) {
        }
        (void)snprintf(out, ROW, "%.*s", (int)strcspn(at, " "), at);
        return;
    }
}

/* Sends a key and waits for another number beside the knob. */
static void turn(struct pty *pty, const struct knob *knob, const char *key, struct tally *wall,
                 struct tally *cpu)
{
    const struct sight *sight = pty->ctx;
    char was[ROW], is[ROW];
    double begin = tally_clock(CLOCK_MONOTONIC), before = pty_use(pty).cpu, now = begin;
    word_behind(sight, knob->name, was);
    pty_send(pty, key);
    do {
        (void)pty_read_some(pty, 1);
        word_behind(sight, knob->name, is);
        now = tally_clock(CLOCK_MONOTONIC);
    } while (strcmp(is, was) == 0 && now - begin < computing && !pty->ended);
    tally_add(wall, 1e3 * (now - begin));
    tally_add(cpu, 1e3 * (pty_use(pty).cpu - before));
}

/* Keys at times that have nothing to do with frames, and find the work at any stage: the longest
 * pause is as long as all of it takes. */
static void answers(const struct knob *knob)
{
    struct tally wall = {0}, cpu = {0};
    struct pty pty;
    struct sight sight = {.w = 200, .h = 60};
    sight.vterm = vterm_new(sight.h, sight.w);
    sight.screen = vterm_obtain_screen(sight.vterm);
    vterm_set_utf8(sight.vterm, 1);
    vterm_screen_reset(sight.screen, 1);
    start(&pty, knob->command, sight.w, sight.h);
    pty.watch = see;
    pty.ctx = &sight;
    (void)pty_read_for(&pty, 1);
    for (int i = 0; i < TURNS; i++) {
        (void)pty_read_for(&pty, pause * pow(longer, i % 7) + 0.0137 * (i % 5));
        turn(&pty, knob, i / 6 % 2 ? knob->down : knob->up, &wall, &cpu);
    }
    pty_end(&pty, "q");
    vterm_free(sight.vterm);
    double most = tally_percentile(&cpu, 100);
    printf("  %-42s %5.2f %5.2f %5.2f   %5.2f %5.2f %5.2f   %s\n", knob->what,
           tally_median(&cpu) / frame_ms, tally_percentile(&cpu, 95) / frame_ms, most / frame_ms,
           tally_median(&wall) / frame_ms, tally_percentile(&wall, 95) / frame_ms,
           tally_percentile(&wall, 100) / frame_ms, tally_verdict(most <= frame_ms));
}

static void measure_knobs(void)
{
    static const char left[] = "\033OD", right[] = "\033OC";
    static const struct knob knobs[] = {
        {"gain, 1,000 layers of 512", "flow elu layers=1000 width=512; choose 4", "gain", right,
         left},
        {"alpha of elu, likewise", "flow elu layers=1000 width=512", "alpha", "A", "a"},
    };
    printf("from the key to its number on the screen, in frames of %.1f ms: at most 1 of cpu\n",
           frame_ms);
    printf("  %-42s %-17s   %s\n", "", "cpu: median 95% most", "wall: median 95% most");
    for (size_t i = 0; i < sizeof knobs / sizeof knobs[0]; i++)
        answers(&knobs[i]);
}

int main(void)
{
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    (void)setenv("HOME", "/nonexistent", 1);
    (void)unsetenv("XDG_STATE_HOME");
    (void)unsetenv("XDG_CONFIG_HOME");
    (void)unsetenv("NO_COLOR");
    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    measure_motion();
    measure_knobs();
    return 0;
}
