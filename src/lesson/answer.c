/* What a learner answers, and whether a task is done. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/fmt.h"
#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"
#include "lesson/progress.h"
#include "lesson/rich.h"

enum { DID_MAX = 64 };

unsigned answer_right_options(const struct block *b)
{
    unsigned right = 0;
    const struct entry *o;
    for (int i = 0; i < OPTIONS_MAX && (o = directive_entry(&b->body, ENTRY_OPTION, i)); i++)
        right |= o->right ? 1u << i : 0;
    return right;
}

void answer_right(struct lesson *l, const struct block *b, struct str *out)
{
    unsigned right = answer_right_options(b);
    for (int i = 0; right >> i; i++)
        if (right >> i & 1)
            str_addf(out, "%s%c", out->len ? " " : "", 'a' + i);
    const struct entry *number = directive_entry(&b->body, ENTRY_NUMBER, 0);
    double v;
    char text[FMT_SIZE];
    if (number && judge_value(l->stage, number->value, &v, NULL))
        str_add(out, fmt_exact(text, v));
}

/* Which `wrong:` a number is, -1 for none. */
static int wrong_of(struct lesson *l, const struct block *b, double v, const struct tolerance *t)
{
    const struct entry *wrong;
    for (int i = 0; (wrong = directive_entry(&b->body, ENTRY_WRONG, i)) != NULL; i++) {
        double w;
        if (judge_value(l->stage, wrong->value, &w, NULL) && judge_near(v, w, t))
            return i;
    }
    return -1;
}

/* A right answer without a value now is nobody's. */
static void judge_number(struct lesson *l, const struct block *b, struct question *q,
                         const char *text)
{
    const struct entry *number = directive_entry(&b->body, ENTRY_NUMBER, 0);
    const struct entry *tol = directive_entry(&b->body, ENTRY_TOL, 0);
    struct tolerance t;
    double v, truth;
    q->right = false;
    q->wrong = -1;
    if (!number || !judge_input(text, &v, NULL) ||
        !judge_tolerance(tol ? tol->value : NULL, &t, NULL))
        return;
    q->right = judge_value(l->stage, number->value, &truth, NULL) && judge_near(v, truth, &t);
    if (!q->right)
        q->wrong = wrong_of(l, b, v, &t);
}

static void judge_options(const struct block *b, struct question *q, const char *text)
{
    bool many = false;
    (void)judge_is_choice(&b->body, &many);
    (void)judge_choice(text, directive_entries(&b->body, ENTRY_OPTION), many, &q->chosen, NULL);
    q->right = q->chosen == answer_right_options(b);
    q->wrong = -1;
}

static bool is_readable(const struct block *b, const char *text, struct err *e)
{
    bool many;
    unsigned chosen;
    double v;
    if (judge_is_choice(&b->body, &many))
        return judge_choice(text, directive_entries(&b->body, ENTRY_OPTION), many, &chosen, e);
    return judge_input(text, &v, NULL) ||
           err_set(e, "%s is no number; one like 0.5, 1/4 or 0.5^3 is asked for", text);
}

bool answer_give(struct lesson *l, const char *text, struct err *e)
{
    const struct block *b;
    struct question *q = player_asked(l, &b);
    char next[KEY_NAME];
    if (!q)
        return err_set(e, "nothing is asked here; %s goes on", player_key(l, "next", next));
    if (b->directive->kind == DIRECTIVE_TASK)
        return err_set(e, "this is done on the screen itself: its lines tick by themselves");
    if (!is_readable(b, text, e))
        return false;
    bool guess = b->directive->kind == DIRECTIVE_PREDICT;
    if (guess)
        player_reveal(l); /* the truth may be what is measured there */
    if (judge_is_choice(&b->body, NULL))
        judge_options(b, q, text);
    else
        judge_number(l, b, q, text);
    mem_free(q->input);
    q->input = mem_copy(text);
    q->tries++;
    q->fresh = true;
    if (q->right)
        progress_write(l, "right %s %s", b->body.id, text);
    else
        progress_write(l, "wrong %s %d %s", b->body.id, q->wrong, text);
    if (q->right)
        player_solve(q, player_hints(b));
    else
        player_mark(q, guess ? LESSON_SHOWN : LESSON_TRIED);
    q->done = q->right || guess; /* a guess is made once; the truth follows */
    l->scroll = LESSON_END;
    return true;
}

static void tick_dids(struct lesson *l, const struct block *b, struct question *q)
{
    const struct entry *did;
    for (int i = 0; i < DID_MAX && (did = directive_entry(&b->body, ENTRY_DID, i)) != NULL; i++) {
        if (q->did >> i & 1 || judge_condition(l->app, did->value, NULL, NULL) != TRUTH_TRUE)
            continue;
        q->did |= UINT64_C(1) << i;
        progress_write(l, "did %s %d", b->body.id, i);
    }
}

static bool all_are(struct lesson *l, const struct block *b, enum entry_kind kind,
                    enum truth wanted)
{
    const struct entry *line;
    for (int i = 0; (line = directive_entry(&b->body, kind, i)) != NULL; i++)
        if (judge_condition(l->app, line->value, NULL, NULL) != wanted)
            return false;
    return true;
}

bool answer_task(struct lesson *l, const struct block *b, struct question *q)
{
    tick_dids(l, b, q);
    int dids = directive_entries(&b->body, ENTRY_DID);
    uint64_t all = dids >= DID_MAX ? UINT64_MAX : (UINT64_C(1) << dids) - 1;
    return q->did == all && all_are(l, b, ENTRY_AVOID, TRUTH_FALSE) &&
           all_are(l, b, ENTRY_GOAL, TRUTH_TRUE);
}
