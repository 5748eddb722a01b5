#include "view/plot_fit.h"

#include <math.h>
#include <stdlib.h>

#include "view/plot_curve.h"
#include "view/plot_peak.h"
#include "view/plot_stroke.h"

/* What a log axis shows of a range that begins at 0 or below. */
static const double log_span = 1e6;

/* A symlog axis runs evenly within this part of its larger end, rounded to a power of ten. */
static const double near_part = 1e-3;

/* Beside the curves, of the length of the axis. */
static const double margin = 0.05;

enum { LOG_SAMPLES = 256 };

/* A curve that moves less than this part of its size is flat: what moves is rounding. */
static const double flat_part = 1e-13;

/* What is less is as good as 0. */
static const double least_size = 1e-300;

/* ---- scales ---- */

static struct scale scale_for(int kind, double near_zero, const double range[2])
{
    struct scale scale = {.kind = (enum scale_kind)kind, .near_zero = near_zero};
    double most = fmax(fabs(range[0]), fabs(range[1]));
    if (kind == PLOT_SYMLOG && !(near_zero > 0))
        scale.near_zero = pow(10, rint(log10(fmax(most * near_part, least_size))));
    if (kind == PLOT_LOG && !(range[1] > least_size))
        scale.kind = SCALE_LINEAR;
    return scale;
}

/* ---- what the curves reach ---- */

struct reach {
    double lo, hi;
    double least; /* above 0; inf when nothing is */
};

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The least value above 0, but for the few next to a zero of the curve, which are far from all
 * others: how near to it they come is chance. */
static double least_positive(const struct act_use *use, int order, const struct plot_fit *f)
{
    double value[LOG_SAMPLES];
    int n = 0;
    for (int i = 0; i < LOG_SAMPLES; i++) {
        double x = scale_between(&f->x_scale, f->x[0], f->x[1], (double)i / (LOG_SAMPLES - 1));
        double y = plot_curve_at(use, order, x);
        if (isfinite(y) && y > least_size)
            value[n++] = log10(y);
    }
    if (n == 0)
        return (double)INFINITY;
    qsort(value, (size_t)n, sizeof value[0], by_value);
    double least = value[0], low = value[n / 50 + (n > 8)], span = value[n - 1] - low;
    return pow(10, low - least > 2 * span + 1 ? low : least);
}

static struct reach reach_of(const struct plot_settings *plot, int first, int n,
                             const struct plot_fit *f)
{
    struct reach r = {(double)INFINITY, -(double)INFINITY, (double)INFINITY};
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    for (int i = first; i < first + n; i++) {
        for (int k = 0; k < orders; k++) {
            plot_peak_widen(&plot->acts.use[i], order[k], &f->x_scale, f->x[0], f->x[1], &r.lo,
                            &r.hi);
            if (plot->yscale == PLOT_LOG)
                r.least = fmin(r.least, least_positive(&plot->acts.use[i], order[k], f));
        }
    }
    return r;
}

/* Some room along the axis at both ends. */
static void pad(struct plot_fit *f)
{
    double lo = f->y[0], hi = f->y[1], size = fmax(fabs(lo), fabs(hi));
    bool log = f->y_scale.kind == SCALE_LOG;
    if (hi - lo <= flat_part * size + least_size) {
        double room = fmax(1, 0.1 * size);
        f->y[0] = log ? lo / 10 : lo - room;
        f->y[1] = log ? hi * 10 : hi + room;
    } else {
        f->y[0] = scale_between(&f->y_scale, lo, hi, -margin);
        f->y[1] = scale_between(&f->y_scale, lo, hi, 1 + margin);
    }
    f->y[0] = fmax(f->y[0], log ? 1e-305 : -1e300);
    f->y[1] = fmin(f->y[1], 1e300);
}

static void fit_y(const struct plot_settings *plot, const struct reach *r, struct plot_fit *f)
{
    f->y[0] = r->lo;
    f->y[1] = r->hi;
    if (!(r->lo <= r->hi)) { /* nothing finite to be seen */
        f->y[0] = -1;
        f->y[1] = 1;
    }
    f->y_scale = scale_for(plot->yscale, plot->ynear, f->y);
    if (f->y_scale.kind == SCALE_LOG)
        f->y[0] = fmin(isfinite(r->least) ? r->least : f->y[1] / log_span, f->y[1]);
    pad(f);
}

void plot_fit(const struct plot_settings *plot, int first, int n, struct plot_fit *out)
{
    *out = (struct plot_fit){.x = {plot->range[0], plot->range[1]}};
    out->x_scale = scale_for(plot->xscale, plot->xnear, out->x);
    out->x_cut = plot->xscale == PLOT_LOG && !(plot->range[0] > 0);
    if (out->x_cut && out->x_scale.kind == SCALE_LOG)
        out->x[0] = out->x[1] / log_span;
    bool fitted = !isfinite(plot->yrange[0]) || !isfinite(plot->yrange[1]);
    struct reach r = {plot->yrange[0], plot->yrange[1], 0};
    if (fitted || plot->yscale == PLOT_LOG)
        r = reach_of(plot, first, n, out);
    out->y_cut = plot->yscale == PLOT_LOG && r.lo <= 0;
    if (fitted) {
        fit_y(plot, &r, out);
        return;
    }
    out->y[0] = plot->yrange[0];
    out->y[1] = plot->yrange[1];
    out->y_scale = scale_for(plot->yscale, plot->ynear, out->y);
    if (out->y_scale.kind == SCALE_LOG && !(out->y[0] > 0))
        out->y[0] = out->y[1] / log_span;
}
