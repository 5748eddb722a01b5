/* map: many stacks at once: how much of the gradient arrives at the first layer, over depth and
 * scale of the weights. Each point of the map is a real stack run forward and back; nothing is
 * interpolated from another.
 *
 * Points come coarse to fine: first every 8th of both directions, then every 4th, 2nd, all. Until
 * its own stack has run, a point is answered for by the coarser one before it, which says so. Work
 * is done in slices (map_step), each about a millisecond. */
#ifndef NUM_MAP_H
#define NUM_MAP_H

#include "num/stack.h"

enum { MAP_DEPTHS = 49, MAP_GAINS = 33, MAP_COARSE = 8 };

struct map_spec {
    struct stack_spec stack; /* layers: the greatest depth, 2 at least; its gain does not matter */
    double gain[2];          /* least and greatest gain of stacks, 0 < gain[0] < gain[1] */
};

struct map_point {
    int layers;          /* depth of the stack that was run */
    double gain;         /* its factor */
    double ratio_log10;  /* log10 of rms d_1 / rms d_N, by stack_change_log10 */
    double last_log10;   /* log10 of rms d_N: where the ratio is nan, -inf if d_N is exactly 0 and
                            nan or inf after an overflow, or if there was no memory to run it */
    double decades;      /* the ratio for a layer */
    double theory_log10; /* mean-field prediction of ratio_log10; nan where there is none */
};

struct map;

/* NULL with a message if the spec is not allowed. `cache` may be NULL; kernel and cache must
 * outlive the map. */
struct map *map_new(const struct map_spec *spec, const struct kernel *kernel,
                    struct stack_cache *cache, struct err *e);
void map_free(struct map *m);
const struct map_spec *map_spec(const struct map *m);

/* One slice of the work; true while there is more. */
bool map_step(struct map *m);

/* 8, 4, 2, 1: of this distance points are being run, those of greater ones are done; 0: all are.
 */
int map_stride(const struct map *m);

/* 0..1, of the points. */
double map_progress(const struct map *m);

/* Depth of a column, 0 <= i < MAP_DEPTHS, evenly from 2 to the greatest (where there are fewer
 * depths than columns, neighbours are equal); gain of a row, 0 <= k < MAP_GAINS, by equal factors
 * from the least, which is row 0, in as few digits as tell rows apart: one can read and type it. */
int map_depth(const struct map_spec *spec, int i);
double map_gain(const struct map_spec *spec, int k);

/* What is known of a point: its own stack, or the nearest coarser one that has run. False: nothing
 * yet. */
bool map_at(const struct map *m, int i, int k, struct map_point *out);

#endif
