#include "view/lens.h"

#include "view/layout.h"
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

void view_lens(const struct model *m, int w, int h, int across, struct lens *out)
{
    const struct settings *s = app_settings(m->app);
    struct layout l;
    struct plot_panel panel;
    layout_init(&l, m, w, h);
    if (l.tiny || s->screen != SCREEN_PLOT)
        return;
    plot_panel_init(s, &l, l.panels > 1 ? s->plot.acts.focus : 0, &panel);
    int dots = panel.space.box.w * across;
    if (dots < 2 || dots > LENS_DOTS)
        return;
    fill_edges(&panel.space, dots, out);
    for (int i = 0; i < panel.x.n && out->ticks < LENS_TICKS; i++)
        out->tick[out->ticks++] = panel.x.value[i];
}
