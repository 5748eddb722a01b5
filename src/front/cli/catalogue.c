/* The functions in print: all of them, one of them, and the table of what is measured of them. */
#include <unistd.h>

#include <sys/ioctl.h>

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
        report_list(&app_settings(s.app)->names, (enum report_format)format, &text);
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

/* A table on a terminal is cut into blocks of its width; in a file or a pipe its lines are whole.
 */
static int table_width(const struct args *args)
{
    struct winsize size = {0};
    if (args->w)
        return args->w;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int table_run(struct args *args)
{
    struct session s;
    struct err e = {0};
    struct str text;
    int status;
    str_init(&text);
    if (!session_open(&s, args, false, &e) || !session_words(&s, args, &e)) {
        status = shell_refuse(&e);
    } else {
        app_settle(s.app);
        report_table(s.app, (enum report_format)app_settings(s.app)->table.format,
                     table_width(args), &text);
        status = shell_print(&text);
    }
    str_done(&text);
    session_close(&s);
    return status;
}
