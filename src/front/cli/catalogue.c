/* The functions in print: all of them, one of them, the table of what is measured of them, the map
 * of one's stacks. */
#include "app/maps.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "view/report.h"

/* Opens a session for a verb that changes nothing: the functions of one's own are what it is for.
 * False with a message; the session is to be closed all the same. */
static bool open_quiet(struct session *s, struct args *args, int *format, struct err *e)
{
    *s = (struct session){0};
    if (!shell_format(args, format, e))
        return false;
    shell_plain(args);
    return session_open(s, args, false, e);
}

int list_run(struct args *args)
{
    struct session s;
    struct err e = {0};
    struct str text;
    int format = REPORT_TABLE, status;
    str_init(&text);
    bool fine = open_quiet(&s, args, &format, &e);
    if (fine && args->words > 1)
        fine = err_set(&e, "list takes nothing but --format; %s is too much", args->word[1]);
    if (!fine) {
        status = shell_refuse(&e);
    } else {
        report_list(&app_settings(s.app)->names, (enum report_format)format, shell_width(args),
                    &text);
        status = shell_print(&text);
    }
    str_done(&text);
    session_close(&s);
    return status;
}

int describe_run(struct args *args)
{
    struct session s;
    struct err e = {0};
    struct act_use use;
    struct str text;
    int format = REPORT_TABLE, status;
    str_init(&text);
    bool fine = open_quiet(&s, args, &format, &e);
    if (fine && args->words != 2)
        fine = err_set(&e, "describe takes one function: actviz describe elu");
    if (!fine || !shell_act(&s, args->word[1], &use, &e)) {
        status = shell_refuse(&e);
    } else {
        report_describe(s.kernel, &use, (enum report_format)format, &text);
        status = shell_print(&text);
    }
    str_done(&text);
    session_close(&s);
    return status;
}

/* A table shows few points: the others need not run. */
static void run_coarse(struct app *app)
{
    while (app_tick(app, 0, 0.01) && !(app_map(app) && map_stride(app_map(app)) < MAP_COARSE))
        continue;
}

static void run_map(struct session *s)
{
    if (app_settings(s->app)->map.format == REPORT_TABLE)
        run_coarse(s->app);
    else
        app_settle(s->app);
}

static void map_again(struct session *s)
{
    app_map_forget(s->app);
    run_map(s);
}

static int answer_map(struct session *s, struct str *out)
{
    enum report_format format = (enum report_format)app_settings(s->app)->map.format;
    run_map(s);
    const char *problem = app_map_problem(s->app);
    if (problem[0]) {
        output_error("%s", problem);
        return STATUS_FAILED;
    }
    report_map(s->app, format, out);
    shell_notes(s, format, map_again, out);
    return STATUS_DONE;
}

int map_run(struct args *args)
{
    return shell_answer(args, answer_map);
}

static int answer_table(struct session *s, struct str *out)
{
    app_settle(s->app);
    report_table(s->app, (enum report_format)app_settings(s->app)->table.format,
                 shell_width(s->args), out);
    return STATUS_DONE;
}

int table_run(struct args *args)
{
    return shell_answer(args, answer_table);
}
