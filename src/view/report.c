#include "view/report.h"

#include "view/rows.h"

#include "app/column.h"
#include "base/fmt.h"

#include <string.h>

/* ---- functions ---- */

static void params_text(const struct act_use *use, struct str *out)
{
    char number[FMT_SIZE];
    for (int k = 0; k < act_params(use->act); k++)
        str_addf(out, "%s%s=%s", k ? " " : "", use->act->param[k].name,
                 fmt_short(number, use->param[k], 9));
}

static void add_parameters(struct rows *rows, const struct act_use *use)
{
    struct str text;
    str_init(&text);
    params_text(use, &text);
    if (text.len)
        rows_text(rows, text.data);
    else
        rows_absent(rows);
    str_done(&text);
}

/* ---- layers ---- */

void report_layers(struct rows *rows, enum report_format format, int width, struct str *out)
{
    rows_init(rows, format, out);
    rows->width = width;
    rows->drop = true;
    rows_header(rows, "act", ROWS_LEFT);
    if (format == REPORT_JSON)
        rows_header(rows, "parameters", ROWS_LEFT);
    rows->weight[rows->columns] = 3;
    rows_header(rows, "layer", ROWS_RIGHT);
}

void report_layer(struct rows *rows, const struct acts *acts, int i, int l)
{
    char name[ACT_NAME];
    rows_text(rows, settings_act_name(acts, i, name));
    if (rows->format == REPORT_JSON)
        add_parameters(rows, &acts->use[i]);
    rows_count(rows, l);
}

/* ---- flow ---- */

/* Where there is no room for all, first what the screen shows. */
static int flow_weight(const char *column)
{
    return str_has_word("grad_rms grad_log10", column)          ? 2
           : str_has_word("z_rms a_rms zero saturated", column) ? 1
                                                                : 0;
}

/* One layer's columns; those that its function does not have are absent. */
static void add_layer(struct rows *rows, const struct act_use *use, const struct stack_layer *layer)
{
    for (int c = 0; c < column_layer_count; c++) {
        const struct column *column = &column_layer[c];
        if (column->only && !str_is(column->only, use->act->name))
            rows_absent(rows);
        else
            rows_number(rows, column_of_layer(column, layer));
    }
}

void report_flow(const struct app *app, enum report_format format, int width, struct str *out)
{
    const struct acts *acts = &app_settings(app)->flow.acts;
    struct rows rows;
    report_layers(&rows, format, width, out);
    for (int c = 0; c < column_layer_count; c++) {
        rows.weight[rows.columns] = flow_weight(column_layer[c].name);
        rows_header(&rows, column_layer[c].name, ROWS_RIGHT);
    }
    for (int i = 0; i < acts->n; i++) {
        const struct stack_result *r = app_flow(app, i);
        for (int k = 0; r && k < r->layers; k++) {
            report_layer(&rows, acts, i, k + 1);
            add_layer(&rows, &acts->use[i], &r->layer[k]);
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

/* The fast one: a million rows a second pass here. */
void report_eval_row(enum report_format format, const double v[3], bool first, struct str *out)
{
    static const char *const before[] = {"{\"x\": ", ", \"f\": ", ", \"df\": "};
    char line[3 * FMT_SIZE], *p = line, number[FMT_SIZE];
    switch (format) {
    case REPORT_JSON:
        str_add(out, first ? "\n" : ",\n");
        for (int i = 0; i < 3; i++) {
            str_add(out, before[i]);
            rows_json_number(v[i], out);
        }
        str_add_char(out, '}');
        return;
    case REPORT_TABLE:
        for (int i = 0; i < 3; i++)
            str_addf(out, "%14s%c", fmt_short(number, v[i], 6), i < 2 ? ' ' : '\n');
        return;
    default:
        for (int i = 0; i < 3; i++) {
            p += strlen(fmt_exact(p, v[i]));
            *p++ = i == 2 ? '\n' : format == REPORT_CSV ? ',' : '\t';
        }
        str_add_n(out, line, (size_t)(p - line));
    }
}

void report_eval_end(enum report_format format, struct str *out)
{
    if (format == REPORT_JSON)
        str_add(out, "\n]\n");
}

/* ---- list ---- */

void report_list(const struct act_names *own, enum report_format format, int width, struct str *out)
{
    enum { PARAMETERS = 1, TITLE, ALIASES };
    struct rows rows;
    rows_init(&rows, format, out);
    rows.width = width;
    rows.drop = true;
    rows.weight[PARAMETERS] = 1;
    rows.weight[TITLE] = 2;
    rows.weight[ALIASES] = 0;
    rows_header(&rows, "name", ROWS_LEFT);
    rows_header(&rows, "parameters", ROWS_LEFT);
    rows_header(&rows, "title", ROWS_LEFT);
    rows_header(&rows, "aliases", ROWS_LEFT);
    for (int i = 0; act_at(own, i); i++) {
        const struct act *act = act_at(own, i);
        struct str params;
        str_init(&params);
        const struct act_use use = act_use_of(act);
        params_text(&use, &params);
        rows_text(&rows, act->name);
        rows_text(&rows, params.data);
        rows_text(&rows, act->title);
        rows_text(&rows, act->aliases ? act->aliases : "");
        rows_end(&rows);
        str_done(&params);
    }
    rows_done(&rows);
}
