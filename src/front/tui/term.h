/* term: the terminal. The only file that knows curses.
 *
 * Takes the terminal over (or says why it cannot, with nothing touched), gives keys as struct key,
 * shows a canvas, waits, and gives everything back. There is one terminal, so there is one state,
 * inside term.c. How signals leave is in sig.h.
 *
 * Order of start-up: standard streams, TERM, terminfo are looked at first; then the restore string
 * is made and handlers are installed; only then the terminal is touched. */
#ifndef FRONT_TUI_TERM_H
#define FRONT_TUI_TERM_H

#include <stdbool.h>

#include "app/key.h"
#include "base/err.h"
#include "draw/pen.h"
#include "draw/theme.h"

/* Can the explorer be shown here? Looks only: a message tells why not. */
bool term_can_serve(struct err *e);

/* False: this terminal cannot serve, and is as it was. */
bool term_open(struct err *e);

/* Gives the terminal back as it was. */
void term_close(void);

/* Ends the process as the signal that term_wait reported would. After term_close. */
_Noreturn void term_die(int signo);

/* Is the locale's text UTF-8, with Braille as wide as other characters? No terminal is needed. */
bool term_is_unicode(void);

/* What curves are best drawn with where standard output goes: Braille, ASCII where the locale is
 * not UTF-8, half blocks on a console whose font has no Braille. No terminal is needed. */
enum raster term_raster(void);

/* Colours of the terminal called by the TERM variable, honouring NO_COLOR. No terminal is needed;
 * DEPTH_MONO if it is not known. */
enum depth term_depth(void);

void term_size(int *w, int *h);

enum term_event {
    TERM_END = 1,     /* a signal asks to end, or the terminal is gone: term_end_signal */
    TERM_CHANGED = 2, /* another size, or back from a stop: draw */
    TERM_STOP = 4     /* a signal asks to stop: term_suspend(false) */
};

/* Waits for a key, a signal, or `seconds` (negative: for ever); with `room`, also until the
 * terminal takes output again. Returns a mask of term_event. */
unsigned term_wait(double seconds, bool room);
int term_end_signal(void);

/* The next key that is there already; false: none. */
bool term_key(struct key *out);

/* Is there one, for who has something better to do else? */
bool term_has_key(void);

/* Would a frame be taken now? If not, it is better dropped than queued. */
bool term_is_ready(void);

/* Shows a canvas, and the cursor at x, y (x < 0: none). */
void term_show(const struct canvas *c, enum theme theme, int x, int y);

/* Takes the mouse, as term_open does, or leaves it to the terminal. */
void term_mouse(bool on);

/* The next frame repaints every cell. */
void term_redraw(void);

/* Gives the terminal back to the shell and stops, with the whole job if a key asked; comes back
 * when continued. */
void term_suspend(bool by_key);

#endif
