#include "view/plot_cursor.h"

#include "view/plot_curve.h"
#include "view/plot_stroke.h"

static void draw_tangent(const struct plot_settings *plot, struct pen *p, const struct space *s)
{
    const struct act_use *use = &plot->acts.use[plot->acts.focus];
    double x = plot->cursor, y = act_f(use, x), slope = act_df(use, x);
    struct stroke stroke = {.role = ROLE_ACCENT, .dash = DASH_SOLID, .letter = '~'};
    pen_line(p, s, s->x0, y + slope * (s->x0 - x), s->x1, y + slope * (s->x1 - x), &stroke);
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
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    for (int k = orders - 1; k >= 0; k--)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            pen_mark(p, s, plot->cursor, plot_curve_at(&plot->acts.use[i], order[k], plot->cursor),
                     MARK_POINT, plot_stroke_role(i));
}

void plot_cursor_draw(const struct plot_settings *plot, struct pen *p,
                      const struct plot_panel *panel)
{
    if (!plot->cursor_on)
        return;
    draw_hair(plot, p, panel);
    if (plot->tangent && plot_panel_has(panel, plot->acts.focus))
        draw_tangent(plot, p, &panel->space);
}
