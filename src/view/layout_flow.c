/* Where things are on the flow screen: stacks, their bars, knobs, words. */
#include "view/layout_impl.h"

/* Columns of a log axis at the left of bars; of the narrowest stack beside others. */
enum { AXIS = 8, STACK_LEAST = 18 };

/* Bars of a stack of which every each-th layer is shown, and the last. */
static int bars_of(int layers, int each)
{
    return layers > 1 ? (layers - 2) / each + 2 : 1;
}

int layout_bar_layer(const struct layout *l, int layers, int slot)
{
    if (l->arrives && slot-- == 0)
        return 0;
    return least(slot * l->each + 1, layers);
}

/* Rows where every layer has one, with its number; else columns, which can be many; of layers that
 * still do not fit some are left out. */
static void choose_bars(struct layout *l, const struct flow_settings *flow)
{
    enum { ROWS_MOST = 3, COLUMNS_MOST = 6 };
    struct rect r = l->stack[0];
    int layers = flow->layers;
    int digits = layers > 9999 ? 5 : layers > 999 ? 4 : layers > 99 ? 3 : 2;
    int rows = r.h - 1, columns = r.w - AXIS - 1;
    bool low = r.h < LAYOUT_STACK_HEAD + LAYOUT_STACK_FOOT + 3;
    bool chain = flow->mode == STACK_CHAIN && flow->show == FLOW_SHOW_DELTA;
    l->rows = layers + chain <= rows || low || columns <= rows;
    l->label = l->rows ? digits + 2 : AXIS;
    int slots = l->rows ? rows : columns;
    l->arrives = chain && slots >= 3;
    int steps = slots - l->arrives - 1; /* from the first layer to the last */
    l->each = steps > 0 && layers > 1 ? (layers - 2) / steps + 1 : layers;
    l->bars = bars_of(layers, l->each) + l->arrives;
    l->pitch = clamp(slots / l->bars, 1, l->rows ? ROWS_MOST : COLUMNS_MOST);
}

/* Beside each other; where that is too narrow, in two rows; else under each other. Under each other
 * too where only so every layer has a bar. */
static void place_stacks(struct layout *l, int n, int layers, struct rect r)
{
    enum { COLUMNS_LEAST = 9, GAP = 1 };
    int across = n;
    bool rows_fit = layers <= r.h - 1;
    bool columns_fit = layers <= r.w - AXIS - 1 && r.h >= n * COLUMNS_LEAST;
    if (!rows_fit && columns_fit && n > 1 && layers > r.w / n - GAP - AXIS - 1)
        across = 1;
    if (across > 1 && r.w / across < STACK_LEAST)
        across = (n + 1) / 2;
    if (across > 1 && r.w / across < STACK_LEAST)
        across = 1;
    int down = across ? (n + across - 1) / across : 0;
    for (int i = 0; i < n; i++) {
        l->stack[i] = cut_part(cut_part(r, i / across, down, false), i % across, across, true);
        if (across > 1) /* all as wide as the narrowest, so that bars compare */
            l->stack[i].w = r.w / across - GAP;
    }
}

void layout_place_flow(struct layout *l, const struct model *m)
{
    int n = app_settings(m->app)->flow.acts.n;
    struct rect r = l->body;
    layout_find_knobs(l, m, SCREEN_FLOW);
    if (r.w >= 76) {
        int side = r.w >= 160 ? 40 : r.w >= 110 ? 34 : 27;
        struct rect panel = cut_right(&r, side);
        panel.x += 1;
        panel.w -= 1;
        (void)cut_top(&panel, 1);
        layout_knob_rows(l, panel);
        bool ample = panel.h - l->knobs > 12;
        (void)cut_top(&panel, l->knobs + ample);
        l->words = panel;
    } else {
        int chips = layout_knob_chips(l, m, r);
        struct rect below = cut_bottom(&r, least(chips, r.h >= 14 ? 2 : 1));
        (void)layout_knob_chips(l, m, below);
        /* The first and the last layer come before words, words before the layers between. */
        int down = r.w < n * STACK_LEAST ? 2 : 1, room = r.h - 3 * down;
        int left = r.h - down * (1 + app_settings(m->app)->flow.layers);
        l->words = cut_bottom(&r, least(clamp(left, n, r.h >= 16 ? 3 * n : n), room));
    }
    place_stacks(l, n < FLOW_ACTS_MAX ? n : FLOW_ACTS_MAX, app_settings(m->app)->flow.layers, r);
    choose_bars(l, &app_settings(m->app)->flow);
}
