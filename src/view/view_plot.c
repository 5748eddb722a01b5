#include "view/view_plot.h"

#include "view/act_card.h"
#include "view/frame.h"
#include "view/plot_cursor.h"
#include "view/plot_curve.h"
#include "view/plot_ends.h"
#include "view/plot_ghost.h"
#include "view/plot_hist.h"
#include "view/plot_legend.h"
#include "view/plot_memo.h"
#include "view/plot_panel.h"
#include "view/plot_stroke.h"
#include "view/plot_zone.h"

/* At the jumps of a curve: its value there (closed), or limits that are not its value (open). */
static void draw_jumps(const struct act_use *use, int order, bool closed, struct pen *p,
                       const struct space *s, enum role role)
{
    for (int i = 0; i < use->kinks; i++) {
        struct plot_jump j;
        if (!plot_curve_jump(use, order, use->kink[i], &j))
            continue;
        if (closed)
            pen_mark(p, s, j.x, j.at, MARK_CLOSED, role);
        if (!closed && j.left != j.at)
            pen_mark(p, s, j.x, j.left, MARK_OPEN, role);
        if (!closed && j.right != j.at)
            pen_mark(p, s, j.x, j.right, MARK_OPEN, role);
    }
}

/* Of marks that share a cell the closed one is seen, and that of the focused function. */
static void draw_all_jumps(const struct plot_settings *plot, struct pen *p,
                           const struct plot_panel *panel)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order), end = panel->first + panel->n;
    for (int pass = 0; pass < 4; pass++) {
        bool closed = pass >= 2, focused = pass % 2;
        for (int i = panel->first; i < end; i++)
            for (int k = orders - 1; k >= 0 && (i == plot->acts.focus) == focused; k--)
                draw_jumps(&plot->acts.use[i], order[k], closed, p, &panel->space,
                           plot_stroke_role(i));
    }
}

static void draw_curve(const struct model *m, struct pen *p, const struct plot_panel *panel, int i,
                       int order)
{
    const struct acts *acts = &app_settings(m->app)->plot.acts;
    struct stroke stroke = plot_stroke(acts, i, order, panel->n == 1);
    plot_memo_path(m, p, panel, i, order, &stroke);
}

/* ---- panels ---- */

static void draw_panel_name(const struct plot_settings *plot, struct pen *p, struct rect r, int i)
{
    char name[FRAME_NAME];
    bool focus = i == plot->acts.focus;
    (void)pen_textf(p, r.x + 1, r.y, r.w - 1, plot_stroke_role(i), focus ? ATTR_BOLD : 0, "%s%d %s",
                    focus ? ">" : " ", i + 1, frame_act_name(&plot->acts, i, p, name));
}

static void draw_panel(const struct model *m, struct pen *p, const struct plot_panel *panel)
{
    const struct settings *s = app_settings(m->app);
    const struct plot_settings *plot = &s->plot;
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    plot_panel_axes(plot, p, panel);
    plot_zone_draw(s, p, panel);
    for (int k = orders - 1; k >= 0; k--)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            draw_curve(m, p, panel, i, order[k]);
    plot_ends_draw(plot, p, panel);
    plot_cursor_draw(plot, p, panel);
    draw_all_jumps(plot, p, panel);
    plot_panel_titles(plot, p, panel);
    plot_hist_draw(m, p, panel);
}

void view_plot_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct settings *s = app_settings(m->app);
    struct plot_panel panel[ACTS_MAX];
    plot_memo_panels(m, l, p, panel);
    for (int i = 0; i < l->panels; i++) {
        if (l->panels > 1)
            draw_panel_name(&s->plot, p, l->panel[i], i);
        plot_ghost_draw(m, p, &panel[i]);
        draw_panel(m, p, &panel[i]);
    }
    plot_legend_draw(m, p, l);
    if (l->card.h > 0 && l->bare)
        act_card_still(m, p, l->card, s->plot.acts.focus);
    else if (l->card.h > 0)
        act_card_plot(m, p, l->card, s->plot.acts.focus);
}
