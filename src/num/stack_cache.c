#include "num/stack_impl.h"

#include "base/mem.h"

#include <string.h>

/* Entries hang in a table of chains by hash, and in one queue by age. */
enum { BUCKETS = 4096 };

struct entry {
    struct stack_draw draw;
    size_t bytes;
    struct entry *next_in_bucket, *younger;
    double *units; /* [width][width] */
};

struct stack_cache {
    size_t limit, used;
    struct entry *bucket[BUCKETS];
    struct entry *oldest, *youngest;
};

struct stack_cache *stack_cache_new(size_t bytes)
{
    struct stack_cache *c = mem_new(1, sizeof *c);
    c->limit = bytes;
    return c;
}

static int bucket_of(const struct stack_draw *d)
{
    uint64_t h = d->seed;
    h = (h ^ d->replica) * 0x9E3779B97F4A7C15U;
    h = (h ^ (uint64_t)d->width << 16 ^ (uint64_t)d->law) * 0x9E3779B97F4A7C15U;
    h = (h ^ (h >> 32) ^ (uint64_t)d->layer) * 0x9E3779B97F4A7C15U;
    return (int)(h >> 52);
}

static bool same(const struct stack_draw *a, const struct stack_draw *b)
{
    return a->seed == b->seed && a->replica == b->replica && a->width == b->width &&
           a->layer == b->layer && a->law == b->law;
}

static void drop_oldest(struct stack_cache *c)
{
    struct entry *e = c->oldest;
    struct entry **at = &c->bucket[bucket_of(&e->draw)];
    while (*at != e)
        at = &(*at)->next_in_bucket;
    *at = e->next_in_bucket;
    c->oldest = e->younger;
    if (!c->oldest)
        c->youngest = NULL;
    c->used -= e->bytes;
    mem_free(e->units);
    mem_free(e);
}

void stack_cache_free(struct stack_cache *c)
{
    if (!c)
        return;
    while (c->oldest)
        drop_oldest(c);
    mem_free(c);
}

const double *stack_cache_find(const struct stack_cache *c, const struct stack_draw *draw)
{
    if (!c)
        return NULL;
    for (const struct entry *e = c->bucket[bucket_of(draw)]; e; e = e->next_in_bucket)
        if (same(&e->draw, draw))
            return e->units;
    return NULL;
}

void stack_cache_put(struct stack_cache *c, const struct stack_draw *draw, const double *rows,
                     int ld)
{
    size_t width = (size_t)draw->width, bytes = sizeof(struct entry);
    /* A layer that would push out most others is drawn anew as fast. */
    if (!c || stack_cache_find(c, draw) || !mem_add(&bytes, width * width, sizeof(double)) ||
        bytes > c->limit / 4)
        return;
    while (c->used + bytes > c->limit)
        drop_oldest(c);
    double *units = mem_try(width * width, sizeof *units);
    if (!units)
        return;
    for (size_t i = 0; i < width; i++)
        memcpy(units + i * width, rows + i * (size_t)ld, width * sizeof *units);

    struct entry *e = mem_new(1, sizeof *e);
    struct entry **bucket = &c->bucket[bucket_of(draw)];
    *e = (struct entry){.draw = *draw, .bytes = bytes, .next_in_bucket = *bucket, .units = units};
    *bucket = e;
    if (c->youngest)
        c->youngest->younger = e;
    else
        c->oldest = e;
    c->youngest = e;
    c->used += bytes;
}
