/* rows: a table in one of the four formats, written cell by cell.
 *
 * TSV: a header line, no quoting (tabs and newlines in texts become blanks). CSV: quoted where
 * needed. JSON: an array of objects; nan and infinities are strings, since JSON has no such
 * numbers. Table: for people, aligned, numbers short; it is kept until rows_done, which knows the
 * widths. */
#ifndef VIEW_ROWS_H
#define VIEW_ROWS_H

#include "base/str.h"
#include "view/report.h"

enum { ROWS_COLUMNS = 32 };

enum rows_align { ROWS_LEFT, ROWS_RIGHT };

struct rows {
    enum report_format format;
    struct str *out;
    int columns;
    const char *name[ROWS_COLUMNS];
    enum rows_align align[ROWS_COLUMNS];
    int at, row;      /* next cell, rows so far */
    struct str cells; /* of a table: texts, each ended by NUL */
};

void rows_init(struct rows *r, enum report_format format, struct str *out);

/* The columns, before the first cell; names are kept by pointer. */
void rows_header(struct rows *r, const char *name, enum rows_align align);

/* The next cell of the row. */
void rows_text(struct rows *r, const char *text);
void rows_count(struct rows *r, long n);
void rows_number(struct rows *r, double v);
void rows_end(struct rows *r);
void rows_done(struct rows *r);

/* A text as a JSON string, a number as a JSON number or string. */
void rows_json_text(const char *text, struct str *out);
void rows_json_number(double v, struct str *out);

#endif
