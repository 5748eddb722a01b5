/* The table of measured properties, for the shell. */
#include <math.h>

#include "base/fmt.h"
#include "num/fact.h"
#include "view/report.h"
#include "view/rows.h"

/* What does not exist has no key in JSON; kinks are the places themselves there. */
static void add_fact(const struct fact *fact, const struct fact_source *from, struct rows *rows)
{
    double v = fact->get(from);
    if (str_is(fact->name, "kinks"))
        rows_list(rows, from->use->kink, (int)from->use->kinks);
    else if (isnan(v))
        rows_absent(rows);
    else if (fact->kind == FACT_FLAG)
        rows_flag(rows, v != 0);
    else if (fact->kind == FACT_WORD)
        rows_text(rows, fact->words[(int)v]);
    else
        rows_number(rows, v);
}

void report_table(const struct app *app, enum report_format format, int width, struct str *out)
{
    struct act_use use[TABLE_ROWS];
    struct rows rows;
    int n = app_table(app, use);
    rows_init(&rows, format, out);
    rows.width = width;
    rows_header(&rows, "name", ROWS_LEFT);
    for (int k = 0; k < fact_count; k++)
        rows_header(&rows, fact_table[k].name,
                    fact_table[k].kind == FACT_NUMBER ? ROWS_RIGHT : ROWS_LEFT);
    for (int i = 0; i < n; i++) {
        const struct fact_source from = {
            .use = &use[i], .facts = app_facts(app, &use[i]), .fixed = *app_fixed(app, &use[i])};
        char name[ACT_NAME];
        rows_text(&rows, act_label(use[i].act, name));
        for (int k = 0; k < fact_count; k++)
            add_fact(&fact_table[k], &from, &rows);
        rows_end(&rows);
    }
    rows_done(&rows);
}
