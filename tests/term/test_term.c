/* The explorer on a terminal: what a person sees, and that the terminal comes back as it was. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixture.h"

/* ---- what is shown ---- */

static void test_start(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "sigmoid");
    screen_wait(s, "relu");
    screen_wait(s, "1/(1 + e");
    assert_true(s->alternate);
    quit(s);
}

static void test_keys_turn_alpha(void **state)
{
    struct screen *s = start(*state, "elu:alpha=0.5", NULL);
    screen_wait(s, "0.5");
    screen_send(s, "AAA");
    screen_send(s, ":get alpha > 0.5\r");
    screen_wait(s, "alpha > 0.5 = 1");
    screen_send(s, "aaaaaa:get alpha < 0.5\r");
    screen_wait(s, "alpha < 0.5 = 1");
    quit(s);
}

static void test_flow(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "[1 Plot]");
    screen_send(s, "2");
    screen_wait(s, "[2 Flow]");
    screen_wait(s, "gradient vanishes");
    screen_wait(s, "gradient survives");
    screen_send(s, ":get flow.done\r");
    screen_wait(s, "flow.done = 1");
    quit(s);
}

/* While a line is edited the gradient goes on travelling. */
static void test_animation_goes_on(void **state)
{
    struct screen *s = start(*state, "-c", "flow sigmoid relu layers=6 speed=4");
    screen_wait(s, "[2 Flow]");
    screen_send(s, ":set lay");
    screen_wait(s, ":set lay");
    screen_send(s, "\t");
    screen_wait(s, ":set layers");
    screen_wait_gone(s, "on its way");
    screen_wait(s, ":set layers");
    screen_send(s, "\003"); /* Ctrl-C gives the line up */
    screen_wait_gone(s, ":set layers");
    quit(s);
}

static void test_prompt(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":get 2*4");
    screen_wait(s, ":get 2*4");
    assert_true(s->cursor);
    screen_send(s, "\033OD\033"); /* Left; then Esc, which gives up */
    screen_wait_gone(s, ":get 2*4");
    screen_send(s, ":get 4\001\033OC\033OC\033OC\033OC2*\r"); /* Ctrl-A, Right four times, insert */
    screen_wait(s, "2*4 = 8");
    screen_send(s, ":get 1+1\r");
    screen_wait(s, "1+1 = 2");
    screen_send(s, ":\033OA\033OA"); /* Up twice */
    screen_wait(s, ":get 2*4");
    screen_send(s, "\003:nosuch\r"); /* Ctrl-C gives up */
    screen_wait(s, "no command is called nosuch");
    quit(s);
}

static void test_completion(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":plot sig\t");
    screen_wait(s, "signum"); /* the candidates */
    screen_send(s, "m\t");
    screen_wait(s, ":plot sigmoid");
    screen_send(s, "\025plot softp\t\r"); /* Ctrl-U */
    screen_wait(s, "softplus β=1");
    quit(s);
}

static void test_history_is_kept(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":get 6*7\r");
    screen_wait(s, "6*7 = 42");
    quit(s);
    s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":\033OA");
    screen_wait(s, ":get 6*7");
    screen_send(s, "\r");
    screen_wait(s, "6*7 = 42");
    quit(s);
}

static void test_paste(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    /* Outside of the prompt a paste does nothing: this would quit. */
    screen_send(s, "\033[200~qqq\033[201~:\033[200~get\n2+3\033[201~");
    screen_wait(s, ":get 2+3");
    screen_send(s, "\r");
    screen_wait(s, "2+3 = 5");
    quit(s);
}

static void test_split_character(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":\xe4\xb8");
    screen_wait(s, ":");
    screen_send(s, "\xad x");
    /* Two columns; a late rest comes as replacement characters, never as a broken line. */
    screen_wait(s, " x");
    screen_send(s, "\003");
    screen_wait(s, "q quit");
    quit(s);
}

/* What the C library takes for no wide character is shown as two columns all the same. */
static void test_wide_unknown(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, ":a\xe2\xbb\xb4z"); /* U+2EF4, not assigned */
    screen_wait(s, ":a? z");
    screen_send(s, "\003");
    screen_wait(s, "q quit");
    quit(s);
}

static void test_rc_file(void **state)
{
    struct fixture *f = *state;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/.config", f->home);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof path, "%s/.config/actviz", f->home);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof path, "%s/.config/actviz/actvizrc", f->home);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    (void)fputs("plot tanh\nset range -2:2\nset nosuch 1\n", file);
    assert_int_equal(fclose(file), 0);
    struct screen *s = start_at(f, 160, 30, NULL, NULL, NULL, NULL);
    screen_wait(s, "tanh");
    screen_wait(s, "actvizrc:3");
    screen_send(s, ":get range.hi\r");
    screen_wait(s, "range.hi = 2");
    quit(s);
}

/* A question answered by keys, and the place in the lesson kept by its log. */
static void test_lesson(void **state)
{
    struct screen *s = start(*state, "lesson", "vanishing-gradients");
    screen_wait(s, "largest slope");
    screen_send(s, "1/4");
    screen_wait(s, ":answer 1/4");
    screen_send(s, "\r");
    screen_wait_gone(s, ":answer");
    screen_send(s, "\r");
    screen_wait(s, "step 2/");
    quit(s);
    s = start(*state, "lesson", "vanishing-gradients");
    screen_wait(s, "step 2/");
    quit(s);
}

/* A log that may not grow does not end the program; one that is left by a terminal that cannot
 * serve is not begun. */
static void test_log_limits(void **state)
{
    static const char *const dumb[] = {"TERM=dumb", NULL};
    struct fixture *f = *state;
    char command[256], path[256];
    struct stat st;
    struct screen *s = start_at(f, 100, 30, dumb, "lesson", "vanishing-gradients", NULL);
    int status = screen_wait_ended(s);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
    screen_done(s);
    (void)snprintf(path, sizeof path, "%s/.local/state/actviz", f->home);
    assert_int_not_equal(stat(path, &st), 0);
    (void)snprintf(command, sizeof command, "ulimit -f 0; exec %s lesson vanishing-gradients",
                   f->program);
    const char *const argv[] = {"/bin/sh", "-c", command, NULL};
    screen_start(&f->screen, 100, 30, f->home, NULL, argv);
    screen_wait(s, "largest slope");
    screen_wait(s, "progress is not being saved");
    quit(s);
}

/* ---- sizes ---- */

static void test_resize(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "q quit");
    screen_resize(s, 60, 20);
    screen_wait(s, "[1 Plot]");
    screen_resize(s, 130, 40);
    screen_wait(s, "q quit");
    screen_resize(s, 10, 3);
    screen_wait(s, "needs");
    screen_resize(s, 80, 24);
    screen_wait(s, "q quit");
    quit(s);
}

static void test_tiny(void **state)
{
    static const int sizes[][2] = {{10, 3}, {1, 1}, {2, 1}, {1, 5}, {39, 11}, {300, 2}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct screen *s = start_at(*state, sizes[i][0], sizes[i][1], NULL, NULL, NULL, NULL);
        screen_wait(s, "a");
        quit(s);
    }
}

/* ---- leaving ---- */

static void test_signals(void **state)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct screen *s = start(*state, NULL, NULL);
        screen_wait(s, "relu");
        assert_int_equal(kill(s->job, signals[i]), 0);
        int status = screen_wait_ended(s);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        screen_assert_restored(s);
        screen_done(s);
    }
}

/* At whatever moment of the start: the terminal comes back. */
static void test_early_signal(void **state)
{
    for (int i = 0; i < 12; i++) {
        struct screen *s = start(*state, NULL, NULL);
        (void)screen_listen(s, i);
        assert_int_equal(kill(s->job, SIGTERM), 0);
        int status = screen_wait_ended(s);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGTERM);
        screen_assert_restored(s);
        screen_done(s);
    }
}

static void test_crash_signals(void **state)
{
    static const int signals[] = {SIGSEGV, SIGABRT, SIGFPE, SIGBUS};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct screen *s = start(*state, NULL, NULL);
        screen_wait(s, "relu");
        assert_int_equal(kill(s->job, signals[i]), 0);
        int status = screen_wait_ended(s);
        /* A sanitizer build reports the crash itself and exits. */
        assert_true(WIFSIGNALED(status) ? WTERMSIG(status) == signals[i]
                                        : WEXITSTATUS(status) != 0);
        screen_assert_restored(s);
        screen_done(s);
    }
}

static void test_suspend(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "q quit");
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            screen_send(s, "\032"); /* the key */
        else
            assert_int_equal(kill(s->job, SIGTSTP), 0);
        screen_wait_stopped(s);
        screen_assert_restored(s);
        screen_resize(s, 90 + i, 26);
        screen_continue(s);
        screen_wait(s, "q quit");
        assert_true(s->alternate);
    }
    quit(s);
}

/* The other end is closed, with SIGHUP or without (nohup): the program ends. */
static void test_vanish(void **state)
{
    static const char *const nohup[] = {"TEST_NOHUP=1", NULL};
    for (int i = 0; i < 2; i++) {
        struct screen *s = start_at(*state, 100, 30, i ? nohup : NULL, NULL, NULL, NULL);
        screen_wait(s, "relu");
        (void)close(s->master);
        (void)close(s->slave);
        s->master = s->slave = -1;
        int status = screen_wait_ended(s);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), SIGHUP);
        screen_done(s);
    }
}

/* A terminal that takes no more output does not keep SIGTERM from ending the program. */
static void test_stuck_terminal(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "relu");
    s->collect = false;
    for (int i = 0; i < 40; i++)
        screen_send(s, "12\014"); /* two screens, and Ctrl-L to paint all of one */
    assert_int_equal(kill(s->job, SIGTERM), 0);
    int status = screen_wait_ended(s);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
    screen_done(s);
}

/* ---- terminals that cannot serve ---- */

static void test_refused(void **state)
{
    static const struct {
        const char *env[2], *says;
    } cases[] = {
        {{"TERM=bogus", NULL}, "actviz: the terminal type bogus is unknown here"},
        {{"TERM=dumb", NULL}, "actviz: a terminal of type dumb cannot show screens"},
        {{"TERM", NULL}, "actviz: TERM is not set"},
        {{"TERM=\033]0;x\a", NULL}, "actviz: TERM is no name of a terminal"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct screen *s = start_at(*state, 100, 30, cases[i].env, NULL, NULL, NULL);
        int status = screen_wait_ended(s);
        screen_wait(s, cases[i].says);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 2);
        assert_null(memchr(s->raw, '\033', s->raw_n));
        screen_assert_restored(s);
        screen_done(s);
    }
}

static void test_unknown_modern_terminal(void **state)
{
    static const char *const env[] = {"TERM=xterm-ghostty", NULL};
    struct screen *s = start_at(*state, 100, 30, env, NULL, NULL, NULL);
    screen_wait(s, "relu");
    quit(s);
}

/* In a locale without UTF-8 nothing but ASCII is sent. */
static void test_ascii(void **state)
{
    static const char *const env[] = {"LC_ALL=C", "LANG=C", NULL};
    struct screen *s = start_at(*state, 100, 30, env, NULL, NULL, NULL);
    screen_wait(s, "relu");
    screen_send(s, "2");
    screen_wait(s, "[2 Flow]");
    screen_send(s, "?");
    screen_wait_gone(s, "[2 Flow]");
    screen_send(s, "q");
    screen_wait(s, "[2 Flow]");
    for (size_t i = 0; i < s->raw_n; i++)
        assert_true((unsigned char)s->raw[i] < 0x80);
    quit(s);
}

/* ---- at rest ---- */

static double cpu_seconds(int pid)
{
    clockid_t clock;
    struct timespec t;
    assert_int_equal(clock_getcpuclockid(pid, &clock), 0);
    assert_int_equal(clock_gettime(clock, &t), 0);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void test_idle(void **state)
{
    struct screen *s = start(*state, NULL, NULL);
    screen_wait(s, "q quit");
    while (screen_listen(s, 200) > 0)
        continue;
    double before = cpu_seconds(s->job);
    assert_int_equal(screen_listen(s, 1000), 0);
    assert_true(cpu_seconds(s->job) - before < 1e-4);
    quit(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_start),
        TEST(test_keys_turn_alpha),
        TEST(test_flow),
        TEST(test_animation_goes_on),
        TEST(test_prompt),
        TEST(test_completion),
        TEST(test_history_is_kept),
        TEST(test_paste),
        TEST(test_split_character),
        TEST(test_wide_unknown),
        TEST(test_rc_file),
        TEST(test_lesson),
        TEST(test_log_limits),
        TEST(test_resize),
        TEST(test_tiny),
        TEST(test_signals),
        TEST(test_early_signal),
        TEST(test_crash_signals),
        TEST(test_suspend),
        TEST(test_vanish),
        TEST(test_stuck_terminal),
        TEST(test_refused),
        TEST(test_unknown_modern_terminal),
        TEST(test_ascii),
        TEST(test_idle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
