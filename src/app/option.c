#include "app/option.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "num/formula.h"

/* The place of a row in the settings. */
static void *place(struct settings *s, const struct option *row)
{
    return (char *)s + row->offset;
}

static const void *place_const(const struct settings *s, const struct option *row)
{
    return (const char *)s + row->offset;
}

static int read_int(const struct settings *s, const struct option *row)
{
    int v;
    memcpy(&v, place_const(s, row), sizeof v);
    return v;
}

static void write_int(struct settings *s, const struct option *row, int v)
{
    memcpy(place(s, row), &v, sizeof v);
}

static bool is_int(const struct option *row)
{
    return row->type != OPTION_NUMBER && row->type != OPTION_RANGE;
}

static bool takes_scale(int init)
{
    return init == STACK_NORMAL || init == STACK_UNIFORM;
}

/* ---- finding ---- */

static const struct option *find_row(int screen, const char *name)
{
    for (int i = 0; i < option_count; i++)
        if (option_table[i].screen == screen && str_is(option_table[i].name, name))
            return &option_table[i];
    return NULL;
}

/* PARAM of the focused function, or ACT.PARAM of a named one. */
static bool find_param(const struct settings *s, int screen, const char *name,
                       struct option_ref *out)
{
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    if (!acts)
        return false;
    const char *dot = strchr(name, '.');
    for (int i = 0; i < acts->n; i++) {
        char act[ACT_NAME];
        settings_act_name(acts, i, act);
        bool named = dot && strlen(act) == (size_t)(dot - name) &&
                     memcmp(act, name, (size_t)(dot - name)) == 0;
        if (!named && (dot || i != acts->focus))
            continue;
        int k = act_param_find(acts->use[i].act, dot ? dot + 1 : name, NULL);
        if (k >= 0) {
            *out = (struct option_ref){.screen = screen, .act = i, .param = k};
            return true;
        }
    }
    return false;
}

static bool find_on(const struct settings *s, int screen, const char *name, struct option_ref *out)
{
    const struct option *row = find_row(screen, name);
    if (row) {
        *out = (struct option_ref){.row = row, .screen = screen};
        return true;
    }
    return find_param(s, screen, name, out);
}

/* "flow.layers" -> SCREEN_FLOW and "layers"; SCREEN_COUNT if no screen stands before the dot. */
static int qualifier(const char **name)
{
    const char *dot = strchr(*name, '.');
    for (int i = 0; dot && i < SCREEN_COUNT; i++) {
        size_t n = strlen(screen_names[i]);
        if ((size_t)(dot - *name) == n && memcmp(*name, screen_names[i], n) == 0) {
            *name = dot + 1;
            return i;
        }
    }
    return SCREEN_COUNT;
}

/* Does any function of the table have a parameter of this name? */
static bool is_some_param(const struct settings *s, const char *name)
{
    for (int i = 0; act_at(&s->names, i); i++)
        if (act_param_find(act_at(&s->names, i), name, NULL) >= 0)
            return true;
    return false;
}

bool option_find(const struct settings *s, int screen, const char *name, struct option_ref *out,
                 struct err *e)
{
    const char *bare = name;
    int only = qualifier(&bare);
    if (only != SCREEN_COUNT) {
        if (find_on(s, only, bare, out))
            return true;
        screen = only;
    } else {
        if (find_on(s, screen, name, out) || find_on(s, SCREEN_COUNT, name, out))
            return true;
        for (int i = 0; i < SCREEN_COUNT; i++)
            if (find_on(s, i, name, out))
                return true;
    }
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    if (acts &&
        is_some_param(s, bare)) /* a real name, but not of this function: say which it has */
        return act_param_find(acts->use[acts->focus].act, bare, e) >= 0;
    struct near near;
    near_init(&near, name);
    option_offer(s, screen, &near);
    (void)err_set(e, "no option or parameter is called %s", name);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : err_add(e, "; see: help options");
}

void option_offer(const struct settings *s, int screen, struct near *near)
{
    for (int i = 0; i < option_count; i++)
        near_offer(near, option_table[i].name);
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    for (int k = 0; acts && k < act_params(acts->use[acts->focus].act); k++)
        near_offer(near, acts->use[acts->focus].act->param[k].name);
}

/* ---- setting ---- */

static bool refuse_range(const struct option *row, const char *given, struct err *e)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    return err_set(e, "%s must be a %s from %s to %s%s, not %s", row->name,
                   row->type == OPTION_INT ? "whole number" : "number", fmt_short(lo, row->min, 9),
                   fmt_short(hi, row->max, 9), row->flags & OPTION_AUTO ? " or auto" : "", given);
}

static bool refuse_word(const struct option *row, const char *word, struct err *e)
{
    struct near near;
    near_init(&near, word);
    (void)err_set(e, "%s must be one of", row->name);
    for (int i = 0; row->names[i]; i++) {
        bool scale = row->type == OPTION_INIT && takes_scale(i);
        (void)err_add(e, " %s%s", row->names[i], scale ? ":NUMBER" : "");
        near_offer(&near, row->names[i]);
    }
    (void)err_add(e, ", not %s", word);
    const char *best = near_name(&near);
    return best ? err_add(e, "; did you mean %s?", best) : false;
}

static int names_count(const struct option *row)
{
    int n = 0;
    while (row->names[n])
        n++;
    return n;
}

bool option_set_number(struct settings *s, const struct option_ref *ref, double v, struct err *e)
{
    if (!ref->row) {
        struct acts *acts = settings_acts(s, (enum screen)ref->screen);
        return act_set(&acts->use[ref->act], ref->param, v, e);
    }
    const struct option *row = ref->row;
    char given[FMT_SIZE];
    fmt_short(given, v, 9);
    switch (row->type) {
    case OPTION_NUMBER:
        if (isnan(v) ? !(row->flags & OPTION_AUTO) : v < row->min || v > row->max)
            return refuse_range(row, given, e);
        if (row->max > 1e15 && !isnan(v) && v != floor(v)) /* a seed */
            return err_set(e, "%s must be a whole number, not %s", row->name, given);
        memcpy(place(s, row), &v, sizeof v);
        if (row->offset == offsetof(struct settings, plot.cursor))
            s->plot.cursor_on = 1; /* who moves it wants to see it */
        return true;
    case OPTION_INT:
        if (!(v >= row->min && v <= row->max) || v != floor(v))
            return refuse_range(row, given, e);
        write_int(s, row, (int)v);
        return true;
    case OPTION_BOOL:
        if (v != 0 && v != 1)
            return err_set(e, "%s must be on or off, not %s", row->name, given);
        write_int(s, row, v != 0);
        return true;
    case OPTION_ENUM:
    case OPTION_INIT:
    case OPTION_RANGE:
        return option_set_word(s, ref, given, e);
    }
    return false;
}

/* lo:hi; the ends are constant expressions (-pi:pi). */
static bool set_range(struct settings *s, const struct option *row, const char *word, struct err *e)
{
    double v[2] = {(double)NAN, (double)NAN};
    if (!((row->flags & OPTION_AUTO) && str_is(word, "auto"))) {
        const char *colon = strchr(word, ':');
        char part[64];
        if (!colon || (size_t)(colon - word) >= sizeof part)
            return err_set(e, "%s must be LO:HI, like -6:6%s, not %s", row->name,
                           row->flags & OPTION_AUTO ? ", or auto" : "", word);
        memcpy(part, word, (size_t)(colon - word));
        part[colon - word] = '\0';
        const char *ends[2] = {part, colon + 1};
        for (int i = 0; i < 2; i++) {
            struct formula *f = formula_new(ends[i], NULL, e);
            if (!f)
                return false;
            v[i] = formula_eval(f, NULL);
            formula_free(f);
        }
        if (!(v[0] >= row->min && v[1] <= row->max))
            return refuse_range(row, word, e);
        if (!(v[1] - v[0] >= 1e-9 * (1 + fabs(v[0]))))
            return err_set(e, "%s must go from a smaller to a larger number, not %s", row->name,
                           word);
    }
    memcpy(place(s, row), v, sizeof v);
    return true;
}

/* he, normal:0.1 */
static bool set_init(struct settings *s, const struct option *row, const char *word, struct err *e)
{
    const char *colon = strchr(word, ':');
    size_t n = colon ? (size_t)(colon - word) : strlen(word);
    for (int i = 0; row->names[i]; i++) {
        if (strlen(row->names[i]) != n || memcmp(row->names[i], word, n) != 0)
            continue;
        double scale = 0;
        if (takes_scale(i) &&
            (!colon || !fmt_parse(colon + 1, &scale) || !(scale >= 0 && scale <= 1e6)))
            return err_set(e, "init %s takes a number from 0 to 1e6 after a colon, like %s:0.1",
                           row->names[i], row->names[i]);
        if (!takes_scale(i) && colon)
            return err_set(e, "init %s takes no number; use gain to scale it", row->names[i]);
        write_int(s, row, i);
        s->flow.init_scale = scale;
        return true;
    }
    return refuse_word(row, word, e);
}

static bool set_bool(struct settings *s, const struct option *row, const char *word, struct err *e)
{
    bool on = str_has_word("on yes true 1", word), off = str_has_word("off no false 0", word);
    if (!on && !off)
        return err_set(e, "%s must be on or off, not %s", row->name, word);
    write_int(s, row, on);
    return true;
}

bool option_set_word(struct settings *s, const struct option_ref *ref, const char *word,
                     struct err *e)
{
    const struct option *row = ref->row;
    enum option_type type = row ? row->type : OPTION_NUMBER;
    double v;
    switch (type) {
    case OPTION_BOOL:
        return set_bool(s, row, word, e);
    case OPTION_ENUM:
        for (int i = 0; row->names[i]; i++) {
            if (str_is(row->names[i], word)) {
                write_int(s, row, i);
                return true;
            }
        }
        return refuse_word(row, word, e);
    case OPTION_RANGE:
        return set_range(s, row, word, e);
    case OPTION_INIT:
        return set_init(s, row, word, e);
    case OPTION_NUMBER:
    case OPTION_INT:
        if (row && (row->flags & OPTION_AUTO) && str_is(word, "auto"))
            return option_set_number(s, ref, (double)NAN, e);
        if (!fmt_parse(word, &v))
            return err_set(e, "%s must be a number, not %s", row ? row->name : "a parameter", word);
        return option_set_number(s, ref, v, e);
    }
    return false;
}

bool option_toggle(struct settings *s, const struct option_ref *ref, struct err *e)
{
    const struct option *row = ref->row;
    if (!row || row->type == OPTION_NUMBER || row->type == OPTION_RANGE || row->type == OPTION_INT)
        return err_set(e, "only switches and choices can be toggled; use set or turn");
    if (row->type == OPTION_BOOL) {
        write_int(s, row, !read_int(s, row));
        return true;
    }
    int n = names_count(row);
    int next = (read_int(s, row) + 1) % n;
    while (row->type == OPTION_INIT && takes_scale(next)) /* these need a number */
        next = (next + 1) % n;
    write_int(s, row, next);
    return true;
}

/* ---- reading ---- */

double option_number(const struct settings *s, const struct option_ref *ref)
{
    if (!ref->row) {
        const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
        return acts->use[ref->act].param[ref->param];
    }
    if (is_int(ref->row))
        return read_int(s, ref->row);
    double v;
    memcpy(&v, place_const(s, ref->row), sizeof v);
    return v;
}

double option_step(const struct settings *s, const struct option_ref *ref)
{
    if (ref->row)
        return ref->row->step;
    const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
    return acts->use[ref->act].act->param[ref->param].step;
}

void option_text(const struct settings *s, const struct option_ref *ref, struct str *out)
{
    char number[FMT_SIZE];
    const struct option *row = ref->row;
    double v = option_number(s, ref);
    enum option_type type = row ? row->type : OPTION_NUMBER;
    if (type == OPTION_BOOL) {
        str_add(out, v != 0 ? "on" : "off");
    } else if (type == OPTION_ENUM || type == OPTION_INIT) {
        str_add(out, row->names[(int)v]);
        if (type == OPTION_INIT && takes_scale((int)v))
            str_addf(out, ":%s", fmt_short(number, s->flow.init_scale, 6));
    } else if (row && (row->flags & OPTION_AUTO) && isnan(v)) {
        str_add(out, "auto");
    } else if (type == OPTION_RANGE) {
        double ends[2];
        memcpy(ends, place_const(s, row), sizeof ends);
        str_addf(out, "%s:", fmt_short(number, ends[0], 9));
        str_add(out, fmt_short(number, ends[1], 9));
    } else if (v == floor(v) && fabs(v) < 1e15) {
        str_addf(out, "%.0f", v == 0 ? 0 : v);
    } else {
        str_add(out, fmt_short(number, v, 9));
    }
}

void option_name(const struct settings *s, const struct option_ref *ref, struct str *out)
{
    if (ref->row) {
        if (ref->row->screen != SCREEN_COUNT)
            str_addf(out, "%s.", screen_names[ref->row->screen]);
        str_add(out, ref->row->name);
        return;
    }
    char name[ACT_NAME];
    const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
    str_addf(out, "%s.%s.%s", screen_names[ref->screen], settings_act_name(acts, ref->act, name),
             acts->use[ref->act].act->param[ref->param].name);
}

bool option_is_wordy(const struct option_ref *ref)
{
    return ref->row && ref->row->type != OPTION_NUMBER && ref->row->type != OPTION_INT;
}
