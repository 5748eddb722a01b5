/* What `actviz units` prints: layers, or the units of one. */
#include "app/unit_column.h"
#include "app/unit_stats.h"
#include "view/report.h"
#include "view/rows.h"

static void add_layers(const struct app *app, int act, const char *name, struct rows *rows)
{
    const struct stack_result *r = app_flow(app, act);
    for (int k = 0; r && k < r->layers; k++) {
        rows_text(rows, name);
        report_parameters(rows, &app_settings(app)->flow.acts.use[act]);
        rows_count(rows, k + 1);
        for (int c = 0; c < unit_column_count; c++)
            if (unit_column_table[c].of_layer)
                rows_number(rows, unit_column_table[c].of_layer(&r->layer[k]));
        rows_end(rows);
    }
}

static void add_units(const struct app *app, int act, const char *name, struct rows *rows)
{
    const struct stack_units *units = app_unit_stats(app, act);
    const struct stack *stack = app_unit_stack(app, act);
    const int l = app_settings(app)->units.layer;
    for (int i = 0; units && stack && i < stack_spec(stack)->width; i++) {
        const struct unit_row row = {.unit = &stack_units_layer(units, l)[i],
                                     .in = stack_incoming(stack, l, i),
                                     .bias = stack_bias(stack, l, i)};
        rows_text(rows, name);
        report_parameters(rows, &app_settings(app)->flow.acts.use[act]);
        rows_count(rows, l);
        rows_count(rows, i + 1);
        for (int c = 0; c < unit_column_count; c++)
            rows_number(rows, unit_column_table[c].of_unit(&row));
        rows_end(rows);
    }
}

void report_units(const struct app *app, int act, enum report_format format, int width,
                  struct str *out)
{
    const struct acts *acts = &app_settings(app)->flow.acts;
    bool single = app_settings(app)->units.layer > 0;
    struct rows rows;
    rows_init(&rows, format, out);
    rows.width = width;
    rows.drop = true;
    rows_header(&rows, "act", ROWS_LEFT);
    if (format == REPORT_JSON)
        rows_header(&rows, "parameters", ROWS_LEFT);
    rows.weight[rows.columns] = 1;
    rows_header(&rows, "layer", ROWS_RIGHT);
    if (single)
        rows_header(&rows, "unit", ROWS_RIGHT);
    for (int c = 0; c < unit_column_count; c++)
        if (single || unit_column_table[c].of_layer)
            rows_header(&rows, unit_column_table[c].name, ROWS_RIGHT);
    for (int i = 0; i < acts->n; i++) {
        char name[ACT_NAME];
        if (act >= 0 && act != i)
            continue;
        (void)settings_act_name(acts, i, name);
        if (single)
            add_units(app, i, name, &rows);
        else
            add_layers(app, i, name, &rows);
    }
    rows_done(&rows);
}
