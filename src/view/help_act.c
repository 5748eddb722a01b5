/* The pages of help about functions, from their rows and from what is measured of them. */
#include <stdio.h>

#include "base/fmt.h"
#include "num/fact.h"
#include "num/formula.h"
#include "view/fact_words.h"
#include "view/help_page.h"

enum { TEXT = 512, FORMULA = 256 };

static void printed(const struct help_page *g, const char *text, char out[FORMULA])
{
    if (!formula_print(text, pen_is_unicode(g->p), out, FORMULA))
        (void)snprintf(out, FORMULA, "%s", text);
}

/* ---- all of them ---- */

/* Groups are told by the loops that compute them: each begins where the last one ended. */
static const struct {
    enum act_loop first;
    const char *title;
} groups[] = {{ACT_LOOP_IDENTITY, "The simplest"},
              {ACT_LOOP_LEAKY, "Made of straight pieces: rectifiers, clips, shrinkage"},
              {ACT_LOOP_SIGMOID, "S-shaped, and bells"},
              {ACT_LOOP_SOFTPLUS, "Smooth relatives of relu"},
              {ACT_LOOP_SOFTSIGN, "Without exponentials"},
              {ACT_LOOP_SIN, "Waves"},
              {ACT_LOOP_LIF, "A neuron"},
              {ACT_LOOP_FORMULA, "Your own"},
              {ACT_LOOP_COUNT, NULL}};

void help_act_list(struct help_page *g)
{
    const struct act_names *names = &app_settings(g->m->app)->names;
    for (int k = 0; groups[k].title; k++) {
        bool any = false;
        for (int i = 0; act_at(names, i); i++) {
            const struct act *act = act_at(names, i);
            char shown[FORMULA], text[TEXT];
            if (act->loop < groups[k].first || act->loop >= groups[k + 1].first)
                continue;
            if (!any)
                help_page_heading(g, groups[k].title);
            any = true;
            printed(g, act->formula, shown);
            (void)snprintf(text, sizeof text, "%s. f(x) = %s", act->title, shown);
            help_page_entry(g, act->name, ROLE_CODE, text, "");
        }
    }
}

void help_act_properties(struct help_page *g)
{
    help_page_heading(g, "Measured properties");
    help_page_paragraph(g,
                        "Nothing of this is typed in: extrema are searched for, means are "
                        "integrals over z ~ N(0,1), all of the function and the parameters that "
                        "are shown. The table has a column for each; sort= and filter= go by "
                        "these names, and so do expressions: get gelu.gain. What the table calls "
                        "a column stands before its colon, and will do to sort.");
    help_page_gap(g);
    for (int i = 0; i < fact_count; i++) {
        const struct fact *fact = &fact_table[i];
        char title[FACT_WORD_SIZE], text[TEXT];
        bool same = str_is(fact->title, fact->name);
        (void)snprintf(text, sizeof text, "%s%s%s", same ? "" : fact_words_title(g->p, fact, title),
                       same ? "" : ": ", fact->help);
        help_page_entry(g, fact->name, ROLE_CODE, text, "");
    }
}

void help_act_formulas(struct help_page *g)
{
    static const struct {
        const char *command, *text;
    } examples[] = {
        {"plot 'x*tanh(log(1+exp(x)))' mish", "A formula in x may stand where a function may."},
        {"def swoosh(x, b=1) = x*sigmoid(b*x)", "A function with a name and a parameter."},
        {"plot swoosh:b=2 silu", "It has all that a built-in one has: slopes, knobs, its card."},
        {"flow swoosh relu", "Stacks of layers run on it, with its exact derivative."},
        {"def bump(x) = swoosh'(x) - x*swoosh''(x)", "Derivatives are written with primes."},
        {"table filter='odd and gain<1.5'", "Conditions are formulas too."}};
    help_page_heading(g, "Functions of your own");
    help_page_paragraph(g,
                        "Formulas know + - * / ^, comparisons, and or not, a ? b : c, "
                        "parentheses, the numbers pi and e, min max abs sign step clamp, exp log "
                        "sqrt sin cos tanh erf and their relatives, and every function of the "
                        "table. Derivatives come from the formula by automatic differentiation, "
                        "exactly, never from differences.");
    help_page_gap(g);
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        help_page_entry(g, examples[i].command, ROLE_CODE, examples[i].text, "");
    help_page_gap(g);
    help_page_paragraph(g, "In a formula without a name alpha, beta, gamma and lambda are "
                           "parameters that can be turned. On the shell a formula needs quotes, "
                           "and --def 'NAME(x) = FORMULA' defines one for any verb.");
}

/* ---- one ---- */

static void formulas(struct help_page *g, const struct act *act)
{
    char shown[FORMULA], name[32];
    printed(g, act->formula, shown);
    help_page_entry(g, "f(x)", ROLE_CODE, shown, "");
    (void)snprintf(name, sizeof name, "f%s(x)", pen_symbol(g->p, "prime"));
    if (act->derivative)
        printed(g, act->derivative, shown);
    help_page_entry(g, name, ROLE_CODE,
                    act->derivative ? shown : "exact, by automatic differentiation", "");
}

static void parameters(struct help_page *g, const struct act *act)
{
    for (int k = 0; k < act_params(act); k++) {
        char text[TEXT], value[FMT_SIZE], lo[FMT_SIZE], hi[FMT_SIZE];
        const struct act_param *q = &act->param[k];
        (void)snprintf(text, sizeof text, "%s%s%s to %s, default %s.", q->help ? q->help : "",
                       q->help ? " " : "", fmt_short(lo, q->min, 6), fmt_short(hi, q->max, 6),
                       fmt_short(value, q->value, 6));
        help_page_entry(g, q->name, ROLE_CODE, text, "");
    }
}

static void measured(struct help_page *g, const struct act *act)
{
    const struct act_use use = act_use_of(act);
    const struct act_facts *facts = app_facts(g->m->app, &use);
    struct str text[4];
    static const char *const names[4] = {"range", "slope", "shape", "for z ~ N(0,1)"};
    if (!facts) {
        help_page_entry(g, "measured", ROLE_DIM, pen_symbol(g->p, "ellipsis"), "");
        return;
    }
    for (int i = 0; i < 4; i++)
        str_init(&text[i]);
    fact_words_range(&use, facts, g->p, &text[0]);
    fact_words_slope(&use, facts, g->p, &text[1]);
    fact_words_shape(&use, facts, g->p, &text[2]);
    fact_words_moments(&use, facts, g->p, &text[3]);
    for (int i = 0; i < 4; i++) {
        help_page_entry(g, names[i], ROLE_DIM, text[i].data, "");
        str_done(&text[i]);
    }
}

void help_act_topic(struct help_page *g, const struct act *act)
{
    const struct {
        const char *name, *text;
    } lines[] = {{"what it does", act->what},       {"for it", act->pro},
                 {"against it", act->con},          {"when to use it", act->when},
                 {"at its kinks", act->convention}, {"source", act->source},
                 {"other names", act->aliases}};
    char text[TEXT];
    (void)snprintf(text, sizeof text, "%s: %s", act->name, act->title);
    help_page_heading(g, text);
    formulas(g, act);
    parameters(g, act);
    help_page_gap(g);
    measured(g, act);
    help_page_gap(g);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            help_page_entry(g, lines[i].name, ROLE_DIM, lines[i].text, "");
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        help_page_entry(g, act->dialect[k].where, ROLE_DIM, act->dialect[k].says, "");
}
