#include "view/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/text.h"
#include "lesson/lesson.h"
#include "view/hint.h"

/* Columns of a log axis at the left of bars; of the narrowest stack beside others. */
enum { AXIS = 8, STACK_LEAST = 18 };

enum { MATCH_ROWS = 6, NARRATION_LEAST = 38, CHIP_GAP = 2 };

static int clamp(int v, int lo, int hi)
{
    return v < lo ? lo : v > hi ? hi : v;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Cuts columns or rows off a rectangle and returns what was cut off. */
static struct rect cut_right(struct rect *r, int w)
{
    w = clamp(w, 0, r->w);
    r->w -= w;
    return (struct rect){r->x + r->w, r->y, w, r->h};
}

static struct rect cut_bottom(struct rect *r, int h)
{
    h = clamp(h, 0, r->h);
    r->h -= h;
    return (struct rect){r->x, r->y + r->h, r->w, h};
}

static struct rect cut_top(struct rect *r, int h)
{
    h = clamp(h, 0, r->h);
    struct rect top = {r->x, r->y, r->w, h};
    r->y += h;
    r->h -= h;
    return top;
}

/* The i-th of n parts, side by side or one below the other, of sizes that differ by at most 1. */
static struct rect part(struct rect r, int i, int n, bool side)
{
    int all = side ? r.w : r.h;
    int from = all * i / n, to = all * (i + 1) / n;
    if (side)
        return (struct rect){r.x + from, r.y, to - from, r.h};
    return (struct rect){r.x, r.y + from, r.w, to - from};
}

bool layout_hit(struct rect r, int x, int y)
{
    return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

/* ---- frame ---- */

char *layout_tab_text(const struct model *m, int screen, char out[LAYOUT_TAB])
{
    static const char *const titles[SCREEN_COUNT] = {"Plot", "Flow", "Table", "Lessons", "Help"};
    char key[HINT_KEY];
    bool on = app_settings(m->app)->screen == screen;
    if (!hint_key(m->app, screen_names[screen], NULL, key))
        key[0] = '\0';
    (void)snprintf(out, LAYOUT_TAB, "%c%.8s%s%s%c", on ? '[' : ' ', key, key[0] ? " " : "",
                   titles[screen], on ? ']' : ' ');
    return out;
}

static void place_tabs(struct layout *l, const struct model *m)
{
    int x = 0;
    for (int i = 0; i < SCREEN_COUNT; i++) {
        char text[LAYOUT_TAB];
        int w = utf8_columns(layout_tab_text(m, i, text));
        l->tab[i] = (struct rect){x, 0, clamp(w, 0, l->w - x), 1};
        x += l->tab[i].w;
    }
    l->corner = (struct rect){x + 1, 0, clamp(l->w - x - 1, 0, l->w), 1};
}

/* Completions stand in columns as wide as the widest. */
static int match_rows(const struct model *m, int w)
{
    if (!m->prompt || !m->prompt->open || !m->prompt->matches[0])
        return 0;
    int n = 0, widest = 1;
    for (const char *p = m->prompt->matches; *p;) {
        const char *end = p + strcspn(p, "\n");
        int columns = (int)(end - p);
        widest = columns > widest ? columns : widest;
        n++;
        p = *end ? end + 1 : end;
    }
    int across = clamp(w / (widest + 2), 1, n);
    return (n + across - 1) / across;
}

/* Rows of a note; one if there is none. It may take a few from the screen, so as to be whole. */
static int status_rows(const struct model *m, int w, int h)
{
    enum { ROWS_MOST = 3 };
    bool is_error = false;
    const struct run run = {app_note_text(m->app, &is_error), ROLE_STATUS, 0};
    const struct rect r = {0, 0, w - LAYOUT_NOTE - 2 * is_error, 0};
    int most = h / 4 > ROWS_MOST ? h / 4 : ROWS_MOST;
    return clamp(text_paragraph(NULL, r, 0, 0, &run, 1), 1, most);
}

static void place_frame(struct layout *l, const struct model *m)
{
    bool low = l->h < 16;
    int rows = status_rows(m, l->w, l->h);
    l->body = (struct rect){0, 0, l->w, l->h};
    (void)cut_top(&l->body, 1);
    l->hint = cut_bottom(&l->body, 1);
    l->status = cut_bottom(&l->body, low ? rows - 1 : rows);
    if (low) {
        l->status.y = l->body.y + l->body.h;
        l->status.h = rows;
    }
    l->matches = cut_bottom(&l->body, least(match_rows(m, l->w), least(MATCH_ROWS, l->h / 3)));
    place_tabs(l, m);
    if (!m->lesson || !lesson_is_open(m->lesson))
        return;
    if (l->w >= 2 * NARRATION_LEAST)
        l->narration = cut_right(&l->body, clamp(l->w / 3, NARRATION_LEAST + 2, 60));
    else
        l->narration = cut_bottom(&l->body, l->body.h * 5 / 9);
}

/* ---- knobs ---- */

static void find_knobs(struct layout *l, const struct model *m, int screen)
{
    l->knobs = option_knobs(app_settings(m->app), screen, l->ref, LAYOUT_KNOBS);
}

/* A row for each in r; what does not fit gets no place. */
static void place_knob_rows(struct layout *l, struct rect r)
{
    l->chips = false;
    for (int i = 0; i < l->knobs; i++)
        l->knob[i] = cut_top(&r, 1);
}

static const char *knob_name(const struct settings *s, const struct option_ref *ref)
{
    if (ref->row)
        return ref->row->name;
    const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
    return acts->use[ref->act].act->param[ref->param].name;
}

/* "name value" chips, wrapped. Returns how many rows they take. */
static int place_chips(struct layout *l, const struct model *m, struct rect r)
{
    int x = 0, y = 0;
    l->chips = true;
    for (int i = 0; i < l->knobs; i++) {
        struct str text;
        str_init(&text);
        option_text(app_settings(m->app), &l->ref[i], &text);
        int w = 1 + utf8_columns(knob_name(app_settings(m->app), &l->ref[i])) + 1 +
                utf8_columns(text.data);
        str_done(&text);
        if (x && x + w > r.w) {
            x = 0;
            y++;
        }
        bool fits = y < r.h;
        l->knob[i] = fits ? (struct rect){r.x + x, r.y + y, least(w, r.w), 1} : (struct rect){0};
        x += w + CHIP_GAP;
    }
    return l->knobs ? y + 1 : 0;
}

/* ---- plot ---- */

static int orders_shown(const struct plot_settings *plot)
{
    return 1 + (plot->df != 0) + (plot->d2f != 0);
}

static void place_panels(struct layout *l, const struct plot_settings *plot, struct rect r)
{
    int n = plot->acts.n;
    bool stacked = plot->layout == PLOT_STACKED && r.h >= 5 * n;
    bool side = plot->layout == PLOT_SIDE && r.w >= 20 * n;
    l->panels = stacked || side ? n : 1;
    for (int i = 0; i < l->panels; i++)
        l->panel[i] = part(r, i, l->panels, side);
}

/* Entries of one row each, beside each other where they fit. Returns the rows they need. */
static int place_legend_lines(struct layout *l, int n, struct rect r)
{
    int across = clamp(r.w / 38, 1, n > 0 ? n : 1);
    l->legend_tall = false;
    for (int i = 0; i < n; i++) {
        struct rect row = {r.x, r.y + i / across, r.w, i / across < r.h ? 1 : 0};
        l->legend[i] = part(row, i % across, across, true);
    }
    return n > 0 ? (n + across - 1) / across : 0;
}

/* Side panel: legend, sliders, and the card in what is left. */
static void place_side(struct layout *l, const struct plot_settings *plot, struct rect r)
{
    r.x += 1;
    r.w -= 1;
    (void)cut_top(&r, 1); /* the line with x */
    l->legend_tall = true;
    int tall = orders_shown(plot);
    if (tall * plot->acts.n > r.h - l->knobs) /* a row each, then */
        tall = 1;
    l->legend_tall = tall > 1;
    for (int i = 0; i < plot->acts.n; i++)
        l->legend[i] = cut_top(&r, tall);
    if (l->knobs) {
        (void)cut_top(&r, 1);
        place_knob_rows(l, r);
        (void)cut_top(&r, l->knobs);
    }
    (void)cut_top(&r, 1);
    l->card = r;
}

static void place_plot(struct layout *l, const struct model *m)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    struct rect r = l->body;
    find_knobs(l, m, SCREEN_PLOT);
    int least_w = l->narration.w > 0 ? 90 : 78; /* beside prose the curves come first */
    if (plot->card && r.w >= least_w) {
        int side = r.w >= 160 ? 44 : r.w >= 110 ? 34 : 28;
        place_side(l, plot, cut_right(&r, side));
        place_panels(l, plot, r);
        return;
    }
    int budget = r.h / 3, need = place_legend_lines(l, plot->acts.n, r);
    int rows = least(need, budget > 1 ? budget - (l->knobs > 0) : 1);
    int sliders = clamp(budget - rows, 0, l->knobs);
    struct rect below = cut_bottom(&r, rows + sliders);
    (void)place_legend_lines(l, plot->acts.n, cut_top(&below, rows));
    place_knob_rows(l, below);
    place_panels(l, plot, r);
}

void layout_plot_only(struct layout *l, const struct model *m, int w, int h)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    memset(l, 0, sizeof *l);
    l->w = w;
    l->h = h;
    struct rect r = {0, 0, w, h};
    if (h >= 8)
        l->status = cut_top(&r, 1);
    int need = place_legend_lines(l, plot->acts.n, r);
    struct rect below = cut_bottom(&r, least(need, h / 3));
    (void)place_legend_lines(l, plot->acts.n, below);
    place_panels(l, plot, r);
    l->body = r;
}

/* ---- flow ---- */

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
static void choose_bars(struct layout *l, const struct flow_settings *flow)
{
    enum { ROWS_MOST = 3, COLUMNS_MOST = 6 };
    struct rect r = l->stack[0];
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

/* Beside each other; where that is too narrow, in two rows; else under each other. Under each other
 * too where only so every layer has a bar. */
static void place_stacks(struct layout *l, int n, int layers, struct rect r)
{
    enum { COLUMNS_LEAST = 9, GAP = 1 };
    int across = n;
    bool rows_fit = layers <= r.h - 1;
    bool columns_fit = layers <= r.w - AXIS - 1 && r.h >= n * COLUMNS_LEAST;
    if (!rows_fit && columns_fit && n > 1 && layers > r.w / n - GAP - AXIS - 1)
        across = 1;
    if (across > 1 && r.w / across < STACK_LEAST)
        across = (n + 1) / 2;
    if (across > 1 && r.w / across < STACK_LEAST)
        across = 1;
    int down = across ? (n + across - 1) / across : 0;
    for (int i = 0; i < n; i++) {
        l->stack[i] = part(part(r, i / across, down, false), i % across, across, true);
        if (across > 1) /* all as wide as the narrowest, so that bars compare */
            l->stack[i].w = r.w / across - GAP;
    }
}

static void place_flow(struct layout *l, const struct model *m)
{
    int n = app_settings(m->app)->flow.acts.n;
    struct rect r = l->body;
    find_knobs(l, m, SCREEN_FLOW);
    if (r.w >= 76) {
        int side = r.w >= 160 ? 40 : r.w >= 110 ? 34 : 27;
        struct rect panel = cut_right(&r, side);
        panel.x += 1;
        panel.w -= 1;
        (void)cut_top(&panel, 1);
        place_knob_rows(l, panel);
        (void)cut_top(&panel, l->knobs + 1);
        l->words = panel;
    } else {
        int chips = place_chips(l, m, r);
        struct rect below = cut_bottom(&r, least(chips, r.h >= 14 ? 2 : 1));
        (void)place_chips(l, m, below);
        /* The first and the last layer come before words, words before the layers between. */
        int down = r.w < n * STACK_LEAST ? 2 : 1, room = r.h - 3 * down;
        int left = r.h - down * (1 + app_settings(m->app)->flow.layers);
        l->words = cut_bottom(&r, least(clamp(left, n, r.h >= 16 ? 3 * n : n), room));
    }
    place_stacks(l, n < FLOW_ACTS_MAX ? n : FLOW_ACTS_MAX, app_settings(m->app)->flow.layers, r);
    choose_bars(l, &app_settings(m->app)->flow);
}

/* ---- table ---- */

/* The card beside the rows, else below them, else nowhere. */
static void place_table(struct layout *l)
{
    struct rect r = l->body;
    if (r.w >= 110) {
        l->card = cut_right(&r, clamp(r.w / 3, 38, 56));
        l->card.x += 2;
        l->card.w -= 3;
        (void)cut_right(&r, 1);
    } else if (r.h >= 12) {
        l->card = cut_bottom(&r, clamp(r.h * 3 / 7 + (r.h >= 20 ? 2 : 0), 6, 13));
        (void)cut_top(&l->card, 1);
        l->card.x += 1;
        l->card.w -= 2;
    }
    l->table = r;
}

void layout_init(struct layout *l, const struct model *m, int w, int h)
{
    memset(l, 0, sizeof *l);
    l->w = w;
    l->h = h;
    l->tiny = w < LAYOUT_MIN_W || h < LAYOUT_MIN_H;
    if (l->tiny) {
        l->body = (struct rect){0, 0, w, h};
        if (m->prompt && m->prompt->open)
            l->hint = cut_bottom(&l->body, 1);
        return;
    }
    place_frame(l, m);
    int screen = app_settings(m->app)->screen;
    if (screen == SCREEN_PLOT)
        place_plot(l, m);
    else if (screen == SCREEN_FLOW)
        place_flow(l, m);
    else if (screen == SCREEN_TABLE)
        place_table(l);
}
