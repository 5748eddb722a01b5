#include "lesson/front.h"

#include <math.h>
#include <string.h>

#include "base/fmt.h"
#include "base/near.h"

static const struct front_row {
    const char *name;
    bool needed;
} front_table[FRONT_KEYS] = {
    [FRONT_VERSION] = {"actviz-lesson", true},
    [FRONT_ID] = {"id", true},
    [FRONT_TITLE] = {"title", true},
    [FRONT_LANG] = {"lang", false},
    [FRONT_TIME] = {"time", false},
    [FRONT_NEEDS] = {"needs", false},
    [FRONT_SEED] = {"seed", false},
    [FRONT_AUTHOR] = {"author", false},
    [FRONT_LICENSE] = {"license", false},
    [FRONT_TRANSLATES] = {"translates", false},
};

static bool is_rule(const char *line, size_t n)
{
    return n == 3 && memcmp(line, "---", 3) == 0;
}

static bool unknown_key(struct lesson_file *f, int line, const char *word)
{
    struct near near;
    near_init(&near, word);
    for (int i = 0; i < FRONT_KEYS; i++)
        near_offer(&near, front_table[i].name);
    const char *best = near_name(&near);
    return source_problem(&f->source, 106, line, 1, "`%s` is no key of front matter%s%s%s", word,
                          best ? "; did you mean `" : "", best ? best : "", best ? "`?" : "");
}

static void read_line(struct lesson_file *f, int line)
{
    size_t n;
    const char *text = source_line(&f->source, line, &n);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    if (n == 0 || text[0] == '#')
        return;
    const char *colon = memchr(text, ':', n);
    char word[40] = {0};
    size_t len = colon ? (size_t)(colon - text) : n;
    memcpy(word, text, len < sizeof word ? len : sizeof word - 1);
    if (!colon) {
        (void)source_problem(&f->source, 105, line, 1, "front matter has lines `key: value`");
        return;
    }
    size_t at = len + 1;
    while (at < n && text[at] == ' ')
        at++;
    for (int i = 0; i < FRONT_KEYS; i++) {
        if (!str_is(front_table[i].name, word))
            continue;
        if (f->front[i])
            (void)source_problem(&f->source, 213, line, 1, "`%s` may stand only once", word);
        f->front[i] = pool_copy(&f->pool, text + at, n - at);
        return;
    }
    (void)unknown_key(f, line, word);
}

static int line_of(const struct lesson_file *f, enum front_key key, int *col)
{
    return source_find(&f->source, 1, f->source.lines, front_table[key].name, col);
}

/* All at once, since they have one place. */
static void check_needed(struct lesson_file *f)
{
    struct str missing;
    str_init(&missing);
    for (int i = 0; i < FRONT_KEYS; i++)
        if (front_table[i].needed && (!f->front[i] || !*f->front[i]))
            str_addf(&missing, "%s`%s: ...`", missing.len ? ", " : "", front_table[i].name);
    if (missing.len)
        (void)source_problem(&f->source, 107, 1, 1, "front matter needs %s", missing.data);
    str_done(&missing);
}

static void check_values(struct lesson_file *f)
{
    int col, line;
    check_needed(f);
    const char *version = f->front[FRONT_VERSION], *id = f->front[FRONT_ID];
    const char *seed = f->front[FRONT_SEED];
    if (version && *version && !str_is(version, "1")) {
        line = line_of(f, FRONT_VERSION, &col);
        (void)source_problem(&f->source, 108, line, col,
                             "this version plays format 1 of lessons, not `%s`", version);
    }
    if (id && *id && !directive_is_id(id, strlen(id))) {
        line = source_find(&f->source, 1, f->source.lines, "id:", &col);
        (void)source_problem(&f->source, 221, line, col,
                             "`%s` is no id: small letters, digits and hyphens", id);
    }
    double v;
    if (seed && !(fmt_parse(seed, &v) && v >= 0 && v == floor(v) && v < 9e15)) {
        line = line_of(f, FRONT_SEED, &col);
        (void)source_problem(&f->source, 108, line, col, "seed is a whole number from 0");
    }
}

/* Line of the closing `---`, 0 if there is none. */
static int closing(const struct lesson_file *f)
{
    for (int line = 2; line <= f->source.lines; line++) {
        size_t n;
        const char *text = source_line(&f->source, line, &n);
        if (is_rule(text, n))
            return line;
    }
    return 0;
}

void front_read(struct lesson_file *f, struct str *body)
{
    size_t n;
    const char *first = source_line(&f->source, 1, &n);
    int end = is_rule(first, n) ? closing(f) : 0;
    if (end == 0) {
        (void)source_problem(&f->source, 105, 1, 1,
                             is_rule(first, n) ? "front matter is never closed by a line `---`"
                                               : "the first line must be `---`: front matter "
                                                 "with actviz-lesson, id and title");
        if (!is_rule(first, n)) /* else nobody knows where the body begins */
            str_add_n(body, f->source.text, f->source.n);
        return;
    }
    for (int line = 2; line < end; line++)
        read_line(f, line);
    check_values(f);
    for (int line = 1; line <= end; line++)
        str_add_char(body, '\n');
    if (end < f->source.lines) {
        size_t at = f->source.start[end];
        str_add_n(body, f->source.text + at, f->source.n - at);
    }
}
