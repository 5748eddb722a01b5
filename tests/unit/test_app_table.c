#include "app_world.h"

#include <math.h>

#include "num/fact.h"

/* The rows as names joined by blanks. */
static const char *rows(struct app *app, char *out, size_t size)
{
    struct act_use use[TABLE_ROWS];
    app_settle(app);
    int n = app_table(app, use);
    out[0] = '\0';
    for (int i = 0; i < n; i++)
        (void)snprintf(out + strlen(out), size - strlen(out), "%s%s", i ? " " : "",
                       use[i].act->name);
    return out;
}

static void the_screen_shows_all_functions(void **state)
{
    struct app *app = *state;
    struct act_use use[TABLE_ROWS];
    run(app, "table");
    assert_int_equal(app_settings(app)->screen, SCREEN_TABLE);
    assert_int_equal(app_table(app, use), act_count);
    for (int i = 0; i < act_count; i++)
        assert_ptr_equal(use[i].act, act_table[i]);
    run(app, "def own(x) = x; table");
    assert_int_equal(app_table(app, use), act_count + 1);
    assert_string_equal(use[act_count].act->name, "own");
    app_settle(app);
    for (int i = 0; i <= act_count; i++) {
        assert_non_null(app_facts(app, &use[i]));
        assert_non_null(app_fixed(app, &use[i]));
    }
}

static double value(struct app *app, const struct act_use *use, const struct fact *fact)
{
    const struct fact_source source = {
        .use = use, .facts = app_facts(app, use), .fixed = *app_fixed(app, use)};
    return fact->get(&source);
}

static int place_of(const struct act *act)
{
    int i = 0;
    while (act_table[i] != act)
        i++;
    return i;
}

/* Every column, both ways: ordered, nan last, equals as in the table. */
static void every_column_sorts(void **state)
{
    struct app *app = *state;
    for (int k = 0; k < fact_count; k++) {
        for (int reverse = 0; reverse < 2; reverse++) {
            char line[96];
            struct act_use use[TABLE_ROWS];
            (void)snprintf(line, sizeof line, "table sort=%s reverse=%s", fact_table[k].name,
                           reverse ? "on" : "off");
            run(app, line);
            app_settle(app);
            assert_int_equal(app_table(app, use), act_count);
            for (int i = 1; i < act_count; i++) {
                double a = value(app, &use[i - 1], &fact_table[k]);
                double b = value(app, &use[i], &fact_table[k]);
                bool equal = a == b || (isnan(a) && isnan(b));
                bool fine = equal ? place_of(use[i - 1].act) < place_of(use[i].act)
                                  : isnan(b) || (reverse ? a > b : a < b);
                if (!fine)
                    fail_msg("%s: %s %g before %s %g", line, use[i - 1].act->name, a,
                             use[i].act->name, b);
            }
        }
    }
}

static void names_sort_too(void **state)
{
    struct app *app = *state;
    struct act_use use[TABLE_ROWS];
    run(app, "table sort=name");
    int n = app_table(app, use);
    for (int i = 1; i < n; i++)
        assert_true(strcmp(use[i - 1].act->name, use[i].act->name) < 0);
    run(app, "set reverse on");
    assert_int_equal(app_table(app, use), n);
    for (int i = 1; i < n; i++)
        assert_true(strcmp(use[i - 1].act->name, use[i].act->name) > 0);
    run(app, "set sort none");
    (void)app_table(app, use);
    assert_ptr_equal(use[0].act, act_table[act_count - 1]);
    run(app, "turn -1 sort");
    assert_true(get(app, "sort.name") == 1);
    run(app, "turn 1 sort; turn 1 sort");
    run(app, "get sort");
    char want[64];
    (void)snprintf(want, sizeof want, "sort = %s", fact_table[0].name);
    assert_string_equal(app_note_text(app, NULL), want);
}

/* What stands above the columns will do, in its signs or without; what stands above several not. */
static void headings_sort(void **state)
{
    static const char *const heads[][2] = {
        {"E f", "mean"},           {"E f\u2032\u00B2", "chi_unit"},
        {"E f'^2", "chi_unit"},    {"\u03C7 gain", "chi_gain"},
        {"chi*", "chi_star"},      {"max f'", "max_df"},
        {"Lipschitz", "lipschitz"}};
    struct app *app = *state;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        char line[64], name[64];
        (void)snprintf(line, sizeof line, "table; set sort %s", heads[i][0]);
        (void)snprintf(name, sizeof name, "sort.%s", heads[i][1]);
        run(app, line);
        assert_true(get(app, name) == 1);
    }
    run(app, "table sort='E f'");
    assert_true(get(app, "sort.mean") == 1);
    refuse(app, "set sort at", "sort must be none, mean ... or name, not at", 10);
    refuse(app, "set sort nonsense", "not nonsense; see: help table", 10);
    refuse(app, "set sort gian", "not gian; did you mean gain?", 10);
}

static void filters_by_name(void **state)
{
    struct app *app = *state;
    char text[2048];
    run(app, "table filter=tanh");
    assert_non_null(strstr(rows(app, text, sizeof text), "lecun_tanh"));
    assert_null(strstr(text, "softplus"));
    run(app, "set filter Logistic"); /* an alias, in any case */
    assert_non_null(strstr(rows(app, text, sizeof text), "sigmoid"));
    run(app, "set filter 'exponential linear'"); /* a title */
    assert_non_null(strstr(rows(app, text, sizeof text), "elu"));
    assert_null(strstr(text, "tanh"));
    run(app, "set filter exponential linear");
    assert_non_null(strstr(rows(app, text, sizeof text), "elu"));
    run(app, "set filter nosuchname");
    assert_string_equal(rows(app, text, sizeof text), "");
    refuse(app, "open", "filter alone shows all", 0);
    run(app, "set filter ''");
    assert_non_null(strstr(rows(app, text, sizeof text), "softplus"));
    run(app, "table filter=relu; table filter=");
    assert_non_null(strstr(rows(app, text, sizeof text), "softplus"));
}

/* What the key / types: the rest of the line as it stands, or nothing, which shows all again. */
static void the_verb_filters_and_clears(void **state)
{
    struct app *app = *state;
    struct act_use use[TABLE_ROWS];
    char text[2048];
    run(app, "plot elu; filter exponential linear");
    assert_int_equal(app_settings(app)->screen, SCREEN_TABLE);
    assert_string_equal(app_settings(app)->table.filter, "exponential linear");
    assert_null(strstr(rows(app, text, sizeof text), "tanh"));
    run(app, "filter gain < 1.5 and odd");
    assert_string_equal(app_settings(app)->table.filter, "gain < 1.5 and odd");
    refuse(app, "filter gain <", "", 14);
    assert_string_equal(app_settings(app)->table.filter, "gain < 1.5 and odd");
    run(app, "filter 'odd'");
    assert_string_equal(app_settings(app)->table.filter, "odd");
    run(app, "filter ");
    assert_int_equal(app_table(app, use), act_count);
    run(app, "undo");
    assert_string_equal(app_settings(app)->table.filter, "odd");
    assert_true(is_offered(app, "filter chi_u", "chi_unit"));
}

static void filters_by_condition(void **state)
{
    struct app *app = *state;
    struct act_use all[TABLE_ROWS], left[TABLE_ROWS];
    const struct fact *gain = fact_find("gain"), *odd = fact_find("odd");
    run(app, "table");
    app_settle(app);
    int n = app_table(app, all), want = 0;
    for (int i = 0; i < n; i++)
        want += value(app, &all[i], gain) < 1.5 && value(app, &all[i], odd) == 1;
    run(app, "table filter='gain<1.5 and odd'");
    app_settle(app);
    assert_int_equal(app_table(app, left), want);
    assert_in_range(want, 1, n - 1);
    for (int i = 0; i < want; i++)
        assert_true(value(app, &left[i], gain) < 1.5 && value(app, &left[i], odd) == 1);
    run(app, "set filter odd");
    int odds = app_table(app, left);
    run(app, "set filter not odd");
    assert_int_equal(odds + app_table(app, left), n);
    run(app, "set filter gain < 1.5 and odd");
    assert_int_equal(app_table(app, left), want);
}

static void bad_filters_have_their_place(void **state)
{
    static const struct {
        const char *line, *says;
        int col;
    } cases[] = {
        {"table filter='gain<1.5 and'", "", 27},
        {"table filter=gain<", "", 19},
        {"set table.filter gain < giant", "did you mean gain?", 25},
        {"set table.filter gain+1", "no condition", 18},
        {"set table.filter 1 < 2", "no condition", 18},
        {"table sort=gian", "did you mean gain?", 12},
        {"table choice=0", "from 1 to", 14},
        {"table init=normal", "after a colon", 12},
    };
    struct app *app = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refuse(app, cases[i].line, cases[i].says, cases[i].col);
    assert_string_equal(app_settings(app)->table.filter, "");
}

static const char *chosen(struct app *app)
{
    struct act_use use[TABLE_ROWS];
    (void)app_table(app, use);
    return use[app_settings(app)->table.choice - 1].act->name;
}

static void the_choice_follows_its_function(void **state)
{
    struct app *app = *state;
    run(app, "table sort=name; set sort none");
    assert_int_equal(app_settings(app)->table.choice, 1); /* the first stays the first */
    app_settle(app);
    run(app, "turn 3 choice");
    char name[ACT_NAME];
    (void)snprintf(name, sizeof name, "%s", chosen(app));
    assert_string_equal(name, act_table[3]->name);
    run(app, "set sort gain");
    assert_string_equal(chosen(app), name);
    run(app, "toggle reverse");
    assert_string_equal(chosen(app), name);
    run(app, "turn 999 choice");
    assert_int_equal(app_settings(app)->table.choice, act_count);
    run(app, "turn -1 choice");
    assert_int_equal(app_settings(app)->table.choice, act_count - 1);
    run(app, "toggle reverse; set sort none; turn -999 choice; turn 1 choice");
    assert_string_equal(chosen(app), act_table[1]->name);
    run(app, "set filter relu");
    assert_int_equal(app_settings(app)->table.choice, 1); /* it is not among them */
    run(app, "set filter nosuchname");
    assert_int_equal(app_settings(app)->table.choice, 1);
    run(app, "turn 99 column");
    assert_int_equal(app_settings(app)->table.column, fact_count);
    /* Where one looks is nothing to undo; what is left out is. */
    run(app, "undo");
    assert_string_equal(app_settings(app)->table.filter, "relu");
}

static void the_chosen_function_is_shown(void **state)
{
    struct app *app = *state;
    run(app, "table sort=name; set filter gelu; open");
    assert_int_equal(app_settings(app)->screen, SCREEN_PLOT);
    assert_int_equal(app_settings(app)->plot.acts.n, 1);
    assert_string_equal(plotted(app, 0)->name, "gelu");
    run(app, "table; turn 1 choice; add; add");
    assert_int_equal(app_settings(app)->screen, SCREEN_TABLE);
    assert_string_equal(app_note_text(app, NULL), "the plot has gelu gelu_tanh");
    run(app, "open flow");
    assert_int_equal(app_settings(app)->flow.acts.n, 2);
    assert_string_equal(app_settings(app)->flow.acts.use[0].act->name, "gelu_tanh");
    assert_string_equal(app_settings(app)->flow.acts.use[1].act->name, "relu");
    run(app, "add tanh elu:alpha=2");
    assert_int_equal(app_settings(app)->flow.acts.n, 4);
    refuse(app, "add tanh", "at most 4", 0);
    refuse(app, "open", "chosen row", 0);
    run(app, "plot; add x*x; add tanh elu selu");
    assert_string_equal(plotted(app, 2)->name, "formula");
    refuse(app, "table filter=softplus; add", "at most 6", 0);
}

static void facts_are_readable(void **state)
{
    struct app *app = *state;
    run(app, "plot elu:alpha=2 tanh");
    assert_true(get(app, "elu.chi_unit") != get(app, "celu.chi_unit"));
    assert_true(get(app, "f.chi_unit == elu.chi_unit") == 1);
    assert_true(get(app, "tanh.odd") == 1);
    assert_true(fabs(get(app, "relu.gain") - sqrt(2)) < 1e-9);
    run(app, "get tanh.odd");
    assert_string_equal(app_note_text(app, NULL), "tanh.odd = 1");
    run(app, "help chi_unit");
}

static void what_is_measured_is_kept_within_bounds(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < 280; i++) { /* more than there is room for */
        char line[64];
        (void)snprintf(line, sizeof line, "plot elu:alpha=%d.%02d", i / 100, i % 100);
        run(app, line);
        const struct act_use use = app_settings(app)->plot.acts.use[0];
        assert_null(app_facts(app, &use));
        (void)get(app, "f.gain");
        assert_non_null(app_facts(app, &use));
        assert_non_null(app_fixed(app, &use));
    }
    run(app, "table");
    app_settle(app); /* all that is on the screen, however much was measured before */
    struct act_use use[TABLE_ROWS];
    int n = app_table(app, use);
    for (int i = 0; i < n; i++)
        assert_true(app_facts(app, &use[i]) && app_fixed(app, &use[i]));
}

static void the_fixed_point_goes_by_the_initialisation(void **state)
{
    struct app *app = *state;
    const struct act_use tanh = act_use_of(act_find(NULL, "tanh"));
    run(app, "table init=he");
    app_settle(app);
    double he = app_fixed(app, &tanh)->q;
    run(app, "set init xavier");
    assert_null(app_fixed(app, &tanh));
    app_settle(app);
    double xavier = app_fixed(app, &tanh)->q;
    assert_true(he > xavier);
    /* sigma 0.25 at width 64 is the variance 4. */
    run(app, "set init normal:0.25");
    app_settle(app);
    assert_true(app_fixed(app, &tanh)->q > he);
    run(app, "set init he");
    assert_true(app_fixed(app, &tanh)->q == he); /* still known */
    assert_int_equal(app_settings(app)->flow.init, STACK_HE);
}

/* A clock that goes on by a millisecond at every look. */
static double tick_clock(void *ctx)
{
    double *t = ctx;
    return *t += 1e-3;
}

static void frames_measure_a_little_each(void **state)
{
    (void)state;
    double t = 0;
    const struct app_host host = {.live = true, .ctx = &t, .now = tick_clock};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct act_use use[TABLE_ROWS];
    run(app, "table");
    int frames = 0, known = 0, n = app_table(app, use);
    assert_null(app_facts(app, &use[0]));
    while (app_tick(app, 0.01, 0.008)) {
        int now = 0;
        for (int i = 0; i < n; i++)
            now += app_facts(app, &use[i]) != NULL;
        assert_true(now > known); /* every frame gets further */
        known = now;
        assert_true(app_take_effects(app) & EFFECT_DRAW);
        frames++;
    }
    assert_in_range(frames, 3, n);
    assert_false(app_tick(app, 0.01, 0.008)); /* nothing left: no further frame */
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_screen_shows_all_functions),
        TEST(every_column_sorts),
        TEST(names_sort_too),
        TEST(headings_sort),
        TEST(filters_by_name),
        TEST(the_verb_filters_and_clears),
        TEST(filters_by_condition),
        TEST(bad_filters_have_their_place),
        TEST(the_choice_follows_its_function),
        TEST(the_chosen_function_is_shown),
        TEST(facts_are_readable),
        TEST(what_is_measured_is_kept_within_bounds),
        TEST(the_fixed_point_goes_by_the_initialisation),
        cmocka_unit_test(frames_measure_a_little_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
