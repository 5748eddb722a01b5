#include "view/rows.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/utf8.h"

enum { DIGITS = 4 };

void rows_init(struct rows *r, enum report_format format, struct str *out)
{
    *r = (struct rows){.format = format, .out = out};
    str_init(&r->cells);
    if (format == REPORT_JSON)
        str_add(out, "[");
}

void rows_header(struct rows *r, const char *name, enum rows_align align)
{
    assert(r->columns < ROWS_COLUMNS && r->row == 0 && r->at == 0);
    r->align[r->columns] = align;
    r->name[r->columns++] = name;
}

/* ---- JSON ---- */

void rows_json_text(const char *text, struct str *out)
{
    str_add_char(out, '"');
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            str_addf(out, "\\%c", c);
        else if (c < 0x20)
            str_addf(out, "\\u%04x", c);
        else
            str_add_char(out, *p);
    }
    str_add_char(out, '"');
}

void rows_json_number(double v, struct str *out)
{
    char number[FMT_SIZE];
    fmt_exact(number, v);
    str_addf(out, isfinite(v) ? "%s" : "\"%s\"", number);
}

void rows_json_list(const double *v, int n, struct str *out)
{
    str_add_char(out, '[');
    for (int i = 0; i < n; i++) {
        str_add(out, i ? ", " : "");
        rows_json_number(v[i], out);
    }
    str_add_char(out, ']');
}

/* ---- cells ---- */

static void csv_text(const char *text, struct str *out)
{
    if (!strpbrk(text, ",\"\r\n")) {
        str_add(out, text);
        return;
    }
    str_add_char(out, '"');
    for (const char *p = text; *p; p++)
        str_addf(out, *p == '"' ? "%c\"" : "%c", *p);
    str_add_char(out, '"');
}

/* Where a machine format has its header, before the first cell of all. */
static void write_header(struct rows *r)
{
    if (r->format != REPORT_TSV && r->format != REPORT_CSV)
        return;
    for (int i = 0; i < r->columns; i++) {
        str_add(r->out, i == 0 ? "" : r->format == REPORT_CSV ? "," : "\t");
        if (r->format == REPORT_CSV)
            csv_text(r->name[i], r->out);
        else
            str_add(r->out, r->name[i]);
    }
    str_add_char(r->out, '\n');
}

static void open_cell(struct rows *r)
{
    assert(r->at < r->columns);
    if (r->row == 0 && r->at == 0)
        write_header(r);
    switch (r->format) {
    case REPORT_JSON:
        str_add(r->out, r->at ? ", " : r->row ? ",\n{" : "\n{");
        rows_json_text(r->name[r->at], r->out);
        str_add(r->out, ": ");
        break;
    case REPORT_TSV:
    case REPORT_CSV:
        if (r->at)
            str_add_char(r->out, r->format == REPORT_CSV ? ',' : '\t');
        break;
    case REPORT_TABLE:
        break;
    }
    r->at++;
}

static void add_to_table(struct rows *r, const char *text)
{
    str_add_n(&r->cells, text, strlen(text) + 1);
}

void rows_text(struct rows *r, const char *text)
{
    open_cell(r);
    switch (r->format) {
    case REPORT_JSON:
        rows_json_text(text, r->out);
        break;
    case REPORT_CSV:
        csv_text(text, r->out);
        break;
    case REPORT_TSV:
        for (const char *p = text; *p; p++)
            str_add_char(r->out, *p == '\t' || *p == '\n' ? ' ' : *p);
        break;
    case REPORT_TABLE:
        add_to_table(r, text);
        break;
    }
}

void rows_count(struct rows *r, long n)
{
    char number[FMT_SIZE];
    (void)snprintf(number, sizeof number, "%ld", n);
    open_cell(r);
    if (r->format == REPORT_TABLE)
        add_to_table(r, number);
    else
        str_add(r->out, number);
}

void rows_number(struct rows *r, double v)
{
    char number[FMT_SIZE];
    open_cell(r);
    if (r->format == REPORT_TABLE)
        add_to_table(r, fmt_short(number, v, DIGITS));
    else if (r->format == REPORT_JSON)
        rows_json_number(v, r->out);
    else
        str_add(r->out, fmt_exact(number, v));
}

void rows_flag(struct rows *r, bool v)
{
    open_cell(r);
    if (r->format == REPORT_TABLE)
        add_to_table(r, v ? "yes" : "no");
    else
        str_add(r->out, v ? "true" : "false");
}

void rows_list(struct rows *r, const double *v, int n)
{
    if (r->format != REPORT_JSON) {
        rows_count(r, n);
        return;
    }
    open_cell(r);
    rows_json_list(v, n, r->out);
}

void rows_absent(struct rows *r)
{
    if (r->format == REPORT_JSON)
        r->at++;
    else if (r->format == REPORT_TABLE)
        rows_text(r, "-");
    else
        rows_number(r, (double)NAN);
}

void rows_end(struct rows *r)
{
    assert(r->at == r->columns);
    if (r->format == REPORT_JSON)
        str_add_char(r->out, '}');
    else if (r->format != REPORT_TABLE)
        str_add_char(r->out, '\n');
    r->at = 0;
    r->row++;
}

/* ---- the table for people ---- */

static void put_aligned(struct rows *r, int column, const char *text, int width, bool last)
{
    int blanks = width - utf8_columns(text);
    if (r->align[column] == ROWS_RIGHT)
        str_addf(r->out, "%*s%s", blanks, "", text);
    else if (last) /* no blanks at the end of a line */
        str_add(r->out, text);
    else
        str_addf(r->out, "%s%*s", text, blanks, "");
    str_add(r->out, last ? "\n" : "  ");
}

/* The first column, then those from `from` to `to` that have a width: others are left out. */
static void write_line(struct rows *r, const char *const *text, const int *width, int from, int to)
{
    int last = to - 1;
    while (last >= from && width[last] < 0)
        last--;
    put_aligned(r, 0, text[0], width[0], last < from);
    for (int i = from; i <= last; i++)
        if (width[i] >= 0)
            put_aligned(r, i, text[i], width[i], i == last);
}

static int whole_width(const struct rows *r, const int *width)
{
    int whole = width[0];
    for (int i = 1; i < r->columns; i++)
        whole += width[i] < 0 ? 0 : 2 + width[i];
    return whole;
}

/* Takes the width of the lightest columns until the rest fits; how many. */
static int drop_columns(const struct rows *r, int *width)
{
    int dropped = 0;
    while (whole_width(r, width) > r->width && dropped < r->columns - 1) {
        int lightest = 0;
        for (int i = 1; i < r->columns; i++)
            if (width[i] >= 0 && (!lightest || r->weight[i] <= r->weight[lightest]))
                lightest = i;
        width[lightest] = -1;
        dropped++;
    }
    return dropped;
}

/* How far columns from `from` on fit; one always does. */
static int block_end(const struct rows *r, const int *width, int from)
{
    int at = width[0], to = from;
    while (to < r->columns) {
        at += 2 + width[to];
        if (to > from && r->width && at > r->width)
            break;
        to++;
    }
    return to;
}

static const char *next_row(const struct rows *r, const char *text, const char **cell)
{
    for (int i = 0; i < r->columns; i++, text += strlen(text) + 1)
        cell[i] = text;
    return text;
}

static void write_table(struct rows *r)
{
    int width[ROWS_COLUMNS];
    const char *cell[ROWS_COLUMNS], *text = r->cells.data;
    for (int i = 0; i < r->columns; i++)
        width[i] = utf8_columns(r->name[i]);
    for (int k = 0; k < r->row; k++) {
        text = next_row(r, text, cell);
        for (int i = 0; i < r->columns; i++)
            width[i] = utf8_columns(cell[i]) > width[i] ? utf8_columns(cell[i]) : width[i];
    }
    int dropped = r->drop && r->width ? drop_columns(r, width) : 0;
    int from = 1;
    do {
        int to = r->drop ? r->columns : block_end(r, width, from);
        str_add(r->out, from > 1 ? "\n" : "");
        write_line(r, r->name, width, from, to);
        text = r->cells.data;
        for (int k = 0; k < r->row; k++) {
            text = next_row(r, text, cell);
            write_line(r, cell, width, from, to);
        }
        from = to;
    } while (from < r->columns);
    if (dropped)
        str_addf(r->out, "%d more column%s where there is room, or with --format tsv\n", dropped,
                 dropped == 1 ? "" : "s");
}

void rows_done(struct rows *r)
{
    if (r->format == REPORT_TABLE)
        write_table(r);
    else if (r->row == 0)
        write_header(r);
    if (r->format == REPORT_JSON)
        str_add(r->out, r->row ? "\n]\n" : "]\n");
    str_done(&r->cells);
}
