#include "view/plot_panel.h"

#include <assert.h>
#include <math.h>

#include "base/str.h"
#include "view/plot_fit.h"

/* Columns right of the data at least, at most, and between panels that have less than GUTTER_LEAST;
 * from WIDE on there is room for more than two functions in it. */
enum { GUTTER = 5, GUTTER_MOST = 7, GAP = 2, GUTTER_LEAST = 30, WIDE = 50 };

/* Rows that a panel needs to have a histogram, and a taller one. */
enum { STRIP_LEAST = 12, STRIP_TALL = 30 };

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

/* More functions may end beside each other: "6',1-6'". */
static int gutter_columns(int w, int n, bool all)
{
    int most = w < WIDE || n <= 2 ? GUTTER : GUTTER + n - 2;
    return w < GUTTER_LEAST ? (all ? 0 : GAP) : most < GUTTER_MOST ? most : GUTTER_MOST;
}

/* Where it is and which functions it has. */
static void begin(const struct plot_settings *plot, const struct layout *l, int i,
                  struct plot_panel *out)
{
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
    out->area = r;
    out->gutter.w = gutter_columns(r.w, out->n, all);
}

/* What the panels have in common, so that they line up. */
struct frame {
    int left;        /* columns of y's labels */
    bool head, foot; /* rows for what is pulled out of labels */
};

/* One round: the box from what is known of the labels, ticks for it. True when they fit in. */
static bool settle(const struct plot_settings *plot, const struct plot_fit *f, struct frame *frame,
                   struct plot_panel *panel)
{
    struct rect box = axis_box(panel->area, frame->left, panel->gutter.w, frame->head, frame->foot);
    panel->space = (struct space){box, f->x[0], f->x[1], f->y[0], f->y[1], f->x_scale, f->y_scale};
    struct space *s = &panel->space;
    bool even = s->x_scale.kind == SCALE_LINEAR && s->y_scale.kind == SCALE_LINEAR;
    if (plot->aspect == PLOT_ASPECT_EQUAL && even && box.w > 0 && box.h > 0)
        equalize(s);
    bool pi = plot->unit == PLOT_UNIT_PI;
    ticks_make(&panel->x, &(struct tick_spec){s->x0, s->x1, s->x_scale, pi, true, box.w});
    ticks_make(&panel->y, &(struct tick_spec){s->y0, s->y1, s->y_scale, false, false, box.h});
    int left = ticks_width(&panel->y);
    bool head = panel->y.factor[0] && panel->area.h > 3, foot = panel->x.factor[0];
    bool fits = left <= frame->left && head <= frame->head && foot <= frame->foot;
    frame->left = left > frame->left ? left : frame->left;
    frame->head = frame->head || head;
    frame->foot = frame->foot || foot;
    return fits;
}

static void finish(struct plot_panel *panel)
{
    const struct rect *box = &panel->space.box;
    panel->gutter = (struct rect){box->x + box->w, box->y, panel->gutter.w, box->h};
    panel->strip.x = panel->strip.w > 0 ? box->x : 0;
    panel->strip.w = panel->strip.h > 0 ? box->w : 0;
}

void plot_panels_init(const struct settings *s, const struct layout *l,
                      struct plot_panel out[ACTS_MAX])
{
    const struct plot_settings *plot = &s->plot;
    struct plot_fit fit[ACTS_MAX];
    for (int i = 0; i < l->panels; i++) {
        begin(plot, l, i, &out[i]);
        if (plot->share && i > 0)
            fit[i] = fit[0];
        else
            plot_fit(plot, plot->share ? 0 : out[i].first, plot->share ? plot->acts.n : out[i].n,
                     &fit[i]);
        out[i].x_cut = fit[i].x_cut;
        out[i].y_cut = fit[i].y_cut;
    }
    struct frame frame = {0, false, false};
    for (bool settled = false; !settled;) { /* the frame grows each time, but not for ever */
        settled = true;
        for (int i = 0; i < l->panels; i++)
            settled = settle(plot, &fit[i], &frame, &out[i]) && settled;
    }
    for (int i = 0; i < l->panels; i++)
        finish(&out[i]);
}

void plot_panel_init(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out)
{
    struct plot_panel all[ACTS_MAX];
    assert(i >= 0 && i < l->panels);
    plot_panels_init(s, l, all);
    *out = all[i];
}

/* ---- drawing ---- */

static struct axes axes_of(const struct plot_settings *plot, const struct plot_panel *panel)
{
    return (struct axes){panel->area, &panel->space, &panel->x, &panel->y, plot->grid != 0};
}

void plot_panel_place(const struct pen *p, const struct plot_panel *panel, struct axis_labels *out)
{
    const struct axes axes = {panel->area, &panel->space, &panel->x, &panel->y, false};
    axis_place(p, &axes, out);
}

void plot_panel_axes(const struct plot_settings *plot, struct pen *p,
                     const struct plot_panel *panel)
{
    const struct axes axes = axes_of(plot, panel);
    axis_draw(p, &axes);
}

void plot_panel_titles(const struct plot_settings *plot, struct pen *p,
                       const struct plot_panel *panel)
{
    const struct axes axes = axes_of(plot, panel);
    struct str y;
    str_init(&y);
    str_add(&y, "f");
    if (plot->df)
        str_addf(&y, ", f%s", pen_symbol(p, "prime"));
    if (plot->d2f)
        str_addf(&y, ", f%s", pen_symbol(p, "dprime"));
    axis_titles(p, &axes, "x", y.data);
    str_done(&y);
}

bool plot_panel_has(const struct plot_panel *panel, int act)
{
    return act >= panel->first && act < panel->first + panel->n;
}
