#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static long now_ms(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- the tiny shell ---- */

static void report(int fd, enum screen_what what, int status)
{
    struct screen_event event = {.what = what, .status = status};
    if (write(fd, &event, sizeof event) != (ssize_t)sizeof event)
        _exit(1);
}

static void run_job(int slave, const char *const *argv)
{
    (void)setpgid(0, 0);
    (void)tcsetpgrp(slave, getpgrp());
    (void)signal(SIGTTOU, SIG_DFL);
    for (int fd = 0; fd < 3; fd++)
        (void)dup2(slave, fd);
    /* execv takes char *const[] and does not write. */
    char *words[32];
    int n = 0;
    for (; argv[n] && n < 31; n++)
        words[n] = strdup(argv[n]);
    words[n] = NULL;
    (void)execv(words[0], words);
    _exit(127);
}

/* Leads the session, runs the job in a group of its own, and tells what becomes of it. */
static void lead(int slave, int out, int in, const char *const *argv)
{
    int status;
    (void)setsid();
    (void)ioctl(slave, TIOCSCTTY, 0);
    (void)signal(SIGTTOU, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
    pid_t job = fork();
    if (job == 0) {
        (void)signal(SIGHUP, getenv("TEST_NOHUP") ? SIG_IGN : SIG_DFL);
        run_job(slave, argv);
    }
    (void)setpgid(job, job);
    (void)tcsetpgrp(slave, job);
    report(out, JOB_STARTED, job);
    while (waitpid(job, &status, WUNTRACED) == job) {
        (void)tcsetpgrp(slave, getpgrp());
        if (!WIFSTOPPED(status)) {
            report(out, JOB_ENDED, status);
            break;
        }
        report(out, JOB_STOPPED, status);
        char byte;
        if (read(in, &byte, 1) != 1)
            break;
        (void)tcsetpgrp(slave, job);
        (void)kill(-job, SIGCONT);
    }
    _exit(0);
}

static void take_env(const char *home, const char *const *env)
{
    static const char *const plain[] = {"TERM=xterm-256color",
                                        "LANG=C.UTF-8",
                                        "LC_ALL=C.UTF-8",
                                        "XDG_CONFIG_HOME",
                                        "XDG_STATE_HOME",
                                        "XDG_DATA_HOME",
                                        "NO_COLOR",
                                        "ESCDELAY",
                                        "LINES",
                                        "COLUMNS",
                                        "INPUTRC=/dev/null",
                                        NULL};
    (void)setenv("HOME", home, 1);
    for (int list = 0; list < 2; list++) {
        for (const char *const *p = list ? env : plain; p && *p; p++) {
            const char *equals = strchr(*p, '=');
            char name[64];
            size_t n = equals ? (size_t)(equals - *p) : strlen(*p);
            (void)snprintf(name, sizeof name, "%.*s", (int)n, *p);
            (void)(equals ? setenv(name, equals + 1, 1) : unsetenv(name));
        }
    }
}

/* ---- what the terminal sees ---- */

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct screen *s = user;
    if (property == VTERM_PROP_ALTSCREEN)
        s->alternate = value->boolean;
    if (property == VTERM_PROP_CURSORVISIBLE)
        s->cursor = value->boolean;
    if (property == VTERM_PROP_MOUSE)
        s->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static struct screen_event next_event(struct screen *s, int ms)
{
    struct screen_event event = {.what = JOB_STARTED};
    struct pollfd fd = {s->from_job, POLLIN, 0};
    if (poll(&fd, 1, ms) > 0 && read(s->from_job, &event, sizeof event) != (ssize_t)sizeof event)
        event.what = JOB_STARTED;
    return event;
}

void screen_start(struct screen *s, int w, int h, const char *home, const char *const *env,
                  const char *const *argv)
{
    int out[2], in[2];
    struct winsize size = {.ws_col = (unsigned short)w, .ws_row = (unsigned short)h};
    memset(s, 0, sizeof *s);
    s->w = w;
    s->h = h;
    s->collect = s->cursor = true;
    assert_int_equal(openpty(&s->master, &s->slave, NULL, NULL, &size), 0);
    assert_int_equal(pipe(out), 0);
    assert_int_equal(pipe(in), 0);
    assert_int_equal(tcgetattr(s->slave, &s->before), 0);
    s->vterm = vterm_new(h, w);
    vterm_set_utf8(s->vterm, 1);
    s->cells = vterm_obtain_screen(s->vterm);
    vterm_screen_set_callbacks(s->cells, &callbacks, s);
    vterm_screen_enable_altscreen(s->cells, 1);
    vterm_screen_reset(s->cells, 1);
    (void)fflush(NULL);
    s->leader = fork();
    if (s->leader == 0) {
        (void)close(s->master);
        (void)close(out[0]);
        (void)close(in[1]);
        for (int i = 0; i < 2; i++)
            (void)fcntl(i ? in[0] : out[1], F_SETFD, FD_CLOEXEC);
        take_env(home, env);
        lead(s->slave, out[1], in[0], argv);
    }
    (void)close(out[1]);
    (void)close(in[0]);
    s->from_job = out[0];
    s->to_job = in[1];
    s->job = next_event(s, SCREEN_DEADLINE_MS).status;
    assert_true(s->job > 0);
}

void screen_done(struct screen *s)
{
    if (s->job > 0)
        (void)kill(-s->job, SIGKILL);
    (void)kill(s->leader, SIGKILL);
    (void)waitpid(s->leader, NULL, 0);
    if (s->master >= 0)
        (void)close(s->master);
    if (s->slave >= 0)
        (void)close(s->slave);
    (void)close(s->from_job);
    (void)close(s->to_job);
    vterm_free(s->vterm);
    free(s->raw);
}

/* Takes what is there within `ms`; the number of bytes. */
static size_t take_output(struct screen *s, int ms)
{
    char bytes[1 << 14];
    struct pollfd fd = {s->master, POLLIN, 0};
    if (!s->collect || s->master < 0 || poll(&fd, 1, ms) <= 0)
        return 0;
    ssize_t n = read(s->master, bytes, sizeof bytes);
    if (n <= 0)
        return 0;
    if (s->raw_n + (size_t)n > s->raw_cap) {
        s->raw_cap = 2 * (s->raw_n + (size_t)n);
        s->raw = realloc(s->raw, s->raw_cap);
        assert_non_null(s->raw);
    }
    memcpy(s->raw + s->raw_n, bytes, (size_t)n);
    s->raw_n += (size_t)n;
    (void)vterm_input_write(s->vterm, bytes, (size_t)n);
    return (size_t)n;
}

size_t screen_listen(struct screen *s, int ms)
{
    size_t sum = 0;
    for (long end = now_ms() + ms, left = ms; left >= 0; left = end - now_ms())
        sum += take_output(s, (int)left);
    return sum;
}

const char *screen_text(struct screen *s)
{
    size_t n = 0;
    for (int row = 0; row < s->h && n + 4 * (size_t)s->w + 2 < SCREEN_TEXT; row++) {
        VTermRect line = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = s->w};
        n += vterm_screen_get_text(s->cells, s->text + n, SCREEN_TEXT - n - 2, line);
        s->text[n++] = '\n';
    }
    s->text[n] = '\0';
    return s->text;
}

/* The whole screen: a message of cmocka is cut short. */
static void give_up(struct screen *s, const char *what, const char *text)
{
    (void)fprintf(stderr, "%s\n%s \"%s\"\n", screen_text(s), what, text);
    fail();
}

static void wait_for(struct screen *s, const char *text, bool there)
{
    long end = now_ms() + SCREEN_DEADLINE_MS;
    while (now_ms() < end) {
        if ((strstr(screen_text(s), text) != NULL) == there)
            return;
        (void)take_output(s, 20);
    }
    give_up(s, there ? "the screen never showed" : "the screen went on showing", text);
}

void screen_wait(struct screen *s, const char *text)
{
    wait_for(s, text, true);
}

void screen_wait_gone(struct screen *s, const char *text)
{
    wait_for(s, text, false);
}

void screen_send(struct screen *s, const char *bytes)
{
    size_t n = strlen(bytes);
    assert_int_equal(write(s->master, bytes, n), (ssize_t)n);
}

void screen_resize(struct screen *s, int w, int h)
{
    struct winsize size = {.ws_col = (unsigned short)w, .ws_row = (unsigned short)h};
    s->w = w;
    s->h = h;
    vterm_set_size(s->vterm, h, w);
    assert_int_equal(ioctl(s->master, TIOCSWINSZ, &size), 0);
}

/* ---- the job ---- */

static int wait_event(struct screen *s, enum screen_what what)
{
    long end = now_ms() + SCREEN_DEADLINE_MS;
    while (now_ms() < end) {
        (void)take_output(s, 10);
        struct pollfd fd = {s->from_job, POLLIN, 0};
        if (poll(&fd, 1, s->collect && s->master >= 0 ? 0 : 20) <= 0)
            continue;
        struct screen_event event = next_event(s, 0);
        if (event.what == JOB_ENDED)
            s->job = 0;
        while (take_output(s, 0) > 0)
            continue;
        if (event.what == what)
            return event.status;
        (void)fprintf(stderr, "status 0x%x\n", (unsigned)event.status);
        give_up(s, "the program", event.what == JOB_ENDED ? "ended" : "stopped");
    }
    give_up(s, "the program neither", "stopped nor ended");
    return -1;
}

void screen_wait_stopped(struct screen *s)
{
    (void)wait_event(s, JOB_STOPPED);
}

int screen_wait_ended(struct screen *s)
{
    return wait_event(s, JOB_ENDED);
}

void screen_continue(struct screen *s)
{
    assert_int_equal(write(s->to_job, "c", 1), 1);
}

/* Private modes by the last word about each: ESC [ ? n ; n h or l. Gives one that is left on, or 0.
 */
static int mode_left_on(const struct screen *s)
{
    enum { MODES = 4096 };
    bool on[MODES] = {false};
    for (size_t i = 0; i + 3 < s->raw_n; i++) {
        if (memcmp(s->raw + i, "\033[?", 3) != 0)
            continue;
        int mode[8] = {0}, n = 0;
        size_t k = i + 3;
        for (; k < s->raw_n && n < 7 && strchr("0123456789;", s->raw[k]); k++) {
            if (s->raw[k] == ';')
                n++;
            else
                mode[n] = (mode[n] * 10 + s->raw[k] - '0') % MODES;
        }
        for (int m = 0; m <= n && k < s->raw_n && strchr("hl", s->raw[k]); m++)
            on[mode[m]] = s->raw[k] == 'h';
    }
    /* The cursor (25) is shown, lines wrap (7), the cursor may blink (12): as after a reset. */
    for (int m = 1; m < MODES; m++)
        if (on[m] && m != 25 && m != 7 && m != 12)
            return m;
    return 0;
}

static bool is_same_termios(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

void screen_assert_restored(struct screen *s)
{
    struct termios modes;
    assert_int_equal(tcgetattr(s->slave, &modes), 0);
    assert_true(is_same_termios(&modes, &s->before));
    /* What was written last may still be on its way through the kernel. */
    for (long end = now_ms() + SCREEN_DEADLINE_MS; now_ms() < end;) {
        if (!s->alternate && s->cursor && mode_left_on(s) == 0)
            return;
        (void)take_output(s, 20);
    }
    (void)fprintf(stderr, "alternate screen %d, cursor %d, private mode left on %d\n", s->alternate,
                  s->cursor, mode_left_on(s));
    fail();
}
