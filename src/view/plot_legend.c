#include "view/plot_legend.h"

#include <stdio.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "view/frame.h"
#include "view/knobs.h"
#include "view/plot_curve.h"
#include "view/plot_stroke.h"

enum { SAMPLE = 5, DIGITS = 4 };

static const char *order_name(const struct pen *p, int order, char out[8])
{
    (void)snprintf(out, 8, "f%s",
                   order == 0   ? ""
                   : order == 1 ? pen_symbol(p, "prime")
                                : pen_symbol(p, "dprime"));
    return out;
}

/* A piece of the curve, as it looks in the plot. */
static void draw_sample(struct pen *p, int x, int y, int w, const struct stroke *stroke)
{
    struct space s = {.box = {x, y, w, 1}, .x0 = 0, .x1 = 1, .y0 = 0, .y1 = 1};
    double middle = pen_dots_down(p) > 2 ? 1.0 / 3 : 0;
    pen_line(p, &s, 0, middle, 1, middle, stroke);
}

/* Under each other: "1 ---- sigmoid   f 0.7311", then f' in its dashes. */
static void draw_tall(const struct plot_settings *plot, struct pen *p, struct rect r, int i,
                      bool alone)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    bool focus = i == plot->acts.focus;
    enum role role = plot_stroke_role(i);
    for (int k = 0; k < orders && k < r.h; k++) {
        struct stroke stroke = plot_stroke(&plot->acts, i, order[k], alone);
        char name[FRAME_NAME], label[8], number[FMT_SIZE];
        int y = r.y + k, x = r.x + 9, end = r.x + r.w;
        draw_sample(p, r.x + 3, y, SAMPLE, &stroke);
        if (k == 0)
            (void)pen_textf(p, r.x, y, 2, role, focus ? ATTR_BOLD : 0, "%s%d", focus ? ">" : " ",
                            i + 1);
        frame_act_name(&plot->acts, i, p, name);
        if (plot->cursor_on) {
            fmt_short(number, plot_curve_at(&plot->acts.use[i], order[k], plot->cursor), DIGITS);
            end -= pen_text_right(p, end, y, ROLE_TEXT, focus ? ATTR_BOLD : 0, number) + 1;
        }
        (void)pen_text_cut(p, x, y, end - x, k == 0 ? role : ROLE_DIM,
                           focus && k == 0 ? ATTR_BOLD : 0,
                           k == 0 ? name : order_name(p, order[k], label));
    }
}

/* The widest name, so that entries under each other line up. */
static int name_columns(const struct acts *acts, const struct pen *p)
{
    char name[FRAME_NAME];
    int widest = 0;
    for (int i = 0; i < acts->n; i++) {
        int columns = utf8_columns(frame_act_name(acts, i, p, name));
        widest = columns > widest ? columns : widest;
    }
    return widest;
}

/* One row: "1 ---- sigmoid 0.7311  - - f' 0.1966". */
static void draw_line(const struct plot_settings *plot, struct pen *p, struct rect r, int i,
                      bool alone)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    bool focus = i == plot->acts.focus;
    enum role role = plot_stroke_role(i);
    char name[FRAME_NAME], number[FMT_SIZE], label[8];
    int x = r.x, end = r.x + r.w;
    int sample = r.w < 48 ? SAMPLE - 2 : SAMPLE, digits = r.w < 48 ? DIGITS - 1 : DIGITS;
    x += pen_textf(p, x, r.y, r.w, role, focus ? ATTR_BOLD : 0, "%s%d ", focus ? ">" : " ", i + 1);
    frame_act_name(&plot->acts, i, p, name);
    for (int k = 0; k < orders; k++) {
        struct stroke stroke = plot_stroke(&plot->acts, i, order[k], alone);
        const char *text = k == 0 ? name : order_name(p, order[k], label);
        int columns = k == 0 ? name_columns(&plot->acts, p) : utf8_columns(text);
        int width = plot->cursor_on ? digits + 5 : 0; /* "-0.0123" and a blank */
        if (k == 0 && x + sample + 1 + columns + width > end)
            columns = end - width - x - sample - 1; /* a long formula */
        if (x + sample + 1 + columns + width > end)
            return;
        draw_sample(p, x, r.y, sample, &stroke);
        x += sample + 1;
        (void)pen_text_cut(p, x, r.y, columns, k == 0 ? role : ROLE_DIM,
                           focus && k == 0 ? ATTR_BOLD : 0, text);
        x += columns;
        fmt_short(number, plot_curve_at(&plot->acts.use[i], order[k], plot->cursor), digits);
        if (plot->cursor_on)
            (void)pen_text(p, x + 1, r.y, width - 1, ROLE_TEXT, 0, number);
        x += width + 1;
    }
}

/* Above a side panel's legend: where the values are read, or how to come to read some. */
static void draw_heading(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    char number[FMT_SIZE];
    struct rect r = l->legend[0];
    if (plot->cursor_on)
        (void)pen_textf(p, r.x + 9, r.y - 1, r.w - 9, ROLE_CURSOR, 0, "at x = %s",
                        fmt_short(number, plot->cursor, DIGITS));
    else
        (void)pen_text(p, r.x + 9, r.y - 1, r.w - 9, ROLE_TITLE, 0, "curves");
}

void plot_legend_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    bool beside = l->card.w > 0, alone = l->panels > 1;
    for (int i = 0; i < plot->acts.n; i++) {
        if (l->legend[i].h <= 0)
            continue;
        if (beside && l->legend[i].h >= 1 && (l->legend_tall || !plot->df))
            draw_tall(plot, p, l->legend[i], i, alone);
        else
            draw_line(plot, p, l->legend[i], i, alone);
    }
    if (beside)
        draw_heading(m, p, l);
    knobs_draw(m, p, l, plot->param);
}
