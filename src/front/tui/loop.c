#include "front/tui/loop.h"

#include "draw/canvas.h"
#include "draw/pen.h"
#include "front/tui/mouse.h"
#include "front/tui/prompt.h"
#include "front/tui/term.h"
#include "view/lens.h"
#include "view/plot_memo.h"
#include "view/view.h"

#define FRAME_SECONDS  (1.0 / 60)
#define ANSWER_SECONDS 0.010 /* of a frame after a key, for computing: the rest is for drawing */
#define SLICE_SECONDS  0.001 /* for computing, between two looks for a key */
#define LONGEST_STEP   0.1   /* an animation does not leap when the program was held up */
#define PASTE_SILENCE  1.0   /* a paste whose end got lost is over */

/* The loop while it runs. */
struct run {
    struct app *app;
    const struct lesson *lesson;
    struct model model;
    struct canvas canvas;
    struct pen *pen;
    int raster;            /* the setting the pen was made for */
    enum raster automatic; /* where the settings leave it open */
    bool dirty;            /* something to be shown has changed */
    bool quit;
    bool moving;      /* another frame is wanted */
    struct key ahead; /* one read too many, KEY_CODE_NONE if none */
    bool pasting;     /* between the marks of a paste */
    double paste_key; /* time of the last key of a paste */
    double time;      /* of the last tick, on the host's clock */
    struct lens_memo lens;
    struct plot_memo plot;
};

static double now(const struct run *r)
{
    const struct app_host *host = app_host(r->app);
    return host->now(host->ctx);
}

/* ---- drawing ---- */

static void choose_pen(struct run *r)
{
    const struct settings *s = app_settings(r->app);
    if (r->pen && s->raster == r->raster)
        return;
    pen_free(r->pen);
    r->pen = view_pen(s, &r->canvas, r->automatic);
    r->raster = s->raster;
}

/* The model as it is now: what the prompt shows lives only until its next key. */
static const struct model *model_of(struct run *r)
{
    r->model.prompt = prompt_line();
    return &r->model;
}

static void draw(struct run *r)
{
    int w, h, x = -1, y = -1;
    term_size(&w, &h);
    if (w != r->canvas.w || h != r->canvas.h)
        canvas_resize(&r->canvas, w, h);
    choose_pen(r);
    pen_start(r->pen);
    view_draw(model_of(r), r->pen);
    term_mouse(app_settings(r->app)->mouse);
    if (!prompt_is_open() || !view_cursor(model_of(r), w, h, &x, &y))
        x = y = -1;
    term_show(&r->canvas, (enum theme)app_settings(r->app)->theme, x, y);
    r->dirty = false;
}

static void look(void *ctx, struct lens *out)
{
    struct run *r = ctx;
    int w, h;
    term_size(&w, &h);
    choose_pen(r);
    view_lens(model_of(r), w, h, pen_dots_across(r->pen), &r->lens, out);
}

/* ---- commands and keys ---- */

static void note_error(struct run *r, const struct err *e)
{
    if (e->col > 0)
        app_note(r->app, true, "%s (column %d)", e->text, e->col);
    else
        app_note(r->app, true, "%s", e->text);
}

/* `how` is one of app_run and its kin. */
static void run_line(struct run *r, bool (*how)(struct app *, const char *, struct err *),
                     const char *line)
{
    struct err e = {0};
    app_note_clear(r->app);
    if (!how(r->app, line, &e))
        note_error(r, &e);
}

static void say(struct run *r)
{
    struct str text;
    str_init(&text);
    view_say(model_of(r), &text);
    app_note(r->app, false, "%s", text.data);
    str_done(&text);
}

static void suspend(struct run *r, bool by_key)
{
    term_suspend(by_key);
    r->time = now(r);
    r->dirty = true;
}

/* What commands asked for. At once, since the keys behind may be meant for it. */
static void take_effects(struct run *r)
{
    unsigned effects = app_take_effects(r->app);
    if (effects & EFFECT_SAY)
        say(r);
    effects |= app_take_effects(r->app);
    if (effects)
        r->dirty = true;
    if (effects & EFFECT_PROMPT)
        prompt_open(app_prompt_text(r->app));
    if (effects & EFFECT_REDRAW)
        term_redraw();
    if (effects & EFFECT_SUSPEND)
        suspend(r, true);
    if (effects & EFFECT_QUIT)
        r->quit = true;
}

static bool is_mouse(const struct key *key)
{
    return key->code >= KEY_CODE_CLICK && key->code <= KEY_CODE_WHEEL_DOWN;
}

static void mouse(struct run *r, const struct key *key)
{
    struct str command;
    if (!r->pen) /* nothing was shown that could be meant */
        return;
    bool wheel = key->code == KEY_CODE_WHEEL_UP || key->code == KEY_CODE_WHEEL_DOWN;
    str_init(&command);
    if (key->code == KEY_CODE_CLICK)
        app_press(r->app);
    if (view_click(model_of(r), r->pen, key, &command))
        run_line(r, wheel ? app_run_sweep : app_run_drag, command.data);
    str_done(&command);
}

static void stay_in_sight(struct run *r)
{
    struct str command;
    str_init(&command);
    if (r->pen && view_overscroll(model_of(r), r->pen, &command))
        (void)app_run_sweep(r->app, command.data, NULL);
    str_done(&command);
}

static void bound_key(struct run *r, const struct key *key)
{
    struct err e = {0};
    char name[KEY_NAME];
    app_note_clear(r->app);
    if (app_key(r->app, key, &e)) {
        stay_in_sight(r);
        return;
    }
    if (e.text[0])
        note_error(r, &e);
    else if (key->code != KEY_CODE_ESC) /* there is nothing to leave: no fault of anybody's */
        app_note(r->app, true, "%s is bound to nothing here; ? shows the keys",
                 key_name(key, name));
}

static void prompt_gets(struct run *r, const struct key *key)
{
    struct str line;
    r->dirty = true;
    if (key->code == 'z' && key->mods == KEY_CTRL) {
        suspend(r, true);
        return;
    }
    str_init(&line);
    if (prompt_key(key, &line) == PROMPT_DONE)
        run_line(r, app_run, line.data);
    str_done(&line);
}

/* Marks of a paste, and what lies between them: text for the prompt, nothing without one. */
static bool take_paste(struct run *r, const struct key *key)
{
    double time = now(r);
    if (r->pasting && time - r->paste_key > PASTE_SILENCE)
        r->pasting = false;
    r->paste_key = time;
    if (key->code == KEY_CODE_PASTE_START || key->code == KEY_CODE_PASTE_END) {
        r->pasting = key->code == KEY_CODE_PASTE_START;
        return true;
    }
    if (r->pasting && prompt_is_open()) {
        prompt_paste(key);
        r->dirty = true;
    }
    return r->pasting;
}

static void take_key(struct run *r, const struct key *key)
{
    if (take_paste(r, key))
        return;
    if (is_mouse(key))
        mouse(r, key);
    else if (prompt_is_open())
        prompt_gets(r, key);
    else
        bound_key(r, key);
    take_effects(r);
}

/* The next key that is there; drags that came together are one. */
static bool next_key(struct run *r, struct key *out)
{
    if (r->ahead.code)
        *out = r->ahead;
    else if (!term_key(out))
        return false;
    r->ahead.code = KEY_CODE_NONE;
    struct key next;
    bool more = out->code == KEY_CODE_DRAG && term_key(&next);
    while (more && mouse_join(out, &next))
        more = term_key(&next);
    if (more)
        r->ahead = next;
    return true;
}

/* ---- the loop ---- */

/* Time up to now goes by before the keys that came now are applied, so that an animation they start
 * begins at its beginning. */
static void move_time(struct run *r)
{
    double time = now(r), dt = time - r->time;
    r->time = time;
    if (r->moving && dt > LONGEST_STEP)
        dt = LONGEST_STEP;
    (void)app_tick(r->app, dt > 0 ? dt : 0, 0);
}

/* Computes until that time, or until a key has come. Is there more to compute? */
static bool compute(struct run *r, double until)
{
    double before, after = now(r);
    do {
        before = after;
        r->moving = app_tick(r->app, 0, SLICE_SECONDS);
        after = now(r);
        if (!r->moving || after - before < SLICE_SECONDS)
            return false;
    } while (after < until && !term_has_key());
    return true;
}

/* One round. Returns how long to wait for the next: seconds, or negative for ever. */
static double round_of(struct run *r)
{
    struct key key;
    bool asked = false;
    move_time(r);
    for (; !r->quit && !term_end_signal() && next_key(r, &key); asked = true)
        take_key(r, &key);
    bool busy = compute(r, asked ? now(r) + ANSWER_SECONDS : r->time + FRAME_SECONDS);
    take_effects(r);
    if (r->dirty && !r->quit && term_is_ready())
        draw(r);
    double left = r->time + FRAME_SECONDS - now(r);
    return !r->moving ? -1 : busy || left < 0 ? 0 : left;
}

int loop_run(const struct loop *loop, struct err *e)
{
    struct run r = {.app = loop->app,
                    .lesson = loop->lesson,
                    .model = {.app = loop->app, .lesson = loop->lesson},
                    .automatic = loop->raster,
                    .dirty = true};
    struct err prompt_error = {0};
    if (!prompt_start(loop->app, loop->history, &prompt_error))
        app_note(loop->app, true, "%s", prompt_error.text);
    if (!term_open(e))
        return -1;
    canvas_init(&r.canvas, 0, 0);
    r.model.memo = &r.plot;
    r.time = now(&r);
    app_put_lens(r.app, look, &r);
    while (!r.quit && !term_end_signal()) {
        double wait = round_of(&r);
        if (r.quit)
            break;
        unsigned events = term_wait(wait, r.dirty);
        if (events & TERM_CHANGED)
            r.dirty = true;
        if (events & TERM_STOP && !(events & TERM_END))
            suspend(&r, false);
    }
    term_close();
    app_put_lens(r.app, NULL, NULL);
    pen_free(r.pen);
    plot_memo_done(&r.plot);
    canvas_done(&r.canvas);
    return r.quit ? 0 : term_end_signal();
}
