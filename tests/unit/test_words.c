#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "app/words.h"

/* Words of every command of a line as "a|b|NAME=[VALUE]", commands joined by " ; ". */
static void show(const char *line, char *out, size_t size, struct err *e)
{
    struct words w;
    size_t at = 0;
    out[0] = '\0';
    bool fine = true;
    while (fine && line[at]) {
        fine = words_cut(&w, line, &at, e);
        for (int i = 0; fine && i < w.n; i++) {
            size_t n = strlen(out);
            const struct word *word = &w.word[i];
            (void)snprintf(out + n, size - n, "%s%s", i ? "|" : n ? " ; " : "", word->text);
            n = strlen(out);
            if (word->value)
                (void)snprintf(out + n, size - n, "=[%s]", word->value);
        }
    }
}

static void cuts_commands_and_words(void **state)
{
    static const struct {
        const char *line, *want;
    } cases[] = {
        {"", ""},
        {"   ", ""},
        {"plot relu elu", "plot|relu|elu"},
        {"  plot   relu\t", "plot|relu"},
        {"plot relu; flow", "plot|relu ; flow"},
        {";;plot;;", "plot"},
        {"plot relu # a comment; not a command", "plot|relu"},
        {"flow elu#2", "flow|elu#2"},
        {"set alpha 0.3", "set|alpha|0.3"},
        {"plot relu range=-6:6", "plot|relu|range=[-6:6]"},
        {"plot elu:alpha=0.5", "plot|elu:alpha=0.5"},
        {"plot 'x>0 ? x : 0'", "plot|x>0 ? x : 0"},
        {"plot \"a 'b' c\"", "plot|a 'b' c"},
        {"get sigmoid'(x)-tanh'(x)", "get|sigmoid'(x)-tanh'(x)"},
        {"get f'(1); plot", "get|f'(1) ; plot"},
        {"x name='two words; one' y", "x|name=[two words; one]|y"},
        {"get a==b", "get|a==b"},
        {"bind ; 1", "bind ; 1"},
        {"bind ':' 'prompt'", "bind|:|prompt"},
        {"x ''", "x|"},
        {"x a=", "x|a=[]"},
        {"x flow.elu#2.alpha=3", "x|flow.elu#2.alpha=[3]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char got[256];
        struct err e = {0};
        show(cases[i].line, got, sizeof got, &e);
        assert_string_equal(e.text, "");
        assert_string_equal(got, cases[i].want);
    }
}

static void bad_quotes_have_a_place(void **state)
{
    static const struct {
        const char *line;
        int col;
    } cases[] = {
        {"plot 'x", 6}, {"plot a='x", 8}, {"plot relu; plot \"", 17}, {"say 'a'b", 8}, {"é 'x", 3}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char got[256];
        struct err e = {0};
        show(cases[i].line, got, sizeof got, &e);
        assert_true(e.text[0] != '\0');
        assert_int_equal(e.col, cases[i].col);
        assert_int_equal(e.line, 1);
    }
}

static void rest_is_as_written(void **state)
{
    (void)state;
    struct words w;
    size_t at = 0;
    assert_true(words_cut(&w, "set alpha  alpha + 'x' ; plot", &at, NULL));
    assert_string_equal(w.word[2].rest, "alpha + 'x'");
    assert_int_equal(w.word[2].col, 12);
}

static void what_a_quote_holds_has_its_own_place(void **state)
{
    (void)state;
    struct words w;
    size_t at = 0;
    assert_true(words_cut(&w, "plot é 'x + 1' a=b c='d e'", &at, NULL));
    assert_int_equal(w.word[1].text_col, 6);
    assert_false(w.word[1].quoted);
    assert_int_equal(w.word[2].col, 8);
    assert_int_equal(w.word[2].text_col, 9);
    assert_true(w.word[2].quoted);
    assert_int_equal(w.word[3].value_col, 18);
    assert_int_equal(w.word[4].value_col, 23);
    assert_true(w.word[4].quoted);
    assert_int_equal(words_name_length("ab.c#2=3"), 7);
    assert_int_equal(words_name_length("x==3"), 0);
    assert_int_equal(words_name_length("x*y=3"), 0);
}

static void takes_words_of_the_shell(void **state)
{
    (void)state;
    static const char *const given[] = {
        "flow", "relu", "--layers", "20", "--saturated-below=0.1", "init=he", "--", "--x", "a b"};
    struct words w;
    assert_true(words_take(&w, 9, given, NULL));
    assert_int_equal(w.n, 7);
    assert_string_equal(w.word[2].text, "layers");
    assert_string_equal(w.word[2].value, "20");
    assert_string_equal(w.word[3].text, "saturated_below");
    assert_string_equal(w.word[3].value, "0.1");
    assert_string_equal(w.word[4].value, "he");
    assert_string_equal(w.word[5].text, "--x");
    assert_string_equal(w.word[6].text, "a b");
    static const char *const lacking[] = {"flow", "--layers"};
    assert_true(words_take(&w, 2, lacking, NULL));
    assert_string_equal(w.word[1].value, "");
}

static void long_input_is_refused(void **state)
{
    (void)state;
    static char line[2 * WORDS_BYTES];
    struct words w;
    struct err e = {0};
    size_t at = 0;
    memset(line, 'a', sizeof line - 1);
    assert_false(words_cut(&w, line, &at, &e));
    for (size_t i = 0; i + 1 < sizeof line; i += 2)
        line[i] = ' ';
    at = 0;
    assert_false(words_cut(&w, line, &at, &e));
    assert_non_null(strstr(e.text, "too long"));
}

static void quoting_round_trips(void **state)
{
    static const char *const words[] = {"relu", "a b",    "",     "it's", "a=b", "#x",
                                        "x;y",  "'start", "a=='", "\"q",  "x y'"};
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct str line;
        struct words w;
        size_t at = 0;
        str_init(&line);
        words_quote(words[i], &line);
        assert_true(words_cut(&w, line.data, &at, NULL));
        assert_int_equal(w.n, 1);
        assert_null(w.word[0].value);
        assert_string_equal(w.word[0].text, words[i]);
        str_done(&line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_quote_holds_has_its_own_place),
        cmocka_unit_test(cuts_commands_and_words),
        cmocka_unit_test(bad_quotes_have_a_place),
        cmocka_unit_test(rest_is_as_written),
        cmocka_unit_test(takes_words_of_the_shell),
        cmocka_unit_test(long_input_is_refused),
        cmocka_unit_test(quoting_round_trips),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
