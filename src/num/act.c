#include "num/act.h"

#include "num/act_book.h"
#include "num/formula.h"
#include "num/formula_code.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/str.h"

const struct act *act_at(const struct act_names *own, int i)
{
    if (i < 0)
        return NULL;
    if (i < act_count)
        return act_table[i];
    i -= act_count;
    return own && i < own->n ? own->own[i] : NULL;
}

const struct act *act_find(const struct act_names *own, const char *name)
{
    const struct act *act;
    for (int i = 0; (act = act_at(own, i)); i++)
        if (str_is(act->name, name) || str_has_word(act->aliases, name))
            return act;
    return NULL;
}

/* Aliases are not offered: they stand in one string, and their owner's name is the better one. */
void act_offer(const struct act_names *own, struct near *near)
{
    for (int i = 0; act_at(own, i); i++)
        near_offer(near, act_at(own, i)->name);
}

bool act_is_anonymous(const struct act *act)
{
    return act->body && str_is(act->name, "formula");
}

char *act_label(const struct act *act, char out[ACT_NAME])
{
    const char *text = act_is_anonymous(act) ? act->formula : act->name;
    if (!str_copy(out, ACT_NAME, text))
        (void)snprintf(out, ACT_NAME, "%.*s...", ACT_NAME - 4, text);
    return out;
}

int act_params(const struct act *act)
{
    int n = 0;
    while (n < ACT_PARAMS && act->param[n].name)
        n++;
    return n;
}

/* "elu has no parameter 'beta'; it has alpha, also called gamma or a". */
static bool say_params(const struct act *act, const char *name, struct err *e)
{
    int n = act_params(act);
    if (n == 0)
        return err_set(e, "%s takes no parameters", act->name);
    err_set(e, "%s has no parameter '%.40s'; it has", act->name, name);
    for (int k = 0; k < n; k++) {
        const struct act_param *p = &act->param[k];
        err_add(e, "%s %s", k ? (k + 1 < n ? ";" : "; and") : "", p->name);
        for (const char *alias = p->aliases; alias && *alias;) {
            int length = (int)strcspn(alias, " ");
            err_add(e, "%s%.*s", alias == p->aliases ? ", also called " : " or ", length, alias);
            alias += length;
            alias += strspn(alias, " ");
        }
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

/* Do two values differ by more than their rounding? */
static bool differ(double a, double b)
{
    return fabs(a - b) > 1e-12 * fmax(1, fabs(a));
}

static void insert(double *list, int64_t *n, double x)
{
    int64_t i = (*n)++;
    for (; i > 0 && list[i - 1] > x; i--)
        list[i] = list[i - 1];
    list[i] = x;
}

/* Which of the places where there may be a kink are some with these parameters (an elu with alpha 1
 * has none): f or f' is another on both sides. */
static void find_kinks(struct act_use *use)
{
    double place[ACT_KINKS];
    const struct act *act = use->act;
    int n = act->body    ? act_body_kinks(act, use->param, place)
            : act->kinks ? act->kinks(use->param, place)
                         : 0;
    memset(use->kink, 0, sizeof use->kink); /* uses are compared as bytes */
    use->kinks = 0;
    for (int k = 0; k < n; k++) {
        double x = place[k], left = nextafter(x, -1e300), right = nextafter(x, 1e300);
        if (differ(act_f(use, left), act_f(use, right)) ||
            differ(act_df(use, left), act_df(use, right)))
            insert(use->kink, &use->kinks, x);
    }
}

struct act_use act_use_of(const struct act *act)
{
    struct act_use use = {.act = act};
    for (int k = 0; k < act_params(act); k++)
        use.param[k] = act->param[k].value;
    find_kinks(&use);
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
    find_kinks(use);
    return true;
}

/* Is it a function that only formulas have, in whatever letters? Its own spelling into out. */
static bool is_of_formulas(const char *name, char out[FORMULA_NAME])
{
    size_t n = 0;
    for (; name[n] && n + 1 < FORMULA_NAME; n++)
        out[n] = (char)tolower((unsigned char)name[n]);
    out[n] = '\0';
    return !name[n] && formula_find_function(out, (int)n);
}

static bool say_unknown(const struct act_names *own, const char *name, struct err *e)
{
    char plain[FORMULA_NAME];
    if (!*name)
        return err_set(e, "a function's name is missing; `list` shows all");
    if (strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") !=
        strlen(name))
        return err_set(e, "'%.60s' is not the name of a function; `list` shows all", name);
    if (is_of_formulas(name, plain))
        return err_set(e, "%s is a function of formulas: write '%s(x)'", name, plain);
    struct near near;
    near_init(&near, name);
    act_offer(own, &near);
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
    text += strspn(text, " ");
    text[strcspn(text, " ")] = '\0';
    int k = act_param_find(use->act, text, e);
    if (k < 0)
        return false;
    double v;
    if (!fmt_parse(equals + 1, &v))
        return err_set(e, "%s: %s is a number, not '%.40s'", act, text, equals + 1);
    return act_set(use, k, v, e);
}

/* NAME=VALUE,NAME=VALUE,...; cuts `next` to pieces. NULL: none. */
static bool parse_params(struct act_use *use, char *next, struct err *e)
{
    while (next) {
        char *param = next;
        next = strchr(param, ',');
        if (next)
            *next++ = '\0';
        if (!parse_param(use, param, e))
            return false;
    }
    return true;
}

static bool is_name(const char *text, size_t n)
{
    return n == strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}

/* Where the parameters of a formula begin: the last ':' with NAME=VALUE behind it, NULL for none.
 */
static const char *formula_tail(const char *text)
{
    const char *colon = strrchr(text, ':');
    if (!colon)
        return NULL;
    const char *name = colon + 1 + strspn(colon + 1, " ");
    size_t n = strcspn(name, " =");
    const char *equals = name + n + strspn(name + n, " ");
    return n > 0 && is_name(name, n) && equals[0] == '=' && equals[1] != '=' ? colon : NULL;
}

/* A plain name, with or without parameters, blanks around it or not: no formula is meant, but for x
 * itself and numbers. */
static bool is_plain(const char *text)
{
    text += strspn(text, " ");
    size_t n = strcspn(text, ":");
    while (n > 0 && text[n - 1] == ' ')
        n--;
    bool x = n == 1 && *text == 'x', number = *text >= '0' && *text <= '9';
    return is_name(text, n) && !x && !number;
}

/* A formula in x, its parameters behind it: `max(0, x) + gamma*min(0, x) : gamma=0.2`. */
static bool parse_formula(const struct act_names *own, const char *text, struct act_use *out,
                          struct err *e)
{
    const char *tail = formula_tail(text);
    size_t n = tail ? (size_t)(tail - text) : strlen(text);
    size_t start = strspn(text, " ");
    while (n > start && text[n - 1] == ' ')
        n--;
    struct str expr;
    str_init(&expr);
    str_add_n(&expr, text + start, n - start);
    const struct act *act = act_book_formula(own, expr.data, e);
    str_done(&expr);
    if (!act) {
        if (e && e->line == 1)
            e->col += (int)start;
        return false;
    }
    char params[256];
    struct act_use use = act_use_of(act);
    if (!str_copy(params, sizeof params, tail ? tail + 1 : ""))
        return err_set(e, "'%.40s...' is too long for parameters", tail + 1);
    return parse_params(&use, tail ? params : NULL, e) && (*out = use, true);
}

bool act_parse(const struct act_names *own, const char *text, struct act_use *out, struct err *e)
{
    char word[256];
    size_t n = strcspn(text, ":");
    bool named = n < sizeof word;
    if (named) {
        memcpy(word, text, n);
        word[n] = '\0';
    }
    const struct act *act = named ? act_find(own, word) : NULL;
    if (!act && own && own->book && !is_plain(text))
        return parse_formula(own, text, out, e);
    if (!str_copy(word, sizeof word, text))
        return err_set(e, "'%.40s...' is too long for a function and its parameters", text);
    char *next = strchr(word, ':');
    if (next)
        *next++ = '\0';
    if (!act)
        return say_unknown(own, strpbrk(word, " ()+-*/?<>") ? text : word, e);
    struct act_use use = act_use_of(act);
    return parse_params(&use, next, e) && (*out = use, true);
}

void act_print(const struct act_use *use, struct str *out)
{
    const struct act *act = use->act;
    str_add(out, act_is_anonymous(act) ? act->formula : act->name);
    char mark = ':';
    for (int k = 0; k < act_params(act); k++) {
        const struct act_param *p = &act->param[k];
        char value[FMT_SIZE];
        if (use->param[k] == p->value)
            continue;
        str_addf(out, "%c%s=%s", mark, p->name, formula_number(value, use->param[k]));
        mark = ',';
    }
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

bool act_is_kink(const struct act_use *use, double x)
{
    for (int i = 0; i < use->kinks; i++)
        if (use->kink[i] == x)
            return true;
    return false;
}

double act_f(const struct act_use *use, double x)
{
    const struct act *act = use->act;
    return act->body ? act_body_value(act, use->param, x, 0) : act->f(x, use->param);
}

double act_df(const struct act_use *use, double x)
{
    const struct act *act = use->act;
    return act->body ? act_body_value(act, use->param, x, 1) : act->df(x, use->param);
}

double act_d2f(const struct act_use *use, double x)
{
    const struct act *act = use->act;
    return act->body ? act_body_value(act, use->param, x, 2) : act->d2f(x, use->param);
}

double act_dparam(const struct act_use *use, double x, int k)
{
    const struct act *act = use->act;
    return act->body ? act_body_dparam(act, use->param, x, k) : act->dparam(x, use->param, k);
}

void act_array(const struct act_use *use, int n, const double *x, double *f, double *df)
{
    if (use->act->body) {
        act_body_array(use->act, use->param, n, x, f, df);
        return;
    }
    for (int i = 0; i < n; i++) {
        double x_i = x[i]; /* f may lie where x does */
        if (f)
            f[i] = act_f(use, x_i);
        if (df)
            df[i] = act_df(use, x_i);
    }
}
