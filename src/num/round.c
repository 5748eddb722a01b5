#include "num/round.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "num/elem.h"

/* A format by what rounding needs of it. */
struct format {
    uint64_t dropped; /* the bits of a double's significand that are too many */
    double normal;    /* smallest normal number */
    double shift;     /* 1.5 2^52 smallest numbers: adding it leaves no finer bits */
    double beyond;    /* the power of two above the largest number */
    int least;        /* log2 of the smallest number above 0 */
};

static const struct format formats[] = {
    [ROUND_F64] = {.least = -1074}, /* there is nothing to round */
    [ROUND_F32] = {((uint64_t)1 << 29) - 1, 0x1p-126, 0x1.8p-97, 0x1p128, -149},
    [ROUND_F16] = {((uint64_t)1 << 42) - 1, 0x1p-14, 0x1.8p28, 0x1p16, -24},
    [ROUND_BF16] = {((uint64_t)1 << 45) - 1, 0x1p-126, 0x1.8p-81, 0x1p128, -133},
};

const char *const round_name[ROUND_FORMATS + 1] = {
    [ROUND_F64] = "f64", [ROUND_F32] = "f32", [ROUND_F16] = "f16", [ROUND_BF16] = "bf16"};

double round_least_log10(enum round_format format)
{
    return elem_log10_scaled(1, formats[format].least);
}

/* The significand as an integer, rounded by an addition whose carry may go into the exponent. */
static double round_normal(const struct format *f, double x)
{
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    uint64_t odd = u & (f->dropped + 1) ? 1 : 0;
    u = (u + (f->dropped >> 1) + odd) & ~f->dropped;
    memcpy(&x, &u, sizeof x);
    return x;
}

static double round_finite(const struct format *f, double x)
{
    double size = fabs(x);
    size = size < f->normal ? (size + f->shift) - f->shift : round_normal(f, size);
    return copysign(size < f->beyond ? size : (double)INFINITY, x);
}

double round_to(enum round_format format, double x)
{
    return format == ROUND_F64 || !isfinite(x) ? x : round_finite(&formats[format], x);
}

void round_array(enum round_format format, ptrdiff_t n, double *x)
{
    if (format == ROUND_F64)
        return;
    const struct format *f = &formats[format];
    for (ptrdiff_t i = 0; i < n; i++)
        if (isfinite(x[i]))
            x[i] = round_finite(f, x[i]);
}
