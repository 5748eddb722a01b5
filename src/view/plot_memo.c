#include "view/plot_memo.h"

#include <string.h>

static void forget_curves(struct plot_memo *memo)
{
    for (int i = 0; i < ACTS_MAX; i++)
        for (int order = 0; order < 3; order++) {
            plot_curve_done(&memo->curve[i][order]);
            memo->curve[i][order] = (struct plot_curve){0};
        }
}

void plot_memo_done(struct plot_memo *memo)
{
    forget_curves(memo);
    memo->known = false;
}

/* Does it hold for these? If not it is told that it will. */
static bool holds(struct plot_memo *memo, const struct settings *s, const struct layout *l,
                  const struct pen *p)
{
    struct settings still;
    int across = pen_dots_across(p), down = pen_dots_down(p);
    memcpy(&still, s, sizeof still);
    still.plot.cursor = still.plot.mark = 0;
    still.plot.cursor_on = still.plot.card_scroll = 0;
    if (memo->known && memo->across == across && memo->down == down &&
        memcmp(&memo->layout, l, sizeof *l) == 0 &&
        memcmp(&memo->settings, &still, sizeof still) == 0)
        return true;
    memcpy(&memo->settings, &still, sizeof still);
    memcpy(&memo->layout, l, sizeof *l);
    memo->across = across;
    memo->down = down;
    memo->known = true;
    return false;
}

void plot_memo_panels(const struct model *m, const struct layout *l, const struct pen *p,
                      struct plot_panel out[ACTS_MAX])
{
    const struct settings *s = app_settings(m->app);
    struct plot_memo *memo = m->memo;
    if (!memo) {
        plot_panels_init(s, l, out);
        return;
    }
    if (!holds(memo, s, l, p)) {
        forget_curves(memo);
        plot_panels_init(s, l, memo->panel);
    }
    for (int i = 0; i < l->panels; i++)
        out[i] = memo->panel[i];
}

void plot_memo_path(const struct model *m, struct pen *p, const struct plot_panel *panel, int i,
                    int order, const struct stroke *stroke)
{
    const struct act_use *use = &app_settings(m->app)->plot.acts.use[i];
    const struct space *s = &panel->space;
    struct plot_curve own = {0};
    struct plot_curve *c = m->memo ? &m->memo->curve[i][order] : &own;
    if (!c->x)
        plot_curve_init(c, use, order, s, pen_dots_across(p), pen_dots_down(p));
    pen_path(p, s, c->x, c->y, c->n, stroke);
    plot_curve_done(&own);
}
