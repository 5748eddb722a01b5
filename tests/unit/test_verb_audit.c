/* What an audit's result is called: right, wrong and where, nothing to compare, nothing but zeros;
 * how many entries were skipped is never kept back. */
#include "app_world.h"

#include "app/verb_audit.h"

#include <math.h>

static const struct {
    struct audit_result r;
    int layers;
    bool fine;
    const char *text;
} cases[] = {
    {{.compared = 56, .worst = 3.5e-13, .layer = 4, .what = AUDIT_WEIGHT, .to = 2, .from = 6},
     8,
     true,
     "56 entries agree to 3.5e-13; worst W[3][7] of layer 4"},
    {{.compared = 56, .skipped = 2, .worst = 3.5e-13, .what = AUDIT_INPUT, .to = 4},
     8,
     true,
     "56 entries (2 skipped) agree to 3.5e-13; worst x[5]"},
    {{.compared = 9, .skipped = 1},
     8,
     true,
     "9 entries (1 skipped) agree with central differences"
     " exactly"},
    {{.compared = 5, .zero = 5, .skipped = 3},
     8,
     true,
     "nothing to check: 5 entries (3 skipped) are 0, and so are the differences"},
    {{.compared = 8, .worst = 1e-9, .what = AUDIT_INPUT},
     10000,
     true,
     "8 entries (not of every layer) agree to 1e-09; worst x[1]"},
    {{.skipped = 82}, 8, false, "none of 82 entries can be compared: kinks, or not finite"},
    {{.compared = 40, .worst = 0.5, .what = AUDIT_INPUT, .analytic = 1, .numeric = 2},
     8,
     false,
     "the gradient is wrong by 0.5 of itself at x[1]: 1, by central differences 2"},
    {{.compared = 40, .worst = 1e-9, .forward = 0.25, .forward_layer = 3},
     8,
     false,
     "z of layer 3 is wrong by 0.25 of its rms"},
    {{.compared = 40, .worst = 1e-9, .forward = (double)INFINITY, .forward_layer = 3},
     8,
     false,
     "z of layer 3 is wrong by inf of its rms"},
    {{.compared = 40, .zero = 40, .forward = 0.5, .forward_layer = 1},
     8,
     false,
     "z of layer 1 is wrong by 0.5 of its rms"},
};

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        /* So wide that few entries of a deep stack are asked for. */
        const struct audit_job job = {.spec = {.layers = cases[i].layers,
                                               .width = cases[i].layers > 8 ? 4096 : 8,
                                               .batch = 8}};
        struct str text;
        str_init(&text);
        audit_job_tell(&job, &cases[i].r, &text);
        assert_string_equal(text.data, cases[i].text);
        assert_int_equal(audit_job_is_fine(&cases[i].r), cases[i].fine);
        str_done(&text);
    }
}

/* A real one that skips. */
static void test_skipped_are_told(void **state)
{
    struct app *app = *state;
    bool is_error = true;
    run(app, "flow relu mode=chain layers=20 weight=1 input=0; audit");
    assert_non_null(strstr(app_note_text(app, &is_error), " skipped) are 0"));
    assert_false(is_error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_words), TEST(test_skipped_are_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
