/* Unit draws kept between stacks and between changes of their settings. */
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
    int rows;      /* of them filled so far */
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

void stack_cache_trim(struct stack_cache *c, size_t bytes)
{
    while (c->used > bytes)
        drop_oldest(c);
}

static struct entry *find(const struct stack_cache *c, const struct stack_draw *draw)
{
    for (struct entry *e = c->bucket[bucket_of(draw)]; e; e = e->next_in_bucket)
        if (same(&e->draw, draw))
            return e;
    return NULL;
}

const double *stack_cache_find(const struct stack_cache *c, const struct stack_draw *draw)
{
    const struct entry *e = c ? find(c, draw) : NULL;
    return e && e->rows == draw->width ? e->units : NULL;
}

/* A new entry without rows; NULL if it would be too large. */
static struct entry *add(struct stack_cache *c, const struct stack_draw *draw)
{
    size_t width = (size_t)draw->width, bytes = sizeof(struct entry);
    /* A layer that would push out most others is drawn anew as fast. */
    if (!mem_add(&bytes, width * width, sizeof(double)) || bytes > c->limit / 4)
        return NULL;
    stack_cache_trim(c, c->limit - bytes);
    double *units = mem_try(width * width, sizeof *units);
    if (!units)
        return NULL;
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
    return e;
}

void stack_cache_keep(struct stack_cache *c, const struct stack_draw *draw, int row,
                      const double *values)
{
    if (!c)
        return;
    struct entry *e = find(c, draw);
    if (!e && row == 0)
        e = add(c, draw);
    if (!e || e->rows != row) /* another stack was faster, or the beginning is gone */
        return;
    size_t width = (size_t)draw->width;
    memcpy(e->units + (size_t)row * width, values, width * sizeof *values);
    e->rows++;
}
