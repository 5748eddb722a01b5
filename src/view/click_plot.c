/* What the mouse means on the plot: a click reads values, a drag moves what was grabbed, the wheel
 * zooms where it points. All from the event and the state alone: nothing is kept of a drag. */
#include <math.h>

#include "base/fmt.h"
#include "view/act_card.h"
#include "view/click_impl.h"
#include "view/plot_memo.h"

/* One axis in cells of the screen. */
struct ruler {
    const struct scale *scale;
    double start, end; /* lengths on the scale at the middle of the first and the last dot */
    int at, cells;     /* its first cell, and how many */
    int dots;          /* in a cell */
};

static struct ruler ruler_x(const struct pen *p, const struct space *s)
{
    return (struct ruler){&s->x_scale,
                          scale_map(&s->x_scale, s->x0),
                          scale_map(&s->x_scale, s->x1),
                          s->box.x,
                          s->box.w,
                          pen_dots_across(p)};
}

/* From the top, as cells count. */
static struct ruler ruler_y(const struct pen *p, const struct space *s)
{
    return (struct ruler){&s->y_scale,
                          scale_map(&s->y_scale, s->y1),
                          scale_map(&s->y_scale, s->y0),
                          s->box.y,
                          s->box.h,
                          pen_dots_down(p)};
}

/* Length on the scale of a cell. */
static double pitch(const struct ruler *r)
{
    int dots = r->cells * r->dots;
    return (r->end - r->start) / (dots > 1 ? dots - 1 : 1) * r->dots;
}

/* The cell, with its fraction, that shows a value in its middle; and the value there. */
static double cell_of(const struct ruler *r, double v)
{
    double dots = (scale_map(r->scale, v) - r->start) / pitch(r);
    return r->at + dots + 0.5 / r->dots - 0.5;
}

static double value_of(const struct ruler *r, double cell)
{
    return scale_unmap(r->scale, r->start + (cell - r->at + 0.5 - 0.5 / r->dots) * pitch(r));
}

/* A pointer that has left the data counts as at their edge. */
static int within(const struct ruler *r, int cell)
{
    int last = r->at + r->cells - 1;
    return cell < r->at ? r->at : cell > last ? last : cell;
}

/* A multiple of a power of ten; 0.30000000000000004 is 0.3. */
static double multiple(double v, double factor, double power)
{
    double whole = rint(v / (factor * power)) * factor;
    return power < 1 ? whole / rint(1 / power) : whole * power;
}

/* The roundest number within half of `reach` of v. */
static double round_near(double v, double reach)
{
    static const double factors[] = {5, 2.5, 2, 1};
    if (!(reach > 0) || !isfinite(v))
        return v;
    double power = pow(10, floor(log10(reach)));
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++)
        if (factors[i] * power <= reach)
            return multiple(v, factors[i], power);
    return v;
}

/* The x under a column, as round as its dots allow. */
static double x_under(const struct ruler *r, int column)
{
    double half = 0.5 / r->dots;
    return round_near(value_of(r, column),
                      fabs(value_of(r, column + half) - value_of(r, column - half)));
}

/* ---- commands ---- */

static bool add_cursor(const struct ruler *r, int column, struct str *out)
{
    char number[FMT_SIZE];
    str_addf(out, "cursor %s", fmt_exact(number, x_under(r, within(r, column))));
    return true;
}

/* To nine digits of its size, or on an even axis of the width of the range. */
static double round_end(const struct scale *scale, double v, double width)
{
    double size = scale->kind == SCALE_LOG ? fabs(v) : width;
    return size > 0 && isfinite(size) ? multiple(v, 1, pow(10, floor(log10(size)) - 9)) : v;
}

/* " NAME=LO:HI" */
static void add_range(const char *name, const struct scale *scale, double lo, double hi,
                      struct str *out)
{
    char number[FMT_SIZE];
    str_addf(out, " %s=%s", name, fmt_exact(number, round_end(scale, lo, hi - lo)));
    str_addf(out, ":%s", fmt_exact(number, round_end(scale, hi, hi - lo)));
}

/* The range moves so that what was under `from` comes under `to`. */
static void add_moved(const char *name, const struct ruler *r, const double range[2], int from,
                      int to, struct str *out)
{
    double length = (within(r, from) - within(r, to)) * pitch(r);
    add_range(name, r->scale, scale_unmap(r->scale, scale_map(r->scale, range[0]) + length),
              scale_unmap(r->scale, scale_map(r->scale, range[1]) + length), out);
}

/* A log axis shows what lies above 0 of a range that begins below. */
static void shown_range(const struct plot_settings *plot, const struct space *s, double out[2])
{
    bool log = s->x_scale.kind == SCALE_LOG;
    out[0] = log ? s->x0 : plot->range[0];
    out[1] = log ? s->x1 : plot->range[1];
}

static bool pan(const struct plot_settings *plot, const struct pen *p, const struct space *s,
                const struct key *k, struct str *out)
{
    const struct ruler x = ruler_x(p, s), y = ruler_y(p, s);
    double range[2];
    bool fixed = isfinite(plot->yrange[0]) && isfinite(plot->yrange[1]) &&
                 isfinite(scale_map(y.scale, plot->yrange[0]));
    bool across = within(&x, k->x) != within(&x, k->before_x);
    bool down = fixed && within(&y, k->y) != within(&y, k->before_y);
    if (!across && !down)
        return false;
    str_add(out, "set"); /* one command: one entry of undo for the whole drag */
    shown_range(plot, s, range);
    add_moved("plot.range", &x, range, k->before_x, k->x, out);
    if (fixed)
        add_moved("plot.yrange", &y, plot->yrange, k->before_y, k->y, out);
    return true;
}

/* A drag has hold of the hair as long as it was at the hair before; when it pans, the hair keeps
 * its distance. */
static bool drag(const struct plot_settings *plot, const struct pen *p, const struct space *s,
                 const struct key *k, struct str *out)
{
    const struct ruler x = ruler_x(p, s);
    double off = cell_of(&x, plot->cursor) - within(&x, k->before_x);
    bool holds = plot->cursor_on && fabs(off) < 1.6; /* in its cell or beside it */
    if (!holds)
        return pan(plot, p, s, k, out);
    return within(&x, k->x) != within(&x, k->before_x) && add_cursor(&x, k->x, out);
}

static bool zoom(const struct plot_settings *plot, const struct pen *p, const struct space *s,
                 const struct key *k, struct str *out)
{
    char number[FMT_SIZE];
    const struct ruler x = ruler_x(p, s);
    bool in = click_wheel_step(k) > 0;
    double keep = x_under(&x, k->x), range[2];
    if (s->x_scale.kind == SCALE_LINEAR) {
        str_addf(out, "zoom %s %s", in ? "1.25" : "0.8", fmt_exact(number, keep));
        return true;
    }
    shown_range(plot, s, range);
    for (int i = 0; i < 2; i++) {
        double length = scale_map(x.scale, range[i]), there = scale_map(x.scale, keep);
        range[i] = scale_unmap(x.scale, there + (length - there) * (in ? 0.8 : 1.25));
    }
    str_add(out, "set");
    add_range("plot.range", x.scale, range[0], range[1], out);
    return true;
}

static bool click_panel(const struct plot_settings *plot, const struct pen *p,
                        const struct space *s, const struct key *k, struct str *out)
{
    const struct ruler x = ruler_x(p, s);
    if (click_is_wheel(k))
        return zoom(plot, p, s, k, out);
    if (click_is_drag(k))
        return drag(plot, p, s, k, out);
    if (k->code == KEY_CODE_CLICK && k->clicks == 2)
        str_add(out, "fit");
    else if (k->code == KEY_CODE_RELEASE && k->clicks == 1)
        (void)add_cursor(&x, k->x, out);
    return out->len > 0;
}

static bool scroll_card(const struct model *m, const struct pen *p, const struct layout *l,
                        const struct key *k, struct str *out)
{
    int at, most;
    act_card_scroll(m, p, l->card, app_settings(m->app)->plot.acts.focus, &at, &most);
    int to = at - 3 * click_wheel_step(k);
    to = to < 0 ? 0 : to > most ? most : to;
    if (to != at)
        str_addf(out, "set plot.card_scroll %d", to);
    return to != at;
}

bool click_plot(const struct model *m, const struct pen *p, const struct layout *l,
                const struct key *k, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    char name[ACT_NAME];
    bool drags = click_is_drag(k);
    for (int i = 0; i < s->plot.acts.n; i++) {
        if (k->code == KEY_CODE_CLICK && layout_hit(l->legend[i], k->x, k->y)) {
            str_addf(out, "focus %s", settings_act_id(&s->plot.acts, i, name));
            return true;
        }
    }
    if (click_is_wheel(k) && layout_hit(l->card, k->x, k->y))
        return scroll_card(m, p, l, k, out);
    struct plot_panel panel[ACTS_MAX];
    plot_memo_panels(m, l, p, panel);
    for (int i = 0; i < l->panels; i++) {
        const struct space *space = &panel[i].space;
        if (layout_hit(space->box, drags ? k->from_x : k->x, drags ? k->from_y : k->y))
            return click_panel(&s->plot, p, space, k, out);
    }
    return false;
}
