/* The formula language: values, three-valued truth, places of errors, bounds, printing. */
#include "num/formula.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "num/act.h"

#define COUNT(a) (int)(sizeof(a) / sizeof(a)[0])

/* A scope with a variable x = 1.5, alpha = 0.25, a list grad[i] = 10 i, a function f(a) = a + 1
 * with f'(a) = 1, and names as a network's columns have them. */
enum { X, ALPHA, GRAD, F, F_PRIME, RATIO, X_KNOWN };

static bool find(void *ctx, const struct formula_name *name, int *id, struct err *e)
{
    (void)ctx;
    static const struct {
        const char *text;
        int primes, args;
        bool index;
    } known[] = {
        [X] = {"x", 0, 0, false},
        [ALPHA] = {"alpha", 0, 0, false},
        [GRAD] = {"flow.sigmoid.grad", 0, 0, true},
        [F] = {"f", 0, 1, false},
        [F_PRIME] = {"f", 1, 1, false},
        [RATIO] = {"flow.elu#2.ratio", 0, 0, false},
    };
    for (int i = 0; i < COUNT(known); i++) {
        if (!str_is(name->text, known[i].text) || name->primes != known[i].primes)
            continue;
        *id = i;
        if (name->args != known[i].args || name->index != known[i].index)
            return err_set(e, "%s is used wrongly", name->text);
        return true;
    }
    return false;
}

static double get(void *ctx, int id, double arg)
{
    (void)ctx;
    switch (id) {
    case X:
        return 1.5;
    case ALPHA:
        return 0.25;
    case GRAD:
        return 10 * arg;
    case F:
        return arg + 1;
    case F_PRIME:
        return 1;
    default:
        return 1e-3;
    }
}

static void offer(void *ctx, struct near *near)
{
    (void)ctx;
    near_offer(near, "alpha");
    near_offer(near, "flow.sigmoid.grad");
}

static const struct formula_scope scope = {.find = find, .get = get, .offer = offer};

static double value(const char *text)
{
    struct err e = {0};
    struct formula *f = formula_new(text, &scope, &e);
    if (!f)
        fail_msg("%s: %d:%d: %s", text, e.line, e.col, e.text);
    double v = formula_eval(f, &scope);
    formula_free(f);
    return v;
}

static const struct {
    const char *text;
    double value;
} value_cases[] = {
    {"1+2*3", 7},
    {"(1+2)*3", 9},
    {"7-4-2", 1},
    {"8/4/2", 1},
    {"2^3^2", 512},
    {"(2^3)^2", 64},
    {"-2^2", -4},
    {"(-2)^2", 4},
    {"2^-1", 0.5},
    {"2*-3", -6},
    {"--3", 3},
    {"-+-3", 3},
    {"1 - -1", 2},
    {".5 + 1. + 1e2 + 1.5E-1 + 0x10 + 0x1p-3", 117.775},
    {"1e999", (double)INFINITY},
    {"-inf", -(double)INFINITY},
    {"pi", 3.141592653589793},
    {"e", 2.718281828459045},
    {"1/0", (double)INFINITY},
    {"1 < 2", 1},
    {"2 <= 1", 0},
    {"2 > 1", 1},
    {"1 >= 1", 1},
    {"1 == 1.0", 1},
    {"1 != 1", 0},
    {"1+1 < 1+2", 1},
    {"not 1 < 2", 0},
    {"not 0 and 1", 1},
    {"not (0 and 1)", 1},
    {"1 or 1 and 0", 1},
    {"(1 or 1) and 0", 0},
    {"1 ? 2 : 3", 2},
    {"0 ? 2 : 3", 3},
    {"0 ? 1 : 0 ? 2 : 3", 3},
    {"1 ? 0 ? 1 : 2 : 3", 2},
    {"1 < 2 ? 5 : 6", 5},
    {"(1 ? 2 : 3) * 10", 20},
    {"abs(-2)", 2},
    {"acos(-1)", 3.141592653589793},
    {"acos(1)", 0},
    {"asin(1)*2", 3.141592653589793},
    {"atan(1)*4", 3.141592653589793},
    {"cbrt(-27)", -3},
    {"cbrt(0)", 0},
    {"cbrt(-inf)", -(double)INFINITY},
    {"ceil(1.2) + floor(-1.2)", 0},
    {"clamp(5, 0, 3) + clamp(-5, 0, 3) + clamp(1, 0, 3)", 4},
    {"cos(0) + cosh(0) + erf(0) + erfc(0) + exp(0)", 4},
    {"expm1(0) + log(1) + log10(100) + log1p(0) + log2(8)", 5},
    {"max(1, 3, 2) + min(4, 2, 3, 9)", 5},
    {"max(-1, -2)", -1},
    {"pow(2, 10)", 1024},
    {"round(2.5) + round(-2.5)", 0},
    {"sign(-3) + sign(0) + sign(2)", 0},
    {"sin(0) + sinh(0) + sqrt(16) + tan(0)", 4},
    {"step(0) + step(-1)", 1},
    {"tanh(inf)", 1},
    {"relu(-3) + relu(2)", 2},
    {"relu'(0)", 0},
    {"logistic(0)", 0.5},
    {"sigmoid'(0)", 0.25},
    {"sigmoid''(0)", 0},
    {"elu(-1000, 0.5)", -0.5},
    {"elu'(0, 3)", 3},
    {"elu''(0, 3)", 3},
    {"leaky_relu(-1)", -0.01},
    {"prelu (-4)", -1},
    {"x", 1.5},
    {"f(x)", 2.5},
    {"f'(x)", 1},
    {"f(f(f(1)))", 4},
    {"flow.sigmoid.grad[1 + 1]", 20},
    {"flow.elu#2.ratio < 1", 1},
    {"x*sigmoid(alpha*0)", 0.75},
    {" x\n\t+\r\n 1 ", 2.5},
};

static void values(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(value_cases); i++) {
        double v = value(value_cases[i].text);
        if (v != value_cases[i].value && !(fabs(v - value_cases[i].value) <= 1e-15 * fabs(v)))
            fail_msg("%s is %.17g, not %.17g", value_cases[i].text, v, value_cases[i].value);
    }
}

/* In tables of three: false, true, unknown. */
static void truth_has_three_values(void **state)
{
    (void)state;
    static const char *const word[] = {"0", "1", "nan"};
    static const enum truth T[] = {TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN};
    static const int and_table[3][3] = {{0, 0, 0}, {0, 1, 2}, {0, 2, 2}};
    static const int or_table[3][3] = {{0, 1, 2}, {1, 1, 1}, {2, 1, 2}};
    static const int not_table[3] = {1, 0, 2};
    char text[64];
    for (int a = 0; a < 3; a++) {
        (void)snprintf(text, sizeof text, "not %s", word[a]);
        assert_int_equal(formula_truth(value(text)), T[not_table[a]]);
        for (int b = 0; b < 3; b++) {
            (void)snprintf(text, sizeof text, "%s and %s", word[a], word[b]);
            assert_int_equal(formula_truth(value(text)), T[and_table[a][b]]);
            (void)snprintf(text, sizeof text, "%s or %s", word[a], word[b]);
            assert_int_equal(formula_truth(value(text)), T[or_table[a][b]]);
        }
    }
    static const char *const unknown[] = {"nan < 1",      "1 >= nan",    "nan == nan",
                                          "nan != 1",     "nan ? 1 : 2", "max(1, nan)",
                                          "min(nan, 1)",  "0*inf > 0",   "clamp(nan, 0, 1)",
                                          "sigmoid(nan)", "relu(nan)",   "-nan"};
    for (int i = 0; i < COUNT(unknown); i++)
        assert_int_equal(formula_truth(value(unknown[i])), TRUTH_UNKNOWN);
    assert_int_equal(formula_truth(value("nan < 1 and 0")), TRUTH_FALSE);
    assert_int_equal(formula_truth(value("-0.5")), TRUTH_TRUE);
}

static const struct {
    const char *text;
    int line, col;
    const char *message;
} error_cases[] = {
    {"", 1, 1, "the formula is empty"},
    {" \n ", 2, 2, "the formula is empty"},
    {"1 +", 1, 4, "the formula ends where a number, a name or '(' is expected"},
    {"1 + * 2", 1, 5, "a number, a name or '(' is expected, not '*'"},
    {"(1 + 2", 1, 7, "the formula ends where an operator or ')' is expected"},
    {"1 + 2)", 1, 6, "')' closes nothing"},
    {"1]", 1, 2, "']' closes nothing"},
    {"(1, 2)", 1, 3, "an operator or ')' is expected, not ','"},
    {"2x", 1, 2, "an operator is expected, not 'x' (a product is written with *)"},
    {"(x)(x)", 1, 4, "an operator is expected, not '(' (a product is written with *)"},
    {"1..5", 1, 3, "an operator is expected, not '.5' (a product is written with *)"},
    {"1 < x < 2", 1, 7, "a comparison does not chain; write a < b and b < c"},
    {"1 == 1 == 1", 1, 8, "a comparison does not chain; write a < b and b < c"},
    {"x = 2", 1, 3, "'=' is not read here; write =="},
    {"x && 1", 1, 3, "'&' is not read here; write and"},
    {"x || 1", 1, 3, "'|' is not read here; write or"},
    {"x**2", 1, 2, "'**' is not read here; write ^"},
    {"x; ", 1, 2, "a formula ends without ';'"},
    {"max(x; 1)", 1, 6, "';' is not read here; write ,"},
    {"!x", 1, 1, "'!' is not read here; write not"},
    {"1 + α", 1, 5, "'α' is not read here; write alpha"},
    {"x²", 1, 2, "'²' is not read here; write ^2"},
    {"x + é", 1, 5, "'é' has no meaning in a formula"},
    {"x $ 1", 1, 3, "'$' has no meaning in a formula"},
    {"x + \xff", 1, 5, "'\xef\xbf\xbd' has no meaning in a formula"},
    {"x +\n  )", 2, 3, "a number, a name or '(' is expected, not ')'"},
    {"1 + not x", 1, 5, "'not' binds looser than what stands before it; write (not ...)"},
    {"x ? 1", 1, 6, "the formula ends where an operator or the ':' of '?' is expected"},
    {"x ? : 1", 1, 5, "a number, a name or '(' is expected, not ':'"},
    {"x : 1", 1, 3, "an operator is expected, not ':'"},
    {"sqrt(1, 2)", 1, 1, "sqrt takes 1 argument, not 2"},
    {"1 + clamp(1)", 1, 5, "clamp takes 3 arguments, not 1"},
    {"max(1)", 1, 1, "max takes two or more arguments, not 1"},
    {"sqrt()", 1, 6, "a number, a name or '(' is expected, not ')'"},
    {"sqrt(1", 1, 7, "the formula ends where an operator, ',' or ')' is expected"},
    {"sigmoid", 1, 1, "sigmoid is a function and needs its argument: sigmoid(x)"},
    {"1 + sign", 1, 5, "sign is a function and needs its argument: sign(x)"},
    {"tanh(1, 2)", 1, 1, "tanh takes x, not 2 arguments"},
    {"elu(1, 2, 3)", 1, 1, "elu takes x and alpha, not 3 arguments"},
    {"sigmoid'''(x)", 1, 1, "sigmoid has two derivatives here, not 3"},
    {"x*max'(x, 1)", 1, 3,
     "max has no derivative here; primes are for functions of one argument: exp'(x)"},
    {"x*exp'''(x)", 1, 3, "exp has two derivatives here, not 3"},
    {"'x'", 1, 1, "a prime stands directly after a name: sigmoid'(x)"},
    {"e(1)", 1, 1, "e is a number, not a function"},
    {"1 + alhpa", 1, 5, "unknown name 'alhpa'; did you mean alpha?"},
    {"sigmod(x)", 1, 1, "unknown function 'sigmod'; did you mean sigmoid?"},
    {"sqr(x)", 1, 1, "unknown function 'sqr'; did you mean sqrt?"},
    {"quuxquux", 1, 1, "unknown name 'quuxquux'"},
    {"q(1, 2)", 1, 1, "unknown function 'q'"},
    {"flow.sigmoid.grd[1]", 1, 1,
     "unknown name 'flow.sigmoid.grd'; did you mean flow.sigmoid.grad?"},
    {"1 + x[2]", 1, 5, "x is used wrongly"},
    {"flow.sigmoid.grad", 1, 1, "flow.sigmoid.grad is used wrongly"},
    {"flow.sigmoid.grad[1", 1, 20, "the formula ends where an operator or ']' is expected"},
    {"flow.sigmoid.grad[]", 1, 19, "a number, a name or '(' is expected, not ']'"},
};

static void errors_have_their_place(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(error_cases); i++) {
        struct err e = {0};
        assert_null(formula_new(error_cases[i].text, &scope, &e));
        if (e.line != error_cases[i].line || e.col != error_cases[i].col ||
            !str_is(e.text, error_cases[i].message))
            fail_msg("%s: %d:%d: %s", error_cases[i].text, e.line, e.col, e.text);
        assert_null(formula_new(error_cases[i].text, &scope, NULL));
        assert_null(formula_new(error_cases[i].text, NULL, NULL));
    }
}

/* `part` n times, then `end`. */
static char *repeat(const char *part, int n, const char *end)
{
    struct str s;
    str_init(&s);
    for (int i = 0; i < n; i++)
        str_add(&s, part);
    str_add(&s, end);
    char *text = str_take(&s);
    str_done(&s);
    return text;
}

static void size_and_depth_are_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *part, *end;
        const char *message;
    } cases[] = {
        {"(", "", "nested more than 200 deep"},
        {"-", "1", "nested more than 200 deep"},
        {"not ", "1", "nested more than 200 deep"},
        {"sin(", "1", "nested more than 200 deep"},
        {"2^", "1", "nested more than 200 deep"},
        {"1 ? 1 : ", "1", "nested more than 200 deep"},
        {"1 ? ", "1", "nested more than 200 deep"},
        {"f(", "1", "nested more than 200 deep"},
        {"flow.sigmoid.grad[", "1", "nested more than 200 deep"},
        {"clamp(1, 2, 1 or 1 and 1 < 1+1*2^(", "1", "nested more than 200 deep"},
        {"1+", "1", "the formula is longer than 4096 operations"},
        {"1 and ", "1", "the formula is longer than 4096 operations"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        char *text = repeat(cases[i].part, 1000000, cases[i].end);
        struct err e = {0};
        assert_null(formula_new(text, &scope, &e));
        assert_string_equal(e.text, cases[i].message);
        assert_int_equal(e.line, 1);
        assert_true(e.col <= (FORMULA_OPS / 2 + 1) * (int)strlen(cases[i].part) + 1);
        mem_free(text);
    }
    char *text = repeat("-", FORMULA_DEPTH - 1, "1"); /* one level is the formula itself */
    assert_true(value(text) == -1);
    mem_free(text);
    text = repeat("1+", FORMULA_OPS / 2 - 1, "1");
    assert_true(value(text) == FORMULA_OPS / 2);
    mem_free(text);
    text = repeat("x", FORMULA_NAME, "");
    struct err e = {0};
    assert_null(formula_new(text, &scope, &e));
    assert_string_equal(e.text, "a name of more than 95 characters");
    mem_free(text);
}

static void constants_and_sides(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool constant, has_sides;
        double left;
        const char *op;
        double right;
    } cases[] = {
        {"1 + 2 >= 2*pi", true, true, 3, ">=", 6.283185307179586},
        {"x < f(2)", false, true, 1.5, "<", 3},
        {"(x == 1.5)", false, true, 1.5, "==", 1.5},
        {"sigmoid(0) != max(1, 2, 3)", true, true, 0.5, "!=", 3},
        {"(1 ? 2 : 3) <= -x", false, true, 2, "<=", -1.5},
        {"x < 1 and x > 0", false, false, 0, "", 0},
        {"not x < 1", false, false, 0, "", 0},
        {"1", true, false, 0, "", 0},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        struct formula *f = formula_new(cases[i].text, &scope, NULL);
        double left, right;
        const char *op;
        assert_int_equal(formula_is_constant(f), cases[i].constant);
        assert_int_equal(formula_sides(f, &scope, &left, &op, &right), cases[i].has_sides);
        if (cases[i].has_sides) {
            assert_true(left == cases[i].left && right == cases[i].right);
            assert_string_equal(op, cases[i].op);
        }
        formula_free(f);
    }
}

static void printing(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"1/(1+exp(-x))", "1/(1 + e⁻ˣ)", "1/(1 + exp(-x))"},
        {"x > 0 ? x : alpha*(exp(x)-1)", "x > 0 ? x : α(eˣ − 1)", "x > 0 ? x : alpha*(exp(x) - 1)"},
        {"max(0,x)+gamma*min(0,x)", "max(0, x) + γ·min(0, x)", "max(0, x) + gamma*min(0, x)"},
        {"sigmoid'(x)+f''(x)", "sigmoid′(x) + f″(x)", "sigmoid'(x) + f''(x)"},
        {"x^2", "x²", "x^2"},
        {"2*x^-10", "2x⁻¹⁰", "2*x^-10"},
        {"1-tanh(x)^2", "1 − tanh(x)²", "1 - tanh(x)^2"},
        {"(1+x)^2", "(1 + x)²", "(1 + x)^2"},
        {"(x^2)^3", "(x²)³", "(x^2)^3"},
        {"x^(1/2)", "x^(1/2)", "x^(1/2)"},
        {"exp(-x^2)", "exp(−x²)", "exp(-x^2)"},
        {"exp(x)^2", "(eˣ)²", "exp(x)^2"},
        {"x*sigmoid(beta*x)", "x·sigmoid(βx)", "x*sigmoid(beta*x)"},
        {"2*alpha*x*(x+1)", "2αx·(x + 1)", "2*alpha*x*(x + 1)"},
        {"x*(x+1)", "x·(x + 1)", "x*(x + 1)"},
        {"2*3*pi", "2·3·π", "2*3*pi"},
        {"x - (1 - x)", "x − (1 − x)", "x - (1 - x)"},
        {"(x - 1) - x", "x − 1 − x", "x - 1 - x"},
        {"x/(2*x)", "x/(2x)", "x/(2*x)"},
        {"(x/2)*x", "x/2·x", "x/2*x"},
        {"x - -x", "x − (−x)", "x - (-x)"},
        {"-x^2", "−x²", "-x^2"},
        {"(-x)^2", "(−x)²", "(-x)^2"},
        {"x<=1 and not(x>=2 or x!=lambda)", "x ≤ 1 and not (x ≥ 2 or x ≠ λ)",
         "x <= 1 and not (x >= 2 or x != lambda)"},
        {"(x<1)==(x<2)", "(x < 1) = (x < 2)", "(x < 1) == (x < 2)"},
        {"(1 ? 2 : 3) ? 4 : 5", "(1 ? 2 : 3) ? 4 : 5", "(1 ? 2 : 3) ? 4 : 5"},
        {"abs(x)*inf", "|x|·∞", "abs(x)*inf"},
        {"max(1,2,3,max(4,5))", "max(1, 2, 3, max(4, 5))", "max(1, 2, 3, max(4, 5))"},
        {"flow.elu#2.grad[1+1]", "flow.elu#2.grad[1 + 1]", "flow.elu#2.grad[1 + 1]"},
        {"((10*theta))", "10θ", "10*theta"},
        {"0.1+1e-7+1e20", "0.1 + 1e-07 + 1e+20", "0.1 + 1e-07 + 1e+20"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        char out[128];
        assert_true(formula_print(cases[i][0], true, out, sizeof out));
        assert_string_equal(out, cases[i][1]);
        assert_true(formula_print(cases[i][0], false, out, sizeof out));
        assert_string_equal(out, cases[i][2]);
    }
    char small[6];
    assert_true(formula_print("alpha*x^2", true, small, sizeof small));
    assert_string_equal(small, "αx²"); /* 5 bytes */
    assert_true(formula_print("alpha*(x^2)*3", true, small, sizeof small));
    assert_string_equal(small, "αx²"); /* cut at a whole character */
    assert_false(formula_print("1 +", true, small, sizeof small));
}

static void numbers_read_back(void **state)
{
    (void)state;
    static const struct {
        double v;
        const char *text;
    } cases[] = {
        {0.1, "0.1"},     {10, "10"},         {0.30000000000000004, "0.30000000000000004"},
        {-2.5, "-2.5"},   {1e20, "1e+20"},    {5e-324, "5e-324"},
        {0, "0"},         {123456, "123456"}, {(double)INFINITY, "inf"},
        {1e-4, "0.0001"},
    };
    for (int i = 0; i < COUNT(cases); i++) {
        char out[FMT_SIZE];
        assert_string_equal(formula_number(out, cases[i].v), cases[i].text);
        assert_true(value(out) == cases[i].v);
    }
}

/* Random strings of the language's own words: nothing crashes, places lie within the text, and
 * what parses prints in ASCII to a text with the same value. */
static void random_strings(void **state)
{
    (void)state;
    static const char *const words[] = {
        "x",
        "alpha",
        "1",
        "2.5",
        ".5",
        "1e3",
        "pi",
        "nan",
        "inf",
        "0x1p-2",
        "(",
        "(",
        ")",
        ")",
        "[",
        "]",
        ",",
        "?",
        ":",
        "+",
        "-",
        "*",
        "/",
        "^",
        "<",
        "<=",
        "==",
        "!=",
        "and ",
        "or ",
        "not ",
        "sin(",
        "max(",
        "f(",
        "'",
        "elu(",
        "#2",
        ".",
        "=",
        " ",
        "\n",
        "α",
        "\xff",
        "e",
        "x*",
        "1+",
        "x^2",
        "f'(x)",
        "abs(x)",
        "sigmoid''(x)",
        "flow.sigmoid.grad[1]",
        "x)",
    };
    const struct rng rng = {.seed = 3, .purpose = RNG_TEST};
    uint64_t draws = 0;
    int parsed = 0;
    for (int n = 0; n < 200000; n++) {
        char text[200] = "";
        double u[2];
        rng_uniform(&rng, draws++, u);
        for (int left = 1 + (int)(u[0] * 8); left > 0; left--) {
            rng_uniform(&rng, draws++, u);
            (void)strncat(text, words[(int)(u[0] * COUNT(words))], 24);
        }
        struct err e = {0};
        struct formula *f = formula_new(text, &scope, &e);
        if (!f) {
            if (!e.text[0] || e.line < 1 || e.col < 1 || e.col > (int)strlen(text) + 1)
                fail_msg("%s: %d:%d: %s (seed 3)", text, e.line, e.col, e.text);
            continue;
        }
        parsed++;
        double v = formula_eval(f, &scope);
        formula_free(f);
        char plain[400], fancy[400];
        assert_true(formula_print(text, false, plain, sizeof plain));
        assert_true(formula_print(text, true, fancy, sizeof fancy));
        double again = value(plain);
        if (again != v && !(isnan(again) && isnan(v)))
            fail_msg("%s is %.17g, %s is %.17g (seed 3)", text, v, plain, again);
    }
    assert_true(parsed > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values),
        cmocka_unit_test(truth_has_three_values),
        cmocka_unit_test(errors_have_their_place),
        cmocka_unit_test(size_and_depth_are_bounded),
        cmocka_unit_test(constants_and_sides),
        cmocka_unit_test(printing),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(random_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
