/* What stands in the panel: the blocks of the step that were reached, made anew whenever anything
 * changed, so that drawing only reads. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"
#include "lesson/rich.h"

static struct lesson_block *push(struct panel *p, const struct lesson_block *b)
{
    if (p->n == p->cap) {
        p->cap = p->cap ? 2 * p->cap : 32;
        p->block = mem_resize(p->block, (size_t)p->cap, sizeof *p->block);
    }
    p->block[p->n] = *b;
    return &p->block[p->n++];
}

static const char *copy(struct panel *p, const char *text)
{
    return text ? pool_copy(&p->text, text, strlen(text)) : NULL;
}

static struct lesson_block *add(struct lesson *l, enum lesson_block_kind kind, const char *text)
{
    struct str filled;
    str_init(&filled);
    rich_fill(text, l->app, &filled);
    struct lesson_block b = {.kind = kind, .text = copy(&l->shown, filled.data)};
    str_done(&filled);
    return push(&l->shown, &b);
}

/* The same from Markdown of the program's own. */
static struct lesson_block *say(struct lesson *l, enum lesson_block_kind kind, const char *fmt, ...)
    ERR_PRINTF(3, 4);

static struct lesson_block *say(struct lesson *l, enum lesson_block_kind kind, const char *fmt, ...)
{
    struct err text; /* as a buffer with a printer */
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(text.text, sizeof text.text, fmt, args);
    va_end(args);
    struct str marked;
    str_init(&marked);
    rich_of_line(text.text, &marked);
    struct lesson_block *b = add(l, kind, marked.data);
    str_done(&marked);
    return b;
}

static void add_all(struct lesson *l, const struct block *b, enum entry_kind kind,
                    enum lesson_block_kind as)
{
    const struct entry *line;
    for (int i = 0; (line = directive_entry(&b->body, kind, i)) != NULL; i++)
        if (line->text)
            (void)add(l, as, line->text);
}

/* ---- questions ---- */

static void add_options(struct lesson *l, const struct block *b, const struct question *q)
{
    const struct entry *o;
    for (int i = 0; i < OPTIONS_MAX && (o = directive_entry(&b->body, ENTRY_OPTION, i)); i++) {
        char label[2] = {(char)('a' + i), '\0'};
        struct lesson_block *block = add(l, LESSON_OPTION, o->value);
        block->label = copy(&l->shown, label);
        block->chosen = q->chosen >> i & 1;
    }
}

static void add_hints(struct lesson *l, const struct block *b, const struct question *q)
{
    const struct entry *hint;
    for (int i = 0; i < q->hints && (hint = directive_entry(&b->body, ENTRY_HINT, i)) != NULL; i++)
        (void)add(l, LESSON_HINT, hint->text);
}

/* What was typed, and as what it was understood. */
static void add_input(struct lesson *l, const struct block *b, const struct question *q)
{
    const struct entry *unit = directive_entry(&b->body, ENTRY_UNIT, 0);
    const char *who = b->directive->kind == DIRECTIVE_PREDICT ? "You guessed" : "Your answer";
    double v;
    char number[FMT_SIZE];
    if (!q->input || judge_is_choice(&b->body, NULL) || !judge_input(q->input, &v, NULL))
        return;
    fmt_short(number, v, 4);
    struct str text;
    str_init(&text);
    str_addf(&text, "%s: ", who);
    rich_of_plain(q->input, strlen(q->input), &text);
    if (!str_is(number, q->input))
        str_addf(&text, " = %s", number);
    if (unit)
        str_addf(&text, " %s", unit->text);
    (void)add(l, LESSON_INPUT, text.data);
    str_done(&text);
}

/* The feedback that belongs to a wrong answer, or NULL. */
static const char *feedback_of(const struct block *b, const struct question *q)
{
    const struct entry *line = NULL;
    bool many;
    if (judge_is_number(&b->body))
        line = q->wrong >= 0 ? directive_entry(&b->body, ENTRY_WRONG, q->wrong) : NULL;
    else if (judge_is_choice(&b->body, &many) && !many)
        for (int i = 0; i < OPTIONS_MAX && (line = directive_entry(&b->body, ENTRY_OPTION, i)); i++)
            if (q->chosen >> i & 1)
                break;
    return line ? line->text : NULL;
}

/* What would have been right: nobody's success, so without its sign. */
static void add_truth(struct lesson *l, const struct block *b)
{
    struct str text;
    str_init(&text);
    unsigned right = answer_right_options(b);
    const struct entry *number = directive_entry(&b->body, ENTRY_NUMBER, 0);
    const struct entry *unit = directive_entry(&b->body, ENTRY_UNIT, 0);
    double v;
    char digits[FMT_SIZE];
    str_add(&text, "The answer is");
    for (int i = 0; right >> i; i++)
        if (right >> i & 1)
            str_addf(&text, " \1%c)\4 %s", 'a' + i,
                     directive_entry(&b->body, ENTRY_OPTION, i)->value);
    if (number && judge_value(l->stage, number->value, &v, NULL))
        str_addf(&text, " \1%s\4", fmt_short(digits, v, 3));
    if (unit)
        str_addf(&text, " %s", unit->text);
    (void)add(l, LESSON_HINT, text.data);
    str_done(&text);
}

static void add_verdict(struct lesson *l, const struct block *b, const struct question *q)
{
    const char *feedback = feedback_of(b, q);
    bool guess = b->directive->kind == DIRECTIVE_PREDICT;
    if (q->input && q->right)
        (void)add(l, LESSON_RIGHT, feedback ? feedback : guess ? "As you said." : "Right.");
    else if (q->input)
        (void)add(l, LESSON_NOT_YET,
                  feedback ? feedback
                  : guess  ? "Not what happens. Look:"
                           : "Not yet. Try again; a hint is there if you want one.");
    if (!q->done)
        return;
    if (!q->right && !(q->mark == LESSON_SKIPPED && !guess))
        add_truth(l, b);
    const struct entry *explain = directive_entry(&b->body, ENTRY_EXPLAIN, 0);
    if (explain)
        (void)add(l, LESSON_EXPLAIN, explain->text);
}

static void add_question(struct lesson *l, const struct block *b, const struct question *q)
{
    (void)add(l, LESSON_QUESTION, b->body.prompt);
    add_options(l, b, q);
    add_hints(l, b, q);
    add_input(l, b, q);
    if (q->done)
        add_all(l, b, ENTRY_REVEAL, LESSON_CAPTION);
    add_verdict(l, b, q);
}

/* ---- tasks ---- */

static void add_goal(struct lesson *l, const struct entry *line, const char *sign,
                     const char *measure)
{
    struct lesson_block *b;
    if (line->text)
        b = add(l, LESSON_GOAL, line->text);
    else
        b = say(l, LESSON_GOAL, "`%s`", line->value);
    b->label = copy(&l->shown, sign);
    if (measure && *measure)
        b->measure = copy(&l->shown, measure);
}

static void add_goals(struct lesson *l, const struct block *b, const struct question *q)
{
    const struct entry *line;
    struct str measure;
    str_init(&measure);
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_DID, i)) != NULL; i++)
        add_goal(l, line, i < 64 && q->did >> i & 1 ? "[x]" : "[ ]", NULL);
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_GOAL, i)) != NULL; i++) {
        str_clear(&measure);
        enum truth truth = judge_condition(l->app, line->value, &measure, NULL);
        bool met = truth == TRUTH_TRUE || q->right; /* once done, it stays ticked */
        add_goal(l, line,
                 met                    ? "[x]"
                 : truth == TRUTH_FALSE ? "[ ]"
                                        : "[?]",
                 q->right && truth != TRUTH_TRUE ? NULL : measure.data);
    }
    str_done(&measure);
}

/* What stands in the way first; else, of someone who tried, the first that can be said. */
static void add_advice(struct lesson *l, const struct block *b, const struct question *q)
{
    static const enum entry_kind kinds[] = {ENTRY_AVOID, ENTRY_WHEN};
    for (int k = 0; k < (q->tries > 0 ? 2 : 1); k++) {
        const struct entry *line;
        for (int i = 0; (line = directive_entry(&b->body, kinds[k], i)) != NULL; i++) {
            if (judge_condition(l->app, line->value, NULL, NULL) != TRUTH_TRUE || !line->text)
                continue;
            (void)add(l, LESSON_NOT_YET, line->text);
            return;
        }
    }
}

static void add_solution(struct lesson *l, const struct block *b)
{
    struct str text;
    const struct entry *line;
    str_init(&text);
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_SOLUTION, i)) != NULL; i++) {
        str_add(&text, i ? ", then " : "One way: ");
        str_addf(&text, "\3:%s\4", line->value);
    }
    (void)add(l, LESSON_HINT, text.data);
    str_done(&text);
}

static void add_task(struct lesson *l, const struct block *b, const struct question *q)
{
    (void)add(l, LESSON_QUESTION, b->body.prompt);
    add_goals(l, b, q);
    add_hints(l, b, q);
    if (q->hints > player_hints(b))
        add_solution(l, b);
    if (q->right)
        (void)add(l, LESSON_RIGHT, "Done.");
    else
        add_advice(l, b, q);
}

/* ---- the whole ---- */

static void add_directive(struct lesson *l, const struct block *b, const struct question *q)
{
    switch (b->directive->kind) {
    case DIRECTIVE_RUN:
        add_all(l, b, ENTRY_LINE, LESSON_CAPTION);
        break;
    case DIRECTIVE_ASK:
    case DIRECTIVE_PREDICT:
        add_question(l, b, q);
        break;
    case DIRECTIVE_TASK:
        add_task(l, b, q);
        break;
    case DIRECTIVE_CLAIM:
    case DIRECTIVE_NOTE:
    case DIRECTIVE_DEMO: /* refused by the reader */
    case DIRECTIVE_WORKED:
        break;
    }
}

static void add_block(struct lesson *l, const struct block *b, const struct question *q)
{
    static const enum lesson_block_kind kinds[] = {
        [BLOCK_PROSE] = LESSON_PROSE,     [BLOCK_ITEM] = LESSON_ITEM,
        [BLOCK_QUOTE] = LESSON_QUOTE,     [BLOCK_HEADING] = LESSON_HEADING,
        [BLOCK_LISTING] = LESSON_LISTING,
    };
    if (b->kind == BLOCK_DIRECTIVE)
        add_directive(l, b, q);
    else if (b->kind != BLOCK_PAUSE)
        add(l, kinds[b->kind], b->text)->label = b->label;
}

static void add_more(struct lesson *l)
{
    const struct block *b = NULL;
    const struct question *q = player_asked(l, &b);
    char next[KEY_NAME], hint[KEY_NAME], back[KEY_NAME], again[KEY_NAME];
    bool many = false;
    (void)player_key(l, "next", next);
    (void)player_key(l, "hint", hint);
    (void)player_key(l, "back", back);
    (void)player_key(l, "again", again);
    if (l->at_end)
        (void)say(l, LESSON_MORE, "That was the whole lesson. **%s** closes it, **%s** looks back.",
                  next, back);
    else if ((!q || q->done) && lesson_step_mark(l, l->step) == LESSON_SKIPPED)
        (void)say(l, LESSON_MORE, "**%s** goes on, **%s** asks again what was skipped.", next,
                  again);
    else if (!q || q->done)
        (void)say(l, LESSON_MORE, "**%s** goes on.", next);
    else if (b->directive->kind == DIRECTIVE_TASK)
        (void)say(l, LESSON_MORE, "Do it on the screen. **%s** gives a hint.", hint);
    else if (judge_is_choice(&b->body, &many) && many)
        (void)say(l, LESSON_MORE, "Type `:answer` and the letters of all that are right.");
    else if (judge_is_choice(&b->body, NULL))
        (void)say(l, LESSON_MORE, "Press a letter.");
    else
        (void)say(l, LESSON_MORE, "Type a number like `0.5` or `1/2`.");
}

static void build(struct lesson *l)
{
    l->shown.n = 0;
    pool_done(&l->shown.text);
    if (!l->open)
        return;
    const struct step *s = &l->file->step[l->step];
    for (int i = 0; i < l->kept.n; i++)
        (void)push(&l->shown, &l->kept.block[i]);
    if (l->kept.n == 0)
        (void)add(l, LESSON_HEADING, s->title);
    for (int i = l->kept_blocks; i <= l->reach && i < s->blocks; i++)
        add_block(l, &l->file->block[s->first + i], &l->question[s->first + i]);
    add_more(l);
}

/* Reading a value may itself bring results in, and so lead here again: then once more, not deeper.
 */
void panel_refresh(struct lesson *l)
{
    l->stale = true;
    if (l->refreshing)
        return;
    l->refreshing = true;
    while (l->stale) {
        l->stale = false;
        build(l);
    }
    l->refreshing = false;
}

void panel_keep(struct lesson *l)
{
    panel_refresh(l);
    for (int i = l->kept.n; i + 1 < l->shown.n; i++) { /* all but "Enter goes on" */
        struct lesson_block b = l->shown.block[i];
        b.text = copy(&l->kept, b.text);
        b.label = copy(&l->kept, b.label);
        b.measure = copy(&l->kept, b.measure);
        (void)push(&l->kept, &b);
    }
    l->kept_blocks = l->reach + 1;
}

void panel_forget(struct lesson *l)
{
    l->kept.n = 0;
    l->kept_blocks = 0;
    pool_done(&l->kept.text);
}

void panel_done(struct panel *p)
{
    mem_free(p->block);
    pool_done(&p->text);
}
