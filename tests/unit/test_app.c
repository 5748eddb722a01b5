#include "app_world.h"

#include <math.h>

static void bad_commands_name_the_place_and_the_way_out(void **state)
{
    static const struct {
        const char *line, *says;
        int col;
    } cases[] = {
        {"plto relu", "did you mean plot?", 1},
        {"relu", "plot relu", 1},
        {"plot sigmoid rellu", "relu", 0},
        {"plot elu:beta=3", "beta", 6},
        {"set", "set needs NAME VALUE", 1},
        {"set layers", "set needs NAME VALUE", 5},
        {"set layers 0", "from 1 to 10000", 0},
        {"set lyers 3", "did you mean layers?", 0},
        {"flow layers=0", "from 1 to 10000", 13},
        {"flow layrs=3", "did you mean layers?", 6},
        {"flow layers=2+", "", 15},
        {"plot; flow layers=0", "from 1", 19},
        {"quit now", "takes nothing", 6},
        {"q", "the key q does: quit", 1},
        {":q", "the key q does: quit", 1},
        {":PLOT gelu", "did you mean plot?", 1},
        {"cursor 1 2", "only X", 10},
        {"get", "get needs EXPR", 1},
        {"get sigmoid(", "", 13},
        {"get nosuch + 1", "nosuch", 5},
        {"set gain 1+foo", "foo", 12},
        {"get flow.relu.gard[1]", "did you mean grad", 5},
        {"get flow.relu.grad", "[1]", 5},
        {"get flow.relu.ratio[1]", "leave out", 5},
        {"get f", "f(x)", 5},
        {"bind Entr plot", "did you mean Enter?", 6},
        {"help nonsense", "functions", 6},
        {"zoom 0", "from 1e-6", 6},
        {"undo", "nothing to undo", 0},
        {"flow relu relu relu relu relu", "at most 4", 26},
        {"get flow.sigmod.ratio", "did you mean sigmoid?", 5},
        {"flow layers=", "needs a value", 6},
        {"source x", "no files", 8},
        {"flow width=4096 layers=10000", "GB", 0},
        {"focus gelu", "sigmoid relu", 7},
        {"close", "not open", 0},
    };
    struct app *app = *state;
    struct settings before = *app_settings(app);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct err e = {0};
        assert_false(app_run(app, cases[i].line, &e));
        if (!e.text[0] || !strstr(e.text, cases[i].says))
            fail_msg("%s said \"%s\"", cases[i].line, e.text);
        if (cases[i].col && e.col != cases[i].col)
            fail_msg("%s said column %d: %s", cases[i].line, e.col, e.text);
        /* Whole or not at all: nothing of a refused command stays. */
        assert_memory_equal(&before.flow.acts, &app_settings(app)->flow.acts,
                            sizeof before.flow.acts);
        assert_int_equal(app_settings(app)->flow.layers, 20);
    }
}

static void values_are_expressions(void **state)
{
    struct app *app = *state;
    run(app, "plot sigmoid elu; focus elu; set alpha 1");
    run(app, "set alpha alpha+0.05");
    assert_true(fabs(get(app, "alpha") - 1.05) < 1e-12);
    run(app, "set alpha=2*1.5");
    assert_true(get(app, "alpha") == 3);
    run(app, "set range -1:1; cursor range.hi/2");
    assert_true(get(app, "cursor") == 0.5);
    assert_true(get(app, "range.lo") == -1);
    assert_true(get(app, "f(0-1)") == get(app, "elu(-1, 3)"));
    assert_true(get(app, "f'(2)") == 1);
    assert_true(get(app, "sigmoid'(0)") == 0.25);
}

static void choices_are_read_by_name(void **state)
{
    struct app *app = *state;
    assert_true(get(app, "flow.init.he") == 1);
    assert_true(get(app, "flow.init.xavier") == 0);
    run(app, "set flow.init xavier");
    assert_true(get(app, "flow.init.xavier") == 1);
    assert_true(get(app, "screen.plot") == 1);
}

static void options_of_words_answer_in_words(void **state)
{
    struct app *app = *state;
    run(app, "get flow.init");
    assert_string_equal(app_note_text(app, NULL), "flow.init = he");
    run(app, "get range");
    assert_string_equal(app_note_text(app, NULL), "range = -6:6");
    run(app, "set cursor 2");
    assert_int_equal(app_settings(app)->plot.cursor_on, 1);
}

static void stacks_answer(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid relu elu elu:alpha=0.5 layers=5 width=16 batch=8");
    assert_true(get(app, "flow.sigmoid.ratio") < 0.1);
    assert_true(get(app, "flow.sigmoid.grad[1] / flow.sigmoid.grad[-1] - flow.sigmoid.ratio") <
                1e-12);
    assert_true(get(app, "flow.sigmoid.grad_rms[5]") == get(app, "flow.sigmoid.grad[-1]"));
    assert_true(get(app, "flow.elu.ratio != flow.elu#2.ratio") == 1);
    refuse_get(app, "flow.relu.grad[6]", "layers are 1 to 5, or -1 to -5");
    refuse_get(app, "flow.relu.grad[0]", "no layer 0");
    refuse_get(app, "flow.relu.grad[1.5]", "no layer 1.5");
    refuse_get(app, "flow.tanh.ratio", "no stack of tanh; those of the flow screen are of sigmoid");
    assert_true(isnan(get(app, "flow.relu.grad[nan]")));
    assert_true(get(app, "flow.relu.grad[6] > 0 or flow.layers == 5") == 1);
    assert_false(app_has(app, "flow.relu.grad[6] > 0 or flow.layers == 5", NULL));
    assert_true(app_has(app, "flow.relu.grad[5] < 0 and flow.layers == 5", NULL));
    assert_true(get(app, "flow.done") == 1);
}

static void a_chain_is_exact(void **state)
{
    struct app *app = *state;
    run(app, "flow sigmoid mode=chain layers=10 input=0 weight=1");
    assert_true(fabs(get(app, "flow.sigmoid.total / 0.25^10") - 1) < 1e-12);
    run(app, "set weight 4");
    assert_true(fabs(get(app, "flow.sigmoid.total") - 1) < 1e-12);
}

static void undo_and_redo(void **state)
{
    struct app *app = *state;
    run(app, "plot tanh; set range -2:2; flow layers=7");
    run(app, "undo");
    assert_int_equal(app_settings(app)->flow.layers, 20);
    run(app, "undo");
    assert_true(app_settings(app)->plot.range[0] == -6);
    run(app, "undo");
    assert_string_equal(app_settings(app)->plot.acts.use[0].act->name, "sigmoid");
    assert_false(app_run(app, "undo", NULL));
    run(app, "redo; redo; redo");
    assert_int_equal(app_settings(app)->flow.layers, 7);
    assert_false(app_run(app, "redo", NULL));
    run(app, "undo; set flow.layers 9");
    assert_false(app_run(app, "redo", NULL));
    /* Looking elsewhere is no change. */
    run(app, "plot; flow; step; plot; undo");
    assert_int_equal(app_settings(app)->flow.layers, 20);
}

static void a_turned_key_is_one_undo(void **state)
{
    struct app *app = *state;
    struct key key;
    assert_true(key_parse("A", &key));
    run(app, "plot elu");
    for (int i = 0; i < 5; i++) {
        assert_true(app_key(app, &key, NULL));
        (void)app_tick(app, 0.1, 0);
    }
    assert_true(get(app, "alpha") > 1.4);
    run(app, "undo");
    assert_true(get(app, "alpha") == 1);
    for (int i = 0; i < 2; i++) { /* with a pause between: two */
        assert_true(app_key(app, &key, NULL));
        (void)app_tick(app, 2, 0);
    }
    run(app, "undo");
    assert_true(get(app, "alpha") > 1);
}

static void a_file_of_commands_is_one_undo(void **state)
{
    struct app *app = *state;
    struct err e = {0};
    for (int i = 0; i < 300; i++) /* also when the list of undo is full */
        run(app, i % 2 ? "plot sigmoid" : "plot elu");
    assert_true(app_run_text(app, "# a comment\nplot tanh\n\nset range -1:1\n", &e));
    run(app, "undo");
    assert_string_equal(app_settings(app)->plot.acts.use[0].act->name, "sigmoid");
    assert_true(app_settings(app)->plot.range[0] == -6);
    assert_false(app_run_text(app, "plot tanh\nplot\n  plto\n", &e));
    assert_int_equal(e.line, 3);
    assert_int_equal(e.col, 3);
}

static void lessons_may_not_do_everything(void **state)
{
    static const char *const refused[] = {"source x",        "bind a plot", "quit",
                                          "set theme light", "prompt x",    "suspend",
                                          "flow format=tsv"};
    struct app *app = *state;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct err e = {0};
        assert_false(app_run_safe(app, refused[i], &e));
        assert_non_null(strstr(e.text, "a lesson may not"));
    }
    assert_true(app_run_safe(app, "flow relu layers=3; set weight 2; play", NULL));
}

static void keys_go_by_context(void **state)
{
    struct app *app = *state;
    struct key space, left;
    assert_true(key_parse("Space", &space));
    assert_true(key_parse("Left", &left));
    assert_null(app_binding(app, &space));
    assert_non_null(strstr(app_binding(app, &left), "jump"));
    run(app, "flow");
    assert_string_equal(app_binding(app, &space), "pause");
    assert_string_equal(app_binding(app, &left), "turn -1");
    run(app, "bind flow:Space 'step; step'");
    assert_string_equal(app_binding(app, &space), "step; step");
    run(app, "bind Space say");
    run(app, "plot");
    assert_string_equal(app_binding(app, &space), "say");
}

static void every_default_key_runs(void **state)
{
    struct app *app = *state;
    struct binding b;
    for (int i = 0; app_binding_at(app, i, &b); i++) {
        char line[256], name[KEY_NAME];
        struct err e = {0};
        if (str_has_word("lesson choice number task", b.context) ||
            str_has_word("undo redo leave lesson close reset", b.command))
            continue; /* need something to act on, or a lesson */
        (void)snprintf(line, sizeof line, "%s", b.context[0] ? b.context : "plot leaky_relu");
        if (str_is(b.context, "flow"))
            (void)snprintf(line, sizeof line,
                           "flow relu layers=3 width=4 batch=4 mode=mlp norm=none");
        run(app, line);
        run(app, str_starts(b.context, "plot") ? "plot elu" : "get 1");
        if (!app_run(app, b.command, &e))
            fail_msg("%s:%s is bound to %s: %s", b.context, key_name(&b.key, name), b.command,
                     e.text);
    }
}

static void the_animation_moves_with_time(void **state)
{
    struct app *app = *state;
    run(app, "flow relu layers=10 width=4 batch=4");
    assert_int_equal(app_settings(app)->flow.playing, 1);
    assert_true(app_tick(app, 0.5, 0.01));
    assert_true(fabs(get(app, "flow.playhead") - 5) < 1e-9);
    run(app, "pause; wait 1");
    assert_true(fabs(get(app, "flow.playhead") - 5) < 1e-9);
    run(app, "pause; wait 10");
    assert_true(get(app, "flow.playhead") == 20);
    assert_true(get(app, "flow.playing") == 0);
    assert_false(app_tick(app, 1, 0.01)); /* nothing moves: no further frame */
    run(app, "play");
    assert_true(get(app, "flow.playhead") == 0);
    run(app, "step 3; step -1");
    assert_true(get(app, "flow.playhead") == 2);
    run(app, "rewind 7");
    assert_true(get(app, "flow.playhead") == 7);
    app_finish(app); /* paused, and a script moved time: stays */
    assert_true(get(app, "flow.playhead") == 7);
}

static void depth_and_undo_leave_the_animation_where_it_is(void **state)
{
    struct app *app = *state;
    run(app, "flow relu layers=10 width=4 batch=4; wait 30; turn 1 layers");
    assert_true(get(app, "flow.playhead") == 22); /* still at its end */
    run(app, "turn -3 layers");
    assert_true(get(app, "flow.playhead") == 16);
    run(app, "rewind 5; turn 1 layers");
    assert_true(get(app, "flow.playhead") == 5);
    run(app, "turn 1 gain; step 100; undo");
    assert_true(get(app, "flow.playhead") == 18);
    assert_true(get(app, "flow.gain") == 1);
}

static void the_seed_that_is_in_force_is_turned(void **state)
{
    struct app *app = *state;
    run(app, "set seed 7; flow relu layers=2 width=4 batch=4; turn 1 seed");
    assert_true(app_settings(app)->seed == 8);
    assert_true(isnan(app_settings(app)->flow.seed));
    run(app, "set flow.seed 3; turn 1 seed");
    assert_true(app_settings(app)->seed == 8);
    assert_true(app_settings(app)->flow.seed == 4);
    /* And it is the one that is shown as a knob. */
    struct option_ref knob[24];
    int n = option_knobs(app_settings(app), SCREEN_FLOW, knob, 24), seeds = 0;
    for (int i = 0; i < n; i++) {
        if (str_is(knob[i].row->name, "seed")) {
            assert_true(option_number(app_settings(app), &knob[i]) == 4);
            seeds++;
        }
    }
    assert_int_equal(seeds, 1);
}

static void a_wheel_sweep_is_one_undo(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < 4; i++)
        assert_true(app_run_sweep(app, "zoom 1.25 0.5", NULL));
    for (int i = 0; i < 4; i++) {
        char line[64];
        (void)snprintf(line, sizeof line, "set gain %d", i + 2);
        assert_true(app_run_sweep(app, line, NULL));
    }
    run(app, "undo");
    assert_true(app_settings(app)->flow.gain == 1);
    run(app, "undo");
    assert_true(app_settings(app)->plot.range[0] == -6);
    assert_false(app_run(app, "undo", NULL));
}

static void names_of_parameters(void **state)
{
    static const char *const unknown[] = {"foo.alpha", "flow.foo.alpha", "elu.beta", "alpha.elu"};
    struct app *app = *state;
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        double v;
        struct err e = {0};
        assert_false(app_get(app, unknown[i], &v, &e));
        assert_int_equal(e.col, 1);
    }
    assert_true(isnan(get(app, "flow.elu#2.alpha"))); /* not on the screen now */
    run(app, "flow elu elu:alpha=0.5 layers=2 width=4 batch=4");
    assert_true(get(app, "flow.elu#2.alpha") == 0.5);
    assert_true(get(app, "elu.alpha") == 1);
}

static void completion_reads_the_tables(void **state)
{
    static const struct {
        const char *line, *has, *lacks;
        size_t from;
    } cases[] = {
        {"pl", "plot play ", "flow", 0},
        {"plot le", "leaky_relu ", "relu6", 5},
        {"plot relu; fl", "flow ", "plot", 11},
        {"flow relu in", "init= input= ", "layers", 10},
        {"flow init=", "init=he init=lecun ", "layers", 5},
        {"set flow.in", "flow.init flow.input ", "layers", 4},
        {"set theme ", "dark light contrast ", "he", 10},
        {"set th", "theme ", "relu", 4},
        {"help ke", "keys ", "plot", 5},
        {"bind En", "Enter End ", "plot", 5},
        {"nosuch ", "", "plot", 7},
        {"plot 'a", "'asin( 'abs(", "relu", 5},
        {"plot '", "", "plot", 5},
    };
    struct app *app = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct candidates c = {""};
        const char *line = cases[i].line;
        size_t from = app_complete(app, line, strlen(line), note_candidate, &c);
        assert_int_equal(from, cases[i].from);
        if (strstr(c.text, cases[i].lacks))
            fail_msg("%s gave %s", line, c.text);
        char has[128], *rest = NULL;
        (void)snprintf(has, sizeof has, "%s", cases[i].has);
        for (char *w = strtok_r(has, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
            if (!is_offered(app, line, w))
                fail_msg("%s gave %s, not %s", line, c.text, w);
    }
}

static void every_verb_row_is_whole(void **state)
{
    struct app *app = *state;
    const struct verb *v;
    for (int i = 0; (v = app_verb(app, i)); i++) {
        assert_non_null(v->run);
        assert_true(v->help[strlen(v->help) - 1] == '.' || strchr(v->help, ':'));
        assert_ptr_equal(app_verb_find(app, v->name), v);
        assert_true(v->least <= v->most);
        assert_true((v->most == 0) == (v->arg[0] == ARG_NONE));
    }
}

static void notes_and_effects(void **state)
{
    struct app *app = *state;
    bool is_error;
    (void)app_take_effects(app);
    run(app, "get sigmoid'(0)");
    assert_string_equal(app_note_text(app, &is_error), "sigmoid'(0) = 0.25");
    assert_false(is_error);
    assert_true(app_take_effects(app) & EFFECT_DRAW);
    run(app, "prompt 'answer '");
    assert_true(app_take_effects(app) & EFFECT_PROMPT);
    assert_string_equal(app_prompt_text(app), "answer ");
    run(app, "quit");
    assert_true(app_take_effects(app) & EFFECT_QUIT);
    app_note_clear(app);
    assert_string_equal(app_note_text(app, NULL), "");
}

static void every_chapter_is_help(void **state)
{
    struct app *app = *state;
    for (int i = 0; app_topic(i); i++) {
        char line[64];
        (void)snprintf(line, sizeof line, "help %s", app_topic(i));
        run(app, line);
        assert_string_equal(app_settings(app)->help.topic, app_topic(i));
        assert_true(is_offered(app, "help ", app_topic(i)));
        refuse(app, "help nonsense", app_topic(i), 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bad_commands_name_the_place_and_the_way_out),
        TEST(values_are_expressions),
        TEST(choices_are_read_by_name),
        TEST(options_of_words_answer_in_words),
        TEST(stacks_answer),
        TEST(a_chain_is_exact),
        TEST(undo_and_redo),
        TEST(a_turned_key_is_one_undo),
        TEST(a_file_of_commands_is_one_undo),
        TEST(lessons_may_not_do_everything),
        TEST(keys_go_by_context),
        TEST(every_default_key_runs),
        TEST(the_animation_moves_with_time),
        TEST(depth_and_undo_leave_the_animation_where_it_is),
        TEST(the_seed_that_is_in_force_is_turned),
        TEST(a_wheel_sweep_is_one_undo),
        TEST(names_of_parameters),
        TEST(completion_reads_the_tables),
        TEST(every_chapter_is_help),
        TEST(every_verb_row_is_whole),
        TEST(notes_and_effects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
