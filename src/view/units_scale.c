#include "view/units_scale.h"

#include <math.h>
#include <stdio.h>

#include "num/elem.h"

/* Sizes that differ by more than this are told apart by powers of ten. */
#define EVEN_MOST 50.0

struct units_scale units_scale_percent(void)
{
    return (struct units_scale){.percent = true, .hi = 1};
}

struct units_scale units_scale_sizes(double least, double greatest)
{
    if (!(greatest > 0))
        return (struct units_scale){.hi = 1};
    if (greatest > EVEN_MOST * least)
        return (struct units_scale){.log = true, .lo = least, .hi = greatest};
    return (struct units_scale){.hi = greatest};
}

double units_scale_fraction(const struct units_scale *s, double v)
{
    const double least = 1e-6;
    if (v == 0 || !isfinite(v))
        return v;
    double t = s->log
                   ? (elem_log10(v) - elem_log10(s->lo)) / (elem_log10(s->hi) - elem_log10(s->lo))
                   : v / s->hi;
    return fmin(1, fmax(least, t));
}

int units_scale_level(const struct units_scale *s, double v)
{
    if (!isfinite(v))
        return -1;
    if (v == 0)
        return 0;
    int level = 1 + (int)(units_scale_fraction(s, v) * UNITS_LEVELS);
    return level > UNITS_LEVELS ? UNITS_LEVELS : level;
}

const char *units_scale_sign(const struct pen *p, int level)
{
    static const char *const names[] = {"level1", "level2", "level3", "level4", "level5"};
    return level < 0 ? "?" : level == 0 ? " " : pen_symbol(p, names[level - 1]);
}

enum role units_scale_role(int level)
{
    return level > 0 ? (enum role)(ROLE_LEVEL + level - 1) : ROLE_WARN;
}

char *units_scale_percent_text(char out[FMT_SIZE], double part)
{
    if (part > 0 && part < 0.001)
        (void)snprintf(out, FMT_SIZE, "<0.1 %%");
    else if (part < 1 && part >= 0.9995)
        (void)snprintf(out, FMT_SIZE, ">99.9 %%");
    else if ((part > 0 && part < 0.0995) || (part >= 0.995 && part < 1))
        (void)snprintf(out, FMT_SIZE, "%.1f %%", 100 * part);
    else
        (void)snprintf(out, FMT_SIZE, "%.0f %%", 100 * part);
    return out;
}

char *units_scale_text(const struct units_scale *s, char out[FMT_SIZE], double v)
{
    return s->percent ? units_scale_percent_text(out, v) : fmt_short(out, v, 2);
}
