/* fixture: the explorer started on a terminal in a home of its own, for the tests of it. */
#ifndef TERM_FIXTURE_H
#define TERM_FIXTURE_H

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "screen.h"

struct fixture {
    char home[64];
    const char *program;
    struct screen screen;
};

static inline int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    (void)snprintf(f->home, sizeof f->home, "/tmp/actviz-term-XXXXXX");
    f->program = getenv("ACTVIZ") ? getenv("ACTVIZ") : "build/actviz";
    *state = f;
    return mkdtemp(f->home) ? 0 : -1;
}

static inline int unlink_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    (void)nftw(f->home, unlink_one, 8, FTW_DEPTH | FTW_PHYS);
    free(f);
    return 0;
}

/* Starts the program with up to three words, at 100x30. */
static inline struct screen *start_at(struct fixture *f, int w, int h, const char *const *env,
                                      const char *a, const char *b, const char *c)
{
    const char *const argv[] = {f->program, a, b, c, NULL};
    screen_start(&f->screen, w, h, f->home, env, argv);
    return &f->screen;
}

static inline struct screen *start(struct fixture *f, const char *a, const char *b)
{
    return start_at(f, 100, 30, NULL, a, b, NULL);
}

static inline void quit(struct screen *s)
{
    screen_send(s, "q");
    int status = screen_wait_ended(s);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    screen_assert_restored(s);
    screen_done(s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
