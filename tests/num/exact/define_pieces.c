/* The definitions of the functions that are put together from lines and parabolas. A parameter is
 * the double that was given; a constant of a formula is the real number. At a kink f' is the one of
 * the side that is written with "not above" or "not below". */
#include "define.h"

typedef struct calc *calc;
typedef const struct big *big;

static big identity(calc c, big x, const double *p)
{
    (void)p;
    return big_plus(c, 0, x);
}

static big step(calc c, big x, const double *p)
{
    (void)p;
    return big_number(c, big_below(x, 0) ? 0 : 1);
}

static big signum(calc c, big x, const double *p)
{
    (void)p;
    return big_number(c, big_above(x, 0) - big_below(x, 0));
}

static big absolute(calc c, big x, const double *p)
{
    (void)p;
    return big_times(c, big_above(x, 0) - big_below(x, 0), x);
}

static big relu(calc c, big x, const double *p)
{
    (void)p;
    return big_times(c, big_above(x, 0), x);
}

static big leaky(calc c, big x, const double *p)
{
    return big_times(c, big_above(x, 0) ? 1 : p[0], x);
}

/* In between the slopes, as in evaluation: by default (1/8 + 1/3)/2. */
static big rrelu(calc c, big x, const double *p)
{
    if (big_above(x, 0))
        return big_plus(c, 0, x);
    big twice = big_add(c, big_number(c, p[0]), big_number(c, p[1]));
    if (p[0] == 1.0 / 8 && p[1] == 1.0 / 3)
        twice = big_ratio(c, 11, 24);
    return big_mul(c, big_times(c, 0.5, twice), x);
}

static big relu6(calc c, big x, const double *p)
{
    (void)p;
    if (!big_below(x, 6))
        return big_number(c, 6);
    return relu(c, x, p);
}

static big relu2(calc c, big x, const double *p)
{
    return big_square(c, relu(c, x, p));
}

/* Should tl be above tr, the right line counts. */
static big srelu(calc c, big x, const double *p)
{
    if (!big_below(x, p[2]))
        return big_plus(c, p[2], big_times(c, p[3], big_plus(c, -p[2], x)));
    if (!big_above(x, p[0]))
        return big_plus(c, p[0], big_times(c, p[1], big_plus(c, -p[0], x)));
    return big_plus(c, 0, x);
}

static big threshold(calc c, big x, const double *p)
{
    return big_above(x, p[0]) ? big_plus(c, 0, x) : big_number(c, p[1]);
}

static big thresholded_relu(calc c, big x, const double *p)
{
    return big_above(x, p[0]) ? big_plus(c, 0, x) : big_number(c, 0);
}

/* Where the lines cross, the first counts. */
static big maxout(calc c, big x, const double *p)
{
    big first = big_line(c, p[1], p[0], x), second = big_line(c, p[3], p[2], x);
    return big_less(first, second) ? second : first;
}

static big hardtanh(calc c, big x, const double *p)
{
    if (!big_above(x, p[0]))
        return big_number(c, p[0]);
    return big_below(x, p[1]) ? big_plus(c, 0, x) : big_number(c, p[1]);
}

/* By default (x + 3)/6. */
static big hardsigmoid(calc c, big x, const double *p)
{
    big y = big_line(c, p[1], p[0], x);
    if (p[0] == 1.0 / 6 && p[1] == 0.5)
        y = big_mul(c, big_plus(c, 3, x), big_ratio(c, 1, 6));
    if (!big_above(y, 0))
        return big_number(c, 0);
    return big_below(y, 1) ? big_plus(c, 0, y) : big_number(c, 1);
}

static big hardswish(calc c, big x, const double *p)
{
    (void)p;
    if (!big_above(x, -3))
        return big_number(c, 0);
    if (!big_below(x, 3))
        return big_plus(c, 0, x);
    return big_mul(c, big_mul(c, x, big_plus(c, 3, x)), big_ratio(c, 1, 6));
}

static big softshrink(calc c, big x, const double *p)
{
    if (big_above(x, p[0]))
        return big_plus(c, -p[0], x);
    return big_below(x, -p[0]) ? big_plus(c, p[0], x) : big_number(c, 0);
}

static big hardshrink(calc c, big x, const double *p)
{
    return big_above(x, p[0]) || big_below(x, -p[0]) ? big_plus(c, 0, x) : big_number(c, 0);
}

static big sparse_plus(calc c, big x, const double *p)
{
    (void)p;
    if (!big_above(x, -1))
        return big_number(c, 0);
    return big_below(x, 1) ? big_times(c, 0.25, big_square(c, big_plus(c, 1, x)))
                           : big_plus(c, 0, x);
}

const struct reference define_pieces[] = {
    {"identity", {0}, {0}, identity, 0},
    {"step", {0}, {0}, step, 0},
    {"signum", {0}, {0}, signum, 0},
    {"relu", {0}, {0}, relu, 0},
    {"leaky_relu", {"alpha"}, {0.01}, leaky, 0},
    {"prelu", {"gamma"}, {0.25}, leaky, 0},
    {"maxout", {"k1", "b1", "k2", "b2"}, {1, 0, 0.25, 0}, maxout, 0},
    {"relu6", {0}, {0}, relu6, 0},
    {"rrelu", {"lower", "upper"}, {1.0 / 8, 1.0 / 3}, rrelu, 0},
    {"srelu", {"tl", "al", "tr", "ar"}, {-1, 0.1, 1, 0.1}, srelu, 0},
    {"hardtanh", {"min", "max"}, {-1, 1}, hardtanh, 0},
    {"hardsigmoid", {"alpha", "beta"}, {1.0 / 6, 0.5}, hardsigmoid, 0},
    {"hardswish", {0}, {0}, hardswish, 0},
    {"softshrink", {"lambda"}, {0.5}, softshrink, 0},
    {"hardshrink", {"lambda"}, {0.5}, hardshrink, 0},
    {"threshold", {"threshold", "value"}, {1, 0}, threshold, 0},
    {"thresholded_relu", {"alpha"}, {1}, thresholded_relu, 0},
    {"sparse_plus", {0}, {0}, sparse_plus, 0},
    {"absolute", {0}, {0}, absolute, 0},
    {"relu2", {0}, {0}, relu2, 0},
    {0},
};
