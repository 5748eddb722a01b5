/* f and f' of every built-in function against exact values, which GNU MPFR computed (`make exact`).
 * Prints the worst error of each use and where it is. A row may claim less than the contract, 2
 * units in the last place for f and 4 for f', never more. */
#include "num/act.h"

#include "points.h"
#include "truth.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double contract[2] = {2, 4};

/* The worst error of f or f', and where. */
struct worst {
    double error, x;
};

static void note(struct worst *w, struct truth t, double computed, double x)
{
    double error = truth_error(t, computed);
    if (error > w->error)
        *w = (struct worst){error, x};
}

/* The next line without its end; fails at the end of the file. */
static char *next_line(FILE *in, char line[128])
{
    assert_non_null(fgets(line, 128, in));
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* The line "BITS REST BITS REST". */
static void read_pair(const char *line, struct truth t[2])
{
    char *end;
    assert_true(truth_read(line, &end, &t[0]));
    assert_true(truth_read(end, &end, &t[1]));
    assert_int_equal(*end, 0);
}

static struct act_use parse(const char *text)
{
    struct act_use use;
    struct err e;
    if (!act_parse(NULL, text, &use, &e))
        fail_msg("%s: %s", text, e.text);
    return use;
}

/* Do the errors keep below the claim and the contract? */
static int judge(const char *act, const struct worst w[2], const double claim[2])
{
    int bad = 0;
    for (int i = 0; i < 2; i++) {
        double limit = fmin(claim[i], contract[i]);
        if (w[i].error <= limit)
            continue;
        print_error("%s: f%s is wrong by %.3f units in the last place at %.17g; %g is allowed\n",
                    act, i ? "'" : "", w[i].error, w[i].x, limit);
        bad++;
    }
    print_message("  %-40s f %6.3f at %-24.17g f' %6.3f at %.17g\n", act, w[0].error, w[0].x,
                  w[1].error, w[1].x);
    return bad;
}

/* One use: its header has to say what is asked for here. Returns how many limits it breaks. */
static int compare_use(const struct points_use *place, FILE *in)
{
    char line[128], header[128];
    (void)snprintf(header, sizeof header, "%s %d", place->act, POINTS_STORED);
    assert_string_equal(next_line(in, line), header);
    struct act_use use = parse(place->act);
    struct worst w[2] = {{0, 0}, {0, 0}};
    for (int i = 0; i < POINTS_STORED; i++) {
        double x = points_at(place, (uint64_t)i);
        struct truth t[2];
        read_pair(next_line(in, line), t);
        note(&w[0], t[0], act_f(&use, x), x);
        note(&w[1], t[1], act_df(&use, x), x);
    }
    return judge(place->act, w, (double[2]){use.act->ulp_f, use.act->ulp_df});
}

static bool is_of(const struct points_use *use, const struct act *act)
{
    size_t n = strcspn(use->act, ":");
    return strlen(act->name) == n && memcmp(use->act, act->name, n) == 0;
}

/* All uses of one function; a function without any has failed. */
static void compare_act(void **state)
{
    const struct act *act = *state;
    char path[128];
    (void)snprintf(path, sizeof path, "tests/num/exact/%s.txt", act->name);
    FILE *in = fopen(path, "r");
    if (!in)
        fail_msg("%s has no exact values in %s", act->name, path);
    int uses = 0, bad = 0;
    for (int i = 0; i < points_count; i++) {
        if (!is_of(&points_uses[i], act))
            continue;
        bad += compare_use(&points_uses[i], in);
        uses++;
    }
    assert_true(uses > 0);
    assert_int_equal(fgetc(in), EOF);
    (void)fclose(in);
    assert_int_equal(bad, 0);
}

/* The measure itself: a double's neighbours are one unit away, at powers of two half a unit on the
 * lower side; subnormals have a unit of their own. */
static void units_are_those_of_the_exact_value(void **state)
{
    (void)state;
    struct truth one = {1, 0}, below = {1, -0.25}, tiny = {0, 0.25},
                 most = {0x1.fffffffffffffp1023, 0};
    assert_true(truth_error(one, 1) == 0);
    assert_true(truth_error(one, 1 + 0x1p-52) == 1);
    assert_true(truth_error(below, 1) == 0.25);
    assert_true(truth_error(below, 1 - 0x1p-53) == 0.75);
    assert_true(truth_error(tiny, 0) == 0.25);
    assert_true(truth_error(tiny, 0x1p-1074) == 0.75);
    assert_true(truth_error(most, (double)INFINITY) == 1);
    assert_true(isinf(truth_error(most, (double)-INFINITY)) ||
                truth_error(most, (double)-INFINITY) > 1e15);
    assert_true(isinf(truth_error((struct truth){(double)INFINITY, 0}, most.value)));
    assert_true(isinf(truth_error(one, (double)NAN)));
    assert_true(truth_error((struct truth){(double)NAN, 0}, (double)NAN) == 0);
}

int main(void)
{
    struct CMUnitTest *test = calloc((size_t)act_count + 1, sizeof *test);
    if (!test)
        return EXIT_FAILURE;
    test[0] = (struct CMUnitTest)cmocka_unit_test(units_are_those_of_the_exact_value);
    for (int i = 0; i < act_count; i++)
        test[i + 1] = (struct CMUnitTest){act_table[i]->name, compare_act, NULL, NULL,
                                          (void *)(uintptr_t)act_table[i]};
    int failed = _cmocka_run_group_tests("exact", test, (size_t)act_count + 1, NULL, NULL);
    free(test);
    return failed;
}
