#include "lesson/fence.h"

#include <string.h>

#include "base/near.h"
#include "base/str.h"
#include "lesson/directive.h"

/* Length of the run of fence characters at the start of a line, behind blanks and the marks of
 * quotes; 0 if there is none. */
static size_t run_of(const char *line, size_t n, size_t *at)
{
    size_t i = 0, run = 0;
    while (i < n && strchr(" >", line[i]))
        i++;
    *at = i;
    while (i + run < n && strchr("`~", line[i]) && line[i + run] == line[i])
        run++;
    return run >= 3 ? run : 0;
}

static void read_word(const char *text, size_t n, size_t at, struct fence *out)
{
    while (at < n && text[at] == ' ')
        at++;
    out->word_at = out->word_end = at;
    while (out->word_end < n && !strchr(" {", text[out->word_end]))
        out->word_end++;
    size_t len = out->word_end - at;
    memset(out->word, 0, sizeof out->word);
    memcpy(out->word, text + at, len < sizeof out->word ? len : sizeof out->word - 1);
}

bool fence_read(const struct source *s, int line, int column, struct fence *out)
{
    size_t n, at;
    const char *text = source_line(s, line, &n);
    size_t start = (size_t)(column - 1) < n ? (size_t)(column - 1) : n;
    out->line = line;
    out->run = run_of(text + start, n - start, &at);
    if (out->run == 0)
        return false;
    out->at = start + at;
    out->mark = text[out->at];
    out->col = source_col(s, line, out->at);
    read_word(text, n, out->at + out->run, out);
    return true;
}

static bool closes(const struct fence *f, const char *line, size_t n)
{
    size_t at, run = run_of(line, n, &at);
    if (run < f->run || line[at] != f->mark)
        return false;
    for (at += run; at < n; at++)
        if (line[at] != ' ' && line[at] != '\t')
            return false;
    return true;
}

bool fence_check_closed(struct source *s, const struct fence *f, int last)
{
    size_t n, at;
    const char *text;
    for (int line = f->line + 1; line < last; line++) {
        struct fence inner;
        text = source_line(s, line, &n);
        size_t run = run_of(text, n, &at);
        if (run < f->run || text[at] != f->mark)
            continue;
        read_word(text, n, at + run, &inner);
        if (directive_find(inner.word))
            return source_problem(s, 104, f->line, f->col,
                                  "this fence is not closed before the next block, line %d", line);
    }
    text = source_line(s, last, &n);
    if (last <= f->line || !closes(f, text, n))
        return source_problem(s, 104, f->line, f->col, "this fence is never closed");
    return true;
}

bool fence_refuse(struct source *s, const struct fence *f)
{
    struct near near;
    struct str all;
    int col = source_col(s, f->line, f->word_at);
    near_init(&near, f->word);
    str_init(&all);
    for (int i = 0; i < directive_count; i++) {
        near_offer(&near, directive_table[i].name);
        str_addf(&all, " %s", directive_table[i].name);
    }
    const char *best = near_name(&near);
    if (best)
        (void)source_problem(s, 204, f->line, col, "unknown directive `%s`; did you mean `%s`?",
                             f->word, best);
    else
        (void)source_problem(s, 204, f->line, col,
                             "unknown directive `%s`; there are:%s; a plain listing has no word, "
                             "or `text`",
                             f->word, all.data);
    str_done(&all);
    return false;
}
