/* mem: memory with overflow-checked sizes and one place that fails.
 *
 * mem_new and mem_resize never return NULL: what they are asked for is small and the machine that
 * cannot give it cannot run the program, which then ends. What a person can make large (a network)
 * is asked for with mem_try, which refuses instead. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* `count` zeroed elements of `size` bytes. */
void *mem_new(size_t count, size_t size);

/* The same with its contents kept; what is added is not zeroed. `old` may be NULL. */
void *mem_resize(void *old, size_t count, size_t size);

/* Aligned to 64 bytes; NULL when the size overflows or memory is not to be had. Not cleared, so
 * that pages are touched only by who uses them: clearing gigabytes takes longer than a frame. Freed
 * by mem_free. */
void *mem_try(size_t count, size_t size);

/* A copy of a string. */
char *mem_copy(const char *text);

void mem_free(void *p);

/* Bytes of memory that the machine has; 0 if it does not say. */
size_t mem_physical(void);

/* *sum += count * size; false on overflow, *sum unchanged. */
bool mem_add(size_t *sum, size_t count, size_t size);

#endif
