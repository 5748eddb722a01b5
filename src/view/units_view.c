#include "view/units_view.h"

#include <math.h>

#include "base/mem.h"

static double value_of(const struct stack_unit *unit, int show)
{
    switch (show) {
    case UNITS_SHOW_ZERO:
        return unit->zero;
    case UNITS_SHOW_SATURATED:
        return unit->saturated;
    case UNITS_SHOW_DEAD:
        return stack_unit_is_dead(unit);
    default:
        return unit->a_rms;
    }
}

/* A mean and an rms being gathered. Squares are relative to the greatest value, for they may under-
 * and overflow. */
struct gather {
    double sum, squares, most;
    int units, dead;
};

static void add(struct gather *g, struct units_cell part)
{
    if (part.value > g->most) {
        double shrink = g->most / part.value;
        g->squares *= shrink * shrink;
        g->most = part.value;
    }
    double size = g->most > 0 ? part.value / g->most : part.value;
    g->squares += part.units * size * size;
    g->sum += part.units * part.value;
    g->units += part.units;
    g->dead += part.dead;
}

static struct units_cell settle(const struct gather *g, int show)
{
    bool rms = show == UNITS_SHOW_ACTIVITY && g->most > 0 && !isinf(g->most);
    double value = rms ? g->most * sqrt(g->squares / g->units) : g->sum / g->units;
    return (struct units_cell){value, g->dead, g->units};
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static struct units_cell cell_of(const struct units_view *v, int across, int down)
{
    const int from = units_view_layer(v, across), first = units_view_unit(v, down) - 1;
    const int to = least(from + v->l->layer_each, v->spec.layers + 1);
    const int end = least(first + v->l->unit_each, v->spec.width);
    struct gather g = {0};
    for (int l = from; l < to; l++) {
        const struct stack_unit *unit = stack_units_layer(v->units, l);
        for (int i = first; i < end; i++)
            add(&g,
                (struct units_cell){value_of(&unit[i], v->show), stack_unit_is_dead(&unit[i]), 1});
    }
    return settle(&g, v->show);
}

/* The cells, and the span of what they hold: from the weakest layer to the strongest cell, or
 * column. A weak unit alone does not stretch it. */
static void fill(struct units_view *v)
{
    const struct layout *l = v->l;
    double weakest = (double)INFINITY, greatest = 0, highest = 0;
    struct gather whole = {0};
    for (int x = 0; x < l->cells_across; x++) {
        struct gather column = {0};
        for (int y = 0; y < l->cells_down; y++) {
            struct units_cell *cell = &v->cell[y * l->cells_across + x];
            *cell = cell_of(v, x, y);
            add(&column, *cell);
            if (isfinite(cell->value))
                greatest = fmax(greatest, cell->value);
        }
        v->column[x] = settle(&column, v->show);
        if (v->column[x].value > 0)
            weakest = fmin(weakest, v->column[x].value);
        if (isfinite(v->column[x].value))
            highest = fmax(highest, v->column[x].value);
        add(&whole, v->column[x]);
    }
    v->whole = settle(&whole, v->show);
    if (v->show != UNITS_SHOW_ACTIVITY)
        return;
    v->scale = units_scale_sizes(weakest, greatest);
    v->bars = v->scale.log ? v->scale : units_scale_sizes(weakest, highest);
}

/* In one go: a deep stack has a million units, and every frame asks. */
static void find_means(struct units_view *v)
{
    double zero = 0, saturated = 0;
    long dead = 0;
    for (int l = 1; l <= v->spec.layers; l++) {
        const struct stack_unit *unit = stack_units_layer(v->units, l);
        for (int i = 0; i < v->spec.width; i++) {
            zero += unit[i].zero;
            saturated += unit[i].saturated;
            dead += stack_unit_is_dead(&unit[i]);
        }
    }
    double n = (double)v->spec.layers * v->spec.width;
    v->zero = zero / n;
    v->saturated = saturated / n;
    v->dead = dead;
}

void units_view_init(struct units_view *v, const struct model *m, const struct layout *l)
{
    const struct settings *s = app_settings(m->app);
    int act = s->flow.acts.focus;
    *v = (struct units_view){.app = m->app,
                             .l = l,
                             .act = act,
                             .show = s->units.show,
                             .spec = settings_spec(s, act),
                             .units = app_unit_stats(m->app, act),
                             .stack = app_unit_stack(m->app, act)};
    v->scale = v->bars = units_scale_percent();
    if (v->units)
        find_means(v);
    if (!v->units || l->cells_across <= 0 || l->cells_down <= 0)
        return;
    v->cell = mem_new((size_t)l->cells_across * (size_t)l->cells_down, sizeof *v->cell);
    v->column = mem_new((size_t)l->cells_across, sizeof *v->column);
    fill(v);
}

void units_view_done(struct units_view *v)
{
    mem_free(v->cell);
    mem_free(v->column);
}

int units_view_layer(const struct units_view *v, int across)
{
    return across * v->l->layer_each + 1;
}

int units_view_unit(const struct units_view *v, int down)
{
    return down * v->l->unit_each + 1;
}

bool units_view_chosen(const struct units_view *v, int *across, int *down)
{
    const struct units_settings *u = &app_settings(v->app)->units;
    if (u->layer < 1 || v->l->cells_across <= 0)
        return false;
    *across = (u->layer - 1) / v->l->layer_each;
    *down = (u->unit - 1) / v->l->unit_each;
    return *across < v->l->cells_across && *down < v->l->cells_down;
}
