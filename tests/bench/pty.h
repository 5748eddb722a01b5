/* pty: a program on a pseudo-terminal, watched from outside: when it writes, how much, what it
 * costs. The terminal never answers anything. */
#ifndef BENCH_PTY_H
#define BENCH_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct pty {
    int pid, fd;
    double began; /* just before the program was loaded; seconds on CLOCK_MONOTONIC */
    bool ended;
    /* For counting frames: where in a sequence the output is, its first number, the row. */
    int place, number, row;
    void (*watch)(void *ctx, const char *bytes, size_t n); /* gets all that is read; NULL: nobody */
    void *ctx;
};

/* What was written until it became quiet: seconds on CLOCK_MONOTONIC, 0 if nothing was. A frame
 * ends where the cursor is sent up again, since curses goes through the lines from the top. */
struct pty_burst {
    double first, last;
    long bytes, frames;
};

/* What the kernel counts of a process since its start. Numbers it does not give are -1. */
struct pty_use {
    double cpu;      /* seconds */
    double sleeps;   /* times that it waited for something: voluntary context switches */
    double writes;   /* calls of write() */
    double peak_kib; /* the most memory that was resident */
};

/* A program in a terminal of w x h cells. False if no pseudo-terminal is to be had. */
bool pty_start(struct pty *p, const char *const *argv, int w, int h);

/* Sends the text by one write(). */
void pty_send(struct pty *p, const char *text);

/* Reads until nothing has come for `gap` seconds, or `limit` seconds are over. */
struct pty_burst pty_read(struct pty *p, double gap, double limit);

/* Reads what there is as soon as there is something; false if nothing comes within `limit`. */
bool pty_read_some(struct pty *p, double limit);

/* Reads for so many seconds. */
struct pty_burst pty_read_for(struct pty *p, double seconds);

struct pty_use pty_use(const struct pty *p);

/* Sends the text that ends the program and waits for its end; ends it by force after a second. */
void pty_end(struct pty *p, const char *quit);

#endif
