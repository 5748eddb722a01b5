#include "view/plot_readout.h"

#include <math.h>
#include <stdio.h>

#include "base/utf8.h"
#include "view/plot_curve.h"

enum { DIGITS = 4, DIGITS_MOST = 9 };

bool plot_readout_measures(const struct plot_settings *plot)
{
    return plot->cursor_on && isfinite(plot->mark);
}

char *plot_readout_x(const struct plot_settings *plot, double x, char out[FMT_SIZE])
{
    double most = fmax(fabs(plot->range[0]), fabs(plot->range[1]));
    double width = plot->range[1] - plot->range[0];
    int digits = DIGITS;
    for (; digits < DIGITS_MOST && width < most; width *= 10)
        digits++;
    return fmt_short(out, x, digits);
}

/* ---- from the mark to the cursor ---- */

struct chord {
    double x0, x1, f0, f1;
};

static struct chord chord_of(const struct plot_settings *plot, int act)
{
    const struct act_use *use = &plot->acts.use[act];
    return (struct chord){plot->mark, plot->cursor, act_f(use, plot->mark),
                          act_f(use, plot->cursor)};
}

/* nan between a place and itself. */
static double mean_slope(const struct chord *c)
{
    return (c->f1 - c->f0) / (c->x1 - c->x0);
}

double plot_readout_row(const struct plot_settings *plot, int act, int i,
                        char label[PLOT_READOUT_LABEL])
{
    const struct chord c = chord_of(plot, act);
    char x[FMT_SIZE];
    if (i == 0)
        (void)snprintf(label, PLOT_READOUT_LABEL, "f(%s)", plot_readout_x(plot, c.x0, x));
    else
        (void)snprintf(label, PLOT_READOUT_LABEL, "%s", i == 1 ? "change" : "mean slope");
    return i == 0 ? c.f0 : i == 1 ? c.f1 - c.f0 : mean_slope(&c);
}

void plot_readout_measure(const struct plot_settings *plot, const struct pen *p, int room,
                          struct str *out)
{
    const struct chord c = chord_of(plot, plot->acts.focus);
    const size_t start = out->len;
    char from[FMT_SIZE], to[FMT_SIZE], dx[FMT_SIZE], df[FMT_SIZE], slope[FMT_SIZE];
    const char *delta = pen_is_unicode(p) ? "Δ" : "d";
    (void)plot_readout_x(plot, c.x0, from);
    (void)plot_readout_x(plot, c.x1, to);
    (void)plot_readout_x(plot, c.x1 - c.x0, dx);
    (void)fmt_short(df, c.f1 - c.f0, DIGITS);
    if (c.x0 == c.x1)
        (void)str_copy(slope, sizeof slope, pen_symbol(p, "dash"));
    else
        (void)fmt_short(slope, mean_slope(&c), DIGITS);
    str_addf(out, "from x = %s to %s: %sx %s, %sf %s, mean slope %s", from, to, delta, dx, delta,
             df, slope);
    if (utf8_columns(out->data + start) <= room)
        return;
    str_cut(out, start);
    str_addf(out, "from x = %s to %s: %sf %s, mean slope %s", from, to, delta, df, slope);
}

void plot_readout_say(const struct plot_settings *plot, int act, struct str *out)
{
    const struct chord c = chord_of(plot, act);
    char x[FMT_SIZE], change[FMT_SIZE], slope[FMT_SIZE];
    if (!plot_readout_measures(plot))
        return;
    (void)plot_readout_x(plot, c.x0, x);
    if (c.f1 == c.f0)
        str_addf(out, ", as at x = %s", x);
    else if (isnan(c.f1 - c.f0))
        str_addf(out, ", %s at x = %s", fmt_short(change, c.f0, DIGITS), x);
    else
        str_addf(out, ", %s %s than at x = %s", fmt_short(change, fabs(c.f1 - c.f0), DIGITS),
                 c.f1 > c.f0 ? "more" : "less", x);
    if (c.x1 != c.x0)
        str_addf(out, " (mean slope %s)", fmt_short(slope, mean_slope(&c), DIGITS));
}

/* ---- the tangent ---- */

/* "0.8413 + 1.083 (x - 1)" */
static void add_line(const struct plot_settings *plot, double x, double y, double slope,
                     struct str *out)
{
    char number[FMT_SIZE];
    str_add(out, fmt_short(number, y, DIGITS));
    if (slope == 0)
        return;
    str_addf(out, " %s %s", slope < 0 ? "-" : "+", fmt_short(number, fabs(slope), DIGITS));
    if (x == 0)
        str_add(out, " x");
    else
        str_addf(out, " (x %s %s)", x < 0 ? "+" : "-", plot_readout_x(plot, fabs(x), number));
}

/* The slope on one side of a kink, `near` at the double next to it: one that is much less a little
 * farther off, as that of lif, has no end. */
static double slope_beside(const struct act_use *use, double x, double way, double near)
{
    double farther = act_df(use, x + (nextafter(x, way) - x) * (1 << 20));
    return fabs(near) > 1000 * fabs(farther) && fabs(near) > 1e6 ? copysign((double)INFINITY, near)
                                                                 : near;
}

void plot_readout_tangent(const struct plot_settings *plot, struct str *out)
{
    const struct acts *acts = &plot->acts;
    const struct act_use *use = &acts->use[acts->focus];
    char name[ACT_NAME], at[FMT_SIZE], left[FMT_SIZE], right[FMT_SIZE];
    struct plot_jump f, df;
    double x = plot->cursor, y = act_f(use, x), slope = act_df(use, x);
    bool kink = act_is_kink(use, x);
    (void)settings_act_name(acts, acts->focus, name);
    (void)plot_readout_x(plot, x, at);
    if (kink && plot_curve_jump(use, 0, x, &f))
        str_addf(out, "%s jumps at %s from %s to %s: no tangent", name, at,
                 fmt_short(left, f.left, DIGITS), fmt_short(right, f.right, DIGITS));
    else if (kink && plot_curve_jump(use, 1, x, &df))
        str_addf(out, "kink of %s at %s: slope %s left of it, %s right", name, at,
                 fmt_short(left, slope_beside(use, x, -(double)INFINITY, df.left), DIGITS),
                 fmt_short(right, slope_beside(use, x, (double)INFINITY, df.right), DIGITS));
    else if (!isfinite(y) || !isfinite(slope))
        str_addf(out, "%s has no tangent at %s", name, at);
    else {
        str_addf(out, "tangent of %s at %s: ", name, at);
        add_line(plot, x, y, slope, out);
    }
}
