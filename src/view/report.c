#include "view/report.h"

#include "view/rows.h"

#include "app/column.h"
#include "base/fmt.h"

/* ---- flow ---- */

void report_flow(const struct app *app, enum report_format format, struct str *out)
{
    const struct acts *acts = &app_settings(app)->flow.acts;
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "act", ROWS_LEFT);
    rows_header(&rows, "layer", ROWS_RIGHT);
    for (int c = 0; c < column_layer_count; c++)
        rows_header(&rows, column_layer[c].name, ROWS_RIGHT);
    for (int i = 0; i < acts->n; i++) {
        const struct stack_result *r = app_flow(app, i);
        char name[ACT_NAME];
        settings_act_name(acts, i, name);
        for (int k = 0; r && k < r->layers; k++) {
            rows_text(&rows, name);
            rows_count(&rows, k + 1);
            for (int c = 0; c < column_layer_count; c++)
                rows_number(&rows, column_of_layer(&column_layer[c], &r->layer[k]));
            rows_end(&rows);
        }
    }
    rows_done(&rows);
}

/* ---- eval: a stream, so nothing is kept between rows ---- */

void report_eval_start(enum report_format format, struct str *out)
{
    static const char *const heads[] = {[REPORT_TABLE] =
                                            "             x              f             f'\n",
                                        [REPORT_TSV] = "x\tf\tdf\n",
                                        [REPORT_CSV] = "x,f,df\n",
                                        [REPORT_JSON] = "["};
    str_add(out, heads[format]);
}

void report_eval_row(enum report_format format, const struct act_use *use, double x, bool first,
                     struct str *out)
{
    const double value[3] = {x, act_f(use, x), act_df(use, x)};
    static const char *const keys[3] = {"x", "f", "df"};
    char number[FMT_SIZE];
    if (format == REPORT_JSON)
        str_add(out, first ? "\n{" : ",\n{");
    for (int i = 0; i < 3; i++) {
        switch (format) {
        case REPORT_TABLE:
            str_addf(out, "%s%14s", i ? " " : "", fmt_short(number, value[i], 6));
            break;
        case REPORT_JSON:
            str_addf(out, "%s\"%s\": ", i ? ", " : "", keys[i]);
            rows_json_number(value[i], out);
            break;
        default:
            str_addf(out, "%s%s",
                     i == 0                 ? ""
                     : format == REPORT_CSV ? ","
                                            : "\t",
                     fmt_exact(number, value[i]));
        }
    }
    str_add(out, format == REPORT_JSON ? "}" : "\n");
}

void report_eval_end(enum report_format format, struct str *out)
{
    if (format == REPORT_JSON)
        str_add(out, "\n]\n");
}

/* ---- list ---- */

static void params_text(const struct act *act, struct str *out)
{
    char number[FMT_SIZE];
    for (int k = 0; k < act_params(act); k++)
        str_addf(out, "%s%s=%s", k ? " " : "", act->param[k].name,
                 fmt_short(number, act->param[k].value, 9));
}

void report_list(enum report_format format, struct str *out)
{
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "name", ROWS_LEFT);
    rows_header(&rows, "parameters", ROWS_LEFT);
    rows_header(&rows, "title", ROWS_LEFT);
    rows_header(&rows, "aliases", ROWS_LEFT);
    for (int i = 0; i < act_count; i++) {
        const struct act *act = act_table[i];
        struct str params;
        str_init(&params);
        params_text(act, &params);
        rows_text(&rows, act->name);
        rows_text(&rows, params.data);
        rows_text(&rows, act->title);
        rows_text(&rows, act->aliases ? act->aliases : "");
        rows_end(&rows);
        str_done(&params);
    }
    rows_done(&rows);
}
