#include "app/option.h"

#include <math.h>
#include <string.h>

#include "app/option_impl.h"
#include "base/fmt.h"

void *option_place(struct settings *s, const struct option *row)
{
    return (char *)s + row->offset;
}

const void *option_place_const(const struct settings *s, const struct option *row)
{
    return (const char *)s + row->offset;
}

int option_int(const struct settings *s, const struct option *row)
{
    int v;
    memcpy(&v, option_place_const(s, row), sizeof v);
    return v;
}

/* The double that stands beside a scheme of initialisation. */
static double scale_of(const struct settings *s, const struct option *row)
{
    double v;
    memcpy(&v, (const char *)s + row->scale, sizeof v);
    return v;
}

bool option_takes_scale(int init)
{
    return init == STACK_NORMAL || init == STACK_UNIFORM;
}

const char *option_choice(const struct option *row, int i)
{
    return row->names ? row->names[i] : row->name_at ? row->name_at(i) : NULL;
}

int option_choices(const struct option *row)
{
    int n = 0;
    while (option_choice(row, n))
        n++;
    return n;
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
        settings_act_id(acts, i, act);
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

/* A real name, but not of the focused function: says which it has, and which other has it. */
static bool refuse_param(const struct acts *acts, const char *name, struct err *e)
{
    char act[ACT_NAME];
    (void)act_param_find(acts->use[acts->focus].act, name, e);
    for (int i = 0; i < acts->n; i++)
        if (act_param_find(acts->use[i].act, name, NULL) >= 0)
            return err_add(e, "; %s has it: focus %s", settings_act_name(acts, i, act), act);
    return false;
}

/* Must its options be written in full on other screens? `layer` would be taken there for what is
 * meant to be `layers`. */
static bool is_apart(int screen)
{
    return screen == SCREEN_UNITS || screen == SCREEN_MAP;
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
            if (!is_apart(i) && find_on(s, i, name, out))
                return true;
    }
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    if (acts && is_some_param(s, bare))
        return refuse_param(acts, bare, e);
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
        if (option_table[i].screen == screen || !is_apart(option_table[i].screen))
            near_offer(near, option_table[i].name);
    const struct acts *acts = settings_acts_const(s, (enum screen)screen);
    for (int k = 0; acts && k < act_params(acts->use[acts->focus].act); k++)
        near_offer(near, acts->use[acts->focus].act->param[k].name);
}

/* ---- reading ---- */

double option_number(const struct settings *s, const struct option_ref *ref)
{
    if (!ref->row) {
        const struct acts *acts = settings_acts_const(s, (enum screen)ref->screen);
        return acts->use[ref->act].param[ref->param];
    }
    if (ref->row->type == OPTION_TEXT)
        return (double)NAN;
    if (ref->row->type != OPTION_NUMBER && ref->row->type != OPTION_RANGE)
        return option_int(s, ref->row);
    double v;
    memcpy(&v, option_place_const(s, ref->row), sizeof v);
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
    if (type == OPTION_TEXT) {
        str_add(out, option_place_const(s, row));
    } else if (type == OPTION_BOOL) {
        str_add(out, v != 0 ? "on" : "off");
    } else if (type == OPTION_ENUM || type == OPTION_INIT) {
        str_add(out, option_choice(row, (int)v));
        if (type == OPTION_INIT && option_takes_scale((int)v))
            str_addf(out, ":%s", fmt_short(number, scale_of(s, row), 6));
    } else if (row && (row->flags & OPTION_AUTO) && isnan(v)) {
        str_add(out, "auto");
    } else if (type == OPTION_RANGE) {
        double ends[2];
        memcpy(ends, option_place_const(s, row), sizeof ends);
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
    str_addf(out, "%s.%s.%s", screen_names[ref->screen], settings_act_id(acts, ref->act, name),
             acts->use[ref->act].act->param[ref->param].name);
}

bool option_is_wordy(const struct option_ref *ref)
{
    return ref->row && ref->row->type != OPTION_NUMBER && ref->row->type != OPTION_INT;
}
