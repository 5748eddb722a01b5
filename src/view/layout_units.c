/* Where things are on the units screen: cells, their numbers, bars over the layers, words. */
#include "view/layout_impl.h"

/* Columns of the labels before the cells. */
enum { LABEL = 8 };

static int parts(int n, int room)
{
    return room > 0 ? (n + room - 1) / room : n;
}

/* As many cells as fit; each stands for as few layers and units as it can. */
static void place_cells(struct layout *l, const struct stack_spec *spec, struct rect r)
{
    enum { WIDE_MOST = 12, HIGH_MOST = 3 };
    l->label = LABEL;
    r.x += LABEL;
    r.w -= LABEL + 1;
    if (r.w <= 0 || r.h <= 0)
        return;
    l->layer_each = parts(spec->layers, r.w);
    l->unit_each = parts(spec->width, r.h);
    l->cells_across = parts(spec->layers, l->layer_each);
    l->cells_down = parts(spec->width, l->unit_each);
    l->cell_w = clamp(r.w / l->cells_across, 1, WIDE_MOST);
    l->cell_h = clamp(r.h / l->cells_down, 1, HIGH_MOST);
    /* Some a column wider than others, so that all fill the room; not twice as wide. */
    int w = l->cell_w > 1 && l->cell_w < WIDE_MOST ? r.w : l->cells_across * l->cell_w;
    l->grid = (struct rect){r.x, r.y, w, l->cells_down * l->cell_h};
}

struct rect layout_cell(const struct layout *l, int across, int down)
{
    int from = across * l->grid.w / l->cells_across;
    int to = (across + 1) * l->grid.w / l->cells_across;
    return (struct rect){l->grid.x + from, l->grid.y + down * l->cell_h, to - from, l->cell_h};
}

/* From the top: a title, cells, numbers of layers, bars, the key. */
static void place_picture(struct layout *l, const struct stack_spec *spec, struct rect r)
{
    enum { STRIP_LEAST = 3, STRIP_MOST = 8 };
    (void)cut_top(&r, 1);
    l->key = cut_bottom(&r, 1);
    l->key.x += LABEL;
    l->key.w -= LABEL;
    int strip = r.h >= 9 ? clamp(r.h / 3, STRIP_LEAST, STRIP_MOST) : 0;
    struct rect cells = {r.x, r.y, r.w, r.h - strip - 1};
    place_cells(l, spec, cells);
    (void)cut_top(&r, l->grid.h);
    l->ruler = cut_top(&r, 1);
    /* What is left goes to the bars, within reason. */
    if (strip)
        l->strip = cut_top(&r, least(r.h, STRIP_MOST + 2));
    l->key.y = least(l->key.y, r.y);
}

/* Below the card, where it leaves room: a row each, else beside each other. */
static void place_knobs(struct layout *l, const struct model *m)
{
    enum { CARD_LEAST = 20 };
    int chips = layout_knob_chips(l, m, l->card);
    if (l->knobs == 0)
        return;
    if (l->card.h - l->knobs - 1 >= CARD_LEAST) {
        layout_knob_rows(l, cut_bottom(&l->card, l->knobs));
        (void)cut_bottom(&l->card, 1);
    } else {
        (void)layout_knob_chips(l, m, cut_bottom(&l->card, chips));
    }
}

void layout_place_units(struct layout *l, const struct model *m)
{
    const struct settings *s = app_settings(m->app);
    const struct stack_spec spec = settings_spec(s, s->flow.acts.focus);
    struct rect r = l->body;
    layout_find_knobs(l, m, SCREEN_UNITS);
    if (r.w >= 76) {
        l->card = cut_right(&r, r.w >= 160 ? 48 : r.w >= 110 ? 38 : 30);
        l->card.x += 1;
        l->card.w -= 2;
        place_knobs(l, m);
    } else {
        l->card = cut_bottom(&r, r.h >= 14 ? 5 : r.h >= 8 ? 3 : 0);
        l->card.x += 1;
        l->card.w -= 2;
    }
    place_picture(l, &spec, r);
}
