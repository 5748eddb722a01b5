/* The glossary: every word is found under every name, leads on to words that exist, and says its
 * say in few sentences; help knows all of it. */
#include "app/glossary.h"

#include "app_world.h"

static void every_name_means_one_row(void **state)
{
    (void)state;
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; glossary_name(&glossary_table[i], k); k++)
            if (glossary_find(glossary_name(&glossary_table[i], k)) != &glossary_table[i])
                fail_msg("%s is found elsewhere", glossary_name(&glossary_table[i], k));
    assert_ptr_equal(glossary_find("RMS"), glossary_find("root_mean_square"));
    assert_ptr_equal(glossary_find("edge of chaos"), glossary_find("edge_of_chaos"));
    assert_null(glossary_find(""));
    assert_null(glossary_find("edge of chao"));
}

static void help_has_every_name(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < glossary_count; i++)
        for (int k = 0; glossary_name(&glossary_table[i], k); k++) {
            char line[96];
            (void)snprintf(line, sizeof line, "help \"%s\"", glossary_name(&glossary_table[i], k));
            run(app, line);
        }
    refuse(app, "help vanishin", "did you mean vanishing?", 0);
    run(app, "help edge of chaos");
    assert_string_equal(app_settings(app)->help.topic, "edge of chaos");
}

static void what_to_read_on_exists(void **state)
{
    struct app *app = *state;
    for (int i = 0; i < glossary_count; i++) {
        char see[128], line[96];
        (void)snprintf(see, sizeof see, "%s", glossary_table[i].see);
        assert_true(see[0]);
        for (char *word = strtok(see, ","); word; word = strtok(NULL, ",")) {
            (void)snprintf(line, sizeof line, "help %s", word + strspn(word, " "));
            run(app, line);
        }
    }
}

static void texts_are_a_few_sentences(void **state)
{
    (void)state;
    for (int i = 0; i < glossary_count; i++) {
        const char *text = glossary_table[i].text;
        size_t n = strlen(text);
        if (n < 40 || n > 420 || text[n - 1] != '.')
            fail_msg("%s: %zu bytes: %s", glossary_table[i].term, n, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_means_one_row),
        cmocka_unit_test_setup_teardown(help_has_every_name, open_app, close_app),
        cmocka_unit_test_setup_teardown(what_to_read_on_exists, open_app, close_app),
        cmocka_unit_test(texts_are_a_few_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
