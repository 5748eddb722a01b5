/* Every shipped lesson, played to its end: answering right, answering wrong, skipping, with hints,
 * back and forth, with undo; and taken up again from its log after every event. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"

static const char folder[] = "lessons/en";

/* ---- a world in memory: files are real, the log is a string ---- */

struct world {
    struct app *app;
    struct lesson *l;
    struct str log;
    bool full;          /* the disk: nothing more is written */
    const char *lesson; /* text given instead of the files, or NULL */
};

static bool read_file(void *ctx, const char *path, size_t max, struct str *out, struct err *e)
{
    const struct world *w = ctx;
    if (w->lesson) {
        str_add(out, w->lesson);
        return true;
    }
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(e, "cannot read %s", path);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, file)) > 0 && out->len <= max)
        str_add_n(out, part, n);
    (void)fclose(file);
    return true;
}

static int is_lesson(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return n > 3 && str_is(entry->d_name + n - 3, ".md");
}

static void find_lessons(void *ctx, void (*each)(void *arg, const char *path), void *arg)
{
    const struct world *w = ctx;
    struct dirent **entries;
    if (w->lesson) {
        each(arg, "memory.md");
        return;
    }
    int n = scandir(folder, &entries, is_lesson, alphasort);
    for (int i = 0; i < n; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        each(arg, path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static bool append(void *ctx, const char *name, const char *line, struct err *e)
{
    struct world *w = ctx;
    assert_true(*name);
    if (w->full)
        return err_set(e, "no space left");
    assert_null(strchr(line, '\n'));
    str_addf(&w->log, "%s\n", line);
    return true;
}

static bool read_log(void *ctx, const char *name, struct str *out)
{
    const struct world *w = ctx;
    (void)name;
    str_add_n(out, w->log.data, w->log.len);
    return w->log.len > 0;
}

static void begin(struct world *w, const char *log)
{
    const struct app_host host = {.ctx = w,
                                  .read = read_file,
                                  .lessons = find_lessons,
                                  .log_append = append,
                                  .log_read = read_log};
    struct err e = {0};
    str_init(&w->log);
    str_add(&w->log, log);
    w->app = app_new(&host, kernel_choose(NULL, &e));
    w->l = lesson_new(w->app);
    (void)player_catalog(w->l);
}

static void end(struct world *w)
{
    lesson_free(w->l);
    app_free(w->app);
    str_done(&w->log);
}

static bool run(struct world *w, const char *line)
{
    struct err e = {0};
    bool fine = app_run(w->app, line, &e);
    assert_true(fine == !e.text[0]);
    return fine;
}

static void open_lesson(struct world *w, int i)
{
    char line[128];
    const struct lesson_entry *entry = lesson_entry(w->l, i);
    assert_null(entry->problem);
    (void)snprintf(line, sizeof line, "lesson %s", entry->id);
    assert_true(run(w, line));
    assert_true(lesson_is_open(w->l));
}

static bool shows(const struct world *w, enum lesson_block_kind kind)
{
    for (int i = 0; i < lesson_blocks(w->l); i++)
        if (lesson_block(w->l, i)->kind == kind)
            return true;
    return false;
}

/* What stands in the panel, as one string. */
static void panel(const struct world *w, struct str *out)
{
    for (int i = 0; i < lesson_blocks(w->l); i++) {
        const struct lesson_block *b = lesson_block(w->l, i);
        str_addf(out, "%d %s|%s|%s|%d\n", (int)b->kind, b->text, b->label ? b->label : "",
                 b->measure ? b->measure : "", b->chosen);
        for (const char *p = b->text; *p; p++)
            assert_true((unsigned char)*p >= 0x20 || (*p >= 1 && *p <= 4) || *p == '\n');
    }
    assert_int_equal(lesson_block(w->l, lesson_blocks(w->l) - 1)->kind, LESSON_MORE);
}

/* ---- answering ---- */

static void answer(struct world *w, const char *text)
{
    char line[256];
    (void)snprintf(line, sizeof line, "answer %s", text);
    assert_true(run(w, line));
}

static void do_solution(struct world *w, const struct block *b)
{
    const struct entry *line;
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_SOLUTION, i)) != NULL; i++)
        assert_true(run(w, line->value));
}

/* The right answer of a guess at a number is known only after it: then any is given. */
static void answer_well(struct world *w)
{
    const struct block *b;
    struct question *q = player_asked(w->l, &b);
    struct str text;
    if (b->directive->kind == DIRECTIVE_TASK) {
        do_solution(w, b);
        assert_true(q->right && q->done);
        return;
    }
    str_init(&text);
    answer_right(w->l, b, &text);
    answer(w, text.data);
    str_done(&text);
    assert_true(q->done);
    assert_true(q->right || judge_is_number(&b->body));
}

static void wrong_answer(const struct block *b, char out[2])
{
    unsigned right = answer_right_options(b);
    (void)str_copy(out, 2, judge_is_number(&b->body) ? "7" : right & 1 ? "b" : "a");
}

/* Plays to the end; `each` deals with every open question. Returns how many there were. */
static int play(struct world *w, void (*each)(struct world *w))
{
    int questions = 0, turns = 0;
    double finished = 0;
    while (finished == 0) {
        const struct question *q = player_asked(w->l, NULL);
        if (q && !q->done) {
            int step = lesson_step(w->l);
            assert_true(run(w, "next")); /* says what is awaited, and stays */
            assert_int_equal(lesson_step(w->l), step);
            assert_ptr_equal(player_asked(w->l, NULL), q);
            questions++;
            each(w);
        }
        if (lesson_is_open(w->l) && !(player_asked(w->l, NULL) && !player_asked(w->l, NULL)->done))
            assert_true(run(w, "next"));
        struct str text;
        str_init(&text);
        panel(w, &text);
        str_done(&text);
        assert_true(app_get(w->app, "lesson.finished", &finished, NULL));
        assert_true(turns++ < 1000);
    }
    return questions;
}

static void for_each_lesson(void (*each)(struct world *w, int i))
{
    struct world first = {0};
    begin(&first, "");
    int n = lesson_count(first.l);
    end(&first);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        struct world w = {0};
        begin(&w, "");
        each(&w, i);
        end(&w);
    }
}

/* ---- right ---- */

static void play_right(struct world *w, int i)
{
    struct settings before;
    assert_true(run(w, "plot elu:alpha=0.7 tanh range=-2:2; set flow.layers 33"));
    memcpy(&before, app_settings(w->app), sizeof before);
    open_lesson(w, i);
    assert_int_equal(lesson_entry(w->l, i)->state, LESSON_STARTED);
    int questions = play(w, answer_well);
    double asked, solved;
    assert_true(app_get(w->app, "lesson.questions", &asked, NULL));
    assert_true(app_get(w->app, "lesson.solved", &solved, NULL));
    assert_int_equal(questions, (int)asked);
    for (int k = 0; k < lesson_steps(w->l); k++) {
        enum lesson_mark mark = lesson_step_mark(w->l, k);
        assert_true(mark == LESSON_SOLVED || mark == LESSON_SEEN || mark == LESSON_SHOWN);
    }
    assert_int_equal(lesson_entry(w->l, i)->state, LESSON_FINISHED);
    assert_true(run(w, "next")); /* closes it */
    assert_false(lesson_is_open(w->l));
    assert_int_equal(lesson_blocks(w->l), 0);
    assert_memory_equal(&before, app_settings(w->app), sizeof before);
}

static void right(void **state)
{
    (void)state;
    for_each_lesson(play_right);
}

/* ---- wrong, with hints to the last ---- */

static void answer_badly(struct world *w)
{
    const struct block *b;
    struct question *q = player_asked(w->l, &b);
    char text[2];
    assert_false(run(w, "answer"));    /* nothing */
    assert_false(run(w, "answer ?!")); /* no answer at all: nothing is counted */
    assert_int_equal(q->tries, 0);
    if (b->directive->kind == DIRECTIVE_TASK) {
        while (!q->done) {
            q->fresh = true;
            assert_true(run(w, "hint"));
        }
        assert_int_equal(q->hints, player_hints(b) + 1);
        assert_int_equal(q->mark, LESSON_SHOWN);
        return;
    }
    wrong_answer(b, text);
    answer(w, text);
    assert_int_equal(q->tries, 1);
    assert_false(q->right);
    assert_true(shows(w, LESSON_NOT_YET));
    if (b->directive->kind == DIRECTIVE_PREDICT) {
        assert_true(q->done); /* guessed once; the truth stands beside it */
        assert_true(shows(w, LESSON_RIGHT));
        assert_int_equal(q->mark, LESSON_SHOWN);
        return;
    }
    assert_false(q->done);
    assert_int_equal(q->mark, LESSON_TRIED);
    for (int k = 0; k <= player_hints(b); k++) {
        assert_true(run(w, "hint"));
        assert_true(shows(w, LESSON_HINT));
        if (q->done)
            break;
        assert_false(run(w, "hint")); /* the next one after a new try */
        answer(w, text);
    }
    assert_true(q->done);
    assert_int_equal(q->mark, LESSON_SHOWN);
}

static void play_wrong(struct world *w, int i)
{
    open_lesson(w, i);
    (void)play(w, answer_badly);
    for (int k = 0; k < lesson_steps(w->l); k++)
        assert_int_not_equal(lesson_step_mark(w->l, k), LESSON_SOLVED);
}

static void wrong(void **state)
{
    (void)state;
    for_each_lesson(play_wrong);
}

/* ---- one hint, then right ---- */

static void answer_with_hint(struct world *w)
{
    const struct block *b;
    struct question *q = player_asked(w->l, &b);
    bool hinted = player_hints(b) > 0;
    assert_true(run(w, "hint") == hinted);
    answer_well(w);
    if (hinted)
        assert_int_equal(q->mark, LESSON_SOLVED_WITH_HINTS);
}

static void play_hints(struct world *w, int i)
{
    open_lesson(w, i);
    (void)play(w, answer_with_hint);
}

static void hints(void **state)
{
    (void)state;
    for_each_lesson(play_hints);
}

/* ---- skipping ---- */

static void skip_it(struct world *w)
{
    struct question *q = player_asked(w->l, NULL);
    assert_true(run(w, "skip"));
    assert_true(q->done);
    assert_int_equal(q->mark, LESSON_SKIPPED);
}

static void play_skip(struct world *w, int i)
{
    open_lesson(w, i);
    (void)play(w, skip_it);
    double solved;
    assert_true(app_get(w->app, "lesson.solved", &solved, NULL));
    assert_int_equal((int)solved, 0); /* skipped is not solved */
}

static void skipping(void **state)
{
    (void)state;
    for_each_lesson(play_skip);
}

/* ---- entering a step any way gives the same state ---- */

static void play_entries(struct world *w, int i)
{
    open_lesson(w, i);
    int n = lesson_steps(w->l);
    struct settings *walked = mem_new((size_t)n, sizeof *walked);
    double finished = 0;
    int step = -1;
    while (finished == 0) {
        if (lesson_step(w->l) != step) {
            step = lesson_step(w->l);
            memcpy(&walked[step], app_settings(w->app), sizeof *walked);
        }
        assert_true(run(w, "plot softplus range=-1:1; set seed 77")); /* the learner plays about */
        assert_true(run(w, "skip"));
        (void)app_get(w->app, "lesson.finished", &finished, NULL);
    }
    for (step = n - 1; step >= 0; step--) {
        char line[128];
        struct world other = {0};
        begin(&other, "");
        (void)snprintf(line, sizeof line, "lesson %s %s", lesson_entry(w->l, i)->id,
                       w->l->file->step[step].id);
        assert_true(run(&other, line));
        assert_int_equal(lesson_step(other.l), step);
        assert_memory_equal(&walked[step], app_settings(other.app), sizeof *walked);
        end(&other);
    }
    mem_free(walked);
}

static void entries(void **state)
{
    (void)state;
    for_each_lesson(play_entries);
}

/* ---- back, again, undo ---- */

static void answer_and_wander(struct world *w)
{
    struct settings before;
    int step = lesson_step(w->l);
    if (step > 0) {
        assert_true(run(w, "back"));
        assert_int_equal(lesson_step(w->l), step - 1);
        while (lesson_step(w->l) < step)
            assert_true(run(w, "next")); /* nothing has to be answered again */
    } else {
        assert_false(run(w, "back"));
    }
    if (w->l->steps[step].passed == 0) { /* else its first question would be asked for ever */
        assert_true(run(w, "again"));
        assert_int_equal(lesson_step(w->l), step);
    }
    while (!player_asked(w->l, NULL) || player_asked(w->l, NULL)->done)
        assert_true(run(w, "next"));
    memcpy(&before, app_settings(w->app), sizeof before);
    assert_true(run(w, "plot sigmoid tanh relu; set range -3:3"));
    assert_true(run(w, "undo; undo"));
    assert_int_equal(lesson_step(w->l), step);
    assert_memory_equal(before.plot.range, app_settings(w->app)->plot.range,
                        sizeof before.plot.range);
    answer_well(w);
}

static void play_wander(struct world *w, int i)
{
    open_lesson(w, i);
    (void)play(w, answer_and_wander);
}

static void wandering(void **state)
{
    (void)state;
    for_each_lesson(play_wander);
}

/* Undo brings back the step that was left, redo goes on again; undo over the opening closes. */
static void undo_moves_the_lesson(void **state)
{
    (void)state;
    struct world w = {0};
    begin(&w, "");
    struct settings before;
    memcpy(&before, app_settings(w.app), sizeof before);
    open_lesson(&w, 0);
    while (lesson_step(w.l) == 0)
        assert_true(run(&w, "skip"));
    struct settings second;
    memcpy(&second, app_settings(w.app), sizeof second);
    while (lesson_step(w.l) == 1)
        assert_true(run(&w, "skip"));
    assert_true(run(&w, "lesson vanishing-gradients weights; set weight 3.5; next; back"));
    assert_int_equal(lesson_step(w.l), 1);
    assert_true(run(&w, "undo"));
    assert_int_equal(lesson_step(w.l), 2);
    double weight;
    assert_true(app_get(w.app, "flow.weight", &weight, NULL));
    assert_true(weight == 3.5);
    assert_true(run(&w, "redo"));
    assert_int_equal(lesson_step(w.l), 1);
    for (int i = 0; i < 100 && lesson_is_open(w.l); i++)
        (void)app_run(w.app, "undo", NULL);
    assert_false(lesson_is_open(w.l));
    end(&w);
}

/* ---- the log ---- */

/* Is the lesson, opened from this log, where the other one is? */
static void expect_same(const struct world *w, const char *log, int i)
{
    struct world again = {.lesson = w->lesson};
    struct str here, there;
    begin(&again, log);
    open_lesson(&again, i);
    assert_int_equal(lesson_step(again.l), lesson_step(w->l));
    for (int k = 0; k < lesson_steps(w->l); k++)
        assert_int_equal(lesson_step_mark(again.l, k), lesson_step_mark(w->l, k));
    const struct block *b = NULL;
    const struct question *q = player_asked(w->l, &b);
    str_init(&here);
    str_init(&there);
    panel(w, &here);
    panel(&again, &there);
    bool by_hand = q && b->directive->kind == DIRECTIVE_TASK; /* what was turned is not kept */
    if (!by_hand)
        assert_string_equal(here.data, there.data);
    str_done(&here);
    str_done(&there);
    end(&again);
}

static int resumed_lesson;

static void answer_and_resume(struct world *w)
{
    const struct block *b;
    struct question *q = player_asked(w->l, &b);
    char text[2];
    expect_same(w, w->log.data, resumed_lesson);
    if (b->directive->kind == DIRECTIVE_ASK) {
        wrong_answer(b, text);
        answer(w, text);
        expect_same(w, w->log.data, resumed_lesson);
        assert_true(run(w, "hint"));
        expect_same(w, w->log.data, resumed_lesson);
    }
    answer_well(w);
    assert_true(q->done);
    expect_same(w, w->log.data, resumed_lesson);
}

static void play_resume(struct world *w, int i)
{
    resumed_lesson = i;
    open_lesson(w, i);
    (void)play(w, answer_and_resume);
    /* A finished lesson begins anew, and is known as finished. */
    struct world again = {0};
    begin(&again, w->log.data);
    assert_int_equal(lesson_entry(again.l, i)->state, LESSON_FINISHED);
    open_lesson(&again, i);
    assert_int_equal(lesson_step(again.l), 0);
    assert_false(player_asked(again.l, NULL) && player_asked(again.l, NULL)->done);
    end(&again);
}

static void resuming(void **state)
{
    (void)state;
    for_each_lesson(play_resume);
}

/* A log cut anywhere, or with anything in it, is taken up as far as it makes sense. */
static void damaged_logs(void **state)
{
    (void)state;
    struct world w = {0};
    begin(&w, "");
    open_lesson(&w, 0);
    (void)play(&w, answer_well);
    for (size_t cut = 0; cut <= w.log.len; cut += 7) {
        struct world again = {0};
        char *part = mem_copy(w.log.data);
        part[cut] = '\0';
        begin(&again, part);
        open_lesson(&again, 0);
        end(&again);
        mem_free(part);
    }
    static const char *const odd[] = {
        "step\n",
        "step nowhere\n",
        "more one-slope -5\n",
        "more one-slope 99999999\n",
        "right\n",
        "right max-slope\n",
        "wrong max-slope\n",
        "wrong max-slope 77 x\n",
        "hint max-slope 99999\n",
        "hint max-slope -3\n",
        "did keep-sigmoid 64\n",
        "\n\n \n",
        "right depth-ten zz\n",
        "done one-slope\n",
        "begin\nstep relu\nright max-slope 0.25",
    };
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct world again = {0};
        begin(&again, odd[i]);
        open_lesson(&again, 0);
        (void)play(&again, skip_it);
        end(&again);
    }
    end(&w);
}

/* Without a log, and on a full disk, a lesson is played all the same; it is said once. */
static void full_disk(void **state)
{
    (void)state;
    struct world w = {.full = true};
    begin(&w, "");
    open_lesson(&w, 0);
    bool is_error;
    assert_non_null(strstr(app_note_text(w.app, &is_error), "not being saved"));
    (void)play(&w, skip_it);
    end(&w);
}

/* ---- small things ---- */

#define HEAD "---\nactviz-lesson: 1\nid: small\ntitle: Small\n---\n"

static void start_text(struct world *w, const char *text)
{
    w->lesson = text;
    begin(w, "");
    open_lesson(w, 0);
}

static void answers_are_read(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```ask {#n}\nHow much?\nnumber: =0.25^10\nunit: volt\n"
                        "wrong: 0.25 => One.\nhint: No.\n```\n```ask {#m}\nWhich?\n[x] a\n[ ] b\n"
                        "[x] c\nhint: No.\n```\n");
    assert_false(run(&w, "answer"));
    assert_false(run(&w, "answer x"));
    assert_false(run(&w, "answer cursor")); /* only constants */
    answer(&w, "1/4");
    assert_string_equal(lesson_block(w.l, 2)->text, "Your answer: 1/4 = 0.25 volt");
    assert_string_equal(lesson_block(w.l, 3)->text, "One.");
    answer(&w, "0.25^10 * 1.019");
    assert_true(shows(&w, LESSON_RIGHT));
    assert_false(run(&w, "answer 1")); /* it is answered */
    assert_true(run(&w, "next"));
    assert_false(run(&w, "answer d"));
    answer(&w, "a b");
    assert_true(shows(&w, LESSON_NOT_YET));
    answer(&w, "1, C");
    assert_true(player_asked(w.l, NULL)->right);
    end(&w);
}

/* The animation moves by itself: that is no try. */
static void looking_is_no_try(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```run\nflow sigmoid relu layers=20 width=4 batch=4\n```\n"
                        "```task {#t}\nMake it shallow.\ngoal: flow.layers < 10 => Shallow\n"
                        "hint: One.\nhint: Two.\nsolution: set flow.layers 5\n```\n");
    assert_true(run(&w, "play"));
    for (int i = 0; i < 30; i++)
        (void)app_tick(w.app, 0.1, 0.01);
    assert_true(run(&w, "pause; help; flow"));
    assert_int_equal(player_asked(w.l, NULL)->mark, LESSON_SEEN);
    assert_true(run(&w, "hint"));
    assert_false(run(&w, "hint"));
    assert_true(run(&w, "set flow.layers 12"));
    assert_int_equal(player_asked(w.l, NULL)->mark, LESSON_TRIED);
    end(&w);
}

static void hints_come_with_time_or_tries(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```task {#t}\nMove.\ngoal: cursor > 2 => Right\n"
                        "hint: One.\nhint: Two.\nsolution: cursor 3\n```\n");
    assert_true(run(&w, "hint"));
    assert_false(run(&w, "hint"));
    assert_true(run(&w, "cursor 1")); /* a try */
    assert_int_equal(player_asked(w.l, NULL)->mark, LESSON_TRIED);
    assert_true(run(&w, "hint"));
    (void)app_tick(w.app, 19, 0);
    assert_false(run(&w, "hint"));
    (void)app_tick(w.app, 2, 0);
    assert_true(run(&w, "hint"));
    assert_int_equal(player_asked(w.l, NULL)->mark, LESSON_SHOWN);
    end(&w);
}

/* Signs and measures of a task; unknown is neither done nor to do, and `not` does not turn it. */
static void task_signs(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```run\nplot relu\ncursor 0\n```\n```task {#t}\nDo.\n"
                        "did: cursor > 5 => Far\ngoal: cursor > 2 and cursor < 4 => Between\n"
                        "goal: not flow.elu.total > 0 => Unknown\navoid: cursor < -1 => Left!\n"
                        "when: cursor > 8 => Too far.\nhint: x\nsolution: cursor 3\n```\n");
    const struct lesson_block *did = lesson_block(w.l, 2), *goal = lesson_block(w.l, 3);
    assert_string_equal(did->label, "[ ]");
    assert_string_equal(goal->label, "[ ]");
    assert_string_equal(goal->measure, "0  want > 2");
    assert_string_equal(lesson_block(w.l, 4)->label, "[?]");
    assert_true(run(&w, "cursor 9"));
    assert_string_equal(lesson_block(w.l, 2)->label, "[x]");
    assert_string_equal(lesson_block(w.l, 3)->measure, "9  want < 4");
    assert_string_equal(lesson_block(w.l, 5)->text, "Too far.");
    assert_true(run(&w, "cursor 3"));
    assert_string_equal(lesson_block(w.l, 2)->label, "[x]"); /* once and for all */
    assert_string_equal(lesson_block(w.l, 3)->label, "[x]");
    assert_string_equal(lesson_block(w.l, 4)->label, "[?]");
    assert_false(player_asked(w.l, NULL)->done);
    assert_true(run(&w, "cursor -2"));
    assert_string_equal(lesson_block(w.l, 5)->text, "Left!");
    end(&w);
}

/* What stands behind a stop keeps the values it was read with. */
static void values_stay(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```run\ncursor 1\n```\nAt `=cursor`.\n\n---\n\n"
                        "Now `=cursor`.\n");
    assert_string_equal(lesson_block(w.l, 1)->text, "At \0031\4.");
    assert_true(run(&w, "cursor 2"));
    assert_string_equal(lesson_block(w.l, 1)->text, "At \0032\4.");
    assert_true(run(&w, "next"));
    assert_true(run(&w, "cursor 3"));
    assert_string_equal(lesson_block(w.l, 1)->text, "At \0032\4.");
    assert_string_equal(lesson_block(w.l, 2)->text, "Now \0033\4.");
    assert_true(run(&w, "again"));
    assert_string_equal(lesson_block(w.l, 1)->text, "At \0031\4.");
    end(&w);
}

static void settle_in_frames(struct world *w)
{
    double done = 0;
    for (int frame = 0; frame < 1000 && done == 0; frame++) {
        (void)app_tick(w->app, 1.0 / 60, 0.001);
        assert_true(app_get(w->app, "flow.done", &done, NULL));
    }
    assert_true(done == 1);
}

/* On a live screen results come in frames: until then a goal is unknown and a value is open. */
static void live_results(void **state)
{
    (void)state;
    struct world w = {.lesson =
                          HEAD "## S {#s}\n```run\nflow relu layers=40 width=128 init=he\n```\n"
                               "It is `=flow.relu.ratio`.\n\n```task {#t}\nDo.\n"
                               "goal: flow.relu.ratio < 1e-4 => Little\nhint: x\n"
                               "solution: set flow.init xavier\n```\n"};
    begin(&w, "");
    end(&w);
    const struct app_host host = {
        .ctx = &w, .live = true, .read = read_file, .lessons = find_lessons};
    struct err e = {0};
    w.app = app_new(&host, kernel_choose(NULL, &e));
    w.l = lesson_new(w.app);
    assert_true(run(&w, "lesson small"));
    assert_string_equal(lesson_block(w.l, 1)->text, "It is \003...\4.");
    assert_string_equal(lesson_block(w.l, 3)->label, "[?]");
    settle_in_frames(&w);
    assert_null(strstr(lesson_block(w.l, 1)->text, "..."));
    assert_string_equal(lesson_block(w.l, 3)->label, "[ ]");
    assert_true(run(&w, "set init xavier"));
    assert_string_equal(lesson_block(w.l, 3)->label, "[?]");
    settle_in_frames(&w);
    assert_string_equal(lesson_block(w.l, 3)->label, "[x]");
    assert_true(shows(&w, LESSON_RIGHT));
    assert_true(run(&w, "next; next"));
    assert_false(lesson_is_open(w.l));
    lesson_free(w.l);
    app_free(w.app);
}

static void press(struct world *w, const char *name)
{
    struct key key;
    struct err e = {0};
    assert_true(key_parse(name, &key));
    assert_true(app_key(w->app, &key, &e));
}

/* The default keys, by what is asked; on the other screens they mean what they mean there. */
static void keys(void **state)
{
    (void)state;
    struct world w = {0};
    start_text(&w, HEAD "## S {#s}\n```ask {#c}\nWhich?\n( ) a => No.\n(x) b\nhint: x\n```\n"
                        "```ask {#n}\nHow much?\nnumber: 5\nhint: x\n```\n");
    press(&w, "a");
    assert_true(shows(&w, LESSON_NOT_YET));
    press(&w, "b");
    assert_true(shows(&w, LESSON_RIGHT));
    press(&w, "Enter");
    (void)app_take_effects(w.app);
    press(&w, "5");
    assert_true(app_take_effects(w.app) & EFFECT_PROMPT);
    assert_string_equal(app_prompt_text(w.app), "answer 5");
    press(&w, "?");
    press(&w, "Esc"); /* leaves the help, not the lesson */
    assert_true(lesson_is_open(w.l));
    answer(&w, "5");
    press(&w, "Enter");
    press(&w, "Backspace");
    press(&w, "Enter");
    press(&w, "Enter");
    assert_false(lesson_is_open(w.l));
    end(&w);
}

static void names_that_can_be_read(void **state)
{
    (void)state;
    struct world w = {0};
    struct err e = {0};
    double v;
    begin(&w, "");
    assert_true(app_get(w.app, "lesson.open", &v, NULL) && v == 0);
    open_lesson(&w, 0);
    assert_true(app_get(w.app, "lesson.step + 0*lesson.steps", &v, NULL) && v == 1);
    assert_false(app_get(w.app, "lesson.stepp", &v, &e));
    assert_non_null(strstr(e.text, "lesson.step"));
    end(&w);
}

static void refusals(void **state)
{
    (void)state;
    static const char *const verbs[] = {"next", "back",  "answer 1", "hint",
                                        "skip", "again", "leave"};
    struct world w = {0};
    struct err e = {0};
    begin(&w, "");
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        assert_false(app_run(w.app, verbs[i], &e));
        assert_non_null(strstr(e.text, "no lesson is open"));
    }
    assert_false(app_run(w.app, "lesson vanishing-gradient", &e));
    assert_non_null(strstr(e.text, "did you mean vanishing-gradients?"));
    assert_false(app_run(w.app, "lesson vanishing-gradients reluu", &e));
    assert_non_null(strstr(e.text, "did you mean relu?"));
    assert_false(lesson_is_open(w.l));
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right),
        cmocka_unit_test(wrong),
        cmocka_unit_test(hints),
        cmocka_unit_test(skipping),
        cmocka_unit_test(entries),
        cmocka_unit_test(wandering),
        cmocka_unit_test(undo_moves_the_lesson),
        cmocka_unit_test(resuming),
        cmocka_unit_test(damaged_logs),
        cmocka_unit_test(full_disk),
        cmocka_unit_test(answers_are_read),
        cmocka_unit_test(looking_is_no_try),
        cmocka_unit_test(hints_come_with_time_or_tries),
        cmocka_unit_test(task_signs),
        cmocka_unit_test(values_stay),
        cmocka_unit_test(live_results),
        cmocka_unit_test(keys),
        cmocka_unit_test(names_that_can_be_read),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
