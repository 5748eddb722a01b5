/* main: what the command line asks for: the explorer, a printed screen, or a verb that prints. */
#include <signal.h>
#include <string.h>

#include "base/str.h"
#include "front/cli/args.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "front/cli/usage.h"
#include "front/tui/loop.h"
#include "front/tui/prompt.h"
#include "front/tui/term.h"

static int print_usage(const struct args *args)
{
    struct str text;
    struct err e = {0};
    bool fine = true;
    str_init(&text);
    if (args->version)
        usage_version(&text);
    else if (args->words)
        fine = usage_verb(args->word[0], &text, &e);
    else
        usage_program(&text);
    if (fine)
        (void)output_text(text.data, text.len);
    str_done(&text);
    return fine ? STATUS_DONE : shell_refuse(&e);
}

static int dump(const struct args *args)
{
    struct session s;
    struct err e = {0};
    int status = STATUS_DONE;
    if (!session_open(&s, args, false, &e) || !session_words(&s, args, &e))
        status = shell_refuse(&e);
    else if (!session_print(&s, args, false))
        status = STATUS_FAILED;
    session_close(&s);
    return status;
}

static void save_history(const struct session *s)
{
    struct str text;
    struct err e = {0};
    str_init(&text);
    prompt_history(&text);
    if (text.len && s->host.state && !host_history_write(&s->host, text.data, &e))
        output_error("the history of commands is not kept: %s", e.text);
    str_done(&text);
}

static int explore(const struct args *args)
{
    struct session s;
    struct err e = {0};
    struct str history;
    int ended = -1;
    /* First of all, since what is asked for may already leave traces, as lessons do in their logs.
     */
    if (!term_can_serve(&e))
        return shell_refuse(&e);
    str_init(&history);
    if (session_open(&s, args, true, &e) && session_words(&s, args, &e)) {
        host_history_read(&s.host, &history);
        const struct loop loop = {
            .app = s.app, .lesson = s.lesson, .raster = term_raster(), .history = history.data};
        ended = loop_run(&loop, &e);
    }
    if (ended >= 0)
        save_history(&s);
    else
        (void)shell_refuse(&e);
    str_done(&history);
    session_close(&s);
    if (ended > 0)
        term_die(ended);
    return ended < 0 ? STATUS_USAGE : STATUS_DONE;
}

static bool is_name(const char *word)
{
    return word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] ==
           '\0';
}

static int run(struct args *args)
{
    const char *first = args->words ? args->word[0] : NULL;
    const struct shell_verb *verb = first ? shell_find(first) : NULL;
    struct err e = {0};
    if (args->help || args->version)
        return print_usage(args);
    if (first && !verb && !str_is(first, "--") && !session_is_act(args, first, &e)) {
        if (is_name(first)) /* a verb was meant, or a function */
            (void)usage_unknown(first, &e);
        return shell_refuse(&e);
    }
    bool check =
        verb && verb->run == check_run && args->words > 1 && str_is(args->word[1], "check");
    if (args->dump && !check)
        return dump(args);
    if (check || (verb && !verb->explorer && !args->interactive))
        return verb->run(args);
    return explore(args);
}

int main(int argc, char **argv)
{
    struct args args;
    struct err e = {0};
    output_start();
    (void)signal(SIGPIPE, SIG_DFL); /* a broken pipe ends quietly, whoever ignored it before */
    int status = args_parse(&args, argc, argv, &e) ? run(&args) : shell_refuse(&e);
    args_done(&args);
    return output_end(status);
}
