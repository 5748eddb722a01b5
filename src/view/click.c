/* What a click, a drag or the wheel means, as a command. */
#include "lesson/lesson.h"
#include "view/click_impl.h"
#include "view/flow_bars.h"
#include "view/view_lessons.h"
#include "view/view_map.h"
#include "view/units_grid.h"
#include "view/view_table.h"
#include "view/act_card.h"

static bool click_flow(const struct model *m, const struct layout *l, const struct key *k,
                       struct str *out)
{
    const struct flow_settings *flow = &app_settings(m->app)->flow;
    char name[ACT_NAME];
    for (int i = 0; i < flow->acts.n && i < FLOW_ACTS_MAX; i++) {
        bool drags = click_is_drag(k);
        if (!layout_hit(l->stack[i], drags ? k->from_x : k->x, drags ? k->from_y : k->y) ||
            !(drags || k->code == KEY_CODE_CLICK))
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

/* A click chooses a unit, a double click plots it; the wheel goes through the units. */
static bool click_units(const struct model *m, const struct layout *l, const struct key *k,
                        struct str *out)
{
    int layer, unit;
    if (click_is_wheel(k)) {
        str_addf(out, "turn %d units.unit", -click_wheel_step(k));
        return true;
    }
    if (!units_grid_at(m, l, k->x, k->y, &layer, &unit))
        return false;
    if (click_is_double(k))
        str_add(out, "open");
    else if (click_is_drag(k) || k->code == KEY_CODE_CLICK)
        str_addf(out, "units layer=%d unit=%d", layer, unit);
    return out->len > 0;
}

/* A click on a head sorts, once more turns the order round; on a row chooses, a double one plots.
 */
static bool click_table(const struct model *m, const struct pen *p, const struct layout *l,
                        const struct key *k, struct str *out)
{
    const struct table_settings *s = &app_settings(m->app)->table;
    if (click_is_wheel(k)) {
        str_addf(out, "turn %d choice", -click_wheel_step(k));
        return true;
    }
    if (!layout_hit(l->table, k->x, k->y))
        return false;
    const char *head = view_table_head_at(m, p, l, k->x, k->y);
    int number = view_table_row_at(m, l, k->y);
    if (click_is_double(k) && number && number == s->choice)
        str_add(out, "open");
    if (k->code != KEY_CODE_CLICK)
        return out->len > 0;
    bool sorted = head && view_table_order(s) && str_is(view_table_order(s), head);
    if (sorted)
        str_add(out, "toggle reverse");
    else if (head)
        str_addf(out, "set sort %s", head);
    else if (number)
        str_addf(out, "set choice %d", number);
    return out->len > 0;
}

static bool click_lessons(const struct model *m, const struct layout *l, const struct key *k,
                          struct str *out)
{
    if (click_is_wheel(k)) {
        str_addf(out, "turn %d choice", -click_wheel_step(k));
        return true;
    }
    int number = view_lessons_at(m, l, k->y);
    if (number == 0 || !layout_hit(l->body, k->x, k->y))
        return false;
    if (click_is_double(k) && number == app_settings(m->app)->lesson_choice)
        str_add(out, "lesson"); /* the chosen one: a name may be that of a file, so anything */
    else if (k->code == KEY_CODE_CLICK)
        str_addf(out, "set choice %d", number);
    return out->len > 0;
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
        if (click_is_wheel(mouse))
            str_addf(command, "scroll %d", -3 * click_wheel_step(mouse));
        return click_is_wheel(mouse);
    }
    if (click_knob(m, &l, mouse, command))
        return true;
    switch (app_settings(m->app)->screen) {
    case SCREEN_PLOT:
        return click_plot(m, pen, &l, mouse, command);
    case SCREEN_FLOW:
        return click_flow(m, &l, mouse, command);
    case SCREEN_UNITS:
        return click_units(m, &l, mouse, command);
    case SCREEN_MAP:
        return view_map_click(m, pen, &l, mouse, command);
    case SCREEN_TABLE:
        return click_table(m, pen, &l, mouse, command);
    case SCREEN_LESSONS:
        return click_lessons(m, &l, mouse, command);
    default:
        if (click_is_wheel(mouse))
            str_addf(command, "turn %d scroll", -3 * click_wheel_step(mouse));
        return click_is_wheel(mouse);
    }
}

bool view_overscroll(const struct model *m, const struct pen *pen, struct str *command)
{
    const struct plot_settings *plot = &app_settings(m->app)->plot;
    struct layout l;
    int at, most;
    if (app_settings(m->app)->screen != SCREEN_PLOT || plot->card_scroll == 0)
        return false;
    layout_init(&l, m, pen_width(pen), pen_height(pen));
    if (l.tiny || l.card.w <= 0 || l.card.h <= 0)
        return false;
    act_card_scroll(m, pen, l.card, plot->acts.focus, &at, &most);
    if (plot->card_scroll > most)
        str_addf(command, "set plot.card_scroll %d", most);
    return plot->card_scroll > most;
}
