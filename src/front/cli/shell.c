#include "front/cli/shell.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "app/verb_audit.h"
#include "base/fmt.h"
#include "draw/sink.h"
#include "front/cli/export.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/tui/term.h"
#include "view/report.h"
#include "view/view.h"

static const char *const formats[] = {
    [REPORT_TABLE] = "table", [REPORT_TSV] = "tsv", [REPORT_CSV] = "csv", [REPORT_JSON] = "json"};
enum { FORMATS = sizeof formats / sizeof formats[0] };

int shell_refuse(const struct err *e)
{
    output_error("%s", e->text);
    return STATUS_USAGE;
}

static void drop_words(struct args *args, int at, int n)
{
    memmove(args->word + at, args->word + at + n,
            (size_t)(args->words - at - n) * sizeof *args->word);
    args->words -= n;
}

bool shell_format(struct args *args, int *format, struct err *e)
{
    for (int i = 1; i < args->words && !str_is(args->word[i], "--"); i++) {
        const char *word = args->word[i], *value = NULL;
        int n = 1;
        if (str_starts(word, "--format=") || str_starts(word, "format=")) {
            value = strchr(word, '=') + 1;
        } else if (str_is(word, "--format")) {
            value = i + 1 < args->words ? args->word[i + 1] : "";
            n = i + 1 < args->words ? 2 : 1;
        } else if (str_starts(word, "--")) {
            return err_set(e, "%s has no option %s", args->word[0], word);
        } else {
            continue;
        }
        int found = 0;
        while (found < FORMATS && !str_is(formats[found], value))
            found++;
        if (found == FORMATS)
            return err_set(e, "--format is table, tsv, csv or json, not %s", value);
        *format = found;
        drop_words(args, i--, n);
    }
    return true;
}

void shell_plain(struct args *args)
{
    for (int i = 1; i < args->words; i++) {
        if (str_is(args->word[i], "--")) {
            drop_words(args, i, 1);
            return;
        }
    }
}

bool shell_act(const struct session *s, const char *word, struct act_use *use, struct err *e)
{
    if (act_parse(&app_settings(s->app)->names, word, use, e))
        return true;
    return e->col > 0 ? err_add(e, " (column %d of: %s)", e->col, word) : false;
}

int shell_width(const struct args *args)
{
    struct winsize size = {0};
    if (args->w)
        return args->w;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int shell_print(const struct str *text)
{
    return output_text(text->data, text->len) ? STATUS_DONE : STATUS_FAILED;
}

bool shell_rows(struct session *s, struct args *args, struct err *e)
{
    bool is_error;
    if (!session_open(s, args, false, e))
        return false;
    app_note_clear(s->app);
    s->rows = true;
    if (!session_words(s, args, e))
        return false;
    const char *note = app_note_text(s->app, &is_error);
    if (note[0] && is_error)
        output_error("%s", note);
    return true;
}

int shell_answer(struct args *args, shell_answer_fn *answer)
{
    struct session s;
    struct err e = {0};
    struct str text;
    str_init(&text);
    int status = shell_rows(&s, args, &e) ? answer(&s, &text) : shell_refuse(&e);
    if (status == STATUS_DONE)
        status = shell_print(&text);
    str_done(&text);
    session_close(&s);
    return status;
}

/* ---- screens in words and pictures ---- */

static int run_plot(struct args *args)
{
    struct session s;
    struct err e = {0};
    int status = STATUS_DONE;
    if (!session_open(&s, args, false, &e) || !session_words(&s, args, &e))
        status = shell_refuse(&e);
    else if (!session_print(&s, args, true))
        status = STATUS_FAILED;
    session_close(&s);
    return status;
}

/* The whole topic, however long, without what is around it on the screen. */
static int answer_help(struct session *s, struct str *out)
{
    const struct model model = {.app = s->app, .lesson = s->lesson};
    int w = s->args->w ? s->args->w : 80;
    struct canvas canvas;
    app_settle(s->app);
    canvas_init(&canvas, w, 1);
    struct pen *pen = view_pen(app_settings(s->app), &canvas, term_raster());
    canvas_resize(&canvas, w, view_help_lines(&model, pen));
    pen_start(pen);
    view_help_only(&model, pen);
    pen_free(pen);
    sink_text(&canvas, out);
    canvas_done(&canvas);
    return STATUS_DONE;
}

static int run_help(struct args *args)
{
    return shell_answer(args, answer_help);
}

static int answer_say(struct session *s, struct str *out)
{
    const struct model model = {.app = s->app, .lesson = s->lesson};
    app_finish(s->app);
    view_say(&model, out);
    str_add_char(out, '\n');
    return STATUS_DONE;
}

static int run_say(struct args *args)
{
    return shell_answer(args, answer_say);
}

/* ---- stacks ---- */

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void shell_notes(struct session *s, enum report_format format, shell_again_fn *again,
                 struct str *out)
{
    int repeat = app_settings(s->app)->flow.repeat;
    double start = seconds();
    for (int i = 0; i < repeat; i++)
        again(s);
    double took = seconds() - start;
    bool comments = format != REPORT_JSON;
    if (!kernel_is_fused(s->kernel)) {
        static const char text[] = "kernel %s has no fused multiply-add: the last digits differ "
                                   "from those of machines that have it";
        if (comments) {
            str_add(out, "# ");
            str_addf(out, text, kernel_name(s->kernel));
            str_add_char(out, '\n');
        } else {
            output_error(text, kernel_name(s->kernel));
        }
    }
    if (repeat && comments)
        str_addf(out, "# passes %d seconds %.6f\n", repeat, took);
    else if (repeat)
        output_error("passes %d seconds %.6f", repeat, took);
}

static void flow_again(struct session *s)
{
    app_flow_again(s->app);
}

static int answer_units(struct session *s, struct str *out)
{
    enum report_format format = (enum report_format)app_settings(s->app)->units.format;
    app_settle(s->app);
    report_units(s->app, -1, format, shell_width(s->args), out);
    shell_notes(s, format, flow_again, out);
    return STATUS_DONE;
}

static int run_units(struct args *args)
{
    return shell_answer(args, answer_units);
}

static int answer_flow(struct session *s, struct str *out)
{
    enum report_format format = (enum report_format)app_settings(s->app)->flow.format;
    app_settle(s->app);
    report_flow(s->app, format, shell_width(s->args), out);
    shell_notes(s, format, flow_again, out);
    return STATUS_DONE;
}

static int run_flow(struct args *args)
{
    return shell_answer(args, answer_flow);
}

/* ---- values ---- */

/* The value of an expression; a condition that does not hold is a failure for the shell. */
static int print_value(struct session *s, const char *expr, struct err *e)
{
    char number[FMT_SIZE];
    double v;
    struct str line;
    str_init(&line);
    if (app_word(s->app, expr, &line)) {
        str_add_char(&line, '\n');
        int status = shell_print(&line);
        str_done(&line);
        return status;
    }
    str_done(&line);
    if (!app_get(s->app, expr, &v, e)) {
        if (e->col > 0)
            (void)err_add(e, " (column %d of: %s)", e->col, expr);
        return shell_refuse(e);
    }
    str_init(&line);
    str_addf(&line, "%s\n", fmt_exact(number, v));
    int status = shell_print(&line);
    str_done(&line);
    const struct formula_scope scope = app_scope(s->app);
    struct formula *f = formula_new(expr, &scope, NULL);
    bool judges = f && formula_is_condition(f);
    formula_free(f);
    return status == STATUS_DONE && judges && formula_truth(v) != TRUTH_TRUE ? STATUS_FAILED
                                                                             : status;
}

/* Words of an option: --NAME VALUE are two, --NAME=VALUE and NAME=VALUE one; 0: it is none. */
static int option_words(const char *word)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.#-0123456789";
    const char *name = word + (str_starts(word, "--") ? 2 : 0);
    size_t n = strspn(name, letters);
    if (n == 0 || (name[n] == '=' && name[n + 1] == '='))
        return 0;
    return name[n] == '=' ? 1 : name[n] == '\0' && name > word ? 2 : 0;
}

/* Sets the options before the expression. Returns where that begins, 0 with a message. */
static int set_options(struct session *s, const struct args *args, struct err *e)
{
    int at = 1, n;
    while (at < args->words && (n = option_words(args->word[at])) > 0) {
        const char *words[3] = {"set", args->word[at],
                                at + 1 < args->words ? args->word[at + 1] : ""};
        if (!app_run_words(s->app, n + 1, words, e))
            return 0;
        at += n;
    }
    if (at < args->words && str_is(args->word[at], "--"))
        at++;
    return at < args->words ? at
                            : err_set(e, "get needs an expression: actviz get \"sigmoid'(0)\"");
}

static int run_get(struct args *args)
{
    struct session s;
    struct err e = {0};
    struct str expr;
    int status, at = 0;
    str_init(&expr);
    if (session_open(&s, args, false, &e))
        at = set_options(&s, args, &e);
    for (int i = at; at > 0 && i < args->words; i++)
        str_addf(&expr, "%s%s", i > at ? " " : "", args->word[i]);
    if (at == 0)
        status = shell_refuse(&e);
    else
        status = print_value(&s, expr.data, &e);
    str_done(&expr);
    session_close(&s);
    return status;
}

/* ---- the table ---- */

#define QUOTE(x) #x
#define TEXT(x)  QUOTE(x)

static const struct shell_verb verbs[] = {
    {"plot", "ACT... [--range A:B] [--size CxR] [NAME=VALUE...]",
     "Prints the plot of functions and their derivatives.", SCREEN_PLOT, false, run_plot},
    {"eval", "ACT [--format table|tsv|csv|json] [X...]",
     "Prints x, f and f' for every X; from standard input when none is given.", -1, false,
     eval_run},
    {"flow", "[ACT...] [--format table|tsv|csv|json] [--repeat R] [NAME=VALUE...]",
     "Runs a real stack of layers for each function and prints what happens in each layer.",
     SCREEN_FLOW, false, run_flow},
    {"units", "[ACT...] [--layer L] [--format table|tsv|csv|json] [--repeat R] [NAME=VALUE...]",
     "Prints how much of a stack's units is 0, saturated, dead: a line for each layer, or with "
     "--layer for each unit of that layer, with its weights; options of flow describe the stack.",
     SCREEN_UNITS, false, run_units},
    {"map",
     "[ACT] [--layers N] [--gain LO:HI] [--format table|tsv|csv|json] [--repeat R] "
     "[NAME=VALUE...]",
     "Runs stacks over depth and scale of the weights and prints how much of the gradient reaches "
     "the first layer; a table has every 8th depth and gain. Options of flow describe the stacks.",
     SCREEN_MAP, false, map_run},
    {"audit", "[ACT...] [--format table|tsv|csv|json] [--repeat R] [NAME=VALUE...]",
     "Compares drawn entries of the gradients of such stacks with central differences, and the "
     "forward pass with a plain one. Columns: compared, how many entries were; zero, how many of "
     "them are 0 on both sides; skipped, how many were not compared, for no step keeps away from "
     "kinks, or none is sharp, or the numbers are not finite; forward, the greatest difference of "
     "a z over the rms of its layer; worst, the greatest difference of two entries over the larger "
     "of them, or over a hundredth of what is usual in their layer if that is more; where, that "
     "entry: W[TO][FROM] of a layer, TO being the unit whose z it adds to and FROM the unit below, "
     "or x[UNIT] of the inputs, all counted from 1. Status 1 where forward or worst is more than "
     "rounding explains, " TEXT(AUDIT_JOB_WORST) ", or none can be compared; entries that are all "
                                                 "0 pass, but show nothing.",
     SCREEN_FLOW, false, audit_run},
    {"export", "FILE|- [SCREEN] [ACT...] [--format svg|txt|csv|json] [--size CxR] [NAME=VALUE...]",
     "Writes a screen (plot, flow, units, map, table, lessons, help) into a file, by its ending as "
     "a picture "
     "(.svg, .txt) or as numbers (.csv, .json).",
     SCREEN_PLOT, false, export_run},
    {"table", "[filter=TEXT|CONDITION] [sort=NAME] [init=NAME] [--format table|tsv|csv|json]",
     "Prints all functions with their measured properties.", SCREEN_TABLE, false, table_run},
    {"list", "[--format table|tsv|csv|json]", "Lists the functions.", -1, false, list_run},
    {"describe", "ACT [--format table|tsv|csv|json]",
     "Prints what there is to know about a function, measured properties included.", -1, false,
     describe_run},
    {"get", "[NAME=VALUE...] EXPR",
     "Prints the value of an expression; status 1 for a comparison that is false.", -1, false,
     run_get},
    {"say", "", "Puts the screen (see -c) into two sentences.", -1, false, run_say},
    {"lesson", "[NAME [STEP]] | check [--strict] FILE...",
     "Opens a lesson, at a step by name or number, or the list of lessons; or checks lesson files.",
     -1, true, check_run},
    {"help", "[TOPIC]", "Prints the help of the explorer on a topic, all of it.", -1, false,
     run_help},
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

const struct shell_verb *shell_verb(int i)
{
    return i >= 0 && i < VERBS ? &verbs[i] : NULL;
}

const struct shell_verb *shell_find(const char *name)
{
    for (int i = 0; i < VERBS; i++)
        if (str_is(verbs[i].name, name))
            return &verbs[i];
    return NULL;
}
