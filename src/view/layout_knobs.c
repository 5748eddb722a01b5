/* Where knobs are: a row each with a slider, or beside each other as "name value". */
#include "base/utf8.h"
#include "view/knobs.h"
#include "view/layout_impl.h"

enum { CHIP_GAP = 2 };

void layout_find_knobs(struct layout *l, const struct model *m, int screen)
{
    l->knobs = l->bare ? 0 : option_knobs(app_settings(m->app), screen, l->ref, LAYOUT_KNOBS);
    knobs_measure(m, l);
}

void layout_knob_rows(struct layout *l, struct rect r)
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
int layout_knob_chips(struct layout *l, const struct model *m, struct rect r)
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
