/* What the shell prints: columns, exact numbers, valid JSON. */
#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fmt.h"
#include "num/fact.h"
#include "view/report.h"
#include "view/rows.h"

#define INF          ((double)INFINITY)
#define NOT_A_NUMBER ((double)NAN)

/* ---- a small JSON reader: is a text one value, by RFC 8259? ---- */

static void blanks(const char **p)
{
    *p += strspn(*p, " \t\r\n");
}

static bool json_string(const char **p)
{
    if (*(*p)++ != '"')
        return false;
    for (; **p != '"'; (*p)++) {
        if ((unsigned char)**p < 0x20)
            return false;
        if (**p == '\\' && !strchr("\"\\/bfnrtu", *++*p))
            return false;
    }
    (*p)++;
    return true;
}

static bool json_number(const char **p)
{
    if (**p == '-')
        (*p)++;
    if (!isdigit((unsigned char)**p) || (**p == '0' && isdigit((unsigned char)(*p)[1])))
        return false;
    while (isdigit((unsigned char)**p))
        (*p)++;
    if (**p == '.') {
        if (!isdigit((unsigned char)*++*p))
            return false;
        while (isdigit((unsigned char)**p))
            (*p)++;
    }
    if (**p == 'e' || **p == 'E') {
        *p += 1 + ((*p)[1] == '+' || (*p)[1] == '-');
        if (!isdigit((unsigned char)**p))
            return false;
        while (isdigit((unsigned char)**p))
            (*p)++;
    }
    return true;
}

static bool json_value(const char **p, int depth)
{
    blanks(p);
    if (depth == 0)
        return false;
    if (**p == '"')
        return json_string(p);
    if (str_starts(*p, "true") || str_starts(*p, "false")) {
        *p += **p == 't' ? 4 : 5;
        return true;
    }
    if (**p != '[' && **p != '{')
        return json_number(p);
    char close = *(*p)++ == '[' ? ']' : '}';
    blanks(p);
    if (**p == close) {
        (*p)++;
        return true;
    }
    for (;;) {
        blanks(p);
        if (close == '}') {
            if (!json_string(p))
                return false;
            blanks(p);
            if (*(*p)++ != ':')
                return false;
        }
        if (!json_value(p, depth - 1))
            return false;
        blanks(p);
        char c = *(*p)++;
        if (c == close)
            return true;
        if (c != ',')
            return false;
    }
}

static void assert_json(const char *text)
{
    const char *p = text;
    if (!json_value(&p, 10))
        fail_msg("no JSON at: %.80s", p);
    blanks(&p);
    assert_string_equal(p, "");
}

static void test_json_reader(void **state)
{
    (void)state;
    static const char *const bad[] = {"[1,]", "{\"a\" 1}", "nan", "[01]", "\"a", "{1: 2}", "[1 2]"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *p = bad[i];
        bool whole = json_value(&p, 10);
        assert_false(whole && *p == '\0');
    }
    assert_json("{\"a\": [1, -2.5e-07, \"nan\", {}], \"b\\\"\": []}");
}

/* ---- rows ---- */

static int count_lines(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

/* Separators on each line. */
static void assert_columns(const char *text, char separator, int columns)
{
    int n = 1;
    for (; *text; text++) {
        n += *text == separator;
        if (*text == '\n') {
            assert_int_equal(n, columns);
            n = 1;
        }
    }
}

static void test_rows(void **state)
{
    (void)state;
    static const struct {
        enum report_format format;
        const char *want;
    } cases[] = {
        {REPORT_TSV, "name\tv\na \"b\", c\tnan\nd e\t0.10000000000000001\n"},
        {REPORT_CSV, "name,v\n\"a \"\"b\"\", c\",nan\n\"d\ne\",0.10000000000000001\n"},
        {REPORT_JSON, "[\n{\"name\": \"a \\\"b\\\", c\", \"v\": \"nan\"},\n"
                      "{\"name\": \"d\\u000ae\", \"v\": 0.10000000000000001}\n]\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str out;
        struct rows rows;
        str_init(&out);
        rows_init(&rows, cases[i].format, &out);
        rows_header(&rows, "name", ROWS_LEFT);
        rows_header(&rows, "v", ROWS_RIGHT);
        rows_text(&rows, "a \"b\", c");
        rows_number(&rows, NOT_A_NUMBER);
        rows_end(&rows);
        rows_text(&rows, "d\ne");
        rows_number(&rows, 0.1);
        rows_end(&rows);
        rows_done(&rows);
        assert_string_equal(out.data, cases[i].want);
        str_done(&out);
    }
}

static void test_table_is_aligned(void **state)
{
    (void)state;
    struct str out;
    struct rows rows;
    str_init(&out);
    rows_init(&rows, REPORT_TABLE, &out);
    rows_header(&rows, "act", ROWS_LEFT);
    rows_header(&rows, "value", ROWS_RIGHT);
    rows_text(&rows, "sigmoid");
    rows_number(&rows, 1.0 / 3);
    rows_end(&rows);
    rows_text(&rows, "relu");
    rows_number(&rows, -1.23456e-10);
    rows_end(&rows);
    rows_done(&rows);
    assert_string_equal(out.data, "act           value\n"
                                  "sigmoid      0.3333\n"
                                  "relu     -1.235e-10\n");
    str_done(&out);
}

/* ---- flow ---- */

static struct app *app_of(const char *line)
{
    static const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct err e = {0};
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
    app_settle(app);
    return app;
}

static void assert_width(const char *text, size_t most)
{
    for (const char *p = text; *p; p += strcspn(p, "\n") + 1)
        assert_true(strcspn(p, "\n") <= most);
}

static void test_flow(void **state)
{
    (void)state;
    struct app *app = app_of("flow elu elu:alpha=0.5 sigmoid layers=4 width=6 batch=5");
    struct str out;
    str_init(&out);
    report_flow(app, REPORT_TSV, 0, &out);
    static const char header[] =
        "act\tlayer\tz_mean\tz_rms\ta_mean\ta_rms\tzero\tsaturated\tdead\tslope_rms\tgrad_rms\t"
        "grad_log10\tdw_rms\tdw_log10\ttheory_log10\tshare_slope\tshare_weight\t"
        "share_norm\tshare_skip\tdgamma_rms\tdgamma\n";
    assert_true(str_starts(out.data, header));
    assert_int_equal(count_lines(out.data), 1 + 3 * 4);
    assert_columns(out.data, '\t', 21);
    assert_non_null(strstr(out.data, "\nelu\t1\t"));
    assert_non_null(strstr(out.data, "\nelu#2\t4\t"));
    /* A number reads back to the one it was. */
    double v;
    char field[64];
    const char *p = strstr(out.data, "\nsigmoid\t2\t") + strlen("\nsigmoid\t2\t");
    (void)str_copy(field, strcspn(p, "\t") + 1, p);
    assert_true(fmt_parse(field, &v));
    assert_true(v == app_flow(app, 2)->layer[1].z_mean);
    str_clear(&out);
    report_flow(app, REPORT_CSV, 0, &out);
    assert_columns(out.data, ',', 21);
    str_clear(&out);
    report_flow(app, REPORT_JSON, 0, &out);
    assert_json(out.data);
    str_clear(&out);
    report_flow(app, REPORT_TABLE, 0, &out);
    assert_int_equal(count_lines(out.data), 1 + 3 * 4);
    str_clear(&out);
    report_flow(app, REPORT_TABLE, 80, &out);
    assert_int_equal(count_lines(out.data), 1 + 3 * 4 + 1);
    assert_width(out.data, 80);
    assert_non_null(strstr(out.data, "layer"));
    assert_non_null(strstr(out.data, "grad_rms  grad_log10"));
    assert_non_null(strstr(out.data, " more columns where there is room"));
    str_clear(&out);
    report_flow(app, REPORT_TSV, 80, &out); /* never in what machines read */
    assert_columns(out.data, '\t', 21);
    str_done(&out);
    app_free(app);
}

/* ---- eval ---- */

static void test_eval(void **state)
{
    (void)state;
    static const double xs[] = {0, 1.5, NOT_A_NUMBER, -INF};
    static const char *const want[] = {
        [REPORT_TABLE] = "             x              f             f'\n"
                         "             0              0              0\n"
                         "           1.5            1.5              1\n"
                         "           nan            nan            nan\n"
                         "          -inf              0              0\n",
        [REPORT_TSV] = "x\tf\tdf\n0\t0\t0\n1.5\t1.5\t1\nnan\tnan\tnan\n-inf\t0\t0\n",
        [REPORT_CSV] = "x,f,df\n0,0,0\n1.5,1.5,1\nnan,nan,nan\n-inf,0,0\n",
        [REPORT_JSON] =
            "[\n{\"x\": 0, \"f\": 0, \"df\": 0},\n{\"x\": 1.5, \"f\": 1.5, \"df\": 1},\n"
            "{\"x\": \"nan\", \"f\": \"nan\", \"df\": \"nan\"},\n"
            "{\"x\": \"-inf\", \"f\": 0, \"df\": 0}\n]\n",
    };
    const struct act_use relu = act_use_of(act_find(NULL, "relu"));
    for (int format = REPORT_TABLE; format <= REPORT_JSON; format++) {
        struct str out;
        str_init(&out);
        report_eval_start((enum report_format)format, &out);
        for (size_t i = 0; i < sizeof xs / sizeof xs[0]; i++)
            report_eval_row((enum report_format)format,
                            (double[]){xs[i], act_f(&relu, xs[i]), act_df(&relu, xs[i])}, i == 0,
                            &out);
        report_eval_end((enum report_format)format, &out);
        assert_string_equal(out.data, want[format]);
        str_done(&out);
    }
    struct str none; /* no number at all is still valid */
    str_init(&none);
    report_eval_start(REPORT_JSON, &none);
    report_eval_end(REPORT_JSON, &none);
    assert_json(none.data);
    str_done(&none);
}

/* ---- list and describe: every function, every format ---- */

static void test_list(void **state)
{
    (void)state;
    struct str out;
    str_init(&out);
    report_list(NULL, REPORT_TSV, 0, &out);
    assert_int_equal(count_lines(out.data), 1 + act_count);
    assert_columns(out.data, '\t', 4);
    str_clear(&out);
    report_list(NULL, REPORT_JSON, 0, &out);
    assert_json(out.data);
    str_clear(&out);
    report_list(NULL, REPORT_TABLE, 0, &out);
    for (int i = 0; i < act_count; i++)
        assert_non_null(strstr(out.data, act_table[i]->title));
    assert_null(strstr(out.data, "--format"));
    str_clear(&out);
    report_list(NULL, REPORT_TABLE, 80, &out);
    assert_width(out.data, 80);
    for (int i = 0; i < act_count; i++) /* before parameters and other names */
        assert_non_null(strstr(out.data, act_table[i]->title));
    assert_non_null(
        strstr(out.data, "\n2 more columns where there is room, or with --format tsv\n"));
    str_clear(&out);
    report_list(NULL, REPORT_TABLE, 1, &out);
    assert_non_null(strstr(out.data, "\nrelu\n"));
    assert_non_null(strstr(out.data, "\n3 more columns"));
    str_done(&out);
}

/* The key is there where the value is, and reads back to it. */
static void assert_fact(const char *json, const struct fact *fact, const struct act_use *use)
{
    struct act_facts facts;
    char key[64];
    const struct kernel *kernel = kernel_choose(NULL, NULL);
    measure(kernel, use, &facts);
    const struct fact_source from = {
        .use = use, .facts = &facts, .fixed = measure_fixed(kernel, use, 2, 0)};
    double v = fact->get(&from), back;
    (void)snprintf(key, sizeof key, "\n \"%s\": ", fact->name);
    const char *at = strstr(json, key);
    if (str_is(fact->name, "kinks")) {
        assert_int_equal(at[strlen(key)], '[');
        return;
    }
    assert_int_equal(at != NULL, !isnan(v));
    if (!at || fact->kind != FACT_NUMBER)
        return;
    at += strlen(key);
    at += *at == '"';
    char number[64];
    (void)snprintf(number, sizeof number, "%.*s", (int)strcspn(at, "\",\n"), at);
    assert_true(fmt_parse(number, &back));
    assert_true(back == v);
}

static void test_describe(void **state)
{
    (void)state;
    const struct kernel *kernel = kernel_choose(NULL, NULL);
    for (int i = 0; i < act_count; i++) {
        const struct act_use use = act_use_of(act_table[i]);
        struct str out;
        str_init(&out);
        report_describe(kernel, &use, REPORT_JSON, &out);
        assert_json(out.data);
        for (int k = 0; k < fact_count; k++)
            assert_fact(out.data, &fact_table[k], &use);
        str_clear(&out);
        report_describe(kernel, &use, REPORT_TSV, &out);
        assert_columns(out.data, '\t', 2);
        str_clear(&out);
        report_describe(kernel, &use, REPORT_TABLE, &out);
        assert_true(str_starts(out.data, act_table[i]->name));
        for (const char *p = out.data; *p; p += strcspn(p, "\n") + 1)
            assert_true(strcspn(p, "\n") <= 80);
        for (int k = 0; k < act_params(act_table[i]); k++)
            assert_non_null(strstr(out.data, act_table[i]->param[k].name));
        str_done(&out);
    }
}

/* ---- table ---- */

static struct app *table_app(const char *command)
{
    const struct app_host host = {0};
    struct app *app = app_new(&host, kernel_choose(NULL, NULL));
    struct err e = {0};
    if (!app_run(app, command, &e))
        fail_msg("%s", e.text);
    app_settle(app);
    return app;
}

static void test_table(void **state)
{
    (void)state;
    struct app *app = table_app("table");
    struct str out;
    str_init(&out);
    report_table(app, REPORT_TSV, 0, &out);
    assert_int_equal(count_lines(out.data), 1 + act_count);
    assert_columns(out.data, '\t', 1 + fact_count);
    str_clear(&out);
    report_table(app, REPORT_CSV, 0, &out);
    assert_columns(out.data, ',', 1 + fact_count);
    str_clear(&out);
    report_table(app, REPORT_JSON, 0, &out);
    assert_json(out.data);
    assert_non_null(strstr(out.data, "\"range_hi\": \"inf\""));
    assert_null(strstr(out.data, "nan")); /* no key where there is no value */
    str_clear(&out);
    report_table(app, REPORT_TABLE, 0, &out);
    assert_int_equal(count_lines(out.data), 1 + act_count);
    str_done(&out);
    app_free(app);
}

/* Cut to a width it goes on below, the names with it, and nothing is lost. */
static void test_table_in_blocks(void **state)
{
    (void)state;
    enum { WIDTH = 60 };
    struct app *app = table_app("table");
    struct str out;
    int relu = 0, blocks = 0;
    str_init(&out);
    report_table(app, REPORT_TABLE, WIDTH, &out);
    for (const char *p = out.data; *p; p += strcspn(p, "\n") + 1) {
        assert_true(strcspn(p, "\n") <= WIDTH);
        relu += str_starts(p, "relu ");
        blocks += str_starts(p, "name ");
    }
    assert_true(blocks > 1);
    assert_int_equal(relu, blocks);
    for (int k = 0; k < fact_count; k++)
        assert_non_null(strstr(out.data, fact_table[k].name));
    str_done(&out);
    app_free(app);
}

static void test_table_filtered(void **state)
{
    (void)state;
    struct app *app = table_app("table filter=lu sort=gain reverse=on");
    struct str out;
    double last = INF, v;
    str_init(&out);
    report_table(app, REPORT_TSV, 0, &out);
    assert_null(strstr(out.data, "\nsigmoid\t"));
    assert_non_null(strstr(out.data, "\nrelu\t"));
    int column = 0;
    while (!str_is(fact_table[column].name, "gain"))
        column++;
    for (const char *p = strchr(out.data, '\n') + 1; *p; p += strcspn(p, "\n") + 1) {
        const char *cell = p;
        char number[64];
        for (int k = 0; k <= column; k++)
            cell += strcspn(cell, "\t\n") + 1;
        (void)snprintf(number, sizeof number, "%.*s", (int)strcspn(cell, "\t\n"), cell);
        assert_true(fmt_parse(number, &v));
        assert_true(isnan(v) || v <= last);
        last = isnan(v) ? last : v;
    }
    str_done(&out);
    app_free(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_reader),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_table_is_aligned),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_eval),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_describe),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_in_blocks),
        cmocka_unit_test(test_table_filtered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
