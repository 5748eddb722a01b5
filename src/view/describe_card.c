/* The card of one function for people: everything its row of the table says, and everything that is
 * measured of it. */
#include <math.h>
#include <string.h>

#include "base/fmt.h"
#include "view/describe.h"
#include "view/fact_words.h"

enum { NAME_COLUMNS = 15, WIDTH = 78 };

static const char *derivative(const struct act *act)
{
    return act->derivative ? act->derivative : "exact, by automatic differentiation";
}

/* How much of a word longer than a line goes into `room` columns: up to an operator. */
static int part_of(const char *word, int room)
{
    for (int n = room; n > room / 2; n--)
        if (strchr("+-*/,)", word[n - 1]))
            return n;
    return room;
}

/* A name, and text from the next column on, broken at blanks; further lines begin at `indent`. */
static void hang(const char *name, const char *text, int indent, struct str *out)
{
    str_addf(out, "%-*s", NAME_COLUMNS, name);
    int column = (int)strlen(name) > NAME_COLUMNS ? (int)strlen(name) : NAME_COLUMNS;
    if (column > NAME_COLUMNS) {
        str_add(out, "  ");
        column += 2;
    }
    for (bool first = true; *text; first = false) {
        int word = (int)strcspn(text, " ");
        if (word > WIDTH - indent)
            word = part_of(text, first ? WIDTH - column : WIDTH - indent);
        int blanks = (int)strspn(text + word, " ");
        if (!first && column + word > WIDTH) {
            while (out->data[out->len - 1] == ' ')
                str_cut(out, out->len - 1);
            str_addf(out, "\n%*s", indent, "");
            column = indent;
        }
        str_add_n(out, text, (size_t)(word + (text[word + blanks] ? blanks : 0)));
        column += word + blanks;
        text += word + blanks;
    }
    str_add_char(out, '\n');
}

static void line(const char *name, const char *text, struct str *out)
{
    hang(name, text, NAME_COLUMNS, out);
}

static void card_params(const struct act_use *use, struct str *out)
{
    for (int k = 0; k < act_params(use->act); k++) {
        const struct act_param *p = &use->act->param[k];
        char value[FMT_SIZE], lo[FMT_SIZE], hi[FMT_SIZE];
        struct str text;
        str_init(&text);
        str_addf(&text, "%s, %s to %s", fmt_short(value, use->param[k], 9),
                 fmt_short(lo, p->min, 6), fmt_short(hi, p->max, 6));
        for (const char *word = p->aliases; word && *word; word += strspn(word, " ")) {
            int n = (int)strcspn(word, " ");
            str_addf(&text, "%s%.*s", word == p->aliases ? ", also called " : ", ", n, word);
            word += n;
        }
        str_addf(&text, ". %s", p->help);
        line(p->name, text.data, out);
        str_done(&text);
    }
}

static void card_kinks(const struct act_use *use, struct str *out)
{
    struct str text;
    char number[FMT_SIZE];
    str_init(&text);
    for (int k = 0; k < use->kinks; k++)
        str_addf(&text, "%s%s", k ? ", " : "x = ", fmt_short(number, use->kink[k], 6));
    line("kinks", use->kinks ? text.data : "none", out);
    str_done(&text);
}

static void card_limits(const struct act_use *use, struct str *out)
{
    char low[FMT_SIZE], high[FMT_SIZE];
    struct str text;
    str_init(&text);
    str_addf(&text, "%s at -inf, %s at inf", fmt_short(low, act_f(use, -(double)INFINITY), 9),
             fmt_short(high, act_f(use, (double)INFINITY), 9));
    line("limits", text.data, out);
    str_done(&text);
}

static void card_values(const struct act *act, struct str *out)
{
    struct str text;
    char x[FMT_SIZE], f[FMT_SIZE], df[FMT_SIZE];
    str_init(&text);
    for (int k = 0; k < act->values; k++)
        str_addf(&text, "%sf(%s) = %s, f' = %s", k ? "; " : "", fmt_short(x, act->value[k].x, 6),
                 fmt_short(f, act->value[k].f, 9), fmt_short(df, act->value[k].df, 9));
    if (act->values)
        line("known values", text.data, out);
    str_done(&text);
}

static void card_error(const struct act *act, struct str *out)
{
    struct str text;
    char f[FMT_SIZE], df[FMT_SIZE];
    if (!(act->ulp_f > 0))
        return;
    str_init(&text);
    str_addf(&text, "f within %s ulp of the exact value, f' within %s", fmt_short(f, act->ulp_f, 4),
             fmt_short(df, act->ulp_df, 4));
    line("error", text.data, out);
    str_done(&text);
}

/* A measured property a line, with what it is. */
static void card_facts(const struct describe *d, struct str *out)
{
    str_add(out, "\nMeasured, z ~ N(0,1):\n");
    for (int k = 0; k < fact_count; k++) {
        const struct fact *fact = &fact_table[k];
        bool each = describe_is_of_stacks(fact);
        for (int i = 0; i < (each ? DESCRIBE_INITS : 1) && !str_is(fact->name, "kinks"); i++) {
            const struct fact_source from = describe_source(d, i);
            char value[FACT_WORD_SIZE];
            struct str text;
            str_init(&text);
            str_addf(&text, "%-11s ", fact_words_value(fact, &from, NULL, 6, value));
            if (each)
                str_addf(&text, "(%s) ", describe_init_name(i));
            str_add(&text, fact->help);
            hang(fact->name, text.data, NAME_COLUMNS + 12, out);
            str_done(&text);
        }
    }
}

void describe_card(const struct describe *d, struct str *out)
{
    const struct act *act = d->use->act;
    line(d->name, act->title, out);
    if (act->aliases)
        line("other names", act->aliases, out);
    line("f(x)", act->formula, out);
    line("f'(x)", derivative(act), out);
    card_params(d->use, out);
    card_limits(d->use, out);
    card_kinks(d->use, out);
    const struct {
        const char *name, *text;
    } lines[] = {{"convention", act->convention}, {"what", act->what}, {"for", act->pro},
                 {"against", act->con},           {"when", act->when}, {"source", act->source}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            line(lines[i].name, lines[i].text, out);
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        line(act->dialect[k].where, act->dialect[k].says, out);
    card_values(act, out);
    card_error(act, out);
    card_facts(d, out);
}
