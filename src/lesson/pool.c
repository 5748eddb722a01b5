#include "lesson/pool.h"

#include <string.h>

#include "base/mem.h"

void pool_done(struct pool *p)
{
    for (int i = 0; i < p->n; i++)
        mem_free(p->at[i]);
    mem_free(p->at);
    *p = (struct pool){0};
}

void *pool_keep(struct pool *p, void *memory)
{
    if (p->n == p->cap) {
        p->cap = p->cap ? 2 * p->cap : 64;
        p->at = mem_resize(p->at, (size_t)p->cap, sizeof *p->at);
    }
    p->at[p->n++] = memory;
    return memory;
}

char *pool_copy(struct pool *p, const char *text, size_t n)
{
    char *copy = pool_keep(p, mem_new(n + 1, 1));
    memcpy(copy, text, n);
    return copy;
}
