/* Where things are on the flow screen: stacks, their bars, knobs, words. */
#include "view/layout_impl.h"

/* Columns of a log axis at the left of bars; of the narrowest stack beside others; between those.
 */
enum { AXIS = 8, STACK_LEAST = 18, STACK_GAP = 1 };

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
static void choose_bars(struct layout *l, const struct flow_settings *flow, struct rect r)
{
    enum { ROWS_MOST = 3, COLUMNS_MOST = 6 };
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

/* How many layers have a bar, whether that is all of them, and whether bars are long enough to
 * compare. */
struct sight {
    int bars;
    bool all, legible;
};

/* What is seen of stacks of w x h cells. */
static struct sight sight_of(const struct flow_settings *flow, int w, int h)
{
    enum { VALUE_AND_BAR = 15, LOW = LAYOUT_STACK_HEAD + LAYOUT_STACK_FOOT + 3 };
    struct layout l = {.rows = false};
    choose_bars(&l, flow, (struct rect){0, 0, w, h});
    bool legible = l.rows ? w >= l.label + VALUE_AND_BAR : h >= LOW;
    return (struct sight){l.bars, l.each == 1, legible};
}

/* How many stacks stand beside each other: all; where not every layer is seen so, or not
 * well, half of them; else one. Where none shows every layer well, as many as show the most. 0:
 * there is no stack. */
static int choose_across(const struct flow_settings *flow, int n, struct rect r)
{
    enum { COLUMNS_LEAST = 9 };
    const int choice[] = {n, (n + 1) / 2, 1};
    int best = 0, most = 0;
    for (int i = 0; i < 3 && n > 0; i++) {
        int across = choice[i], down = (n + across - 1) / across;
        int w = across > 1 ? r.w / across - STACK_GAP : r.w, h = r.h / down;
        bool narrow = across > 1 && r.w / across < STACK_LEAST;
        if (narrow || (best > 0 && h < COLUMNS_LEAST))
            continue;
        struct sight sight = sight_of(flow, w, h);
        if (sight.all && sight.legible)
            return across;
        int worth = sight.bars + (sight.legible ? STACK_LAYERS_MAX : 0);
        if (worth > most) {
            most = worth;
            best = across;
        }
    }
    return n > 0 && best == 0 ? 1 : best;
}

/* `lent`: rows that a long note or a list of completions has taken for a while. The picture does
 * not turn for them; what is at its foot gives way. */
static void place_stacks(struct layout *l, const struct flow_settings *flow, int lent,
                         struct rect r)
{
    int n = least(flow->acts.n, FLOW_ACTS_MAX);
    struct rect whole = {r.x, r.y, r.w, r.h + lent};
    int across = choose_across(flow, n, whole);
    int down = across ? (n + across - 1) / across : 0;
    for (int i = 0; i < n; i++) {
        l->stack[i] = cut_part(cut_part(r, i / across, down, false), i % across, across, true);
        /* All are as wide as the narrowest and as high as the lowest, so that bars compare. */
        if (across > 1)
            l->stack[i].w = r.w / across - STACK_GAP;
        l->stack[i].h = r.h / down;
    }
    struct rect bars = l->stack[0];
    bars.h += down ? lent / down : 0;
    choose_bars(l, flow, bars);
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
    place_stacks(l, &app_settings(m->app)->flow, l->matches.h + l->status.h - 1, r);
}
