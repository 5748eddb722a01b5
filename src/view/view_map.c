#include "view/view_map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/maps.h"
#include "base/utf8.h"
#include "draw/text.h"
#include "view/click_impl.h"
#include "view/flow_words.h"
#include "view/frame.h"
#include "view/map_picture.h"
#include "view/map_words.h"

/* ---- levels ---- */

enum { LEVELS = ROLE_RAMP_MAX, MIDDLE = LEVELS / 2, LEVEL_ZERO = -1, LEVEL_OVERFLOW = -2 };

/* Decades at which one level of the ramp ends and the next begins: to a tenth the gradient
 * survives, to a thousandth it fades (flow_words). */
static const int bounds[LEVELS - 1] = {-30, -10, -3, -1, 1, 3, 10, 30};

/* What stands for a level without colours: dots below, crosses above, the more ink the further. */
static const char signs[LEVELS + 1] = "=;:. +*%#";

int view_map_level(double ratio_log10)
{
    int level = 0;
    if (isnan(ratio_log10) || (isinf(ratio_log10) && ratio_log10 > 0))
        return LEVEL_OVERFLOW;
    if (isinf(ratio_log10))
        return LEVEL_ZERO;
    while (level < LEVELS - 1 && ratio_log10 >= bounds[level])
        level++;
    return level;
}

static enum role role_of_sign(int level)
{
    return level < 0 || level == MIDDLE ? ROLE_TEXT
           : level < MIDDLE             ? ROLE_SERIES
                                        : ROLE_SERIES + 1;
}

static char sign_of(int level)
{
    return level == LEVEL_ZERO ? '0' : level == LEVEL_OVERFLOW ? '!' : signs[level];
}

static enum role pixel_of(int level)
{
    return level < 0 ? ROLE_TEXT : (enum role)(ROLE_RAMP + level);
}

/* ---- pixels ---- */

/* Two levels in a cell. What is no number has a sign of its own, in colours too. */
static void put(struct pen *p, int x, int y, int upper, int lower)
{
    bool plain = upper < 0 && lower < 0;
    int shown = lower < 0 && !plain ? upper : lower;
    const struct pixels cell = {.upper = pixel_of(upper),
                                .lower = pixel_of(lower),
                                .role = role_of_sign(plain ? lower : shown),
                                .sign = sign_of(plain ? lower : shown)};
    pen_pixels(p, x, y, &cell);
}

/* The level of a pixel, from the bottom; false: nothing is known of it, or it is none. */
static bool level_at(const struct map *map, const struct map_picture *m, int column, int pixel,
                     int *level)
{
    struct map_point at;
    int row = map_picture_row(m, pixel);
    if (row < 0 || !map_at(map, column, row, &at))
        return false;
    *level = view_map_level(at.ratio_log10);
    return true;
}

static void draw_cell(struct pen *p, const struct map *map, const struct map_picture *m, int x,
                      int y)
{
    int pixel = 2 * (m->space.box.y + m->space.box.h - 1 - y), column = map_picture_column(m, x);
    int lower = 0, upper = 0;
    if (!level_at(map, m, column, pixel, &lower))
        return;
    if (lower < 0) {
        put(p, x, y, lower, lower);
        return;
    }
    if (level_at(map, m, column, pixel + 1, &upper)) {
        put(p, x, y, upper < 0 ? lower : upper, lower);
        return;
    }
    const struct pixels half = {
        .lower = pixel_of(lower), .role = role_of_sign(lower), .sign = sign_of(lower)};
    pen_pixels(p, x, y, &half);
}

/* ---- what theory says ---- */

/* The first cell of each row where theory has a thousandth or a thousandfold left. */
static void draw_contour(struct pen *p, const struct map *map, const struct map_picture *m)
{
    const struct rect *box = &m->space.box;
    for (int y = box->y; y < box->y + box->h; y++) {
        int row = map_picture_row(m, 2 * (box->y + box->h - 1 - y));
        for (int x = box->x; x < box->x + box->w; x++) {
            struct map_point at;
            bool known = row >= 0 && map_at(map, map_picture_column(m, x), row, &at);
            if (!known || !(fabs(at.theory_log10) >= 3))
                continue;
            if (x > box->x)
                (void)pen_text(p, x, y, 1, ROLE_TEXT, 0, "\u2502");
            break;
        }
    }
}

static void draw_edges(const struct model *m, struct pen *p, const struct map_picture *picture)
{
    const struct map_edges *edges = app_map_edges(m->app);
    const struct rect *box = &picture->space.box;
    for (int i = 0; edges && i < edges->n; i++) {
        int y;
        if (!pen_cell_y(p, &picture->space, edges->gain[i], &y))
            continue;
        for (int x = box->x; x < box->x + box->w; x += 2)
            (void)pen_text(p, x, y, 1, ROLE_TEXT, 0, pen_is_unicode(p) ? "\u2500" : "~");
    }
}

/* ---- marks ---- */

/* Where the flow screen is now, if it is on the map. */
static void draw_present(const struct settings *s, struct pen *p, const struct map_picture *m,
                         const struct map_spec *spec)
{
    const struct flow_settings *flow = &s->flow;
    int x, y;
    if (flow->mode == STACK_CHAIN || flow->layers > spec->stack.layers ||
        !(flow->gain >= spec->gain[0] && flow->gain <= spec->gain[1]))
        return;
    map_picture_cell(m, maps_column(spec, flow->layers), maps_row(spec, flow->gain), &x, &y);
    (void)pen_text(p, x, y, 1, ROLE_TEXT, ATTR_BOLD, "x");
}

/* Around the chosen point, so that it is seen itself. */
static void draw_chosen(const struct settings *s, struct pen *p, const struct map_picture *m)
{
    int x, y;
    map_picture_cell(m, s->map.column - 1, s->map.row - 1, &x, &y);
    (void)pen_text(p, x - 1, y, 1, ROLE_ACCENT, ATTR_BOLD, "[");
    (void)pen_text(p, x + 1, y, 1, ROLE_ACCENT, ATTR_BOLD, "]");
}

/* What the axes are, where no label of theirs is: "gain" on the highest such row, "layers" at the
 * left end below. */
static void draw_titles(struct pen *p, const struct axes *a)
{
    const struct rect *box = &a->space->box;
    struct axis_labels labels;
    bool taken = true;
    int y = box->y - 1;
    axis_place(p, a, &labels);
    while (taken && ++y < box->y + box->h) {
        taken = false;
        for (int i = 0; i < labels.ys; i++)
            taken = taken || (labels.y[i].columns > 0 && labels.y[i].y == y);
    }
    if (!taken)
        (void)pen_text_right(p, box->x - 1, y, ROLE_AXIS, 0, "gain");
    int end = labels.xs > 0 ? labels.x[0].x - 1 : box->x + box->w;
    if (a->area.x + (int)strlen("layers") <= end)
        (void)pen_text(p, a->area.x, box->y + box->h + 1, -1, ROLE_AXIS, 0, "layers");
}

static void draw_picture(const struct model *m, struct pen *p, const struct layout *l,
                         const struct map *map)
{
    const struct settings *s = app_settings(m->app);
    const struct map_spec spec = maps_spec(s);
    struct map_picture picture;
    map_picture_init(p, l, &spec, &picture);
    const struct rect *box = &picture.space.box;
    const struct axes axes = {picture.area, &picture.space, &picture.x, &picture.y, false};
    axis_draw(p, &axes);
    draw_titles(p, &axes);
    for (int y = box->y; y < box->y + box->h; y++)
        for (int x = box->x; x < box->x + box->w; x++)
            draw_cell(p, map, &picture, x, y);
    draw_contour(p, map, &picture);
    draw_edges(m, p, &picture);
    draw_present(s, p, &picture, &spec);
    draw_chosen(s, p, &picture);
}

/* ---- the key of colours ---- */

/* Numbers under the bounds of the ramp, all of them or the outer ones; the middle. */
static void draw_numbers(struct pen *p, int x, int y, int each)
{
    char text[16];
    for (int i = 0; i < LEVELS - 1; i++) {
        if (each < 4 && i > 0 && i < LEVELS - 2)
            continue;
        (void)snprintf(text, sizeof text, "%s%d", bounds[i] < 0 ? pen_symbol(p, "minus") : "",
                       abs(bounds[i]));
        (void)pen_text(p, x + each * (i + 1) - utf8_columns(text) / 2, y, -1, ROLE_AXIS, 0, text);
    }
    (void)pen_text(p, x + each * MIDDLE + each / 2, y, 1, ROLE_AXIS, 0, "0");
}

/* One row: numbers at the ends and on the middle. */
static void draw_low_key(struct pen *p, struct rect r, const char *lo)
{
    int each = (r.w - 8) / LEVELS, x = r.x + 1 + utf8_columns(lo);
    for (int i = 0; i < LEVELS * each; i++)
        put(p, x + i, r.y, i / each, i / each);
    if (each < 1)
        return;
    (void)pen_text(p, r.x + 1, r.y, -1, ROLE_AXIS, 0, lo);
    (void)pen_text(p, x + each * MIDDLE + each / 2, r.y, 1, ROLE_AXIS, 0, "0");
    (void)pen_text(p, x + LEVELS * each, r.y, -1, ROLE_AXIS, 0, "30");
}

static void draw_key(struct pen *p, struct rect r)
{
    static const char title[] = "decades";
    int each = (r.w - 2) / LEVELS < 6 ? (r.w - 2) / LEVELS : 6, x = r.x + 1;
    int after = x + each * (LEVELS - 1) + 3;
    char lo[16];
    (void)snprintf(lo, sizeof lo, "%s30", pen_symbol(p, "minus"));
    if (r.h < 2) {
        if (r.h == 1)
            draw_low_key(p, r, lo);
        return;
    }
    for (int i = 0; i < LEVELS * each; i++)
        put(p, x + i, r.y, i / each, i / each);
    if (each > 1)
        draw_numbers(p, x, r.y + 1, each);
    if (after + (int)sizeof title <= r.x + r.w)
        (void)pen_text(p, after, r.y + 1, -1, ROLE_AXIS, 0, title);
}

/* ---- words ---- */

static enum role role_of(enum flow_fate fate)
{
    return fate == FLOW_SURVIVES ? ROLE_GOOD : fate == FLOW_UNKNOWN ? ROLE_TEXT : ROLE_WARN;
}

static void paragraph(struct pen *p, struct rect *r, int hang, const struct run *runs, int n)
{
    int lines = text_paragraph(p, *r, 0, hang, runs, n);
    r->y += lines;
    r->h -= lines;
}

/* Where the last part of a sentence begins, with what parts it from the one before. NULL: it has
 * only one. */
static const char *last_part(const char *text)
{
    const char *at = strrchr(text, ';');
    return at ? at : strrchr(text, ',');
}

/* The chosen point; `apart`: in lines of their own. */
static void draw_point(const struct model *m, struct pen *p, bool apart, struct rect *r)
{
    const struct acts *acts = &app_settings(m->app)->map.acts;
    struct map_point at;
    struct str name, place, detail;
    str_init(&name);
    str_init(&place);
    str_init(&detail);
    frame_act_title(acts, 0, p, &name);
    bool known = map_words_point(m->app, &at);
    enum flow_fate fate = known ? flow_words_fate(at.ratio_log10) : FLOW_UNKNOWN;
    str_add(&place, apart ? "\n" : ", ");
    str_add(&detail, apart ? "\n" : ": ");
    if (known) {
        map_words_place(&at, &place);
        if (!map_words_is_own(m->app, &at))
            str_add(&place, " (nearest so far)");
        map_words_detail(&at, &detail);
        size_t before = detail.len;
        str_add(&detail, apart ? "\n" : "; ");
        if (!map_words_theory(&at, &detail))
            str_cut(&detail, before);
    }
    str_add(&place, apart ? "\n" : ": ");
    const struct run runs[] = {
        {name.data, ROLE_TITLE, ATTR_BOLD},
        {place.data, ROLE_TEXT, 0},
        {known ? flow_words_fate_name(fate) : "nothing has run yet", role_of(fate), ATTR_BOLD},
        {known ? detail.data : "", ROLE_TEXT, 0}};
    /* What there is no room for is left out whole, from the end. */
    const struct rect none = {0, 0, r->w, 0};
    const char *end = detail.data;
    while (known && end && text_paragraph(NULL, none, 0, 1, runs, 4) > r->h) {
        end = last_part(detail.data);
        if (end)
            str_cut(&detail, (size_t)(end - detail.data));
    }
    paragraph(p, r, 1, runs, 4);
    str_done(&detail);
    str_done(&place);
    str_done(&name);
}

/* What the marks mean, a line each. */
static void draw_marks(struct pen *p, struct rect r)
{
    const char *marks[][2] = {{pen_is_unicode(p) ? "\u2500" : "~", "that edge"},
                              {"\u2502", "1/1000, 1000: theory"},
                              {"x", "flow's stack"},
                              {"0", "exactly nothing"},
                              {"!", "overflow"}};
    int n = (int)(sizeof marks / sizeof marks[0]);
    for (int i = 0; i < n && i < r.h; i++) {
        (void)pen_text(p, r.x, r.y + i, 1, ROLE_TEXT, 0, marks[i][0]);
        (void)pen_text_cut(p, r.x + 2, r.y + i, r.w - 2, ROLE_DIM, 0, marks[i][1]);
    }
}

static void draw_edge(const struct model *m, struct pen *p, struct rect *r)
{
    struct str text;
    str_init(&text);
    map_words_edge(m->app, pen_symbol(p, "chi"), &text);
    const struct run edge = {text.data, ROLE_TEXT, 0};
    paragraph(p, r, 1, &edge, 1);
    str_done(&text);
}

void view_map_draw(const struct model *m, struct pen *p, const struct layout *l)
{
    const struct map *map = app_map(m->app);
    struct rect r = l->words;
    bool apart = r.h >= 12;
    if (app_map_problem(m->app)[0]) {
        const struct run run = {app_map_problem(m->app), ROLE_WARN, 0};
        (void)text_paragraph(p, l->panel[0], 0, 0, &run, 1);
        return;
    }
    if (map)
        draw_picture(m, p, l, map);
    draw_key(p, l->legend[0]);
    draw_point(m, p, apart, &r);
    r.y += apart;
    r.h -= apart;
    draw_edge(m, p, &r);
    if (apart)
        draw_marks(p, (struct rect){r.x, r.y + 1, r.w, r.h - 1});
}

void view_map_status(const struct model *m, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    const struct map *map = app_map(m->app);
    static const char *const points[MAP_COARSE + 1] = {
        [1] = "point", [2] = "2nd point", [4] = "4th point", [8] = "8th point"};
    char name[ACT_NAME];
    str_addf(out, "%s", settings_act_name(&s->map.acts, 0, name));
    if (map && map_stride(map) > 0)
        str_addf(out, "   running every %s, %.0f %%", points[map_stride(map)],
                 100 * map_progress(map));
    str_add(out, "   ");
    map_words_setup(s, out);
}

/* A click chooses a point, one on the chosen point goes into its network. */
bool view_map_click(const struct model *m, const struct pen *p, const struct layout *l,
                    const struct key *k, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    const struct map_spec spec = maps_spec(s);
    struct map_picture picture;
    int column, row, x, y;
    if (click_is_wheel(k)) {
        str_addf(out, "turn %d map.row", click_wheel_step(k));
        return true;
    }
    if (!click_is_drag(k) && k->code != KEY_CODE_CLICK)
        return false;
    map_picture_init(p, l, &spec, &picture);
    if (!map_picture_at(&picture, k->x, k->y, &column, &row))
        return false;
    map_picture_cell(&picture, s->map.column - 1, s->map.row - 1, &x, &y);
    if (k->code == KEY_CODE_CLICK && x == k->x && y == k->y)
        str_add(out, "open");
    else
        str_addf(out, "set map.column %d; set map.row %d", column + 1, row + 1);
    return true;
}
