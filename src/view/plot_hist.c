#include "view/plot_hist.h"

#include <math.h>

#include "app/units.h"
#include "base/fmt.h"
#include "base/utf8.h"
#include "view/plot_stroke.h"

/* Only what is nothing is 0 %, only what is all is 100 %. */
static void add_percent(double part, struct str *out)
{
    if (part > 0 && part < 0.001)
        str_add(out, "<0.1 %");
    else if (part < 1 && part >= 0.9995)
        str_add(out, ">99.9 %");
    else if ((part > 0 && part < 0.0995) || (part >= 0.995 && part < 1))
        str_addf(out, "%.1f %%", 100 * part);
    else
        str_addf(out, "%.0f %%", 100 * part);
}

/* Left of the axis, right of it, no number at all. */
struct outside {
    double left, right, nan;
};

static struct outside outside_of(const struct stack_hist *h, double x0, double x1)
{
    int64_t total = stack_hist_total(h), nan = stack_hist_nan(h);
    int64_t left = stack_hist_below(h, x0);
    int64_t right = total - nan - stack_hist_below(h, nextafter(x1, (double)INFINITY));
    double n = (double)total;
    return (struct outside){(double)left / n, (double)right / n, (double)nan / n};
}

/* "20 layers, init he", "layer 3 of 20, init he"; a chain has no init. */
static void add_stack(const struct app *app, bool whole, struct str *out)
{
    const struct settings *s = app_settings(app);
    int layer = units_layer(s), layers = s->flow.layers;
    if (layer > 0)
        str_addf(out, "layer %d of %d", layer, layers);
    else
        str_addf(out, "%d layer%s", layers, layers == 1 ? "" : "s");
    if (!whole)
        return;
    str_add(out, ", ");
    str_add(out, s->flow.mode == STACK_CHAIN ? "chain" : "init ");
    if (s->flow.mode != STACK_CHAIN)
        (void)app_word(app, "flow.init", out);
}

void plot_hist_share(const struct app *app, struct str *out)
{
    if (!app_units(app))
        return;
    add_percent(app_units_saturated(app), out);
    str_add(out, " of z there");
}

void plot_hist_words(const struct app *app, double x0, double x1, const char *prime,
                     struct str *out)
{
    const struct stack_hist *h = app_units(app);
    char below[FMT_SIZE];
    if (!h)
        return;
    const struct outside outside = outside_of(h, x0, x1);
    str_add(out, "z of ");
    add_stack(app, true, out);
    str_add(out, ": ");
    add_percent(app_units_saturated(app), out);
    str_addf(out, " where |f%s| < %s", prime,
             fmt_short(below, app_settings(app)->flow.saturated_below, 3));
    if (outside.left + outside.right > 0) {
        str_add(out, ", ");
        add_percent(outside.left + outside.right, out);
        str_add(out, " outside");
    }
    if (outside.nan > 0) {
        str_add(out, ", ");
        add_percent(outside.nan, out);
        str_add(out, " nan");
    }
}

/* ---- the strip ---- */

/* Bars of a strip: the height of each in parts of it. */
struct bars {
    struct rect strip;
    double height[CANVAS_MAX];
};

/* A column shows what is nearer to its dots than to those beside it; the first and the last end
 * where the axis does. */
static void count(const struct stack_hist *h, const struct space *s, int across, struct bars *out)
{
    double edge[CANVAS_MAX + 1];
    int64_t number[CANVAS_MAX], most = 1;
    int w = out->strip.w;
    edge[0] = s->x0;
    edge[w] = s->x1;
    for (int i = 1; i < w; i++)
        edge[i] = scale_between(&s->x_scale, s->x0, s->x1, (i * across - 0.5) / (w * across - 1));
    stack_hist_count(h, w, edge, number);
    for (int i = 0; i < w; i++)
        most = number[i] > most ? number[i] : most;
    for (int i = 0; i < w; i++)
        out->height[i] = (double)number[i] / (double)most;
}

/* Do all bars end below row y there? */
static bool is_free(const struct bars *b, int x, int y, int w)
{
    double room = (b->strip.h - 1.0 - y) / b->strip.h;
    for (int i = x - 1; i <= x + w; i++)
        if (i >= 0 && i < b->strip.w && b->height[i] > room)
            return false;
    return x >= 0 && x + w <= b->strip.w;
}

/* A text in one of the rows from the y-th on, at an end of the strip, where nothing is in its way.
 * Returns the row below it, or -1. */
static int put(struct pen *p, const struct bars *b, bool right, int y, enum role role,
               const char *text)
{
    int w = utf8_columns(text), x = right ? b->strip.w - w : 0;
    for (; y < b->strip.h; y++) {
        if (!is_free(b, x, y, w))
            continue;
        (void)pen_text(p, b->strip.x + x, b->strip.y + y, w, role, 0, text);
        return y + 1;
    }
    return -1;
}

/* "← 3 %" at the left end, "3 % →" at the right one. Returns the first row without. */
static int put_outside(struct pen *p, const struct bars *b, bool right, double part)
{
    struct str text;
    str_init(&text);
    if (!right)
        str_addf(&text, "%s ", pen_symbol(p, "left"));
    add_percent(part, &text);
    if (right)
        str_addf(&text, " %s", pen_symbol(p, "right"));
    int row = part > 0 ? put(p, b, right, 0, ROLE_DIM, text.data) : 0;
    str_done(&text);
    return row < 0 ? 0 : row;
}

/* Whose they are, in as many words as there is room for. */
static void put_caption(const struct app *app, struct pen *p, const struct bars *b, int left,
                        int right)
{
    bool done = false;
    for (int form = 0; form < 3 && !done; form++) {
        struct str text;
        str_init(&text);
        str_add(&text, form == 2 ? "z" : "z of ");
        if (form < 2)
            add_stack(app, form == 0, &text);
        done = put(p, b, false, left, ROLE_AXIS, text.data) > 0 ||
               put(p, b, true, right, ROLE_AXIS, text.data) > 0;
        str_done(&text);
    }
}

static void draw_bars(const struct model *m, const struct stack_hist *h, struct pen *p,
                      const struct plot_panel *panel)
{
    const struct space *s = &panel->space;
    struct bars b = {.strip = panel->strip};
    enum role role = plot_stroke_role(app_settings(m->app)->plot.acts.focus);
    count(h, s, pen_dots_across(p), &b);
    for (int i = 0; i < b.strip.w; i++)
        pen_column(p, b.strip.x + i, b.strip.y + b.strip.h - 1, b.strip.h, b.height[i], role, 0);
    const struct outside outside = outside_of(h, s->x0, s->x1);
    int left = put_outside(p, &b, false, outside.left);
    int right = put_outside(p, &b, true, outside.right);
    put_caption(m->app, p, &b, left, right);
}

void plot_hist_draw(const struct model *m, struct pen *p, const struct plot_panel *panel)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    const struct rect *r = &panel->strip;
    const char *problem = app_units_problem(m->app);
    const struct stack_hist *h = app_units(m->app);
    int across = pen_dots_across(p);
    if (!plot->hist || r->h <= 0 || r->w * across < 2 || r->w > CANVAS_MAX ||
        !plot_panel_has(panel, plot->acts.focus))
        return;
    if (h)
        draw_bars(m, h, p, panel);
    else if (problem[0])
        (void)pen_text_cut(p, r->x, r->y, r->w, ROLE_WARN, 0, problem);
    else
        (void)pen_textf(p, r->x, r->y, r->w, ROLE_DIM, 0, "z: computing, %.0f %%",
                        100 * app_units_progress(m->app));
}
