#include "draw/scale.h"

#include <math.h>

const char *const scale_names[SCALE_COUNT] = {
    [SCALE_LINEAR] = "linear", [SCALE_LOG] = "log", [SCALE_SYMLOG] = "symlog"};

static const double ln10 = 2.302585092994045684;

double scale_map(const struct scale *s, double v)
{
    switch (s->kind) {
    case SCALE_LOG:
        return isnan(v) ? v : v > 0 ? log10(v) : -(double)INFINITY;
    case SCALE_SYMLOG:
        return asinh(v / (2 * s->near_zero)) / ln10;
    default:
        return v;
    }
}

double scale_unmap(const struct scale *s, double length)
{
    switch (s->kind) {
    case SCALE_LOG:
        return pow(10, length);
    case SCALE_SYMLOG:
        return 2 * s->near_zero * sinh(length * ln10);
    default:
        return length;
    }
}

double scale_between(const struct scale *s, double v0, double v1, double part)
{
    if (part == 0 || part == 1) /* to the digit */
        return part == 0 ? v0 : v1;
    double a = scale_map(s, v0), b = scale_map(s, v1);
    return scale_unmap(s, a * (1 - part) + b * part);
}
