/* The way up through stacks against the figures of independent simulations: what is forgotten,
 * kept, silent, shifted. */
#include "figures.h"

/* ---- the forward pass ---- */

/* How an input is forgotten: standard deviation of a unit over 64 inputs in the layers below. Only
 * means of ten networks are stated; `spread` is that of single ones in layer 50, in decades. */
enum { PLACES = 6 };
static const int places[PLACES] = {1, 2, 5, 10, 20, 50};
static const struct {
    const char *act;
    enum figures_weights weights;
    double want[PLACES], spread; /* 0: less than a double tells from 1/2 */
} forgotten[] = {
    {"sigmoid", XAVIER, {0.21, 0.048, 0.00064, 4.7e-7, 2.5e-13, 0}, 0.07},
    {"sigmoid", HE, {0.26, 0.081, 0.0026, 8.6e-6, 8.9e-11, 0}, 0.07},
    {"sigmoid", NORMAL_1, {0.47, 0.36, 0.24, 0.21, 0.19, 0.19}, 0.07},
    {"tanh", XAVIER, {0.62, 0.48, 0.32, 0.23, 0.16, 0.1}, 0.05},
    {"tanh", HE, {0.72, 0.63, 0.56, 0.55, 0.55, 0.55}, 0.02},
    {"relu", XAVIER, {0.58, 0.35, 0.088, 0.011, 0.00025, 6.1e-9}, 0.16},
    {"relu", HE, {0.82, 0.7, 0.5, 0.37, 0.26, 0.21}, 0.16},
    {"relu", NORMAL_001, {0.092, 0.009, 9.2e-6, 1.3e-10, 3.1e-20, 9.8e-49}, 0.16},
    {"elu", XAVIER, {0.78, 0.63, 0.39, 0.23, 0.12, 0.049}, 0.05},
    {"elu", HE, {1, 1.1, 1.2, 1.4, 1.5, 1.6}, 0.03},
    {"selu", XAVIER, {0.99, 0.99, 0.99, 1, 0.98, 0.98}, 0.02},
    {"softplus", XAVIER, {0.52, 0.27, 0.042, 0.0019, 4.1e-6, 4e-14}, 0.08},
    {"gelu", XAVIER, {0.58, 0.34, 0.048, 0.0015, 1.5e-6, 1.5e-15}, 0.07},
    {"gelu", HE, {0.83, 0.73, 0.51, 0.34, 0.1, 1.4e-5}, 1.1},
    {"silu", HE, {0.81, 0.67, 0.35, 0.091, 0.0029, 9.2e-8}, 0.15},
};

static void inputs_are_forgotten(void **state)
{
    for (int i = 0; i < COUNT(forgotten); i++) {
        struct figures k = figures_of(forgotten[i].act, forgotten[i].weights, 256, 50, 64);
        k.ours = 2;
        for (int p = 0; p < PLACES; p++)
            if (forgotten[i].want[p] > 0)
                figures_say(&k, FORGOT, places[p], forgotten[i].want[p],
                            forgotten[i].spread * sqrt(places[p] / 50.0));
        figures_run(*state, &k);
    }
}

/* In float32 the fourteenth sigmoid answers every input with the same number, to two bits. */
static void float32_forgets(void **state)
{
    struct figures_bench *bench = *state;
    struct stack_spec spec = nets_spec("sigmoid", 14, NETS_SLOW ? 64 : 256, 64);
    spec.init = STACK_XAVIER;
    spec.precision = ROUND_F32;
    nets_run_again(&bench->s, &spec, bench->cache);
    for (int i = 0; i < spec.width; i++) {
        double least = 1, most = 0;
        for (int b = 0; b < spec.batch; b++) {
            least = fmin(least, stack_a(bench->s, 14, i, b));
            most = fmax(most, stack_a(bench->s, 14, i, b));
        }
        assert_true(most - least <= 2 * 0x1p-24);
    }
}

/* Mean and variance of a, of which only selu keeps both: means of five networks. The spreads are
 * those of single ones; of VARIANCE in decades. */
enum { KEPT = 4 };
static const struct {
    const char *act;
    enum figures_weights weights;
    double mean[KEPT], mean_spread[KEPT], variance[KEPT], spread[KEPT]; /* layers 1, 5, 10, 20 */
} kept[] = {
    {"selu",
     XAVIER,
     {0, 0, 0, 0},
     {.008, .008, .008, .008},
     {0.993, 1, 1.01, 0.995},
     {.007, .008, .011, .011}},
    {"elu",
     XAVIER,
     {0.16, 0.04, 0.02, 0},
     {.007, .007, .004, .003},
     {0.615, 0.167, 0.0582, 0.0162},
     {.008, .012, .017, .021}},
    {"tanh",
     XAVIER,
     {0, 0, 0, 0},
     {.005, .003, .003, .003},
     {0.391, 0.103, 0.0529, 0.0261},
     {.004, .006, .016, .021}},
    {"relu",
     HE,
     {0.56, 0.52, 0.52, 0.48},
     {.009, .057, .1, .16},
     {0.678, 0.602, 0.616, 0.593},
     {.01, .09, .15, .25}},
    {"gelu",
     HE,
     {0.46, 0.32, 0.17, 0.01},
     {.009, .03, .05, .016},
     {0.706, 0.436, 0.208, 0.0204},
     {.01, .06, .15, .5}},
    {"silu",
     HE,
     {0.36, 0.13, 0.01, 0},
     {.009, .03, .01, .003},
     {0.663, 0.181, 0.0119, 1.29e-5},
     {.011, .07, .14, .19}},
};

static void sizes_are_kept_or_not(void **state)
{
    static const int layers[KEPT] = {1, 5, 10, 20};
    for (int i = 0; i < COUNT(kept); i++) {
        struct figures k = figures_of(kept[i].act, kept[i].weights, 256, 20, 64);
        k.ours = 2, k.theirs = 5;
        for (int p = 0; p < KEPT; p++) {
            figures_say(&k, MEAN, layers[p], kept[i].mean[p], kept[i].mean_spread[p]);
            figures_say(&k, VARIANCE, layers[p], kept[i].variance[p], kept[i].spread[p]);
        }
        figures_run(*state, &k);
    }
    struct figures k = figures_of("selu", XAVIER, 256, 100, 64);
    figures_say(&k, VARIANCE, 100, 0.994, 0.012);
    figures_say(&k, RATIO, 0, log10(31), 0.06); /* but its gradient grows */
    figures_run(*state, &k);
}

/* Half of what relu gives is 0 in every layer, at any scale of the weights; ever more of its units
 * are so for all 64 inputs, before any training. Of two inputs: 1/2 - arccos(c) / 2 pi, where c
 * starts at 0 and goes to (sqrt(1 - c^2) + c (pi - arccos c)) / pi. */
static void zeros_and_silent_units(void **state)
{
    static const enum figures_weights all[] = {XAVIER, HE, NORMAL_001};
    for (int i = 0; i < COUNT(all); i++) {
        struct figures k = figures_of("relu", all[i], 256, 50, 64);
        k.ours = 2;
        figures_say(&k, ZERO, 1, 0.5, 0.01);
        figures_say(&k, ZERO, 10, 0.5, 0.02);
        figures_say(&k, ZERO, 50, 0.5, 0.03);
        figures_say(&k, DEAD, 5, 0.07, 0.02);
        figures_say(&k, DEAD, 10, 0.16, 0.02);
        figures_say(&k, DEAD, 20, 0.29, 0.04);
        figures_say(&k, DEAD, 50, 0.41, 0.05);
        figures_run(*state, &k);
    }
    struct figures k = figures_of("relu", HE, 256, 51, 2);
    k.ours = 3;
    figures_say(&k, DEAD, 1, 0.25, 0.027);
    figures_say(&k, DEAD, 2, 0.3014, 0.029);
    figures_say(&k, DEAD, 11, 0.4186, 0.035);
    figures_say(&k, DEAD, 51, 0.4752, 0.035);
    figures_run(*state, &k);
}

/* Networks of which a layer is silent on every input from birth: on 200 inputs of two numbers, of a
 * thousand; on one input, 1 - (1 - 2^-width)^layers. */
static const struct {
    int width, layers, batch;
    double want;
} silent[] = {
    {2, 2, 200, 0.061}, {2, 5, 200, 0.560}, {2, 10, 200, 0.892}, {2, 20, 200, 0.994},
    {3, 10, 1, 0.737},  {4, 20, 1, 0.725},  {8, 50, 1, 0.178},
};

static void some_are_born_dead(void **state)
{
    for (int i = 0; i < COUNT(silent); i++) {
        const double p = silent[i].want;
        struct figures k =
            figures_of("relu", HE, silent[i].width, silent[i].layers, silent[i].batch);
        k.ours = k.theirs = 1000;
        figures_say(&k, SILENT, silent[i].layers, p, sqrt(p * (1 - p)));
        figures_run(*state, &k);
    }
}

/* The mean that the fourth layer gets, by weights that keep the variance; width 64, 1024 inputs. */
static const struct {
    const char *act;
    double gain, want, spread;
} shifts[] = {
    {"sigmoid", 1, 0.972, 0.005},   {"softplus", 1, 0.849, 0.025},
    {"relu", 1.4142, 0.543, 0.027}, {"leaky_relu", 1.4141, 0.538, 0.027},
    {"prelu", 1.372, 0.460, 0.027}, {"gelu", 1.534, 0.476, 0.025},
    {"silu", 1.677, 0.441, 0.025},  {"elu", 1.245, 0.286, 0.024},
    {"selu", 1, 0.038, 0.005},      {"tanh", 1.5925, 0.025, 0.004},
};

static void means_shift(void **state)
{
    for (int i = 0; i < COUNT(shifts); i++) {
        struct figures k = figures_of(shifts[i].act, XAVIER, 64, 3, 1024);
        k.spec.gain = shifts[i].gain;
        k.ours = 5, k.theirs = 20;
        figures_say(&k, SHIFT, 3, shifts[i].want, shifts[i].spread);
        figures_run(*state, &k);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_are_forgotten),  cmocka_unit_test(float32_forgets),
        cmocka_unit_test(sizes_are_kept_or_not), cmocka_unit_test(zeros_and_silent_units),
        cmocka_unit_test(some_are_born_dead),    cmocka_unit_test(means_shift),
    };
    return cmocka_run_group_tests(tests, figures_set_up, figures_take_down);
}
