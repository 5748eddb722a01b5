#include "view/plot_ends.h"

#include <stdint.h>

#include "view/plot_curve.h"
#include "view/plot_stroke.h"

/* Curves that end on one row at the right. */
struct ends {
    uint8_t n;
    struct {
        uint8_t act, order;
    } at[3 * ACTS_MAX];
};

static void add_end(const struct plot_settings *plot, const struct pen *p,
                    const struct plot_panel *panel, int i, int order, struct ends ends[])
{
    int row;
    double y = plot_curve_at(&plot->acts.use[i], order, panel->space.x1);
    if (!pen_cell_y(p, &panel->space, y, &row) || row < panel->gutter.y ||
        row >= panel->gutter.y + panel->gutter.h)
        return;
    struct ends *e = &ends[row - panel->gutter.y];
    e->at[e->n].act = (uint8_t)i;
    e->at[e->n++].order = (uint8_t)order;
}

/* "1" for f of the first function, "1'" for its derivative; beside each other, with commas, as far
 * as there is room: "1,2,4+". */
static void draw_ends(const struct plot_settings *plot, struct pen *p, const struct ends *e,
                      struct rect gutter, int y)
{
    int x = gutter.x;
    for (int k = 0; k < e->n; k++) {
        int i = e->at[k].act, order = e->at[k].order;
        int comma = k > 0, w = comma + (order == 0 ? 1 : 2), more = k + 1 < e->n;
        if (x + w + more > gutter.x + gutter.w) {
            (void)pen_text(p, x, y, 1, ROLE_DIM, 0, "+");
            return;
        }
        x += comma ? pen_text(p, x, y, 1, ROLE_DIM, 0, ",") : 0;
        x += pen_textf(p, x, y, w, plot_stroke_role(i), i == plot->acts.focus ? ATTR_BOLD : 0,
                       "%d%s", i + 1,
                       order == 0   ? ""
                       : order == 1 ? pen_symbol(p, "prime")
                                    : "\"");
    }
}

/* All of the functions first .. last end here: "1-6". */
static bool draw_run(struct pen *p, const struct ends *e, struct rect gutter, int y)
{
    for (int k = 0; k < e->n; k++)
        if (e->at[k].order != 0 || e->at[k].act != e->at[0].act + k)
            return false;
    if (e->n < 3 || 2 * e->n - 1 <= gutter.w)
        return false;
    (void)pen_textf(p, gutter.x, y, gutter.w, ROLE_TEXT, 0, "%d-%d", e->at[0].act + 1,
                    e->at[e->n - 1].act + 1);
    return true;
}

void plot_ends_draw(const struct plot_settings *plot, struct pen *p, const struct plot_panel *panel)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    struct ends ends[CANVAS_MAX] = {{0}};
    for (int k = 0; k < orders; k++)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            add_end(plot, p, panel, i, order[k], ends);
    for (int row = 0; row < panel->gutter.h && row < CANVAS_MAX; row++)
        if (panel->gutter.w > 0 && !draw_run(p, &ends[row], panel->gutter, panel->gutter.y + row))
            draw_ends(plot, p, &ends[row], panel->gutter, panel->gutter.y + row);
}
