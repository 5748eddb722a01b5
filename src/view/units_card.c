#include "view/units_card.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "draw/text.h"
#include "view/frame.h"
#include "view/units_marks.h"
#include "view/units_words.h"

static void say(struct pen *p, struct rect *r, const char *text)
{
    text_take(p, r, 0, &(const struct run){text, ROLE_TEXT, 0}, 1);
}

/* ---- histograms ---- */

/* Numbers of one unit: [n], and how they are counted. */
struct sample {
    const double *v;
    int n;
    double lo, hi;
};

static struct sample sample_of(const double *v, int n)
{
    struct sample s = {v, n, (double)INFINITY, -(double)INFINITY};
    for (int i = 0; i < n; i++) {
        if (!isfinite(v[i]))
            continue;
        s.lo = fmin(s.lo, v[i]);
        s.hi = fmax(s.hi, v[i]);
    }
    if (s.lo > s.hi)
        s.lo = s.hi = 0;
    if (!(s.hi - s.lo > 1e-9 * fabs(s.hi))) { /* all in the middle */
        double half = fmax(0.5, 0.5 * fabs(s.hi));
        s.lo = fmax(s.lo - half, -DBL_MAX);
        s.hi = fmin(s.hi + half, DBL_MAX);
    }
    return s;
}

/* Where a finite v lies: 0 at lo, 1 at hi. By halves, for hi - lo may be beyond a double. */
static double fraction_of(const struct sample *s, double v)
{
    return (v / 2 - s->lo / 2) / (s->hi / 2 - s->lo / 2);
}

static double middle(const struct sample *s, int bins, int i)
{
    double t = (i + 0.5) / bins;
    return s->lo * (1 - t) + s->hi * t;
}

/* Bars of r.h rows, the highest full. */
static void draw_bars(const struct sample *s, struct pen *p, struct rect r, enum role role)
{
    int count[CANVAS_MAX] = {0}, most = 1;
    for (int i = 0; i < s->n; i++) {
        if (!isfinite(s->v[i]))
            continue;
        int bin = (int)(fraction_of(s, s->v[i]) * r.w);
        bin = bin < 0 ? 0 : bin < r.w ? bin : r.w - 1;
        count[bin]++;
        most = count[bin] > most ? count[bin] : most;
    }
    for (int i = 0; i < r.w; i++)
        pen_column(p, r.x + i, r.y + r.h - 1, r.h, (double)count[i] / most, role, 0);
}

/* The numbers at both ends, and 0 where it lies between and there is room. */
static void draw_ends(const struct sample *s, struct pen *p, struct rect r)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    int left = pen_text(p, r.x, r.y, r.w, ROLE_AXIS, 0, fmt_short(lo, s->lo, 2));
    int right = pen_text_right(p, r.x + r.w, r.y, ROLE_AXIS, 0, fmt_short(hi, s->hi, 2));
    int zero = s->lo < 0 && s->hi > 0 ? (int)(fraction_of(s, 0) * r.w) : -1;
    if (zero > left && zero < r.w - right - 1)
        (void)pen_text(p, r.x + zero, r.y, 1, ROLE_AXIS, 0, "0");
}

/* The zone of a slope below saturated_below, as the line under the bars. */
static void draw_zone(const struct units_view *v, const struct sample *s, struct pen *p,
                      struct rect r)
{
    for (int i = 0; i < r.w; i++) {
        bool low = fabs(act_df(&v->spec.act, middle(s, r.w, i))) < v->spec.saturated_below;
        (void)pen_text(p, r.x + i, r.y, 1, low ? ROLE_WARN : ROLE_AXIS, 0, low ? "=" : "-");
    }
}

static struct rect take(struct rect *r, int h)
{
    struct rect top = {r->x, r->y, r->w, h};
    r->y += h;
    r->h -= h;
    return top;
}

/* Some air, where there are so many rows left. */
static void skip_row(struct rect *r, int least)
{
    if (r->h >= least)
        (void)take(r, 1);
}

static enum role role_of(const struct units_view *v)
{
    return (enum role)(ROLE_SERIES + v->act % ROLE_SERIES_MAX);
}

/* z over the batch, of `h` rows of bars and three more. */
static void draw_z(const struct units_view *v, struct pen *p, int h, struct rect *r)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    double z[STACK_BATCH_MAX];
    char below[FMT_SIZE];
    if (!v->stack || r->h < h + 3 || r->w > CANVAS_MAX)
        return;
    for (int b = 0; b < v->spec.batch; b++)
        z[b] = stack_z(v->stack, u->layer, u->unit - 1, b);
    struct sample s = sample_of(z, v->spec.batch);
    struct rect head = take(r, 1);
    int x = head.x + pen_text(p, head.x, head.y, head.w, ROLE_DIM, 0, "z, and ");
    x += pen_text(p, x, head.y, head.x + head.w - x, ROLE_WARN, 0, "=");
    (void)pen_textf(p, x, head.y, head.x + head.w - x, ROLE_DIM, 0, " where |f%s| < %s",
                    pen_symbol(p, "prime"), fmt_short(below, v->spec.saturated_below, 3));
    draw_bars(&s, p, take(r, h), role_of(v));
    draw_zone(v, &s, p, take(r, 1));
    draw_ends(&s, p, take(r, 1));
}

/* The weights that lead into it: numbers, and where they lie. */
static void draw_weights(const struct units_view *v, struct pen *p, int h, struct rect *r)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    double w[STACK_WIDTH_MAX];
    struct str text;
    if (!v->stack)
        return;
    const struct stack_incoming in = stack_incoming(v->stack, u->layer, u->unit - 1);
    str_init(&text);
    units_words_weights(&in, &text);
    say(p, r, text.data);
    str_done(&text);
    if (r->h < h + 1 || r->w > CANVAS_MAX || v->spec.width < 2)
        return;
    for (int i = 0; i < v->spec.width; i++)
        w[i] = stack_weight(v->stack, u->layer, u->unit - 1, i);
    struct sample s = sample_of(w, v->spec.width);
    draw_bars(&s, p, take(r, h), role_of(v));
    draw_ends(&s, p, take(r, 1));
}

/* ---- the chosen unit ---- */

/* In few rows, of which none is wasted: as many of its parts as are whole. */
static void draw_unit_low(const struct units_view *v, struct pen *p, struct rect r)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    const struct rect nowhere = {0, 0, r.w, 0};
    struct str text;
    str_init(&text);
    str_addf(&text, "Layer %d, unit %d, ", u->layer, u->unit);
    units_words_unit(v, pen_symbol(p, "prime"), &text);
    for (;;) {
        const struct run run = {text.data, ROLE_TEXT, 0};
        if (text_paragraph(p, nowhere, 0, 0, &run, 1) <= r.h)
            break;
        const char *comma = strrchr(text.data, ',');
        str_cut(&text, comma ? (size_t)(comma - text.data) : 0);
    }
    say(p, &r, text.data);
    str_done(&text);
}

static void draw_unit(const struct units_view *v, struct pen *p, struct rect r)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    const struct stack_unit *unit = &stack_units_layer(v->units, u->layer)[u->unit - 1];
    bool dead = stack_unit_is_dead(unit);
    char head[48];
    struct str text;
    (void)snprintf(head, sizeof head, "Layer %d, unit %d", u->layer, u->unit);
    text_take(p, &r, 0, &(const struct run){head, ROLE_TITLE, ATTR_BOLD}, 1);
    str_init(&text);
    units_words_life(unit, &v->spec, pen_symbol(p, "prime"), &text);
    const struct run life = {text.data, dead ? ROLE_WARN : ROLE_TEXT, dead ? ATTR_BOLD : 0};
    text_take(p, &r, 0, &life, 1);
    str_clear(&text);
    units_words_numbers(unit, pen_symbol(p, "prime"), &text);
    say(p, &r, text.data);
    str_done(&text);
    int bars = r.h >= 22 ? 5 : 3;
    skip_row(&r, 14);
    draw_z(v, p, bars, &r);
    skip_row(&r, 8);
    draw_weights(v, p, bars > 3 ? 4 : 2, &r);
    if (v->zero > 0 && r.h > UNITS_MARKS_LEAST) {
        skip_row(&r, 1);
        units_marks_draw(v, p, r);
    }
}

/* ---- the whole stack ---- */

static void draw_whole(const struct units_view *v, struct pen *p, struct rect r)
{
    char number[FMT_SIZE];
    struct str text;
    str_init(&text);
    units_words_means(v, &text);
    text_take(p, &r, 0, &(const struct run){"Over all layers", ROLE_TITLE, ATTR_BOLD}, 1);
    say(p, &r, text.data);
    str_clear(&text);
    if (v->show == UNITS_SHOW_ACTIVITY && v->cell) {
        str_addf(&text, "rms of a %s", fmt_short(number, v->whole.value, 3));
        if (v->scale.log)
            str_add(&text, "; signs and bars by powers of ten");
        say(p, &r, text.data);
        str_clear(&text);
    }
    units_words_why(v, &text);
    skip_row(&r, UNITS_MARKS_LEAST + 1);
    if (text.len)
        say(p, &r, text.data);
    str_done(&text);
    if (v->zero == 0)
        return;
    skip_row(&r, UNITS_MARKS_LEAST + 1);
    units_marks_draw(v, p, r);
}

void units_card_draw(const struct units_view *v, struct pen *p)
{
    const struct rect *r = &v->l->card;
    if (!v->units || r->w < 20 || r->h < 1)
        return;
    if (app_settings(v->app)->units.layer < 1)
        draw_whole(v, p, *r);
    else if (r->y <= v->l->body.y)
        draw_unit(v, p, *r);
    else
        draw_unit_low(v, p, *r);
}
