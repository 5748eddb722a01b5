#include "app/maps.h"

#include <math.h>

#include "app/impl.h"
#include "base/fmt.h"
#include "num/elem.h"

/* What the deepest stack of a map may take. */
#define MAP_BYTES ((size_t)1 << 30)

void maps_done(struct maps *m)
{
    map_free(m->map);
}

struct map_spec maps_spec(const struct settings *s)
{
    struct map_spec spec = {.stack = settings_spec(s, s->flow.acts.focus)};
    spec.stack.layers = s->map.layers;
    spec.stack.gain = 1; /* one map, wherever the flow screen is on it */
    spec.gain[0] = s->map.gain[0];
    spec.gain[1] = s->map.gain[1];
    return spec;
}

bool maps_check(const struct settings *s, struct err *e)
{
    const struct map_spec spec = maps_spec(s);
    char need[FMT_SIZE];
    if (spec.stack.mode == STACK_CHAIN)
        return err_set(e,
                       "a map is of real layers: a chain (mode=chain) has neither width nor gain; "
                       "mode=mlp makes layers of it");
    if (!stack_check(&spec.stack, e))
        return false;
    size_t bytes = stack_bytes(&spec.stack);
    return bytes <= MAP_BYTES ||
           err_set(e,
                   "a stack of %d layers of width %d takes %s GB, at most 1 GB is used for a map; "
                   "lower layers, width or batch",
                   spec.stack.layers, spec.stack.width, fmt_short(need, (double)bytes / 1e9, 3));
}

/* ---- places ---- */

int maps_column(const struct map_spec *spec, double layers)
{
    int best = 0;
    for (int i = 1; i < MAP_DEPTHS; i++)
        if (fabs(map_depth(spec, i) - layers) < fabs(map_depth(spec, best) - layers))
            best = i;
    return best;
}

int maps_row(const struct map_spec *spec, double gain)
{
    double lo = elem_log(spec->gain[0]), hi = elem_log(spec->gain[1]);
    double place = floor((elem_log(gain) - lo) / (hi - lo) * (MAP_GAINS - 1) + 0.5);
    return place >= MAP_GAINS - 1 ? MAP_GAINS - 1 : place > 0 ? (int)place : 0;
}

/* ---- the edge ---- */

static double chi_at(const struct app *app, const struct map_spec *spec, double gain)
{
    struct stack_spec stack = spec->stack;
    stack.gain = gain;
    return measure_fixed(app->kernel, &stack.act, theory_weight_variance(&stack),
                         stack.bias * stack.bias)
        .chi;
}

/* Skips and norms have no such fixed point. */
static void start_edges(struct app *app, const struct map_spec *spec)
{
    struct theory theory;
    theory_init(&theory, &spec->stack, app->kernel);
    app->maps.edges = (struct map_edges){.known = theory.known && !spec->stack.residual &&
                                                  spec->stack.norm == STACK_NORM_NONE,
                                         .lowest = (double)INFINITY,
                                         .highest = -(double)INFINITY,
                                         .chi = (double)NAN};
}

/* -1, 0, 1: chi is below 1, 1 but for rounding, above. Of nan 0. */
static int side_of(double chi)
{
    const double rounding = 1e-12;
    return chi < 1 - rounding ? -1 : chi > 1 + rounding;
}

static void add_edge(struct map_edges *x, double gain, double below, double above)
{
    x->edge[x->n++] = (struct map_edge){gain, below, above};
    x->lo = 0;
}

/* Halves the stretch in which an edge lies. */
static void narrow(struct app *app, const struct map_spec *spec)
{
    struct map_edges *x = &app->maps.edges;
    double middle = x->lo + (x->hi - x->lo) / 2, chi = chi_at(app, spec, middle);
    bool low = side_of(chi) == side_of(x->chi_lo);
    *(low ? &x->lo : &x->hi) = middle;
    *(low ? &x->chi_lo : &x->chi_hi) = chi;
    if (x->hi - x->lo <= 1e-6 * x->hi)
        add_edge(x, x->lo + (x->hi - x->lo) / 2, x->chi_lo, x->chi_hi);
}

/* chi at the next gain of the map. */
static void look(struct app *app, const struct map_spec *spec)
{
    struct map_edges *x = &app->maps.edges;
    const double gain = map_gain(spec, x->k), before = x->chi;
    x->chi = chi_at(app, spec, gain);
    if (isnan(x->chi)) {
        x->unknown++;
    } else {
        x->lowest = fmin(x->lowest, x->chi);
        x->highest = fmax(x->highest, x->chi);
        if (side_of(x->chi) == 0)
            add_edge(x, gain, x->chi, x->chi);
    }
    if (side_of(before) * side_of(x->chi) < 0) {
        x->lo = map_gain(spec, x->k - 1);
        x->hi = gain;
        x->chi_lo = before;
        x->chi_hi = x->chi;
    }
    x->k++;
}

/* One slice: chi at one gain. True while there is more. */
static bool step_edges(struct app *app, const struct map_spec *spec)
{
    struct map_edges *x = &app->maps.edges;
    if (!x->known || x->n == MAP_EDGES || (x->k == MAP_GAINS && x->lo == 0))
        return false;
    if (x->lo > 0)
        narrow(app, spec);
    else
        look(app, spec);
    return true;
}

/* ---- the map ---- */

static bool is_current(const struct app *app)
{
    const struct map_spec spec = maps_spec(&app->settings);
    const struct map_spec *own = app->maps.map ? map_spec(app->maps.map) : NULL;
    return own && nets_same_spec(&own->stack, &spec.stack) && own->gain[0] == spec.gain[0] &&
           own->gain[1] == spec.gain[1];
}

static bool renew(struct app *app, struct err *e)
{
    struct maps *m = &app->maps;
    const struct map_spec spec = maps_spec(&app->settings);
    if (is_current(app))
        return true;
    map_free(m->map);
    m->map = maps_check(&app->settings, e) ? map_new(&spec, app->kernel, app->nets.cache, e) : NULL;
    if (m->map)
        start_edges(app, &spec);
    return m->map != NULL;
}

bool maps_work(struct app *app, double budget)
{
    struct maps *m = &app->maps;
    struct err e = {0};
    if (app->settings.screen != SCREEN_MAP)
        return false;
    bool begun = is_current(app), left = renew(app, &e), worked = false;
    double start = app_now(app);
    while (left && (budget < 0 || app_now(app) - start < budget)) {
        bool edges = step_edges(app, map_spec(m->map));
        bool points = map_step(m->map);
        left = edges || points;
        worked = true;
    }
    bool changed = !begun || !str_is(m->problem, e.text);
    (void)str_copy(m->problem, sizeof m->problem, e.text);
    if (worked && (left || changed || map_stride(m->map) == 0))
        changed = true;
    if (changed)
        app_effect(app, EFFECT_DRAW);
    return left;
}

void app_map_forget(struct app *app)
{
    map_free(app->maps.map);
    app->maps = (struct maps){0};
}

const struct map *app_map(const struct app *app)
{
    return is_current(app) ? app->maps.map : NULL;
}

const struct map_edges *app_map_edges(const struct app *app)
{
    return is_current(app) ? &app->maps.edges : NULL;
}

const char *app_map_problem(const struct app *app)
{
    return app->maps.problem;
}
