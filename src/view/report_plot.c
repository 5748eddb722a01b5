/* The plot in numbers: every function and its derivatives at places along the axis as it runs. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "view/plot_curve.h"
#include "view/plot_fit.h"
#include "view/report.h"
#include "view/rows.h"

/* Evenly along the axis, ends included; between round ends 0 is among them. */
enum { PLACES = 241, PLACES_MAX = PLACES + ACTS_MAX * ACT_KINKS };

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* -5.95 rather than -5.9499999999999993. */
static double rounded(double v)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%.14g", v);
    return strtod(text, NULL);
}

/* Ascending, each once. Returns how many. */
static int find_places(const struct plot_settings *plot, double out[PLACES_MAX])
{
    struct plot_fit fit;
    int n = 0, kept = 0;
    plot_fit(plot, 0, plot->acts.n, &fit);
    for (int i = 0; i < PLACES; i++)
        out[n++] =
            rounded(scale_between(&fit.x_scale, fit.x[0], fit.x[1], (double)i / (PLACES - 1)));
    for (int i = 0; i < plot->acts.n; i++) {
        const struct act_use *use = &plot->acts.use[i];
        for (int k = 0; k < use->kinks; k++)
            if (use->kink[k] >= fit.x[0] && use->kink[k] <= fit.x[1])
                out[n++] = use->kink[k];
    }
    qsort(out, (size_t)n, sizeof out[0], by_value);
    for (int i = 0; i < n; i++)
        if (kept == 0 || out[i] > out[kept - 1])
            out[kept++] = out[i];
    return kept;
}

/* f and f' always, f'' while it is shown. */
static int orders_of(const struct plot_settings *plot)
{
    return plot->d2f ? 3 : 2;
}

static void write_rows(const struct plot_settings *plot, enum report_format format, const double *x,
                       int n, struct str *out)
{
    char head[ACTS_MAX * 3][ACT_NAME + 2], name[ACT_NAME];
    int orders = orders_of(plot), columns = 0;
    struct rows rows;
    rows_init(&rows, format, out);
    rows_header(&rows, "x", ROWS_RIGHT);
    for (int i = 0; i < plot->acts.n; i++) {
        settings_act_name(&plot->acts, i, name);
        for (int order = 0; order < orders; order++, columns++) {
            (void)snprintf(head[columns], sizeof head[columns], "%s%.*s", name, order, "''");
            rows_header(&rows, head[columns], ROWS_RIGHT);
        }
    }
    for (int k = 0; k < n; k++) {
        rows_number(&rows, x[k]);
        for (int i = 0; i < plot->acts.n; i++)
            for (int order = 0; order < orders; order++)
                rows_number(&rows, plot_curve_at(&plot->acts.use[i], order, x[k]));
        rows_end(&rows);
    }
    rows_done(&rows);
}

static void add_key(const char *name, struct str *out)
{
    str_addf(out, ",\n  \"%s\": ", name);
}

static void write_act(const struct plot_settings *plot, int i, const double *x, int n,
                      struct str *out)
{
    static const char *const keys[] = {"f", "df", "d2f"};
    const struct act_use *use = &plot->acts.use[i];
    char name[ACT_NAME];
    double y[PLACES_MAX];
    str_add(out, "{\"name\": ");
    rows_json_text(settings_act_name(&plot->acts, i, name), out);
    add_key("parameters", out);
    for (int k = 0; k < act_params(use->act); k++) {
        str_add(out, k ? ", " : "{");
        rows_json_text(use->act->param[k].name, out);
        str_add(out, ": ");
        rows_json_number(use->param[k], out);
    }
    str_add(out, act_params(use->act) ? "}" : "{}");
    add_key("formula", out);
    rows_json_text(use->act->formula, out);
    add_key("derivative", out);
    rows_json_text(use->act->derivative ? use->act->derivative : "", out);
    add_key("kinks", out);
    rows_json_list(use->kink, (int)use->kinks, out);
    for (int order = 0; order < orders_of(plot); order++) {
        for (int k = 0; k < n; k++)
            y[k] = plot_curve_at(use, order, x[k]);
        add_key(keys[order], out);
        rows_json_list(y, n, out);
    }
    str_add_char(out, '}');
}

void report_plot(const struct app *app, enum report_format format, struct str *out)
{
    const struct plot_settings *plot = &app_settings(app)->plot;
    double x[PLACES_MAX];
    int n = find_places(plot, x);
    if (format != REPORT_JSON) {
        write_rows(plot, format, x, n, out);
        return;
    }
    str_add(out, "{\"x\": ");
    rows_json_list(x, n, out);
    str_add(out, ",\n\"functions\": [");
    for (int i = 0; i < plot->acts.n; i++) {
        str_add(out, i ? ",\n" : "\n");
        write_act(plot, i, x, n, out);
    }
    str_add(out, "\n]}\n");
}
