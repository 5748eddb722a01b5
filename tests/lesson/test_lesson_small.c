/* What lessons do in detail, on small ones: answers, hints, goals, values, keys, names, refusals.
 */
#include "world.h"

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

static void expect_refusal(struct world *w, const char *line, const char *says)
{
    struct err e = {0};
    assert_false(app_run(w->app, line, &e));
    if (!strstr(e.text, says))
        fail_msg("%s said \"%s\"", line, e.text);
    assert_int_equal(e.col, 0);
}

/* What is wrong with an answer is said as to a learner: no commands, no places. */
static void answers_are_refused_in_words(void **state)
{
    (void)state;
    struct world w = {0};
    bool is_error;
    start_text(&w, HEAD "## S {#s}\n```ask {#n}\nHow much?\nnumber: 0.25\nhint: No.\n```\n"
                        "```ask {#m}\nWhich?\n(x) a\n( ) b\nhint: No.\n```\n");
    assert_true(lesson_awaits(w.l));
    expect_refusal(&w, "answer", "a number is asked for: type it; h gives a hint, k passes over");
    expect_refusal(&w, "answer abc", "abc is no number; one like 0.5");
    expect_refusal(&w, "answer 0,25", "0,25 is no number; one like 0.5");
    expect_refusal(&w, "back", "o starts it over, Esc closes");
    answer(&w, "0.25");
    assert_false(lesson_awaits(w.l));
    expect_refusal(&w, "answer 1", "Enter goes on, o asks anew");
    assert_true(run(&w, "next; next"));
    assert_string_equal(app_note_text(w.app, &is_error),
                        "a letter is asked for: press it; h gives a hint, k passes over it");
    assert_true(run(&w, "bind lesson:h say; bind lesson:H hint"));
    expect_refusal(&w, "answer ", "a letter is asked for: press it; H gives");
    expect_refusal(&w, "answer x", "choose from a to b");
    end(&w);
}

static void steps_go_by_number_too(void **state)
{
    (void)state;
    static const char *const no[] = {"0", "9", "99999999999999999999", "-1", "3x"};
    struct world w = {0};
    begin(&w, "");
    assert_true(run(&w, "lesson vanishing-gradients 3"));
    assert_int_equal(lesson_step(w.l), 2);
    assert_true(run(&w, "lesson vanishing-gradients 8"));
    assert_int_equal(lesson_step(w.l), 7);
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        char line[64];
        struct err e = {0};
        (void)snprintf(line, sizeof line, "lesson vanishing-gradients %s", no[i]);
        assert_false(app_run(w.app, line, &e));
        assert_non_null(strstr(e.text, "1 to 8"));
    }
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_read),
        cmocka_unit_test(looking_is_no_try),
        cmocka_unit_test(hints_come_with_time_or_tries),
        cmocka_unit_test(task_signs),
        cmocka_unit_test(values_stay),
        cmocka_unit_test(live_results),
        cmocka_unit_test(keys),
        cmocka_unit_test(names_that_can_be_read),
        cmocka_unit_test(refusals),
        cmocka_unit_test(answers_are_refused_in_words),
        cmocka_unit_test(steps_go_by_number_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
