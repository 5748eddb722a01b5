#include "view/map_words.h"

#include <math.h>

#include "app/maps.h"
#include "num/decimal.h"
#include "view/flow_words.h"
#include "view/map_level.h"

enum { DIGITS = 3 };

bool map_words_point(const struct app *app, struct map_point *out)
{
    const struct map *map = app_map(app);
    const struct map_settings *s = &app_settings(app)->map;
    return map && map_at(map, s->column - 1, s->row - 1, out);
}

bool map_words_is_own(const struct app *app, const struct map_point *at)
{
    const struct map_settings *s = &app_settings(app)->map;
    const struct map_spec spec = maps_spec(app_settings(app));
    return at->layers == map_depth(&spec, s->column - 1) && at->gain == map_gain(&spec, s->row - 1);
}

void map_words_place(const struct map_point *at, struct str *out)
{
    char number[FMT_SIZE];
    str_addf(out, "%d layers, gain %s", at->layers, fmt_short(number, at->gain, DIGITS));
}

void map_words_detail(const struct map_point *at, struct str *out)
{
    char number[FMT_SIZE];
    switch (map_level(at)) {
    case MAP_LEVEL_NOTHING:
        str_addf(out, "layer %d gets exactly 0 itself, nothing to compare with", at->layers);
        return;
    case MAP_LEVEL_OVERFLOW:
        str_add(out, isnan(at->ratio_log10) ? "no number, an overflow or no memory"
                                            : "the gradient overflows on its way");
        return;
    case MAP_LEVEL_ZERO:
        str_add(out, "layer 1 gets exactly 0");
        return;
    default:
        str_addf(out, "layer 1 gets %s of layer %d's",
                 decimal_of_log10(number, at->ratio_log10, DIGITS), at->layers);
        str_addf(out, ", %s%s decades a layer", at->decades > 0 ? "+" : "",
                 fmt_short(number, at->decades, 2));
    }
}

bool map_words_theory(const struct map_point *at, struct str *out)
{
    char number[FMT_SIZE];
    if (isnan(at->theory_log10))
        return false;
    str_addf(out, "theory says %s", decimal_of_log10(number, at->theory_log10, DIGITS));
    return true;
}

/* Where chi passes through 1, or from what to what it jumps. */
static void add_edge(const struct map_edge *edge, const char *chi, struct str *out)
{
    const double steady = 1e-3;
    char gain[FMT_SIZE], below[FMT_SIZE], above[FMT_SIZE];
    (void)fmt_short(gain, edge->gain, DIGITS);
    if (fabs(edge->above - edge->below) < steady)
        str_addf(out, "%s is 1 at gain %s", chi, gain);
    else
        str_addf(out, "%s jumps from %s to %s at gain %s", chi,
                 fmt_short(below, edge->below, DIGITS),
                 isnan(edge->above) ? "no number" : fmt_short(above, edge->above, DIGITS), gain);
}

/* There is none. */
static void add_side(const struct map_edges *x, const char *chi, struct str *out)
{
    const char *where = x->unknown ? " where it is known" : "";
    if (x->lowest < 1 && x->highest > 1)
        str_addf(out, "%s is 1 at no gain%s: theory sees no edge", chi, where);
    else
        str_addf(out, "%s is %s 1 at every gain%s: theory sees no edge", chi,
                 x->highest < 1 ? "below" : "above", where);
}

void map_words_edge(const struct app *app, const char *chi, struct str *out)
{
    const struct map_edges *x = app_map_edges(app);
    if (!x || !x->known || x->unknown == MAP_GAINS) {
        str_add(out, "theory knows no edge here");
        return;
    }
    if (x->n == 0 && x->k < MAP_GAINS) {
        str_add(out, "theory's edge is being looked for");
        return;
    }
    if (x->n == 0) {
        add_side(x, chi, out);
        return;
    }
    for (int i = 0; i < x->n; i++) {
        if (i > 0)
            str_add(out, " and ");
        add_edge(&x->edge[i], chi, out);
    }
    str_add(out, x->n > 1 ? ": theory's edges" : ": theory's edge");
}

static void add_option(const struct settings *s, const char *before, const char *name,
                       struct str *out)
{
    struct option_ref ref;
    str_add(out, before);
    if (option_find(s, SCREEN_FLOW, name, &ref, NULL))
        option_text(s, &ref, out);
}

void map_words_setup(const struct settings *s, struct str *out)
{
    const struct flow_settings *flow = &s->flow;
    str_addf(out, "width %d, batch %d, ", flow->width, flow->batch);
    add_option(s, "", "init", out);
    if (flow->dist != STACK_DIST_NORMAL)
        str_add(out, " uniform");
    if (flow->bias != 0)
        add_option(s, ", bias ", "flow.bias", out);
    if (flow->residual)
        str_add(out, ", residual");
    if (flow->norm != STACK_NORM_NONE)
        add_option(s, ", norm ", "flow.norm", out);
    if (flow->precision != ROUND_F64)
        add_option(s, ", ", "flow.precision", out);
    str_addf(out, ", seed %.0f", isnan(flow->seed) ? s->seed : flow->seed);
}

static void say_point(const struct app *app, struct str *out)
{
    struct map_point at;
    if (!map_words_point(app, &at)) {
        str_add(out, "No stack has run yet.");
        return;
    }
    str_add(out, "With ");
    map_words_place(&at, out);
    str_addf(out, " the gradient %s: ", flow_words_fate_name(flow_words_fate(at.ratio_log10)));
    map_words_detail(&at, out);
    size_t before = out->len;
    str_add(out, "; ");
    if (!map_words_theory(&at, out))
        str_cut(out, before);
    str_add_char(out, '.');
}

void map_words_say(const struct app *app, struct str *out)
{
    const struct settings *s = app_settings(app);
    const struct map *map = app_map(app);
    char name[ACT_NAME], lo[FMT_SIZE], hi[FMT_SIZE];
    if (!map) {
        str_addf(out, "There is no map: %s. Fewer layers or a smaller width may help.",
                 app_map_problem(app)[0] ? app_map_problem(app) : "nothing has run yet");
        return;
    }
    str_addf(
        out,
        "The map shows what part of the last layer's gradient reaches the first in stacks of %s, ",
        settings_act_name(&s->flow.acts, s->flow.acts.focus, name));
    str_addf(out, "2 to %d layers deep with gains from %s to %s (", s->map.layers,
             fmt_short(lo, s->map.gain[0], DIGITS), fmt_short(hi, s->map.gain[1], DIGITS));
    map_words_setup(s, out);
    str_add(out, "); ");
    map_words_edge(app, "chi", out);
    if (map_progress(map) < 1)
        str_addf(out, ", %.0f %% has run", 100 * map_progress(map));
    str_add(out, ". ");
    say_point(app, out);
}
