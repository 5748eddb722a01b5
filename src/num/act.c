#include "num/act.h"

#include "num/formula.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"

const struct act *act_find(const char *name)
{
    for (int i = 0; i < act_count; i++) {
        const struct act *act = &act_table[i];
        if (str_is(act->name, name) || str_has_word(act->aliases, name))
            return act;
    }
    return NULL;
}

/* Aliases are not offered: they stand in one string, and their owner's name is the better one. */
void act_offer(struct near *near)
{
    for (int i = 0; i < act_count; i++)
        near_offer(near, act_table[i].name);
}

int act_params(const struct act *act)
{
    int n = 0;
    while (n < ACT_PARAMS && act->param[n].name)
        n++;
    return n;
}

/* "elu has no parameter 'beta'; it has alpha (also gamma a)". */
static bool say_params(const struct act *act, const char *name, struct err *e)
{
    int n = act_params(act);
    if (n == 0)
        return err_set(e, "%s takes no parameters", act->name);
    err_set(e, "%s has no parameter '%.40s'; it has", act->name, name);
    for (int k = 0; k < n; k++) {
        const struct act_param *p = &act->param[k];
        err_add(e, "%s %s", k ? "," : "", p->name);
        if (p->aliases)
            err_add(e, " (also %s)", p->aliases);
    }
    return false;
}

int act_param_find(const struct act *act, const char *name, struct err *e)
{
    for (int k = 0; k < act_params(act); k++)
        if (str_is(act->param[k].name, name) || str_has_word(act->param[k].aliases, name))
            return k;
    say_params(act, name, e);
    return -1;
}

struct act_use act_use_of(const struct act *act)
{
    struct act_use use = {.act = act};
    for (int k = 0; k < act_params(act); k++)
        use.param[k] = act->param[k].value;
    return use;
}

bool act_set(struct act_use *use, int k, double v, struct err *e)
{
    assert(k >= 0 && k < act_params(use->act));
    const struct act_param *p = &use->act->param[k];
    if (!(v >= p->min && v <= p->max)) { /* refuses nan too */
        char low[FMT_SIZE], high[FMT_SIZE], given[FMT_SIZE];
        return err_set(e, "%s: %s is %s to %s, not %s", use->act->name, p->name,
                       fmt_short(low, p->min, 6), fmt_short(high, p->max, 6),
                       fmt_short(given, v, 6));
    }
    use->param[k] = v == 0 ? 0 : v; /* no minus zero: it would print and compare as another use */
    return true;
}

static bool say_unknown(const char *name, struct err *e)
{
    if (!*name)
        return err_set(e, "a function's name is missing; `list` shows all");
    if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") !=
        strlen(name))
        return err_set(e, "'%.60s' is not the name of a function; `list` shows all", name);
    struct near near;
    near_init(&near, name);
    act_offer(&near);
    err_set(e, "unknown function '%.40s'; ", name);
    if (near_name(&near))
        return err_add(e, "did you mean %s?", near_name(&near));
    return err_add(e, "`list` shows all");
}

/* One "PARAM=VALUE", its end already cut. */
static bool parse_param(struct act_use *use, char *text, struct err *e)
{
    const char *act = use->act->name;
    char *equals = strchr(text, '=');
    if (!equals)
        return err_set(e, "%s: PARAM=VALUE is expected after ':', not '%.40s'", act, text);
    *equals = '\0';
    int k = act_param_find(use->act, text, e);
    if (k < 0)
        return false;
    double v;
    if (!fmt_parse(equals + 1, &v))
        return err_set(e, "%s: %s is a number, not '%.40s'", act, text, equals + 1);
    return act_set(use, k, v, e);
}

bool act_parse(const char *text, struct act_use *out, struct err *e)
{
    char word[256];
    if (!str_copy(word, sizeof word, text))
        return err_set(e, "'%.40s...' is too long for a function and its parameters", text);
    char *next = strchr(word, ':');
    if (next)
        *next++ = '\0';
    const struct act *act = act_find(word);
    if (!act)
        return say_unknown(strpbrk(word, " ()+-*/?<>") ? text : word, e);
    struct act_use use = act_use_of(act);
    while (next) {
        char *param = next;
        next = strchr(param, ',');
        if (next)
            *next++ = '\0';
        if (!parse_param(&use, param, e))
            return false;
    }
    *out = use;
    return true;
}

char *act_print(const struct act_use *use, char out[ACT_NAME])
{
    int n = snprintf(out, ACT_NAME, "%s", use->act->name);
    char mark = ':';
    for (int k = 0; k < act_params(use->act); k++) {
        const struct act_param *p = &use->act->param[k];
        if (use->param[k] == p->value)
            continue;
        char value[FMT_SIZE];
        n += snprintf(out + n, (size_t)(ACT_NAME - n), "%c%s=%s", mark, p->name,
                      formula_number(value, use->param[k]));
        assert(n < ACT_NAME);
        mark = ',';
    }
    return out;
}

/* Do two values differ by more than their rounding? */
static bool differ(double a, double b)
{
    return fabs(a - b) > 1e-12 * fmax(1, fabs(a));
}

int act_kinks(const struct act_use *use, double out[ACT_KINKS])
{
    int n = 0;
    for (int k = 0; k < use->act->kinks; k++) {
        double x = use->act->kink[k], left = nextafter(x, -1e300), right = nextafter(x, 1e300);
        if (differ(act_f(use, left), act_f(use, right)) ||
            differ(act_df(use, left), act_df(use, right)))
            out[n++] = x;
    }
    return n;
}

bool act_same(const struct act_use *a, const struct act_use *b)
{
    if (a->act != b->act)
        return false;
    for (int k = 0; k < act_params(a->act); k++)
        if (a->param[k] != b->param[k])
            return false;
    return true;
}

double act_f(const struct act_use *use, double x)
{
    return use->act->f(x, use->param);
}

double act_df(const struct act_use *use, double x)
{
    return use->act->df(x, use->param);
}

double act_d2f(const struct act_use *use, double x)
{
    return use->act->d2f(x, use->param);
}
