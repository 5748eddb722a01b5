#include "front/cli/session.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "draw/sink.h"
#include "front/cli/export.h"
#include "front/cli/output.h"
#include "front/tui/term.h"
#include "num/act_book.h"
#include "view/lens.h"
#include "view/view.h"

enum { RC_BYTES = 1 << 20 };

const struct kernel *session_kernel(struct err *e)
{
    const char *name = getenv("ACTVIZ_KERNEL");
    return kernel_choose(name && *name ? name : NULL, e);
}

static void run_rc(struct session *s)
{
    struct str path, text;
    struct err e = {0};
    str_init(&path);
    str_init(&text);
    if (host_rc(&s->host, &path)) {
        if (!host_read(&s->host, path.data, RC_BYTES, &text, &e))
            app_note(s->app, true, "%s", e.text);
        else if (!app_run_text(s->app, text.data, &e) && e.col > 0)
            app_note(s->app, true, "%s:%d:%d: %s", path.data, e.line, e.col, e.text);
        else if (e.text[0])
            app_note(s->app, true, "%s:%d: %s", path.data, e.line, e.text);
    }
    str_done(&text);
    str_done(&path);
}

static bool run_command(struct session *s, const char *command, struct err *e)
{
    if (app_run(s->app, command, e))
        return true;
    return e->col > 0 ? err_add(e, " (column %d of: %s)", e->col, command) : false;
}

/* Who gave --def knows it: what the rc file had to say stays to be read. */
static bool run_defs(struct session *s, const struct args *args, struct err *e)
{
    bool is_error, fine = true;
    struct str note;
    str_init(&note);
    str_add(&note, app_note_text(s->app, &is_error));
    for (int i = 0; fine && i < args->defs; i++) {
        const char *const words[] = {"def", args->def[i]};
        fine = app_run_words(s->app, 2, words, e);
    }
    app_note_clear(s->app);
    if (note.len)
        app_note(s->app, is_error, "%s", note.data);
    str_done(&note);
    return fine;
}

static bool run_seed(struct session *s, const char *seed, struct err *e)
{
    const char *const words[] = {"set", "seed", seed};
    return !seed || app_run_words(s->app, 3, words, e);
}

/* ---- the size of what is printed ---- */

static void size_for(const struct args *args, int *w, int *h)
{
    struct winsize size = {0};
    *w = 80;
    *h = 24;
    if (args->w) {
        *w = args->w;
        *h = args->h;
    } else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row > 2) {
        *w = size.ws_col < CANVAS_MAX ? size.ws_col : CANVAS_MAX;
        *h = size.ws_row < CANVAS_MAX ? size.ws_row - 2 : CANVAS_MAX; /* room for the shell */
    }
}

/* Steps of the cursor are those of the screen that --dump prints. */
static void look(void *ctx, struct lens *out)
{
    const struct session *s = ctx;
    const struct model model = {.app = s->app, .lesson = s->lesson};
    struct canvas none;
    int w, h;
    size_for(s->args, &w, &h);
    canvas_init(&none, 0, 0);
    struct pen *pen = view_pen(app_settings(s->app), &none, term_raster());
    view_lens(&model, w, h, pen_dots_across(pen), NULL, out);
    pen_free(pen);
    canvas_done(&none);
}

bool session_open(struct session *s, const struct args *args, bool live, struct err *e)
{
    *s = (struct session){0};
    host_init(&s->host);
    s->kernel = session_kernel(e);
    if (!s->kernel)
        return false;
    const struct app_host table = host_table(&s->host, live);
    s->app = app_new(&table, s->kernel);
    s->lesson = lesson_new(s->app);
    s->args = args;
    app_put_lens(s->app, look, s);
    app_put_export(s->app, export_file, s);
    if (live)
        run_rc(s);
    bool fine = run_defs(s, args, e) && run_seed(s, args->seed, e);
    for (int i = 0; fine && i < args->commands; i++)
        fine = run_command(s, args->command[i], e);
    return fine;
}

void session_close(struct session *s)
{
    lesson_free(s->lesson);
    app_free(s->app);
    host_done(&s->host);
}

bool session_is_act(const struct args *args, const char *word, struct err *e)
{
    struct act_names names = {.book = act_book_new()};
    struct act_use use;
    for (int i = 0; i < args->defs; i++) /* what is wrong with one is said when it is run */
        (void)act_book_define(&names, args->def[i], NULL);
    bool is = act_parse(&names, word, &use, e);
    if (!is && e && e->col > 0)
        (void)err_add(e, " (column %d of: %s)", e->col, word);
    act_book_free(names.book);
    return is;
}

bool session_words(struct session *s, const struct args *args, struct err *e)
{
    if (args->words == 0)
        return true;
    if (str_is(args->word[0], "lesson") && args->words == 1)
        return app_run(s->app, "lessons", e);
    if (app_verb_find(s->app, args->word[0]) &&
        !act_find(&app_settings(s->app)->names, args->word[0]))
        return (s->rows ? app_run_rows : app_run_words)(s->app, args->words, args->word, e);
    const char **words = mem_new((size_t)args->words + 1, sizeof *words);
    words[0] = "plot";
    for (int i = 0; i < args->words; i++)
        words[i + 1] = args->word[i];
    bool fine = app_run_words(s->app, args->words + 1, words, e);
    mem_free(words);
    return fine;
}

/* ---- printing a screen ---- */

/* Colours of printed pictures: none unless asked for, or a plot goes to a terminal. */
static enum depth depth_for(const struct args *args, bool plot_only)
{
    bool shown = plot_only && isatty(STDOUT_FILENO);
    if (args->colour == COLOUR_NEVER || (args->colour == COLOUR_AUTO && !shown))
        return DEPTH_MONO;
    enum depth depth = term_depth();
    return depth == DEPTH_MONO && args->colour == COLOUR_ALWAYS ? DEPTH_256 : depth;
}

bool session_print(struct session *s, const struct args *args, bool plot_only)
{
    const struct model model = {.app = s->app, .lesson = s->lesson};
    const struct settings *settings = app_settings(s->app);
    struct canvas canvas;
    struct str text;
    int w, h;
    if (!plot_only) /* curves wait for nothing, and cards are not printed with them */
        app_finish(s->app);
    size_for(args, &w, &h);
    canvas_init(&canvas, w, h);
    struct pen *pen = view_pen(settings, &canvas, term_raster());
    pen_start(pen);
    if (plot_only)
        view_plot_only(&model, pen);
    else
        view_draw(&model, pen);
    pen_free(pen);
    str_init(&text);
    enum depth depth = depth_for(args, plot_only);
    if (depth == DEPTH_MONO)
        sink_text(&canvas, &text);
    else
        sink_ansi(&canvas, (enum theme)settings->theme, depth, &text);
    bool fine =
        depth == DEPTH_MONO ? output_text(text.data, text.len) : output_ansi(text.data, text.len);
    str_done(&text);
    canvas_done(&canvas);
    return fine;
}
