/* export: the current screen in a file: as a picture, or as the numbers behind it. */
#ifndef VIEW_EXPORT_H
#define VIEW_EXPORT_H

#include "view/view.h"

enum export_format { EXPORT_SVG, EXPORT_TXT, EXPORT_CSV, EXPORT_JSON, EXPORT_COUNT };
extern const char *const export_names[EXPORT_COUNT]; /* "svg", "txt", "csv", "json" */

/* By name, in letters of any case; false with the four of them in the message. */
bool export_find(const char *name, enum export_format *out, struct err *e);

/* By the ending of a file's name. */
bool export_by_ending(const char *path, enum export_format *out, struct err *e);

/* Writes the screen of w x h cells (a picture) or its numbers. Everything that is shown must be
 * computed (app_settle). SVG is UTF-8 whatever `unicode` says; without it all text is ASCII. False
 * with a message when the screen has no numbers, or a picture so small shows nothing. */
struct export_size {
    int w, h;
    bool unicode;
};
bool export_screen(const struct model *m, enum export_format format, const struct export_size *size,
                   struct str *out, struct err *e);

#endif
