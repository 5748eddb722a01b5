/* sig: signals that end, stop or resize the program, and how the terminal gets back what it had.
 *
 * Two ways out. A signal that asks (SIGTERM, SIGHUP, SIGINT, ...) is noted, wakes the loop through
 * a pipe and starts a timer of SIG_GRACE_MS: normally the loop leaves in good order within a
 * frame. If it cannot, because the terminal takes no more output or a bug holds it, the timer's
 * handler restores the terminal from what was prepared beforehand and dies of the original signal.
 * A crash signal takes the second way at once, on a stack of its own. Handlers use only what POSIX
 * calls async-signal-safe.
 *
 * The owner keeps the one struct sig and the handler that calls sig_on. */
#ifndef FRONT_TUI_SIG_H
#define FRONT_TUI_SIG_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>
#include <time.h>

enum { SIG_GRACE_MS = 300, SIG_STACK = 1 << 16, SIG_RESTORE = 512 };

struct sig {
    /* What has come in. */
    volatile sig_atomic_t end; /* the first signal that asks the program to end, 0: none */
    volatile sig_atomic_t stop, resized, continued;
    /* What the emergency exit needs. */
    volatile sig_atomic_t active; /* the terminal is ours and must be given back */
    struct termios termios;       /* as found */
    char restore[SIG_RESTORE];    /* bytes that undo every mode we may have set */
    size_t restore_len;
    timer_t timer;
    bool has_timer;
    int wake[2];                        /* a byte for every signal: the loop polls wake[0] */
    _Alignas(64) char stack[SIG_STACK]; /* for the handlers of crashes */
};

typedef void sig_handler(int signo, siginfo_t *info, void *context);

/* Installs `handler` for everything. Signals that were ignored by whoever started the program
 * (nohup, a shell's background job) stay ignored. */
bool sig_install(struct sig *s, sig_handler *handler);

/* Appends to `restore` a string of terminfo (NULL: nothing), without its padding marks $<...>. */
void sig_restore_add(struct sig *s, const char *text);

/* What the handler does. */
void sig_on(struct sig *s, int signo, const siginfo_t *info);

/* Empties the pipe. */
void sig_drain(struct sig *s);

/* Stops this process, or its whole group if a key asked for it, as the default action would.
 * Returns when it is continued. */
void sig_stop(struct sig *s, sig_handler *handler, bool group);

/* Waits, stopped like any background job that wants the terminal, until it is in the foreground. */
void sig_wait_foreground(int fd);

/* Dies of a signal, so that the parent sees it in the exit status. */
_Noreturn void sig_die(int signo);

#endif
