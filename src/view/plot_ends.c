#include "view/plot_ends.h"

#include <stdint.h>

#include "base/utf8.h"
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

static const char *order_sign(const struct pen *p, int order)
{
    return order == 0 ? "" : pen_symbol(p, order == 1 ? "prime" : "dprime");
}

/* How many from the k-th on are the same order of functions that follow each other: 1', 2', 3'. */
static int run_of(const struct ends *e, int k)
{
    int n = 1;
    while (k + n < e->n && e->at[k + n].order == e->at[k].order &&
           e->at[k + n].act == e->at[k].act + n)
        n++;
    return n;
}

static int draw_number(const struct plot_settings *plot, struct pen *p, int x, int y, int i)
{
    return pen_textf(p, x, y, 1, plot_stroke_role(i), i == plot->acts.focus ? ATTR_BOLD : 0, "%d",
                     i + 1);
}

/* "1" for f of the first function, "1'" for its derivative; beside each other, with commas, three
 * or more in a row as "1-4'", as far as there is room: "1,2,4+". */
static void draw_ends(const struct plot_settings *plot, struct pen *p, const struct ends *e,
                      struct rect gutter, int y)
{
    int x = gutter.x, end = gutter.x + gutter.w;
    for (int k = 0, n; k < e->n; k += n) {
        int first = e->at[k].act, run = run_of(e, k);
        const char *sign = order_sign(p, e->at[k].order);
        n = run > 2 ? run : 1;
        int w = (k > 0) + (n > 1 ? 3 : 1) + utf8_columns(sign), more = k + n < e->n;
        if (x + w + more > end) {
            (void)pen_text(p, x, y, end - x, ROLE_DIM, 0, "+");
            return;
        }
        x += k > 0 ? pen_text(p, x, y, 1, ROLE_DIM, 0, ",") : 0;
        x += draw_number(plot, p, x, y, first);
        if (n > 1) {
            x += pen_text(p, x, y, 1, ROLE_DIM, 0, "-");
            x += draw_number(plot, p, x, y, first + n - 1);
        }
        int last = first + n - 1;
        x += pen_text(p, x, y, end - x, plot_stroke_role(last),
                      last == plot->acts.focus ? ATTR_BOLD : 0, sign);
    }
}

void plot_ends_draw(const struct plot_settings *plot, struct pen *p, const struct plot_panel *panel)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    struct ends ends[CANVAS_MAX]; /* [rows] */
    int rows = panel->gutter.h < CANVAS_MAX ? panel->gutter.h : CANVAS_MAX;
    for (int row = 0; row < rows; row++)
        ends[row].n = 0;
    for (int k = 0; k < orders; k++)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            add_end(plot, p, panel, i, order[k], ends);
    for (int row = 0; row < rows; row++)
        if (panel->gutter.w > 0)
            draw_ends(plot, p, &ends[row], panel->gutter, panel->gutter.y + row);
}
