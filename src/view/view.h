/* view: state to picture. Pure: nothing here changes the state, asks for time or knows a terminal.
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include <stdbool.h>

#include "app/app.h"
#include "base/str.h"
#include "draw/pen.h"

struct lesson;
struct plot_memo;

/* The command line being edited, as the prompt sees it. */
struct prompt_line {
    bool open;
    const char *prefix;  /* ":" */
    const char *text;    /* UTF-8 */
    int cursor;          /* byte offset in text */
    const char *matches; /* completions, newline-separated, or "" */
};

struct model {
    const struct app *app;
    const struct lesson *lesson;      /* NULL: no lessons (tests) */
    const struct prompt_line *prompt; /* NULL: closed */
    struct plot_memo *memo;           /* plot_memo.h; NULL: each frame is worked out anew */
};

/* A pen for cells with the raster that the settings choose, or `automatic` where they leave it
 * open: what suits the place that shows the picture. RASTER_ASCII there: it can show nothing else.
 * The caller's: pen_free. */
struct pen *view_pen(const struct settings *s, struct canvas *canvas, enum raster automatic);

/* Draws the whole screen at the pen's size: tabs, the current screen (beside the narration of an
 * open lesson), status, hints, prompt. */
void view_draw(const struct model *m, struct pen *pen);

/* Only the plot, with a title above and the legend below: what `actviz plot` prints. */
void view_plot_only(const struct model *m, struct pen *pen);

/* The current screen as a picture (layout_bare), its title above; and that title alone. */
void view_bare(const struct model *m, struct pen *pen);
void view_title(const struct model *m, const struct pen *pen, struct str *out);

/* Only the topic of the help screen, from its first line, and how many lines that takes: what
 * `actviz help` prints. */
void view_help_only(const struct model *m, struct pen *pen);
int view_help_lines(const struct model *m, struct pen *pen);

/* The column and row at which the terminal's cursor belongs while the prompt is open. */
bool view_cursor(const struct model *m, int w, int h, int *x, int *y);

/* The command that takes the scrolling of the plot's card back to its last line, so that the key
 * for the way back answers at once; false where it is not past it. */
bool view_overscroll(const struct model *m, const struct pen *pen, struct str *command);

/* The command that a click (or drag, wheel) means on what the pen has drawn; false for none. */
bool view_click(const struct model *m, const struct pen *pen, const struct key *mouse,
                struct str *command);

/* The screen in two exact sentences. */
void view_say(const struct model *m, struct str *out);

#endif
