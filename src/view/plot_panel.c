#include "view/plot_panel.h"

#include <math.h>

#include "view/plot_curve.h"
#include "view/plot_stroke.h"

/* Columns right of the data; rows that a panel needs to have a histogram, and one taller. */
enum { GUTTER = 5, STRIP_LEAST = 12, STRIP_TALL = 30 };

/* What a log axis shows of a range that begins at 0 or below. */
static const double log_span = 1e6;

/* All that the functions first .. first + n - 1 reach over [x0, x1], with some room. */
static void fit_y(const struct plot_settings *plot, int first, int n, const double x[2], double *lo,
                  double *hi)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    *lo = (double)INFINITY;
    *hi = -(double)INFINITY;
    for (int i = first; i < first + n; i++)
        for (int k = 0; k < orders; k++)
            plot_curve_fit(&plot->acts.use[i], order[k], x[0], x[1], lo, hi);
    if (!(*lo <= *hi)) { /* nothing finite to be seen */
        *lo = -1;
        *hi = 1;
    }
    double span = *hi - *lo;
    double room = span > 0 ? 0.05 * span : fmax(1, 0.1 * fabs(*hi));
    *lo = fmax(*lo - room, -1e300);
    *hi = fmin(*hi + room, 1e300);
}

/* The scale that an axis from lo to hi can have: a log axis has to have something above 0, and what
 * it shows starts there; `lo` follows. */
static struct scale scale_for(int kind, double near_zero, double *lo, double hi)
{
    struct scale scale = {.kind = (enum scale_kind)kind, .near_zero = near_zero};
    if (kind == PLOT_SYMLOG && !(near_zero > 0))
        scale.near_zero = fmax(fabs(*lo), fabs(hi)) / 1000;
    if (kind == PLOT_LOG && !(hi > 0))
        return (struct scale){SCALE_LINEAR, 0};
    if (kind == PLOT_LOG && !(*lo > 0))
        *lo = hi / log_span;
    return scale;
}

static void widen(double *lo, double *hi, double span)
{
    double middle = *lo + (*hi - *lo) / 2;
    *lo = middle - span / 2;
    *hi = middle + span / 2;
}

/* One unit as long on y as on x: the axis that shows less shows more. Cells are twice as high as
 * wide. */
static void equalize(struct space *s)
{
    double across = s->x1 - s->x0, up = s->y1 - s->y0;
    double unit = fmax(across / s->box.w, up / (2.0 * s->box.h));
    widen(&s->x0, &s->x1, unit * s->box.w);
    widen(&s->y0, &s->y1, unit * 2.0 * s->box.h);
}

void plot_panel_init(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out)
{
    const struct plot_settings *plot = &s->plot;
    bool all = l->panels == 1;
    *out = (struct plot_panel){.first = all ? 0 : i, .n = all ? plot->acts.n : 1};
    struct rect r = l->panel[i];
    if (!all && r.h > 0) { /* a line for its name */
        r.y++;
        r.h--;
    }
    if (plot->hist && r.h >= STRIP_LEAST) {
        int h = r.h >= STRIP_TALL ? 4 : 3;
        r.h -= h;
        out->strip = (struct rect){r.x, r.y + r.h, r.w, h};
    }
    int gutter = r.w >= 30 ? GUTTER : 0;
    r.w -= gutter;
    double x[2] = {plot->range[0], plot->range[1]};
    struct scale x_scale = scale_for(plot->xscale, plot->xnear, &x[0], x[1]);
    double lo = plot->yrange[0], hi = plot->yrange[1];
    if (!isfinite(lo) || !isfinite(hi))
        fit_y(plot, plot->share ? 0 : out->first, plot->share ? plot->acts.n : out->n, x, &lo, &hi);
    struct scale y_scale = scale_for(plot->yscale, plot->ynear, &lo, hi);
    int want = r.h / 3 > 8 ? 8 : r.h / 3;
    ticks_linear(&out->y, lo, hi, want);
    out->space = axis_space(r, x[0], x[1], lo, hi, &out->y);
    out->space.x_scale = x_scale;
    out->space.y_scale = y_scale;
    struct rect *box = &out->space.box;
    bool linear = x_scale.kind == SCALE_LINEAR && y_scale.kind == SCALE_LINEAR;
    if (plot->aspect == PLOT_ASPECT_EQUAL && linear && box->w > 0 && box->h > 0) {
        equalize(&out->space);
        ticks_linear(&out->y, out->space.y0, out->space.y1, want);
    }
    want = box->w / 8;
    ticks_linear(&out->x, out->space.x0, out->space.x1, want > 13 ? 13 : want);
    out->gutter = (struct rect){box->x + box->w, box->y, gutter, box->h};
    out->strip.x = out->strip.w > 0 ? box->x : 0;
    out->strip.w = out->strip.h > 0 ? box->w : 0;
}

bool plot_panel_has(const struct plot_panel *panel, int act)
{
    return act >= panel->first && act < panel->first + panel->n;
}
