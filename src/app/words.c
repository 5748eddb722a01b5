#include "app/words.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Column of a byte offset: characters before it, plus one. */
static int column(const char *line, size_t at)
{
    int col = 1;
    for (const char *p = line, *end = line + at; p < end; col++)
        (void)utf8_next(&p, end);
    return col;
}

size_t words_name_length(const char *text)
{
    size_t n = 0;
    if (!isalpha((unsigned char)text[0]))
        return 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_' || text[n] == '.' || text[n] == '#')
        n++;
    return text[n] == '=' && text[n + 1] != '=' ? n + 1 : 0;
}

/* Where text goes while a command is cut. */
struct sink {
    struct words *w;
    size_t used;
};

static bool keep(struct sink *s, char c)
{
    if (s->used >= sizeof s->w->bytes)
        return false;
    s->w->bytes[s->used++] = c;
    return true;
}

static bool too_long(int col, struct err *e)
{
    return err_at(e, 1, col, "the command is too long: at most %d words and %d bytes", WORDS_MAX,
                  WORDS_BYTES);
}

/* One word from *p; its texts into the sink. */
static bool cut_word(struct sink *s, const char *line, const char **p, struct err *e)
{
    struct words *w = s->w;
    int col = column(line, (size_t)(*p - line));
    if (w->n == WORDS_MAX)
        return too_long(col, e);
    struct word *word = &w->word[w->n++];
    *word = (struct word){.text = w->bytes + s->used, .col = col, .text_col = col};
    size_t name = words_name_length(*p);
    for (size_t i = 0; i + 1 < name; i++, (*p)++)
        if (!keep(s, **p))
            return too_long(col, e);
    if (name) {
        (*p)++; /* the '=' */
        if (!keep(s, '\0'))
            return too_long(col, e);
        word->value = w->bytes + s->used;
        word->value_col = column(line, (size_t)(*p - line));
    }
    char quote = **p == '\'' || **p == '"' ? *(*p)++ : '\0';
    int opened = name ? word->value_col : col;
    if (quote) {
        word->quoted = true;
        *(name ? &word->value_col : &word->text_col) += 1;
    }
    while (**p && (quote ? **p != quote : !is_blank(**p) && **p != ';')) {
        if (!keep(s, *(*p)++))
            return too_long(col, e);
    }
    if (quote && **p != quote)
        return err_at(e, 1, opened, "the quote %c opened here is not closed", quote);
    if (quote && *++*p && !is_blank(**p) && **p != ';')
        return err_at(e, 1, column(line, (size_t)(*p - line)),
                      "a blank is missing after the closing quote");
    return keep(s, '\0') ? true : too_long(col, e);
}

bool words_cut(struct words *w, const char *line, size_t *at, struct err *e)
{
    struct sink sink = {.w = w};
    const char *p = line + *at;
    size_t start[WORDS_MAX];
    w->n = 0;
    while (is_blank(*p))
        p++;
    const char *first = p;
    while (*p && *p != ';' && *p != '#') {
        size_t offset = (size_t)(p - first);
        if (!cut_word(&sink, line, &p, e))
            return false;
        start[w->n - 1] = offset;
        while (is_blank(*p))
            p++;
    }
    size_t length = (size_t)(p - first);
    if (length >= sizeof w->raw)
        return too_long(1, e);
    while (length && is_blank(first[length - 1]))
        length--;
    memcpy(w->raw, first, length);
    w->raw[length] = '\0';
    for (int i = 0; i < w->n; i++)
        w->word[i].rest = w->raw + start[i];
    if (*p == '#')
        p += strlen(p);
    *at = (size_t)(p - line) + (*p == ';');
    return true;
}

/* Copies one given word; `option` makes NAME=VALUE of it with the value from `value` (or after its
 * own '='). */
static bool take_word(struct sink *s, const char *text, bool option, const char *value)
{
    struct words *w = s->w;
    struct word *word = &w->word[w->n++];
    *word = (struct word){.text = w->bytes + s->used};
    size_t name = option ? strcspn(text, "=") : words_name_length(text);
    if (!option && name)
        name--;
    size_t n = option || name ? name : strlen(text);
    for (size_t i = 0; i < n; i++)
        if (!keep(s, option && text[i] == '-' ? '_' : text[i]))
            return false;
    if (!keep(s, '\0'))
        return false;
    if (!option && !name)
        return true;
    if (text[n] == '=')
        value = text + n + 1;
    word->value = w->bytes + s->used;
    for (size_t i = 0; value[i]; i++)
        if (!keep(s, value[i]))
            return false;
    return keep(s, '\0');
}

bool words_take(struct words *w, int n, const char *const *words, struct err *e)
{
    struct sink sink = {.w = w};
    struct str raw;
    size_t start[WORDS_MAX];
    bool plain = false;
    str_init(&raw);
    w->n = 0;
    for (int i = 0; i < n; i++) {
        const char *text = words[i], *value = NULL;
        if (!plain && str_is(text, "--")) {
            plain = true;
            continue;
        }
        bool option = !plain && str_starts(text, "--");
        if (option && !strchr(text, '='))
            value = i + 1 < n ? words[++i] : ""; /* who knows the option refuses "" */
        if (raw.len)
            str_add_char(&raw, ' ');
        if (w->n < WORDS_MAX)
            start[w->n] = raw.len;
        str_add(&raw, text);
        if (w->n == WORDS_MAX || !take_word(&sink, option ? text + 2 : text, option, value)) {
            str_done(&raw);
            return too_long(0, e);
        }
    }
    bool fits = str_copy(w->raw, sizeof w->raw, raw.data);
    for (int i = 0; i < w->n; i++)
        w->word[i].rest = w->raw + start[i];
    str_done(&raw);
    return fits ? true : too_long(0, e);
}

void words_quote(const char *word, struct str *out)
{
    bool plain =
        *word && !strchr("'\"#", *word) && !words_name_length(word) && !strpbrk(word, " \t;\n");
    if (plain) {
        str_add(out, word);
        return;
    }
    char quote = strchr(word, '\'') ? '"' : '\'';
    str_add_char(out, quote);
    str_add(out, word);
    str_add_char(out, quote);
}
