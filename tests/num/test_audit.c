/* The gradient of every function in every form of network against differences; that the audit sees
 * what is wrong, skips what cannot be judged, and refuses what it cannot do. */
#include "num/audit.h"
#include "num/stack_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "nets.h"

static struct stack_spec spec_of(const char *act, int layers, int width, int batch)
{
    struct stack_spec spec = nets_spec(act, layers, width, batch);
    spec.bias = 0.3;
    spec.weight = 1.5;
    spec.input = 0.4;
    return spec;
}

static struct audit_result audit(const struct stack *s, int entries, uint64_t seed)
{
    struct err e = {0};
    struct audit *a = audit_new(s, entries, seed, &e);
    if (!a)
        fail_msg("%s", e.text);
    double before = 0;
    while (audit_step(a)) {
        assert_true(audit_progress(a) >= before && audit_progress(a) < 1);
        before = audit_progress(a);
    }
    assert_true(audit_progress(a) == 1);
    const struct audit_result r = *audit_result(a);
    assert_int_equal(r.compared + r.skipped, entries);
    audit_free(a);
    return r;
}

static void say(const struct stack_spec *spec, const struct audit_result *r)
{
    fail_msg("%s, norm %d, residual %d: %g at %s of layer %d [%d][%d] sample %d: %.17g, not %.17g; "
             "forward %g, skipped %d",
             spec->act.act->name, (int)spec->norm, spec->residual, r->worst,
             r->what == AUDIT_INPUT ? "x" : "W", r->layer, r->to, r->from, r->sample, r->analytic,
             r->numeric, r->forward, r->skipped);
}

/* Every function, with and without a skip, under every norm. */
static void every_network(void **state)
{
    (void)state;
    for (int i = 0; i < act_count; i++)
        for (int form = 0; form < 6; form++) {
            struct stack_spec spec = spec_of(act_table[i]->name, 4, 6, 5);
            spec.norm = (enum stack_norm)(form / 2);
            spec.residual = form % 2;
            struct stack *s = nets_run(&spec);
            struct audit_result r = audit(s, 20, 3);
            if (!(r.worst <= 1e-6) || !(r.forward <= 1e-9) || r.compared < 15)
                say(&spec, &r);
            bool constant =
                spec.act.act->loop == ACT_LOOP_STEP || spec.act.act->loop == ACT_LOOP_SIGNUM;
            if (constant && !spec.residual && (r.worst != 0 || r.analytic != 0 || r.numeric != 0))
                say(&spec, &r);
            stack_free(s);
        }
}

/* Deep, wide and narrow ones, all initialisations, chains: windows that do not reach the top. */
static void every_shape(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int layers, width, batch;
        enum stack_init init;
        double bias;
    } row[] = {
        {"sigmoid", 60, 12, 5, STACK_XAVIER, 0},
        {"tanh", 30, 20, 9, STACK_NORMAL, 0.1},
        {"relu", 40, 17, 5, STACK_NORMAL, 0},
        {"gelu", 25, 16, 8, STACK_XAVIER, 0},
        {"softplus", 12, 3, 4, STACK_HE, 1},
        {"elu:alpha=2", 9, 40, 3, STACK_ORTHOGONAL, 0},
        {"leaky_relu", 80, 10, 4, STACK_HE, 0},
        {"prelu:gamma=-0.5", 10, 10, 10, STACK_LECUN, 0},
        {"silu", 1, 2, 2, STACK_UNIFORM, 0},
        {"swish:beta=20", 5, 12, 7, STACK_HE, 0.2},
        {"softplus:beta=30", 6, 9, 4, STACK_HE, 0},
        {"srelu", 8, 14, 6, STACK_HE, 0.5},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        for (int form = 0; form < 6; form++) {
            struct stack_spec spec = spec_of(row[i].act, row[i].layers, row[i].width, row[i].batch);
            spec.init = row[i].init;
            spec.init_scale = 0.5;
            spec.bias = row[i].bias;
            spec.norm = (enum stack_norm)(form / 2);
            spec.residual = form % 2;
            struct stack *s = nets_run(&spec);
            struct audit_result r = audit(s, spec.layers < 30 ? spec.layers + 1 : 31, 7);
            if (!(r.worst <= 1e-6) || !(r.forward <= 1e-9) || r.compared < 2 * r.skipped)
                say(&spec, &r);
            stack_free(s);
        }
    for (int i = 0; i < act_count; i++)
        for (int residual = 0; residual < 2; residual++) {
            struct stack_spec spec = spec_of(act_table[i]->name, 30, 1, 1);
            spec.mode = STACK_CHAIN;
            spec.residual = residual;
            struct stack *s = nets_run(&spec);
            struct audit_result r = audit(s, 31, 1);
            if (!(r.worst <= 1e-6) || r.compared != 31)
                say(&spec, &r);
            stack_free(s);
        }
}

/* The gradient at x of layer 1 of a thousand sigmoids is 10^-600 of that of the last, and still is
 * checked, each layer by those above it. */
static void where_no_double_reaches(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("sigmoid", 1000, 6, 4);
    spec.init = STACK_XAVIER;
    struct stack *s = nets_run(&spec);
    assert_true(stack_result(s)->layer[0].grad_rms == 0);
    struct audit_result r = audit(s, 1001, 1);
    if (!(r.worst <= 1e-6))
        say(&spec, &r);
    assert_int_equal(r.compared, 1001);
    stack_free(s);
}

/* A thousandth too much in one layer's d, in x's gradient, in an activation: all of them are seen,
 * and the layer is named. */
static void mistakes_are_seen(void **state)
{
    (void)state;
    for (int form = 0; form < 6; form++)
        for (int l = 0; l <= 4; l++) {
            struct stack_spec spec = spec_of("tanh", 4, 7, 6);
            spec.norm = (enum stack_norm)(form / 2);
            spec.residual = form % 2;
            struct stack *s = nets_run(&spec);
            double *wrong = l == 0 ? s->g : stack_layer_d(s, l);
            for (ptrdiff_t i = 0; i < s->matrix; i++)
                wrong[i] *= 1.001;
            struct audit_result r = audit(s, 60, 1);
            /* Below the wrong layer windows may end in it, of which they then have the same. */
            if (!(r.worst > 9e-4 && r.worst < 1.1e-3) || (spec.residual && r.layer != l))
                say(&spec, &r);
            stack_free(s);

            s = nets_run(&spec);
            wrong = stack_layer_z(s, l < 1 ? 1 : l);
            for (ptrdiff_t i = 0; i < s->matrix; i++)
                wrong[i] *= 1.001;
            r = audit(s, 60, 1);
            assert_true(r.forward > 1e-4);
            assert_int_equal(r.forward_layer, l < 1 ? 1 : l);
            stack_free(s);
        }
}

/* What is no number is not taken for agreement: neither a gradient beside finite differences nor a
 * z beside a finite one. */
static void numbers_that_are_none_are_seen(void **state)
{
    (void)state;
    const double none[] = {(double)NAN, (double)INFINITY};
    for (int i = 0; i < 2; i++) {
        struct stack_spec spec = spec_of("tanh", 4, 7, 6);
        struct stack *s = nets_run(&spec);
        s->g[0] = none[i];
        struct audit_result r = audit(s, 2000, 1);
        assert_true(isinf(r.worst));
        assert_true(r.what == AUDIT_INPUT && r.to == 0 && r.sample == 0);
        assert_true(isfinite(r.numeric) && !isfinite(r.analytic));
        stack_free(s);

        s = nets_run(&spec);
        stack_layer_z(s, 3)[8] = none[i];
        r = audit(s, 60, 1);
        assert_true(isinf(r.forward));
        assert_int_equal(r.forward_layer, 3);
        stack_free(s);
    }
}

/* The same seed draws the same entries, another others. */
static void seeds_draw(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("gelu", 3, 30, 8);
    struct stack *s = nets_run(&spec);
    struct audit_result a = audit(s, 12, 1), b = audit(s, 12, 1), c = audit(s, 12, 2);
    assert_true(a.worst == b.worst && a.numeric == b.numeric && a.layer == b.layer);
    assert_true(a.to == b.to && a.from == b.from && a.sample == b.sample);
    assert_true(a.numeric != c.numeric);
    stack_free(s);
}

/* Where all is at a kink there is nothing to compare; overflow is not compared either. */
static void what_cannot_be_judged_is_skipped(void **state)
{
    (void)state;
    struct stack_spec spec = spec_of("relu", 3, 8, 4);
    spec.gain = 0, spec.bias = 0;
    struct stack *s = nets_run(&spec);
    struct audit_result r = audit(s, 30, 1);
    assert_true(r.skipped > 0 && r.worst == 0 && r.zero == r.compared);
    stack_free(s);

    /* The numbers go to 1e12 per layer: past 1e154, then past all. */
    bool overflowed = false;
    for (int layers = 2; layers <= 38; layers += 4) {
        spec = spec_of("relu", layers, 8, 4);
        spec.init = STACK_NORMAL;
        spec.init_scale = spec.gain = 1e6;
        s = nets_run(&spec);
        const double top = stack_result(s)->layer[layers - 1].z_rms;
        r = audit(s, 2 * layers, 1);
        overflowed = overflowed || !isfinite(top);
        if (!(r.worst <= 1e-6) || !(r.forward <= 1e-9) || (top < 1e300 && r.skipped > 0) ||
            (layers > 30 && r.skipped == 0))
            say(&spec, &r);
        for (ptrdiff_t i = 0; i < s->matrix; i++)
            stack_layer_d(s, 2)[i] *= 1.001;
        r = audit(s, 2 * layers, 1);
        if (top < 1e300 && !(r.worst > 9e-4))
            say(&spec, &r);
        stack_free(s);
    }
    assert_true(overflowed);
}

/* Smooth bends that are kinks to steps of z of 1e6, norms and biases that take a million off and
 * leave rounding: each of these once made a right gradient wrong. */
static void what_is_right_is_not_called_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *act;
        int layers, width, batch, entries;
        uint64_t seed;
        enum stack_init init;
        double gain, bias; /* in a chain weight and input */
        enum stack_norm norm;
        enum stack_mode mode;
        bool residual;
    } row[] = {
        {"mish", 9, 6, 5, 10, 18, STACK_LECUN, 1e6, 0.3, STACK_NORM_NONE, STACK_MLP, false},
        {"mish", 20, 12, 7, 21, 18, STACK_HE, 1e3, 0.3, STACK_NORM_NONE, STACK_MLP, false},
        {"mish", 3, 1, 1, 4, 25, STACK_HE, 1e6, 1e-12, STACK_NORM_NONE, STACK_CHAIN, true},
        {"sigmoid", 9, 1, 1, 10, 10, STACK_HE, 1e6, 0, STACK_NORM_NONE, STACK_CHAIN, true},
        {"identity", 20, 12, 7, 21, 2, STACK_HE, 0.1, 1e6, STACK_NORM_BATCH, STACK_MLP, false},
        {"identity", 9, 6, 5, 10, 3, STACK_HE, 0, 1e6, STACK_NORM_BATCH, STACK_MLP, true},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct stack_spec spec = spec_of(row[i].act, row[i].layers, row[i].width, row[i].batch);
        spec.seed = row[i].seed;
        spec.init = row[i].init;
        spec.norm = row[i].norm;
        spec.residual = row[i].residual;
        spec.mode = row[i].mode;
        spec.gain = spec.weight = row[i].gain;
        spec.bias = spec.input = row[i].bias;
        struct stack *s = nets_run(&spec);
        struct audit_result r = audit(s, row[i].entries, 1);
        if (!(r.worst <= 1e-6) || !(r.forward <= 1e-6))
            say(&spec, &r);
        stack_free(s);
    }
}

static void what_it_cannot_do_is_refused(void **state)
{
    (void)state;
    struct err e = {0};
    struct stack_spec spec = spec_of("relu", 3, 8, 4);
    struct stack *s = stack_new(&spec, kernel_choose(NULL, NULL), NULL, &e);
    assert_non_null(s);
    assert_null(audit_new(s, 10, 1, &e));
    assert_non_null(strstr(e.text, "finished"));
    stack_free(s);
    spec.precision = ROUND_F32;
    s = nets_run(&spec);
    assert_null(audit_new(s, 10, 1, &e));
    assert_non_null(strstr(e.text, "precision"));
    stack_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_network),
        cmocka_unit_test(every_shape),
        cmocka_unit_test(where_no_double_reaches),
        cmocka_unit_test(mistakes_are_seen),
        cmocka_unit_test(numbers_that_are_none_are_seen),
        cmocka_unit_test(seeds_draw),
        cmocka_unit_test(what_cannot_be_judged_is_skipped),
        cmocka_unit_test(what_is_right_is_not_called_wrong),
        cmocka_unit_test(what_it_cannot_do_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
