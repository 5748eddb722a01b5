#include "app/table.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "app/facts.h"
#include "app/impl.h"
#include "num/fact.h"

/* ---- what the options may be ---- */

enum { SORT_NONE = 0 };

static int sort_by_name(void)
{
    return 1 + fact_count;
}

const char *table_sort_name(int i)
{
    if (i == SORT_NONE)
        return "none";
    if (i == sort_by_name())
        return "name";
    return i > 0 && i < sort_by_name() ? fact_table[i - 1].name : NULL;
}

/* A heading without blanks, its signs as they are written in ASCII. */
static void plain_head(const char *text, struct str *out)
{
    static const char *const signs[][2] = {
        {"\u03C7", "chi"}, {"\u2032", "'"}, {"\u00B2", "^2"}, {" ", ""}};
    enum { SIGNS = sizeof signs / sizeof signs[0] };
    while (*text) {
        int i = 0;
        while (i < SIGNS && !str_starts(text, signs[i][0]))
            i++;
        if (i < SIGNS)
            str_add(out, signs[i][1]);
        else
            str_add_char(out, *text);
        text += i < SIGNS ? strlen(signs[i][0]) : 1;
    }
}

int table_sort_head(const char *word)
{
    struct str wanted, head;
    int found = -1;
    bool twice = false;
    str_init(&wanted);
    str_init(&head);
    plain_head(word, &wanted);
    for (int i = 0; i < fact_count; i++) {
        str_clear(&head);
        plain_head(fact_table[i].title, &head);
        if (!str_is(head.data, wanted.data))
            continue;
        twice = found >= 0;
        found = i + 1;
    }
    str_done(&head);
    str_done(&wanted);
    return twice ? -1 : found;
}

/* Words rather than a formula: no signs, and none of its words. */
static bool is_plain(const char *text)
{
    static const char *const joins[] = {"and", "or", "not"};
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " ");
        for (int i = 0; i < 3; i++)
            if (n == strlen(joins[i]) && memcmp(p, joins[i], n) == 0)
                return false;
        p += n;
        p += strspn(p, " ");
    }
    return !strpbrk(text, "<>=!()[]+*/^?:,'");
}

/* Reads a filter: *condition is NULL where it is part of a name (or nothing). */
static bool read_filter(const char *text, struct formula **condition, struct err *e)
{
    const struct formula_scope scope = fact_scope(NULL);
    const struct fact *flag = fact_find(text);
    struct err own = {0};
    *condition = NULL;
    if (is_plain(text) && !(flag && flag->kind == FACT_FLAG))
        return true;
    struct formula *f = formula_new(text, &scope, &own);
    if (!f) {
        if (e)
            *e = own;
        return false;
    }
    if (!flag && (!formula_is_condition(f) || formula_is_constant(f))) {
        formula_free(f);
        return err_at(e, 1, 1,
                      "%s is no condition on a property; compare one, as in gain < 1.5 and odd",
                      text);
    }
    *condition = f;
    return true;
}

bool table_filter_check(const char *text, struct err *e)
{
    struct formula *condition;
    bool fine = read_filter(text, &condition, e);
    formula_free(condition);
    return fine;
}

/* ---- rows ---- */

/* A row on its way to its place. */
struct row {
    struct act_use use;
    bool measured; /* or nothing measured is asked for */
    double key;    /* what it is sorted by; of names there is none */
};

/* Is `part` in `text` (NULL: no), whatever the case of letters? */
static bool has_part(const char *text, const char *part)
{
    for (; text && *text; text++) {
        size_t n = 0;
        while (part[n] && tolower((unsigned char)text[n]) == tolower((unsigned char)part[n]))
            n++;
        if (!part[n])
            return true;
    }
    return false;
}

static bool is_named(const struct act *act, const char *part)
{
    return !*part || has_part(act->name, part) || has_part(act->aliases, part) ||
           has_part(act->title, part);
}

/* What rows are made with. */
struct making {
    const struct app *app;
    const struct settings *s;
    double s2;
    struct formula *condition; /* or NULL */
    const struct fact *fact;   /* sorted by, or NULL */
};

/* The properties of a function, if it is measured. */
static bool source_of(const struct making *m, const struct act_use *use, struct fact_source *out)
{
    const struct act_facts *facts = facts_find(&m->app->facts, use);
    const struct act_fixed *fixed = facts_find_fixed(&m->app->facts, use, m->s2);
    if (facts && fixed)
        *out = (struct fact_source){.use = use, .facts = facts, .fixed = *fixed};
    return facts && fixed;
}

/* False: the filter takes it out. */
static bool make_row(const struct making *m, const struct act *act, struct row *out)
{
    struct fact_source source;
    *out = (struct row){.use = act_use_of(act), .measured = true};
    if (!m->condition && !is_named(act, m->s->table.filter))
        return false;
    if (!m->condition && !m->fact)
        return true;
    out->measured = source_of(m, &out->use, &source);
    if (!out->measured)
        return true;
    if (m->fact)
        out->key = m->fact->get(&source);
    if (!m->condition)
        return true;
    const struct formula_scope scope = fact_scope(&source);
    return formula_truth(formula_eval(m->condition, &scope)) == TRUTH_TRUE;
}

/* Does a stand behind b? What is not measured stands behind all, what does not exist behind the
 * rest, both ways. */
static bool is_behind(const struct making *m, const struct row *a, const struct row *b)
{
    bool reverse = m->s->table.reverse;
    if (a->measured != b->measured)
        return b->measured;
    if (m->s->table.sort == sort_by_name()) {
        int order = strcmp(a->use.act->name, b->use.act->name);
        return reverse ? order < 0 : order > 0;
    }
    if (!m->fact) /* the table's own order, or its opposite */
        return reverse;
    if (!a->measured || isnan(a->key) || isnan(b->key))
        return a->measured && isnan(a->key) && !isnan(b->key);
    return reverse ? a->key < b->key : a->key > b->key;
}

/* The rows of these settings; how many. Insertion keeps the order of equals. */
static int make_rows(const struct app *app, const struct settings *s,
                     struct act_use out[TABLE_ROWS])
{
    struct making m = {.app = app, .s = s, .s2 = facts_variance(s)};
    struct row row[TABLE_ROWS];
    int n = 0;
    if (s->table.sort > SORT_NONE && s->table.sort < sort_by_name())
        m.fact = &fact_table[s->table.sort - 1];
    (void)read_filter(s->table.filter, &m.condition, NULL);
    for (int i = 0; act_at(&s->names, i) && n < TABLE_ROWS; i++) {
        struct row next;
        if (!make_row(&m, act_at(&s->names, i), &next))
            continue;
        int at = n++;
        for (; at > 0 && is_behind(&m, &row[at - 1], &next); at--)
            row[at] = row[at - 1];
        row[at] = next;
    }
    formula_free(m.condition);
    for (int i = 0; i < n; i++)
        out[i] = row[i].use;
    return n;
}

int app_table(const struct app *app, struct act_use out[TABLE_ROWS])
{
    return make_rows(app, &app->settings, out);
}

/* ---- the choice ---- */

bool table_chosen(const struct app *app, struct act_use *out)
{
    struct act_use row[TABLE_ROWS];
    int n = app_table(app, row), choice = app->settings.table.choice;
    if (n == 0)
        return false;
    *out = row[choice <= n ? choice - 1 : n - 1];
    return true;
}

/* Do both show the same rows in the same order? */
static bool same_rows(const struct settings *a, const struct settings *b)
{
    return a->table.sort == b->table.sort && a->table.reverse == b->table.reverse &&
           str_is(a->table.filter, b->table.filter) && a->table.init == b->table.init &&
           a->table.init_scale == b->table.init_scale && a->names.n == b->names.n;
}

/* Where a function stands among rows, from 1; the first row if it is not there. */
static int row_of(const struct act *act, const struct act_use *row, int n)
{
    for (int i = 0; i < n; i++)
        if (row[i].act == act)
            return i + 1;
    return 1;
}

void table_follow(struct app *app, const struct settings *before)
{
    struct act_use was[TABLE_ROWS], is[TABLE_ROWS];
    struct table_settings *t = &app->settings.table;
    if (app->settings.screen != SCREEN_TABLE)
        return;
    int n = app_table(app, is);
    /* Who stands on the first row looks at what comes first, whatever that is. */
    bool follows = t->choice > 1 && t->choice == before->table.choice;
    if (follows && !same_rows(&app->settings, before)) {
        int rows = make_rows(app, before, was);
        if (t->choice <= rows)
            t->choice = row_of(was[t->choice - 1].act, is, n);
    }
    if (t->choice > n)
        t->choice = n > 0 ? n : 1;
    if (t->column > fact_count)
        t->column = fact_count;
}
