/* The table of activation functions as a whole: complete rows, unique names, uses parsed, printed
 * and refused, kinks that are left. What the rows say about their functions is test_act_rows. */
#include "num/act.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/str.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

static bool is_sentence(const char *text)
{
    return text[0] >= 'A' && text[0] <= 'Z' && text[strlen(text) - 1] == '.';
}

static void check_texts(const struct act *act)
{
    const char *needed[] = {act->name, act->title, act->formula, act->derivative, act->source};
    for (int k = 0; k < COUNT(needed); k++)
        assert_true(needed[k] && *needed[k]);
    /* The course's comparison is in sentences. */
    assert_true(is_sentence(act->what) && is_sentence(act->pro));
    assert_true(is_sentence(act->con) && is_sentence(act->when));
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        assert_true(act->dialect[k].says && *act->dialect[k].says);
}

static void check_params(const struct act *act)
{
    assert_int_equal(act->dparam != NULL, act_params(act) > 0);
    for (int k = 0; k < act_params(act); k++) {
        const struct act_param *p = &act->param[k];
        assert_true(p->min <= p->value && p->value <= p->max && p->step > 0);
        assert_true(is_sentence(p->help));
        assert_int_equal(act_param_find(act, p->name, NULL), k);
    }
}

static void rows_are_complete(void **state)
{
    (void)state;
    bool used[ACT_LOOP_COUNT] = {false};
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        check_texts(act);
        check_params(act);
        assert_true(act->f && act->df && act->d2f && !act->body);
        assert_int_equal(act->convention != NULL, act->kinks != NULL);
        assert_true(act->loop < ACT_LOOP_FORMULA);
        assert_true(act->ulp_f >= 0 && act->ulp_f <= 2 && act->ulp_df >= 0 && act->ulp_df <= 4);
        for (int k = 0; k < ACT_INTERVALS; k++)
            assert_true(act->interval[k].lo <= act->interval[k].hi);
        used[act->loop] = true;
    }
    for (int k = 0; k < ACT_LOOP_FORMULA; k++)
        assert_true(used[k]);
}

/* The catalogue, in the order in which it is shown. */
static void nothing_is_missing(void **state)
{
    (void)state;
    static const char *const names[] = {
        "identity",   "step",          "signum",     "sigmoid",
        "tanh",       "relu",          "leaky_relu", "prelu",
        "elu",        "softplus",      "maxout",     "lif",
        "selu",       "celu",          "gelu",       "gelu_tanh",
        "silu",       "swish",         "mish",       "relu6",
        "rrelu",      "srelu",         "hardtanh",   "hardsigmoid",
        "hardswish",  "softsign",      "logsigmoid", "tanhshrink",
        "softshrink", "hardshrink",    "threshold",  "thresholded_relu",
        "squareplus", "sparse_plus",   "lecun_tanh", "symmetrical_sigmoid",
        "arctan",     "bent_identity", "loglog",     "gaussian",
        "absolute",   "sin",           "cos",        "sinc",
        "elish",      "relu2",         "isru",       "snake"};
    assert_int_equal(act_count, COUNT(names));
    for (int i = 0; i < act_count; i++)
        assert_string_equal(act_table[i]->name, names[i]);
}

/* Every name and alias means one row only. */
static void names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++) {
        char words[256], *rest = words;
        (void)snprintf(words, sizeof words, "%s %s", act_table[i]->name,
                       act_table[i]->aliases ? act_table[i]->aliases : "");
        for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
            assert_ptr_equal(act_find(NULL, word), act_table[i]);
    }
    assert_ptr_equal(act_find(NULL, "linear"), act_find(NULL, "identity"));
    assert_ptr_equal(act_find(NULL, "logistic"), act_find(NULL, "sigmoid"));
    assert_ptr_equal(act_find(NULL, "lrelu"), act_find(NULL, "leaky_relu"));
    assert_null(act_find(NULL, "Relu"));
    assert_null(act_find(NULL, ""));
}

static void parse_and_print(void **state)
{
    (void)state;
    static const char *const same[] = {"relu",
                                       "elu:alpha=0.5",
                                       "leaky_relu:alpha=-10",
                                       "prelu:gamma=1",
                                       "softplus:beta=10",
                                       "elu:alpha=1e-300",
                                       "hardtanh:min=-2,max=2",
                                       "hardsigmoid:alpha=0.2",
                                       "lif:t_ref=0,R=2",
                                       "maxout:b1=1,k2=-0.5",
                                       "srelu:tl=-2,al=0.2,tr=2,ar=0.2",
                                       "rrelu:upper=0.25",
                                       "softshrink:lambda=1"};
    static const char *const others[][2] = {
        {"elu:gamma=0.5", "elu:alpha=0.5"},
        {"lrelu:slope=0.01", "leaky_relu"},
        {"prelu:alpha=5e-1", "prelu:gamma=0.5"},
        {"elu:alpha=1", "elu"},
        {"elu:alpha=2,gamma=3", "elu:alpha=3"},
        {"leaky_relu:alpha=-0", "leaky_relu:alpha=0"},
        {"elu:alpha=0.3333333333333333", "elu:alpha=0.3333333333333333"},
        {"hardsigmoid:alpha=0.16666666666666666", "hardsigmoid"},
        {"hard_tanh:max_val=3,min_val=-1", "hardtanh:max=3"},
        {"threshold:theta=0.5,v=-1", "threshold:threshold=0.5,value=-1"},
        {"lif:r=2,threshold=3", "lif:R=2,theta=3"},
    };
    struct act_use use, again;
    struct str text;
    str_init(&text);
    for (int i = 0; i < COUNT(same); i++) {
        assert_true(act_parse(NULL, same[i], &use, NULL));
        str_clear(&text);
        act_print(&use, &text);
        assert_string_equal(text.data, same[i]);
        assert_true(act_parse(NULL, text.data, &again, NULL));
        assert_true(act_same(&use, &again));
    }
    for (int i = 0; i < COUNT(others); i++) {
        assert_true(act_parse(NULL, others[i][0], &use, NULL));
        str_clear(&text);
        act_print(&use, &text);
        assert_string_equal(text.data, others[i][1]);
    }
    str_done(&text);
    assert_true(act_parse(NULL, "elu", &use, NULL) && act_parse(NULL, "elu:alpha=2", &again, NULL));
    assert_false(act_same(&use, &again));
}

static void parse_errors(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"sigmod", "unknown function 'sigmod'; did you mean sigmoid?"},
        {"ELU", "unknown function 'ELU'; did you mean elu?"},
        {"exp", "exp is a function of formulas: write 'exp(x)'"},
        {"Log", "Log is a function of formulas: write 'log(x)'"},
        {"quux", "unknown function 'quux'; `list` shows all"},
        {"", "a function's name is missing; `list` shows all"},
        {":alpha=1", "a function's name is missing; `list` shows all"},
        {"relu:alpha=1", "relu takes no parameters"},
        {"elu:beta=1", "elu has no parameter 'beta'; it has alpha, also called gamma or a"},
        {"elu:alpha=11", "elu: alpha is 0 to 10, not 11"},
        {"elu:alpha=-0.5", "elu: alpha is 0 to 10, not -0.5"},
        {"elu:alpha=nan", "elu: alpha is 0 to 10, not nan"},
        {"elu:alpha=", "elu: alpha is a number, not ''"},
        {"elu:gamma=1x", "elu: gamma is a number, not '1x'"},
        {"elu:", "elu: PARAM=VALUE is expected after ':', not ''"},
        {"elu:alpha", "elu: PARAM=VALUE is expected after ':', not 'alpha'"},
        {"elu:alpha=1,", "elu: PARAM=VALUE is expected after ':', not ''"},
        {"softplus:beta=0", "softplus: beta is 0.01 to 100, not 0"},
        {"lif:tau=0", "lif: tau is 0.01 to 100, not 0"},
        {"snake:alpha=0", "snake: alpha is 0.01 to 100, not 0"},
        {"squareplus:b=-1", "squareplus: b is 0 to 100, not -1"},
        {"maxout:k3=1",
         "maxout has no parameter 'k3'; it has k1, also called w1; b1; k2, also called w2; and b2"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct err e = {0};
        struct act_use use = {0};
        assert_false(act_parse(NULL, cases[i][0], &use, &e));
        assert_string_equal(e.text, cases[i][1]);
        assert_null(use.act); /* nothing half done */
        assert_false(act_parse(NULL, cases[i][0], &use, NULL));
    }
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct err e = {0};
    struct act_use use;
    assert_false(act_parse(NULL, text, &use, &e));
    assert_non_null(strstr(e.text, "too long"));
}

static void kinks_that_are_left(void **state)
{
    (void)state;
    static const struct {
        const char *use;
        int n;
        double kink[3];
    } cases[] = {
        {"relu", 1, {0}},
        {"step", 1, {0}},
        {"signum", 1, {0}},
        {"sigmoid", 0, {0}},
        {"identity", 0, {0}},
        {"absolute", 1, {0}},
        {"elu", 0, {0}},
        {"elu:alpha=0.5", 1, {0}},
        {"leaky_relu", 1, {0}},
        {"leaky_relu:alpha=1", 0, {0}},
        {"prelu:gamma=0", 1, {0}},
        {"rrelu", 1, {0}},
        {"rrelu:lower=0.5,upper=1.5", 0, {0}},
        {"relu2", 0, {0}},
        {"relu6", 2, {0, 6}},
        {"srelu", 2, {-1, 1}},
        {"srelu:al=1", 1, {1}},
        {"hardtanh:min=-0.5", 2, {-0.5, 1}},
        {"hardsigmoid", 2, {-3, 3}},
        {"hardsigmoid:alpha=0.2", 2, {-2.5, 2.5}},
        {"hardsigmoid:alpha=0", 0, {0}},
        {"hardswish", 2, {-3, 3}},
        {"sparse_plus", 0, {0}},
        {"softshrink", 2, {-0.5, 0.5}},
        {"softshrink:lambda=0", 0, {0}},
        {"hardshrink:lambda=2", 2, {-2, 2}},
        {"threshold", 1, {1}},
        {"thresholded_relu:alpha=3", 1, {3}},
        {"maxout", 1, {0}},
        {"maxout:b2=3", 1, {4}},
        {"maxout:k2=1", 0, {0}},
        {"maxout:k2=1,b2=1", 0, {0}},
        {"squareplus", 0, {0}},
        {"squareplus:b=0", 1, {0}},
        {"lif:theta=3,R=2", 1, {1.5}},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct act_use use;
        assert_true(act_parse(NULL, cases[i].use, &use, NULL));
        if (use.kinks != cases[i].n)
            fail_msg("%s: %d kinks", cases[i].use, (int)use.kinks);
        for (int k = 0; k < cases[i].n; k++) {
            assert_true(use.kink[k] == cases[i].kink[k]);
            assert_true(act_is_kink(&use, use.kink[k]));
        }
        assert_false(act_is_kink(&use, 0.25));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_complete), cmocka_unit_test(nothing_is_missing),
        cmocka_unit_test(names_are_unique),  cmocka_unit_test(parse_and_print),
        cmocka_unit_test(parse_errors),      cmocka_unit_test(kinks_that_are_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
