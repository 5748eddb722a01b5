/* catalog: the lessons there are, as the host finds them. */
#ifndef LESSON_CATALOG_H
#define LESSON_CATALOG_H

#include "app/app.h"
#include "lesson/lesson.h"
#include "lesson/lesson_file.h"
#include "lesson/pool.h"

struct catalog {
    struct lesson_entry *entry;
    int n, cap;
    struct pool pool;
};

/* Reads all lessons of the host. Of two with one id the first is kept. */
void catalog_read(struct catalog *c, const struct app *app);
void catalog_done(struct catalog *c);

/* The index of an id, -1 with a message and the nearest. */
int catalog_find(const struct catalog *c, const char *id, struct err *e);

/* Reads and parses a file. NULL with the first of its problems. */
struct lesson_file *catalog_load(const struct app *app, const char *path, struct err *e);

#endif
