#include "lesson/lesson.h"

#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"
#include "lesson/progress.h"

/* ---- names that expressions can read ---- */

enum name { NAME_OPEN, NAME_STEP, NAME_STEPS, NAME_SOLVED, NAME_QUESTIONS, NAME_FINISHED };

static const struct {
    const char *text;
    enum name name;
} name_table[] = {
    {"lesson.open", NAME_OPEN},     {"lesson.step", NAME_STEP},
    {"lesson.steps", NAME_STEPS},   {"lesson.questions", NAME_QUESTIONS},
    {"lesson.solved", NAME_SOLVED}, {"lesson.finished", NAME_FINISHED},
};
enum { NAMES = sizeof name_table / sizeof name_table[0] };

static bool find_name(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)ctx;
    for (int i = 0; i < NAMES; i++) {
        if (!str_is(name_table[i].text, name->text))
            continue;
        *id = (int)name_table[i].name;
        return !(name->primes || name->args || name->index) ||
               err_set(e, "%s is a plain number", name->text);
    }
    return false;
}

static void offer_names(void *ctx, struct near *near)
{
    (void)ctx;
    for (int i = 0; i < NAMES; i++)
        near_offer(near, name_table[i].text);
}

static int count_questions(const struct lesson *l, enum lesson_mark least)
{
    int n = 0;
    for (int i = 0; i < l->file->blocks; i++)
        n += lesson_file_is_question(&l->file->block[i]) &&
             player_rank(l->question[i].mark) >= player_rank(least);
    return n;
}

/* Everything about a lesson is 0 while none is open. */
static double get_name(void *ctx, int id, double arg)
{
    const struct lesson *l = ctx;
    (void)arg;
    if (!l->open)
        return 0;
    switch ((enum name)id) {
    case NAME_OPEN:
        return 1;
    case NAME_STEP:
        return l->step + 1;
    case NAME_STEPS:
        return l->file->steps;
    case NAME_SOLVED:
        return count_questions(l, LESSON_SOLVED_WITH_HINTS);
    case NAME_QUESTIONS:
        return count_questions(l, LESSON_UNSEEN);
    case NAME_FINISHED:
        return l->at_end;
    }
    return 0;
}

/* ---- the rest of what the app asks of an extension ---- */

/* Lessons are played beside the screens that show something; the list and the help have keys of
 * their own. */
static bool is_beside(const struct lesson *l)
{
    double list, help;
    return l->open && app_get(l->app, "screen.lessons", &list, NULL) && list == 0 &&
           app_get(l->app, "screen.help", &help, NULL) && help == 0;
}

static const char *contexts(void *ctx)
{
    struct lesson *l = ctx;
    const struct block *b;
    if (!is_beside(l))
        return "";
    const struct question *q = player_asked(l, &b);
    if (!q || q->done)
        return "lesson";
    if (b->directive->kind == DIRECTIVE_TASK)
        return "task lesson";
    return judge_is_choice(&b->body, NULL) ? "choice lesson" : "number lesson";
}

/* Place in one number: 0 for no lesson, else opening, step and stops passed. */
enum { TOKEN_BITS = 8, TOKEN_MASK = (1 << TOKEN_BITS) - 1 };

static long token(void *ctx)
{
    const struct lesson *l = ctx;
    if (!l->open)
        return 0;
    long passed = l->steps[l->step].passed;
    return (l->serial & 0x7FFF) << 2 * TOKEN_BITS | (long)(l->step & TOKEN_MASK) << TOKEN_BITS |
           (passed < TOKEN_MASK ? passed : TOKEN_MASK);
}

static void restore(void *ctx, long t)
{
    struct lesson *l = ctx;
    l->open = t != 0 && l->file && t >> 2 * TOKEN_BITS == (l->serial & 0x7FFF);
    if (l->open)
        player_place(l, (int)(t >> TOKEN_BITS & TOKEN_MASK), (int)(t & TOKEN_MASK));
}

static void judge_task(struct lesson *l)
{
    const struct block *b;
    struct question *q = player_asked(l, &b);
    if (!q || q->right || b->directive->kind != DIRECTIVE_TASK)
        return;
    if (!settings_same(&l->untouched, app_settings(l->app))) {
        q->fresh = true;
        q->tries = 1;
        player_mark(q, LESSON_TRIED);
    }
    if (!answer_task(l, b, q))
        return;
    q->right = true;
    player_solve(q, player_hints(b));
    l->scroll = LESSON_END;
    progress_write(l, "done %s", b->body.id);
}

static void changed(void *ctx)
{
    struct lesson *l = ctx;
    if (app_settings(l->app)->screen == SCREEN_LESSONS)
        (void)player_catalog(l); /* so that drawing the list reads no files */
    judge_task(l);
    panel_refresh(l);
}

/* The i-th lesson that can be opened. Others go by the names of their files, which need not be
 * words. */
static const char *openable(const struct catalog *c, int i)
{
    for (int k = 0; k < c->n; k++)
        if (!c->entry[k].problem && i-- == 0)
            return c->entry[k].id;
    return NULL;
}

static const char *word(void *ctx, enum arg kind, int i)
{
    struct lesson *l = ctx;
    if (kind == ARG_LESSON)
        return openable(player_catalog(l), i);
    if (kind == ARG_STEP && l->open)
        return i < l->file->steps ? l->file->step[i].id : NULL;
    return NULL;
}

/* ---- the whole ---- */

struct catalog *player_catalog(struct lesson *l)
{
    if (!l->listed)
        catalog_read(&l->catalog, l->app);
    l->listed = true;
    return &l->catalog;
}

struct lesson *lesson_new(struct app *app)
{
    struct lesson *l = mem_new(1, sizeof *l);
    l->app = app;
    const struct app_ext ext = {
        .ctx = l,
        .verbs = lesson_verbs,
        .verb_count = lesson_verb_count,
        .find = find_name,
        .get = get_name,
        .offer = offer_names,
        .contexts = contexts,
        .token = token,
        .restore = restore,
        .changed = changed,
        .word = word,
    };
    app_extend(app, &ext);
    return l;
}

void lesson_free(struct lesson *l)
{
    if (!l)
        return;
    static const struct app_ext none = {0};
    app_extend(l->app, &none);
    lesson_file_free(player_take(l));
    catalog_done(&l->catalog);
    panel_done(&l->shown);
    panel_done(&l->kept);
    app_free(l->stage);
    mem_free(l);
}

int lesson_count(const struct lesson *l)
{
    return l->catalog.n;
}

const struct lesson_entry *lesson_entry(const struct lesson *l, int i)
{
    return i >= 0 && i < l->catalog.n ? &l->catalog.entry[i] : NULL;
}

bool lesson_is_open(const struct lesson *l)
{
    return l->open;
}

bool lesson_awaits(const struct lesson *l)
{
    const struct step *s = l->open ? &l->file->step[l->step] : NULL;
    if (!s || l->reach >= s->blocks)
        return false;
    int i = s->first + l->reach;
    return lesson_file_is_question(&l->file->block[i]) && !l->question[i].done;
}

const char *player_key(const struct lesson *l, const char *command, char out[KEY_NAME])
{
    struct binding row;
    for (int i = 0; app_binding_at(l->app, i, &row); i++)
        if ((str_is(row.context, "lesson") || !row.context[0]) && str_is(row.command, command))
            return key_name(&row.key, out);
    (void)str_copy(out, KEY_NAME, command);
    return out;
}

const char *lesson_title(const struct lesson *l)
{
    return l->open ? l->file->front[FRONT_TITLE] : "";
}

int lesson_steps(const struct lesson *l)
{
    return l->open ? l->file->steps : 0;
}

int lesson_step(const struct lesson *l)
{
    return l->step;
}

const char *lesson_step_title(const struct lesson *l, int i)
{
    return i >= 0 && i < lesson_steps(l) ? l->file->step[i].title : "";
}

enum lesson_mark lesson_step_mark(const struct lesson *l, int i)
{
    if (i < 0 || i >= lesson_steps(l) || !l->steps[i].seen)
        return LESSON_UNSEEN;
    const struct step *s = &l->file->step[i];
    enum lesson_mark least = LESSON_SOLVED;
    bool asks = false;
    for (int k = s->first; k < s->first + s->blocks; k++) {
        if (!lesson_file_is_question(&l->file->block[k]))
            continue;
        asks = true;
        if (player_rank(l->question[k].mark) < player_rank(least))
            least = l->question[k].mark;
    }
    return asks && least != LESSON_UNSEEN ? least : LESSON_SEEN;
}

int lesson_blocks(const struct lesson *l)
{
    return l->shown.n;
}

const struct lesson_block *lesson_block(const struct lesson *l, int i)
{
    return i >= 0 && i < l->shown.n ? &l->shown.block[i] : NULL;
}

int lesson_scroll(const struct lesson *l)
{
    return l->scroll;
}
