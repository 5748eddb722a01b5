/* What there is to know about one function, in all formats; here measured, and as keys and values.
 */
#include <math.h>

#include "view/describe.h"
#include "view/report.h"
#include "view/rows.h"

/* Weights of variance s2 / width. */
static const struct {
    const char *name;
    double s2;
} inits[DESCRIBE_INITS] = {[DESCRIBE_XAVIER] = {"xavier", 1}, [DESCRIBE_HE] = {"he", 2}};

static void look(const struct kernel *kernel, const struct act_use *use, struct describe *d)
{
    d->use = use;
    act_label(use->act, d->name);
    measure(kernel, use, &d->facts);
    for (int i = 0; i < DESCRIBE_INITS; i++)
        d->fixed[i] = measure_fixed(kernel, use, inits[i].s2, 0);
}

struct fact_source describe_source(const struct describe *d, int init)
{
    return (struct fact_source){.use = d->use, .facts = &d->facts, .fixed = d->fixed[init]};
}

const char *describe_init_name(int init)
{
    return inits[init].name;
}

bool describe_is_of_stacks(const struct fact *fact)
{
    return str_is(fact->name, "q_star") || str_is(fact->name, "chi_star");
}

static void pair_text(struct rows *rows, const char *key, const char *text)
{
    if (!text)
        return;
    rows_text(rows, key);
    rows_text(rows, text);
    rows_end(rows);
}

static void pair_number(struct rows *rows, const char *key, double v)
{
    rows_text(rows, key);
    rows_number(rows, v);
    rows_end(rows);
}

static void pair_facts(struct rows *rows, const struct describe *d)
{
    for (int k = 0; k < fact_count; k++) {
        const struct fact *fact = &fact_table[k];
        const struct fact_source from = describe_source(d, DESCRIBE_HE);
        double v = fact->get(&from);
        if (isnan(v) || str_is(fact->name, "kinks"))
            continue;
        if (fact->kind == FACT_FLAG)
            pair_text(rows, fact->name, v != 0 ? "true" : "false");
        else if (fact->kind == FACT_WORD)
            pair_text(rows, fact->name, fact->words[(int)v]);
        else
            pair_number(rows, fact->name, v);
    }
    for (int k = 0; k < d->use->kinks; k++)
        pair_number(rows, "kink", d->use->kink[k]);
    for (int k = 0; k < d->facts.zeros; k++)
        pair_number(rows, "zero", d->facts.zero[k]);
}

static void pairs(const struct describe *d, enum report_format format, struct str *out)
{
    const struct act *act = d->use->act;
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "key", ROWS_LEFT);
    rows_header(&rows, "value", ROWS_LEFT);
    pair_text(&rows, "name", d->name);
    pair_text(&rows, "title", act->title);
    pair_text(&rows, "aliases", act->aliases);
    pair_text(&rows, "formula", act->formula);
    pair_text(&rows, "derivative", act->derivative);
    for (int k = 0; k < act_params(act); k++)
        pair_number(&rows, act->param[k].name, d->use->param[k]);
    pair_number(&rows, "at_minus_inf", act_f(d->use, -(double)INFINITY));
    pair_number(&rows, "at_plus_inf", act_f(d->use, (double)INFINITY));
    pair_facts(&rows, d);
    pair_text(&rows, "convention", act->convention);
    pair_text(&rows, "what", act->what);
    pair_text(&rows, "for", act->pro);
    pair_text(&rows, "against", act->con);
    pair_text(&rows, "when", act->when);
    pair_text(&rows, "source", act->source);
    rows_done(&rows);
}

void report_describe(const struct kernel *kernel, const struct act_use *use,
                     enum report_format format, struct str *out)
{
    struct describe d;
    look(kernel, use, &d);
    if (format == REPORT_TABLE)
        describe_card(&d, out);
    else if (format == REPORT_JSON)
        describe_json(&d, out);
    else
        pairs(&d, format, out);
}
