#include "view/view_plot.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "view/frame.h"
#include "view/act_card.h"
#include "view/plot_curve.h"
#include "view/plot_legend.h"

enum { GUTTER = 5 };

int view_plot_orders(const struct plot_settings *plot, int out[3])
{
    int n = 0;
    out[n++] = 0;
    if (plot->df)
        out[n++] = 1;
    if (plot->d2f)
        out[n++] = 2;
    return n;
}

/* ---- strokes ---- */

/* A letter of its own for each function: the first of its name that no function before it has. */
static char letter_of(const struct acts *acts, int i)
{
    char taken[ACTS_MAX + 1] = "";
    char letter = 'a';
    for (int k = 0; k <= i; k++) {
        const char *name = acts->use[k].act->name;
        letter = '\0';
        for (; *name && !letter; name++)
            if (islower((unsigned char)*name) && !strchr(taken, *name))
                letter = *name;
        for (char c = 'a'; !letter && c <= 'z'; c++)
            if (!strchr(taken, c))
                letter = c;
        taken[k] = letter;
        taken[k + 1] = '\0';
    }
    return letter;
}

bool view_plot_is_plain(const struct acts *acts, bool alone)
{
    return alone || acts->n <= 2;
}

/* Two functions have a solid f each, told apart by hue or by their numbers. From the third on there
 * may be no hue left to tell them apart by: f has a dash of its own, its derivatives the next. */
static enum dash dash_of(int i, int order)
{
    static const enum dash dashes[] = {DASH_LONG, DASH_DOT, DASH_DASHDOT, DASH_SPARSE};
    if (i >= 2)
        return dashes[(i - 2 + order) % 4];
    return order == 0 ? DASH_SOLID : order == 1 ? dashes[i] : DASH_SPARSE;
}

struct stroke view_plot_stroke(const struct acts *acts, int i, int order, bool alone)
{
    char letter = letter_of(acts, i);
    return (struct stroke){
        .role = ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX),
        .dash = dash_of(alone ? 0 : i, order),
        .bold = order == 0 && i == acts->focus,
        .letter = order == 0   ? (char)toupper((unsigned char)letter)
                  : order == 1 ? letter
                               : (char)('1' + i),
    };
}

/* ---- axes ---- */

static void fit_y(const struct plot_settings *plot, int first, int n, double *lo, double *hi)
{
    int order[3];
    int orders = view_plot_orders(plot, order);
    *lo = (double)INFINITY;
    *hi = -(double)INFINITY;
    for (int i = first; i < first + n; i++)
        for (int k = 0; k < orders; k++)
            plot_curve_fit(&plot->acts.use[i], order[k], plot->range[0], plot->range[1], lo, hi);
    if (!(*lo <= *hi)) { /* nothing finite to be seen */
        *lo = -1;
        *hi = 1;
    }
    double span = *hi - *lo;
    double room = span > 0 ? 0.05 * span : fmax(1, 0.1 * fabs(*hi));
    *lo = fmax(*lo - room, -1e300);
    *hi = fmin(*hi + room, 1e300);
}

void view_plot_panel(const struct settings *s, const struct layout *l, int i,
                     struct plot_panel *out)
{
    const struct plot_settings *plot = &s->plot;
    bool all = l->panels == 1;
    *out = (struct plot_panel){.first = all ? 0 : i, .n = all ? plot->acts.n : 1};
    double lo = plot->yrange[0], hi = plot->yrange[1];
    if (!isfinite(lo) || !isfinite(hi))
        fit_y(plot, out->first, out->n, &lo, &hi);
    struct rect r = l->panel[i];
    if (!all && r.h > 0) { /* a line for its name */
        r.y++;
        r.h--;
    }
    int gutter = r.w >= 30 ? GUTTER : 0;
    r.w -= gutter;
    ticks_linear(&out->y, lo, hi, r.h / 3 > 8 ? 8 : r.h / 3);
    out->space = axis_space(r, plot->range[0], plot->range[1], lo, hi, &out->y);
    int want = out->space.box.w / 8;
    ticks_linear(&out->x, plot->range[0], plot->range[1], want > 13 ? 13 : want);
    const struct rect *box = &out->space.box;
    out->gutter = (struct rect){box->x + box->w, box->y, gutter, box->h};
}

/* ---- curves ---- */

/* At the jumps of a curve: its value there (closed), or the limits that are not its value (open).
 */
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
    int orders = view_plot_orders(plot, order), end = panel->first + panel->n;
    for (int pass = 0; pass < 4; pass++) {
        bool closed = pass >= 2, focused = pass % 2;
        for (int i = panel->first; i < end; i++)
            for (int k = orders - 1; k >= 0 && (i == plot->acts.focus) == focused; k--)
                draw_jumps(&plot->acts.use[i], order[k], closed, p, &panel->space,
                           ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX));
    }
}

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
        x += pen_textf(p, x, y, w, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX),
                       i == plot->acts.focus ? ATTR_BOLD : 0, "%d%s", i + 1,
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

static void draw_curve(const struct plot_settings *plot, struct pen *p,
                       const struct plot_panel *panel, int i, int order)
{
    const struct space *s = &panel->space;
    struct stroke stroke = view_plot_stroke(&plot->acts, i, order, panel->n == 1);
    struct plot_curve c;
    plot_curve_init(&c, &plot->acts.use[i], order, s, pen_dots_across(p), pen_dots_down(p));
    pen_path(p, s, c.x, c.y, c.n, &stroke);
    plot_curve_done(&c);
}

/* ---- cursor ---- */

static void draw_tangent(const struct plot_settings *plot, struct pen *p, const struct space *s)
{
    const struct act_use *use = &plot->acts.use[plot->acts.focus];
    double x = plot->cursor, y = act_f(use, x), slope = act_df(use, x);
    struct stroke stroke = {.role = ROLE_ACCENT, .dash = DASH_SOLID, .letter = '~'};
    pen_line(p, s, s->x0, y + slope * (s->x0 - x), s->x1, y + slope * (s->x1 - x), &stroke);
}

static void draw_cursor(const struct plot_settings *plot, struct pen *p,
                        const struct plot_panel *panel)
{
    const struct space *s = &panel->space;
    struct stroke hair = {.role = ROLE_CURSOR, .dash = DASH_LONG, .letter = '|'};
    pen_line(p, s, plot->cursor, s->y0, plot->cursor, s->y1, &hair);
    bool focused = plot->acts.focus >= panel->first && plot->acts.focus < panel->first + panel->n;
    double y = act_f(&plot->acts.use[plot->acts.focus], plot->cursor);
    if (focused) { /* to the axis, where its value can be read */
        hair.dash = DASH_SPARSE;
        hair.letter = '-';
        pen_line(p, s, s->x0, y, plot->cursor, y, &hair);
    }
    int order[3];
    int orders = view_plot_orders(plot, order);
    for (int k = orders - 1; k >= 0; k--)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            pen_mark(p, s, plot->cursor, plot_curve_at(&plot->acts.use[i], order[k], plot->cursor),
                     MARK_POINT, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX));
}

/* ---- panels ---- */

static void draw_panel_name(const struct plot_settings *plot, struct pen *p, struct rect r, int i)
{
    char name[FRAME_NAME];
    bool focus = i == plot->acts.focus;
    (void)pen_textf(p, r.x + 1, r.y, r.w - 1, ROLE_SERIES + (unsigned)(i % ROLE_SERIES_MAX),
                    focus ? ATTR_BOLD : 0, "%s%d %s", focus ? ">" : " ", i + 1,
                    frame_act_name(&plot->acts, i, p, name));
}

static void draw_panel(const struct plot_settings *plot, struct pen *p,
                       const struct plot_panel *panel)
{
    int order[3];
    int orders = view_plot_orders(plot, order);
    struct ends ends[CANVAS_MAX] = {{0}};
    axis_draw(p, &panel->space, &panel->x, &panel->y);
    for (int k = orders - 1; k >= 0; k--)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            draw_curve(plot, p, panel, i, order[k]);
    for (int k = 0; k < orders; k++)
        for (int i = panel->first; i < panel->first + panel->n; i++)
            add_end(plot, p, panel, i, order[k], ends);
    for (int row = 0; row < panel->gutter.h && row < CANVAS_MAX; row++)
        if (panel->gutter.w > 0 && !draw_run(p, &ends[row], panel->gutter, panel->gutter.y + row))
            draw_ends(plot, p, &ends[row], panel->gutter, panel->gutter.y + row);
    if (plot->cursor_on) {
        bool focused =
            plot->acts.focus >= panel->first && plot->acts.focus < panel->first + panel->n;
        draw_cursor(plot, p, panel);
        if (plot->tangent && focused)
            draw_tangent(plot, p, &panel->space);
    }
    draw_all_jumps(plot, p, panel);
}

void view_plot_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct settings *s = app_settings(m->app);
    for (int i = 0; i < l->panels; i++) {
        struct plot_panel panel;
        view_plot_panel(s, l, i, &panel);
        if (l->panels > 1)
            draw_panel_name(&s->plot, p, l->panel[i], i);
        draw_panel(&s->plot, p, &panel);
    }
    plot_legend_draw(m, p, l);
    if (l->card.h > 0)
        act_card_plot(m, p, l->card, s->plot.acts.focus);
}
