/* rows: a table in one of the four formats, written cell by cell.
 *
 * TSV: a header line, no quoting (tabs and newlines in texts become blanks). CSV: quoted where
 * needed. JSON: an array of objects; nan and infinities are strings, since JSON has no such
 * numbers. Table: for people, aligned, numbers short; it is kept until rows_done, which knows the
 * widths; too wide for `width`, it goes on below, its first column with it, or leaves columns out
 * and says so. */
#ifndef VIEW_ROWS_H
#define VIEW_ROWS_H

#include "view/report.h"

#include "base/str.h"

enum { ROWS_COLUMNS = 48 };

enum rows_align { ROWS_LEFT, ROWS_RIGHT };

struct rows {
    enum report_format format;
    struct str *out;
    int width; /* of a table, in columns of the terminal; 0: no matter */
    bool drop; /* leave out what does not fit: the lightest first, of equals the last */
    int columns;
    int weight[ROWS_COLUMNS];
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
void rows_flag(struct rows *r, bool v);
void rows_list(struct rows *r, const double *v, int n); /* a table has how many */
void rows_absent(struct rows *r); /* there is no such number: nan, in JSON no key */
void rows_end(struct rows *r);
void rows_done(struct rows *r);

/* Rows about layers of functions: begins them with their first columns, and writes these cells.
 * Function i; in JSON its parameters, "alpha=0.5 beta=1", where it has any; layer l. Other formats
 * have the columns they have had. */
void report_layers(struct rows *r, enum report_format format, int width, struct str *out);
void report_layer(struct rows *r, const struct acts *acts, int i, int l);

/* A text as a JSON string, a number as a JSON number or string. */
void rows_json_text(const char *text, struct str *out);
void rows_json_number(double v, struct str *out);
void rows_json_list(const double *v, int n, struct str *out);

#endif
