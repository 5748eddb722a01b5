/* How options take a value: from a number, from a word, by being toggled. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/option_impl.h"
#include "base/fmt.h"
#include "num/formula.h"

static void write_int(struct settings *s, const struct option *row, int v)
{
    memcpy(option_place(s, row), &v, sizeof v);
}

static bool refuse_range(const struct option *row, const char *given, struct err *e)
{
    char lo[FMT_SIZE], hi[FMT_SIZE];
    const char *what = row->type == OPTION_INT     ? "a whole number"
                       : row->type == OPTION_RANGE ? "two numbers"
                                                   : "a number";
    return err_set(e, "%s must be %s from %s to %s%s, not %s", row->name, what,
                   fmt_short(lo, row->min, 9), fmt_short(hi, row->max, 9),
                   row->flags & OPTION_AUTO ? " or auto" : "", given);
}

bool option_refuse(const struct settings *s, const struct option_ref *ref, const char *word,
                   struct err *e)
{
    if (ref->row)
        return refuse_range(ref->row, word, e);
    char lo[FMT_SIZE], hi[FMT_SIZE];
    const struct act *act = settings_acts_const(s, (enum screen)ref->screen)->use[ref->act].act;
    const struct act_param *p = &act->param[ref->param];
    return err_set(e, "%s must be a number from %s to %s, not %s", p->name,
                   fmt_short(lo, p->min, 9), fmt_short(hi, p->max, 9), word);
}

/* Of the names of another table, which may be many, only some are said. */
static void say_choices(const struct option *row, struct err *e)
{
    int n = option_choices(row);
    if (row->name_at) {
        (void)err_set(e, "%s must be %s, %s ... or %s", row->name, option_choice(row, 0),
                      option_choice(row, 1), option_choice(row, n - 1));
        return;
    }
    (void)err_set(e, "%s must be one of", row->name);
    for (int i = 0; i < n; i++) {
        bool scale = row->type == OPTION_INIT && option_takes_scale(i);
        (void)err_add(e, " %s%s", option_choice(row, i), scale ? ":NUMBER" : "");
    }
}

static bool refuse_word(const struct option *row, const char *word, struct err *e)
{
    struct near near;
    near_init(&near, word);
    for (int i = 0; option_choice(row, i); i++)
        near_offer(&near, option_choice(row, i));
    for (const struct option_alias *a = row->alias; a && a->name; a++)
        near_offer(&near, a->name);
    say_choices(row, e);
    (void)err_add(e, ", not %s", word);
    const char *best = near_name(&near);
    if (best)
        return err_add(e, "; did you mean %s?", best);
    return row->name_at ? err_add(e, "; see: help %s", screen_names[row->screen]) : false;
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
        memcpy(option_place(s, row), &v, sizeof v);
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
    case OPTION_TEXT:
        return option_set_word(s, ref, given, e);
    }
    return false;
}

bool option_set_given(struct settings *s, const struct option_ref *ref, double v, struct err *e)
{
    return isnan(v) && ref->row ? refuse_range(ref->row, "nan", e)
                                : option_set_number(s, ref, v, e);
}

/* `given`: what the message calls it. */
static bool take_range(struct settings *s, const struct option *row, const double v[2],
                       const char *given, struct err *e)
{
    double least = 1e-9 * (1 + fabs(v[0]));
    char width[FMT_SIZE];
    if (!(v[0] >= row->min && v[1] <= row->max))
        return refuse_range(row, given, e);
    if (!(v[0] < v[1]))
        return err_set(e, "%s must go from a smaller to a larger number, not %s", row->name, given);
    if (!(v[1] - v[0] >= least))
        return err_set(e, "%s must be at least %s wide there, not %s", row->name,
                       fmt_short(width, least, 3), given);
    memcpy(option_place(s, row), v, 2 * sizeof v[0]);
    return true;
}

bool option_set_range(struct settings *s, const struct option_ref *ref, double lo, double hi,
                      struct err *e)
{
    char given[2 * FMT_SIZE], first[FMT_SIZE], last[FMT_SIZE];
    (void)snprintf(given, sizeof given, "%s:%s", fmt_exact(first, lo), fmt_exact(last, hi));
    return take_range(s, ref->row, (const double[2]){lo, hi}, given, e);
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
            if (!f && e && e->col > 0)
                e->col += (int)(ends[i] == part ? 0 : ends[i] - word);
            if (!f)
                return false;
            v[i] = formula_eval(f, NULL);
            formula_free(f);
        }
        return take_range(s, row, v, word, e);
    }
    memcpy(option_place(s, row), v, sizeof v);
    return true;
}

/* he, normal:0.1 */
static bool set_init(struct settings *s, const struct option *row, const char *word, struct err *e)
{
    for (const struct option_alias *a = row->alias; a && a->name; a++)
        if (str_is(a->name, word))
            word = row->names[a->choice];
    const char *colon = strchr(word, ':');
    size_t n = colon ? (size_t)(colon - word) : strlen(word);
    for (int i = 0; row->names[i]; i++) {
        if (strlen(row->names[i]) != n || memcmp(row->names[i], word, n) != 0)
            continue;
        double scale = 0;
        if (option_takes_scale(i) &&
            (!colon || !fmt_parse(colon + 1, &scale) || !(scale >= 0 && scale <= 1e6)))
            return err_set(e, "init %s takes a number from 0 to 1e6 after a colon, like %s:0.1",
                           row->names[i], row->names[i]);
        if (!option_takes_scale(i) && colon)
            return err_set(e, "init %s takes no number; use gain to scale it", row->names[i]);
        write_int(s, row, i);
        memcpy((char *)s + row->scale, &scale, sizeof scale);
        return true;
    }
    return refuse_word(row, word, e);
}

/* Taken whole or not at all: what is cut would say something else. */
static bool set_text(struct settings *s, const struct option *row, const char *word, struct err *e)
{
    if (strlen(word) > (size_t)row->max)
        return err_set(e, "%s must be at most %d bytes long, not %d", row->name, (int)row->max,
                       (int)strlen(word));
    if (row->check && !row->check(word, e))
        return false;
    char *out = option_place(s, row);
    memset(out, 0, (size_t)row->max + 1); /* settings are compared as bytes */
    memcpy(out, word, strlen(word));
    return true;
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
        for (int i = 0; option_choice(row, i); i++) {
            if (str_is(option_choice(row, i), word)) {
                write_int(s, row, i);
                return true;
            }
        }
        if (row->other && row->other(word) >= 0) {
            write_int(s, row, row->other(word));
            return true;
        }
        return refuse_word(row, word, e);
    case OPTION_TEXT:
        return set_text(s, row, word, e);
    case OPTION_RANGE:
        return set_range(s, row, word, e);
    case OPTION_INIT:
        return set_init(s, row, word, e);
    case OPTION_NUMBER:
    case OPTION_INT:
        if (row && (row->flags & OPTION_AUTO) && str_is(word, "auto"))
            return option_set_number(s, ref, (double)NAN, e);
        if (!fmt_parse(word, &v))
            return option_refuse(s, ref, word, e);
        return option_set_number(s, ref, v, e);
    }
    return false;
}

bool option_toggle(struct settings *s, const struct option_ref *ref, struct err *e)
{
    const struct option *row = ref->row;
    if (!row || row->type == OPTION_NUMBER || row->type == OPTION_RANGE ||
        row->type == OPTION_INT || row->type == OPTION_TEXT)
        return err_set(e, "only switches and choices can be toggled; use set or turn");
    if (row->type == OPTION_BOOL) {
        write_int(s, row, !option_int(s, row));
        return true;
    }
    int n = option_choices(row);
    int next = (option_int(s, row) + 1) % n;
    while (row->type == OPTION_INIT && option_takes_scale(next)) /* these need a number */
        next = (next + 1) % n;
    write_int(s, row, next);
    return true;
}
