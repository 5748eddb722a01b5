#include "view/knobs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "draw/symbol.h"
#include "view/hint.h"

enum { NAME = 9, VALUE = 7, KEYS = 4, KEYS_LEAST = 26 };

/* "layers", or for a parameter its sign and its name; of a pen that can show it, without one. */
static void name_of(const struct settings *s, const struct option_ref *ref, const struct pen *p,
                    char *out, size_t size)
{
    if (ref->row) {
        (void)snprintf(out, size, "%s", ref->row->name);
        return;
    }
    const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
    const char *name = acts->use[ref->act].act->param[ref->param].name;
    const char *sign = p ? pen_symbol(p, name) : symbol_find(name, true);
    if (str_is(sign, name))
        (void)snprintf(out, size, "%s", name);
    else
        (void)snprintf(out, size, "%s %s", sign, name);
}

/* Does the value lie on a scale? */
static bool has_slider(const struct option_ref *ref)
{
    return !option_is_wordy(ref) && !(ref->row && ref->row->max > 1e15);
}

/* "a A": the keys that turn this knob and no other. */
static void keys_of(const struct model *m, const struct option_ref *ref, char *out, size_t size)
{
    const struct settings *s = app_settings(m->app);
    const char *name = ref->row ? ref->row->name
                                : settings_acts_const(s, (enum screen)ref->screen)
                                      ->use[ref->act]
                                      .act->param[ref->param]
                                      .name;
    char command[64], down[HINT_KEY], up[HINT_KEY];
    out[0] = '\0';
    (void)snprintf(command, sizeof command, "turn -1 %.40s", name);
    bool has_down = hint_key(m->app, command, NULL, down);
    (void)snprintf(command, sizeof command, "turn 1 %.40s", name);
    bool has_up = hint_key(m->app, command, NULL, up);
    (void)snprintf(command, sizeof command, "toggle %.40s", name);
    if (has_down || has_up)
        (void)snprintf(out, size, "%s%s%s", has_down ? down : "", has_down && has_up ? " " : "",
                       has_up ? up : "");
    else if (hint_key(m->app, command, NULL, up))
        (void)snprintf(out, size, "%s", up);
}

void knobs_measure(const struct model *m, struct layout *l)
{
    const struct settings *s = app_settings(m->app);
    l->knob_name = 0;
    l->knob_keys = false;
    for (int i = 0; i < l->knobs; i++) {
        char label[64], keys[2 * HINT_KEY + 2];
        name_of(s, &l->ref[i], NULL, label, sizeof label);
        int columns = utf8_columns(label) + 1;
        l->knob_name = columns > l->knob_name ? columns : l->knob_name;
        if (l->knob_keys)
            continue;
        keys_of(m, &l->ref[i], keys, sizeof keys);
        l->knob_keys = keys[0] != '\0';
    }
    l->knob_name = l->knob_name > NAME ? NAME : l->knob_name;
}

/* Columns that are kept for keys in a row. */
static int keys_columns(const struct layout *l, struct rect r)
{
    return l->knob_keys && r.w >= KEYS_LEAST ? KEYS : 0;
}

struct rect knobs_slider(const struct layout *l, int i)
{
    struct rect r = l->knob[i];
    if (l->chips || r.w <= 0 || r.h <= 0 || !has_slider(&l->ref[i]))
        return (struct rect){0};
    int right = VALUE + 1 + keys_columns(l, r);
    struct rect bar = {r.x + 1 + l->knob_name, r.y, r.w - 1 - l->knob_name - right, 1};
    return bar.w >= 3 ? bar : (struct rect){0};
}

struct rect knobs_value(const struct layout *l, int i)
{
    struct rect r = l->knob[i], bar = knobs_slider(l, i);
    if (l->chips || r.w <= 0 || r.h <= 0)
        return (struct rect){0};
    int x = bar.w > 0 ? bar.x + bar.w + 1 : r.x + 1 + l->knob_name;
    return (struct rect){x, r.y, r.x + r.w - keys_columns(l, r) - x, 1};
}

/* The cell in which a bar ends; -1 for none. */
static int end_of(struct rect bar, double fraction)
{
    if (!(fraction >= 0 && fraction <= 1))
        return -1;
    return fraction > 0 ? (int)ceil(fraction * bar.w) - 1 : 0;
}

/* The bar on its dotted track, with a tick where the default is, and an arrow where the value lies
 * beyond the end. */
static void draw_slider(const struct settings *s, const struct option_ref *ref, struct pen *p,
                        struct rect bar, enum role role, unsigned attr)
{
    double fraction = option_fraction(s, ref), usual = option_default(s, ref);
    const char *dot = pen_symbol(p, "dot");
    for (int k = 0; k < bar.w; k++)
        (void)pen_text(p, bar.x + k, bar.y, 1, ROLE_FRAME, 0, dot);
    pen_bar(p, bar.x, bar.y, bar.w, fraction, role, attr);
    if (fraction < 0)
        (void)pen_text(p, bar.x, bar.y, 1, role, attr, "<");
    int tick = end_of(bar, usual);
    if (tick >= 0 && tick != end_of(bar, isinf(fraction) ? fraction > 0 : fraction))
        (void)pen_text(p, bar.x + tick, bar.y, 1, ROLE_TEXT, 0, "|");
}

static void draw_row(const struct model *m, struct pen *p, const struct layout *l, int i,
                     bool chosen)
{
    const struct settings *s = app_settings(m->app);
    const struct option_ref *ref = &l->ref[i];
    struct rect r = l->knob[i];
    char label[64], keys[2 * HINT_KEY + 2];
    enum role role = chosen ? ROLE_ACCENT : ROLE_TEXT;
    unsigned attr = chosen ? ATTR_BOLD : 0;
    struct str value;
    str_init(&value);
    option_text(s, ref, &value);
    name_of(s, ref, p, label, sizeof label);
    (void)pen_textf(p, r.x, r.y, 1 + l->knob_name, role, attr, "%s%s", chosen ? ">" : " ", label);
    struct rect bar = knobs_slider(l, i);
    bool long_word = bar.w <= 0 && utf8_columns(value.data) > r.w - 1 - l->knob_name - KEYS;
    bool with_keys =
        keys_columns(l, r) > 0 && !long_word; /* a value is whole before its keys are seen */
    int end = r.x + r.w - (with_keys ? KEYS : 0);
    if (bar.w > 0) {
        draw_slider(s, ref, p, bar, role, attr);
        (void)pen_text(p, bar.x + bar.w + 1, r.y, end - bar.x - bar.w - 1, role, attr, value.data);
    } else {
        int x = r.x + 1 + l->knob_name + (utf8_columns(label) >= l->knob_name);
        (void)pen_text(p, x, r.y, end - x, role, attr, value.data);
    }
    keys_of(m, ref, keys, sizeof keys);
    if (with_keys)
        (void)pen_text_right(p, r.x + r.w, r.y, ROLE_KEY, 0, keys);
    str_done(&value);
}

static void draw_chip(const struct model *m, struct pen *p, const struct layout *l, int i,
                      bool chosen)
{
    const struct settings *s = app_settings(m->app);
    struct rect r = l->knob[i];
    char label[64];
    struct str value;
    str_init(&value);
    option_text(s, &l->ref[i], &value);
    if (l->ref[i].row)
        name_of(s, &l->ref[i], p, label, sizeof label);
    else
        (void)snprintf(label, sizeof label, "%s",
                       pen_symbol(p, settings_acts_const(s, (enum screen)l->ref[i].screen)
                                         ->use[l->ref[i].act]
                                         .act->param[l->ref[i].param]
                                         .name));
    int used = pen_textf(p, r.x, r.y, r.w, chosen ? ROLE_ACCENT : ROLE_DIM, chosen ? ATTR_BOLD : 0,
                         "%s%s ", chosen ? ">" : " ", label);
    (void)pen_text(p, r.x + used, r.y, r.w - used, chosen ? ROLE_ACCENT : ROLE_TEXT,
                   chosen ? ATTR_BOLD : 0, value.data);
    str_done(&value);
}

void knobs_draw(const struct model *m, struct pen *p, const struct layout *l, int chosen)
{
    for (int i = 0; i < l->knobs; i++) {
        if (l->knob[i].w <= 0 || l->knob[i].h <= 0)
            continue;
        if (l->chips)
            draw_chip(m, p, l, i, i == chosen);
        else
            draw_row(m, p, l, i, i == chosen);
    }
}
