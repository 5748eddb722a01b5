#include "pty.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tally.h"

enum { WORDS = 16 };

static double now(void)
{
    return tally_clock(CLOCK_MONOTONIC);
}

/* In the child: tells when it begins, and becomes the program. */
static _Noreturn void become(const char *const *argv, int tell)
{
    char *words[WORDS + 1];
    int n = 0;
    for (; argv[n] && n < WORDS; n++)
        words[n] = strdup(argv[n]); /* execvp takes char *const[] and does not write */
    words[n] = NULL;
    double began = now();
    if (write(tell, &began, sizeof began) == (ssize_t)sizeof began)
        (void)execvp(words[0], words);
    _exit(127);
}

bool pty_start(struct pty *p, const char *const *argv, int w, int h)
{
    struct winsize size = {.ws_col = (unsigned short)w, .ws_row = (unsigned short)h};
    int tell[2];
    *p = (struct pty){.fd = -1};
    if (pipe(tell) != 0)
        return false;
    (void)fcntl(tell[1], F_SETFD, FD_CLOEXEC);
    p->pid = forkpty(&p->fd, NULL, NULL, &size);
    if (p->pid == 0)
        become(argv, tell[1]);
    (void)close(tell[1]);
    bool started = p->pid > 0 && read(tell[0], &p->began, sizeof p->began) == sizeof p->began;
    (void)close(tell[0]);
    return started;
}

void pty_send(struct pty *p, const char *text)
{
    size_t n = strlen(text);
    if (write(p->fd, text, n) != (ssize_t)n)
        p->ended = true;
}

/* Follows the cursor by ESC [ row ; column H and ESC [ row d. Returns whether it was sent up. */
static bool goes_up(struct pty *p, char c)
{
    enum { OUTSIDE, ESCAPE, FIRST, FURTHER };
    if (c == '\033') {
        p->place = ESCAPE;
    } else if (p->place == ESCAPE) {
        p->place = c == '[' ? FIRST : OUTSIDE;
        p->number = 0;
    } else if (p->place == FIRST && c >= '0' && c <= '9') {
        p->number = 10 * p->number + c - '0';
    } else if (p->place == FIRST && c == ';') {
        p->place = FURTHER;
    } else if (p->place >= FIRST && c >= '@') {
        p->place = OUTSIDE;
        if (c == 'H' || c == 'd') {
            int before = p->row;
            p->row = p->number ? p->number : 1;
            return p->row < before;
        }
    }
    return false;
}

/* One read if something comes within `seconds`. False if nothing does. */
static bool take(struct pty *p, double seconds, struct pty_burst *burst)
{
    char bytes[1 << 16];
    struct pollfd fd = {p->fd, POLLIN, 0};
    int ms = (int)(1e3 * seconds + 0.5);
    if (seconds <= 0 || p->ended || poll(&fd, 1, ms) <= 0)
        return false;
    double before = now();
    ssize_t n = read(p->fd, bytes, sizeof bytes);
    if (n <= 0) { /* EIO: the program has gone */
        p->ended = true;
        return false;
    }
    if (!burst->bytes)
        burst->first = before;
    for (ssize_t i = 0; i < n; i++)
        burst->frames += goes_up(p, bytes[i]);
    if (p->watch)
        p->watch(p->ctx, bytes, (size_t)n);
    burst->last = now();
    burst->bytes += (long)n;
    return true;
}

bool pty_read_some(struct pty *p, double limit)
{
    struct pty_burst burst = {0};
    return take(p, limit, &burst);
}

struct pty_burst pty_read(struct pty *p, double gap, double limit)
{
    struct pty_burst burst = {0};
    p->row = INT_MAX; /* the first is on its way */
    double end = now() + limit;
    while (take(p, burst.bytes ? gap : end - now(), &burst) && now() < end) {
    }
    return burst;
}

struct pty_burst pty_read_for(struct pty *p, double seconds)
{
    struct pty_burst burst = {0};
    p->row = INT_MAX; /* the first is on its way */
    double end = now() + seconds;
    while (now() < end && !p->ended)
        (void)take(p, end - now(), &burst);
    return burst;
}

/* The number behind a name in a file of /proc, -1 if it is not there. */
static double proc_number(pid_t pid, const char *file, const char *name)
{
    char path[64], line[256];
    double value = -1;
    (void)snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, file);
    FILE *f = fopen(path, "r");
    while (f && value < 0 && fgets(line, sizeof line, f))
        if (strncmp(line, name, strlen(name)) == 0)
            value = strtod(line + strlen(name), NULL);
    if (f)
        (void)fclose(f);
    return value;
}

struct pty_use pty_use(const struct pty *p)
{
    clockid_t clock;
    return (struct pty_use){
        .cpu = clock_getcpuclockid(p->pid, &clock) == 0 ? tally_clock(clock) : -1,
        .sleeps = proc_number(p->pid, "status", "voluntary_ctxt_switches:"),
        .writes = proc_number(p->pid, "io", "syscw:"),
        .peak_kib = proc_number(p->pid, "status", "VmHWM:"),
    };
}

void pty_end(struct pty *p, const char *quit)
{
    int status;
    pty_send(p, quit);
    (void)pty_read_for(p, p->ended ? 0 : 1); /* until the other end is closed */
    if (waitpid(p->pid, &status, WNOHANG) != p->pid) {
        if (!p->ended)
            (void)kill(p->pid, SIGKILL);
        (void)waitpid(p->pid, &status, 0);
    }
    (void)close(p->fd);
}
