#include "lesson/directive.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "lesson/fence.h"
#include "lesson/rich.h"

bool directive_is_id(const char *text, size_t n)
{
    bool fine = n > 0 && n < 64 && islower((unsigned char)text[0]);
    for (size_t i = 0; i < n; i++)
        fine = fine && (islower((unsigned char)text[i]) || isdigit((unsigned char)text[i]) ||
                        text[i] == '-');
    return fine;
}

const struct entry *directive_entry(const struct directive_body *b, enum entry_kind kind, int i)
{
    for (int k = 0; k < b->entries; k++)
        if (b->entry[k].kind == kind && i-- == 0)
            return &b->entry[k];
    return NULL;
}

int directive_entries(const struct directive_body *b, enum entry_kind kind)
{
    int n = 0;
    for (int k = 0; k < b->entries; k++)
        n += b->entry[k].kind == kind;
    return n;
}

/* ---- reading ---- */

struct reader {
    const struct directive *d;
    struct source *source;
    struct pool *pool;
    struct directive_body *body;
    struct str prompt;
    struct str value; /* the line that may still be continued */
    const struct directive_key *key;
    struct entry open; /* its place; kind is valid while has_open */
    bool has_open;
    int cap;
};

static char *keep(struct reader *r, struct str *s)
{
    char *text = pool_copy(r->pool, s->data, s->len);
    str_done(s);
    return text;
}

static const char *marked(struct reader *r, const char *markdown)
{
    struct str s;
    str_init(&s);
    rich_of_line(markdown, &s);
    return keep(r, &s);
}

/* Splits "value => text" in place. */
static char *split_text(char *value)
{
    char *arrow = strstr(value, " =>");
    if (!arrow || (arrow[3] && arrow[3] != ' '))
        return NULL;
    char *text = arrow + 3 + strspn(arrow + 3, " ");
    while (arrow > value && arrow[-1] == ' ')
        arrow--;
    *arrow = '\0';
    return text;
}

/* The line that was being read is complete: it becomes an entry. */
static void close_entry(struct reader *r)
{
    if (!r->has_open)
        return;
    r->has_open = false;
    struct entry e = r->open;
    enum directive_value how =
        e.kind == ENTRY_OPTION || e.kind == ENTRY_LINE ? VALUE_WITH_TEXT : r->key->value;
    char *value = pool_copy(r->pool, r->value.data, r->value.len);
    char *text = how == VALUE_WITH_TEXT ? split_text(value) : NULL;
    if (!*value)
        (void)source_problem(r->source, 217, e.line, e.col, "nothing stands here");
    e.value = how == VALUE_PROSE ? NULL : e.kind == ENTRY_OPTION ? marked(r, value) : value;
    e.text = how == VALUE_PROSE ? marked(r, value) : text && *text ? marked(r, text) : NULL;
    struct directive_body *b = r->body;
    if (b->entries == r->cap) {
        r->cap = r->cap ? 2 * r->cap : 8;
        b->entry = mem_resize(b->entry, (size_t)r->cap, sizeof *b->entry);
    }
    b->entry[b->entries++] = e;
}

static void open_entry(struct reader *r, const struct entry *e, const char *value, size_t n)
{
    close_entry(r);
    r->open = *e;
    r->has_open = true;
    str_clear(&r->value);
    while (n > 0 && value[n - 1] == ' ')
        n--;
    str_add_n(&r->value, value, n);
}

static bool belongs(const struct directive *d, const char *key)
{
    return str_has_word(d->once, key) || str_has_word(d->repeated, key);
}

static bool unknown_key(struct reader *r, int line, const char *word)
{
    struct near near;
    near_init(&near, word);
    for (int i = 0; i < directive_key_count; i++)
        if (belongs(r->d, directive_keys[i].name))
            near_offer(&near, directive_keys[i].name);
    const char *best = near_name(&near);
    return source_problem(r->source, 205, line, 1, "`%s:` is no key of %s%s%s%s", word, r->d->name,
                          best ? "; did you mean `" : "", best ? best : "", best ? ":`?" : "");
}

/* A line that begins with a small word and a colon is a key, whatever it was meant to be; a
 * capital one only if a key is called like that. 0: no key. */
static size_t key_length(const struct reader *r, const char *line, size_t n)
{
    size_t k = 0;
    while (k < n && (isalpha((unsigned char)line[k]) || line[k] == '_' || line[k] == '-'))
        k++;
    if (k == 0 || k >= 32 || k >= n || line[k] != ':' || (k + 1 < n && line[k + 1] != ' '))
        return 0;
    char word[32] = {0};
    bool small = true;
    for (size_t i = 0; i < k; i++) {
        small = small && !isupper((unsigned char)line[i]);
        word[i] = (char)tolower((unsigned char)line[i]);
    }
    return small || belongs(r->d, word) ? k : 0;
}

static bool read_key(struct reader *r, int line, const char *text, size_t n, size_t k)
{
    char word[32] = {0};
    memcpy(word, text, k);
    const struct directive_key *row = NULL;
    for (int i = 0; i < directive_key_count; i++)
        if (str_is(directive_keys[i].name, word))
            row = &directive_keys[i];
    if (!row || !belongs(r->d, word)) {
        close_entry(r);
        return unknown_key(r, line, word);
    }
    if (!row->played)
        (void)source_problem(r->source, 220, line, 1, "`%s:` is not played by this version", word);
    close_entry(r);
    if (!str_has_word(r->d->repeated, word) && directive_entry(r->body, row->kind, 0))
        (void)source_problem(r->source, 213, line, 1, "`%s:` may stand only once", word);
    size_t at = k + 1;
    while (at < n && text[at] == ' ')
        at++;
    struct entry e = {.kind = row->kind, .line = line, .col = source_col(r->source, line, at)};
    r->key = row;
    open_entry(r, &e, text + at, n - at);
    return true;
}

static bool is_option(const char *t, size_t n)
{
    return n >= 4 && ((t[0] == '(' && t[2] == ')') || (t[0] == '[' && t[2] == ']')) &&
           (t[1] == ' ' || t[1] == 'x') && t[3] == ' ';
}

static bool takes_options(const struct directive *d)
{
    return d->kind == DIRECTIVE_ASK || d->kind == DIRECTIVE_PREDICT;
}

static void read_keys_line(struct reader *r, int line, const char *text, size_t n)
{
    size_t k = key_length(r, text, n);
    if (takes_options(r->d) && is_option(text, n)) {
        struct entry e = {.kind = ENTRY_OPTION,
                          .line = line,
                          .col = 5,
                          .right = text[1] == 'x',
                          .many = text[0] == '['};
        open_entry(r, &e, text + 4, n - 4);
    } else if (k > 0) {
        (void)read_key(r, line, text, n, k);
    } else if (r->has_open || r->body->entries > 0) {
        (void)source_problem(r->source, 206, line, 1,
                             "this is no option, no key and no continuation (two blanks)");
    } else {
        if (r->prompt.len)
            str_add_char(&r->prompt, ' ');
        str_add_n(&r->prompt, text, n);
    }
}

static void read_line(struct reader *r, int line, const char *text, size_t n)
{
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        n--;
    if (n == 0 || text[0] == '#')
        return;
    if (n > 2 && text[0] == ' ' && text[1] == ' ') {
        size_t at = strspn(text, " ");
        if (r->has_open) {
            str_add_char(&r->value, ' ');
            str_add_n(&r->value, text + at, n - at);
        } else if (r->prompt.len > 0) {
            str_add_char(&r->prompt, ' ');
            str_add_n(&r->prompt, text + at, n - at);
        } else {
            (void)source_problem(r->source, 206, line, 1,
                                 "there is no line before this to continue");
        }
    } else if (r->d->form == FORM_LINES) {
        struct entry e = {.kind = ENTRY_LINE, .line = line, .col = 1};
        open_entry(r, &e, text, n);
    } else {
        read_keys_line(r, line, text, n);
    }
}

static bool unknown_attribute(struct reader *r, int line, int col, const char *word)
{
    const char *flags = r->d->flags;
    return source_problem(r->source, 209, line, col, "%s does not know `%s`; allowed %s%s",
                          r->d->name, word, flags ? "are #id and: " : "is #id", flags ? flags : "");
}

static void read_attribute(struct reader *r, int line, int col, const char *word)
{
    char name[32];
    (void)str_copy(name, sizeof name, word);
    name[strcspn(name, "=")] = '\0';
    if (word[0] == '#') {
        if (!directive_is_id(word + 1, strlen(word + 1)))
            (void)source_problem(r->source, 221, line, col,
                                 "`%s` is no id: small letters, digits and hyphens after #", word);
        r->body->id = pool_copy(r->pool, word + 1, strlen(word + 1));
        r->body->id_col = col;
    } else if (!str_has_word(r->d->flags, name)) {
        (void)unknown_attribute(r, line, col, word);
    } else {
        r->body->review = r->body->review || str_is(name, "review");
        if (!str_has_word(directive_played_flags, name))
            (void)source_problem(r->source, 409, line, col, "`%s` is not played by this version",
                                 name);
    }
}

/* The "{#id flag}" after the name. */
static void read_attributes(struct reader *r, int line, size_t at)
{
    size_t n;
    const char *text = source_line(r->source, line, &n);
    while (n > at && text[n - 1] == ' ')
        n--;
    while (at < n && text[at] == ' ')
        at++;
    if (at == n)
        return;
    if (text[at] != '{' || text[n - 1] != '}') {
        (void)source_problem(r->source, 209, line, source_col(r->source, line, at),
                             "after %s only {#id ...} may stand", r->d->name);
        return;
    }
    for (at++, n--; at < n;) {
        size_t end = at;
        while (end < n && text[end] != ' ')
            end++;
        char word[96] = {0};
        size_t len = end - at < sizeof word - 1 ? end - at : sizeof word - 1;
        memcpy(word, text + at, len);
        if (len > 0)
            read_attribute(r, line, source_col(r->source, line, at), word);
        at = end + 1;
    }
}

static void check_needed(struct reader *r, int line)
{
    for (int i = 0; i < directive_key_count; i++)
        if (str_has_word(r->d->needed, directive_keys[i].name) &&
            !directive_entry(r->body, directive_keys[i].kind, 0))
            (void)source_problem(r->source, 207, line, 1, "%s needs `%s:`", r->d->name,
                                 directive_keys[i].name);
    if (r->d->question && !r->body->id)
        (void)source_problem(r->source, 221, line, 1, "%s needs an id, as in {#name}", r->d->name);
    if (r->d->question && r->d->kind != DIRECTIVE_WORKED && !*r->body->prompt)
        (void)source_problem(r->source, 207, line, 1, "%s has no prompt: say what is asked",
                             r->d->name);
    if (r->d->form == FORM_LINES && r->body->entries == 0)
        (void)source_problem(r->source, 217, line, 1, "%s is empty", r->d->name);
}

void directive_read(const struct directive *d, const struct fence *fence, const char *body,
                    struct source *source, struct pool *pool, struct directive_body *out)
{
    struct reader r = {.d = d, .source = source, .pool = pool, .body = out};
    *out = (struct directive_body){0};
    str_init(&r.prompt);
    str_init(&r.value);
    read_attributes(&r, fence->line, fence->word_end);
    if (!d->played)
        (void)source_problem(r.source, 220, fence->line, 1, "`%s` is not played by this version",
                             d->name);
    if (d->form != FORM_MARKDOWN) {
        int line = fence->line + 1;
        for (const char *p = body; *p; line++) {
            size_t n = strcspn(p, "\n");
            read_line(&r, line, p, n);
            p += n + (p[n] == '\n');
        }
        close_entry(&r);
    }
    out->prompt = marked(&r, r.prompt.data);
    check_needed(&r, fence->line);
    if (out->entry)
        (void)pool_keep(pool, out->entry);
    str_done(&r.prompt);
    str_done(&r.value);
}
