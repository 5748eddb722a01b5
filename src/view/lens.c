#include "view/lens.h"

#include <string.h>

#include "view/plot_panel.h"

/* Values of x from one column of dots to the next: half way on the axis; the first and the last
 * column end where the axis does. */
static void fill_edges(const struct space *s, int dots, struct lens *out)
{
    out->dots = dots;
    out->edge[0] = s->x0;
    out->edge[dots] = s->x1;
    for (int i = 1; i < dots; i++)
        out->edge[i] = scale_between(&s->x_scale, s->x0, s->x1, (i - 0.5) / (dots - 1));
}

static void make(const struct settings *s, const struct layout *l, int across, struct lens *out)
{
    struct plot_panel panel;
    plot_panel_init(s, l, l->panels > 1 ? s->plot.acts.focus : 0, &panel);
    int dots = panel.space.box.w * across;
    if (dots < 2 || dots > LENS_DOTS)
        return;
    fill_edges(&panel.space, dots, out);
    for (int i = 0; i < panel.x.n && out->ticks < LENS_TICKS; i++)
        out->tick[out->ticks++] = panel.x.value[i];
}

/* Does it hold for these? If not it is told that it will. */
static bool holds(struct lens_memo *memo, const struct settings *s, const struct layout *l,
                  int across)
{
    struct settings still;
    memcpy(&still, s, sizeof still);
    still.plot.cursor = still.plot.mark = 0;
    if (memo->across == across && memcmp(&memo->layout, l, sizeof *l) == 0 &&
        memcmp(&memo->settings, &still, sizeof still) == 0)
        return true;
    memo->across = across;
    memo->layout = *l;
    memcpy(&memo->settings, &still, sizeof still);
    memo->lens.dots = memo->lens.ticks = 0;
    return false;
}

void view_lens(const struct model *m, int w, int h, int across, struct lens_memo *memo,
               struct lens *out)
{
    const struct settings *s = app_settings(m->app);
    struct layout l;
    layout_init(&l, m, w, h);
    if (l.tiny || s->screen != SCREEN_PLOT)
        return;
    if (!memo) {
        make(s, &l, across, out);
        return;
    }
    if (!holds(memo, s, &l, across))
        make(s, &l, across, &memo->lens);
    *out = memo->lens;
}
