#include "view/plot_legend.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/utf8.h"
#include "view/frame.h"
#include "view/knobs.h"
#include "view/plot_curve.h"
#include "view/plot_readout.h"
#include "view/plot_stroke.h"

/* Columns: a sample of the curve, number and sample before a name; significant digits. */
enum { SAMPLE = 6, BEFORE = 10, DIGITS = 4 };

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

static int draw_number_of(const struct plot_settings *plot, struct pen *p, int x, int y, int i)
{
    bool focus = i == plot->acts.focus;
    return pen_textf(p, x, y, 3, plot_stroke_role(i), focus ? ATTR_BOLD : 0, "%s%d ",
                     focus ? ">" : " ", i + 1);
}

/* ---- under each other, numbers in a column ---- */

/* Numbers that stand under each other, point under point. */
struct column {
    int before, after; /* columns left of the points, and from them on */
    int digits;
    bool aligned;
};

/* Where the point of a number is, or would be. */
static int point_of(const char *number)
{
    return (int)strcspn(number, ".e");
}

static void widen(struct column *c, double v)
{
    char number[FMT_SIZE];
    fmt_short(number, v, c->digits);
    int before = point_of(number), after = (int)strlen(number) - before;
    c->before = before > c->before ? before : c->before;
    c->after = after > c->after ? after : c->after;
}

/* At least as wide as everyday numbers are, so that it rarely moves with the cursor. */
static struct column column_of(const struct plot_settings *plot, const struct layout *l, int digits)
{
    struct column c = {.before = 2, .after = digits + 1, .digits = digits, .aligned = true};
    char label[PLOT_READOUT_LABEL];
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    for (int i = 0; i < plot->acts.n; i++) {
        for (int k = 0; k < orders && k < l->legend[i].h; k++)
            widen(&c, plot_curve_at(&plot->acts.use[i], order[k], plot->cursor));
        for (int k = 0; k < PLOT_READOUT_ROWS && orders + k < l->legend[i].h; k++)
            widen(&c, plot_readout_row(plot, i, k, label));
    }
    return c;
}

/* With fewer digits where names would have no room; at the right end where that does not help. */
static struct column choose_column(const struct plot_settings *plot, const struct layout *l)
{
    enum { NAME_LEAST = 7 };
    int room = l->legend[0].w - BEFORE - NAME_LEAST;
    struct column c = column_of(plot, l, DIGITS);
    if (c.before + c.after > room)
        c = column_of(plot, l, DIGITS - 1);
    c.aligned = c.before + c.after <= room;
    return c;
}

/* With the minus sign of the axes. */
static void draw_value(struct pen *p, int x, int y, int w, enum role role, unsigned attr,
                       const char *number)
{
    bool below = number[0] == '-' && number[1];
    if (below)
        (void)pen_text(p, x, y, w, role, attr, pen_symbol(p, "minus"));
    (void)pen_text(p, x + below, y, w - below, role, attr, number + below);
}

/* Returns the column in front of it. */
static int draw_in_column(struct pen *p, const struct column *c, int end, int y, unsigned attr,
                          double v)
{
    char number[FMT_SIZE];
    fmt_short(number, v, c->digits);
    int x = c->aligned ? end - c->after - point_of(number) : end - (int)strlen(number);
    draw_value(p, x, y, end - x, ROLE_TEXT, attr, number);
    return (c->aligned ? end - c->after - c->before : x) - 1;
}

/* "1 ---- sigmoid   0.7311", then f' in its dashes, then what is measured from the mark. */
static void draw_tall(const struct plot_settings *plot, struct pen *p, const struct layout *l,
                      int i, const struct column *c)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    const struct rect r = l->legend[i];
    unsigned attr = i == plot->acts.focus ? ATTR_BOLD : 0;
    (void)draw_number_of(plot, p, r.x, r.y, i);
    bool pair = orders == 3 && r.h == 2 && !plot->cursor_on; /* f" beside f' */
    for (int k = 0; k < orders && k < r.h + pair; k++) {
        struct stroke stroke = plot_stroke(&plot->acts, i, order[k], l->panels > 1);
        char name[FRAME_NAME], label[8];
        bool beside = pair && k == 2;
        int x = r.x + 3 + (beside ? SAMPLE + 5 : 0), y = r.y + k - beside, end = r.x + r.w;
        draw_sample(p, x, y, SAMPLE, &stroke);
        frame_act_name(&plot->acts, i, p, name);
        if (plot->cursor_on)
            end = draw_in_column(p, c, end, y, attr,
                                 plot_curve_at(&plot->acts.use[i], order[k], plot->cursor));
        x += SAMPLE + 1;
        (void)pen_text_cut(p, x, y, end - x, k == 0 ? plot_stroke_role(i) : ROLE_DIM,
                           k == 0 ? attr : 0, k == 0 ? name : order_name(p, order[k], label));
    }
    for (int k = 0; k < PLOT_READOUT_ROWS && orders + k < r.h; k++) {
        char label[PLOT_READOUT_LABEL];
        double v = plot_readout_row(plot, i, k, label);
        int y = r.y + orders + k, x = r.x + 3;
        int end = r.x + r.w;
        if (isnan(v) && plot->cursor == plot->mark)
            end -= pen_text_right(p, end, y, ROLE_TEXT, attr, pen_symbol(p, "dash"));
        else
            end = draw_in_column(p, c, end, y, attr, v);
        (void)pen_text_cut(p, x, y, end - x, ROLE_DIM, 0, label);
    }
}

/* ---- one row each ---- */

/* How the entries of a legend of lines are made to fit; columns. */
struct line {
    int sample, sample_df; /* of f, of its derivatives; 0: none */
    int digits;            /* of numbers, which take 4 columns more */
    int name;
};

static int part_columns(const struct line *line, int order, int label, bool number)
{
    int sample = order == 0 ? line->sample : line->sample_df;
    return (sample ? sample + 1 : 0) + label + (number ? 1 + line->digits + 4 : 0);
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

/* The first that leaves room for names; whole, if that can be. */
static struct line choose_line(const struct plot_settings *plot, const struct pen *p, int w)
{
    static const struct line lines[] = {
        {SAMPLE, SAMPLE, DIGITS, 0},
        {SAMPLE - 2, SAMPLE - 2, DIGITS, 0},
        {SAMPLE - 2, SAMPLE - 2, DIGITS - 1, 0},
        {SAMPLE - 2, 0, DIGITS - 1, 0},
        {0, 0, DIGITS - 1, 0},
    };
    enum { LINES = sizeof lines / sizeof lines[0] };
    const int whole = name_columns(&plot->acts, p), least[] = {whole, 8, 4, 1};
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    for (size_t pass = 0; pass < sizeof least / sizeof least[0]; pass++)
        for (int k = 0; k < LINES; k++) {
            struct line line = lines[k];
            int room = w - 3;
            for (int i = 0; i < orders; i++) {
                char label[8];
                int columns = i ? utf8_columns(order_name(p, order[i], label)) : 0;
                room -= part_columns(&line, order[i], columns, plot->cursor_on) + (i ? 2 : 0);
            }
            line.name = room < whole ? room : whole;
            if (room >= least[pass])
                return line;
        }
    struct line last = lines[LINES - 1];
    last.name = w - 3 - part_columns(&last, 0, 0, plot->cursor_on);
    return last;
}

/* As many digits as fit into the columns, at least one. */
static char *fit_number(char out[FMT_SIZE], double v, int digits, int columns)
{
    while ((int)strlen(fmt_short(out, v, digits)) > columns && digits > 1)
        digits--;
    return out;
}

/* "1 ---- sigmoid 0.7311  - - f' 0.1966". */
static void draw_line(const struct plot_settings *plot, struct pen *p, struct rect r, int i,
                      bool alone)
{
    int order[3];
    int orders = plot_stroke_orders(plot, order);
    unsigned attr = i == plot->acts.focus ? ATTR_BOLD : 0;
    const struct line line = choose_line(plot, p, r.w);
    int x = r.x + draw_number_of(plot, p, r.x, r.y, i), end = r.x + r.w;
    for (int k = 0; k < orders; k++) {
        struct stroke stroke = plot_stroke(&plot->acts, i, order[k], alone);
        char name[FRAME_NAME], number[FMT_SIZE], label[8];
        const char *text =
            k == 0 ? frame_act_name(&plot->acts, i, p, name) : order_name(p, order[k], label);
        int sample = k == 0 ? line.sample : line.sample_df;
        int columns = k == 0 ? line.name : utf8_columns(text);
        if (x + part_columns(&line, order[k], columns, plot->cursor_on) > end)
            return;
        if (sample) {
            draw_sample(p, x, r.y, sample, &stroke);
            x += sample + 1;
        }
        (void)pen_text_cut(p, x, r.y, columns, k == 0 ? plot_stroke_role(i) : ROLE_DIM,
                           k == 0 ? attr : 0, text);
        x += columns + 1;
        if (plot->cursor_on) {
            double v = plot_curve_at(&plot->acts.use[i], order[k], plot->cursor);
            draw_value(p, x, r.y, line.digits + 4, ROLE_TEXT, 0,
                       fit_number(number, v, line.digits, line.digits + 4));
            x += line.digits + 4 + 1;
        }
        x += 1;
    }
}

/* Above a side panel's legend: where the values are read. */
static void draw_heading(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    char number[FMT_SIZE];
    struct rect r = l->legend[0];
    int x = r.x + BEFORE, y = r.y - 1;
    if (plot->cursor_on) {
        x += pen_text(p, x, y, r.w - BEFORE, ROLE_CURSOR, 0, "at x = ");
        draw_value(p, x, y, r.x + r.w - x, ROLE_CURSOR, 0,
                   plot_readout_x(plot, plot->cursor, number));
    } else {
        (void)pen_text(p, x, y, r.w - BEFORE, ROLE_TITLE, 0, "curves");
    }
}

void plot_legend_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    int order[3];
    bool alone = plot_stroke_orders(plot, order) == 1; /* a row has room for it in a column */
    bool beside = l->card.w > 0, tall = beside && (l->legend_tall || alone);
    const struct column column = choose_column(plot, l);
    for (int i = 0; i < plot->acts.n; i++) {
        if (l->legend[i].h <= 0)
            continue;
        if (tall)
            draw_tall(plot, p, l, i, &column);
        else
            draw_line(plot, p, l->legend[i], i, l->panels > 1);
    }
    if (beside)
        draw_heading(m, p, l);
    knobs_draw(m, p, l, plot->param);
}
