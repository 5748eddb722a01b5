#include "lesson/player.h"

#include <string.h>

#include "base/mem.h"
#include "lesson/progress.h"

int player_rank(enum lesson_mark mark)
{
    switch (mark) {
    case LESSON_UNSEEN:
        return 0;
    case LESSON_SEEN:
        return 1;
    case LESSON_TRIED:
        return 2;
    case LESSON_SKIPPED:
        return 3;
    case LESSON_SHOWN:
        return 4;
    case LESSON_SOLVED_WITH_HINTS:
        return 5;
    case LESSON_SOLVED:
        return 6;
    }
    return 0;
}

void player_mark(struct question *q, enum lesson_mark mark)
{
    if (player_rank(mark) > player_rank(q->mark))
        q->mark = mark;
}

int player_hints(const struct block *b)
{
    return directive_entries(&b->body, ENTRY_HINT);
}

void player_solve(struct question *q, int hints)
{
    q->done = true;
    player_mark(q, q->hints > hints ? LESSON_SHOWN
                   : q->hints > 0   ? LESSON_SOLVED_WITH_HINTS
                                    : LESSON_SOLVED);
}

/* ---- scripts, on the stage ---- */

static void script(struct lesson *l, const struct entry *line, bool finish)
{
    struct err e = {0};
    if (!app_run_safe(l->stage, line->value, &e)) {
        if (l->watch.failed)
            l->watch.failed(l->watch.arg, line->line, line->col + (e.col > 0 ? e.col - 1 : 0), &e);
        else
            app_note(l->app, true, "line %d of the lesson: %s", line->line, e.text);
    }
    if (finish)
        app_finish(l->stage);
    else
        app_settle(l->stage);
}

/* Runs what a block scripts; true if it scripts anything. */
static bool run_block(struct lesson *l, const struct block *b, bool finish)
{
    if (b->kind != BLOCK_DIRECTIVE)
        return false;
    enum entry_kind kind = b->directive->kind == DIRECTIVE_RUN ? ENTRY_LINE : ENTRY_REVEAL;
    if (b->directive->kind == DIRECTIVE_CLAIM)
        return false;
    const struct entry *line;
    int n = 0;
    while ((line = directive_entry(&b->body, kind, n)) != NULL) {
        script(l, line, finish);
        n++;
    }
    return n > 0;
}

/* Brings the stage to the state on entering a step: all that is scripted before it, in order,
 * animations run to their end. */
static void stage_entry(struct lesson *l, int step)
{
    while (l->entries <= step) {
        const struct step *before = &l->file->step[l->entries - 1];
        app_put_settings(l->stage, &l->entry[l->entries - 1]);
        for (int i = 0; i < before->blocks; i++)
            (void)run_block(l, &l->file->block[before->first + i], true);
        memcpy(&l->entry[l->entries++], app_settings(l->stage), sizeof *l->entry);
    }
    app_put_settings(l->stage, &l->entry[step]);
    app_settle(l->stage);
}

/* ---- going through a step ---- */

static const struct step *current(const struct lesson *l)
{
    return &l->file->step[l->step];
}

static const struct block *block_at(const struct lesson *l, int i)
{
    return &l->file->block[current(l)->first + i];
}

/* Where the lesson waits: for an answer, or for the learner to go on. */
static bool is_stop(const struct block *b)
{
    return b->kind == BLOCK_PAUSE || lesson_file_is_question(b);
}

static struct question *question_at(const struct lesson *l, int i)
{
    return &l->question[current(l)->first + i];
}

/* Moves `reach` on to the next stop that holds; true if something was run on the stage. */
static bool walk(struct lesson *l)
{
    bool ran = false;
    int stops = 0;
    for (int i = 0; i < l->reach; i++)
        stops += is_stop(block_at(l, i));
    for (; l->reach < current(l)->blocks; l->reach++) {
        const struct block *b = block_at(l, l->reach);
        bool question = lesson_file_is_question(b);
        struct question *q = question_at(l, l->reach);
        bool waits = question && !q->done;
        if (question)
            player_mark(q, LESSON_SEEN);
        if (!waits)
            ran |= run_block(l, b, false);
        if (l->watch.passing)
            l->watch.passing(l->watch.arg, b);
        if (waits)
            break;
        if (is_stop(b) && stops++ >= l->steps[l->step].passed)
            break;
    }
    memcpy(&l->untouched, app_settings(ran ? l->stage : l->app), sizeof l->untouched);
    return ran;
}

/* Is there anything to see in the blocks from..reach? */
static bool is_shown(const struct lesson *l, int from)
{
    for (int i = from; i <= l->reach && i < current(l)->blocks; i++) {
        const struct block *b = block_at(l, i);
        bool silent = b->kind == BLOCK_PAUSE ||
                      (b->kind == BLOCK_DIRECTIVE && (b->directive->kind == DIRECTIVE_CLAIM ||
                                                      b->directive->kind == DIRECTIVE_NOTE));
        if (!silent)
            return true;
    }
    return false;
}

bool player_go_on(struct lesson *l)
{
    bool ran = false, more = false;
    panel_keep(l);
    while (!more && l->reach < current(l)->blocks) {
        l->steps[l->step].passed++;
        int from = ++l->reach;
        ran |= walk(l);
        more = is_shown(l, from);
        progress_write(l, "more %s %d", current(l)->id, l->steps[l->step].passed);
    }
    if (ran)
        app_put_settings(l->app, app_settings(l->stage));
    if (more)
        l->scroll = LESSON_END;
    return more;
}

void player_reveal(struct lesson *l)
{
    if (run_block(l, block_at(l, l->reach), false))
        app_put_settings(l->app, app_settings(l->stage));
    l->scroll = LESSON_END;
}

void player_enter(struct lesson *l, int step, bool keep)
{
    stage_entry(l, step);
    if (keep && l->file->step[step].carry)
        app_put_settings(l->stage, app_settings(l->app));
    panel_forget(l);
    l->step = step;
    l->reach = 0;
    l->at_end = false;
    l->steps[step].seen = true;
    (void)walk(l);
    app_put_settings(l->app, app_settings(l->stage));
    /* Who comes back to the middle of a step wants to see what is asked there. */
    l->scroll = l->steps[step].passed > 0 ? LESSON_END : 0;
    progress_write(l, "step %s", current(l)->id);
}

void player_place(struct lesson *l, int step, int passed)
{
    if (step < 0 || step >= l->file->steps)
        return;
    stage_entry(l, step);
    panel_forget(l);
    l->step = step;
    l->reach = 0;
    l->at_end = false;
    l->steps[step].passed = passed;
    (void)walk(l);
}

struct question *player_asked(struct lesson *l, const struct block **block)
{
    if (!l->open || l->reach >= current(l)->blocks)
        return NULL;
    const struct block *b = block_at(l, l->reach);
    if (!lesson_file_is_question(b))
        return NULL;
    if (block)
        *block = b;
    return question_at(l, l->reach);
}

void player_forget(struct lesson *l, int step)
{
    const struct step *s = &l->file->step[step];
    for (int i = s->first; i < s->first + s->blocks; i++) {
        struct question *q = &l->question[i];
        mem_free(q->input);
        *q = (struct question){.mark = q->mark, .wrong = -1};
    }
    l->steps[step].passed = 0;
}

/* ---- opening and leaving ---- */

/* What a lesson may not set stays as the person has it: theme, raster. */
static void keep_personal(struct settings *s, const struct settings *person)
{
    for (int i = 0; i < option_count; i++) {
        const struct option *row = &option_table[i];
        if (row->flags & OPTION_LESSON)
            continue;
        struct option_ref ref = {.row = row, .screen = row->screen};
        struct str text;
        str_init(&text);
        option_text(person, &ref, &text);
        if (option_is_wordy(&ref))
            (void)option_set_word(s, &ref, text.data, NULL);
        else
            (void)option_set_number(s, &ref, option_number(person, &ref), NULL);
        str_done(&text);
    }
}

struct lesson_file *player_take(struct lesson *l)
{
    struct lesson_file *file = l->file;
    for (int i = 0; file && i < file->blocks; i++)
        mem_free(l->question[i].input);
    mem_free(l->question);
    mem_free(l->steps);
    mem_free(l->entry);
    l->question = NULL;
    l->steps = NULL;
    l->entry = NULL;
    l->file = NULL;
    l->open = false;
    return file;
}

static void set_seed(struct lesson *l, struct settings *base)
{
    if (!l->file->front[FRONT_SEED])
        return;
    struct str line;
    str_init(&line);
    str_addf(&line, "set seed %s", l->file->front[FRONT_SEED]);
    app_put_settings(l->stage, base);
    (void)app_run_safe(l->stage, line.data, NULL);
    memcpy(base, app_settings(l->stage), sizeof *base);
    str_done(&line);
}

bool player_open(struct lesson *l, struct lesson_file *file, int step, struct err *e)
{
    if (file->steps == 0) {
        lesson_file_free(file);
        return err_set(e, "the lesson has no steps");
    }
    static const struct app_host nowhere = {0};
    if (!l->stage)
        l->stage = app_new(&nowhere, app_kernel(l->app));
    if (l->open)
        player_leave(l);
    lesson_file_free(player_take(l));
    l->file = file;
    memcpy(&l->home, app_settings(l->app), sizeof l->home);
    l->entry = mem_new((size_t)file->steps, sizeof *l->entry);
    l->steps = mem_new((size_t)file->steps, sizeof *l->steps);
    l->question = mem_new((size_t)file->blocks + 1, sizeof *l->question);
    for (int i = 0; i < file->steps; i++)
        player_forget(l, i);
    settings_default(&l->entry[0]);
    /* The book alone is shared: what the lesson defines lives as long as the learner's app, and the
     * learner's own functions are not in force in it, so that it is the same for everybody. */
    l->entry[0].names.book = l->home.names.book;
    keep_personal(&l->entry[0], &l->home);
    set_seed(l, &l->entry[0]);
    l->entries = 1;
    l->open = true;
    l->serial++;
    l->log_failed = false;
    int at = l->saving ? progress_resume(l) : -1;
    if (at < 0)
        progress_write(l, "begin");
    player_enter(l, step >= 0 ? step : at >= 0 ? at : 0, false);
    return true;
}

void player_leave(struct lesson *l)
{
    keep_personal(&l->home, app_settings(l->app));
    app_put_settings(l->app, &l->home);
    l->open = false;
}
