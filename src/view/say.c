/* The screen in two sentences: what is shown, and what the numbers are. For people who cannot see
 * it, for notes, and for tests. ASCII, so that any reader can speak it. */
#include <math.h>
#include <stdio.h>

#include "base/fmt.h"
#include "app/units.h"
#include "lesson/lesson.h"
#include "view/fact_words.h"
#include "view/flow_step.h"
#include "view/flow_verdict.h"
#include "view/flow_words.h"
#include "view/map_words.h"
#include "view/units_words.h"
#include "view/view.h"
#include "view/view_plot.h"
#include "view/view_table.h"
#include "view/plot_peak.h"
#include "view/plot_readout.h"
#include "view/plot_hist.h"
#include "view/plot_zone.h"

enum { DIGITS = 4 };

/* "a, b and c": what goes before the i-th of n. */
static const char *join(int i, int n)
{
    return i == 0 ? "" : i == n - 1 ? " and " : ", ";
}

static void add_names(const struct acts *acts, struct str *out)
{
    for (int i = 0; i < acts->n; i++) {
        char name[ACT_NAME], number[FMT_SIZE];
        const struct act_use *use = &acts->use[i];
        str_addf(out, "%s%s", join(i, acts->n), settings_act_name(acts, i, name));
        for (int k = 0; k < act_params(use->act); k++)
            str_addf(out, "%s%s %s", k ? ", " : " with ", use->act->param[k].name,
                     fmt_short(number, use->param[k], DIGITS));
    }
}

/* ---- plot ---- */

static void add_extent(const struct act_use *use, int order, const double range[2], struct str *out)
{
    double lo = (double)INFINITY, hi = -(double)INFINITY;
    char low[FMT_SIZE], high[FMT_SIZE];
    const struct scale even = {SCALE_LINEAR, 0};
    plot_peak_widen(use, order, &even, range[0], range[1], &lo, &hi);
    if (lo > hi)
        str_add(out, "has no finite value");
    else
        str_addf(out, "from %s to %s", fmt_short(low, lo, DIGITS), fmt_short(high, hi, DIGITS));
}

/* Of the focused function: where it is flat, and where the units of its stack are. */
static void add_units(const struct app *app, struct str *out)
{
    enum { PLACES = 1024 };
    const struct settings *s = app_settings(app);
    const struct plot_settings *plot = &s->plot;
    const struct space space = {.x0 = plot->range[0], .x1 = plot->range[1]};
    char name[ACT_NAME];
    if (plot->zones || (plot->hist && app_units(app)))
        str_addf(out, "; %s: ", settings_act_name(&plot->acts, plot->acts.focus, name));
    if (plot->zones)
        plot_zone_words(s, &space, PLACES, "'", out);
    if (plot->zones && plot->hist && app_units(app))
        str_add(out, "; ");
    if (plot->hist)
        plot_hist_words(app, plot->range[0], plot->range[1], "'", out);
}

static void say_plot(const struct app *app, struct str *out)
{
    const struct settings *s = app_settings(app);
    const struct plot_settings *plot = &s->plot;
    char lo[FMT_SIZE], hi[FMT_SIZE], value[FMT_SIZE], slope[FMT_SIZE], name[ACT_NAME];
    str_add(out, "The plot shows ");
    add_names(&plot->acts, out);
    str_addf(out, "%s for x from %s to %s. ",
             plot->df && plot->d2f ? " with f' and f''"
             : plot->df            ? " with f'"
             : plot->d2f           ? " with f''"
                                   : "",
             fmt_short(lo, plot->range[0], DIGITS), fmt_short(hi, plot->range[1], DIGITS));
    if (plot->cursor_on)
        str_addf(out, "At x = %s ", fmt_short(value, plot->cursor, DIGITS));
    for (int i = 0; i < plot->acts.n; i++) {
        const struct act_use *use = &plot->acts.use[i];
        str_addf(out, "%s%s ", join(i, plot->acts.n), settings_act_name(&plot->acts, i, name));
        if (plot->cursor_on) {
            str_addf(out, "is %s with slope %s", fmt_short(value, act_f(use, plot->cursor), DIGITS),
                     fmt_short(slope, act_df(use, plot->cursor), DIGITS));
            plot_readout_say(plot, i, out);
            continue;
        }
        str_add(out, "goes ");
        add_extent(use, 0, plot->range, out);
        str_add(out, ", its slope ");
        add_extent(use, 1, plot->range, out);
    }
    add_units(app, out);
    str_add(out, ".");
}

/* ---- flow ---- */

/* Where the animation is. */
static void add_playhead(const struct flow_settings *flow, struct str *out)
{
    int done = (int)floor(flow->playhead), layers = flow->layers;
    const char *stands = flow->playing ? "" : ", paused";
    if (done == 0)
        str_addf(out, "Ready to run%s. ", stands);
    else if (done < layers)
        str_addf(out, "On the way forward, at layer %d of %d%s. ", done, layers, stands);
    else if (flow->playhead == layers)
        str_addf(out, "The last layer, %d, is reached%s. ", layers, stands);
    else if (done < 2 * layers)
        str_addf(out, "The gradient is on its way back, at layer %d of %d%s. ",
                 2 * layers - (int)ceil(flow->playhead) + 1, layers, stands);
}

/* What is seen of a stack while the animation is on its way: the number that moves, on its way back
 * with its factors. */
static void add_moving(const struct flow_settings *flow, const struct stack_result *r,
                       struct str *out)
{
    char number[FMT_SIZE];
    struct flow_step step;
    int done = (int)floor(flow->playhead);
    if (flow_step_of(flow, r, &step))
        flow_step_words(&step, NULL, out);
    else if (done == 0)
        str_add(out, "computed");
    else
        str_addf(out, "a%d has rms %s", done, fmt_short(number, r->layer[done - 1].a_rms, 3));
}

static void add_verdict(const struct flow_settings *flow, int i, const struct stack_result *r,
                        struct str *out)
{
    struct flow_verdict verdict;
    flow_verdict_init(&verdict, flow, i, r, NULL, FLOW_ALL, false);
    str_addf(out, "%s%s", verdict.headline.data, verdict.detail.data);
    flow_verdict_done(&verdict);
}

static void say_flow(const struct app *app, struct str *out)
{
    const struct settings *s = app_settings(app);
    const struct flow_settings *flow = &s->flow;
    char name[ACT_NAME];
    str_addf(out, "%d stack%s of ", flow->acts.n, flow->acts.n == 1 ? "" : "s");
    add_names(&flow->acts, out);
    str_add(out, ": ");
    flow_words_setup(s, out);
    str_add(out, ". ");
    add_playhead(flow, out);
    for (int i = 0; i < flow->acts.n; i++) {
        const struct stack_result *r = app_flow(app, i);
        str_addf(out, "%s%s: ", i ? ". " : "", settings_act_name(&flow->acts, i, name));
        if (!r)
            str_addf(out, "computing, %.0f %%", 100 * app_flow_progress(app, i));
        else if (flow->playhead < 2.0 * flow->layers)
            add_moving(flow, r, out);
        else
            add_verdict(flow, i, r, out);
    }
    str_add(out, ".");
}

/* ---- table ---- */

static void say_table(const struct model *m, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    struct act_use use[TABLE_ROWS];
    const char *order = view_table_order(&s->table);
    char name[ACT_NAME];
    int n = app_table(m->app, use), all = 0, choice = s->table.choice;
    while (act_at(&s->names, all))
        all++;
    str_addf(out, "The table shows %d of %d functions%s%s", n, all,
             s->table.filter[0] ? " with " : "", s->table.filter);
    if (order)
        str_addf(out, ", by %s, %s first", order, s->table.reverse ? "largest" : "smallest");
    str_add(out, ". ");
    if (choice < 1 || choice > n) {
        str_add(out, "None is chosen.");
        return;
    }
    const struct act_facts *facts = app_facts(m->app, &use[choice - 1]);
    str_addf(out, "Chosen is number %d, %s", choice, act_label(use[choice - 1].act, name));
    if (!facts) {
        str_add(out, ", which is being measured.");
        return;
    }
    str_add(out, ": range ");
    fact_words_range(&use[choice - 1], facts, NULL, out);
    str_add(out, "; slope ");
    fact_words_slope(&use[choice - 1], facts, NULL, out);
    str_add(out, "; ");
    fact_words_moments(&use[choice - 1], facts, NULL, out);
    str_add(out, ".");
}

/* ---- lessons and help ---- */

static void say_lessons(const struct model *m, struct str *out)
{
    int n = m->lesson ? lesson_count(m->lesson) : 0;
    int choice = app_settings(m->app)->lesson_choice;
    str_addf(out, "The list of lessons has %d entr%s. ", n, n == 1 ? "y" : "ies");
    if (choice >= 1 && choice <= n)
        str_addf(out, "Chosen is number %d, %s.", choice,
                 lesson_entry(m->lesson, choice - 1)->title);
    else
        str_add(out, "None is chosen.");
}

static void say_help(const struct settings *s, struct str *out)
{
    str_addf(out, "Help on %s is shown. ",
             s->help.topic[0] ? s->help.topic : screen_names[s->help.from]);
    str_addf(out, "It leads back to the %s screen.", screen_names[s->help.from]);
}

void view_say(const struct model *m, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    if (s->screen == SCREEN_PLOT)
        say_plot(m->app, out);
    else if (s->screen == SCREEN_FLOW)
        say_flow(m->app, out);
    else if (s->screen == SCREEN_UNITS)
        units_words_say(m->app, out);
    else if (s->screen == SCREEN_MAP)
        map_words_say(m->app, out);
    else if (s->screen == SCREEN_TABLE)
        say_table(m, out);
    else if (s->screen == SCREEN_LESSONS)
        say_lessons(m, out);
    else
        say_help(s, out);
}
