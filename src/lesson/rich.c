#include "lesson/rich.h"

#include <cmark.h>
#include <math.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "base/utf8.h"

/* Writes text as `look` says what it looks like now; a mark is written only where it changes. */
struct writer {
    struct str *out;
    int bold, emphasis; /* how many of each are open */
    char look;
};

static void look(struct writer *w, char wanted)
{
    if (w->look != wanted)
        str_add_char(w->out, wanted);
    w->look = wanted;
}

static char outer_look(const struct writer *w)
{
    return w->bold ? RICH_BOLD : w->emphasis ? RICH_EMPHASIS : RICH_PLAIN;
}

void rich_of_plain(const char *text, size_t n, struct str *out)
{
    for (const char *p = text, *end = text + n; p < end;) {
        uint32_t c = utf8_next(&p, end);
        char bytes[4];
        if (c == '\t')
            str_add(out, "    ");
        else
            str_add_n(out, bytes, utf8_put(bytes, c == '\n' ? c : utf8_printable(c)));
    }
}

static void write_text(struct writer *w, const char *text)
{
    look(w, outer_look(w));
    rich_of_plain(text, strlen(text), w->out);
}

static void write_code(struct writer *w, const char *code)
{
    if (code[0] == '=' && code[1]) {
        str_add_char(w->out, RICH_LIVE);
        rich_of_plain(code + 1, strlen(code + 1), w->out);
        str_add_char(w->out, RICH_LIVE_END);
        return;
    }
    look(w, RICH_CODE);
    rich_of_plain(code, strlen(code), w->out);
}

static void write_inline(struct writer *w, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG:
        w->bold += entering ? 1 : -1;
        break;
    case CMARK_NODE_EMPH:
        w->emphasis += entering ? 1 : -1;
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        write_text(w, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        write_text(w, " ");
        break;
    case CMARK_NODE_CODE:
        write_code(w, cmark_node_get_literal(node));
        break;
    default:
        break;
    }
}

void rich_of_node(cmark_node *node, struct str *out)
{
    struct writer w = {.out = out, .look = RICH_PLAIN};
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        write_inline(&w, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    look(&w, RICH_PLAIN);
}

void rich_of_line(const char *markdown, struct str *out)
{
    cmark_node *doc = cmark_parse_document(markdown, strlen(markdown), CMARK_OPT_DEFAULT);
    cmark_node *first = cmark_node_first_child(doc);
    if (first && cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && !cmark_node_next(first))
        rich_of_node(first, out);
    else
        rich_of_plain(markdown, strlen(markdown), out);
    cmark_node_free(doc);
}

/* Calls with the expression of the live value that begins at p; returns what follows it. */
static const char *take_live(const char *p, char **expr)
{
    const char *end = strchr(p, RICH_LIVE_END);
    size_t n = end ? (size_t)(end - p) : strlen(p);
    *expr = mem_new(n + 1, 1);
    memcpy(*expr, p, n);
    return end ? end + 1 : p + n;
}

void rich_each_live(const char *rich, void (*each)(void *arg, const char *expr), void *arg)
{
    for (const char *p = rich; (p = strchr(p, RICH_LIVE)) != NULL;) {
        char *expr;
        p = take_live(p + 1, &expr);
        each(arg, expr);
        mem_free(expr);
    }
}

void rich_fill(const char *rich, struct app *app, struct str *out)
{
    char now = RICH_PLAIN; /* the look outside of the value */
    for (const char *p = rich; *p;) {
        if (*p != RICH_LIVE) {
            now = *p >= RICH_BOLD && *p <= RICH_PLAIN ? *p : now;
            str_add_char(out, *p++);
            continue;
        }
        char *expr, number[FMT_SIZE];
        p = take_live(p + 1, &expr);
        double v;
        bool known = app_get(app, expr, &v, NULL) && !isnan(v);
        str_add_char(out, RICH_CODE);
        str_add(out, known ? fmt_short(number, v, 3) : "...");
        str_add_char(out, now);
        mem_free(expr);
    }
}

int rich_words(const char *rich)
{
    int words = 0;
    bool inside = false;
    for (const char *p = rich; *p; p++) {
        if (*p == RICH_LIVE) { /* blanks in an expression part no words */
            const char *end = strchr(p, RICH_LIVE_END);
            p = end ? end : p;
        }
        bool blank = *p == ' ' || *p == '\n';
        words += !blank && !inside;
        inside = !blank;
    }
    return words;
}
