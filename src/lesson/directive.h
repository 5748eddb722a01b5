/* directive: what a fenced block of a lesson may say.
 *
 *   block  = fence name [SP "{" attr *(SP attr) "}"] NL *line fence       ; column 1 only
 *   line   = "#" comment / option / key ":" SP value [" => " text] / 2*SP continuation
 *          / prompt (before the first option or key)
 *   option = "( ) " / "(x) " / "[ ] " / "[x] "  text [" => " feedback]
 *
 * Three const tables hold the whole format: directives, their keys, their flags. A row that this
 * version cannot play yet says so, and the reader refuses it by name rather than showing it as
 * text; playing one more directive begins with its row. */
#ifndef LESSON_DIRECTIVE_H
#define LESSON_DIRECTIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/pool.h"
#include "lesson/source.h"

enum directive_kind {
    DIRECTIVE_RUN,
    DIRECTIVE_DEMO,
    DIRECTIVE_ASK,
    DIRECTIVE_PREDICT,
    DIRECTIVE_TASK,
    DIRECTIVE_WORKED,
    DIRECTIVE_CLAIM,
    DIRECTIVE_NOTE
};

enum entry_kind {
    ENTRY_OPTION, /* a choice; `right` */
    ENTRY_NUMBER,
    ENTRY_EXPR,
    ENTRY_POINT,
    ENTRY_ORDER,
    ENTRY_SKETCH,
    ENTRY_TEXT,
    ENTRY_TOL,
    ENTRY_RANGE,
    ENTRY_WRONG,
    ENTRY_HINT,
    ENTRY_FORBID,
    ENTRY_DOMAIN,
    ENTRY_UNIT,
    ENTRY_TRIES,
    ENTRY_AFTER,
    ENTRY_EXPLAIN,
    ENTRY_REVEAL,
    ENTRY_GOAL,
    ENTRY_DID,
    ENTRY_AVOID,
    ENTRY_WHEN,
    ENTRY_SOLUTION,
    ENTRY_HOLD,
    ENTRY_MAX,
    ENTRY_STEP,
    ENTRY_BLANK,
    ENTRY_LINE, /* a command of run, a condition of claim */
    ENTRY_KINDS
};

/* One line of a block, continuations joined. */
struct entry {
    enum entry_kind kind;
    const char *value; /* command, condition, number: as written; of prose kinds NULL */
    const char *text;  /* what stands after "=>", or the prose itself, marked (rich.h); or NULL */
    int line, col;     /* of the value */
    bool right, many;  /* of an option: marked x; written with [ ] */
};

/* How the lines of a directive are read. */
enum directive_form { FORM_KEYS, FORM_LINES, FORM_MARKDOWN };

struct directive {
    const char *name;
    enum directive_kind kind;
    enum directive_form form;
    const char *once;     /* keys that may stand once, blank-separated */
    const char *repeated; /* keys that may stand again */
    const char *needed;   /* keys that must stand */
    const char *flags;    /* attributes besides #id */
    bool question;        /* the learner does something: has an id and an answer */
    bool played;          /* by this version */
    const char *help;
};

extern const struct directive directive_table[];
extern const int directive_count;

const struct directive *directive_find(const char *name);

/* What a key's value is: prose as a whole, or a value, perhaps with prose after "=>". */
enum directive_value { VALUE_PROSE, VALUE_BARE, VALUE_WITH_TEXT };

struct directive_key {
    const char *name;
    enum entry_kind kind;
    enum directive_value value;
    bool played; /* by this version */
};

extern const struct directive_key directive_keys[];
extern const int directive_key_count;

/* Flags that mean something now, blank-separated: `review` marks what is asked again later. */
extern const char directive_played_flags[];

struct fence;

/* The contents of a directive. */
struct directive_body {
    const char *id; /* or NULL */
    int id_col;
    bool review;
    const char *prompt; /* marked text; "" for none */
    struct entry *entry;
    int entries;
};

/* Reads a block, its opening fence and the lines below; whatever is wrong goes to the problems of
 * `source`. Memory is the pool's. */
void directive_read(const struct directive *d, const struct fence *fence, const char *body,
                    struct source *source, struct pool *pool, struct directive_body *out);

/* The i-th entry of a kind, or NULL; and how many there are. */
const struct entry *directive_entry(const struct directive_body *b, enum entry_kind kind, int i);
int directive_entries(const struct directive_body *b, enum entry_kind kind);

/* Is an id well formed: small letters, digits and hyphens, beginning with a letter? */
bool directive_is_id(const char *text, size_t n);

#endif
