/* pool: strings and arrays that live as long as a lesson file does, freed together. */
#ifndef LESSON_POOL_H
#define LESSON_POOL_H

#include <stddef.h>

struct pool {
    void **at;
    int n, cap;
};

void pool_done(struct pool *p);

/* Takes over memory of mem_new and its like; returns it. */
void *pool_keep(struct pool *p, void *memory);

/* A copy of n bytes, ended by NUL. */
char *pool_copy(struct pool *p, const char *text, size_t n);

#endif
