#include "lesson/catalog.h"

#include <string.h>

#include "base/mem.h"
#include "lesson/progress.h"

struct finder {
    struct catalog *catalog;
    const struct app *app;
};

struct lesson_file *catalog_load(const struct app *app, const char *path, struct err *e)
{
    const struct app_host *host = app_host(app);
    struct str text;
    if (!host->read) {
        (void)err_set(e, "no files can be read here");
        return NULL;
    }
    str_init(&text);
    struct lesson_file *file = NULL;
    if (host->read(host->ctx, path, SOURCE_BYTES, &text, e)) {
        file = lesson_file_new(text.data, text.len);
        for (int i = 0; i < file->source.problems; i++) {
            const struct problem *p = &file->source.problem[i];
            if (p->code >= PROBLEM_WARNINGS)
                continue;
            (void)err_at(e, p->line, p->col, "%s:%d:%d: %s", path, p->line, p->col, p->text);
            lesson_file_free(file);
            file = NULL;
            break;
        }
    }
    str_done(&text);
    return file;
}

/* A lesson that cannot be opened is listed by the name of its file. */
static char *name_of(struct pool *pool, const char *path)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t n = strlen(base);
    const char *dot = strrchr(base, '.');
    return pool_copy(pool, base, dot ? (size_t)(dot - base) : n);
}

static const char *kept(struct pool *pool, const char *text)
{
    return text ? pool_copy(pool, text, strlen(text)) : "";
}

static void add(void *arg, const char *path)
{
    struct finder *f = arg;
    struct catalog *c = f->catalog;
    struct err e = {0};
    struct lesson_file *file = catalog_load(f->app, path, &e);
    struct lesson_entry entry = {.path = kept(&c->pool, path)};
    if (file) {
        entry.id = kept(&c->pool, file->front[FRONT_ID]);
        entry.title = kept(&c->pool, file->front[FRONT_TITLE]);
        entry.time = kept(&c->pool, file->front[FRONT_TIME]);
        entry.state = progress_state(f->app, entry.id);
    } else {
        entry.id = entry.title = name_of(&c->pool, path);
        entry.time = "";
        entry.problem = kept(&c->pool, e.text);
    }
    lesson_file_free(file);
    if (catalog_find(c, entry.id, NULL) >= 0)
        return;
    if (c->n == c->cap) {
        c->cap = c->cap ? 2 * c->cap : 8;
        c->entry = mem_resize(c->entry, (size_t)c->cap, sizeof *c->entry);
    }
    c->entry[c->n++] = entry;
}

void catalog_read(struct catalog *c, const struct app *app)
{
    const struct app_host *host = app_host(app);
    struct finder f = {c, app};
    if (host->lessons)
        host->lessons(host->ctx, add, &f);
}

void catalog_done(struct catalog *c)
{
    mem_free(c->entry);
    pool_done(&c->pool);
    *c = (struct catalog){0};
}

int catalog_find(const struct catalog *c, const char *id, struct err *e)
{
    struct near near;
    near_init(&near, id);
    for (int i = 0; i < c->n; i++) {
        if (str_is(c->entry[i].id, id))
            return i;
        near_offer(&near, c->entry[i].id);
    }
    if (c->n == 0) {
        (void)err_set(e, "no lessons were found");
        return -1;
    }
    (void)err_set(e, "there is no lesson %s", id);
    const char *best = near_name(&near);
    if (best)
        (void)err_add(e, "; did you mean %s?", best);
    else
        (void)err_add(e, "; `lessons` lists them");
    return -1;
}
