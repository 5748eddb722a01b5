/* What the mouse means on a knob: its slider is dragged, its value is typed, its row is chosen, the
 * wheel turns it. */
#include <math.h>

#include "base/fmt.h"
#include "view/click_impl.h"
#include "view/knobs.h"

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

static bool slide(const struct settings *s, const struct option_ref *ref, struct rect bar, int x,
                  struct str *out)
{
    char number[FMT_SIZE];
    double fraction = bar.w > 1 ? (x - bar.x) / (double)(bar.w - 1) : 0;
    fraction = fmin(1, fmax(0, fraction));
    str_add(out, "set ");
    option_name(s, ref, out);
    str_addf(out, " %s", fmt_exact(number, value_at(s, ref, fraction)));
    return true;
}

/* What a click on the i-th knob means: an open prompt where its value stands, a choice elsewhere;
 * words take the next of theirs when chosen. */
static bool choose(const struct settings *s, const struct layout *l, int i, bool on_value,
                   struct str *out)
{
    const struct option_ref *ref = &l->ref[i];
    int chosen = option_chosen(s, s->screen);
    bool again = i == chosen;
    if (!again)
        str_addf(out, "choose %d", i - chosen);
    if (again && option_is_wordy(ref)) {
        str_add(out, "toggle ");
        option_name(s, ref, out);
    } else if (!option_is_wordy(ref) && (on_value || (again && l->chips))) {
        str_add(out, again ? "type " : "; type ");
        option_name(s, ref, out);
    }
    return out->len > 0;
}

bool click_knob(const struct model *m, const struct layout *l, const struct key *k, struct str *out)
{
    const struct settings *s = app_settings(m->app);
    for (int i = 0; i < l->knobs; i++) {
        struct rect bar = knobs_slider(l, i);
        if (click_is_drag(k) && layout_hit(bar, k->from_x, k->from_y))
            return slide(s, &l->ref[i], bar, k->x, out);
        if (click_is_drag(k) || !layout_hit(l->knob[i], k->x, k->y))
            continue;
        if (click_is_wheel(k)) {
            str_addf(out, "turn %d ", click_wheel_step(k));
            option_name(s, &l->ref[i], out);
        } else if (k->code == KEY_CODE_CLICK && layout_hit(bar, k->x, k->y)) {
            return slide(s, &l->ref[i], bar, k->x, out);
        } else if (k->code == KEY_CODE_CLICK) {
            return choose(s, l, i, layout_hit(knobs_value(l, i), k->x, k->y), out);
        }
        return out->len > 0;
    }
    return false;
}
