/* What a click, a drag or the wheel means, as a command. */
#include <math.h>

#include "base/fmt.h"
#include "lesson/lesson.h"
#include "view/flow_bars.h"
#include "view/knobs.h"
#include "view/layout.h"
#include "view/view_lessons.h"
#include "view/plot_panel.h"
#include "view/view_table.h"

static bool is_wheel(const struct key *k)
{
    return k->code == KEY_CODE_WHEEL_UP || k->code == KEY_CODE_WHEEL_DOWN;
}

static int wheel_step(const struct key *k)
{
    return k->code == KEY_CODE_WHEEL_UP ? 1 : -1;
}

static bool is_press(const struct key *k)
{
    return k->code == KEY_CODE_CLICK || k->code == KEY_CODE_DRAG;
}

/* The roundest number within half of `reach` of v. */
static double round_near(double v, double reach)
{
    static const double mantissas[] = {5, 2.5, 2, 1};
    if (!(reach > 0) || !isfinite(v))
        return v;
    double power = pow(10, floor(log10(reach)));
    for (size_t i = 0; i < sizeof mantissas / sizeof mantissas[0]; i++) {
        double step = mantissas[i] * power;
        if (step <= reach) {
            double rounded = rint(v / step) * step;
            return rint(rounded * 1e12) / 1e12; /* 0.30000000000000004 is 0.3 */
        }
    }
    return v;
}

/* ---- plot ---- */

/* The x under a cell, as round as the dots allow. */
static double x_under(const struct pen *p, const struct space *space, int cell)
{
    int dots = space->box.w * pen_dots_across(p);
    return round_near(pen_data_x(p, space, cell),
                      (space->x1 - space->x0) / (dots > 1 ? dots - 1 : 1));
}

static bool click_plot(const struct model *m, const struct pen *p, const struct layout *l,
                       const struct key *k, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    char number[FMT_SIZE], name[ACT_NAME];
    for (int i = 0; i < s->plot.acts.n; i++) {
        if (k->code == KEY_CODE_CLICK && layout_hit(l->legend[i], k->x, k->y)) {
            str_addf(out, "focus %s", settings_act_id(&s->plot.acts, i, name));
            return true;
        }
    }
    for (int i = 0; i < l->panels; i++) {
        struct plot_panel panel;
        plot_panel_init(s, l, i, &panel);
        if (!layout_hit(panel.space.box, k->x, k->y))
            continue;
        fmt_exact(number, x_under(p, &panel.space, k->x));
        if (is_wheel(k))
            str_addf(out, "zoom %s %s", wheel_step(k) > 0 ? "1.25" : "0.8", number);
        else if (is_press(k))
            str_addf(out, "cursor %s", number);
        return out->len > 0;
    }
    return false;
}

/* ---- knobs ---- */

/* The value at which a slider stands at `fraction`, found by halving: the scale is app's matter. */
static double value_at(const struct settings *s, const struct option_ref *ref, double fraction)
{
    struct settings trial = *s;
    const struct act_param *param = ref->row ? NULL
                                             : &settings_acts_const(s, (enum screen)ref->screen)
                                                    ->use[ref->act]
                                                    .act->param[ref->param];
    double lo = fmax(ref->row ? ref->row->min : param->min, -1e6);
    double hi = fmin(ref->row ? ref->row->max : param->max, 1e6);
    bool whole = ref->row && ref->row->type == OPTION_INT;
    for (int i = 0; i < 60; i++) {
        double v = lo + (hi - lo) / 2;
        if (!option_set_number(&trial, ref, whole ? floor(v) : v, NULL))
            break;
        if (option_fraction(&trial, ref) < fraction)
            lo = v;
        else
            hi = v;
    }
    double step = option_step(s, ref);
    double rounded = step > 0 ? rint(hi / step) * step : hi;
    return whole ? rint(hi) : rint(rounded * 1e9) / 1e9;
}

static bool click_knob(const struct model *m, const struct layout *l, const struct key *k,
                       struct str *out)
{
    const struct settings *s = app_settings(m->app);
    int chosen = s->screen == SCREEN_FLOW ? s->flow.param : s->plot.param;
    for (int i = 0; i < l->knobs; i++) {
        if (!layout_hit(l->knob[i], k->x, k->y))
            continue;
        struct rect bar = knobs_slider(l, i);
        if (is_wheel(k)) {
            str_addf(out, "turn %d ", wheel_step(k));
            option_name(s, &l->ref[i], out);
        } else if (is_press(k) && layout_hit(bar, k->x, k->y)) {
            char number[FMT_SIZE];
            double fraction = bar.w > 1 ? (k->x - bar.x) / (double)(bar.w - 1) : 0;
            str_add(out, "set ");
            option_name(s, &l->ref[i], out);
            str_addf(out, " %s", fmt_exact(number, value_at(s, &l->ref[i], fraction)));
        } else if (k->code == KEY_CODE_CLICK && i == chosen && option_is_wordy(&l->ref[i])) {
            str_add(out, "toggle ");
            option_name(s, &l->ref[i], out);
        } else if (k->code == KEY_CODE_CLICK && i != chosen) {
            str_addf(out, "choose %d", i - chosen);
        }
        return out->len > 0;
    }
    return false;
}

/* ---- the other screens ---- */

static bool click_flow(const struct model *m, const struct layout *l, const struct key *k,
                       struct str *out)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    char name[ACT_NAME];
    for (int i = 0; i < flow->acts.n && i < FLOW_ACTS_MAX; i++) {
        if (!layout_hit(l->stack[i], k->x, k->y) || !is_press(k))
            continue;
        int layer = flow_bars_layer_at(m, l, i, k->x, k->y);
        if (layer > 0) /* as if the gradient had just arrived there */
            str_addf(out, "rewind %d", 2 * flow->layers - layer + 1);
        else if (k->code == KEY_CODE_CLICK)
            str_addf(out, "focus %s", settings_act_id(&flow->acts, i, name));
        return out->len > 0;
    }
    return false;
}

/* A click on a head sorts, once more turns the order round; on a row chooses, once more plots. */
static bool click_table(const struct model *m, const struct pen *p, const struct layout *l,
                        const struct key *k, struct str *out)
{
    const struct table_settings *s = &app_settings(m->app)->table;
    if (is_wheel(k)) {
        str_addf(out, "turn %d choice", -wheel_step(k));
        return true;
    }
    if (k->code != KEY_CODE_CLICK || !layout_hit(l->table, k->x, k->y))
        return false;
    const char *head = view_table_head_at(m, p, l, k->x, k->y);
    int number = view_table_row_at(m, l, k->y);
    bool sorted = head && view_table_order(s) && str_is(view_table_order(s), head);
    if (sorted)
        str_add(out, "toggle reverse");
    else if (head)
        str_addf(out, "set sort %s", head);
    else if (number && number == s->choice)
        str_add(out, "open");
    else if (number)
        str_addf(out, "set choice %d", number);
    return out->len > 0;
}

static bool click_lessons(const struct model *m, const struct layout *l, const struct key *k,
                          struct str *out)
{
    if (is_wheel(k)) {
        str_addf(out, "turn %d choice", -wheel_step(k));
        return true;
    }
    int number = view_lessons_at(m, l, k->y);
    if (number == 0 || k->code != KEY_CODE_CLICK || !layout_hit(l->body, k->x, k->y))
        return false;
    if (number == app_settings(m->app)->lesson_choice)
        str_add(out, "lesson"); /* the chosen one: a name may be that of a file, so anything */
    else
        str_addf(out, "set choice %d", number);
    return true;
}

static bool click_tabs(const struct layout *l, const struct key *k, struct str *out)
{
    for (int i = 0; i < SCREEN_COUNT; i++) {
        if (k->code == KEY_CODE_CLICK && layout_hit(l->tab[i], k->x, k->y)) {
            str_add(out, screen_names[i]);
            return true;
        }
    }
    return false;
}

bool view_click(const struct model *m, const struct pen *pen, const struct key *mouse,
                struct str *command)
{
    struct layout l;
    layout_init(&l, m, pen_width(pen), pen_height(pen));
    if (l.tiny)
        return false;
    if (click_tabs(&l, mouse, command))
        return true;
    if (layout_hit(l.narration, mouse->x, mouse->y)) {
        if (is_wheel(mouse))
            str_addf(command, "scroll %d", -3 * wheel_step(mouse));
        return is_wheel(mouse);
    }
    if (click_knob(m, &l, mouse, command))
        return true;
    switch (app_settings(m->app)->screen) {
    case SCREEN_PLOT:
        return click_plot(m, pen, &l, mouse, command);
    case SCREEN_FLOW:
        return click_flow(m, &l, mouse, command);
    case SCREEN_TABLE:
        return click_table(m, pen, &l, mouse, command);
    case SCREEN_LESSONS:
        return click_lessons(m, &l, mouse, command);
    default:
        if (is_wheel(mouse))
            str_addf(command, "turn %d scroll", -3 * wheel_step(mouse));
        return is_wheel(mouse);
    }
}
