#include "front/tui/term.h"

/* curses has a key_name of its own. */
#define key_name curses_key_name
#include <curses.h>
#undef key_name

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "base/str.h"
#include "base/utf8.h"
#include "draw/pixels.h"
#include "front/tui/decode.h"
#include "front/tui/keycap.h"
#include "front/tui/mouse.h"
#include "front/tui/palette.h"
#include "front/tui/sig.h"
#include "front/tui/termname.h"
#include "front/tui/tty.h"

/* After curses.h; its macros for capability names (lines, columns, ...) are never used here. */
#include <term.h>

enum { SPLIT_MS = 100 }; /* a character cut in two has this long to come to its end */
enum { MOUSE_MAX = 8, COLOURS = 256, RAMP = ROLE_RAMP_MAX };

static const char drag_on[] = "\033[?1002h", drag_off[] = "\033[?1002l";

static struct {
    struct sig sig;
    SCREEN *screen;
    WINDOW *input; /* a pad: reading from it never refreshes anything */
    int w, h;
    enum depth depth;
    bool direct;       /* colour numbers past 7 are 0xRRGGBB */
    bool drag;         /* the terminal reports motion with a button down, in SGR form */
    const char *paste; /* BE: bracketed paste on, or NULL */
    const char *paste_off;
    struct decode decode;
    bool split_late; /* the rest of a cut character has not come in time */
    bool mouse_off;  /* the terminal keeps it */
    struct mouse mouse;
    MEVENT event[MOUSE_MAX]; /* of the mouse, to be given out, newest first */
    int events;
    bool gone; /* nobody is at the other end any more */
    struct keycodes keys;
    bool paired[COLOURS];    /* this colour has its pair */
    bool ramp[RAMP][RAMP];   /* so have these two pixels, in the theme shown */
    struct canvas shown;     /* what curses has; empty when that is not certain */
    enum theme theme;        /* it was shown in */
    cchar_t row[CANVAS_MAX]; /* of a frame, while it is handed over */
} term;

/* ---- what the environment says ---- */

bool term_is_unicode(void)
{
    return str_is(nl_langinfo(CODESET), "UTF-8") && wcwidth(0x28FF) == 1;
}

enum raster term_raster(void)
{
    const char *name = getenv("TERM");
    if (!term_is_unicode())
        return RASTER_ASCII;
    bool poor = name && isatty(STDOUT_FILENO) && !termname_has_braille(name);
    return poor ? RASTER_HALF : RASTER_BRAILLE;
}

/* Capability strings that are missing come as NULL or as -1. */
static const char *capability(const char *name)
{
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

/* Loads the entry of TERM. NULL with a message if there is none to work with. */
static const char *load_entry(struct err *e)
{
    const char *name = getenv("TERM");
    int status = 0;
    if (!name || !*name) {
        (void)err_set(e, "TERM is not set; --dump prints screens without a terminal");
        return NULL;
    }
    if (!termname_is_sane(name)) {
        (void)err_set(e, "TERM is no name of a terminal: %.40s", name);
        return NULL;
    }
    if (setupterm(name, STDOUT_FILENO, &status) == OK)
        return name;
    const char *other = termname_fallback(name);
    if (other && setupterm(other, STDOUT_FILENO, &status) == OK)
        return other;
    (void)err_set(e, "the terminal type %s is unknown here; try TERM=xterm-256color actviz", name);
    return NULL;
}

enum depth term_depth(void)
{
    if (!load_entry(NULL))
        return DEPTH_MONO;
    enum depth depth = palette_depth(tigetnum("colors"), getenv("NO_COLOR"));
    (void)del_curterm(cur_term);
    return depth;
}

/* ---- taking over ---- */

/* Everything that undoes what we and curses may set, for the emergency exit. */
static void prepare_restore(struct sig *s)
{
    static const char *const order[] = {"BD", "sgr0", "op", "rmacs", "rmkx", "cnorm", "rmcup"};
    const char *mouse = capability("XM");
    if (term.drag)
        sig_restore_add(s, drag_off);
    if (mouse)
        sig_restore_add(s, tiparm(mouse, 0));
    else if (capability("kmous"))
        sig_restore_add(s, "\033[?1000l");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        sig_restore_add(s, capability(order[i]));
}

static void on_signal(int signo, siginfo_t *info, void *context)
{
    (void)context;
    sig_on(&term.sig, signo, info);
}

static void find_keys(void)
{
    term.keys.n = 0;
    for (int i = 0; i < keycap_count; i++) {
        const char *text = capability(keycaps[i].name);
        keycodes_add(&term.keys, text ? key_defined(text) : 0, &keycaps[i].key);
    }
    const char *mark[] = {capability("PS"), capability("PE")}; /* around what is pasted */
    for (int i = 0; i < 2 && term.paste && mark[0] && mark[1]; i++) {
        const struct key key = {.code = i ? KEY_CODE_PASTE_END : KEY_CODE_PASTE_START};
        int code = key_defined(mark[i]);
        if (code <= 0 && define_key(mark[i], KEY_MAX + 1 + i) == OK)
            code = KEY_MAX + 1 + i;
        keycodes_add(&term.keys, code, &key);
    }
}

static void start_colours(void)
{
    static const int count[DEPTH_COUNT] = {0, 8, 16, COLOURS};
    if (!has_colors() || start_color() == ERR || use_default_colors() == ERR) {
        term.depth = DEPTH_MONO;
        return;
    }
    term.direct = COLORS > COLOURS;
    term.depth = palette_depth(COLORS, getenv("NO_COLOR"));
    while (term.depth != DEPTH_MONO && COLOR_PAIRS <= count[term.depth])
        term.depth--;
}

/* One pair a foreground colour: pair n is colour n - 1 on the terminal's own ground. Made when it
 * is first needed and never again, since curses would repaint all that is in it. */
static int pair_of(short fg)
{
    if (fg >= 0 && !term.paired[fg]) {
        (void)init_extended_pair(fg + 1, term.direct ? palette_direct(fg) : fg, -1);
        term.paired[fg] = true;
    }
    return fg + 1;
}

/* Pairs of two pixels come behind those; they are made anew when the theme is another. Terminals
 * with few pairs show characters instead. */
static int pair_of_pixels(const struct cell *cell, const struct pixels_look *look)
{
    int upper = cell->upper - ROLE_RAMP, lower = cell->lower - ROLE_RAMP;
    if (look->bg < 0)
        return pair_of(look->fg);
    int pair = COLOURS + 1 + upper * RAMP + lower;
    if (!term.ramp[upper][lower])
        (void)init_extended_pair(pair, term.direct ? palette_direct(look->fg) : look->fg,
                                 term.direct ? palette_direct(look->bg) : look->bg);
    term.ramp[upper][lower] = true;
    return pair;
}

static bool is_ramp(uint8_t role)
{
    return role == ROLE_TEXT || (role >= ROLE_RAMP && role <= ROLE_RAMP_END);
}

static bool has_pixels(const struct cell *cell, enum theme theme, struct pixels_look *out)
{
    return is_ramp(cell->upper) && is_ramp(cell->lower) && COLOR_PAIRS > COLOURS + RAMP * RAMP &&
           pixels_look(cell, theme, term.depth, out) && wcwidth((wchar_t)out->ch) == 1;
}

/* Written at once: between frames curses holds whole sequences only, so none is cut by another. */
static void set_mode(const char *sequence)
{
    (void)fputs(sequence, stdout);
    (void)fflush(stdout);
}

static void set_mouse(bool on)
{
    const mmask_t mask = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED |
                         (term.drag ? REPORT_MOUSE_POSITION : 0);
    if (!on && term.drag)
        set_mode(drag_off);
    (void)mousemask(on ? mask : 0, NULL);
    if (on && term.drag)
        set_mode(drag_on);
    term.mouse = (struct mouse){0};
}

static void set_modes(bool on)
{
    set_mouse(on && !term.mouse_off);
    if (term.paste)
        set_mode(on ? term.paste : term.paste_off);
}

void term_mouse(bool on)
{
    if (on == !term.mouse_off)
        return;
    term.mouse_off = !on;
    set_mouse(on);
}

/* Follows the size of the terminal: one question, clamped, told to curses. */
static void take_size(void)
{
    int w = COLS, h = LINES;
    (void)tty_size(STDOUT_FILENO, &w, &h);
    term.w = w < 1 ? 1 : w > CANVAS_MAX ? CANVAS_MAX : w;
    term.h = h < 1 ? 1 : h > CANVAS_MAX ? CANVAS_MAX : h;
    if (term.w != COLS || term.h != LINES)
        (void)resizeterm(term.h, term.w);
    (void)clearok(curscr, TRUE);
    canvas_resize(&term.shown, 0, 0);
}

/* What both a start and a coming back from a stop set. */
static void set_input(void)
{
    (void)raw();
    (void)noecho();
    (void)nonl();
}

/* Looks at the streams and at the entry of TERM, which stays loaded. The entry's name, or NULL with
 * a message. */
static const char *find_terminal(struct err *e)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        (void)err_set(e, "%s is no terminal; --dump prints screens without one",
                      isatty(STDIN_FILENO) ? "standard output" : "standard input");
        return NULL;
    }
    const char *name = load_entry(e);
    if (!name || (capability("cup") && capability("clear") && tigetflag("hc") <= 0))
        return name;
    (void)del_curterm(cur_term);
    (void)err_set(e, "a terminal of type %s cannot show screens; --dump prints them", name);
    return NULL;
}

bool term_can_serve(struct err *e)
{
    if (!find_terminal(e))
        return false;
    (void)del_curterm(cur_term);
    return true;
}

bool term_open(struct err *e)
{
    const char *name = find_terminal(e);
    if (!name)
        return false;
    const char *mouse = capability("kmous");
    term.drag = mouse && str_is(mouse, "\033[<");
    term.paste = capability("BE") && capability("BD") ? "\033[?2004h" : NULL;
    term.paste_off = "\033[?2004l";
    prepare_restore(&term.sig);
    (void)del_curterm(cur_term);
    if (tcgetattr(STDIN_FILENO, &term.sig.termios) != 0 || !sig_install(&term.sig, on_signal))
        return err_set(e, "the terminal cannot be set up: %s", strerror(errno));
    sig_wait_foreground(STDIN_FILENO);
    (void)unsetenv("LINES"); /* they would pin the size */
    (void)unsetenv("COLUMNS");
    term.sig.active = 1;
    term.screen = newterm(name, stdout, stdin);
    term.input = term.screen ? newpad(1, 1) : NULL;
    if (!term.input) {
        term.sig.active = 0;
        return err_set(e, "the terminal of type %s cannot be set up", name);
    }
    if (!getenv("ESCDELAY"))
        (void)set_escdelay(25);
    /* Before a first endwin, curses writes at every motion of the cursor; after it, once a frame.
     */
    (void)endwin();
    (void)refresh();
    (void)typeahead(-1); /* a frame is whole: the keys that were there have been taken */
    set_input();
    (void)keypad(term.input, TRUE);
    (void)nodelay(term.input, TRUE);
    (void)mouseinterval(0);
    start_colours();
    find_keys();
    set_modes(true);
    take_size();
    return true;
}

void term_close(void)
{
    if (!term.sig.active)
        return;
    set_modes(false);
    (void)endwin(); /* shows the cursor, too, and remembers how it was */
    term.sig.active = 0;
    (void)delwin(term.input);
    delscreen(term.screen);
    canvas_done(&term.shown);
}

_Noreturn void term_die(int signo)
{
    sig_die(signo);
}

/* ---- waiting ---- */

void term_size(int *w, int *h)
{
    *w = term.w;
    *h = term.h;
}

int term_end_signal(void)
{
    return term.sig.end ? term.sig.end : term.gone ? SIGHUP : 0;
}

static void come_back(void)
{
    sig_wait_foreground(STDIN_FILENO);
    (void)reset_prog_mode();
    set_input();
    set_modes(true);
    take_size();
    term_redraw();
}

unsigned term_wait(double seconds, bool room)
{
    struct pollfd fds[3] = {
        {STDIN_FILENO, POLLIN, 0}, {term.sig.wake[0], POLLIN, 0}, {STDOUT_FILENO, POLLOUT, 0}};
    bool open = decode_is_open(&term.decode);
    if (open && (seconds < 0 || seconds > SPLIT_MS * 1e-3))
        seconds = SPLIT_MS * 1e-3;
    int ms = seconds < 0 ? -1 : seconds > 3600 ? 3600000 : (int)(seconds * 1e3 + 0.5);
    int n = poll(fds, room ? 3 : 2, ms);
    if (n == 0)
        term.split_late = open;
    if (n > 0 && fds[1].revents)
        sig_drain(&term.sig);
    if (n > 0 && tty_is_hung_up(&fds[0]))
        term.gone = true;
    unsigned events = term_end_signal() ? TERM_END : 0;
    if (term.sig.stop)
        return events | TERM_STOP;
    if (term.sig.continued && !events) {
        term.sig.continued = 0;
        come_back();
        events |= TERM_CHANGED;
    }
    if (term.sig.resized && !events) {
        term.sig.resized = 0;
        take_size();
        events |= TERM_CHANGED;
    }
    return events;
}

void term_suspend(bool by_key)
{
    set_modes(false);
    (void)endwin(); /* shows the cursor, too, and remembers how it was */
    term.sig.active = 0;
    sig_stop(&term.sig, on_signal, by_key);
    term.sig.active = 1;
    come_back();
}

/* ---- keys ---- */

static double seconds_now(void)
{
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Events that came together are given by curses once, newest first: they are kept and given out in
 * the order they happened. */
static void take_mouse(void)
{
    term.events = 0;
    while (term.events < MOUSE_MAX && getmouse(&term.event[term.events]) == OK)
        term.events++;
}

/* curses does not say of a move whether a button is down: struct mouse knows. */
static bool next_mouse(struct key *out)
{
    while (term.events > 0) {
        const MEVENT *e = &term.event[--term.events];
        enum mouse_event event = e->bstate & BUTTON4_PRESSED    ? MOUSE_WHEEL_UP
                                 : e->bstate & BUTTON5_PRESSED  ? MOUSE_WHEEL_DOWN
                                 : e->bstate & BUTTON1_PRESSED  ? MOUSE_PRESS
                                 : e->bstate & BUTTON1_RELEASED ? MOUSE_RELEASE
                                                                : MOUSE_MOVE;
        if (mouse_key(&term.mouse, event, e->x, e->y, seconds_now(), out))
            return true;
    }
    return false;
}

static int next_code(void)
{
    int c = wgetch(term.input);
    return c == ERR ? DECODE_NONE : c;
}

static bool byte_key(int byte, struct key *out)
{
    int again;
    bool is_key = decode_take(&term.decode, byte, next_code, &again, out);
    if (again != DECODE_NONE)
        (void)ungetch(again);
    return is_key;
}

bool term_key(struct key *out)
{
    int c;
    if (next_mouse(out))
        return true;
    while ((c = wgetch(term.input)) != ERR) {
        if (c == KEY_MOUSE)
            take_mouse();
        if (c == KEY_MOUSE ? next_mouse(out)
            : c > 0xFF     ? keycodes_find(&term.keys, c, out)
                           : byte_key(c, out))
            return true;
    }
    if (!term.split_late || !decode_is_open(&term.decode))
        return false;
    decode_reset(&term.decode);
    *out = (struct key){.code = UTF8_BAD};
    return true;
}

bool term_has_key(void)
{
    struct pollfd in = {STDIN_FILENO, POLLIN, 0};
    return poll(&in, 1, 0) > 0;
}

/* ---- showing ---- */

bool term_is_ready(void)
{
    return tty_has_room(STDOUT_FILENO);
}

void term_redraw(void)
{
    (void)clearok(curscr, TRUE);
}

static attr_t attributes(unsigned attr)
{
    return (attr & ATTR_BOLD ? A_BOLD : A_NORMAL) | (attr & ATTR_REVERSE ? A_REVERSE : A_NORMAL) |
           (attr & ATTR_UNDERLINE ? A_UNDERLINE : A_NORMAL);
}

/* A cell for curses, and its number of elements. What the C library holds for another width than we
 * do would shift the rest of the line: a question mark stands for it, with a blank behind it if it
 * was wide. */
static int convert(const struct cell *cell, enum theme theme, int width, cchar_t *out)
{
    struct pixels_look look;
    if (has_pixels(cell, theme, &look)) {
        int both = pair_of_pixels(cell, &look);
        const wchar_t block[2] = {(wchar_t)look.ch, L'\0'};
        (void)setcchar(out, block, A_NORMAL, 0, &both);
        return 1;
    }
    const struct paint paint = theme_paint(theme, term.depth, (enum role)cell->role);
    wchar_t text[3] = {(wchar_t)cell->ch, (wchar_t)cell->mark, L'\0'};
    int pair = pair_of(paint.fg), n = 1;
    if (cell->ch > 0x7E && wcwidth(text[0]) != width) {
        text[0] = L'?';
        n = width;
    }
    if (cell->mark && wcwidth(text[1]) != 0)
        text[1] = L'\0';
    (void)setcchar(out, text, attributes(paint.attr | cell->attr), 0, &pair);
    if (n > 1)
        (void)setcchar(out + 1, L" ", attributes(paint.attr | cell->attr), 0, &pair);
    return n;
}

/* Columns x0 to x1 - 1 of a row to curses. */
static void hand_over(const struct canvas *c, int row, int x0, int x1)
{
    int n = 0;
    for (int x = x0; x < x1; x++) {
        const struct cell *cell = canvas_get(c, x, row);
        bool wide = x + 1 < c->w && canvas_get(c, x + 1, row)->ch == 0;
        if (cell->ch)
            n += convert(cell, term.theme, wide ? 2 : 1, &term.row[n]);
    }
    (void)mvadd_wchnstr(row, x0, term.row, n);
}

void term_show(const struct canvas *c, enum theme theme, int x, int y)
{
    int w = c->w < COLS ? c->w : COLS, h = c->h < LINES ? c->h : LINES;
    bool afresh = c->w != term.shown.w || c->h != term.shown.h || theme != term.theme;
    if (afresh)
        canvas_resize(&term.shown, c->w, c->h);
    if (theme != term.theme)
        memset(term.ramp, 0, sizeof term.ramp);
    term.theme = theme;
    for (int row = 0; row < h; row++) {
        for (int x0 = 0, x1; canvas_take_run(&term.shown, c, row, &x0, &x1); x0 = x1)
            if (!afresh)
                hand_over(c, row, x0, x1 < w ? x1 : w);
        if (afresh)
            hand_over(c, row, 0, w);
    }
    bool visible = x >= 0 && x < w && y >= 0 && y < h;
    (void)curs_set(visible);
    (void)leaveok(stdscr, !visible);
    if (visible)
        (void)move(y, x);
    (void)refresh();
}
