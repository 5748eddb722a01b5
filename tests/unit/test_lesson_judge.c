/* The judge: tolerances, inputs, choices, conditions of three values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lesson/judge.h"

static void tolerances(void **state)
{
    (void)state;
    static const struct {
        const char *tol;
        double answer, truth;
        bool near;
    } rows[] = {
        {NULL, 1.02, 1, true},
        {NULL, 1.0201, 1, false},
        {NULL, 0.98, 1, true},
        {NULL, 9.7e-7, 9.54e-7, true}, /* at every magnitude */
        {NULL, 1e-6, 9.54e-7, false},
        {NULL, 1.02e300, 1e300, true},
        {NULL, -1, 1, false},
        {NULL, 0, 0, true},
        {NULL, 1e-300, 0, false},
        {"0.01", 0.01, 0, true},
        {"0.01", 0.0101, 0, false},
        {"10%", 1.1, 1, true},
        {"x3", 3, 1, true},
        {"x3", 1, 3, true},
        {"x3", 3.1, 1, false},
        {"x3", -1, 1, false},
        {"x3", 0, 1, false},
        {"x1", 5, 5, true},
        {"x2", 1.5e-307, 2e-307, true},
        {"0", 2, 2, true},
        {NULL, (double)INFINITY, (double)INFINITY, true},
        {NULL, (double)INFINITY, 1, false},
        {"x3", 1, (double)INFINITY, false},
        {"5", (double)NAN, 1, false},
        {"5", 1, (double)NAN, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct tolerance t;
        assert_true(judge_tolerance(rows[i].tol, &t, NULL));
        if (judge_near(rows[i].answer, rows[i].truth, &t) != rows[i].near)
            fail_msg("row %zu: %g for %g", i, rows[i].answer, rows[i].truth);
    }
    static const char *const bad[] = {"",
                                      "x",
                                      "%",
                                      "x0.5",
                                      "-1",
                                      "-1%",
                                      "inf",
                                      "nan",
                                      "x3%",
                                      "two",
                                      "1111111111111111111111111111111111111111111111111111"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct tolerance t;
        struct err e = {0};
        assert_false(judge_tolerance(bad[i], &t, &e));
        assert_non_null(strstr(e.text, "is no tolerance"));
    }
}

static void inputs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value; /* nan: refused */
    } rows[] = {
        {"0.25", 0.25},          {"1/4", 0.25},         {"0.5^10", 0x1p-10},
        {"1e-6", 1e-6},          {"sigmoid'(0)", 0.25}, {"-inf", (double)-INFINITY},
        {"", (double)NAN},       {"   ", (double)NAN},  {"cursor", (double)NAN},
        {"1 2", (double)NAN},    {"0/0", (double)NAN},  {"1+", (double)NAN},
        {"1;quit", (double)NAN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double v;
        bool fine = judge_input(rows[i].text, &v, NULL);
        assert_int_equal(fine, !isnan(rows[i].value));
        if (fine)
            assert_true(v == rows[i].value);
    }
}

static void choices(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool many;
        unsigned chosen; /* 0: refused */
    } rows[] = {
        {"a", false, 1},       {"C", false, 4}, {"2", false, 2},   {"d", false, 0},
        {"", false, 0},        {"0", false, 0}, {"a b", false, 0}, {"a b", true, 3},
        {"1,3", true, 5},      {"ac", true, 5}, {" ", true, 0},    {"a x", true, 0},
        {"\xc3\xa9", true, 0}, {"9", false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned chosen;
        struct err e = {0};
        bool fine = judge_choice(rows[i].text, 3, rows[i].many, &chosen, &e);
        assert_int_equal(fine, rows[i].chosen != 0);
        if (fine)
            assert_int_equal(chosen, rows[i].chosen);
        else
            assert_non_null(strstr(e.text, "a to c"));
    }
}

static void conditions(void **state)
{
    (void)state;
    static const struct app_host nowhere = {0};
    static const struct {
        const char *expr;
        enum truth truth;
        const char *measure;
    } rows[] = {
        {"cursor > 1", TRUTH_TRUE, "2  want > 1"},
        {"cursor > 3", TRUTH_FALSE, "2  want > 3"},
        {"cursor > 1 and cursor < 2", TRUTH_FALSE, "2  want < 2"},
        {"cursor > 1 and (cursor < 2 or cursor == 2)", TRUTH_TRUE, "2  want > 1"},
        {"flow.tanh.total > 0", TRUTH_UNKNOWN, "...  want > 0"},
        {"not flow.tanh.total > 0", TRUTH_UNKNOWN, ""},
        {"cursor > 1 and flow.tanh.total > 0", TRUTH_UNKNOWN, "...  want > 0"},
        {"cursor > 3 and flow.tanh.total > 0", TRUTH_FALSE, "2  want > 3"},
        {"nosuch > 1", TRUTH_UNKNOWN, ""},
        {"", TRUTH_UNKNOWN, ""},
    };
    struct app *app = app_new(&nowhere, kernel_choose(NULL, NULL));
    assert_true(app_run(app, "cursor 2", NULL));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str measure;
        str_init(&measure);
        assert_int_equal(judge_condition(app, rows[i].expr, &measure, NULL), rows[i].truth);
        assert_string_equal(measure.data, rows[i].measure);
        str_done(&measure);
    }
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tolerances), cmocka_unit_test(inputs),
                                       cmocka_unit_test(choices), cmocka_unit_test(conditions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
