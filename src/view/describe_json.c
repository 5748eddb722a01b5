/* The card of one function as a JSON object. */
#include <math.h>

#include "view/describe.h"
#include "view/rows.h"

static void json_params(const struct act_use *use, struct str *out)
{
    str_add(out, ",\n \"parameters\": [");
    for (int k = 0; k < act_params(use->act); k++) {
        const struct act_param *p = &use->act->param[k];
        str_addf(out, "%s{\"name\": ", k ? ", " : "");
        rows_json_text(p->name, out);
        const struct {
            const char *key;
            double v;
        } numbers[] = {{"value", use->param[k]},
                       {"default", p->value},
                       {"min", p->min},
                       {"max", p->max},
                       {"step", p->step}};
        for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
            str_addf(out, ", \"%s\": ", numbers[i].key);
            rows_json_number(numbers[i].v, out);
        }
        str_add(out, ", \"help\": ");
        rows_json_text(p->help, out);
        str_add_char(out, '}');
    }
    str_add(out, "]");
}

static void json_key(const char *key, struct str *out)
{
    str_add(out, ",\n ");
    rows_json_text(key, out);
    str_add(out, ": ");
}

static void json_text(const char *key, const char *text, struct str *out)
{
    if (!text)
        return;
    json_key(key, out);
    rows_json_text(text, out);
}

static void json_number(const char *key, double v, struct str *out)
{
    json_key(key, out);
    rows_json_number(v, out);
}

static void json_fact(const struct fact *fact, const struct fact_source *from, struct str *out)
{
    double v = fact->get(from);
    if (str_is(fact->name, "kinks")) {
        json_key(fact->name, out);
        rows_json_list(from->use->kink, (int)from->use->kinks, out);
    } else if (isnan(v)) {
        return; /* no key where there is no value */
    } else if (fact->kind == FACT_FLAG) {
        json_key(fact->name, out);
        str_add(out, v != 0 ? "true" : "false");
    } else if (fact->kind == FACT_WORD) {
        json_text(fact->name, fact->words[(int)v], out);
    } else {
        json_number(fact->name, v, out);
    }
}

/* With He's initialisation, as in the table; then with each. */
static void json_facts(const struct describe *d, struct str *out)
{
    const struct fact_source from = describe_source(d, DESCRIBE_HE);
    for (int k = 0; k < fact_count; k++)
        json_fact(&fact_table[k], &from, out);
    json_key("zeros", out);
    rows_json_list(d->facts.zero, d->facts.zeros, out);
    json_key("fixed_points", out);
    for (int i = 0; i < DESCRIBE_INITS; i++) {
        str_addf(out, "%s{\"init\": \"%s\"", i ? ", " : "[", describe_init_name(i));
        const struct fact_source with = describe_source(d, i);
        for (int k = 0; k < fact_count; k++) {
            double v = fact_table[k].get(&with);
            if (!describe_is_of_stacks(&fact_table[k]) || isnan(v))
                continue;
            str_addf(out, ", \"%s\": ", fact_table[k].name);
            rows_json_number(v, out);
        }
        str_add_char(out, '}');
    }
    str_add_char(out, ']');
}

static void json_values(const struct act *act, struct str *out)
{
    json_key("values", out);
    str_add_char(out, '[');
    for (int k = 0; k < act->values; k++) {
        const struct act_value *v = &act->value[k];
        str_add(out, k ? ", " : "");
        rows_json_list((const double[]){v->x, v->f, v->df}, 3, out);
    }
    str_add_char(out, ']');
}

static void json_dialects(const struct act *act, struct str *out)
{
    json_key("dialects", out);
    str_add_char(out, '{');
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++) {
        str_add(out, k ? ", " : "");
        rows_json_text(act->dialect[k].where, out);
        str_add(out, ": ");
        rows_json_text(act->dialect[k].says, out);
    }
    str_add_char(out, '}');
}

void describe_json(const struct describe *d, struct str *out)
{
    const struct act *act = d->use->act;
    str_add(out, "{\"name\": ");
    rows_json_text(d->name, out);
    json_text("title", act->title, out);
    json_text("aliases", act->aliases, out);
    json_text("formula", act->formula, out);
    json_text("derivative", act->derivative, out);
    json_params(d->use, out);
    json_number("at_minus_inf", act_f(d->use, -(double)INFINITY), out);
    json_number("at_plus_inf", act_f(d->use, (double)INFINITY), out);
    json_facts(d, out);
    json_text("convention", act->convention, out);
    json_text("what", act->what, out);
    json_text("for", act->pro, out);
    json_text("against", act->con, out);
    json_text("when", act->when, out);
    json_text("source", act->source, out);
    json_dialects(act, out);
    json_values(act, out);
    if (act->ulp_f > 0) {
        json_number("ulp_f", act->ulp_f, out);
        json_number("ulp_df", act->ulp_df, out);
    }
    str_add(out, "}\n");
}
