#include "lesson/progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"

enum { EVENT_BYTES = 512 };

void progress_write(struct lesson *l, const char *fmt, ...)
{
    const struct app_host *host = app_host(l->app);
    if (!l->saving || !host->log_append)
        return;
    char line[EVENT_BYTES], cut[EVENT_BYTES];
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    (void)str_copy(cut, sizeof cut, line);
    for (char *p = cut; *p; p++)
        if ((unsigned char)*p < 0x20)
            *p = ' ';
    struct err e = {0};
    if (host->log_append(host->ctx, l->file->front[FRONT_ID], cut, &e) || l->log_failed)
        return;
    l->log_failed = true;
    app_note(l->app, true, "progress is not being saved: %s", e.text);
}

/* Calls for each whole line with its first word and the rest. */
static void each_event(char *log, void (*each)(void *arg, const char *word, char *rest), void *arg)
{
    for (char *p = log, *end; (end = strchr(p, '\n')) != NULL; p = end + 1) {
        *end = '\0';
        char *blank = strchr(p, ' ');
        if (blank)
            *blank = '\0';
        each(arg, p, blank ? blank + 1 : end);
    }
}

static bool read_log(const struct app *app, const char *id, struct str *out)
{
    const struct app_host *host = app_host(app);
    return host->log_read && host->log_read(host->ctx, id, out);
}

static void note_state(void *arg, const char *word, char *rest)
{
    enum lesson_state *state = arg;
    (void)rest;
    if (str_is(word, "end"))
        *state = LESSON_FINISHED;
    else if (*state == LESSON_NEW)
        *state = LESSON_STARTED;
}

enum lesson_state progress_state(const struct app *app, const char *id)
{
    enum lesson_state state = LESSON_NEW;
    struct str log;
    str_init(&log);
    if (read_log(app, id, &log))
        each_event(log.data, note_state, &state);
    str_done(&log);
    return state;
}

/* ---- taking up ---- */

struct resume {
    struct lesson *l;
    int step;
};

static void forget_all(struct resume *r)
{
    struct lesson *l = r->l;
    for (int i = 0; i < l->file->steps; i++) {
        player_forget(l, i);
        l->steps[i].seen = false;
    }
    for (int i = 0; i < l->file->blocks; i++)
        l->question[i].mark = LESSON_UNSEEN;
    r->step = -1;
}

/* "ID REST": cuts the id off and returns the rest. */
static char *cut(char *text)
{
    char *blank = strchr(text, ' ');
    if (!blank)
        return text + strlen(text);
    *blank = '\0';
    return blank + 1;
}

static void take_step(struct resume *r, const char *word, char *rest)
{
    struct lesson *l = r->l;
    const char *number = cut(rest);
    int step = lesson_file_step(l->file, rest);
    if (step < 0)
        return;
    if (str_is(word, "again"))
        player_forget(l, step);
    else if (str_is(word, "more"))
        l->steps[step].passed = abs(atoi(number));
    l->steps[step].seen = true;
    r->step = step;
}

static void take_answer(struct question *q, const struct block *b, bool right, const char *text)
{
    bool many;
    if (judge_is_choice(&b->body, &many))
        (void)judge_choice(text, directive_entries(&b->body, ENTRY_OPTION), many, &q->chosen, NULL);
    mem_free(q->input);
    q->input = mem_copy(text);
    q->tries++;
    q->right = right;
    if (right)
        player_solve(q, player_hints(b));
    else if (b->directive->kind == DIRECTIVE_PREDICT)
        q->done = true;
    player_mark(q, q->done && !right ? LESSON_SHOWN : LESSON_TRIED);
}

static void take_block(struct resume *r, const char *word, char *rest)
{
    struct lesson *l = r->l;
    char *text = cut(rest);
    int i = lesson_file_block(l->file, rest);
    if (i < 0 || !lesson_file_is_question(&l->file->block[i]))
        return;
    const struct block *b = &l->file->block[i];
    struct question *q = &l->question[i];
    if (str_is(word, "right")) {
        take_answer(q, b, true, text);
    } else if (str_is(word, "wrong")) {
        char *typed = cut(text);
        q->wrong = atoi(text);
        take_answer(q, b, false, typed);
    } else if (str_is(word, "hint")) {
        q->hints = atoi(text) > player_hints(b) ? player_hints(b) + 1 : abs(atoi(text));
        if (q->hints > player_hints(b))
            player_solve(q, player_hints(b));
    } else if (str_is(word, "did")) {
        unsigned k = (unsigned)abs(atoi(text));
        q->did |= k < 64 ? UINT64_C(1) << k : 0;
    } else if (str_is(word, "done")) {
        q->right = true;
        player_solve(q, player_hints(b));
    } else if (str_is(word, "skip")) {
        q->done = true;
        player_mark(q, LESSON_SKIPPED);
    }
}

static void take(void *arg, const char *word, char *rest)
{
    struct resume *r = arg;
    if (str_is(word, "begin") || str_is(word, "end"))
        forget_all(r);
    else if (str_has_word("step more again", word))
        take_step(r, word, rest);
    else
        take_block(r, word, rest);
}

int progress_resume(struct lesson *l)
{
    struct resume r = {l, -1};
    struct str log;
    str_init(&log);
    if (read_log(l->app, l->file->front[FRONT_ID], &log))
        each_event(log.data, take, &r);
    str_done(&log);
    return r.step;
}
