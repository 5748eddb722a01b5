/* Knobs: turned, typed, put back to their defaults; sliders that do not lie about wide ranges. */
#include "app_world.h"

#include <math.h>

static void test_type(void **state)
{
    struct app *app = *state;
    run(app, "plot srelu");
    (void)app_take_effects(app);
    run(app, "choose 1; type");
    assert_true(app_take_effects(app) & EFFECT_PROMPT);
    assert_true(strncmp(app_prompt_text(app), "set ", 4) == 0);
    char line[600];
    (void)snprintf(line, sizeof line, "%s 0.25", app_prompt_text(app));
    run(app, line);
    assert_true(app_settings(app)->plot.acts.use[0].param[1] == 0.25);
    run(app, "plot elu elu; type elu#2.alpha"); /* not the focused one: all of its name */
    assert_string_equal(app_prompt_text(app), "set plot.elu#2.alpha ");
    run(app, "flow elu; type layers");
    assert_string_equal(app_prompt_text(app), "set layers ");
    run(app, "plot relu");
    refuse(app, "type", "relu has no parameters to turn", 0);
    refuse(app, "type nosuch", "nosuch", 6);
}

static void test_default(void **state)
{
    struct app *app = *state;
    run(app, "plot srelu");
    const double *param = app_settings(app)->plot.acts.use[0].param;
    const double first = param[0], second = param[1];
    run(app, "turn 3; choose 1; turn 3; default");
    assert_true(param[0] != first && param[1] == second);
    run(app, "undo; turn 1; reset");
    assert_true(param[0] == first && param[1] == second);
    run(app, "flow elu layers=77; set width 8; default layers");
    assert_int_equal(app_settings(app)->flow.layers, 20);
    assert_int_equal(app_settings(app)->flow.width, 8);
}

/* The fixed keys turn what is seen, or say who has it. */
static void test_fixed_keys(void **state)
{
    struct app *app = *state;
    run(app, "flow elu; plot relu celu");
    refuse(app, "turn 1 alpha", "celu has it: focus celu", 0);
    assert_true(app_settings(app)->flow.acts.use[0].param[0] == 1);
    run(app, "focus celu; turn 1 alpha");
    assert_true(app_settings(app)->plot.acts.use[1].param[0] > 1);
    run(app, "turn 1 flow.alpha"); /* whoever names it means it */
    assert_true(app_settings(app)->flow.acts.use[0].param[0] > 1);
    run(app, "table");
    refuse(app, "turn 1 alpha", "nothing can be turned on this screen", 0);
}

/* Every function that has an alpha or a gamma is turned by a, A, g, G. */
static void test_every_alpha_and_gamma(void **state)
{
    struct app *app = *state;
    static const char *const names[] = {"alpha", "gamma"};
    static const char *const keys[][2] = {{"a", "A"}, {"g", "G"}};
    int found = 0;
    for (int i = 0; act_at(NULL, i); i++) {
        const struct act *act = act_at(NULL, i);
        for (int n = 0; n < 2; n++) {
            int k = act_param_find(act, names[n], NULL);
            char line[96];
            if (k < 0)
                continue;
            (void)snprintf(line, sizeof line, "plot %s", act->name);
            run(app, line);
            const double *v = &app_settings(app)->plot.acts.use[0].param[k];
            for (int way = 0; way < 2; way++) {
                double before = *v;
                struct key key;
                struct err e = {0};
                assert_true(key_parse(keys[n][way], &key));
                if (!app_key(app, &key, &e))
                    fail_msg("%s %s: %s", act->name, keys[n][way], e.text);
                assert_true(way ? *v > before : *v < before || before == act->param[k].min);
            }
            found++;
        }
    }
    assert_true(found >= 4);
}

/* A slider is monotone, and beyond its ends it says so. */
static void test_sliders(void **state)
{
    struct app *app = *state;
    struct option_ref ref;
    run(app, "flow elu layers=100");
    assert_true(option_find(app_settings(app), SCREEN_FLOW, "layers", &ref, NULL));
    assert_true(option_fraction(app_settings(app), &ref) == 1);
    assert_true(option_default(app_settings(app), &ref) > 0.1);
    run(app, "set layers 300");
    assert_true(isinf(option_fraction(app_settings(app), &ref)));
    run(app, "set mode chain; set weight -1000");
    assert_true(option_find(app_settings(app), SCREEN_FLOW, "weight", &ref, NULL));
    assert_true(option_fraction(app_settings(app), &ref) == -(double)INFINITY);
    run(app, "set weight 0");
    assert_true(option_fraction(app_settings(app), &ref) == 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_type),       TEST(test_default),
        TEST(test_fixed_keys), TEST(test_every_alpha_and_gamma),
        TEST(test_sliders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
