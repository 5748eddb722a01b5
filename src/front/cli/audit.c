/* audit: `actviz audit ACT...`. Backpropagation of each stack against central differences, a line
 * each. Exit status 1 where one is worse than rounding explains. */
#include "app/verb_audit.h"

#include <math.h>

#include "app/app.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "view/rows.h"

struct audit_row {
    char act[ACT_NAME];
    const struct stack_spec *spec;
    struct audit_result r;
};

static const char *const norms[] = {
    [STACK_NORM_NONE] = "none", [STACK_NORM_BATCH] = "batch", [STACK_NORM_LAYER] = "layer"};

static void add_row(struct rows *rows, const struct audit_row *row)
{
    const struct audit_result *r = &row->r;
    struct str where;
    str_init(&where);
    if (r->compared == 0)
        str_add(&where, "nothing to compare");
    else if (r->zero == r->compared)
        str_add(&where, "nothing to check: all are 0");
    else if (r->worst == 0)
        str_add(&where, "nowhere");
    else
        audit_job_where(r, &where);
    rows_text(rows, row->act);
    rows_text(rows, norms[row->spec->norm]);
    rows_text(rows, row->spec->residual ? "on" : "off");
    rows_count(rows, r->compared);
    rows_count(rows, r->zero);
    rows_count(rows, r->skipped);
    rows_number(rows, r->forward);
    rows_number(rows, r->compared > 0 ? r->worst : (double)NAN);
    rows_text(rows, where.data);
    rows_end(rows);
    str_done(&where);
}

static void add_head(struct rows *rows)
{
    rows_header(rows, "act", ROWS_LEFT);
    rows_header(rows, "norm", ROWS_LEFT);
    rows_header(rows, "residual", ROWS_LEFT);
    rows_header(rows, "compared", ROWS_RIGHT);
    rows_header(rows, "zero", ROWS_RIGHT);
    rows_header(rows, "skipped", ROWS_RIGHT);
    rows_header(rows, "forward", ROWS_RIGHT);
    rows_header(rows, "worst", ROWS_RIGHT);
    rows_header(rows, "where", ROWS_LEFT);
}

/* One stack to the end. False with a message if it cannot be checked at all. */
static bool check_stack(const struct app *app, int i, struct audit_row *row, struct err *e)
{
    const struct stack *s = app_flow_stack(app, i);
    if (!s)
        return err_set(e, "the stack could not be computed");
    row->spec = stack_spec(s);
    (void)settings_act_name(&app_settings(app)->flow.acts, i, row->act);
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
    struct rows rows;
    rows_init(&rows, format, text);
    add_head(&rows);
    for (int i = 0; i < flow->acts.n; i++) {
        struct audit_row row = {0};
        if (!check_stack(s->app, i, &row, e))
            break;
        add_row(&rows, &row);
        fine = fine && audit_job_is_fine(&row.r);
    }
    rows_done(&rows);
    if (e->text[0])
        return STATUS_USAGE;
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
