#include "lesson/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { SHOWN_COLUMNS = 100 }; /* of a line under a message */

static bool is_known(const struct source *s, int code, int line, int col)
{
    for (int i = 0; i < s->problems; i++) {
        const struct problem *old = &s->problem[i];
        if (old->code == code && old->line == line && old->col == col)
            return true;
    }
    return false;
}

static void keep(struct source *s, const struct problem *p)
{
    if (s->problems == s->cap) {
        s->cap = s->cap ? 2 * s->cap : 8;
        s->problem = mem_resize(s->problem, (size_t)s->cap, sizeof *s->problem);
    }
    s->problem[s->problems++] = *p;
    s->errors += p->code < PROBLEM_WARNINGS;
}

bool source_problem(struct source *s, int code, int line, int col, const char *fmt, ...)
{
    bool error = code < PROBLEM_WARNINGS;
    int alike = error ? s->errors : s->problems - s->errors;
    if (alike > SOURCE_PROBLEMS || (!error && alike == SOURCE_PROBLEMS) ||
        is_known(s, code, line, col))
        return false;
    struct problem p = {.code = code, .line = line, .col = col};
    char long_text[1024];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(long_text, sizeof long_text, fmt, args);
    va_end(args);
    (void)str_copy(p.text, sizeof p.text, long_text);
    if (alike == SOURCE_PROBLEMS) {
        p.code = 104;
        (void)snprintf(p.text, sizeof p.text, "more than %d errors: these are the first found",
                       SOURCE_PROBLEMS);
    }
    keep(s, &p);
    return false;
}

int source_errors(const struct source *s)
{
    return s->errors;
}

bool source_is_wrong(const struct source *s, int first, int last)
{
    for (int i = 0; i < s->problems; i++) {
        const struct problem *p = &s->problem[i];
        if (p->code < PROBLEM_WARNINGS && p->line >= first && p->line <= last)
            return true;
    }
    return s->errors > SOURCE_PROBLEMS;
}

static void find_lines(struct source *s)
{
    int n = 1;
    for (size_t i = 0; i < s->n; i++)
        n += s->text[i] == '\n';
    s->start = mem_new((size_t)n + 1, sizeof *s->start);
    s->lines = 1;
    for (size_t i = 0; i < s->n; i++)
        if (s->text[i] == '\n')
            s->start[s->lines++] = i + 1;
    s->start[s->lines] = s->n + 1; /* as if the last line had its newline too */
}

static int line_of(const struct source *s, size_t offset)
{
    int line = 1;
    while (line < s->lines && s->start[line] <= offset)
        line++;
    return line;
}

static bool problem_at(struct source *s, size_t offset, int code, const char *what)
{
    int line = line_of(s, offset);
    return source_problem(s, code, line, source_col(s, line, offset - s->start[line - 1]), "%s",
                          what);
}

/* Embedding, override and isolate controls, and the marks: they reorder what a reader sees. */
static bool is_bidi(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C;
}

static bool check_characters(struct source *s)
{
    bool fine = true;
    for (const char *p = s->text, *end = s->text + s->n; p < end;) {
        size_t at = (size_t)(p - s->text);
        uint32_t c = utf8_next(&p, end);
        if (c == '\r')
            return problem_at(s, at, 102, "a carriage return: save the file with plain newlines");
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) {
            char what[64];
            (void)snprintf(what, sizeof what, "control character U+%04X", (unsigned)c);
            fine = problem_at(s, at, 102, what);
        } else if (c == 0xFEFF) {
            fine = problem_at(s, at, 102, "byte order mark: save the file as plain UTF-8");
        } else if (is_bidi(c)) {
            fine = problem_at(s, at, 103, "a character that changes the direction of writing");
        }
    }
    return fine;
}

bool source_init(struct source *s, const char *text, size_t n)
{
    *s = (struct source){.text = text, .n = n};
    if (n > SOURCE_BYTES) {
        s->n = 0;
        find_lines(s);
        return source_problem(s, 100, 1, 1, "the file has %zu bytes, a lesson at most %d", n,
                              SOURCE_BYTES);
    }
    find_lines(s);
    size_t bad = utf8_check(text, n);
    if (bad < n)
        return problem_at(s, bad, 101, "not UTF-8");
    return check_characters(s);
}

void source_done(struct source *s)
{
    mem_free(s->start);
    mem_free(s->problem);
    *s = (struct source){0};
}

const char *source_line(const struct source *s, int line, size_t *len)
{
    *len = 0;
    if (line < 1 || line > s->lines)
        return "";
    *len = s->start[line] - s->start[line - 1] - 1;
    return s->text + s->start[line - 1];
}

int source_col(const struct source *s, int line, size_t offset)
{
    size_t len;
    const char *p = source_line(s, line, &len);
    const char *end = p + (offset < len ? offset : len);
    int col = 1;
    while (p < end) {
        (void)utf8_next(&p, end);
        col++;
    }
    return col;
}

int source_find(const struct source *s, int first, int last, const char *text, int *col)
{
    size_t want = strlen(text);
    for (int line = first; line <= last && want > 0; line++) {
        size_t len;
        const char *p = source_line(s, line, &len);
        for (size_t i = 0; i + want <= len; i++)
            if (memcmp(p + i, text, want) == 0) {
                *col = source_col(s, line, i);
                return line;
            }
    }
    *col = 1;
    return first;
}

static int by_place(const void *a, const void *b)
{
    const struct problem *p = a, *q = b;
    if (p->line != q->line)
        return p->line < q->line ? -1 : 1;
    if (p->col != q->col)
        return p->col < q->col ? -1 : 1;
    return p->code - q->code;
}

/* The line and a caret under its column; what a terminal could take amiss is shown, not sent. */
static void print_line(const struct source *s, const struct problem *p, struct str *out)
{
    size_t len;
    const char *at = source_line(s, p->line, &len);
    if (len == 0)
        return;
    struct str caret;
    str_init(&caret);
    str_addf(out, "%5d | ", p->line);
    str_add(&caret, "      | ");
    const char *end = at + len;
    for (int col = 1; at < end && col <= SHOWN_COLUMNS; col++) {
        uint32_t c = utf8_next(&at, end);
        char bytes[4];
        c = c == '\t' ? ' ' : utf8_printable(c);
        str_add_n(out, bytes, utf8_put(bytes, c));
        for (int w = utf8_width(c); w > 0 && col < p->col; w--)
            str_add_char(&caret, ' ');
    }
    str_add_char(out, '\n');
    if (p->col <= SHOWN_COLUMNS)
        str_addf(out, "%s^\n", caret.data);
    str_done(&caret);
}

void source_print(struct source *s, const char *path, struct str *out)
{
    if (s->problems > 1)
        qsort(s->problem, (size_t)s->problems, sizeof *s->problem, by_place);
    for (int i = 0; i < s->problems; i++) {
        const struct problem *p = &s->problem[i];
        bool advice = p->code >= PROBLEM_WARNINGS;
        str_addf(out, "%s:%d:%d: %s[%c%d]: %s\n", path, p->line, p->col,
                 advice ? "warning" : "error", advice ? 'W' : 'E', p->code, p->text);
        print_line(s, p, out);
    }
}
