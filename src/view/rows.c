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

/* ---- cells ---- */

/* Where a machine format has its header, before the first cell of all. */
static void write_header(struct rows *r)
{
    if (r->format != REPORT_TSV && r->format != REPORT_CSV)
        return;
    for (int i = 0; i < r->columns; i++)
        str_addf(r->out, "%s%s", i == 0 ? "" : r->format == REPORT_CSV ? "," : "\t", r->name[i]);
    str_add_char(r->out, '\n');
}

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

static void put_aligned(struct rows *r, int column, const char *text, int width)
{
    int blanks = width - utf8_columns(text);
    bool right = r->align[column] == ROWS_RIGHT, last = column == r->columns - 1;
    if (right)
        str_addf(r->out, "%*s%s", blanks, "", text);
    else if (last) /* no blanks at the end of a line */
        str_add(r->out, text);
    else
        str_addf(r->out, "%s%*s", text, blanks, "");
    str_add(r->out, last ? "\n" : "  ");
}

static void write_table(struct rows *r)
{
    int width[ROWS_COLUMNS];
    for (int i = 0; i < r->columns; i++)
        width[i] = utf8_columns(r->name[i]);
    const char *text = r->cells.data;
    for (int k = 0; k < r->row * r->columns; k++, text += strlen(text) + 1) {
        int columns = utf8_columns(text), i = k % r->columns;
        width[i] = columns > width[i] ? columns : width[i];
    }
    for (int i = 0; i < r->columns; i++)
        put_aligned(r, i, r->name[i], width[i]);
    text = r->cells.data;
    for (int k = 0; k < r->row * r->columns; k++, text += strlen(text) + 1)
        put_aligned(r, k % r->columns, text, width[k % r->columns]);
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
