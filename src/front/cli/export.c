#include "front/cli/export.h"

#include <string.h>

#include "front/cli/file.h"
#include "front/cli/host.h"
#include "front/cli/output.h"
#include "front/cli/session.h"
#include "front/cli/shell.h"
#include "front/tui/term.h"
#include "view/export.h"

enum { COLUMNS = 100, ROWS = 30 };

static struct export_size size_of(const struct session *s)
{
    struct export_size size = {COLUMNS, ROWS, term_is_unicode()};
    if (app_host(s->app)->live)
        term_size(&size.w, &size.h);
    if (s->args->w) {
        size.w = s->args->w;
        size.h = s->args->h;
    } else if (size.w <= 0) { /* no terminal yet, in the rc file */
        size.w = COLUMNS;
        size.h = ROWS;
    }
    return size;
}

/* The screen as text of a format; whatever it shows is computed first. */
static bool write_screen(struct session *s, enum export_format format, struct str *out,
                         struct err *e)
{
    const struct model model = {.app = s->app, .lesson = s->lesson};
    const struct export_size size = size_of(s);
    app_settle(s->app);
    return export_screen(&model, format, &size, out, e);
}

bool export_file(void *ctx, const char *path, struct err *e)
{
    struct session *s = ctx;
    enum export_format format;
    struct str text, real;
    if (!export_by_ending(path, &format, e))
        return false;
    str_init(&text);
    str_init(&real);
    host_path(path, &real);
    bool fine =
        write_screen(s, format, &text, e) && file_publish(real.data, text.data, text.len, e);
    if (fine)
        app_note(s->app, false, "wrote %s, %zu bytes", path, text.len);
    str_done(&real);
    str_done(&text);
    return fine;
}

/* ---- the verb of the shell ---- */

/* `actviz export` taken apart. */
struct order {
    const char *path; /* "-": standard output */
    enum export_format format;
    struct args rest; /* a screen's verb or functions, and options */
};

/* The value of --format NAME, --format=NAME or format=NAME at a word, and how many words that is.
 */
static const char *format_at(const struct args *args, int i, int *n)
{
    const char *word = args->word[i];
    *n = 1;
    if (str_starts(word, "--format=") || str_starts(word, "format="))
        return strchr(word, '=') + 1;
    if (!str_is(word, "--format"))
        return NULL;
    *n = i + 1 < args->words ? 2 : 1;
    return i + 1 < args->words ? args->word[i + 1] : "";
}

/* Moves the words that are no format to the front of `rest`. */
static bool take_format(struct order *c, const struct args *args, bool *found, struct err *e)
{
    int n;
    for (int i = 1; i < args->words; i += n) {
        const char *value = format_at(args, i, &n);
        if (!value)
            c->rest.word[c->rest.words++] = args->word[i];
        else if (!export_find(value, &c->format, e))
            return false;
        *found = *found || value;
    }
    return true;
}

/* Is a word an option, in any of its forms? */
static bool is_option(const char *word)
{
    return str_starts(word, "--") || strchr(word, '=');
}

static bool is_screen(const char *word)
{
    for (int i = 0; i < SCREEN_COUNT; i++)
        if (str_is(screen_names[i], word))
            return true;
    return false;
}

/* `rest.word` takes over args->word, whose first word is dropped: what remains are the path and the
 * words behind it. */
static bool take_call(struct order *c, const struct args *args, struct err *e)
{
    bool by_name = false;
    c->rest = *args;
    c->rest.words = 0;
    if (!take_format(c, args, &by_name, e))
        return false;
    if (c->rest.words == 0)
        return err_set(e, "export needs a file: actviz export fig.svg gelu relu");
    c->path = c->rest.word[0];
    c->rest.word++;
    c->rest.words--;
    if (str_is(c->path, "-") && !by_name)
        c->format = EXPORT_SVG;
    return by_name || str_is(c->path, "-") || export_by_ending(c->path, &c->format, e);
}

/* Brings the session to the screen that the words name. Options alone are for the one it shows. */
static bool show(struct session *s, struct order *c, struct err *e)
{
    struct args *rest = &c->rest;
    if (rest->words == 0)
        return true;
    const char *first = rest->word[0];
    if (is_option(first) && !session_is_act(rest, first, NULL)) {
        rest->word--; /* where the path was */
        rest->words++;
        rest->word[0] = screen_names[app_settings(s->app)->screen];
    } else if (app_verb_find(s->app, first) && !is_screen(first) &&
               !session_is_act(rest, first, NULL)) {
        return err_set(
            e,
            "export shows plot, flow, units, map, table, lessons, help or functions; %s is no "
            "screen",
            first);
    }
    return session_words(s, rest, e);
}

static int write_out(const char *path, const struct str *text)
{
    struct err e = {0};
    struct str note;
    if (str_is(path, "-"))
        return shell_print(text);
    if (!file_publish(path, text->data, text->len, &e)) {
        output_error("%s", e.text);
        return STATUS_FAILED;
    }
    str_init(&note);
    str_addf(&note, "wrote %s, %zu bytes\n", path, text->len);
    int status = shell_print(&note);
    str_done(&note);
    return status;
}

int export_run(struct args *args)
{
    struct session s = {0};
    struct order call;
    struct err e = {0};
    struct str text;
    int status = STATUS_USAGE;
    str_init(&text);
    if (!take_call(&call, args, &e) || !session_open(&s, args, false, &e) || !show(&s, &call, &e)) {
        status = shell_refuse(&e);
    } else {
        app_finish(s.app);
        status = write_screen(&s, call.format, &text, &e) ? write_out(call.path, &text)
                                                          : shell_refuse(&e);
    }
    str_done(&text);
    session_close(&s);
    return status;
}
