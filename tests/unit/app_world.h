/* app_world: an app without an outside, commands that must succeed and values read from it, for the
 * tests of app/. */
#ifndef TESTS_UNIT_APP_WORLD_H
#define TESTS_UNIT_APP_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "app/app.h"

static inline int open_app(void **state)
{
    const struct app_host none = {0};
    *state = app_new(&none, kernel_choose(NULL, NULL));
    return 0;
}

static inline int close_app(void **state)
{
    app_free(*state);
    return 0;
}

static inline void run(struct app *app, const char *line)
{
    struct err e = {0};
    if (!app_run(app, line, &e))
        fail_msg("%s: %s", line, e.text);
}

/* Runs what must be refused, with these words in the message at this column (0: anywhere). */
static inline void refuse(struct app *app, const char *line, const char *says, int col)
{
    struct err e = {0};
    if (app_run(app, line, &e))
        fail_msg("%s was taken", line);
    if (!e.text[0] || !strstr(e.text, says))
        fail_msg("%s said \"%s\"", line, e.text);
    if (col && e.col != col)
        fail_msg("%s said column %d: %s", line, e.col, e.text);
}

static inline double get(struct app *app, const char *expr)
{
    struct err e = {0};
    double v = 0;
    if (!app_get(app, expr, &v, &e))
        fail_msg("%s: %s", expr, e.text);
    return v;
}

/* An expression that is none, or has no value. */
static inline void refuse_get(struct app *app, const char *expr, const char *says)
{
    struct err e = {0};
    double v;
    if (app_get(app, expr, &v, &e))
        fail_msg("%s is %g", expr, v);
    if (!strstr(e.text, says))
        fail_msg("%s said \"%s\"", expr, e.text);
}

/* What completion offers, each word followed by a newline. */
struct candidates {
    char text[8192];
};

static inline void note_candidate(void *arg, const char *word)
{
    struct candidates *c = arg;
    size_t n = strlen(c->text);
    (void)snprintf(c->text + n, sizeof c->text - n, "%s\n", word);
}

/* Is `word` among what is offered at the end of line? */
static inline bool is_offered(struct app *app, const char *line, const char *word)
{
    struct candidates c = {""};
    char want[256];
    (void)app_complete(app, line, strlen(line), note_candidate, &c);
    (void)snprintf(want, sizeof want, "%s\n", word);
    const char *at = strstr(c.text, want);
    while (at && at > c.text && at[-1] != '\n')
        at = strstr(at + 1, want);
    return at != NULL;
}

static inline const struct act *plotted(const struct app *app, int i)
{
    return app_settings(app)->plot.acts.use[i].act;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_app, close_app)

#endif
