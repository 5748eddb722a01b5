/* eval: values of a function, for numbers given or streamed from standard input in constant
 * memory. */
#include <unistd.h>

#include "base/fmt.h"
#include "base/str.h"
#include "front/cli/numbers.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "num/act.h"
#include "view/report.h"

/* Rows of a block are written at once: enough to make a write worth its while, few enough to stay
 * in the cache. */
enum { BLOCK = 1024 };

/* Where rows go to. */
struct sheet {
    struct act_use use;
    enum report_format format;
    struct str rows; /* used anew for every block */
    bool first;
    double f[BLOCK], df[BLOCK];
};

/* Numbers and signs of our own making: nothing to be made printable. */
static bool write_rows(struct sheet *s)
{
    bool fine = output_ansi(s->rows.data, s->rows.len);
    str_clear(&s->rows);
    return fine;
}

static bool write_block(struct sheet *s, const double *x, int n)
{
    act_array(&s->use, n, x, s->f, s->df);
    for (int i = 0; i < n; i++) {
        report_eval_row(s->format, (double[]){x[i], s->f[i], s->df[i]}, s->first, &s->rows);
        s->first = false;
    }
    return write_rows(s);
}

static bool stream_input(struct sheet *s)
{
    struct numbers in;
    struct err e = {0};
    double x[BLOCK];
    int n;
    if (!output_flush()) /* whoever waits for the header has it before anything is asked */
        return false;
    numbers_init(&in, STDIN_FILENO);
    while ((n = numbers_take(&in, x, BLOCK, &e)) > 0) {
        /* Whoever waits for the answer before the next question gets it. */
        if (!write_block(s, x, n) || (n < BLOCK && !output_flush()))
            return false;
    }
    if (n < 0)
        output_error("%s", e.text);
    return n == 0;
}

/* Numbers that were checked before. */
static bool given_numbers(struct sheet *s, const struct args *args)
{
    bool fine = true;
    for (int i = 2; fine && i < args->words; i++) {
        double x;
        fine = fmt_parse(args->word[i], &x) && write_block(s, &x, 1);
    }
    return fine;
}

/* A bad number is a failure, but what is printed stays whole: the end is written all the same. */
static bool print(struct sheet *s, const struct args *args)
{
    report_eval_start(s->format, &s->rows);
    bool fine = write_rows(s) && (args->words > 2 ? given_numbers(s, args) : stream_input(s));
    report_eval_end(s->format, &s->rows);
    return write_rows(s) && fine;
}

static bool check_words(const struct args *args, struct err *e)
{
    double x;
    if (args->words < 2)
        return err_set(e, "eval needs a function: actviz eval sigmoid 0");
    for (int i = 2; i < args->words; i++)
        if (!fmt_parse(args->word[i], &x))
            return err_set(e, "%s is no number; eval takes one function and numbers",
                           args->word[i]);
    return true;
}

int eval_run(struct args *args)
{
    struct session session;
    struct sheet s = {.first = true};
    struct err e = {0};
    int format = REPORT_TSV, status;
    if (!shell_format(args, &format, &e))
        return shell_refuse(&e);
    shell_plain(args);
    if (!session_open(&session, args, false, &e) || !check_words(args, &e) ||
        !shell_act(&session, args->word[1], &s.use, &e)) {
        status = shell_refuse(&e);
    } else {
        s.format = (enum report_format)format;
        str_init(&s.rows);
        status = print(&s, args) ? STATUS_DONE : STATUS_FAILED;
        str_done(&s.rows);
    }
    session_close(&session);
    return status;
}
