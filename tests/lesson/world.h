/* world: an app and its lessons in memory, and a learner who plays them, for tests. */
#ifndef TESTS_LESSON_WORLD_H
#define TESTS_LESSON_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "lesson/judge.h"
#include "lesson/player.h"

/* ---- a world in memory: files are real, the log is a string ---- */

struct world {
    struct app *app;
    struct lesson *l;
    struct str log;
    bool full;          /* the disk: nothing more is written */
    const char *lesson; /* text given instead of the files, or NULL */
};

static inline bool read_file(void *ctx, const char *path, size_t max, struct str *out,
                             struct err *e)
{
    const struct world *w = ctx;
    if (w->lesson) {
        str_add(out, w->lesson);
        return true;
    }
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(e, "cannot read %s", path);
    char part[4096];
    size_t n;
    while ((n = fread(part, 1, sizeof part, file)) > 0 && out->len <= max)
        str_add_n(out, part, n);
    (void)fclose(file);
    return true;
}

static inline int is_lesson(const struct dirent *entry)
{
    size_t n = strlen(entry->d_name);
    return n > 3 && str_is(entry->d_name + n - 3, ".md");
}

static inline void find_lessons(void *ctx, void (*each)(void *arg, const char *path), void *arg)
{
    const struct world *w = ctx;
    struct dirent **entries;
    if (w->lesson) {
        each(arg, "memory.md");
        return;
    }
    int n = scandir("lessons/en", &entries, is_lesson, alphasort);
    for (int i = 0; i < n; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "lessons/en/%s", entries[i]->d_name);
        each(arg, path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static inline bool append(void *ctx, const char *name, const char *line, struct err *e)
{
    struct world *w = ctx;
    assert_true(*name);
    if (w->full)
        return err_set(e, "no space left");
    assert_null(strchr(line, '\n'));
    str_addf(&w->log, "%s\n", line);
    return true;
}

static inline bool read_log(void *ctx, const char *name, struct str *out)
{
    const struct world *w = ctx;
    (void)name;
    str_add_n(out, w->log.data, w->log.len);
    return w->log.len > 0;
}

static inline void begin(struct world *w, const char *log)
{
    const struct app_host host = {.ctx = w,
                                  .read = read_file,
                                  .lessons = find_lessons,
                                  .log_append = append,
                                  .log_read = read_log};
    struct err e = {0};
    str_init(&w->log);
    str_add(&w->log, log);
    w->app = app_new(&host, kernel_choose(NULL, &e));
    w->l = lesson_new(w->app);
    (void)player_catalog(w->l);
}

static inline void end(struct world *w)
{
    lesson_free(w->l);
    app_free(w->app);
    str_done(&w->log);
}

static inline bool run(struct world *w, const char *line)
{
    struct err e = {0};
    bool fine = app_run(w->app, line, &e);
    assert_true(fine == !e.text[0]);
    return fine;
}

static inline void open_lesson(struct world *w, int i)
{
    char line[128];
    const struct lesson_entry *entry = lesson_entry(w->l, i);
    assert_null(entry->problem);
    (void)snprintf(line, sizeof line, "lesson %s", entry->id);
    assert_true(run(w, line));
    assert_true(lesson_is_open(w->l));
}

static inline bool shows(const struct world *w, enum lesson_block_kind kind)
{
    for (int i = 0; i < lesson_blocks(w->l); i++)
        if (lesson_block(w->l, i)->kind == kind)
            return true;
    return false;
}

/* What stands in the panel, as one string. */
static inline void panel(const struct world *w, struct str *out)
{
    for (int i = 0; i < lesson_blocks(w->l); i++) {
        const struct lesson_block *b = lesson_block(w->l, i);
        str_addf(out, "%d %s|%s|%s|%d\n", (int)b->kind, b->text, b->label ? b->label : "",
                 b->measure ? b->measure : "", b->chosen);
        for (const char *p = b->text; *p; p++)
            assert_true((unsigned char)*p >= 0x20 || (*p >= 1 && *p <= 4) || *p == '\n');
    }
    assert_int_equal(lesson_block(w->l, lesson_blocks(w->l) - 1)->kind, LESSON_MORE);
}

/* ---- answering ---- */

static inline void answer(struct world *w, const char *text)
{
    char line[256];
    (void)snprintf(line, sizeof line, "answer %s", text);
    assert_true(run(w, line));
}

static inline void do_solution(struct world *w, const struct block *b)
{
    const struct entry *line;
    for (int i = 0; (line = directive_entry(&b->body, ENTRY_SOLUTION, i)) != NULL; i++)
        assert_true(run(w, line->value));
}

/* The right answer of a guess at a number is known only after it: then any is given. */
static inline void answer_well(struct world *w)
{
    const struct block *b;
    struct question *q = player_asked(w->l, &b);
    struct str text;
    if (b->directive->kind == DIRECTIVE_TASK) {
        do_solution(w, b);
        assert_true(q->right && q->done);
        return;
    }
    str_init(&text);
    answer_right(w->l, b, &text);
    answer(w, text.data);
    str_done(&text);
    assert_true(q->done);
    assert_true(q->right || judge_is_number(&b->body));
}

static inline void wrong_answer(const struct block *b, char out[2])
{
    unsigned right = answer_right_options(b);
    (void)str_copy(out, 2, judge_is_number(&b->body) ? "7" : right & 1 ? "b" : "a");
}

/* Plays to the end; `each` deals with every open question. Returns how many there were. */
static inline int play(struct world *w, void (*each)(struct world *w))
{
    int questions = 0, turns = 0;
    double finished = 0;
    while (finished == 0) {
        const struct question *q = player_asked(w->l, NULL);
        if (q && !q->done) {
            int step = lesson_step(w->l);
            assert_true(run(w, "next")); /* says what is awaited, and stays */
            assert_int_equal(lesson_step(w->l), step);
            assert_ptr_equal(player_asked(w->l, NULL), q);
            questions++;
            each(w);
        }
        if (lesson_is_open(w->l) && !(player_asked(w->l, NULL) && !player_asked(w->l, NULL)->done))
            assert_true(run(w, "next"));
        struct str text;
        str_init(&text);
        panel(w, &text);
        str_done(&text);
        assert_true(app_get(w->app, "lesson.finished", &finished, NULL));
        assert_true(turns++ < 1000);
    }
    return questions;
}

static inline void for_each_lesson(void (*each)(struct world *w, int i))
{
    struct world first = {0};
    begin(&first, "");
    int n = lesson_count(first.l);
    end(&first);
    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        struct world w = {0};
        begin(&w, "");
        each(&w, i);
        end(&w);
    }
}

/* ---- a lesson of the test's own ---- */

#define HEAD "---\nactviz-lesson: 1\nid: small\ntitle: Small\n---\n"

static inline void start_text(struct world *w, const char *text)
{
    w->lesson = text;
    begin(w, "");
    open_lesson(w, 0);
}

#endif
