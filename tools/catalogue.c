/* catalogue WHAT: prints what there is to know about the functions, in mdoc, for the manual
 * actviz-functions(7): `functions`, each with all its row says and what is measured of it;
 * `facts`, the measured properties and what they mean; `names`, one a line, for the tests.
 */
#include <math.h>
#include <stdio.h>

#include "mdoc.h"

#include "base/fmt.h"
#include "base/str.h"
#include "num/act.h"
#include "num/fact.h"

static void item(const char *name, const char *text)
{
    if (!text)
        return;
    printf(".It %s\n", name);
    mdoc_line(text);
}

static const char *number(char out[FMT_SIZE], double v)
{
    return fmt_short(out, v, 7);
}

static void parameters(const struct act *act)
{
    struct str text;
    str_init(&text);
    for (int k = 0; k < act_params(act); k++) {
        const struct act_param *p = &act->param[k];
        char value[FMT_SIZE], lo[FMT_SIZE], hi[FMT_SIZE];
        str_clear(&text);
        str_addf(&text, "%s, from %s to %s. %s", number(value, p->value), number(lo, p->min),
                 number(hi, p->max), p->help);
        if (p->aliases)
            str_addf(&text, " Also called: %s.", p->aliases);
        printf(".It Va %s\n", p->name);
        mdoc_line(text.data);
    }
    str_done(&text);
}

static void kinks(const struct act_use *use)
{
    struct str text;
    str_init(&text);
    for (int k = 0; k < use->kinks; k++) {
        char x[FMT_SIZE];
        str_addf(&text, "%sx = %s", k ? ", " : "", number(x, use->kink[k]));
    }
    if (use->act->convention)
        str_addf(&text, "%s%s", text.len ? "; " : "", use->act->convention);
    if (text.len)
        item("kinks", text.data);
    str_done(&text);
}

static void known_values(const struct act *act)
{
    struct str text;
    str_init(&text);
    for (int i = 0; i < act->values; i++) {
        const struct act_value *v = &act->value[i];
        char x[FMT_SIZE], f[FMT_SIZE], df[FMT_SIZE];
        str_addf(&text, "%sf(%s) = %s with slope %s", i ? ", " : "", number(x, v->x),
                 number(f, v->f), number(df, v->df));
    }
    if (text.len)
        item("values", text.data);
    str_done(&text);
}

static void dialects(const struct act *act)
{
    struct str text;
    str_init(&text);
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        str_addf(&text, "%s%s: %s.", k ? " " : "", act->dialect[k].where, act->dialect[k].says);
    if (text.len)
        item("elsewhere", text.data);
    str_done(&text);
}

/* What a fact of a kind is called; "" where the value does not exist. */
static void value_text(const struct fact *fact, const struct fact_source *source, struct str *out)
{
    double v = fact->get(source);
    char text[FMT_SIZE];
    str_clear(out);
    if (isnan(v))
        return;
    if (fact->kind == FACT_NUMBER)
        str_add(out, number(text, v));
    else if (fact->kind == FACT_FLAG)
        str_add(out, v != 0 ? "yes" : "no");
    else
        str_add(out, fact->words[(int)v]);
}

static void measured(const struct kernel *kernel, const struct act_use *use)
{
    struct act_facts facts;
    struct str list, value;
    str_init(&list);
    str_init(&value);
    measure(kernel, use, &facts);
    const struct fact_source source = {use, &facts, measure_fixed(kernel, use, 1, 0)};
    for (int i = 0; i < fact_count; i++) {
        value_text(&fact_table[i], &source, &value);
        if (value.len)
            str_addf(&list, "%s%s %s", list.len ? ", " : "", fact_table[i].name, value.data);
    }
    item("measured", list.data);
    str_done(&value);
    str_done(&list);
}

static void claims(const struct act *act)
{
    char f[FMT_SIZE], df[FMT_SIZE];
    struct str text;
    str_init(&text);
    str_addf(&text, "f within %s ulp, f' within %s ulp.", number(f, act->ulp_f),
             number(df, act->ulp_df));
    item("error", text.data);
    str_done(&text);
}

static void functions(const struct kernel *kernel)
{
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        const struct act_use use = act_use_of(act);
        printf(".Ss %s\n", act->name);
        printf(".Bl -tag -width derivative -compact\n");
        item("title", act->title);
        item("also", act->aliases);
        item("f(x)", act->formula);
        item("f'(x)", act->derivative);
        parameters(act);
        kinks(&use);
        known_values(act);
        item("what", act->what);
        item("for", act->pro);
        item("against", act->con);
        item("when", act->when);
        dialects(act);
        item("source", act->source);
        measured(kernel, &use);
        claims(act);
        printf(".El\n");
    }
}

static void facts(void)
{
    for (int i = 0; i < fact_count; i++) {
        printf(".It Va %s\n", fact_table[i].name);
        mdoc_line(fact_table[i].help);
    }
}

int main(int argc, char **argv)
{
    const char *what = argc == 2 ? argv[1] : "";
    if (str_is(what, "functions")) {
        functions(kernel_choose(NULL, NULL));
    } else if (str_is(what, "facts")) {
        facts();
    } else if (str_is(what, "names")) {
        for (int i = 0; i < act_count; i++)
            puts(act_table[i]->name);
    } else {
        (void)fputs("catalogue functions|facts|names\n", stderr);
        return 2;
    }
    return fflush(stdout) ? 1 : 0;
}
