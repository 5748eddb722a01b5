/* screen: a program on a pseudo-terminal, and what a person would see there (libvterm).
 *
 * The program runs as the foreground job of a tiny shell of ours, so that it can be stopped and
 * continued. Everything waits until the screen says so, with a deadline, and prints the whole
 * screen when it does not. */
#ifndef TERM_SCREEN_H
#define TERM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>
#include <vterm.h>

enum { SCREEN_DEADLINE_MS = 20000, SCREEN_TEXT = 1 << 17 };

struct screen {
    int master, slave; /* of the pseudo-terminal; slave is kept open to read its modes */
    int from_job;      /* struct screen_event of our shell */
    int to_job;        /* a byte: put the job in the foreground and continue it */
    int leader, job;   /* process ids */
    int w, h;
    VTerm *vterm;
    VTermScreen *cells;
    bool alternate, cursor; /* what the terminal was told */
    bool mouse;             /* likewise: to report it */
    bool collect;           /* read its output at all: false plays a terminal that is stuck */
    struct termios before;  /* the modes it started with */
    char *raw;              /* all that was written, for private modes and for emptiness */
    size_t raw_n, raw_cap;
    char text[SCREEN_TEXT]; /* of screen_text */
};

enum screen_what { JOB_STARTED, JOB_STOPPED, JOB_ENDED };

struct screen_event {
    enum screen_what what;
    int status; /* of waitpid, or the job's process id */
};

/* Starts argv (NULL-ended) on a terminal of w x h. `home` becomes HOME, `env` is a NULL-ended list
 * of NAME=VALUE put over a plain environment; NAME alone takes it away. */
void screen_start(struct screen *s, int w, int h, const char *home, const char *const *env,
                  const char *const *argv);

/* Ends whatever is left of it. */
void screen_done(struct screen *s);

void screen_send(struct screen *s, const char *bytes);
void screen_resize(struct screen *s, int w, int h);

/* The screen as text, a line each. */
const char *screen_text(struct screen *s);

/* Waits until the screen shows `text`, or no longer does. */
void screen_wait(struct screen *s, const char *text);
void screen_wait_gone(struct screen *s, const char *text);

/* Waits until the job stops or ends; gives the status as of waitpid. */
void screen_wait_stopped(struct screen *s);
int screen_wait_ended(struct screen *s);
void screen_continue(struct screen *s);

/* Reads for a while and gives the number of bytes that came. */
size_t screen_listen(struct screen *s, int ms);

/* Fails unless the terminal is as it was: modes, main screen, cursor, no private mode left on. */
void screen_assert_restored(struct screen *s);

#endif
