/* The verbs of lessons, as rows handed to the app. */
#include <string.h>

#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"
#include "lesson/progress.h"

/* Seconds after which the next hint comes without a new try. */
#define HINT_SECONDS 20.0

static bool is_open(const struct lesson *l, struct err *e)
{
    return l->open || err_set(e, "no lesson is open; lesson NAME opens one");
}

/* The lesson that a line of the list means. */
static const char *chosen_path(struct lesson *l, struct err *e)
{
    double line;
    if (player_catalog(l)->n == 0) {
        (void)err_set(e, "no lessons were found");
        return NULL;
    }
    int i = app_get(l->app, "lessons.choice", &line, NULL) ? (int)line - 1 : 0;
    return l->catalog.entry[i < l->catalog.n ? i : l->catalog.n - 1].path;
}

static bool is_path(const char *name)
{
    size_t n = strlen(name);
    return strchr(name, '/') || (n > 3 && str_is(name + n - 3, ".md"));
}

static const char *path_of(struct lesson *l, const char *name, struct err *e)
{
    if (is_path(name))
        return name;
    int i = catalog_find(player_catalog(l), name, e);
    return i < 0 ? NULL : l->catalog.entry[i].path;
}

/* A step by its name, or by its number as the screen shows it; -1 for none. */
static int find_step(const struct lesson_file *file, const char *name)
{
    int step = lesson_file_step(file, name), number = 0;
    if (step >= 0)
        return step;
    for (const char *p = name; *p; p++) {
        if (*p < '0' || *p > '9' || number > file->steps)
            return -1;
        number = 10 * number + (*p - '0');
    }
    return number <= file->steps ? number - 1 : -1;
}

static bool refuse_step(const struct lesson_file *file, const char *name, struct err *e)
{
    struct near near;
    near_init(&near, name);
    (void)err_set(e, "the lesson has no step %s; it has 1 to %d, also called", name, file->steps);
    for (int i = 0; i < file->steps; i++) {
        near_offer(&near, file->step[i].id);
        (void)err_add(e, " %s", file->step[i].id);
    }
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : false;
}

static bool verb_lesson(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    const char *path = c->n ? path_of(l, c->word[0], e) : chosen_path(l, e);
    struct lesson_file *file = path ? catalog_load(l->app, path, e) : NULL;
    if (!file)
        return false;
    int step = c->n > 1 ? find_step(file, c->word[1]) : -1;
    if (c->n > 1 && step < 0) {
        (void)refuse_step(file, c->word[1], e);
        lesson_file_free(file);
        return false;
    }
    l->saving = true;
    if (!player_open(l, file, step, e))
        return false;
    int i = catalog_find(player_catalog(l), l->file->front[FRONT_ID], NULL);
    if (i >= 0 && l->catalog.entry[i].state == LESSON_NEW)
        l->catalog.entry[i].state = LESSON_STARTED;
    return true;
}

/* What is asked for now, as a message. */
static void say_awaited(const struct lesson *l, const struct block *b, struct str *out)
{
    char hint[KEY_NAME], skip[KEY_NAME];
    bool many = false;
    if (b->directive->kind == DIRECTIVE_TASK)
        str_add(out, "the lines with [ ] are still to do");
    else if (!judge_is_choice(&b->body, &many))
        str_add(out, "a number is asked for: type it");
    else
        str_add(out, many ? "the letters of all that are right are asked for, as in :answer a c"
                          : "a letter is asked for: press it");
    str_addf(out, "; %s gives a hint, %s passes over it", player_key(l, "hint", hint),
             player_key(l, "skip", skip));
}

static void finish(struct lesson *l)
{
    l->at_end = true;
    l->scroll = LESSON_END;
    progress_write(l, "end");
    int i = catalog_find(player_catalog(l), l->file->front[FRONT_ID], NULL);
    if (i >= 0)
        l->catalog.entry[i].state = LESSON_FINISHED;
}

static void go_on(struct lesson *l)
{
    if (l->at_end)
        player_leave(l);
    else if (player_go_on(l))
        return;
    else if (l->step + 1 < l->file->steps)
        player_enter(l, l->step + 1, true);
    else
        finish(l);
}

static bool verb_next(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    if (!is_open(l, e))
        return false;
    const struct block *b;
    const struct question *q = player_asked(l, &b);
    if (!q || q->done) {
        go_on(l);
        return true;
    }
    struct str text;
    str_init(&text);
    say_awaited(l, b, &text);
    app_note(l->app, false, "%s", text.data);
    str_done(&text);
    return true;
}

static bool verb_back(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    if (!is_open(l, e))
        return false;
    if (l->at_end) {
        l->at_end = false;
        return true;
    }
    char again[KEY_NAME], leave[KEY_NAME];
    if (l->step == 0)
        return err_set(e, "this is the first step; %s starts it over, %s closes the lesson",
                       player_key(l, "again", again), player_key(l, "leave", leave));
    player_enter(l, l->step - 1, false);
    return true;
}

static bool verb_answer(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    if (!is_open(l, e))
        return false;
    const struct block *b;
    const struct question *q = player_asked(l, &b);
    char next[KEY_NAME], again[KEY_NAME];
    if (q && q->done)
        return err_set(e, "this is answered; %s goes on, %s asks anew", player_key(l, "next", next),
                       player_key(l, "again", again));
    if (c->n > 0 || !q)
        return answer_give(l, c->n > 0 ? c->word[0] : "", e);
    struct str text;
    str_init(&text);
    say_awaited(l, b, &text);
    (void)err_set(e, "%s", text.data);
    str_done(&text);
    return false;
}

static bool verb_hint(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    const struct block *b;
    if (!is_open(l, e))
        return false;
    struct question *q = player_asked(l, &b);
    char next[KEY_NAME];
    if (!q || q->done)
        return err_set(e, "%s; %s goes on", q ? "this is answered" : "nothing is asked here",
                       player_key(l, "next", next));
    int hints = player_hints(b);
    if (b->directive->kind == DIRECTIVE_PREDICT && q->hints == hints)
        return err_set(e, "this is a guess: take the one that seems most likely");
    double wait = q->hint_at + HINT_SECONDS - app_time(l->app);
    if (q->hints > 0 && !q->fresh && wait > 0)
        return err_set(e, "try once more first; or the next hint comes in %.0f seconds", wait);
    q->hints++;
    q->fresh = false;
    q->hint_at = app_time(l->app);
    memcpy(&l->untouched, app_settings(l->app), sizeof l->untouched);
    progress_write(l, "hint %s %d", b->body.id, q->hints);
    if (q->hints > hints)
        player_solve(q, hints);
    l->scroll = LESSON_END;
    return true;
}

static bool verb_skip(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    const struct block *b;
    if (!is_open(l, e))
        return false;
    struct question *q = player_asked(l, &b);
    if (!q || q->done) {
        go_on(l);
        return true;
    }
    q->done = true;
    player_mark(q, LESSON_SKIPPED);
    progress_write(l, "skip %s", b->body.id);
    if (b->directive->kind == DIRECTIVE_PREDICT)
        player_reveal(l); /* what follows builds on it */
    else
        go_on(l);
    return true;
}

static bool verb_again(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    if (!is_open(l, e))
        return false;
    player_forget(l, l->step);
    progress_write(l, "again %s", l->file->step[l->step].id);
    player_enter(l, l->step, false);
    return true;
}

static bool verb_leave(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    if (!is_open(l, e))
        return false;
    char list[KEY_NAME];
    player_leave(l);
    app_note(l->app, false, "%s lists the lessons; this one goes on where you left it",
             player_key(l, "lessons", list));
    return true;
}

static bool verb_scroll(const struct call *c, struct err *e)
{
    struct lesson *l = c->ctx;
    double to = l->scroll + c->number[0];
    if (!is_open(l, e))
        return false;
    if (!(c->number[0] > -LESSON_END && c->number[0] < LESSON_END))
        return err_set(e, "scroll needs a number of lines");
    l->scroll = to < 0 ? 0 : to > LESSON_END ? LESSON_END : (int)to;
    return true;
}

const struct verb lesson_verbs[] = {
    {"lesson",
     "[NAME [STEP]]",
     "Opens a lesson, or the chosen one of the list, at the step of that name or number.",
     {ARG_LESSON, ARG_STEP},
     0,
     2,
     VERB_UNDO,
     0,
     verb_lesson},
    {"next", "", "Goes on in the lesson.", {ARG_NONE}, 0, 0, VERB_UNDO, 0, verb_next},
    {"back", "", "Goes back a step of the lesson.", {ARG_NONE}, 0, 0, VERB_UNDO, 0, verb_back},
    {"answer",
     "TEXT",
     "Answers what the lesson asks: a letter, or a number like 1/4.",
     {ARG_RAW},
     0,
     1,
     VERB_UNDO | VERB_TALK,
     0,
     verb_answer},
    {"hint",
     "",
     "Shows the next hint; the last one is the answer.",
     {ARG_NONE},
     0,
     0,
     0,
     0,
     verb_hint},
    {"skip", "", "Passes over what the lesson asks.", {ARG_NONE}, 0, 0, VERB_UNDO, 0, verb_skip},
    {"again",
     "",
     "Starts the step of the lesson over.",
     {ARG_NONE},
     0,
     0,
     VERB_UNDO,
     0,
     verb_again},
    {"leave",
     "",
     "Closes the lesson and gives your own settings back.",
     {ARG_NONE},
     0,
     0,
     VERB_UNDO,
     0,
     verb_leave},
    {"scroll",
     "LINES",
     "Scrolls the narration of the lesson.",
     {ARG_NUMBER},
     1,
     1,
     0,
     0,
     verb_scroll},
};
const int lesson_verb_count = sizeof lesson_verbs / sizeof lesson_verbs[0];
