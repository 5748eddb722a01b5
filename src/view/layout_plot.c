/* Where things are on the plot screen: panels, legend, sliders, card. */
#include <string.h>

#include "view/layout_impl.h"
#include "view/plot_readout.h"

static int orders_shown(const struct plot_settings *plot)
{
    return 1 + (plot->df != 0) + (plot->d2f != 0);
}

/* Beside each other as many as fit, or under each other as many as fit, the rest in further rows or
 * columns; all in one where not even that is possible. */
static void place_panels(struct layout *l, const struct plot_settings *plot, struct rect r)
{
    enum { LEAST_W = 20, LEAST_H = 5 };
    int n = plot->acts.n, across = 1, down = 1;
    if (plot->layout == PLOT_SIDE) {
        across = clamp(r.w / LEAST_W, 1, n);
        down = (n + across - 1) / across;
        across = (n + down - 1) / down;
    } else if (plot->layout == PLOT_STACKED) {
        down = clamp(r.h / LEAST_H, 1, n);
        across = (n + down - 1) / down;
        down = (n + across - 1) / across;
    }
    bool fits = across * down >= n && r.w >= across * LEAST_W && r.h >= down * LEAST_H;
    l->panels = fits && plot->layout != PLOT_OVERLAY ? n : 1;
    l->panel[0] = r;
    const struct rect size = {0, 0, r.w / across, r.h / down}; /* the same for all: they compare */
    for (int i = 0; i < n && l->panels > 1; i++)
        l->panel[i] =
            (struct rect){r.x + i % across * size.w, r.y + i / across * size.h, size.w, size.h};
}

/* Entries of one row each, beside each other where they fit. Returns the rows they need. */
static int place_legend_lines(struct layout *l, int n, struct rect r)
{
    int across = clamp(r.w / 38, 1, n > 0 ? n : 1);
    l->legend_tall = false;
    for (int i = 0; i < n; i++) {
        struct rect row = {r.x, r.y + i / across, r.w, i / across < r.h ? 1 : 0};
        l->legend[i] = cut_part(row, i % across, across, true);
    }
    return n > 0 ? (n + across - 1) / across : 0;
}

/* Rows of an entry without numbers: f' and f" share one where the card would have no room. */
static int legend_rows(int orders, int n, int room)
{
    enum { CARD_LEAST = 8 };
    return orders == 3 && orders * n > room - CARD_LEAST ? 2 : orders;
}

/* Side panel: legend, sliders, and the card in what is left. */
static void place_side(struct layout *l, const struct plot_settings *plot, struct rect r)
{
    r.x += 1;
    r.w -= 1;
    (void)cut_top(&r, 1); /* the line with x */
    int orders = orders_shown(plot), room = r.h - l->knobs;
    int tall = plot->cursor_on ? orders : legend_rows(orders, plot->acts.n, room);
    if (tall * plot->acts.n > room) /* a row each, then */
        tall = 1;
    l->legend_tall = tall > 1;
    l->measures = tall == orders && plot_readout_measures(plot) &&
                  (tall + PLOT_READOUT_ROWS) * plot->acts.n <= r.h - l->knobs;
    tall += l->measures ? PLOT_READOUT_ROWS : 0;
    for (int i = 0; i < plot->acts.n; i++)
        l->legend[i] = cut_top(&r, tall);
    if (l->knobs) {
        (void)cut_top(&r, 1);
        layout_knob_rows(l, r);
        (void)cut_top(&r, l->knobs);
    }
    (void)cut_top(&r, 1);
    l->card = r;
}

void layout_place_plot(struct layout *l, const struct model *m)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    struct rect r = l->body;
    layout_find_knobs(l, m, SCREEN_PLOT);
    int least_w = l->narration.w > 0 ? 90 : 78; /* beside prose the curves come first */
    if (plot->card && r.w >= least_w) {
        int side = r.w >= 160 ? 44 : r.w >= 110 ? 34 : 28;
        place_side(l, plot, cut_right(&r, side));
        place_panels(l, plot, r);
        return;
    }
    int budget = r.h / 3, need = place_legend_lines(l, plot->acts.n, r);
    int rows = least(need, budget > 1 ? budget - (l->knobs > 0) : 1);
    int sliders = clamp(budget - rows, 0, l->knobs);
    struct rect below = cut_bottom(&r, rows + sliders);
    (void)place_legend_lines(l, plot->acts.n, cut_top(&below, rows));
    layout_knob_rows(l, below);
    place_panels(l, plot, r);
}

void layout_plot_only(struct layout *l, const struct model *m, int w, int h)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    memset(l, 0, sizeof *l);
    l->w = w;
    l->h = h;
    struct rect r = {0, 0, w, h};
    if (h >= 8)
        l->status = cut_top(&r, 1);
    int need = place_legend_lines(l, plot->acts.n, r);
    struct rect below = cut_bottom(&r, least(need, h / 3));
    (void)place_legend_lines(l, plot->acts.n, below);
    place_panels(l, plot, r);
    l->body = r;
}
