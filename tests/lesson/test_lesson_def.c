#include "world.h"

#include <math.h>

static const char text[] =
    HEAD "## One {#one}\n\n```run\ndef own(x, b=2) = b*x^2\nplot own\ncursor 1\n```\n\n"
         "Its slope at 1 is `=own'(1)`.\n\n"
         "```ask {#slope}\nAnd at 3?\nnumber: =own'(3)\nhint: Twice b times x.\n```\n\n"
         "## Two {#two}\n\n```run\nplot own x*own(x)\n```\n\n"
         "```task {#turn}\nMake it 9 there.\ngoal: own.b == 9 => b is 9\nhint: Turn b.\n"
         "solution: set b 9\n```\n\n"
         "```claim\nown(1) == 2\n```\n";

static double get(struct world *w, const char *expr)
{
    double v = (double)NAN;
    struct err e = {0};
    if (!app_get(w->app, expr, &v, &e))
        fail_msg("%s: %s", expr, e.text);
    return v;
}

/* A lesson has functions of its own, and nobody else's; what was there before comes back. */
static void a_lesson_defines_its_own(void **state)
{
    (void)state;
    struct world w = {.lesson = text};
    begin(&w, "");
    assert_true(run(&w, "def own(x) = -x; def mine(x) = x + 5; plot mine"));
    open_lesson(&w, 0);
    assert_int_equal(app_settings(w.app)->names.n, 1);
    assert_string_equal(lesson_block(w.l, 1)->text, "Its slope at 1 is \0034\4.");
    assert_false(run(&w, "plot mine"));
    assert_true(run(&w, "def learners(x) = own(x); plot learners"));
    answer_well(&w);
    assert_true(run(&w, "next"));
    answer_well(&w); /* a parameter is turned */
    assert_true(get(&w, "own.b") == 9);
    assert_true(get(&w, "own(1)") == 2);
    assert_true(run(&w, "leave"));
    assert_true(get(&w, "own(1)") == -1);
    assert_true(get(&w, "mine(1)") == 6);
    assert_string_equal(app_settings(w.app)->plot.acts.use[0].act->name, "mine");
    assert_false(run(&w, "plot learners"));
    /* What was interned on the way serves undo, also after another lesson. */
    assert_true(run(&w, "lesson small; leave; undo; undo; undo"));
    end(&w);
}

/* The checker plays it too, and finds what is wrong with a definition. */
static void the_checker_knows_definitions(void **state)
{
    (void)state;
    struct err e = {0};
    struct str out;
    int warnings;
    str_init(&out);
    const struct kernel *kernel = kernel_choose(NULL, &e);
    assert_int_equal(lesson_check("def.md", text, strlen(text), kernel, &out, &warnings), 0);
    static const char bad[] = HEAD "## One {#one}\n\n```run\nplot relu\n"
                                   "def own(x) = x*nosuch\n```\n\nWords.\n";
    str_clear(&out);
    assert_true(lesson_check("bad.md", bad, strlen(bad), kernel, &out, &warnings) > 0);
    assert_non_null(strstr(out.data, "bad.md:10:16: "));
    assert_non_null(strstr(out.data, "nosuch"));
    str_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_defines_its_own),
        cmocka_unit_test(the_checker_knows_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
