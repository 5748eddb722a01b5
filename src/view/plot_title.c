#include "view/plot_title.h"

#include <math.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "view/frame.h"
#include "view/plot_ghost.h"
#include "view/plot_hist.h"
#include "view/plot_memo.h"
#include "view/plot_readout.h"
#include "view/plot_stroke.h"
#include "view/plot_zone.h"

/* What the parts read. */
struct source {
    const struct model *m;
    const struct plot_settings *plot;
    const struct pen *p;
    const struct layout *l;
    int room; /* columns */
};

/* The chosen layout lacks room. */
static void add_missing(const struct source *s, struct str *out)
{
    if (s->plot->layout == PLOT_OVERLAY || s->l->panels > 1 || s->plot->acts.n < 2)
        return;
    str_add(out, s->plot->layout == PLOT_SIDE ? "side needs a wider window"
                                              : "stacked needs a taller window");
}

static void add_functions(const struct source *s, struct str *out)
{
    const struct acts *acts = &s->plot->acts;
    for (int i = 0; i < acts->n; i++) {
        str_add(out, i ? ", " : "");
        frame_act_title(acts, i, s->p, out);
    }
}

static void add_range(const struct source *s, struct str *out)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    int digits = 6;
    do { /* ends that differ look so */
        fmt_short(lo, s->plot->range[0], digits);
        fmt_short(hi, s->plot->range[1], digits++);
    } while (str_is(lo, hi) && digits <= 9);
    str_addf(out, "x from %s to %s", lo, hi);
}

static void add_axis_cut(const struct source *s, char axis, bool even, struct str *out)
{
    if (even)
        str_addf(out, "no %c > 0 for a log axis", axis);
    else
        str_addf(out, "%c %s 0 is not on the log axis", axis, pen_symbol(s->p, "le"));
}

/* What log axes cannot show. */
static void add_cut(const struct source *s, struct str *out)
{
    struct plot_panel panel[ACTS_MAX];
    bool x = false, y = false, x_even = false, y_even = false;
    if (s->plot->xscale != PLOT_LOG && s->plot->yscale != PLOT_LOG)
        return;
    plot_memo_panels(s->m, s->l, s->p, panel);
    for (int i = 0; i < s->l->panels; i++) {
        x = x || panel[i].x_cut;
        y = y || panel[i].y_cut;
        x_even = x_even || panel[i].space.x_scale.kind != SCALE_LOG;
        y_even = y_even || panel[i].space.y_scale.kind != SCALE_LOG;
    }
    if (x && y && !x_even && !y_even) {
        str_addf(out, "what is %s 0 is not on the log axes", pen_symbol(s->p, "le"));
        return;
    }
    if (x)
        add_axis_cut(s, 'x', x_even, out);
    if (x && y)
        str_add(out, ", ");
    if (y)
        add_axis_cut(s, 'y', y_even, out);
}

static void add_looks(const struct source *s, struct str *out)
{
    const struct plot_settings *plot = s->plot;
    if ((s->l->panels == 1 && plot->acts.n > 1) || (!plot->df && !plot->d2f))
        return;
    str_add(out, "f solid");
    if (plot->df)
        str_addf(out, ", f%s dashed", pen_symbol(s->p, "prime"));
    if (plot->d2f)
        str_addf(out, ", f%s dotted", pen_symbol(s->p, "dprime"));
}

/* Where no heading of the legend says it. */
static void add_cursor(const struct source *s, struct str *out)
{
    char x[FMT_SIZE];
    if (s->plot->cursor_on && s->l->card.w <= 0)
        str_addf(out, "at x = %s", plot_readout_x(s->plot, s->plot->cursor, x));
}

static void add_tangent(const struct source *s, struct str *out)
{
    if (s->plot->cursor_on && s->plot->tangent)
        plot_readout_tangent(s->plot, out);
}

/* Where the legend has no rows for it. */
static void add_measure(const struct source *s, struct str *out)
{
    if (plot_readout_measures(s->plot) && !s->l->measures)
        plot_readout_measure(s->plot, s->p, s->room, out);
}

static void add_ghost(const struct source *s, struct str *out)
{
    plot_ghost_words(s->m, s->p, out);
}

/* The panel of the focused function; false where it is too small to show anything. */
static bool find_focus(const struct source *s, struct plot_panel *out)
{
    struct plot_panel panel[ACTS_MAX];
    if (s->l->panels < 1)
        return false;
    plot_memo_panels(s->m, s->l, s->p, panel);
    *out = panel[s->l->panels > 1 ? s->plot->acts.focus : 0];
    return out->space.box.w > 1;
}

static void add_zones(const struct source *s, struct str *out)
{
    struct plot_panel panel;
    char name[ACT_NAME];
    if (!s->plot->zones || !find_focus(s, &panel))
        return;
    if (s->plot->acts.n > 1)
        str_addf(out, "%s: ", settings_act_name(&s->plot->acts, s->plot->acts.focus, name));
    plot_zone_words(app_settings(s->m->app), &panel.space,
                    panel.space.box.w * pen_dots_across(s->p), pen_symbol(s->p, "prime"), out);
}

static void add_hist(const struct source *s, struct str *out)
{
    struct plot_panel panel;
    if (s->plot->hist && s->plot->zones)
        plot_hist_share(s->m->app, out);
    else if (s->plot->hist && find_focus(s, &panel))
        plot_hist_words(s->m->app, panel.space.x0, panel.space.x1, pen_symbol(s->p, "prime"), out);
}

/* Looks at an f at places along the axis: does it have values there, is one of them in sight? */
static bool is_seen(const struct act_use *use, const struct space *space, bool *has_values)
{
    enum { PLACES = 200 };
    for (int i = 0; i < PLACES; i++) {
        double part = (double)i / (PLACES - 1);
        double y = act_f(use, scale_between(&space->x_scale, space->x0, space->x1, part));
        *has_values = *has_values || isfinite(y);
        if (y >= space->y0 && y <= space->y1)
            return true;
    }
    return false;
}

/* Why there is no curve. */
static void add_empty(const struct source *s, struct str *out)
{
    struct plot_panel panel;
    char lo[FMT_SIZE], hi[FMT_SIZE];
    bool has_values = false;
    if (!find_focus(s, &panel))
        return;
    for (int i = 0; i < s->plot->acts.n; i++)
        if (is_seen(&s->plot->acts.use[i], &panel.space, &has_values))
            return;
    if (has_values)
        str_addf(out, "no f lies between y = %s and %s", fmt_short(lo, panel.space.y0, 4),
                 fmt_short(hi, panel.space.y1, 4));
    else
        str_add(out, "no f has a value here");
}

/* In the order in which they stand. Of parts that do not all fit, those of the least weight go:
 * first what is to be seen elsewhere, as functions are in the legend. */
static const struct part {
    int weight;
    void (*add)(const struct source *s, struct str *out); /* nothing: does not apply now */
} parts[] = {
    {9, add_missing}, {9, add_empty},   {4, add_functions}, {8, add_cursor},
    {9, add_tangent}, {9, add_measure}, {7, add_zones},     {7, add_hist},
    {6, add_ghost},   {3, add_range},   {5, add_cut},       {2, add_looks},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

/* Parts that say nothing are kept no longer. */
static void join(const struct source *s, bool keep[PARTS], struct str *out)
{
    str_clear(out);
    for (int i = 0; i < PARTS; i++) {
        size_t before = out->len;
        if (!keep[i])
            continue;
        str_add(out, before ? "   " : "");
        size_t start = out->len;
        parts[i].add(s, out);
        keep[i] = out->len > start;
        if (!keep[i])
            str_cut(out, before);
    }
}

/* The part that goes next, -1 when one alone is left. */
static int lightest(const bool keep[PARTS])
{
    int least = -1, left = 0;
    for (int i = 0; i < PARTS; i++) {
        if (!keep[i])
            continue;
        left++;
        if (least < 0 || parts[i].weight <= parts[least].weight)
            least = i;
    }
    return left > 1 ? least : -1;
}

/* The minus sign of the axes for the one of the keyboard: "-6", "(x - 1)", but not in 1e-5. */
static void sign(const struct pen *p, struct str *out)
{
    struct str text;
    str_init(&text);
    for (const char *at = out->data; *at; at++)
        if (*at == '-' && (at == out->data || at[-1] == ' ' || at[-1] == '(' || at[-1] == '='))
            str_add(&text, pen_symbol(p, "minus"));
        else
            str_add_n(&text, at, 1);
    str_clear(out);
    str_add(out, text.data);
    str_done(&text);
}

void plot_title(const struct model *m, const struct pen *p, const struct layout *l, int room,
                struct str *out)
{
    const struct source s = {m, &app_settings(m->app)->plot, p, l, room};
    bool keep[PARTS];
    for (int i = 0; i < PARTS; i++)
        keep[i] = true;
    join(&s, keep, out);
    for (int i; utf8_columns(out->data) > room && (i = lightest(keep)) >= 0;) {
        keep[i] = false;
        join(&s, keep, out);
    }
    sign(p, out);
}
