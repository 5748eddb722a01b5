/* elem against the long double functions of the C library (64 bits on x86, more elsewhere; where
 * long double is double only the limits below are too tight, and the test says so), special values,
 * identities. Prints the worst error of each function and where it is. */
#include "num/elem.h"

#include "base/rng.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const double INF = (double)INFINITY;

static long double sigmoid_long(long double x)
{
    return x < 0 ? expl(x) / (1 + expl(x)) : 1 / (1 + expl(-x));
}

/* Arguments from low to high, evenly or, both being positive, evenly in their logarithm. */
static const struct range {
    const char *name;
    double (*f)(double);
    long double (*exact)(long double);
    double low, high;
    double limit; /* of the error, in ulp */
    enum { EVEN, LOG } law;
} ranges[] = {
    {"exp", elem_exp, expl, -745.1, 709.7, 0.76, EVEN},
    {"exp", elem_exp, expl, -1, 1, 0.60, EVEN},
    {"expm1", elem_expm1, expm1l, -40, 50, 0.83, EVEN},
    {"expm1", elem_expm1, expm1l, 1e-20, 1, 0.83, LOG},
    {"log", elem_log, logl, 0.5, 2, 0.502, EVEN},
    {"log", elem_log, logl, 1e-310, 1e300, 0.502, LOG},
    {"log1p", elem_log1p, log1pl, -0.999, 1, 0.502, EVEN},
    {"log1p", elem_log1p, log1pl, 1e-18, 1e20, 0.57, LOG},
    {"log10", elem_log10, log10l, 0.5, 2, 0.502, EVEN},
    {"log10", elem_log10, log10l, 1e-310, 1e300, 0.502, LOG},
    {"log2", elem_log2, log2l, 0.5, 2, 0.502, EVEN},
    {"log2", elem_log2, log2l, 1e-310, 1e300, 0.502, LOG},
    {"sin", elem_sin, sinl, -10, 10, 0.79, EVEN},
    {"sin", elem_sin, sinl, 1e-9, 1e15, 0.79, LOG},
    {"cos", elem_cos, cosl, -10, 10, 0.79, EVEN},
    {"cos", elem_cos, cosl, 1e-9, 1e15, 0.79, LOG},
    {"atan", elem_atan, atanl, -3, 3, 0.51, EVEN},
    {"atan", elem_atan, atanl, 1e-9, 1e20, 0.51, LOG},
    {"erf", elem_erf, erfl, -7, 7, 0.51, EVEN},
    {"erf", elem_erf, erfl, 1e-300, 1, 0.65, LOG},
    {"erfc", elem_erfc, erfcl, -7, 7, 0.61, EVEN},
    {"erfc", elem_erfc, erfcl, 2, 26.5, 0.61, EVEN},
    {"erfc", elem_erfc, erfcl, 26.5, 27.3, 0.78, EVEN},
    {"sinh", elem_sinh, sinhl, -30, 30, 0.71, EVEN},
    {"sinh", elem_sinh, sinhl, 1e-9, 710, 0.71, LOG},
    {"cosh", elem_cosh, coshl, 1e-9, 710, 0.60, LOG},
    {"tanh", elem_tanh, tanhl, -20, 20, 0.70, EVEN},
    {"tanh", elem_tanh, tanhl, 1e-9, 30, 0.70, LOG},
    {"sigmoid", elem_sigmoid, sigmoid_long, -745, 45, 0.76, EVEN},
    {"sigmoid", elem_sigmoid, sigmoid_long, -5, 5, 0.60, EVEN},
};

static void draw(uint64_t index, double u[2])
{
    const struct rng r = {.seed = 1, .purpose = RNG_TEST};
    rng_uniform(&r, index, u);
}

/* Distance in units of the last place of a double as large as `exact`. */
static double ulps(double got, long double exact)
{
    if (got == (double)exact && isinf(got))
        return 0;
    int exponent;
    (void)frexpl(exact, &exponent);
    int last = exponent - DBL_MANT_DIG;
    return (double)fabsl(((long double)got - exact) / ldexpl(1, last < -1074 ? -1074 : last));
}

static double argument(const struct range *r, double u)
{
    if (r->law == EVEN)
        return r->low + u * (r->high - r->low);
    return exp(log(r->low) + u * (log(r->high) - log(r->low)));
}

static void errors_are_within_what_is_claimed(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64) {
        print_message("long double is double here: nothing to compare with\n");
        skip();
    }
    enum { BLOCKS = 20000 };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        const struct range *r = &ranges[i];
        double worst = 0, where = 0;
        for (uint64_t n = 0; n < BLOCKS; n++) {
            double u[2];
            draw(n, u);
            for (int k = 0; k < 2; k++) {
                double x = argument(r, u[k]), error = ulps(r->f(x), r->exact((long double)x));
                if (!(error <= worst))
                    worst = error, where = x;
            }
        }
        print_message("%-8s %10g .. %-10g %.3f ulp at %a\n", r->name, r->low, r->high, worst,
                      where);
        if (!(worst <= r->limit))
            fail_msg("%s is off by %g ulp at %a, %g are claimed", r->name, worst, where, r->limit);
    }
}

static void powers_are_within_an_ulp(void **state)
{
    (void)state;
    if (LDBL_MANT_DIG < 64)
        skip();
    double worst = 0;
    for (uint64_t n = 0; n < 40000; n++) {
        double u[2];
        draw(n, u);
        /* all sizes; then bases near 1 with great exponents */
        double x = n % 2 ? exp(40 * (u[0] - 0.5)) : 1 + (u[0] - 0.5) * 1e-3;
        double y = n % 2 ? 40 * (u[1] - 0.5) : 1e6 * (u[1] - 0.5);
        double error = ulps(elem_pow(x, y), powl((long double)x, (long double)y));
        worst = error > worst ? error : worst;
    }
    print_message("pow %.3f ulp\n", worst);
    assert_true(worst < 0.6);
}

/* Exact to the last bit, the sign of 0 included. */
static void assert_exact(const char *what, double got, double want)
{
    bool same = isnan(want) ? isnan(got) : got == want && signbit(got) == signbit(want);
    if (!same)
        fail_msg("%s is %.17g, not %.17g", what, got, want);
}

static void special_values(void **state)
{
    (void)state;
    const double nan = (double)NAN, half_pi = 0x1.921fb54442d18p+0;
    const struct {
        const char *what;
        double got, want;
    } row[] = {
        {"exp 0", elem_exp(0), 1},
        {"exp inf", elem_exp(INF), INF},
        {"exp -inf", elem_exp(-INF), 0},
        {"exp nan", elem_exp(nan), nan},
        {"exp 709.79", elem_exp(709.79), INF},
        {"exp -745.13", elem_exp(-745.13), DBL_TRUE_MIN},
        {"exp -745.2", elem_exp(-745.2), 0},
        {"expm1 -0", elem_expm1(-0.0), -0.0},
        {"expm1 -inf", elem_expm1(-INF), -1},
        {"expm1 inf", elem_expm1(INF), INF},
        {"expm1 tiny", elem_expm1(DBL_TRUE_MIN), DBL_TRUE_MIN},
        {"log 1", elem_log(1), 0},
        {"log 0", elem_log(0), -INF},
        {"log -0", elem_log(-0.0), -INF},
        {"log -1", elem_log(-1), nan},
        {"log inf", elem_log(INF), INF},
        {"log1p -1", elem_log1p(-1), -INF},
        {"log1p -2", elem_log1p(-2), nan},
        {"log1p -0", elem_log1p(-0.0), -0.0},
        {"log1p inf", elem_log1p(INF), INF},
        {"log10 0", elem_log10(0), -INF},
        {"log10 nan", elem_log10(nan), nan},
        {"log2 tiny", elem_log2(DBL_TRUE_MIN), -1074},
        {"log2 -inf", elem_log2(-INF), nan},
        {"sin -0", elem_sin(-0.0), -0.0},
        {"sin inf", elem_sin(INF), nan},
        {"cos 0", elem_cos(0), 1},
        {"cos -inf", elem_cos(-INF), nan},
        {"atan inf", elem_atan(INF), half_pi},
        {"atan -inf", elem_atan(-INF), -half_pi},
        {"atan 1", elem_atan(1), half_pi / 2},
        {"atan -0", elem_atan(-0.0), -0.0},
        {"erf inf", elem_erf(INF), 1},
        {"erf -inf", elem_erf(-INF), -1},
        {"erf -0", elem_erf(-0.0), -0.0},
        {"erfc -inf", elem_erfc(-INF), 2},
        {"erfc inf", elem_erfc(INF), 0},
        {"erfc 0", elem_erfc(0), 1},
        {"sinh -0", elem_sinh(-0.0), -0.0},
        {"sinh -inf", elem_sinh(-INF), -INF},
        {"sinh 711", elem_sinh(711), INF},
        {"cosh 0", elem_cosh(0), 1},
        {"cosh -inf", elem_cosh(-INF), INF},
        {"tanh -0", elem_tanh(-0.0), -0.0},
        {"tanh inf", elem_tanh(INF), 1},
        {"tanh -inf", elem_tanh(-INF), -1},
        {"sigmoid 0", elem_sigmoid(0), 0.5},
        {"sigmoid inf", elem_sigmoid(INF), 1},
        {"sigmoid -inf", elem_sigmoid(-INF), 0},
        {"sigmoid nan", elem_sigmoid(nan), nan},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++)
        assert_exact(row[i].what, row[i].got, row[i].want);
}

/* C99 F.9.4.4 */
static void special_powers(void **state)
{
    (void)state;
    const double nan = (double)NAN;
    const struct {
        double x, y, want;
    } row[] = {
        {nan, 0, 1},        {1, nan, 1},        {nan, 1, nan},
        {2, nan, nan},      {0, -3, INF},       {-0.0, -3, -INF},
        {-0.0, -2, INF},    {0, -INF, INF},     {0, 3, 0},
        {-0.0, 3, -0.0},    {-0.0, 2, 0},       {-1, INF, 1},
        {-1, -INF, 1},      {0.5, INF, 0},      {0.5, -INF, INF},
        {2, INF, INF},      {2, -INF, 0},       {-INF, 3, -INF},
        {-INF, 2, INF},     {-INF, -3, -0.0},   {-INF, -2, 0},
        {-INF, 0.5, INF},   {INF, 2, INF},      {INF, -1, 0},
        {-8, 1.0 / 3, nan}, {-2, 3, -8},        {-2, 2, 4},
        {-2, 1e300, INF},   {2, 1024, INF},     {2, -1074, DBL_TRUE_MIN},
        {2, -1080, 0},      {10, 22, 1e22},     {0.25, 0.5, 0.5},
        {3, 4, 81},         {-INF, 1e300, INF}, {-2, -1081, -0.0},
    };
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        char what[64];
        (void)snprintf(what, sizeof what, "pow(%g, %g)", row[i].x, row[i].y);
        assert_exact(what, elem_pow(row[i].x, row[i].y), row[i].want);
    }
}

static void powers_of_ten_and_two_are_exact(void **state)
{
    (void)state;
    double ten = 1;
    for (int k = 0; k <= 22; k++, ten *= 10) /* the last that a double holds */
        assert_true(elem_log10(ten) == k);
    for (int k = -1074; k < 1024; k++) {
        assert_true(elem_log2(ldexp(1, k)) == k);
        assert_true(elem_pow(2, k) == ldexp(1, k));
    }
}

/* Of numbers that no double holds. */
static void logarithms_of_scaled_numbers(void **state)
{
    (void)state;
    for (int k = -1000; k <= 1000; k += 7)
        assert_true(fabs(elem_log10_scaled(1.7, k) - elem_log10(ldexp(1.7, k))) < 1e-12);
    assert_true(fabs(elem_log10_scaled(1, 100000) - 30102.999566398120) < 1e-10);
    assert_true(fabs(elem_log10_scaled(1e300, -100000) + 29802.999566398120) < 1e-10);
    assert_true(elem_log10_scaled(0, 5) == -INF);
}

/* Arguments whose reduction needs hundreds of bits of pi; values from exact arithmetic. */
static void huge_angles(void **state)
{
    (void)state;
    assert_true(elem_sin(1e22) == -0.8522008497671888);
    /* The double that comes nearest to a multiple of pi/2. */
    double nearest = ldexp(6381956970095103.0, 797);
    assert_true(fabs(elem_cos(nearest) + 4.687165924254624e-19) < 1e-33);
    for (int i = 0; i < 20000; i++) {
        double u[2];
        draw((uint64_t)i, u);
        double x = ldexp(1 + u[0], (int)(u[1] * 2044) - 1020);
        double s = elem_sin(x), c = elem_cos(x);
        assert_true(fabs(s * s + c * c - 1) < 4e-16);
        assert_true(elem_sin(-x) == -s && elem_cos(-x) == c);
    }
}

static void neighbours_do_not_cross(void **state)
{
    (void)state;
    /* Where one method hands over to the next a function that rises must not fall. */
    const struct {
        double (*f)(double);
        double at;
    } row[] = {{elem_erf, 2.5},      {elem_erf, 6},         {elem_tanh, 20},
               {elem_tanh, 0x1p-28}, {elem_expm1, 40},      {elem_expm1, -40},
               {elem_sinh, 22},      {elem_cosh, 22},       {elem_sigmoid, 40},
               {elem_sigmoid, -40},  {elem_atan, 1},        {elem_log1p, 0x1p-50},
               {elem_sinh, 0x1p-28}, {elem_expm1, 0x1p-54}, {elem_erf, 0x1p-500}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        double x = row[i].at * (1 - 1e-12), last = row[i].f(row[i].at * (1 - 1e-9));
        if (row[i].at < 0)
            x = row[i].at * (1 + 1e-12), last = row[i].f(row[i].at * (1 + 1e-9));
        for (int k = 0; k < 5; k++) {
            double y = row[i].f(x);
            assert_true(y >= last);
            last = y;
            x = nextafter(row[i].at, k < 2 ? -INF : INF);
            x = k == 1 ? row[i].at : x;
        }
    }
}

static void normals_are_normal(void **state)
{
    (void)state;
    enum { N = 100000 };
    double moment[5] = {0};
    for (uint64_t i = 0; i < N / 2; i++) {
        double u[2], x[2];
        draw(i, u);
        elem_box_muller(u, x);
        for (int k = 0; k < 2; k++)
            for (int m = 1; m <= 4; m++)
                moment[m] += pow(x[k], m) / N;
        double radius2 = x[0] * x[0] + x[1] * x[1];
        assert_true(fabs(radius2 + 2 * log(u[0])) <= 1e-14 * radius2);
        assert_true(fabs(x[1] * cos(2 * acos(-1) * u[1]) - x[0] * sin(2 * acos(-1) * u[1])) <
                    1e-14);
    }
    /* Five sigma: those of the moments are sqrt(1, 2, 15, 96) / sqrt(N). */
    assert_true(fabs(moment[1]) < 5 * sqrt(1.0 / N));
    assert_true(fabs(moment[2] - 1) < 5 * sqrt(2.0 / N));
    assert_true(fabs(moment[3]) < 5 * sqrt(15.0 / N));
    assert_true(fabs(moment[4] - 3) < 5 * sqrt(96.0 / N));
}

/* A sum over the bits of many results: the same from every compiler and processor. */
static void digits_are_those_of_every_machine(void **state)
{
    (void)state;
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        for (int k = 0; k < 500; k++) {
            const struct range *r = &ranges[i];
            /* Steps without pow, which may differ from library to library. */
            double x = r->low + (r->high - r->low) * (k / 499.0);
            double y = r->f(x);
            uint64_t bits = 0;
            for (int shift = 0; shift < 64; shift += 8)
                bits |= (uint64_t)((const unsigned char *)&y)[shift / 8] << shift;
            hash = (hash ^ bits) * 0x9E3779B97F4A7C15U;
            hash ^= hash >> 29;
        }
    print_message("hash of results: %016llx\n", (unsigned long long)hash);
    assert_true(hash == 0xb02efe5c4de3a625);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_within_what_is_claimed),
        cmocka_unit_test(powers_are_within_an_ulp),
        cmocka_unit_test(special_values),
        cmocka_unit_test(special_powers),
        cmocka_unit_test(powers_of_ten_and_two_are_exact),
        cmocka_unit_test(logarithms_of_scaled_numbers),
        cmocka_unit_test(huge_angles),
        cmocka_unit_test(neighbours_do_not_cross),
        cmocka_unit_test(normals_are_normal),
        cmocka_unit_test(digits_are_those_of_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
