/* help_page: a page of help, written from the top, of which a window is seen; the pages about
 * functions (help_act.c), keys (help_keys.c), the mouse (help_mouse.c), screens (help_screen.c),
 * and words (help_words.c). */
#ifndef VIEW_HELP_PAGE_H
#define VIEW_HELP_PAGE_H

#include "app/option.h"
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

/* All keys of a context, those that do one thing together, and what they do; behind it the
 * commands, where there is room for them. Then the keys that work on a screen, and those of all
 * screens. */
void help_keys_of(struct help_page *g, const char *context);
void help_keys(struct help_page *g, int screen);
void help_keys_all(struct help_page *g);

/* What the mouse does. */
void help_mouse(struct help_page *g);

/* A screen: what its picture is, its keys, its options; one option. */
void help_screen(struct help_page *g, int screen);
void help_option(struct help_page *g, const struct option *o);

/* All columns of printed stacks and units, or the one of a name; all words of the glossary, or the
 * one of a name. Nothing where the name is none. */
void help_columns(struct help_page *g);
void help_column(struct help_page *g, const char *name);
void help_glossary(struct help_page *g);
void help_term(struct help_page *g, const char *name);

#endif
