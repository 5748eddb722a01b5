#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ALIGN = 64 }; /* a cache line, and the widest vector of any kernel */

/* The one place where memory runs out. */
static _Noreturn void fail(void)
{
    (void)fputs("actviz: out of memory\n", stderr);
    abort();
}

size_t mem_physical(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (size_t)pages * (size_t)size : 0;
}

bool mem_add(size_t *sum, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - *sum) / size)
        return false;
    *sum += count * size;
    return true;
}

void *mem_new(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        fail();
    return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes = 0;
    if (!mem_add(&bytes, count, size))
        fail();
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        fail();
    return p;
}

void *mem_try(size_t count, size_t size)
{
    size_t bytes = ALIGN - 1;
    if (!mem_add(&bytes, count, size))
        return NULL;
    bytes = bytes / ALIGN * ALIGN;
    return aligned_alloc(ALIGN, bytes ? bytes : ALIGN);
}

char *mem_copy(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(mem_new(n, 1), text, n);
}

void mem_free(void *p)
{
    free(p);
}
