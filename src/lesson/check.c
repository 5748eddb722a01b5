/* The checker: reads a lesson, then plays it to its end on an app of its own, answering right, and
 * holds it to what it claims. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lesson/advice.h"
#include "lesson/judge.h"
#include "lesson/player.h"
#include "lesson/rich.h"

/* The narration beside an 80x24 screen. */
enum { PANEL_COLUMNS = 37, PANEL_ROWS = 19 };

struct checker {
    struct lesson_file *file;
    struct app *app;
    struct lesson *l;
    const struct block *block; /* whose live values are looked at */
};

static struct source *source_of(struct checker *c)
{
    return &c->file->source;
}

static void on_failure(void *arg, int line, int col, const struct err *e)
{
    struct checker *c = arg;
    (void)source_problem(source_of(c), 301, line, col, "%s", e->text);
}

/* ---- expressions ---- */

static bool check_compiles(struct checker *c, struct app *app, const char *expr, int line, int col)
{
    const struct formula_scope scope = app_scope(app);
    struct err e = {0};
    struct formula *f = formula_new(expr, &scope, &e);
    formula_free(f);
    return f ||
           source_problem(source_of(c), 302, line, col + (e.col > 0 ? e.col - 1 : 0), "%s", e.text);
}

static void check_live(void *arg, const char *expr)
{
    struct checker *c = arg;
    int col, line = source_find(source_of(c), c->block->line, c->block->last, expr, &col);
    double v;
    struct err e = {0};
    if (!check_compiles(c, c->app, expr, line, col))
        return;
    if (!app_get(c->app, expr, &v, &e) || isnan(v))
        (void)source_problem(source_of(c), 308, line, col,
                             "`%s` has no value where it is shown%s%s", expr, e.text[0] ? ": " : "",
                             e.text);
}

/* Live values of everything that the panel shows now. */
static void check_shown(struct checker *c)
{
    struct lesson *l = c->l;
    const struct step *s = &c->file->step[l->step];
    for (int i = 0; i < s->blocks && i <= l->reach; i++) {
        const struct block *b = &c->file->block[s->first + i];
        bool done = l->question[s->first + i].done || !lesson_file_is_question(b);
        c->block = b;
        rich_each_live(b->text, check_live, c);
        if (b->kind != BLOCK_DIRECTIVE)
            continue;
        rich_each_live(b->body.prompt, check_live, c);
        for (int k = 0; k < b->body.entries; k++) {
            const struct entry *entry = &b->body.entry[k];
            bool late = entry->kind == ENTRY_EXPLAIN || entry->kind == ENTRY_REVEAL;
            if (entry->text && (done || !late))
                rich_each_live(entry->text, check_live, c);
        }
    }
}

static void check_claim(struct checker *c, const struct entry *claim)
{
    struct app *stage = c->l->stage;
    if (!check_compiles(c, stage, claim->value, claim->line, claim->col))
        return;
    struct err e = {0};
    struct str measure;
    str_init(&measure);
    enum truth truth = judge_condition(stage, claim->value, &measure, NULL);
    if (!app_has(stage, claim->value, &e))
        (void)source_problem(source_of(c), 309, claim->line, claim->col, "%s", e.text);
    else if (truth != TRUTH_TRUE)
        (void)source_problem(source_of(c), 303, claim->line, claim->col, "this claim is %s%s%s",
                             truth == TRUTH_FALSE ? "false" : "not known", measure.len ? ": " : "",
                             measure.data);
    str_done(&measure);
}

static void on_passing(void *arg, const struct block *b)
{
    struct checker *c = arg;
    if (b->kind != BLOCK_DIRECTIVE || b->directive->kind != DIRECTIVE_CLAIM)
        return;
    for (int i = 0; i < b->body.entries; i++)
        check_claim(c, &b->body.entry[i]);
}

/* ---- questions ---- */

/* A question that was already found to be wrong is not played. */
static bool is_sound(struct checker *c, const struct block *b)
{
    return !source_is_wrong(source_of(c), b->line, b->last);
}

/* `wrong:` and the target may be expressions: then only playing shows that they are too near. */
static void check_wrongs(struct checker *c, const struct block *b, double truth,
                         const struct tolerance *t)
{
    const struct entry *wrong;
    for (int i = 0; (wrong = directive_entry(&b->body, ENTRY_WRONG, i)) != NULL; i++) {
        double v;
        struct err e = {0};
        if (!judge_value(c->l->stage, wrong->value, &v, &e))
            (void)source_problem(source_of(c), 302, wrong->line, wrong->col, "%s", e.text);
        else if (judge_near(v, truth, t))
            (void)source_problem(source_of(c), 214, wrong->line, wrong->col,
                                 "`%s` is accepted as right: it lies within the tolerance",
                                 wrong->value);
    }
}

static void check_number(struct checker *c, const struct block *b)
{
    const struct entry *number = directive_entry(&b->body, ENTRY_NUMBER, 0);
    const struct entry *tol = directive_entry(&b->body, ENTRY_TOL, 0);
    struct tolerance t;
    double truth;
    if (!number)
        return;
    bool live = number->value[0] == '=';
    if (live && !check_compiles(c, c->l->stage, number->value + 1, number->line, number->col + 1))
        return;
    (void)judge_tolerance(tol ? tol->value : NULL, &t, NULL);
    if (!judge_value(c->l->stage, number->value, &truth, NULL) || !isfinite(truth))
        (void)source_problem(source_of(c), 307, number->line, number->col,
                             "the right answer has no value where it is asked for");
    else if (truth == 0 && t.kind != TOLERANCE_ABSOLUTE)
        (void)source_problem(source_of(c), 212, number->line, number->col,
                             "near zero only an absolute tolerance means something: tol: 0.01");
    else
        check_wrongs(c, b, truth, &t);
}

/* Of a guess at a number the truth may be what its `reveal` measures: any answer brings it. */
static void answer_question(struct checker *c, const struct block *b, struct question *q)
{
    bool guess = b->directive->kind == DIRECTIVE_PREDICT, number = judge_is_number(&b->body);
    struct str text;
    struct err e = {0};
    str_init(&text);
    if (number && guess)
        str_add(&text, "0");
    else
        answer_right(c->l, b, &text);
    if (number && !guess)
        check_number(c, b);
    bool judged = answer_give(c->l, text.data, &e);
    if (number && guess)
        check_number(c, b);
    else if (is_sound(c, b) && !(judged && q->right))
        (void)source_problem(source_of(c), 307, b->line, 1,
                             "the right answer, `%s`, is refused: %s", text.data,
                             e.text[0] ? e.text : "judged as wrong");
    str_done(&text);
}

static bool check_conditions(struct checker *c, const struct block *b)
{
    bool fine = true;
    static const char kinds[ENTRY_KINDS] = {
        [ENTRY_GOAL] = 1, [ENTRY_DID] = 1, [ENTRY_AVOID] = 1, [ENTRY_WHEN] = 1};
    for (int i = 0; i < b->body.entries; i++) {
        const struct entry *line = &b->body.entry[i];
        if (kinds[line->kind])
            fine &= check_compiles(c, c->app, line->value, line->line, line->col);
    }
    return fine;
}

/* Which goals, a bit each, read nothing but what exists now. */
static uint64_t goals_present(struct checker *c, const struct block *b)
{
    const struct entry *line;
    uint64_t present = 0;
    for (int i = 0; i < 64 && (line = directive_entry(&b->body, ENTRY_GOAL, i)) != NULL; i++)
        if (app_has(c->app, line->value, NULL))
            present |= UINT64_C(1) << i;
    return present;
}

/* A goal that reads a layer or function which is there neither at first nor when all is solved. */
static void check_present(struct checker *c, const struct block *b, uint64_t before)
{
    const struct entry *line;
    uint64_t present = before | goals_present(c, b);
    struct err e = {0};
    for (int i = 0; i < 64 && (line = directive_entry(&b->body, ENTRY_GOAL, i)) != NULL; i++)
        if (!(present >> i & 1) && !app_has(c->app, line->value, &e))
            (void)source_problem(source_of(c), 309, line->line, line->col, "%s", e.text);
}

/* Says which line of the task is not as it must be. */
static void explain_unsolved(struct checker *c, const struct block *b)
{
    const struct entry *first = directive_entry(&b->body, ENTRY_SOLUTION, 0), *line;
    int at = first ? first->line : b->line, col = first ? first->col : 1;
    static const enum entry_kind kinds[] = {ENTRY_GOAL, ENTRY_AVOID};
    static const enum truth wanted[] = {TRUTH_TRUE, TRUTH_FALSE};
    struct str measure;
    str_init(&measure);
    for (int k = 0; k < 2; k++)
        for (int i = 0; (line = directive_entry(&b->body, kinds[k], i)) != NULL; i++) {
            struct err e = {0};
            str_clear(&measure);
            if (judge_condition(c->app, line->value, &measure, NULL) == wanted[k] ||
                source_is_wrong(source_of(c), line->line, line->line))
                continue;
            const char *why = app_has(c->app, line->value, &e) ? measure.data : e.text;
            (void)source_problem(source_of(c), 305, at, col,
                                 "the solution leaves `%s` in line %d %s%s%s",
                                 k ? "avoid:" : "goal:", line->line, k ? "standing" : "open",
                                 why[0] ? ": " : "", why);
        }
    str_done(&measure);
}

static bool run_solution(struct checker *c, const struct block *b)
{
    const struct entry *line;
    bool fine = true;
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_SOLUTION, i)) != NULL; i++) {
        struct err e = {0};
        if (!app_run_safe(c->app, line->value, &e)) {
            on_failure(c, line->line, line->col + (e.col > 0 ? e.col - 1 : 0), &e);
            fine = false;
        }
        app_finish(c->app);
    }
    return fine;
}

static void solve_task(struct checker *c, const struct block *b, struct question *q)
{
    const struct entry *line;
    if (q->right)
        (void)source_problem(source_of(c), 304, b->line, 1,
                             "this task is already done when the learner comes to it");
    bool fine = check_conditions(c, b);
    uint64_t before = goals_present(c, b);
    if (!run_solution(c, b) || !fine)
        return;
    check_present(c, b, before);
    bool solved = answer_task(c->l, b, q);
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_DID, i)) != NULL; i++)
        if (i >= 64 || !(q->did >> i & 1))
            (void)source_problem(source_of(c), 306, line->line, line->col,
                                 "the solution never does this");
    if (!solved)
        explain_unsolved(c, b);
}

static void check_question(struct checker *c, const struct block *b, struct question *q)
{
    if (is_sound(c, b) && b->directive->kind == DIRECTIVE_TASK) {
        (void)app_run(c->app, "scroll 0", NULL); /* a command, so that the task is judged */
        solve_task(c, b, q);
    } else if (is_sound(c, b)) {
        answer_question(c, b, q);
    }
    q->done = true;
}

/* ---- does it fit? ---- */

/* Lines of a text wrapped at words. */
static int wrapped_lines(const char *text, int width)
{
    int lines = 1, used = 0;
    for (const char *p = text; *p;) {
        char *word = NULL;
        size_t n = strcspn(p, " \n");
        struct str s;
        str_init(&s);
        for (size_t i = 0; i < n; i++)
            if ((unsigned char)p[i] > RICH_PLAIN)
                str_add_char(&s, p[i]);
        word = s.data;
        int columns = utf8_columns(word);
        if (used > 0 && used + 1 + columns > width) {
            lines++;
            used = 0;
        }
        used += columns + (used > 0);
        str_done(&s);
        p += n;
        if (*p == '\n') {
            lines++;
            used = 0;
        }
        p += *p != '\0';
    }
    return lines;
}

/* Lines of the panel, blocks parted by empty ones. */
static int panel_lines(struct lesson *l)
{
    int lines = 0;
    panel_refresh(l);
    for (int i = 0; i < lesson_blocks(l); i++) {
        const struct lesson_block *b = lesson_block(l, i);
        bool close = b->kind == LESSON_OPTION || b->kind == LESSON_GOAL || b->kind == LESSON_ITEM;
        int hang = b->kind == LESSON_GOAL || b->kind == LESSON_OPTION ? 4 : 0;
        lines += wrapped_lines(b->text, PANEL_COLUMNS - hang) + (b->measure != NULL);
        lines += i > 0 && !close;
    }
    return lines;
}

static void check_fit(struct checker *c, int before)
{
    const struct lesson *l = c->l;
    const struct step *s = &c->file->step[l->step];
    int lines = panel_lines(c->l) - before;
    int at = l->reach < s->blocks ? c->file->block[s->first + l->reach].line : s->line;
    if (lines > PANEL_ROWS)
        (void)source_problem(source_of(c), 401, at, 1,
                             "what is shown up to here takes %d lines beside an 80x24 screen, "
                             "%d fit",
                             lines, PANEL_ROWS);
}

/* ---- the whole ---- */

static void play_step(struct checker *c, int step)
{
    int before = 0;
    player_enter(c->l, step, false);
    do {
        const struct block *b;
        struct question *q = player_asked(c->l, &b);
        check_shown(c);
        check_fit(c, before);
        if (q) {
            check_question(c, b, q);
            check_shown(c);
        }
        before = panel_lines(c->l);
    } while (player_go_on(c->l));
}

static void play(struct lesson_file *file, const struct kernel *kernel)
{
    static const struct app_host nowhere = {0};
    struct checker c = {.file = file, .app = app_new(&nowhere, kernel)};
    c.l = lesson_new(c.app);
    c.l->watch = (struct lesson_watch){&c, on_failure, on_passing};
    (void)player_open(c.l, file, 0, NULL);
    for (int i = 0; i < file->steps; i++)
        play_step(&c, i);
    (void)player_take(c.l); /* the caller's */
    lesson_free(c.l);
    app_free(c.app);
}

int lesson_check(const char *path, const char *text, size_t n, const struct kernel *kernel,
                 struct str *out, int *warnings)
{
    struct lesson_file *file = lesson_file_new(text, n);
    if (file->steps > 0) {
        advice_give(file);
        play(file, kernel);
    }
    source_print(&file->source, path, out);
    int errors = source_errors(&file->source);
    *warnings = file->source.problems - errors;
    lesson_file_free(file);
    return errors;
}
