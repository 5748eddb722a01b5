/* help_page: a page of help, written from the top, of which a window is seen; the pages about
 * functions (help_act.c) and about the mouse (help_mouse.c). */
#ifndef VIEW_HELP_PAGE_H
#define VIEW_HELP_PAGE_H

#include "view/view.h"

/* `line` is where the next line goes, `skip` how many have scrolled away. With a rectangle without
 * height it only counts. */
struct help_page {
    const struct model *m;
    struct pen *p;
    struct rect r;
    int line, skip;
    bool printed; /* for the shell, where nothing has been set that could be told */
};

void help_page_gap(struct help_page *g);
void help_page_heading(struct help_page *g, const char *text);
void help_page_paragraph(struct help_page *g, const char *text);

/* A name and what it means, in two columns; a long name has a line to itself. The command behind it
 * is an extra: it stands at the right where the line has room, or not at all. */
void help_page_entry(struct help_page *g, const char *name, enum role role, const char *text,
                     const char *command);

/* All functions in groups; the measured properties; functions of one's own; one function. */
void help_act_list(struct help_page *g);
void help_act_properties(struct help_page *g);
void help_act_formulas(struct help_page *g);
void help_act_topic(struct help_page *g, const struct act *act);

/* What the mouse does. */
void help_mouse(struct help_page *g);

#endif
