/* rich: text with inline marks, made from Markdown.
 *
 * The marks are bytes that no lesson file may hold itself: \1 bold, \2 emphasis, \3 code, \4 plain
 * again (lesson.h). A live value stands as \5EXPRESSION\6 until rich_fill puts its value there.
 * What entities and bytes of the file would put into the text as control characters becomes
 * something visible here, so a mark is always one of ours. */
#ifndef LESSON_RICH_H
#define LESSON_RICH_H

#include "app/app.h"
#include "base/str.h"

enum {
    RICH_BOLD = 1,
    RICH_EMPHASIS = 2,
    RICH_CODE = 3,
    RICH_PLAIN = 4,
    RICH_LIVE = 5,
    RICH_LIVE_END = 6
};

struct cmark_node;

/* The inline text below a node of a parsed document (a paragraph, a heading). */
void rich_of_node(struct cmark_node *node, struct str *out);

/* A line of Markdown: a hint, an option, a goal. What would be a block there stays as written. */
void rich_of_line(const char *markdown, struct str *out);

/* Text that is no Markdown, made safe. */
void rich_of_plain(const char *text, size_t n, struct str *out);

/* Live values put in, in three digits; one that is not known (yet) is "...". */
void rich_fill(const char *rich, struct app *app, struct str *out);

/* Calls each(arg, expression) for every live value. */
void rich_each_live(const char *rich, void (*each)(void *arg, const char *expr), void *arg);

/* Words of a text: runs of non-blanks; a live value is one. */
int rich_words(const char *rich);

#endif
