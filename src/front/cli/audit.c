/* audit: `actviz audit ACT...`. Backpropagation of each stack against central differences, a line
 * each. Exit status 1 where one is worse than rounding explains. */
#include "app/verb_audit.h"

#include <math.h>

#include "app/app.h"
#include "base/fmt.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "view/report.h"

struct audit_row {
    char act[ACT_NAME];
    const struct stack_spec *spec;
    struct audit_result r;
};

static const char *const norms[] = {
    [STACK_NORM_NONE] = "none", [STACK_NORM_BATCH] = "batch", [STACK_NORM_LAYER] = "layer"};

static void add_row(enum report_format format, const struct audit_row *row, bool first,
                    struct str *out)
{
    char worst[FMT_SIZE];
    struct str where;
    str_init(&where);
    if (row->r.compared > 0 && row->r.worst != 0)
        audit_job_where(&row->r, &where);
    else
        str_add(&where, "nowhere");
    const char *norm = norms[row->spec->norm], *residual = row->spec->residual ? "on" : "off";
    double v = row->r.compared > 0 ? row->r.worst : (double)NAN;
    if (format == REPORT_JSON)
        str_addf(out,
                 "%s  {\"act\": \"%s\", \"norm\": \"%s\", \"residual\": \"%s\", \"compared\": %d, "
                 "\"skipped\": %d, \"worst\": %s%s%s, \"where\": \"%s\"}",
                 first ? "" : ",\n", row->act, norm, residual, row->r.compared, row->r.skipped,
                 isfinite(v) ? "" : "\"", fmt_exact(worst, v), isfinite(v) ? "" : "\"", where.data);
    else if (format == REPORT_TABLE)
        str_addf(out, "%-16s %-6s %-9s %9d %8d %9s  %s\n", row->act, norm, residual,
                 row->r.compared, row->r.skipped, fmt_short(worst, v, 2), where.data);
    else
        str_addf(out,
                 format == REPORT_CSV ? "%s,%s,%s,%d,%d,%s,%s\n" : "%s\t%s\t%s\t%d\t%d\t%s\t%s\n",
                 row->act, norm, residual, row->r.compared, row->r.skipped, fmt_exact(worst, v),
                 where.data);
    str_done(&where);
}

static void add_head(enum report_format format, struct str *out)
{
    static const char *const heads[] = {
        [REPORT_TABLE] = "act              norm   residual   compared  skipped     worst  where\n",
        [REPORT_TSV] = "act\tnorm\tresidual\tcompared\tskipped\tworst\twhere\n",
        [REPORT_CSV] = "act,norm,residual,compared,skipped,worst,where\n",
        [REPORT_JSON] = "[\n"};
    str_add(out, heads[format]);
}

/* One stack to the end. False with a message if it cannot be checked at all. */
static bool check_stack(const struct app *app, int i, struct audit_row *row, struct err *e)
{
    const struct stack *s = app_flow_stack(app, i);
    if (!s)
        return err_set(e, "the stack could not be computed");
    row->spec = stack_spec(s);
    (void)settings_act_id(&app_settings(app)->flow.acts, i, row->act);
    struct audit *a = audit_new(s, audit_job_entries(row->spec), row->spec->seed, e);
    if (!a)
        return false;
    while (audit_step(a))
        continue;
    row->r = *audit_result(a);
    audit_free(a);
    return true;
}

static int check_all(const struct session *s, struct str *text, struct err *e)
{
    const struct flow_settings *flow = &app_settings(s->app)->flow;
    enum report_format format = (enum report_format)flow->format;
    bool fine = true;
    add_head(format, text);
    for (int i = 0; i < flow->acts.n; i++) {
        struct audit_row row = {0};
        if (!check_stack(s->app, i, &row, e))
            return STATUS_USAGE;
        add_row(format, &row, i == 0, text);
        fine = fine && row.r.compared > 0 && row.r.worst <= AUDIT_JOB_WORST;
    }
    if (format == REPORT_JSON)
        str_add(text, "\n]\n");
    return fine ? STATUS_DONE : STATUS_FAILED;
}

/* The comparisons once more, for their time. */
static void audit_again(struct session *s)
{
    struct audit_row row;
    for (int i = 0; i < app_settings(s->app)->flow.acts.n; i++)
        (void)check_stack(s->app, i, &row, NULL);
}

/* Gives the status, unless writing fails. */
static int print_all(struct session *s, struct str *text, int status)
{
    shell_notes(s, (enum report_format)app_settings(s->app)->flow.format, audit_again, text);
    return shell_print(text) == STATUS_DONE ? status : STATUS_FAILED;
}

int audit_run(struct args *args)
{
    struct session s;
    struct err e = {0};
    struct str text;
    int status;
    str_init(&text);
    args->word[0] = "flow"; /* the same stacks, told of by other numbers */
    if (!shell_rows(&s, args, &e)) {
        status = shell_refuse(&e);
    } else {
        app_settle(s.app);
        status = check_all(&s, &text, &e);
        if (status == STATUS_USAGE)
            (void)shell_refuse(&e);
        else
            status = print_all(&s, &text, status);
    }
    str_done(&text);
    session_close(&s);
    return status;
}
