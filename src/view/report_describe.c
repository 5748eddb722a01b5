/* The card of one function, for the shell: everything its row of the table says. */
#include <math.h>
#include <string.h>

#include "base/fmt.h"
#include "view/report.h"
#include "view/rows.h"

/* One fact: a name, and a text or a number. */
struct fact {
    const char *name;
    const char *text; /* NULL: number */
    double number;
};

enum { FACTS = 48, NAME_COLUMNS = 14 };

struct facts {
    int n;
    struct fact row[FACTS];
};

static void add_text(struct facts *f, const char *name, const char *text)
{
    if (text && f->n < FACTS)
        f->row[f->n++] = (struct fact){.name = name, .text = text};
}

static void add_number(struct facts *f, const char *name, double number)
{
    if (f->n < FACTS)
        f->row[f->n++] = (struct fact){.name = name, .number = number};
}

/* In the order in which one wants to know. */
static void collect(const struct act_use *use, struct facts *f)
{
    const struct act *act = use->act;
    add_text(f, "name", act->name);
    add_text(f, "title", act->title);
    add_text(f, "aliases", act->aliases);
    add_text(f, "formula", act->formula);
    add_text(f, "derivative", act->derivative);
    add_number(f, "at_minus_inf", act_f(use, -(double)INFINITY));
    add_number(f, "at_plus_inf", act_f(use, (double)INFINITY));
    add_text(f, "convention", act->convention);
    add_text(f, "what", act->what);
    add_text(f, "for", act->pro);
    add_text(f, "against", act->con);
    add_text(f, "when", act->when);
    add_text(f, "source", act->source);
}

/* ---- for people ---- */

static void line(const char *name, const char *text, struct str *out)
{
    enum { WIDTH = 78 - NAME_COLUMNS };
    str_addf(out, "%-*s", NAME_COLUMNS, name);
    size_t column = 0;
    for (const char *p = text; *p;) {
        size_t word = strcspn(p, " ");
        if (column && column + 1 + word > WIDTH) {
            str_addf(out, "\n%*s", NAME_COLUMNS, "");
            column = 0;
        }
        if (column) {
            str_add_char(out, ' ');
            column++;
        }
        str_add_n(out, p, word);
        column += word;
        p += word;
        p += strspn(p, " ");
    }
    str_add_char(out, '\n');
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

/* "f(-inf) = 0, f(inf) = 1" */
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

static void card(const struct act_use *use, struct str *out)
{
    const struct act *act = use->act;
    line(act->name, act->title, out);
    if (act->aliases)
        line("other names", act->aliases, out);
    line("f(x)", act->formula, out);
    line("f'(x)", act->derivative, out);
    card_params(use, out);
    card_limits(use, out);
    card_kinks(use, out);
    const struct {
        const char *name, *text;
    } lines[] = {{"convention", act->convention}, {"what", act->what}, {"for", act->pro},
                 {"against", act->con},           {"when", act->when}, {"source", act->source}};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        if (lines[i].text)
            line(lines[i].name, lines[i].text, out);
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++)
        line(act->dialect[k].where, act->dialect[k].says, out);
}

/* ---- for machines ---- */

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

static void json_lists(const struct act_use *use, struct str *out)
{
    const struct act *act = use->act;
    str_add(out, ",\n \"kinks\": [");
    for (int k = 0; k < use->kinks; k++) {
        str_add(out, k ? ", " : "");
        rows_json_number(use->kink[k], out);
    }
    str_add(out, "],\n \"dialects\": {");
    bool any = false;
    for (int k = 0; k < ACT_DIALECTS && act->dialect[k].where; k++) {
        str_add(out, any ? ", " : "");
        rows_json_text(act->dialect[k].where, out);
        str_add(out, ": ");
        rows_json_text(act->dialect[k].says, out);
        any = true;
    }
    str_add(out, "}");
}

static void json(const struct act_use *use, const struct facts *facts, struct str *out)
{
    str_add_char(out, '{');
    for (int i = 0; i < facts->n; i++) {
        const struct fact *f = &facts->row[i];
        str_add(out, i ? ",\n " : "");
        rows_json_text(f->name, out);
        str_add(out, ": ");
        if (f->text)
            rows_json_text(f->text, out);
        else
            rows_json_number(f->number, out);
    }
    json_params(use, out);
    json_lists(use, out);
    str_add(out, "}\n");
}

/* Key and value, a fact a row. */
static void pairs(const struct act_use *use, const struct facts *facts, enum report_format format,
                  struct str *out)
{
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "key", ROWS_LEFT);
    rows_header(&rows, "value", ROWS_LEFT);
    for (int i = 0; i < facts->n; i++) {
        const struct fact *f = &facts->row[i];
        rows_text(&rows, f->name);
        if (f->text)
            rows_text(&rows, f->text);
        else
            rows_number(&rows, f->number);
        rows_end(&rows);
    }
    for (int k = 0; k < act_params(use->act); k++) {
        rows_text(&rows, use->act->param[k].name);
        rows_number(&rows, use->param[k]);
        rows_end(&rows);
    }
    for (int k = 0; k < use->kinks; k++) {
        rows_text(&rows, "kink");
        rows_number(&rows, use->kink[k]);
        rows_end(&rows);
    }
    rows_done(&rows);
}

void report_describe(const struct act_use *use, enum report_format format, struct str *out)
{
    struct facts facts = {.n = 0};
    collect(use, &facts);
    if (format == REPORT_TABLE)
        card(use, out);
    else if (format == REPORT_JSON)
        json(use, &facts, out);
    else
        pairs(use, &facts, format, out);
}
