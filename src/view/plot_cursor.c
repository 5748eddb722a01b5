#include "view/plot_cursor.h"

#include <math.h>

#include "base/mem.h"
#include "view/plot_curve.h"
#include "view/plot_readout.h"
#include "view/plot_stroke.h"

/* A line through a point on part of the x axis. */
struct ray {
    double x, y, slope;
    double from, to;
};

/* Straight lines are curves on axes that do not run evenly: they are sampled there. */
static void draw_ray(struct pen *p, const struct space *s, const struct ray *ray)
{
    const struct stroke stroke = {.role = ROLE_ACCENT, .dash = DASH_LONG, .letter = '~'};
    double from = fmax(ray->from, s->x0), to = fmin(ray->to, s->x1);
    bool even = s->x_scale.kind == SCALE_LINEAR && s->y_scale.kind == SCALE_LINEAR;
    int n = even ? 2 : s->box.w * pen_dots_across(p) * 2 + 1;
    if (!isfinite(ray->y) || !isfinite(ray->slope) || !(from < to) || n < 2)
        return;
    double *x = mem_new(2 * (size_t)n, sizeof *x), *y = x + n;
    for (int i = 0; i < n; i++) {
        x[i] = scale_between(&s->x_scale, from, to, (double)i / (n - 1));
        y[i] = ray->y + ray->slope * (x[i] - ray->x);
    }
    if (even)
        pen_line(p, s, x[0], y[0], x[1], y[1], &stroke);
    else
        pen_path(p, s, x, y, n, &stroke);
    mem_free(x);
}

/* At a kink one from each side, as far as it goes; where the curve jumps there is none. */
static void draw_tangent(const struct plot_settings *plot, struct pen *p, const struct space *s)
{
    const struct act_use *use = &plot->acts.use[plot->acts.focus];
    double x = plot->cursor;
    bool kink = act_is_kink(use, x);
    struct plot_jump f, df;
    if (kink && plot_curve_jump(use, 0, x, &f))
        return;
    if (kink && plot_curve_jump(use, 1, x, &df)) {
        draw_ray(p, s, &(struct ray){x, f.left, df.left, s->x0, x});
        draw_ray(p, s, &(struct ray){x, f.right, df.right, x, s->x1});
        return;
    }
    draw_ray(p, s, &(struct ray){x, act_f(use, x), act_df(use, x), s->x0, s->x1});
}

/* What a vertical line at x meets. */
static void draw_points(const struct plot_settings *plot, struct pen *p,
                        const struct plot_panel *panel, double x)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    for (int k = orders - 1; k >= 0; k--)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            pen_mark(p, &panel->space, x, plot_curve_at(&plot->acts.use[i], order[k], x),
                     MARK_POINT, plot_stroke_role(i));
}

static void draw_hair(const struct plot_settings *plot, struct pen *p,
                      const struct plot_panel *panel)
{
    const struct space *s = &panel->space;
    struct stroke hair = {.role = ROLE_CURSOR, .dash = DASH_LONG, .letter = '|'};
    pen_line(p, s, plot->cursor, s->y0, plot->cursor, s->y1, &hair);
    double y = act_f(&plot->acts.use[plot->acts.focus], plot->cursor);
    if (plot_panel_has(panel, plot->acts.focus)) { /* to the axis, where its value can be read */
        hair.dash = DASH_SPARSE;
        hair.letter = '-';
        pen_line(p, s, s->x0, y, plot->cursor, y, &hair);
    }
    draw_points(plot, p, panel, plot->cursor);
}

/* Thinner than the cursor's, and no line to the axis. */
static void draw_mark(const struct plot_settings *plot, struct pen *p,
                      const struct plot_panel *panel)
{
    const struct space *s = &panel->space;
    const struct stroke hair = {.role = ROLE_CURSOR, .dash = DASH_DOT, .letter = '!'};
    pen_line(p, s, plot->mark, s->y0, plot->mark, s->y1, &hair);
    draw_points(plot, p, panel, plot->mark);
}

void plot_cursor_draw(const struct plot_settings *plot, struct pen *p,
                      const struct plot_panel *panel)
{
    if (!plot->cursor_on)
        return;
    if (plot_readout_measures(plot))
        draw_mark(plot, p, panel);
    draw_hair(plot, p, panel);
    if (plot->tangent && plot_panel_has(panel, plot->acts.focus))
        draw_tangent(plot, p, &panel->space);
}
