/* The functions that are compared with exact values, with the places where that is hard. */
#include "points.h"

#include "base/rng.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Zeros of f': the nearest doubles. */
#define SILU      -0x1.474973c84120bp+0
#define GELU      -0x1.80ead197f00b4p-1
#define GELU_TANH -0x1.81429f9e97e4dp-1
#define MISH      -0x1.31432c0d12d84p+0
#define ELISH     -0x1.c34366179d427p-1 /* ln(sqrt 2 - 1) */
#define HALF_PI   0x1.921fb54442d18p+0

const struct points_use points_uses[] = {
    {"identity", {0}, 0},
    {"step", {0}, 0},
    {"signum", {0}, 0},
    {"sigmoid", {0}, 0},
    {"tanh", {0}, 0},
    {"relu", {0}, 0},
    {"leaky_relu", {0}, 0},
    {"leaky_relu:alpha=0.3", {0}, 0},
    {"prelu", {0}, 0},
    {"prelu:gamma=-0.7", {0}, 0},
    {"elu", {0}, 0},
    {"elu:alpha=0.3", {0}, 0},
    {"elu:alpha=2.5", {0}, 0},
    {"softplus", {0}, 0},
    {"softplus:beta=2", {0}, 0},
    {"softplus:beta=0.7", {0}, 0},
    {"softplus:beta=10.3", {0}, 0},
    {"maxout", {0}, 0},
    {"maxout:k1=1,b1=0,k2=-1,b2=0", {0}, 0},
    {"maxout:k1=0.7,b1=0.3,k2=-0.4,b2=-1.1", {-1.4 / 1.1, -0.3 / 0.7, -1.1 / 0.4}, 0},
    {"lif", {1, 1.05}, 0},
    {"lif:t_ref=0,tau=2,R=1.5,theta=0.7", {0.7 / 1.5, 0.5}, 0},
    {"lif:t_ref=0.5,tau=0.3", {1, 1.1}, 0},
    {"selu", {0}, 0},
    {"selu:alpha=2,lambda=3", {0}, 0},
    {"selu:alpha=0.5,lambda=1.1", {0}, 0},
    {"celu", {0}, 0},
    {"celu:alpha=2", {0}, 0},
    {"celu:alpha=0.3", {0}, 0},
    {"gelu", {GELU, -4.5, 4.5, -38.4}, 0},
    {"gelu_tanh", {GELU_TANH, -21.5}, 0},
    {"silu", {SILU}, 0},
    {"swish", {SILU}, 0},
    {"swish:beta=1.702", {SILU / 1.702}, 0},
    {"swish:beta=0.1", {SILU / 0.1, -7450}, 0},
    {"swish:beta=3.7", {SILU / 3.7, -201.3}, 0},
    {"mish", {MISH}, 0},
    {"relu6", {6}, 0},
    {"rrelu", {0}, 0},
    {"rrelu:lower=0.1,upper=0.3", {0}, 0},
    {"srelu", {-1, 1}, 0},
    {"srelu:tl=-2,al=0.25,tr=1.5,ar=0.7", {-2, 1.5}, 0},
    {"srelu:tl=-0.3,al=0.1,tr=0.4,ar=2", {-0.3, 0.4, 2.7}, 0},
    {"hardtanh", {-1, 1}, 0},
    {"hardtanh:min=-0.7,max=2.3", {-0.7, 2.3}, 0},
    {"hardsigmoid", {-3, 3}, 0},
    {"hardsigmoid:alpha=0.2", {-2.5, 2.5}, 0},
    {"hardsigmoid:alpha=0.3,beta=0.4", {-0.4 / 0.3, 2}, 0},
    {"hardswish", {-3, 3, -1.5}, 0},
    {"softsign", {0}, 0},
    {"logsigmoid", {0}, 0},
    {"tanhshrink", {-0.3, 0.3}, 0},
    {"softshrink", {-0.5, 0.5}, 0},
    {"softshrink:lambda=0.3", {-0.3, 0.3}, 0},
    {"hardshrink", {-0.5, 0.5}, 0},
    {"hardshrink:lambda=1.7", {-1.7, 1.7}, 0},
    {"threshold", {1}, 0},
    {"threshold:threshold=0.1,value=20", {0.1}, 0},
    {"thresholded_relu", {1}, 0},
    {"thresholded_relu:alpha=0.3", {0.3}, 0},
    {"squareplus", {0}, 0},
    {"squareplus:b=0.01", {0}, 0},
    {"squareplus:b=7.3", {0}, 0},
    {"sparse_plus", {-1, 1}, 0},
    {"lecun_tanh", {0}, 0},
    {"symmetrical_sigmoid", {0}, 0},
    {"arctan", {-1, 1}, 0},
    {"bent_identity", {0}, 0},
    {"loglog", {6.5, 6.6}, 0},
    {"gaussian", {-26.6, 27.2}, 0},
    {"absolute", {0}, 0},
    {"sin", {0}, HALF_PI},
    {"cos", {0}, HALF_PI},
    {"sinc", {-0x1.1f95d2fdd1297p+2, 0x1.1f95d2fdd1297p+2}, HALF_PI},
    {"elish", {ELISH}, 0},
    {"relu2", {0}, 0},
    {"isru", {0}, 0},
    {"isru:alpha=0.3", {0}, 0},
    {"isru:alpha=5", {0}, 0},
    {"snake", {-HALF_PI / 2}, HALF_PI / 2},
    {"snake:alpha=0.5", {-HALF_PI}, HALF_PI},
    {"snake:alpha=3.3", {-HALF_PI / 6.6}, HALF_PI / 6.6},
};

const int points_count = sizeof points_uses / sizeof *points_uses;

static const double special[] = {
    0,
    -0.0,
    (double)INFINITY,
    (double)-INFINITY,
    DBL_MAX,
    -DBL_MAX,
    DBL_MIN,
    -DBL_MIN,
    0x1p-1074,
    -0x1p-1074,
    0x1p1023,
    -0x1p-54,
    0x0.fffffffffffffp-1022,
};

/* Where code may change its method, and where results leave the range of doubles: either sign. */
static const double edge[] = {
    1e-160, 1e-154, 1e-100, 1e-90, 1e-60, 0x1p-54, 0x1p-36,  0x1p-26, 1e-3,    0.05,  0.1,    0.3,
    0.35,   0.5,    0.7,    1,     1.5,   2,       3,        4,       4.5,     5,     6.5,    9,
    13.2,   17,     18.5,   19.06, 22,    26.5,    27.25,    37,      37.5,    38.48, 40,     50,
    120,    354.9,  372.5,  690,   708.4, 709.78,  710.5,    744.44,  745.13,  746,   1073.5, 1118,
    1416,   1490,   1e20,   1e61,  1e77,  1e100,   1.34e154, 6.7e153, 1.2e161, 1e200, 4e161,  1e300,
};

/* Doubles next to multiples of pi/2: of 22 powers of two each, the M 2^e with M < 2^53 that comes
 * closest, by the continued fraction of 2^e 2/pi. */
static const double near_wave[] = {
    0x1.6c6cbc45dc8dep+5,   0x1.b951f1572eba5p+23,  0x1.7512069b7430dp+47,   0x1.782b7a20df6d4p+67,
    0x1.66bd5424e5655p+90,  0x1.504cac51f1eafp+131, 0x1.504cac51f1eafp+132,  0x1.682ff8e5429ddp+163,
    0x1.e7e44a78ac18cp+197, 0x1.33322fd48b212p+223, 0x1.b2196364d750bp+253,  0x1.0809c95f020f7p+276,
    0x1.c45cd11154dfdp+295, 0x1.44599ae031379p+314, 0x1.979b4570b7a0ep+341,  0x1.8c091fdf23d65p+363,
    0x1.22043b9ac94b5p+390, 0x1.e3ca9b6c655cbp+408, 0x1.6dd6b29edc33ap+421,  0x1.ac593e47e035bp+458,
    0x1.3e2769f052722p+477, 0x1.b88cbb4e32576p+487, 0x1.fa09304e2e934p+516,  0x1.1fab41ebe9846p+535,
    0x1.8b28676cdcc5bp+555, 0x1.4c96c11134d36p+577, 0x1.4c96c11134d36p+578,  0x1.83009e2e9e2ebp+614,
    0x1.83009e2e9e2ebp+616, 0x1.4e271aabf89ddp+649, 0x1.db41f3cb71d7bp+680,  0x1.dfa8d18f2b3eep+689,
    0x1.8c50c5644903fp+725, 0x1.e038ad65a52ccp+737, 0x1.d5c8d09f26ebfp+759,  0x1.9681fb504915fp+770,
    0x1.6e8d778c94d66p+794, 0x1.15652b043fd63p+814, 0x1.6ac5b262ca1ffp+849,  0x1.cfe482285f8edp+860,
    0x1.9abf499df9d6cp+897, 0x1.0332fe835389ap+908, 0x1.4117573397d42p+939,  0x1.e1987122b7e06p+951,
    0x1.6879fdf2468b3p+970, 0x1.e009c53148be1p+991, 0x1.61a3db8c8d129p+1021,
};

enum {
    SPECIALS = sizeof special / sizeof *special,
    EDGES = sizeof edge / sizeof *edge,
    NEAR_WAVES = sizeof near_wave / sizeof *near_wave,
    NEIGHBOURS = 17, /* of a place: itself, 8 on either side */
    AROUND = 24      /* and 12 on either side at growing distances */
};

/* The double n places further up. */
static double step(double x, int n)
{
    for (; n > 0; n--)
        x = nextafter(x, (double)INFINITY);
    for (; n < 0; n++)
        x = nextafter(x, (double)-INFINITY);
    return x;
}

static int places(const struct points_use *use)
{
    int n = 0;
    while (n < POINTS_PLACES && use->place[n] != 0)
        n++;
    return n;
}

/* The i-th of the points around a place: steps, then distances of 2^-50 to 1/4. */
static double around(double place, int i)
{
    if (i < NEIGHBOURS)
        return step(place, i - NEIGHBOURS / 2);
    i -= NEIGHBOURS;
    double distance = ldexp(1, -50 + 4 * (i / 2)) * (place != 0 ? fabs(place) : 1);
    return i % 2 ? place - distance : place + distance;
}

/* What random points are made of: [0, 1) twice, used up by and by. */
struct draw {
    double u[2];
};

/* The i-th draw of a stream. */
static struct draw draw(uint64_t stream, uint64_t i)
{
    const uint32_t key[2] = {(uint32_t)stream, (uint32_t)(stream >> 32)};
    const uint32_t counter[4] = {(uint32_t)i, (uint32_t)(i >> 32), 0, 0};
    uint32_t bits[4];
    rng_philox(key, counter, bits);
    struct draw d;
    for (int k = 0; k < 2; k++)
        d.u[k] = ldexp((double)bits[2 * k], -32) + ldexp((double)(bits[2 * k + 1] >> 12), -52);
    return d;
}

/* A whole number below n from the front of u. */
static int choose(double *u, int n)
{
    double scaled = *u * n, whole = floor(scaled);
    *u = scaled - whole;
    return (int)whole;
}

/* 2^e (1 + u) with e in low..high - 1, evenly in e, either sign. */
static double logarithmic(struct draw d, int low, int high)
{
    int e = low + choose(&d.u[0], high - low);
    double sign = choose(&d.u[0], 2) ? 1 : -1;
    return sign * ldexp(1 + d.u[1], e);
}

static double near_edge(struct draw d)
{
    double t = edge[choose(&d.u[0], EDGES)];
    double sign = choose(&d.u[0], 2) ? 1 : -1;
    int width = choose(&d.u[0], 5);
    return sign * t * (1 + ldexp(2 * d.u[1] - 1, -4 - 11 * width));
}

static double near_place(const struct points_use *use, struct draw d)
{
    int k = choose(&d.u[0], places(use) + 1);
    double place = k < places(use) ? use->place[k] : 0;
    if (choose(&d.u[0], 3) == 0)
        return step(place, choose(&d.u[0], 65) - 32);
    return place + (place != 0 ? fabs(place) : 1) * logarithmic(d, -54, 1);
}

/* Beside a zero of sin, cos or of what they are in: itself rounded, or less 1/x, where sin x / x
 * has its extrema. */
static double near_zero(const struct points_use *use, struct draw d)
{
    double x = use->period * floor(ldexp(1 + d.u[1], choose(&d.u[0], 52)));
    if (choose(&d.u[0], 2))
        x -= 1 / x;
    x = step(x, choose(&d.u[0], 5) - 2);
    return choose(&d.u[0], 2) ? x : -x;
}

static double random_point(const struct points_use *use, uint64_t i, struct draw d)
{
    switch (i % 10) {
    case 0:
    case 1:
        return logarithmic(d, -1022, 1024);
    case 2:
    case 3:
        return 80 * d.u[1] - 40;
    case 4:
        return logarithmic(d, -40, 7);
    case 5:
        return logarithmic(d, 3, 11);
    case 6:
        return near_place(use, d);
    case 7:
        return use->period != 0 ? near_zero(use, d) : 8 * d.u[1] - 4;
    case 8:
        return i / 10 % 4 == 0 ? ldexp(logarithmic(d, 0, 53), -1074) : near_edge(d);
    default:
        return near_edge(d);
    }
}

/* A stream of its own for each use, whatever stands before it in the table: FNV-1a of the name. */
static uint64_t stream(const char *text)
{
    uint64_t h = 0xcbf29ce484222325;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 0x100000001b3;
    return h;
}

double points_at(const struct points_use *use, uint64_t i)
{
    uint64_t fixed = (uint64_t)places(use) * (NEIGHBOURS + AROUND);
    if (i < SPECIALS)
        return special[i];
    i -= SPECIALS;
    if (i < fixed)
        return around(use->place[i / (NEIGHBOURS + AROUND)], (int)(i % (NEIGHBOURS + AROUND)));
    i -= fixed;
    if (use->period != 0 && i < NEAR_WAVES)
        return near_wave[i] * (use->period < HALF_PI ? 0.5 : 1) * (i % 2 ? -1 : 1);
    return random_point(use, i, draw(stream(use->act), i));
}
