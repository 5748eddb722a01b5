#include "draw/text.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* A blank at which no line ends. */
enum { TIE = 0xA0 };

/* A paragraph is flattened to one row of signs, then cut into lines. */
struct sign {
    uint32_t ch;
    int width;
    const struct run *run;
    const char *bytes; /* of the character, in its run */
    int size;
};

struct signs {
    int n;
    struct sign *at;
};

static struct signs flatten(const struct run *runs, int n)
{
    size_t bytes = 0;
    for (int i = 0; i < n; i++)
        bytes += strlen(runs[i].text);
    struct signs s = {0, mem_resize(NULL, bytes, sizeof *s.at)};
    for (int i = 0; i < n; i++) {
        for (const char *p = runs[i].text, *end = p + strlen(p); p < end;) {
            const char *start = p;
            uint32_t ch = utf8_next(&p, end);
            int width = ch == '\n' ? 0 : utf8_width(utf8_printable(ch));
            s.at[s.n++] = (struct sign){ch, width, &runs[i], start, (int)(p - start)};
        }
    }
    return s;
}

static bool is_blank(uint32_t ch)
{
    return ch == ' ' || ch == '\t';
}

/* Marks that no line may begin with: they belong to the character before. */
static bool is_closing(uint32_t ch)
{
    static const uint32_t closing[] = {0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011,
                                       0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F};
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++)
        if (closing[i] == ch)
            return true;
    return false;
}

/* May a line end between the signs i - 1 and i? */
static bool may_break(const struct signs *s, int i)
{
    const struct sign *before = &s->at[i - 1], *after = &s->at[i];
    bool blank = is_blank(after->ch);
    if (after->ch == '%' || (blank && i + 1 < s->n && s->at[i + 1].ch == '%'))
        return false; /* a number and its % stay together */
    if (blank || after->ch == '\n')
        return true;
    if (after->width == 0 || is_closing(after->ch))
        return false;
    return is_blank(before->ch) || before->width == 2 || after->width == 2;
}

/* One line: signs [from, to) are shown, the next line begins at `next`. */
struct line {
    int from, to, next;
};

/* The longest line from `from` on that takes at most `room` columns; at least one sign. */
static struct line cut_line(const struct signs *s, int from, int room)
{
    int end = from, columns = 0, good = -1;
    for (; end < s->n && s->at[end].ch != '\n'; end++) {
        if (end > from && may_break(s, end))
            good = end;
        if (columns + s->at[end].width > room && end > from)
            break;
        columns += s->at[end].width;
    }
    struct line line = {from, end, end};
    bool whole = end == s->n || s->at[end].ch == '\n';
    if (!whole && good > 0)
        line.to = line.next = good;
    while (!whole && line.next < s->n && is_blank(s->at[line.next].ch))
        line.next++;
    if (line.next < s->n && s->at[line.next].ch == '\n')
        line.next++;
    while (line.to > line.from && is_blank(s->at[line.to - 1].ch))
        line.to--;
    return line;
}

static void draw_line(struct pen *p, const struct signs *s, struct line line, int x, int y,
                      int room)
{
    int used = 0;
    for (int i = line.from; i < line.to; i++) {
        /* Accents go with their base, in one call. */
        const struct sign *sign = &s->at[i];
        char bytes[32];
        size_t size = 0;
        int width = sign->width;
        do {
            if (size + (size_t)s->at[i].size < sizeof bytes) {
                memcpy(bytes + size, s->at[i].bytes, (size_t)s->at[i].size);
                size += (size_t)s->at[i].size;
            }
        } while (i + 1 < line.to && s->at[i + 1].width == 0 && s->at[i + 1].run == sign->run &&
                 ++i < line.to);
        bytes[size] = '\0';
        if (used + width > room)
            return;
        const char *shown = sign->ch == '\t' || sign->ch == TIE ? " " : bytes;
        (void)pen_text(p, x + used, y, width, sign->run->role, sign->run->attr, shown);
        used += width;
    }
}

int text_paragraph(struct pen *p, struct rect r, int skip, int hang, const struct run *runs, int n)
{
    if (r.w <= 0)
        return 0;
    struct signs s = flatten(runs, n);
    int lines = 0;
    if (hang >= r.w)
        hang = r.w - 1;
    for (int from = 0; from < s.n; lines++) {
        int indent = lines > 0 && hang > 0 ? hang : 0;
        struct line line = cut_line(&s, from, r.w - indent);
        int row = lines - skip;
        if (row >= 0 && row < r.h)
            draw_line(p, &s, line, r.x + indent, r.y + row, r.w - indent);
        from = line.next;
    }
    mem_free(s.at);
    return lines;
}

void text_take(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    int lines = text_paragraph(p, *r, 0, hang, runs, n);
    r->y += lines;
    r->h -= lines;
}
