/* Every shipped lesson, played to its end: answering right, answering wrong, skipping, with hints,
 * back and forth, with undo; and taken up again from its log after every event. */
#include "world.h"

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
        assert_true(shows(w, LESSON_HINT));
        assert_false(shows(w, LESSON_RIGHT));
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

static void skip_without_praise(struct world *w)
{
    skip_it(w);
    assert_false(shows(w, LESSON_RIGHT)); /* nothing was said that could be right */
}

static void play_skip(struct world *w, int i)
{
    open_lesson(w, i);
    (void)play(w, skip_without_praise);
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
        walked[step].names.book = app_settings(other.app)->names.book; /* each app has its own */
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

/* ---- what is said stays true when the learner turns knobs ---- */

static bool panel_says(const struct world *w, const char *what)
{
    struct str text;
    str_init(&text);
    panel(w, &text);
    bool says = strstr(text.data, what) != NULL;
    str_done(&text);
    return says;
}

static void true_at_any_depth(void **state)
{
    (void)state;
    struct world w = {0};
    begin(&w, "");
    assert_true(run(&w, "lesson vanishing-gradients ten; answer c"));
    assert_true(panel_says(&w, "9.54e-07")); /* ten quarters, as the sentence says */
    assert_true(run(&w, "set flow.layers 11"));
    assert_true(panel_says(&w, "9.54e-07"));
    assert_true(run(&w, "lesson vanishing-gradients real; answer c"));
    assert_true(panel_says(&w, "19\4 steps"));
    assert_true(run(&w, "set flow.layers 31"));
    assert_true(panel_says(&w, "30\4 steps"));
    assert_true(run(&w, "lesson vanishing-gradients relu; answer b; set flow.layers 12"));
    assert_true(panel_says(&w, "0.00138"));
    assert_false(panel_says(&w, "..."));
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
        cmocka_unit_test(true_at_any_depth),
        cmocka_unit_test(resuming),
        cmocka_unit_test(damaged_logs),
        cmocka_unit_test(full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
