/* What `actviz units` prints: layers, or the units of one. */
#include "app/unit_column.h"
#include "app/unit_stats.h"
#include "view/report.h"
#include "view/rows.h"

static void add_layers(const struct app *app, int act, struct rows *rows)
{
    const struct stack_result *r = app_flow(app, act);
    for (int k = 0; r && k < r->layers; k++) {
        report_layer(rows, &app_settings(app)->flow.acts, act, k + 1);
        for (int c = 0; c < unit_column_count; c++)
            if (unit_column_table[c].of_layer)
                rows_number(rows, unit_column_table[c].of_layer(&r->layer[k]));
        rows_end(rows);
    }
}

static void add_units(const struct app *app, int act, struct rows *rows)
{
    const struct stack_units *units = app_unit_stats(app, act);
    const struct stack *stack = app_unit_stack(app, act);
    const int l = app_settings(app)->units.layer;
    for (int i = 0; units && stack && i < stack_spec(stack)->width; i++) {
        const struct unit_row row = {.unit = &stack_units_layer(units, l)[i],
                                     .in = stack_incoming(stack, l, i),
                                     .bias = stack_bias(stack, l, i)};
        report_layer(rows, &app_settings(app)->flow.acts, act, l);
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
    report_layers(&rows, format, width, out);
    if (single)
        rows_header(&rows, "unit", ROWS_RIGHT);
    for (int c = 0; c < unit_column_count; c++)
        if (single || unit_column_table[c].of_layer)
            rows_header(&rows, unit_column_table[c].name, ROWS_RIGHT);
    for (int i = 0; i < acts->n; i++) {
        if (act >= 0 && act != i)
            continue;
        if (single)
            add_units(app, i, &rows);
        else
            add_layers(app, i, &rows);
    }
    rows_done(&rows);
}
